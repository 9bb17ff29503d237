//! The abbreviations of Russian press and office prose: a token keeps the dot of each, and the dot
//! ends a sentence after some of them only.

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
    let word = word.to_lowercase();
    let holds = |words: &str| words.split(' ').any(|listed| listed == word);
    let found = ABBREVIATIONS.iter().find(|(_, words)| holds(words));
    found.map(|(kind, _)| *kind)
}
