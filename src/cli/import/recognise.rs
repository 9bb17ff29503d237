//! What format a file has. Its name tells little, for many programs call their files `.jsonl` or `.json`; its first
//! record tells more.

use super::jobs;
use crate::formats::{FORMATS, Format, Piece, Reading};
use std::{ffi::OsStr, path::Path};
use walkdir::WalkDir;

/// So many files of a folder are looked into.
const MOST: usize = 100;

/// What a file or folder turned out to be.
pub(in crate::cli) enum Recognised {
    /// Of one format.
    As(&'static Format),
    /// Any of these understands it.
    OneOf(Vec<&'static Format>),
    /// Of none that is known.
    Unknown,
}

/// The format of the file at `path`, or of the first file of the folder there that is of one.
pub(in crate::cli) fn recognised(path: &Path) -> Recognised {
    if path.is_file() {
        return of_file(path);
    }
    let files = WalkDir::new(path).sort_by_file_name().into_iter().flatten();
    let named = |path: &Path| named_like(path).next().is_some();
    let files = files.filter(|it| it.file_type().is_file() && named(it.path()));
    let found = files.take(MOST).find_map(|it| match of_file(it.path()) {
        Recognised::Unknown => None,
        found => Some(found),
    });
    found.unwrap_or(Recognised::Unknown)
}

/// All formats that understand the first record of the file at `path`; the better half of them, if some find
/// annotations there and others do not.
pub(in crate::cli) fn understanding(path: &Path) -> Vec<&'static Format> {
    let found: Vec<(&Format, bool)> = named_like(path)
        .filter_map(|format| Some((format, understood(format, path)?)))
        .collect();
    let annotated = found.iter().any(|(_, annotated)| *annotated);
    let best = found.into_iter().filter(|(_, it)| *it == annotated);
    best.map(|(format, _)| format).collect()
}

/// What they are called, in one line.
pub(in crate::cli) fn names(formats: &[&Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|it| it.name).collect();
    names.join(", ")
}

fn of_file(path: &Path) -> Recognised {
    if extension(path) == Some("txt") {
        // Any program may have made that; but what lies beside may tell.
        return match path.with_extension("ann").is_file() {
            true => Format::of_name("brat").map_or(Recognised::Unknown, Recognised::As),
            false => Recognised::Unknown,
        };
    }
    let named: Vec<&Format> = named_like(path).collect();
    if let [format] = named[..] {
        return Recognised::As(format);
    }
    let own = named.iter().find(|it| Some(it.name) == extension(path));
    let found = understanding(path);
    match (own, &found[..]) {
        (Some(own), _) if found.is_empty() || found.iter().any(|it| it.name == own.name) => {
            Recognised::As(own)
        }
        (_, [format]) => Recognised::As(format),
        (_, []) => Recognised::Unknown,
        _ => Recognised::OneOf(found),
    }
}

/// Formats with files that are called like that.
fn named_like(path: &Path) -> impl Iterator<Item = &'static Format> {
    let called = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let called = called.to_owned();
    FORMATS.iter().filter(move |format| {
        let names = format.files.names();
        let fits = |name: &&str| {
            let rest = called.strip_suffix(*name);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        format.read.is_some() && names.iter().any(fits)
    })
}

/// Whether there are annotations in the first record; `None` when it is not of that format.
fn understood(format: &'static Format, path: &Path) -> Option<bool> {
    let job = jobs::jobs(format, path).ok()?.jobs.next()?.ok()?;
    let body = job.body().ok()??;
    let piece = Piece {
        path: &job.shown,
        line: job.line,
        body: &body,
        text: None,
    };
    let readings = format.read.and_then(|read| read(&piece).ok())?;
    let whole = |it: &Reading| it.text.is_some() && it.problems.is_empty();
    (!readings.is_empty() && readings.iter().all(whole))
        .then(|| readings.iter().any(|it| !it.claims.is_empty()))
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(OsStr::to_str)
}
