//! How the words before a number bound it: «более», «не менее», «порядка», «более чем на».

use crate::{
    annotation::Bound,
    suggest::{atom::Atoms, lexicon::Sense},
};

/// The bound that the words before atom `at` give, and the first atom of them; `at` itself when there is none, or when
/// a preposition stands between that belongs to the sentence and not to the figure: «почти на 20 %».
pub fn bound(atoms: Atoms<'_>, at: usize) -> (Bound, usize) {
    sign(atoms, at)
        .or_else(|| than(atoms, at))
        .or_else(|| word(atoms, at))
        .or_else(|| beyond_preposition(atoms, at))
        .unwrap_or((Bound::Exact, at))
}

fn before(atoms: Atoms<'_>, at: usize, back: usize) -> Option<Sense> {
    atoms.word(at.checked_sub(back)?)
}

fn sign(atoms: Atoms<'_>, at: usize) -> Option<(Bound, usize)> {
    let first = at.checked_sub(1)?;
    let bound = match atoms.sign(first)? {
        '~' | '≈' | '∼' => Bound::About,
        '>' => Bound::MoreThan,
        '<' => Bound::LessThan,
        '≥' => Bound::AtLeast,
        '≤' => Bound::AtMost,
        _ => return None,
    };
    Some((bound, first))
}

/// «более чем», «более чем на», «не менее чем в».
fn than(atoms: Atoms<'_>, at: usize) -> Option<(Bound, usize)> {
    let than = match before(atoms, at, 1)? {
        Sense::Than => at - 1,
        Sense::On | Sense::In | Sense::With | Sense::UpTo => at.checked_sub(2)?,
        _ => return None,
    };
    (atoms.word(than) == Some(Sense::Than)).then_some(())?;
    comparison(atoms, than)
}

/// «более», «не более», «чуть более» before atom `at`.
fn comparison(atoms: Atoms<'_>, at: usize) -> Option<(Bound, usize)> {
    let first = at.checked_sub(1)?;
    let denied = before(atoms, first, 1) == Some(Sense::Not);
    let (bound, first) = match (atoms.word(first)?, denied) {
        (Sense::More, false) => (Bound::MoreThan, first),
        (Sense::More, true) => (Bound::AtMost, first - 1),
        (Sense::Less, false) => (Bound::LessThan, first),
        (Sense::Less, true) => (Bound::AtLeast, first - 1),
        _ => return None,
    };
    let slightly = before(atoms, first, 1) == Some(Sense::Slightly);
    Some((bound, first - usize::from(slightly)))
}

fn word(atoms: Atoms<'_>, at: usize) -> Option<(Bound, usize)> {
    let first = at.checked_sub(1)?;
    let with_as = |bound| {
        let as_well = before(atoms, first, 1) == Some(Sense::As);
        Some((bound, first - usize::from(as_well)))
    };
    match atoms.word(first)? {
        Sense::More | Sense::Less => comparison(atoms, at),
        Sense::About => Some((Bound::About, first)),
        Sense::Minimum => with_as(Bound::AtLeast),
        Sense::Maximum => with_as(Bound::AtMost),
        Sense::UpTo if !is_goal(atoms, first) => Some((Bound::AtMost, first)),
        _ => None,
    }
}

/// «почти на 20 %»: it bounds the number, but is not part of the figure.
fn beyond_preposition(atoms: Atoms<'_>, at: usize) -> Option<(Bound, usize)> {
    let preposition = matches!(before(atoms, at, 1)?, Sense::On | Sense::UpTo | Sense::With);
    (preposition && before(atoms, at, 2) == Some(Sense::About)).then_some((Bound::About, at))
}

/// Stems of the words that go up or down to something: the «до» after them tells where, not how much at most.
const CHANGE: [&str; 42] = [
    "вырос",
    "возрос",
    "увелич",
    "рост",
    "раст",
    "сниз",
    "сниж",
    "пониз",
    "пониж",
    "повыс",
    "повыш",
    "упа",
    "паден",
    "сократ",
    "сокращ",
    "довед",
    "довест",
    "довел",
    "дойд",
    "дош",
    "подня",
    "опуст",
    "расшир",
    "уменьш",
    "подорож",
    "подешев",
    "прирос",
    "прибав",
    "набра",
    "дораст",
    "достич",
    "наращ",
    "нараст",
    "ускор",
    "замедл",
    "усил",
    "укреп",
    "ослаб",
    "скор",
    "поднят",
    "подним",
    "вернул",
];

/// How many atoms back a change may be told.
const CLAUSE: usize = 9;

/// Whether the «до» at `at` tells where a change went: «выросла до 72,4 тыс. руб.», «с 5 до 7 %».
fn is_goal(atoms: Atoms<'_>, at: usize) -> bool {
    let clause = (at.saturating_sub(CLAUSE)..at).rev();
    let clause = clause.take_while(|at| !matches!(atoms.sign(*at), Some(';' | ':' | '(' | ')')));
    clause.into_iter().any(|at| {
        let word = atoms.folded(at);
        let changes = CHANGE.iter().any(|stem| word.starts_with(stem));
        changes || atoms.word(at) == Some(Sense::With)
    })
}
