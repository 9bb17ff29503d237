//! The CAS of Apache UIMA, which INCEpTION, WebAnno, DKPro and cassis exchange: a text (sofa) and typed feature structures
//! on it, offsets in UTF-16 units. [`xmi`] and [`json`] are two ways to write the same.
//!
//! An annotation is written as DKPro's `NamedEntity`, which is a built-in layer of INCEpTION: `value` is the label. What
//! else is said of it are further features of the same type; who has the type without them may leave them out. Relations
//! are of a layer of their own.

pub(super) mod json;
mod outgoing;
#[cfg(test)]
mod tests;
mod types;
pub(super) mod xmi;

use super::{
    Beside, Claim, Counting, Holds, Keeps, Link, Measured, Piece, Reading, broken, fit::IDENTIFIER,
};
use crate::{annotation::Fields, locale::Problem, msg};
use std::collections::{HashMap, HashSet};

pub(super) use types::{ENTITY, RELATION};

/// What both ways of writing can say.
const HOLDS: Holds = Holds {
    discontinuous: false,
    document_notes: false,
    rejections: false,
    work: false,
    ids: false,
    foreign: Keeps::Nothing,
    ..Holds::ALL
};

/// The type system, which INCEpTION takes as a description of layers.
pub(super) fn type_system() -> Vec<Beside> {
    vec![("TypeSystem.xml", types::xml().into_bytes())]
}

/// A feature structure as far as it matters here.
#[derive(Debug, Default)]
struct Structure {
    id: u64,
    /// Its type, without the package.
    kind: String,
    sofa: Option<u64>,
    at: (Option<u32>, Option<u32>),
    /// Values, and where the file does not tell them apart references as well.
    values: Vec<(String, String)>,
    references: Vec<(String, u64)>,
    arrays: Vec<(String, Vec<String>)>,
    line: usize,
}

/// What was found in a file.
#[derive(Debug, Default)]
struct Cas {
    sofas: Vec<(u64, String)>,
    structures: Vec<Structure>,
    /// Arrays of strings that stand alone, by their ids.
    arrays: HashMap<u64, Vec<String>>,
    /// What is indexed in some view; without any view everything is.
    members: Option<HashSet<u64>>,
}

impl Cas {
    /// Keep what `structure`, whose type lies in `package`, says of words; not tokens, of which there are most.
    fn add(&mut self, package: &str, mut structure: Structure) {
        match (package, &*structure.kind) {
            ("uima.cas", "StringArray" | "String[]") => {
                let elements = structure.arrays.pop().unwrap_or_default();
                self.arrays.insert(structure.id, elements.1);
            }
            (package, kind) if types::is_of_document(package, kind) => {}
            _ => self.structures.push(structure),
        }
    }

    /// The documents: a sofa with a text each.
    fn readings(mut self, piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
        if self.sofas.is_empty() {
            return Err(broken(piece, 0, msg!("uima-no-text")));
        }
        let numbers: HashMap<u64, usize> = (0..)
            .zip(&self.sofas)
            .map(|(number, (id, _))| (*id, number))
            .collect();
        let texts = std::mem::take(&mut self.sofas).into_iter();
        let mut readings: Vec<Reading> = texts.map(|(_, text)| reading(text)).collect();
        for mut it in self.structures {
            let indexed = |ids: &HashSet<u64>| ids.contains(&it.id);
            let number = it.sofa.and_then(|sofa| numbers.get(&sofa));
            let Some(reading) = number.and_then(|number| readings.get_mut(*number)) else {
                continue;
            };
            if self.members.as_ref().is_none_or(indexed) {
                it.take_arrays(&mut self.arrays);
                match it.ends() {
                    Some((from, to)) => reading.links.push(it.link(from, to)),
                    None => reading.claims.extend(it.claim()),
                }
            }
        }
        readings.iter_mut().for_each(untie_the_unread);
        Ok(readings)
    }
}

fn reading(text: String) -> Reading {
    Reading {
        text: Some(text),
        counting: Counting::UTF16,
        ..Reading::default()
    }
}

/// Without relations between tokens and the like: what they tie is no annotation here.
fn untie_the_unread(reading: &mut Reading) {
    let names: HashSet<&str> = reading.claims.iter().map(|it| &*it.id).collect();
    let tied = |it: &Link| names.contains(&*it.from) || names.contains(&*it.to);
    reading.links.retain(tied);
}

impl Structure {
    /// Make arrays that are referred to features of this.
    fn take_arrays(&mut self, arrays: &mut HashMap<u64, Vec<String>>) {
        for (name, id) in &self.references {
            if let Some(array) = arrays.remove(id) {
                self.arrays.push((name.clone(), array));
            }
        }
    }

    /// What it leads from and to, when it is a relation.
    fn ends(&self) -> Option<(u64, u64)> {
        let end = |end: &str| {
            let stated = || self.values.iter().find(|(name, _)| name == end);
            let reference = self.references.iter().find(|(name, _)| name == end);
            reference
                .map(|(_, id)| *id)
                .or_else(|| stated()?.1.parse().ok())
        };
        Some((end(types::FROM)?, end(types::TO)?))
    }

    fn link(mut self, from: u64, to: u64) -> Link {
        Link {
            label: self.label(),
            from: from.to_string(),
            to: to.to_string(),
            line: self.line,
            id: String::new(),
        }
    }

    fn claim(mut self) -> Option<Claim> {
        let (Some(begin), Some(end)) = self.at else {
            return None;
        };
        Some(Claim {
            id: self.id.to_string(),
            label: self.label(),
            at: vec![(begin, end)],
            covered: None,
            measure: types::measure(&mut self.values).map(Measured::into),
            note: self.take(types::NOTE).unwrap_or_default(),
            line: self.line,
            fields: self.fields(),
        })
    }

    /// The value called `name`, which it loses.
    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.values.iter().position(|(it, _)| it == name)?;
        Some(self.values.swap_remove(at).1)
    }

    /// Its `value` or `label`, else the type without the package.
    fn label(&mut self) -> String {
        let stated = [types::VALUE, "label"]
            .iter()
            .find_map(|name| self.take(name).filter(|it| !it.is_empty()));
        stated.unwrap_or_else(|| self.kind.clone())
    }

    /// What is left.
    fn fields(self) -> Fields {
        let mut fields: Fields = self.values.into_iter().collect();
        for (name, array) in self.arrays {
            match &*name {
                types::FIELDS => fields.extend(array.chunks_exact(2).map(pair)),
                _ => drop(fields.insert(name, array.join("; "))),
            }
        }
        fields
    }
}

fn pair(two: &[String]) -> (String, String) {
    (two[0].clone(), two[1].clone())
}
