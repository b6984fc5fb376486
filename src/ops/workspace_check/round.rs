//! File after file: what was read, and what is wrong with it.

use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::super::{
    Notes, Reading, Scope, Stop,
    clauses::clause_set,
    deal::found,
    files::files,
    score::{Scored, score},
    session::same,
    transfers::{self, ReadRegister, method, records, with_transfer},
};
use super::records::Records;
use crate::{
    agreement::{self, RawDeal, Wanted},
    assessment::{RawAssessment, gate::evidence_findings},
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::{Finding, FindingCode, Weight},
    load::{decode, unread},
    records::{
        self, ASSESSMENT, Content, Contents, DEAL, IMPACT, RECORDS, REGISTER, RecordKind, Reference, Target, follow,
    },
    safeguard::BreachTerm,
    source::{Place, SourceId},
    transfer::{Agreement, Transfer, impact::RawRecord},
    workspace::{DealFile, FileView, ImpactFile, RegisterFile, links, loose},
    world::beside,
};

/// What was read, and what is wrong with it.
pub(super) struct Round<'a> {
    pub(super) scope: &'a Scope,
    pub(super) notes: &'a mut Notes,
    pub(super) files: Vec<FileView>,
    pub(super) frameworks: Vec<Arc<Framework>>,
    pub(super) organisations: Vec<String>,
    /// Whether there is a worksheet of which nobody can say whose it is.
    pub(super) nameless: bool,
    pub(super) registers: Vec<RegisterFile>,
    pub(super) deals: Vec<DealFile>,
    /// How long each of the deals gives the importer to report a breach, where it says so itself.
    pub(super) breach_terms: Vec<Option<BreachTerm>>,
    /// What a lawyer should look at in each deal that is right.
    pub(super) found: Vec<(PathBuf, SourceId, Vec<Finding>)>,
    /// What is wrong with the evidence of each worksheet.
    pub(super) evidence: Vec<(PathBuf, SourceId, Vec<Finding>)>,
    /// The worksheets that are right.
    pub(super) answered: Vec<(PathBuf, Scored)>,
    /// Transfers whose assessment is there and right.
    assessed: BTreeSet<String>,
    /// What files hold that tell all by themselves, by their kind.
    contents: Vec<(RecordKind, Contents)>,
    /// What each file names elsewhere, beside registers and deals that name each other.
    named: Vec<(PathBuf, Vec<Reference>)>,
    /// Registers that are described by data.
    pub(super) records: Records,
    pub(super) references: usize,
    pub(super) complaints: Vec<Diagnostic>,
    /// By code, message, file and range.
    told: HashSet<Told>,
}

type Told = (Code, String, Option<(String, usize, usize)>);

impl<'a> Round<'a> {
    pub(super) fn new(scope: &'a Scope, notes: &'a mut Notes) -> Self {
        Self {
            scope,
            notes,
            files: Vec::new(),
            frameworks: Vec::new(),
            organisations: Vec::new(),
            nameless: false,
            registers: Vec::new(),
            deals: Vec::new(),
            breach_terms: Vec::new(),
            found: Vec::new(),
            evidence: Vec::new(),
            answered: Vec::new(),
            assessed: BTreeSet::new(),
            contents: Vec::new(),
            named: Vec::new(),
            records: Records::default(),
            references: 0,
            complaints: Vec::new(),
            told: HashSet::new(),
        }
    }

    /// Keeps what the notes hold, so that a mistake in one file does not keep the next from being read. A file that is read
    /// again for another has its mistakes told once.
    pub(super) fn keep_complaints(&mut self) {
        let sources = &self.notes.sources;
        let told = |complaint: &Diagnostic| {
            let place = complaint.place.as_ref();
            let place = place.map(|place| (sources.get(place.source).name.clone(), place.start, place.end));
            (complaint.code, complaint.message.clone(), place)
        };
        for complaint in std::mem::take(&mut self.notes.sink).sorted() {
            if self.told.insert(told(complaint)) {
                self.complaints.push(complaint.clone());
            }
        }
    }

    /// Reads the files of a kind; what is wrong with where they are named keeps nobody from those that are there.
    pub(super) fn read(&mut self, kind: &RecordKind) -> Result<(), Stop> {
        let paths = files(kind, self.scope, self.notes)?;
        self.keep_complaints();
        for path in paths {
            let read = match kind.content {
                Content::Answers => self.assessment(&path),
                Content::Transfers => self.register(path),
                Content::Deal => self.deal(&path),
                Content::Impact => self.impact(&path),
                Content::Alone(read) => self.alone(kind, read, &path),
            };
            self.unless_unreadable(read)?;
        }
        Ok(())
    }

    /// A file that cannot be read is told, and keeps nobody from the others.
    pub(super) fn unless_unreadable(&mut self, read: Result<(), Stop>) -> Result<(), Stop> {
        let Err(Stop::World(error)) = read else { return read };
        self.notes.sink.push(unread(&error));
        self.keep_complaints();
        Ok(())
    }

    fn file(&mut self, kind: &RecordKind, path: &Path, about: String) {
        self.files.push(FileView { kind: kind.listed.to_owned(), file: path.display().to_string(), about });
        self.keep_complaints();
    }

    fn assessment(&mut self, path: &Path) -> Result<(), Stop> {
        let scored = match score(path, &Reading::default(), self.scope, self.notes) {
            Err(Stop::Data(_)) => None,
            scored => scored?.filter(|_| self.notes.sink.checked().is_ok()),
        };
        let about = scored.as_ref().map_or_else(String::new, |scored| scored.assessment.organisation.name.clone());
        if let Some(scored) = scored {
            let Scored { framework, assessment, scorecard, source, .. } = &scored;
            let mut evidence = evidence_findings(framework, assessment, scorecard);
            // A file that is named is a reference, and whoever checks a workspace asks that each leads somewhere.
            for finding in evidence.iter_mut().filter(|finding| finding.code == FindingCode::EvidenceNotFound) {
                finding.weight = Weight::Error;
            }
            self.evidence.push((path.to_owned(), *source, evidence));
            self.organisations.push(about.clone());
            self.frameworks.push(Arc::clone(framework));
            self.references += 1;
            self.answered.push((path.to_owned(), scored));
        } else {
            self.named(path)?;
        }
        self.file(&ASSESSMENT, path, about);
        Ok(())
    }

    /// Whose a worksheet is that is wrong in other ways: its organisation is none the less there.
    fn named(&mut self, path: &Path) -> Result<(), Stop> {
        let world = &*self.scope.world;
        let (raw, _) = self.notes.apart(|notes| {
            let source = notes.read(world, path)?;
            Ok::<_, Stop>(source.and_then(|source| decode(source, &notes.sources, &mut notes.sink)))
        });
        match raw? {
            Some(RawAssessment { organisation, .. }) => self.organisations.push(organisation.name),
            None => self.nameless = true,
        }
        Ok(())
    }

    fn register(&mut self, path: PathBuf) -> Result<(), Stop> {
        let read = transfers::register(&path, self.scope, self.notes)?;
        let about = read.as_ref().map_or_else(String::new, |read| match read.register.transfers.len() {
            1 => "1 transfer".to_owned(),
            number => format!("{number} transfers"),
        });
        self.file(&REGISTER, &path, about);
        let Some(read) = read else { return Ok(()) };
        if read.register.transfers.iter().any(|transfer| transfer.impact.is_some()) {
            let method = method(self.scope, self.notes)?;
            self.assessed.extend(records(&path, &read, &method, self.scope, self.notes)?.into_keys());
            for transfer in &read.register.transfers {
                let Some(named) = transfer.impact_file() else { continue };
                self.references += 1;
                self.file(&IMPACT, &beside(&path, named), transfer.id.clone());
            }
            self.keep_complaints();
        }
        let ReadRegister { source, register, .. } = read;
        self.registers.push(RegisterFile { file: path, source, register });
        Ok(())
    }

    fn deal(&mut self, path: &Path) -> Result<(), Stop> {
        let Some(source) = self.notes.read(&*self.scope.world, path)? else { return Ok(()) };
        let mut about = String::new();
        if let Some(raw) = decode::<RawDeal>(source, &self.notes.sources, &mut self.notes.sink) {
            let link = raw.link();
            let id = link.as_ref().and_then(|link| link.transfer.clone());
            about = id.map_or_else(|| raw.module.clone(), |id| format!("{}, {id}", raw.module));
            let set = clause_set(self.scope, self.notes)?;
            self.breach_terms.push(agreement::breach_term(&raw, &set, source, &self.notes.sources));
            let raw = with_transfer(raw, path, &set, source, self.scope, self.notes)?;
            let (sources, sink) = (&self.notes.sources, &mut self.notes.sink);
            let deal = agreement::deal(raw, &set, &[], Wanted::Draft, source, sources, sink);
            // What follows from a mistake is not told beside it.
            if let Ok(deal) = sink.given(deal) {
                self.found.push((path.to_owned(), source, found(&deal, &set, self.scope, self.notes)?));
            }
            self.deals.push(DealFile { file: path.to_owned(), source, link });
        }
        self.file(&DEAL, path, about);
        Ok(())
    }

    /// An assessment in a place where assessments lie: the transfers that name theirs have read them already.
    fn impact(&mut self, path: &Path) -> Result<(), Stop> {
        let world = &*self.scope.world;
        if self.files.iter().any(|file| file.kind == IMPACT.listed && same(world, Path::new(&file.file), path)) {
            return Ok(());
        }
        let Some(source) = self.notes.read(world, path)? else { return Ok(()) };
        let raw: Option<RawRecord> = decode(source, &self.notes.sources, &mut self.notes.sink);
        let about = raw.and_then(|raw| raw.transfer);
        if let Some(transfer) = &about {
            let impact = ImpactFile { file: path.to_owned(), source, transfer: transfer.clone() };
            let target = Target::Entry { of: REGISTER, id: transfer.clone() };
            self.named.push((path.to_owned(), vec![Reference { target, place: impact.place(&self.notes.sources) }]));
            let assessed = |transfer: &Transfer| self.assessed.contains(&transfer.id);
            loose(&self.registers, &impact, &assessed, &self.notes.sources, &mut self.notes.sink);
        }
        self.file(&IMPACT, path, about.unwrap_or_default());
        Ok(())
    }

    /// A file of which all can be told without other data; what it names is followed when all is read.
    fn alone(&mut self, kind: &RecordKind, read: records::Read, path: &Path) -> Result<(), Stop> {
        let world = &*self.scope.world;
        let Some(source) = self.notes.read(world, path)? else { return Ok(()) };
        let contents = read(source, world.today(), &self.notes.sources, &mut self.notes.sink);
        let mut contents = contents.unwrap_or_default();
        self.references += contents.refers.len();
        self.named.push((path.to_owned(), std::mem::take(&mut contents.refers)));
        self.file(kind, path, contents.about.clone());
        self.contents.push((*kind, contents));
        Ok(())
    }

    /// Deals that a register names belong to the workspace wherever they lie, and so do registers that a deal names.
    pub(super) fn reached(&mut self) -> Result<(), Stop> {
        let scope = self.scope;
        let there = |file: &Path, named: &str| {
            let path = beside(file, named);
            (scope.world.has_file(&path) && scope.barred(file, &path, named).is_none()).then_some(path)
        };
        let named = |deal: &DealFile| there(&deal.file, &deal.link.as_ref()?.register);
        let registers: BTreeSet<PathBuf> = self.deals.iter().filter_map(named).collect();
        for path in registers {
            if !self.registers.iter().any(|register| register.file == path) {
                let read = self.register(path);
                self.unless_unreadable(read)?;
            }
        }
        let mut deals = BTreeSet::new();
        for register in &self.registers {
            for transfer in &register.register.transfers {
                if let Some(Agreement::Deal(named)) = &transfer.agreement {
                    deals.extend(there(&register.file, named));
                }
            }
        }
        for path in deals {
            if !self.deals.iter().any(|deal| deal.file == path) {
                let read = self.deal(&path);
                self.unless_unreadable(read)?;
            }
        }
        Ok(())
    }

    /// Complains where no file was known: nothing to check is not a pass.
    pub(super) fn unless_empty(&mut self, settings: SourceId) {
        if self.files.is_empty() && self.told.is_empty() && !self.notes.sink.has_errors() {
            let place = Place::new(settings, 0..0);
            let told =
                Diagnostic::new(Code::NothingToCheck, "no file of this workspace is known, so nothing was checked");
            let help = "name worksheets under `assessments` in `dmf.toml`, such as `[\"s/sheet.yaml\"]`; registers under \
                        `transfers`, deals under `deals`";
            self.notes.sink.push(told.at(place).help(help));
        }
    }

    /// The ids of the entries of a kind.
    pub(super) fn entries(&self, kind: &RecordKind) -> Vec<String> {
        if let Content::Transfers = kind.content {
            let transfers = self.registers.iter().flat_map(|register| &register.register.transfers);
            return transfers.map(|transfer| transfer.id.clone()).collect();
        }
        let contents = self.contents.iter().filter(|(of, _)| of.name == kind.name);
        contents.flat_map(|(_, contents)| &contents.entries).map(|entry| entry.id.clone()).collect()
    }

    /// Follows what files name elsewhere, and what registers and deals say of each other.
    pub(super) fn links(&mut self) {
        let scope = self.scope;
        let missing = |file: &Path, path: &Path, named: &str| {
            let none = || Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`"));
            scope.barred(file, path, named).or_else(|| (!scope.world.has_file(path)).then(none))
        };
        let entries: Vec<_> = RECORDS.iter().map(|kind| (kind.name, self.entries(kind))).collect();
        let known = |kind: &RecordKind| {
            let of_kind = entries.iter().find(|(name, _)| *name == kind.name);
            of_kind.map_or_else(Vec::new, |(_, ids)| ids.clone())
        };
        for (file, references) in &self.named {
            let missing = |named: &str| missing(file, &beside(file, named), named);
            follow(references, &known, &missing, &mut self.notes.sink);
        }
        let Notes { sources, sink } = &mut *self.notes;
        self.references += links(&self.registers, &self.deals, &beside, &missing, sources, sink);
    }
}
