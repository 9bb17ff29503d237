//! Where a Russian word may be divided at the end of a row. The text itself has no hyphen there: one is only drawn.

use super::{Text, TextSize};
use hypher::{Lang, hyphenate};

/// The places (bytes) inside `piece`, which has no blanks, where a word of it may be divided, in order.
pub fn divisions(piece: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (start, word) in words(piece).filter(|(_, word)| is_plain(word)) {
        let mut place = start;
        for syllable in hyphenate(word, Lang::Russian) {
            // Where the word begins is no division of it.
            if place > start {
                found.push(place);
            }
            place += syllable.len();
        }
    }
    found
}

/// Whether `place` is inside a word that may be divided there: a row that ends here wants a hyphen.
pub fn is_division(text: &Text, place: TextSize) -> bool {
    let (before, after) = text.as_str().split_at(place.to_usize());
    let is_letter = |c: Option<char>| c.is_some_and(is_russian);
    is_letter(before.chars().next_back()) && is_letter(after.chars().next())
}

/// Runs of letters, digits and marks with where they start.
fn words(piece: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    piece
        .split(|c: char| c.is_ascii_punctuation() || "«»„“”…–—№".contains(c))
        .map(move |word| {
            let here = start;
            // Marks are of different lengths: the next word starts behind the one after this.
            start += word.len();
            start += piece[start..].chars().next().map_or(0, char::len_utf8);
            (here, word)
        })
}

/// Russian letters alone, and no abbreviation: with a digit, a stress mark or a look-alike letter inside, the
/// patterns would see parts of the word as words.
fn is_plain(word: &str) -> bool {
    word.chars().all(is_russian) && !word.chars().skip(1).any(char::is_uppercase)
}

fn is_russian(c: char) -> bool {
    matches!(c, 'а'..='я' | 'ё' | 'А'..='Я' | 'Ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `divided` is a piece with `|` where its words may be divided.
    fn check(divided: &str) {
        let piece = divided.replace('|', "");
        let mut shown = piece.clone();
        for at in divisions(&piece).into_iter().rev() {
            shown.insert(at, '|');
        }
        assert_eq!(shown, divided);
    }

    #[test]
    fn russian_words_are_divided_and_nothing_else() {
        check("про|мыш|лен|ность");
        check("Про|мыш|лен|ность");
        check("«про|мыш|лен|ность»,");
        check("про|мыш|лен|но-стро|и|тель|ный");
        check("дом");
        check("МИНПРОМТОРГ");
        check("прοмышленнοсть");
        check("промы\u{301}шленность");
        check("covid");
        check("2024");
        check("");
    }
}
