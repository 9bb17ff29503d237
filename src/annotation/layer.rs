//! A layer: all that one annotator has said about one document.
use super::{Annotation, Annotations, Fields, Id, Measure, Parts};
use crate::text::{CharRange, Text};
use std::{collections::BTreeMap, sync::Arc};

/// How far the work on a document is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Status {
    /// Nothing said yet.
    #[default]
    New,
    /// Begun.
    InProgress,
    /// The annotator says that nothing is missing.
    Done,
}

impl Status {
    /// As it stands in layers.
    pub fn name(self) -> &'static str {
        match self {
            Status::New => "New",
            Status::InProgress => "InProgress",
            Status::Done => "Done",
        }
    }
}

/// The document a layer speaks of, as the layer file names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentId {
    /// Relative to the corpus, `/` between folders.
    pub path: String,
    /// Code points.
    pub chars: u32,
    /// SHA-256 of the bytes of the file, lower-case hex (what `sha256sum` prints).
    pub hash: String,
    /// `UTF-8`, `CP1251`…  Default (and left out of the file): UTF-8.
    #[serde(default = "utf8", skip_serializing_if = "is_utf8")]
    pub encoding: String,
}

fn utf8() -> String {
    "UTF-8".to_owned()
}

fn is_utf8(name: &String) -> bool {
    *name == utf8()
}

impl Default for DocumentId {
    fn default() -> Self {
        Self {
            path: String::new(),
            chars: 0,
            hash: String::new(),
            encoding: utf8(),
        }
    }
}

/// A named, directed link between two annotations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Unique among the relations of its layer.
    pub id: Id,
    /// Name of a relation type of the schema.
    pub label: Arc<str>,
    /// The annotation it starts at.
    pub from: Id,
    /// The annotation it leads to.
    pub to: Id,
}

/// A suggestion refused by the annotator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rejection {
    /// The label that was proposed.
    pub label: Arc<str>,
    /// Where it was proposed.
    pub parts: Parts,
    /// Who proposed it.
    pub by: String,
}

impl Rejection {
    /// What is refused, whoever proposed it.
    pub fn what(&self) -> (&str, &Parts) {
        (&self.label, &self.parts)
    }
}

/// A remark on the document as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// Unique among the notes of its layer.
    pub id: Id,
    /// Free words.
    pub text: String,
}

/// An annotation that could not be found again with certainty when its document had changed: it waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unplaced {
    /// Unique among the annotations of its layer, placed or not.
    pub id: Id,
    /// Name of a label of the schema.
    pub label: Arc<str>,
    /// The [hash](DocumentId::hash) of the document it was made on; empty when that is not known.
    pub made_on: String,
    /// Its parts in the text it was made on.
    pub at: Vec<CharRange>,
    /// What it covered there, parts joined by `layer_file::GAP`.
    pub text: String,
    /// The reading of a metric.
    pub measure: Option<Measure>,
    /// What the schema asks for.
    pub fields: Fields,
    /// Free words of the annotator; empty for none.
    pub note: String,
}

/// Earlier texts of a document by the hashes it had then, as far as they were kept.
pub type Former = BTreeMap<String, Text>;

impl Unplaced {
    /// The annotation it is when it covers `parts`.
    pub fn placed(&self, parts: Parts) -> Annotation {
        Annotation {
            id: self.id.clone(),
            label: Arc::clone(&self.label),
            parts,
            measure: self.measure.clone(),
            fields: self.fields.clone(),
            note: self.note.clone(),
        }
    }
}

/// A line of another program's file that a layer has no words for, or that would be written otherwise. It is kept as it
/// was, and written back when the document goes to that program again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Foreign {
    /// The name of the format.
    pub format: Arc<str>,
    /// The line, without its end.
    pub line: String,
    /// The annotations and relations that it speaks of: without one of them it says nothing.
    pub of: Vec<Id>,
    /// The layer says the same in its own words, and what it says holds.
    pub restates: bool,
}

impl Foreign {
    /// The same of what `name` says that these annotations and relations are called now.
    pub(super) fn renamed(&self, name: impl Fn(&Id) -> Id) -> Self {
        Self {
            of: self.of.iter().map(name).collect(),
            ..self.clone()
        }
    }
}

/// All that one annotator has said about one document. Cloning shares the annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// Who says it.
    pub annotator: String,
    /// How far the work is.
    pub status: Status,
    /// Seconds of work.
    pub seconds: u32,
    /// The labelled stretches.
    pub annotations: Annotations,
    /// The links between them.
    pub relations: Vec<Relation>,
    /// What was proposed and refused.
    pub rejections: Vec<Rejection>,
    /// Remarks on the whole document.
    pub notes: Vec<Note>,
    /// Annotations of an earlier text of the document, each waiting for its place.
    pub unplaced: Vec<Unplaced>,
    /// What other programs said that has no place here.
    pub foreign: Vec<Foreign>,
}
