//! Who is measured, and which keys do the same thing in each.

use std::{path::Path, process::Command};

/// A program that shows a text.
pub struct Program {
    pub name: &'static str,
    /// What is run.
    pub path: &'static str,
    /// Before the name of the file.
    pub options: &'static [&'static str],
    pub down: &'static str,
    /// The next token, or character.
    pub next: Option<&'static str>,
    pub page: &'static str,
    /// What is typed before the word that is looked for.
    pub search: &'static str,
}

/// metka first: the others are compared with it.
pub const PROGRAMS: &[Program] = &[
    Program {
        name: "metka",
        path: env!("CARGO_BIN_EXE_metka"),
        options: &["--lang", "ru"],
        down: "j",
        next: Some("l"),
        page: " ",
        search: "f",
    },
    Program {
        name: "less",
        path: "less",
        options: &[],
        down: "j",
        next: None,
        page: " ",
        search: "/",
    },
    Program {
        name: "kakoune",
        path: "kak",
        options: &["-n"],
        down: "j",
        next: Some("l"),
        page: "\x1b[6~",
        search: "/",
    },
    Program {
        name: "vim",
        path: "vim",
        options: &["-u", "NONE", "-i", "NONE", "-n", "-N"],
        down: "j",
        next: Some("l"),
        page: "\x06",
        search: "/",
    },
    Program {
        name: "helix",
        path: "hx",
        options: &[],
        down: "j",
        next: Some("l"),
        page: "\x1b[6~",
        search: "/",
    },
    Program {
        name: "nano",
        path: "nano",
        options: &[],
        down: "\x1b[B",
        next: Some("\x1b[C"),
        page: "\x1b[6~",
        search: "\x17",
    },
];

impl Program {
    /// Whether it can be run here.
    pub fn is_there(&self) -> bool {
        Command::new(self.path).arg("--version").output().is_ok()
            || Command::new(self.path).arg("-version").output().is_ok()
    }

    /// The first line of what it says of its version.
    pub fn version(&self) -> Option<String> {
        let said = ["--version", "-version"].iter().find_map(|flag| {
            let said = Command::new(self.path).arg(flag).output().ok()?;
            said.status.success().then_some(said.stdout)
        });
        let said = String::from_utf8_lossy(&said?).into_owned();
        said.lines().next().map(|line| line.trim().to_owned())
    }

    /// The arguments that open `file`.
    pub fn open(&self, file: &Path) -> Vec<String> {
        let options = self.options.iter().map(|option| (*option).to_owned());
        options.chain([file.display().to_string()]).collect()
    }
}
