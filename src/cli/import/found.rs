//! The documents of a brat folder, sub-folders and all.

use super::file;
use crate::{locale::Problem, msg, shell::store::walk_problem};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// A document and its annotations, relative to the folder.
pub(super) struct Pair {
    pub doc: PathBuf,
    pub ann: Option<PathBuf>,
}

impl Pair {
    /// A number of its own for each path.
    pub fn seed(&self) -> u64 {
        let digest = Sha256::digest(self.doc.as_os_str().as_encoded_bytes());
        digest
            .iter()
            .take(8)
            .fold(0, |seed, byte| seed << 8 | u64::from(*byte))
    }
}

/// All pairs under `root`, in order; annotations without a text are told of.
pub(super) fn pairs(root: &Path) -> (Vec<Pair>, Vec<Problem>) {
    let mut found: BTreeMap<PathBuf, (bool, bool)> = BTreeMap::new();
    let mut problems = Vec::new();
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut outside = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).into_iter();
    let walk = walk.filter_entry(|entry| {
        let wanted = is_wanted(entry);
        let leads_out = wanted && leads_out(entry, &inside);
        if leads_out {
            outside.push(entry.path().to_owned());
        }
        wanted && !leads_out
    });
    for entry in walk {
        match entry {
            Ok(entry) if !entry.file_type().is_dir() => {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let stem = path.with_extension("");
                match path.extension().and_then(|it| it.to_str()) {
                    Some("txt") => found.entry(stem).or_default().0 = true,
                    Some("ann") => found.entry(stem).or_default().1 = true,
                    _ => {}
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(walk_problem(error)),
        }
    }
    let told = |path: PathBuf| Problem::new(msg!("import-link-outside")).at(file(&path));
    problems.extend(outside.into_iter().map(told));
    let with = |stem: &Path, extension: &str| {
        let mut path = stem.to_owned();
        path.as_mut_os_string().push(extension);
        path
    };
    let mut pairs = Vec::new();
    for (stem, (txt, ann)) in found {
        let ann = ann.then(|| with(&stem, ".ann"));
        match (txt, ann) {
            (true, ann) => pairs.push(Pair {
                doc: with(&stem, ".txt"),
                ann,
            }),
            (false, Some(ann)) => {
                let problem = Problem::new(msg!("brat-no-text")).at(file(&root.join(ann)));
                problems.push(problem);
            }
            (false, None) => {}
        }
    }
    (pairs, problems)
}

/// Hidden files are not of the folder, nor are the layers of a corpus.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().first() == Some(&b'.');
    entry.depth() == 0 || !(hidden || entry.depth() == 1 && name == "annotations")
}

/// A link in a folder that came from elsewhere must not take in what lies beside it.
fn leads_out(entry: &DirEntry, inside: &Path) -> bool {
    let there = || entry.path().canonicalize();
    entry.depth() > 0 && entry.path_is_symlink() && there().is_ok_and(|it| !it.starts_with(inside))
}

/// There is no document under `root`.
pub(super) fn nothing(root: &Path) -> Problem {
    Problem::new(msg!("brat-nothing"))
        .at(file(root))
        .hint(msg!("brat-nothing-hint"))
}
