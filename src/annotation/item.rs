//! One annotation: a label on a stretch of text.
use super::Measure;
use crate::text::TextRange;
use std::{collections::BTreeMap, sync::Arc};

/// The name of an annotation, relation or note: short, random, given at creation, never reused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id called `name`.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Eight random characters of a-z0-9.
    pub fn random(rng: &mut fastrand::Rng) -> Self {
        Self::from_digits(|| rng.u8(..36))
    }

    /// The same id for the same content: what two sessions that merge the same thing both arrive at.
    pub(super) fn of_content(hash: u64) -> Self {
        let mut rest = hash;
        Self::from_digits(|| {
            let digit = rest % 36;
            rest /= 36;
            digit as u8
        })
    }

    fn from_digits(mut digit: impl FnMut() -> u8) -> Self {
        const DIGITS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let name: String = (0..8)
            .map(|_| char::from(DIGITS[usize::from(digit() % 36)]))
            .collect();
        Self(name.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an annotation covers: one range or several, sorted, none empty, neither overlapping nor touching.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parts(Vec<TextRange>);

impl Parts {
    /// `None` when there is no range, or one is empty, or two overlap or touch. Sorts.
    pub fn new(mut ranges: Vec<TextRange>) -> Option<Self> {
        ranges.sort();
        let apart = ranges.windows(2).all(|two| two[0].end() < two[1].start());
        let filled = ranges.iter().all(|range| !range.is_empty());
        (apart && filled && !ranges.is_empty()).then_some(Self(ranges))
    }

    /// `None` when the range is empty.
    pub fn one(range: TextRange) -> Option<Self> {
        Self::new(vec![range])
    }

    /// The ranges in order; at least one.
    pub fn ranges(&self) -> &[TextRange] {
        &self.0
    }

    /// The same with `range` added; what overlaps or touches becomes one part. `None` when the range is empty.
    pub fn with(&self, range: TextRange) -> Option<Self> {
        let near = |part: &TextRange| part.start() <= range.end() && range.start() <= part.end();
        let (joined, mut apart): (Vec<_>, Vec<_>) = self.0.iter().copied().partition(near);
        apart.push(joined.into_iter().fold(range, TextRange::cover));
        Self::new(apart).filter(|_| !range.is_empty())
    }

    /// The same without the part that is exactly `range`; `None` when it is the only one.
    pub fn without(&self, range: TextRange) -> Option<Self> {
        Self::new(
            self.0
                .iter()
                .copied()
                .filter(|part| *part != range)
                .collect(),
        )
    }

    /// From the first start to the last end.
    pub fn cover(&self) -> TextRange {
        let first = self.0.first().copied().unwrap_or_default();
        let last = self.0.last().copied().unwrap_or_default();
        first.cover(last)
    }

    /// Whether some part shares a byte with `range`; for an empty range: whether some part contains its place.
    pub fn overlaps(&self, range: TextRange) -> bool {
        self.0
            .iter()
            .any(|part| part.overlaps(range) || (range.is_empty() && part.contains(range.start())))
    }

    /// Whether the two share at least one byte.
    pub fn overlaps_parts(&self, other: &Parts) -> bool {
        self.0.iter().any(|part| other.overlaps(*part))
    }

    /// Whether each part of `other` is inside one of these, equality included.
    pub fn contain(&self, other: &Parts) -> bool {
        let inside = |inner: &TextRange| self.0.iter().any(|part| part.contains_range(*inner));
        other.0.iter().all(inside)
    }

    /// Whether the two overlap and neither contains the other.
    pub fn crosses(&self, other: &Parts) -> bool {
        self.overlaps_parts(other) && !self.contain(other) && !other.contain(self)
    }
}

/// Typed fields of an annotation by name; the schema says which there are. Values as text.
pub type Fields = BTreeMap<String, String>;

/// One labelled stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Annotation {
    /// Unique in its layer.
    pub id: Id,
    /// Name of a label of the schema; unknown ones are kept and shown.
    pub label: Arc<str>,
    /// Where.
    pub parts: Parts,
    /// The reading of a metric.
    pub measure: Option<Measure>,
    /// What the schema asks for.
    pub fields: Fields,
    /// Free words of the annotator; empty for none.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(ranges: &[(usize, usize)]) -> Option<Parts> {
        let ranges = ranges.iter().map(|(a, b)| TextRange::from_usize(*a..*b));
        Parts::new(ranges.collect())
    }

    #[test]
    fn parts_are_sorted_filled_and_apart() {
        for (ranges, fine) in [
            (&[][..], false),
            (&[(1, 1)], false),
            (&[(1, 3)], true),
            (&[(5, 7), (1, 3)], true),
            (&[(1, 3), (3, 5)], false),
            (&[(1, 4), (3, 5)], false),
            (&[(1, 3), (4, 4)], false),
        ] {
            assert_eq!(parts(ranges).is_some(), fine, "{ranges:?}");
        }
        let two = parts(&[(5, 7), (1, 3)]).unwrap();
        assert_eq!(two.cover(), TextRange::from_usize(1..7));
        assert_eq!(two.ranges()[0], TextRange::from_usize(1..3));
    }

    #[test]
    fn crossing_and_containing_look_at_every_part() {
        for (a, b, overlaps, crosses) in [
            (&[(0, 5)][..], &[(3, 8)][..], true, true),
            (&[(0, 8)], &[(3, 8)], true, false),
            (&[(0, 2), (6, 8)], &[(3, 5)], false, false),
            (&[(0, 2), (6, 8)], &[(0, 8)], true, false),
            (&[(0, 2), (6, 8)], &[(1, 7)], true, true),
            (&[(0, 2)], &[(2, 4)], false, false),
        ] {
            let (a, b) = (parts(a).unwrap(), parts(b).unwrap());
            assert_eq!((a.overlaps_parts(&b), a.crosses(&b)), (overlaps, crosses));
            assert_eq!((b.overlaps_parts(&a), b.crosses(&a)), (overlaps, crosses));
        }
        let two = parts(&[(0, 2), (6, 8)]).unwrap();
        let at = |place| two.overlaps(TextRange::from_usize(place..place));
        assert_eq!(
            [0, 1, 2, 5, 6, 8].map(at),
            [true, true, false, false, true, false]
        );
    }

    #[test]
    fn random_ids_are_eight_of_a_to_z_and_digits() {
        let mut rng = fastrand::Rng::with_seed(7);
        let ids: Vec<Id> = (0..100).map(|_| Id::random(&mut rng)).collect();
        let fine = |id: &Id| {
            let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            id.as_str().len() == 8 && id.as_str().chars().all(lower)
        };
        assert!(ids.iter().all(fine), "{ids:?}");
        assert!(
            ids.iter()
                .any(|id| id.as_str().contains(|c: char| c.is_ascii_digit()))
        );
    }
}
