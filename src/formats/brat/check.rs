//! What is wrong in an `.ann` beyond what keeps it from being read: numbers that stand twice, lines that speak of
//! nothing, parts that overlap, types that `annotation.conf` does not have.

use super::{
    super::{Piece, Scheme},
    FLAG,
    line::{self, Line, Record, TextBound},
};
use crate::{
    annotation::{FieldKind, validate::unknown_label},
    locale::{Message, Place, Problem},
    msg,
};
use std::collections::HashMap;

/// See [`Check`](super::super::Check).
pub(super) fn check(piece: &Piece<'_>, scheme: &Scheme) -> Vec<Problem> {
    let mut lines: HashMap<&str, Line<'_>> = HashMap::new();
    let mut checker = Checker {
        piece,
        scheme,
        problems: Vec::new(),
    };
    for (number, source) in line::lines(piece.body) {
        let line = Line::new(source);
        if line.is_named() && lines.insert(line.id, line).is_some() {
            // Of these the reader tells itself.
            if !line.id.starts_with(['T', 'R', 'E']) {
                checker.tell(number, source, line.id, msg!("brat-same-id", id = line.id));
            }
        }
    }
    for (number, source) in line::lines(piece.body) {
        checker.refers(number, source, &lines);
        checker.types(number, source, &lines);
    }
    checker.problems
}

struct Checker<'a> {
    piece: &'a Piece<'a>,
    scheme: &'a Scheme,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// `what` is wrong with `word`, a part of line number `number`.
    fn tell(&mut self, number: usize, line: &str, word: &str, what: Message) {
        let before = (word.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
        let before = line.get(..before).unwrap_or_default().chars().count();
        let Place { path, at } = self.piece.place(number);
        let column = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        let at = at.map(|(line, _)| (line, column));
        self.problems
            .push(Problem::new(what).at(Place { path, at }));
    }

    /// Whether all that the line speaks of is there. Ends of relations are told of when the layer is made.
    fn refers(&mut self, number: usize, source: &str, lines: &HashMap<&str, Line<'_>>) {
        let line = Line::new(source);
        if line.is('R') || line.is('#') && !line.is_named() {
            return;
        }
        for name in line.refers() {
            if !lines.contains_key(name) {
                self.tell(number, source, name, msg!("brat-dangling", id = name));
            }
        }
    }

    fn types(&mut self, number: usize, source: &str, lines: &HashMap<&str, Line<'_>>) {
        let line = Line::new(source);
        match line.record() {
            Record::Bound(bound) => {
                if overlap(&bound) {
                    let what = msg!("brat-overlapping-parts");
                    self.tell(number, source, bound.label, what);
                }
                let labels = &self.scheme.labels;
                if !labels.is_empty() && !labels.contains_key(bound.label) {
                    let known = self.scheme.order.iter().map(String::as_str);
                    let what = unknown_label(bound.label, known);
                    self.tell(number, source, bound.label, what);
                }
            }
            Record::Relation { label, .. } => {
                let stated = !self.scheme.labels.is_empty();
                if stated && !self.scheme.relations.iter().any(|it| it == label) {
                    let what = msg!("layer-unknown-relation", name = label);
                    self.tell(number, source, label, what);
                }
            }
            Record::Attribute { name, of, value } => {
                let what = self.attribute(name, label(of, lines), value.unwrap_or(FLAG));
                if let Some(what) = what {
                    self.tell(number, source, name, what);
                }
            }
            _ => {}
        }
    }

    fn attribute(&self, name: &str, label: Option<&str>, value: &str) -> Option<Message> {
        let label = label?;
        match self.scheme.labels.get(label)?.get(name) {
            None => Some(msg!("layer-unknown-field", name = name, label = label)),
            Some(FieldKind::Choice(all)) if !all.iter().any(|it| it == value) => {
                Some(msg!("layer-not-a-choice", name = name, value = value))
            }
            Some(_) => None,
        }
    }
}

/// The label of the annotation called `name`, or of the one that triggers the event called so.
fn label<'a>(name: &str, lines: &HashMap<&str, Line<'a>>) -> Option<&'a str> {
    match lines.get(name)?.record() {
        Record::Bound(bound) => Some(bound.label),
        Record::Event { trigger } => match lines.get(trigger)?.record() {
            Record::Bound(bound) => Some(bound.label),
            _ => None,
        },
        _ => None,
    }
}

/// Whether two parts share text or touch.
fn overlap(bound: &TextBound<'_>) -> bool {
    let mut at = bound.at.clone();
    at.sort_unstable();
    at.windows(2).any(|two| two[0].1 >= two[1].0)
}
