//! `dmf mcc check`: an agreement that came back, obligation by obligation, and clause by clause where it is ours.

use std::path::Path;

use dmf::{
    agreement::{self, ClauseSet, Deal},
    diag::Code,
    document::numbered::Numbered,
    gate::{Asked as Gate, At, Domain, Finding, Kind, Known, Subject, VerdictView, judge, judge_waivers, verdict_view},
    jurisdiction::{Atlas, USUAL_NOTICE_HOURS},
    reading::{self, Changes, Format as Read, Reading},
    report::{Family, Format, formats},
    review::{self, Asked, Carried, LawsView, Ours, Required, Rules, Seen, Status},
    source::{Place, SourceId},
    words::Word as _,
};

use super::{
    Failure, Outcome,
    args::{self, Render, TrackedChanges, formats::REVIEW},
    context::{Context, bytes, unknown},
    gate::{granted, waivers},
    law,
    mcc::{self, Drawn, SET},
    output,
};

pub(super) fn run(args: &args::Check, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&REVIEW, args.output.format, args.output.file.as_deref())?;
    context.open(&args.agreement)?;
    let set = mcc::set(context)?;
    if let Some(module) = &args.module {
        mcc::known_module(&set, module)?;
    }
    let (reading, source) = read_agreement(&args.agreement, args.changes, context)?;
    let given = given(args, reading.format, &set, context)?;
    let module = &given.module;
    let required = required(args, module, &set)?;
    let laws = laws(args, given.deal.as_ref(), context)?;
    let name = shown(&args.agreement);
    let rules = rules(context)?;

    let longest_notice = laws.as_ref().map_or_else(
        || (u64::from(USUAL_NOTICE_HOURS), "the usual time of an authority".to_owned()),
        |laws| (laws.hours, laws.words.clone()),
    );
    let asked = Asked {
        module,
        eu_module: agreement::eu_module(&set, module),
        duties: agreement::duties(&set, module).collect(),
        longest_notice,
    };
    let review = review::review(&reading, &rules, &asked);
    let ours = ours(&given, &set);
    let comparison = review::compare(&ours, &reading);
    // A text of others is only held against ours where a deal says that it should be ours.
    let compared = Some((&ours, &comparison)).filter(|_| given.deal.is_some() || comparison.is_ours());
    let facts = match &given.deal {
        Some(deal) => review::facts(agreement::told(&set, deal), &reading, &review, compared),
        None => Vec::new(),
    };
    let lines = lines(source, context);
    let at = |block: Option<usize>| {
        let line = block.and_then(|block| reading.blocks[block].place.line);
        At::Place(place(source, line, &lines))
    };
    let findings = review::findings(&review, &reading, &required, compared, &facts, &at);
    let (verdict, passes) = verdict(findings, args, &required, &set, source, context)?;

    let seen = Seen { laws, ours: compared, facts: &facts, verdict: Some(verdict) };
    let view = review::view(&review, &reading, &name, module, seen);
    let (to, all) = (&args.output, !format.shows(Family::Findings));
    let text = output::rendered(&view, format, to.file.is_some(), all, context)?;
    output::put(text.as_bytes(), to.file.as_deref(), to.force)?;
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

/// Our own text, as it would have been sent.
struct Given {
    name: String,
    module: String,
    deal: Option<Deal>,
    document: Numbered,
    reading: Reading,
}

/// What the text is held against: what `render` makes of the deal, else the blank of the role pair, in the format of the text,
/// so that a signature block, say, is read alike.
fn given(args: &args::Check, format: Read, set: &ClauseSet, context: &mut Context) -> Result<Given, Failure> {
    let render = Render { deal: args.deal.clone(), module: args.module.clone(), ..Render::default() };
    let Drawn { module, deal, document, .. } = mcc::drawn(&render, set, context)?;
    let format = match format {
        Read::Docx => Format::Docx,
        Read::Markdown => Format::Markdown,
        Read::Html => Format::Html,
        Read::Json => Format::Json,
        Read::Text | Read::Pdf => Format::Text,
    };
    let name = format!("ours.{}", format.ending().unwrap_or_default());
    let bytes = formats::document(&document, format).expect("all of these are formats of documents");
    let reading = reading::read(&name, &bytes, Changes::Accepted)
        .map_err(|error| Failure::World(anyhow::Error::new(error).context("cannot read our own agreement")))?;
    let (name, deal) = match &args.deal {
        Some(file) => (shown(file), Some(deal)),
        None => (format!("our blank for {module}"), None),
    };
    Ok(Given { name, module, deal, document, reading })
}

/// The same with the obligations that its clauses carry.
fn ours<'a>(given: &'a Given, set: &ClauseSet) -> Ours<'a> {
    let trace = agreement::trace_view(set, &given.module, &given.document);
    let core: Vec<&str> = agreement::duties(set, &given.module).filter(|duty| duty.core).map(|duty| duty.id).collect();
    let carried = trace.obligations.into_iter().map(|line| Carried {
        core: core.contains(&line.id.as_str()),
        clauses: line
            .carried_by
            .into_iter()
            .map(|carrier| carrier.number)
            .filter(|number| !number.is_empty())
            .collect(),
        id: line.id,
        title: line.title,
    });
    Ours { name: given.name.clone(), reading: &given.reading, carried: carried.collect(), blank: given.deal.is_none() }
}

/// The shortest time for a notice of a breach that a law involved sets; `None` where no law is named.
#[allow(clippy::single_match_else, reason = "with and without a law stand side by side")]
fn laws(args: &args::Check, deal: Option<&Deal>, context: &mut Context) -> Result<Option<LawsView>, Failure> {
    let codes: Vec<String> = if args.laws.is_empty() {
        deal.map(agreement::countries).unwrap_or_default().into_iter().map(str::to_owned).collect()
    } else {
        let known = Atlas::codes(
            &context.session.scope.library,
            &mut context.session.notes.sources,
            &mut context.session.notes.sink,
        )?;
        args.laws.iter().map(|word| law::code(word, &known)).collect::<Result<_, _>>()?
    };
    if codes.is_empty() {
        return Ok(None);
    }
    let mut involved: Vec<&str> = codes.iter().map(String::as_str).collect();
    involved.sort_unstable();
    involved.dedup();
    let atlas = Atlas::read(
        &context.session.scope.library,
        involved.iter().copied(),
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    let missing: Vec<&str> = involved.iter().copied().filter(|code| atlas.get(code).is_none()).collect();
    let list = involved.join(", ");
    let (hours, law, words) = match atlas.on(context.today()).breach(involved.iter().copied()).shortest {
        Some(shortest) => {
            let place = shortest.place;
            let words = format!(
                "the law of {}, the shortest among {list}: {}, {}; see `dmf law show {} breach`",
                place.name,
                shortest.fact.what.deadline.words(),
                shortest.marks(),
                place.id
            );
            (shortest.hours, place.id.clone(), words)
        }
        None => {
            let words = format!("the usual time of an authority; no law among {list} sets one");
            (USUAL_NOTICE_HOURS, String::new(), words)
        }
    };
    let hours = u64::from(hours);
    let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
    Ok(Some(LawsView { unknown: owned(missing), involved: owned(involved), hours, law, words }))
}

pub(super) fn rules(context: &mut Context) -> Result<Rules, Failure> {
    let folder = format!("frameworks/{SET}/review");
    let files = context.session.scope.library.files(
        &folder,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    review::rules(&files, &context.session.notes.sources, &mut context.session.notes.sink).ok_or(Failure::Data)
}

/// Reads the agreement, and keeps its text for the places of findings where it has lines.
fn read_agreement(file: &Path, changes: TrackedChanges, context: &mut Context) -> Result<(Reading, SourceId), Failure> {
    let name = shown(file);
    let changes = match changes {
        TrackedChanges::Accepted => Changes::Accepted,
        TrackedChanges::Rejected => Changes::Rejected,
        TrackedChanges::AsIs => Changes::AsIs,
    };
    let bytes = bytes(file)?;
    let reading = reading::read(&name, &bytes, changes)
        .map_err(|error| Failure::World(anyhow::Error::new(error).context(format!("cannot read `{name}`"))))?;
    let lines = matches!(reading.format, Read::Markdown | Read::Html | Read::Text);
    let text = if lines { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
    let source = context.session.notes.sources.add(name, text);
    Ok((reading, source))
}

/// Where each line of the agreement stands, from its first letter to its last.
fn lines(source: SourceId, context: &Context) -> Vec<(usize, usize)> {
    let mut start = 0;
    let lines = context.session.notes.sources.get(source).text.split_inclusive('\n').map(|line| {
        let place = (start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        place
    });
    lines.collect()
}

/// A line of the agreement; its beginning where it has no lines.
fn place(source: SourceId, line: Option<u32>, lines: &[(usize, usize)]) -> Place {
    let found = line.and_then(|line| lines.get((line as usize).checked_sub(1)?));
    Place::new(source, found.map_or(0..0, |(start, end)| *start..*end))
}

fn shown(file: &Path) -> String {
    if file == Path::new("-") { "<stdin>".to_owned() } else { file.to_string_lossy().into_owned() }
}

/// The obligations that the gate asks for, each with the least that does.
fn required(args: &args::Check, module: &str, set: &ClauseSet) -> Result<Required, Failure> {
    let duties: Vec<_> = agreement::duties(set, module).collect();
    let mut required = Required::new();
    for word in &args.require {
        let (what, least) = match word.split_once('=') {
            Some((what, word)) => {
                let known: Vec<&str> = Status::ALL.iter().skip(1).map(|status| status.as_str()).collect();
                let least = Status::ALL.iter().copied().skip(1).find(|status| status.as_str() == word.trim());
                (what.trim(), least.ok_or_else(|| unknown("status to require", word.trim(), &known))?)
            }
            None => (word.trim(), Status::Present),
        };
        let found: Vec<&str> = duties
            .iter()
            .filter(|duty| what == "all" || (what == "core" && duty.core) || what == duty.id || what == duty.key)
            .map(|duty| duty.id)
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = ["core", "all"].into_iter().chain(duties.iter().map(|duty| duty.id)).collect();
            return Err(unknown("obligation", what, &known));
        }
        for id in found {
            // An id says more exactly what is meant than a group, and the last word counts.
            required.insert(id.to_owned(), least);
        }
    }
    Ok(required)
}

/// What fails, what is excused, and whether it passes.
fn verdict(
    findings: Vec<Finding>,
    args: &args::Check,
    required: &Required,
    set: &ClauseSet,
    source: SourceId,
    context: &mut Context,
) -> Result<(VerdictView, bool), Failure> {
    let mut gate = match context.session.scope.workspace.as_ref().filter(|_| !args.gates.no_gate) {
        Some(workspace) => {
            workspace.asked(Domain::Agreement, &context.session.notes.sources, &mut context.session.notes.sink)
        }
        None => Gate::of(Domain::Agreement, []),
    };
    for code in &args.gates.fail_on {
        gate.fail_on(*code);
    }
    let ids = agreement::obligation_ids(set).collect();
    let known = Known { kind: Kind::Obligation, ids, complaint: Code::UnknownId };
    let waivers = waivers(&[known], args.gates.no_gate, context);
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let granted = granted(&waivers, &args.agreement, context);
    let mut verdict = judge(findings, &gate, &granted, context.today());
    verdict.gated = !required.is_empty() || !gate.fail_on.is_empty();
    let wrong = judge_waivers(&waivers, &[&verdict], &gate, context.today());
    verdict.findings.extend(wrong);
    let mut gates: Vec<String> = args.require.iter().map(|word| format!("required: {word}")).collect();
    gates.extend(gate.fail_on.iter().map(|code| format!("no {code}")));
    let help = |subject: &Subject| {
        let duties = set.modules().flat_map(|module| agreement::duties(set, module));
        let duty = duties.filter(|duty| subject.is(Kind::Obligation, duty.id)).map(|duty| duty.gist.to_owned());
        duty.take(1).collect()
    };
    let view = verdict_view(
        &verdict,
        gates,
        &waivers,
        source,
        &context.session.notes.sources,
        &|name| context.session.repository_path(name),
        &help,
    );
    Ok((view, verdict.passes()))
}
