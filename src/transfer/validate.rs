//! Raw register → [`Register`]; every complaint at its place.

use jiff::civil::Date;

use super::{
    model::{
        Agreement, Assessed, Certification, Country, Exempt, Filing, Holder, Incident, Party, Purpose, Recipient,
        Register, Retention, Transfer,
    },
    raw::{RawAgreement, RawExempt, RawFiling, RawIncident, RawParty, RawRecipient, RawRegister, RawTransfer, TextOr},
    words::{Mechanism, Status},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::country,
    load::{Ids, wrong_id},
    source::{Path, Place, SourceId, Sources},
    text::composed,
};

/// Where a path of the register stands: in a file by its keys, in a sheet by row and column.
pub trait Find {
    /// The place of a value.
    fn value(&self, path: &Path) -> Place;
    /// The place of the key above a value.
    fn key(&self, path: &Path) -> Place;
    /// Which place it is, in words, where the place itself does not say.
    fn label(&self, _path: &Path) -> Option<String> {
        None
    }
}

/// A register that was read from a YAML or TOML file.
#[derive(Debug, Clone, Copy)]
pub struct InFile<'a>(pub SourceId, pub &'a Sources);

impl Find for InFile<'_> {
    fn value(&self, path: &Path) -> Place {
        self.1.value(self.0, path)
    }

    fn key(&self, path: &Path) -> Place {
        self.1.key(self.0, path)
    }
}

/// Builds the model. `None` when anything is wrong. What is dated after `today` is surprising, not wrong.
pub fn validate(raw: RawRegister, find: &dyn Find, today: Date, sink: &mut Sink) -> Option<Register> {
    let before = sink.errors();
    let mut check = Check { find, today, sink };
    let organisation = raw.organisation.map(|holder| {
        let path = Path::root().key("organisation");
        check.text(&holder.name, &path.key("name"));
        Holder { country: check.country(holder.country.as_deref(), &path.key("country")), name: holder.name }
    });
    check.ids(&raw.transfers);
    let list = raw.transfers.into_iter().enumerate();
    let transfers = list.map(|(at, raw)| check.transfer(at, raw)).collect();
    (sink.errors() == before).then_some(Register { organisation, transfers })
}

struct Check<'a> {
    find: &'a dyn Find,
    today: Date,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn ids(&mut self, transfers: &[RawTransfer]) {
        let mut ids = Ids::default();
        for (at, transfer) in transfers.iter().enumerate() {
            let path = |at: usize| Path::root().key("transfers").index(at).key("id");
            let id = transfer.id.as_str();
            if let Some(wrong) = wrong_id(id) {
                self.at_value(&path(at), wrong);
            } else if !is_id(&composed(id)) {
                let diagnostic = Diagnostic::new(Code::BadValue, format!("`{id}` is not an id"))
                    .help("an id is made of letters, digits, `-`, `_` and `.`, such as `TR-01`");
                self.at_value(&path(at), diagnostic);
            } else {
                let message = || format!("two transfers have the id `{id}`");
                if let Some(told) = ids.add(id, at, message, |first| self.find.value(&path(*first))) {
                    self.at_value(&path(at), told);
                }
            }
        }
    }

    fn transfer(&mut self, at: usize, raw: RawTransfer) -> Transfer {
        let path = Path::root().key("transfers").index(at);
        self.texts(&raw, &path);
        self.days(&raw, &path);
        let legal_bases = raw.legal_bases.into_iter().filter_map(|(code, basis)| {
            let path = path.key("legal_bases").key(&code);
            self.text(&basis, &path);
            let found = Country::of(&code);
            if found.is_none() {
                let place = self.find.key(&path);
                self.sink.push(unknown_country(&code).at(place));
            }
            Some((found?, basis))
        });
        let legal_bases = legal_bases.collect();
        let transfer = Transfer {
            at,
            id: composed(&raw.id).into_owned(),
            title: raw.title,
            status: raw.status,
            exporter: self.party(raw.exporter, &path.key("exporter")),
            importer: self.party(raw.importer, &path.key("importer")),
            purposes: raw.purposes.into_iter().map(|raw| Purpose { kind: raw.kind, text: raw.text }).collect(),
            legal_bases,
            subjects: raw.subjects,
            categories: raw.data.categories,
            special: raw.data.special,
            tier: raw.data.tier,
            people: raw.volume.map(|volume| volume.people),
            frequency: raw.frequency,
            format: raw.format,
            route: raw.route,
            storage: raw.storage,
            sub_processors: raw.sub_processors.map(|list| self.recipients(list, &path.key("sub_processors"))),
            recipients: self.recipients(raw.recipients, &path.key("recipients")),
            mechanism: raw.mechanism,
            agreement: raw.agreement.map(|raw| self.agreement(raw, &path.key("agreement"))),
            systems: raw.systems,
            security: raw.security,
            retention: raw
                .retention
                .map_or_else(Retention::default, |raw| Retention { text: raw.text, months: raw.months }),
            owner: raw.owner,
            start: raw.start,
            end: raw.end,
            reviewed: raw.reviewed,
            review: raw.review,
            incidents: self.incidents(raw.incidents, &path.key("incidents")),
            filings: self.filings(raw.filings, &path.key("filings")),
            exempt: self.exempt(raw.exempt, &path.key("exempt")),
            impact: raw.impact.map(|raw| match raw {
                TextOr::Text(file) => {
                    self.text(&file, &path.key("impact"));
                    Assessed::File(file)
                }
                // What it says is held against the method where it is weighed.
                TextOr::Full(_) => Assessed::Here,
            }),
        };
        self.sense(&transfer, &path);
        transfer
    }

    /// Nothing that is said may be empty: an empty text looks like an answer and is none.
    fn texts(&mut self, raw: &RawTransfer, path: &Path) {
        self.text(&raw.title, &path.key("title"));
        for (key, text) in [
            ("format", &raw.format),
            ("route", &raw.route),
            ("storage", &raw.storage),
            ("security", &raw.security),
            ("owner", &raw.owner),
        ] {
            self.some_text(text.as_ref(), &path.key(key));
        }
        for (key, list) in [("subjects", &raw.subjects), ("systems", &raw.systems)] {
            self.list(list, &path.key(key));
        }
        self.list(&raw.data.categories, &path.key("data").key("categories"));
        for (at, purpose) in raw.purposes.iter().enumerate() {
            self.some_text(purpose.text.as_ref(), &path.key("purposes").index(at).key("text"));
        }
        if let Some(retention) = &raw.retention {
            self.some_text(retention.text.as_ref(), &path.key("retention").key("text"));
        }
    }

    fn days(&mut self, raw: &RawTransfer, path: &Path) {
        for (key, day, after, before) in
            [("end", raw.end, "start", raw.start), ("review", raw.review, "reviewed", raw.reviewed)]
        {
            if let (Some(day), Some(before)) = (day, before)
                && day < before
            {
                let message = format!("`{key}` is {day}, before `{after}`, {before}");
                let diagnostic = Diagnostic::new(Code::DatesReversed, message)
                    .related(self.find.value(&path.key(after)), format!("`{after}`"));
                self.at_value(&path.key(key), diagnostic);
            }
        }
        self.past(raw.reviewed, "the last review", &path.key("reviewed"));
    }

    fn party(&mut self, raw: RawParty, path: &Path) -> Party {
        self.text(&raw.name, &path.key("name"));
        for (key, text) in [("contact", &raw.contact), ("dpo", &raw.dpo), ("sector", &raw.sector)] {
            self.some_text(text.as_ref(), &path.key(key));
        }
        let certifications = raw.certifications.into_iter().enumerate().map(|(at, raw)| {
            let path = path.key("certifications").index(at);
            self.text(&raw.id, &path.key("id"));
            self.some_text(raw.scope.as_ref(), &path.key("scope"));
            Certification { id: raw.id, until: raw.until, scope: raw.scope }
        });
        let certifications = certifications.collect();
        Party {
            name: raw.name,
            country: self.country(raw.country.as_deref(), &path.key("country")),
            role: raw.role,
            contact: raw.contact,
            dpo: raw.dpo,
            sector: raw.sector,
            certifications,
        }
    }

    fn recipients(&mut self, list: Vec<RawRecipient>, path: &Path) -> Vec<Recipient> {
        let list = list.into_iter().enumerate().map(|(at, raw)| {
            let path = path.index(at);
            self.text(&raw.name, &path.key("name"));
            self.some_text(raw.service.as_ref(), &path.key("service"));
            Recipient {
                country: self.country(raw.country.as_deref(), &path.key("country")),
                name: raw.name,
                service: raw.service,
                access: raw.access,
                since: raw.since,
            }
        });
        list.collect()
    }

    fn agreement(&mut self, raw: TextOr<RawAgreement>, path: &Path) -> Agreement {
        match raw {
            TextOr::Text(deal) => {
                self.text(&deal, path);
                Agreement::Deal(deal)
            }
            TextOr::Full(raw) => {
                self.text(&raw.reference, &path.key("ref"));
                self.some_text(raw.version.as_ref(), &path.key("version"));
                if let (Some(date), Some(until)) = (raw.date, raw.until)
                    && until < date
                {
                    let message = format!("`until` is {until}, before `date`, {date}");
                    let related = self.find.value(&path.key("date"));
                    let diagnostic = Diagnostic::new(Code::DatesReversed, message).related(related, "`date`");
                    self.at_value(&path.key("until"), diagnostic);
                }
                let RawAgreement { reference, date, version, until } = *raw;
                Agreement::Other { reference, date, version, until }
            }
        }
    }

    fn incidents(&mut self, list: Vec<RawIncident>, path: &Path) -> Vec<Incident> {
        let list = list.into_iter().enumerate().map(|(at, raw)| {
            let path = path.index(at);
            self.text(&raw.what, &path.key("what"));
            self.some_text(raw.reference.as_ref(), &path.key("ref"));
            self.past(Some(raw.date), "the incident", &path.key("date"));
            Incident { date: raw.date, what: raw.what, reference: raw.reference }
        });
        list.collect()
    }

    fn filings(&mut self, list: Vec<RawFiling>, path: &Path) -> Vec<Filing> {
        let list = list.into_iter().enumerate().filter_map(|(at, raw)| {
            let path = path.index(at);
            self.text(&raw.what, &path.key("what"));
            self.some_text(raw.reference.as_ref(), &path.key("ref"));
            self.past(Some(raw.date), "the filing", &path.key("date"));
            let country = self.country(Some(&raw.country), &path.key("country"))?;
            Some(Filing { country, what: raw.what, date: raw.date, reference: raw.reference })
        });
        list.collect()
    }

    fn exempt(&mut self, list: Vec<RawExempt>, path: &Path) -> Vec<Exempt> {
        let list = list.into_iter().enumerate().map(|(at, raw)| {
            let path = path.index(at);
            let texts = [("what", &raw.what), ("ground", &raw.ground), ("reason", &raw.reason), ("by", &raw.by)];
            for (key, text) in texts {
                self.text(text, &path.key(key));
            }
            self.past(Some(raw.on), "the judgement", &path.key("on"));
            Exempt { what: raw.what, ground: raw.ground, reason: raw.reason, by: raw.by, on: raw.on }
        });
        list.collect()
    }

    /// What is allowed and yet hardly meant.
    fn sense(&mut self, transfer: &Transfer, path: &Path) {
        let today = self.today;
        let odd = match (transfer.status, transfer.start, transfer.end) {
            (Status::Planned, Some(start), _) if start <= today => {
                Some(("start", format!("the transfer is `planned`, but starts on {start}; today is {today}")))
            }
            (Status::Active, Some(start), _) if start > today => {
                Some(("start", format!("the transfer is `active`, but starts on {start}; today is {today}")))
            }
            (Status::Ended, _, Some(end)) if end > today => {
                Some(("end", format!("the transfer is `ended`, but ends on {end}; today is {today}")))
            }
            _ => None,
        };
        if let Some((key, message)) = odd {
            self.at_value(&path.key(key), Diagnostic::new(Code::StatusAndDates, message));
        }
        if let Some(home) = transfer.exporter.country
            && transfer.importer.country == Some(home)
            && transfer.onward().all(|onward| onward.country == Some(home))
        {
            let message = format!("the data does not leave {}", home.within_sentence());
            let diagnostic = Diagnostic::new(Code::StaysAtHome, message)
                .help("name the country of whoever receives or sees the data elsewhere, or delete the transfer");
            self.at_value(&path.key("importer").key("country"), diagnostic);
        }
        if transfer.mechanism == Some(Mechanism::None) && transfer.agreement.is_some() {
            let message = "an agreement is named, but `mechanism` is `none`";
            let diagnostic = Diagnostic::new(Code::MechanismAndAgreement, message)
                .related(self.find.value(&path.key("agreement")), "the agreement");
            self.at_value(&path.key("mechanism"), diagnostic);
        }
    }

    fn country(&mut self, code: Option<&str>, path: &Path) -> Option<Country> {
        let code = code?;
        let found = Country::of(code);
        if found.is_none() {
            self.at_value(path, unknown_country(code));
        }
        found
    }

    fn past(&mut self, day: Option<Date>, what: &str, path: &Path) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            let message = format!("{what} is dated {day}; today is {}", self.today);
            self.at_value(path, Diagnostic::new(Code::FutureDate, message));
        }
    }

    fn list(&mut self, list: &[String], path: &Path) {
        for (at, text) in list.iter().enumerate() {
            self.text(text, &path.index(at));
        }
    }

    fn some_text(&mut self, text: Option<&String>, path: &Path) {
        if let Some(text) = text {
            self.text(text, path);
        }
    }

    fn text(&mut self, text: &str, path: &Path) {
        if text.trim().is_empty() {
            let diagnostic = Diagnostic::new(Code::EmptyText, format!("`{path}` is empty"))
                .help("write it, or leave the key out where it is optional");
            self.at_value(path, diagnostic);
        }
    }

    fn at_value(&mut self, path: &Path, diagnostic: Diagnostic) {
        let label = self.find.label(path);
        self.sink.push(Diagnostic { label, ..diagnostic.at(self.find.value(path)) });
    }
}

fn unknown_country(code: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownCountry, format!("`{code}` is not a country code"))
        .suggest(country::suggest(code))
        .help("write the code of two capital letters, such as `SG`")
}

fn is_id(id: &str) -> bool {
    let good = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    id.chars().next().is_some_and(char::is_alphanumeric) && id.chars().all(good)
}
