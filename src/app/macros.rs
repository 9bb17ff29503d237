//! Macros: what was done, kept under a letter to be done again. What is kept are commands with all that was said to
//! them, never keys: a macro means the same on another layout, under another keymap and in another document.

use super::{
    App, Notice,
    form::{Form, Part},
    msg::Effect,
    popup::{Popup, Purpose},
    replaying::Replay,
};
use crate::{
    commands::Action,
    keymap::{Code, Key},
    msg,
};
use std::collections::BTreeMap;

/// The most times a macro is replayed at once.
const MOST: u32 = 999;

/// One command with what was said to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// A command that asks for nothing.
    Act(Action),
    /// This label, by its name.
    Label(Purpose, String),
    /// The bookmark with this letter.
    Bookmark {
        /// Set it; else go there.
        setting: bool,
        /// Its letter.
        name: char,
    },
    /// Look for this, in the text or in the list.
    Find(String),
    /// End a relation of this type here.
    Relate(String),
    /// Give these fields of the annotation here these values; the others stay.
    Fill(Vec<(Part, String)>),
    /// Walk the other occurrences with these answers.
    Occurrences(Vec<Answer>),
    /// Go to the line with this number.
    Line(u32),
}

/// An answer to «this occurrence too?».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Take,
    /// No.
    Pass,
    /// Yes, and all that are left.
    All,
    /// Enough.
    End,
}

/// All macros of the session.
#[derive(Debug, Default)]
pub struct Macros {
    /// Those there are, by letter.
    pub kept: BTreeMap<char, Vec<Instruction>>,
    /// The one being recorded.
    pub recording: Option<(char, Vec<Instruction>)>,
    /// The one being replayed: it waits while a document is opened.
    pub(super) replay: Option<Replay>,
    /// The one that was recorded or replayed last.
    last: Option<char>,
}

impl App {
    /// Begin to record, by letter, or end it.
    pub(super) fn record_macro(&mut self) -> Vec<Effect> {
        let Some((name, done)) = self.macros.recording.take() else {
            return self.macro_menu(true);
        };
        let letter = self.keys.both_letters(name);
        if done.is_empty() {
            return self.refuse(msg!("macro-empty", name = letter));
        }
        self.notice = Some(Notice::Done(msg!(
            "macro-recorded",
            name = letter,
            count = done.len()
        )));
        self.macros.kept.insert(name, done);
        self.macros.last = Some(name);
        Vec::new()
    }

    /// Ask for the letter of a macro, to record it or to replay it.
    pub(super) fn macro_menu(&mut self, recording: bool) -> Vec<Effect> {
        self.popup = Some(Popup::Macros {
            recording,
            times: 0,
            shown: false,
        });
        vec![self.keys.hints_later()]
    }

    /// A letter was pressed, or a digit of how many times.
    pub(super) fn macro_key(&mut self, recording: bool, times: u32, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            return Vec::new();
        }
        let last = self.macros.last.filter(|_| key.code == Code::Enter);
        let Some(name) = last.or_else(|| self.keys.letter(key)) else {
            return self.refuse(msg!("no-macro-name", key = key.to_string()));
        };
        match name.to_digit(10) {
            Some(digit) if !recording => {
                self.popup = Some(Popup::Macros {
                    recording,
                    times: (times * 10 + digit).min(MOST),
                    shown: true,
                });
                Vec::new()
            }
            None if name.is_alphabetic() && recording => {
                self.macros.recording = Some((name, Vec::new()));
                Vec::new()
            }
            None if name.is_alphabetic() => {
                self.macros.last = Some(name);
                self.replay(name, times.max(1))
            }
            _ => self.refuse(msg!("no-macro-name", key = key.to_string())),
        }
    }

    /// Something was done: it belongs to the macro being recorded. What was refused did nothing.
    pub(super) fn record(&mut self, done: Instruction) {
        let refused = matches!(self.notice, Some(Notice::Refused(_)));
        // A search that goes round says so, and leads somewhere.
        let leads = matches!(
            done,
            Instruction::Act(Action::FindNext | Action::FindPrevious)
        );
        if let Some((_, macro_)) = &mut self.macros.recording
            && (leads || !refused)
        {
            macro_.push(done);
        }
    }

    /// The command was carried out. What asked for more is recorded with the answer.
    pub(super) fn record_action(&mut self, action: Action) {
        let about_the_program = matches!(
            action,
            Action::RecordMacro
                | Action::ReplayMacro
                | Action::Guidelines
                | Action::Redraw
                | Action::Reload
                | Action::Save
                | Action::Exit
                | Action::Suspend
        );
        if self.popup.is_none() && !about_the_program {
            self.record(self.instruction(action));
        }
    }

    /// A label is meant by its name: a macro outlives the order of labels.
    fn instruction(&self, action: Action) -> Instruction {
        let labels = &self.corpus.schema.labels;
        let label = super::acting::label_index(action).and_then(|at| labels.get(at));
        match label {
            Some(label) => self.labelled(Purpose::Label, label.name.clone()),
            None => Instruction::Act(action),
        }
    }

    /// The label that was just given. What took it away is recorded as taking away: replayed where the label is not,
    /// it must not give it, nor the other way round.
    pub(super) fn labelled(&self, purpose: Purpose, name: String) -> Instruction {
        match &self.notice {
            Some(Notice::Done(said)) if said.id == "removed" => Instruction::Act(Action::Remove),
            _ => Instruction::Label(purpose, name),
        }
    }

    /// The form is filled in: what was typed anew is recorded, once it is taken.
    pub(super) fn form_filled(&mut self, form: Box<Form>) -> Vec<Effect> {
        let label = self.corpus.schema.label(&form.annotation.label);
        let before = Form::new(&form.annotation, label);
        let changed = form.rows.iter().zip(&before.rows);
        let changed = changed.filter(|(row, before)| row.prompt.text() != before.prompt.text());
        let values = changed.map(|(row, _)| (row.part.clone(), row.prompt.text().to_owned()));
        let values: Vec<(Part, String)> = values.collect();
        let effects = self.accept_form(form);
        if self.popup.is_none() && !values.is_empty() {
            self.record(Instruction::Fill(values));
        }
        effects
    }
}
