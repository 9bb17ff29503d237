//! The program `git`: the repository around a folder, its settings, and the documents it keeps.

use crate::{
    locale::{Place, Problem},
    msg,
};
use std::{
    ffi::{OsStr, OsString},
    io::ErrorKind,
    os::unix::ffi::{OsStrExt, OsStringExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A repository with a working tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The top of its working tree.
    pub top: PathBuf,
}

impl Repository {
    /// The repository that `folder` is in.
    ///
    /// # Errors
    /// There is no `git`, or no repository that it is content with.
    pub fn around(folder: &Path) -> Result<Self, Problem> {
        let told = run(folder, ["rev-parse", "--show-toplevel"])?;
        match told.status.success() {
            true => Ok(Self {
                top: OsString::from_vec(line(told.stdout)).into(),
            }),
            false => Err(Problem::new(msg!("git-no-repository"))
                .at(Place::file(folder.display().to_string()))
                .because(complaint(&told))
                .hint(msg!("git-no-repository-hint"))),
        }
    }

    /// The value of the setting `name` in the repository itself; `None` when it has none.
    ///
    /// # Errors
    /// There is no `git`.
    pub fn setting(&self, name: &str) -> Result<Option<OsString>, Problem> {
        let told = run(&self.top, ["config", "--local", "--get", name])?;
        let there = told.status.success();
        Ok(there.then(|| OsString::from_vec(line(told.stdout))))
    }

    /// Give the setting `name` of the repository the only value `value`.
    ///
    /// # Errors
    /// `git` refuses.
    pub fn set(&self, name: &str, value: &OsStr) -> Result<(), Problem> {
        let told = run(
            &self.top,
            [
                "config".as_ref(),
                "--local".as_ref(),
                "--replace-all".as_ref(),
                name.as_ref(),
                value,
            ],
        )?;
        match told.status.success() {
            true => Ok(()),
            false => Err(Problem::new(msg!("git-refuses", name = name)).because(complaint(&told))),
        }
    }

    /// The files called `name` (as layers name documents) in any folder of the working tree.
    pub fn files(&self, name: &str) -> Vec<PathBuf> {
        let pattern = anywhere(name);
        let told = run(&self.top, ["ls-files", "-z", "--", &pattern]).map(|told| told.stdout);
        let told = told.unwrap_or_default();
        let paths = told.split(|byte| *byte == 0).filter(|it| !it.is_empty());
        paths
            .map(|path| self.top.join(OsStr::from_bytes(path)))
            .collect()
    }

    /// What the files called `name`, in any folder, ever held, the newest first.
    pub fn versions<'r>(&'r self, name: &str) -> impl Iterator<Item = Vec<u8>> + use<'r> {
        let pattern = anywhere(name);
        let asked = [
            "rev-list",
            "--objects",
            "--all",
            "--full-history",
            "--",
            &pattern,
        ];
        let told = run(&self.top, asked).map(|told| told.stdout);
        let told = told.unwrap_or_default();
        let lines = told.split(|byte| *byte == b'\n');
        let of_file = lines.filter(|line| line.ends_with(name.as_bytes()));
        let ids: Vec<OsString> = of_file
            .filter_map(|line| line.split(|byte| *byte == b' ').next())
            .map(|id| OsString::from_vec(id.to_vec()))
            .collect();
        ids.into_iter().filter_map(|id| {
            let told = run(&self.top, ["cat-file".as_ref(), "blob".as_ref(), &*id]).ok()?;
            told.status.success().then_some(told.stdout)
        })
    }
}

/// The pathspec of the files called `name` in any folder.
fn anywhere(name: &str) -> String {
    let mut pattern = ":(top,glob)**/".to_owned();
    for c in name.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

fn run<S: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = S>,
) -> Result<Output, Problem> {
    let told = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .stdin(Stdio::null())
        .output();
    told.map_err(|why| match why.kind() {
        ErrorKind::NotFound => Problem::new(msg!("git-missing")).hint(msg!("git-missing-hint")),
        _ => Problem::new(msg!("git-missing")).because(why),
    })
}

/// What was printed, without the end of the line.
fn line(mut printed: Vec<u8>) -> Vec<u8> {
    if printed.last() == Some(&b'\n') {
        printed.pop();
    }
    printed
}

/// The first line of what `git` complains of.
fn complaint(told: &Output) -> String {
    let told = String::from_utf8_lossy(&told.stderr);
    told.lines().next().unwrap_or_default().to_owned()
}
