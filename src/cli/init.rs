//! `dmf init`: a folder to begin in.

use std::path::Path;

use dmf::ops::{self, Beginning, NewFile, Owner};

use super::{Failure, Outcome, args, context::Context, output, write::Together};

/// What is said of a file that is left as it is.
const THERE: &str = "is there already, and stays as it is";

pub(crate) fn run(args: &args::Init, context: &mut Context) -> Result<Outcome, Failure> {
    let beginning = ops::init(&mut context.session, &args.into())?;
    let owner = if beginning.lacks() { Some(ask(&beginning)?) } else { beginning.owner() };
    let files = beginning.files(&mut context.session, owner.as_ref())?;
    let mut made = Together::default();
    made.folder(&args.folder)?;
    let rows = files.into_iter().map(|file| {
        let text = file.text.as_deref().map(str::as_bytes);
        let wrote = text.map_or(Ok(false), |text| made.file(&args.folder.join(&file.name), text))?;
        Ok((file, wrote))
    });
    let rows = rows.collect::<Result<Vec<_>, Failure>>()?;
    made.done();
    let small = beginning.is_small(owner.as_ref());
    output::say(&(told(&args.folder, rows) + &registers(small)))
}

/// What became of each file, and what to do next.
fn told(folder: &Path, files: Vec<(NewFile, bool)>) -> String {
    let mut rows: Vec<(&str, String, String)> = Vec::new();
    let mut schemas = false;
    for (file, wrote) in files {
        let name = file.name;
        match (file.about.is_empty() && file.text.is_some(), wrote) {
            (true, wrote) => schemas |= wrote,
            (false, true) => rows.push(("wrote", name, file.about)),
            (false, false) => rows.push(("left", name, THERE.to_owned())),
        }
    }
    // One line tells of all schemas.
    let about = if schemas { "schemas, for editors that complete and check" } else { THERE };
    rows.push((if schemas { "wrote" } else { "left" }, ".dmf/".to_owned(), about.to_owned()));
    let width = rows.iter().map(|(_, name, _)| name.len()).max().unwrap_or(0);
    let rows = rows.iter().map(|(done, name, about)| format!("{done:5}  {name:width$}  {about}\n"));
    let folder = folder.display().to_string();
    let to = if folder == "." { String::new() } else { format!("  cd {folder}\n") };
    format!(
        "{}\nNext:\n{to}  dmf answer org.yaml    answer one practice after the other, or edit the file\n  \
         dmf assess org.yaml    see the scores, claimed and by evidence\n  \
         dmf plan org.yaml      see what to do, by whom, until when\n",
        rows.collect::<String>()
    )
}

/// The registers that even a small organisation keeps, which are begun when there is something to say in them.
fn registers(small: bool) -> String {
    let sme = if small { " --sme" } else { "" };
    let rows = [
        (format!("dmf register datasets new{sme} -o datasets.yaml"), "which data there is, and when it goes"),
        (format!("dmf register vendors new{sme} -o vendors.yaml"), "who handles data for you, until when"),
        (format!("dmf register requests new{sme} -o requests.yaml"), "what people ask, and until when"),
        ("dmf incident new -o incidents.yaml".to_owned(), "what went wrong, and who was told"),
        ("dmf due".to_owned(), "see all that has a day, late first"),
    ];
    let width = rows.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let rows = rows.iter().map(|(command, about)| format!("  {command:width$}    {about}\n"));
    format!("\nRegisters, when there is something to say in them:\n{}", rows.collect::<String>())
}

/// Asks for what lacks, where somebody is there to be asked.
fn ask(beginning: &Beginning) -> Result<Owner, Failure> {
    #[cfg(feature = "interactive")]
    if super::prompt::possible() {
        return asked(beginning);
    }
    let _ = beginning;
    let message = "nobody can be asked here; say `--name` and `--country`, for example\n\n  \
                   dmf init --name 'Maly Phaa' --country LA --profile sme";
    Err(Failure::Usage(message.to_owned()))
}

#[cfg(feature = "interactive")]
fn asked(beginning: &Beginning) -> Result<Owner, Failure> {
    use super::prompt;
    let (name, country, sector, profile) = beginning.known();
    let name = match name {
        Some(name) => name.to_owned(),
        None => prompt::text("What is the organisation called?", None)?,
    };
    let country = match country {
        Some(code) => code.to_owned(),
        None => prompt::country("In which country is it?")?,
    };
    let profile = match profile {
        Some(profile) => profile,
        None => prompt::profile("Who assesses?", beginning.framework())?,
    };
    let sector = match sector {
        Some(sector) => Some(sector.to_owned()),
        None => prompt::optional("Its line of business, in a word or two?")?,
    };
    Ok(Owner { name, country, sector, profile })
}
