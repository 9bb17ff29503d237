//! Finding by a few letters: what is typed may be incomplete, in any case, and on the wrong keyboard layout.

use super::sieve::spellings;
use crate::{keymap::Keyboard, text::fold};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use std::cmp::Reverse;

/// The items of which a line of folded words has the letters of `typed` in this order, best first. What fits less than half as well
/// as the best is left out: letters in a row here and there make no word.
pub fn best<T, W: AsRef<str>>(
    typed: &str,
    keyboard: &Keyboard,
    items: impl Iterator<Item = (T, W)>,
) -> Vec<T> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let patterns: Vec<Pattern> = spellings(typed, keyboard)
        .iter()
        .map(|typed| {
            Pattern::parse(
                &fold::folded(typed),
                CaseMatching::Ignore,
                Normalization::Never,
            )
        })
        .collect();
    let mut buffer = Vec::new();
    let mut line_score = |line: &str| {
        let line = Utf32Str::new(line, &mut buffer);
        patterns
            .iter()
            .filter_map(|pattern| pattern.score(line, &mut matcher))
            .max()
    };
    let mut score = |words: &str| words.lines().filter_map(&mut line_score).max();
    let mut scored: Vec<(u32, T)> = items
        .filter_map(|(item, words)| Some((score(words.as_ref())?, item)))
        .collect();
    scored.sort_by_key(|(score, _)| Reverse(*score));
    let least = scored.first().map_or(0, |(score, _)| score / 2);
    scored
        .into_iter()
        .take_while(|(score, _)| *score > least || least == 0)
        .map(|(_, item)| item)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_through_layout_and_case_and_noise_is_left_out() {
        let items = [
            "денис мантуров в волгограде",
            "маршрут нового трамвая утвердили розничные",
            "elochka",
        ];
        let found = |typed: &str| {
            let items = items.iter().map(|words| (*words, *words));
            best(typed, &Keyboard::default(), items)
        };
        assert_eq!(found("мантуров"), [items[0]]);
        assert_eq!(found("Vfynehjd"), [items[0]]);
        assert_eq!(found("МАН ВОЛГ"), [items[0]]);
        assert_eq!(found("уДщсрЛф"), [items[2]]);
        assert_eq!(found("ывапр"), [""; 0]);
        assert_eq!(found("").len(), items.len());
    }
}
