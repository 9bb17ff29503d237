//! What may lie over the screen: menus, prompts, forms and texts to page through.

use super::{
    form::Form,
    occurrences::Occurrences,
    pager::Pager,
    palette::Palette,
    prompt::Prompt,
    suggesting::{AcceptAll, SwitchMenu},
    transfer::Transfer,
};
use crate::annotation::{Id, Twins};

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
    /// All suggestions of one label?
    AcceptAll(AcceptAll),
    /// The suggesters, to be switched on and off.
    Switches(SwitchMenu),
    /// The format and the file of an export or import.
    Transfer(Box<Transfer>),
    /// Something is not saved: quit all the same?
    Quit,
}

impl Popup {
    /// A merge gave other ids to what is asked about.
    pub(super) fn follow(&mut self, twins: &Twins) {
        match self {
            Self::Form(form) => form.annotation = twins.annotation(&form.annotation),
            Self::Occurrences(walk) => walk.model = twins.annotation(&walk.model),
            Self::Relation { from, to } => (*from, *to) = (twins.id(from), twins.id(to)),
            _ => {}
        }
    }
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
