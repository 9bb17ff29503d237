//! What can be wrong in a schema that is right as RON.
use super::{FieldRecord, LabelRecord, SchemaRecord};
use crate::{
    annotation::{FieldKind, Label, Measure},
    locale::{At, Message, Problem, Source, nearest},
    msg,
};
use ron::value::RawValue;
use serde::Deserialize;

/// Collects the faults of one schema.
pub(super) struct Check<'a> {
    source: Source<'a>,
    faults: Vec<Problem>,
}

impl<'a> Check<'a> {
    pub fn new(source: Source<'a>) -> Self {
        let faults = Vec::new();
        Self { source, faults }
    }

    /// All faults in the order of the file.
    pub fn into_faults(mut self) -> Vec<Problem> {
        self.faults
            .sort_by_key(|fault| fault.place.as_ref().and_then(|place| place.at));
        self.faults
    }

    /// One label or field as a record.
    pub fn element<T: Deserialize<'a>>(&mut self, raw: &'a RawValue) -> Option<T> {
        let parsed = self.source.parse_raw(raw, msg!("schema-damaged"));
        parsed.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn fault(&mut self, at: &str, what: Message, hint: Message) {
        let place = self.source.place(at);
        self.faults.push(Problem::new(what).at(place).hint(hint));
    }

    pub fn schema(&mut self, file: &SchemaRecord<'_>) {
        if file.labels.value.is_empty() {
            let hint = msg!("schema-damaged-hint");
            self.fault(file.labels.source, msg!("schema-no-labels"), hint);
        }
        if file.labels.value.len() > super::defaults::MOST_LABELS {
            let most = super::defaults::MOST_LABELS;
            let what = msg!("schema-too-many-labels", most = most);
            self.fault(
                file.labels.source,
                what,
                msg!("schema-too-many-labels-hint"),
            );
        }
        for relation in &file.relations {
            self.name(relation);
        }
        self.unique(file.relations.iter());
        if let Some(list) = &file.documents
            && (list.value.is_empty() || list.value.iter().any(|name| !is_extension(name)))
        {
            let hint = msg!("schema-bad-extension-hint");
            self.fault(list.source, msg!("schema-bad-extension"), hint);
        }
    }

    pub fn labels<'r>(&mut self, labels: impl Iterator<Item = &'r LabelRecord<'r>> + Clone) {
        for label in labels.clone() {
            self.name(&label.name);
            self.key(label.key.as_ref());
            self.code(label.code.as_ref());
            self.color(label.color.as_ref());
        }
        self.unique(labels.clone().map(|label| &label.name));
        let keys = labels
            .clone()
            .filter_map(|label| Some((label, label.key.as_ref()?)));
        self.same(keys, |key, label| {
            msg!("schema-same-key", key = key, label = label)
        });
        let codes = labels.filter_map(|label| Some((label, label.code.as_ref()?)));
        self.same(codes, |code, label| {
            msg!("schema-same-code", code = code, label = label)
        });
    }

    pub fn fields(&mut self, fields: &[FieldRecord<'_>]) {
        for FieldRecord { name, kind, .. } in fields {
            self.name(name);
            if is_reserved(&name.value) {
                let what = msg!("schema-reserved-field", name = &*name.value);
                self.fault(name.source, what, msg!("schema-reserved-field-hint"));
            }
            if *kind == FieldKind::Choice(Vec::new()) {
                let what = msg!("schema-empty-choice", name = &*name.value);
                self.fault(name.source, what, msg!("schema-empty-choice-hint"));
            }
        }
        self.unique(fields.iter().map(|field| &field.name));
    }

    fn name(&mut self, name: &At<'_, String>) {
        if !is_name(&name.value) {
            let what = msg!("schema-bad-name", name = &*name.value);
            self.fault(name.source, what, msg!("schema-bad-name-hint"));
        }
    }

    fn key(&mut self, key: Option<&At<'_, String>>) {
        if let Some(key) = key.filter(|key| !is_key(&key.value)) {
            let what = msg!("schema-bad-key", key = &*key.value);
            self.fault(key.source, what, msg!("schema-bad-key-hint"));
        }
    }

    fn code(&mut self, code: Option<&At<'_, String>>) {
        if let Some(code) = code.filter(|code| !is_code(&code.value)) {
            let what = msg!("schema-bad-code", code = &*code.value);
            self.fault(code.source, what, msg!("schema-bad-code-hint"));
        }
    }

    fn color(&mut self, color: Option<&At<'_, String>>) {
        if let Some(color) = color.filter(|color| !is_color(&color.value)) {
            let what = msg!("schema-bad-color", color = &*color.value);
            let hint = match nearest(&color.value, Label::COLORS) {
                Some(name) => msg!("schema-nearest", name = name),
                None => msg!("schema-bad-color-hint", names = Label::COLORS.join(" ")),
            };
            self.fault(color.source, what, hint);
        }
    }

    /// Names that may stand only once.
    fn unique<'r>(&mut self, names: impl Iterator<Item = &'r At<'r, String>>) {
        let mut seen: Vec<&str> = Vec::new();
        for name in names {
            if seen.contains(&&*name.value) {
                let what = msg!("schema-same-name", name = &*name.value);
                self.fault(name.source, what, msg!("schema-same-name-hint"));
            }
            seen.push(&name.value);
        }
    }

    /// Keys or codes that two labels share; `what` is given the value and the label that has it already.
    fn same<'r>(
        &mut self,
        values: impl Iterator<Item = (&'r LabelRecord<'r>, &'r At<'r, String>)>,
        what: impl Fn(&str, &str) -> Message,
    ) {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for (label, value) in values {
            if let Some((_, owner)) = seen.iter().find(|(taken, _)| *taken == value.value) {
                let what = what(&value.value, owner);
                self.fault(value.source, what, msg!("schema-same-value-hint"));
            }
            seen.push((&value.value, &label.name.value));
        }
    }
}

/// What may name a label, a field or a relation: it stands in files, in columns and on the margin.
pub(super) fn is_name(name: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'«»“”„`".contains(c);
    !name.is_empty() && name.chars().count() <= 32 && !name.contains(odd)
}

fn is_key(key: &str) -> bool {
    matches!(key.as_bytes(), [b'a'..=b'z'])
}

fn is_code(code: &str) -> bool {
    let shown = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
    (1..=2).contains(&code.chars().count()) && code.chars().all(shown)
}

fn is_color(color: &str) -> bool {
    let digits = color.strip_prefix('#').unwrap_or("");
    let rgb = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    rgb || Label::COLORS.contains(&color)
}

fn is_extension(name: &str) -> bool {
    let name = name.trim_start_matches('.');
    !name.is_empty() && !name.contains(|c: char| c == '/' || c.is_whitespace() || c.is_control())
}

/// Names that mean something else in the form and in tables of annotations.
pub(super) fn is_reserved(name: &str) -> bool {
    const ITEM: [&str; 5] = ["id", "label", "at", "text", "note"];
    ITEM.contains(&name) || Measure::FIELDS.contains(&name) || name == "measure"
}
