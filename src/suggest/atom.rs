//! What the grammars of figures, dates and names read: the runs of digits, the words and the signs of a sentence,
//! each word with its sense. Finer than tokens, so that «13,4тысяч», «тыс.м3» and «2014–2023» come apart.

use super::lexicon::{Sense, sense};
use crate::text::{TextRange, fold};

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of ASCII digits.
    Digits,
    /// A run of letters.
    Word(Sense),
    /// One other character that is not blank.
    Sign(char),
}

/// The smallest thing a grammar sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Where it is in the text.
    pub range: TextRange,
    /// What it is.
    pub kind: Kind,
    /// White space stands before it.
    pub apart: bool,
    /// It is the first word of an abbreviation: a dot after it belongs to it.
    pub abbreviated: bool,
}

/// The atoms of one sentence and the text they stand in.
#[derive(Clone, Copy, Debug)]
pub struct Atoms<'a> {
    source: &'a str,
    atoms: &'a [Atom],
}

impl<'a> Atoms<'a> {
    /// The `atoms` of a sentence of `source`.
    pub fn new(source: &'a str, atoms: &'a [Atom]) -> Self {
        Self { source, atoms }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.atoms.len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.atoms.is_empty()
    }

    /// The atom with this number.
    pub fn get(self, at: usize) -> Option<&'a Atom> {
        self.atoms.get(at)
    }

    /// The sign with this number.
    pub fn sign(self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The sign with this number when nothing blank is before it.
    pub fn glued_sign(self, at: usize) -> Option<char> {
        self.sign(at).filter(|_| !self.apart(at))
    }

    /// The sense of the word with this number.
    pub fn word(self, at: usize) -> Option<Sense> {
        match self.get(at)?.kind {
            Kind::Word(sense) => Some(sense),
            _ => None,
        }
    }

    /// The digits with this number.
    pub fn digits(self, at: usize) -> Option<&'a str> {
        self.get(at)
            .filter(|atom| atom.kind == Kind::Digits)
            .map(|_| self.text(at))
    }

    /// Whether something blank is before it, or nothing at all.
    pub fn apart(self, at: usize) -> bool {
        self.get(at).is_none_or(|atom| atom.apart)
    }

    /// What stands there in the text; empty beyond the last.
    pub fn text(self, at: usize) -> &'a str {
        self.get(at)
            .map_or("", |atom| &self.source[atom.range.to_usize()])
    }

    /// The text of the atoms from `from` to before `to`.
    pub fn between(self, from: usize, to: usize) -> &'a str {
        &self.source[self.range(from, to).to_usize()]
    }

    /// The place of the atoms from `from` to before `to`; empty when there is none.
    pub fn range(self, from: usize, to: usize) -> TextRange {
        match (self.get(from), self.get(to.max(1) - 1)) {
            (Some(first), Some(last)) if from < to => first.range.cover(last.range),
            _ => TextRange::default(),
        }
    }

    /// The numbers of the atoms that begin inside `range`.
    pub fn cover(self, range: TextRange) -> std::ops::Range<usize> {
        let first = |place| {
            self.atoms
                .partition_point(|atom| atom.range.start() < place)
        };
        first(range.start())..first(range.end())
    }

    /// The word with this number, folded; empty when there is none.
    pub fn folded(self, at: usize) -> String {
        match self.word(at) {
            Some(_) => fold::folded(self.text(at)),
            None => String::new(),
        }
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Past the dot that belongs to the abbreviation before `at`.
    pub fn past_dot(self, at: usize) -> usize {
        let abbreviated = at > 0 && self.get(at - 1).is_some_and(|atom| atom.abbreviated);
        at + usize::from(abbreviated && self.glued_sign(at) == Some('.'))
    }
}

/// Append the atoms of `range` of `source` to `atoms`.
pub fn read(source: &str, range: TextRange, atoms: &mut Vec<Atom>) {
    let mut folded = String::new();
    let end = range.to_usize().end;
    let mut at = range.to_usize().start;
    let mut apart = true;
    while let Some(first) = source[at..end].chars().next() {
        let start = at;
        at += run(&source[at..end], first);
        if first.is_whitespace() {
            apart = true;
            continue;
        }
        let (kind, abbreviated) = kind(&source[start..at], first, &mut folded);
        atoms.push(Atom {
            range: TextRange::from_usize(start..at),
            kind,
            apart,
            abbreviated,
        });
        apart = false;
    }
}

/// The bytes of the run that begins `rest` with `first`.
fn run(rest: &str, first: char) -> usize {
    let same: fn(char) -> bool = match first {
        '0'..='9' => |c| c.is_ascii_digit(),
        _ if is_letter(first) => |c| is_letter(c) || is_silent(c),
        _ => return first.len_utf8(),
    };
    rest.find(|c| !same(c)).unwrap_or(rest.len())
}

fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z')
        || (!c.is_ascii() && c.is_alphabetic())
}

/// Stress marks and soft hyphens stand inside words.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}')
}

fn kind(text: &str, first: char, buffer: &mut String) -> (Kind, bool) {
    match first {
        '0'..='9' => (Kind::Digits, false),
        _ if is_letter(first) => {
            buffer.clear();
            fold::fold_onto(text, buffer);
            let (sense, abbreviated) = sense(buffer);
            (Kind::Word(sense), abbreviated)
        }
        _ => (Kind::Sign(first), false),
    }
}
