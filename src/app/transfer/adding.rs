//! What is new in layers that come from elsewhere: found annotation by annotation, added as one step.

use super::Imported;
use crate::{
    annotation::{Annotation, Annotations, Change, Id, Layer, Parts, Relation, Schema},
    app::{Reader, marking::Refusal},
    locale::{Locale, Message},
    msg,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// What became of annotations that were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// New ones, and new relations.
    pub added: usize,
    /// Those that were there.
    known: usize,
    /// Those that may not stand beside what is there.
    refused: usize,
}

impl Tally {
    /// The same in words.
    pub fn message(self, imported: &Imported, locale: &Locale) -> Message {
        let refused = self.refused + imported.refused;
        let (added, known) = (self.added, self.known);
        match &imported.first {
            Some(first) => msg!(
                "document-imported-in-part",
                added = added,
                known = known,
                refused = refused,
                why = first.line(locale)
            ),
            None => msg!(
                "document-imported",
                added = added,
                known = known,
                refused = refused
            ),
        }
    }
}

impl Reader {
    /// Add what is in `layers` and not here yet, as one step.
    pub(super) fn take_in(
        &mut self,
        layers: &[Layer],
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<Tally, Refusal> {
        let mut all = Addition::new(&self.layer, schema);
        for layer in layers {
            all.layer(layer, rng);
        }
        let Addition { changes, tally, .. } = all;
        match changes.is_empty() {
            true => Ok(tally),
            false => self.commit(changes, None).map(|()| tally),
        }
    }
}

/// Finds what of other layers is new.
struct Addition<'a> {
    schema: &'a Schema,
    /// All that is here, with what was added.
    now: Annotations,
    /// The same by what it says.
    known: HashMap<(Arc<str>, Parts), Id>,
    related: HashSet<(Arc<str>, Id, Id)>,
    /// Names that are given away.
    taken: HashSet<Id>,
    changes: Vec<Change>,
    tally: Tally,
}

impl<'a> Addition<'a> {
    fn new(layer: &Layer, schema: &'a Schema) -> Self {
        let all = || layer.annotations.iter();
        let said = |it: &Arc<Annotation>| ((it.label.clone(), it.parts.clone()), it.id.clone());
        let relations = || layer.relations.iter();
        let ends = |it: &Relation| (it.label.clone(), it.from.clone(), it.to.clone());
        let taken = all().map(|it| it.id.clone());
        let taken = taken.chain(relations().map(|it| it.id.clone()));
        let waiting = layer.unplaced.iter().map(|it| it.id.clone());
        Self {
            schema,
            now: layer.annotations.clone(),
            taken: taken.chain(waiting).collect(),
            known: all().map(said).collect(),
            related: relations().map(ends).collect(),
            changes: Vec::new(),
            tally: Tally::default(),
        }
    }

    fn layer(&mut self, layer: &Layer, rng: &mut fastrand::Rng) {
        let mut ids = HashMap::new();
        for item in layer.annotations.iter() {
            if let Some(id) = self.annotation(item, rng) {
                ids.insert(item.id.clone(), id);
            }
        }
        for relation in &layer.relations {
            if let (Some(from), Some(to)) = (ids.get(&relation.from), ids.get(&relation.to)) {
                self.relation(relation, from.clone(), to.clone(), rng);
            }
        }
    }

    /// What `item` is called here; `None` when it may not be here.
    fn annotation(&mut self, item: &Arc<Annotation>, rng: &mut fastrand::Rng) -> Option<Id> {
        let said = (item.label.clone(), item.parts.clone());
        if let Some(twin) = self.known.get(&said) {
            self.tally.known += 1;
            return Some(twin.clone());
        }
        if self.schema.conflict(&self.now, &item.parts, None).is_some() {
            self.tally.refused += 1;
            return None;
        }
        let id = self.free(&item.id, rng);
        let new = Arc::new(Annotation {
            id: id.clone(),
            ..Annotation::clone(item)
        });
        self.now.put(Arc::clone(&new));
        self.known.insert(said, id.clone());
        self.tally.added += 1;
        self.changes.push(Change::Annotation {
            before: None,
            after: Some(new),
        });
        Some(id)
    }

    fn relation(&mut self, relation: &Relation, from: Id, to: Id, rng: &mut fastrand::Rng) {
        let said = (relation.label.clone(), from.clone(), to.clone());
        if !self.related.insert(said) {
            return;
        }
        let id = self.free(&relation.id, rng);
        self.tally.added += 1;
        self.changes.push(Change::Relation {
            before: None,
            after: Some(Relation {
                id,
                label: relation.label.clone(),
                from,
                to,
            }),
        });
    }

    /// `wanted`, if nothing here is called so; else a new name.
    fn free(&mut self, wanted: &Id, rng: &mut fastrand::Rng) -> Id {
        let mut id = wanted.clone();
        while !self.taken.insert(id.clone()) {
            id = Id::random(rng);
        }
        id
    }
}
