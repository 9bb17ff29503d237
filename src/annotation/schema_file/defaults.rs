//! What a schema leaves out: keys, codes and colours of its labels.
use super::{Field, LabelRecord};
use crate::annotation::Label;

/// There are no more letters for keys than these.
pub(super) const MOST_LABELS: usize = 52;

/// The labels with every key, code and colour; those that are stated keep theirs, the rest take what is free in order.
pub(super) fn complete(records: Vec<(LabelRecord<'_>, Vec<Field>)>) -> Vec<Label> {
    let stated = |value: &Option<super::At<'_, String>>| value.as_ref().map(|at| at.value.clone());
    let first = |key: String| key.chars().next();
    let of = |record: &LabelRecord<'_>| {
        let key = stated(&record.key).and_then(first);
        (key, stated(&record.code), stated(&record.color))
    };
    let mut marks: Vec<_> = records.iter().map(|(record, _)| of(record)).collect();
    for (index, (record, _)) in records.iter().enumerate() {
        let name = &record.name.value;
        let key = free_key(name, |key| marks.iter().any(|mark| mark.0 == Some(key)));
        let code = free_code(name, |code| {
            marks.iter().any(|mark| mark.1.as_deref() == Some(code))
        });
        let color = free_color(|color| {
            let same = |mark: &&(_, _, Option<String>)| mark.2.as_deref() == Some(color);
            marks.iter().filter(same).count()
        });
        let mark = &mut marks[index];
        mark.0.get_or_insert(key);
        mark.1.get_or_insert(code);
        mark.2.get_or_insert(color);
    }
    let labels = records.into_iter().zip(marks);
    labels
        .map(|((record, fields), (key, code, color))| Label {
            name: record.name.value,
            kind: record.kind,
            title: record.title,
            hint: record.hint,
            key: key.unwrap_or_default(),
            code: code.unwrap_or_default(),
            color: color.unwrap_or_default(),
            fields,
        })
        .collect()
}

/// A letter of the name, else of the alphabet, else a capital one.
fn free_key(name: &str, taken: impl Fn(char) -> bool) -> char {
    let own = name.chars().map(|c| c.to_ascii_lowercase());
    let letters = own.filter(char::is_ascii_lowercase);
    let mut keys = letters.chain('a'..='z').chain('A'..='Z');
    keys.find(|key| !taken(*key)).unwrap_or_default()
}

/// The first letter of the name with the second, the third…, with a digit, at last a number.
fn free_code(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let shown = |c: &char| c.is_alphanumeric();
    let letters: Vec<char> = name.to_uppercase().chars().filter(shown).collect();
    let first = letters.first().copied().unwrap_or('X');
    let seconds = letters.iter().skip(1).copied().chain('1'..='9');
    let pairs = seconds.map(|second| format!("{first}{second}"));
    let numbers = (0..=99).map(|number| format!("{number:02}"));
    let mut codes = pairs.chain(numbers);
    codes.find(|code| !taken(code)).unwrap_or_default()
}

/// The colour used least so far, the first of the palette among equals.
fn free_color(used: impl Fn(&str) -> usize) -> String {
    let rarest = Label::COLORS.into_iter().min_by_key(|color| used(color));
    rarest.unwrap_or_default().to_owned()
}
