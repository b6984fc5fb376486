//! Raw fields → [`Field`]s, without what is computed; every complaint at its place.

use super::{
    kind::{Field, FieldType, Keys},
    raw::RawField,
    validate::{filled, is_name},
};
use crate::{
    diag::{Code, Complaints, Diagnostic},
    source::Path,
};

/// The fields of a kind or of a group. `None` where one of them is wrong.
pub(super) fn fields(raw: &[RawField], path: &Path, complaints: &mut Complaints<'_>) -> Option<Vec<Field>> {
    let mut shaper = Shaper { complaints };
    if raw.is_empty() {
        shaper.incomplete(path, "there is no field, so nothing can be said".to_owned());
    }
    let built = raw.iter().enumerate().map(|(at, field)| shaper.field(field, &raw[..at], &path.index(at)));
    let built = built.collect::<Vec<_>>();
    built.into_iter().collect::<Option<Vec<Field>>>().filter(|fields| !fields.is_empty())
}

struct Shaper<'a, 's> {
    complaints: &'a mut Complaints<'s>,
}

impl Shaper<'_, '_> {
    fn field(&mut self, raw: &RawField, before: &[RawField], path: &Path) -> Option<Field> {
        let name = &raw.name;
        if !is_name(name, '_') || name == "id" {
            let told = Diagnostic::new(Code::BadValue, format!("`{name}` cannot be the name of a field"));
            self.complaints.at(&path.key("name"), told.help("small letters, digits and `_`; `id` is always there"));
        }
        if before.iter().any(|other| other.name == *name) {
            let told = Diagnostic::new(Code::DuplicateId, format!("two fields are called `{name}`"));
            self.complaints.at(&path.key("name"), told);
        }
        filled(&raw.help, &path.key("help"), self.complaints);
        let kind = self.field_type(raw, path)?;
        Some(Field {
            name: name.clone(),
            heading: raw.heading.clone().unwrap_or_else(|| heading(name)),
            kind,
            required: raw.required,
            help: raw.help.clone(),
            example: raw.example.clone(),
            rules: Vec::new(),
        })
    }

    fn field_type(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        match raw.kind.as_str() {
            "list" => Some(FieldType::List(Box::new(self.inner(raw, path)?))),
            "map" => {
                let keys = match raw.keys.as_deref() {
                    Some("place") => Keys::Place,
                    Some("text") => Keys::Text,
                    _ => {
                        let words = "a map says what its keys are, `place` or `text`";
                        self.incomplete(&path.key("keys"), words.to_owned());
                        return None;
                    }
                };
                Some(FieldType::Map(keys, Box::new(self.inner(raw, path)?)))
            }
            word => {
                if raw.of.is_some() {
                    self.incomplete(&path.key("of"), format!("`of` goes with a list or a map, not with `{word}`"));
                }
                self.single(word, raw, &path.key("type"), path)
            }
        }
    }

    /// What a list or a map holds.
    fn inner(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        if let Some(word) = raw.of.as_deref() {
            return self.single(word, raw, &path.key("of"), path);
        }
        self.incomplete(path, format!("`{}` says with `of` what it holds", raw.name));
        None
    }

    fn single(&mut self, word: &str, raw: &RawField, at: &Path, path: &Path) -> Option<FieldType> {
        Some(match word {
            "text" => FieldType::Text,
            "day" => FieldType::Day { past: raw.past },
            "number" => self.number(raw, path)?,
            "yes-no" => FieldType::YesNo,
            "word" => self.word(raw, path)?,
            "place" => FieldType::Place,
            "practice" => FieldType::Practice,
            "transfer" => FieldType::Transfer,
            "deal" => FieldType::Deal,
            "evidence" => FieldType::Evidence,
            "group" => FieldType::Group(fields(&raw.fields, &path.key("fields"), self.complaints)?),
            "link" => {
                let Some(to) = &raw.to else {
                    self.incomplete(path, format!("`{}` is a link, and `to` does not say to which kind", raw.name));
                    return None;
                };
                FieldType::Link(to.clone())
            }
            other => {
                let told = Diagnostic::unknown(Code::UnknownFieldType, "type of a field", other, FieldType::WORDS);
                self.complaints.at(at, told);
                return None;
            }
        })
    }

    fn number(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        let (least, most) = (raw.least.unwrap_or(0), raw.most.unwrap_or(i64::MAX));
        if least > most {
            self.incomplete(&path.key("most"), format!("no number is at least {least} and at most {most}"));
            return None;
        }
        Some(FieldType::Number { least, most, unit: raw.unit.clone() })
    }

    fn word(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        let words = &raw.words;
        if words.len() < 2 {
            self.incomplete(path, format!("`{}` is a word, and names fewer than two", raw.name));
            return None;
        }
        for (at, word) in words.iter().enumerate().filter(|(at, word)| words[..*at].contains(word)) {
            let told = Diagnostic::new(Code::DuplicateId, format!("`{word}` stands here already"));
            self.complaints.at(&path.key("words").index(at), told);
        }
        Some(FieldType::Word { words: words.clone(), ordered: raw.ordered })
    }

    fn incomplete(&mut self, at: &Path, message: String) {
        self.complaints.at(at, Diagnostic::new(Code::KindIncomplete, message));
    }
}

/// `last_review` as `Last review`.
fn heading(name: &str) -> String {
    let mut letters = name.chars().map(|letter| if letter == '_' { ' ' } else { letter });
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
