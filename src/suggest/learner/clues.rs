//! What is seen at each token of a text: its word, form and place, what the lists know of it, what the rules propose.
//! Each clue is a hash, so that the features of a token are made of numbers alone.

use super::hash::{self, mix};
use crate::{
    annotation::{Layer, Schema},
    suggest::{
        Ground, RULES, Suggestion,
        lexicon::{Sense, sense},
        names::lexicon::{Known, known},
    },
    text::{Text, TextRange, Token, TokenKind, fold::fold_onto, inflection::stems},
};
use std::{collections::HashMap, ops::Range};

/// What is seen at one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clue {
    /// The folded word.
    pub word: u32,
    /// The shortest stem.
    pub stem: u32,
    /// Capitals, small letters, digits, signs.
    pub shape: u32,
    /// The first two, three, four letters.
    pub begins: [u32; 3],
    /// The last one, two, three, four letters.
    pub ends: [u32; 4],
    /// What the lists of names and words know.
    pub known: u32,
    /// What the rules propose.
    pub hint: u32,
    /// What the rules propose for the same word elsewhere in the text.
    pub echo: u32,
    /// Capital or not: here, at the beginning of the sentence, elsewhere in the text.
    pub case: u32,
    /// Inside quotes, and the word before them.
    pub quote: u32,
}

/// The clues of a text, sentence by sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// The tokens.
    pub tokens: Vec<TextRange>,
    /// One for each token, with [`BORDER`] more on each side.
    pub clues: Vec<Clue>,
}

impl Sentence {
    /// The place of `tokens`, of which there is at least one.
    pub fn cover(&self, tokens: Range<usize>) -> TextRange {
        self.tokens[tokens.start].cover(self.tokens[tokens.end - 1])
    }

    /// The tokens that cover exactly `range`.
    pub fn exactly(&self, range: TextRange) -> Option<Range<usize>> {
        let first = self
            .tokens
            .binary_search_by_key(&range.start(), |it| it.start());
        let last = self
            .tokens
            .binary_search_by_key(&range.end(), |it| it.end());
        Some(first.ok()?..last.ok()? + 1)
    }
}

/// Clues of nothing on both sides of a sentence, so that a feature may look beyond its ends.
pub const BORDER: usize = 2;

/// The sentences of `text` that touch `extent`; `hints` are those of [`hints`].
pub fn sentences(text: &Text, extent: TextRange, hints: &[Suggestion]) -> Vec<Sentence> {
    let mut reader = Reader {
        text,
        folded: String::new(),
        hints,
        met: HashMap::new(),
    };
    let mut read = Vec::new();
    for block in 0..text.block_count() {
        let segments = text.segments(block);
        let mut tokens = &segments.tokens[..];
        for sentence in &segments.sentences {
            let end = tokens.partition_point(|token| token.range.start() < sentence.end());
            let (own, rest) = tokens.split_at(end);
            tokens = rest;
            read.push(reader.sentence(own));
        }
    }
    let met = reader.met;
    read.retain(|(sentence, _)| touches(sentence, extent));
    read.into_iter()
        .map(|(sentence, forms)| with_echoes(sentence, &forms, &met))
        .collect()
}

fn touches(sentence: &Sentence, extent: TextRange) -> bool {
    let mut tokens = sentence.tokens.iter();
    tokens.any(|token| token.overlaps(extent))
}

/// What the rules propose under the standard schema, whatever the schema of the corpus is: outermost, in order.
pub fn hints(text: &Text) -> Vec<Suggestion> {
    let (schema, layer) = (Schema::standard(), Layer::default());
    let ground = Ground::new(text, &schema, &layer);
    let mut hints = Vec::new();
    for rule in RULES {
        rule.propose(ground, &mut hints);
    }
    hints.sort_by_key(|it| (it.range.start(), std::cmp::Reverse(it.range.end())));
    let mut end = Default::default();
    hints.retain(|it| {
        let outermost = it.range.start() >= end;
        end = end.max(it.range.end());
        outermost
    });
    hints
}

/// What has been met of a word anywhere in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    small: bool,
    capital: bool,
    hint: u32,
}

/// How a token is written, for what is decided when the whole text was read.
#[derive(Clone, Copy, Debug)]
struct Form {
    capital: bool,
    first: bool,
}

struct Reader<'a> {
    text: &'a Text,
    folded: String,
    /// Those that do not end before the token that is read.
    hints: &'a [Suggestion],
    met: HashMap<u32, Met>,
}

impl Reader<'_> {
    fn sentence(&mut self, tokens: &[Token]) -> (Sentence, Vec<Form>) {
        let mut clues = Vec::with_capacity(tokens.len() + 2 * BORDER);
        let mut forms = Vec::with_capacity(tokens.len());
        clues.resize(BORDER, Clue::default());
        let mut quotes = Quotes::default();
        let mut first = true;
        for token in tokens {
            let mut clue = self.clue(token);
            clue.quote = quotes.step(self.text.slice(token.range), clues.last());
            let capital = self.text.slice(token.range).starts_with(char::is_uppercase);
            forms.push(Form { capital, first });
            self.remember(&clue, token, capital, first);
            first &= token.kind == TokenKind::Punctuation;
            clues.push(clue);
        }
        clues.resize(clues.len() + BORDER, Clue::default());
        let tokens = tokens.iter().map(|token| token.range).collect();
        (Sentence { tokens, clues }, forms)
    }

    fn remember(&mut self, clue: &Clue, token: &Token, capital: bool, first: bool) {
        if token.kind != TokenKind::Word {
            return;
        }
        let met = self.met.entry(clue.stem).or_default();
        met.small |= !capital;
        met.capital |= capital && !first;
        if capital && clue.hint != 0 && met.hint == 0 {
            met.hint = clue.hint;
        }
    }

    fn clue(&mut self, token: &Token) -> Clue {
        let text = self.text.slice(token.range);
        self.folded.clear();
        fold_onto(text, &mut self.folded);
        let word = &self.folded;
        let stem = stems(word).last().unwrap_or(word);
        Clue {
            word: hash::of(word.as_bytes()),
            stem: hash::of(stem.as_bytes()),
            shape: shape(text),
            begins: beginnings(word),
            ends: endings(word),
            known: known_as(text, word),
            hint: self.hint(token.range),
            ..Clue::default()
        }
    }

    /// The hint that covers the token, with the token's place in it.
    fn hint(&mut self, token: TextRange) -> u32 {
        let over = self.hints.iter();
        let over = over
            .take_while(|hint| hint.range.end() <= token.start())
            .count();
        self.hints = &self.hints[over..];
        let Some(hint) = self.hints.first().filter(|it| it.range.overlaps(token)) else {
            return 0;
        };
        let begins = hint.range.start() >= token.start();
        let ends = hint.range.end() <= token.end();
        mix(
            hash::of(hint.label.as_bytes()),
            u32::from(begins) + 2 * u32::from(ends),
        )
    }
}

fn with_echoes(mut sentence: Sentence, forms: &[Form], met: &HashMap<u32, Met>) -> Sentence {
    for (clue, form) in sentence.clues[BORDER..].iter_mut().zip(forms) {
        let met = met.get(&clue.stem).copied().unwrap_or_default();
        let bits = [form.capital, form.first, met.small, met.capital];
        clue.case = bits.iter().fold(1, |case, bit| case * 2 + u32::from(*bit));
        clue.echo = if form.capital { met.hint } else { 0 };
    }
    sentence
}

/// Capital and small letters, digits and signs; runs of more than two count as two.
fn shape(text: &str) -> u32 {
    let (mut hash, mut last, mut run) = (hash::NONE, ' ', 0);
    for c in text.chars() {
        let class = match c {
            _ if c.is_lowercase() => 'x',
            _ if c.is_uppercase() => 'X',
            _ if c.is_numeric() => 'd',
            _ if c.is_alphabetic() => 'l',
            _ => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = mix(hash, class as u32);
        }
    }
    let latin = text.starts_with(|c: char| c.is_ascii_alphabetic());
    mix(hash, u32::from(latin))
}

fn beginnings(word: &str) -> [u32; 3] {
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    [(); 3].map(|()| {
        ends.next()
            .map_or(0, |end| hash::of(&word.as_bytes()[..end]))
    })
}

fn endings(word: &str) -> [u32; 4] {
    let mut starts = word.char_indices().rev().map(|(at, _)| at);
    [(); 4].map(|()| {
        starts
            .next()
            .map_or(0, |start| hash::of(&word.as_bytes()[start..]))
    })
}

fn known_as(text: &str, word: &str) -> u32 {
    let sense = match sense(word).0 {
        Sense::Other => 0,
        Sense::Month(_) => 1,
        Sense::Year | Sense::Years | Sense::Quarter | Sense::HalfYear | Sense::Century => 2,
        Sense::Time => 3,
        Sense::Cardinal(_) | Sense::Collective(_) | Sense::OneAndHalf => 4,
        Sense::Scale(_) | Sense::Vague(_) => 5,
        Sense::Currency(_) | Sense::Hundredth(_) => 6,
        Sense::Unit(_) | Sense::Percent => 7,
        Sense::Country(_) => 8,
        Sense::Reference => 9,
        _ => 10,
    };
    let known = match text.starts_with(char::is_uppercase) {
        true => known(word),
        false => Known::default(),
    };
    let bits = KINDS
        .iter()
        .fold(0, |bits, kind| bits * 2 + u32::from(known.is(*kind)));
    match (sense, bits) {
        (0, 0) => 0,
        _ => mix(sense, bits),
    }
}

/// What a name may be.
const KINDS: [Known; 6] = [
    Known::FIRST,
    Known::UNSURE,
    Known::PLACE,
    Known::ORG,
    Known::SHORT,
    Known::HEAD,
];

/// Follows the quotes of a sentence.
#[derive(Default)]
struct Quotes {
    /// The stem before the quote that is open.
    open: Option<u32>,
    /// Tokens since then.
    since: u32,
}

impl Quotes {
    fn step(&mut self, text: &str, before: Option<&Clue>) -> u32 {
        match text.chars().next() {
            Some('«' | '„' | '“') => self.begin(before),
            Some('"') if self.open.is_none() => self.begin(before),
            Some('»' | '”' | '"') => self.open = None,
            _ => self.since += 1,
        }
        self.open.map_or(0, |stem| mix(stem, self.since.min(2)))
    }

    fn begin(&mut self, before: Option<&Clue>) {
        self.open = Some(before.map_or(1, |clue| clue.stem));
        self.since = 0;
    }
}
