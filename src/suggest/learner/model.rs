//! What was learnt: a weight for each feature and tag, and how sure which lead over the second best is.

use super::{
    certainty::Certainty,
    clues::{self, Sentence},
    decode::{Decoder, Transitions},
    features, tags,
};
use crate::text::{Text, TextRange};
use std::{ops::Range, sync::Arc};

/// One step of learning, in units of a stored weight.
pub(super) const SCALE: i32 = 64;

/// Features share this many slots, by their hash.
const SLOTS: usize = 1 << 20;

/// How many weights there are for `tags` tags: the last row may begin in the last slot.
pub(super) fn slots(tags: usize) -> usize {
    SLOTS + tags
}

/// The first weight of a feature; those for the other tags follow it.
#[inline]
pub(super) fn row_of(feature: u32) -> u32 {
    feature % SLOTS as u32
}

/// The weights of features and of going from tag to tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Weights {
    tags: usize,
    features: Vec<i16>,
    steps: Vec<i16>,
    transitions: Transitions,
}

impl Weights {
    pub(super) fn new(tags: usize, features: Vec<i16>, steps: Vec<i16>) -> Self {
        let transitions = Transitions::new(tags, |from, to| steps[from * tags + to].into());
        Self {
            tags,
            features,
            steps,
            transitions,
        }
    }

    pub(super) fn features(&self) -> &[i16] {
        &self.features
    }

    pub(super) fn steps(&self) -> &[i16] {
        &self.steps
    }

    pub(super) fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    pub(super) fn tags(&self) -> usize {
        self.tags
    }

    /// The best annotations of `sentence`: tokens, label, lead.
    pub(super) fn tag(&self, sentence: &Sentence, desk: &mut Desk) -> Vec<Guess> {
        score(sentence, &self.features, self.tags, desk);
        desk.decoder.decode(&self.transitions);
        let spans = tags::spans(&desk.decoder.best);
        if spans.is_empty() {
            return Vec::new();
        }
        desk.decoder.weigh(&self.transitions);
        let guess = |(tokens, label): tags::Span| Guess {
            lead: desk.decoder.margin(tokens.clone()),
            tokens,
            label,
        };
        spans.into_iter().map(guess).collect()
    }
}

/// What a sentence is worked on with; kept from sentence to sentence.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) decoder: Decoder,
    /// The rows of the features of the tokens, one token after the other.
    pub(super) rows: Vec<u32>,
    /// Where the rows of each token end.
    pub(super) ends: Vec<usize>,
}

/// Add up what the features of each token say of each tag.
pub(super) fn score<W: Copy + Into<i32>>(
    sentence: &Sentence,
    weights: &[W],
    tags: usize,
    desk: &mut Desk,
) {
    desk.rows.clear();
    desk.ends.clear();
    let scores = &mut desk.decoder.scores;
    scores.clear();
    scores.resize(sentence.tokens.len() * tags, 0);
    for (at, scores) in scores.chunks_exact_mut(tags).enumerate() {
        let first = desk.rows.len();
        features::each(&sentence.clues, at, |feature| {
            desk.rows.push(row_of(feature))
        });
        for row in &desk.rows[first..] {
            let row = &weights[*row as usize..][..tags];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += (*weight).into();
            }
        }
        desk.ends.push(desk.rows.len());
    }
}

/// What the weights make of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) tokens: Range<usize>,
    pub(super) label: usize,
    /// Over the second best.
    pub(super) lead: i32,
}

/// What is read at once of a long text, in bytes.
const PORTION: u32 = 1 << 20;

/// The portions of a text: whole blocks, as many as fill one.
fn portions(text: &Text) -> Vec<TextRange> {
    let mut portions: Vec<TextRange> = Vec::new();
    for block in 0..text.block_count() {
        let range = text.block(block).range;
        match portions.last_mut() {
            Some(last) if last.len().raw() < PORTION => *last = last.cover(range),
            _ => portions.push(range),
        }
    }
    portions
}

/// What was learnt from finished documents. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Model(pub(super) Arc<Learnt>);

/// The inside of a [`Model`].
#[derive(Debug, PartialEq)]
pub(super) struct Learnt {
    /// Sorted; their order is that of the tags.
    pub(super) labels: Vec<Arc<str>>,
    pub(super) weights: Weights,
    pub(super) certainty: Certainty,
    /// For each label, how often the rules are right where the weights see nothing.
    pub(super) alone: Vec<f32>,
}

/// A stretch that the model would annotate.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it covers: whole tokens.
    pub range: TextRange,
    /// The label.
    pub label: Arc<str>,
    /// How probable it is that an annotator marks exactly this.
    pub score: f32,
}

impl Model {
    /// The labels it knows, sorted.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.0.labels
    }

    /// How probable it is that a rule is right in proposing `label` where the model, which knows what the rules
    /// propose, finds nothing; `None` for a label that it did not learn.
    pub fn doubt(&self, label: &str) -> Option<f32> {
        let label = self
            .0
            .labels
            .binary_search_by(|it| (**it).cmp(label))
            .ok()?;
        self.0.alone.get(label).copied()
    }

    /// What it would annotate in `text`, in order, nothing overlapping. A very long text is read in portions, each as a
    /// text of its own: what is seen at its tokens takes several times its memory.
    pub fn find(&self, text: &Text) -> Vec<Finding> {
        if text.len().raw() <= PORTION {
            return self.find_in(text);
        }
        let mut found = Vec::new();
        for range in portions(text) {
            let here = Text::new(text.slice(range)).map(|text| self.find_in(&text));
            found.extend(here.into_iter().flatten().map(|it| Finding {
                range: TextRange::at(range.start() + it.range.start(), it.range.len()),
                ..it
            }));
        }
        found
    }

    fn find_in(&self, text: &Text) -> Vec<Finding> {
        let mut desk = Desk::default();
        let mut found = Vec::new();
        for sentence in clues::sentences(text, text.full_range(), &clues::hints(text)) {
            let guesses = self.0.weights.tag(&sentence, &mut desk);
            found.extend(guesses.into_iter().map(|guess| Finding {
                range: sentence.cover(guess.tokens),
                label: Arc::clone(&self.0.labels[guess.label]),
                score: self.0.certainty.of(guess.lead),
            }));
        }
        found
    }
}
