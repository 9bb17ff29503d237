//! Places as other programs count them, asked for mostly in the order of the text: counting from one to the next costs
//! less than looking each of them up.

use crate::text::{Text, TextRange, TextSize};

/// Counts along a text.
#[derive(Debug)]
pub struct Points<'t> {
    text: &'t Text,
    utf16: bool,
    byte: usize,
    point: u32,
}

impl<'t> Points<'t> {
    /// Code points, from the beginning of `text`.
    pub fn new(text: &'t Text) -> Self {
        Self {
            text,
            utf16: false,
            byte: 0,
            point: 0,
        }
    }

    /// UTF-16 units, from the beginning of `text`.
    pub fn utf16(text: &'t Text) -> Self {
        Self {
            utf16: true,
            ..Self::new(text)
        }
    }

    /// The number of what stands at `place`.
    pub fn at(&mut self, place: TextSize) -> u32 {
        let place = place.to_usize();
        self.point = match place < self.byte {
            true => self.point - self.between(place, self.byte),
            false => self.point + self.between(self.byte, place),
        };
        self.byte = place;
        self.point
    }

    fn between(&self, from: usize, to: usize) -> u32 {
        let bytes = &self.text.as_str().as_bytes()[from..to];
        // Every byte that begins a character; those that begin one of four bytes count twice in UTF-16.
        let points = bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80));
        let points = points.sum::<u32>();
        match self.utf16 {
            true => {
                points
                    + bytes
                        .iter()
                        .map(|byte| u32::from(*byte >= 0xF0))
                        .sum::<u32>()
            }
            false => points,
        }
    }

    /// Where `range` begins and ends.
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
        let mut units = Points::utf16(&text);
        for (start, end) in [(0, 2), (2, 6), (7, 10), (2, 10), (0, 0), (12, 16)] {
            let range = TextRange::from_usize(start..end);
            let chars = text.to_chars(range);
            assert_eq!(points.of(range), [chars.start, chars.end]);
            let utf16 = |end| text.as_str()[..end].encode_utf16().count() as u32;
            assert_eq!(units.of(range), [utf16(start), utf16(end)]);
        }
    }
}
