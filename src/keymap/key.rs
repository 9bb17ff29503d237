//! A key as it was pressed, free of any terminal library, and its name in keymap files.

use std::fmt;
use unicode_width::UnicodeWidthChar;

/// The key itself. `Char` is what the terminal sent: `о` under a Russian layout, `J` for Shift-j.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// F1 to F24.
    F(u8),
}

/// Modifiers held. `shift` is only set for keys that are not characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mods {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// A key with its modifiers. [`Key::new`] gives the one form that keymaps compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub mods: Mods,
}

/// Names of keys that are not one character; the first of each is the one that is printed.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Return", Code::Enter),
    ("Esc", Code::Esc),
    ("Escape", Code::Esc),
    ("Tab", Code::Tab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("BS", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Insert", Code::Insert),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PgUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("PgDn", Code::PageDown),
];

/// The last function key there is.
const LAST_F: u8 = 24;

impl Key {
    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::code(Code::Char(c))
    }

    /// A key without modifiers.
    pub const fn code(code: Code) -> Self {
        Self {
            code,
            mods: Mods {
                ctrl: false,
                alt: false,
                shift: false,
            },
        }
    }

    /// The one form of a key however a terminal or a person puts it: Shift-j is `J`, Ctrl-D is Ctrl-d, Shift-Tab is `BackTab`.
    pub fn new(code: Code, mods: Mods) -> Self {
        let unshifted = Mods {
            shift: false,
            ..mods
        };
        match code {
            Code::Char(c) if mods.ctrl => Self {
                code: Code::Char(single(c, c.to_lowercase())),
                mods: unshifted,
            },
            Code::Char(c) if mods.shift => Self {
                code: Code::Char(single(c, c.to_uppercase())),
                mods: unshifted,
            },
            Code::Tab if mods.shift => Self {
                code: Code::BackTab,
                mods: unshifted,
            },
            Code::BackTab => Self {
                code,
                mods: unshifted,
            },
            _ => Self { code, mods },
        }
    }

    /// A key as keymap files write it: `j`, `G`, `?`, `ж`, `Space`, `Ctrl-d` (`C-d`), `Alt-l` (`M-l`), `Shift-Right` (`S-Right`),
    /// `F3`, `PageDown`, `Tab`, `S-Tab`. Names and modifiers are read in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let (mods, name) = split_mods(name);
        let code = parse_code(name)?;
        let key = Self::new(code, mods);
        // No terminal tells Shift on a character that has no upper case.
        let told = match key.code {
            Code::Char(c) if mods.shift && !mods.ctrl => c.is_uppercase(),
            _ => true,
        };
        told.then_some(key)
    }

    /// Keys separated by spaces: `g g`.
    pub fn parse_chord(names: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = names.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// The name of a chord: `g g`.
    pub fn chord_name(keys: &[Self]) -> String {
        let names: Vec<String> = keys.iter().map(Self::to_string).collect();
        names.join(" ")
    }
}

/// The name that [`Key::parse`] reads.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mods.to_string())?;
        match self.code {
            Code::F(n) => write!(f, "F{n}"),
            Code::BackTab => f.write_str("Shift-Tab"),
            code => match (NAMES.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// The prefix of a key's name: `Ctrl-Alt-`.
impl fmt::Display for Mods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        Ok(())
    }
}

/// The modifiers before the last part of a name. `-` alone and after a modifier is a key.
fn split_mods(mut name: &str) -> (Mods, &str) {
    let mut mods = Mods::default();
    while let Some((before, rest)) = name.split_once('-')
        && !rest.is_empty()
    {
        let held = match before.to_ascii_lowercase().as_str() {
            "ctrl" | "c" => &mut mods.ctrl,
            "alt" | "m" => &mut mods.alt,
            "shift" | "s" => &mut mods.shift,
            _ => break,
        };
        *held = true;
        name = rest;
    }
    (mods, name)
}

/// The name of a key that `name` was probably meant to be.
pub(super) fn nearest_name(name: &str) -> Option<String> {
    let (mods, name) = split_mods(name);
    let meant = crate::locale::nearest(name, NAMES.iter().map(|(known, _)| *known))?;
    Some(format!("{mods}{meant}"))
}

fn parse_code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return is_seen(c).then_some(Code::Char(c));
    }
    if let Some((_, code)) = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        return Some(*code);
    }
    let number = name.strip_prefix(['F', 'f'])?;
    let n = number.parse().ok().filter(|n| (1..=LAST_F).contains(n))?;
    number
        .starts_with(|c: char| ('1'..='9').contains(&c))
        .then_some(Code::F(n))
}

/// Whether a person can see `c` in a list of keys: controls, spaces and what has no width are not keys by themselves.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && c.width().is_some_and(|cells| cells > 0)
}

/// `other` when it is a single character, else `c` itself (ß has no upper case of one character).
fn single(c: char, mut other: impl Iterator<Item = char>) -> char {
    match (other.next(), other.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_read_and_printed_in_one_form() {
        for (written, printed) in [
            ("j", "j"),
            ("G", "G"),
            ("Shift-j", "J"),
            ("ж", "ж"),
            ("S-ж", "Ж"),
            ("-", "-"),
            ("Ctrl--", "Ctrl--"),
            ("space", "Space"),
            ("C-D", "Ctrl-d"),
            ("m-L", "Alt-L"),
            ("alt-ctrl-x", "Ctrl-Alt-x"),
            ("S-Tab", "Shift-Tab"),
            ("backtab", "Shift-Tab"),
            ("shift-right", "Shift-Right"),
            ("PGDN", "PageDown"),
            ("f12", "F12"),
            ("F", "F"),
            ("del", "Delete"),
        ] {
            let key = Key::parse(written).map(|key| key.to_string());
            assert_eq!(key.as_deref(), Some(printed), "{written}");
        }
    }

    #[test]
    fn names_of_nothing_are_refused() {
        for name in [
            "", " ", "jj", "F0", "F25", "F+1", "Ctrl-", "Hyper-x", "Shift-1", "\t", "\u{a0}",
            "Spase", "\u{202e}", "\u{200b}", "\u{ad}", "\u{9b}", "\u{feff}", "\u{2066}",
        ] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
        assert_eq!(Key::parse_chord(" "), None);
        assert_eq!(Key::parse_chord("g gg"), None);
    }

    #[test]
    fn a_chord_is_keys_between_spaces() {
        let keys = Key::parse_chord("g  G Space").unwrap();
        assert_eq!(Key::chord_name(&keys), "g G Space");
    }

    fn code() -> impl Strategy<Value = Code> {
        let named: Vec<Code> = NAMES.iter().map(|(_, code)| *code).collect();
        let typed = any::<char>().prop_filter("seen", |c| is_seen(*c));
        prop_oneof![
            prop::sample::select(named),
            (1..=LAST_F).prop_map(Code::F),
            typed.prop_map(Code::Char),
        ]
    }

    proptest! {
        #[test]
        fn a_printed_key_reads_back(code in code(), ctrl: bool, alt: bool, shift: bool) {
            let key = Key::new(code, Mods { ctrl, alt, shift });
            prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }
}
