//! Where a hit is possible at all, found at the speed of a byte scan.
//!
//! The rarest letter of the query is sought by the last byte of its encoding, which tells Cyrillic
//! letters apart, and what stands around it is compared coarsely. Folding decides later.

use super::fold::skeleton;
use memchr::memchr3_iter;

/// Letters and digits, the rarest in Russian prose first, each standing for all that look like it.
const RAREST_FIRST: &str = "qzwvfgludnrјѕіщэфцъюшжхчбзгыьп0123456789ядкмлврстинаео";

/// No character past this one folds to one of [`RAREST_FIRST`].
const LAST_VARIANT: u32 = 0x212B;

/// The rarest letter of a query, and what must stand around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prefilter {
    /// The last bytes of all forms of the letter, in threes for `memchr3`.
    last_bytes: Vec<[u8; 3]>,
    /// Skeletons of the characters before it, the nearest first.
    before: Vec<char>,
    /// Skeletons of the letter and the characters after it.
    after: Vec<char>,
}

impl Prefilter {
    /// `None` when `folded` has no letter or digit of ours.
    pub(super) fn new(folded: &str) -> Option<Self> {
        let query: Vec<char> = folded.chars().filter_map(skeleton).collect();
        let rank = |c: &char| RAREST_FIRST.chars().position(|listed| listed == *c);
        let ranked = query
            .iter()
            .enumerate()
            .filter_map(|(at, c)| Some((rank(c)?, at)));
        let (_, at) = ranked.min()?;
        Some(Self {
            last_bytes: last_bytes(query[at]),
            before: query[..at].iter().rev().copied().collect(),
            after: query[at..].to_vec(),
        })
    }

    /// A byte of the first possible hit in `source` at or after byte `from`.
    pub(super) fn find(&self, source: &str, from: usize) -> Option<usize> {
        let mut end = source.len();
        for [a, b, c] in &self.last_bytes {
            let mut places = memchr3_iter(*a, *b, *c, &source.as_bytes()[from..end]);
            if let Some(at) = places.find(|at| self.fits(source, from + at)) {
                end = from + at;
            }
        }
        (end < source.len()).then_some(end)
    }

    /// A byte of the last possible hit in `source` at or after byte `from`.
    pub(super) fn rfind(&self, source: &str, from: usize) -> Option<usize> {
        let mut start = from;
        for [a, b, c] in &self.last_bytes {
            let mut places = memchr3_iter(*a, *b, *c, &source.as_bytes()[start..]);
            if let Some(at) = places.rfind(|at| self.fits(source, start + at)) {
                start += at + 1;
            }
        }
        (start > from).then(|| start - 1)
    }

    /// Whether the letter ends with byte `at` and stands among the right ones.
    fn fits(&self, source: &str, at: usize) -> bool {
        let start = source.floor_char_boundary(at);
        source.is_char_boundary(at + 1)
            && agrees(source[start..].chars(), &self.after)
            && agrees(source[..start].chars().rev(), &self.before)
    }
}

/// The last bytes of all characters with this skeleton.
fn last_bytes(letter: char) -> Vec<[u8; 3]> {
    let all = (0..=LAST_VARIANT).filter_map(char::from_u32);
    let variants = all.filter(|&c| skeleton(c) == Some(letter));
    let mut bytes: Vec<u8> = variants.map(last_byte).collect();
    bytes.sort_unstable();
    bytes.dedup();
    let threes = bytes.chunks(3);
    threes
        .map(|some| [some[0], some[some.len() / 2], some[some.len() - 1]])
        .collect()
}

fn last_byte(c: char) -> u8 {
    c.encode_utf8(&mut [0; 4]).bytes().next_back().unwrap_or(0)
}

/// Whether `found` goes on with `expected`, what folding leaves out left out.
fn agrees(found: impl Iterator<Item = char>, expected: &[char]) -> bool {
    let mut found = found.filter_map(skeleton);
    expected.iter().all(|&c| found.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_past_the_last_variant_folds_to_a_listed_letter() {
        let past = (LAST_VARIANT + 1..=0x10FFFF).filter_map(char::from_u32);
        let strays: Vec<_> = past
            .filter(|&c| skeleton(c).is_some_and(|s| RAREST_FIRST.contains(s)))
            .collect();
        assert!(strays.is_empty(), "{strays:?}");
    }
}
