//! `metka facts PATH`: all measures of a corpus, one row each.
//!
//! What a person annotated goes before what the program reads: a document with a layer gives the measures of its
//! layer (the first finished one, or that of `--annotator`), with `--suggested` also those proposed beside them; a
//! document without a layer gives what is proposed, with `--annotated` nothing. The column `by` tells which it is.

use super::{
    Common, Outcome, Result, flow,
    inputs::{self, Input, inputs},
    measuring::measure,
    output::{self, Output, Prints},
    parquet,
    proposals::{Proposer, switches},
    settings::Settings,
};
use crate::{
    annotation::{Kind, Layer, Measure, Parts, Schema, Status, layer_file},
    formats::{Cell, Column, Holding, Measured, Points, Table, guarded},
    locale::{Place, Problem},
    msg,
    shell::store,
    suggest::Knowledge,
    text::{Text, decode::Encoding, glyph},
};
use serde::Serialize;
use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A corpus or a document
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    path: PathBuf,
    /// Comma-separated values, for spreadsheets
    #[arg(long, group = "form")]
    csv: bool,
    /// One JSON object a document
    #[arg(long, group = "form")]
    json: bool,
    /// A Parquet file, for data frames (if built in)
    #[arg(long, group = "form", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    parquet: Option<PathBuf>,
    /// Columns for people [default]
    #[arg(long, group = "form")]
    table: bool,
    /// Only what people annotated [default: of a document nobody annotated, what the program proposes]
    #[arg(long, group = "whose")]
    annotated: bool,
    /// Also what the program proposes beside what is annotated
    #[arg(long, group = "whose")]
    suggested: bool,
}

/// The columns of a table.
const COLUMNS: [&str; 15] = [
    "document", "start", "end", "label", "value", "to", "unit", "bound", "of", "change", "period",
    "base", "text", "status", "by",
];

/// The same as a table of columns: what a measure may leave out is nothing there.
const TABLE: Table = Table {
    name: "facts",
    columns: &TYPED,
};

const TYPED: [Column; COLUMNS.len()] = {
    let text = Column {
        name: "",
        holds: Holding::Text,
    };
    let mut typed = [text; COLUMNS.len()];
    let mut at = 0;
    while at < COLUMNS.len() {
        typed[at].name = COLUMNS[at];
        typed[at].holds = match at {
            1 | 2 => Holding::Number,
            4 | 5 | 8..=11 | 13 => Holding::Perhaps,
            _ => Holding::Text,
        };
        at += 1;
    }
    typed
};

/// A measure at its place.
#[derive(Serialize)]
struct Fact {
    start: u32,
    end: u32,
    label: String,
    text: String,
    /// Who says so: an annotator or a suggester.
    by: String,
    /// How far the annotator is; `null` for what is proposed.
    status: Option<&'static str>,
    #[serde(serialize_with = "all_fields")]
    measure: Measure,
}

fn all_fields<S: serde::Serializer>(
    measure: &Measure,
    to: S,
) -> std::result::Result<S::Ok, S::Error> {
    Measured::from(measure).serialize(to)
}

#[derive(Serialize)]
struct Facts {
    id: String,
    facts: Vec<Fact>,
}

/// Print them.
///
/// # Errors
/// The schema is broken, or nothing can be printed.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let schema = inputs::schema_of(&asked.path)?;
    let (inputs, mut problems) = inputs(std::slice::from_ref(&asked.path), &schema);
    let reader = Reader::new(asked, flags, schema, settings.encoding());
    problems.extend(reader.problems.iter().cloned());
    let pool = flow::pool(None)?;
    let mut file = match &asked.parquet {
        Some(path) if path.exists() => {
            let place = Place::file(path.display().to_string());
            return Err(Problem::new(msg!("export-taken")).at(place).into());
        }
        Some(path) => Some(parquet::Writer::new(path, &TABLE)?),
        None => None,
    };
    let mut failed = None;
    let prints = match asked.csv || asked.json {
        true => Prints::Meanwhile,
        false => Prints::AtTheEnd,
    };
    let bar = output::bar(Some(inputs.len()), prints);
    let mut output = Output::new();
    let mut rows = Vec::new();
    if asked.csv {
        let _told_at_the_end = output.write(&csv(&[COLUMNS.map(str::to_owned)]));
    }
    let work = |input: Input| {
        let facts = reader.facts(&input);
        bar.inc(1);
        facts
    };
    flow::in_order(&pool, inputs.into_iter(), work, |told| match told {
        flow::Told::Outcome(Ok(facts)) if asked.json => output.write(&super::json_line(&facts)),
        flow::Told::Outcome(Ok(facts)) if asked.csv => output.write(&csv(&table_rows(&facts))),
        flow::Told::Outcome(Ok(facts)) if file.is_some() => {
            let rows = table_rows(&facts).into_iter().map(cells).collect();
            let put = file.as_mut().map_or(Ok(()), |file| file.put(rows));
            failed = put.err();
            match failed {
                None => ControlFlow::Continue(()),
                Some(_) => ControlFlow::Break(()),
            }
        }
        flow::Told::Outcome(Ok(facts)) => {
            rows.extend(table_rows(&facts));
            ControlFlow::Continue(())
        }
        flow::Told::Outcome(Err(problem)) => {
            problems.push(problem);
            ControlFlow::Continue(())
        }
        flow::Told::Pause => output.flush(),
    });
    bar.finish_and_clear();
    if !asked.csv && !asked.json {
        let _told_at_the_end = output.write(table(&rows).as_bytes());
    }
    output.finish()?;
    if let Some(problem) = failed {
        return Err(problem.into());
    }
    if let Some(file) = file {
        file.finish()?;
    }
    Ok(super::mishaps(&problems, &settings.locale()))
}

/// Reads the facts of documents.
struct Reader {
    layers: HashMap<PathBuf, store::Layers>,
    root: PathBuf,
    /// Where the documents of the inputs are in the corpus.
    inside: PathBuf,
    proposer: Proposer,
    annotated: bool,
    suggested: bool,
    encoding: Option<Encoding>,
    problems: Vec<Problem>,
}

impl Reader {
    fn new(asked: &Asked, flags: &Common, schema: Schema, encoding: Option<Encoding>) -> Self {
        let (root, inside) = match asked.path.is_dir() {
            true => (asked.path.clone(), PathBuf::new()),
            false => {
                let (root, doc) = store::locate(&asked.path);
                let inside = doc.parent().unwrap_or(Path::new("")).to_owned();
                (root, inside)
            }
        };
        let (layers, problems) = store::layers(&root, flags.annotator.as_deref());
        let layers = layers.into_iter().map(|it| (it.doc.clone(), it));
        Self {
            layers: layers.collect(),
            root,
            inside,
            proposer: Proposer {
                schema,
                knowledge: Knowledge::default(),
                switches: switches(&["figures".to_owned()], &[]),
                min_score: 0.0,
            },
            annotated: asked.annotated,
            suggested: asked.suggested,
            encoding,
            problems,
        }
    }

    fn facts(&self, input: &Input) -> std::result::Result<Facts, Problem> {
        let layers = self.layers.get(&self.inside.join(&input.doc));
        let said = match layers {
            Some(layers) => layers.read(&self.root, self.encoding)?,
            None => None,
        };
        let said =
            said.filter(|(_, layer)| layer.status != Status::New || !layer.annotations.is_empty());
        let mut facts = Vec::new();
        match said {
            Some((text, layer)) => {
                self.annotated(&text, &layer, &mut facts);
                if self.suggested {
                    self.proposed(&text, &layer, &mut facts);
                }
            }
            None if self.annotated => {}
            None => self.proposed(&input.read(self.encoding)?, &Layer::default(), &mut facts),
        }
        facts.sort_by_key(|fact| (fact.start, fact.end));
        let id = input.id.clone();
        Ok(Facts { id, facts })
    }

    fn annotated(&self, text: &Text, layer: &Layer, facts: &mut Vec<Fact>) {
        let mut points = Points::new(text);
        for it in layer.annotations.iter() {
            let measure = it
                .measure
                .clone()
                .or_else(|| self.read(text, &it.label, &it.parts));
            if let Some(measure) = measure {
                let [start, end] = points.of(it.parts.cover());
                facts.push(Fact {
                    start,
                    end,
                    label: it.label.to_string(),
                    text: layer_file::covered(text, &it.parts),
                    by: layer.annotator.clone(),
                    status: Some(layer.status.name()),
                    measure,
                });
            }
        }
    }

    /// The measure of a metric that was labelled without one.
    fn read(&self, text: &Text, label: &str, parts: &Parts) -> Option<Measure> {
        let label = self.proposer.schema.label(label)?;
        let metric = label.kind == Kind::Metric;
        metric.then(|| measure(text, parts).unwrap_or_default())
    }

    fn proposed(&self, text: &Text, layer: &Layer, facts: &mut Vec<Fact>) {
        let mut points = Points::new(text);
        for it in self.proposer.propose(text, layer) {
            if let Some(measure) = it.measure.as_deref() {
                let [start, end] = points.of(it.range);
                facts.push(Fact {
                    start,
                    end,
                    label: it.label.to_string(),
                    text: text.slice(it.range).to_owned(),
                    by: it.by.to_owned(),
                    status: None,
                    measure: measure.clone(),
                });
            }
        }
    }
}

type Row = [String; COLUMNS.len()];

fn table_rows(facts: &Facts) -> Vec<Row> {
    let row = |fact: &Fact| {
        let Measure {
            value,
            to,
            bound,
            unit,
            of,
            change,
            period,
            base,
        } = fact.measure.clone();
        let said = Option::unwrap_or_default;
        [
            facts.id.clone(),
            fact.start.to_string(),
            fact.end.to_string(),
            fact.label.clone(),
            said(value),
            said(to),
            unit,
            bound.name().to_owned(),
            said(of),
            said(change),
            said(period),
            said(base),
            fact.text.clone(),
            said(fact.status.map(str::to_owned)),
            fact.by.clone(),
        ]
    };
    facts.facts.iter().map(row).collect()
}

/// A row as cells of [`TABLE`].
fn cells(row: Row) -> Vec<Cell> {
    let both = row.into_iter().zip(TYPED);
    let cell = |(text, column): (String, Column)| match column.holds {
        Holding::Number => Cell::Number(text.parse().unwrap_or(i32::MAX)),
        Holding::Perhaps if text.is_empty() => Cell::None,
        Holding::Text | Holding::Perhaps => Cell::Text(text),
    };
    both.map(cell).collect()
}

/// Rows as comma-separated values.
fn csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _written = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// Rows in columns; those that are empty throughout are left out.
fn table(rows: &[Row]) -> String {
    let cells: Vec<Vec<String>> = std::iter::once(COLUMNS.map(str::to_owned))
        .chain(rows.iter().cloned())
        .map(|row| row.map(|cell| glyph::neutral(&cell).into_owned()).into())
        .collect();
    let width = |column: usize| {
        let filled = cells[1..].iter().any(|row| !row[column].is_empty());
        let widths = cells.iter().map(|row| glyph::width(&row[column]));
        if filled { widths.max().unwrap_or(0) } else { 0 }
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let shown = row.iter().zip(&widths).filter(|(_, width)| **width > 0);
        let padded = shown.map(|(cell, width)| glyph::padded(cell, *width));
        let line = padded.collect::<Vec<_>>().join("  ");
        format!("{}\n", line.trim_end())
    };
    match rows.is_empty() {
        true => String::new(),
        false => cells.iter().map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut row = COLUMNS.map(|_| String::new());
        row[0] = "a,\"b\".txt".into();
        row[12] = "=5\n6".into();
        let written = String::from_utf8(csv(&[row])).unwrap();
        assert_eq!(written, "\"a,\"\"b\"\".txt\",,,,,,,,,,,,\"'=5\n6\",,\n");
    }
}
