//! The words of a sentence as names see them: parts joined by hyphens are one, and only those with a capital letter
//! are looked up.

use super::lexicon::{Known, known};
use crate::{
    suggest::{atom::Atoms, lexicon::Sense},
    text::{TextRange, fold::fold_onto},
};

/// One word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its atoms.
    pub first: usize,
    /// The atom after it.
    pub end: usize,
    /// Folded; empty unless it begins with a capital letter.
    pub folded: String,
    /// As what it is known.
    pub known: Known,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Begins with a capital letter and goes on with a small one.
    pub titled: bool,
    /// A single capital letter with a dot.
    pub initial: bool,
    /// All letters are capitals, two at least.
    pub capitals: bool,
    /// Nothing but white space is between it and the word before.
    pub joined: bool,
}

/// The words of a sentence and its atoms.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What they are made of.
    pub atoms: Atoms<'a>,
    words: &'a [Word],
}

impl<'a> Words<'a> {
    /// The `words` that [`read`] made of `atoms`.
    pub fn new(atoms: Atoms<'a>, words: &'a [Word]) -> Self {
        Self { atoms, words }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.words.len()
    }

    /// The word with this number.
    pub fn get(self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    /// The word with this number if nothing but white space is between it and the one before.
    pub fn next(self, at: usize) -> Option<&'a Word> {
        self.get(at).filter(|word| word.joined)
    }

    /// The word with this number as it stands in the text.
    pub fn text(self, at: usize) -> &'a str {
        self.get(at)
            .map_or("", |word| self.atoms.between(word.first, word.end))
    }

    /// The word with this number, folded, whether it has a capital letter or not.
    pub fn folded(self, at: usize) -> String {
        crate::text::fold::folded(self.text(at))
    }

    /// The place of the words from `from` to before `to`.
    pub fn range(self, from: usize, to: usize) -> TextRange {
        match (self.get(from), self.get(to.max(1) - 1)) {
            (Some(first), Some(last)) if from < to => self.atoms.range(first.first, last.end),
            _ => TextRange::default(),
        }
    }

    /// The sign right before the word, if nothing blank is between.
    pub fn sign_before(self, at: usize) -> Option<char> {
        let first = self.get(at)?.first;
        (first > 0 && !self.atoms.apart(first)).then(|| self.atoms.sign(first - 1))?
    }

    /// The sign right after the word, if nothing blank is between.
    pub fn sign_after(self, at: usize) -> Option<char> {
        self.atoms.glued_sign(self.get(at)?.end)
    }
}

/// The words of a sentence.
pub fn read(atoms: Atoms<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    // No word ends before the first atom.
    let mut last_end = 0;
    while at < atoms.len() {
        if atoms.word(at).is_none() {
            at += 1;
            continue;
        }
        let word = word(atoms, at, last_end);
        (at, last_end) = (word.end, word.end);
        words.push(word);
    }
    words
}

fn word(atoms: Atoms<'_>, first: usize, last_end: usize) -> Word {
    let mut end = first + 1;
    while matches!(atoms.glued_sign(end), Some('-' | '‑' | '\'' | '’'))
        && !atoms.apart(end + 1)
        && atoms.word(end + 1).is_some()
    {
        end += 2;
    }
    let text = atoms.between(first, end);
    let mut letters = text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    let mut folded = String::new();
    if capital {
        fold_onto(text, &mut folded);
    }
    // «Пётр I. Князь»: a number.
    let initial = capital && second.is_none() && text != "I" && atoms.glued_sign(end) == Some('.');
    // An initial's dot does not part it from the name.
    let after_initial = last_end > 0
        && last_end + 1 == first
        && atoms.glued_sign(last_end) == Some('.')
        && is_letter(atoms, last_end - 1);
    Word {
        first,
        end,
        known: if capital {
            known(&folded)
        } else {
            Known::default()
        },
        titled: capital && second.is_some_and(char::is_lowercase),
        capitals: capital && second.is_some() && text.chars().all(|c| !c.is_lowercase()),
        capital,
        initial,
        folded,
        joined: first > 0 && first == last_end && atoms.apart(first) || after_initial,
    }
}

fn is_letter(atoms: Atoms<'_>, at: usize) -> bool {
    let text = atoms.text(at);
    text.chars().count() == 1 && text.starts_with(char::is_uppercase) && text != "I"
}

impl Word {
    /// It may be a surname: written as one and not known as something else.
    pub fn may_be_surname(&self) -> bool {
        let written = self.titled || self.folded.contains('-') && self.capital;
        let cyrillic = !self.folded.is_ascii();
        written
            && cyrillic
            && !self.known.is(Known::PLACE)
            && !self.known.is(Known::ORG)
            && self.folded.chars().count() > 2
    }

    /// Ends as adjectives do.
    pub fn is_adjective(&self) -> bool {
        const ENDINGS: [&str; 14] = [
            "ая", "ой", "ую", "ий", "ый", "ого", "ому", "им", "ым", "ом", "его", "ое", "яя", "ей",
        ];
        self.folded.chars().count() > 4
            && ENDINGS.iter().any(|ending| self.folded.ends_with(ending))
    }

    /// A first name that is no other word.
    pub fn is_first_name(&self) -> bool {
        self.titled && self.known.is(Known::FIRST)
    }

    /// «Иванович», «Петровной».
    pub fn is_patronymic(&self) -> bool {
        const ENDINGS: [&str; 22] = [
            "ович",
            "евич",
            "ьич",
            "ича",
            "ичу",
            "ичем",
            "иче",
            "овна",
            "овны",
            "овне",
            "овну",
            "овной",
            "евна",
            "евны",
            "евне",
            "евну",
            "евной",
            "ична",
            "ичны",
            "ичне",
            "ичну",
            "ичной",
        ];
        let long = self.folded.chars().count() > 5;
        self.titled && long && ENDINGS.iter().any(|ending| self.folded.ends_with(ending))
    }

    /// Ends as Russian surnames do.
    pub fn has_surname_ending(&self) -> bool {
        const ENDINGS: [&str; 39] = [
            "ов",
            "ова",
            "ову",
            "овым",
            "ове",
            "овой",
            "ев",
            "ева",
            "еву",
            "евым",
            "еве",
            "евой",
            "ин",
            "ина",
            "ину",
            "иным",
            "ине",
            "иной",
            "ын",
            "ына",
            "ский",
            "ского",
            "скому",
            "ским",
            "ском",
            "ская",
            "ской",
            "скую",
            "цкий",
            "цкого",
            "цкому",
            "цким",
            "енко",
            "чук",
            "юк",
            "янц",
            "ян",
            "дзе",
            "швили",
        ];
        let long = self.folded.chars().count() > 4;
        self.titled && long && ENDINGS.iter().any(|ending| self.folded.ends_with(ending))
    }
}

/// Whether the atom is a word that no name begins with.
pub fn is_function(atoms: Atoms<'_>, at: usize) -> bool {
    !matches!(atoms.word(at), Some(Sense::Other | Sense::Month(_)) | None)
}
