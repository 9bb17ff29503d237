//! A suggester that learns: from finished documents, and from what is annotated in this one, for any schema.
//!
//! Features are hashed clues of a token and its neighbours, among them what the rules propose; tags tell where
//! annotations begin and end; the best sequence of tags is found by Viterbi's algorithm. The same lessons and the
//! same seed make the same model, byte by byte.

mod certainty;
mod clues;
mod decode;
mod features;
mod hash;
mod lesson;
mod model;
mod model_file;
mod tags;
mod train;

pub use lesson::Lesson;
pub use model::{Finding, Model};
pub use model_file::NoModel;
pub use train::{learn, refine};

use super::{Ground, Suggester, Suggestion};
use crate::annotation::Fields;

/// Proposes what the model of [`Ground::knowledge`] finds.
#[derive(Debug)]
pub struct Learner;

impl Suggester for Learner {
    fn name(&self) -> &'static str {
        "learner"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let Some(model) = &ground.knowledge.model else {
            return;
        };
        let known = model.find(ground.text).into_iter();
        let known = known.filter(|it| ground.schema.label(&it.label).is_some());
        found.extend(known.map(|it| Suggestion {
            range: it.range,
            label: it.label,
            score: it.score,
            by: self.name(),
            measure: None,
            fields: Fields::new(),
        }));
    }
}

#[cfg(test)]
mod tests;
