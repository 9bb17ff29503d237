//! Figures: a grammar of Russian quantities. One pass over the atoms of a sentence; at each atom that may begin a
//! number the longest figure is read, or the number is refused because it is a name, a date, a time.
//!
//! What a figure covers is the definition of the default schema: bound, number, scale, currency or unit; no
//! preposition that belongs to the verb, no counted noun, no full stop of the sentence.

mod amount;
mod bound;
mod context;
mod continued;
mod counted;
mod number;
mod ratio;
mod refusal;
mod unit;

use super::atom::{self, Atom, Atoms, Kind};
use super::{Ground, Suggester, Suggestion, lexicon::Sense};
use crate::{
    annotation::{Bound, Fields, Measure},
    text::{Text, TextRange},
};
use amount::Amount;
use std::sync::Arc;
use unit::Dimension;

/// What is measured; the default schema has a label for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// «более 381 млрд рублей»
    Money,
    /// «20,9 %»
    Percent,
    /// «9,5 тыс.» of «рабочих мест»
    Count,
    /// «3 млн кв. м»
    Physical,
    /// «в 2,5 раза», «85 из 94»
    Ratio,
}

impl Quantity {
    /// The name of its label in the default schema.
    pub fn label(self) -> &'static str {
        match self {
            Quantity::Money => "MONEY",
            Quantity::Percent => "PERCENT",
            Quantity::Count => "COUNT",
            Quantity::Physical => "QUANTITY",
            Quantity::Ratio => "RATIO",
        }
    }

    /// The share of such proposals that hold, as counted on sentences of press releases.
    fn score(self) -> f32 {
        match self {
            Quantity::Money | Quantity::Percent => 0.97,
            Quantity::Physical => 0.95,
            Quantity::Count => 0.9,
            Quantity::Ratio => 0.85,
        }
    }
}

/// A figure in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it covers.
    pub range: TextRange,
    /// What it measures.
    pub quantity: Quantity,
    /// What it says.
    pub measure: Measure,
}

/// Proposes metrics.
#[derive(Debug)]
pub struct Figures;

impl Suggester for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let labels = ground.labels();
        for block in 0..ground.text.block_count() {
            for figure in in_sentences(ground.text, &ground.sentences(block)) {
                let label = labels.get(figure.quantity.label());
                found.extend(label.map(|label| Suggestion {
                    range: figure.range,
                    label,
                    score: figure.quantity.score(),
                    by: self.name(),
                    measure: Some(Arc::new(figure.measure)),
                    fields: Fields::new(),
                }));
            }
        }
    }
}

/// The figures of one block of `text`, in order.
pub fn figures(text: &Text, block: usize) -> Vec<Figure> {
    in_sentences(text, &text.segments(block).sentences)
}

fn in_sentences(text: &Text, sentences: &[TextRange]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut read = Vec::new();
    for sentence in sentences {
        read.clear();
        atom::read(text.as_str(), *sentence, &mut read);
        in_sentence(text.as_str(), &read, &mut found);
    }
    found
}

/// What `source` says if it is one figure and nothing else, as when a person labels it by hand.
pub fn reading(source: &str) -> Option<Figure> {
    let mut read = Vec::new();
    atom::read(source, TextRange::from_usize(0..source.len()), &mut read);
    let mut found = Vec::new();
    in_sentence(source, &read, &mut found);
    (found.len() == 1).then(|| found.remove(0))
}

fn in_sentence(source: &str, atoms: &[Atom], found: &mut Vec<Figure>) {
    let atoms = Atoms::new(source, atoms);
    let first = found.len();
    let mut at = 0;
    while at < atoms.len() {
        at = match figure(atoms, at) {
            Some((figure, end)) => {
                let figure = continued::continued(atoms, figure, &found[first..]);
                found.push(figure);
                end
            }
            None => past(atoms, at),
        };
    }
    context::add(atoms, &mut found[first..]);
}

/// Where to go on after atom `at` that no figure begins with: a number that was refused is refused whole.
fn past(atoms: Atoms<'_>, at: usize) -> usize {
    match atoms.get(at).map(|atom| atom.kind) {
        Some(Kind::Digits) => {
            number::number(atoms, at).map_or_else(|| number::past_digits(atoms, at), |it| it.end)
        }
        _ => at + 1,
    }
}

/// The figure that begins with atom `at`, and the atom after it.
fn figure(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    if !may_begin(atoms, at) {
        return None;
    }
    let (figure, end) = ratio::ratio(atoms, at).or_else(|| quantity(atoms, at))?;
    Some((figure, end))
}

/// Most atoms are words that no figure begins with.
fn may_begin(atoms: Atoms<'_>, at: usize) -> bool {
    match atoms.get(at).map(|atom| atom.kind) {
        Some(Kind::Digits) => true,
        Some(Kind::Word(sense)) => matches!(
            sense,
            Sense::Cardinal(_)
                | Sense::Collective(_)
                | Sense::OneAndHalf
                | Sense::HalfOf(_)
                | Sense::Scale(_)
                | Sense::Vague(_)
                | Sense::Fold(_)
                | Sense::Part(_)
                | Sense::From
                | Sense::Minus
        ),
        Some(Kind::Sign(sign)) => {
            unit::currency_sign(sign).is_some() || matches!(sign, '+' | '-' | '−' | '–' | '±')
        }
        None => false,
    }
}

fn quantity(atoms: Atoms<'_>, at: usize) -> Option<(Figure, usize)> {
    let amount = amount::amount(atoms, at)?;
    let amount = changing(atoms, at, &amount).unwrap_or(amount);
    let quantity = measured(&amount);
    if refusal::is_name(atoms, at, &amount, quantity) {
        return None;
    }
    Some(whole(atoms, at, quantity, amount))
}

/// `amount` with the unit that is told after the «до»: «с 9 до 2 процентов», unless what stands there is no figure.
fn changing(atoms: Atoms<'_>, at: usize, amount: &Amount) -> Option<Amount> {
    let begins = atoms.word(at.checked_sub(1)?) == Some(Sense::With);
    let (from, to, at) = amount::change(atoms, amount).filter(|_| begins)?;
    (!refusal::is_name(atoms, at, &to, measured(&to))).then_some(from)
}

fn measured(amount: &Amount) -> Quantity {
    match amount.unit.as_ref().map(|unit| unit.dimension) {
        Some(Dimension::Money) => Quantity::Money,
        Some(Dimension::Percent) => Quantity::Percent,
        Some(Dimension::Physical) => Quantity::Physical,
        None => Quantity::Count,
    }
}

/// The figure of `amount` that begins with atom `at`, with the words before it that bound it.
fn whole(atoms: Atoms<'_>, at: usize, quantity: Quantity, amount: Amount) -> (Figure, usize) {
    let (bound, start) = match amount.to {
        Some(_) => (Bound::Exact, at),
        None => bound::bound(atoms, at),
    };
    let bound = match bound {
        Bound::Exact if amount.vague => Bound::MoreThan,
        bound => bound,
    };
    let end = with_dot(atoms, amount.end);
    let of = (quantity == Quantity::Count).then(|| counted::counted(atoms, atoms.past_dot(end)));
    let measure = Measure {
        value: Some(number::written(amount.value)),
        to: amount.to.map(number::written),
        bound,
        unit: amount
            .unit
            .map_or_else(String::new, |unit| unit.code.into_owned()),
        of: of.flatten().map(str::to_owned),
        ..Measure::default()
    };
    let range = atoms.range(start, end);
    (
        Figure {
            range,
            quantity,
            measure,
        },
        end.max(at + 1),
    )
}

/// The dot of an abbreviation belongs to the figure, unless it ends the sentence.
fn with_dot(atoms: Atoms<'_>, end: usize) -> usize {
    let dotted = atoms.past_dot(end);
    let chain = end > 1 && atoms.text(end - 1) == "п" && atoms.glued_sign(end) == Some('.');
    let dotted = if chain { end + 1 } else { dotted };
    if dotted == atoms.len() { end } else { dotted }
}

#[cfg(test)]
mod tests;
