//! Finds the band of rows that moved up or down between two screens, and moves it as a terminal does.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use ratatui::buffer::{Buffer, Cell};

/// Rows `top..=bottom` move by `by` rows: up when positive, down when negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    top: usize,
    bottom: usize,
    by: isize,
}

/// The move that brings most characters of `old` to their place in `new`. Both are of one size.
pub(super) fn find(old: &Buffer, new: &Buffer) -> Option<Scroll> {
    let (old, new) = (fingerprints(old), fingerprints(new));
    let height = new.len() as isize;
    (1 - height..height)
        .filter(|by| *by != 0)
        .filter_map(|by| moved(&old, &new, by))
        .max_by_key(|(scroll, gain)| (*gain, -scroll.by.abs()))
        .map(|(scroll, _)| scroll)
}

/// The band that moved by `by`, with the number of characters that need not be drawn for it.
fn moved(old: &[(u64, usize)], new: &[(u64, usize)], by: isize) -> Option<(Scroll, usize)> {
    let rows = || {
        (0..new.len()).filter(|y| {
            let from = y.checked_add_signed(by).and_then(|y| old.get(y));
            new[*y].1 > 0 && new[*y] != old[*y] && from == Some(&new[*y])
        })
    };
    let (first, last) = (rows().next()?, rows().next_back()?);
    let (from, to) = (first.checked_add_signed(by)?, last.checked_add_signed(by)?);
    let scroll = Scroll {
        top: first.min(from),
        bottom: last.max(to),
        by,
    };
    Some((scroll, rows().map(|y| new[y].1).sum()))
}

/// A hash of the text of every row, and how many characters it has. Looks are left out: a selection
/// that moves on must not tear a band in two.
fn fingerprints(buffer: &Buffer) -> Vec<(u64, usize)> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    buffer
        .content
        .chunks(usize::from(buffer.area.width).max(1))
        .map(|row| {
            let symbols: Vec<&str> = row.iter().map(Cell::symbol).collect();
            let characters = symbols.iter().filter(|symbol| **symbol != " ").count();
            (hasher.hash_one(&symbols), characters)
        })
        .collect()
}

impl Scroll {
    /// What tells the terminal to do it: the lower margin, then lines deleted or inserted at the
    /// top of the band. Every terminal with margins knows these; `CSI S` is missing on some.
    /// The pen must be reset before, for the new lines get its background; the cursor is in the
    /// upper left corner after.
    pub(super) fn sequence(&self, height: usize) -> String {
        let whole = self.bottom + 1 == height;
        let margin = match whole {
            true => String::new(),
            false => format!("\x1b[;{}r", self.bottom + 1),
        };
        let place = match (whole, self.top) {
            (false, 0) => String::new(),
            (true, 0) => "\x1b[H".to_owned(),
            (_, top) => format!("\x1b[{}H", top + 1),
        };
        let lines = match self.by.unsigned_abs() {
            1 => String::new(),
            n => n.to_string(),
        };
        let end = if self.by > 0 { 'M' } else { 'L' };
        let home = if whole { "\x1b[H" } else { "\x1b[r" };
        format!("{margin}{place}\x1b[{lines}{end}{home}")
    }

    /// What the screen `buffer` holds after it.
    pub(super) fn apply(&self, buffer: &mut Buffer) {
        let width = usize::from(buffer.area.width);
        let band = &mut buffer.content[self.top * width..(self.bottom + 1) * width];
        let cells = self.by.unsigned_abs() * width;
        let blank = if self.by > 0 {
            band.rotate_left(cells);
            let kept = band.len() - cells;
            &mut band[kept..]
        } else {
            band.rotate_right(cells);
            &mut band[..cells]
        };
        blank.fill(Cell::EMPTY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: Option<(usize, usize, isize)>) {
        let screen =
            |rows: &str| Buffer::with_lines(rows.split(' ').map(|row| row.replace('_', " ")));
        let (mut old, new) = (screen(old), screen(new));
        let found = find(&old, &new);
        assert_eq!(found.map(|s| (s.top, s.bottom, s.by)), expected);
        if let Some(scroll) = found {
            scroll.apply(&mut old);
        }
        let same = |y: usize| old.content[y..=y] == new.content[y..=y];
        let moved = (0..new.content.len()).filter(|y| same(*y)).count();
        assert!(expected.is_none() || moved > 1, "{old:?}");
    }

    #[test]
    fn bands_that_move() {
        check("a b c d", "b c d e", Some((0, 3, 1)));
        check("a b c d", "e a b c", Some((0, 3, -1)));
        check("s a b c t", "s b c d t", Some((1, 3, 1)));
        check("s a b c d t", "s c d e f t", Some((1, 4, 2)));
        // One row in the middle changed its look; the band is still one.
        check("a b c d e f", "b c x e f g", Some((0, 5, 1)));
        check("a b c", "a b c", None);
        check("a b c", "x y z", None);
        check("_ _ a", "a _ _", Some((0, 2, 2)));
    }

    #[test]
    fn the_sequence_uses_margins_only_when_it_must() {
        let check = |top, bottom, by, expected: &str| {
            let sequence = Scroll { top, bottom, by }.sequence(10);
            assert_eq!(sequence, expected);
        };
        check(0, 8, 1, "\x1b[;9r\x1b[M\x1b[r");
        check(1, 8, -2, "\x1b[;9r\x1b[2H\x1b[2L\x1b[r");
        check(0, 9, 1, "\x1b[H\x1b[M\x1b[H");
        check(3, 9, 3, "\x1b[4H\x1b[3M\x1b[H");
    }
}
