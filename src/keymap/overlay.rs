//! Laying the lines of a keymap file over a preset.

use super::{Binding, Context, Key};
use crate::commands::Action;
use crate::locale::Message;
use crate::msg;
use std::cmp::Ordering;

/// One good line: these keys do this, or nothing any more.
pub(super) struct Line<'a> {
    pub contexts: &'static [Context],
    pub keys: Vec<Key>,
    pub action: Option<Action>,
    /// Where the keys are written.
    pub written: &'a str,
}

/// The preset and the lines laid over it so far.
pub(super) struct Overlay {
    base: Vec<Binding>,
    own: Vec<Binding>,
}

impl Overlay {
    pub fn over(base: Vec<Binding>) -> Self {
        Self {
            base,
            own: Vec::new(),
        }
    }

    /// All that holds, the own lines first.
    pub fn into_bindings(self) -> Vec<Binding> {
        [self.own, self.base].concat()
    }

    /// Own lines push out what the preset has on the same keys, but must not contradict each other.
    pub fn lay(&mut self, line: &Line) -> Result<(), Message> {
        match line.action {
            Some(action) => line.contexts.iter().try_for_each(|context| {
                self.bind(Binding {
                    context: *context,
                    keys: line.keys.clone(),
                    action,
                })
            }),
            None => self.unbind(line),
        }
    }

    fn bind(&mut self, binding: Binding) -> Result<(), Message> {
        let taken = |other: &Binding| {
            other.context == binding.context && overlap(&other.keys, &binding.keys)
        };
        if let Some(other) = self.own.iter().find(|other| taken(other)) {
            return Err(contradiction(&binding, other));
        }
        self.base.retain(|other| !taken(other));
        self.own.push(binding);
        Ok(())
    }

    fn unbind(&mut self, line: &Line) -> Result<(), Message> {
        let before = self.base.len();
        self.base.retain(|other| {
            !line.contexts.contains(&other.context) || !other.keys.starts_with(&line.keys)
        });
        if self.base.len() == before {
            return Err(msg!(
                "keymap-nothing-bound",
                keys = Key::chord_name(&line.keys)
            ));
        }
        Ok(())
    }
}

/// Whether one chord is the other or its beginning, so that both cannot be pressed.
fn overlap(a: &[Key], b: &[Key]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn contradiction(new: &Binding, old: &Binding) -> Message {
    let keys = Key::chord_name(&new.keys);
    let other = Key::chord_name(&old.keys);
    let action = old.action.command().name;
    match new.keys.len().cmp(&old.keys.len()) {
        Ordering::Equal => msg!("keymap-duplicate", keys = keys, action = action),
        Ordering::Greater => {
            msg!(
                "keymap-shadowed",
                keys = keys,
                other = other,
                action = action
            )
        }
        Ordering::Less => {
            msg!(
                "keymap-shadowing",
                keys = keys,
                other = other,
                action = action
            )
        }
    }
}
