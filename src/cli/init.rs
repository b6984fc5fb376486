//! `dmf init`: a folder to begin in.

use std::path::{Path, PathBuf};

use dmf::{
    agreement,
    framework::{Framework, ProfileId},
    jurisdiction::country,
    ops,
    schema::{Kind, worksheet as worksheet_schema},
    transfer::resting,
    worksheet::{self, Starter},
    workspace,
};

use super::{
    Failure, Outcome, args,
    context::{Context, unknown},
    mcc, output, schema,
    write::Together,
};

/// The framework that a worksheet begins with.
const FRAMEWORK: &str = "asean-dmf";

/// What is said of a file that is left as it is.
const THERE: &str = "is there already, and stays as it is";

pub(crate) fn run(args: &args::Init, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(&args.folder)?;
    let framework = context.framework(FRAMEWORK)?.ok_or(Failure::Data)?;
    let set = mcc::set(context)?;
    let modules: Vec<&str> = set.modules().collect();
    if !modules.contains(&args.module.as_str()) {
        return Err(unknown("module", &args.module, &modules));
    }
    let begun = args.folder.join("org.yaml").exists();
    let who = who(args, &framework, begun)?;
    let folder = Begun { folder: &args.folder, made: Together::default(), report: Vec::new() };
    let deal = agreement::starter(&set, &args.module);
    let register = resting(&ops::starter_register(&mut context.session)?);
    let folder = write(folder, &who, &framework, (&deal, &register), context)?;
    let told = folder.told();
    folder.made.done();
    output::put(told.as_bytes(), None, false)
}

fn write<'a>(
    mut folder: Begun<'a>,
    who: &Who,
    framework: &Framework,
    (deal, register): (&str, &str),
    context: &Context,
) -> Result<Begun<'a>, Failure> {
    let kind = |name| schema::text(&Kind::of(name).expect("it stands in the table").schema());
    folder.write(
        "dmf.toml",
        &workspace::starter(framework, who.profile, ".dmf/config.schema.json"),
        "settings, all explained",
    )?;
    if let (Some(name), Some(country)) = (&who.name, &who.country) {
        let starter = Starter {
            name,
            country,
            sector: who.sector.as_deref(),
            profile: who.profile,
            as_of: context.today(),
            schema: Some(".dmf/assessment.schema.json"),
        };
        let asked = framework.asked(who.profile).count();
        let about = format!("a worksheet: {asked} questions, and their levels in words");
        folder.write("org.yaml", &worksheet::starter(framework, starter), &about)?;
    } else {
        folder.report.push(("left", "org.yaml".to_owned(), THERE.to_owned()));
    }
    let deal = format!("# yaml-language-server: $schema=.dmf/deal.schema.json\n{deal}");
    folder.write("deal.yaml", &deal, "the facts of an agreement, every field explained")?;
    let register = format!("# yaml-language-server: $schema=.dmf/transfers.schema.json\n{register}");
    folder.write("transfers.yaml", &register, "a register of transfers, every field explained")?;
    folder.write("ci/github.yml", &workspace::ci(), "a job that fails when maturity regresses")?;
    let schemas = [
        ("assessment", schema::text(&worksheet_schema(framework))),
        ("deal", kind("deal")),
        ("transfers", kind("transfers")),
        ("config", kind("config")),
    ];
    // One line tells of all of them.
    let before = folder.report.len();
    for (name, text) in schemas {
        folder.write(&format!(".dmf/{name}.schema.json"), &text, "")?;
    }
    let told = folder.report.split_off(before);
    let new = told.iter().any(|(done, ..)| *done == "wrote");
    let row = if new { ("wrote", "schemas, for editors that complete and check") } else { ("left", THERE) };
    folder.report.push((row.0, ".dmf/".to_owned(), row.1.to_owned()));
    Ok(folder)
}

/// Whose worksheet it becomes; without a name where there is one already.
struct Who {
    name: Option<String>,
    country: Option<String>,
    sector: Option<String>,
    profile: ProfileId,
}

fn who(args: &args::Init, framework: &Framework, begun: bool) -> Result<Who, Failure> {
    let ids: Vec<&str> = framework.profiles.iter().map(|profile| profile.id.as_str()).collect();
    let given = match &args.profile {
        Some(word) => Some(framework.profile(word).ok_or_else(|| unknown("profile", word, &ids))?),
        None => None,
    };
    let country = args.country.as_deref().map(code).transpose()?;
    if begun {
        return Ok(Who { name: None, country: None, sector: None, profile: given.unwrap_or(ProfileId(0)) });
    }
    if args.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Failure::Usage("`--name` is empty".to_owned()));
    }
    let whole = args.name.is_some() && country.is_some();
    if !whole && !asks() {
        let message = "nobody can be asked here; say `--name` and `--country`, for example\n\n  \
                       dmf init --name 'Maly Phaa' --country LA --profile sme";
        return Err(Failure::Usage(message.to_owned()));
    }
    if whole {
        let profile = given.unwrap_or(ProfileId(0));
        return Ok(Who { name: args.name.clone(), country, sector: args.sector.clone(), profile });
    }
    ask(args, country, given, framework)
}

fn asks() -> bool {
    #[cfg(feature = "interactive")]
    return super::prompt::possible();
    #[cfg(not(feature = "interactive"))]
    return false;
}

#[cfg(feature = "interactive")]
fn ask(
    args: &args::Init,
    country: Option<String>,
    profile: Option<ProfileId>,
    framework: &Framework,
) -> Result<Who, Failure> {
    use super::prompt;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => prompt::text("What is the organisation called?", None)?,
    };
    let country = match country {
        Some(code) => code,
        None => prompt::country("In which country is it?")?,
    };
    let profile = match profile {
        Some(profile) => profile,
        None => prompt::profile("Who assesses?", framework)?,
    };
    let sector = match &args.sector {
        Some(sector) => Some(sector.clone()),
        None => prompt::optional("Its line of business, in a word or two?")?,
    };
    Ok(Who { name: Some(name), country: Some(country), sector, profile })
}

#[cfg(not(feature = "interactive"))]
fn ask(_: &args::Init, _: Option<String>, _: Option<ProfileId>, _: &Framework) -> Result<Who, Failure> {
    unreachable!("nobody is asked without the feature")
}

/// The code of a country that is given by code or by name.
fn code(word: &str) -> Result<String, Failure> {
    if let Some(code) = country::resolve(word) {
        return Ok(code.to_owned());
    }
    let hint = country::nearest(word).map_or_else(
        || "write its code of two letters, such as `SG`".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    Err(Failure::Usage(format!("there is no country `{word}`; {hint}")))
}

/// The folder that is begun in, and what became of each file.
struct Begun<'a> {
    folder: &'a Path,
    made: Together,
    report: Vec<(&'static str, String, String)>,
}

impl Begun<'_> {
    /// Writes a file where there is none.
    fn write(&mut self, name: &str, text: &str, about: &str) -> Result<(), Failure> {
        let path: PathBuf = self.folder.join(name);
        if self.made.file(&path, text.as_bytes())? {
            self.report.push(("wrote", name.to_owned(), about.to_owned()));
        } else {
            self.report.push(("left", name.to_owned(), THERE.to_owned()));
        }
        Ok(())
    }

    fn told(&self) -> String {
        let width = self.report.iter().map(|(_, name, _)| name.len()).max().unwrap_or(0);
        let rows = self.report.iter().map(|(done, name, about)| format!("{done:5}  {name:width$}  {about}\n"));
        let folder = self.folder.display().to_string();
        let to = if folder == "." { String::new() } else { format!("  cd {folder}\n") };
        format!(
            "{}\nNext:\n{to}  dmf answer org.yaml    answer one practice after the other, or edit the file\n  \
             dmf assess org.yaml    see the scores, claimed and by evidence\n  \
             dmf plan org.yaml      see what to do, by whom, until when\n",
            rows.collect::<String>()
        )
    }
}
