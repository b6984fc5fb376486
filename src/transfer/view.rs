//! What leaves the room: the register as it reads, with names beside codes. Changes only by adding.

use serde::Serialize;

use super::{
    impact::Decision,
    model::{Agreement, Assessed, Country, Party, Recipient, Register, Transfer},
    words::{Status, Word},
};
use crate::safeguard::RolePair;

/// Version of the shape below.
const VERSION: u32 = 1;

/// A register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterView {
    pub version: u32,
    pub organisation: String,
    pub country: Option<CountryView>,
    /// How many transfers the register has, shown or not.
    pub total: usize,
    pub transfers: Vec<TransferView>,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountryView {
    pub code: &'static str,
    pub name: &'static str,
}

/// One transfer. Empty lists are what the register says or does not say; `sub_processors` alone tells the two apart.
#[derive(Debug, Clone, Serialize)]
pub struct TransferView {
    pub id: String,
    pub title: String,
    pub status: Status,
    pub exporter: PartyView,
    pub importer: PartyView,
    /// The role pair that the ASEAN clauses have a module for, else nothing.
    pub module: Option<RolePair>,
    pub purposes: Vec<PurposeView>,
    pub legal_bases: Vec<BasisView>,
    pub subjects: Vec<String>,
    pub categories: Vec<String>,
    pub special: Vec<&'static str>,
    pub tier: Option<&'static str>,
    pub people: Option<u64>,
    pub frequency: Option<&'static str>,
    pub format: Option<String>,
    pub route: Option<String>,
    pub storage: Option<String>,
    pub sub_processors: Option<Vec<RecipientView>>,
    pub recipients: Vec<RecipientView>,
    /// Where the data goes or is seen from.
    pub destinations: Vec<CountryView>,
    pub mechanism: Option<&'static str>,
    pub agreement: Option<AgreementView>,
    pub systems: Vec<String>,
    pub security: Option<String>,
    pub retention: Option<String>,
    pub retention_months: Option<u16>,
    pub owner: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub reviewed: Option<String>,
    pub review: Option<String>,
    pub incidents: Vec<IncidentView>,
    pub filings: Vec<FilingView>,
    /// Path of its impact assessment, where that is a file of its own.
    pub impact: Option<String>,
    /// Whether its impact assessment stands in the register.
    pub impact_here: bool,
    /// What came of its impact assessment, where that was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighed: Option<WeighedView>,
}

/// What came of an impact assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeighedView {
    /// `assessed`, `not-assessable` where a fact is missing, or `not-assessed`.
    pub state: &'static str,
    /// The risk that is left, from 1 to 25, and its name.
    pub residual: Option<u8>,
    pub band: Option<String>,
    /// The decision by its stable name, and in words.
    pub decision: Option<Decision>,
    pub decision_title: Option<String>,
    /// Whether the transfer may go ahead as it is.
    pub may_proceed: bool,
}

/// A party.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    pub name: String,
    pub country: Option<CountryView>,
    pub role: Option<&'static str>,
    pub contact: Option<String>,
    pub dpo: Option<String>,
    pub sector: Option<String>,
    pub certifications: Vec<CertificationView>,
}

/// A certificate.
#[derive(Debug, Clone, Serialize)]
pub struct CertificationView {
    pub id: String,
    pub until: Option<String>,
    pub scope: Option<String>,
}

/// A purpose.
#[derive(Debug, Clone, Serialize)]
pub struct PurposeView {
    pub kind: &'static str,
    pub text: Option<String>,
}

/// A legal basis in a country.
#[derive(Debug, Clone, Serialize)]
pub struct BasisView {
    pub country: CountryView,
    pub basis: String,
}

/// Somebody behind the importer.
#[derive(Debug, Clone, Serialize)]
pub struct RecipientView {
    pub name: String,
    pub country: Option<CountryView>,
    pub service: Option<String>,
    pub access: Option<&'static str>,
    pub since: Option<String>,
}

/// What was signed.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementView {
    /// Path of a deal, where it is one.
    pub deal: Option<String>,
    pub reference: Option<String>,
    pub date: Option<String>,
    pub version: Option<String>,
    pub until: Option<String>,
}

/// Something that went wrong.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    pub date: String,
    pub what: String,
    pub reference: Option<String>,
}

/// Something that was filed.
#[derive(Debug, Clone, Serialize)]
pub struct FilingView {
    pub country: CountryView,
    pub what: String,
    pub date: String,
    pub reference: Option<String>,
}

/// The transfers of a register for which `shown` holds.
#[must_use]
pub fn view(register: &Register, shown: impl Fn(&Transfer) -> bool) -> RegisterView {
    let holder = register.organisation.as_ref();
    RegisterView {
        version: VERSION,
        organisation: holder.map_or_else(String::new, |holder| holder.name.clone()),
        country: holder.and_then(|holder| holder.country).map(country),
        total: register.transfers.len(),
        transfers: register.transfers.iter().filter(|transfer| shown(transfer)).map(one).collect(),
    }
}

/// The same with what came of the impact assessments.
#[must_use]
pub fn weighed_view(
    register: &Register,
    shown: impl Fn(&Transfer) -> bool,
    weigh: impl Fn(&Transfer) -> WeighedView,
) -> RegisterView {
    let mut view = view(register, &shown);
    for (of, transfer) in view.transfers.iter_mut().zip(register.transfers.iter().filter(|each| shown(each))) {
        of.weighed = Some(weigh(transfer));
    }
    view
}

fn one(transfer: &Transfer) -> TransferView {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    TransferView {
        id: transfer.id.clone(),
        title: transfer.title.clone(),
        status: transfer.status,
        exporter: party(&transfer.exporter),
        importer: party(&transfer.importer),
        module: transfer.module(),
        purposes: transfer
            .purposes
            .iter()
            .map(|purpose| PurposeView { kind: purpose.kind.as_str(), text: purpose.text.clone() })
            .collect(),
        legal_bases: transfer
            .legal_bases
            .iter()
            .map(|(place, basis)| BasisView { country: country(*place), basis: basis.clone() })
            .collect(),
        subjects: transfer.subjects.clone(),
        categories: transfer.categories.clone(),
        special: transfer.special.iter().flatten().map(|special| special.as_str()).collect(),
        tier: transfer.tier.map(Word::as_str),
        people: transfer.people,
        frequency: transfer.frequency.map(Word::as_str),
        format: transfer.format.clone(),
        route: transfer.route.clone(),
        storage: transfer.storage.clone(),
        sub_processors: transfer.sub_processors.as_ref().map(|list| list.iter().map(recipient).collect()),
        recipients: transfer.recipients.iter().map(recipient).collect(),
        destinations: transfer.destinations().into_iter().map(country).collect(),
        mechanism: transfer.mechanism.map(Word::as_str),
        agreement: transfer.agreement.as_ref().map(agreement),
        systems: transfer.systems.clone(),
        security: transfer.security.clone(),
        retention: transfer.retention.text.clone(),
        retention_months: transfer.retention.months,
        owner: transfer.owner.clone(),
        start: day(transfer.start),
        end: day(transfer.end),
        reviewed: day(transfer.reviewed),
        review: day(transfer.review),
        incidents: transfer
            .incidents
            .iter()
            .map(|incident| IncidentView {
                date: incident.date.to_string(),
                what: incident.what.clone(),
                reference: incident.reference.clone(),
            })
            .collect(),
        filings: transfer
            .filings
            .iter()
            .map(|filing| FilingView {
                country: country(filing.country),
                what: filing.what.clone(),
                date: filing.date.to_string(),
                reference: filing.reference.clone(),
            })
            .collect(),
        impact: transfer.impact_file().map(str::to_owned),
        impact_here: transfer.impact == Some(Assessed::Here),
        weighed: None,
    }
}

pub(super) fn country(country: Country) -> CountryView {
    CountryView { code: country.code(), name: country.name() }
}

fn party(party: &Party) -> PartyView {
    let certifications = party.certifications.iter().map(|certification| CertificationView {
        id: certification.id.clone(),
        until: certification.until.map(|day| day.to_string()),
        scope: certification.scope.clone(),
    });
    PartyView {
        name: party.name.clone(),
        country: party.country.map(country),
        role: party.role.map(Word::as_str),
        contact: party.contact.clone(),
        dpo: party.dpo.clone(),
        sector: party.sector.clone(),
        certifications: certifications.collect(),
    }
}

fn recipient(recipient: &Recipient) -> RecipientView {
    RecipientView {
        name: recipient.name.clone(),
        country: recipient.country.map(country),
        service: recipient.service.clone(),
        access: recipient.access.map(Word::as_str),
        since: recipient.since.map(|day| day.to_string()),
    }
}

fn agreement(agreement: &Agreement) -> AgreementView {
    match agreement {
        Agreement::Deal(path) => {
            AgreementView { deal: Some(path.clone()), reference: None, date: None, version: None, until: None }
        }
        Agreement::Other { reference, date, version, until } => AgreementView {
            deal: None,
            reference: Some(reference.clone()),
            date: date.map(|day| day.to_string()),
            version: version.clone(),
            until: until.map(|day| day.to_string()),
        },
    }
}
