//! The menu of suggesters: a switch for each, the order of the queue, and whether anything is shown at all.

use crate::{
    app::{App, Popup, msg::Effect},
    keymap::{Code, Key},
    locale::Message,
    msg,
    suggest::SUGGESTERS,
};

/// The menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SwitchMenu {
    /// The row that a key switches.
    pub cursor: usize,
}

/// A row of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The suggester with this name.
    Suggester(&'static str),
    /// The most uncertain first.
    UncertainFirst,
    /// Suggestions are shown.
    Shown,
}

impl Row {
    /// All rows.
    pub fn all() -> Vec<Row> {
        let names = SUGGESTERS.iter().map(|it| Row::Suggester(it.name()));
        names.chain([Row::UncertainFirst, Row::Shown]).collect()
    }

    /// What it switches.
    pub fn message(self) -> Message {
        match self {
            Row::Suggester("figures") => msg!("suggester-figures"),
            Row::Suggester("dates") => msg!("suggester-dates"),
            Row::Suggester("names") => msg!("suggester-names"),
            Row::Suggester("propagation") => msg!("suggester-propagation"),
            Row::Suggester("dictionary") => msg!("suggester-dictionary"),
            Row::Suggester("learner") => msg!("suggester-learner"),
            Row::Suggester(name) => msg!("suggester-other", name = name),
            Row::UncertainFirst => msg!("suggest-uncertain-first"),
            Row::Shown => msg!("suggest-shown"),
        }
    }
}

impl App {
    /// Show the switches.
    pub(in crate::app) fn switch_menu(&mut self) -> Vec<Effect> {
        self.popup = Some(Popup::Switches(SwitchMenu::default()));
        Vec::new()
    }

    /// Whether a row is switched on.
    pub fn is_on(&self, row: Row) -> bool {
        match row {
            Row::Suggester(name) => self.proposing.switches.is_on(name),
            Row::UncertainFirst => self.proposing.uncertain_first,
            Row::Shown => !self.proposing.hidden,
        }
    }

    /// Up and down move, Space and Enter switch; every other key closes the menu.
    pub(in crate::app) fn switch_key(&mut self, mut menu: SwitchMenu, key: Key) -> Vec<Effect> {
        let rows = Row::all();
        let mut effects = Vec::new();
        match (key.code, self.keys.letter(key)) {
            (Code::Down | Code::Tab, _) | (_, Some('j')) => menu.cursor += 1,
            (Code::Up | Code::BackTab, _) | (_, Some('k')) => menu.cursor += rows.len() - 1,
            (Code::Enter, _) | (_, Some(' ')) => effects = self.switch(rows[menu.cursor]),
            _ => return Vec::new(),
        }
        menu.cursor %= rows.len();
        self.popup = Some(Popup::Switches(menu));
        effects
    }

    fn switch(&mut self, row: Row) -> Vec<Effect> {
        let on = !self.is_on(row);
        match row {
            Row::Suggester(name) => self.proposing.switches.set(name, on),
            Row::UncertainFirst => self.proposing.uncertain_first = on,
            Row::Shown => self.proposing.hidden = !on,
        }
        self.renew_suggestions()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suggester_has_words_of_its_own() {
        for row in Row::all() {
            assert_ne!(row.message().id, "suggester-other", "{row:?}");
        }
    }
}
