//! The codes of the labels that begin in a row: which of them the margin shows, and where. The view draws them, and a
//! click on one means what it stands for.

use crate::{
    annotation::{Annotation, Schema},
    suggest::Suggestion,
    text::{TextRange, glyph::width},
};
use std::sync::Arc;

/// What is shown of a label the schema does not know.
const UNKNOWN: &str = "??";

/// What stands before the code of what is only suggested.
const SUGGESTED: char = '?';

/// What has a code in the margin.
#[derive(Clone, Copy, Debug)]
pub enum Mark<'a> {
    /// What the annotator said.
    Annotation(&'a Arc<Annotation>),
    /// What the program proposes.
    Suggestion(&'a Suggestion),
}

impl<'a> Mark<'a> {
    /// The name of its label.
    pub fn label(self) -> &'a str {
        match self {
            Mark::Annotation(it) => &it.label,
            Mark::Suggestion(it) => &it.label,
        }
    }

    fn cover(self) -> TextRange {
        match self {
            Mark::Annotation(it) => it.parts.cover(),
            Mark::Suggestion(it) => it.range,
        }
    }

    fn code(self, schema: &Schema) -> String {
        let code = schema.label(self.label()).map_or(UNKNOWN, |it| &it.code);
        match self {
            Mark::Annotation(_) => code.to_owned(),
            Mark::Suggestion(_) => format!("{SUGGESTED}{code}"),
        }
    }
}

/// The margin of one row.
#[derive(Debug, Default)]
pub struct Margin<'a> {
    /// Codes with the cell each begins at, and what they stand for.
    pub codes: Vec<(u16, String, Mark<'a>)>,
    /// The cell after them, and how many there was no room for.
    pub more: (u16, usize),
}

impl<'a> Margin<'a> {
    /// Of `row`, for those of `marks` that begin in it, with `room` cells. What the annotator said comes first, then
    /// what is suggested, each in the order of the text.
    pub fn of(
        marks: impl Iterator<Item = Mark<'a>>,
        row: TextRange,
        schema: &Schema,
        room: u16,
    ) -> Self {
        let mut margin = Self::default();
        let mut left = marks
            .filter(|it| row.contains(it.cover().start()))
            .peekable();
        let mut x = 0;
        while let Some(mark) = left.next() {
            let code = mark.code(schema);
            let cells = width(&code) as u16;
            // Where others follow, there must be room to say so.
            let last = left.peek().is_none();
            if x + cells + if last { 0 } else { 3 } > room {
                margin.more = (x, 1 + left.count());
                return margin;
            }
            margin.codes.push((x, code, mark));
            x += cells + 1;
        }
        margin
    }

    /// What the code at `cell` stands for.
    pub fn at(&self, cell: u16) -> Option<Mark<'a>> {
        let covers = |x: u16, code: &str| (x..x + width(code) as u16).contains(&cell);
        let found = self.codes.iter().find(|(x, code, _)| covers(*x, code));
        found.map(|(_, _, mark)| *mark)
    }
}
