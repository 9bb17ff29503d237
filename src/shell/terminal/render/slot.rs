//! A row of cells as the terminal will hold it: one slot a column, wide characters with a tail,
//! nothing in it that a terminal could take for a command.

use ratatui::buffer::{Cell, CellWidth};
use unicode_width::UnicodeWidthChar;

use super::{Abilities, pen::Pen};

/// One column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<'a> {
    /// What is drawn; empty for a tail.
    pub(super) symbol: &'a str,
    /// Columns covered; 0 for a tail: a column covered by the wide character before it.
    pub(super) width: u16,
    /// How it is drawn, as far as that can be seen.
    pub(super) pen: Pen,
}

impl Slot<'_> {
    const TAIL: Self = Self {
        symbol: "",
        width: 0,
        pen: Pen::DEFAULT,
    };

    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " "
    }

    /// Whether it looks like a cell that was erased.
    pub(super) fn is_erased(&self) -> bool {
        self.is_blank() && self.pen == Pen::DEFAULT
    }

    /// The columns a terminal may take up that does not know grapheme clusters and counts each character.
    pub(super) fn widest(&self) -> u16 {
        if self.symbol.len() == 1 {
            return 1;
        }
        let sum: usize = self.symbol.chars().filter_map(|c| c.width()).sum();
        (sum as u16).max(self.width)
    }

    /// Whether terminals agree on its width. After any other one the cursor may be anywhere.
    pub(super) fn is_certain(&self) -> bool {
        self.widest() == self.width && !self.symbol.contains('\u{fe0f}')
    }
}

/// Appends the slots of a row of cells to `row`, which is empty.
pub(super) fn slots<'c>(cells: &'c [Cell], can: Abilities, row: &mut Vec<Slot<'c>>) {
    row.reserve(cells.len());
    while row.len() < cells.len() {
        let cell = &cells[row.len()];
        let (symbol, width) = drawn(cell, cells.len() - row.len());
        let pen = Pen::of(cell, symbol == " ", can);
        row.push(Slot { symbol, width, pen });
        row.extend((1..width).map(|_| Slot::TAIL));
    }
}

/// What is drawn for `cell` when `room` columns are left, and its width.
fn drawn(cell: &Cell, room: usize) -> (&str, u16) {
    let symbol = cell.symbol();
    if symbol.is_empty() {
        return (" ", 1);
    }
    if symbol.chars().any(is_command) {
        return ("?", 1);
    }
    match cell.cell_width() {
        0 => ("?", 1),
        width if usize::from(width) > room => (" ", 1),
        width => (symbol, width),
    }
}

/// Whether a terminal would act on `c` instead of drawing it: controls and bidi controls.
fn is_command(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// For each column whether what stands there must be drawn anew.
pub(super) fn changes(old: &[Slot<'_>], new: &[Slot<'_>]) -> Vec<bool> {
    let mut dirty: Vec<bool> = old.iter().zip(new).map(|(old, new)| old != new).collect();
    for x in 0..dirty.len() {
        let spread = old[x].widest().max(new[x].widest());
        if dirty[x] && spread > new[x].width {
            let end = dirty.len().min(x + usize::from(spread));
            dirty[x..end].fill(true);
        }
    }
    dirty
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[Cell]) -> Vec<Slot<'_>> {
        let mut row = Vec::new();
        slots(cells, Abilities::of("xterm"), &mut row);
        row
    }

    fn check(symbols: &[&'static str], expected: &str) {
        let cells: Vec<Cell> = symbols.iter().map(|s| Cell::new(s)).collect();
        let drawn: Vec<&str> = row(&cells).iter().map(|s| s.symbol).collect();
        assert_eq!(drawn.join("|"), expected, "{symbols:?}");
    }

    #[test]
    fn a_slot_is_printable_and_fits() {
        check(&["я", " ", ""], "я| | ");
        check(&["你", "x", "y"], "你||y");
        check(&["x", "你"], "x| ");
        check(&["\x1b", "\n", "a\u{9b}b", "\u{7f}"], "?|?|?|?");
        check(
            &["\u{202e}", "x\u{200f}", "\u{301}", "е\u{301}"],
            "?|?|?|е\u{301}",
        );
    }

    #[test]
    fn a_cluster_spoils_the_columns_it_may_cover() {
        let family: Vec<Cell> = ["👨\u{200d}👩", "", "a", "b", "c"]
            .iter()
            .map(|s| Cell::new(s))
            .collect();
        let plain: Vec<Cell> = ["x", "y", "a", "b", "c"].map(Cell::new).to_vec();
        let (family, plain) = (row(&family), row(&plain));
        let expected = [true, true, true, true, false];
        assert_eq!(changes(&plain, &family), expected);
        assert_eq!(changes(&family, &plain), expected);
    }
}
