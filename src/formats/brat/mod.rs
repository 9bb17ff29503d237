//! brat standoff: `.txt` beside `.ann`, one record a line. Text-bound annotations (`T`) are read, in one part or
//! several, and the notes on them (`#`); relations, events, attributes and normalisations are counted, so that
//! nobody takes them for read.
//!
//! What an offset counts is nowhere said: code points, as brat itself does, or UTF-16 units, with a line end of CRLF
//! as one or as two, with a byte order mark or without. [`Counting`] is found by the covered texts that stand in the
//! file: the one that explains most of them holds for all of it, and a line that it does not explain is refused.

mod counting;
mod line;

use crate::{
    annotation::Parts,
    locale::{Place, Problem},
    msg,
    text::{Text, TextRange},
};
pub use counting::Counting;
use counting::Units;
use line::{Record, TextBound};
use std::collections::{BTreeMap, HashMap};

/// What was read of one `.ann` file.
#[derive(Clone, Debug, Default)]
pub struct Standoff {
    /// The annotations, in the order of the file.
    pub marks: Vec<Mark>,
    /// What the offsets count.
    pub counting: Counting,
    /// How many lines of each other kind there are, by the letter they begin with.
    pub others: BTreeMap<char, usize>,
    /// Lines that were refused, each with its place.
    pub problems: Vec<Problem>,
}

/// A text-bound annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The type.
    pub label: String,
    /// What it covers.
    pub parts: Parts,
    /// What annotators noted on it; empty for nothing.
    pub note: String,
}

/// Read `source`, the content of the file called `path`, which is about `text`.
pub fn read(source: &str, path: &str, text: &Text) -> Standoff {
    let mut standoff = Standoff::default();
    let mut bounds: Vec<(usize, TextBound<'_>)> = Vec::new();
    let mut notes: HashMap<&str, Vec<&str>> = HashMap::new();
    let place = |number: usize| Place {
        path: path.to_owned(),
        at: Some((u32::try_from(number + 1).unwrap_or(u32::MAX), 1)),
    };
    let lines = source
        .strip_prefix('\u{feff}')
        .unwrap_or(source)
        .split('\n');
    for (number, line) in lines.enumerate() {
        match line::read(line.trim_end_matches('\r')) {
            Some(Record::Bound(bound)) => bounds.push((number, bound)),
            Some(Record::Note { of, text }) => notes.entry(of).or_default().push(text),
            Some(Record::Other(letter)) => *standoff.others.entry(letter).or_default() += 1,
            Some(Record::Blank) => {}
            None => standoff
                .problems
                .push(Problem::new(msg!("brat-bad-line")).at(place(number))),
        }
    }
    let (counting, units) = choose(text, &bounds);
    standoff.counting = counting;
    for (number, bound) in bounds {
        match parts(text, &units, &bound) {
            Some(parts) => standoff.marks.push(Mark {
                label: bound.label.to_owned(),
                parts,
                note: notes.remove(bound.id).unwrap_or_default().join("; "),
            }),
            None => standoff
                .problems
                .push(unexplained(&bound).at(place(number))),
        }
    }
    let lost: usize = notes.values().map(Vec::len).sum();
    if lost > 0 {
        standoff.others.insert('#', lost);
    }
    standoff
}

fn unexplained(bound: &TextBound<'_>) -> Problem {
    let covered = bound.covered.unwrap_or_default().to_owned();
    Problem::new(msg!("brat-unexplained", text = covered)).hint(msg!("brat-unexplained-hint"))
}

/// The counting that explains most of `bounds`, the first of those that explain as many.
fn choose(text: &Text, bounds: &[(usize, TextBound<'_>)]) -> (Counting, Units) {
    let mut best = (Counting::default(), Units::new(text, Counting::default()));
    let explained = |units: &Units| {
        let holds = |(_, bound): &&(usize, TextBound<'_>)| parts(text, units, bound).is_some();
        bounds.iter().filter(holds).count()
    };
    let mut most = explained(&best.1);
    for counting in Counting::others(text) {
        if most == bounds.len() {
            break;
        }
        let units = Units::new(text, counting);
        let count = explained(&units);
        if count > most {
            (best, most) = ((counting, units), count);
        }
    }
    best
}

/// What `bound` covers, if that is there and reads as it should.
fn parts(text: &Text, units: &Units, bound: &TextBound<'_>) -> Option<Parts> {
    let mut ranges = Vec::with_capacity(bound.at.len());
    for (start, end) in &bound.at {
        let range = TextRange::new(units.place(*start)?, units.place(*end)?)?;
        ranges.push(range);
    }
    if let Some(covered) = bound.covered {
        let slices = ranges.iter().map(|range| text.slice(*range));
        let slices: Vec<&str> = slices.collect();
        if !same(&slices.join(" "), covered) {
            return None;
        }
    }
    joined(text, ranges)
}

/// Whether both read the same: a line end is written as a blank, and any blank as another.
fn same(a: &str, b: &str) -> bool {
    let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
    let letters = |text: &'_ str| {
        let letters = text.chars().filter(|c| *c != '\r').map(blank);
        letters.collect::<String>()
    };
    a == b || letters(a) == letters(b)
}

/// Parts that only a line end separates are one: brat cannot write them so.
fn joined(text: &Text, mut ranges: Vec<TextRange>) -> Option<Parts> {
    ranges.sort();
    let mut all: Option<Parts> = None;
    let mut last: Option<TextRange> = None;
    for range in ranges {
        let gap = last.and_then(|last| TextRange::new(last.end(), range.start()));
        let line_end =
            gap.is_some_and(|gap| text.slice(gap).chars().all(|c| matches!(c, '\n' | '\r')));
        let range = match last.filter(|_| line_end) {
            Some(last) => last.cover(range),
            None => range,
        };
        all = match all {
            Some(parts) => parts.with(range),
            None => Parts::one(range),
        };
        all.as_ref()?;
        last = Some(range);
    }
    all
}

#[cfg(test)]
mod tests;
