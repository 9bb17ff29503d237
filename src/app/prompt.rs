//! A line of text that is being typed. Keys mean themselves here: no keymap, no layout map.

use crate::keymap::{Code, Key};
use tui_input::{Input, InputRequest};

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The line is finished.
    Accepted,
    /// The line is given up.
    Cancelled,
    /// The line changed.
    Changed,
    /// The line stands as it was; the key may mean something to whoever asked.
    Other,
}

/// One line with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    input: Input,
}

impl Prompt {
    /// A line with `text` in it, the cursor at the end.
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// What is typed so far.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> String {
        self.text().chars().take(self.input.cursor()).collect()
    }

    /// Take in one key.
    pub fn key(&mut self, key: Key) -> Typed {
        match (key.code, key.mods.ctrl, key.mods.alt) {
            (Code::Enter, _, _) => return Typed::Accepted,
            (Code::Esc, _, _) | (Code::Char('c' | 'g'), true, _) => return Typed::Cancelled,
            _ => {}
        }
        match request(key) {
            Some(request) => {
                let changed = self
                    .input
                    .handle(request)
                    .is_some_and(|change| change.value);
                if changed {
                    Typed::Changed
                } else {
                    Typed::Other
                }
            }
            None => Typed::Other,
        }
    }

    /// Take in pasted text: its first line, without control characters.
    pub fn paste(&mut self, pasted: &str) {
        let line = pasted.lines().next().unwrap_or("");
        for c in line.chars().filter(|c| !c.is_control()) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
}

/// What an editing key asks of the line.
fn request(key: Key) -> Option<InputRequest> {
    use InputRequest as R;
    Some(match (key.code, key.mods.ctrl, key.mods.alt) {
        (Code::Char(c), false, false) => R::InsertChar(c),
        (Code::Char('u' | 'г'), true, _) => R::DeleteLine,
        (Code::Char('w' | 'ц'), true, _) => R::DeletePrevWord,
        (Code::Char('e' | 'у'), true, _) | (Code::End, _, _) => R::GoToEnd,
        (Code::Home, _, _) => R::GoToStart,
        (Code::Backspace, _, true) => R::DeletePrevWord,
        (Code::Backspace, _, _) => R::DeletePrevChar,
        (Code::Delete, _, _) => R::DeleteNextChar,
        (Code::Left, true, _) => R::GoToPrevWord,
        (Code::Right, true, _) => R::GoToNextWord,
        (Code::Left, _, _) => R::GoToPrevChar,
        (Code::Right, _, _) => R::GoToNextChar,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_is_taken_as_it_is() {
        let mut prompt = Prompt::new("");
        for c in "джо".chars() {
            assert_eq!(prompt.key(Key::char(c)), Typed::Changed);
        }
        assert_eq!(prompt.text(), "джо");
        assert_eq!(prompt.key(Key::code(Code::Backspace)), Typed::Changed);
        assert_eq!(prompt.text(), "дж");
        assert_eq!(prompt.key(Key::code(Code::Enter)), Typed::Accepted);
    }

    #[test]
    fn a_paste_is_one_line_of_text() {
        let mut prompt = Prompt::new("");
        prompt.paste("зав\u{1b}од\nвторая");
        assert_eq!(prompt.text(), "завод");
    }
}
