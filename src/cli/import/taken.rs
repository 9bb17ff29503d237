//! What is in the corpus already, with other content: told once for all, not for each of a thousand.

use crate::{
    locale::{Message, Problem},
    msg,
    shell::store::Refused,
};
use std::path::Path;

/// So many are named.
const NAMED: usize = 3;

/// Other documents have the names of these; `None` when there are none.
pub(super) fn documents<'p>(paths: impl Iterator<Item = &'p Path>) -> Option<Problem> {
    let (count, names) = told(paths)?;
    let what = msg!("import-other-documents", count = count, names = names);
    Some(problem(what))
}

/// These documents have other layers of the annotator.
pub(super) fn layers<'p>(paths: impl Iterator<Item = &'p Path>) -> Option<Problem> {
    let (count, names) = told(paths)?;
    let what = msg!("import-other-layers", count = count, names = names);
    Some(problem(what))
}

/// The documents whose layers are others, and what else was refused.
pub(super) fn apart<'p>(
    refused: impl Iterator<Item = (&'p Path, Refused)>,
) -> (Vec<&'p Path>, Vec<Problem>) {
    let (mut there, mut problems) = (Vec::new(), Vec::new());
    for (doc, refused) in refused {
        match refused {
            Refused::Taken => there.push(doc),
            Refused::Problem(problem) => problems.push(problem),
        }
    }
    (there, problems)
}

fn problem(what: Message) -> Problem {
    Problem::new(what).hint(msg!("import-taken-hint"))
}

/// How many, and the first of them.
fn told<'p>(paths: impl Iterator<Item = &'p Path>) -> Option<(usize, String)> {
    let names: Vec<String> = paths.map(|path| path.display().to_string()).collect();
    let more = if names.len() > NAMED { ", …" } else { "" };
    let first = names.iter().take(NAMED).map(String::as_str);
    let first = first.collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| (names.len(), format!("{first}{more}")))
}
