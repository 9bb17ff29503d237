//! What is counted: the noun after a number, with its adjectives.

use crate::suggest::{atom::Atoms, lexicon::Sense};

/// The counted noun that begins with atom `at`, with the adjectives before it: «рабочих мест».
pub fn counted<'a>(atoms: Atoms<'a>, at: usize) -> Option<&'a str> {
    let mut end = at;
    while is_adjective(atoms, end) && end < at + 3 {
        end += compound(atoms, end);
    }
    let noun = is_noun(atoms, end);
    match noun || end > at {
        true if noun => Some(atoms.between(at, end + compound(atoms, end))),
        true => Some(atoms.between(at, end)),
        false => None,
    }
}

/// How many atoms the word at `at` has: «научно-исследовательских» has three.
fn compound(atoms: Atoms<'_>, at: usize) -> usize {
    let hyphen = atoms.glued_sign(at + 1) == Some('-') && !atoms.apart(at + 2);
    1 + 2 * usize::from(hyphen && atoms.word(at + 2).is_some())
}

fn may_be_counted(atoms: Atoms<'_>, at: usize) -> bool {
    let known = matches!(
        atoms.word(at),
        Some(Sense::Other | Sense::Reference | Sense::Point | Sense::Collective(_))
    );
    let first = atoms.text(at).chars().next();
    known && first.is_some_and(|c| ('а'..='я').contains(&c) || c == 'ё')
}

fn is_adjective(atoms: Atoms<'_>, at: usize) -> bool {
    let word = atoms.folded(at + compound(atoms, at) - 1);
    let long = word.chars().count() > 3;
    let ending = [
        "ых", "их", "ого", "его", "ым", "им", "ыми", "ими", "ые", "ие", "ая", "яя", "ую",
    ];
    may_be_counted(atoms, at) && long && ending.iter().any(|ending| word.ends_with(ending))
}

/// A small word that no verb or adverb form gives away, or an abbreviation in capitals: «37 СПИК».
fn is_noun(atoms: Atoms<'_>, at: usize) -> bool {
    let text = atoms.text(at);
    let capitals = text.chars().count() > 1
        && text.chars().all(char::is_uppercase)
        && atoms.word(at).is_some();
    let word = atoms.folded(at);
    let short = matches!(word.as_str(), "чел" | "шт" | "экз" | "ед");
    let verb = [
        "ть", "ться", "тся", "ает", "яет", "ует", "еет", "ют", "ил", "ал", "ял", "али", "или",
        "яли", "ели", "ала", "ило", "ило", "ился", "лось", "лись", "но", "ло",
    ];
    let verb = verb.iter().any(|ending| word.ends_with(ending));
    capitals && atoms.word(at) == Some(Sense::Other)
        || may_be_counted(atoms, at) && (short || word.chars().count() > 2 && !verb)
}
