//! Editing the layer from the keyboard: labels, and the form that edits one annotation.

use super::{
    App, Notice,
    form::Form,
    macros::{Answer, Instruction},
    msg::Effect,
    occurrences::Occurrences,
    popup::{Popup, Purpose},
};
use crate::{
    annotation::Label,
    keymap::{Code, Key},
    locale::Message,
    msg,
};

impl App {
    /// What a label does to the selection.
    pub(super) fn apply_label(&mut self, label: &Label, purpose: Purpose) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let (schema, rng) = (&self.corpus.schema, &mut self.rng);
        let hopped = reader.queue.hopped().filter(|_| purpose == Purpose::Label);
        let hopped = hopped.cloned();
        reader.last_label = Some(label.name.clone());
        let result = match purpose {
            Purpose::Label => reader.label(label, schema, rng),
            Purpose::Add => reader.add(label, schema, rng),
            Purpose::Relabel => match reader.current().cloned() {
                Some(current) => reader.relabel(&current, label),
                None => Err(msg!("no-annotation-here")),
            },
            Purpose::RelabelAll => reader.relabel_all(label),
        };
        match hopped {
            Some(suggestion) => self.decided(&suggestion, result),
            None => self.edited(result),
        }
    }

    /// After a command on the layer: say what was done and have it saved, or say why not.
    pub(super) fn edited(&mut self, result: Result<Message, Message>) -> Vec<Effect> {
        match result {
            Ok(done) => {
                self.notice = Some(Notice::Done(done));
                self.save()
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// The label that was given last, once more.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        let last = self
            .reader
            .as_ref()
            .and_then(|reader| reader.last_label.as_deref());
        match last
            .and_then(|name| self.corpus.schema.label(name))
            .cloned()
        {
            Some(label) => self.apply_label(&label, Purpose::Label),
            None => self.refuse(msg!("nothing-to-repeat")),
        }
    }

    /// Ask about the other occurrences of the annotation here.
    pub(super) fn occurrences(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        match reader.occurrences() {
            Ok(occurrences) => {
                reader.show_occurrence(&occurrences);
                self.popup = Some(Popup::Occurrences(Box::new(occurrences)));
                Vec::new()
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// An answer to «this one too?»: Enter takes it, Backspace passes it over, `*` takes all that are left.
    pub(super) fn occurrence_key(
        &mut self,
        mut occurrences: Box<Occurrences>,
        key: Key,
    ) -> Vec<Effect> {
        let answer = match key.code {
            Code::Enter => Answer::Take,
            Code::Char('*') => Answer::All,
            Code::Backspace | Code::Delete => Answer::Pass,
            _ => Answer::End,
        };
        occurrences.answers.push(answer);
        let answers = occurrences.answers.clone();
        let effects = self.answer_occurrence(occurrences, answer);
        if self.popup.is_none() {
            self.record(Instruction::Occurrences(answers));
        }
        effects
    }

    /// Do as the answer says, and ask about the next occurrence.
    pub(super) fn answer_occurrence(
        &mut self,
        mut occurrences: Box<Occurrences>,
        answer: Answer,
    ) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let take = match answer {
            Answer::Take => 1,
            Answer::All => occurrences.left.len(),
            Answer::Pass => {
                occurrences.left.pop_front();
                0
            }
            Answer::End => {
                let said = reader.end_occurrences(&occurrences);
                self.notice = Some(Notice::Done(said));
                return Vec::new();
            }
        };
        for _ in 0..take {
            if let Err(refusal) =
                reader.take_occurrence(&mut occurrences, &self.corpus.schema, &mut self.rng)
            {
                self.notice = Some(Notice::Refused(refusal));
            }
        }
        if occurrences.left.is_empty() {
            self.notice = Some(Notice::Done(reader.end_occurrences(&occurrences)));
        } else {
            reader.show_occurrence(&occurrences);
            self.popup = Some(Popup::Occurrences(occurrences));
        }
        if take > 0 { self.save() } else { Vec::new() }
    }

    /// Open the form on the annotation here.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        let Some(current) = reader.current() else {
            return self.refuse(msg!("no-annotation-here"));
        };
        if reader.fault.is_some() {
            return self.refuse(msg!("read-only"));
        }
        let form = Form::new(current, self.corpus.schema.label(&current.label));
        self.popup = Some(Popup::Form(Box::new(form)));
        Vec::new()
    }

    /// The form is filled in.
    pub(super) fn accept_form(&mut self, mut form: Box<Form>) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        form.read_value();
        match form.finish() {
            Ok(after) if after == *form.annotation => Vec::new(),
            Ok(after) => {
                let result = reader.replace(&form.annotation, after);
                self.edited(result.map(|()| msg!("edited")))
            }
            Err((row, refusal)) => {
                (form.cursor, form.refusal) = (row, Some(refusal));
                self.popup = Some(Popup::Form(form));
                Vec::new()
            }
        }
    }
}
