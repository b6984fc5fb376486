//! `dmf framework`: what the tool knows.

use std::{path::Path, sync::Arc};

use dmf::{
    agreement::{self, ClauseSet, Request},
    framework::{self, PackView},
    jurisdiction::{self, Atlas},
    load::PackFile,
    ops::Scope,
    transfer,
};

use super::{
    Failure, Outcome,
    args::{self, FrameworkCommand},
    context::{Context, unknown},
    output,
};

pub(crate) fn run(args: &args::Framework, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        FrameworkCommand::List { output } => {
            context.open(Path::new("."))?;
            list(output, context)
        }
        FrameworkCommand::Show { id, of, output } => {
            context.open(Path::new("."))?;
            show(id, of, output, context)
        }
        FrameworkCommand::Check { path } => check(path, context),
    }
}

fn list(output: &args::Output, context: &mut Context) -> Result<Outcome, Failure> {
    let mut views: Vec<PackView> = context.packs()?.iter().map(framework::pack_view).collect();
    views.extend(context.crosswalks()?.iter().map(framework::crosswalk_view));
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    output::answer(&views, output, true, context)
}

fn show(id: &str, of: &str, output: &args::Output, context: &mut Context) -> Result<Outcome, Failure> {
    let frameworks: Vec<String> =
        context.packs()?.into_iter().filter(|pack| pack.kind == "framework").map(|pack| pack.id).collect();
    let names: Vec<&str> = frameworks.iter().map(String::as_str).collect();
    if frameworks.iter().any(|known| known == id) {
        let framework = context.framework(id)?.ok_or(Failure::Data)?;
        let view = framework::framework_view(&framework);
        return output::answer(&view, output, true, context);
    }
    if !names.contains(&of) {
        return Err(unknown("framework", of, &names));
    }
    let framework = context.framework(of)?.ok_or(Failure::Data)?;
    let Some(practice) = framework.practice(id).or_else(|| framework.practice(&id.to_uppercase())) else {
        let practices = framework.practices.iter().map(|practice| practice.id.as_str());
        let known: Vec<&str> = names.into_iter().chain(practices).collect();
        return Err(unknown("framework or practice", id, &known));
    };
    let crosswalks = context.crosswalks()?;
    let view = framework::practice_view(&framework, practice, &crosswalks);
    output::answer(&view, output, true, context)
}

/// Reads a pack that lies in a folder by itself, and says everything that is wrong with it.
fn check(path: &Path, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(path)?;
    if path.is_file() {
        let source = context.read(path)?;
        let name = path.display().to_string();
        let file = source.map(|source| PackFile { name, source });
        let count = file
            .and_then(|file| {
                framework::crosswalk(&file, &context.session.notes.sources, &mut context.session.notes.sink)
            })
            .map_or(0, |crosswalk| crosswalk.references.len());
        return verdict(path, &format!("a crosswalk with {count} references"), context);
    }
    if path.join("frameworks").is_dir() || path.join("templates").is_dir() {
        return data_folder(path, context);
    }
    let files = PackFile::folder(
        &*context.session.scope.world,
        path,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    if !files.iter().any(|file| file.name == "pack.toml") {
        return Err(anyhow::anyhow!("`{}` holds no `pack.toml`, so it is not a pack", path.display()).into());
    }
    // The texts of clauses lie beside the packs; where they do not, those of the program stand in.
    let beside = path.join("../../templates/mcc");
    let templates = beside.is_dir().then_some(beside.as_path());
    let what = pack(&files, templates, context)?;
    verdict(path, &what, context)
}

/// Checks a folder of the user's as it would be used: over what the program carries, each pack that it touches.
fn data_folder(path: &Path, context: &mut Context) -> Result<Outcome, Failure> {
    let world = Arc::clone(&context.session.scope.world);
    context.session.scope = Arc::new(Scope::of_packs(world, path)?);
    let mut what = Vec::new();
    for id in context.session.scope.library.packs(&mut context.session.notes.sink)? {
        let own = path.join("frameworks").join(&id).is_dir();
        let texts = id == "asean-mcc" && path.join("templates/mcc").is_dir();
        if own || texts {
            let files = context.pack(&id)?;
            what.push(pack(&files, None, context)?);
        }
    }
    if path.join("frameworks/crosswalks").is_dir() {
        what.push(format!("{} crosswalks", context.crosswalks()?.len()));
    }
    verdict(path, &what.join(", "), context)
}

/// Says everything that is wrong with a pack; what it is, where nothing is.
fn pack(files: &[PackFile], templates: Option<&Path>, context: &mut Context) -> Result<String, Failure> {
    let Some(pack) = framework::pack_info(files, &context.session.notes.sources, &mut context.session.notes.sink)
    else {
        return Ok(String::new());
    };
    framework::check_pack(&pack, files, &context.session.notes.sources, &mut context.session.notes.sink);
    Ok(match pack.kind.as_str() {
        "framework" => {
            let framework = framework::validate(files, &context.session.notes.sources, &mut context.session.notes.sink);
            let crosswalks = context.crosswalks()?;
            framework.map_or_else(String::new, |framework| {
                framework::check_maps(
                    &framework,
                    &crosswalks,
                    files,
                    &context.session.notes.sources,
                    &mut context.session.notes.sink,
                );
                format!("a framework with {} practices in {} blocks", framework.practices.len(), framework.blocks.len())
            })
        }
        "view" => {
            let known = context.session.scope.library.packs(&mut context.session.notes.sink)?;
            let of = framework::view_of(
                &pack,
                &known,
                files,
                &context.session.notes.sources,
                &mut context.session.notes.sink,
            );
            let framework = match of {
                Some(of) => context.framework(of)?,
                None => None,
            };
            framework
                .and_then(|framework| {
                    framework::view(files, &framework, &context.session.notes.sources, &mut context.session.notes.sink)
                })
                .map_or_else(String::new, |view| format!("a view with {} components", view.components.len()))
        }
        "clause-set" => {
            let templates = match templates {
                Some(folder) => PackFile::folder(
                    &*context.session.scope.world,
                    folder,
                    &mut context.session.notes.sources,
                    &mut context.session.notes.sink,
                )?,
                None => context.session.scope.library.files(
                    "templates/mcc",
                    &mut context.session.notes.sources,
                    &mut context.session.notes.sink,
                )?,
            };
            agreement::clause_set(files, &templates, &context.session.notes.sources, &mut context.session.notes.sink)
                .map_or_else(String::new, |set| clauses(&set, context))
        }
        "jurisdictions" => {
            let atlas = Atlas::of(files, &context.session.notes.sources, &mut context.session.notes.sink);
            jurisdiction::check_unions(files, &context.session.notes.sources, &mut context.session.notes.sink);
            let facts: usize = atlas.iter().map(|place| jurisdiction::lines(place).len()).sum();
            format!("the law of {} places in {facts} facts", atlas.iter().count())
        }
        "impact-method" => {
            transfer::impact::method(files, &context.session.notes.sources, &mut context.session.notes.sink)
                .map_or_else(String::new, |method| {
                    format!("a method with {} factors and {} measures", method.factors.len(), method.measures.len())
                })
        }
        kind => format!("a {kind}"),
    })
}

/// Renders each module with everything on and with everything off, so that no reference dangles.
fn clauses(set: &ClauseSet, context: &mut Context) -> String {
    let modules: Vec<&str> = set.modules().collect();
    for module in &modules {
        let layers: Vec<String> = set.layers().map(str::to_owned).collect();
        let mut on = agreement::blank(set, module, &layers);
        on.switch_on(set.optional(module));
        let mut off = agreement::blank(set, module, &[]);
        off.switch_off_all();
        let request = Request { module, mark: None, date: None };
        let whole =
            agreement::assemble(set, &on, request, &context.session.notes.sources, &mut context.session.notes.sink);
        agreement::assemble(set, &off, request, &context.session.notes.sources, &mut context.session.notes.sink);
        if let Some(whole) = whole {
            agreement::check_carriers(
                set,
                module,
                &whole,
                &context.session.notes.sources,
                &mut context.session.notes.sink,
            );
        }
    }
    format!("a clause set for {}", modules.join(" and "))
}

fn verdict(path: &Path, what: &str, context: &mut Context) -> Result<Outcome, Failure> {
    if context.session.notes.sink.is_empty() {
        output::put(format!("{}: {what}, nothing wrong\n", path.display()).as_bytes(), None, false)
    } else {
        Ok(Outcome::No)
    }
}
