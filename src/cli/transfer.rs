//! `dmf transfer`: the register.

use std::path::Path;

use dmf::{
    load::{decode, read_text},
    report::Answer,
    transfer::{self, Country, InFile, RawRegister, Register, Status, Transfer, Word},
};

use super::{
    Failure, Outcome,
    args::{self, Filter, TransferCommand},
    context::{Context, unknown},
    output,
};

pub(crate) fn run(args: &args::Transfer, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        TransferCommand::List(args) => list(args, context),
    }
}

fn list(args: &args::TransferList, context: &mut Context) -> Result<Outcome, Failure> {
    let shown = shown(&args.filter)?;
    let register = read(&args.register, context)?;
    let view = transfer::view(&register, shown);
    output::answer(&Answer::Register(Box::new(view)), &args.output, true, context)
}

/// Reads a register with the data of its workspace.
pub(crate) fn read(file: &Path, context: &mut Context) -> Result<Register, Failure> {
    context.open(file)?;
    let source = read_text(file, &mut context.sources, &mut context.sink)?.ok_or(Failure::Data)?;
    let raw: Option<RawRegister> = decode(source, &context.sources, &mut context.sink);
    let find = InFile(source, &context.sources);
    let register = raw.and_then(|raw| transfer::validate(raw, &find, context.today, &mut context.sink));
    // With errors of form, what was made out of the file is good for more complaints and for nothing else.
    if context.sink.has_errors() { Err(Failure::Data) } else { register.ok_or(Failure::Data) }
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
