//! Settings and keymap read again while the program runs. What cannot be read stays as it was: nobody is left without
//! keys.

use super::{
    App, Notice,
    msg::{Effect, Reloaded},
};
use crate::{
    locale::{Locale, Problem},
    msg,
};

impl App {
    /// What was read holds from now on; what is wrong with it is told.
    pub(super) fn reloaded(&mut self, read: Reloaded) -> Vec<Effect> {
        let mut problems = read.problems;
        match read.keymap {
            Some(map) => self.keys.map = map,
            None => problems.push(Problem::new(msg!("keys-kept"))),
        }
        self.keys.pressed.clear();
        self.keys.hints.clear();
        self.locale = Locale::new(read.lang).in_ascii(read.ascii);
        self.hyphenate = read.hyphenate;
        self.list.refresh(&self.corpus, self.keys.map.keyboard());
        if problems.is_empty() {
            self.notice = Some(Notice::Done(msg!("reloaded")));
        }
        self.complain(problems);
        Vec::new()
    }
}
