//! `dmf mcc`: agreements.

use std::path::Path;

use dmf::{
    agreement::{self, ClauseSet, Deal, Field, RawDeal, Request, Wanted},
    diag::list,
    document::numbered::Numbered,
    gate::{Asked, Domain, Finding, Verdict, judge},
    jurisdiction::Atlas,
    load::decode,
    ops::moving,
    report::{Format, formats},
    review,
    source::SourceId,
};

use super::{
    Failure, Outcome,
    args::{self, MccCommand, Render, formats::AGREEMENT},
    context::{Context, unknown},
    gate::{granted, waivers},
    mcc_check, mcc_redline, output,
};

/// The clause set that agreements are drafted with.
pub(super) const SET: &str = "asean-mcc";

pub(crate) fn run(args: &args::Mcc, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        MccCommand::Render(args) => render(args, context),
        MccCommand::Check(args) => mcc_check::run(args, context),
        MccCommand::Redline(args) => mcc_redline::run(args, context),
        MccCommand::New { module, file, force } => {
            context.open(Path::new("."))?;
            let set = set(context)?;
            known_module(&set, module)?;
            output::put(agreement::starter(&set, module).as_bytes(), file.as_deref(), *force)
        }
        MccCommand::List { module, output } => {
            context.open(Path::new("."))?;
            trace(module, output, context)
        }
        MccCommand::Show { id, output } => {
            context.open(Path::new("."))?;
            show(id, output, context)
        }
    }
}

fn render(args: &Render, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let (document, passes) = rendered(args, context)?;
    let warned = !context.session.notes.sink.is_empty();
    let bytes = formats::document(&document, format).expect("formats of documents are offered");
    output::put(&bytes, args.file.as_deref(), args.force)?;
    Ok(if !passes || args.strict && warned { Outcome::No } else { Outcome::Yes })
}

/// The agreement that is asked for, and whether what was found in its deal passes.
pub(super) fn rendered(args: &Render, context: &mut Context) -> Result<(Numbered, bool), Failure> {
    let file = args.deal.as_deref();
    context.open(file.unwrap_or(Path::new(".")))?;
    let set = set(context)?;
    let drawn = drawn(args, &set, context)?;
    let Some((file, source)) = file.zip(drawn.deal.source()) else { return Ok((drawn.document, true)) };
    let verdict = judged(&drawn.deal, file, &set, context)?;
    for message in verdict.messages(source, &context.session.notes.sources) {
        context.session.notes.sink.show(message);
    }
    Ok((drawn.document, verdict.passes()))
}

/// What a lawyer should look at in a deal.
pub(super) fn found(deal: &Deal, set: &ClauseSet, context: &mut Context) -> Result<Vec<Finding>, Failure> {
    let laws = Atlas::read(
        &context.session.scope.library,
        agreement::countries(deal),
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    let mut found = agreement::find(set, deal, laws.on(context.today()));
    let texts = agreement::own_texts(set, deal);
    if !texts.is_empty() {
        let rules = mcc_check::rules(context)?;
        let duties: Vec<_> = agreement::duties(set, deal.module()).collect();
        let hours = deal.number(Field::OptionsBreachHours);
        let subject = agreement::subject(deal);
        found.extend(review::own_texts(&texts, deal.module(), &duties, hours, &rules, &subject));
    }
    Ok(found)
}

/// The same by the gates and waivers of the workspace.
pub(super) fn judged(deal: &Deal, file: &Path, set: &ClauseSet, context: &mut Context) -> Result<Verdict, Failure> {
    let found = found(deal, set, context)?;
    let asked = match &context.session.scope.workspace {
        Some(workspace) => {
            workspace.asked(Domain::Deal, &context.session.notes.sources, &mut context.session.notes.sink)
        }
        None => Asked::of(Domain::Deal, []),
    };
    let waivers = waivers(&[], false, context);
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    Ok(judge(found, &asked, &granted(&waivers, file, context), context.today()))
}

/// An agreement of ours, with what it was drawn from.
pub(super) struct Drawn {
    pub(super) module: String,
    /// Empty for a blank.
    pub(super) deal: Deal,
    /// Id of the transfer that the deal names.
    pub(super) transfer: Option<String>,
    pub(super) document: Numbered,
}

/// The agreement that is asked for, drawn from a clause set.
pub(super) fn drawn(args: &Render, set: &ClauseSet, context: &mut Context) -> Result<Drawn, Failure> {
    if let Some(module) = &args.module {
        known_module(set, module)?;
    }
    for layer in &args.with {
        let layers: Vec<&str> = set.layers().collect();
        if !layers.contains(&layer.as_str()) {
            return Err(unknown("layer", layer, &layers));
        }
    }
    let (module, deal, transfer, mark) = match args.deal.as_deref() {
        None => {
            let Some(module) = args.module.clone() else {
                let modules = list(set.modules());
                return Err(Failure::Usage(format!("without a deal, `--module` is needed: {modules}")));
            };
            let blank = agreement::blank(set, &module, &args.with);
            (module, blank, None, Some("Blank form"))
        }
        Some(file) => {
            let (module, deal, transfer) = read(file, set, args, context)?;
            (module, deal, transfer, args.draft.then_some("Draft"))
        }
    };
    let request = Request { module: &module, mark, date: deal.date() };
    let document =
        agreement::assemble(set, &deal, request, &context.session.notes.sources, &mut context.session.notes.sink)
            .ok_or(Failure::Data)?;
    Ok(Drawn { module, deal, transfer, document })
}

/// Reads the deal and says which role pair it is for, and which transfer it names.
fn read(
    file: &Path,
    set: &ClauseSet,
    args: &Render,
    context: &mut Context,
) -> Result<(String, Deal, Option<String>), Failure> {
    let Some(source) = context.read(file)? else { return Err(Failure::Data) };
    let raw: RawDeal =
        decode(source, &context.session.notes.sources, &mut context.session.notes.sink).ok_or(Failure::Data)?;
    let module = raw.module.clone();
    if let Some(asked) = args.module.as_ref().filter(|asked| **asked != module) {
        return Err(Failure::Usage(format!("`--module {asked}` was asked for, but the deal is for `{module}`")));
    }
    let wanted = if args.draft { Wanted::Draft } else { Wanted::Final };
    let transfer = raw.link().and_then(|link| link.transfer);
    let raw = with_transfer(raw, file, set, source, context)?;
    let deal = agreement::deal(
        raw,
        set,
        &args.with,
        wanted,
        source,
        &context.session.notes.sources,
        &mut context.session.notes.sink,
    );
    match deal.filter(|_| !context.session.notes.sink.has_errors()) {
        Some(deal) => Ok((module, deal, transfer)),
        None => Err(Failure::Data),
    }
}

/// The deal with what the transfer says that it names, where it names one.
pub(crate) fn with_transfer(
    raw: RawDeal,
    file: &Path,
    set: &ClauseSet,
    source: SourceId,
    context: &mut Context,
) -> Result<RawDeal, Failure> {
    Ok(moving::with_transfer(raw, file, set, source, &mut context.session)?)
}

/// The format of an agreement; bytes are kept from a terminal.
fn format(args: &Render) -> Result<Format, Failure> {
    let format = output::chosen(&AGREEMENT, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(ending) => {
            Err(Failure::Usage(format!("a {ending} file is not for a terminal; add `-o agreement.{ending}`")))
        }
        None => Ok(format),
    }
}

fn trace(module: &str, output: &args::Output, context: &mut Context) -> Result<Outcome, Failure> {
    let set = set(context)?;
    known_module(&set, module)?;
    let blank = agreement::blank(&set, module, &[]);
    let document = assemble(&set, &blank, module, context)?;
    output::answer(&agreement::trace_view(&set, module, &document), output, true, context)
}

pub(super) fn show(id: &str, output: &args::Output, context: &mut Context) -> Result<Outcome, Failure> {
    let set = set(context)?;
    let Some(module) = agreement::obligation_module(&set, id) else {
        let known: Vec<&str> = agreement::obligation_ids(&set).collect();
        return Err(unknown("obligation", id, &known));
    };
    let document = whole(&set, module, context)?;
    let view = agreement::obligation_view(&set, id, &document, &context.session.notes.sources)
        .expect("its module was found just now");
    output::answer(&view, output, true, context)
}

/// An agreement with everything switched on: every clause has its text.
pub(super) fn whole(set: &ClauseSet, module: &str, context: &mut Context) -> Result<Numbered, Failure> {
    let layers: Vec<String> = set.layers().map(str::to_owned).collect();
    let mut deal = agreement::blank(set, module, &layers);
    deal.switch_on(set.optional(module));
    assemble(set, &deal, module, context)
}

fn assemble(set: &ClauseSet, deal: &Deal, module: &str, context: &mut Context) -> Result<Numbered, Failure> {
    let request = Request { module, mark: None, date: None };
    agreement::assemble(set, deal, request, &context.session.notes.sources, &mut context.session.notes.sink)
        .ok_or(Failure::Data)
}

/// The clause set with its templates.
pub(crate) fn set(context: &mut Context) -> Result<ClauseSet, Failure> {
    Ok(moving::clause_set(&context.session.scope, &mut context.session.notes)?)
}

pub(super) fn known_module(set: &ClauseSet, module: &str) -> Result<(), Failure> {
    let modules: Vec<&str> = set.modules().collect();
    if modules.contains(&module) { Ok(()) } else { Err(unknown("module", module, &modules)) }
}
