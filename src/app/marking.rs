//! Marking: what the annotator does to the layer. Every command is one step of the history.

use super::{reader::Reader, selection::Selection, suggesting::figure};
use crate::{
    annotation::{Annotation, Change, Id, Kind, Label, Parts, Schema, Status, Step},
    locale::Message,
    msg,
};
use std::sync::Arc;

/// Why nothing was done; said in the status line.
pub type Refusal = Message;

impl Reader {
    /// Label the selection: create, relabel what is exactly selected, or take the same label away again.
    pub(super) fn label(
        &mut self,
        label: &Label,
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<Message, Refusal> {
        let exact = self.exactly_selected();
        match exact
            .iter()
            .find(|annotation| *annotation.label == label.name)
        {
            Some(same) => self.remove_annotation(same),
            None => match exact.first() {
                Some(other) => self.relabel(other, label),
                None => self.add(label, schema, rng),
            },
        }
    }

    /// One more annotation over the selection, whatever is there.
    pub(super) fn add(
        &mut self,
        label: &Label,
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<Message, Refusal> {
        let parts = self.selected_parts()?;
        self.allowed(schema, &parts, None)?;
        let (measure, fields) = self.reading(label, parts.cover());
        let annotation = Arc::new(Annotation {
            id: self.new_id(rng),
            label: label.name.as_str().into(),
            parts,
            measure,
            fields,
            note: String::new(),
        });
        let done = msg!("labelled", label = label.name.as_str());
        self.commit(
            vec![Change::Annotation {
                before: None,
                after: Some(Arc::clone(&annotation)),
            }],
            Some(&annotation),
        )?;
        Ok(done)
    }

    /// Give `annotation` another label; its id, note and place stay, and what the new label has a place for.
    pub(super) fn relabel(
        &mut self,
        annotation: &Arc<Annotation>,
        label: &Label,
    ) -> Result<Message, Refusal> {
        if *annotation.label == label.name {
            return Err(msg!("same-label", label = label.name.as_str()));
        }
        let change = self.relabelling(annotation, label);
        self.commit(vec![change], Some(annotation))?;
        Ok(msg!(
            "relabelled",
            before = &*annotation.label,
            label = label.name.as_str()
        ))
    }

    /// Remove the annotation here.
    pub(super) fn remove_current(&mut self) -> Result<Message, Refusal> {
        let current = self
            .current()
            .cloned()
            .ok_or_else(|| msg!("no-annotation-here"))?;
        self.remove_annotation(&current)
    }

    fn remove_annotation(&mut self, annotation: &Arc<Annotation>) -> Result<Message, Refusal> {
        let said = msg!("removed", label = &*annotation.label);
        self.commit(self.removal(annotation), None)?;
        Ok(said)
    }

    /// Set the annotation here to the selection; its id stays.
    pub(super) fn resize_current(&mut self, schema: &Schema) -> Result<Message, Refusal> {
        let current = self.to_resize().ok_or_else(|| msg!("no-annotation-here"))?;
        let parts = self.selected_parts()?;
        if parts == current.parts {
            return Err(msg!("already-there"));
        }
        self.allowed(schema, &parts, Some(&current.id))?;
        let said = msg!("resized", label = &*current.label);
        self.replace(
            &current,
            Annotation {
                parts,
                ..(*current).clone()
            },
        )?;
        Ok(said)
    }

    /// The annotation whose borders the selection is meant to be: the one in focus, the one that was touched last if the
    /// selection touches it, else the one here.
    fn to_resize(&self) -> Option<Arc<Annotation>> {
        let range = self.selection.range();
        let last = self
            .last
            .as_ref()
            .and_then(|id| self.layer.annotations.get(id));
        let last = last.filter(|last| self.focus.is_none() && last.parts.cover().overlaps(range));
        last.or_else(|| self.current()).cloned()
    }

    /// Put `after` in the place of `before`, which has the same id.
    pub(super) fn replace(
        &mut self,
        before: &Arc<Annotation>,
        after: Annotation,
    ) -> Result<(), Refusal> {
        let after = Arc::new(after);
        let change = Change::Annotation {
            before: Some(Arc::clone(before)),
            after: Some(Arc::clone(&after)),
        };
        self.commit(vec![change], Some(&after))
    }

    /// Done, or not done any more.
    pub(super) fn set_status(&mut self, after: Status) -> Result<(), Refusal> {
        let before = self.layer.status;
        self.commit(vec![Change::Status { before, after }], None)
    }

    /// Apply one step and remember it; what was new comes into focus.
    pub(super) fn commit(
        &mut self,
        mut changes: Vec<Change>,
        focus: Option<&Annotation>,
    ) -> Result<(), Refusal> {
        if self.fault.is_some() {
            return Err(msg!("read-only"));
        }
        if self.layer.status == Status::New
            && changes
                .iter()
                .all(|c| matches!(c, Change::Annotation { .. } | Change::Rejection { .. }))
        {
            changes.push(Change::Status {
                before: Status::New,
                after: Status::InProgress,
            });
        }
        let (before, after) = (self.selection, Selection::new(self.selection.range()));
        self.history.commit(
            &mut self.layer,
            Step {
                changes,
                before,
                after,
            },
        );
        self.selection = after;
        self.extend = false;
        self.focus = focus.map(|annotation| annotation.id.clone());
        self.last = self.focus.clone().or(self.last.take());
        Ok(())
    }

    /// One more change in the step that was committed last.
    pub(super) fn amend(&mut self, change: Change) -> Result<(), Refusal> {
        if self.fault.is_some() {
            return Err(msg!("read-only"));
        }
        self.history.amend(&mut self.layer, change);
        Ok(())
    }

    /// Give every annotation with the label of the one here another label, as one step.
    pub(super) fn relabel_all(&mut self, label: &Label) -> Result<Message, Refusal> {
        let current = self
            .current()
            .cloned()
            .ok_or_else(|| msg!("no-annotation-here"))?;
        if *current.label == label.name {
            return Err(msg!("same-label", label = label.name.as_str()));
        }
        let same = self
            .layer
            .annotations
            .iter()
            .filter(|other| other.label == current.label);
        let changes: Vec<Change> = same.map(|it| self.relabelling(it, label)).collect();
        let count = changes.len();
        self.commit(changes, Some(&current))?;
        Ok(msg!(
            "relabelled-all",
            label = label.name.as_str(),
            count = count
        ))
    }

    /// Add the selection to the annotation that was touched last as one more part, or take it out when it is one.
    pub(super) fn toggle_part(&mut self, schema: &Schema) -> Result<Message, Refusal> {
        let last = self
            .last
            .as_ref()
            .and_then(|id| self.layer.annotations.get(id))
            .cloned();
        let last = last.ok_or_else(|| msg!("no-annotation-for-part"))?;
        let range = self.selection.range();
        let parts = match last.parts.ranges().contains(&range) {
            true => last
                .parts
                .without(range)
                .ok_or_else(|| msg!("only-part", label = &*last.label))?,
            false => last
                .parts
                .with(range)
                .ok_or_else(|| msg!("nothing-selected"))?,
        };
        self.allowed(schema, &parts, Some(&last.id))?;
        let said = msg!(
            "parts-now",
            label = &*last.label,
            count = parts.ranges().len()
        );
        let selection = self.selection;
        self.replace(
            &last,
            Annotation {
                parts,
                ..(*last).clone()
            },
        )?;
        self.selection = selection;
        Ok(said)
    }

    /// Annotations over exactly the selected text, the one in focus first.
    pub(super) fn exactly_selected(&self) -> Vec<Arc<Annotation>> {
        let range = self.selection.range();
        let exact = |a: &&Arc<Annotation>| a.parts.cover() == range;
        let here = self.layer.annotations.overlapping(range);
        let mut exact: Vec<_> = here.filter(exact).cloned().collect();
        exact.sort_by_key(|annotation| self.focus.as_ref() != Some(&annotation.id));
        exact
    }

    fn selected_parts(&self) -> Result<Parts, Refusal> {
        Parts::one(self.selection.range()).ok_or_else(|| msg!("nothing-selected"))
    }

    pub(super) fn allowed(
        &self,
        schema: &Schema,
        parts: &Parts,
        except: Option<&Id>,
    ) -> Result<(), Refusal> {
        match schema.conflict(&self.layer.annotations, parts, except) {
            Some(other) => Err(msg!("nesting-refused", label = &*other.label)),
            None => Ok(()),
        }
    }

    pub(super) fn new_id(&self, rng: &mut fastrand::Rng) -> Id {
        loop {
            let id = Id::random(rng);
            if self.layer.annotations.get(&id).is_none() {
                return id;
            }
        }
    }

    /// `before` with another label; measure and fields stay only where the new label has a place for them.
    fn relabelling(&self, before: &Arc<Annotation>, label: &Label) -> Change {
        let mut fields = before.fields.clone();
        fields.retain(|name, _| label.fields.iter().any(|field| field.name == *name));
        let measure = before.measure.clone();
        let read = || figure(label, self.text.slice(before.parts.cover()));
        let after = Annotation {
            label: label.name.as_str().into(),
            measure: measure.filter(|_| label.kind == Kind::Metric).or_else(read),
            fields,
            ..(**before).clone()
        };
        Change::Annotation {
            before: Some(Arc::clone(before)),
            after: Some(Arc::new(after)),
        }
    }
}
