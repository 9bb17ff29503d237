//! Places in code points, asked for mostly in the order of the text: counting from one to the next costs less than
//! looking each of them up.

use crate::text::{Text, TextRange, TextSize};

/// Counts code points along a text.
pub(super) struct Points<'t> {
    text: &'t Text,
    byte: usize,
    point: u32,
}

impl<'t> Points<'t> {
    /// At the beginning of `text`.
    pub fn new(text: &'t Text) -> Self {
        let (byte, point) = (0, 0);
        Self { text, byte, point }
    }

    /// The number of the code point at `place`.
    fn at(&mut self, place: TextSize) -> u32 {
        let place = place.to_usize();
        let between = |from: usize, to: usize| {
            let bytes = &self.text.as_str().as_bytes()[from..to];
            let starts = bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80));
            starts.sum::<u32>()
        };
        self.point = match place < self.byte {
            true => self.point - between(place, self.byte),
            false => self.point + between(self.byte, place),
        };
        self.byte = place;
        self.point
    }

    /// `range` in code points.
    pub fn of(&mut self, range: TextRange) -> [u32; 2] {
        [self.at(range.start()), self.at(range.end())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_forwards_and_backwards_as_the_index_does() {
        let text = Text::new("а😀 b\u{301}в\r\nгд").unwrap();
        let mut points = Points::new(&text);
        for (start, end) in [(0, 2), (2, 6), (7, 10), (2, 10), (0, 0), (12, 16)] {
            let range = TextRange::from_usize(start..end);
            let chars = text.to_chars(range);
            assert_eq!(points.of(range), [chars.start, chars.end]);
        }
    }
}
