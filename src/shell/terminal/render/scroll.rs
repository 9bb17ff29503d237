//! Finds the band of rows that moved up or down between two screens, and moves it as a terminal does.

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
    buffer
        .content
        .chunks(usize::from(buffer.area.width).max(1))
        .map(|row| {
            let mut characters = 0;
            let hash = row.iter().map(Cell::symbol).fold(0, |hash, symbol| {
                characters += usize::from(symbol != " ");
                mixed(hash, symbol)
            });
            (hash, characters)
        })
        .collect()
}

/// A quick hash: rows that are taken for equal by mistake are compared when they are drawn, and cost bytes at worst.
fn mixed(hash: u64, symbol: &str) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, byte: u8| (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(ODD);
    symbol.bytes().fold(mix(hash, 0xff), mix)
}

impl Scroll {
    /// What tells the terminal to do it: the lower margin, then lines deleted or inserted at the
    /// top of the band. Every terminal with margins knows these; `CSI S` is missing on some.
    /// The pen must be reset before, for the new lines get its background. The cursor may be anywhere
    /// after: not every terminal puts it into the corner when margins are reset.
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
        let reset = if whole { "" } else { "\x1b[r" };
        format!("{margin}{place}\x1b[{lines}{end}{reset}")
    }

    /// Which row stands in row `y` after it; `None`: a blank one.
    pub(super) fn source(&self, y: usize) -> Option<usize> {
        let band = self.top..=self.bottom;
        if !band.contains(&y) {
            return Some(y);
        }
        y.checked_add_signed(self.by)
            .filter(|from| band.contains(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: Option<(usize, usize, isize)>) {
        let screen =
            |rows: &str| Buffer::with_lines(rows.split(' ').map(|row| row.replace('_', " ")));
        let (old, new) = (screen(old), screen(new));
        let found = find(&old, &new);
        assert_eq!(found.map(|s| (s.top, s.bottom, s.by)), expected);
        let Some(scroll) = found else { return };
        let from = |y: usize| scroll.source(y).map_or(&Cell::EMPTY, |y| &old.content[y]);
        let same = |y: &usize| *from(*y) == new.content[*y];
        let moved = (0..new.content.len()).filter(same).count();
        assert!(moved > 1, "{old:?}");
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
        check(0, 9, 1, "\x1b[H\x1b[M");
        check(3, 9, 3, "\x1b[4H\x1b[3M");
    }
}
