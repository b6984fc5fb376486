//! `dmf mcc redline`: two agreements, word by word.

use std::path::Path;

use dmf::{
    document::docx::docx,
    reading::{Changes, Unreadable, read},
    redline::{Author, Look, align, page, terminal, tracked},
    report::Format,
};

use super::{
    Failure, Outcome,
    args::{self, Render, formats::REDLINE},
    context::{Context, bytes},
    mcc, output,
};

/// An agreement as bytes, with its name.
struct Given {
    name: String,
    bytes: Vec<u8>,
}

pub(super) fn run(args: &args::Redline, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let (old, new) = both(args, context)?;
    let bytes = if format == Format::Docx {
        let date = context.today().to_string();
        let author = Author { name: &args.author, date: &date };
        let (bytes, losses) = tracked((&old.name, &old.bytes), (&new.name, &new.bytes), author)
            .map_err(|error| cannot(error, &format!("compare `{}` with `{}`", old.name, new.name)))?;
        say(&losses, &new.name);
        bytes
    } else {
        let reading = |given: &Given| {
            read(&given.name, &given.bytes, Changes::Accepted)
                .map_err(|error| cannot(error, &format!("read `{}`", given.name)))
        };
        let (before, after) = (reading(&old)?, reading(&new)?);
        let changes = align(&before, &after);
        if format == Format::Html {
            page(&changes, &before, &after, (&old.name, &new.name)).into_bytes()
        } else {
            let style = context.style(true);
            let look = Look { width: style.width, colour: style.colour && args.file.is_none() };
            say(&after.losses, &new.name);
            terminal(&changes, &before, &after, look).into_bytes()
        }
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// What could not be read, beside the answer.
fn say(losses: &[String], name: &str) {
    for loss in losses {
        output::complain(&format!("note: `{name}`: {loss}"));
    }
}

fn cannot(error: Unreadable, what: &str) -> Failure {
    Failure::World(anyhow::Error::new(error).context(format!("cannot {what}")))
}

/// The two agreements: two files, or ours and one file.
fn both(args: &args::Redline, context: &mut Context) -> Result<(Given, Given), Failure> {
    let ours = args.deal.is_some() || args.module.is_some();
    match (&args.agreements[..], ours) {
        ([old, new], false) => {
            context.open(old)?;
            Ok((given(old)?, given(new)?))
        }
        ([new], true) => {
            let render = Render { deal: args.deal.clone(), module: args.module.clone(), ..Render::default() };
            let (document, _) = mcc::rendered(&render, context)?;
            let name = args.deal.as_ref().map_or_else(|| "our blank".to_owned(), |deal| deal.display().to_string());
            Ok((Given { name, bytes: docx(&document) }, given(new)?))
        }
        (_, false) => {
            Err(Failure::Usage("two agreements are needed, or one and `--deal` or `--module` for ours".to_owned()))
        }
        (_, true) => Err(Failure::Usage(
            "with `--deal` or `--module` ours is the old agreement; name only the new one".to_owned(),
        )),
    }
}

fn given(file: &Path) -> Result<Given, Failure> {
    let name = if file == Path::new("-") { "<stdin>".to_owned() } else { file.to_string_lossy().into_owned() };
    Ok(Given { name, bytes: bytes(file)? })
}

/// The format of a redline; bytes are kept from a terminal.
fn format(args: &args::Redline) -> Result<Format, Failure> {
    let format = output::chosen(&REDLINE, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(_) => Err(Failure::Usage("a Word file is not for a terminal; add `-o redline.docx`".to_owned())),
        None => Ok(format),
    }
}
