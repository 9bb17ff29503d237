//! Rows of the tables as readings of documents. Columns are known by their names and may stand in any order.

use super::{COLUMNS, TABLES, cell::plain};
use crate::{
    annotation::Fields,
    formats::{Claim, Link, Measured, Piece, Reading, TABLE, broken},
    locale::{Message, Place, Problem},
    msg,
};
use csv::StringRecord;
use std::collections::HashMap;

/// Reads all tables.
pub(super) fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut tables = Tables::default();
    let mut table = Table::new(0, 0, piece);
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(piece.body.as_bytes());
    let mut record = StringRecord::new();
    while records
        .read_record(&mut record)
        .map_err(|why| broken(piece, 0, why.to_string()))?
    {
        let line = record.position().map_or(0, |it| it.line() as usize - 1);
        let named = record.get(0).and_then(|first| first.strip_prefix(TABLE));
        if let Some(which) = named.and_then(|name| TABLES.iter().position(|it| *it == name)) {
            let begins = records.position().line() as usize - 1;
            table = Table::new(which, begins, piece);
        } else if table.columns.is_empty() {
            table.head(&record);
            table
                .lacks()
                .map_or(Ok(()), |why| Err(table.broken(line, why)))?;
        } else if let Err(why) = tables.row(&table, &record, line) {
            tables.problems.push(table.broken(line, why));
        }
    }
    Ok(tables.readings())
}

/// The table that is read.
struct Table<'p> {
    which: usize,
    /// The line of the piece where it begins.
    line: usize,
    piece: &'p Piece<'p>,
    /// The number of each column by its name.
    columns: HashMap<String, usize>,
}

impl<'p> Table<'p> {
    fn new(which: usize, line: usize, piece: &'p Piece<'p>) -> Self {
        Self {
            which,
            line,
            piece,
            columns: HashMap::new(),
        }
    }

    fn head(&mut self, record: &StringRecord) {
        let names = record
            .iter()
            .map(|name| name.trim_matches(['\u{feff}', ' ']).to_owned());
        self.columns = names.zip(0..).collect();
    }

    /// What is said of a column that must be there and is not.
    fn lacks(&self) -> Option<Message> {
        let needed: &[&str] = [
            &["document", "label", "start", "end"][..],
            &["document"],
            &["document", "label", "from", "to"],
            &["document", "span"],
        ][self.which];
        let lacking = needed
            .iter()
            .find(|name| !self.columns.contains_key(**name))?;
        Some(msg!("csv-no-column", name = *lacking))
    }

    /// A row that cannot be read, where it stands in its own file.
    fn broken(&self, line: usize, why: Message) -> Problem {
        let mut folders = TABLES.iter().map(|name| self.piece.path.strip_suffix(name));
        let path = folders.find_map(|folder| folder).unwrap_or_default();
        let line = u32::try_from(line.saturating_sub(self.line)).unwrap_or(u32::MAX);
        Problem::new(msg!("format-broken"))
            .at(Place {
                path: format!("{path}{}", TABLES[self.which]),
                at: Some((line.saturating_add(1), 1)),
            })
            .because(why)
    }
}

/// Cells of a row by the names of their columns; empty where there is none.
struct Row<'r> {
    table: &'r Table<'r>,
    record: &'r StringRecord,
}

impl Row<'_> {
    fn get(&self, name: &str) -> &str {
        let column = self.table.columns.get(name);
        plain(
            column
                .and_then(|column| self.record.get(*column))
                .unwrap_or(""),
        )
    }

    fn said(&self, name: &str) -> Option<String> {
        Some(self.get(name))
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
    }

    fn number(&self, name: &'static str) -> Result<u32, Message> {
        let number = self.get(name).parse();
        number.map_err(|_| msg!("csv-no-number", name = name))
    }
}

/// What was read so far.
#[derive(Default)]
struct Tables {
    documents: Vec<Reading>,
    /// The number of a document by its name, and of a claim in it by its id.
    names: HashMap<String, usize>,
    claims: HashMap<(usize, String), usize>,
    problems: Vec<Problem>,
}

impl Tables {
    fn row(
        &mut self,
        table: &Table<'_>,
        record: &StringRecord,
        line: usize,
    ) -> Result<(), Message> {
        let row = Row { table, record };
        let name = row.get("document");
        if name.is_empty() {
            return Err(msg!("csv-no-document"));
        }
        let document = self.document(name);
        match table.which {
            0 => self.span(document, &row, line),
            1 => self.work(document, &row),
            2 => self.relation(document, &row),
            _ => self.measure(document, &row),
        }
    }

    fn document(&mut self, name: &str) -> usize {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        self.names.insert(name.to_owned(), self.documents.len());
        self.documents.push(Reading {
            path: Some(name.to_owned()),
            ..Reading::default()
        });
        self.documents.len() - 1
    }

    fn span(&mut self, document: usize, row: &Row<'_>, line: usize) -> Result<(), Message> {
        let at = match row.get("parts") {
            "" => vec![(row.number("start")?, row.number("end")?)],
            parts => self::parts(parts).ok_or(msg!("csv-no-number", name = "parts"))?,
        };
        let fields = match row.get("fields") {
            "" => Fields::new(),
            fields => serde_json::from_str(fields).map_err(|why| Message::from(why.to_string()))?,
        };
        let claim = Claim {
            id: row.get("id").to_owned(),
            label: row.said("label").ok_or(msg!("csv-no-label"))?,
            at,
            covered: row.said("text"),
            fields,
            note: row.get("note").to_owned(),
            line,
            ..Claim::default()
        };
        let claims = &mut self.documents[document].claims;
        self.claims
            .insert((document, claim.id.clone()), claims.len());
        claims.push(claim);
        Ok(())
    }

    fn work(&mut self, document: usize, row: &Row<'_>) -> Result<(), Message> {
        let status = format!("\"{}\"", row.get("status"));
        let has_text = row.table.columns.contains_key("text");
        let reading = &mut self.documents[document];
        reading.text = has_text.then(|| row.get("text").to_owned());
        reading.annotator = row.said("annotator");
        reading.status = serde_json::from_str(&status).ok();
        reading.seconds = row.number("seconds").unwrap_or(0);
        Ok(())
    }

    fn relation(&mut self, document: usize, row: &Row<'_>) -> Result<(), Message> {
        let label = row.said("label").ok_or(msg!("csv-no-label"))?;
        for end in ["from", "to"] {
            self.claim(document, row.get(end))?;
        }
        self.documents[document].links.push(Link {
            id: row.get("id").to_owned(),
            label,
            from: row.get("from").to_owned(),
            to: row.get("to").to_owned(),
            line: 0,
        });
        Ok(())
    }

    fn measure(&mut self, document: usize, row: &Row<'_>) -> Result<(), Message> {
        let claim = self.claim(document, row.get("span"))?;
        let columns = COLUMNS[3][2..].iter();
        let cells = columns.map(|name| ((*name).to_owned(), row.said(name).into()));
        let filled = cells.filter(|(_, cell): &(String, serde_json::Value)| !cell.is_null());
        let measured: Result<Measured, _> = serde_json::from_value(filled.collect());
        let measured = measured.map_err(|why| Message::from(why.to_string()))?;
        self.documents[document].claims[claim].measure = Some(measured.into());
        Ok(())
    }

    fn claim(&self, document: usize, id: &str) -> Result<usize, Message> {
        let claim = self.claims.get(&(document, id.to_owned())).copied();
        claim.ok_or(msg!("csv-no-span", id = id.to_owned()))
    }

    fn readings(mut self) -> Vec<Reading> {
        if let Some(first) = self.documents.first_mut() {
            first.problems = self.problems;
        }
        self.documents
    }
}

/// `0 5;8 12`
fn parts(parts: &str) -> Option<Vec<(u32, u32)>> {
    let part = |part: &str| {
        let (start, end) = part.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    parts.split(';').map(part).collect()
}
