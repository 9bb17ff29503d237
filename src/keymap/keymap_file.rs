//! Reading keymap files: a table of keys laid over a preset. Each line is read alone, so that a bad one is told with
//! its place and the others still hold.

use super::overlay::{Line, Overlay};
use super::{Context, Key, Keyboard, Keymap, key};
use crate::commands::{Action, COMMANDS, by_name};
use crate::locale::{Message, Problem, Source, nearest};
use crate::msg;
use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The preset that has no keys, for files that bind everything themselves.
const NO_PRESET: &str = "none";
/// The command that takes a preset's keys away.
const NO_ACTION: &str = "none";
/// The field whose lines hold in every context.
const EVERYWHERE: &str = "all";

/// The keymap that `source`, the content of `path`, describes, and what is wrong with it; `None` when its syntax is
/// broken as a whole.
pub(super) fn read(source: &str, path: &str, keyboard: Keyboard) -> (Option<Keymap>, Vec<Problem>) {
    let source = Source::new(path, source);
    let mut reader = Reader {
        source,
        problems: Vec::new(),
    };
    let fields: Option<Fields> = reader.parse(source.text);
    let map = fields.map(|Fields(fields)| reader.keymap(fields, keyboard));
    (map, reader.problems)
}

/// The fields of the file by name, not yet looked into; any name is taken, so that an unknown one loses nothing else.
struct Fields<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyField;
        impl<'de> Visitor<'de> for AnyField {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a keymap: ( list: […], reader: […] )")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_struct("Keymap", &[], AnyField)
    }
}

struct Reader<'a> {
    source: Source<'a>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn keymap(&mut self, fields: Vec<(&'a str, &'a RawValue)>, mut keyboard: Keyboard) -> Keymap {
        let mut preset = "default";
        let mut lines = Vec::new();
        for (name, value) in fields {
            let value = value.trim().get_ron();
            match name {
                "preset" => preset = self.preset(value).unwrap_or(preset),
                "keyboard" => keyboard = self.keyboard(value).unwrap_or(keyboard),
                _ => lines.extend(self.lines(name, value)),
            }
        }
        let base = Keymap::preset(preset, keyboard.clone());
        let mut overlay = Overlay::over(base.map_or(Vec::new(), Keymap::into_bindings));
        for line in lines {
            if let Err(wrong) = overlay.lay(&line) {
                self.report(line.written, Problem::new(wrong));
            }
        }
        Keymap::new(overlay.into_bindings(), keyboard)
    }

    fn preset(&mut self, value: &'a str) -> Option<&'static str> {
        let name: String = self.parse(value)?;
        let names = Keymap::PRESETS.iter().chain(&[NO_PRESET]);
        let found = names.clone().find(|known| **known == name);
        if found.is_none() {
            let problem = Problem::new(msg!("keymap-unknown-preset", name = name.as_str()));
            self.report(value, problem.hint(hint(&name, names.copied())));
        }
        found.copied()
    }

    /// A name, or two strings: what is sent, and what it stands for.
    fn keyboard(&mut self, value: &'a str) -> Option<Keyboard> {
        if !value.starts_with('(') {
            return self.named_keyboard(value);
        }
        let (from, to): (String, String) = self.parse(value)?;
        let own = Keyboard::custom(&from, &to);
        if own.is_none() {
            self.report(value, Problem::new(msg!("keymap-uneven-keyboard")));
        }
        own
    }

    fn named_keyboard(&mut self, value: &'a str) -> Option<Keyboard> {
        let name: String = self.parse(value)?;
        let found = Keyboard::named(&name);
        if found.is_none() {
            let problem = Problem::new(msg!("keymap-unknown-keyboard", name = name.as_str()));
            let names = Keyboard::NAMES.iter().copied();
            self.report(value, problem.hint(hint(&name, names)));
        }
        found
    }

    fn lines(&mut self, name: &'a str, value: &'a str) -> Vec<Line<'a>> {
        let Some(contexts) = self.contexts(name) else {
            return Vec::new();
        };
        let lines: Vec<&RawValue> = self.parse(value).unwrap_or_default();
        let mut good = Vec::new();
        for line in lines {
            good.extend(self.line(contexts, line.trim().get_ron()));
        }
        good
    }

    fn contexts(&mut self, name: &'a str) -> Option<&'static [Context]> {
        if name == EVERYWHERE {
            return Some(Context::ALL);
        }
        let found = Context::ALL.iter().find(|context| context.name() == name);
        if found.is_none() {
            let known = Context::ALL.iter().map(|context| context.name());
            let known = known.chain([EVERYWHERE, "preset", "keyboard"]);
            let problem = Problem::new(msg!("keymap-unknown-context", name = name));
            self.report(name, problem.hint(hint(name, known)));
        }
        found.map(std::slice::from_ref)
    }

    /// `(keys, action)`: one line for each of the chords.
    fn line(&mut self, contexts: &'static [Context], line: &'a str) -> Vec<Line<'a>> {
        let Some((keys, action)) = self.parse::<(&RawValue, &RawValue)>(line) else {
            return Vec::new();
        };
        let chords = self.chords(keys.trim().get_ron());
        let Some(action) = self.action(action.trim().get_ron()) else {
            return Vec::new();
        };
        let line = |(written, keys)| Line {
            contexts,
            keys,
            action,
            written,
        };
        chords.into_iter().map(line).collect()
    }

    /// One chord or a list of them, each with where it is written.
    fn chords(&mut self, value: &'a str) -> Vec<(&'a str, Vec<Key>)> {
        let each: Vec<&str> = if value.starts_with('[') {
            let list: Vec<&RawValue> = self.parse(value).unwrap_or_default();
            list.iter().map(|raw| raw.trim().get_ron()).collect()
        } else {
            vec![value]
        };
        let mut chords = Vec::new();
        for written in each {
            chords.extend(self.chord(written).map(|keys| (written, keys)));
        }
        chords
    }

    fn chord(&mut self, value: &'a str) -> Option<Vec<Key>> {
        let names: String = self.parse(value)?;
        let keys = Key::parse_chord(&names);
        if keys.is_none() {
            let wrong = names
                .split_whitespace()
                .find(|name| Key::parse(name).is_none());
            let wrong = wrong.unwrap_or("");
            let problem = Problem::new(msg!("keymap-unknown-key", name = wrong));
            let meant = key::nearest_name(wrong);
            self.report(
                value,
                problem.hint(did_you_mean(meant.as_deref(), msg!("keymap-key-names"))),
            );
        }
        keys
    }

    /// `Some(None)` takes keys away.
    fn action(&mut self, value: &'a str) -> Option<Option<Action>> {
        let name: String = self.parse(value)?;
        if name == NO_ACTION {
            return Some(None);
        }
        let found = by_name(&name);
        if found.is_none() {
            let names = COMMANDS.iter().map(|command| command.name);
            let problem = Problem::new(msg!("keymap-unknown-action", name = name.as_str()));
            let meant = nearest(&name, names);
            self.report(
                value,
                problem.hint(did_you_mean(meant, msg!("keymap-see-keys"))),
            );
        }
        found.map(|command| Some(command.action))
    }

    /// Reads a part of the source; says what is wrong with it if it cannot.
    fn parse<T: Deserialize<'a>>(&mut self, part: &'a str) -> Option<T> {
        let read = self.source.parse_part(part, msg!("keymap-syntax"));
        read.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// `part` is a slice of the source: where it begins is the place of the problem.
    fn report(&mut self, part: &str, problem: Problem) {
        self.problems.push(problem.at(self.source.place(part)));
    }
}

/// The nearest of a few names, or all of them.
fn hint<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Message {
    let all: Vec<&str> = names.clone().collect();
    did_you_mean(
        nearest(name, names),
        msg!("keymap-one-of", names = all.join(", ")),
    )
}

fn did_you_mean(name: Option<&str>, otherwise: Message) -> Message {
    match name {
        Some(name) => msg!("keymap-did-you-mean", name = name),
        None => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};

    fn read(source: &str, path: &str, keyboard: Keyboard) -> (Keymap, Vec<Problem>) {
        Keymap::with_user_file(source, path, keyboard)
    }

    /// The problems of a file in English.
    fn problems(source: &str) -> Vec<String> {
        let (_, problems) = read(source, "k.ron", Keyboard::default());
        let en = Locale::new(Lang::En);
        problems.iter().map(|problem| problem.line(&en)).collect()
    }

    #[test]
    fn each_error_is_told_with_its_place_and_the_nearest_name() {
        for (source, told) in [
            (
                r#"(reader: [("ж", "label-11")])"#,
                "k.ron:1:17: there is no command “label-11”. Did you mean “label-1”?",
            ),
            (
                "(\n  list: [\n    // мой ключ\n    ([\"j\", \"Spase\"], \"row-down\"),\n  ],\n)",
                "k.ron:4:12: there is no key “Spase”. Did you mean “Space”?",
            ),
            (
                r#"(list: [("j Ctrl-dwn", "row-down")])"#,
                "k.ron:1:10: there is no key “Ctrl-dwn”. Did you mean “Ctrl-Down”?",
            ),
            (
                r#"(reeder: [("j", "row-down")])"#,
                "k.ron:1:2: there is no part “reeder” in a keymap. Did you mean “reader”?",
            ),
            (
                r#"(list: [("j", "row-down"), ("j", "row-up")])"#,
                "k.ron:1:29: “j” is bound twice: it already is row-down",
            ),
            (
                r#"(list: [("g", "row-down"), ("g g", "first")])"#,
                "k.ron:1:29: “g g” can never be pressed: “g” already is row-down",
            ),
            (
                r#"(list: [("g g", "first"), ("g", "row-down")])"#,
                "k.ron:1:28: “g” can never be pressed alone: “g g” begins with it",
            ),
            (
                r#"(all: [("x x", "quit")], pager: [("x", "quit")])"#,
                "k.ron:1:35: “x” can never be pressed alone: “x x” begins with it",
            ),
            (
                r#"(preset: "vin")"#,
                "k.ron:1:10: there is no preset “vin”. Did you mean “vim”?",
            ),
            (
                r#"(keyboard: "qwertz")"#,
                "k.ron:1:12: there is no layout “qwertz”. Known: ru, ru-mac, uk, be, kk, sr, ru-phonetic",
            ),
            (
                r#"(keyboard: ("абв", "ab"))"#,
                "k.ron:1:12: the two strings of a layout differ in length",
            ),
            (
                r#"(list: [("F9", "none")])"#,
                "k.ron:1:10: nothing is bound to “F9” here",
            ),
            (
                "(list: [\n  (\"j\" \"row-down\")])",
                "k.ron:2:8: the file cannot be read here: “,” is expected here",
            ),
            (
                "(list: [\n  (\"j\", 5)])",
                "k.ron:2:9: the file cannot be read here: a text in quotes is needed here",
            ),
            (
                "(list: [\n  \"j\"])",
                "k.ron:2:3: the file cannot be read here: “(” is expected here",
            ),
        ] {
            assert_eq!(problems(source), [told], "{source}");
        }
    }

    #[test]
    fn good_lines_still_load() {
        let source = r#"( preset: "vim", reader: [("j", "nothing"), (["Ж", "Spase", "F9"], "done")], lost: [], list: [("g", "none")] )"#;
        let (map, problems) = read(source, "k.ron", Keyboard::default());
        assert_eq!(problems.len(), 3);
        assert_eq!(
            map.names_of(Context::Reader, Action::Done),
            ["Ж", "F9", "Z Z/Я Я"]
        );
        assert_eq!(map.names_of(Context::Reader, Action::RowDown), ["j/о", "↓"]);
        assert_eq!(map.names_of(Context::List, Action::First), ["Home"]);
    }

    #[test]
    fn own_lines_push_out_what_the_preset_has_on_the_same_keys() {
        let (map, problems) = read(
            r#"(reader: [("g", "first"), ("j j", "last"), ("L", "none")])"#,
            "k.ron",
            Keyboard::default(),
        );
        assert_eq!(problems, []);
        let names = |action| map.names_of(Context::Reader, action);
        assert_eq!(names(Action::First), ["g/п", "Home"]);
        assert_eq!(names(Action::RowDown), ["↓"]);
        assert_eq!(names(Action::GrowToken), ["Shift-→"]);
        assert_eq!(names(Action::RowStart), [""; 0]);
    }

    #[test]
    fn a_file_may_bind_everything_itself() {
        let source = r#"(preset: "none", keyboard: "uk", reader: [("s", "done")])"#;
        let (map, problems) = read(source, "k.ron", Keyboard::default());
        assert_eq!(problems, []);
        assert_eq!(map.bindings().len(), 1);
        assert_eq!(map.names_of(Context::Reader, Action::Done), ["s/і"]);
    }

    #[test]
    fn a_broken_file_leaves_the_default_keys() {
        let default = Keymap::preset("default", Keyboard::default()).unwrap();
        for source in [
            "",
            "(",
            "(reader: [)",
            "42",
            "((((",
            "(reader: [(\"j\", \"quit\")]) x",
        ] {
            let (map, problems) = read(source, "k.ron", Keyboard::default());
            assert_eq!(problems.len(), 1, "{source}");
            assert_eq!(map.bindings(), default.bindings(), "{source}");
        }
    }
}
