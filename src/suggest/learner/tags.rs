//! The tags of tokens: outside of everything, or the beginning, the inside, the last or the only token of a label.

use std::ops::Range;

/// A tag by number: 0 is outside, then four for each label.
pub type Tag = usize;

/// Tokens and the number of a label.
pub type Span = (Range<usize>, usize);

/// Outside of everything.
pub const OUTSIDE: Tag = 0;

/// Where in an annotation a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Begin,
    Inside,
    Last,
    Only,
}

const PLACES: [Place; 4] = [Place::Begin, Place::Inside, Place::Last, Place::Only];

/// How many tags `labels` labels have.
pub fn count(labels: usize) -> usize {
    1 + PLACES.len() * labels
}

fn parts(tag: Tag) -> Option<(usize, Place)> {
    let inner = tag.checked_sub(1)?;
    Some((inner / PLACES.len(), PLACES[inner % PLACES.len()]))
}

fn tag(label: usize, place: Place) -> Tag {
    1 + label * PLACES.len() + place as usize
}

/// Whether a sentence may begin with `tag`.
pub fn may_begin(tag: Tag) -> bool {
    !matches!(parts(tag), Some((_, Place::Inside | Place::Last)))
}

/// Whether a sentence may end with `tag`.
pub fn may_end(tag: Tag) -> bool {
    !matches!(parts(tag), Some((_, Place::Begin | Place::Inside)))
}

/// Whether `next` may stand after `tag`.
pub fn may_follow(tag: Tag, next: Tag) -> bool {
    match (parts(tag), parts(next)) {
        (Some((a, Place::Begin | Place::Inside)), Some((b, Place::Inside | Place::Last))) => a == b,
        _ => may_end(tag) && may_begin(next),
    }
}

/// Write the tags of one annotation that covers the tokens `range`.
pub fn write(tags: &mut [Tag], range: Range<usize>, label: usize) {
    let last = range.end.saturating_sub(1);
    for at in range.clone() {
        let place = match (at == range.start, at == last) {
            (true, true) => Place::Only,
            (true, false) => Place::Begin,
            (false, true) => Place::Last,
            (false, false) => Place::Inside,
        };
        tags[at] = tag(label, place);
    }
}

/// The annotations that `tags` tell: which tokens, which label.
pub fn spans(tags: &[Tag]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, (label, place)) in tags
        .iter()
        .enumerate()
        .filter_map(|(at, tag)| parts(*tag).map(|it| (at, it)))
    {
        match place {
            Place::Begin => start = at,
            Place::Inside => {}
            Place::Last => found.push((start..at + 1, label)),
            Place::Only => found.push((at..at + 1, label)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_are_written_and_read_back() {
        let mut tags = vec![OUTSIDE; 8];
        let all = [(0..1, 1), (1..3, 0), (4..7, 1), (7..8, 0)];
        for (range, label) in all.clone() {
            write(&mut tags, range, label);
        }
        assert_eq!(spans(&tags), all);
        assert!(may_begin(tags[0]) && may_end(tags[7]));
        assert!(tags.windows(2).all(|two| may_follow(two[0], two[1])));
    }

    #[test]
    fn what_is_begun_must_be_ended() {
        let begin = |label| tag(label, Place::Begin);
        assert!(!may_follow(begin(0), OUTSIDE) && !may_end(begin(0)));
        assert!(!may_follow(OUTSIDE, tag(0, Place::Last)) && !may_begin(tag(0, Place::Inside)));
        assert!(!may_follow(begin(0), tag(1, Place::Last)));
        assert!(may_follow(begin(0), tag(0, Place::Last)));
        assert!(may_follow(tag(0, Place::Last), begin(0)));
    }
}
