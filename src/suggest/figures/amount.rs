//! A number or a range of numbers with a sign and a unit.

use super::{
    number::{self, Number, number},
    unit::{Dimension, Unit, currency_adjective, currency_sign, unit},
};
use crate::suggest::{
    atom::{Atoms, Kind},
    lexicon::Sense,
};
use rust_decimal::Decimal;

/// How much of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, or the lower end.
    pub value: Decimal,
    /// The upper end.
    pub to: Option<Decimal>,
    /// What is counted, if it is a unit.
    pub unit: Option<Unit>,
    /// The power of ten of the scale that was written.
    pub scale: Option<u8>,
    /// In digits.
    pub digits: bool,
    /// «десятки».
    pub vague: bool,
    /// The atom after it; the dot of an abbreviation is left out.
    pub end: usize,
}

/// The amount that begins with atom `at`, its sign or the «от» before it.
pub fn amount(atoms: Atoms<'_>, at: usize) -> Option<Amount> {
    if atoms.word(at) == Some(Sense::From) {
        return from_to(atoms, at);
    }
    let (negative, first) = signed(atoms, at)?;
    let low = single(atoms, first)?;
    let amount = dash_to(atoms, &low).unwrap_or(low);
    let value = if negative {
        -amount.value
    } else {
        amount.value
    };
    Some(Amount { value, ..amount })
}

/// Whether there is a minus before the digits at or after `at`, and where they begin.
fn signed(atoms: Atoms<'_>, at: usize) -> Option<(bool, usize)> {
    if atoms.word(at) == Some(Sense::Minus) {
        return atoms.digits(at + 1).map(|_| (true, at + 1));
    }
    let sign = match atoms.get(at)?.kind {
        Kind::Sign(sign) => sign,
        _ => return Some((false, at)),
    };
    if currency_sign(sign).is_some() {
        return Some((false, at));
    }
    let free =
        atoms.apart(at) || at == 0 || matches!(atoms.sign(at - 1), Some('(' | '«' | '"' | '/'));
    let glued = atoms.digits(at + 1).is_some() && !atoms.apart(at + 1);
    match sign {
        '-' | '−' | '–' if free && glued => Some((true, at + 1)),
        '+' | '±' if glued => Some((false, at + 1)),
        _ => None,
    }
}

/// «$1,5 млн», «5 руб. 30 коп.»: one number.
fn single(atoms: Atoms<'_>, at: usize) -> Option<Amount> {
    let Some(code) = atoms.sign(at).and_then(currency_sign) else {
        return Some(with_unit(atoms, number(atoms, at)?));
    };
    let number = number(atoms, at + 1)?;
    let unit = Unit {
        dimension: Dimension::Money,
        code: code.into(),
        hundredth: false,
        before: true,
        end: number.end,
    };
    Some(Amount {
        value: number.value,
        to: None,
        unit: Some(unit),
        scale: number.scale,
        digits: number.digits,
        vague: number.vague,
        end: number.end,
    })
}

fn with_unit(atoms: Atoms<'_>, number: Number) -> Amount {
    let number = with_ending(atoms, number);
    let unit = unit(atoms, atoms.past_dot(number.end)).or_else(|| adjective(atoms, &number));
    let hundredth = unit.as_ref().is_some_and(|unit| unit.hundredth);
    let amount = Amount {
        value: if hundredth {
            hundredth_of(number.value)
        } else {
            number.value
        },
        to: None,
        end: unit.as_ref().map_or(number.end, |unit| unit.end),
        unit,
        scale: number.scale,
        digits: number.digits,
        vague: number.vague,
    };
    with_hundredths(atoms, amount)
}

/// «в 24-х странах»: the ending of a cardinal; «5-й» is an ordinal and no amount.
fn with_ending(atoms: Atoms<'_>, number: Number) -> Number {
    let dash = atoms.glued_sign(number.end) == Some('-') && !atoms.apart(number.end + 1);
    let ending = matches!(atoms.text(number.end + 1), "х" | "ти" | "и" | "ми" | "мя");
    let whole = number.digits && atoms.apart(number.end + 2);
    match dash && ending && whole {
        true => Number {
            end: number.end + 2,
            ..number
        },
        false => number,
    }
}

fn hundredth_of(value: Decimal) -> Decimal {
    value * Decimal::new(1, 2)
}

/// «70-процентное», «20-долларовая»: the word after the dash.
fn adjective(atoms: Atoms<'_>, number: &Number) -> Option<Unit> {
    let at = number.end + 1;
    let dash = atoms.glued_sign(number.end) == Some('-') && !atoms.apart(at);
    let (dimension, code) = match atoms.word(at).filter(|_| dash)? {
        Sense::Percental | Sense::Percent => (Dimension::Percent, "%"),
        _ => (Dimension::Money, currency_adjective(&atoms.folded(at))?),
    };
    Some(Unit {
        dimension,
        code: code.into(),
        hundredth: false,
        before: false,
        end: at + 1,
    })
}

/// «5 руб. 30 коп.»
fn with_hundredths(atoms: Atoms<'_>, amount: Amount) -> Amount {
    let whole = amount
        .unit
        .as_ref()
        .filter(|unit| unit.dimension == Dimension::Money && !unit.hundredth);
    let rest = whole.and_then(|whole| {
        let rest = number(atoms, atoms.past_dot(amount.end))
            .filter(|rest| rest.value < Decimal::ONE_HUNDRED)?;
        let unit =
            unit(atoms, rest.end).filter(|unit| unit.hundredth && unit.code == whole.code)?;
        // What no decimal can hold stays as it was.
        let value = amount.value.checked_add(hundredth_of(rest.value))?;
        Some((value, unit.end))
    });
    match rest {
        Some((value, end)) => Amount {
            value,
            end,
            ..amount
        },
        None => amount,
    }
}

/// «10–15 %», «2 млн — 3 млн рублей», «два-три».
fn dash_to(atoms: Atoms<'_>, low: &Amount) -> Option<Amount> {
    let dash = atoms.past_dot(low.end);
    let even = atoms.apart(dash) == atoms.apart(dash + 1);
    let is_dash = matches!(atoms.sign(dash)?, '-' | '–' | '—' | '−' | '÷') && even;
    let high = single(atoms, dash + 1).filter(|_| is_dash)?;
    // «312-00-00» is no range, nor is what is not longer than its beginning.
    let more = matches!(atoms.glued_sign(high.end), Some('-' | '–' | '−'))
        && atoms.digits(high.end + 1).is_some();
    joined(low, high).filter(|_| !more)
}

/// «от 3 до 5 тысяч рублей».
fn from_to(atoms: Atoms<'_>, at: usize) -> Option<Amount> {
    let low = single(atoms, at + 1)?;
    let to = atoms.past_dot(low.end);
    (atoms.word(to)? == Sense::UpTo).then_some(())?;
    joined(&low, single(atoms, to + 1)?)
}

/// The amounts of a change whose unit is told once, «с 9 до 2 процентов»: `from`, that ends before the «до», with the unit
/// of the other, and the atom that the other begins with.
pub fn change(atoms: Atoms<'_>, from: &Amount) -> Option<(Amount, Amount, usize)> {
    let up_to = atoms.past_dot(from.end);
    let told_once = from.unit.is_none() && atoms.word(up_to)? == Sense::UpTo;
    let to = amount(atoms, up_to + 1).filter(|to| told_once && to.unit.is_some())?;
    let from = Amount {
        value: likewise_scaled(from, &to).unwrap_or(from.value),
        unit: to.unit.clone(),
        ..from.clone()
    };
    Some((from, to, up_to + 1))
}

/// The value of `from` in the scale of `to`, «с 9 до 2 тысяч», if that brings it nearer: «с 500 до 2 тысяч» is 500.
fn likewise_scaled(from: &Amount, to: &Amount) -> Option<Decimal> {
    let power = to
        .scale
        .filter(|_| from.scale.is_none())
        .and_then(number::power)?;
    let scaled = from.value.checked_mul(power)?;
    let nearer = scaled.checked_mul(from.value)? < to.value.checked_mul(to.value)?;
    nearer.then_some(scaled)
}

/// The range from `low` to `high`: the scale and unit of the second are those of the first if it has none.
fn joined(low: &Amount, high: Amount) -> Option<Amount> {
    let same_unit = match (&low.unit, &high.unit) {
        (Some(low), Some(high)) => low.code == high.code,
        // «$50–60 тысяч»
        (Some(low_unit), None) => low_unit.before,
        (None, _) => true,
    };
    let value = match high.scale.and_then(number::power) {
        Some(power) if low.scale.is_none() && low.value < high.value.checked_div(power)? => {
            low.value.checked_mul(power)?
        }
        _ => low.value,
    };
    let grows = value < high.value && low.digits == high.digits && !low.vague;
    let unit = high.unit.or_else(|| low.unit.clone());
    (same_unit && grows).then_some(Amount {
        value,
        to: Some(high.value),
        unit,
        ..high
    })
}
