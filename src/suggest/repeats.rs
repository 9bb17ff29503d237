//! What was annotated before, found again: the words, how often they were annotated, how often they stood unmarked
//! where somebody had looked. Shared by propagation inside a document and by the dictionary of finished ones.

use super::{Ground, Suggestion, extent, standing::Standing};
use crate::{
    annotation::{Annotation, Fields, Kind, Layer, Schema},
    text::{
        Text, TextRange, Token,
        phrase::{Phrase, Phrases},
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Words that were annotated.
#[derive(Clone, Debug)]
struct Entry {
    label: Arc<str>,
    marked: u32,
    unmarked: u32,
    /// A capital letter makes a name of it; a word in small letters means other things too.
    named: bool,
}

impl Entry {
    /// The share of annotated ones, as far as so few can tell.
    fn score(&self) -> f32 {
        let prior = if self.named { 0.7 } else { -0.3 };
        let share = (self.marked as f32 + prior) / ((self.marked + self.unmarked) as f32 + 1.0);
        share.clamp(0.0, 1.0)
    }
}

/// All that was annotated, by its words.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    phrases: Phrases,
    entries: Vec<Entry>,
    numbers: HashMap<(Phrase, Arc<str>), usize>,
}

impl Repeats {
    /// Remember the words of all entities of `layer`: those with one part that begin and end with a token. A figure
    /// that stands elsewhere is another figure.
    pub fn remember(&mut self, text: &Text, layer: &Layer, schema: &Schema) {
        let mut block = Block::default();
        for annotation in layer.annotations.iter() {
            if is_entity(schema, &annotation.label)
                && let Some(phrase) = block.phrase(text, annotation)
            {
                self.put(phrase, &annotation.label);
            }
        }
    }

    fn put(&mut self, phrase: Phrase, label: &Arc<str>) {
        let key = (phrase, Arc::clone(label));
        if !self.numbers.contains_key(&key) {
            let number = self.phrases.push(key.0.clone());
            self.entries.push(Entry {
                label: Arc::clone(label),
                marked: 0,
                unmarked: 0,
                named: key.0.has_capital(),
            });
            self.numbers.insert(key, number);
        }
    }

    /// Count how often the words are annotated in `text`, and how often not where somebody has looked.
    pub fn count(&mut self, text: &Text, layer: &Layer) {
        for place in self.places(text, layer) {
            let entry = &mut self.entries[place.entry];
            match place.state {
                State::Marked => entry.marked += 1,
                State::Refused | State::Unmarked => entry.unmarked += 1,
                State::Inside | State::Unseen => {}
            }
        }
    }

    /// Propose what stands unmarked.
    pub fn propose(&self, ground: Ground<'_>, by: &'static str, found: &mut Vec<Suggestion>) {
        let places = self.places(ground.text, ground.layer).into_iter();
        let free = places.filter(|it| matches!(it.state, State::Unmarked | State::Unseen));
        found.extend(free.filter_map(|place| {
            let entry = &self.entries[place.entry];
            ground.schema.label(&entry.label)?;
            let part = entry.named && is_part(ground.text, place.range);
            Some(Suggestion {
                range: place.range,
                label: Arc::clone(&entry.label),
                score: entry.score() * if part { PART } else { 1.0 },
                by,
                measure: None,
                fields: Fields::new(),
            })
        }));
    }

    fn places(&self, text: &Text, layer: &Layer) -> Vec<Place> {
        let mut standing = Standing::new(&layer.annotations);
        let seen = extent(text, layer);
        let refused: HashSet<(TextRange, &str)> = layer
            .rejections
            .iter()
            .map(|it| (it.parts.cover(), &*it.label))
            .collect();
        let mut place = |(range, entry): (TextRange, usize)| {
            let label = &*self.entries[entry].label;
            let over = standing.over(range);
            let mut same = over.filter(|it| *it.label == *label).peekable();
            let state = match () {
                () if same.peek().is_none() && refused.contains(&(range, label)) => State::Refused,
                () if same.peek().is_none() && seen.contains_range(range) => State::Unmarked,
                () if same.peek().is_none() => State::Unseen,
                () if same.any(|it| it.parts.cover() == range) => State::Marked,
                () => State::Inside,
            };
            Place {
                range,
                entry,
                state,
            }
        };
        self.phrases
            .find(text)
            .into_iter()
            .map(&mut place)
            .collect()
    }
}

/// Where words of an entry stand.
struct Place {
    range: TextRange,
    entry: usize,
    state: State,
}

enum State {
    /// Annotated with the label of the entry.
    Marked,
    /// Proposed and refused.
    Refused,
    /// Not annotated where somebody has looked.
    Unmarked,
    /// Where nobody has looked yet.
    Unseen,
    /// Part of something that is annotated with the same label.
    Inside,
}

/// What stands beside another name is likely a part of that, and worth so much less.
const PART: f32 = 0.5;

/// Whether a word with a capital letter stands before or after `range`, with one blank between: «Пётр [Громов]». A word
/// that begins its sentence has one in any case.
fn is_part(text: &Text, range: TextRange) -> bool {
    let (before, after) = text.as_str().split_at(range.start().to_usize());
    let after = &after[range.len().to_usize()..];
    let next = after.strip_prefix([' ', '\u{a0}']);
    let last = before.strip_suffix([' ', '\u{a0}']).and_then(|before| {
        let start = before.rfind(|c: char| !c.is_alphanumeric());
        let start = start.map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        });
        let (rest, word) = before.split_at(start);
        let begins = rest.trim_end_matches([' ', '\u{a0}', '«', '"']);
        (!begins.is_empty() && !begins.ends_with(['.', '!', '?', '…', '\n', '\r'])).then_some(word)
    });
    let is_name = |word: Option<&str>| word.is_some_and(|it| it.starts_with(char::is_uppercase));
    is_name(next) || is_name(last)
}

fn is_entity(schema: &Schema, label: &str) -> bool {
    schema
        .label(label)
        .is_some_and(|label| label.kind == Kind::Entity)
}

/// The tokens of the block that was asked for last: annotations come in the order of the text.
#[derive(Default)]
struct Block {
    number: Option<usize>,
    tokens: Vec<Token>,
}

impl Block {
    /// The words of an annotation with one part that begins and ends with a token.
    fn phrase(&mut self, text: &Text, annotation: &Annotation) -> Option<Phrase> {
        let [range] = *annotation.parts.ranges() else {
            return None;
        };
        let number = text.block_at(range.start());
        if self.number != Some(number) {
            self.tokens = text.segments(number).tokens;
            self.number = Some(number);
        }
        let (tokens, start, end) = (&self.tokens, range.start(), range.end());
        let starts = tokens.binary_search_by_key(&start, |it| it.range.start());
        let ends = tokens.binary_search_by_key(&end, |it| it.range.end());
        (starts.is_ok() && ends.is_ok())
            .then(|| Phrase::of_tokens(text, tokens, range))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{Id, Parts, Rejection, Status},
        suggest::{Suggester, dictionary, learner::Lesson, propagation::Propagation},
    };

    /// The text of `marked` without its `[LABEL:marks]` and a layer of them.
    fn parse(marked: &str) -> (Text, Layer) {
        let (mut plain, mut layer) = (String::new(), Layer::default());
        for part in marked.split_inclusive(']') {
            let (before, inside) = part.split_once('[').unwrap_or((part, ""));
            plain.push_str(before);
            if let Some((label, words)) = inside.trim_end_matches(']').split_once(':') {
                let range = TextRange::from_usize(plain.len()..plain.len() + words.len());
                plain.push_str(words);
                layer.annotations.put(Arc::new(Annotation {
                    id: Id::new(&format!("id{}", range.start().raw())),
                    label: label.into(),
                    parts: Parts::one(range).unwrap(),
                    measure: None,
                    fields: Fields::new(),
                    note: String::new(),
                }));
            }
        }
        (Text::new(plain).unwrap(), layer)
    }

    fn told(text: &Text, found: Vec<Suggestion>) -> String {
        let found = found.iter().filter(|it| it.score > 0.5);
        let told = found.map(|it| format!("{} {}", it.label, text.slice(it.range)));
        told.collect::<Vec<_>>().join(", ")
    }

    fn check(marked: &str, expected: &str) {
        let (text, layer) = parse(marked);
        let schema = Schema::standard();
        let mut found = Vec::new();
        Propagation.propose(Ground::new(&text, &schema, &layer), &mut found);
        assert_eq!(told(&text, found), expected, "{marked}");
    }

    #[test]
    fn names_are_proposed_again_in_other_cases_and_other_letters() {
        check("[PER:Бочаров] тут. У Бочарова нет.", "PER Бочарова");
        check("В [LOC:Краснодаре]. Из Краснοдара.", "LOC Краснοдара");
        check(
            "[ORG:Красный цех] и красный цех, Красного цеха",
            "ORG Красного цеха",
        );
        check("[XYZ:Завод] и Завод", "");
        check("[COUNT:Пять] и Пять", "");
        check("[PER:Иван Громов], [ORG:Громов и сын] Громова", "");
        check("[PER:Громов] и Пётр Громов, Громова", "PER Громова");
        check("[LOC:Москва]. В Москве", "LOC Москве");
    }

    #[test]
    fn what_mostly_stands_unmarked_is_not_proposed() {
        check("[ORG:Заря] и Заря", "ORG Заря");
        check("[ORG:Заря], Заря, Заря, [PER:Иван]. Заря", "");
        check("[POS:цех] и цех", "");
        check("[POS:глава], [POS:глава], [POS:глава] и глава", "POS глава");
    }

    #[test]
    fn part_of_an_annotation_is_not_unmarked() {
        check(
            "[LOC:Заря] и [LOC:Новая Заря], [PER:Иван]. Заря",
            "LOC Заря",
        );
    }

    #[test]
    fn what_was_refused_is_not_proposed_again() {
        let (text, mut layer) = parse("[ORG:Заря] и Заря");
        let at = text.as_str().rfind("Заря").unwrap();
        layer.rejections.push(Rejection {
            label: "ORG".into(),
            parts: Parts::one(TextRange::from_usize(at..at + 8)).unwrap(),
            by: "propagation".to_owned(),
        });
        let mut found = Vec::new();
        Propagation.propose(Ground::new(&text, &Schema::standard(), &layer), &mut found);
        assert_eq!(found, []);
    }

    #[test]
    fn the_dictionary_knows_other_documents() {
        let (text, mut layer) = parse("[ORG:Заря] и [LOC:Волга], Волга, Волга.");
        layer.status = Status::Done;
        let schema = Schema::standard();
        let lesson = Lesson {
            text: &text,
            layer: &layer,
        };
        let knowledge = crate::suggest::Knowledge {
            dictionary: Some(dictionary::Dictionary::new(&[lesson], &schema)),
            ..Default::default()
        };
        let (text, layer) = parse("Зари на Волге");
        let ground = Ground {
            knowledge: &knowledge,
            ..Ground::new(&text, &schema, &layer)
        };
        let mut found = Vec::new();
        dictionary::Known.propose(ground, &mut found);
        assert_eq!(told(&text, found), "ORG Зари");
    }
}
