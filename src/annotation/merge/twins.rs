//! What became of ids in a merge: where both sides created the same, one id stands for two from then on, and whoever
//! still speaks of the other has to follow.
use super::item::Item;
use crate::annotation::{Annotation, Change, Id, Layer, Relation};
use std::{collections::HashMap, sync::Arc};

/// Ids that are no more, each with the one that stands for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twins(HashMap<Id, Id>);

impl Twins {
    /// What `merged` has under other ids than `ours`, which was merged into it.
    pub fn between(ours: &Layer, merged: &Layer) -> Self {
        let list = |layer: &Layer| layer.annotations.iter().cloned().collect::<Vec<_>>();
        let mut twins = Self(renamed(&list(ours), &list(merged)));
        // Relations are alike only when their ends are.
        let links: Vec<Relation> = ours.relations.iter().map(|it| twins.relation(it)).collect();
        twins.0.extend(renamed(&links, &merged.relations));
        twins
    }

    /// Whether every id stands for itself.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id that stands for `id`.
    pub fn id(&self, id: &Id) -> Id {
        self.0.get(id).unwrap_or(id).clone()
    }

    /// `annotation` under the id that stands for its own.
    pub fn annotation(&self, annotation: &Arc<Annotation>) -> Arc<Annotation> {
        match self.0.get(&annotation.id) {
            Some(id) => annotation.with_id(id.clone()),
            None => Arc::clone(annotation),
        }
    }

    fn relation(&self, relation: &Relation) -> Relation {
        Relation {
            id: self.id(&relation.id),
            from: self.id(&relation.from),
            to: self.id(&relation.to),
            label: Arc::clone(&relation.label),
        }
    }

    /// The same change of what is there now.
    pub fn change(&self, change: &Change) -> Change {
        let annotation = |it: &Option<Arc<Annotation>>| it.as_ref().map(|it| self.annotation(it));
        let relation = |it: &Option<Relation>| it.as_ref().map(|it| self.relation(it));
        match change {
            Change::Annotation { before, after } => Change::Annotation {
                before: annotation(before),
                after: annotation(after),
            },
            Change::Relation { before, after } => Change::Relation {
                before: relation(before),
                after: relation(after),
            },
            // What waits and the status are never created twice.
            Change::Unplaced { .. } | Change::Rejection { .. } | Change::Status { .. } => {
                change.clone()
            }
        }
    }

    /// `layer` under the ids that stand for its own.
    pub fn layer(&self, layer: &Layer) -> Layer {
        let annotations = layer.annotations.iter().map(|it| self.annotation(it));
        let foreign = layer.foreign.iter().map(|it| it.renamed(|id| self.id(id)));
        Layer {
            annotations: annotations.collect(),
            relations: layer.relations.iter().map(|it| self.relation(it)).collect(),
            foreign: foreign.collect(),
            ..layer.clone()
        }
    }
}

/// Items of `before` that are not in `after`, but something of the same content that was not in `before` is.
fn renamed<T: Item>(before: &[T], after: &[T]) -> HashMap<Id, Id> {
    let (old, new) = (super::index(before), super::index(after));
    let appeared = after.iter().filter(|item| !old.contains_key(item.id()));
    let mut appeared: HashMap<T, &Id> = appeared.map(|it| (it.anonymous(), it.id())).collect();
    let gone = before.iter().filter(|item| !new.contains_key(item.id()));
    gone.filter_map(|item| {
        Some((
            item.id().clone(),
            appeared.remove(&item.anonymous())?.clone(),
        ))
    })
    .collect()
}
