//! From rows to what is claimed. An annotation that covers several rows has a number in all of them; one without a
//! number covers its row. Relations refer to rows and numbers, so they wait until all annotations are known.

use super::{
    NO_VALUE, NONE, escape,
    rows::{self, Column, File, Kind, Layer, Name, Row},
    text,
};
use crate::{
    annotation::Fields,
    formats::{Claim, Link, Piece, Reading, broken, counting::Units},
    locale::Problem,
    msg,
    text::Text,
};
use std::collections::HashMap;

pub(super) fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut file = File::parse(piece)?;
    let (text, counting) = text::restored(piece, &file.sentences, &file.rows)?;
    let mut found = Found::new(&file.layers);
    for (at, row) in file.rows.iter().enumerate() {
        if !found.row(at, row) {
            let problem = broken(piece, row.line, msg!("webanno-bad-row"));
            file.problems.push(problem);
        }
    }
    let units = Units::new(&text, counting);
    let links = found.links();
    let covered = Covered {
        text: &text,
        units: &units,
        rows: &file.rows,
    };
    let claims = found.spans.into_iter().enumerate();
    let claims = claims.map(|(number, span)| claim(number, span, &covered, &file.layers));
    let claims = claims.collect();
    let unread = file.layers.iter();
    let unread = unread.filter_map(|it| unread_layer(it, &found.bases, piece));
    file.problems.extend(unread);
    Ok(vec![Reading {
        claims,
        links,
        counting,
        problems: file.problems,
        text: Some(text.as_str().to_owned()),
        ..Reading::default()
    }])
}

/// Tells of a layer that is not read.
fn unread_layer(
    layer: &Layer<'_>,
    bases: &HashMap<&str, usize>,
    piece: &Piece<'_>,
) -> Option<Problem> {
    let strange = layer.columns.iter().any(|column| match column {
        Column::Role => true,
        Column::From(base) => !bases.contains_key(base),
        Column::Value(_) | Column::Target => false,
    });
    let what = msg!("format-layer-unread", name = layer.name.to_owned());
    (strange || layer.kind == Kind::Chain).then(|| Problem::new(what).at(piece.place(layer.line)))
}

/// What is known so far.
struct Found<'f> {
    layers: &'f [Layer<'f>],
    /// The layers of annotations by their names.
    bases: HashMap<&'f str, usize>,
    has_relations: bool,
    spans: Vec<Span<'f>>,
    /// Annotations by layer and number.
    numbered: HashMap<(usize, u32), usize>,
    /// The first annotation on a row by layer, where somebody may ask.
    first_on: HashMap<(usize, Name), usize>,
    ties: Vec<Tie<'f>>,
}

/// An annotation.
struct Span<'f> {
    layer: usize,
    /// Each feature that has a value.
    values: Vec<(&'f str, &'f str)>,
    /// The rows it covers.
    rows: Vec<usize>,
}

/// A relation.
struct Tie<'f> {
    layer: usize,
    values: Vec<(&'f str, &'f str)>,
    /// The rows and the numbers of both ends; 0 where that has none.
    from: (Name, u32),
    to: (Name, u32),
    base: &'f str,
    line: usize,
}

impl<'f> Found<'f> {
    fn new(layers: &'f [Layer<'f>]) -> Self {
        let spans = (0..).zip(layers).filter(|(_, it)| it.kind == Kind::Span);
        Self {
            layers,
            bases: spans.map(|(number, it)| (it.name, number)).collect(),
            has_relations: layers.iter().any(|it| it.kind == Kind::Relation),
            spans: Vec::new(),
            numbered: HashMap::new(),
            first_on: HashMap::new(),
            ties: Vec::new(),
        }
    }

    /// Take in a row; false when columns are missing.
    fn row(&mut self, at: usize, row: &Row<'f>) -> bool {
        let cells: Vec<&str> = row.cells.split('\t').collect();
        for (number, layer) in self.layers.iter().enumerate() {
            let columns = layer.first..layer.first + layer.columns.len();
            let Some(cells) = cells.get(columns) else {
                return false;
            };
            let stacks: Vec<Vec<&str>> = cells.iter().map(|cell| stack(cell)).collect();
            match layer.kind {
                Kind::Span => self.spans(number, at, row, &stacks),
                Kind::Relation => self.ties(number, row, &stacks),
                Kind::Chain => {}
            }
        }
        true
    }

    fn spans(&mut self, number: usize, at: usize, row: &Row<'f>, stacks: &[Vec<&'f str>]) {
        let columns = &self.layers[number].columns;
        let count = stacks.iter().map(Vec::len).max().unwrap_or_default();
        for which in 0..count {
            let (id, values) = entry(columns, stacks, which);
            let key = id.map(|id| (number, id));
            let known = key.and_then(|key| self.numbered.get(&key).copied());
            let span = known.unwrap_or(self.spans.len());
            match self.spans.get_mut(span) {
                Some(known) => known.rows.push(at),
                None => self.spans.push(Span {
                    layer: number,
                    values,
                    rows: vec![at],
                }),
            }
            if let Some(key) = key {
                self.numbered.insert(key, span);
            }
            if self.has_relations {
                self.first_on.entry((number, row.name)).or_insert(span);
            }
        }
    }

    fn ties(&mut self, number: usize, row: &Row<'f>, stacks: &[Vec<&'f str>]) {
        let columns = &self.layers[number].columns;
        let base = columns.iter().zip(stacks).find_map(|it| match it {
            (Column::From(base), stack) => Some((*base, stack)),
            _ => None,
        });
        let Some((base, references)) = base else {
            return;
        };
        for (which, reference) in references.iter().enumerate() {
            let (from, numbers) = escape::bracketed(reference);
            let numbers = numbers.and_then(|it| it.split_once('_'));
            let (source, target) = numbers.unwrap_or(("0", "0"));
            // What cannot be read refers to nothing, and is told as such.
            let from = rows::name(from).unwrap_or_default();
            let number_of = |number: &str| number.parse::<u32>().unwrap_or_default();
            self.ties.push(Tie {
                layer: number,
                values: entry(columns, stacks, which).1,
                from: (from, number_of(source)),
                to: (row.name, number_of(target)),
                base,
                line: row.line,
            });
        }
    }

    /// The relations; those between annotations that are not there lead to nothing, which is told later.
    fn links(&self) -> Vec<Link> {
        let links = self.ties.iter().filter_map(|tie| {
            let base = *self.bases.get(tie.base)?;
            let end = |(row, number): (Name, u32)| match number {
                0 => self.first_on.get(&(base, row)).copied(),
                _ => self.numbered.get(&(base, number)).copied(),
            };
            let name = |end: Option<usize>| end.map_or(String::new(), id);
            let (label, _) = said(&tie.values, self.layers[tie.layer].name);
            Some(Link {
                label,
                from: name(end(tie.from)),
                to: name(end(tie.to)),
                line: tie.line,
                id: String::new(),
            })
        });
        links.collect()
    }
}

/// The values of a cell; none when nothing is there.
fn stack(cell: &str) -> Vec<&str> {
    match cell {
        NONE | "" => Vec::new(),
        _ => escape::stacked(cell),
    }
}

/// Number `which` in the columns of a layer: its number, and the features that have a value.
fn entry<'f>(
    columns: &[Column<'f>],
    stacks: &[Vec<&'f str>],
    which: usize,
) -> (Option<u32>, Vec<(&'f str, &'f str)>) {
    let (mut id, mut values) = (None, Vec::new());
    for (column, stack) in columns.iter().zip(stacks) {
        let name = match column {
            Column::Value(name) => *name,
            Column::Role => "",
            Column::Target | Column::From(_) => continue,
        };
        if let Some(cell) = stack.get(which) {
            let (value, number) = escape::bracketed(cell);
            id = number.and_then(|it| it.parse().ok()).or(id);
            if value != NO_VALUE && !name.is_empty() {
                values.push((name, value));
            }
        }
    }
    (id, values)
}

/// What the annotation of that number is called.
fn id(number: usize) -> String {
    format!("s{number}")
}

/// The label, which is its `value` or `label`, else the layer without the package, and the other values.
fn said(values: &[(&str, &str)], layer: &str) -> (String, Fields) {
    let is_label = |name: &str| {
        values
            .iter()
            .find(|(it, value)| *it == name && !value.is_empty())
    };
    let label = is_label("value").or_else(|| is_label("label"));
    let short = || layer.rsplit('.').next().unwrap_or_default().to_owned();
    let others = values
        .iter()
        .filter(|(name, _)| label.is_none_or(|label| label.0 != *name));
    let others = others.map(|(name, value)| ((*name).to_owned(), escape::read_value(value)));
    (
        label.map_or_else(short, |(_, value)| escape::read_value(value)),
        others.collect(),
    )
}

fn claim(number: usize, span: Span<'_>, covered: &Covered<'_>, layers: &[Layer<'_>]) -> Claim {
    let (label, fields) = said(&span.values, layers[span.layer].name);
    let (first, last) = (span.rows[0], span.rows[span.rows.len() - 1]);
    Claim {
        id: id(number),
        label,
        fields,
        at: vec![(covered.rows[first].begin, covered.rows[last].end)],
        covered: covered.by(&span.rows),
        line: covered.rows[first].line,
        ..Claim::default()
    }
}

/// Finds what annotations cover.
struct Covered<'a> {
    text: &'a Text,
    units: &'a Units<'a>,
    rows: &'a [Row<'a>],
}

impl Covered<'_> {
    /// The texts of `rows` and what stands between them.
    fn by(&self, rows: &[usize]) -> Option<String> {
        let mut covered = String::new();
        let mut last: Option<u32> = None;
        for row in rows.iter().map(|at| &self.rows[*at]) {
            let slice = |begin, end| text::slice(self.text, self.units, begin, end);
            if let Some(last) = last {
                covered += slice(last, row.begin)?;
            }
            let here = slice(row.begin, row.end).filter(|it| row.reads(it));
            covered += here.unwrap_or(row.text);
            last = Some(row.end);
        }
        Some(covered)
    }
}
