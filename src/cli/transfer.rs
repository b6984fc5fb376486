//! `dmf transfer`: the register.

use std::path::Path;

use dmf::{
    jurisdiction::country,
    load::{decode_often, encode},
    report::{self, Format, formats},
    source::SourceId,
    transfer::{
        self, Country, FlowsView, InFile, Keeper, RawRegister, Register, Risk, Status, Transfer, WeighedView, Word,
        impact, sheet,
    },
};

use super::{
    Failure, Outcome,
    args::{
        self, Filter, TransferCommand,
        formats::{DUE, EXPORT, LIST},
    },
    context::{Context, unknown},
    output,
    records::{self, appetite, atlas, records},
};

/// Where the register to begin with lies.
const STARTER: &str = "templates/transfer/transfers.yaml";

/// A register as it is written, as it is checked, and where it stands.
pub(crate) struct Read {
    pub(crate) raw: RawRegister,
    pub(crate) register: Register,
    pub(crate) source: SourceId,
}

pub(crate) fn run(args: &args::Transfer, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        TransferCommand::New { file, force } => new(file.as_deref(), *force, context),
        TransferCommand::List(args) => list(args, context),
        TransferCommand::Due(args) => due(args, context),
        TransferCommand::Export(args) => export(args, context),
        TransferCommand::Import(args) => import(args, context),
        TransferCommand::Check(args) => super::impact::check(args, context),
    }
}

fn new(file: Option<&Path>, force: bool, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(Path::new("."))?;
    output::put(starter(context)?.as_bytes(), file, force)
}

/// A register to begin with, which a folder of the user's may replace.
pub(crate) fn starter(context: &mut Context) -> Result<String, Failure> {
    let starter = context.session.scope.library.file(
        STARTER,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    let starter = starter.expect("the binary carries a register to begin with");
    Ok(context.session.notes.sources.get(starter).text.to_string())
}

fn list(args: &args::TransferList, context: &mut Context) -> Result<Outcome, Failure> {
    let shown = shown(&args.filter)?;
    let format = output::chosen(&LIST, args.format, args.file.as_deref())?;
    let read = read(&args.register, context)?;
    let weighed = weighed(&args.register, &read, context)?;
    let text = match format {
        Format::Mermaid => report::map::mermaid(&flows(&read.register, shown, &weighed)),
        Format::Svg => {
            let flows = flows(&read.register, shown, &weighed);
            report::map::svg(
                &flows,
                &context.session.scope.library,
                &mut context.session.notes.sources,
                &mut context.session.notes.sink,
            )
            .ok_or(Failure::Data)?
        }
        _ => {
            let view = transfer::weighed_view(&read.register, shown, |transfer| weighed[transfer.at].clone());
            output::rendered(&view, format, args.file.is_some(), true, context)?
        }
    };
    output::put(text.as_bytes(), args.file.as_deref(), args.force)
}

/// What came of the assessments, one a transfer. Where there is none, nothing more need be read.
fn weighed(file: &Path, read: &Read, context: &mut Context) -> Result<Vec<WeighedView>, Failure> {
    let transfers = &read.register.transfers;
    if transfers.iter().all(|transfer| transfer.impact.is_none()) {
        return Ok(transfers.iter().map(|_| impact::not_weighed()).collect());
    }
    let method = records::method(context)?;
    let appetite = appetite(None, &method, context)?;
    let records = records(file, read, &method, context)?;
    let atlas = atlas(&read.register, context)?;
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let one = |transfer: &Transfer| {
        let record = records.get(&transfer.id);
        let checked = impact::check(&method, transfer, record, &read.register, &atlas, appetite, context.today());
        impact::weighed(&method, &checked)
    };
    Ok(transfers.iter().map(one).collect())
}

/// The map of a register, with the risk that its assessments leave.
fn flows(register: &Register, shown: impl Fn(&Transfer) -> bool, weighed: &[WeighedView]) -> FlowsView {
    transfer::flows(register, shown, |transfer| {
        let WeighedView { residual, band, .. } = &weighed[transfer.at];
        (band.as_deref().map_or(Risk::NotAssessed, Risk::of), *residual)
    })
}

fn due(args: &args::Due, context: &mut Context) -> Result<Outcome, Failure> {
    let shown = shown(&args.filter)?;
    let format = output::chosen(&DUE, args.format, args.file.as_deref())?;
    let ics = format == Format::Ics;
    let read = read(&args.register, context)?;
    let method = records::method(context)?;
    let records = records(&args.register, &read, &method, context)?;
    let atlas = atlas(&read.register, context)?;
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let record = |transfer: &Transfer| records.get(&transfer.id);
    let view =
        transfer::due(&read.register, &method, &atlas, shown, record, context.today(), args.within, args.all || ics);
    let late = args.strict && (view.overdue > 0 || view.unset > 0);
    let text = output::rendered(&view, format, args.file.is_some(), true, context)?;
    output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    Ok(if late { Outcome::No } else { Outcome::Yes })
}

fn export(args: &args::Export, context: &mut Context) -> Result<Outcome, Failure> {
    let Some(file) = &args.register else {
        let text = format!("{:#}\n", sheet::schema());
        return output::put(text.as_bytes(), args.file.as_deref(), args.force);
    };
    let format = format(args)?;
    let filter = shown(&args.filter)?;
    let keeper = Keeper::from(args.view);
    let shown = |transfer: &Transfer| keeper.keeps(transfer) && filter(transfer);
    let Read { raw, register, .. } = read(file, context)?;
    let bytes = match format {
        Format::Csv => sheet::write(&raw, |at| shown(&register.transfers[at])).into_bytes(),
        Format::Json => {
            let view = transfer::view(&register, shown);
            let text = serde_json::to_string_pretty(&view).expect("views hold only text, numbers and lists");
            (text + "\n").into_bytes()
        }
        _ => {
            let record = report::ropa(&transfer::view(&register, shown), keeper, context.today());
            formats::document(&record, format).expect("the others are formats of documents")
        }
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// The format of a record; bytes are kept from a terminal.
fn format(args: &args::Export) -> Result<Format, Failure> {
    let format = output::chosen(&EXPORT, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(ending) => {
            Err(Failure::Usage(format!("a {ending} file is not for a terminal; add `-o transfers.{ending}`")))
        }
        None => Ok(format),
    }
}

fn import(args: &args::Import, context: &mut Context) -> Result<Outcome, Failure> {
    let source = context.read(&args.sheet)?.ok_or(Failure::Data)?;
    let read = sheet::read(source, &context.session.notes.sources, &mut context.session.notes.sink);
    let (raw, sheet) = read.ok_or(Failure::Data)?;
    transfer::validate(raw.clone(), &sheet, context.today(), &mut context.session.notes.sink);
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    output::put(encode(&raw).as_bytes(), args.file.as_deref(), args.force)
}

/// Reads a register with the data of its workspace; a sheet is refused with the way to read it.
fn read(file: &Path, context: &mut Context) -> Result<Read, Failure> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let file = file.display();
        return Err(Failure::Usage(format!("a sheet is read by `dmf transfer import {file} -o transfers.yaml`")));
    }
    open(file, context)
}

/// The same of any file: what lies in it has to be a register.
pub(crate) fn open(file: &Path, context: &mut Context) -> Result<Read, Failure> {
    context.open(file)?;
    let read = register(file, context)?;
    // With errors of form, what was made out of the file is good for more complaints and for nothing else.
    if context.session.notes.sink.has_errors() { Err(Failure::Data) } else { read.ok_or(Failure::Data) }
}

/// What the filters let through.
fn shown(filter: &Filter) -> Result<impl Fn(&Transfer) -> bool, Failure> {
    let mut countries = Vec::new();
    for code in &filter.country {
        let country = Country::meant(code);
        countries.push(country.ok_or_else(|| {
            let meant = country::nearest(code).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            Failure::Usage(format!("`{code}` is no country, such as VN or Vietnam{meant}"))
        })?);
    }
    let mut statuses = Vec::new();
    for word in &filter.status {
        let known: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
        statuses.push(Status::of(word).ok_or_else(|| unknown("status", word, &known))?);
    }
    Ok(move |transfer: &Transfer| {
        let touched = transfer.countries();
        (countries.is_empty() || countries.iter().any(|country| touched.contains(country)))
            && (statuses.is_empty() || statuses.contains(&transfer.status))
    })
}

/// Reads a register. `None` when it is wrong, which the sink then says.
pub(crate) fn register(file: &Path, context: &mut Context) -> Result<Option<Read>, Failure> {
    let Some(source) = context.read(file)? else { return Ok(None) };
    let raw: Option<RawRegister> =
        decode_often(source, &context.session.notes.sources, &mut context.session.notes.sink);
    let today = context.today();
    let notes = &mut context.session.notes;
    let find = InFile(source, &notes.sources);
    Ok(raw.and_then(|raw| {
        transfer::validate(raw.clone(), &find, today, &mut notes.sink).map(|register| Read { raw, register, source })
    }))
}
