//! Whether two Russian words are forms of one: they share their beginning, and what differs are case endings.
//!
//! A stemmer cuts each word alone and cuts «Бочаров» and «Бочарова» at different places; with both words at hand
//! there is no need to guess. What changes inside the stem («Павел», «Павла») is not seen.

/// Letters that must be the same at the beginning; shorter words are forms of nothing but themselves.
pub const SHORTEST: usize = 3;

/// Endings of nouns, adjectives and surnames, folded, the empty one first.
const ENDINGS: &[&str] = &[
    "", "а", "ам", "ами", "ах", "ая", "е", "его", "ее", "ей", "ем", "ему", "и", "ие", "ий", "им",
    "ими", "их", "й", "о", "ов", "ого", "ое", "ой", "ом", "ому", "ою", "у", "ую", "ы", "ые", "ый",
    "ым", "ыми", "ых", "ь", "ью", "ю", "юю", "я", "ям", "ями", "ях", "яя", "ем", "ев", "ия", "ию",
    "ией", "иям", "иями", "иях", "иев",
];

/// What may be the stem of the folded `word`, the longest first; the word itself always. Two words without hyphens that
/// are forms of one share a stem.
pub fn stems(word: &str) -> impl Iterator<Item = &str> {
    let least = word
        .char_indices()
        .nth(SHORTEST)
        .map_or(word.len(), |(at, _)| at);
    let cuts = word
        .char_indices()
        .map(|(at, _)| at)
        .rev()
        .take(4)
        .take_while(move |cut| *cut >= least);
    std::iter::once(word).chain(
        cuts.filter(|cut| ENDINGS.contains(&&word[*cut..]))
            .map(|cut| &word[..cut]),
    )
}

/// Whether `a` and `b`, both folded, are forms of one word. Parts joined by hyphens are compared one by one.
pub fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut a, mut b) = (a.split('-'), b.split('-'));
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) if same_part(a, b) => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

fn same_part(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shared: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    // The ending may begin before the first difference: «облаcт|ь», «облаcт|ью».
    let cuts = a[..shared]
        .char_indices()
        .map(|(at, _)| at)
        .chain([shared])
        .rev()
        .take(4);
    cuts.filter(|cut| a[..*cut].chars().count() >= SHORTEST)
        .any(|cut| ENDINGS.contains(&&a[cut..]) && ENDINGS.contains(&&b[cut..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::folded;

    #[test]
    fn forms_of_one_word_meet_and_different_words_do_not() {
        for (a, b, same) in [
            ("Бочаров", "Бочарова", true),
            ("Бочаровым", "БОЧАРОВ", true),
            ("Мантуров", "Мантурову", true),
            ("область", "областью", true),
            ("Волгоградской", "волгоградская", true),
            ("Краснοдарсκогο", "Краснодарского", true),
            ("северо-западный", "северо-западного", true),
            ("министерство", "министерствами", true),
            ("Россия", "России", true),
            ("Елена", "Елене", true),
            ("завод", "заводчик", false),
            ("он", "они", false),
            ("Волга", "Волгоград", false),
            ("Иванов", "Иваненко", false),
            ("2024", "2025", false),
            ("ООО", "ОАО", false),
        ] {
            assert_eq!(same_word(&folded(a), &folded(b)), same, "{a} {b}");
            assert_eq!(same_word(&folded(b), &folded(a)), same, "{b} {a}");
        }
    }
}
