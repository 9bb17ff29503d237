//! What an annotation says beyond its label, in words: measure, fields, note.

use crate::{
    annotation::{Annotation, Bound, Measure},
    app::App,
    locale::{Lang, Locale, Message},
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

/// The words of a bound.
pub fn bound(bound: Bound) -> Message {
    match bound {
        Bound::Exact => msg!("bound-exact"),
        Bound::MoreThan => msg!("bound-more-than"),
        Bound::AtLeast => msg!("bound-at-least"),
        Bound::LessThan => msg!("bound-less-than"),
        Bound::AtMost => msg!("bound-at-most"),
        Bound::About => msg!("bound-about"),
    }
}

/// `более 381 000 000 000 RUB`
fn number(locale: &Locale, measure: &Measure) -> String {
    let lang = locale.lang();
    let mut words: Vec<String> = Vec::new();
    if measure.bound != Bound::Exact {
        words.push(locale.say(&bound(measure.bound)));
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

/// A decimal string with its digits in groups of three, as the language writes them: `381000000000` becomes
/// `381 000 000 000`, `2.5` becomes `2,5`. Four digits stand together, as in a year.
fn grouped(number: &str, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Ru => (' ', ","),
        Lang::En => (',', "."),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut out = String::new();
    let mut left = digits;
    for c in whole.chars() {
        if digits > 4 && c.is_ascii_digit() && left < digits && left.is_multiple_of(3) {
            out.push(group);
        }
        left -= usize::from(c.is_ascii_digit());
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out += point;
        out += fraction;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_groups() {
        let ru = |number| grouped(number, Lang::Ru);
        assert_eq!(ru("381000000000"), "381 000 000 000");
        assert_eq!(ru("-41632.5"), "-41 632,5");
        assert_eq!(ru("2034"), "2034");
        assert_eq!(ru("20.9"), "20,9");
        assert_eq!(grouped("1234567.25", Lang::En), "1,234,567.25");
        assert_eq!(ru("много"), "много");
    }
}
