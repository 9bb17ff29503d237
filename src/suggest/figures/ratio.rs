//! How many times, and which part of a whole: «в 2,5 раза», «вдвое», «85 из 94», «треть», «1/3».
//!
//! A part is told by its two numbers, since most have no exact decimal: the value is the upper one, the base the lower.

use super::{
    Figure, Quantity,
    amount::{self, Amount},
    bound,
    number::{number, written},
    unit::unit,
};
use crate::{
    annotation::{Bound, Measure},
    suggest::{atom::Atoms, lexicon::Sense},
};
use rust_decimal::Decimal;

/// The ratio that begins with atom `at`, without the preposition and the words before it.
pub fn ratio(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    fold(atoms, at)
        .or_else(|| times(atoms, at))
        .or_else(|| out_of(atoms, at))
        .or_else(|| slash(atoms, at))
        .or_else(|| part(atoms, at))
}

fn figure(atoms: Atoms<'_>, (start, end): (usize, usize), measure: Measure) -> (Figure, usize) {
    let range = atoms.range(start, end);
    let quantity = Quantity::Ratio;
    (
        Figure {
            range,
            quantity,
            measure,
        },
        end,
    )
}

fn of(value: Decimal, bound: Bound) -> Measure {
    Measure {
        value: Some(written(value)),
        bound,
        ..Measure::default()
    }
}

/// «вдвое», «более чем втрое».
fn fold(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let Sense::Fold(value) = atoms.word(at)? else {
        return None;
    };
    let (bound, start) = bound::bound(atoms, at);
    Some(figure(atoms, (start, at + 1), of(value.into(), bound)))
}

/// «в 2,5 раза», «в 1,5–2 раза», «почти в три раза», «5-кратный».
fn times(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let Amount {
        value,
        to,
        end,
        unit: None,
        ..
    } = amount::amount(atoms, at)?
    else {
        return None;
    };
    let dash = atoms.glued_sign(end) == Some('-') && atoms.folded(end + 1).starts_with("кратн");
    let (bound, start, end) = if dash {
        let (bound, start) = bound::bound(atoms, at);
        (bound, start, end + 2)
    } else {
        let preposition = at.checked_sub(1)?;
        let told = atoms.word(end)? == Sense::Times && atoms.word(preposition)? == Sense::In;
        told.then_some(())?;
        let (bound, start) = bound::bound(atoms, preposition);
        let (inner, from) = bound::bound(atoms, at);
        match bound {
            Bound::Exact => (inner, from.min(preposition), end + 1),
            bound => (bound, start, end + 1),
        }
    };
    let measure = Measure {
        to: to.map(written),
        ..of(value, bound)
    };
    Some(figure(atoms, (start, end), measure))
}

/// «85 из 94», where neither is of a unit.
fn out_of(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let part = number(atoms, at)?;
    (atoms.word(part.end)? == Sense::OutOf).then_some(())?;
    let whole = number(atoms, part.end + 1)?;
    let of_things = unit(atoms, atoms.past_dot(whole.end)).is_none();
    let fits =
        part.value <= whole.value && part.value.fract().is_zero() && whole.value.fract().is_zero();
    let likewise = part.digits == whole.digits;
    (of_things && fits && likewise).then_some(())?;
    let (bound, start) = bound::bound(atoms, at);
    Some(figure(
        atoms,
        (start, whole.end),
        shares(part.value, whole.value, bound),
    ))
}

fn shares(part: Decimal, whole: Decimal, bound: Bound) -> Measure {
    Measure {
        base: Some(written(whole)),
        ..of(part, bound)
    }
}

/// «1/3», not «24/7» and not «2023/2024».
fn slash(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let number = |at: usize| {
        atoms
            .digits(at)
            .filter(|digits| digits.len() <= 2)?
            .parse::<u8>()
            .ok()
    };
    let (part, whole) = (number(at)?, number(at + 2)?);
    let glued = atoms.glued_sign(at + 1) == Some('/') && !atoms.apart(at + 2);
    let alone = atoms.apart(at + 3) || !matches!(atoms.sign(at + 3), Some('/' | '-'));
    let begins = at == 0 || atoms.apart(at) || matches!(atoms.sign(at - 1), Some('('));
    (glued && alone && begins && part > 0 && part < whole).then_some(())?;
    let (bound, start) = bound::bound(atoms, at);
    Some(figure(
        atoms,
        (start, at + 3),
        shares(part.into(), whole.into(), bound),
    ))
}

/// «треть», «две трети», «более половины».
fn part(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let (value, end) = match atoms.word(at)? {
        Sense::Cardinal(value) if value < 10 => (value, at + 1),
        Sense::Part(_) => (1, at),
        _ => return None,
    };
    let Sense::Part(whole) = atoms.word(end)? else {
        return None;
    };
    // «первая половина», «во второй половине», «третья четверть»: a stretch of time, not a share.
    let ordinal = at > 0
        && ["ая", "ой", "ую", "ья", "ьей", "ью"]
            .iter()
            .any(|ending| atoms.folded(at - 1).ends_with(ending));
    let of_time = matches!(
        atoms.word(end + 1),
        Some(Sense::Century | Sense::Year | Sense::Time | Sense::Month(_))
    );
    (!ordinal && !of_time).then_some(())?;
    let (bound, start) = bound::bound(atoms, at);
    Some(figure(
        atoms,
        (start, end + 1),
        shares(value.into(), whole.into(), bound),
    ))
}
