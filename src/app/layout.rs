//! Which rows of the text are on the screen. The only place that wraps; blocks are wrapped when they are
//! needed and kept, so that the length of the document does not matter.

use super::wrap::{wrap, wrap_hyphenated};
use crate::text::{Text, TextRange, TextSize, glyph::glyph, hyphen::is_division};
use std::{collections::HashMap, rc::Rc};
use unicode_segmentation::UnicodeSegmentation;

/// Blocks kept wrapped; far more than any screen shows.
const KEPT: usize = 512;

/// A row of the text: its block and its number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId {
    block: usize,
    row: usize,
}

/// The text column of the reader.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Cells across.
    width: u16,
    /// Rows that fit.
    height: u16,
    /// Words are divided at the end of a row.
    hyphenates: bool,
    /// The text at the top of the screen; survives resizing.
    top: TextSize,
    /// Rows on the screen, top to bottom.
    visible: Vec<TextRange>,
    wrapped: HashMap<usize, Rc<[TextRange]>>,
}

impl Layout {
    /// A layout that shows `place` first.
    pub fn new(place: TextSize) -> Self {
        Self {
            width: 0,
            height: 0,
            hyphenates: false,
            top: place,
            visible: Vec::new(),
            wrapped: HashMap::new(),
        }
    }

    /// Rows on the screen, top to bottom; each without its line terminator.
    pub fn visible(&self) -> &[TextRange] {
        &self.visible
    }

    /// All the text on the screen.
    pub fn visible_range(&self) -> TextRange {
        match (self.visible.first(), self.visible.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => TextRange::empty(self.top),
        }
    }

    /// Rows that fit on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.height.max(1))
    }

    /// Cells of the text column.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Take a new size; the text at the top stays.
    pub fn resize(&mut self, width: u16, height: u16) {
        if width != self.width {
            self.wrapped.clear();
        }
        (self.width, self.height) = (width, height);
    }

    /// Divide words at the end of a row, or do not.
    pub fn hyphenate(&mut self, hyphenates: bool) {
        if hyphenates != self.hyphenates {
            self.wrapped.clear();
        }
        self.hyphenates = hyphenates;
    }

    /// Whether `row` ends inside a word that goes on in the next one.
    pub fn ends_in_hyphen(&self, text: &Text, row: TextRange) -> bool {
        self.hyphenates && is_division(text, row.end())
    }

    /// Work out the visible rows, scrolled as little as needed to show `selection` (its head at least).
    pub fn show(&mut self, text: &Text, selection: TextRange, head: TextRange) {
        if text.is_empty() {
            self.visible.clear();
            return;
        }
        self.scroll_to(
            text,
            head.end().max(head.start() + TextSize::new(1)) - TextSize::new(1),
        );
        self.scroll_to(text, head.start());
        if selection.start() < self.top && selection.contains(head.start()) {
            self.scroll_to(text, head.start());
        }
        self.fill(text);
    }

    /// Scroll so that the row with `place` is on the screen: as little as needed, or, from far away, so that what
    /// stands before it is seen too.
    fn scroll_to(&mut self, text: &Text, place: TextSize) {
        let height = self.height() as isize;
        let top = self.row_at(text, self.top);
        let row = self.row_at(text, place);
        let far = if row < top {
            self.step(text, row, height) < top
        } else {
            self.step(text, top, 2 * height) < row
        };
        let lowest_top = self.step(text, row, 1 - height);
        if far {
            self.place_at(text, place, self.height() / 3);
        } else if row < top {
            self.top = self.range(text, row).start();
        } else if top < lowest_top {
            self.top = self.range(text, lowest_top).start();
        }
    }

    /// Put the row with `place` `above` rows below the top edge.
    pub fn place_at(&mut self, text: &Text, place: TextSize, above: usize) {
        let row = self.row_at(text, place);
        let top = self.step(text, row, -(above as isize));
        self.top = self.range(text, top).start();
    }

    fn fill(&mut self, text: &Text) {
        let first = self.row_at(text, self.top);
        let last = self.collect(text, first);
        // Below the end there is nothing to see: rows above it are shown instead, where there are any.
        let highest = self.step(text, last, 1 - self.height() as isize);
        if self.visible.len() < self.height() && highest < first {
            self.collect(text, highest);
        }
        self.top = self.visible_range().start();
        if self.wrapped.len() > KEPT {
            self.wrapped.clear();
        }
    }

    /// Take the rows from `row` on for the visible ones; returns the last of them.
    fn collect(&mut self, text: &Text, mut row: RowId) -> RowId {
        self.visible.clear();
        loop {
            let range = self.range(text, row);
            self.visible.push(range);
            let next = self.step(text, row, 1);
            if next == row || self.visible.len() >= self.height() {
                return row;
            }
            row = next;
        }
    }

    /// Rows of block `block`.
    fn rows(&mut self, text: &Text, block: usize) -> Rc<[TextRange]> {
        let (width, hyphenates) = (self.width, self.hyphenates);
        let wrapped = self.wrapped.entry(block).or_insert_with(|| {
            let content = text.block(block).content;
            let wrap = if hyphenates { wrap_hyphenated } else { wrap };
            wrap(text.slice(content), content.start(), width).into()
        });
        Rc::clone(wrapped)
    }

    /// The row that shows the byte at `place`.
    pub fn row_at(&mut self, text: &Text, place: TextSize) -> RowId {
        let block = text.block_at(place);
        let rows = self.rows(text, block);
        let row = rows
            .partition_point(|row| row.start() <= place)
            .saturating_sub(1);
        RowId { block, row }
    }

    /// The text of a row.
    pub fn range(&mut self, text: &Text, row: RowId) -> TextRange {
        self.rows(text, row.block)[row.row]
    }

    /// The row `by` rows further down (up when negative), stopping at the ends of the text.
    pub fn step(&mut self, text: &Text, from: RowId, by: isize) -> RowId {
        let mut row = from;
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 {
                self.below(text, row)
            } else {
                self.above(text, row)
            };
            match next {
                Some(next) => row = next,
                None => break,
            }
        }
        row
    }

    fn below(&mut self, text: &Text, row: RowId) -> Option<RowId> {
        let RowId { block, row } = row;
        if row + 1 < self.rows(text, block).len() {
            return Some(RowId {
                block,
                row: row + 1,
            });
        }
        (block + 1 < text.block_count()).then_some(RowId {
            block: block + 1,
            row: 0,
        })
    }

    fn above(&mut self, text: &Text, row: RowId) -> Option<RowId> {
        let RowId { block, row } = row;
        if row > 0 {
            return Some(RowId {
                block,
                row: row - 1,
            });
        }
        let block = block.checked_sub(1)?;
        let row = self.rows(text, block).len() - 1;
        Some(RowId { block, row })
    }
}

/// The cell at which the byte `place` of `row` is drawn.
pub fn column_of(text: &Text, row: TextRange, place: TextSize) -> u16 {
    let upto = TextRange::between(row.start(), place.max(row.start()).min(row.end()));
    text.slice(upto)
        .graphemes(true)
        .fold(0, |column, grapheme| column + glyph(grapheme, column).width)
}

/// The byte of `row` that is drawn at cell `column`, or its end when it is shorter.
pub fn place_at_column(text: &Text, row: TextRange, column: u16) -> TextSize {
    let mut at = 0;
    for (offset, grapheme) in text.slice(row).grapheme_indices(true) {
        at += glyph(grapheme, at).width;
        if at > column {
            return row.start() + TextSize::from_usize(offset);
        }
    }
    row.end()
}
