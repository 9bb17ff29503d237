//! The effective keymap: what a chord means in a context.

use super::{Code, Key, Keyboard, keymap_file, presets};
use crate::{
    commands::Action,
    locale::{Message, Problem},
    msg,
};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list of documents.
    List,
    /// The text of a document.
    Reader,
    /// A popup that scrolls: help, guidelines.
    Pager,
    /// The panel of annotations, when it has the keys.
    Panel,
}

impl Context {
    /// Every context.
    pub const ALL: &[Self] = &[Self::List, Self::Reader, Self::Pager, Self::Panel];

    /// Its name in keymap files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Reader => "reader",
            Self::Pager => "pager",
            Self::Panel => "panel",
        }
    }

    /// What it is, in words.
    pub fn title(self) -> Message {
        match self {
            Self::List => msg!("keys-list"),
            Self::Reader => msg!("keys-reader"),
            Self::Pager => msg!("keys-pager"),
            Self::Panel => msg!("keys-panel"),
        }
    }
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, pressed one after another.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Do this.
    Action(Action),
    /// The beginning of longer chords: the bindings that may follow.
    Prefix(Vec<Binding>),
    /// Nothing: forget the keys.
    None,
}

/// Which keys do what, and the layout they are typed on.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
    keyboard: Keyboard,
}

impl Default for Keymap {
    /// The preset `default` under the Russian layout.
    fn default() -> Self {
        let (map, _) = Self::with_user_file("()", "default", Keyboard::default());
        map
    }
}

impl Keymap {
    /// Names of the embedded presets: `default`, `vim`, `kakoune`, `plain`.
    pub const PRESETS: &[&str] = presets::NAMES;

    pub(super) fn new(bindings: Vec<Binding>, keyboard: Keyboard) -> Self {
        Self { bindings, keyboard }
    }

    pub(super) fn into_bindings(self) -> Vec<Binding> {
        self.bindings
    }

    /// An embedded preset.
    pub fn preset(name: &str, keyboard: Keyboard) -> Option<Self> {
        let source = presets::source(name)?;
        keymap_file::read(source, name, keyboard).0
    }

    /// The preset a user's file names (default: `default`) with its lines laid over; good lines are kept, each bad one
    /// is reported as `file:line:column` with the nearest right name. A `keyboard` of the file replaces the one given;
    /// one chosen on the command line is put back with [`Keymap::with_keyboard`].
    /// A file broken as a whole leaves the preset `default`.
    pub fn with_user_file(source: &str, path: &str, keyboard: Keyboard) -> (Self, Vec<Problem>) {
        let (map, problems) = Self::of_user_file(source, path, keyboard.clone());
        let default = || Self::preset("default", keyboard.clone());
        let none = || Self::new(Vec::new(), keyboard.clone());
        (map.or_else(default).unwrap_or_else(none), problems)
    }

    /// The same, but `None` for a file that is broken as a whole: whoever has a keymap keeps it.
    pub fn of_user_file(
        source: &str,
        path: &str,
        keyboard: Keyboard,
    ) -> (Option<Self>, Vec<Problem>) {
        keymap_file::read(source, path, keyboard)
    }

    /// The same keys on another layout.
    pub fn with_keyboard(self, keyboard: Keyboard) -> Self {
        Self { keyboard, ..self }
    }

    /// What `pressed` (all keys since the last complete chord) means. A binding of the very characters comes first,
    /// then the layout map. Esc ends a chord.
    pub fn look_up(&self, context: Context, pressed: &[Key]) -> Lookup {
        if pressed.len() > 1 && pressed.last().is_some_and(|key| key.code == Code::Esc) {
            return Lookup::None;
        }
        let literally = |bound: &Key, pressed: &Key| bound == pressed;
        let seen_through = |bound: &Key, pressed: &Key| {
            bound == pressed || self.keyboard.latin(*pressed) == Some(*bound)
        };
        match self.find(context, pressed, literally) {
            Lookup::Action(action) => Lookup::Action(action),
            Lookup::Prefix(_) => Lookup::Prefix(self.longer(context, pressed, seen_through)),
            Lookup::None => self.find(context, pressed, seen_through),
        }
    }

    /// Every line of the table, the user's own first.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The layout keys are seen through.
    pub fn keyboard(&self) -> &Keyboard {
        &self.keyboard
    }

    fn find(&self, context: Context, pressed: &[Key], same: impl Fn(&Key, &Key) -> bool) -> Lookup {
        let longer = self.longer(context, pressed, same);
        match longer
            .iter()
            .find(|binding| binding.keys.len() == pressed.len())
        {
            Some(binding) => Lookup::Action(binding.action),
            None if longer.is_empty() => Lookup::None,
            None => Lookup::Prefix(longer),
        }
    }

    /// The bindings that begin with `pressed`.
    fn longer(
        &self,
        context: Context,
        pressed: &[Key],
        same: impl Fn(&Key, &Key) -> bool,
    ) -> Vec<Binding> {
        let begins = |keys: &[Key]| {
            keys.len() >= pressed.len() && keys.iter().zip(pressed).all(|(key, now)| same(key, now))
        };
        let here = self.bindings.iter().filter(|b| b.context == context);
        here.filter(|b| begins(&b.keys)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(name: &str) -> Keymap {
        Keymap::preset(name, Keyboard::default()).unwrap()
    }

    /// What may follow `g`.
    const FOLLOW: &str = "g g, g h, g l, g b, g f, g m, g n, g p, g y, g Y, g s, g r, g u, g R, g w, g q, g z, g x, g i";

    fn meaning(map: &Keymap, context: Context, chord: &str) -> String {
        match map.look_up(context, &Key::parse_chord(chord).unwrap()) {
            Lookup::Action(action) => action.command().name.to_owned(),
            Lookup::Prefix(follow) => follow
                .iter()
                .map(|b| Key::chord_name(&b.keys))
                .collect::<Vec<_>>()
                .join(", "),
            Lookup::None => "-".to_owned(),
        }
    }

    #[test]
    fn chords_mean_the_same_on_either_layout() {
        let map = map("default");
        for (chord, meant) in [
            ("j", "row-down"),
            ("о", "row-down"),
            ("g g", "first"),
            ("п п", "first"),
            ("g п", "first"),
            ("g", FOLLOW),
            ("п", FOLLOW),
            ("G", "last"),
            ("П", "last"),
            ("Alt-д", "grow-character"),
            ("х", "previous-annotation"),
            ("Ю", "next-document"),
            ("5", "label-5"),
            ("Ctrl-d", "page-down"),
            ("g Esc", "-"),
            ("g j", "-"),
            ("F9", "-"),
            ("№", "-"),
        ] {
            assert_eq!(meaning(&map, Context::Reader, chord), meant, "{chord}");
        }
        assert_eq!(meaning(&map, Context::Pager, "u"), "half-page-up");
        let kazakh = map.with_keyboard(Keyboard::named("kk").unwrap());
        assert_eq!(meaning(&kazakh, Context::Reader, "ә"), "label-2");
    }

    #[test]
    fn own_cyrillic_bindings_win_over_the_layout() {
        let own = r#"(reader: [("о", "undo"), ("п в", "done")])"#;
        let (map, problems) = Keymap::with_user_file(own, "keys.ron", Keyboard::default());
        assert_eq!(problems, []);
        for (chord, meant) in [
            ("о", "undo"),
            ("j", "row-down"),
            ("п", &format!("п в, {FOLLOW}")),
            ("п в", "done"),
            ("п п", "first"),
        ] {
            assert_eq!(meaning(&map, Context::Reader, chord), meant, "{chord}");
        }
        assert_eq!(map.names_of(Context::Reader, Action::RowDown), ["j", "↓"]);
        assert_eq!(map.names_of(Context::List, Action::RowDown), ["j/о", "↓"]);
    }

    #[test]
    fn names_for_help() {
        let map = map("default");
        for (action, names) in [
            (Action::First, vec!["g g/п п", "Home"]),
            (Action::GrowToken, vec!["L/Д", "Shift-→"]),
            (Action::GrowCharacter, vec!["Alt-l/Alt-д", "Alt-→"]),
            (Action::PageDown, vec!["Space", "PageDown", "Ctrl-d"]),
            (Action::Help, vec!["F1", "?"]),
            (Action::Label1, vec!["1"]),
            (Action::Open, vec![]),
        ] {
            assert_eq!(map.names_of(Context::Reader, action), names, "{action:?}");
        }
    }
}
