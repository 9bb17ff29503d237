//! Replaying a macro: its instructions one after another, until one is refused. All edits of it in a document are one
//! step of its history.

use super::{
    App, Notice,
    form::Part,
    macros::{Answer, Instruction},
    msg::Effect,
    popup::{Popup, Purpose},
    prompt::Prompt,
    selection::Selection,
};
use crate::{
    annotation::Status,
    commands::{Action, Group},
    locale::Message,
    msg,
};

/// The most instructions a macro that takes in others may have: they multiply.
const LONGEST: usize = 10_000;

/// A macro under way.
#[derive(Debug)]
pub(super) struct Replay {
    name: char,
    instructions: Vec<Instruction>,
    /// How many times it is to be done.
    times: u32,
    /// How many times it was.
    done: u32,
    /// The instruction that is next.
    next: usize,
    /// Steps of history that were there before.
    before: usize,
}

impl Replay {
    /// Nothing follows any more.
    fn is_over(&self) -> bool {
        self.next == self.instructions.len() && self.done + 1 == self.times
    }
}

impl App {
    /// Replay the macro `name`.
    pub(super) fn replay(&mut self, name: char, times: u32) -> Vec<Effect> {
        let Some(instructions) = self.macros.kept.get(&name).cloned() else {
            let name = self.keys.both_letters(name);
            return self.refuse(msg!("no-such-macro", name = name));
        };
        let recorded = self.macros.recording.as_ref();
        let taken_in = instructions.len().saturating_mul(times as usize);
        if recorded.is_some_and(|(_, recorded)| recorded.len() + taken_in > LONGEST) {
            return self.refuse(msg!("macro-too-long", count = LONGEST));
        }
        self.macros.replay = Some(Replay {
            name,
            instructions,
            times,
            done: 0,
            next: 0,
            before: self.steps(),
        });
        self.go_on_replaying()
    }

    /// The document that a macro went to is open: nothing was done in it yet.
    pub(super) fn replay_in_new_document(&mut self) -> Vec<Effect> {
        if let Some(replay) = &mut self.macros.replay {
            replay.before = 0;
        }
        self.go_on_replaying()
    }

    fn go_on_replaying(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(mut replay) = self.macros.replay.take() {
            if replay.next == replay.instructions.len() {
                (replay.next, replay.done) = (0, replay.done + 1);
            }
            if replay.done == replay.times {
                self.join_steps(replay.before);
                let name = self.keys.both_letters(replay.name);
                self.notice = Some(Notice::Done(msg!(
                    "macro-replayed",
                    name = name,
                    times = replay.times
                )));
                break;
            }
            let instruction = replay.instructions[replay.next].clone();
            replay.next += 1;
            effects.extend(self.run(&instruction));
            if let Some(why) = self.refusal(&replay, &instruction) {
                self.notice = Some(why);
                self.join_steps(replay.before);
                break;
            }
            // A macro may take back more than it did.
            replay.before = replay.before.min(self.steps());
            self.macros.replay = Some(replay);
            if self.opening.is_some() {
                break;
            }
        }
        effects
    }

    /// How many steps the history of the open document has.
    fn steps(&self) -> usize {
        let history = self.reader.as_ref().map(|reader| &reader.history);
        history.map_or(0, |history| history.done())
    }

    /// Make one step of all that followed the first `before`.
    fn join_steps(&mut self, before: usize) {
        if let Some(reader) = &mut self.reader {
            reader.history.join(before);
        }
    }

    /// What is to be said when `instruction` was refused.
    fn refusal(&mut self, replay: &Replay, instruction: &Instruction) -> Option<Notice> {
        let mut done = replay.done;
        let why = match self.notice.take()? {
            Notice::Refused(why) => why,
            // What follows is meant for another document, and there is none.
            Notice::Done(why) if why.id == "all-done" && !replay.is_over() => {
                done += u32::from(replay.next == replay.instructions.len());
                why
            }
            problems @ Notice::Problems(_) => return Some(problems),
            Notice::Done(_) => return None,
        };
        Some(Notice::Refused(msg!(
            "macro-stopped",
            name = self.keys.both_letters(replay.name),
            command = instruction.message(),
            why = why,
            done = done.to_string(),
            times = replay.times.to_string()
        )))
    }

    /// Carry out one instruction, as if it was asked for by keys. A motion that leads nowhere is refused: what follows
    /// is not meant for where one is.
    fn run(&mut self, instruction: &Instruction) -> Vec<Effect> {
        // A motion needs the rows it moves in.
        self.layout();
        self.notice = None;
        let before = self.place();
        let effects = self.carry_out(instruction);
        // Whatever it asked for, nobody is there to answer.
        let asks = self.popup.take().is_some();
        if asks || instruction.moves() && self.opening.is_none() && self.place() == before {
            self.notice
                .get_or_insert(Notice::Refused(msg!("macro-no-use")));
        }
        // A macro that is being recorded takes in what the other does, not that there was another.
        self.record(instruction.clone());
        effects
    }

    /// Where one is, in the text and in the list.
    fn place(&self) -> (Option<Selection>, usize) {
        let selection = self.reader.as_ref().map(|reader| reader.selection);
        (selection, self.list.cursor)
    }

    fn carry_out(&mut self, instruction: &Instruction) -> Vec<Effect> {
        match instruction {
            // Once more it would not be done any more.
            Instruction::Act(Action::Done) if self.is_done() => self.go_to_unfinished(),
            Instruction::Act(action) => self.carry_out_action(*action),
            Instruction::Label(purpose, name) => self.replay_label(*purpose, name),
            Instruction::Bookmark { setting, name } => self.bookmark(*setting, *name),
            Instruction::Find(text) => {
                if let Some(reader) = &mut self.reader {
                    reader.remember_search();
                }
                self.find(text, true)
            }
            Instruction::Relate(name) => self.replay_relation(name),
            Instruction::Fill(values) => self.replay_form(values),
            Instruction::Occurrences(answers) => self.replay_occurrences(answers),
            Instruction::Line(number) => self.go_to_line(*number),
        }
    }

    fn is_done(&self) -> bool {
        let reader = self.reader.as_ref();
        reader.is_some_and(|reader| reader.layer.status == Status::Done)
    }

    fn replay_label(&mut self, purpose: Purpose, name: &str) -> Vec<Effect> {
        let reader = self.reader.as_ref();
        let exact = reader.map_or(Vec::new(), |reader| reader.exactly_selected());
        let there = exact.iter().any(|it| *it.label == *name);
        match self.corpus.schema.label(name).cloned() {
            // Given once more it would be taken away.
            Some(_) if there && purpose == Purpose::Label => Vec::new(),
            Some(label) => self.apply_label(&label, purpose),
            None => self.refuse(msg!("unknown-label")),
        }
    }

    fn replay_relation(&mut self, name: &str) -> Vec<Effect> {
        let types = &self.corpus.schema.relations;
        let index = types.iter().position(|known| known == name);
        let mut effects = self.relate();
        match (self.popup.take(), index) {
            (Some(Popup::Relation { from, to }), Some(index)) => {
                effects.extend(self.finish_relation(&from, &to, index));
            }
            _ => effects.extend(self.refuse(msg!("macro-no-use"))),
        }
        effects
    }

    fn replay_form(&mut self, values: &[(Part, String)]) -> Vec<Effect> {
        let mut effects = self.edit();
        let Some(Popup::Form(mut form)) = self.popup.take() else {
            return effects;
        };
        for (part, text) in values {
            match form.rows.iter_mut().find(|row| row.part == *part) {
                Some(row) => row.prompt = Prompt::new(text),
                None => return self.refuse(msg!("macro-no-use")),
            }
        }
        effects.extend(self.accept_form(form));
        if let Some(Popup::Form(form)) = self.popup.take() {
            let why = form.refusal.unwrap_or_else(|| msg!("macro-no-use"));
            effects.extend(self.refuse(why));
        }
        effects
    }

    /// There may be fewer occurrences than there were: then the walk is over earlier.
    fn replay_occurrences(&mut self, answers: &[Answer]) -> Vec<Effect> {
        let mut effects = self.occurrences();
        for answer in answers.iter().chain([&Answer::End]) {
            if let Some(Popup::Occurrences(occurrences)) = self.popup.take() {
                effects.extend(self.answer_occurrence(occurrences, *answer));
            }
        }
        effects
    }
}

impl Instruction {
    /// Whether it does nothing but lead elsewhere.
    fn moves(&self) -> bool {
        // To begin or end where one is is no fault.
        let edges = [
            Action::First,
            Action::Last,
            Action::RowStart,
            Action::RowEnd,
        ];
        match self {
            Self::Act(action) => action.command().group == Group::Moving && !edges.contains(action),
            _ => false,
        }
    }

    /// What it is, in words.
    pub fn message(&self) -> Message {
        let of = |action: Action, text: &str| {
            msg!(
                "macro-with",
                command = action.command().message(),
                text = text
            )
        };
        match self {
            Self::Act(action) => action.command().message(),
            Self::Label(Purpose::Label, label) => msg!("macro-label", label = label.as_str()),
            Self::Label(Purpose::Add, label) => of(Action::AddLabel, label),
            Self::Label(Purpose::Relabel, label) => of(Action::Relabel, label),
            Self::Label(Purpose::RelabelAll, label) => of(Action::RelabelAll, label),
            Self::Bookmark {
                setting: true,
                name,
            } => of(Action::SetBookmark, &name.to_string()),
            Self::Bookmark { name, .. } => of(Action::GoToBookmark, &name.to_string()),
            Self::Find(text) => of(Action::Find, text),
            Self::Relate(name) => of(Action::Relate, name),
            Self::Fill(values) => {
                let texts: Vec<&str> = values.iter().map(|(_, text)| text.as_str()).collect();
                of(Action::Edit, &texts.join(", "))
            }
            Self::Occurrences(_) => Action::Occurrences.command().message(),
            Self::Line(number) => msg!("palette-line", number = number.to_string()),
        }
    }
}
