//! brat standoff: `.txt` beside `.ann`, one record a line. Text-bound annotations (`T`) in one part or several, the
//! notes on them (`#`) and relations (`R`) are read.

mod line;
mod write;

use super::{Claim, Files, Format, Holds, Link, Piece, Reading};
use crate::{locale::Problem, msg};
use line::Record;
use std::collections::HashMap;

/// `metka import brat`, `metka export brat`.
pub(super) const FORMAT: Format = Format {
    name: "brat",
    about: || msg!("format-brat"),
    files: Files::Each(&["txt", "ann"]),
    holds: Holds {
        measures: false,
        document_notes: false,
        rejections: false,
        work: false,
        fields: false,
        ..Holds::ALL
    },
    read: Some(read),
    write: Some(write::write),
    beside: |_| Vec::new(),
};

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut reading = Reading {
        lines_join: true,
        ..Reading::default()
    };
    let mut notes: HashMap<String, Vec<&str>> = HashMap::new();
    for (number, line) in piece.body.split('\n').enumerate() {
        match line::read(line.trim_end_matches('\r')) {
            Some(Record::Bound(bound)) => reading.claims.push(Claim {
                id: bound.id.to_owned(),
                label: bound.label.to_owned(),
                at: bound.at,
                covered: bound.covered.map(str::to_owned),
                line: number,
                ..Claim::default()
            }),
            Some(Record::Note { of, text }) => notes.entry(of.to_owned()).or_default().push(text),
            Some(Record::Relation(relation)) => reading.links.push(Link {
                line: number,
                ..relation
            }),
            Some(Record::Other | Record::Blank) => {}
            None => {
                let problem = Problem::new(msg!("brat-bad-line")).at(piece.place(number));
                reading.problems.push(problem);
            }
        }
    }
    for claim in &mut reading.claims {
        claim.note = notes.remove(&claim.id).unwrap_or_default().join("; ");
    }
    Ok(vec![reading])
}
