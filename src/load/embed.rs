//! Build script: lists every data file, so that the binary carries it and a new file is noticed, and says what to link.
//!
//! Data is carried twice: as it is, for places and people, and as JSON, which decodes ten times faster. That is what
//! keeps a run of the program as short as it is: a framework is read in a millisecond.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

use serde_json::Value;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// Folders of data at the top of the package, and the endings that count.
const FOLDERS: [&str; 2] = ["frameworks", "templates"];
const ENDINGS: [&str; 7] = ["toml", "yaml", "md", "html", "txt", "css", "svg"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        if root.join(folder).is_dir() {
            collect(&root.join(folder), &mut files)?;
        }
    }
    let mut files: Vec<(String, PathBuf)> = files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&root).expect("found below the root").to_string_lossy().replace('\\', "/");
            (name, file)
        })
        .collect();
    files.sort();
    let mut code = String::from("static EMBEDDED: &[Embedded] = &[\n");
    for (name, file) in &files {
        let (path, json) = (file.display().to_string(), json(file)?);
        code.push_str(&format!("    Embedded {{ name: {name:?}, text: include_str!({path:?}), json: {json:?} }},\n"));
    }
    code.push_str("];\n");
    fs::write(out, code)
}

/// A YAML or TOML file as compact JSON. A file that is neither is left to the program to complain about, at its place.
fn json(file: &Path) -> io::Result<Option<String>> {
    let value = match file.extension().and_then(|ending| ending.to_str()) {
        Some("yaml") => serde_yaml::from_str(&fs::read_to_string(file)?).ok(),
        Some("toml") => fs::read_to_string(file)?.parse().ok().map(plain),
        _ => None,
    };
    Ok(value.map(|value: Value| value.to_string()))
}

/// TOML as JSON, dates as text.
fn plain(table: toml::Table) -> Value {
    fn scalar(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(yes) => yes.into(),
            toml::Value::Datetime(when) => when.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(scalar).collect(),
            toml::Value::Table(table) => plain(table),
        }
    }
    Value::Object(table.into_iter().map(|(key, each)| (key, scalar(each))).collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.ends_with("README.md") {
            // Pages of the tree, for its readers.
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    Ok(())
}
