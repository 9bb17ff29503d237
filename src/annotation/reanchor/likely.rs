//! Where an annotation that could not be placed with certainty most likely belongs: what a person is shown first. It
//! is only a guess, and nothing is written of it.
use crate::{
    annotation::{Unplaced, layer_file::GAP},
    text::{
        CharRange, Text, TextRange, TextSize,
        search::{ALL_FORMS, Query},
    },
};

/// Hits that are passed over because they are taken, in each direction.
const PASSED: usize = 32;

/// A word shorter than this says nothing about a place, in code points.
const TELLING: usize = 4;

/// The place nearest to the old one that reads like what was annotated: the same words, else other forms of them, else
/// a form of the longest of them. Places that are `taken` are passed over.
pub fn likely(
    item: &Unplaced,
    text: &Text,
    taken: impl Fn(TextRange) -> bool,
) -> Option<TextRange> {
    let covered = item.text.split(GAP).next().unwrap_or_default();
    let words = covered.split(|c: char| !c.is_alphanumeric());
    let longest = words.max_by_key(|word| word.chars().count());
    let longest = longest.filter(|word| word.chars().count() >= TELLING);
    let typed = [
        Some(covered.to_owned()),
        Some(format!("{ALL_FORMS}{covered}")),
        longest.map(|word| format!("{ALL_FORMS}{word}")),
    ];
    let old = old_place(item, text);
    // What begins or ends within a word is another word.
    let other = |range: TextRange| taken(range) || cuts_word(text, range);
    let queries = typed.iter().flatten().filter_map(|typed| Query::new(typed));
    queries
        .filter_map(|query| nearest(&query, text, old, &other))
        .next()
}

fn cuts_word(text: &Text, range: TextRange) -> bool {
    let (before, rest) = text.as_str().split_at(range.start().to_usize());
    let (inside, after) = rest.split_at(range.len().to_usize());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(before.chars().next_back()) && letter(inside.chars().next())
        || letter(inside.chars().next_back()) && letter(after.chars().next())
}

/// Where the annotation began, in the text as it is now.
pub fn old_place(item: &Unplaced, text: &Text) -> TextSize {
    let start = item.at.first().map_or(0, |part| part.start);
    let start = start.min(text.char_count());
    let place = text.to_range(CharRange { start, end: start });
    place.map_or(TextSize::ZERO, TextRange::start)
}

fn nearest(
    query: &Query,
    text: &Text,
    place: TextSize,
    taken: &impl Fn(TextRange) -> bool,
) -> Option<TextRange> {
    let after = |from: TextRange| query.next(text, from.end());
    let before = |from: TextRange| query.previous(text, from.start());
    let here = TextRange::empty(place);
    let free = |step: &dyn Fn(TextRange) -> Option<TextRange>| {
        let mut hits = std::iter::successors(step(here), |hit| step(*hit)).take(PASSED);
        hits.find(|hit| !taken(*hit))
    };
    let ahead = free(&|from| after(from).filter(|hit| !hit.wrapped).map(|hit| hit.range));
    let behind = free(&|from| before(from).filter(|hit| !hit.wrapped).map(|hit| hit.range));
    let distance = |hit: &TextRange| hit.start().raw().abs_diff(place.raw());
    ahead.into_iter().chain(behind).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Fields, Id};

    fn found(covered: &str, start: u32, text: &str, taken: &[&str]) -> Option<(usize, String)> {
        let item = Unplaced {
            id: Id::new("a"),
            label: "ORG".into(),
            made_on: String::new(),
            at: vec![CharRange {
                start,
                end: start + 1,
            }],
            text: covered.to_owned(),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        };
        let text = Text::new(text).expect("a short text");
        let taken = |range: TextRange| taken.contains(&text.slice(range));
        let range = likely(&item, &text, taken)?;
        Some((
            text.to_chars(range).start as usize,
            text.slice(range).to_owned(),
        ))
    }

    #[test]
    fn the_nearest_place_that_reads_alike_comes_first() {
        for (covered, start, text, taken, expected) in [
            (
                "завод",
                20,
                "завод, и завод, и другой завод",
                &[][..],
                Some((25, "завод")),
            ),
            (
                "завод",
                11,
                "завод, и завод, и другой завод",
                &[],
                Some((9, "завод")),
            ),
            ("завод", 8, "Завод, и завод", &["завод"], Some((0, "Завод"))),
            (
                "директор завода",
                0,
                "О директоре завода",
                &[],
                Some((2, "директоре завода")),
            ),
            (
                "новый директор завода",
                0,
                "Бывшему директору дали слово",
                &[],
                Some((8, "директору")),
            ),
            ("завод … цех", 0, "цех и завод", &[], Some((6, "завод"))),
            ("Изопан", 0, "Завод Гефест", &[], None),
            ("он", 90, "Анна и он", &[], Some((7, "он"))),
            ("Изопан", 0, "Изопаном", &[], Some((0, "Изопаном"))),
            ("", 0, "Анна", &[], None),
        ] {
            let expected = expected.map(|(at, words): (usize, &str)| (at, words.to_owned()));
            assert_eq!(
                found(covered, start, text, taken),
                expected,
                "{covered} in {text}"
            );
        }
    }
}
