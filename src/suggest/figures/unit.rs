//! What a number counts: money, percent, percentage points, a physical unit.

use crate::suggest::{
    atom::Atoms,
    lexicon::{CURRENCIES, Sense, UNITS, currency_of},
};
use std::borrow::Cow;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Money; the unit is an ISO 4217 code.
    Money,
    /// Percent and percentage points.
    Percent,
    /// The unit is a UCUM code.
    Physical,
}

/// A unit after a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// ISO 4217, `%`, `pp`, UCUM.
    pub code: Cow<'static, str>,
    /// It is a hundredth of that: «копеек».
    pub hundredth: bool,
    /// It stands before the number: «$».
    pub before: bool,
    /// The atom after it; the dot of an abbreviation is left out.
    pub end: usize,
}

impl Unit {
    fn new(dimension: Dimension, code: impl Into<Cow<'static, str>>, end: usize) -> Self {
        Self {
            dimension,
            code: code.into(),
            hundredth: false,
            before: false,
            end,
        }
    }
}

/// The unit that begins with atom `at`.
pub fn unit(atoms: Atoms<'_>, at: usize) -> Option<Unit> {
    percent(atoms, at)
        .or_else(|| money(atoms, at))
        .or_else(|| physical(atoms, at))
}

fn percent(atoms: Atoms<'_>, at: usize) -> Option<Unit> {
    let of = |code, end| Some(Unit::new(Dimension::Percent, code, end));
    let is_point = |at| atoms.word(at) == Some(Sense::Point);
    match atoms.word(at) {
        None if atoms.sign(at) == Some('%') => of("%", at + 1),
        Some(Sense::Percental) if is_point(at + 1) => of("pp", at + 2),
        Some(Sense::Percent) if is_point(atoms.past_dot(at + 1)) => {
            of("pp", atoms.past_dot(at + 1) + 1)
        }
        Some(Sense::Percent) => of("%", at + 1),
        Some(_) => short_points(atoms, at).and_then(|end| of("pp", end)),
        None => None,
    }
}

/// «п. п.», «п.п.», «пп», «п/п»: the atom after it.
fn short_points(atoms: Atoms<'_>, at: usize) -> Option<usize> {
    match atoms.text(at) {
        "пп" => Some(at + 1),
        "п" if matches!(atoms.glued_sign(at + 1), Some('.' | '/')) && atoms.text(at + 2) == "п" => {
            Some(at + 3)
        }
        _ => None,
    }
}

/// The code of a currency sign.
pub fn currency_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '₽' => "RUB",
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '₸' => "KZT",
        '₴' => "UAH",
        '₹' => "INR",
        '₺' => "TRY",
        _ => return None,
    })
}

/// The code of a currency from its folded adjective: «рублёвый», «долларовой».
pub fn currency_adjective(folded: &str) -> Option<&'static str> {
    const STEMS: [(&str, &str); 4] = [
        ("рублев", "RUB"),
        ("долларов", "USD"),
        ("евров", "EUR"),
        ("юанев", "CNY"),
    ];
    let begins = |(stem, _): &&(&str, &str)| folded.starts_with(stem);
    STEMS.iter().find(begins).map(|(_, code)| *code)
}

fn money(atoms: Atoms<'_>, at: usize) -> Option<Unit> {
    let of = |code, end| Some(Unit::new(Dimension::Money, code, end));
    let code = |index: u8| CURRENCIES.get(usize::from(index)).map(|(code, _)| *code);
    if let Some(code) = atoms.sign(at).and_then(currency_sign) {
        return of(code, at + 1);
    }
    match atoms.word(at)? {
        Sense::Currency(base) => {
            let (code, end) = with_country(atoms, code(base)?, at + 1);
            of(code, end)
        }
        Sense::Country(country) => match atoms.word(at + 1)? {
            Sense::Currency(base) => {
                let (_, end) = with_country(atoms, code(base)?, at + 2);
                of(currency_of(code(base)?, country)?, end)
            }
            _ => None,
        },
        Sense::Hundredth(base) => Some(Unit {
            hundredth: true,
            ..Unit::new(Dimension::Money, code(base)?, at + 1)
        }),
        _ if is_short_rouble(atoms, at) => of("RUB", at + 1),
        _ => None,
    }
}

/// «долларов США», «фунтов стерлингов».
fn with_country(atoms: Atoms<'_>, base: &'static str, end: usize) -> (&'static str, usize) {
    let next = atoms.past_dot(end);
    match atoms.word(next) {
        Some(Sense::Country(country)) if atoms.is_capital(next) || base == "GBP" => {
            currency_of(base, country).map_or((base, end), |code| (code, next + 1))
        }
        _ => (base, end),
    }
}

/// «100 р.», «100 р»: nothing else is written so after a number.
fn is_short_rouble(atoms: Atoms<'_>, at: usize) -> bool {
    atoms.text(at) == "р" && (atoms.glued_sign(at + 1) == Some('.') || atoms.apart(at + 1))
}

fn physical(atoms: Atoms<'_>, at: usize) -> Option<Unit> {
    let of = |code: Cow<'static, str>, end| Some(Unit::new(Dimension::Physical, code, end));
    if atoms.sign(at) == Some('°') {
        let celsius = matches!(atoms.text(at + 1), "C" | "С");
        return of(
            if celsius { "Cel" } else { "deg" }.into(),
            at + 1 + usize::from(celsius),
        );
    }
    match atoms.word(at)? {
        Sense::Unit(index) => {
            let (code, end) = powered(atoms, UNITS.get(usize::from(index))?.0, at)?;
            let (code, end) = by_time(atoms, code, end);
            of(code, end)
        }
        // «кВ» and «кв.» fold to one word.
        Sense::Square if atoms.text(at) == "кВ" => of("kV".into(), at + 1),
        Sense::Square => spaced_power(atoms, at, '2').and_then(|(code, end)| of(code, end)),
        Sense::Cubic => spaced_power(atoms, at, '3').and_then(|(code, end)| of(code, end)),
        _ if atoms.folded(at) == "лошадиных" && atoms.folded(at + 1) == "сил" => {
            of("[HP]".into(), at + 2)
        }
        _ if atoms.folded(at).starts_with("погонн") => {
            let Sense::Unit(index) = atoms.word(at + 1)? else {
                return None;
            };
            of(UNITS.get(usize::from(index))?.0.into(), at + 2)
        }
        _ => None,
    }
}

/// «кв. м», «квадратных километров».
fn spaced_power(atoms: Atoms<'_>, at: usize, power: char) -> Option<(Cow<'static, str>, usize)> {
    let next = atoms.past_dot(at + 1);
    match atoms.word(next)? {
        Sense::Unit(index) => {
            let code = UNITS.get(usize::from(index))?.0;
            matches!(code, "m" | "km" | "cm" | "mm")
                .then(|| (format!("{code}{power}").into(), next + 1))
        }
        _ => None,
    }
}

/// The unit at `at` with what stands after it: «м2», «м³», «м кв.»; `None` when it is no unit after all.
fn powered(atoms: Atoms<'_>, code: &'static str, at: usize) -> Option<(Cow<'static, str>, usize)> {
    if is_letter_of_abbreviation(atoms, at) {
        return None;
    }
    let end = at + 1;
    let power = match (atoms.text(end), atoms.word(end)) {
        ("2" | "²", _) if !atoms.apart(end) => '2',
        ("3" | "³", _) if !atoms.apart(end) => '3',
        (_, Some(Sense::Square)) => '2',
        (_, Some(Sense::Cubic)) => '3',
        _ if code == "L" && horse(atoms, end) => return Some(("[HP]".into(), end + 2)),
        _ if code == "deg" => return Some(degrees(atoms, end)),
        _ => return Some((code.into(), end)),
    };
    match code {
        "m" | "km" | "cm" | "mm" => Some((format!("{code}{power}").into(), end + 1)),
        _ => Some((code.into(), end)),
    }
}

/// The «т» of «т. е.», the «г» of «г. Омске».
fn is_letter_of_abbreviation(atoms: Atoms<'_>, at: usize) -> bool {
    let dotted = atoms.glued_sign(at + 1) == Some('.');
    let next = atoms.text(at + 2);
    match atoms.text(at) {
        "т" => dotted && matches!(next, "е" | "д" | "п" | "к" | "н" | "ч" | "о"),
        "г" => dotted && atoms.is_capital(at + 2),
        _ => false,
    }
}

/// «л.с.», «л. с.» after the «л».
fn horse(atoms: Atoms<'_>, at: usize) -> bool {
    atoms.glued_sign(at) == Some('.')
        && atoms.text(at + 1) == "с"
        && atoms.glued_sign(at + 2) == Some('.')
}

fn degrees(atoms: Atoms<'_>, end: usize) -> (Cow<'static, str>, usize) {
    match atoms.folded(end).as_str() {
        "цельсия" => ("Cel".into(), end + 1),
        "тепла" | "мороза" => ("Cel".into(), end),
        _ => ("deg".into(), end),
    }
}

/// «км/ч», «кВт·ч», «киловатт-часов»: the unit with a time.
fn by_time(atoms: Atoms<'_>, code: Cow<'static, str>, end: usize) -> (Cow<'static, str>, usize) {
    let word = atoms.folded(end + 1);
    let is_watt = matches!(code.as_ref(), "kW" | "MW" | "GW" | "W");
    match atoms.glued_sign(end) {
        Some('/') => match per(&word) {
            Some(time) => (format!("{code}/{time}").into(), end + 2),
            None => (code, end),
        },
        Some('·' | '*' | '-' | '⋅' | '∙') if is_watt && is_hour(&word) => {
            (format!("{code}.h").into(), end + 2)
        }
        _ if is_watt && matches!(atoms.folded(end).as_str(), "ч" | "часов" | "часа") => {
            (format!("{code}.h").into(), end + 1)
        }
        _ => (code, end),
    }
}

fn is_hour(word: &str) -> bool {
    word == "ч" || word.starts_with("час")
}

fn per(word: &str) -> Option<&'static str> {
    Some(match word {
        "ч" | "час" => "h",
        "с" | "сек" => "s",
        "мин" => "min",
        "сут" | "сутки" => "d",
        "год" => "a",
        "га" => "har",
        "л" => "L",
        _ => return None,
    })
}
