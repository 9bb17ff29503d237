//! The words that figures, dates and names are made of, by what they mean for a grammar.
//!
//! A table line is `stem|ending,ending`; all forms are put into one hash table, so that each word of a text is
//! looked up once, folded: «трёх», «ТРЕХ» and «трех» with a Greek ε are one.

mod numerals;
mod units;

use foldhash::fast::FixedState;
use std::{collections::HashMap, sync::LazyLock};
pub use units::{CURRENCIES, UNITS, currency_of};

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Nothing that a grammar knows.
    Other,
    /// A preposition, conjunction, pronoun, particle or another word that nothing is counted by.
    Function,
    /// «пять», «двадцать», «триста»: its value.
    Cardinal(u16),
    /// «двое», «пятеро»: its value.
    Collective(u16),
    /// «полтора».
    OneAndHalf,
    /// «полмиллиона»: the power of ten of what it is half of.
    HalfOf(u8),
    /// «тысяча», «млн»: its power of ten.
    Scale(u8),
    /// «десятки», «сотни»: the power of ten of a number that is not told.
    Vague(u8),
    /// «половина», «треть», «четверть»: its denominator.
    Part(u8),
    /// «вдвое», «втрое»: its value.
    Fold(u8),
    /// «раз», «раза» after a number.
    Times,
    /// «процент», «процентный».
    Percent,
    /// «процентный» before «пункт».
    Percental,
    /// «пункт».
    Point,
    /// A currency: its number in [`CURRENCIES`].
    Currency(u8),
    /// «копейка», «цент»: a hundredth of a currency.
    Hundredth(u8),
    /// «США», «гонконгских»: tells one dollar from another; its number among the countries.
    Country(u8),
    /// A physical unit: its number in [`UNITS`].
    Unit(u8),
    /// «квадратный», «кв.».
    Square,
    /// «кубический», «куб.».
    Cubic,
    /// «более», «свыше».
    More,
    /// «менее».
    Less,
    /// «около», «порядка», «почти».
    About,
    /// «чуть», «немногим» before «более».
    Slightly,
    /// «минимум».
    Minimum,
    /// «максимум».
    Maximum,
    /// «как».
    As,
    /// «чем».
    Than,
    /// «не».
    Not,
    /// «минус» before digits.
    Minus,
    /// «до».
    UpTo,
    /// «от».
    From,
    /// «из».
    OutOf,
    /// «в», «во».
    In,
    /// «на».
    On,
    /// «с», «со».
    With,
    /// «по».
    Along,
    /// «и».
    And,
    /// A month: 1 to 12.
    Month(u8),
    /// «год», «г.».
    Year,
    /// «лет».
    Years,
    /// «квартал».
    Quarter,
    /// «полугодие».
    HalfYear,
    /// «век», «столетие».
    Century,
    /// «день», «час», «неделя»: time that passes, and what is told by a clock.
    Time,
    /// «статья», «пункт», «ул.», «тел.»: the number after it is a name, not an amount.
    Reference,
}

/// The sense of a folded word, and whether a dot after it belongs to it.
pub fn sense(folded: &str) -> (Sense, bool) {
    // The longest word of the table; longer ones need not be hashed.
    const LONGEST: usize = 44;
    if folded.len() > LONGEST {
        return (Sense::Other, false);
    }
    LEXICON
        .get(folded)
        .copied()
        .unwrap_or((Sense::Other, false))
}

static LEXICON: LazyLock<HashMap<String, (Sense, bool), FixedState>> = LazyLock::new(|| {
    let mut lexicon = HashMap::default();
    let tables = [numerals::words(), units::words()].concat();
    for (sense, forms) in tables {
        for (form, abbreviated) in expand(forms) {
            lexicon.entry(form).or_insert((sense, abbreviated));
        }
    }
    lexicon
});

/// The forms of a line: `stem|a,b` has `stema`, `stemb` and, when an ending is empty, `stem`; a dot at the end marks
/// an abbreviation.
fn expand(line: &str) -> impl Iterator<Item = (String, bool)> {
    line.split_whitespace().flat_map(|entry| {
        let (stem, endings) = entry.split_once('|').unwrap_or((entry, ""));
        endings.split(',').map(move |ending| {
            let form = format!("{stem}{ending}");
            match form.strip_suffix('.') {
                Some(short) => (short.to_owned(), true),
                None => (form, false),
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_sense_of_their_table() {
        for (word, expected) in [
            ("трех", Sense::Cardinal(3)),
            ("двадцатью", Sense::Cardinal(20)),
            ("миллиардов", Sense::Scale(9)),
            ("млрд", Sense::Scale(9)),
            ("тыс", Sense::Scale(3)),
            ("января", Sense::Month(1)),
            ("процентами", Sense::Percent),
            ("стол", Sense::Other),
        ] {
            assert_eq!(sense(word).0, expected, "{word}");
        }
        assert!(sense("тыс").1 && !sense("тысяч").1);
    }

    #[test]
    fn no_form_has_two_senses() {
        let mut seen: HashMap<String, Sense> = HashMap::new();
        for (sense, forms) in [numerals::words(), units::words()].concat() {
            for (form, _) in expand(forms) {
                assert_eq!(*seen.entry(form.clone()).or_insert(sense), sense, "{form}");
                assert_eq!(crate::text::fold::folded(&form), form);
            }
        }
    }
}
