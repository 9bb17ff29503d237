//! What lost its place when the document changed: shown one by one, and put where the person says, or dropped.

use super::{App, Notice, marking::Refusal, msg::Effect, reader::Reader, selection::Selection};
use crate::{
    annotation::{
        Change, Parts, Schema, Unplaced,
        layer_file::covered,
        reanchor::{likely, old_place},
    },
    commands::Action,
    keymap::Context,
    locale::Message,
    msg,
    text::Text,
};
use std::sync::Arc;

impl App {
    /// Show the next annotation that waits for its place.
    pub(super) fn next_waiting(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        if !reader.show_waiting() {
            return self.refuse(msg!("nothing-waits"));
        }
        self.tell_waiting();
        Vec::new()
    }

    /// Put what is shown onto the selection, and show the next.
    pub(super) fn place_here(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let result = reader.place_waiting(&self.corpus.schema);
        self.waits_no_more(result)
    }

    /// Take what is shown away, and show the next.
    pub(super) fn drop_waiting(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let result = reader.drop_waiting();
        self.waits_no_more(result)
    }

    fn waits_no_more(&mut self, result: Result<Message, Refusal>) -> Vec<Effect> {
        let more = result.is_ok() && self.reader.as_mut().is_some_and(Reader::show_waiting);
        let effects = self.edited(result);
        if more {
            self.tell_waiting();
        }
        effects
    }

    /// What is asked, with the keys that answer.
    fn tell_waiting(&mut self) {
        let key = |action| self.key_of(Context::Reader, action);
        let waiting = self.reader.as_ref().map_or(0, |it| it.layer.unplaced.len());
        self.notice = Some(Notice::Done(msg!(
            "place-it",
            waiting = waiting,
            place = key(Action::Resize),
            drop = key(Action::Remove),
            next = key(Action::Waiting)
        )));
    }
}

impl Reader {
    /// The annotation whose place is being shown.
    pub fn waiting(&self) -> Option<&Unplaced> {
        let id = self.placing.as_ref()?;
        self.layer.unplaced.iter().find(|item| item.id == *id)
    }

    /// The text it was made on, and its parts in that, if the text was kept and is the one that was annotated.
    pub fn stood(&self) -> Option<(&Text, Parts)> {
        let item = self.waiting()?;
        let text = self.former.get(&item.made_on)?;
        let ranges = item.at.iter().map(|part| text.to_range(*part));
        let parts = Parts::new(ranges.collect::<Option<_>>()?)?;
        (covered(text, &parts) == item.text).then_some((text, parts))
    }

    /// Go on to the next one that waits, after the last to the first; false when none does. The selection goes to
    /// where it most likely belongs, else to where it was.
    fn show_waiting(&mut self) -> bool {
        let queue = &self.layer.unplaced;
        let here = self.waiting().map(|item| &item.id);
        let here = queue.iter().position(|item| Some(&item.id) == here);
        let next = here.map_or(0, |at| (at + 1) % queue.len());
        let Some(item) = queue.get(next) else {
            self.placing = None;
            return false;
        };
        self.placing = Some(item.id.clone());
        let same = |range| {
            let mut there = self.layer.annotations.overlapping(range);
            there.any(|other| other.label == item.label)
        };
        let likely = likely(item, &self.text, same);
        self.guessed = likely.is_some();
        let old = old_place(item, &self.text);
        let place = likely.unwrap_or_else(|| self.walker.token_at(old));
        self.select(Selection::new(place));
        self.extend = false;
        true
    }

    fn place_waiting(&mut self, schema: &Schema) -> Result<Message, Refusal> {
        let Some(item) = self.waiting().cloned() else {
            return Err(msg!("nothing-waits"));
        };
        let parts = Parts::one(self.selection.range()).ok_or_else(|| msg!("nothing-selected"))?;
        self.allowed(schema, &parts, None)?;
        let placed = Arc::new(item.placed(parts));
        let said = msg!("placed", label = &*item.label);
        let changes = vec![
            Change::Unplaced {
                before: Some(Box::new(item)),
                after: None,
            },
            Change::Annotation {
                before: None,
                after: Some(Arc::clone(&placed)),
            },
        ];
        self.commit(changes, Some(&placed))?;
        Ok(said)
    }

    fn drop_waiting(&mut self) -> Result<Message, Refusal> {
        let Some(item) = self.waiting().cloned() else {
            return Err(msg!("nothing-waits"));
        };
        let said = msg!("removed", label = &*item.label);
        let mut changes = self.untie(&item.id);
        changes.push(Change::Unplaced {
            before: Some(Box::new(item)),
            after: None,
        });
        self.commit(changes, None)?;
        Ok(said)
    }
}
