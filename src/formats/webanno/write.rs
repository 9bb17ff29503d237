//! From a layer to rows. A token that an annotation covers in part gets rows for the parts; blanks where one begins or
//! ends are a token. Every annotation has a number, whether it needs one or not: then nothing is ever ambiguous.

use super::{
    HEAD, NO_VALUE, NONE, TEXT, escape,
    tokens::{Token, tokens},
};
use crate::{
    annotation::{Annotation, Id, Relation},
    formats::{Points, Sample, Style, fit::IDENTIFIER, uima},
    text::{Text, TextRange},
};
use std::{collections::HashMap, fmt::Write, sync::Arc};

pub(super) fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let mut tsv = head(!sample.layer.relations.is_empty());
    let tokens = tokens(sample);
    let items: Vec<&Arc<Annotation>> = sample.layer.annotations.iter().collect();
    let rows = rows(&tokens, &items);
    let table = Table::new(&items, &rows, &sample.layer.relations);
    let mut points = Points::utf16(sample.text);
    for (at, row) in rows.iter().enumerate() {
        if row.token_number == 1 && row.part == 0 {
            text(sample.text, &tokens, row.token, &mut tsv);
        }
        let [begin, end] = points.of(row.range);
        let _infallible = write!(tsv, "{}\t{begin}-{end}\t", row.name());
        // As it stands there; only what would break the line is not.
        match sample.text.slice(row.range) {
            raw if raw.contains(char::is_control) => escape::text(raw, &mut tsv),
            raw => tsv.push_str(raw),
        }
        tsv.push('\t');
        table.cells(at, row, &mut tsv);
        tsv.push('\n');
    }
    to[0].extend_from_slice(tsv.as_bytes());
}

fn head(relations: bool) -> String {
    let (entity, relation) = (uima::ENTITY, uima::RELATION);
    let mut head = format!("{HEAD}3\n#T_SP={entity}|{IDENTIFIER}|value\n");
    if relations {
        let _infallible = writeln!(head, "#T_RL={relation}|value|BT_{entity}");
    }
    head.push('\n');
    head
}

/// The text of the sentence that begins with token number `at`: all as far as the next one, so that nothing stands
/// between, but for the line end that a reader puts there by itself.
fn text(text: &Text, tokens: &[Token], at: usize, tsv: &mut String) {
    let rest = &tokens[at + 1..];
    let next = rest.iter().position(|it| it.begins).map(|it| it + at + 1);
    let end = next.map_or(text.len(), |next| tokens[next].range.start());
    let whole = text.slice(TextRange::between(tokens[at].range.start(), end));
    let last = tokens[next.unwrap_or(tokens.len()) - 1].range.end();
    let whole = match whole.strip_suffix('\n') {
        Some(short) if next.is_some() && last < end => short,
        _ => whole,
    };
    tsv.push('\n');
    for line in whole.split('\n') {
        tsv.push_str(TEXT);
        escape::text(line, tsv);
        tsv.push('\n');
    }
}

/// A token or a part of it.
struct Row {
    /// The number of the sentence, from 1.
    sentence: usize,
    /// The number of the token in it, from 1.
    token_number: usize,
    /// The number of the part, from 1; 0 for all of the token.
    part: usize,
    /// The number of the token in the document.
    token: usize,
    range: TextRange,
    /// The annotations on it, by their numbers.
    here: Vec<usize>,
}

impl Row {
    fn name(&self) -> String {
        let (sentence, token) = (self.sentence, self.token_number);
        match self.part {
            0 => format!("{sentence}-{token}"),
            part => format!("{sentence}-{token}.{part}"),
        }
    }
}

fn rows(tokens: &[Token], items: &[&Arc<Annotation>]) -> Vec<Row> {
    let mut covering: Vec<Vec<(TextRange, usize)>> = vec![Vec::new(); tokens.len()];
    for (number, item) in items.iter().enumerate() {
        let cover = item.parts.cover();
        let first = tokens.partition_point(|it| it.range.end() <= cover.start());
        for (token, here) in tokens[first..].iter().zip(&mut covering[first..]) {
            match token.range.intersect(cover) {
                Some(range) if !range.is_empty() => here.push((range, number)),
                _ => break,
            }
        }
    }
    let (mut rows, mut sentence, mut token_number) = (Vec::new(), 0, 0);
    for (token, (it, mut covering)) in tokens.iter().zip(covering).enumerate() {
        token_number += 1;
        if it.begins {
            (sentence, token_number) = (sentence + 1, 1);
        }
        let row = |part, range, here| Row {
            sentence,
            token_number,
            part,
            token,
            range,
            here,
        };
        covering.sort();
        let all = covering.extract_if(.., |(range, _)| *range == it.range);
        rows.push(row(0, it.range, all.map(|(_, number)| number).collect()));
        let parts = covering.chunk_by(|a, b| a.0 == b.0);
        rows.extend((1..).zip(parts).map(|(part, same)| {
            let here = same.iter().map(|(_, number)| *number);
            row(part, same[0].0, here.collect())
        }));
    }
    rows
}

/// What stands in the columns.
struct Table<'a> {
    items: &'a [&'a Arc<Annotation>],
    /// Annotations by their names.
    numbers: HashMap<&'a Id, usize>,
    /// The name of the first row of each.
    first: Vec<String>,
    /// The relations that lead to each row; `None` when there are none at all.
    leading: Option<HashMap<usize, Vec<&'a Relation>>>,
}

impl<'a> Table<'a> {
    fn new(items: &'a [&'a Arc<Annotation>], rows: &[Row], relations: &'a [Relation]) -> Self {
        let mut first = vec![None; items.len()];
        for (at, row) in rows.iter().enumerate() {
            for number in &row.here {
                first[*number].get_or_insert(at);
            }
        }
        let numbers: HashMap<&Id, usize> = (0..)
            .zip(items)
            .map(|(number, item)| (&item.id, number))
            .collect();
        let mut leading: HashMap<usize, Vec<&Relation>> = HashMap::new();
        for it in relations {
            if let Some(at) = numbers.get(&it.to).and_then(|number| first[*number]) {
                leading.entry(at).or_default().push(it);
            }
        }
        let name = |at: Option<usize>| at.map_or(String::new(), |at| rows[at].name());
        Self {
            items,
            numbers,
            first: first.into_iter().map(name).collect(),
            leading: (!relations.is_empty()).then_some(leading),
        }
    }

    /// The cells of row number `at`.
    fn cells(&self, at: usize, row: &Row, tsv: &mut String) {
        let items = || row.here.iter().map(|number| (*number, self.items[*number]));
        cell(tsv, items(), |(number, item), tsv| {
            match item.fields.get(IDENTIFIER) {
                Some(value) => escape::value(value, tsv),
                None => tsv.push_str(NO_VALUE),
            }
            let _infallible = write!(tsv, "[{}]", number + 1);
        });
        cell(tsv, items(), |(number, item), tsv| {
            escape::value(&item.label, tsv);
            let _infallible = write!(tsv, "[{}]", number + 1);
        });
        let Some(leading) = &self.leading else {
            return;
        };
        let here = || leading.get(&at).into_iter().flatten();
        cell(tsv, here(), |it, tsv| escape::value(&it.label, tsv));
        cell(tsv, here(), |it, tsv| self.reference(it, tsv));
    }

    /// Where a relation comes from, and the numbers of both ends.
    fn reference(&self, it: &Relation, tsv: &mut String) {
        if let (Some(from), Some(to)) = (self.numbers.get(&it.from), self.numbers.get(&it.to)) {
            let _infallible = write!(tsv, "{}[{}_{}]", self.first[*from], from + 1, to + 1);
        }
    }
}

/// A cell with all of `items`, and the tab behind it.
fn cell<T>(tsv: &mut String, items: impl Iterator<Item = T>, put: impl Fn(T, &mut String)) {
    let mut empty = true;
    for item in items {
        if !std::mem::replace(&mut empty, false) {
            tsv.push('|');
        }
        put(item, tsv);
    }
    if empty {
        tsv.push_str(NONE);
    }
    tsv.push('\t');
}
