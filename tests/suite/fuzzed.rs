//! The corpus of the fuzzer, given again to what it was made for: what once broke something stays mended.

use std::fs;

use crate::harness::root;

#[path = "../fuzz/src/targets.rs"]
mod targets;

#[test]
fn every_input_of_the_corpus_comes_to_an_end() {
    let corpus = root().join("tests/fuzz/corpus");
    let mut size = 0;
    for target in targets::TARGETS {
        let folder = fs::read_dir(corpus.join(target)).expect("every target has inputs");
        let files: Vec<_> = folder.map(|file| file.expect("it can be listed").path()).collect();
        assert!(!files.is_empty(), "{target} has no input");
        for file in files {
            let bytes = fs::read(&file).expect("an input can be read");
            size += bytes.len();
            targets::run(target, &bytes);
        }
    }
    assert!(size <= 300_000, "the corpus is {size} bytes: keep what is needed");
}
