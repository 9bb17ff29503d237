//! What an annotation says beyond its label, in words: measure, fields, note.

use crate::{
    annotation::{Annotation, Bound, Measure},
    app::App,
    locale::{Locale, Message, grouped},
    msg,
};

/// Measure, fields and note in one line; empty when there are none.
pub fn of(app: &App, annotation: &Annotation) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(read) = &annotation.measure {
        parts.push(measure(&app.locale, read));
    }
    let fields = annotation.fields.iter();
    parts.extend(fields.map(|(name, value)| format!("{}: {value}", title(app, annotation, name))));
    if !annotation.note.is_empty() {
        parts.push(
            app.locale
                .say(&msg!("detail-note", note = &*annotation.note)),
        );
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// `более 381 000 000 000 RUB; период: 2034`
pub fn measure(locale: &Locale, measure: &Measure) -> String {
    let mut parts = vec![number(locale, measure)];
    parts.extend(around(measure).iter().map(|part| locale.say(part)));
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// The title of a field, else its name.
fn title<'a>(app: &'a App, annotation: &Annotation, name: &'a str) -> &'a str {
    let label = app.corpus.schema.label(&annotation.label);
    let field = label.and_then(|label| label.fields.iter().find(|field| field.name == name));
    field
        .map(|field| field.title.in_lang(app.locale.lang().tag()))
        .filter(|title| !title.is_empty())
        .unwrap_or(name)
}

/// `более 381 000 000 000 RUB`
fn number(locale: &Locale, measure: &Measure) -> String {
    let lang = locale.lang();
    let mut words: Vec<String> = Vec::new();
    if measure.bound != Bound::Exact {
        words.push(locale.say(&measure.bound.words()));
    }
    let ends = [&measure.value, &measure.to].into_iter().flatten();
    let ends: Vec<String> = ends.map(|end| grouped(end, lang)).collect();
    words.push(locale.fit(ends.join("–")));
    words.push(measure.unit.clone());
    words.extend(measure.of.clone());
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// What the number speaks of.
fn around(measure: &Measure) -> Vec<Message> {
    let change = measure.change.as_deref();
    let period = measure.period.as_deref();
    let base = measure.base.as_deref();
    [
        change.map(|text| msg!("detail-change", text = text)),
        period.map(|text| msg!("detail-period", text = text)),
        base.map(|text| msg!("detail-base", text = text)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
