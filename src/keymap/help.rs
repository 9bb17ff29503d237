//! The keymap as a person reads it: the same rows for the help popup and for `metka keys`.

use super::{Code, Context, Key, Keymap, Lookup};
use crate::commands::{Action, COMMANDS};
use crate::locale::Locale;

/// One command with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The command itself.
    pub action: Action,
    /// All its chords: `j/о ↓`.
    pub keys: String,
    /// Its name in keymap files.
    pub name: &'static str,
    /// What it does, in words.
    pub help: String,
}

/// Every command that has keys in `context`, in the order of the command table.
pub fn rows(map: &Keymap, context: Context, locale: &Locale) -> Vec<Row> {
    let row = |command: &'static crate::commands::Command| {
        let names = map.names_of(context, command.action);
        (!names.is_empty()).then(|| Row {
            action: command.action,
            keys: locale.fit(names.join("  ")),
            name: command.name,
            help: locale.say(&command.message()),
        })
    };
    COMMANDS.iter().filter_map(row).collect()
}

impl Keymap {
    /// Chords of an action for help: `j/о`, `↓`, `g g/п п`, `Ctrl-d`.
    pub fn names_of(&self, context: Context, action: Action) -> Vec<String> {
        let bindings = self.bindings().iter();
        let here = bindings.filter(|b| b.context == context && b.action == action);
        here.map(|b| self.both_names(context, action, &b.keys))
            .collect()
    }

    /// The chord, and how it is typed on the other layout where that does the same.
    fn both_names(&self, context: Context, action: Action, keys: &[Key]) -> String {
        let name = printed(keys);
        let native: Vec<Key> = keys.iter().map(|key| self.native_or_same(*key)).collect();
        if native != keys && self.look_up(context, &native) == Lookup::Action(action) {
            return format!("{name}/{}", printed(&native));
        }
        name
    }

    /// Ctrl is left alone: a terminal sends the same control byte on every layout.
    fn native_or_same(&self, key: Key) -> Key {
        match self.keyboard().native(key) {
            Some(native) if !key.mods.ctrl => native,
            _ => key,
        }
    }
}

/// A chord with arrows as arrows.
fn printed(keys: &[Key]) -> String {
    let names: Vec<String> = keys
        .iter()
        .map(|key| match key.code {
            Code::Up => format!("{}↑", key.mods),
            Code::Down => format!("{}↓", key.mods),
            Code::Left => format!("{}←", key.mods),
            Code::Right => format!("{}→", key.mods),
            _ => key.to_string(),
        })
        .collect();
    names.join(" ")
}
