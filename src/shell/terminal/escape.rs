//! Puts together keys whose escape sequence came in pieces.
//!
//! Over a slow line `ESC` and the rest of a sequence may arrive in two reads, and what was one arrow comes out as Esc,
//! `[`, `A`: a cancel and two commands. A bare Esc is held back for a moment, and what follows within it is read as
//! the sequence it was. No clock in here: the caller waits for [`Escape::patience`] and tells when nothing came.

use std::time::Duration;

use crate::app::msg::{Mouse, MouseKind};
use crate::keymap::{Code, Key, Mods};

/// How long the rest of a sequence may take once it is plain that there is one.
const TAIL: Duration = Duration::from_millis(250);
/// How long a paste may pause. Its end mark is lost when it comes in one piece, so silence ends it; too early, and
/// the rest of the paste would be run as keys.
const PASTE: Duration = Duration::from_millis(500);
/// No key has longer parameters.
const LONGEST: usize = 16;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Key(Key),
    Mouse(Mouse),
    /// Pasted text as it came, line ends and all.
    Paste(String),
}

/// What has come of a sequence so far.
#[derive(Debug)]
enum State {
    Idle,
    /// A bare Esc.
    Esc,
    /// `ESC [` or `ESC O`, and parameters.
    Tail(char, String),
    /// A paste whose begin mark came in pieces, and how much of its end mark has come.
    Paste(String, usize),
}

/// The state machine. Feed it every key.
#[derive(Debug)]
pub(super) struct Escape {
    hold: Duration,
    state: State,
}

impl Escape {
    /// `hold`: how long a bare Esc waits for the rest of a sequence.
    pub(super) fn new(hold: Duration) -> Self {
        Self {
            hold,
            state: State::Idle,
        }
    }

    /// How long to wait for the next key before calling [`Escape::expired`]; `None`: as long as it takes.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Idle => None,
            State::Esc => Some(self.hold),
            State::Tail(..) => Some(TAIL),
            State::Paste(..) => Some(PASTE),
        }
    }

    /// Nothing came in time: what was held back is what it looked like.
    pub(super) fn expired(&mut self) -> Option<Typed> {
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle => None,
            State::Esc => Some(Typed::Key(Key::code(Code::Esc))),
            State::Tail(intro, params) if params.is_empty() => {
                Some(Typed::Key(alt(Key::char(intro))))
            }
            // Half a sequence is nothing a person typed: its digits must not be run as commands.
            State::Tail(..) => None,
            State::Paste(text, _) => Some(Typed::Paste(text)),
        }
    }

    /// Takes a key as the terminal library made it out; appends what is certain now.
    pub(super) fn key(&mut self, key: Key, typed: &mut Vec<Typed>) {
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle => self.idle(key, typed),
            State::Esc => self.after_esc(key, typed),
            State::Tail(intro, params) => self.tail(intro, params, key, typed),
            State::Paste(text, mark) => self.paste(text, mark, key, typed),
        }
    }

    fn idle(&mut self, key: Key, typed: &mut Vec<Typed>) {
        if key == Key::code(Code::Esc) {
            self.state = State::Esc;
        } else {
            typed.push(Typed::Key(key));
        }
    }

    fn after_esc(&mut self, key: Key, typed: &mut Vec<Typed>) {
        match key.code {
            Code::Char(intro @ ('[' | 'O')) if key.mods == Mods::default() => {
                self.state = State::Tail(intro, String::new());
            }
            // These are sent as ESC and a byte or a letter when Alt is held.
            Code::Char(_) | Code::Enter | Code::Tab | Code::Backspace if !key.mods.alt => {
                typed.push(Typed::Key(alt(key)));
            }
            _ => {
                typed.push(Typed::Key(Key::code(Code::Esc)));
                self.idle(key, typed);
            }
        }
    }

    fn tail(&mut self, intro: char, mut params: String, key: Key, typed: &mut Vec<Typed>) {
        match key.code {
            // The Linux console sends F1 as `ESC [ [ A`.
            Code::Char('[') if intro == '[' && params.is_empty() => {
                self.state = State::Tail(intro, "[".to_owned());
            }
            Code::Char(c @ ' '..='?') if key.mods == Mods::default() && params.len() < LONGEST => {
                params.push(c);
                self.state = State::Tail(intro, params);
            }
            Code::Char('~') if intro == '[' && params == "200" => {
                self.state = State::Paste(String::new(), 0);
            }
            Code::Char('M') if intro == '[' && params.starts_with('<') => {
                typed.extend(clicked(&params[1..]).map(Typed::Mouse));
            }
            Code::Char(end @ '@'..='~') if key.mods == Mods::default() => {
                typed.extend(decode(intro, &params, end).map(Typed::Key));
            }
            _ => {
                self.state = State::Tail(intro, params);
                typed.extend(self.expired());
                self.idle(key, typed);
            }
        }
    }

    fn paste(&mut self, mut text: String, mark: usize, key: Key, typed: &mut Vec<Typed>) {
        const END: [Code; 6] = [
            Code::Esc,
            Code::Char('['),
            Code::Char('2'),
            Code::Char('0'),
            Code::Char('1'),
            Code::Char('~'),
        ];
        let mut mark = mark;
        if key.code != END[mark] {
            // It was not the mark after all, but text that looks like its beginning.
            text.extend(
                END[..mark]
                    .iter()
                    .copied()
                    .map(Key::code)
                    .filter_map(pasted),
            );
            text.extend(pasted(key));
            mark = 0;
        }
        if key.code == END[mark] {
            mark += 1;
        }
        if mark == END.len() {
            typed.push(Typed::Paste(text));
        } else {
            self.state = State::Paste(text, mark);
        }
    }
}

fn alt(key: Key) -> Key {
    Key {
        mods: Mods {
            alt: true,
            ..key.mods
        },
        ..key
    }
}

/// The character of a paste that was taken for `key`.
fn pasted(key: Key) -> Option<char> {
    match key.code {
        Code::Char('j') if key.mods.ctrl => Some('\n'),
        Code::Char(c) if !key.mods.ctrl => Some(c),
        Code::Enter => Some('\r'),
        Code::Tab => Some('\t'),
        _ => None,
    }
}

/// The key of the sequence `ESC` `intro` `params` `end`; `None` for one we do not know.
fn decode(intro: char, params: &str, end: char) -> Option<Key> {
    let mut numbers = params.split(';');
    let first = numbers.next().unwrap_or_default();
    let code = match (first, end) {
        (number, '~') if intro == '[' => numbered(number)?,
        ("[", 'A'..='E') => Code::F(end as u8 - b'A' + 1),
        ("" | "1", _) => lettered(end)?,
        _ => return None,
    };
    // 1 and a bit for Shift, Alt and Ctrl.
    let held = numbers.next().map_or(Some(1), |n| n.parse::<u8>().ok())?;
    let bits = held.checked_sub(1).filter(|bits| *bits < 8)?;
    let mods = Mods {
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
    };
    Some(Key { code, mods })
}

/// `button;column;row` of a mouse, columns and rows from 1.
fn clicked(params: &str) -> Option<Mouse> {
    let mut numbers = params.split(';').map(|n| n.parse::<u16>().ok());
    let kind = match numbers.next()?? {
        0 => MouseKind::Press,
        32 => MouseKind::Drag,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    let column = numbers.next()??.checked_sub(1)?;
    let row = numbers.next()??.checked_sub(1)?;
    Some(Mouse { kind, column, row })
}

fn lettered(end: char) -> Option<Code> {
    Some(match end {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        'F' => Code::End,
        'H' => Code::Home,
        'P'..='S' => Code::F(end as u8 - b'P' + 1),
        'Z' => Code::BackTab,
        _ => return None,
    })
}

fn numbered(number: &str) -> Option<Code> {
    Some(match number.parse::<u8>().ok()? {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        n @ 11..=15 => Code::F(n - 10),
        n @ 17..=21 => Code::F(n - 11),
        n @ 23..=24 => Code::F(n - 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What crossterm makes of bytes it gets in one read, for the sequences below.
    fn read(bytes: &str) -> Vec<Key> {
        if bytes == "\x1b" {
            return vec![Key::code(Code::Esc)];
        }
        if let Some((intro, rest)) = bytes
            .strip_prefix('\x1b')
            .and_then(|s| s.split_at_checked(1))
        {
            let intro = intro.chars().next().expect("a character");
            let (params, end) = rest.split_at(rest.len().saturating_sub(1));
            return match end.chars().next() {
                Some(end) if intro == '[' || intro == 'O' => {
                    decode(intro, params, end).into_iter().collect()
                }
                _ => vec![alt(Key::char(intro))],
            };
        }
        bytes
            .chars()
            .map(|c| match c {
                '\x1b' => Key::code(Code::Esc),
                '\r' => Key::code(Code::Enter),
                '\t' => Key::code(Code::Tab),
                '\n' => Key {
                    mods: Mods {
                        ctrl: true,
                        ..Mods::default()
                    },
                    ..Key::char('j')
                },
                c => Key::char(c),
            })
            .collect()
    }

    /// Feeds the pieces, each in time; at the end, time runs out.
    fn typed(pieces: &[&str]) -> Vec<Typed> {
        let mut escape = Escape::new(Duration::from_millis(30));
        let mut out = Vec::new();
        for key in pieces.iter().flat_map(|piece| read(piece)) {
            escape.key(key, &mut out);
        }
        out.extend(escape.expired());
        assert_eq!(escape.patience(), None, "{pieces:?}");
        out
    }

    fn pressed(code: Code, shift: bool, alt: bool, ctrl: bool) -> Typed {
        let mods = Mods { ctrl, alt, shift };
        Typed::Key(Key { code, mods })
    }

    fn sequences() -> Vec<(&'static str, Typed)> {
        let plain = |code| pressed(code, false, false, false);
        vec![
            ("\x1b[A", plain(Code::Up)),
            ("\x1b[B", plain(Code::Down)),
            ("\x1bOC", plain(Code::Right)),
            ("\x1bOD", plain(Code::Left)),
            ("\x1b[H", plain(Code::Home)),
            ("\x1b[4~", plain(Code::End)),
            ("\x1b[7~", plain(Code::Home)),
            ("\x1bOF", plain(Code::End)),
            ("\x1b[2~", plain(Code::Insert)),
            ("\x1b[3~", plain(Code::Delete)),
            ("\x1b[5~", plain(Code::PageUp)),
            ("\x1b[6~", plain(Code::PageDown)),
            ("\x1bOP", plain(Code::F(1))),
            ("\x1b[[C", plain(Code::F(3))),
            ("\x1b[15~", plain(Code::F(5))),
            ("\x1b[17~", plain(Code::F(6))),
            ("\x1b[24~", plain(Code::F(12))),
            ("\x1b[Z", plain(Code::BackTab)),
            ("\x1b[1;5C", pressed(Code::Right, false, false, true)),
            ("\x1b[1;2D", pressed(Code::Left, true, false, false)),
            ("\x1b[3;3~", pressed(Code::Delete, false, true, false)),
            ("\x1b[1;2S", pressed(Code::F(4), true, false, false)),
            ("\x1bl", pressed(Code::Char('l'), false, true, false)),
            ("\x1bо", pressed(Code::Char('о'), false, true, false)),
            ("\x1b", plain(Code::Esc)),
        ]
    }

    #[test]
    fn a_sequence_cut_anywhere_is_the_same_key() {
        for (sequence, expected) in sequences() {
            // Cut after any other byte than the first, the terminal library waits for the rest itself; cut after
            // the first, the rest comes character by character, whatever reads it comes in.
            let pieces: Vec<&str> = sequence
                .split_inclusive('\x1b')
                .filter(|s| !s.is_empty())
                .collect();
            assert_eq!(
                typed(&pieces),
                std::slice::from_ref(&expected),
                "{sequence:?}"
            );
            let bytes: Vec<String> = sequence.chars().map(String::from).collect();
            let bytes: Vec<&str> = bytes.iter().map(String::as_str).collect();
            assert_eq!(
                typed(&bytes),
                std::slice::from_ref(&expected),
                "{sequence:?}"
            );
            assert_eq!(typed(&[sequence]), [expected], "{sequence:?}");
        }
    }

    #[test]
    fn esc_and_what_follows_later_are_two_keys() {
        let mut escape = Escape::new(Duration::from_millis(30));
        let mut out = Vec::new();
        escape.key(Key::code(Code::Esc), &mut out);
        assert_eq!(
            (out.len(), escape.patience()),
            (0, Some(Duration::from_millis(30)))
        );
        out.extend(escape.expired());
        escape.key(Key::char('j'), &mut out);
        assert_eq!(
            out,
            [Typed::Key(Key::code(Code::Esc)), Typed::Key(Key::char('j'))]
        );
    }

    #[test]
    fn what_is_no_sequence_is_not_swallowed() {
        let keys = |names: &[Key]| names.iter().copied().map(Typed::Key).collect::<Vec<_>>();
        let (esc, up) = (Key::code(Code::Esc), Key::code(Code::Up));
        assert_eq!(
            typed(&["\x1b", "\x1b", "j"]),
            keys(&[esc, alt(Key::char('j'))])
        );
        assert_eq!(typed(&["\x1b", "\x1b[A"]), keys(&[esc, up]));
        assert_eq!(typed(&["\x1b", "["]), keys(&[alt(Key::char('['))]));
        assert_eq!(
            typed(&["\x1b", "[", "о"]),
            keys(&[alt(Key::char('[')), Key::char('о')])
        );
        assert_eq!(typed(&["\x1b", "\r"]), keys(&[alt(Key::code(Code::Enter))]));
    }

    #[test]
    fn a_click_that_arrives_in_pieces_is_one_click() {
        let click = |kind| Mouse {
            kind,
            column: 299,
            row: 0,
        };
        let press = Typed::Mouse(click(MouseKind::Press));
        assert_eq!(typed(&["\x1b", "[<0;300;1M"]), [press]);
        let wheel = Typed::Mouse(click(MouseKind::WheelDown));
        assert_eq!(typed(&["\x1b", "[<65;300;1M"]), [wheel]);
        // The button going up, the right button, the cell before the first.
        for other in ["[<0;300;1m", "[<2;300;1M", "[<0;0;1M", "[<0;1M", "[<;;M"] {
            assert_eq!(typed(&["\x1b", other]), [], "{other}");
        }
    }

    #[test]
    fn half_a_sequence_is_not_run_as_commands() {
        assert_eq!(typed(&["\x1b", "[1;"]), []);
        assert_eq!(typed(&["\x1b", "[99~"]), []);
        assert_eq!(typed(&["\x1b", "[1;5"]), []);
    }

    #[test]
    fn a_paste_whose_marks_are_cut_is_a_paste() {
        let paste = |text: &str| vec![Typed::Paste(text.to_owned())];
        assert_eq!(
            typed(&["\x1b", "[200~", "dd 1\r\nя\tq", "\x1b", "[201~"]),
            paste("dd 1\r\nя\tq")
        );
        // Terminal libraries swallow an end mark that comes in one piece.
        assert_eq!(typed(&["\x1b", "[200~", "dd"]), paste("dd"));
        assert_eq!(
            typed(&["\x1b", "[200~", "a", "\x1b", "[20", "x", "\x1b", "[201~"]),
            paste("a[20x")
        );
        assert_eq!(
            typed(&["\x1b", "[200~", "a", "\x1b", "\x1b", "[201~"]),
            paste("a")
        );
        let after = typed(&["\x1b", "[200~", "a", "\x1b", "[201~", "j"]);
        assert_eq!(
            after,
            [Typed::Paste("a".to_owned()), Typed::Key(Key::char('j'))]
        );
    }
}
