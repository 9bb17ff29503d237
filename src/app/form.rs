//! The form that edits an annotation: the measure of a metric, the fields of its label, the note.

use super::{
    prompt::{Prompt, Typed},
    suggesting::measure,
};
use crate::{
    annotation::{Annotation, Bound, Field, FieldKind, Kind, Label, Measure, decimal},
    keymap::{Code, Key},
    locale::Message,
    msg,
};
use std::sync::Arc;

/// What a row of the form edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field of the measure, by its name in the layer.
    Measure(&'static str),
    /// A field of the schema.
    Field(Field),
    /// The note.
    Note,
}

/// One row.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// What it edits.
    pub part: Part,
    /// The values it may take; empty when anything may be typed.
    pub choices: Vec<String>,
    /// What is in it.
    pub prompt: Prompt,
}

/// The form.
#[derive(Clone, Debug)]
pub struct Form {
    /// The annotation as it was.
    pub annotation: Arc<Annotation>,
    /// Its rows.
    pub rows: Vec<FormRow>,
    /// The row that is typed in.
    pub cursor: usize,
    /// Why it could not be accepted.
    pub refusal: Option<Message>,
    /// It was said that leaving it loses what was typed.
    warned: bool,
}

/// The fields of a measure, in the order of the form.
const MEASURE: [&str; 8] = [
    "value", "to", "bound", "unit", "of", "change", "period", "base",
];

impl Form {
    /// The form for `annotation`, whose label the schema may not know.
    pub fn new(annotation: &Arc<Annotation>, label: Option<&Label>) -> Self {
        let metric =
            label.is_some_and(|label| label.kind == Kind::Metric) || annotation.measure.is_some();
        let measure = annotation.measure.clone().unwrap_or_default();
        let mut rows = Vec::new();
        if metric {
            rows.extend(MEASURE.map(|name| measure_row(name, &measure)));
        }
        let fields = label.map_or(&[][..], |label| &label.fields);
        rows.extend(fields.iter().map(|field| field_row(field, annotation)));
        rows.push(FormRow {
            part: Part::Note,
            choices: Vec::new(),
            prompt: Prompt::new(&annotation.note),
        });
        Self {
            annotation: Arc::clone(annotation),
            rows,
            cursor: 0,
            refusal: None,
            warned: false,
        }
    }

    /// Whether it may be left: nothing would be lost, or the person was told so and asks again.
    pub(super) fn may_be_left(&mut self) -> bool {
        let same = self.finish().is_ok_and(|after| after == *self.annotation);
        if same || std::mem::replace(&mut self.warned, true) {
            return true;
        }
        self.refusal = Some(msg!("form-would-be-lost"));
        false
    }

    /// Take in one key: `Accepted` and `Cancelled` end the form.
    pub fn key(&mut self, key: Key) -> Typed {
        let rows = self.rows.len();
        if matches!(key.code, Code::Down | Code::Tab | Code::Up | Code::BackTab) {
            self.read_value();
        }
        let row = &mut self.rows[self.cursor];
        match (key.code, row.choices.is_empty()) {
            (Code::Down | Code::Tab, _) => self.cursor = (self.cursor + 1) % rows,
            (Code::Up | Code::BackTab, _) => self.cursor = (self.cursor + rows - 1) % rows,
            (Code::Left, false) => row.turn(-1),
            (Code::Right | Code::Char(' '), false) => row.turn(1),
            (Code::Char(_) | Code::Backspace | Code::Delete, false) if !key.mods.ctrl => {}
            _ => {
                let typed = row.prompt.key(key);
                if typed != Typed::Cancelled {
                    (self.refusal, self.warned) = (None, false);
                }
                return typed;
            }
        }
        Typed::Changed
    }

    /// What was typed as a value in words («5,3 млн руб.») fills all fields that it speaks of.
    pub fn read_value(&mut self) {
        let is_value = |row: &&FormRow| row.part == Part::Measure("value");
        let typed = self.rows.iter().find(is_value);
        let typed = typed.map_or("", |row| row.prompt.text().trim());
        // A number alone says nothing of the other fields.
        let words = Some(typed).filter(|it| decimal(it).is_none());
        let Some(read) = words.and_then(measure) else {
            return;
        };
        let same = |name: &str| matches!(name, "value" | "to" | "bound" | "unit");
        for row in &mut self.rows {
            if let Part::Measure(name) = row.part {
                let said = measure_row(name, &read).prompt;
                if same(name) || !said.text().is_empty() {
                    row.prompt = said;
                }
            }
        }
    }

    /// The annotation as the form has it, or the row that is wrong and why.
    pub fn finish(&self) -> Result<Annotation, (usize, Message)> {
        let mut after = (*self.annotation).clone();
        let mut measure = after.measure.take().unwrap_or_default();
        for (at, row) in self.rows.iter().enumerate() {
            let text = row.prompt.text().trim();
            match &row.part {
                Part::Note => text.clone_into(&mut after.note),
                Part::Measure(name) => {
                    set_measure(&mut measure, name, text).map_err(|why| (at, why))?
                }
                Part::Field(field) => {
                    let value = field_value(field, text).map_err(|why| (at, why))?;
                    match value {
                        Some(value) => after.fields.insert(field.name.clone(), value),
                        None => after.fields.remove(&field.name),
                    };
                }
            }
        }
        after.measure = (measure != Measure::default()).then_some(measure);
        Ok(after)
    }
}

impl FormRow {
    fn turn(&mut self, by: isize) {
        let here = self
            .choices
            .iter()
            .position(|choice| choice == self.prompt.text())
            .unwrap_or(0);
        let next = (here as isize + by).rem_euclid(self.choices.len() as isize);
        self.prompt = Prompt::new(&self.choices[next as usize]);
    }
}

fn measure_row(name: &'static str, measure: &Measure) -> FormRow {
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let text = match name {
        "value" => optional(&measure.value),
        "to" => optional(&measure.to),
        "bound" => measure.bound.name().to_owned(),
        "unit" => measure.unit.clone(),
        "of" => optional(&measure.of),
        "change" => optional(&measure.change),
        "period" => optional(&measure.period),
        _ => optional(&measure.base),
    };
    let choices = match name {
        "bound" => Bound::ALL
            .iter()
            .map(|bound| bound.name().to_owned())
            .collect(),
        _ => Vec::new(),
    };
    FormRow {
        part: Part::Measure(name),
        choices,
        prompt: Prompt::new(&text),
    }
}

fn field_row(field: &Field, annotation: &Annotation) -> FormRow {
    // The empty choice takes the value away again.
    let choices = match &field.kind {
        FieldKind::Choice(choices) => [vec![String::new()], choices.clone()].concat(),
        FieldKind::Flag => ["", "true", "false"].map(str::to_owned).to_vec(),
        FieldKind::Text | FieldKind::Number => Vec::new(),
    };
    let text = annotation
        .fields
        .get(&field.name)
        .map_or("", String::as_str);
    FormRow {
        part: Part::Field(field.clone()),
        choices,
        prompt: Prompt::new(text),
    }
}

fn set_measure(measure: &mut Measure, name: &str, text: &str) -> Result<(), Message> {
    let words = (!text.is_empty()).then(|| text.to_owned());
    match name {
        "value" => measure.value = number(text)?,
        "to" => measure.to = number(text)?,
        "bound" => measure.bound = Bound::from_name(text).unwrap_or_default(),
        "unit" => text.clone_into(&mut measure.unit),
        "of" => measure.of = words,
        "change" => measure.change = words,
        "period" => measure.period = words,
        _ => measure.base = words,
    }
    Ok(())
}

fn number(text: &str) -> Result<Option<String>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    decimal(text)
        .map(Some)
        .ok_or_else(|| msg!("not-a-number", text = text))
}

fn field_value(field: &Field, text: &str) -> Result<Option<String>, Message> {
    match field.kind {
        _ if text.is_empty() && field.required => {
            Err(msg!("field-required", name = field.name.as_str()))
        }
        _ if text.is_empty() => Ok(None),
        FieldKind::Number => number(text),
        _ => Ok(Some(text.to_owned())),
    }
}
