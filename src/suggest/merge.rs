//! The best of all that is proposed: believed by history, raised by agreement, nothing twice, nothing that crosses.

use super::{
    Ground, Suggester, Suggestion, calibration::Calibration, learner::Learner,
    propagation::Propagation, standing::Standing,
};
use crate::{
    annotation::{Annotation, Nesting, Parts},
    text::TextRange,
};
use std::{cmp::Reverse, collections::HashSet, sync::Arc};

/// What is less probable is not shown: people turn off what cries wolf.
const THRESHOLD: f32 = 0.5;

/// How far one more voice for the same is believed: suggesters look at the same words.
const AGREEMENT: f32 = 0.3;

/// The best set of `proposals`, in order, each with the probability that it is accepted.
pub fn merge(
    ground: Ground<'_>,
    calibration: &Calibration,
    mut proposals: Vec<Arc<Suggestion>>,
) -> Vec<Arc<Suggestion>> {
    proposals.retain_mut(|it| {
        let certainty = calibration.certainty(it);
        let certainty = certainty.map(|share| share.min(doubt(ground, it)));
        certainty.inspect(|score| put(it, *score)).is_some()
    });
    let mut merged = agreed(proposals);
    merged.retain(|it| it.score >= THRESHOLD);
    let merged = open(ground, merged);
    let (mut best, rest) = disjoint(merged);
    if ground.schema.nesting != Nesting::Flat {
        let nested = rest.into_iter().filter(|it| fits(it, &best)).collect();
        best.extend(disjoint(nested).0);
        sort(&mut best);
    }
    best
}

/// Give `it` another score; as long as it keeps its own it is shared.
fn put(it: &mut Arc<Suggestion>, score: f32) {
    if it.score != score {
        Arc::make_mut(it).score = score;
    }
}

/// What a proposal is worth at most. The learner has read what rules and dictionary propose: where it is not of their
/// opinion they were measured to be right only so often. What repeats this document it has not read.
fn doubt(ground: Ground<'_>, it: &Suggestion) -> f32 {
    let reads = it.by != Learner.name() && it.by != Propagation.name();
    let model = ground.knowledge.model.as_ref().filter(|_| reads);
    model
        .and_then(|model| model.doubt(&it.label))
        .unwrap_or(1.0)
}

/// In the order of the text, the longer first; of the same the surer first.
fn sort(proposals: &mut [Arc<Suggestion>]) {
    proposals.sort_by(|a, b| {
        let key = |it: &Suggestion| (it.range.start(), Reverse(it.range.end()));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.label.cmp(&b.label))
            .then_with(|| b.score.total_cmp(&a.score))
            .then_with(|| a.by.cmp(b.by))
    });
}

/// The same proposed by several is one, and surer.
fn agreed(mut proposals: Vec<Arc<Suggestion>>) -> Vec<Arc<Suggestion>> {
    sort(&mut proposals);
    let mut merged: Vec<Arc<Suggestion>> = Vec::with_capacity(proposals.len());
    for it in proposals {
        match merged.last_mut() {
            Some(last) if last.range == it.range && last.label == it.label => {
                join(Arc::make_mut(last), &it)
            }
            _ => merged.push(it),
        }
    }
    merged
}

fn join(surer: &mut Suggestion, other: &Suggestion) {
    surer.score = 1.0 - (1.0 - surer.score) * (1.0 - AGREEMENT * other.score);
    surer.measure = surer.measure.take().or_else(|| other.measure.clone());
    for (name, value) in &other.fields {
        surer
            .fields
            .entry(name.clone())
            .or_insert_with(|| value.clone());
    }
}

/// What is neither annotated nor rejected, and allowed beside what is annotated.
fn open(ground: Ground<'_>, mut proposals: Vec<Arc<Suggestion>>) -> Vec<Arc<Suggestion>> {
    let rejections = ground.layer.rejections.iter();
    let rejected: HashSet<(TextRange, &str)> = rejections
        .filter(|it| it.parts.ranges().len() == 1)
        .map(|it| (it.parts.cover(), &*it.label))
        .collect();
    let mut standing = Standing::new(&ground.layer.annotations);
    let nesting = ground.schema.nesting;
    proposals.retain(|it| {
        let Some(parts) = Parts::one(it.range) else {
            return false;
        };
        let mut over = standing.over(it.range);
        !rejected.contains(&(it.range, &*it.label))
            && !over.any(|there| bars(there, it, &parts, nesting))
    });
    proposals
}

/// Whether what is there leaves no room for the proposal that covers `parts`.
fn bars(there: &Annotation, it: &Suggestion, parts: &Parts, nesting: Nesting) -> bool {
    nesting == Nesting::Flat
        || there.label == it.label
        || there.parts.cover() == it.range
        || there.parts.crosses(parts)
}

/// The disjoint proposals that are worth most together, and the others; both in order.
fn disjoint(mut proposals: Vec<Arc<Suggestion>>) -> (Vec<Arc<Suggestion>>, Vec<Arc<Suggestion>>) {
    proposals.sort_by_key(|it| (it.range.end(), it.range.start()));
    let taken = best(&proposals);
    let mut taken = taken.into_iter();
    let (mut best, mut rest): (Vec<_>, Vec<_>) = proposals
        .into_iter()
        .partition(|_| taken.next().unwrap_or(false));
    sort(&mut best);
    sort(&mut rest);
    (best, rest)
}

/// Which of `proposals`, sorted by their ends, make the best sum: the usual way, by what ends before each begins.
fn best(proposals: &[Arc<Suggestion>]) -> Vec<bool> {
    // The best sum of the first so many.
    let mut sums = vec![0_u64];
    let before =
        |it: &Suggestion| proposals.partition_point(|other| other.range.end() <= it.range.start());
    for it in proposals {
        let with = sums[before(it)] + worth(it);
        let without = sums.last().copied().unwrap_or(0);
        sums.push(with.max(without));
    }
    let mut taken = vec![false; proposals.len()];
    let mut count = proposals.len();
    while let Some(it) = count.checked_sub(1) {
        taken[it] = sums[count] > sums[it];
        count = if taken[it] {
            before(&proposals[it])
        } else {
            it
        };
    }
    taken
}

/// In whole numbers, so that sums are exact. Two that are hardly sure are not worth more than one that is sure.
fn worth(it: &Suggestion) -> u64 {
    ((it.score - THRESHOLD) * 1e6) as u64 + 100_000
}

/// Whether `it` nests with those of `best` that it overlaps, under another label. `best` is in order and disjoint.
fn fits(it: &Suggestion, best: &[Arc<Suggestion>]) -> bool {
    let first = best.partition_point(|other| other.range.end() <= it.range.start());
    let mut over = best[first..].iter();
    let mut over = over
        .by_ref()
        .take_while(|other| other.range.start() < it.range.end());
    over.all(|other| {
        other.label != it.label && other.range != it.range && !other.range.crosses(it.range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{Fields, Id, Layer, Rejection, Schema},
        text::Text,
    };
    use proptest::prelude::*;

    const LENGTH: usize = 64;

    fn range(range: std::ops::Range<usize>) -> TextRange {
        TextRange::from_usize(range)
    }

    fn proposal(
        by: &'static str,
        label: &str,
        at: std::ops::Range<usize>,
        score: f32,
    ) -> Suggestion {
        Suggestion {
            range: range(at),
            label: label.into(),
            score,
            by,
            measure: None,
            fields: Fields::new(),
        }
    }

    fn annotated(items: &[(&str, std::ops::Range<usize>)]) -> Layer {
        let annotation = |(number, (label, at)): (usize, &(&str, std::ops::Range<usize>))| {
            Arc::new(Annotation {
                id: Id::new(&format!("id{number}")),
                label: (*label).into(),
                parts: Parts::one(range(at.clone())).unwrap(),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            })
        };
        Layer {
            annotations: items.iter().enumerate().map(annotation).collect(),
            ..Layer::default()
        }
    }

    fn merged(nesting: Nesting, layer: &Layer, proposals: Vec<Suggestion>) -> Vec<Arc<Suggestion>> {
        let text = Text::new("x".repeat(LENGTH)).unwrap();
        let schema = Schema {
            nesting,
            ..Schema::standard()
        };
        let ground = Ground::new(&text, &schema, layer);
        let proposals = proposals.into_iter().map(Arc::new).collect();
        merge(ground, &Calibration::default(), proposals)
    }

    fn check(nesting: Nesting, layer: &Layer, proposals: Vec<Suggestion>, expected: &str) {
        let found = merged(nesting, layer, proposals);
        let told = found.iter().map(|it| {
            let at = it.range.to_usize();
            format!("{} {}-{}", it.label, at.start, at.end)
        });
        assert_eq!(told.collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn the_best_of_what_crosses_is_taken() {
        let nothing = Layer::default();
        for nesting in [Nesting::Flat, Nesting::Nested, Nesting::Overlap] {
            let two = vec![
                proposal("a", "PER", 0..9, 0.7),
                proposal("b", "ORG", 5..12, 0.9),
            ];
            check(nesting, &nothing, two, "ORG 5-12");
            let three = vec![
                proposal("a", "PER", 0..9, 0.8),
                proposal("b", "ORG", 5..12, 0.9),
                proposal("a", "PER", 10..14, 0.8),
            ];
            check(nesting, &nothing, three, "PER 0-9, PER 10-14");
        }
    }

    #[test]
    fn nesting_is_proposed_when_labels_differ_and_the_schema_allows_it() {
        let nothing = Layer::default();
        let proposals = || {
            vec![
                proposal("a", "ORG", 0..20, 0.9),
                proposal("a", "LOC", 10..20, 0.8),
                proposal("a", "ORG", 0..5, 0.8),
                proposal("a", "PER", 15..25, 0.8),
            ]
        };
        check(Nesting::Flat, &nothing, proposals(), "ORG 0-5, LOC 10-20");
        check(Nesting::Nested, &nothing, proposals(), "ORG 0-5, LOC 10-20");
        let two = proposals().drain(..2).collect();
        check(Nesting::Flat, &nothing, two, "ORG 0-20");
        let two = proposals().drain(..2).collect();
        check(Nesting::Nested, &nothing, two, "ORG 0-20, LOC 10-20");
    }

    #[test]
    fn agreement_raises_and_what_is_unlikely_is_not_shown() {
        let nothing = Layer::default();
        let two = vec![
            proposal("a", "PER", 0..9, 0.45),
            proposal("b", "PER", 0..9, 0.4),
        ];
        check(Nesting::Flat, &nothing, two.clone(), "PER 0-9");
        check(Nesting::Flat, &nothing, two[..1].to_vec(), "");
        let best = merged(
            Nesting::Flat,
            &nothing,
            vec![
                proposal("a", "PER", 0..9, 0.8),
                proposal("b", "PER", 0..9, 0.9),
            ],
        );
        assert!(best[0].score > 0.9 && best[0].by == "b");
    }

    #[test]
    fn what_is_annotated_or_rejected_is_not_proposed() {
        let mut layer = annotated(&[("ORG", 0..20), ("LOC", 30..40)]);
        layer.rejections.push(Rejection {
            label: "PER".into(),
            parts: Parts::one(range(50..60)).unwrap(),
            by: "a".to_owned(),
        });
        let proposals = vec![
            proposal("a", "ORG", 0..20, 0.9),
            proposal("a", "LOC", 0..20, 0.9),
            proposal("a", "LOC", 10..20, 0.9),
            proposal("a", "LOC", 30..36, 0.9),
            proposal("a", "PER", 35..45, 0.9),
            proposal("a", "PER", 50..60, 0.9),
            proposal("a", "ORG", 52..60, 0.9),
        ];
        let nested = "LOC 10-20, ORG 52-60";
        check(Nesting::Overlap, &layer, proposals.clone(), nested);
        check(Nesting::Nested, &layer, proposals.clone(), nested);
        check(Nesting::Flat, &layer, proposals, "ORG 52-60");
    }

    const LABELS: [&str; 3] = ["PER", "ORG", "LOC"];

    fn any_range() -> impl Strategy<Value = std::ops::Range<usize>> {
        (0..LENGTH - 1).prop_flat_map(|start| (start + 1..LENGTH).prop_map(move |end| start..end))
    }

    fn any_proposal() -> impl Strategy<Value = Suggestion> {
        let by = prop::sample::select(&["a", "b", "c"][..]);
        (
            by,
            prop::sample::select(&LABELS[..]),
            any_range(),
            0.0f32..=1.0,
        )
            .prop_map(|(by, label, at, score)| proposal(by, label, at, score))
    }

    proptest! {
        #[test]
        fn nothing_crosses_and_the_order_of_the_proposals_does_not_matter(
            proposals in prop::collection::vec(any_proposal(), 0..40),
            there in prop::collection::vec((prop::sample::select(&LABELS[..]), any_range()), 0..8),
            turn in 0usize..40,
            nesting in prop::sample::select(&[Nesting::Flat, Nesting::Nested, Nesting::Overlap][..]),
        ) {
            let layer = annotated(&there);
            let found = merged(nesting, &layer, proposals.clone());
            let mut turned = proposals.clone();
            turned.rotate_left(turn.min(proposals.len()));
            turned.sort_by_key(|it| it.by);
            prop_assert_eq!(&found, &merged(nesting, &layer, turned));
            for (at, it) in found.iter().enumerate() {
                for other in &found[at + 1..] {
                    prop_assert!(!it.range.crosses(other.range));
                    let apart = !it.range.overlaps(other.range);
                    prop_assert!(apart || nesting != Nesting::Flat && it.label != other.label);
                }
                for (label, at) in &there {
                    let there = range(at.clone());
                    prop_assert!(!there.crosses(it.range) && there != it.range);
                    let apart = !it.range.overlaps(there);
                    prop_assert!(apart || nesting != Nesting::Flat && *label != &*it.label);
                }
            }
        }
    }
}
