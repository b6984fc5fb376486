//! A file of captions, read.

use crate::{
    diag::{Code, Diagnostic, Sink},
    document::captions::{Captions, RawCaptions},
    load::decode,
    source::{Path, SourceId, Sources},
};

/// The captions of a file. `None`, with every reason in the sink, when one is not what it has to be.
pub fn captions(source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<Captions> {
    let before = sink.errors();
    let raw = decode::<RawCaptions>(source, sources, sink)?;
    match Captions::of(raw) {
        Ok(captions) => (sink.errors() == before).then_some(captions),
        Err(wrong) => {
            for bad in wrong {
                let path = bad.key.iter().fold(Path::root(), |path, key| path.key(key));
                let gaps: Vec<String> = bad.gaps.iter().map(|gap| format!("`{{{gap}}}`")).collect();
                let message = format!("the caption `{}` has other gaps than are filled in", bad.key.join("."));
                let diagnostic = Diagnostic::new(Code::BadTemplate, message).at(sources.value(source, &path));
                sink.push(diagnostic.help(format!("write {} in it, each once", gaps.join(" and "))));
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_without_its_gap_is_named_at_its_place() {
        let text = include_str!("../../templates/captions/en.toml");
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let right = sources.add("en.toml", text.to_owned());
        assert_eq!(captions(right, &sources, &mut sink), Some(Captions::default()));
        let wrong = sources.add("en.toml", text.replace("Page {page} of", "Page of"));
        assert_eq!(captions(wrong, &sources, &mut sink), None);
        let complaints: Vec<String> = sink.messages().into_iter().map(|one| one.message).collect();
        assert_eq!(complaints, ["the caption `page` has other gaps than are filled in"]);
    }
}
