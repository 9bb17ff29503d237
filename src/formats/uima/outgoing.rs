//! A layer as feature structures, whichever way they are then written.

use super::{types, types::Role};
use crate::{
    annotation::{Annotation, Id},
    formats::{Measured, Points, Sample, fit::IDENTIFIER},
};
use std::{borrow::Cow, collections::HashMap};

/// The id of the text.
pub(super) const SOFA: usize = 1;

/// A feature structure to be written.
pub(super) struct Outgoing<'a> {
    pub id: usize,
    pub role: Role,
    /// In UTF-16 units.
    pub at: [u32; 2],
    /// Features with their values.
    pub values: Vec<(Cow<'static, str>, Cow<'a, str>)>,
    /// Fields without a feature of their own: name, value, name, value …
    pub fields: Vec<&'a str>,
    /// Where a relation begins and where it leads.
    pub ends: Option<[usize; 2]>,
}

/// All that is said in `sample`; ids follow that of the text.
pub(super) fn outgoing<'a>(sample: &Sample<'a>) -> Vec<Outgoing<'a>> {
    let mut points = Points::utf16(sample.text);
    let mut ids: HashMap<&Id, (usize, [u32; 2])> = HashMap::new();
    let mut all = Vec::new();
    for (id, item) in (SOFA + 1..).zip(sample.layer.annotations.iter()) {
        let at = points.of(item.parts.cover());
        ids.insert(&item.id, (id, at));
        all.push(entity(id, at, item));
    }
    for it in &sample.layer.relations {
        // Both ends are there: what fits was asked for first.
        let (Some((from, _)), Some((to, at))) = (ids.get(&it.from), ids.get(&it.to)) else {
            continue;
        };
        all.push(Outgoing {
            id: SOFA + 1 + all.len(),
            role: Role::Relation,
            at: *at,
            values: vec![(types::VALUE.into(), (&*it.label).into())],
            fields: Vec::new(),
            ends: Some([*from, *to]),
        });
    }
    all
}

fn entity(id: usize, at: [u32; 2], item: &Annotation) -> Outgoing<'_> {
    let mut values: Vec<(Cow<'static, str>, Cow<'_, str>)> =
        vec![(types::VALUE.into(), (&*item.label).into())];
    if let Some(identifier) = item.fields.get(IDENTIFIER) {
        values.push((IDENTIFIER.into(), identifier.into()));
    }
    if !item.note.is_empty() {
        values.push((types::NOTE.into(), (&*item.note).into()));
    }
    if let Some(measure) = &item.measure {
        let features = types::of_measure(&Measured::from(measure));
        values.extend(features.into_iter().map(|(name, it)| (name, it.into())));
    }
    let others = item.fields.iter().filter(|(name, _)| *name != IDENTIFIER);
    Outgoing {
        id,
        role: Role::Entity,
        at,
        values,
        fields: others.flat_map(|(name, it)| [&**name, &**it]).collect(),
        ends: None,
    }
}
