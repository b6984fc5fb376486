//! `dmf transfer`: the register.

use std::{io::IsTerminal, path::Path};

use dmf::{
    document::format::{Format, write},
    load::{decode_often, encode, read_text},
    report::{self, Answer},
    source::SourceId,
    transfer::{
        self, Country, FlowsView, InFile, Keeper, RawRegister, Register, Risk, Status, Transfer, WeighedView, Word,
        impact, sheet,
    },
};

use super::{
    Failure, Outcome,
    args::{self, DueFormat, ExportFormat, Filter, Format as AnswerFormat, ListFormat, Output, TransferCommand},
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
    let starter = context.library.file(STARTER, &mut context.sources, &mut context.sink)?;
    let starter = starter.expect("the binary carries a register to begin with");
    Ok(context.sources.get(starter).text.to_string())
}

fn list(args: &args::TransferList, context: &mut Context) -> Result<Outcome, Failure> {
    let shown = shown(&args.filter)?;
    let read = read(&args.register, context)?;
    let ending = args.file.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
    let format = match (args.format, ending) {
        (None, Some("svg")) => Some(ListFormat::Svg),
        (None, Some("mmd" | "mermaid")) => Some(ListFormat::Mermaid),
        (format, _) => format,
    };
    let weighed = weighed(&args.register, &read, context)?;
    let map = match format {
        Some(ListFormat::Mermaid) => report::map::mermaid(&flows(&read.register, shown, &weighed)),
        Some(ListFormat::Svg) => {
            let flows = flows(&read.register, shown, &weighed);
            report::map::svg(&flows, &context.library, &mut context.sources, &mut context.sink).ok_or(Failure::Data)?
        }
        other => {
            let format = other.map(|format| match format {
                ListFormat::Json => AnswerFormat::Json,
                ListFormat::Markdown => AnswerFormat::Markdown,
                ListFormat::Csv => AnswerFormat::Csv,
                ListFormat::Table | ListFormat::Mermaid | ListFormat::Svg => AnswerFormat::Table,
            });
            let output = Output { format, file: args.file.clone(), force: args.force };
            let view = transfer::weighed_view(&read.register, shown, |transfer| weighed[transfer.at].clone());
            return output::answer(&Answer::Register(Box::new(view)), &output, true, context);
        }
    };
    output::put(map.as_bytes(), args.file.as_deref(), args.force)
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
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let one = |transfer: &Transfer| {
        let record = records.get(&transfer.id);
        let checked = impact::check(&method, transfer, record, &read.register, &atlas, appetite, context.today);
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
    let ending = args.file.as_ref().and_then(|file| file.extension());
    let ics =
        args.format == Some(DueFormat::Ics) || args.format.is_none() && ending.is_some_and(|ending| ending == "ics");
    let read = read(&args.register, context)?;
    let method = records::method(context)?;
    let records = records(&args.register, &read, &method, context)?;
    let atlas = atlas(&read.register, context)?;
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let record = |transfer: &Transfer| records.get(&transfer.id);
    let view =
        transfer::due(&read.register, &method, &atlas, shown, record, context.today, args.within, args.all || ics);
    let late = args.strict && (view.overdue > 0 || view.unset > 0);
    if ics {
        output::put(report::calendar(&view).as_bytes(), args.file.as_deref(), args.force)?;
    } else {
        let format = args.format.map(|format| match format {
            DueFormat::Json => AnswerFormat::Json,
            DueFormat::Markdown => AnswerFormat::Markdown,
            DueFormat::Csv => AnswerFormat::Csv,
            DueFormat::Table | DueFormat::Ics => AnswerFormat::Table,
        });
        let output = Output { format, file: args.file.clone(), force: args.force };
        output::answer(&Answer::Due(Box::new(view)), &output, true, context)?;
    }
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
    let record = |format| write(&report::ropa(&transfer::view(&register, shown), keeper, context.today), format);
    let bytes = match format {
        ExportFormat::Csv => sheet::write(&raw, |at| shown(&register.transfers[at])).into_bytes(),
        ExportFormat::Json => {
            let view = transfer::view(&register, shown);
            let text = serde_json::to_string_pretty(&view).expect("views hold only text, numbers and lists");
            (text + "\n").into_bytes()
        }
        ExportFormat::Markdown => record(Format::Markdown),
        ExportFormat::Html => record(Format::Html),
        ExportFormat::Text => record(Format::Text),
        ExportFormat::Docx => record(Format::Docx),
        #[cfg(feature = "pdf")]
        ExportFormat::Pdf => record(Format::Pdf),
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// The format asked for, the one that the file's ending means, or CSV.
fn format(args: &args::Export) -> Result<ExportFormat, Failure> {
    let ending = args.file.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
    let format = match (args.format, ending) {
        (Some(format), _) => format,
        (None, None | Some("csv")) => ExportFormat::Csv,
        (None, Some("json")) => ExportFormat::Json,
        (None, Some("md" | "markdown")) => ExportFormat::Markdown,
        (None, Some("html" | "htm")) => ExportFormat::Html,
        (None, Some("txt")) => ExportFormat::Text,
        (None, Some("docx")) => ExportFormat::Docx,
        #[cfg(feature = "pdf")]
        (None, Some("pdf")) => ExportFormat::Pdf,
        (None, Some(ending)) => {
            let known = "end in .csv, .json, .md, .html, .txt, .docx or .pdf";
            return Err(Failure::Usage(format!("the ending `.{ending}` names no format; add --format, or {known}")));
        }
    };
    let ending = match format {
        ExportFormat::Docx => "docx",
        #[cfg(feature = "pdf")]
        ExportFormat::Pdf => "pdf",
        _ => return Ok(format),
    };
    if args.file.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage(format!("a {ending} file is not for a terminal; add `-o transfers.{ending}`")));
    }
    Ok(format)
}

fn import(args: &args::Import, context: &mut Context) -> Result<Outcome, Failure> {
    let source = read_text(&args.sheet, &mut context.sources, &mut context.sink)?.ok_or(Failure::Data)?;
    let read = sheet::read(source, &context.sources, &mut context.sink);
    let (raw, sheet) = read.ok_or(Failure::Data)?;
    transfer::validate(raw.clone(), &sheet, context.today, &mut context.sink);
    if context.sink.has_errors() {
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
    if context.sink.has_errors() { Err(Failure::Data) } else { read.ok_or(Failure::Data) }
}

/// What the filters let through.
fn shown(filter: &Filter) -> Result<impl Fn(&Transfer) -> bool, Failure> {
    let mut countries = Vec::new();
    for code in &filter.country {
        let country = Country::meant(code);
        countries
            .push(country.ok_or_else(|| Failure::Usage(format!("`{code}` is no country, such as VN or Vietnam")))?);
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
    let Some(source) = read_text(file, &mut context.sources, &mut context.sink)? else { return Ok(None) };
    let raw: Option<RawRegister> = decode_often(source, &context.sources, &mut context.sink);
    let find = InFile(source, &context.sources);
    Ok(raw.and_then(|raw| {
        transfer::validate(raw.clone(), &find, context.today, &mut context.sink).map(|register| Read {
            raw,
            register,
            source,
        })
    }))
}
