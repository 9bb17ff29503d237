//! Relations between annotations: made by marking one end, going to the other, and saying what it is.

use super::{
    App, Notice, macros::Instruction, marking::Refusal, msg::Effect, popup::Popup, reader::Reader,
};
use crate::{
    annotation::{Annotation, Change, Id, Relation},
    keymap::{Code, Key},
    locale::Message,
    msg,
};
use std::sync::Arc;

/// One end of a relation, seen from the other.
#[derive(Clone, Debug)]
pub struct Related<'a> {
    /// What the relation is.
    pub label: &'a str,
    /// The annotation at the other end.
    pub other: &'a Arc<Annotation>,
    /// The relation leads there, not from there.
    pub outgoing: bool,
}

impl App {
    /// Mark the annotation here as the beginning of a relation, or relate the marked one to it.
    pub(super) fn relate(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let types = &self.corpus.schema.relations;
        if types.is_empty() {
            return self.refuse(msg!("no-relation-types"));
        }
        let Some(here) = reader.current().cloned() else {
            return self.refuse(msg!("no-annotation-here"));
        };
        match reader.relating.take().filter(|from| *from != here.id) {
            None => {
                reader.relating = Some(here.id.clone());
                self.notice = Some(Notice::Done(msg!("relation-begun", label = &*here.label)));
                Vec::new()
            }
            Some(from) if types.len() == 1 => self.finish_relation(&from, &here.id, 0),
            Some(from) => {
                self.popup = Some(Popup::Relation {
                    from,
                    to: here.id.clone(),
                });
                Vec::new()
            }
        }
    }

    /// A digit or the first letter of its name says which relation it is.
    pub(super) fn relation_key(&mut self, from: &Id, to: &Id, key: Key) -> Vec<Effect> {
        let Code::Char(typed) = key.code else {
            return Vec::new();
        };
        let types = &self.corpus.schema.relations;
        let digit = typed.to_digit(10).and_then(|digit| digit.checked_sub(1));
        let latin = self.keys.map.keyboard().latin_char(typed).unwrap_or(typed);
        let by_letter = || {
            types
                .iter()
                .position(|name| name.starts_with([typed, latin]))
        };
        match digit
            .map(|digit| digit as usize)
            .filter(|at| *at < types.len())
            .or_else(by_letter)
        {
            Some(at) => {
                let name = types[at].clone();
                let effects = self.finish_relation(from, to, at);
                self.record(Instruction::Relate(name));
                effects
            }
            None => self.refuse(msg!("no-such-relation", key = typed)),
        }
    }

    pub(super) fn finish_relation(&mut self, from: &Id, to: &Id, index: usize) -> Vec<Effect> {
        let (Some(reader), Some(label)) =
            (&mut self.reader, self.corpus.schema.relations.get(index))
        else {
            return Vec::new();
        };
        let result = reader.toggle_relation(from, to, label, &mut self.rng);
        self.edited(result)
    }

    /// Go to the annotation that the one here is related to; again: to the next one.
    pub(super) fn follow_relation(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        match reader.next_related() {
            Some(other) => {
                reader.select_annotation(&other);
                Vec::new()
            }
            None => self.refuse(msg!("no-relations-here")),
        }
    }
}

impl Reader {
    /// Relate two annotations, or take the relation away when it is there.
    fn toggle_relation(
        &mut self,
        from: &Id,
        to: &Id,
        label: &str,
        rng: &mut fastrand::Rng,
    ) -> Result<Message, Refusal> {
        let same = |relation: &&Relation| {
            *relation.label == *label && relation.from == *from && relation.to == *to
        };
        let there = self.layer.relations.iter().find(same).cloned();
        let said = match &there {
            Some(_) => msg!("relation-removed", label = label),
            None => msg!("relation-made", label = label),
        };
        let after = there.is_none().then(|| Relation {
            id: Id::random(rng),
            label: label.into(),
            from: from.clone(),
            to: to.clone(),
        });
        let here = self.layer.annotations.get(to).cloned();
        self.commit(
            vec![Change::Relation {
                before: there,
                after,
            }],
            here.as_deref(),
        )?;
        Ok(said)
    }

    /// What the annotation `id` is related to, in the order of the layer.
    pub fn related(&self, id: &Id) -> Vec<Related<'_>> {
        let end = |relation: &'_ Relation| match (relation.from == *id, relation.to == *id) {
            (true, _) => Some((relation.to.clone(), true)),
            (_, true) => Some((relation.from.clone(), false)),
            _ => None,
        };
        let relations = self.layer.relations.iter();
        relations
            .filter_map(|relation| {
                let (other, outgoing) = end(relation)?;
                let other = self.layer.annotations.get(&other)?;
                Some(Related {
                    label: &relation.label,
                    other,
                    outgoing,
                })
            })
            .collect()
    }

    /// The annotation related to the one here that comes after it in the text, else the first of them.
    fn next_related(&self) -> Option<Arc<Annotation>> {
        let current = self.current()?;
        let others: Vec<Arc<Annotation>> = self
            .related(&current.id)
            .iter()
            .map(|end| Arc::clone(end.other))
            .collect();
        let start = current.parts.cover().start();
        let after = others
            .iter()
            .filter(|other| other.parts.cover().start() > start);
        after
            .min_by_key(|other| other.parts.cover().start())
            .or_else(|| others.first())
            .cloned()
    }

    /// Removing an annotation takes its relations with it.
    pub(super) fn removal(&self, annotation: &Arc<Annotation>) -> Vec<Change> {
        let mut changes = self.untie(&annotation.id);
        changes.push(Change::Annotation {
            before: Some(Arc::clone(annotation)),
            after: None,
        });
        changes
    }

    /// Taking away every relation of the annotation `id`.
    pub(super) fn untie(&self, id: &Id) -> Vec<Change> {
        let touching = self.layer.relations.iter();
        let touching = touching.filter(|relation| relation.from == *id || relation.to == *id);
        touching
            .map(|relation| Change::Relation {
                before: Some(relation.clone()),
                after: None,
            })
            .collect()
    }
}
