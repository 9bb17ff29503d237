//! Bookmarks: places of a document that have a letter, so that one more key leads there.

use super::{App, Notice, macros::Instruction, msg::Effect, popup::Popup, reader::Reader};
use crate::{
    keymap::{Code, Key},
    msg,
    text::TextSize,
};

impl App {
    /// Ask for the letter of a bookmark, to set it or to go there.
    pub(super) fn bookmark_menu(&mut self, setting: bool) -> Vec<Effect> {
        self.popup = Some(Popup::Bookmarks {
            setting,
            shown: false,
        });
        vec![self.keys.hints_later()]
    }

    /// The letter was pressed. It is the same bookmark whatever layout is on.
    pub(super) fn bookmark_key(&mut self, setting: bool, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            return Vec::new();
        }
        let Some(name) = self.keys.letter(key).filter(|name| !name.is_whitespace()) else {
            return self.refuse(msg!("no-bookmark-name", key = key.to_string()));
        };
        let effects = self.bookmark(setting, name);
        self.record(Instruction::Bookmark { setting, name });
        effects
    }

    /// Set the bookmark `name` here, or go there.
    pub(super) fn bookmark(&mut self, setting: bool, name: char) -> Vec<Effect> {
        if setting {
            return self.set_bookmark(name);
        }
        let letter = self.keys.both_letters(name);
        let reader = self.reader.as_mut();
        if reader.is_some_and(|reader| !reader.go_to_bookmark(name)) {
            return self.refuse(msg!("no-such-bookmark", name = letter));
        }
        Vec::new()
    }

    fn set_bookmark(&mut self, name: char) -> Vec<Effect> {
        let letter = self.keys.both_letters(name);
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let place = reader.toggle_bookmark(name);
        self.notice = Some(Notice::Done(match place {
            Some(_) => msg!("bookmark-set", name = letter),
            None => msg!("bookmark-removed", name = letter),
        }));
        vec![Effect::Bookmark(reader.doc, name, place)]
    }
}

impl Reader {
    /// Set the bookmark here, or take it away when it is here already; where it is now.
    fn toggle_bookmark(&mut self, name: char) -> Option<TextSize> {
        let here = self.selection.cursor();
        if self.bookmarks.get(&name) == Some(&here) {
            self.bookmarks.remove(&name);
            return None;
        }
        self.bookmarks.insert(name, here);
        Some(here)
    }

    /// False when there is no such bookmark.
    fn go_to_bookmark(&mut self, name: char) -> bool {
        let Some(place) = self.bookmarks.get(&name) else {
            return false;
        };
        let before = self.selection;
        let token = self.walker.token_at(*place);
        self.move_to(token);
        self.came_from(before);
        true
    }
}
