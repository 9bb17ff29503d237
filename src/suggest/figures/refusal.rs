//! Numbers that measure nothing: dates, times, telephones, laws, scores, ages, ordinals, versions, names.

use super::{Quantity, amount::Amount};
use crate::suggest::{atom::Atoms, lexicon::Sense};
use rust_decimal::Decimal;

/// Whether the amount at `at` only looks like one.
pub fn is_name(atoms: Atoms<'_>, at: usize, amount: &Amount, quantity: Quantity) -> bool {
    is_glued(atoms, at, amount)
        || is_date(atoms, at, amount)
        || is_telephone(atoms, at)
        || quantity == Quantity::Count
            && (is_referred_to(atoms, at, amount) || !is_count(atoms, at, amount))
        || quantity == Quantity::Physical && is_reference(atoms, at)
}

/// «Су-57», «А320», «1.2.3», «3:2», «5-й», «963-ПП», «3D».
fn is_glued(atoms: Atoms<'_>, at: usize, amount: &Amount) -> bool {
    glued_before(atoms, at) || glued_after(atoms, amount)
}

fn glued_before(atoms: Atoms<'_>, at: usize) -> bool {
    if at == 0 || atoms.apart(at) {
        return false;
    }
    match atoms.sign(at - 1) {
        Some(
            '(' | '«' | '"' | '„' | '“' | '>' | '<' | '~' | '≈' | '≥' | '≤' | '—' | '…' | ';' | '['
            | ')',
        ) => false,
        Some('/' | '.' | ',' | '!' | '?') => atoms.digits(at.wrapping_sub(2)).is_some(),
        _ => true,
    }
}

fn glued_after(atoms: Atoms<'_>, amount: &Amount) -> bool {
    let end = amount.end;
    if atoms.apart(end) {
        return false;
    }
    let follows = !atoms.apart(end + 1);
    let digits = follows && atoms.digits(end + 1).is_some();
    match atoms.sign(end) {
        Some('-' | '–' | '−' | '‑') => {
            amount.unit.is_none() && (digits || follows && atoms.word(end + 1).is_some())
        }
        Some('.' | ',' | ':' | '/' | '_') => digits,
        Some('°' | '№' | '#' | '@' | '=' | '×') => true,
        Some(_) => false,
        None => amount.unit.is_none() && amount.scale.is_none() && atoms.word(end).is_some(),
    }
}

/// «12 марта», «2024 г.», «в 2022 году», «29.12.2018».
fn is_date(atoms: Atoms<'_>, at: usize, amount: &Amount) -> bool {
    let next = atoms.past_dot(amount.end);
    let of_time = matches!(
        atoms.word(next),
        Some(
            Sense::Month(_)
                | Sense::Year
                | Sense::Years
                | Sense::Quarter
                | Sense::HalfYear
                | Sense::Century
                | Sense::Time
        )
    );
    if of_time {
        return amount.unit.is_none();
    }
    let plain = amount.scale.is_none() && amount.digits;
    let gram = amount.unit.as_ref().is_some_and(|unit| unit.code == "g")
        && atoms.text(amount.end - 1) == "г";
    plain
        && is_year(amount.value)
        && (gram || amount.unit.is_none() && stands_as_year(atoms, at, amount))
}

fn is_year(value: Decimal) -> bool {
    value.fract().is_zero() && (Decimal::from(1000)..=Decimal::from(2100)).contains(&value)
}

/// A number like a year without a unit is a year after a preposition, in brackets, in a range, at the end.
fn stands_as_year(atoms: Atoms<'_>, at: usize, amount: &Amount) -> bool {
    let written = atoms.digits(at).is_some_and(|digits| digits.len() == 4);
    let recent = amount.value >= Decimal::from(1800);
    written && recent
}

/// «8 (343) 312-00-00», «+7 900 123-45-67», «312-00-00».
fn is_telephone(atoms: Atoms<'_>, at: usize) -> bool {
    let near = at.saturating_sub(6)..at;
    let named = near.clone().any(|at| {
        atoms.word(at) == Some(Sense::Reference)
            && matches!(
                atoms.folded(at).as_str(),
                "тел" | "телефон" | "факс" | "доб"
            )
    });
    let plus = at > 0
        && atoms.sign(at - 1) == Some('+')
        && atoms.digits(at).is_some_and(|digits| digits.len() <= 2);
    let area = atoms.digits(at).is_some()
        && atoms.sign(at + 1) == Some('(')
        && atoms.digits(at + 2).is_some();
    let after_area = at > 1 && atoms.sign(at - 1) == Some(')') && atoms.digits(at - 2).is_some();
    named || plus || area || after_area
}

/// «№ 2», «ст. 15», «п. 3», «дом 5», «топ-5», «Windows 10», «1) …».
fn is_referred_to(atoms: Atoms<'_>, at: usize, amount: &Amount) -> bool {
    let bracketed = amount.digits
        && atoms.glued_sign(amount.end) == Some(')')
        && !(at > 0 && has_opening(atoms, at));
    // «5 тыс. домов» and «от 3 до 5 тыс.» begin a sentence, too, but number nothing.
    let bare = amount.scale.is_none() && amount.to.is_none();
    let listed = bare && at == 0 && matches!(atoms.glued_sign(amount.end), Some('.' | ')'));
    is_reference(atoms, at) || bracketed || listed
}

fn has_opening(atoms: Atoms<'_>, at: usize) -> bool {
    (at.saturating_sub(12)..at).any(|at| atoms.sign(at) == Some('('))
}

fn is_reference(atoms: Atoms<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let before = match atoms.glued_sign(before) {
        Some('.') if before > 0 => before - 1,
        _ => before,
    };
    // «в т. ч. 320 женщин»
    let including = atoms.text(before) == "ч" && before > 1 && atoms.text(before - 2) == "т";
    match (atoms.word(before), atoms.sign(before)) {
        _ if including => false,
        (Some(Sense::Reference | Sense::Point), _) => true,
        (Some(_), _) => {
            is_foreign(atoms.text(before))
                || atoms.text(before) == "д"
                || atoms.text(before) == "кв"
        }
        (None, Some('№' | '#' | '§')) => true,
        _ => false,
    }
}

fn is_foreign(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether something is counted: there is a scale, a bound, or a noun after it.
fn is_count(atoms: Atoms<'_>, at: usize, amount: &Amount) -> bool {
    let one = amount.value == Decimal::ONE && amount.scale.is_none();
    let whole = amount.value.fract().is_zero() || amount.scale.is_some();
    let scale_alone = !amount.digits
        && amount.scale.is_some()
        && matches!(atoms.word(at), Some(Sense::Scale(_) | Sense::HalfOf(_)));
    let (_, start) = super::bound::bound(atoms, at);
    let bounded = start < at;
    let next = atoms.past_dot(amount.end);
    let noun = super::counted::counted(atoms, next).is_some();
    match () {
        () if !whole || one && amount.digits => false,
        () if one => false,
        () if amount.vague => noun && amount.value > Decimal::ONE,
        () if scale_alone => noun || bounded,
        () if amount.scale.is_some() => true,
        () => noun || bounded && amount.digits || bounded && ends(atoms, next),
    }
}

/// Whether the sentence or a clause ends at `at`.
fn ends(atoms: Atoms<'_>, at: usize) -> bool {
    at >= atoms.len() || atoms.sign(at).is_some()
}
