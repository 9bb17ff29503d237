//! A line in the making: parts that are set off from each other as a voice needs it, fit for a terminal.

use crate::text::glyph::neutral;

/// A line and where the cursor is to stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What is said.
    pub text: String,
    /// The byte at which what it speaks of begins.
    pub cursor: usize,
}

impl Line {
    /// Add text as it is, but for what a terminal must not receive; line ends are blanks.
    pub fn add(&mut self, text: &str) {
        let breaks = ['\n', '\r', '\t'];
        self.text += &match text.contains(breaks) {
            true => neutral(&text.replace("\r\n", " ").replace(breaks, " ")).into_owned(),
            false => neutral(text).into_owned(),
        };
    }

    /// Add what is not one sentence with what comes before.
    pub fn part(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.end_part();
        self.add(text);
    }

    /// Add words about what comes before.
    pub fn note(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.end_with(", ");
        self.add(text);
    }

    /// What comes next begins anew.
    pub fn end_part(&mut self) {
        self.end_with(". ");
    }

    /// One pause is enough.
    fn end_with(&mut self, pause: &str) {
        self.text.truncate(self.text.trim_end().len());
        self.cursor = self.cursor.min(self.text.len());
        match self.text.chars().next_back() {
            None => {}
            Some('.' | '!' | '?' | '…' | ':' | ';' | ',') => self.text.push(' '),
            Some(_) => self.text += pause,
        }
    }

    /// The cursor is to stand on what is added next.
    pub fn mark(&mut self) {
        self.cursor = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_set_off_and_nothing_foreign_gets_through() {
        let mut line = Line::default();
        line.part("");
        line.part("Отменено");
        line.end_part();
        line.mark();
        line.add("Завод\r\n«Изопан»\u{1b}[2J");
        line.part("Где?");
        line.part("здесь ");
        line.part("конец");
        line.note("абзаца");
        assert_eq!(
            line.text,
            "Отменено. Завод «Изопан»␛[2J. Где? здесь. конец, абзаца"
        );
        assert!(line.text[line.cursor..].starts_with("Завод"));
        // A mark on blanks that go again stays in the line.
        let mut blank = Line::default();
        blank.add("Поиск:  ");
        blank.mark();
        blank.part("я");
        assert_eq!(&blank.text[blank.cursor..], " я");
    }
}
