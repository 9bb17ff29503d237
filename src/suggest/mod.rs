//! What the program proposes: figures, dates, names. Pure: a text and what is known of it in, suggestions out.
//!
//! A suggester stands in its own file and in [`SUGGESTERS`]; nothing else knows it by name. It proposes only
//! labels that the schema has.

pub mod atom;
pub mod calibration;
pub mod dates;
pub mod dictionary;
pub mod figures;
pub mod learner;
pub mod lexicon;
mod merge;
pub mod names;
pub mod propagation;
mod repeats;
mod standing;

use crate::{
    annotation::{Fields, Layer, Measure, Schema, Status},
    text::{Text, TextRange},
};
use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

/// An annotation that is proposed; never written until a person accepts it. A long text has a hundred thousand, and
/// one set of them shares with the next what did not change.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it covers.
    pub range: TextRange,
    /// Name of a label of the schema.
    pub label: Arc<str>,
    /// How sure the suggester is, 0 to 1.
    pub score: f32,
    /// The name of the suggester.
    pub by: &'static str,
    /// The reading of a metric.
    pub measure: Option<Arc<Measure>>,
    /// What the schema asks for.
    pub fields: Fields,
}

/// What a suggester looks at.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a Text,
    /// The labels there are.
    pub schema: &'a Schema,
    /// What the annotator has said of the text so far.
    pub layer: &'a Layer,
    /// What was learnt from other documents.
    pub knowledge: &'a Knowledge,
    /// The sentences of each block, where they were found for several suggesters at once.
    sentences: Option<&'a [Vec<TextRange>]>,
}

/// What was learnt; each part may be missing.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// What the learner made of finished documents.
    pub model: Option<learner::Model>,
    /// The words of finished documents.
    pub dictionary: Option<dictionary::Dictionary>,
    /// What became of earlier proposals.
    pub calibration: Option<calibration::Calibration>,
}

static NOTHING: Knowledge = Knowledge {
    model: None,
    dictionary: None,
    calibration: None,
};

impl<'a> Ground<'a> {
    /// A text of which nothing is known but what the annotator has said of it.
    pub fn new(text: &'a Text, schema: &'a Schema, layer: &'a Layer) -> Self {
        Self {
            text,
            schema,
            layer,
            knowledge: &NOTHING,
            sentences: None,
        }
    }

    /// The names of its labels, to be shared by all that is proposed.
    fn labels(&self) -> Labels {
        let labels = self.schema.labels.iter();
        Labels(labels.map(|it| Arc::from(it.name.as_str())).collect())
    }

    /// The sentences of a block of the text.
    fn sentences(&self, block: usize) -> Cow<'a, [TextRange]> {
        match self.sentences {
            Some(found) => Cow::Borrowed(&found[block]),
            None => Cow::Owned(self.text.segments(block).sentences),
        }
    }
}

/// The names of the labels of a schema, each once in memory.
struct Labels(Vec<Arc<str>>);

impl Labels {
    /// The label called `name`, if there is one.
    fn get(&self, name: &str) -> Option<Arc<str>> {
        self.0.iter().find(|it| ***it == *name).map(Arc::clone)
    }
}

/// Proposes annotations of one kind.
pub trait Suggester: Sync {
    /// As it stands in files, settings and `by`.
    fn name(&self) -> &'static str;

    /// Append what it proposes, in the order of the text.
    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>);
}

/// All of them.
pub const SUGGESTERS: &[&dyn Suggester] = &[
    &figures::Figures,
    &dates::Dates,
    &names::Names,
    &propagation::Propagation,
    &dictionary::Known,
    &learner::Learner,
];

/// Which suggesters are off, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    off: BTreeSet<String>,
}

impl Switches {
    /// Turn the suggester called `name` on or off.
    pub fn set(&mut self, name: &str, on: bool) {
        match on {
            true => self.off.remove(name),
            false => self.off.insert(name.to_owned()),
        };
    }

    /// Whether the suggester called `name` is on.
    pub fn is_on(&self, name: &str) -> bool {
        !self.off.contains(name)
    }
}

/// What is to be proposed for `ground`: the best of what all suggesters propose that are on, in order, nothing
/// crossing, nothing that is annotated or rejected already. The only door to suggestions.
pub fn suggest(
    ground: Ground<'_>,
    knowledge: &Knowledge,
    switches: &Switches,
) -> Vec<Arc<Suggestion>> {
    let kept = of_text_by(ground.text, ground.schema, knowledge, switches);
    suggest_again(ground, knowledge, switches, &kept)
}

/// What the text alone makes its suggesters propose, on or off: to be kept while the text is being annotated.
pub fn of_text(text: &Text, schema: &Schema, knowledge: &Knowledge) -> Vec<Arc<Suggestion>> {
    of_text_by(text, schema, knowledge, &Switches::default())
}

fn of_text_by(
    text: &Text,
    schema: &Schema,
    knowledge: &Knowledge,
    switches: &Switches,
) -> Vec<Arc<Suggestion>> {
    let nothing_said = Layer::default();
    let ground = Ground {
        knowledge,
        ..Ground::new(text, schema, &nothing_said)
    };
    asked(BY_TEXT, ground, switches)
}

/// The same as [`suggest`], with what is [of the text](of_text) `kept` from earlier: only what depends on the layer
/// is done anew.
pub fn suggest_again(
    ground: Ground<'_>,
    knowledge: &Knowledge,
    switches: &Switches,
    kept: &[Arc<Suggestion>],
) -> Vec<Arc<Suggestion>> {
    // Who is off is not asked for an opinion of others either. Cloning shares the model.
    let model = knowledge.model.clone();
    let heard = Knowledge {
        model: model.filter(|_| switches.is_on(learner::Learner.name())),
        ..Knowledge::default()
    };
    let unknown = calibration::Calibration::default();
    let calibration = knowledge.calibration.as_ref().unwrap_or(&unknown);
    let kept = kept.iter().filter(|it| switches.is_on(it.by));
    let mut proposals: Vec<Arc<Suggestion>> = kept.cloned().collect();
    let knowing = Ground {
        knowledge,
        ..ground
    };
    proposals.extend(asked(BY_LAYER, knowing, switches));
    let ground = Ground {
        knowledge: &heard,
        ..ground
    };
    merge::merge(ground, calibration, proposals)
}

/// All that the suggesters propose that are on, unweighed: what [`calibration::Calibration::count`] counts.
pub fn proposals(
    ground: Ground<'_>,
    knowledge: &Knowledge,
    switches: &Switches,
) -> Vec<Arc<Suggestion>> {
    let ground = Ground {
        knowledge,
        ..ground
    };
    asked(SUGGESTERS, ground, switches)
}

fn asked(
    suggesters: &[&dyn Suggester],
    ground: Ground<'_>,
    switches: &Switches,
) -> Vec<Arc<Suggestion>> {
    let blocks = 0..ground.text.block_count();
    let cut = |block| ground.text.segments(block).sentences;
    // The rules read sentence by sentence: found once, not by each of them. Who reads the layer needs none.
    let many = suggesters.len() > BY_LAYER.len();
    let sentences: Option<Vec<_>> = many.then(|| blocks.map(cut).collect());
    let ground = Ground {
        sentences: sentences.as_deref(),
        ..ground
    };
    // A mark of its own on the last letter or digit: half of what is seen there could not be selected either.
    let border = |place| ground.text.is_grapheme_border(place);
    let whole = |it: &Suggestion| border(it.range.start()) && border(it.range.end());
    let mut all = Vec::new();
    for suggester in suggesters.iter().filter(|it| switches.is_on(it.name())) {
        let mut found = Vec::new();
        suggester.propose(ground, &mut found);
        all.extend(found.into_iter().filter(whole).map(Arc::new));
    }
    all
}

/// Where nothing annotated means that nothing is there: the whole text when the annotator says so, else from the
/// first to the last thing said.
pub fn extent(text: &Text, layer: &Layer) -> TextRange {
    if layer.status == Status::Done {
        return text.full_range();
    }
    let marked = layer.annotations.iter().map(|it| it.parts.cover());
    let refused = layer.rejections.iter().map(|it| it.parts.cover());
    let said = marked.chain(refused).reduce(TextRange::cover);
    said.unwrap_or_default()
}

/// Those that need nothing but the text.
const RULES: &[&dyn Suggester] = &[&figures::Figures, &dates::Dates, &names::Names];

/// Those that never look at what was said of a text: the rules, and the model of other texts.
const BY_TEXT: &[&dyn Suggester] = &[
    &figures::Figures,
    &dates::Dates,
    &names::Names,
    &learner::Learner,
];

/// The others.
const BY_LAYER: &[&dyn Suggester] = &[&propagation::Propagation, &dictionary::Known];

#[cfg(test)]
mod tests;
