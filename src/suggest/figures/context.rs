//! What the sentence says of a figure: whether something grew or fell by it, of which time, compared with what.

use super::{Figure, Quantity};
use crate::suggest::{
    atom::Atoms,
    dates::{Date, dates},
    lexicon::Sense,
};
use std::ops::Range;

/// How many atoms away from a figure its change is told.
const NEAR: usize = 9;

/// So many dates before a figure and after it may be its period: the search ends in a line of nothing else.
const MOST_DATES: usize = 32;

/// Add what the sentence says to its figures.
pub fn add(atoms: Atoms<'_>, figures: &mut [Figure]) {
    if figures.is_empty() {
        return;
    }
    let dates = dates(atoms);
    let places: Vec<Range<usize>> = figures
        .iter()
        .map(|figure| atoms.cover(figure.range))
        .collect();
    for (index, figure) in figures.iter_mut().enumerate() {
        let place = places[index].clone();
        let from = index.checked_sub(1).map_or(0, |before| places[before].end);
        let to = places
            .get(index + 1)
            .map_or(atoms.len(), |after| after.start);
        let measure = &mut figure.measure;
        measure.change = change(atoms, &place, from).map(str::to_owned);
        let base = base(atoms, place.end, to);
        measure.period = period(atoms, &dates, &place, base.as_ref());
        if figure.quantity != Quantity::Ratio || measure.base.is_none() {
            measure.base = base.map(|base| atoms.between(base.start, base.end).to_owned());
        }
    }
}

const GROWTH: [&str; 22] = [
    "вырос",
    "возрос",
    "увелич",
    "прирос",
    "повыс",
    "повыш",
    "подорож",
    "прибав",
    "поднял",
    "поднят",
    "ускор",
    "расшир",
    "роста",
    "ростом",
    "рост",
    "растет",
    "растут",
    "укреп",
    "больше",
    "выше",
    "дороже",
    "нараст",
];

const FALL: [&str; 19] = [
    "сниз",
    "сниж",
    "пониз",
    "пониж",
    "упал",
    "упад",
    "паден",
    "сократ",
    "сокращ",
    "уменьш",
    "подешев",
    "опуст",
    "замедл",
    "ослаб",
    "спад",
    "меньше",
    "ниже",
    "дешевле",
    "потерял",
];

/// `growth` or `fall`: told by a sign, by the word after («на 5 % больше») or by the nearest word before.
fn change(atoms: Atoms<'_>, place: &Range<usize>, from: usize) -> Option<&'static str> {
    match atoms.sign(place.start) {
        Some('+') => return Some("growth"),
        Some('-' | '−' | '–') => return Some("fall"),
        _ => {}
    }
    let by = (place.start.saturating_sub(1)..place.end)
        .any(|at| matches!(atoms.word(at), Some(Sense::On | Sense::In | Sense::UpTo)));
    let folds = matches!(atoms.word(place.end - 1), Some(Sense::Fold(_)));
    if !by && !folds {
        return None;
    }
    let after = atoms.past_dot(place.end);
    let before = (from.max(place.start.saturating_sub(NEAR))..place.start).rev();
    let before = before.take_while(|at| !matches!(atoms.sign(*at), Some(';' | ':' | ')')));
    std::iter::once(after)
        .chain(before)
        .find_map(|at| direction(atoms, at))
}

fn direction(atoms: Atoms<'_>, at: usize) -> Option<&'static str> {
    let word = atoms.folded(at);
    let begins =
        |stems: &[&str]| !word.is_empty() && stems.iter().any(|stem| word.starts_with(stem));
    match () {
        () if word.starts_with("ростов") => None,
        () if begins(&GROWTH) => Some("growth"),
        () if begins(&FALL) => Some("fall"),
        () => None,
    }
}

/// The date before the figure that is nearest, else the nearest after it; not one of the base of comparison.
fn period(
    atoms: Atoms<'_>,
    dates: &[Date],
    place: &Range<usize>,
    base: Option<&Range<usize>>,
) -> Option<String> {
    let free = |date: &&Date| {
        let date = atoms.cover(date.range);
        base.is_none_or(|base| !base.contains(&date.start)) && !compares(atoms, date.start)
    };
    // They are in order, and nothing overlaps.
    let before = dates.partition_point(|date| atoms.cover(date.range).end <= place.start);
    let after = dates.partition_point(|date| atoms.cover(date.range).start < place.end);
    let before = dates[..before].iter().rev().take(MOST_DATES);
    let after = dates[after..].iter().take(MOST_DATES);
    let date = before.chain(after).find(free)?;
    Some(date.iso.clone().unwrap_or_else(|| {
        let place = atoms.cover(date.range);
        atoms.between(place.start, place.end).to_owned()
    }))
}

/// Whether a date at `at` belongs to a comparison: «к уровню 2022 г.», «чем в 2022 году».
fn compares(atoms: Atoms<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|at| {
        let word = atoms.folded(at);
        atoms.word(at) == Some(Sense::Than)
            || ["уровн", "сравнен", "отношен", "аналогичн"]
                .iter()
                .any(|stem| word.starts_with(stem))
    })
}

/// The atoms of the comparison that begins between `from` and `to`, to the end of its clause.
fn base(atoms: Atoms<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let start = (from..to.min(from + NEAR)).find(|at| begins_base(atoms, *at))?;
    if matches!(atoms.text(start), "г") {
        return Some(start..start + 3);
    }
    let ends = |at: &usize| {
        let sign = matches!(
            atoms.sign(*at),
            Some(',' | ';' | ')' | '(' | '—' | '»' | '!' | '?')
        );
        sign || atoms.word(*at) == Some(Sense::And)
    };
    let end = (start..to).find(ends).unwrap_or(to);
    let dotted = end == atoms.len() && atoms.sign(end - 1) == Some('.');
    Some(start..end - usize::from(dotted))
}

/// «к уровню», «по сравнению с», «по отношению к», «к аналогичному периоду», «чем в 2022 году», «г/г».
fn begins_base(atoms: Atoms<'_>, at: usize) -> bool {
    let next = atoms.folded(at + 1);
    let next = |stems: &[&str]| stems.iter().any(|stem| next.starts_with(stem));
    match atoms.folded(at).as_str() {
        "по" => next(&["сравнен", "отношен"]),
        "к" | "ко" => next(&[
            "уровн",
            "аналогичн",
            "соответств",
            "прошл",
            "предыдущ",
            "показател",
            "январ",
            "декабр",
        ]),
        "относительно" | "против" => true,
        "чем" => next(&["в", "год", "за"]) || atoms.digits(at + 1).is_some(),
        "г" => atoms.glued_sign(at + 1) == Some('/') && atoms.text(at + 2) == "г",
        "год" => next(&["к"]),
        _ => false,
    }
}
