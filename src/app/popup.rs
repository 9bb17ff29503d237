//! What may lie over the screen: menus, prompts, forms and texts to page through.

use super::{form::Form, fuzzy, occurrences::Occurrences, pager::Pager, prompt::Prompt};
use crate::{
    annotation::Id,
    commands::{Action, COMMANDS},
    keymap::{Context, Keyboard, Keymap},
    locale::Locale,
    text::fold,
};

/// One thing over the screen; it has the keys.
#[derive(Debug)]
pub enum Popup {
    /// Waits for the letter of a label; shown after a while.
    Labels {
        /// What the letter does.
        purpose: Purpose,
        /// Whether it is drawn yet.
        shown: bool,
    },
    /// Waits for the letter of a bookmark; shown after a while.
    Bookmarks {
        /// The letter sets it; else it goes there.
        setting: bool,
        /// Whether it is drawn yet.
        shown: bool,
    },
    /// Waits for the letter of a macro; shown after a while.
    Macros {
        /// The letter is recorded; else it is replayed.
        recording: bool,
        /// How many times, as far as it is typed; 0: not said.
        times: u32,
        /// Whether it is drawn yet.
        shown: bool,
    },
    /// The search line or the filter line, at the bottom.
    Find(Prompt),
    /// Commands by name.
    Palette(Palette),
    /// Fields of an annotation.
    Form(Box<Form>),
    /// Which relation is it?
    Relation {
        /// Where it begins.
        from: Id,
        /// Where it leads.
        to: Id,
    },
    /// Take this occurrence?
    Occurrences(Box<Occurrences>),
    /// Help or guidelines.
    Pager(Pager),
    /// Something is not saved: quit all the same?
    Quit,
}

/// What the letter in the label menu does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// As a digit would: label, relabel, remove.
    Label,
    /// One more label on the same text.
    Add,
    /// Another label for the annotation here.
    Relabel,
    /// Another label for all annotations like the one here.
    RelabelAll,
}

/// Commands whose name or help has what is typed.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub prompt: Prompt,
    /// What fits, best first.
    pub matches: Vec<Action>,
    /// The row of the cursor.
    pub cursor: usize,
    /// Everything there is to choose from.
    offered: Vec<Action>,
}

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
            matches: offered.clone(),
            cursor: 0,
            offered,
        }
    }

    /// Find anew what fits: the words as typed, and as the same keys read on the other layout.
    pub fn refresh(&mut self, locale: &Locale, keyboard: &Keyboard) {
        let words = |action: Action| {
            let command = action.command();
            fold::folded(&format!(
                "{} {}",
                locale.say(&command.message()),
                command.name
            ))
        };
        let offered = self.offered.iter().map(|action| (*action, words(*action)));
        self.matches = fuzzy::best(self.prompt.text(), keyboard, offered);
        self.cursor = 0;
    }

    /// Move the cursor, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        let last = self.matches.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }
}
