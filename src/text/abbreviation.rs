//! The abbreviations of Russian press and office prose: a token keeps the dot of each, and the dot
//! ends a sentence after some of them only.

use std::{collections::HashMap, sync::LazyLock};

/// Where a sentence may end with an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before what it belongs to and never ends a sentence: «им. Косыгина».
    Leading,
    /// Stands after what it belongs to and ends a sentence when another begins: «и т.д. Цех открыт».
    Trailing,
    /// The same, but a figure goes on with the amount: «5 руб. 30 коп.».
    Amount,
    /// After a figure it is trailing («в 2022 г. Об этом»), else leading («в г. Омске»).
    Either,
}

use Abbreviation::{Amount, Either, Leading, Trailing};

/// Without the last dot, in lower case.
const ABBREVIATIONS: &[(Abbreviation, &str)] = &[
    // addresses
    (
        Leading,
        "ул просп пр-т пр-кт пер пл наб бул б-р корп стр кв обл респ р-н пос дер гор мкр оз",
    ),
    // persons and offices
    (
        Leading,
        "им проф акад доц канд докт зам зав ген гл нач тов г-н г-жа ред изд сост св мл дж",
    ),
    // references and languages
    (
        Leading,
        "см ср напр рис табл тел доб факс ст п ок лат англ нем фр рус греч кит яп исп ит",
    ),
    (Trailing, "гг вв др пр"),
    (
        Amount,
        "руб коп долл млн млрд трлн тыс чел шт экз мин сек час мес нед",
    ),
    (Either, "г в ч с д р о куб пог"),
    // of several parts
    (Leading, "т.е т.к т.н т.о т.ч и.о"),
    (Trailing, "т.д т.п н.э п.п л.с"),
];

/// The abbreviation that `word`, without its last dot, is.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    /// No abbreviation has more bytes; most words before a dot do.
    const LONGEST: usize = 10;
    if word.len() > LONGEST {
        return None;
    }
    TABLE.get(&*word.to_lowercase()).copied()
}

static TABLE: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    let lines = ABBREVIATIONS.iter();
    let words = lines.flat_map(|(kind, words)| words.split(' ').map(|word| (word, *kind)));
    words.collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_one_is_looked_up_too() {
        for (kind, words) in ABBREVIATIONS {
            for word in words.split(' ') {
                assert_eq!(abbreviation(word), Some(*kind), "{word}");
                assert_eq!(abbreviation(&word.to_uppercase()), Some(*kind), "{word}");
            }
        }
        assert_eq!(abbreviation("завод"), None);
    }
}
