//! brat standoff: `.txt` beside `.ann`, one record a line.
//!
//! Text-bound annotations (`T`), relations (`R`), attributes (`A`, `M`), normalisations (`N`) and the notes on
//! annotations (`#`) become what a layer has for them: an attribute or a normalisation is a field. What has no place in
//! a layer, or would be written otherwise, is kept as it was ([`keep`]).

mod check;
mod conf;
mod facts;
mod keep;
mod line;
#[cfg(test)]
mod tests;
mod write;

use super::{Claim, Files, Format, Holds, Keeps, Link, Piece, Reading};
use crate::{annotation::schema_file, locale::Problem, msg};
use line::{Line, Record};
use std::collections::{HashMap, HashSet};

/// As it is called everywhere.
const NAME: &str = "brat";

/// `metka import brat`, `metka export brat`.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: || msg!("format-brat"),
    files: Files::Each(&["txt", "ann"]),
    holds: Holds {
        measures: false,
        document_notes: false,
        rejections: false,
        work: false,
        line_ends: false,
        spaced: false,
        foreign: Keeps::Of(NAME),
        ..Holds::ALL
    },
    read: Some(read),
    write: Some(write::write),
    keep: Some(keep::keep),
    check: Some(check::check),
    states: Some((conf::FILE, conf::read)),
    beside: conf::write,
};

/// The value of a field that stands for a flag.
const FLAG: &str = "true";

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut read = Reader::default();
    for (number, line) in line::lines(piece.body) {
        if let Err(what) = read.line(number, Line::new(line)) {
            let problem = Problem::new(what).at(piece.place(number));
            read.reading.problems.push(problem);
        }
    }
    Ok(vec![read.finish()])
}

#[derive(Default)]
struct Reader<'a> {
    reading: Reading,
    /// The numbers of annotations, relations and events.
    ids: HashSet<&'a str>,
    /// The annotations that trigger events.
    triggers: HashMap<&'a str, &'a str>,
    /// Name and value of what is said of an annotation.
    fields: Vec<(&'a str, &'a str, &'a str)>,
    notes: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, number: usize, line: Line<'a>) -> Result<(), crate::locale::Message> {
        let record = line.record();
        let counts = matches!(
            record,
            Record::Bound(_) | Record::Relation { .. } | Record::Event { .. }
        );
        if counts && !self.ids.insert(line.id) {
            return Err(msg!("brat-same-id", id = line.id));
        }
        match record {
            Record::Bound(bound) => self.reading.claims.push(Claim {
                id: line.id.to_owned(),
                label: bound.label.to_owned(),
                at: bound.at,
                covered: bound.covered.map(str::to_owned),
                line: number,
                ..Claim::default()
            }),
            Record::Relation { label, from, to } => self.reading.links.push(Link {
                id: line.id.to_owned(),
                label: label.to_owned(),
                from: from.to_owned(),
                to: to.to_owned(),
                line: number,
            }),
            Record::Event { trigger } => drop(self.triggers.insert(line.id, trigger)),
            Record::Attribute { name, of, value } => {
                self.fields.push((of, name, value.unwrap_or(FLAG)));
            }
            Record::Normal {
                of,
                resource,
                entry,
            } => self.fields.push((of, resource, entry)),
            Record::Note { of, text } => self.notes.entry(of).or_default().push(text),
            Record::Other => {}
            Record::Broken => return Err(msg!("brat-bad-line")),
        }
        Ok(())
    }

    /// What is said of an event is said of its trigger.
    fn finish(mut self) -> Reading {
        let triggers = &self.triggers;
        let annotation = |name: &'a str| triggers.get(name).copied().unwrap_or(name);
        for link in &mut self.reading.links {
            for end in [&mut link.from, &mut link.to] {
                if let Some(trigger) = triggers.get(&**end) {
                    (*trigger).clone_into(end);
                }
            }
        }
        let claims = &mut self.reading.claims;
        let places = claims.iter().enumerate();
        let places: HashMap<String, usize> = places.map(|(at, it)| (it.id.clone(), at)).collect();
        for (of, name, value) in self.fields {
            let at = places.get(annotation(of));
            if let Some(at) = at.filter(|_| schema_file::is_field(name)) {
                let field = claims[*at].fields.entry(name.to_owned());
                field.or_insert_with(|| value.to_owned());
            }
        }
        for claim in claims {
            claim.note = self.notes.remove(&*claim.id).unwrap_or_default().join("; ");
        }
        self.reading.lines_join = true;
        self.reading
    }
}
