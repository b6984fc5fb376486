//! A transfer of the register, the laws on both sides and the record of its assessment → facts.

use jiff::civil::Date;

use super::{
    facts::{Acceptance, Facts, Offered, Place, Tool, ToolName},
    method::{Method, Of},
    record::{Measured, Record},
};
use crate::{
    jurisdiction::{
        self, Atlas, ExportRule, Fact, Filing, Jurisdiction, Standing, Status as LawStatus, Tool as Takes, clauses_on,
        lapses_on,
    },
    transfer::{
        filings::{Asked, Stands, filings, law_day},
        model::{Country, Party, Recipient, Transfer},
        words::{Access, Mechanism, Status},
    },
};

/// Puts the facts together.
#[must_use]
pub fn facts(
    method: &Method,
    transfer: &Transfer,
    record: Option<&Record>,
    atlas: &Atlas,
    appetite: Option<u8>,
    today: Date,
) -> Facts {
    let mut answers = vec![None; method.factors.len()];
    for (factor, answer) in record.iter().flat_map(|record| &record.importer) {
        answers[*factor] = Some(answer.grade);
    }
    Facts {
        assessed: record.is_some(),
        roles: transfer.exporter.role.is_some() && transfer.importer.role.is_some(),
        tier: transfer.tier.map(|tier| tier.as_str().to_owned()),
        special: transfer.special.iter().flatten().map(|kind| kind.as_str().to_owned()).collect(),
        people: transfer.people,
        purposes: transfer.purposes.iter().map(|purpose| purpose.kind.as_str().to_owned()).collect(),
        frequency: transfer.frequency.map(|frequency| frequency.as_str().to_owned()),
        places: places(transfer)
            .into_iter()
            .map(|country| place(method, country, record, atlas, law_day(transfer, today)))
            .collect(),
        places_known: transfer.importer.country.is_some() && reaching(transfer).all(|each| each.country.is_some()),
        sub_processors_known: transfer.sub_processors.is_some(),
        onward: reaching(transfer).next().is_some(),
        clear_text: record.and_then(|record| record.clear_text),
        certified: transfer.importer.certifications.iter().any(|each| each.until.is_some_and(|until| until >= today)),
        answers,
        gag: record.and_then(|record| record.gag.as_ref()).is_some_and(|(known, _)| *known),
        measures: record
            .iter()
            .flat_map(|record| &record.measures)
            .map(|measured| offered(method, measured, &transfer.importer))
            .collect(),
        tool: tool(transfer, record, atlas, today),
        appetite,
        acceptance: record.map_or(Acceptance::None, |record| acceptance(method, record, today)),
    }
}

/// The countries in which somebody can reach the data: the importer's first. What comes home again is no export.
#[must_use]
pub fn places(transfer: &Transfer) -> Vec<Country> {
    let mut found: Vec<Country> = transfer.importer.country.into_iter().collect();
    for country in reaching(transfer).filter_map(|each| each.country) {
        if !found.contains(&country) && transfer.exporter.country != Some(country) {
            found.push(country);
        }
    }
    found
}

/// Those behind the importer who can reach the data, or of whom it is not said that they cannot.
fn reaching(transfer: &Transfer) -> impl Iterator<Item = &Recipient> {
    transfer.onward().filter(|each| each.access != Some(Access::None))
}

fn place(method: &Method, country: Country, record: Option<&Record>, atlas: &Atlas, day: Date) -> Place {
    let law = atlas.get(country.code());
    let own = record
        .iter()
        .flat_map(|record| &record.grades)
        .filter(|(code, _)| code == country.code() || law.is_some_and(|law| *code == law.id));
    let own: Vec<_> = own.flat_map(|(_, answers)| answers).collect();
    let grades: Vec<Option<u8>> = method
        .factors
        .iter()
        .enumerate()
        .map(|(at, factor)| {
            if factor.of == Of::Importer {
                return None;
            }
            let own = own.iter().find(|(factor, _)| *factor == at).map(|(_, answer)| answer.grade);
            own.or_else(|| {
                let grades = law?.recipient.grades();
                grades.into_iter().find(|(id, _)| *id == factor.id).map(|(_, fact)| fact.what.get())
            })
        })
        .collect();
    // What nobody is sure of today lets nothing go, whatever grade it gives.
    let doubtful: Vec<usize> = law.map_or_else(Vec::new, |law| {
        let unsure = |id: &str| {
            let mut readings = law.recipient.grades().into_iter();
            readings.any(|(of, fact)| of == id && fact.marks.relief_on(day) != LawStatus::InForce)
        };
        let of_pack = |at: &usize| !own.iter().any(|(factor, _)| factor == at);
        let factors = method.factors.iter().enumerate().filter(|(_, factor)| unsure(&factor.id));
        factors.map(|(at, _)| at).filter(of_pack).collect()
    });
    let law_factor = method.factor("law");
    let law_grade = law_factor.and_then(|at| grades[at]);
    let law_doubted = law_factor.is_some_and(|at| doubtful.contains(&at));
    Place {
        code: country.code().to_owned(),
        name: country.name().to_owned(),
        general_law: law_grade
            .map(|grade| grade < method.likelihood.without_law)
            .filter(|general| !(*general && law_doubted)),
        gag: law.and_then(|law| law.recipient.gag_or_decryption_duty.as_ref()).is_some_and(|fact| fact.what),
        grades,
        doubtful,
    }
}

fn offered(method: &Method, measured: &Measured, importer: &Party) -> Offered {
    // A certificate of the register says until when it holds.
    let lasts = importer.certifications.iter().filter_map(|each| each.until).max();
    let certificate = method.measures[measured.measure].certificate;
    Offered {
        measure: measured.measure,
        state: measured.state,
        evidence: measured.evidence.is_some(),
        verified: measured.verified,
        until: measured.until.or(lasts.filter(|_| certificate)),
        keys: measured.keys,
        confirmed: measured.confirmed.clone(),
    }
}

fn acceptance(method: &Method, record: &Record, today: Date) -> Acceptance {
    match &record.acceptance {
        None => Acceptance::None,
        Some(accepted) if accepted.date > today => Acceptance::None,
        Some(accepted) if accepted.until > lapses_on(accepted.date, method.acceptance_months) => Acceptance::TooLong,
        Some(accepted) if accepted.until < today => Acceptance::Ended(accepted.until),
        Some(accepted) => Acceptance::Holds(accepted.until),
    }
}

/// What the law of the exporter makes of the tool.
fn tool(transfer: &Transfer, record: Option<&Record>, atlas: &Atlas, today: Date) -> Tool {
    let mut tool = Tool { name: transfer.mechanism.and_then(name), ..Tool::default() };
    tool.forbidden = record.and_then(|record| record.forbidden.clone());
    let Some(mechanism) = transfer.mechanism else { return tool };
    let Some(country) = transfer.exporter.country else {
        tool.open.push("the exporter's country is not said, so neither is the law that asks for a tool".to_owned());
        return tool;
    };
    let Some(law) = atlas.get(country.code()) else {
        tool.open.push(format!("what the law of {} asks is not known here", country.name()));
        return tool;
    };
    let day = law_day(transfer, today);
    accepted(law, mechanism, transfer, day, &mut tool);
    for asked in filings(transfer, law, today).iter().filter(|asked| concerns_export(asked.fact)) {
        to_file(transfer, law, asked, (day, today), &mut tool);
    }
    let naming = law.transfer.name_countries.as_ref().filter(|fact| fact.what);
    if let Some(fact) = naming.filter(|_| record.and_then(|record| record.countries_named) != Some(true)) {
        match fact.marks.status_on(day) {
            LawStatus::InForce => {
                tool.open.push(format!("{} asks that the countries of destination are named", law.name));
            }
            LawStatus::Unknown => tool
                .open
                .push(format!("whether the law of {} has the countries of destination named is not known", law.name)),
            // What there is none of, or is still to come, asks for nothing today.
            LawStatus::None | LawStatus::Draft | LawStatus::Passed | LawStatus::Phased => {}
        }
    }
    tool
}

fn name(mechanism: Mechanism) -> Option<ToolName> {
    let (sentence, short, plural) = match mechanism {
        Mechanism::Unknown => return None,
        Mechanism::Mcc => return Some(ToolName::MODEL_CLAUSES),
        Mechanism::EuScc => ("the EU's standard clauses", "EU's standard clauses", true),
        Mechanism::StandardContract => ("the state's standard contract", "standard contract", false),
        Mechanism::Bcr => ("binding corporate rules", "binding corporate rules", true),
        Mechanism::Certification => ("the certification", "certification", false),
        Mechanism::Adequacy => ("the recognition of the destination", "recognition of the destination", false),
        Mechanism::Consent => ("consent", "consent", false),
        Mechanism::Derogation => ("the exception of the law", "exception of the law", false),
        Mechanism::Other => ("the tool named in the register", "tool named in the register", false),
        Mechanism::None => ("no tool", "no tool", false),
    };
    Some(ToolName { sentence, short, plural })
}

/// Whether the law as it is on a day takes the tool at all.
fn accepted(law: &Jurisdiction, mechanism: Mechanism, transfer: &Transfer, day: Date, tool: &mut Tool) {
    let rule = &law.transfer.rule;
    // Where no rule binds, or data is free but for some places, a tool is good practice, and cannot fail the law.
    let free = matches!(rule.what, ExportRule::None | ExportRule::OpenUnlessRestricted);
    let bound = rule.marks.binds(day) && !free;
    if rule.marks.is_over(day) {
        tool.open.push(format!("what the law of {} asks since its rule ended is not known", law.name));
    } else if rule.marks.status_on(day) == LawStatus::Unknown || rule.what == ExportRule::Unknown || rule.marks.unsure()
    {
        tool.open.push(format!("what the law of {} asks of an export is not sure", law.name));
    }
    let clauses = standing(law, day);
    // What there is none of is no way out; what nobody is sure of may be one.
    let mechanisms = || {
        let none = |fact: &Fact<Takes>| fact.marks.is_over(day) || fact.marks.status_on(day) == LawStatus::None;
        law.transfer.mechanisms.iter().filter(move |fact| !none(fact))
    };
    let takes: Vec<String> =
        mechanisms().filter(|fact| fact.marks.binds(day)).map(|fact| fact.what.to_string()).collect();
    let refuse = |tool: &mut Tool, what: &str| {
        let instead = if takes.is_empty() { String::new() } else { format!("; it knows {}", takes.join(", ")) };
        tool.lacking.push(format!("the law of {} does not take {what}{instead}", law.name));
    };
    // What stands in a draft, or is told by nobody who is sure, is not taken then: it never makes an answer better.
    let lists = |tools: &[Takes]| mechanisms().any(|fact| tools.contains(&fact.what));
    let sure = |tools: &[Takes]| {
        mechanisms().any(|fact| tools.contains(&fact.what) && fact.marks.binds(day) && !fact.marks.unsure())
    };
    let judged = |tool: &mut Tool, tools: &[Takes], what: &str| {
        if bound && !lists(tools) {
            refuse(tool, what);
        } else if bound && !sure(tools) {
            tool.open.push(format!("whether the law of {} takes {what} today is not sure", law.name));
        }
    };
    match mechanism {
        Mechanism::Mcc => match clauses {
            Standing::None if bound => refuse(tool, "the ASEAN model clauses"),
            Standing::Unknown => {
                tool.open.push(format!("whether the law of {} takes the ASEAN model clauses is not known", law.name));
            }
            // Whether what goes beside them is there is for the filings to say.
            _ => {}
        },
        Mechanism::None if bound => {
            tool.lacking.push(format!("the law of {} asks for a tool, and there is none", law.name));
        }
        Mechanism::None => tool.open.push("nothing binds the importer to protect the data".to_owned()),
        Mechanism::EuScc => judged(tool, &[Takes::EuScc, Takes::Contract], "the EU's standard clauses"),
        Mechanism::StandardContract => judged(tool, &[Takes::StandardContract], "a standard contract of the state"),
        Mechanism::Bcr => judged(tool, &[Takes::Bcr], "binding corporate rules"),
        Mechanism::Adequacy => judged(tool, &[Takes::Adequacy], "the recognition of a destination"),
        Mechanism::Consent => judged(tool, &[Takes::Consent], "consent"),
        Mechanism::Derogation => judged(tool, &[Takes::Derogation], "an exception of this kind"),
        Mechanism::Certification => {
            judged(tool, &[Takes::Certification], "a certification");
            let refused = bound && !lists(&[Takes::Certification]);
            if !refused
                && !transfer.importer.certifications.iter().any(|each| each.until.is_some_and(|until| until >= day))
            {
                tool.lacking.push("the importer has no certificate that is in date".to_owned());
            }
        }
        Mechanism::Unknown => {}
        Mechanism::Other => {
            tool.open
                .push(format!("whether the law of {} takes the tool named in the register is not known", law.name));
        }
    }
    let name = &law.name;
    match mechanism {
        Mechanism::Adequacy => {
            tool.open.push(format!("whether {name} recognises each destination is for counsel to confirm"));
        }
        Mechanism::Derogation => {
            tool.open.push(format!(
                "which exception of the law of {name} it is, and that it fits, is for counsel to confirm"
            ));
        }
        Mechanism::StandardContract => {
            let limits = "is kept within the volume and the places for which it is made";
            tool.open.push(format!("whether the standard contract of {name} {limits} is for counsel to confirm"));
        }
        Mechanism::Certification if !certified(law, transfer, day) => {
            tool.open.push(format!("whether the law of {name} takes that certificate is for counsel to confirm"));
        }
        _ => {}
    }
}

/// Whether the law is sure to take a certificate that the importer has, by its id.
fn certified(law: &Jurisdiction, transfer: &Transfer, today: Date) -> bool {
    let takes = |id: &str| {
        law.certifications
            .iter()
            .filter(|fact| fact.what.for_transfers && fact.marks.relief_on(today) == LawStatus::InForce)
            .any(|fact| fact.what.id == id)
    };
    let held = |until: Option<Date>| until.is_some_and(|until| until >= today);
    transfer.importer.certifications.iter().any(|each| held(each.until) && takes(&each.id))
}

/// What the ASEAN model clauses are worth on a day, and not known where nobody is sure.
fn standing(law: &Jurisdiction, today: Date) -> Standing {
    if law.transfer.clauses.marks.unsure() { Standing::Unknown } else { clauses_on(law, today) }
}

/// Whether a filing is about sending data abroad, not about processing it, which is filed from its start.
fn concerns_export(filing: &Fact<Filing>) -> bool {
    filing.what.deadline.from != Some(jurisdiction::From::Start)
}

/// What a filing means that is not there: still in time, too late, asked beside the tool, or not known to be asked by the law of
/// `day`.
fn to_file(transfer: &Transfer, law: &Jurisdiction, asked: &Asked<'_>, (day, today): (Date, Date), tool: &mut Tool) {
    let (name, what) = (&law.name, &asked.fact.what.what);
    let by = asked.by.map_or_else(String::new, |by| format!(" by {by}"));
    let because = match &asked.stands {
        Stands::Filed | Stands::NotAsked | Stands::Exempt => return,
        Stands::Unknown(of) => {
            tool.open.push(format!("{name}: file the {what}{by}, unless it is known {}", of.join(" and ")));
            return;
        }
        Stands::NoGround(why) => format!("; {why}"),
        Stands::Open => String::new(),
    };
    if asked.fact.marks.relief_on(day) == LawStatus::Unknown {
        tool.open.push(format!("{name}: whether the {what} is to be filed is not sure; have it confirmed{because}"));
        return;
    }
    let needed = matches!(law.transfer.rule.what, ExportRule::Dossier | ExportRule::Permission);
    let begun = transfer.status == Status::Active || transfer.start.is_some_and(|start| start <= today);
    match asked.by {
        Some(by) if begun && by < today && needed => {
            tool.lacking.push(format!("{name}: the {what} was due on {by} and is not in the register{because}"));
        }
        None if begun && needed => {
            tool.lacking.push(format!("{name}: the {what} is not in the register{because}"));
        }
        _ => tool.open.push(format!("{name}: file the {what}{by}{because}")),
    }
}
