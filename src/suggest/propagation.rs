//! What is annotated once in a document is proposed in the rest of it, in whatever case it stands there.

use super::{Ground, Suggester, Suggestion, repeats::Repeats};

/// Proposes what repeats annotations of the same layer.
#[derive(Debug)]
pub struct Propagation;

impl Suggester for Propagation {
    fn name(&self) -> &'static str {
        "propagation"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let mut repeats = Repeats::default();
        repeats.remember(ground.text, ground.layer, ground.schema);
        repeats.count(ground.text, ground.layer);
        repeats.propose(ground, self.name(), found);
    }
}
