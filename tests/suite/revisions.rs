//! Git as it is met: what a revision means, and where its files are looked for.

use std::{path::Path, process::Command, sync::Arc};

use dmf::world::{Disk, Revision, World as _};

use crate::harness::{Folder, Outcome, Run};

pub(crate) const SHEET: &str = "\
framework: asean-dmf
organisation: { name: Acme, country: SG, profile: sme }
answers:
  GOV-01: established
  GOV-02: developing
  POL-01: developing
";

/// Git in a folder, whatever the machine's settings.
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let done = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(["-c", "protocol.file.allow=always"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        // What is judged was not made after the day of the test.
        .env("GIT_COMMITTER_DATE", format!("{}T12:00:00Z", crate::harness::TODAY))
        .output()
        .expect("git can be run");
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

pub(crate) fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", message]);
}

/// A repository with a worksheet at its top and one in `sub/deep`.
pub(crate) fn repository() -> Folder {
    let folder = Folder::with("org.yaml", SHEET);
    folder.write("sub/deep/org.yaml", SHEET.replace("Acme", "Deep"));
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), "one");
    folder
}

/// A run that finds git.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    Run::new(folder, args).env("PATH", &std::env::var("PATH").expect("there is a path"))
}

pub(crate) fn lower(folder: &Folder, file: &str) {
    folder.replace(file, "POL-01: developing", "POL-01: none");
}

/// The gate in each of the commands that know it, `file` against `base`.
pub(crate) fn gate(folder: &Path, file: &str, base: &str) -> [Outcome; 3] {
    let on = "--fail-on-regression";
    [
        run(folder, &["assess", file, "--baseline", base, on]).run(),
        run(folder, &["portfolio", file, "--baseline", base, on]).run(),
        run(folder, &["diff", base, file, on]).run(),
    ]
}

#[track_caller]
pub(crate) fn all_end(outcomes: [Outcome; 3], code: i32) -> [String; 3] {
    outcomes.map(|outcome| {
        let outcome = outcome.ends(code);
        outcome.stdout + &outcome.stderr
    })
}

#[test]
fn a_branch_is_held_against_where_it_parted() {
    let folder = repository();
    let here = folder.path();
    git(here, &["checkout", "--quiet", "-b", "feature"]);
    folder.write("README", "nothing of worksheets");
    commit(here, "words");
    git(here, &["checkout", "--quiet", "main"]);
    folder.replace("org.yaml", "GOV-02: developing", "GOV-02: established");
    commit(here, "better");
    git(here, &["checkout", "--quiet", "feature"]);
    for base in ["git:main", "git:main...", "git:main...HEAD", "git:main...feature"] {
        let [assess, _, diff] = all_end(gate(here, "org.yaml", base), 0);
        for text in [assess, diff] {
            assert!(text.contains("(merge base "), "{base}\n{text}");
        }
    }
    // What the branch itself made worse is found, and so is what it made worse without a commit.
    lower(&folder, "org.yaml");
    all_end(gate(here, "org.yaml", "git:main"), 1);
    commit(here, "worse");
    all_end(gate(here, "org.yaml", "git:main"), 1);
    // Two revisions are compared as they are named, or with three dots.
    let diff = |old: &str| run(here, &["diff", old, "git:feature:org.yaml"]).run().ends(0).stdout;
    assert!(diff("git:main").contains("GOV-02") && !diff("git:main...feature").contains("GOV-02"));
}

#[test]
fn without_a_common_ancestor_the_tip_is_taken_and_that_is_said() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "--orphan", "other"]);
    lower(&folder, "org.yaml");
    commit(folder.path(), "from nothing");
    let [assess, _, diff] = all_end(gate(folder.path(), "org.yaml", "git:main"), 1);
    for text in [assess, diff] {
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("without a common ancestor"), "{text}");
    }
}

#[test]
fn a_bare_repository_has_its_paths_from_the_top() {
    let folder = repository();
    lower(&folder, "sub/deep/org.yaml");
    commit(folder.path(), "worse");
    git(folder.path(), &["clone", "--quiet", "--bare", ".", "bare.git"]);
    let bare = folder.join("bare.git");
    let args = ["diff", "git:HEAD~1:sub/deep/org.yaml", "git:HEAD:sub/deep/org.yaml", "--fail-on-regression"];
    run(&bare, &args).run().ends(1);
    run(&bare, &args).env("GIT_DIR", ".").run().ends(1);
    // So has a hook of a repository with a work tree, which runs in `.git`.
    run(&folder.join(".git"), &args).env("GIT_DIR", ".").run().ends(1);
    run(&bare, &["diff", "git:HEAD~1:org.yaml", "git:HEAD:/org.yaml", "--fail-on-regression"]).run().ends(0);
    let missing = run(&bare, &["diff", "git:HEAD~1:none.yaml", "git:HEAD:none.yaml"]).run().ends(3).stderr;
    assert!(missing.contains("`none.yaml` is not in revision `HEAD`"), "{missing}");
}

/// Objects of a push wait in a place of their own while the hook looks at them.
#[cfg(unix)]
#[test]
fn a_push_is_refused_by_a_hook_of_a_bare_repository() {
    use std::os::unix::fs::PermissionsExt;

    let folder = repository();
    git(folder.path(), &["clone", "--quiet", "--bare", ".", "bare.git"]);
    let script = format!(
        "#!/bin/sh\nwhile read -r old new ref; do\n  {} diff \"git:$old:org.yaml\" \"git:$new:org.yaml\" \
         --fail-on-regression --today 2026-11-24 || exit 1\ndone\n",
        env!("CARGO_BIN_EXE_dmf")
    );
    folder.write("bare.git/hooks/pre-receive", script);
    let hook = folder.join("bare.git/hooks/pre-receive");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("the hook can be made one");
    folder.replace("org.yaml", "GOV-01: established", "GOV-01: advanced");
    git(folder.path(), &["commit", "--quiet", "--all", "--message", "better"]);
    git(folder.path(), &["push", "--quiet", "bare.git", "main"]);
    lower(&folder, "org.yaml");
    git(folder.path(), &["commit", "--quiet", "--all", "--message", "worse"]);
    let push = Command::new("git").args(["push", "bare.git", "main"]).current_dir(folder.path()).output().expect("git");
    assert!(!push.status.success());
    let said = String::from_utf8_lossy(&push.stderr);
    assert!(said.contains("POL-01") && said.contains("pre-receive hook declined"), "{said}");
}

#[test]
fn what_a_hook_inherits_leads_nobody_astray() {
    let folder = repository();
    let own = folder.join(".git").display().to_string();
    let tree = folder.path().display().to_string();
    git(folder.path(), &["worktree", "add", "--quiet", "linked", "-b", "side"]);
    lower(&folder, "sub/deep/org.yaml");
    lower(&folder, "linked/sub/deep/org.yaml");
    let linked = folder.join(".git/worktrees/linked").display().to_string();
    let inherited: [(&str, &[(&str, &str)]); 6] = [
        (".", &[("GIT_DIR", ".git")]),
        (".", &[("GIT_DIR", &own), ("GIT_WORK_TREE", "."), ("GIT_INDEX_FILE", ".git/index")]),
        (".", &[("GIT_DIR", ".git"), ("GIT_WORK_TREE", &tree), ("GIT_PREFIX", "sub/")]),
        (".", &[("GIT_INDEX_FILE", ".git/next-index-4711.lock")]),
        ("linked", &[("GIT_DIR", &linked)]),
        // The hook of the repository around is no matter of the linked one.
        ("linked", &[("GIT_DIR", &own), ("GIT_INDEX_FILE", "../.git/index")]),
    ];
    for (at, variables) in inherited {
        for command in [["assess", "sub/deep/org.yaml"], ["portfolio", "sub"]] {
            let args = [&command[..], &["--baseline", "git:HEAD", "--fail-on-regression"]].concat();
            let run = run(&folder.join(at), &args);
            let run = variables.iter().fold(run, |run, (name, value)| run.env(name, value));
            let outcome = run.run();
            assert_eq!(outcome.code, Some(1), "{at} {variables:?} {args:?}\n{}", outcome.stderr);
        }
    }
    // A repository that is only known by its variables is found by them.
    let apart = Folder::with("org.yaml", SHEET);
    git(apart.path(), &["init", "--quiet", "--bare", "kept.git"]);
    git(apart.path(), &["--git-dir=kept.git", "--work-tree=.", "add", "org.yaml"]);
    git(apart.path(), &["--git-dir=kept.git", "--work-tree=.", "commit", "--quiet", "--message", "one"]);
    lower(&apart, "org.yaml");
    let args = ["assess", "org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"];
    run(apart.path(), &args).run().ends(3);
    run(apart.path(), &args).env("GIT_DIR", "kept.git").env("GIT_WORK_TREE", ".").run().ends(1);
}

#[test]
fn findings_in_a_submodule_are_seen_from_the_outermost_checkout() {
    let folder = repository();
    let other = repository();
    git(folder.path(), &["submodule", "--quiet", "add", &other.path().display().to_string(), "mod"]);
    commit(folder.path(), "with a part");
    lower(&folder, "mod/sub/deep/org.yaml");
    let args = ["--baseline", "git:HEAD", "--fail-on-regression", "--format", "github"];
    for (at, file) in [(".", "mod/sub/deep/org.yaml"), ("mod", "sub/deep/org.yaml"), ("mod/sub/deep", "org.yaml")] {
        let all = [&["assess", file], &args[..]].concat();
        let text = run(&folder.join(at), &all).run().ends(1).stdout;
        assert!(text.contains("file=mod/sub/deep/org.yaml,"), "{at}: {text}");
    }
    // A linked work tree is a checkout of its own, also within another.
    git(folder.path(), &["worktree", "add", "--quiet", "linked"]);
    lower(&folder, "linked/org.yaml");
    let all = [&["assess", "linked/org.yaml"], &args[..]].concat();
    let text = run(folder.path(), &all).run().ends(1).stdout;
    assert!(text.contains("file=org.yaml,"), "{text}");
}

#[cfg(unix)]
#[test]
fn any_letter_may_stand_in_a_path() {
    let folder = repository();
    let names = ["a\nb", "a\rb\r", "a\\b", "ä b:c%", "-x", "\"quoted\""];
    for name in names {
        folder.write(&format!("{name}/org.yaml"), SHEET);
    }
    commit(folder.path(), "names");
    for name in names {
        let file = format!("./{name}/org.yaml");
        all_end(gate(folder.path(), &file, "git:HEAD"), 0);
        lower(&folder, &file);
        all_end(gate(folder.path(), &file, "git:HEAD"), 1);
    }
    run(folder.path(), &["portfolio", ".", "--baseline", "git:HEAD"]).run().ends(0);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_within_the_repository_and_no_further() {
    let folder = repository();
    std::os::unix::fs::symlink("sub/deep/org.yaml", folder.join("link.yaml")).expect("a link can be made");
    std::os::unix::fs::symlink("/etc/hostname", folder.join("out.yaml")).expect("a link can be made");
    commit(folder.path(), "links");
    lower(&folder, "sub/deep/org.yaml");
    all_end(gate(folder.path(), "link.yaml", "git:HEAD"), 1);
    std::fs::remove_file(folder.join("out.yaml")).expect("it is there");
    folder.write("out.yaml", SHEET);
    for text in all_end(gate(folder.path(), "out.yaml", "git:HEAD"), 3) {
        assert!(text.contains("leads out of the repository"), "{text}");
    }
}

#[test]
fn a_foreign_owner_is_named_as_what_it_is() {
    let folder = repository();
    for args in [
        &["assess", "org.yaml", "--baseline", "git:HEAD"][..],
        &["portfolio", "sub", "--baseline", "git:HEAD"],
        &["diff", "git:HEAD", "sub/deep/org.yaml"],
    ] {
        let outcome = run(folder.path(), args).env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").run().ends(3);
        let said = &outcome.stderr;
        assert!(said.contains("git distrusts the repository of"), "{said}");
        assert!(said.contains("git config --global --add safe.directory /"), "{said}");
        assert!(!said.contains("lies in no git repository"), "{said}");
    }
}

#[test]
fn an_object_that_is_not_here_is_no_missing_baseline() {
    let folder = repository();
    lower(&folder, "org.yaml");
    let object = git(folder.path(), &["rev-parse", "HEAD:org.yaml"]);
    std::fs::remove_file(folder.join(&format!(".git/objects/{}/{}", &object[..2], &object[2..]))).expect("it is loose");
    for text in all_end(gate(folder.path(), "org.yaml", "git:HEAD"), 3) {
        assert!(text.contains("its object is not in this copy"), "{text}");
    }
    let all = run(folder.path(), &["portfolio", ".", "--baseline", "git:HEAD", "--fail-on-regression"]).run();
    assert_eq!(all.code, Some(3), "{}", all.stderr);

    // A clone without contents, of a repository that is gone.
    let folder = repository();
    git(folder.path(), &["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", folder.path().display());
    let clone = Folder::new();
    git(clone.path(), &["clone", "--quiet", "--no-checkout", "--filter=blob:none", &from, "clone"]);
    drop(folder);
    clone.write("clone/org.yaml", SHEET);
    for text in all_end(gate(&clone.join("clone"), "org.yaml", "git:HEAD"), 3) {
        assert!(
            text.contains("git cannot read `org.yaml` in revision `HEAD`: ") && !text.contains("revision `HEAD`: \n")
        );
        assert!(text.contains("could not fetch") || text.contains("promisor"), "{text}");
    }

    // A folder of the revision that is not here.
    let folder = repository();
    lower(&folder, "sub/deep/org.yaml");
    let object = git(folder.path(), &["rev-parse", "HEAD:sub"]);
    std::fs::remove_file(folder.join(&format!(".git/objects/{}/{}", &object[..2], &object[2..]))).expect("it is loose");
    all_end(gate(folder.path(), "sub/deep/org.yaml", "git:HEAD"), 3);
}

#[test]
fn what_git_cannot_list_is_not_missing() {
    let folder = repository();
    let world = Arc::new(Disk::on("2026-11-30".parse().expect("it is a day")));
    let then = Revision::find(world, folder.path(), "HEAD").expect("there is one");
    let file = folder.join("sub/deep/org.yaml");
    std::fs::remove_dir_all(folder.join(".git/objects")).expect("it is there");
    assert!(then.list(&folder.join("sub")).is_err());
    assert!(then.kind(&file).is_some());
    let read = then.read(&file, 1000).expect_err("nothing can be read");
    assert!(!read.is_missing(), "{read}");
}

#[test]
fn a_path_of_a_revision_is_seen_from_here_or_from_the_top() {
    let folder = repository();
    lower(&folder, "org.yaml");
    let deep = folder.join("sub/deep");
    let diff = |base: &str| run(&deep, &["diff", base, "../../org.yaml"]).run().ends(0).stdout;
    for base in ["git:HEAD:/org.yaml", "git:HEAD:../../org.yaml", "git:HEAD"] {
        assert!(diff(base).contains("developing → none"), "{base}");
    }
    let whole = format!("git:HEAD:{}/org.yaml", folder.path().canonicalize().expect("it is there").display());
    assert!(diff(&whole).contains("developing → none"), "{whole}");
    let wrong = run(&deep, &["diff", "git:HEAD:/deep/org.yaml", "org.yaml"]).run().ends(3).stderr;
    assert!(wrong.contains("deep/org.yaml` is not in revision `HEAD`"), "{wrong}");
}

#[test]
fn a_revision_may_hold_a_colon() {
    let folder = repository();
    lower(&folder, "org.yaml");
    commit(folder.path(), "fix: two words");
    folder.replace("org.yaml", "POL-01: none", "POL-01: foundational");
    for base in ["git::/two words", "git:HEAD^{/fix: two}", "git:HEAD^{/fix: two}:org.yaml"] {
        run(folder.path(), &["diff", base, "org.yaml", "--fail-on-regression"]).run().ends(0);
    }
    run(folder.path(), &["diff", "git:HEAD@{2037-01-01 02:00:00}", "org.yaml", "--fail-on-regression"]).run().ends(0);
    run(folder.path(), &["assess", "org.yaml", "--baseline", "git::/one"]).run().ends(0);
    run(folder.path(), &["assess", "org.yaml", "--baseline", "git:HEAD:"]).run().ends(2);
    run(folder.path(), &["assess", "org.yaml", "--baseline", "git::org.yaml"]).run().ends(2);
}
