//! Annotations as tags of tokens and back.
//!
//! IOB1, IOB2, BIOES (or BMEWO) and BILOU are read alike: a begin, a single or another label opens an entity, an end or
//! a single closes it, and what goes on with nothing opens it as well. This is how `conlleval` reads, and so what breaks
//! the rules of a scheme is read as everybody's scores were counted.

use crate::{annotation::Annotation, text::TextRange};
use std::sync::Arc;

/// How tags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Scheme {
    /// Begin, inside, outside.
    Iob2,
    /// Begin, inside, last, outside, unit.
    Bilou,
}

/// What is outside of all entities.
pub(super) const OUTSIDE: &str = "O";

/// The tag of each of `tokens` in a column of annotations, both in the order of the text and each apart from the other.
/// No entity goes over the end of `tokens`.
pub(super) fn write(
    scheme: Scheme,
    column: &[Arc<Annotation>],
    tokens: &[TextRange],
) -> Vec<String> {
    let first = column.partition_point(|item| {
        let start = tokens
            .first()
            .map_or_else(Default::default, |token| token.start());
        item.parts.cover().end() <= start
    });
    let mut items = column[first..].iter().peekable();
    let mut holder = |token: &TextRange| {
        while items
            .next_if(|item| item.parts.cover().end() <= token.start())
            .is_some()
        {}
        items
            .peek()
            .filter(|item| item.parts.overlaps(*token))
            .copied()
    };
    let held: Vec<Option<&Arc<Annotation>>> = tokens.iter().map(&mut holder).collect();
    let same = |a: usize, b: Option<usize>| {
        let id = |at: usize| held.get(at).copied().flatten().map(|item| &item.id);
        b.is_some_and(|b| id(a) == id(b))
    };
    let tag = |(at, item): (usize, &Option<&Arc<Annotation>>)| match item {
        None => OUTSIDE.to_owned(),
        Some(item) => {
            let begins = !same(at, at.checked_sub(1));
            let ends = !same(at, Some(at + 1));
            format!(
                "{}-{}",
                scheme.letter(begins, ends),
                super::without_blanks(&item.label)
            )
        }
    };
    held.iter().enumerate().map(tag).collect()
}

impl Scheme {
    fn letter(self, begins: bool, ends: bool) -> char {
        match (self, begins, ends) {
            (Self::Bilou, true, true) => 'U',
            (Self::Bilou, false, true) => 'L',
            (_, true, _) => 'B',
            (_, false, _) => 'I',
        }
    }
}

/// A label on tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entity<'a> {
    pub label: &'a str,
    /// The numbers of its first and last token.
    pub tokens: (usize, usize),
}

/// Reads one column of tags, token after token.
#[derive(Debug, Default)]
pub(super) struct Entities<'a> {
    found: Vec<Entity<'a>>,
    /// What may go on.
    open: Option<Entity<'a>>,
    /// The sentence, the number and the label of the last token that was not outside.
    last: (usize, usize, &'a str),
    /// Tokens that go on with nothing: right in IOB1.
    orphans: Vec<usize>,
    /// Last tokens of entities that were not closed: right where nothing is ever closed.
    unclosed: Vec<usize>,
    /// A begin where IOB1 has none.
    begins: bool,
    /// A last or a single.
    closes: bool,
}

/// What a tag says of the place of its token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Inside,
    Last,
    Single,
}

/// What an entity without a label is called.
const NAMELESS: &str = "ENTITY";

impl<'a> Entities<'a> {
    /// Token number `at` of the text, in sentence number `sentence`, has this tag. Tokens that are outside need not be
    /// told.
    pub fn add(&mut self, sentence: usize, at: usize, tag: &'a str) {
        let Some((place, label)) = parse(tag) else {
            return;
        };
        let (last_sentence, last, before) = self.last;
        let follows = last_sentence == sentence && last + 1 == at && !before.is_empty();
        if !follows {
            self.close();
        }
        let goes_on = self.open.is_some_and(|open| open.label == label);
        let opens = matches!(place, Place::Begin | Place::Single);
        let ends = matches!(place, Place::Last | Place::Single);
        self.begins |= opens && !(follows && before == label);
        self.closes |= ends;
        if opens || !goes_on {
            self.close();
            self.open = Some(Entity {
                label,
                tokens: (at, at),
            });
        }
        if !opens && !goes_on {
            self.orphans.push(at);
        }
        if let Some(open) = &mut self.open {
            open.tokens.1 = at;
        }
        if ends {
            self.found.extend(self.open.take());
        }
        self.last = (sentence, at, label);
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.unclosed.push(open.tokens.1);
            self.found.push(open);
        }
    }

    /// All that was found, and the tokens whose tags break the rules of the scheme they seem to follow.
    pub fn finish(mut self) -> (Vec<Entity<'a>>, Vec<usize>) {
        self.close();
        let mut odd = Vec::new();
        if self.begins || self.closes {
            odd.extend(self.orphans);
        }
        if self.closes {
            odd.extend(self.unclosed);
        }
        odd.sort_unstable();
        odd.dedup();
        (self.found, odd)
    }
}

/// What a tag says; `None` when it is outside. What has no letter before its label is inside.
fn parse(tag: &str) -> Option<(Place, &str)> {
    if is_outside(tag) {
        return None;
    }
    let place = |letter: &str| match letter {
        "B" => Some(Place::Begin),
        "I" | "M" => Some(Place::Inside),
        "E" | "L" => Some(Place::Last),
        "S" | "U" | "W" => Some(Place::Single),
        _ => None,
    };
    let (letter, label) = tag.split_once('-').unwrap_or((tag, NAMELESS));
    let label = if label.is_empty() { NAMELESS } else { label };
    Some(match place(letter) {
        Some(place) => (place, label),
        None => (Place::Inside, tag),
    })
}

fn is_outside(tag: &str) -> bool {
    matches!(tag, "O" | "_" | "-" | "")
}

/// Whether `tag` is written like one: outside, or a letter and a label.
pub(super) fn is_tag(tag: &str) -> bool {
    let lettered = |(letter, label): (&str, &str)| {
        !label.is_empty() && letter.len() == 1 && "BIMELSUW".contains(letter)
    };
    tag == OUTSIDE || tag.split_once('-').is_some_and(lettered)
}
