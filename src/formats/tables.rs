//! A corpus as tables with typed columns, for data frames and databases: documents, spans, relations and measures.
//! Offsets are code points, numbers of measures decimal strings. What is written is Parquet; `cli` does that.

use super::{Files, Format, Holds, Keeps, Points, Sample};
use crate::{
    annotation::{Annotation, Measure, layer_file},
    msg,
};

/// `metka export parquet`.
pub(super) const FORMAT: Format = Format {
    name: "parquet",
    about: || msg!("format-parquet"),
    files: Files::Tables {
        extension: "parquet",
        tables: TABLES,
        rows,
    },
    holds: Holds {
        rejections: false,
        foreign: Keeps::Nothing,
        ..Holds::ALL
    },
    read: None,
    write: None,
    ..Format::PLAIN
};

/// A table of columns.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What its file is called, without the extension.
    pub name: &'static str,
    /// In the order of the cells of a row.
    pub columns: &'static [Column],
}

/// A column: what it is called and what is in it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells are.
    pub holds: Holding,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// A whole number, always there.
    Number,
    /// A text, always there.
    Text,
    /// A text or nothing.
    Perhaps,
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    None,
    /// A whole number.
    Number(i32),
    /// A text.
    Text(String),
}

/// A row: as many cells as the table has columns.
pub type Row = Vec<Cell>;

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        // No text has more code points than that.
        Self::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::None, Self::from)
    }
}

const fn number(name: &'static str) -> Column {
    let holds = Holding::Number;
    Column { name, holds }
}

const fn text(name: &'static str) -> Column {
    let holds = Holding::Text;
    Column { name, holds }
}

const fn perhaps(name: &'static str) -> Column {
    let holds = Holding::Perhaps;
    Column { name, holds }
}

const TABLES: &[Table] = &[
    Table {
        name: "documents",
        columns: &[
            text("document"),
            text("text"),
            number("chars"),
            text("annotator"),
            text("status"),
            number("seconds"),
            perhaps("notes"),
        ],
    },
    Table {
        name: "spans",
        columns: &[
            text("document"),
            text("id"),
            number("start"),
            number("end"),
            perhaps("parts"),
            text("label"),
            text("text"),
            perhaps("fields"),
            perhaps("note"),
        ],
    },
    Table {
        name: "relations",
        columns: &[
            text("document"),
            text("id"),
            text("label"),
            text("from"),
            text("to"),
        ],
    },
    Table {
        name: "measures",
        columns: &[
            text("document"),
            text("span"),
            perhaps("value"),
            perhaps("to"),
            text("bound"),
            text("unit"),
            perhaps("of"),
            perhaps("change"),
            perhaps("period"),
            perhaps("base"),
        ],
    },
];

/// What a document adds to each of [`TABLES`].
fn rows(sample: &Sample<'_>) -> Vec<Vec<Row>> {
    let all = &sample.layer.annotations;
    let mut points = Points::new(sample.text);
    let measures = all.iter().filter_map(|it| {
        let measure = it.measure.as_ref()?;
        Some(measured(sample.path, it, measure))
    });
    let relations = sample.layer.relations.iter().map(|it| {
        let all = [
            sample.path,
            it.id.as_str(),
            &it.label,
            it.from.as_str(),
            it.to.as_str(),
        ];
        all.map(Cell::from).into()
    });
    vec![
        vec![document(sample)],
        all.iter().map(|it| span(sample, it, &mut points)).collect(),
        relations.collect(),
        measures.collect(),
    ]
}

fn document(sample: &Sample<'_>) -> Row {
    let layer = sample.layer;
    let notes: Vec<&str> = layer.notes.iter().map(|it| &*it.text).collect();
    vec![
        sample.path.into(),
        sample.text.as_str().into(),
        Points::new(sample.text).at(sample.text.len()).into(),
        layer.annotator.as_str().into(),
        layer.status.name().into(),
        layer.seconds.into(),
        json(notes.is_empty(), &notes),
    ]
}

fn span(sample: &Sample<'_>, item: &Annotation, points: &mut Points<'_>) -> Row {
    let parts = item.parts.ranges().iter().map(|it| points.of(*it));
    let parts: Vec<[u32; 2]> = parts.collect();
    vec![
        sample.path.into(),
        item.id.as_str().into(),
        parts.first().map_or(0, |it| it[0]).into(),
        parts.last().map_or(0, |it| it[1]).into(),
        json(parts.len() == 1, &parts),
        (&*item.label).into(),
        Cell::Text(layer_file::covered(sample.text, &item.parts)),
        json(item.fields.is_empty(), &item.fields),
        Some(&*item.note).filter(|it| !it.is_empty()).into(),
    ]
}

/// What has no columns of its own: several parts, fields, notes. Nothing where there are none.
fn json(none: bool, value: &impl serde::Serialize) -> Cell {
    // Strings, numbers and lists can always be written.
    let json = serde_json::to_string(value).unwrap_or_default();
    match none {
        true => Cell::None,
        false => Cell::Text(json),
    }
}

fn measured(path: &str, item: &Annotation, measure: &Measure) -> Row {
    let head = [path.into(), item.id.as_str().into()];
    let mut row = Vec::from(head);
    row.extend(measure_cells(measure));
    row
}

/// The cells of a measure: value, to, bound, unit, of, change, period, base.
fn measure_cells(measure: &Measure) -> [Cell; 8] {
    [
        measure.value.as_deref().into(),
        measure.to.as_deref().into(),
        measure.bound.name().into(),
        (&*measure.unit).into(),
        measure.of.as_deref().into(),
        measure.change.as_deref().into(),
        measure.period.as_deref().into(),
        measure.base.as_deref().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{
            Fields, Id, Layer, Relation, Schema,
            fixture::{annotation, discontinuous, layer},
        },
        text::Text,
    };
    use std::sync::Arc;

    #[test]
    fn every_row_has_the_cells_of_its_table() {
        let text = Text::new("😀 5 ₽ абв").unwrap();
        let metric = Annotation {
            measure: Some(Measure {
                value: Some("5".to_owned()),
                unit: "RUB".to_owned(),
                ..Measure::default()
            }),
            fields: Fields::from([("a".to_owned(), "б".to_owned())]),
            ..Annotation::clone(&annotation("1", "MONEY", 5, 10))
        };
        let said = Layer {
            relations: vec![Relation {
                id: Id::new("R"),
                label: "X".into(),
                from: Id::new("1"),
                to: Id::new("2"),
            }],
            ..layer([
                Arc::new(metric),
                discontinuous("2", "DOC", &[(11, 13), (15, 17)]),
            ])
        };
        let sample = Sample {
            path: "a.txt",
            text: &text,
            layer: &said,
            schema: &Schema::standard(),
        };
        let rows = rows(&sample);
        for (table, rows) in TABLES.iter().zip(&rows) {
            for row in rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (column, cell) in table.columns.iter().zip(row) {
                    let fits = match cell {
                        Cell::None => column.holds == Holding::Perhaps,
                        Cell::Number(_) => column.holds == Holding::Number,
                        Cell::Text(_) => column.holds != Holding::Number,
                    };
                    assert!(fits, "{} {}: {cell:?}", table.name, column.name);
                }
            }
        }
        let [documents, spans, relations, measures] = &rows[..] else {
            panic!("four tables");
        };
        assert_eq!(documents[0][2], Cell::Number(9));
        assert_eq!(spans[0][2..4], [Cell::Number(2), Cell::Number(5)]);
        assert_eq!(spans[0][7], "{\"a\":\"б\"}".into());
        assert_eq!(spans[1][4], "[[6,7],[8,9]]".into());
        assert_eq!((relations.len(), measures.len()), (1, 1));
        assert_eq!(measures[0][2], "5".into());
    }
}
