//! Saving, leaving a document, ending the program: nothing is lost on the way out.

use super::{
    App, Ending, Notice, Panel, Reader,
    msg::{DocId, Effect, Millis, SaveFault, Saved},
    popup::Popup,
};
use crate::{
    annotation::{Id, Schema, Twins},
    keymap::{Code, Key, Mods},
    locale::{Message, Problem},
    msg,
};

/// A pause longer than this is not counted as work, in milliseconds.
const PAUSE: u64 = 60_000;

impl App {
    /// Have the open layer saved.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let mut effects = self.save_layer();
        effects.extend(self.suggest_again());
        effects
    }

    fn save_layer(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        reader.touched = true;
        reader.layer.seconds = reader.seconds();
        self.saves.want(reader.doc, &reader.layer, &reader.on_disk)
    }

    /// A write ended.
    pub(super) fn saved(&mut self, doc: DocId, result: Result<Saved, SaveFault>) -> Vec<Effect> {
        let mut effects = match result {
            Ok(saved) => self.written(doc, saved),
            Err(fault) => self.refused(doc, fault),
        };
        effects.extend(self.forget(doc));
        effects.extend(self.read_held());
        effects.extend(self.look_if_idle());
        effects.extend(self.end_if_ready());
        effects
    }

    fn written(&mut self, doc: DocId, saved: Saved) -> Vec<Effect> {
        let Some(done) = self.saves.done(doc, saved) else {
            return Vec::new();
        };
        let mut again = None;
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.doc == doc) {
            reader.on_disk = done.on_disk;
            if let Some(now) = done.now {
                reader.layer = now;
                reader.follow(&done.twins);
                if let Some(popup) = &mut self.popup {
                    popup.follow(&done.twins);
                }
                self.notice = Some(Notice::Done(msg!("merged")));
                again = self.suggest();
            }
        }
        let merged = done.effects;
        merged.into_iter().chain(again).collect()
    }

    fn refused(&mut self, doc: DocId, fault: SaveFault) -> Vec<Effect> {
        match fault.stashed {
            None => self.notice = None,
            // The status line goes on saying that it is put aside; where and why is told once.
            Some(_) if self.saves.stashed.is_none() => self.complain([fault.problem.clone()]),
            Some(_) => {}
        }
        self.saves.failed(doc, fault)
    }

    /// The layer that could not be saved where it belongs, for the red banner.
    pub fn banner(&self) -> Option<&Problem> {
        self.saves.faults().map(|(_, problem)| problem).next()
    }

    /// Close the document and go back to the list, or out when it was opened alone.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        if self.alone.is_some() {
            return self.exit();
        }
        let mut effects = self.leave();
        self.list.preview = None;
        effects.extend(self.preview());
        effects.extend(self.look_if_idle());
        effects
    }

    /// Out, from a document.
    pub(super) fn exit(&mut self) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.extend(self.quit());
        effects
    }

    /// Nothing has to be saved by hand; what the disk refused is tried again at once.
    pub(super) fn tell_saved(&mut self) -> Vec<Effect> {
        let saved = self.saves.all_done();
        self.notice = Some(Notice::Done(match saved {
            true => msg!("all-saved"),
            false => msg!("saving"),
        }));
        self.saves.retry()
    }

    /// Leave the document: its place is kept, and the time spent on it if it was changed.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.reader.as_ref().is_some_and(|reader| reader.touched) {
            effects = self.save_layer();
        }
        self.recount();
        if let Some(reader) = self.reader.take() {
            effects.push(Effect::Remember(reader.doc, reader.place()));
            effects.extend(self.forget(reader.doc));
        }
        if self.panel == Panel::Focused {
            self.panel = Panel::Open;
        }
        effects
    }

    /// The row of the open document follows its layer. Only on leaving: before, the list is not on the screen.
    fn recount(&mut self) {
        // What lost its place is known since the document was opened, also where nothing was changed.
        let told = |reader: &&Reader| reader.touched || !reader.layer.unplaced.is_empty();
        if let Some(reader) = self.reader.as_ref().filter(told) {
            self.corpus.recount(reader.doc, &reader.layer);
            self.list.changed(reader.doc);
        }
    }

    /// What was read of `doc` is needed for as long as it is shown or its layer is not on disk.
    pub(super) fn forget(&self, doc: DocId) -> Option<Effect> {
        let shown = self.reader.as_ref().is_some_and(|reader| reader.doc == doc);
        (!shown && self.saves.is_idle(doc)).then_some(Effect::Close(doc))
    }

    /// End the program once everything is saved; ask when it cannot be.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.banner().is_some() {
            self.popup = Some(Popup::Quit);
            return Vec::new();
        }
        self.ending = Ending::Asked;
        self.end_if_ready()
    }

    /// The person went on working before everything was saved.
    pub(super) fn stay(&mut self) {
        if self.ending == Ending::Asked {
            self.ending = Ending::No;
        }
    }

    /// An answer to «quit all the same?».
    pub(super) fn quit_answer(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            // «y», the same key under ЙЦУКЕН, and «да».
            Code::Char('y' | 'Y' | 'н' | 'Н' | 'д' | 'Д') if key.mods == Mods::default() => {
                self.ending = Ending::Now;
                let mut effects = self.saves.stash_all();
                effects.push(Effect::Exit);
                effects
            }
            _ => Vec::new(),
        }
    }

    /// The line is gone or the system ends us: ask nothing.
    pub(super) fn terminate(&mut self) -> Vec<Effect> {
        if self.ending == Ending::Now {
            return Vec::new();
        }
        self.ending = Ending::Now;
        self.held = None;
        // What is typed in a form is work as well, if it is right as it stands.
        let mut effects = match self.popup.take() {
            Some(Popup::Form(form)) => self.accept_form(form),
            _ => Vec::new(),
        };
        effects.extend(self.leave());
        let end = self.end_if_ready();
        if end.is_empty() {
            effects.extend(self.saves.stash_waiting());
        }
        effects.extend(end);
        effects
    }

    fn end_if_ready(&mut self) -> Vec<Effect> {
        let refused = self.banner().is_some();
        match self.ending {
            Ending::No => Vec::new(),
            _ if self.saves.all_done() => vec![Effect::Exit],
            Ending::Asked if refused => {
                self.ending = Ending::No;
                self.popup = Some(Popup::Quit);
                Vec::new()
            }
            Ending::Now if refused => {
                let mut effects = self.saves.stash_all();
                effects.push(Effect::Exit);
                effects
            }
            _ => Vec::new(),
        }
    }

    /// Time between two keys in a document is work, unless the pause was long.
    pub(super) fn count_work(&mut self, at: Millis) {
        let pause = at.0.saturating_sub(self.last_key.0);
        self.last_key = at;
        if let Some(reader) = self.reader.as_mut().filter(|_| pause < PAUSE) {
            reader.worked += pause;
        }
    }
}

impl Reader {
    /// Seconds of work on the document, all sessions together.
    pub(super) fn seconds(&self) -> u32 {
        let now = u32::try_from(self.worked / 1000).unwrap_or(u32::MAX);
        self.seconds_before.saturating_add(now)
    }

    /// The first annotation that lacks a field its label requires.
    pub(super) fn missing_field(&self, schema: &Schema) -> Option<(Id, Message)> {
        self.layer.annotations.iter().find_map(|annotation| {
            let label = schema.label(&annotation.label)?;
            let missing = label
                .fields
                .iter()
                .find(|f| f.required && !annotation.fields.contains_key(&f.name))?;
            Some((
                annotation.id.clone(),
                msg!("field-required", name = missing.name.as_str()),
            ))
        })
    }

    /// A merge gave other ids to what is spoken of here.
    fn follow(&mut self, twins: &Twins) {
        if twins.is_empty() {
            return;
        }
        self.history.follow(twins);
        for id in [&mut self.focus, &mut self.last, &mut self.relating] {
            *id = id.as_ref().map(|id| twins.id(id));
        }
    }

    pub(super) fn select_by_id(&mut self, id: &Id) {
        if let Some(annotation) = self.layer.annotations.get(id).cloned() {
            self.select_annotation(&annotation);
        }
    }
}
