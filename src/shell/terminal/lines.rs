//! Announcements as lines, each below the last, as a program writes that knows of no screen.
//!
//! Not one line that is written over: screen readers speak what is added to a terminal, and of a line that changes
//! only the letters that differ, or nothing when the same is said twice. What was said stays above, to be read again.
//! Text and line ends are enough for it, so that it works where nothing else does; a terminal that can move the cursor
//! puts it on what is spoken of, for Braille displays show the row of the cursor.

use crate::{
    app::{msg::Size, wrap},
    text::{
        TextSize,
        glyph::{neutral, width},
    },
    view::linear::{Announcement, Line, Scene},
};

/// Writes lines on one terminal: remembers what was said last.
#[derive(Debug)]
pub struct Lines {
    said: Option<Announcement>,
    /// The terminal moves its cursor.
    moves: bool,
    /// Something was written.
    begun: bool,
    /// Rows from the cursor down to the last one.
    below: usize,
    /// The cell after the last row, when something may be added there.
    end: Option<usize>,
    /// Where the cursor stands: its column, and how many rows above the last one.
    home: (usize, usize),
}

impl Lines {
    /// For a terminal of which only this is known.
    pub fn new(moves: bool) -> Self {
        Self {
            said: None,
            moves,
            begun: false,
            below: 0,
            end: None,
            home: (0, 0),
        }
    }

    /// The next announcement tells again where one is.
    pub fn forget(&mut self) {
        if let Some(said) = &mut self.said {
            said.scene = Scene::default();
        }
    }

    /// The bytes that say what is new in `now`.
    pub fn say(&mut self, now: Announcement, size: Size) -> Vec<u8> {
        let mut out = Vec::new();
        let said = self.said.take().unwrap_or_default();
        if said.banner != now.banner {
            self.line(&whole(&now.banner), &[], size, &mut out);
        }
        if said.scene != now.scene {
            match added(&said, &now) {
                None if stands(&said, &now) => self.line(&whole(&now.notice), &[], size, &mut out),
                Some(typed) => {
                    self.home = (self.end.unwrap_or(0) + width(typed), 0);
                    self.add(typed, size, &mut out);
                }
                None => self.line(&joined(&now), &now.items, size, &mut out),
            }
        } else if said.notice != now.notice {
            self.line(&whole(&now.notice), &[], size, &mut out);
        }
        let (count, words) = &now.confirmed;
        if *count > said.confirmed.0 {
            self.add(&format!(", {words}"), size, &mut out);
        }
        self.said = Some(now);
        out
    }

    /// A line of its own, wrapped, with `items` below it.
    fn line(&mut self, line: &Line, items: &[String], size: Size, out: &mut Vec<u8>) {
        let room = size.columns.saturating_sub(1).max(2);
        let ranges = match line.text.is_empty() {
            true => Vec::new(),
            false => wrap(&line.text, TextSize::ZERO, room),
        };
        let at = TextSize::from_usize(line.cursor);
        let row = ranges.partition_point(|it| it.start() <= at);
        let row = row.saturating_sub(1);
        let column = ranges.get(row).map_or(0, |it| {
            width(&line.text[it.start().to_usize()..line.cursor])
        });
        // Of a prompt the blank at its end stays: what is typed stands after it.
        let end = line.text.len();
        let rows = ranges.iter().map(|it| match it.to_usize() {
            last if last.end == end => &line.text[last],
            row => line.text[row].trim_end(),
        });
        let items: Vec<_> = items.iter().map(|item| neutral(item)).collect();
        let items = items.iter().flat_map(|item| {
            let rows = wrap(item, TextSize::ZERO, room).into_iter();
            rows.map(move |row| item[row.to_usize()].trim_end())
        });
        let all: Vec<&str> = rows.chain(items).collect();
        let Some(last) = all.last() else { return };
        self.go_below(out);
        out.extend(all.join("\r\n").bytes());
        self.begun = true;
        self.end = (all.len() == ranges.len()).then(|| width(last));
        self.below = 0;
        self.home = (column, all.len() - 1 - row);
        self.stand(size, out);
    }

    /// To the beginning of a new row.
    fn go_below(&self, out: &mut Vec<u8>) {
        out.extend(std::iter::repeat_n(b'\n', self.below));
        if self.begun {
            out.extend(b"\r\n");
        }
    }

    /// Puts the cursor from the end of the last row where it is to stand.
    fn stand(&mut self, size: Size, out: &mut Vec<u8>) {
        let (column, up) = self.home;
        let there = Some(column) == self.end && up == 0;
        if !self.moves || there || up + 1 >= usize::from(size.rows) {
            return;
        }
        out.push(b'\r');
        if up > 0 {
            out.extend(format!("\x1b[{up}A").bytes());
        }
        if column > 0 {
            out.extend(format!("\x1b[{column}C").bytes());
        }
        self.below = up;
    }

    /// Goes on in the last row if there is room, else in a new one.
    fn add(&mut self, text: &str, size: Size, out: &mut Vec<u8>) {
        let text = neutral(text);
        let room = usize::from(size.columns.saturating_sub(1));
        match self.end.filter(|end| end + width(&text) <= room) {
            Some(end) => {
                out.extend(std::iter::repeat_n(b'\n', self.below));
                if self.moves && end > 0 {
                    out.extend(format!("\r\x1b[{end}C").bytes());
                }
                out.extend(text.bytes());
                self.end = Some(end + width(&text));
                self.below = 0;
                self.stand(size, out);
            }
            None => {
                let text = text.trim_start_matches([',', ' ']);
                self.line(&whole(text), &[], size, out);
            }
        }
    }
}

/// Whether there is something to say of a key that changed nothing one could want to hear again.
fn stands(said: &Announcement, now: &Announcement) -> bool {
    let nowhere = now.refused || said.place == now.place;
    !now.notice.is_empty() && nowhere && now.scene.is_still(&said.scene)
}

/// `text` with the cursor at its beginning.
fn whole(text: &str) -> Line {
    let mut line = Line::default();
    line.add(text);
    line
}

/// What was done, then where one is.
fn joined(now: &Announcement) -> Line {
    let mut line = whole(&now.notice);
    if !now.place.text.is_empty() {
        line.end_part();
        line.cursor = line.text.len() + now.place.cursor;
        line.text += &now.place.text;
    }
    line
}

/// What was typed at the end of what was said, when that is all that happened.
fn added<'n>(said: &Announcement, now: &'n Announcement) -> Option<&'n str> {
    let goes_on = now.typed && said.typed && said.scene.over == now.scene.over;
    let plain = now.notice.is_empty() && said.notice.is_empty();
    let at_end = now.place.cursor == now.place.text.len();
    let added = now.place.text.strip_prefix(&said.place.text)?;
    (goes_on && plain && at_end && !added.is_empty()).then_some(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        columns: 40,
        rows: 10,
    };

    fn at(keys: u64, notice: &str, place: &str, cursor: usize) -> Announcement {
        Announcement {
            scene: Scene::after(keys),
            notice: notice.into(),
            place: Line {
                text: place.into(),
                cursor,
            },
            ..Announcement::default()
        }
    }

    fn said(lines: &mut Lines, now: Announcement) -> String {
        String::from_utf8(lines.say(now, SIZE)).expect("text")
    }

    #[test]
    fn the_same_is_said_once_and_again_after_a_key() {
        let mut lines = Lines::new(true);
        assert_eq!(said(&mut lines, at(1, "", "завод", 0)), "завод\r");
        assert_eq!(said(&mut lines, at(1, "", "завод", 0)), "");
        assert_eq!(said(&mut lines, at(2, "", "завод", 0)), "\r\nзавод\r");
        assert_eq!(
            said(&mut lines, at(2, "Послано", "завод", 0)),
            "\r\nПослано\r"
        );
    }

    #[test]
    fn a_refusal_does_not_tell_again_where_one_is() {
        let mut lines = Lines::new(true);
        said(&mut lines, at(1, "", "завод", 0));
        let mut refusal = at(2, "Нечего", "завод растёт", 0);
        refusal.refused = true;
        assert_eq!(said(&mut lines, refusal), "\r\nНечего\r");
        let copied = at(3, "Послано", "завод растёт", 0);
        assert_eq!(said(&mut lines, copied), "\r\nПослано\r");
        let marked = at(4, "Помечено", "завод, место", 0);
        assert_eq!(
            said(&mut lines, marked),
            "\r\nПомечено. завод, место\r\x1b[10C"
        );
    }

    #[test]
    fn what_is_confirmed_is_added_to_the_line() {
        let mut lines = Lines::new(true);
        said(&mut lines, at(1, "", "завод", 0));
        let mut now = at(1, "", "завод", 0);
        now.confirmed = (1, "сохранено".into());
        assert_eq!(said(&mut lines, now.clone()), "\r\x1b[5C, сохранено\r");
        assert_eq!(said(&mut lines, now.clone()), "");
        lines.forget();
        assert_eq!(said(&mut lines, now.clone()), "\r\nзавод\r");
        // Without room for it, on a line of its own.
        let long = "з".repeat(36);
        now.scene = at(2, "", "", 0).scene;
        now.place.text.clone_from(&long);
        said(&mut lines, now.clone());
        now.confirmed.0 = 2;
        assert_eq!(said(&mut lines, now), "\r\nсохранено\r");
    }

    #[test]
    fn the_cursor_stands_on_what_is_spoken_of() {
        let mut lines = Lines::new(true);
        let text = "Каким станет индустриальный комплекс области через десять лет";
        let cursor = text.find("станет").expect("there");
        let first = said(&mut lines, at(1, "", text, cursor));
        assert!(first.ends_with("лет\r\x1b[1A\x1b[6C"), "{first:?}");
        let next = said(&mut lines, at(2, "", "х", 0));
        assert_eq!(next, "\n\r\nх\r");
    }

    #[test]
    fn a_dumb_terminal_gets_text_and_line_ends() {
        let mut lines = Lines::new(false);
        let mut now = at(1, "Помечено", "завод «Изопан» в Волжском, организация", 11);
        now.items = vec!["p персона".into(), "o\u{1b}[2J организация".into()];
        let mut all = said(&mut lines, now.clone());
        now.confirmed = (1, "сохранено".into());
        all += &said(&mut lines, now);
        assert!(
            all.chars().all(|c| !c.is_control() || "\r\n".contains(c)),
            "{all:?}"
        );
        assert!(all.contains("\r\np персона\r\n"), "{all:?}");
    }

    #[test]
    fn what_is_typed_is_echoed_at_the_end_of_its_line() {
        let mut lines = Lines::new(true);
        let typing = |keys, place: &str| Announcement {
            typed: true,
            ..at(keys, "", place, place.len())
        };
        said(&mut lines, typing(1, "Поиск: "));
        assert_eq!(said(&mut lines, typing(2, "Поиск: з")), "\r\x1b[7Cз");
        // What was rubbed out is told by the whole line.
        assert_eq!(said(&mut lines, typing(3, "Поиск: ")), "\r\nПоиск: ");
    }
}
