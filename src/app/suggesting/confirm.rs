//! Hopping from suggestion to suggestion, accepting and refusing: one key each, and on to the next.

use crate::{
    annotation::{Change, Parts, Rejection},
    app::{App, msg::Effect, reader::Reader, selection::Selection},
    commands::Action,
    keymap::Context,
    locale::Message,
    msg,
    suggest::Suggestion,
};

impl App {
    /// Hop to the next suggestion, or to the previous one; at the end on from the other end.
    pub(in crate::app) fn hop(&mut self, forward: bool) -> Vec<Effect> {
        let uncertain = self.proposing.uncertain_first;
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let next = reader.next_suggestion(uncertain, forward);
        let edge = || reader.queue.edge(uncertain, forward).cloned();
        match next.or_else(edge) {
            Some(next) => {
                reader.hop_to(next);
                Vec::new()
            }
            None if self.proposing.hidden => {
                let key = self.key_of(Context::Reader, Action::ToggleSuggestions);
                self.refuse(msg!("suggestions-are-hidden", key = key))
            }
            None => self.refuse(msg!("no-suggestions")),
        }
    }

    /// Accept the suggestion here and go on.
    pub(in crate::app) fn accept(&mut self) -> Vec<Effect> {
        let schema = &self.corpus.schema;
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let Some(it) = reader.suggestion().cloned() else {
            return self.not_on_suggestion();
        };
        let Some(label) = schema.label(&it.label).cloned() else {
            return self.refuse(msg!("unknown-label"));
        };
        let accepted = reader.add(&label, schema, &mut self.rng);
        self.decided(&it, accepted.map(|_| msg!("accepted", label = label.name)))
    }

    /// Refuse the suggestion here and go on.
    pub(in crate::app) fn reject(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let Some(it) = reader.suggestion().cloned() else {
            return self.not_on_suggestion();
        };
        let rejected = reader.reject(&it);
        self.decided(&it, rejected)
    }

    /// How one comes to a suggestion.
    fn not_on_suggestion(&mut self) -> Vec<Effect> {
        let open = self.reader.as_ref().map_or(0, |it| it.queue.len());
        let key = self.key_of(Context::Reader, Action::NextSuggestion);
        match open {
            0 => self.refuse(msg!("no-suggestions")),
            count => self.refuse(msg!("not-on-suggestion", key = key, count = count)),
        }
    }

    /// After a decision about `it`: have it saved, and go on to the next suggestion.
    pub(in crate::app) fn decided(
        &mut self,
        it: &Suggestion,
        result: Result<Message, Message>,
    ) -> Vec<Effect> {
        let done = result.is_ok();
        if let Some(reader) = self.reader.as_mut().filter(|_| done) {
            reader.count_accepted();
            reader.close(it);
        }
        let effects = self.edited(result);
        let uncertain = self.proposing.uncertain_first;
        if let Some(reader) = self.reader.as_mut().filter(|_| done) {
            reader.queue.hop(it.clone());
            match reader.next_suggestion(uncertain, true) {
                Some(next) => reader.hop_to(next),
                None => reader.queue.leave(),
            }
        }
        effects
    }
}

impl Reader {
    fn next_suggestion(&self, uncertain_first: bool, forward: bool) -> Option<Suggestion> {
        let from = self.suggestion();
        let here = from.map_or(self.selection.range(), |it| it.range);
        let next = self.queue.next(from, here, uncertain_first, forward);
        next.cloned()
    }

    /// Select a suggestion: keys are about it now.
    pub(in crate::app) fn hop_to(&mut self, it: Suggestion) {
        self.select(Selection::new(it.range));
        self.extend = false;
        self.queue.hop(it);
    }

    fn reject(&mut self, it: &Suggestion) -> Result<Message, Message> {
        let refused = refusal(it).ok_or_else(|| msg!("nothing-selected"))?;
        self.commit(vec![refusing(refused)], None)?;
        Ok(msg!("rejected", label = &*it.label))
    }

    /// With another label and other ends an annotation may leave room for `it`, which it is the answer to: as it was
    /// proposed, it was wrong.
    fn close(&mut self, it: &Suggestion) {
        let made = self.focus.as_ref();
        let made = made.and_then(|id| self.layer.annotations.get(id));
        let other = made.filter(|made| made.label != it.label && made.parts.cover() != it.range);
        if let Some(refused) = other.and_then(|_| refusal(it))
            && self.amend(refusing(refused.clone())).is_ok()
        {
            self.tally.correct(refused);
        }
    }
}

fn refusal(it: &Suggestion) -> Option<Rejection> {
    Some(Rejection {
        label: it.label.clone(),
        parts: Parts::one(it.range)?,
        by: it.by.to_owned(),
    })
}

fn refusing(refused: Rejection) -> Change {
    Change::Rejection {
        before: None,
        after: Some(refused),
    }
}
