//! The text with its annotations. It is cut wherever one begins or ends, and each piece carries a line for every
//! annotation on it, so that those which cross are shown like those which nest. The code of the label stands where an
//! annotation ends, on its own line and on those that go on: which line is whose is seen without colour.

use super::{escape, marks::Marks};
use crate::{
    annotation::{Annotation, Annotations, Id},
    text::{Text, TextRange, TextSize},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

/// How many lines there may be under a text. What is nested deeper stands in brackets.
pub(super) const LANES: usize = 8;

/// One part of an annotation.
struct Part<'a> {
    item: &'a Annotation,
    /// Which of its parts this is, from 0.
    which: usize,
    range: TextRange,
    /// The line under the text, from 0 for the nearest; `None` when all were taken.
    lane: Option<usize>,
}

/// All annotations of a text, each with its lines.
pub(super) struct Lined<'a>(Vec<Part<'a>>);

impl<'a> Lined<'a> {
    /// Short ones get the lines that are near the text, so that what nests is above what it lies in.
    pub fn new(all: &'a Annotations) -> Self {
        let parts = all.iter().flat_map(|item| {
            let ranges = item.parts.ranges().iter().enumerate();
            ranges.map(|(which, range)| Part {
                item,
                which,
                range: *range,
                lane: None,
            })
        });
        let mut parts: Vec<Part<'_>> = parts.collect();
        // Of those that cover the same the last in the order of the layer is the innermost.
        parts.reverse();
        parts.sort_by_key(|part| part.range.len());
        let mut lanes: [BTreeMap<TextSize, TextSize>; LANES] = Default::default();
        for part in &mut parts {
            let free = |lane: &BTreeMap<TextSize, TextSize>| {
                let before = lane.range(..part.range.end()).next_back();
                before.is_none_or(|(_, end)| *end <= part.range.start())
            };
            part.lane = lanes.iter().position(free);
            if let Some(lane) = part.lane {
                lanes[lane].insert(part.range.start(), part.range.end());
            }
        }
        Self(parts)
    }

    /// How many lines are used.
    pub fn lanes(&self) -> usize {
        let used = self.0.iter().filter_map(|part| part.lane);
        used.max().map_or(0, |last| last + 1)
    }

    /// Those that have no line.
    pub fn deep(&self) -> HashSet<&'a Id> {
        let deep = self.0.iter().filter(|part| part.lane.is_none());
        deep.map(|part| &part.item.id).collect()
    }

    /// Where something begins or ends, in order: at one place first what ends, the inner before the outer; then what
    /// begins, the outer before the inner.
    fn borders(&self) -> Vec<(TextSize, bool, &Part<'a>)> {
        let both = |part| [(part, true), (part, false)];
        let mut borders: Vec<_> = self.0.iter().flat_map(both).collect();
        borders.sort_by_cached_key(|(part, begins)| {
            let lane = part.lane.unwrap_or(LANES);
            let (start, end) = (part.range.start(), part.range.end());
            match begins {
                true => (start, true, Reverse(end), LANES - lane),
                false => (end, false, Reverse(start), lane),
            }
        });
        let placed = borders.into_iter().map(|(part, begins)| match begins {
            true => (part.range.start(), true, part),
            false => (part.range.end(), false, part),
        });
        placed.collect()
    }
}

/// The markup of `text`.
pub(super) fn of(text: &Text, lined: &Lined<'_>, marks: &Marks<'_>) -> String {
    let mut writing = Writing {
        page: String::with_capacity(text.as_str().len() * 5 / 4),
        open: Vec::new(),
        marks,
    };
    let mut last = TextSize::default();
    for (place, begins, part) in lined.borders() {
        if let Some(range) = TextRange::new(last, place).filter(|range| !range.is_empty()) {
            writing.piece(text.slice(range), last);
        }
        match begins {
            true => writing.begin(part),
            false => writing.end(part),
        }
        last = place;
    }
    escape::push(&mut writing.page, &text.as_str()[last.to_usize()..]);
    writing.page
}

struct Writing<'a, 'p> {
    page: String,
    /// What goes on here, what ends last first; no more than there are lines.
    open: Vec<&'p Part<'a>>,
    marks: &'p Marks<'p>,
}

impl<'a, 'p> Writing<'a, 'p> {
    fn begin(&mut self, part: &'p Part<'a>) {
        if part.lane.is_none() {
            let id = match part.which {
                0 => self.marks.place(part.item),
                _ => String::new(),
            };
            let code = self.code(part, "", "⟨");
            self.page.push_str(&format!("<span{id}>{code}</span>"));
            return;
        }
        let outer = |it: &&Part<'_>| (it.range.end(), it.lane) >= (part.range.end(), part.lane);
        let at = self.open.partition_point(outer);
        self.open.insert(at, part);
    }

    fn end(&mut self, part: &'p Part<'a>) {
        self.open.retain(|open| !std::ptr::eq(*open, part));
        self.lines(None);
        if let Some(lane) = part.lane {
            let class = self.marks.class(&part.item.label);
            let code = self.code(part, "", "");
            self.page.push_str(&format!(
                "<span class=\"u z {class} l{lane}\">{code}</span>"
            ));
        } else {
            let code = self.code(part, "⟩", "");
            self.page.push_str(&code);
        }
        self.close();
    }

    /// `OR` with its number, and which part of how many.
    fn code(&self, part: &Part<'_>, before: &str, after: &str) -> String {
        let number = self.marks.number(part.item);
        let parts = match part.item.parts.ranges().len() {
            1 => String::new(),
            of => format!(" {}/{of}", part.which + 1),
        };
        let label = &part.item.label;
        self.marks
            .tag(label, before, &format!("{number}{parts}{after}"))
    }

    fn piece(&mut self, text: &str, start: TextSize) {
        self.lines(Some(start));
        escape::push(&mut self.page, text);
        self.close();
    }

    /// Opens a line for all that goes on; with an anchor for what begins at `start`.
    fn lines(&mut self, start: Option<TextSize>) {
        for part in &self.open {
            let begins = part.which == 0 && Some(part.range.start()) == start;
            let id = begins.then(|| self.marks.place(part.item));
            let class = self.marks.class(&part.item.label);
            self.page.push_str(&format!(
                "<span{} class=\"u {class} l{}\">",
                id.unwrap_or_default(),
                part.lane.unwrap_or(0)
            ));
        }
    }

    fn close(&mut self) {
        let count = self.open.len();
        (0..count).for_each(|_| self.page.push_str("</span>"));
    }
}
