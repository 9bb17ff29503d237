//! What offsets may count.

use crate::text::{Text, TextSize};

/// How a program counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// UTF-16 units; else code points.
    pub utf16: bool,
    /// A line end of CRLF is one; else two.
    pub crlf_is_one: bool,
    /// There was a byte order mark, which counts.
    pub marked: bool,
}

impl Counting {
    /// All ways but the usual one that make a difference in `text`.
    pub(super) fn others(text: &Text) -> impl Iterator<Item = Self> {
        let crlf = text.as_str().contains("\r\n");
        let wide = text.as_str().bytes().any(|byte| byte >= 0xF0);
        (1..8_u8).filter_map(move |bits| {
            let counting = Self {
                crlf_is_one: bits & 1 != 0,
                utf16: bits & 2 != 0,
                marked: bits & 4 != 0,
            };
            let differs = (crlf || !counting.crlf_is_one) && (wide || !counting.utf16);
            differs.then_some(counting)
        })
    }
}

/// The places in a text by one way of counting.
pub(super) struct Units {
    text: Text,
    marked: u32,
    /// Each unit's place, where that is not the code point's.
    places: Option<Vec<Option<TextSize>>>,
}

impl Units {
    pub fn new(text: &Text, counting: Counting) -> Self {
        let plain = !counting.utf16 && !counting.crlf_is_one;
        Self {
            text: text.clone(),
            marked: u32::from(counting.marked),
            places: (!plain).then(|| places(text.as_str(), counting)),
        }
    }

    /// The place of unit number `unit`, the end of the text included.
    pub fn place(&self, unit: u32) -> Option<TextSize> {
        let unit = unit.checked_sub(self.marked)?;
        match &self.places {
            Some(places) => *places.get(unit as usize)?,
            None => {
                let range = crate::text::CharRange {
                    start: unit,
                    end: unit,
                };
                self.text.to_range(range).map(|range| range.start())
            }
        }
    }
}

/// The place of each unit; the inside of a character has none.
fn places(text: &str, counting: Counting) -> Vec<Option<TextSize>> {
    let mut places = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        // The unit is at its first character, so that what ends before it has none of it.
        let second_of_crlf = c == '\n' && text[..at].ends_with('\r');
        if counting.crlf_is_one && second_of_crlf {
            continue;
        }
        places.push(Some(TextSize::from_usize(at)));
        if counting.utf16 && c.len_utf16() == 2 {
            places.push(None);
        }
    }
    places.push(Some(TextSize::of(text)));
    places
}
