//! From keys to actions: chords, prefixes, the layout map, and who gets a key first.

use super::{
    App, Notice, Panel,
    macros::Instruction,
    msg::{Effect, Timer},
    popup::{Popup, Purpose},
    prompt::Typed,
    transfer::Stage,
};
use crate::{
    commands::Action,
    keymap::{Binding, Code, Context, Key, Keymap, Lookup},
    msg,
};

/// How long a prefix waits before the keys that may follow are shown, in milliseconds.
const HINTS_AFTER: u64 = 300;

/// The keymap and the keys pressed since the last complete chord.
#[derive(Debug)]
pub struct Keys {
    /// What keys mean.
    pub map: Keymap,
    /// The beginning of a chord.
    pub pressed: Vec<Key>,
    /// What may follow it, once it is shown.
    pub hints: Vec<Binding>,
    /// The last letter came from a Cyrillic layout.
    pub cyrillic: bool,
    /// Keys pressed so far: tells a timer whether typing went on.
    pub count: u64,
}

impl Keys {
    pub(super) fn new(map: Keymap) -> Self {
        Self {
            map,
            pressed: Vec::new(),
            hints: Vec::new(),
            cyrillic: false,
            count: 0,
        }
    }

    fn note(&mut self, key: Key) {
        self.count += 1;
        if let Code::Char(c) = key.code
            && c.is_alphabetic()
        {
            self.cyrillic = matches!(c, '\u{400}'..='\u{52f}');
        }
    }

    /// What was begun is not gone on with.
    pub(super) fn give_up(&mut self) {
        self.count += 1;
        self.pressed.clear();
        self.hints.clear();
    }

    /// Under ЙЦУКЕН the slash key sends a full stop: while that layout is on, it means the slash, if that means anything.
    pub(super) fn as_meant(&self, context: Context, key: Key) -> Key {
        let moved = self
            .map
            .keyboard()
            .latin_while_on(key)
            .filter(|_| self.cyrillic);
        let ascii = matches!(key.code, Code::Char(c) if c.is_ascii());
        match moved.filter(|_| ascii && self.pressed.is_empty()) {
            Some(moved) if self.map.look_up(context, &[moved]) != Lookup::None => moved,
            _ => key,
        }
    }

    pub(super) fn hints_later(&self) -> Effect {
        Effect::After(HINTS_AFTER, Timer::Hints(self.count))
    }

    /// A letter and the one on the same key of the other layout: `j/о`.
    pub fn both_letters(&self, letter: char) -> String {
        match self.map.keyboard().native_char(letter) {
            Some(native) => format!("{letter}/{native}"),
            None => letter.to_string(),
        }
    }

    /// The letter or digit that `key` stands for on the Latin layout.
    pub(super) fn letter(&self, key: Key) -> Option<char> {
        match self.map.keyboard().latin(key).unwrap_or(key) {
            Key {
                code: Code::Char(c),
                mods,
            } if !mods.ctrl && !mods.alt => Some(c),
            _ => None,
        }
    }
}

impl App {
    /// A key was pressed.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(popup) = self.popup.take() {
            self.note_key(key);
            return self.popup_key(popup, key);
        }
        if self.opening.is_some() {
            return self.key_while_opening(key);
        }
        self.note_key(key);
        self.command_key(self.context(), key)
    }

    /// A key is about to do something.
    pub(super) fn note_key(&mut self, key: Key) {
        self.keys.note(key);
        if let Some(reader) = &mut self.reader {
            reader.tally.key();
        }
        // Whoever goes on working does not want to leave any more.
        self.stay();
        self.resume = None;
        self.notice = None;
    }

    /// Where a key is pressed when no popup has the keys.
    pub fn context(&self) -> Context {
        match (&self.reader, self.panel) {
            (None, _) => Context::List,
            (Some(_), Panel::Focused) => Context::Panel,
            (Some(_), _) => Context::Reader,
        }
    }

    fn command_key(&mut self, context: Context, key: Key) -> Vec<Effect> {
        self.keys.hints.clear();
        self.keys.pressed.push(self.keys.as_meant(context, key));
        let mut found = self.keys.map.look_up(context, &self.keys.pressed);
        if found == Lookup::None && context == Context::Panel {
            // What the panel does not know is meant for the text.
            found = self.keys.map.look_up(Context::Reader, &self.keys.pressed);
        }
        match found {
            Lookup::Action(action) => {
                self.keys.pressed.clear();
                self.act(action)
            }
            Lookup::Prefix(_) => vec![self.keys.hints_later()],
            Lookup::None => {
                self.unknown_key();
                Vec::new()
            }
        }
    }

    fn unknown_key(&mut self) {
        let pressed = std::mem::take(&mut self.keys.pressed);
        let cancelled = pressed.last().is_some_and(|key| key.code == Code::Esc);
        if cancelled {
            if let Some(reader) = &mut self.reader {
                reader.extend = false;
                reader.placing = None;
            }
            return;
        }
        let names: Vec<String> = pressed.iter().map(Key::to_string).collect();
        let help = self.keys.map.names_of(Context::Reader, Action::Help);
        self.notice = Some(Notice::Refused(msg!(
            "unknown-key",
            key = names.join(" "),
            help = help.first().cloned().unwrap_or_default()
        )));
    }

    /// Typing paused after a prefix: show what may follow.
    pub(super) fn show_hints(&mut self, count: u64) {
        if count != self.keys.count {
            return;
        }
        if let Some(
            Popup::Labels { shown, .. }
            | Popup::Bookmarks { shown, .. }
            | Popup::Macros { shown, .. },
        ) = &mut self.popup
        {
            *shown = true;
        } else if !self.keys.pressed.is_empty()
            && let Lookup::Prefix(hints) = self.keys.map.look_up(self.context(), &self.keys.pressed)
        {
            self.keys.hints = hints;
        }
    }

    /// Open the label menu: the next letter labels.
    pub(super) fn label_menu(&mut self, purpose: Purpose) -> Vec<Effect> {
        self.popup = Some(Popup::Labels {
            purpose,
            shown: false,
        });
        vec![self.keys.hints_later()]
    }

    fn popup_key(&mut self, popup: Popup, key: Key) -> Vec<Effect> {
        match popup {
            Popup::Labels { purpose, .. } => self.label_letter(purpose, key),
            Popup::Bookmarks { setting, .. } => self.bookmark_key(setting, key),
            Popup::Macros {
                recording, times, ..
            } => self.macro_key(recording, times, key),
            Popup::Find(mut prompt) => match prompt.key(key) {
                Typed::Accepted => {
                    let effects = self.find(prompt.text(), true);
                    self.record(Instruction::Find(prompt.text().to_owned()));
                    effects
                }
                Typed::Cancelled => self.find_cancelled(),
                Typed::Changed => {
                    let effects = self.find(prompt.text(), false);
                    self.popup = Some(Popup::Find(prompt));
                    effects
                }
                Typed::Other => self.find_otherwise(prompt, key),
            },
            Popup::Palette(palette) => self.palette_key(palette, key),
            Popup::Form(mut form) => match form.key(key) {
                Typed::Accepted => self.form_filled(form),
                Typed::Cancelled if form.may_be_left() => Vec::new(),
                _ => {
                    self.popup = Some(Popup::Form(form));
                    Vec::new()
                }
            },
            Popup::Relation { from, to } => self.relation_key(&from, &to, key),
            Popup::Occurrences(occurrences) => self.occurrence_key(occurrences, key),
            Popup::Pager(pager) => self.pager_key(pager, key),
            Popup::AcceptAll(all) => self.accept_all_key(all, key),
            Popup::Switches(menu) => self.switch_key(menu, key),
            Popup::Transfer(menu) => self.transfer_key(menu, key),
            Popup::Quit => self.quit_answer(key),
        }
    }

    fn label_letter(&mut self, purpose: Purpose, key: Key) -> Vec<Effect> {
        let letter = self.keys.letter(key);
        let schema = &self.corpus.schema;
        let label = letter.and_then(|c| schema.by_key(c).or_else(|| schema.by_digit(c)));
        match label.cloned() {
            Some(label) => {
                let effects = self.apply_label(&label, purpose);
                self.record(self.labelled(purpose, label.name));
                effects
            }
            None if key.code == Code::Esc => Vec::new(),
            None => {
                self.notice = Some(Notice::Refused(msg!(
                    "no-such-label",
                    key = key.to_string()
                )));
                Vec::new()
            }
        }
    }

    fn pager_key(&mut self, mut pager: super::Pager, key: Key) -> Vec<Effect> {
        self.keys.pressed.push(key);
        let found = self.keys.map.look_up(Context::Pager, &self.keys.pressed);
        if !matches!(found, Lookup::Prefix(_)) {
            self.keys.pressed.clear();
        }
        let leaves = matches!(
            found,
            Lookup::Action(Action::Quit | Action::Open | Action::Help | Action::Guidelines)
        );
        if leaves || key.code == Code::Esc {
            return Vec::new();
        }
        let effects = match found {
            Lookup::Action(action) if !pager.go(action) => {
                self.act_anywhere(action).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.popup = Some(Popup::Pager(pager));
        effects
    }

    /// Pasted text goes into a prompt; as keys it would do what nobody meant.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.popup {
            Some(Popup::Find(prompt)) => {
                prompt.paste(text);
                let typed = prompt.text().to_owned();
                self.find(&typed, false)
            }
            Some(Popup::Palette(palette)) => {
                palette.prompt.paste(text);
                palette.refresh(self.keys.map.keyboard());
                Vec::new()
            }
            Some(Popup::Transfer(menu)) if menu.stage != Stage::UnderWay => {
                menu.prompt.paste(text);
                menu.renamed();
                Vec::new()
            }
            Some(Popup::Form(form)) => {
                let row = &mut form.rows[form.cursor];
                if row.choices.is_empty() {
                    row.prompt.paste(text);
                }
                Vec::new()
            }
            _ => {
                self.notice = Some(Notice::Refused(msg!("paste-refused")));
                Vec::new()
            }
        }
    }
}
