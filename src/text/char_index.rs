//! Byte offsets to code points and back, by a count kept every kibibyte: text is stored in bytes,
//! files and other programs speak of code points, and neither way may read the text from its start.

/// Bytes between two remembered counts.
const STRIDE: usize = 1024;

/// Bytes that are counted at once.
const STEP: usize = 64;

/// How many code points begin before each multiple of [`STRIDE`] bytes, and in all.
#[derive(Debug)]
pub(super) struct CharIndex {
    before: Vec<u32>,
    total: u32,
}

impl CharIndex {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut total = 0;
        let mut before = Vec::with_capacity(bytes.len() / STRIDE + 1);
        for stride in bytes.chunks(STRIDE) {
            before.push(total);
            total += count(stride);
        }
        Self { before, total }
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// Code points that begin before byte `offset`.
    pub(super) fn chars_before(&self, bytes: &[u8], offset: usize) -> u32 {
        let stride = offset / STRIDE;
        match self.before.get(stride) {
            Some(before) => before + count(&bytes[stride * STRIDE..offset.min(bytes.len())]),
            None => self.total,
        }
    }

    /// The byte where code point number `char` begins; the end of the text for the number of code
    /// points; `None` past that.
    pub(super) fn byte_of(&self, bytes: &[u8], char: u32) -> Option<usize> {
        if char >= self.total {
            return (char == self.total).then_some(bytes.len());
        }
        let stride = self.before.partition_point(|&before| before <= char) - 1;
        let mut start = stride * STRIDE;
        let mut within = char - self.before[stride];
        // Counting a few bytes at once is much quicker than looking at each.
        for step in bytes[start..].chunks(STEP) {
            let here = count(step);
            if within < here {
                return starts(step).nth(within as usize).map(|at| start + at);
            }
            within -= here;
            start += step.len();
        }
        None
    }
}

/// Code points that begin in `bytes`.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(begins_char(byte))).sum()
}

fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let begins = |(at, &byte): (usize, &u8)| begins_char(byte).then_some(at);
    bytes.iter().enumerate().filter_map(begins)
}

/// Whether `byte` is the first of its UTF-8 sequence.
fn begins_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
