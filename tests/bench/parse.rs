//! Reads and parses all YAML below a folder into plain values, on all cores, and nothing else: what scoring it is held
//! against. `cargo bench --bench parse -- FOLDER [THREADS]`
//!
//! Without a folder, as `cargo bench` alone runs it, it says so and ends.

#![allow(clippy::print_stdout, reason = "it is a program that says what it did")]

use std::{fs, path::PathBuf};

use rayon::prelude::*;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let Some(folder) = args.first() else {
        println!("parse: name a folder of worksheets, as tests/bench/portfolio.sh does");
        return;
    };
    let threads = args.get(1).map_or(0, |word| word.parse().expect("a number of threads"));
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
    let values: usize = pool.install(|| {
        files
            .par_iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("the file can be read");
                let value: serde_json::Value = serde_yaml::from_str(&text).expect("the file is YAML");
                value["answers"].as_object().map_or(0, serde_json::Map::len)
            })
            .sum()
    });
    println!("{} files, {values} answers", files.len());
}
