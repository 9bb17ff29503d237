//! Writes rows: knows where the cursor is and which pen is in hand, and takes the shortest way.

use super::pen::Pen;
use super::slot::{Slot, changes};

/// Bytes for a terminal, with what the terminal will be like after them.
pub(super) struct Encoder {
    pub(super) out: Vec<u8>,
    pen: Pen,
    /// Column and row of the cursor where they are known. A column equal to the width: the last
    /// column was just written, and the terminal has not wrapped yet.
    at: Option<(u16, u16)>,
    width: u16,
    /// The terminal knows what came after the VT100.
    modern: bool,
}

impl Encoder {
    /// An encoder for a screen `width` columns wide: pen reset, cursor anywhere.
    pub(super) fn new(width: u16, modern: bool) -> Self {
        Self {
            out: Vec::new(),
            pen: Pen::DEFAULT,
            at: None,
            width,
            modern,
        }
    }

    /// Appends a sequence that leaves the cursor in the upper left corner.
    pub(super) fn home_after(&mut self, sequence: &str) {
        self.out.extend_from_slice(sequence.as_bytes());
        self.at = Some((0, 0));
    }

    /// Appends a sequence that leaves the cursor anywhere.
    pub(super) fn lost_after(&mut self, sequence: &str) {
        self.out.extend_from_slice(sequence.as_bytes());
        self.at = None;
    }

    /// Turns row `y` from `old` into `new`.
    pub(super) fn row(&mut self, y: u16, old: &[Slot<'_>], new: &[Slot<'_>]) {
        let dirty = changes(old, new);
        let (drawn, erased) = split(&dirty, new);
        for (x, slot) in new[..drawn].iter().enumerate() {
            if dirty[x] && slot.width > 0 {
                self.go(x as u16, y, new);
                self.put(slot);
            }
        }
        if let Some(first) = erased {
            self.erase(drawn as u16, first as u16, y, new);
        }
    }

    /// Resets the pen: nothing of a frame colours what comes after it.
    pub(super) fn rest(&mut self) {
        self.pen.switch(Pen::DEFAULT, self.modern, &mut self.out);
        self.pen = Pen::DEFAULT;
    }

    /// Moves the cursor, whatever it passes.
    pub(super) fn point(&mut self, x: u16, y: u16) {
        let way = shortest(self.at, (x, y), self.width, self.modern);
        self.out.extend_from_slice(&way);
        self.at = Some((x, y));
    }

    fn put(&mut self, slot: &Slot<'_>) {
        let pen = slot.pen.target(slot.is_blank(), self.pen);
        self.pen.switch(pen, self.modern, &mut self.out);
        self.pen = pen;
        self.out.extend_from_slice(slot.symbol.as_bytes());
        self.at = match self.at {
            Some((x, y)) if slot.is_certain() => Some((x + slot.width, y)),
            _ => None,
        };
    }

    /// Erases row `y` from column `first` on. Columns `from..first` are blank already.
    fn erase(&mut self, from: u16, first: u16, y: u16, row: &[Slot<'_>]) {
        let there = matches!(self.at, Some((x, row)) if row == y && (from..=first).contains(&x));
        if !there {
            self.go(first, y, row);
        }
        let pen = Pen::DEFAULT.target(true, self.pen);
        self.pen.switch(pen, self.modern, &mut self.out);
        self.pen = pen;
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Goes to column `x` of row `y`, over the unchanged slots of `row` when writing them again
    /// with the pen in hand is shorter than a movement.
    fn go(&mut self, x: u16, y: u16, row: &[Slot<'_>]) {
        let way = shortest(self.at, (x, y), self.width, self.modern);
        match self.gap(x, y, row) {
            Some(gap) if gap.iter().map(|s| s.symbol.len()).sum::<usize>() < way.len() => {
                gap.iter()
                    .for_each(|s| self.out.extend_from_slice(s.symbol.as_bytes()));
            }
            _ => self.out.extend_from_slice(&way),
        }
        self.at = Some((x, y));
    }

    /// The slots between the cursor and column `x`, when the pen in hand draws them as they are.
    fn gap<'r, 's>(&self, x: u16, y: u16, row: &'r [Slot<'s>]) -> Option<&'r [Slot<'s>]> {
        let (from, _) = self.at.filter(|(from, at)| *at == y && *from < x)?;
        let gap = &row[usize::from(from)..usize::from(x)];
        gap.iter()
            .all(|s| {
                s.width == 0 || s.is_certain() && s.pen.target(s.is_blank(), self.pen) == self.pen
            })
            .then_some(gap)
    }
}

/// Where drawing stops, and the first column to erase when the rest of the row is best erased.
fn split(dirty: &[bool], new: &[Slot<'_>]) -> (usize, Option<usize>) {
    let end = new
        .iter()
        .rposition(|s| !s.is_erased())
        .map_or(0, |x| x + 1);
    let first = dirty[end..].iter().position(|dirty| *dirty);
    let last = dirty[end..].iter().rposition(|dirty| *dirty);
    match (first, last) {
        // Three blanks are as long as the sequence.
        (Some(first), Some(last)) if last - first >= 3 => (end, Some(end + first)),
        _ => (new.len(), None),
    }
}

/// The shortest movement from `at` to `to` on a screen `width` columns wide.
fn shortest(at: Option<(u16, u16)>, to: (u16, u16), width: u16, modern: bool) -> Vec<u8> {
    let mut best = absolute(to);
    if let Some(at) = at {
        if at == to {
            return Vec::new();
        }
        for way in [along(at, to, width, modern), down(at, to, width)]
            .into_iter()
            .flatten()
        {
            if way.len() < best.len() {
                best = way;
            }
        }
    }
    best
}

fn absolute((x, y): (u16, u16)) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{}H", y + 1).into_bytes(),
        (_, 0) => format!("\x1b[;{}H", x + 1).into_bytes(),
        _ => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

/// The shortest movement inside a row.
fn along((from, y): (u16, u16), (x, row): (u16, u16), width: u16, modern: bool) -> Option<Vec<u8>> {
    if y != row {
        return None;
    }
    let mut ways = Vec::new();
    if modern {
        ways.push(counted(x + 1, 'G'));
    }
    if x == 0 {
        ways.push(b"\r".to_vec());
    }
    if from < width && x > from {
        ways.push(counted(x - from, 'C'));
    } else if from < width {
        ways.push(counted(from - x, 'D'));
        if from - x <= 3 {
            ways.push(vec![8; usize::from(from - x)]);
        }
    }
    ways.into_iter().min_by_key(Vec::len)
}

/// Line feeds to a row below, then along it. The margins are never set here, so nothing scrolls.
fn down((from, y): (u16, u16), (x, row): (u16, u16), width: u16) -> Option<Vec<u8>> {
    let feeds = usize::from(row.checked_sub(y).filter(|n| (1..=4).contains(n))?);
    let mut way = Vec::new();
    if from != x || from == width {
        way.push(b'\r');
    }
    way.extend(std::iter::repeat_n(b'\n', feeds));
    if from != x && x > 0 {
        way.extend(counted(x, 'C'));
    }
    Some(way)
}

/// A control sequence whose one parameter is left out when it is 1.
fn counted(n: u16, end: char) -> Vec<u8> {
    match n {
        1 => format!("\x1b[{end}").into_bytes(),
        _ => format!("\x1b[{n}{end}").into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way() {
        let check = |at, to, expected: &str| {
            let way = shortest(at, to, 80, true);
            assert_eq!(String::from_utf8_lossy(&way), expected, "{at:?} {to:?}");
        };
        check(None, (0, 0), "\x1b[H");
        check(None, (0, 4), "\x1b[5H");
        check(None, (4, 0), "\x1b[;5H");
        check(None, (4, 4), "\x1b[5;5H");
        check(Some((3, 3)), (3, 3), "");
        check(Some((3, 3)), (0, 3), "\r");
        check(Some((3, 3)), (2, 3), "\x08");
        check(Some((13, 3)), (4, 3), "\x1b[5G");
        check(Some((3, 3)), (4, 3), "\x1b[C");
        check(Some((3, 3)), (15, 3), "\x1b[16G");
        check(Some((6, 3)), (10, 3), "\x1b[4C");
        check(Some((3, 3)), (3, 4), "\n");
        check(Some((3, 3)), (0, 4), "\r\n");
        check(Some((3, 3)), (7, 4), "\x1b[5;8H");
        check(Some((3, 9)), (70, 10), "\r\n\x1b[70C");
        check(Some((3, 3)), (3, 2), "\x1b[3;4H");
        check(Some((80, 3)), (0, 4), "\r\n");
        check(Some((80, 3)), (79, 3), "\x1b[80G");
        let old = shortest(Some((80, 3)), (79, 3), 80, false);
        assert_eq!(String::from_utf8_lossy(&old), "\x1b[4;80H");
    }
}
