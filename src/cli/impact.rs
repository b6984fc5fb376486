//! `dmf transfer check`: impact assessments that decide.

use dmf::{
    assessment::Explanation,
    diag::Code,
    gate::{
        Asked, At, Domain, Finding, FindingCode, Kind, Known, Subject, Verdict, judge, judge_waivers, verdict_view,
    },
    report::Answer,
    source::Path,
    transfer::{
        Transfer,
        impact::{self, CheckView, Checked, CheckedView},
    },
};

use super::{
    Failure, Outcome, agreed, args,
    context::{Context, unknown},
    gate::{granted, waivers},
    output,
    records::{appetite, atlas, method, records},
    transfer::{Read, open},
};

pub(crate) fn check(args: &args::TransferCheck, context: &mut Context) -> Result<Outcome, Failure> {
    let read = open(&args.register, context)?;
    let (answer, passes): (Box<dyn Answer>, bool) = match answer(read, args, context)? {
        Weighed::Check(view) => {
            let passes = view.verdict.passes;
            (view, passes)
        }
        Weighed::Explanation(explanation) => (Box::new(explanation), true),
    };
    // Whoever names transfers wants to see all of them.
    let all = args.all || !args.ids.is_empty() || args.explain.is_some();
    output::verdict(answer.as_ref(), &args.output, all, context)?;
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

/// What comes of a register: its transfers, weighed and judged, or the arithmetic of one.
pub(crate) enum Weighed {
    Check(Box<CheckView>),
    Explanation(Explanation),
}

/// A register that is read, weighed and judged; or the arithmetic of one transfer, where that is asked for.
pub(crate) fn answer(read: Read, args: &args::TransferCheck, context: &mut Context) -> Result<Weighed, Failure> {
    let (register, source) = (read.register.clone(), read.source);
    let known: Vec<&str> = register.transfers.iter().map(|transfer| transfer.id.as_str()).collect();
    for id in args.ids.iter().chain(&args.explain) {
        if !known.contains(&id.as_str()) {
            return Err(unknown("transfer", id, &known));
        }
    }
    let method = method(context)?;
    let appetite = appetite(args.appetite, &method, context)?;
    let records = records(&args.register, &read, &method, context)?;
    let atlas = atlas(&register, context)?;
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let shown = |id: &str| args.ids.is_empty() || args.ids.iter().any(|shown| shown == id);
    let checked: Vec<Checked<'_>> = register
        .transfers
        .iter()
        .map(|transfer| {
            let record = records.get(&transfer.id);
            impact::check(&method, transfer, record, &register, &atlas, appetite, context.today())
        })
        .collect();
    let view = |checked: &Checked<'_>| impact::checked_view(&method, checked, &atlas, context.today());
    if let Some(id) = &args.explain {
        let found = checked.iter().find(|checked| checked.transfer.id == *id).map(view);
        return Ok(Weighed::Explanation(explanation(found.expect("looked for among the known"))));
    }
    let some: Vec<&Checked<'_>> = checked.iter().filter(|checked| shown(&checked.transfer.id)).collect();
    let views: Vec<CheckedView> = some.iter().map(|checked| view(checked)).collect();
    let mut findings: Vec<Finding> =
        some.iter().flat_map(|checked| checked.findings(&method, context.today())).collect();
    if register.transfers.is_empty() {
        let at = At::Value(Path::root().key("transfers"));
        let message = "the register lists no transfer".to_owned();
        findings.push(Finding::new(FindingCode::EmptyRegister, Subject::overall(), "", message, at));
    }
    let live: Vec<&Transfer> = some.iter().map(|checked| checked.transfer).filter(|each| each.is_live()).collect();
    findings.extend(agreed::lacking(&args.register, source, &live, &records, &method, context)?);

    let mut asked = match context.session.scope.workspace.as_ref().filter(|_| !args.gates.no_gate) {
        Some(workspace) => {
            workspace.asked(Domain::Transfer, &context.session.notes.sources, &mut context.session.notes.sink)
        }
        None => Asked::of(Domain::Transfer, []),
    };
    for code in &args.gates.fail_on {
        asked.fail_on(*code);
    }
    let known = Known { kind: Kind::Transfer, ids: known, complaint: Code::UnknownTransfer };
    let waivers = waivers(&[known], args.gates.no_gate, context);
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let granted = granted(&waivers, &args.register, context);
    let mut verdict = judge(findings, &asked, &granted, context.today());
    if args.ids.is_empty() {
        let others = agreed::without_transfer(&args.register, read, &asked, &waivers, context)?;
        let all: Vec<&Verdict> = std::iter::once(&verdict).chain(&others).collect();
        let wrong = judge_waivers(&waivers, &all, &asked, context.today());
        verdict.findings.extend(others.into_iter().flat_map(|verdict| verdict.findings).chain(wrong));
    }
    let mut gates = vec!["every transfer under way may go on as it is".to_owned()];
    gates.extend(asked.fail_on.iter().map(|code| format!("no {code}")));
    let no_help = |_: &dmf::gate::Subject| Vec::new();
    let verdict = verdict_view(
        &verdict,
        gates,
        &waivers,
        source,
        &context.session.notes.sources,
        &|name| context.session.repository_path(name),
        &no_help,
    );
    let file = args.register.display().to_string();
    let view = impact::check_view(&method, file, &register, views, appetite, verdict, context.today());
    Ok(Weighed::Check(Box::new(view)))
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

fn explanation(view: CheckedView) -> Explanation {
    Explanation { version: 1, id: view.id, title: view.title, steps: view.arithmetic, result: view.decision.title }
}
