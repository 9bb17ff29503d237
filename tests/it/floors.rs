//! A module imports only from lower floors (`docs/architecture.md`). This test reads the `use` lines and paths.

use std::{fs, path::Path};

/// Floors from the ground up; those on one line are siblings. Where the second value is true, siblings may
/// know each other.
const FLOORS: &[(&[&str], bool)] = &[
    (&["text", "locale"], false),
    (&["annotation"], false),
    (
        &["extract", "formats", "suggest", "agreement", "proof"],
        false,
    ),
    (&["app", "commands", "keymap"], true),
    (&["view"], false),
    (&["shell", "cli"], true),
];

fn floor_of(module: &str) -> Option<usize> {
    FLOORS
        .iter()
        .position(|(modules, _)| modules.contains(&module))
}

fn may_import(from: &str, to: &str) -> bool {
    match (floor_of(from), floor_of(to)) {
        (Some(above), Some(below)) => {
            from == to || below < above || (below == above && FLOORS[above].1)
        }
        _ => false,
    }
}

/// Modules of this crate that a source names as `crate::MODULE`, also in braces.
fn imports(source: &str) -> Vec<String> {
    named_after(source, "crate::")
}

/// Modules that a source names right after `root`, also in braces.
fn named_after(source: &str, root: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for part in code.split(root).skip(1) {
        if let Some(inside) = part.strip_prefix('{') {
            found.extend(top_names(inside));
        } else {
            found.push(name(part));
        }
    }
    found.retain(|name| name.chars().next().is_some_and(char::is_lowercase));
    found
}

/// First names of `{a::b, c::{d, e}, f}` after the opening brace.
fn top_names(inside: &str) -> Vec<String> {
    let (mut depth, mut names, mut at_start) = (0, Vec::new(), true);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if at_start && c.is_alphabetic() => {
                names.push(name(&inside[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

fn name(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn imports_are_found_in_every_form() {
    let source =
        "use crate::{annotation::{Id, Layer}, msg,\n text::Text};\nfn f() { crate::shell::run(); }";
    assert_eq!(imports(source), ["annotation", "msg", "text", "shell"]);
    let source = "use std::{\n    fmt,\n    fs::{self, File},\n};\nfn f() { std::env::args(); }";
    assert_eq!(named_after(source, "std::"), ["fmt", "fs", "env"]);
}

#[test]
fn modules_import_only_from_lower_floors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut read = 0;
    for entry in walkdir::WalkDir::new(&src).into_iter().flatten() {
        let path = entry.path().strip_prefix(&src).unwrap_or(entry.path());
        let mut parts = path.components();
        let (Some(module), true) = (
            parts.next(),
            parts.next().is_some() && path.extension().is_some(),
        ) else {
            continue;
        };
        let module = module.as_os_str().to_string_lossy();
        let source = fs::read_to_string(entry.path()).expect("a source file is readable");
        read += 1;
        // `crate::msg!` is the macro of locale.
        for import in imports(&source).iter().filter(|import| *import != "msg") {
            assert!(
                may_import(&module, import),
                "{} imports crate::{import}, which is not below it",
                path.display()
            );
        }
    }
    assert!(read > 40, "only {read} files were read");
}

#[test]
fn nothing_below_the_shell_touches_files_threads_or_clocks() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(&src).into_iter().flatten() {
        let path = entry
            .path()
            .strip_prefix(&src)
            .unwrap_or(entry.path())
            .to_owned();
        if path.starts_with("shell") || path.starts_with("cli") || path.extension().is_none() {
            continue;
        }
        let source = fs::read_to_string(entry.path()).expect("a source file is readable");
        if path == Path::new("main.rs") {
            continue;
        }
        for module in named_after(&source, "std::") {
            let forbidden = ["fs", "net", "thread", "process", "env"].contains(&&*module);
            assert!(!forbidden, "{} names std::{module}", path.display());
        }
        for clock in ["Instant::now", "SystemTime::now"] {
            assert!(!source.contains(clock), "{} reads a clock", path.display());
        }
    }
}
