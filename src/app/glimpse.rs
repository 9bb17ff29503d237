//! The beginning of a large document on the screen while all of it is read. One can move in it; whatever else is asked
//! for waits for the whole: an edit is made on the text that it is saved with, or not at all.

use super::{
    App, Layout, Reader,
    msg::{DocId, Effect, Glimpse, Opened},
    selection::Selection,
};
use crate::{
    annotation::{Former, Layer},
    commands::Action,
    keymap::{Code, Context, Key, Lookup},
};
use std::collections::BTreeMap;

/// The size of a file that is not read in a moment, in bytes.
pub const LARGE: u64 = 4 * 1024 * 1024;

impl App {
    /// Only the beginning of the open document is known yet.
    pub fn is_glimpse(&self) -> bool {
        self.opening.is_some() && self.reader.is_some()
    }

    /// A document is being opened that takes more than a moment.
    pub fn opens_slowly(&self) -> bool {
        let entry = self.opening.and_then(|doc| self.corpus.entry(doc));
        entry.is_some_and(|entry| entry.bytes >= LARGE)
    }

    /// The beginning of a document is there: show it, unless it was given up meanwhile.
    pub(super) fn glimpsed(&mut self, doc: DocId, glimpse: Glimpse) -> Vec<Effect> {
        if self.opening != Some(doc) || self.reader.is_some() {
            return Vec::new();
        }
        self.list.go_to(doc);
        self.reader = Some(Reader::new(doc, glimpse.into()));
        self.play_typed_ahead()
    }

    /// A motion that stays in what is known leads to the same place in the whole: it is carried out at once. Any other
    /// key waits for the whole, and every key after it, as all do while a macro goes on there; Esc takes back what
    /// waits.
    pub(super) fn key_in_glimpse(&mut self, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            self.give_up_waiting();
            return Vec::new();
        }
        match self.meant_at_once(key) {
            Some(Action::Quit) => {
                self.opening = None;
                self.give_up_waiting();
                self.close()
            }
            Some(action) if self.leads_to_what_is_known(action) => {
                self.note_key(key);
                self.act(action)
            }
            _ => {
                self.typed_ahead.push(key);
                Vec::new()
            }
        }
    }

    /// What waits for the document that is being opened is not done.
    pub(super) fn give_up_waiting(&mut self) {
        self.typed_ahead.clear();
        self.macros.replay = None;
    }

    /// What `key` alone means, if no key waits.
    fn meant_at_once(&self, key: Key) -> Option<Action> {
        let key = self.keys.as_meant(Context::Reader, key);
        match self.keys.map.look_up(Context::Reader, &[key]) {
            Lookup::Action(action) if self.typed_ahead.is_empty() => Some(action),
            _ => None,
        }
    }

    /// Whether `action` is a motion, nothing is to be done before it, and there is a screen full of known text where
    /// it leads. It is tried and taken back: what else a motion does is done where every motion is carried out.
    fn leads_to_what_is_known(&mut self, action: Action) -> bool {
        let action = self.spotlight.turned(action);
        let Some(reader) = self
            .reader
            .as_mut()
            .filter(|_| self.macros.replay.is_none())
        else {
            return false;
        };
        let before = reader.stand();
        if !reader.go(action) {
            return false;
        }
        self.layout();
        let Some(reader) = &mut self.reader else {
            return false;
        };
        // What does not move may have met the end of what is known.
        let known = reader.selection != before.selection && !reader.shows_end();
        reader.stand_at(before);
        known
    }
}

/// Where one is in a text.
struct Stand {
    selection: Selection,
    goal: Option<u16>,
    layout: Layout,
}

impl Reader {
    fn stand(&self) -> Stand {
        Stand {
            selection: self.selection,
            goal: self.goal,
            layout: self.layout.clone(),
        }
    }

    fn stand_at(&mut self, stand: Stand) {
        self.selection = stand.selection;
        self.goal = stand.goal;
        self.layout = stand.layout;
    }

    /// Whether the end of the text is on the screen.
    fn shows_end(&self) -> bool {
        let end = self
            .text
            .blocks()
            .next_back()
            .map(|last| last.content.end());
        end.is_none_or(|end| self.layout.visible_range().end() >= end)
    }

    /// Go on where one was in the `glimpse` of the same text. One that was decoded otherwise is another text: then
    /// the reader stays as it is.
    pub(super) fn go_on_from(&mut self, glimpse: Reader) {
        if self.text.as_str().starts_with(glimpse.text.as_str()) {
            self.stand_at(glimpse.stand());
            self.worked = glimpse.worked;
            self.jumps = glimpse.jumps;
        }
    }
}

impl From<Glimpse> for Opened {
    /// A document of which nothing is said yet.
    fn from(glimpse: Glimpse) -> Self {
        Self {
            text: glimpse.text,
            encoding: glimpse.encoding,
            damaged: false,
            layer: Layer::default(),
            fault: None,
            stashed: false,
            changed: false,
            former: Former::new(),
            place: glimpse.place,
            bookmarks: BTreeMap::new(),
        }
    }
}
