//! Undo and redo without limit.
use super::{Annotation, Layer, Rejection, Relation, Status, Twins, Unplaced, merge};
use std::sync::Arc;

/// One change of a layer, with what was there before, so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// `before` None: created; `after` None: removed; both: replaced (same id).
    Annotation {
        /// The annotation as it was.
        before: Option<Arc<Annotation>>,
        /// The annotation as it becomes.
        after: Option<Arc<Annotation>>,
    },
    /// `before` None: made; `after` None: taken away.
    Relation {
        /// The relation as it was.
        before: Option<Relation>,
        /// The relation as it becomes.
        after: Option<Relation>,
    },
    /// `before` None: it waits for its place; `after` None: it waits no more.
    Unplaced {
        /// What waited.
        before: Option<Box<Unplaced>>,
        /// What waits.
        after: Option<Box<Unplaced>>,
    },
    /// `before` None: refused; `after` None: refused no more.
    Rejection {
        /// What was refused.
        before: Option<Rejection>,
        /// What is refused.
        after: Option<Rejection>,
    },
    /// The document is begun, done or taken up again.
    Status {
        /// The status as it was.
        before: Status,
        /// The status as it becomes.
        after: Status,
    },
}

/// What one command of the annotator did: taken back and done again as a whole. `P` is the place (selection) to return to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<P> {
    /// In the order they are made.
    pub changes: Vec<Change>,
    /// Where the annotator was before the step.
    pub before: P,
    /// Where the step left the annotator.
    pub after: P,
}

impl Change {
    /// Make the change. What others did to the same annotation meanwhile, as a merge found out, stays.
    pub fn apply(&self, layer: &mut Layer) {
        match self {
            Change::Annotation { before, after } => replace(layer, before, after),
            Change::Relation { before, after } => relate(layer, before, after),
            Change::Unplaced { before, after } => wait(layer, before, after),
            Change::Rejection { before, after } => refuse(layer, before, after),
            Change::Status { before, after } => restate(layer, *before, *after),
        }
    }

    /// Take the change back. What others did to the same annotation meanwhile stays.
    pub fn revert(&self, layer: &mut Layer) {
        match self {
            Change::Annotation { before, after } => replace(layer, after, before),
            Change::Relation { before, after } => relate(layer, after, before),
            Change::Unplaced { before, after } => wait(layer, after, before),
            Change::Rejection { before, after } => refuse(layer, after, before),
            Change::Status { before, after } => restate(layer, *after, *before),
        }
    }
}

/// `new` in the place of `old`. Where `old` is not what is there, others changed it: theirs is taken along, and stays
/// where `old` was to go.
fn replace(layer: &mut Layer, old: &Option<Arc<Annotation>>, new: &Option<Arc<Annotation>>) {
    let Some(id) = old.as_ref().or(new.as_ref()).map(|item| &item.id) else {
        return;
    };
    let now = layer.annotations.get(id).cloned();
    match (old, new, now) {
        (_, None, now) if now == *old => {
            layer.annotations.remove(id);
        }
        (Some(old), Some(new), Some(now)) => {
            layer.annotations.put(merge::joined(old, new, &now));
        }
        (_, Some(new), None) => {
            layer.annotations.put(new.clone());
        }
        _ => {}
    }
}

fn restate(layer: &mut Layer, old: Status, new: Status) {
    if layer.status == old {
        layer.status = new;
    }
}

fn refuse(layer: &mut Layer, old: &Option<Rejection>, new: &Option<Rejection>) {
    // Another session may have refused the same, proposed by somebody else.
    let both = [old, new].map(|it| it.as_ref().map(Rejection::what));
    layer
        .rejections
        .retain(|it| !both.contains(&Some(it.what())));
    layer.rejections.extend(new.clone());
}

fn wait(layer: &mut Layer, old: &Option<Box<Unplaced>>, new: &Option<Box<Unplaced>>) {
    let gone = [old, new].into_iter().flatten();
    for item in gone {
        layer.unplaced.retain(|other| other.id != item.id);
    }
    if let Some(new) = new {
        let order = |item: &Unplaced| (item.at.clone(), item.id.clone());
        let place = layer
            .unplaced
            .partition_point(|item| order(item) < order(new));
        layer.unplaced.insert(place, Unplaced::clone(new));
    }
}

fn relate(layer: &mut Layer, old: &Option<Relation>, new: &Option<Relation>) {
    let changed = [old, new]
        .into_iter()
        .flatten()
        .map(|relation| &relation.id);
    let changed: Vec<_> = changed.collect();
    layer
        .relations
        .retain(|relation| !changed.contains(&&relation.id));
    layer.relations.extend(new.clone());
    layer.relations.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The steps of one document. Steps are kept for as long as the document is open, never on disk.
#[derive(Clone, Debug)]
pub struct History<P> {
    steps: Vec<Step<P>>,
    done: usize,
}

impl<P> Default for History<P> {
    fn default() -> Self {
        Self {
            steps: Vec::new(),
            done: 0,
        }
    }
}

impl<P: Clone> History<P> {
    /// Apply the step to the layer and remember it; steps that were undone are forgotten.
    pub fn commit(&mut self, layer: &mut Layer, step: Step<P>) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.redo(layer);
    }

    /// Apply one more change and make it a part of the last step, so that both are taken back together.
    pub fn amend(&mut self, layer: &mut Layer, change: Change) {
        self.steps.truncate(self.done);
        change.apply(layer);
        if let Some(last) = self.steps.last_mut() {
            last.changes.push(change);
        }
    }

    /// Take the last step back; the place to return to, `None` when there is nothing to undo.
    pub fn undo(&mut self, layer: &mut Layer) -> Option<P> {
        self.done = self.done.checked_sub(1)?;
        let step = &self.steps[self.done];
        for change in step.changes.iter().rev() {
            change.revert(layer);
        }
        Some(step.before.clone())
    }

    /// Do the last step that was taken back again; the place it leads to, `None` when there is none.
    pub fn redo(&mut self, layer: &mut Layer) -> Option<P> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        for change in &step.changes {
            change.apply(layer);
        }
        Some(step.after.clone())
    }

    /// How many steps are done, and not taken back.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The step that was done last.
    pub fn last(&self) -> Option<&Step<P>> {
        self.steps[..self.done].last()
    }

    /// Make one step of all that were done since there were `before`.
    pub fn join(&mut self, before: usize) {
        if self.done <= before + 1 {
            return;
        }
        let mut steps = self.steps.drain(before..self.done);
        let first = steps.next();
        let joined = first.map(|first| {
            steps.fold(first, |mut all, step| {
                all.changes.extend(step.changes);
                all.after = step.after;
                all
            })
        });
        self.steps.splice(before..before, joined);
        self.done = before + 1;
    }

    /// A merge gave other ids to what the steps speak of.
    pub fn follow(&mut self, twins: &Twins) {
        let changes = self.steps.iter_mut().flat_map(|step| &mut step.changes);
        changes.for_each(|change| *change = twins.change(change));
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.done > 0
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.done < self.steps.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{annotation, layer};
    use super::*;
    use proptest::prelude::*;

    fn put(layer: &Layer, new: Arc<Annotation>) -> Change {
        Change::Annotation {
            before: layer.annotations.get(&new.id).cloned(),
            after: Some(new),
        }
    }

    fn step(place: usize, changes: Vec<Change>) -> Step<usize> {
        Step {
            changes,
            before: place,
            after: place + 1,
        }
    }

    #[test]
    fn a_new_step_forgets_what_was_undone() {
        let (mut layer, mut history) = (layer([]), History::default());
        for place in 0..3 {
            let change = put(&layer, annotation(&format!("{place}"), "PER", place, 9));
            history.commit(&mut layer, step(place, vec![change]));
        }
        assert_eq!(history.undo(&mut layer), Some(2));
        assert_eq!(history.undo(&mut layer), Some(1));
        assert_eq!(history.redo(&mut layer), Some(2));
        let status = Change::Status {
            before: Status::New,
            after: Status::Done,
        };
        history.commit(&mut layer, step(7, vec![status]));
        assert!(!history.can_redo());
        assert_eq!((layer.annotations.len(), layer.status), (2, Status::Done));
        assert_eq!(history.redo(&mut layer), None);
    }

    #[test]
    fn steps_that_are_joined_are_undone_together() {
        let (mut layer, mut history) = (layer([]), History::default());
        for place in 0..4 {
            let change = put(&layer, annotation(&format!("{place}"), "PER", place, 9));
            history.commit(&mut layer, step(place, vec![change]));
        }
        history.undo(&mut layer);
        history.join(1);
        history.join(1);
        history.join(9);
        assert_eq!((history.done(), history.can_redo()), (2, true));
        assert_eq!(history.undo(&mut layer), Some(1));
        assert_eq!(layer.annotations.len(), 1);
        assert_eq!(history.redo(&mut layer), Some(3));
        assert_eq!(history.redo(&mut layer), Some(4));
        assert_eq!(layer.annotations.len(), 4);
    }

    #[test]
    fn undo_works_on_a_layer_that_a_merge_changed() {
        let (mut layer, mut history) = (layer([annotation("a", "PER", 0, 3)]), History::default());
        let change = put(&layer, annotation("a", "ORG", 0, 5));
        history.commit(&mut layer, step(0, vec![change]));
        layer.annotations.remove(&super::super::Id::new("a"));
        layer.annotations.put(annotation("b", "LOC", 4, 6));
        history.undo(&mut layer);
        let labels: Vec<&str> = layer.annotations.iter().map(|a| &*a.label).collect();
        assert_eq!(labels, ["PER", "LOC"]);
    }

    #[test]
    fn undo_and_redo_keep_what_others_made_of_an_annotation() {
        let (mut layer, mut history) = (layer([]), History::default());
        for (place, label) in [(0, "PER"), (1, "ORG")] {
            let change = put(&layer, annotation("a", label, 0, 3));
            let done = Change::Status {
                before: layer.status,
                after: Status::InProgress,
            };
            history.commit(&mut layer, step(place, vec![change, done]));
        }
        let noted = Annotation {
            note: "чужое".to_owned(),
            ..(*annotation("a", "ORG", 0, 3)).clone()
        };
        layer.annotations.put(Arc::new(noted));
        layer.status = Status::Done;
        let shown = |layer: &Layer| {
            let items = layer.annotations.iter();
            items
                .map(|a| format!("{} {}", a.label, a.note))
                .collect::<String>()
        };
        history.undo(&mut layer);
        assert_eq!(shown(&layer), "PER чужое");
        history.undo(&mut layer);
        assert_eq!(shown(&layer), "PER чужое", "what others changed stays");
        assert_eq!(layer.status, Status::Done);
        history.redo(&mut layer);
        history.redo(&mut layer);
        assert_eq!(shown(&layer), "ORG чужое");
    }

    #[test]
    fn a_refusal_is_taken_back_and_made_again() {
        let (mut layer, mut history) = (layer([]), History::default());
        let item = annotation("a", "PER", 0, 3);
        let refusal = Rejection {
            label: "PER".into(),
            parts: item.parts.clone(),
            by: "names".into(),
        };
        let change = Change::Rejection {
            before: None,
            after: Some(refusal.clone()),
        };
        history.commit(&mut layer, step(0, vec![change]));
        assert_eq!(layer.rejections, std::slice::from_ref(&refusal));
        history.undo(&mut layer);
        assert_eq!(layer.rejections, []);
        history.redo(&mut layer);
        assert_eq!(layer.rejections, [refusal]);
    }

    proptest! {
        /// Each undo gives exactly the layer and the place before the step, each redo those after it.
        #[test]
        fn undo_is_exact(steps in prop::collection::vec(
            prop::collection::vec((0usize..6, 0usize..30, 1usize..9, any::<bool>()), 1..4), 1..20)
        ) {
            let (mut layer, mut history) = (layer([]), History::default());
            let mut states = vec![layer.clone()];
            for (place, edits) in steps.iter().enumerate() {
                let mut after = layer.clone();
                let changes = edits.iter().map(|(name, start, len, keep)| {
                    let item = annotation(&format!("{name}"), "PER", *start, start + len);
                    let change = Change::Annotation {
                        before: after.annotations.get(&item.id).cloned(),
                        after: keep.then_some(item),
                    };
                    change.apply(&mut after);
                    change
                }).collect();
                history.commit(&mut layer, step(place, changes));
                prop_assert_eq!(&layer, &after);
                states.push(after);
            }
            for place in (0..steps.len()).rev() {
                prop_assert_eq!(history.undo(&mut layer), Some(place));
                prop_assert_eq!(&layer, &states[place]);
            }
            prop_assert!(!history.can_undo() && history.undo(&mut layer).is_none());
            for place in 0..steps.len() {
                prop_assert_eq!(history.redo(&mut layer), Some(place + 1));
                prop_assert_eq!(&layer, &states[place + 1]);
            }
        }
    }
}
