//! The words on both sides of a stretch of text: of several places that could be the right one they tell which it is.
use crate::text::{Text, TextRange};

/// How far a word is looked for, in bytes: nobody takes what is farther away for a neighbour.
const NEAR: usize = 64;

/// The word before `range` and the one after it; nothing where there is none.
pub(super) fn beside(text: &Text, range: TextRange) -> [&str; 2] {
    let (before, rest) = text.as_str().split_at(range.start().to_usize());
    let after = &rest[range.len().to_usize()..];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let after = &after[..after.floor_char_boundary(NEAR)];
    let between = |c: char| !c.is_alphanumeric();
    let last = before.rsplit(between).find(|word| !word.is_empty());
    let first = after.split(between).find(|word| !word.is_empty());
    [last, first].map(Option::unwrap_or_default)
}

/// How many of the words beside a place are not those that were `known`.
pub(super) fn strange(known: [&str; 2], found: [&str; 2]) -> i64 {
    (0..2)
        .map(|side| i64::from(known[side] != found[side]))
        .sum()
}
