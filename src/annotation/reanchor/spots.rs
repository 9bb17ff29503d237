//! Every place in the new text that reads like an annotated one.
use super::{
    Key, Versions,
    beside::{beside, strange},
    chain::{EDIT, Piece, Spot},
};
use crate::text::{
    CharRange, Text, TextRange,
    fold::{Folded, fold, folded},
};
use std::collections::{HashMap, HashSet};

/// A text that occurs more often than this is sought only where other annotations say that the text moved to.
const MANY: usize = 64;

/// A text shorter than this, in code points, proves little by occurring once.
const SHORT: u32 = 4;

/// The pieces with old start and end (code points) and text `keys`, each with the spots where it may be now.
pub(super) fn pieces(keys: &[Key<'_>], versions: Versions<'_>) -> Vec<Piece> {
    let Versions {
        chars, new: text, ..
    } = versions;
    // One of another length was decoded otherwise: places in it mean something else.
    let old = versions.old.filter(|old| old.char_count() == chars);
    let moved = i64::from(text.char_count()) - i64::from(chars);
    let new = fold(text.as_str());
    let wanted: HashMap<&str, String> = keys
        .iter()
        .map(|(_, _, covered)| (*covered, folded(covered)))
        .collect();
    let found = occurrences(wanted.values(), &new.text);
    let spots: HashMap<&str, Vec<Spot>> = wanted
        .iter()
        .map(|(covered, wanted)| {
            let at = found.get(&**wanted).map_or(&[][..], Vec::as_slice);
            (*covered, spots_at(at, wanted.len(), covered, &new, text))
        })
        .collect();
    let counted = counted_shifts(keys, &spots);
    let known = shifts(&counted, moved);
    let piece = |(start, end, covered): &Key<'_>| {
        let all = &spots[covered];
        let shift = |spot: &Spot| spot.start - i64::from(*start);
        let likely = |spot: &&Spot| all.len() <= MANY || known.contains(&shift(spot));
        let mut near: Vec<Spot> = all.iter().filter(likely).cloned().collect();
        // A border that cuts a grapheme is not among what was found.
        for shift in [0, moved] {
            let here = exactly(*start, *end, covered, shift, text);
            near.extend(here.filter(|spot| !near.iter().any(|it| it.range == spot.range)));
        }
        let words = old.and_then(|old| beside_key(old, (*start, *end, covered)));
        if let Some(words) = words {
            near.iter_mut()
                .for_each(|spot| spot.strange = strange(words, beside(text, spot.range)));
        }
        let telling = match &all[..] {
            [only] => end - start >= SHORT && is_likely(shift(only), moved, &counted),
            _ => false,
        };
        Piece {
            start: (*start).into(),
            end: (*end).into(),
            spots: near,
            // Better left out than where one word beside it is another, or both.
            loss: EDIT * if telling { 2 } else { 1 } + i64::from(words.is_some()),
        }
    };
    keys.iter().map(piece).collect()
}

/// The words beside a piece in the old text.
fn beside_key<'t>(old: &'t Text, (start, end, covered): Key<'_>) -> Option<[&'t str; 2]> {
    let range = old.to_range(CharRange { start, end })?;
    (old.slice(range) == covered).then(|| beside(old, range))
}

/// How far each text that occurs once moved, and how many of them did.
fn counted_shifts(keys: &[Key<'_>], spots: &HashMap<&str, Vec<Spot>>) -> HashMap<i64, usize> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (start, _, covered) in keys {
        if let [only] = &spots[covered][..] {
            *counts.entry(only.start - i64::from(*start)).or_default() += 1;
        }
    }
    counts
}

/// The most common distances.
fn shifts(counts: &HashMap<i64, usize>, moved: i64) -> Vec<i64> {
    let mut counts: Vec<(usize, i64)> = counts.iter().map(|(at, count)| (*count, *at)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let common = counts.into_iter().take(MANY).map(|(_, shift)| shift);
    common.chain([0, moved]).collect()
}

/// Whether a text that occurs once may be taken for the annotated one: something else moved as far, or no farther than
/// the text grew or shrank. Anything else may be another mention of it: the annotated one may have been edited away.
fn is_likely(shift: i64, moved: i64, counted: &HashMap<i64, usize>) -> bool {
    let together = counted.get(&shift).is_some_and(|count| *count > 1);
    together || (moved.min(0)..=moved.max(0)).contains(&shift)
}

/// Where in `text` each of `wanted` begins. All are sought in one pass: thousands of passes over a long text take
/// seconds.
fn occurrences<'w>(
    wanted: impl Iterator<Item = &'w String>,
    text: &str,
) -> HashMap<&'w str, Vec<usize>> {
    /// What most begin with tells enough of them apart; there are few shorter ones.
    const STEM: usize = 8;
    let text = text.as_bytes();
    let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut stems: HashMap<&[u8], HashSet<&str>> = HashMap::new();
    for word in wanted.filter(|word| !word.is_empty()) {
        if let Some(stem) = word.as_bytes().get(..STEM) {
            stems.entry(stem).or_default().insert(word);
        } else {
            let all = || memchr::memmem::find_iter(text, word.as_bytes()).collect();
            found.entry(word).or_insert_with(all);
        }
    }
    for (at, stem) in text.windows(STEM).enumerate() {
        for word in stems.get(stem).into_iter().flatten() {
            if text[at..].starts_with(word.as_bytes()) {
                found.entry(word).or_default().push(at);
            }
        }
    }
    found
}

/// The spots of `covered`, whose folded text is `length` bytes long and is in the folded text at `at`.
fn spots_at(at: &[usize], length: usize, covered: &str, new: &Folded, text: &Text) -> Vec<Spot> {
    let range = |at: &usize| TextRange::from_usize(new.to_source(*at..at + length));
    let mut ranges: Vec<TextRange> = at.iter().map(range).collect();
    ranges.dedup();
    let spot = |range: TextRange| spot(range, covered, text);
    ranges.into_iter().map(spot).collect()
}

/// The spot of `covered` when it is right at its old place moved by `shift`.
fn exactly(start: u32, end: u32, covered: &str, shift: i64, text: &Text) -> Option<Spot> {
    let moved = |place: u32| u32::try_from(i64::from(place) + shift).ok();
    let chars = CharRange {
        start: moved(start)?,
        end: moved(end)?,
    };
    let range = text.to_range(chars)?;
    (text.slice(range) == covered).then(|| spot(range, covered, text))
}

fn spot(range: TextRange, covered: &str, text: &Text) -> Spot {
    let chars = text.to_chars(range);
    Spot {
        start: chars.start.into(),
        end: chars.end.into(),
        range,
        exact: text.slice(range) == covered,
        strange: 0,
    }
}
