//! The palette: commands by name. The names of both languages are looked through, whatever the interface speaks, and
//! other words for the same; a command line of vim or kakoune leads to its counterpart, a number to a line.

use super::{
    App, fuzzy,
    macros::Instruction,
    msg::Effect,
    popup::Popup,
    prompt::{Prompt, Typed},
    sieve::spellings,
};
use crate::{
    commands::{Action, COMMANDS, Command, synonyms},
    keymap::{Code, Context, Key, Keyboard, Keymap},
    locale::{LANGS, Locale, Message},
    msg,
    text::fold,
};
use std::sync::LazyLock;

/// Commands that fit what is typed.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub prompt: Prompt,
    /// What fits, best first.
    pub matches: Vec<Choice>,
    /// The row of the cursor.
    pub cursor: usize,
    /// Everything there is to choose from.
    offered: Vec<Action>,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do this.
    Command(Action),
    /// Go to the line with this number.
    Line(u32),
}

impl Choice {
    /// What it does, in words.
    pub fn message(self) -> Message {
        match self {
            Self::Command(action) => action.command().message(),
            Self::Line(number) => msg!("palette-line", number = number.to_string()),
        }
    }
}

/// What each command is looked for by, in the order of the table: a line for each language, one for other words.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let locales: Vec<Locale> = LANGS.iter().map(|(lang, ..)| Locale::new(*lang)).collect();
    let words = |command: &Command| {
        let help = locales.iter().map(|locale| locale.say(&command.message()));
        let other = [
            command.name.to_owned(),
            synonyms::words(command.action).to_owned(),
        ];
        let lines = help.chain(other).map(|line| fold::folded(&line));
        lines.collect::<Vec<String>>().join("\n")
    };
    COMMANDS.iter().map(words).collect()
});

impl Palette {
    /// The commands for `context`, nothing typed yet: what has keys there, or nowhere. The rest would be refused.
    pub fn new(map: &Keymap, context: Context) -> Self {
        let bound = |action, wanted: Option<Context>| {
            map.bindings()
                .iter()
                .any(|b| b.action == action && wanted.is_none_or(|context| b.context == context))
        };
        let here = |action| {
            bound(action, Some(context))
                // What the panel does not know is meant for the text.
                || context == Context::Panel && bound(action, Some(Context::Reader))
        };
        let all = COMMANDS.iter().map(|command| command.action);
        let offered: Vec<Action> = all
            .filter(|action| here(*action) || !bound(*action, None))
            .collect();
        Self {
            prompt: Prompt::default(),
            matches: offered.iter().copied().map(Choice::Command).collect(),
            cursor: 0,
            offered,
        }
    }

    /// Find anew what fits: the words as typed, and as the same keys read on the other layout.
    pub fn refresh(&mut self, keyboard: &Keyboard) {
        let typed = self.prompt.text();
        let offered = self.offered.iter();
        let offered = offered.map(|action| (*action, &WORDS[*action as usize]));
        let named = fuzzy::best(typed, keyboard, offered);
        let line = self.line(keyboard);
        let named = named.into_iter().map(Choice::Command);
        let rest = named.filter(|choice| Some(*choice) != line);
        self.matches = line.into_iter().chain(rest).collect();
        self.cursor = 0;
    }

    /// What the whole of what is typed asks for as a command line.
    fn line(&self, keyboard: &Keyboard) -> Option<Choice> {
        let spellings = spellings(self.prompt.text().trim(), keyboard);
        spellings.iter().find_map(|spelling| {
            // Of «Ж» the colon is the capital.
            let line = spelling.trim_start_matches(':').to_lowercase();
            let number = line.parse().ok().map(Choice::Line);
            let action = synonyms::line(&line).filter(|action| self.offered.contains(action));
            number.or(action.map(Choice::Command))
        })
    }

    /// Move the cursor, stopping at the ends.
    fn step(&mut self, by: isize) {
        let last = self.matches.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }
}

impl App {
    /// A key for the palette.
    pub(super) fn palette_key(&mut self, mut palette: Palette, key: Key) -> Vec<Effect> {
        match (key.code, palette.prompt.key(key)) {
            (_, Typed::Cancelled) => return Vec::new(),
            (_, Typed::Accepted) => {
                return self.choose(palette.matches.get(palette.cursor).copied());
            }
            (_, Typed::Changed) => palette.refresh(self.keys.map.keyboard()),
            (Code::Down | Code::Tab, _) => palette.step(1),
            (Code::Up | Code::BackTab, _) => palette.step(-1),
            _ => {}
        }
        self.popup = Some(Popup::Palette(palette));
        Vec::new()
    }

    fn choose(&mut self, choice: Option<Choice>) -> Vec<Effect> {
        match choice {
            Some(Choice::Command(action)) => self.act(action),
            Some(Choice::Line(number)) => {
                let effects = self.go_to_line(number);
                self.record(Instruction::Line(number));
                effects
            }
            None => Vec::new(),
        }
    }
}
