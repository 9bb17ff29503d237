//! Keyboard layouts: which Latin key a Cyrillic letter is on. Over plain SSH a terminal tells only the character,
//! so a static map is all there can be.

use super::{Code, Key};

/// A static map from what a layout sends to what the default layout would have sent.
///
/// Only characters outside ASCII are mapped: an ASCII one may as well come from the Latin layout, where it means itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyboard {
    /// What is sent, what it stands for.
    pairs: Vec<(char, char)>,
    /// ASCII marks stand where ЙЦУКЕН of a PC has them.
    moves_marks: bool,
}

/// A built-in layout: its name, its lower-case letters, and the Latin keys they are on.
type Layout = (&'static str, &'static str, &'static str);

const LAYOUTS: &[Layout] = &[
    (
        "ru",
        "ёйцукенгшщзхъфывапролджэячсмитьбю",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    ),
    (
        "ru-mac",
        "ёйцукенгшщзхъфывапролджэячсмитьбю",
        "\\qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    ),
    (
        "uk",
        "йцукенгшщзхїфівапролджєячсмитьбюґ",
        "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\",
    ),
    (
        "be",
        "ёйцукенгшўзхфывапролджэячсмітьбю",
        "`qwertyuiop[asdfghjkl;'zxcvbnm,.",
    ),
    (
        "kk",
        "әіңғүұқөһйцукенгшщзхъфывапролджэячсмитьбю",
        "2345890-=qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    ),
    (
        "sr",
        "љњертзуиопшђасдфгхјклчћжѕџцвбнм",
        "qwertyuiop[]asdfghjkl;'\\zxcvbnm",
    ),
    (
        "ru-phonetic",
        "юячвертыуиопшщасдфгхйклэзьцжбнм",
        "`q=wertyuiop[]asdfghjkl\\zxcvbnm",
    ),
];

/// What the shift row and the slash key of a PC send under ЙЦУКЕН, and what they stand for. These are ASCII, so they
/// are only known for what they are while the layout is known to be on.
const MOVED: &[(char, char)] = &[
    ('.', '/'),
    (',', '?'),
    ('"', '@'),
    (';', '$'),
    (':', '^'),
    ('?', '&'),
    ('/', '|'),
];

/// What Shift makes of a Latin key that is not a letter.
const SHIFTED: (&str, &str) = ("`1234567890-=[]\\;',./", "~!@#$%^&*()_+{}|:\"<>?");

impl Keyboard {
    /// Names of the built-in layouts: `ru` (default), `ru-mac`, `uk`, `be`, `kk`, `sr`, `ru-phonetic`.
    pub const NAMES: &[&str] = &["ru", "ru-mac", "uk", "be", "kk", "sr", "ru-phonetic"];

    /// A built-in layout.
    pub fn named(name: &str) -> Option<Self> {
        let (_, from, to) = LAYOUTS.iter().find(|(known, ..)| *known == name)?;
        let lower = from.chars().zip(to.chars());
        let upper = lower.clone().map(|(from, to)| (upper(from), shift(to)));
        let pairs = lower.clone().chain(upper).chain([('№', '#')]).collect();
        let moves_marks = matches!(name, "ru" | "be" | "uk");
        Some(Self { pairs, moves_marks })
    }

    /// From two strings of the same number of characters, else `None`; what `from` has in ASCII is left out.
    pub fn custom(from: &str, to: &str) -> Option<Self> {
        if from.chars().count() != to.chars().count() {
            return None;
        }
        let pairs = from.chars().zip(to.chars());
        Some(Self {
            pairs: pairs.filter(|(from, _)| !from.is_ascii()).collect(),
            moves_marks: false,
        })
    }

    /// The key of the Latin layout at the same place, if this one is on the map (modifiers kept).
    pub fn latin(&self, key: Key) -> Option<Key> {
        with_char(key, |c| self.latin_char(c))
    }

    /// The key of the Latin layout, when the last letter that was typed came from this one: then ASCII marks are on
    /// other keys, too (`.` is the slash key of ЙЦУКЕН on a PC).
    pub fn latin_while_on(&self, key: Key) -> Option<Key> {
        let moved = |c| {
            MOVED
                .iter()
                .find(|(sent, _)| self.moves_marks && *sent == c)
                .map(|(_, latin)| *latin)
        };
        self.latin(key).or_else(|| with_char(key, moved))
    }

    /// The other way: the key of this layout at the place of a Latin one.
    pub fn native(&self, key: Key) -> Option<Key> {
        with_char(key, |c| self.native_char(c))
    }

    /// What the Latin layout has where this one has `c`.
    pub fn latin_char(&self, c: char) -> Option<char> {
        let pair = self.pairs.iter().find(|(native, _)| *native == c);
        pair.map(|(_, latin)| *latin)
    }

    /// What this layout sends for a Latin key (for help: `j/о`).
    pub fn native_char(&self, latin: char) -> Option<char> {
        let pair = self.pairs.iter().find(|(_, to)| *to == latin);
        pair.map(|(native, _)| *native)
    }

    /// The whole text as if typed on the Latin layout.
    pub fn latin_text(&self, typed: &str) -> String {
        let latin = |c| self.latin_char(c).unwrap_or(c);
        typed.chars().map(latin).collect()
    }

    /// The whole text as if typed on this layout.
    pub fn native_text(&self, typed: &str) -> String {
        let native = |c| self.native_char(c).unwrap_or(c);
        typed.chars().map(native).collect()
    }
}

/// The first of [`Keyboard::NAMES`].
impl Default for Keyboard {
    fn default() -> Self {
        Self::named("ru").unwrap_or(Self {
            pairs: Vec::new(),
            moves_marks: false,
        })
    }
}

fn with_char(key: Key, other: impl Fn(char) -> Option<char>) -> Option<Key> {
    let Code::Char(c) = key.code else {
        return None;
    };
    let code = Code::Char(other(c)?);
    Some(Key { code, ..key })
}

/// The upper case of a Cyrillic letter, always one character.
fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

fn shift(latin: char) -> char {
    let mut shifted = SHIFTED.0.chars().zip(SHIFTED.1.chars());
    let found = shifted.find(|(plain, _)| *plain == latin);
    found.map_or(latin.to_ascii_uppercase(), |(_, shifted)| shifted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(layout: &str, typed: &str, latin: &str) {
        let keyboard = Keyboard::named(layout).unwrap();
        assert_eq!(keyboard.latin_text(typed), latin, "{layout}");
        assert_eq!(keyboard.native_text(latin), typed, "{layout}");
    }

    #[test]
    fn layouts() {
        check(
            "ru",
            "ёйцукенгшщзхъфывапролджэячсмитьбю",
            "`qwertyuiop[]asdfghjkl;'zxcvbnm,.",
        );
        check(
            "ru",
            "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ№",
            "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>#",
        );
        check("ru-mac", "ёЁйЙъЪ№", "\\|qQ]}#");
        check("uk", "іІїЇєЄґҐ", "sS]}'\"\\|");
        check("be", "ўЎіІ", "oObB");
        check("kk", "әіңғүұқөһӘҺ", "2345890-=@+");
        check("sr", "љњзшђчћцџЉЏј", "qwy[];'cxQXj");
        check("ru-phonetic", "яыжьйшщэючЯЧЭ", "qyvxj[]\\`=Q+|");
    }

    #[test]
    fn every_layout_maps_each_character_once_and_has_every_letter() {
        for (name, from, to) in LAYOUTS {
            assert_eq!(from.chars().count(), to.chars().count(), "{name}");
            let keyboard = Keyboard::named(name).unwrap();
            for (native, latin) in &keyboard.pairs {
                assert!(!native.is_ascii() && latin.is_ascii(), "{name}: {native}");
                assert_eq!(keyboard.latin_char(*native), Some(*latin), "{name}");
                let sent = keyboard.native_char(*latin).unwrap();
                assert_eq!(keyboard.latin_char(sent), Some(*latin), "{name}");
            }
            for letter in ('a'..='z').chain('A'..='Z') {
                assert!(keyboard.native_char(letter).is_some(), "{name}: {letter}");
            }
        }
        assert!(LAYOUTS.iter().map(|(name, ..)| name).eq(Keyboard::NAMES));
    }

    #[test]
    fn modifiers_are_kept_and_other_keys_are_not_mapped() {
        let ru = Keyboard::default();
        let latin = |name| ru.latin(Key::parse(name)?).map(|key| key.to_string());
        assert_eq!(latin("Alt-о").as_deref(), Some("Alt-j"));
        assert_eq!(latin("Ctrl-в").as_deref(), Some("Ctrl-d"));
        for itself in ["j", "5", ".", "F1", "Space", "Enter"] {
            assert_eq!(latin(itself), None, "{itself}");
        }
    }

    #[test]
    fn a_layout_of_ones_own() {
        let own = Keyboard::custom("абв.", "xyz/").unwrap();
        assert_eq!(own.latin_text("абв."), "xyz.");
        assert_eq!(Keyboard::custom("аб", "x"), None);
    }
}
