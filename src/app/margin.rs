//! The codes of the labels that begin in a row: which of them the margin shows, and where. The view draws them, and a
//! click on one means its annotation.

use crate::{
    annotation::{Annotation, Schema},
    text::glyph::width,
};
use std::sync::Arc;

/// What is shown of a label the schema does not know.
const UNKNOWN: &str = "??";

/// The margin of one row.
#[derive(Debug, Default)]
pub struct Margin<'a> {
    /// Codes with the cell each begins at, and what they stand for.
    pub codes: Vec<(u16, &'a str, &'a Arc<Annotation>)>,
    /// The cell after them, and how many there was no room for.
    pub more: (u16, usize),
}

impl<'a> Margin<'a> {
    /// Of a row in which `annotations` begin, with `room` cells.
    pub fn of(
        annotations: impl Iterator<Item = &'a Arc<Annotation>>,
        schema: &'a Schema,
        room: u16,
    ) -> Self {
        let mut margin = Self::default();
        let mut left = annotations.peekable();
        let mut x = 0;
        while let Some(annotation) = left.next() {
            let label = schema.label(&annotation.label);
            let code = label.map_or(UNKNOWN, |label| &label.code);
            let cells = width(code) as u16;
            // Where others follow, there must be room to say so.
            let last = left.peek().is_none();
            if x + cells + if last { 0 } else { 3 } > room {
                margin.more = (x, 1 + left.count());
                return margin;
            }
            margin.codes.push((x, code, annotation));
            x += cells + 1;
        }
        margin
    }

    /// What the code at `cell` stands for.
    pub fn at(&self, cell: u16) -> Option<&'a Arc<Annotation>> {
        let covers = |x: u16, code: &str| (x..x + width(code) as u16).contains(&cell);
        let found = self.codes.iter().find(|(x, code, _)| covers(*x, code));
        found.map(|(_, _, annotation)| *annotation)
    }
}
