//! A number in running text: digits with blanks between thousands, numerals in words, scales. Exact decimals.

use super::unit::{Dimension, unit};
use crate::suggest::{
    atom::{Atoms, Kind},
    lexicon::Sense,
};
use rust_decimal::Decimal;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Scale included.
    pub value: Decimal,
    /// What it was before its scale.
    pub bare: Decimal,
    /// The power of ten of its scale.
    pub scale: Option<u8>,
    /// It is written in digits.
    pub digits: bool,
    /// How many there are is not told: «десятки тысяч».
    pub vague: bool,
    /// The atom after it; the dot of an abbreviation is left out.
    pub end: usize,
}

/// The number that begins with atom `at`.
pub fn number(atoms: Atoms<'_>, at: usize) -> Option<Number> {
    let first = scaled(atoms, at)?;
    Some(with_smaller(atoms, first))
}

/// «5 млн 300 тысяч», «два миллиона двести»: what follows must be smaller than the scale before.
fn with_smaller(atoms: Atoms<'_>, number: Number) -> Number {
    let next = atoms.past_dot(number.end);
    let smaller = number.scale.and_then(|scale| {
        let rest = scaled(atoms, next)?;
        let below = rest.scale.unwrap_or(0) < scale && rest.value < power(scale)?;
        // «150 тыс. 500 руб.», but not «5 тыс. 300 человек».
        let told = || rest.scale.is_some() || is_money(atoms, rest.end);
        let likewise = rest.digits == number.digits && (!rest.digits || told());
        (below && likewise && !rest.vague).then_some(rest)
    });
    match smaller.and_then(|rest| Some((rest, number.value.checked_add(rest.value)?))) {
        Some((rest, value)) => with_smaller(
            atoms,
            Number {
                value,
                scale: rest.scale,
                ..rest
            },
        ),
        None => number,
    }
}

fn is_money(atoms: Atoms<'_>, at: usize) -> bool {
    unit(atoms, at).is_some_and(|unit| unit.dimension == Dimension::Money)
}

/// One number with one scale, «десять тысяч», or a scale alone, «миллион».
fn scaled(atoms: Atoms<'_>, at: usize) -> Option<Number> {
    let bare = bare(atoms, at)?;
    match scale_at(atoms, bare.end) {
        Some((scale, end)) if bare.scale.is_none() => Some(Number {
            value: bare.value.checked_mul(power(scale)?)?,
            scale: Some(scale),
            end,
            ..bare
        }),
        _ => Some(bare),
    }
}

/// The scale at `at` with the atom after it: «млн», «тысяч миллиардов» is none.
fn scale_at(atoms: Atoms<'_>, at: usize) -> Option<(u8, usize)> {
    match atoms.word(at)? {
        Sense::Scale(scale) => Some((scale, at + 1)),
        _ => None,
    }
}

/// A power of ten.
pub fn power(scale: u8) -> Option<Decimal> {
    (0..scale).try_fold(Decimal::ONE, |power, _| power.checked_mul(Decimal::TEN))
}

/// A number without its scale.
fn bare(atoms: Atoms<'_>, at: usize) -> Option<Number> {
    match atoms.get(at)?.kind {
        Kind::Digits => in_digits(atoms, at),
        Kind::Word(sense) => in_words(atoms, at, sense),
        Kind::Sign(_) => None,
    }
}

fn in_digits(atoms: Atoms<'_>, at: usize) -> Option<Number> {
    let (mut written, mut end) = grouped(atoms, at);
    if let Some(fraction) = fraction(atoms, end) {
        written = format!("{written}.{fraction}");
        end += 2;
    }
    let value = Decimal::from_str_exact(&written).ok()?;
    Some(Number {
        value,
        bare: value,
        scale: None,
        digits: true,
        vague: false,
        end,
    })
}

/// The atom after the groups of digits at `at`: more of them than a decimal can hold are no number, nor is a part of them.
pub fn past_digits(atoms: Atoms<'_>, at: usize) -> usize {
    grouped(atoms, at).1
}

/// `73 000`: the digits of all groups, and the atom after them.
fn grouped(atoms: Atoms<'_>, at: usize) -> (String, usize) {
    let mut written = atoms.text(at).to_owned();
    let mut end = at + 1;
    let leads = written.len() <= 3 && !written.starts_with('0');
    while leads && atoms.apart(end) {
        match atoms.digits(end).filter(|group| group.len() == 3) {
            Some(group) if single_blank(atoms, end) => written.push_str(group),
            _ => break,
        }
        end += 1;
    }
    (written, end)
}

/// Whether just one character, not a line break, stands between atom `at` and the one before it.
fn single_blank(atoms: Atoms<'_>, at: usize) -> bool {
    let between = atoms.between(at - 1, at + 1);
    let blank = &between[atoms.text(at - 1).len()..between.len() - atoms.text(at).len()];
    blank.chars().count() == 1 && blank != "\n" && blank != "\t"
}

/// The digits after the comma or the point at `at`.
fn fraction<'a>(atoms: Atoms<'a>, at: usize) -> Option<&'a str> {
    matches!(atoms.glued_sign(at)?, ',' | '.').then_some(())?;
    atoms.digits(at + 1).filter(|_| !atoms.apart(at + 1))
}

fn in_words(atoms: Atoms<'_>, at: usize, sense: Sense) -> Option<Number> {
    let words = |value: Decimal, scale, vague, end| Number {
        value,
        bare: value,
        scale,
        digits: false,
        vague,
        end,
    };
    match sense {
        Sense::Cardinal(first) => {
            let (value, end) = cardinal(atoms, at + 1, first);
            let (value, end) = with_half(atoms, Decimal::from(value), end);
            Some(words(value, None, false, end))
        }
        Sense::Collective(value) => Some(words(value.into(), None, false, at + 1)),
        Sense::OneAndHalf => Some(words(Decimal::new(15, 1), None, false, at + 1)),
        Sense::HalfOf(scale) => {
            let half = power(scale)? / Decimal::TWO;
            Some(words(half, Some(scale), false, at + 1))
        }
        Sense::Scale(scale) => Some(words(power(scale)?, Some(scale), false, at + 1)),
        Sense::Vague(scale) => Some(words(power(scale)?, None, true, at + 1)),
        _ => None,
    }
}

/// «двадцать пять», «сто сорок два»: each word smaller than the last place of the one before.
fn cardinal(atoms: Atoms<'_>, at: usize, first: u16) -> (u16, usize) {
    let (mut value, mut last, mut end) = (first, first, at);
    while let Some(Sense::Cardinal(next)) = atoms.word(end) {
        let room = match last {
            100.. => 100,
            20.. => 10,
            _ => 1,
        };
        if next == 0 || next >= room {
            break;
        }
        (value, last, end) = (value + next, next, end + 1);
    }
    (value, end)
}

/// «два с половиной».
fn with_half(atoms: Atoms<'_>, value: Decimal, end: usize) -> (Decimal, usize) {
    let half = atoms.word(end) == Some(Sense::With) && atoms.word(end + 1) == Some(Sense::Part(2));
    match half {
        true => (value + Decimal::new(5, 1), end + 2),
        false => (value, end),
    }
}

/// How a value is written in a layer: no blanks, a point, no zeros at the end of a fraction.
pub fn written(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{suggest::atom, text::TextRange};

    fn check(source: &str, expected: &str) {
        let mut read = Vec::new();
        atom::read(source, TextRange::from_usize(0..source.len()), &mut read);
        let atoms = Atoms::new(source, &read);
        let told =
            number(atoms, 0).map(|n| format!("{} «{}»", written(n.value), atoms.between(0, n.end)));
        assert_eq!(
            told.as_deref(),
            (!expected.is_empty()).then_some(expected),
            "{source}"
        );
    }

    #[test]
    fn digits() {
        check("9,5", "9.5 «9,5»");
        check("530.50", "530.5 «530.50»");
        check("73 000 жителей", "73000 «73 000»");
        check(
            "1\u{a0}234\u{202f}567,8 руб.",
            "1234567.8 «1\u{a0}234\u{202f}567,8»",
        );
        check("12 34", "12 «12»");
        check("1500 100", "1500 «1500»");
        check("5, 6", "5 «5»");
        check("13,4тысяч", "13400 «13,4тысяч»");
        check("-5", "");
        check("99999999999999999999999999999999", "");
    }

    #[test]
    fn words() {
        check("семь миллиардов рублей", "7000000000 «семь миллиардов»");
        check("двадцать пять тысяч", "25000 «двадцать пять тысяч»");
        check("сто сорок два", "142 «сто сорок два»");
        check("двести тысяч триста", "200300 «двести тысяч триста»");
        check("полтора миллиона", "1500000 «полтора миллиона»");
        check(
            "два с половиной миллиарда",
            "2500000000 «два с половиной миллиарда»",
        );
        check("два три", "2 «два»");
        check("тридцать пятьдесят", "30 «тридцать»");
        check("миллион рублей", "1000000 «миллион»");
        check("трёх", "3 «трёх»");
        check("десятки тысяч", "10000 «десятки тысяч»");
        check("стол", "");
    }

    #[test]
    fn scales() {
        check("5 млн 300 тыс. рублей", "5300000 «5 млн 300 тыс»");
        check("381 млрд", "381000000000 «381 млрд»");
        check("0,5 трлн", "500000000000 «0,5 трлн»");
        check("5 млн 300", "5000000 «5 млн»");
        check("5 тыс. 7 млн", "5000 «5 тыс»");
    }
}
