//! What was taken in, and what was not: counted, and told while it goes on.

use super::{Taken, labels::Found};
use crate::{
    cli::{Outcome, complain, print},
    formats::{Counting, LineEnd, Unit},
    locale::{Locale, Message, Problem},
    msg,
};
use std::{collections::BTreeMap, ops::ControlFlow, path::PathBuf};

/// So many problems are told one by one; whoever has more looks into the file.
const TOLD: usize = 100;

/// So many documents are named of those that were there already.
const NAMED: usize = 3;

/// Documents that are there already with other content: told once for all, not for each of a thousand.
#[derive(Default)]
struct Others {
    count: usize,
    first: Vec<String>,
}

impl Others {
    fn add(&mut self, paths: Vec<PathBuf>) {
        self.count += paths.len();
        let room = NAMED - self.first.len();
        let names = paths
            .iter()
            .take(room)
            .map(|path| path.display().to_string());
        self.first.extend(names);
    }

    fn names(&self) -> String {
        let more = if self.count > NAMED { ", …" } else { "" };
        format!("{}{more}", self.first.join(", "))
    }
}

/// Counts what is taken in.
pub(super) struct Tally<'a> {
    locale: &'a Locale,
    strict: bool,
    /// The labels of it all.
    pub found: Found,
    documents: usize,
    layers: usize,
    annotations: usize,
    known: usize,
    problems: usize,
    countings: BTreeMap<Counting, usize>,
    other_documents: Others,
    other_layers: Others,
}

impl<'a> Tally<'a> {
    /// Nothing yet. The first problem ends it all when it is `strict`.
    pub fn new(strict: bool, locale: &'a Locale) -> Self {
        Self {
            locale,
            strict,
            found: Found::default(),
            documents: 0,
            layers: 0,
            annotations: 0,
            known: 0,
            problems: 0,
            countings: BTreeMap::new(),
            other_documents: Others::default(),
            other_layers: Others::default(),
        }
    }

    /// Count, and tell what was refused.
    pub fn add(&mut self, taken: Taken) -> ControlFlow<()> {
        self.documents += taken.documents;
        self.known += taken.known;
        for (layer, counting) in taken.layers {
            self.layers += 1;
            self.annotations += layer.annotations.len();
            self.found.add(&layer);
            if !layer.annotations.is_empty() {
                *self.countings.entry(counting).or_default() += 1;
            }
        }
        let room = TOLD.saturating_sub(self.problems);
        complain(taken.problems.iter().take(room), self.locale);
        self.problems += taken.problems.len();
        self.other_documents.add(taken.other_documents);
        self.other_layers.add(taken.other_layers);
        match self.strict && self.problems + self.others() > 0 {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn others(&self) -> usize {
        self.other_documents.count + self.other_layers.count
    }

    /// No document was understood.
    pub fn found_nothing(&self) -> bool {
        self.documents + self.others() == 0
    }

    fn tell_others(&self) {
        let told = |what| Problem::new(what).hint(msg!("import-taken-hint"));
        let Others { count, .. } = self.other_documents;
        if count > 0 {
            let names = self.other_documents.names();
            let what = msg!("import-other-documents", count = count, names = names);
            complain([&told(what)], self.locale);
        }
        let Others { count, .. } = self.other_layers;
        if count > 0 {
            let names = self.other_layers.names();
            let what = msg!("import-other-layers", count = count, names = names);
            complain([&told(what)], self.locale);
        }
    }

    /// The sum.
    pub fn tell(&self) -> Outcome {
        let told = msg!(
            "imported",
            documents = self.documents,
            layers = self.layers,
            annotations = self.annotations
        );
        print(&format!("{}\n", self.locale.say(&told)));
        if self.known > 0 {
            let told = msg!("import-known", layers = self.known);
            print(&format!("{}\n", self.locale.say(&told)));
        }
        let usual = |(counting, _): &(&Counting, &usize)| **counting == Counting::default();
        if !self.countings.iter().all(|it| usual(&it)) {
            for (counting, documents) in &self.countings {
                let what = self.locale.say(&name(*counting));
                let told = msg!("import-counting", what = what, documents = *documents);
                print(&format!("{}\n", self.locale.say(&told)));
            }
        }
        self.tell_others();
        if self.problems == 0 {
            return match self.others() {
                0 => Outcome::Good,
                _ => Outcome::Found,
            };
        }
        let told = match self.strict {
            true => msg!("import-stopped"),
            false => msg!("import-problems", count = self.problems),
        };
        complain([&Problem::new(told)], self.locale);
        Outcome::Found
    }
}

/// What was counted, in words.
pub(in crate::cli) fn name(counting: Counting) -> Message {
    match counting.marked {
        true => msg!("counting-marked", what = unit(counting)),
        false => unit(counting),
    }
}

fn unit(counting: Counting) -> Message {
    match (counting.unit, counting.line_end) {
        (Unit::Point, LineEnd::AsIs) => msg!("counting-points"),
        (Unit::Utf16, LineEnd::AsIs) => msg!("counting-utf16"),
        (Unit::Byte, LineEnd::AsIs) => msg!("counting-bytes"),
        (Unit::Grapheme, _) => msg!("counting-graphemes"),
        (_, LineEnd::One) => msg!("counting-crlf-is-one"),
        (_, LineEnd::Two) => msg!("counting-lf-is-two"),
    }
}
