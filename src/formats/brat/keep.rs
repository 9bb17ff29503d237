//! Which lines are kept beside the layer that was made of them: those that writing the layer would not give back.
//!
//! Attributes, normalisations and notes have no names in a layer, and are numbered anew. So where one of them has to be
//! kept, all are: else a number could stand for two.

use super::{
    super::{Counting, Settled},
    NAME,
    facts::Facts,
    line::{self, Line},
    write,
};
use crate::{
    annotation::{Foreign, Id},
    text::Text,
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

/// How many lines are followed to find what one speaks of.
const FAR: usize = 256;

/// See [`Keep`](super::super::Keep).
pub(super) fn keep(body: &str, settled: &Settled, text: &Text) -> Vec<Foreign> {
    let names = settled.names.iter();
    let names = names.filter_map(|(name, id)| Some((name.clone(), id.as_ref()?)));
    let mut keeper = Keeper {
        settled,
        text,
        facts: Facts::new(&settled.layer, text, names),
        lines: HashMap::new(),
    };
    for (_, line) in line::lines(body) {
        let line = Line::new(line);
        keeper.facts.learn(&line);
        if line.is_named() {
            keeper.lines.entry(line.id).or_insert(line);
        }
    }
    keeper.kept(body)
}

struct Keeper<'a> {
    settled: &'a Settled,
    text: &'a Text,
    facts: Facts<'a>,
    /// The lines by their numbers.
    lines: HashMap<&'a str, Line<'a>>,
}

impl<'a> Keeper<'a> {
    fn kept(&self, body: &'a str) -> Vec<Foreign> {
        let written = write::ann(&self.settled.layer, self.text);
        let written: HashSet<&str> = written.lines().collect();
        let mut all = Vec::new();
        for (_, line) in line::lines(body) {
            let line = self.own(line);
            let common = written.contains(&*line);
            all.extend(self.foreign(&line).map(|kept| (common, kept)));
        }
        let odd = all.iter().filter(|(common, _)| !common);
        let odd: HashSet<String> = odd.map(|(_, it)| group(&it.line).to_owned()).collect();
        all.retain(|(_, it)| odd.contains(group(&it.line)));
        all.into_iter().map(|(_, it)| it).collect()
    }

    /// The line, in the words and numbers of the layer where these are others: a label that was renamed, offsets that
    /// count something else.
    fn own(&self, line: &'a str) -> Cow<'a, str> {
        let parsed = Line::new(line);
        let counted = self.settled.counting == Counting::default();
        let line::Record::Bound(bound) = parsed.record() else {
            return line.into();
        };
        // A number that stands a second time is another annotation, or none.
        let first = |it: &&Line<'_>| std::ptr::eq(it.id, parsed.id);
        let known = self.lines.get(parsed.id).filter(first);
        match known.and_then(|it| self.facts.annotation(it.id)) {
            Some(item) if !counted || *bound.label != *write::word(&item.label) => {
                write::restated(parsed.id, item, self.text).into()
            }
            _ => line.into(),
        }
    }

    /// What is kept of the line; `None` when it speaks of what was to be left out.
    fn foreign(&self, line: &str) -> Option<Foreign> {
        let parsed = Line::new(line);
        let restates = self.facts.says(&parsed).is_some();
        Some(Foreign {
            format: NAME.into(),
            line: line.to_owned(),
            of: self.speaks_of(&parsed, restates)?,
            restates,
        })
    }

    /// The annotations and relations that a line cannot do without.
    fn speaks_of(&self, line: &Line<'_>, restates: bool) -> Option<Vec<Id>> {
        let own = (restates || line.is('T') && self.left_out(line.id)).then_some(line.id);
        let mut ahead: Vec<&str> = own.into_iter().chain(line.refers()).rev().collect();
        let (mut seen, mut of) = (HashSet::new(), Vec::new());
        while let Some(name) = ahead.pop() {
            if seen.len() > FAR || !seen.insert(name) {
                continue;
            }
            match self.settled.names.get(name) {
                Some(Some(id)) if !of.contains(id) => of.push(id.clone()),
                Some(Some(_)) => {}
                Some(None) => return None,
                None => {
                    let relation = self.facts.relation(name);
                    of.extend(relation.map(|it| it.id.clone()));
                    let further = self.lines.get(name).map(Line::refers);
                    ahead.extend(further.unwrap_or_default());
                }
            }
        }
        Some(of)
    }

    fn left_out(&self, name: &str) -> bool {
        self.settled.names.get(name) == Some(&None)
    }
}

/// The same for lines of which all are kept when one is: those that are numbered anew, and those of one number, where
/// the one that is kept is written for the layer's own.
fn group(line: &str) -> &str {
    let id = Line::new(line).id;
    match id.chars().next() {
        Some('A' | 'M' | 'N') => "A",
        Some('#') => "#",
        _ => id,
    }
}
