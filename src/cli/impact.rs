//! `dmf transfer check`: impact assessments that decide.

use std::{collections::HashMap, path::Path};

use dmf::{
    assessment::Explanation,
    diag::{Code, Diagnostic},
    gate::{Asked, Domain, Finding, Kind, Known, judge, judge_waivers, verdict_view},
    jurisdiction::Atlas,
    load::{decode, read_text},
    report::Answer,
    source::{Path as At, SourceId},
    transfer::{
        Country, Register,
        impact::{self, Checked, CheckedView, Method, RawRecord, Record},
    },
};

use super::{
    Failure, Outcome, args,
    context::{Context, unknown},
    gate::{granted, repository_path, waivers},
    output,
    transfer::open,
};

/// Id of the method.
const METHOD: &str = "transfer-impact";

/// The records of assessments by the id of their transfer.
pub(crate) type Records = HashMap<String, Record>;

pub(crate) fn check(args: &args::TransferCheck, context: &mut Context) -> Result<Outcome, Failure> {
    let (_, register, source) = open(&args.register, context)?;
    let known: Vec<&str> = register.transfers.iter().map(|transfer| transfer.id.as_str()).collect();
    for id in args.ids.iter().chain(&args.explain) {
        if !known.contains(&id.as_str()) {
            return Err(unknown("transfer", id, &known));
        }
    }
    let method = method(context)?;
    let records = records(&args.register, source, &register, &method, context)?;
    let atlas = atlas(&register, context)?;
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let shown = |id: &str| args.ids.is_empty() || args.ids.iter().any(|shown| shown == id);
    let checked: Vec<Checked<'_>> = register
        .transfers
        .iter()
        .map(|transfer| {
            let record = records.get(&transfer.id);
            impact::check(&method, transfer, record, &register, &atlas, args.appetite, context.today)
        })
        .collect();
    let view = |checked: &Checked<'_>| impact::checked_view(&method, checked, &atlas, context.today);
    if let Some(id) = &args.explain {
        let found = checked.iter().find(|checked| checked.transfer.id == *id).map(view);
        let explanation = explanation(found.expect("looked for among the known"));
        return output::verdict(&Answer::Explanation(explanation), &args.output, true, context);
    }
    let some: Vec<&Checked<'_>> = checked.iter().filter(|checked| shown(&checked.transfer.id)).collect();
    let views: Vec<CheckedView> = some.iter().map(|checked| view(checked)).collect();
    let findings: Vec<Finding> = some.iter().flat_map(|checked| checked.findings(&method, context.today)).collect();

    let mut asked = match context.workspace.as_ref().filter(|_| !args.gates.no_gate) {
        Some(workspace) => workspace.asked(Domain::Transfer, &context.sources, &mut context.sink),
        None => Asked::of(Domain::Transfer, []),
    };
    for code in &args.gates.fail_on {
        asked.fail_on(*code);
    }
    let known = Known { kind: Kind::Transfer, ids: known, complaint: Code::UnknownTransfer };
    let waivers = waivers(&[known], args.gates.no_gate, context);
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let granted = granted(&waivers, &args.register, context);
    let mut verdict = judge(findings, &asked, &granted, context.today);
    if args.ids.is_empty() {
        let wrong = judge_waivers(&waivers, &[&verdict], &asked, context.today);
        verdict.findings.extend(wrong);
    }
    let passes = verdict.passes();
    let mut gates = vec!["every transfer may go ahead as it is".to_owned()];
    gates.extend(asked.fail_on.iter().map(|code| format!("no {code}")));
    let no_help = |_: &dmf::gate::Subject| Vec::new();
    let verdict = verdict_view(&verdict, gates, &waivers, source, &context.sources, &repository_path, &no_help);
    let organisation = register.organisation.as_ref().map_or_else(String::new, |holder| holder.name.clone());
    let file = args.register.display().to_string();
    let total = register.transfers.len();
    let view = impact::check_view(&method, file, organisation, total, views, verdict, context.today);
    // Whoever names transfers wants to see all of them.
    let all = args.all || !args.ids.is_empty();
    output::verdict(&Answer::Check(Box::new(view)), &args.output, all, context)?;
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

/// The method that is loaded.
pub(crate) fn method(context: &mut Context) -> Result<Method, Failure> {
    let files = context.pack(METHOD)?;
    impact::method(&files, &context.sources, &mut context.sink).ok_or(Failure::Data)
}

/// The assessments that a register names; paths are seen from it. The sink says what is wrong with them.
pub(crate) fn records(
    file: &Path,
    source: SourceId,
    register: &Register,
    method: &Method,
    context: &mut Context,
) -> Result<Records, Failure> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut records = Records::new();
    for transfer in &register.transfers {
        let Some(path) = &transfer.impact else { continue };
        let target = folder.join(path);
        if !target.is_file() {
            let place = context.sources.value(source, &transfer.path().key("impact"));
            let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{path}`"));
            context.sink.push(diagnostic.at(place).help("paths are seen from the register"));
            continue;
        }
        let Some(id) = read_text(&target, &mut context.sources, &mut context.sink)? else { continue };
        let raw: Option<RawRecord> = decode(id, &context.sources, &mut context.sink);
        let record =
            raw.and_then(|raw| impact::record(raw, method, id, &context.sources, context.today, &mut context.sink));
        let Some(record) = record else { continue };
        if record.transfer != transfer.id {
            let place = context.sources.value(id, &At::root().key("transfer"));
            let message = format!("it is about `{}`, but `{}` names it", record.transfer, transfer.id);
            let named = context.sources.value(source, &transfer.path().key("impact"));
            let diagnostic = Diagnostic::new(Code::OtherTransfer, message).at(place);
            context.sink.push(diagnostic.related(named, "named here"));
            continue;
        }
        records.insert(transfer.id.clone(), record);
    }
    Ok(records)
}

/// The laws on both sides of every transfer.
pub(crate) fn atlas(register: &Register, context: &mut Context) -> Result<Atlas, Failure> {
    let codes: Vec<&str> = register
        .transfers
        .iter()
        .flat_map(|transfer| transfer.exporter.country.into_iter().chain(impact::places(transfer)))
        .map(Country::code)
        .collect();
    Ok(Atlas::read(&context.library, codes, &mut context.sources, &mut context.sink)?)
}

/// What a word of the method means: a measure, a factor, or `measures` for the list. `None` where it is none of these.
pub(crate) fn explain(word: &str, context: &mut Context) -> Result<Option<String>, Failure> {
    let method = method(context)?;
    let width = context.style(false).width;
    if word == "measures" {
        let wide = method.measures.iter().map(|measure| measure.id.len()).max().unwrap_or(0);
        let lines = method.measures.iter().map(|measure| format!("{:wide$}  {}\n", measure.id, measure.title));
        return Ok(Some(lines.collect()));
    }
    if let Some(at) = method.measure(word) {
        let measure = &method.measures[at];
        let group = &method.groups[measure.group];
        let mut lines = vec![
            format!("measure: {}: {} ({})", measure.id, measure.title, group.kind.as_str()),
            String::new(),
            measure.asks.clone(),
            String::new(),
            match (group.likelihood, group.impact) {
                (0, 0) => "It changes no grade.".to_owned(),
                (likelihood, 0) => format!("It takes {likelihood} off the likelihood."),
                (0, impact) => format!("It takes {impact} off the impact."),
                (likelihood, impact) => {
                    format!("It takes {likelihood} off the likelihood and {impact} off the impact.")
                }
            },
        ];
        lines.extend(measure.conditions.iter().map(|at| {
            let condition = &method.conditions[*at];
            format!("It counts when `{}` is confirmed: {}.", condition.id, condition.text)
        }));
        lines.extend(measure.more.map(|more| {
            let condition = &method.conditions[more.when];
            format!("With `{}` it takes {} off the impact: {}.", condition.id, more.impact, condition.text)
        }));
        lines.extend((!measure.note.is_empty()).then(|| measure.note.clone()));
        return Ok(Some(paragraphs(&lines, width)));
    }
    if let Some(at) = method.conditions.iter().position(|condition| condition.id == word) {
        let condition = &method.conditions[at];
        let asks = |measure: &&impact::Measure| {
            measure.conditions.contains(&at) || measure.more.is_some_and(|more| more.when == at)
        };
        let asks: Vec<&str> = method.measures.iter().filter(asks).map(|measure| measure.id.as_str()).collect();
        let lines = [
            format!("condition: {}: {}", condition.id, condition.text),
            String::new(),
            format!("It has to be confirmed before these measures count in full: {}.", asks.join(", ")),
        ];
        return Ok(Some(paragraphs(&lines, width)));
    }
    let factor = method.factors.iter().find(|factor| factor.id == word);
    Ok(factor.map(|factor| {
        let lines = [
            format!("factor: {}: {} ({} % of the likelihood)", factor.id, factor.title, factor.weight),
            String::new(),
            factor.question.clone(),
            format!("1: {}", factor.good),
            format!("5: {}", factor.poor),
        ];
        paragraphs(&lines, width)
    }))
}

/// The words that [`explain`] knows.
pub(crate) fn words(context: &mut Context) -> Result<Vec<String>, Failure> {
    let method = method(context)?;
    let measures = method.measures.iter().map(|measure| measure.id.clone());
    let factors = method.factors.iter().map(|factor| factor.id.clone());
    let conditions = method.conditions.iter().map(|condition| condition.id.clone());
    Ok(measures.chain(factors).chain(conditions).chain(["measures".to_owned()]).collect())
}

fn paragraphs(lines: &[String], width: usize) -> String {
    lines.iter().map(|line| dmf::report::wrap(line, width, "") + "\n").collect()
}

/// The assessments of a register's transfers, with what they are held against. `None` where it names no assessment: nothing
/// need be read then.
pub(crate) fn assessed(
    file: &Path,
    source: SourceId,
    register: &Register,
    context: &mut Context,
) -> Result<Option<(Method, Records)>, Failure> {
    if register.transfers.iter().all(|transfer| transfer.impact.is_none()) {
        return Ok(None);
    }
    let method = method(context)?;
    let records = records(file, source, register, &method, context)?;
    if context.sink.has_errors() { Err(Failure::Data) } else { Ok(Some((method, records))) }
}

fn explanation(view: CheckedView) -> Explanation {
    Explanation { version: 1, id: view.id, title: view.title, steps: view.arithmetic, result: view.decision.title }
}
