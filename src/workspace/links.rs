//! Whether the files of a workspace refer to each other in both directions. Pure: what exists is asked for.

use std::path::{Path as FilePath, PathBuf};

use crate::{
    agreement::Link,
    diag::{Code, Diagnostic, Sink, did_you_mean},
    gate::{At, Finding, FindingCode, Subject},
    source::{Kind, Path, Place, SourceId, Sources},
    transfer::{Agreement, Register, Transfer},
};

/// A register with where it stands.
#[derive(Debug)]
pub struct RegisterFile {
    pub file: PathBuf,
    pub source: SourceId,
    pub register: Register,
}

/// A deal with where it stands, and the transfer that it takes its facts from.
#[derive(Debug)]
pub struct DealFile {
    pub file: PathBuf,
    pub source: SourceId,
    pub link: Option<Link>,
}

/// An impact assessment that no transfer names, with where it stands, and the transfer that it is about.
#[derive(Debug)]
pub struct ImpactFile {
    pub file: PathBuf,
    pub source: SourceId,
    pub transfer: String,
}

impl ImpactFile {
    /// Where it says which transfer it is about.
    #[must_use]
    pub fn place(&self, sources: &Sources) -> Place {
        sources.value(self.source, &Path::root().key("transfer"))
    }
}

/// Complains of an assessment that no transfer names: its transfer has another, or has none. `assessed`
/// tells whether the one that a transfer names is there and right; else that is told already.
pub fn loose(
    registers: &[RegisterFile],
    impact: &ImpactFile,
    assessed: &dyn Fn(&Transfer) -> bool,
    sources: &Sources,
    sink: &mut Sink,
) {
    let ImpactFile { file, transfer: id, .. } = impact;
    let place = impact.place(sources);
    let all = || registers.iter().flat_map(|at| at.register.transfers.iter().map(move |each| (at, each)));
    let Some((register, transfer)) = all().find(|(_, transfer)| transfer.id == *id) else { return };
    let at = |key: &str| sources.value(register.source, &transfer.path().key(key));
    let file = file.display();
    if transfer.impact.is_some() && !assessed(transfer) {
        return;
    }
    sink.push(if transfer.impact.is_some() {
        let message = format!("`{file}` assesses `{id}` a second time");
        Diagnostic::new(Code::TwoAssessments, message).at(place).related(at("impact"), "its assessment stands here")
    } else {
        let message = format!("no transfer names the assessment in `{file}`");
        Diagnostic::new(Code::UnusedAssessment, message).at(place).related(at("id"), "it is about this one")
    });
}

/// Follows every reference between registers and deals; how many there are. `beside` gives the path that a file names,
/// seen from where the file stands; `missing` what is to be said of a file that is not there, by the file that names it, its
/// path, and its name as written.
pub fn links(
    registers: &[RegisterFile],
    deals: &[DealFile],
    beside: &dyn Fn(&FilePath, &str) -> PathBuf,
    missing: &dyn Fn(&FilePath, &FilePath, &str) -> Option<Diagnostic>,
    sources: &Sources,
    sink: &mut Sink,
) -> usize {
    let mut walk = Walk { registers, deals, beside, missing, sources, sink, followed: 0 };
    for register in registers {
        for transfer in &register.register.transfers {
            walk.transfer(register, transfer);
        }
    }
    for deal in deals {
        walk.deal(deal);
    }
    walk.followed
}

/// Whether nothing has begun: the deal says no more than what it is to be, and no register lists a transfer that it could be for.
#[must_use]
pub fn not_begun(registers: &[RegisterFile], deal: &DealFile, sources: &Sources) -> bool {
    let tree = sources.get(deal.source).tree();
    let blank = tree.is_ok_and(|tree| match &tree.kind {
        Kind::Map(entries) => entries.iter().all(|entry| entry.key.text == "module"),
        _ => false,
    });
    blank && registers.iter().all(|at| at.register.transfers.is_empty())
}

/// That no transfer of the registers uses a deal; `None` where one does, and where nothing has begun.
pub fn unused(
    registers: &[RegisterFile],
    deal: &DealFile,
    beside: &dyn Fn(&FilePath, &str) -> PathBuf,
    sources: &Sources,
) -> Option<Finding> {
    let all = || registers.iter().flat_map(|at| at.register.transfers.iter().map(move |each| (at, each)));
    if not_begun(registers, deal, sources) || all().any(|(register, transfer)| names(register, transfer, deal, beside))
    {
        return None;
    }
    let file = deal.file.display();
    let place = sources.key(deal.source, &Path::root().key("module"));
    let covers = deal.link.as_ref().and_then(|link| {
        let target = beside(&deal.file, &link.register);
        all().find(|(at, transfer)| at.file == target && Some(&transfer.id) == link.transfer.as_ref())
    });
    let rest = match &covers {
        Some((_, transfer)) => format!("; it is for `{}`, which names another or none", transfer.id),
        None => String::new(),
    };
    let message = format!("no transfer uses the agreement of `{file}`{rest}");
    // Its place says which file, wherever the workspace lies; its name would not.
    let subject = Subject::file();
    let finding = Finding::new(FindingCode::AgreementWithoutTransfer, subject, "", message, At::Place(place));
    Some(match covers {
        Some((register, transfer)) => {
            let key = if transfer.agreement.is_some() { "agreement" } else { "id" };
            finding.related(sources.value(register.source, &transfer.path().key(key)), "the transfer stands")
        }
        None => finding,
    })
}

/// Whether a transfer names a deal as its agreement.
fn names(
    register: &RegisterFile,
    transfer: &Transfer,
    deal: &DealFile,
    beside: &dyn Fn(&FilePath, &str) -> PathBuf,
) -> bool {
    matches!(&transfer.agreement, Some(Agreement::Deal(named)) if beside(&register.file, named) == deal.file)
}

struct Walk<'a> {
    registers: &'a [RegisterFile],
    deals: &'a [DealFile],
    beside: &'a dyn Fn(&FilePath, &str) -> PathBuf,
    missing: &'a dyn Fn(&FilePath, &FilePath, &str) -> Option<Diagnostic>,
    sources: &'a Sources,
    sink: &'a mut Sink,
    followed: usize,
}

impl Walk<'_> {
    /// The agreement that a transfer names is there, and is for that transfer.
    fn transfer(&mut self, register: &RegisterFile, transfer: &Transfer) {
        let Some(Agreement::Deal(named)) = &transfer.agreement else { return };
        self.followed += 1;
        let place = self.sources.value(register.source, &transfer.path().key("agreement"));
        let target = (self.beside)(&register.file, named);
        if let Some(diagnostic) = (self.missing)(&register.file, &target, named) {
            let known: Vec<String> = self.deals.iter().map(|deal| deal.file.display().to_string()).collect();
            let known = known.iter().map(String::as_str).filter(|_| diagnostic.code == Code::FileNotFound);
            let meant = did_you_mean(&target.display().to_string(), known);
            self.sink.push(diagnostic.at(place).suggest(meant));
            return;
        }
        let Some(deal) = self.deals.iter().find(|deal| deal.file == target) else { return };
        let Some(link) = &deal.link else { return };
        let for_it = (self.beside)(&deal.file, &link.register) == register.file
            && link.transfer.as_ref().is_none_or(|id| *id == transfer.id);
        if !for_it {
            let other = link.transfer.as_deref().unwrap_or(&link.register);
            let message = format!("`{}` names `{named}`, which is for `{other}`", transfer.id);
            self.two_ways(message, place, self.from(deal), "it says so here");
        }
    }

    /// The transfer that a deal names names the deal; a deal that stands alone is used by nobody.
    fn deal(&mut self, deal: &DealFile) {
        let names = |register: &RegisterFile, transfer: &Transfer| names(register, transfer, deal, self.beside);
        let all = || self.registers.iter().flat_map(|at| at.register.transfers.iter().map(move |each| (at, each)));
        let used = all().any(|(register, transfer)| names(register, transfer));
        let Some(link) = &deal.link else {
            if !used && !self.registers.is_empty() && !not_begun(self.registers, deal, self.sources) {
                let message = format!("no transfer uses the agreement of `{}`", deal.file.display());
                let place = self.sources.key(deal.source, &Path::root().key("module"));
                self.sink.push(Diagnostic::new(Code::UnusedAgreement, message).at(place));
            }
            return;
        };
        self.followed += 1;
        let target = (self.beside)(&deal.file, &link.register);
        let found = all().find(|(at, transfer)| at.file == target && Some(&transfer.id) == link.transfer.as_ref());
        if let Some((register, transfer)) = found
            && !names(register, transfer)
        {
            let message = format!("the deal is for `{}`, which names another agreement or none", transfer.id);
            let key = if transfer.agreement.is_some() { "agreement" } else { "id" };
            let there = self.sources.value(register.source, &transfer.path().key(key));
            self.two_ways(message, self.from(deal), there, "the transfer stands here");
        }
    }

    fn from(&self, deal: &DealFile) -> Place {
        self.sources.value(deal.source, &Path::root().key("transfer").key("id"))
    }

    fn two_ways(&mut self, message: String, at: Place, other: Place, words: &str) {
        self.sink.push(Diagnostic::new(Code::ReferenceMismatch, message).at(at).related(other, words));
    }
}
