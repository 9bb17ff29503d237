//! A sum without a currency: «17 млрд рублей, из них 12 млрд пошло» says roubles once.

use super::{Figure, Quantity};
use crate::{
    annotation::Measure,
    suggest::{
        atom::{Atoms, Kind},
        lexicon::Sense,
    },
};

/// Above it, in powers of ten, hardly anything but money is counted without saying what.
const BILLION: u8 = 9;

/// `figure`, in the currency of the sum before it if it is a number with a scale that counts nothing. Of smaller ones
/// that is believed only if nothing between both speaks of something else: «17 млн рублей, население 12 млн».
pub fn continued(atoms: Atoms<'_>, figure: Figure, before: &[Figure]) -> Figure {
    if figure.quantity != Quantity::Count || figure.measure.of.is_some() {
        return figure;
    }
    let inside = atoms.cover(figure.range);
    let scales = inside.clone().filter_map(|at| match atoms.word(at) {
        Some(Sense::Scale(power)) => Some(power),
        _ => None,
    });
    let unit = scales
        .max()
        .and_then(|power| unit_before(atoms, inside.start, before, power >= BILLION));
    match unit {
        Some(unit) => Figure {
            quantity: Quantity::Money,
            measure: Measure {
                unit: unit.to_owned(),
                ..figure.measure
            },
            ..figure
        },
        None => figure,
    }
}

/// The currency of the sum before atom `at`. Brackets, which say it in other money, and percents are passed over; words
/// are, if `any` may be there or they go on with money.
fn unit_before<'f>(
    atoms: Atoms<'_>,
    mut at: usize,
    before: &'f [Figure],
    any: bool,
) -> Option<&'f str> {
    let mut figures = before.iter().rev().peekable();
    let mut depth = 0_usize;
    while let Some(atom) = at.checked_sub(1).and_then(|last| atoms.get(last)) {
        at -= 1;
        if let Some(figure) = figures.next_if(|it| it.range.contains_range(atom.range)) {
            if depth == 0 && figure.quantity != Quantity::Percent {
                return (figure.quantity == Quantity::Money).then_some(&*figure.measure.unit);
            }
            at = atoms.cover(figure.range).start;
            continue;
        }
        match atom.kind {
            Kind::Sign(')') => depth += 1,
            Kind::Sign('(') => depth = depth.saturating_sub(1),
            Kind::Word(Sense::Other) if depth == 0 && !any && !goes_on(&atoms.folded(at)) => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Whether a folded word may stand between two sums of the same money.
fn goes_on(word: &str) -> bool {
    const STEMS: [&str; 48] = [
        "котор",
        "числе",
        "еще",
        "остальн",
        "оставш",
        "остал",
        "друг",
        "затем",
        "потом",
        "после",
        "раньше",
        "ранее",
        "прошл",
        "следующ",
        "нынешн",
        "текущ",
        "этом",
        "тогда",
        "выдел",
        "потра",
        "получ",
        "зарабо",
        "выпла",
        "запла",
        "упла",
        "перечисл",
        "направ",
        "внес",
        "внос",
        "влож",
        "израсход",
        "освое",
        "освои",
        "пошл",
        "верну",
        "бюджет",
        "сумм",
        "доход",
        "расход",
        "прибыл",
        "убыт",
        "выруч",
        "стоим",
        "кредит",
        "долг",
        "налог",
        "штраф",
        "вместо",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}
