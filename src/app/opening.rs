//! From document to document: opening one, going on to the next, being done with one.

use super::{
    App, Notice,
    msg::{DocId, Effect, Opened},
    reader::Reader,
};
use crate::{
    annotation::Status,
    commands::Action,
    keymap::{Code, Context, Key, Lookup},
    locale::Problem,
    msg,
};

impl App {
    /// Open a document.
    pub(super) fn open(&mut self, doc: DocId) -> Vec<Effect> {
        self.opening = Some(doc);
        self.held = Some(doc);
        self.read_held()
    }

    /// Have the document read that was asked for, unless it was given up, as soon as every edit is at least on its way
    /// to the disk: none must wait until a large document is read, for there may be no time for it then.
    pub(super) fn read_held(&mut self) -> Vec<Effect> {
        if self.saves.any_follows() {
            return Vec::new();
        }
        match self.held.take() {
            Some(doc) if self.opening == Some(doc) => {
                self.saves.begin_reading(doc);
                vec![Effect::Open(doc)]
            }
            _ => Vec::new(),
        }
    }

    /// Whether a document was asked for and is not there yet.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// A document is open, or cannot be.
    pub(super) fn opened(&mut self, doc: DocId, opened: Result<Opened, Problem>) -> Vec<Effect> {
        if !self.saves.end_reading(doc) {
            // It was given up and asked for again: what comes of that is newer.
            return Vec::new();
        }
        let opened = opened.map(|opened| self.rejoined(doc, opened));
        let mut effects = match self.opening.take_if(|opening| *opening == doc) {
            Some(_) => self.arrived(doc, opened),
            None => Vec::new(),
        };
        effects.extend(self.saves.send(doc));
        effects.extend(self.forget(doc));
        effects
    }

    /// What was read together with what was never saved.
    fn rejoined(&mut self, doc: DocId, mut opened: Opened) -> Opened {
        let on_disk = Some(&opened.layer).filter(|_| opened.fault.is_none());
        if let Some(layer) = self.saves.rejoin(doc, on_disk) {
            opened.layer = layer;
        }
        opened
    }

    /// The document that was asked for is there, or cannot be opened.
    fn arrived(&mut self, doc: DocId, opened: Result<Opened, Problem>) -> Vec<Effect> {
        self.list.go_to(doc);
        let glimpse = self.reader.take();
        let mut effects = match opened {
            Ok(opened) => {
                let mut effects = self.show(doc, opened, glimpse);
                effects.extend(self.replay_in_new_document());
                effects
            }
            Err(problem) => {
                self.macros.replay = None;
                self.complain([problem]);
                Vec::new()
            }
        };
        effects.extend(self.play_typed_ahead());
        effects
    }

    /// Whoever waits for a slow disk may want the terminal back, or its screen in order.
    pub(super) fn key_while_opening(&mut self, key: Key) -> Vec<Effect> {
        match self.keys.map.look_up(self.context(), &[key]) {
            Lookup::Action(action @ (Action::Suspend | Action::Redraw)) => {
                self.note_key(key);
                self.act(action)
            }
            _ if self.is_glimpse() => self.key_in_glimpse(key),
            _ => self.type_ahead(key),
        }
    }

    /// A document is being opened: keys wait for it, Esc gives it up.
    fn type_ahead(&mut self, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            self.opening = None;
            self.give_up_waiting();
        } else {
            self.typed_ahead.push(key);
        }
        Vec::new()
    }

    /// The keys that waited do what they were pressed for.
    pub(super) fn play_typed_ahead(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in std::mem::take(&mut self.typed_ahead) {
            // A motion needs the rows it moves in.
            self.layout();
            effects.extend(self.key(key));
        }
        effects
    }

    fn show(&mut self, doc: DocId, opened: Opened, glimpse: Option<Reader>) -> Vec<Effect> {
        let (stashed, damaged, changed) = (opened.stashed, opened.damaged, opened.changed);
        let mut reader = Reader::new(doc, opened);
        if let Some(glimpse) = glimpse {
            reader.go_on_from(glimpse);
        }
        let writable = reader.fault.is_none();
        self.notice = match &reader.fault {
            Some(problem) => Some(Notice::Problems(vec![problem.clone()])),
            None if changed => Some(Notice::Refused(msg!(
                "document-changed",
                placed = reader.layer.annotations.len(),
                waiting = reader.layer.unplaced.len(),
                key = self.key_of(Context::Reader, Action::Waiting)
            ))),
            None if !reader.layer.unplaced.is_empty() => Some(Notice::Refused(msg!(
                "unplaced-waiting",
                waiting = reader.layer.unplaced.len(),
                key = self.key_of(Context::Reader, Action::Waiting)
            ))),
            None if stashed => Some(Notice::Refused(msg!("opened-from-stash"))),
            None if damaged => Some(Notice::Refused(msg!(
                "damaged-bytes",
                encoding = reader.encoding.name()
            ))),
            None if reader.text.is_empty() => Some(Notice::Refused(msg!("empty-document"))),
            None => self.parting.take(),
        };
        self.reader = Some(reader);
        // What was put aside belongs in the corpus.
        if stashed && writable {
            self.save()
        } else {
            self.suggest().into_iter().collect()
        }
    }

    /// The document `by` rows further in the list.
    pub(super) fn go_to_document(&mut self, by: isize) -> Vec<Effect> {
        let doc = self.reader.as_ref().map(|reader| reader.doc);
        match doc.and_then(|doc| self.list.neighbour(doc, by)) {
            Some(next) => self.leave_for(next),
            None => self.refuse(msg!("no-more-documents")),
        }
    }

    /// The next document that is not done.
    pub(super) fn go_to_unfinished(&mut self) -> Vec<Effect> {
        let doc = self.reader.as_ref().map(|reader| reader.doc);
        match self.list.next_unfinished(&self.corpus, doc) {
            Some(next) => self.leave_for(next),
            None => {
                self.notice = Some(Notice::Done(msg!("all-done")));
                Vec::new()
            }
        }
    }

    fn leave_for(&mut self, next: DocId) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.extend(self.open(next));
        effects
    }

    /// Done: mark, and on to the next unfinished one; not done any more: stay.
    pub(super) fn done(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        if reader.layer.status == Status::Done {
            let result = reader
                .set_status(Status::InProgress)
                .map(|()| msg!("not-done-any-more"));
            return self.edited(result);
        }
        let missing = reader.missing_field(&self.corpus.schema);
        if let Some((id, refusal)) = missing {
            reader.select_by_id(&id);
            return self.refuse(refusal);
        }
        if let Err(refusal) = reader.set_status(Status::Done) {
            return self.refuse(refusal);
        }
        let name = self
            .corpus
            .entry(reader.doc)
            .map_or("", |entry| entry.name.as_str());
        let count = reader.layer.annotations.len();
        let said = msg!("document-done", name = name, count = count);
        let said = Notice::Done(match reader.told_tally(self.locale.lang()) {
            Some(tally) => msg!("done-with-tally", done = said, tally = tally),
            None => said,
        });
        let (doc, text) = (reader.doc, reader.text.clone());
        let lesson = Effect::Learn(doc, text, reader.layer.clone());
        let mut effects = self.save();
        effects.push(lesson);
        effects.extend(self.go_to_unfinished());
        // Said where one arrives, unless all documents are done, which is said already.
        if self.opening.is_some() {
            self.parting = Some(said);
        }
        effects
    }
}
