//! How far each suggester is to be believed, label by label: by what became of its proposals.

use super::{Suggestion, extent};
use crate::{
    annotation::{Layer, Status},
    text::{Text, TextRange},
};
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

/// Scores up to these are counted apart: the surer ones of a suggester may be right and the others not.
const STEPS: [f32; 3] = [0.6, 0.8, 0.9];

/// A suggester's own score counts as much as so many decisions.
const TRUST: f32 = 6.0;

/// From so many decisions on, a suggester may be silenced.
const ENOUGH: u32 = 8;

/// Who is right less often is silent.
const MOSTLY_REFUSED: f32 = 0.3;

/// What became of proposals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    accepted: u32,
    refused: u32,
}

impl Count {
    fn all(self) -> u32 {
        self.accepted + self.refused
    }

    /// The share that was accepted, when `prior` is what was thought before.
    fn share(self, prior: f32, trust: f32) -> f32 {
        (self.accepted as f32 + prior * trust) / (self.all() as f32 + trust)
    }
}

/// By suggester and label, step by step.
type Counts = BTreeMap<(&'static str, Arc<str>), [Count; STEPS.len() + 1]>;

/// The history of all suggesters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    counts: Counts,
    /// Those of finished documents without any annotation.
    empty: Counts,
    /// How many documents are finished with annotations, less those that are without.
    annotated: i64,
}

fn step(score: f32) -> usize {
    STEPS.iter().filter(|step| score > **step).count()
}

impl Calibration {
    /// Count what became of `proposals` for `text` in `layer`: annotated exactly so is accepted; rejected, or not
    /// annotated in a finished document, is refused; the rest is not decided yet.
    ///
    /// The proposals must have been made without knowledge of this very layer.
    pub fn count(&mut self, text: &Text, layer: &Layer, proposals: &[Arc<Suggestion>]) {
        let accepted: HashSet<(TextRange, &str)> = layer
            .annotations
            .iter()
            .filter(|it| it.parts.ranges().len() == 1)
            .map(|it| (it.parts.cover(), &*it.label))
            .collect();
        let refused: HashSet<(TextRange, &str)> = layer
            .rejections
            .iter()
            .map(|it| (it.parts.cover(), &*it.label))
            .collect();
        let seen = extent(text, layer);
        let is_done = layer.status == Status::Done;
        let is_empty = layer.annotations.is_empty();
        if is_done {
            self.annotated += if is_empty { -1 } else { 1 };
        }
        for it in proposals {
            let key = (it.range, &*it.label);
            if accepted.contains(&key) {
                of(&mut self.counts, it).accepted += 1;
            } else if refused.contains(&key) {
                of(&mut self.counts, it).refused += 1;
            } else if is_done && seen.contains_range(it.range) {
                let counts = if is_empty {
                    &mut self.empty
                } else {
                    &mut self.counts
                };
                of(counts, it).refused += 1;
            }
        }
    }

    /// What is known of the proposals of a suggester for a label, step by step. That nothing is there is believed where
    /// most of what is finished has annotations; else documents are finished unread.
    fn known(&self, it: &Suggestion) -> [Count; STEPS.len() + 1] {
        let key = (it.by, Arc::clone(&it.label));
        let mut counts = self.counts.get(&key).copied().unwrap_or_default();
        let empty = self.empty.get(&key).filter(|_| self.annotated >= 0);
        for (count, empty) in counts.iter_mut().zip(empty.into_iter().flatten()) {
            count.refused += empty.refused;
        }
        counts
    }

    /// How probable it is that `it` is accepted; `None` when its suggester is mostly refused for this label.
    pub fn certainty(&self, it: &Suggestion) -> Option<f32> {
        let counts = self.known(it);
        if counts.iter().all(|count| count.all() == 0) {
            return Some(it.score);
        }
        let all = counts.iter().fold(Count::default(), |all, it| Count {
            accepted: all.accepted + it.accepted,
            refused: all.refused + it.refused,
        });
        let silent = all.all() >= ENOUGH && all.share(0.5, 2.0) < MOSTLY_REFUSED;
        (!silent).then(|| counts[step(it.score)].share(it.score, TRUST))
    }
}

fn of<'c>(counts: &'c mut Counts, it: &Suggestion) -> &'c mut Count {
    let counts = counts.entry((it.by, Arc::clone(&it.label)));
    &mut counts.or_default()[step(it.score)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, Fields, Id, Parts, Rejection};

    fn proposal(by: &'static str, at: usize, score: f32) -> Arc<Suggestion> {
        Arc::new(Suggestion {
            range: TextRange::from_usize(at..at + 2),
            label: "PER".into(),
            score,
            by,
            measure: None,
            fields: Fields::new(),
        })
    }

    /// A text and a layer where the first `right` pairs of letters are persons and the next `wrong` ones were refused.
    fn history(right: usize, wrong: usize) -> (Text, Layer) {
        let parts = |at: usize| Parts::one(TextRange::from_usize(2 * at..2 * at + 2)).unwrap();
        let annotation = |at: usize| {
            Arc::new(Annotation {
                id: Id::new(&format!("id{at}")),
                label: "PER".into(),
                parts: parts(at),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            })
        };
        let rejection = |at: usize| Rejection {
            label: "PER".into(),
            parts: parts(at),
            by: "a".to_owned(),
        };
        let layer = Layer {
            annotations: (0..right).map(annotation).collect(),
            rejections: (right..right + wrong).map(rejection).collect(),
            ..Layer::default()
        };
        (Text::new("xx".repeat(100)).unwrap(), layer)
    }

    fn certainty(right: usize, wrong: usize, status: Status) -> Option<f32> {
        let (text, layer) = history(right, wrong);
        let layer = Layer { status, ..layer };
        let proposals: Vec<_> = (0..20).map(|at| proposal("a", 2 * at, 0.7)).collect();
        let mut calibration = Calibration::default();
        calibration.count(&text, &layer, &proposals);
        let other = proposal("b", 0, 0.7);
        assert_eq!(
            calibration.certainty(&other),
            Some(0.7),
            "of another suggester"
        );
        calibration.certainty(&proposals[0])
    }

    #[test]
    fn who_is_accepted_is_believed_and_who_is_refused_is_not() {
        let sure = |right, wrong| certainty(right, wrong, Status::InProgress);
        assert_eq!(sure(0, 0), Some(0.7));
        assert!(sure(10, 0) > Some(0.85) && sure(5, 5) < Some(0.6));
        assert!(sure(0, 2) > Some(0.4), "two cases prove nothing");
        assert_eq!(sure(1, 9), None, "mostly refused: silent");
    }

    #[test]
    fn in_a_finished_document_what_is_not_annotated_is_refused() {
        assert!(certainty(10, 0, Status::Done) < certainty(10, 0, Status::InProgress));
        assert_eq!(certainty(2, 0, Status::Done), None);
    }

    #[test]
    fn that_nothing_is_there_is_believed_unless_most_is_finished_unread() {
        let sure = |annotated: usize, empty: usize| {
            let mut calibration = Calibration::default();
            let proposals: Vec<_> = (0..2).map(|at| proposal("a", 2 * at, 0.7)).collect();
            for right in [vec![2; annotated], vec![0; empty]].concat() {
                let (text, layer) = history(right, 0);
                let status = Status::Done;
                calibration.count(&text, &Layer { status, ..layer }, &proposals);
            }
            calibration.certainty(&proposals[0])
        };
        assert_eq!(sure(0, 9), Some(0.7), "nobody annotated");
        assert!(sure(4, 4) < sure(4, 0));
        assert_eq!(sure(4, 9), sure(4, 0), "finished unread");
    }
}
