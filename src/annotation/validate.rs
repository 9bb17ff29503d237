//! Is a layer right? For `metka validate`: all that is wrong, each with its place, not only the first.
use super::{
    Annotation, Annotations, DocumentId, Field, FieldKind, Id, Kind, Label, Measure, Nesting,
    Schema, decimal,
    layer_file::{Purpose, Survey, survey},
};
use crate::{
    locale::{At, Message, Problem, Source, nearest},
    msg,
    text::Text,
};
use std::{collections::HashSet, sync::Arc};

/// All faults of the layer file `source`, in the order of the file: those of `layer_file::read`, then what the schema
/// does not allow. `path` is named in them.
pub fn validate(
    source: &str,
    path: &str,
    text: &Text,
    document: &DocumentId,
    schema: &Schema,
) -> Vec<Problem> {
    let source = Source::new(path, source);
    let mut survey = match survey(source, text, document, Purpose::Inspect) {
        Ok(survey) => survey,
        Err(problem) => return vec![problem],
    };
    let mut faults = std::mem::take(&mut survey.faults);
    let told = |at: &str, what: Message| Problem::new(what).at(source.place(at));
    for item in &survey.annotations {
        let against = annotation(&item.value, schema);
        faults.extend(against.into_iter().map(|what| told(item.source, what)));
    }
    for (item, what) in nesting(&survey, schema)
        .into_iter()
        .chain(relations(&survey, schema))
    {
        faults.push(told(item, what));
    }
    faults.sort_by_key(|fault| fault.place.as_ref().and_then(|place| place.at));
    faults
}

/// Label, measure and fields of one annotation.
fn annotation(item: &Annotation, schema: &Schema) -> Vec<Message> {
    let Some(label) = schema.label(&item.label) else {
        let names = schema.labels.iter().map(|label| &*label.name);
        return vec![unknown_label(&item.label, names)];
    };
    let mut faults = measure(item, label);
    for (name, value) in &item.fields {
        match label.fields.iter().find(|field| field.name == *name) {
            Some(field) => faults.extend(value_fault(field, value)),
            None => faults.push(msg!(
                "layer-unknown-field",
                name = &**name,
                label = &*label.name
            )),
        }
    }
    let required = label.fields.iter().filter(|field| field.required);
    let missing =
        required.filter(|field| item.fields.get(&field.name).is_none_or(String::is_empty));
    faults.extend(missing.map(|field| msg!("layer-missing-field", name = &*field.name)));
    faults
}

/// That none of the `known` labels is called `name`, and which may be meant.
pub fn unknown_label<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    match nearest(name, known) {
        Some(right) => msg!("layer-unknown-label-near", name = name, right = right),
        None => msg!("layer-unknown-label", name = name),
    }
}

fn measure(item: &Annotation, label: &Label) -> Vec<Message> {
    match (&item.measure, label.kind) {
        (None, _) => Vec::new(),
        (Some(_), Kind::Entity) => vec![msg!("layer-measure-of-entity", label = &*label.name)],
        (Some(Measure { value, to, .. }), Kind::Metric) => {
            let numbers = [("value", value), ("to", to)];
            let wrong = |(name, number): (&str, &Option<String>)| {
                let number = number.as_deref().filter(|number| !is_decimal(number))?;
                Some(msg!("layer-not-a-number", name = name, value = number))
            };
            numbers.into_iter().filter_map(wrong).collect()
        }
    }
}

fn value_fault(field: &Field, value: &str) -> Option<Message> {
    let right = match &field.kind {
        FieldKind::Text => true,
        FieldKind::Number => is_decimal(value),
        FieldKind::Flag => matches!(value, "true" | "false"),
        FieldKind::Choice(choices) => choices.iter().any(|choice| choice == value),
    };
    let name = &*field.name;
    match (&field.kind, right || value.is_empty()) {
        (_, true) => None,
        (FieldKind::Number, _) => Some(msg!("layer-not-a-number", name = name, value = value)),
        _ => Some(msg!("layer-not-a-choice", name = name, value = value)),
    }
}

/// Whether `number` is written the one way that files have.
fn is_decimal(number: &str) -> bool {
    decimal(number).as_deref() == Some(number)
}

/// Pairs that share text and must not, told once, at the later one.
fn nesting<'a>(survey: &Survey<'a>, schema: &Schema) -> Vec<(&'a str, Message)> {
    if schema.nesting == Nesting::Overlap {
        return Vec::new();
    }
    let items = survey.annotations.iter();
    let all: Annotations = items.clone().map(|at| at.value.clone()).collect();
    let place = |item: &Annotation| all.index_of(&item.id);
    let against = |at: &At<'a, Arc<Annotation>>| {
        let item = &at.value;
        let mut before = all.overlapping(item.parts.cover()).filter(|other| {
            schema.forbids(&item.parts, &other.parts) && place(other) < place(item)
        });
        let other = before.next()?;
        let what = msg!(
            "layer-nesting",
            label = &*item.label,
            id = item.id.as_str(),
            other = &*other.label,
            by = other.id.as_str()
        );
        Some((at.source, what))
    };
    items.filter_map(against).collect()
}

fn relations<'a>(survey: &Survey<'a>, schema: &Schema) -> Vec<(&'a str, Message)> {
    let placed = survey.annotations.iter().map(|at| &at.value.id);
    let known: HashSet<&Id> = placed.chain(&survey.unplaced).collect();
    let mut faults = Vec::new();
    for At {
        value: relation,
        source,
    } in &survey.relations
    {
        if !schema
            .relations
            .iter()
            .any(|name| **name == *relation.label)
        {
            faults.push((
                *source,
                msg!("layer-unknown-relation", name = &*relation.label),
            ));
        }
        for end in [&relation.from, &relation.to] {
            if !known.contains(end) {
                faults.push((*source, msg!("layer-relation-end", id = end.as_str())));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests;
