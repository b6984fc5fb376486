//! What is told of files as a whole: that one cannot be read, is lost, is gone, or is of an organisation that came before.

use std::path::Path;

use super::{
    super::{
        Notes,
        base::{Gone, Past},
        moved::{closed, is_worksheet},
        rules::add,
        session::repository_path,
    },
    worker::{Done, Item, Job, Known, Worker},
};
use crate::{
    assessment::gate::{Policy, verdict_view},
    diag::Diagnostic,
    framework::Framework,
    gate::{At, Finding, FindingCode, Subject, Verdict, VerdictView, complaints_view},
    load::unread,
    report::Frame,
    source::{Path as Key, Place, SourceId},
    world::{MAX_BYTES, Named, WorldError},
};

impl Worker<'_> {
    /// A file that is no worksheet, and perhaps was one.
    pub(super) fn other(&self, name: &str, before: &Past) -> Done {
        match before {
            Past::Text(text) if is_worksheet(&text.bytes) && !closed(&text.bytes, self.today) => {
                let base = text.revision.as_ref().map_or_else(|| text.name.clone(), |then| then.describe());
                let path = Path::new(name);
                Done::NoWorksheet(Gone { path: path.strip_prefix(".").unwrap_or(path).to_owned(), base })
            }
            _ => Done::PassedOver,
        }
    }

    /// A file that cannot be read.
    pub(super) fn unread(&self, file: &Path, error: &WorldError) -> Done {
        let mut notes = Notes::default();
        let name = file.to_string_lossy();
        let place = Place::new(notes.sources.add(name.clone(), ""), 0..0);
        notes.sink.push(unread(error).at(place));
        Done::Bad(format!("error: {}", error.whole()), self.told(&name, &mut notes))
    }

    /// A file that looks like a worksheet that was lost, judged.
    pub(super) fn lost(&self, name: &str, named: &Named, why: &str) -> Done {
        let mut notes = Notes::default();
        let source = notes.sources.add(name, "");
        let message = format!("`{name}` looks like a worksheet that was lost: {why}");
        let at = At::Place(Place::new(source, 0..0));
        let finding = Finding::new(FindingCode::NotAWorksheet, Subject::file(), "", message, at);
        Done::Lost(Box::new(self.of_file(vec![finding], Some(named), source, &notes)))
    }

    /// That a worksheet is of an organisation that came before, judged.
    pub(super) fn twice(&self, job: &Job, finding: Finding) -> (Verdict, VerdictView) {
        let mut notes = Notes::default();
        let named = job.named();
        let bytes = match &job.item {
            Item::File(_) => named.and_then(|named| self.world.read(&named.path, MAX_BYTES).ok()).unwrap_or_default(),
            Item::Line(_, line) => line.as_ref().map_or_else(|_| Vec::new(), Clone::clone),
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let source = notes.sources.add(job.name(), text);
        self.of_file(vec![finding], named, source, &notes)
    }

    /// What was found on a file as a whole, judged by what is asked of the usual framework.
    pub(super) fn of_file(
        &self,
        findings: Vec<Finding>,
        named: Option<&Named>,
        source: SourceId,
        notes: &Notes,
    ) -> (Verdict, VerdictView) {
        let Known { standard, policy, .. } = self.strictest();
        let none = vec![false; self.waivers.granted.len()];
        let mut verdict =
            Verdict { gated: policy.is_set(), findings: Vec::new(), used: none.clone(), looked_for: none };
        add(&mut verdict, findings, policy, &self.granted(named), self.today);
        let mut view = self.view(&standard.framework, policy, &verdict, source, notes);
        for finding in &mut view.findings {
            finding.subject.id.clone_from(&finding.place.file);
        }
        (verdict, VerdictView { gates: Vec::new(), ..view })
    }

    pub(super) fn view(
        &self,
        framework: &Framework,
        policy: &Policy,
        verdict: &Verdict,
        source: SourceId,
        notes: &Notes,
    ) -> VerdictView {
        let path = |name: &str| repository_path(&*self.world, name);
        verdict_view(framework, policy, &self.waivers.granted, verdict, source, &notes.sources, &path)
    }

    /// What was complained about in one file, where findings are asked for.
    pub(super) fn told(&self, name: &str, notes: &mut Notes) -> Option<Box<VerdictView>> {
        let wanted = self.request.findings || self.request.frame == Some(Frame::Json);
        let list: Vec<Diagnostic> = notes.sink.sorted().into_iter().cloned().collect();
        (wanted && !list.is_empty()).then(|| {
            let main = notes.sources.add(name, "");
            let view = complaints_view(&list, main, &notes.sources, &|name| repository_path(&*self.world, name));
            Box::new(VerdictView { gates: Vec::new(), gated: !view.passes, ..view })
        })
    }

    /// What is found of a worksheet that is gone, judged.
    pub(super) fn gone(&self, gone: &Gone) -> (Verdict, VerdictView) {
        self.whole(gone.finding(At::Key(Key::root())), &gone.path)
    }

    /// What is found of a file as a whole, judged; it stands at its beginning.
    pub(super) fn whole(&self, finding: Finding, path: &Path) -> (Verdict, VerdictView) {
        let mut notes = Notes::default();
        let source = notes.sources.add(path.to_string_lossy(), "");
        let at = At::Place(Place::new(source, 0..0));
        self.of_file(vec![Finding { at, ..finding }], None, source, &notes)
    }
}
