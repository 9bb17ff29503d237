//! Where annotations are in a text that changed since they were made. Of the text they were made on the covered texts,
//! their old places, and how long it was are always known. That is enough nearly always: annotations between two edits
//! all move by the same number of characters, and they stay in order. Where it is not, the words beside them decide, if
//! the old text was kept.
mod beside;
mod chain;
mod likely;
mod spots;

pub use likely::{likely, old_place};

use super::{Annotation, Unplaced, layer_file::GAP};
use crate::{
    annotation::Parts,
    text::{CharRange, Text},
};
use std::{collections::BTreeSet, sync::Arc};

/// What was said of some stretch of the text before it changed.
#[derive(Clone, Copy, Debug)]
pub struct Old<'a> {
    /// Its parts in the old text, in order.
    pub at: &'a [CharRange],
    /// What they covered, joined by [`GAP`].
    pub text: &'a str,
}

/// A text before and after it changed.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'t> {
    /// The length of the old text in code points.
    pub chars: u32,
    /// The old text, if it was kept.
    pub old: Option<&'t Text>,
    /// The new text.
    pub new: &'t Text,
}

/// Where each of `records` is in the new text; `None` where that cannot be said with certainty.
///
/// What is placed covers the old text, or one that differs from it in writing alone (`text::fold`).
pub fn reanchor(records: &[Old<'_>], versions: Versions<'_>) -> Vec<Option<Parts>> {
    let wanted: Vec<Option<Vec<Key<'_>>>> = records.iter().map(keys).collect();
    // Several annotations of the same text are one piece: they go together.
    let all: BTreeSet<Key<'_>> = wanted.iter().flatten().flatten().copied().collect();
    let all: Vec<Key<'_>> = all.into_iter().collect();
    let pieces = spots::pieces(&all, versions);
    let (old, new) = (versions.chars, versions.new.char_count());
    let places = chain::places(&pieces, i64::from(old), i64::from(new));
    let place = |key: &Key<'_>| places[all.binary_search(key).ok()?];
    let whole = |keys: &Option<Vec<Key<'_>>>| {
        let ranges: Option<Vec<_>> = keys.as_ref()?.iter().map(place).collect();
        Parts::new(ranges?)
    };
    wanted.iter().map(whole).collect()
}

/// Each of `unplaced` as an annotation of the new text, or as it is: nothing is lost. The pieces of `others` help to place
/// them; where those are is told beside.
pub fn settle(
    unplaced: Vec<Unplaced>,
    others: &[Old<'_>],
    versions: Versions<'_>,
) -> (Vec<Arc<Annotation>>, Vec<Unplaced>, Vec<Option<Parts>>) {
    let records: Vec<Old<'_>> = unplaced
        .iter()
        .map(|item| Old {
            at: &item.at,
            text: &item.text,
        })
        .chain(others.iter().copied())
        .collect();
    let mut found = reanchor(&records, versions);
    let of_others = found.split_off(unplaced.len());
    let (mut placed, mut rest) = (Vec::new(), Vec::new());
    for (item, parts) in unplaced.into_iter().zip(found) {
        match parts {
            Some(parts) => placed.push(Arc::new(item.placed(parts))),
            None => rest.push(item),
        }
    }
    (placed, rest, of_others)
}

/// One part: start and end in the old text (code points), and what it covered.
type Key<'a> = (u32, u32, &'a str);

/// The parts of `record`; `None` when its text does not have their lengths.
fn keys<'a>(record: &Old<'a>) -> Option<Vec<Key<'a>>> {
    let mut rest = record.text;
    let mut keys = Vec::with_capacity(record.at.len());
    for CharRange { start, end } in record.at.iter().copied() {
        if !keys.is_empty() {
            rest = rest.strip_prefix(GAP)?;
        }
        let length = end.checked_sub(start)? as usize;
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let (covered, after) = rest.split_at(ends.nth(length)?);
        keys.push((start, end, covered));
        rest = after;
    }
    rest.is_empty().then_some(keys)
}

#[cfg(test)]
mod tests;
