//! What a reader finds in a file: claims, in the words and numbers of the file. Whether they hold is another's business.

use super::Counting;
use crate::{
    annotation::{Fields, Foreign, Measure, Status},
    locale::Problem,
};

/// One document and what a file says of it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What the document is called; `None` when it is called like the file.
    pub path: Option<String>,
    /// Its text; `None` when it lies elsewhere.
    pub text: Option<String>,
    /// What offsets count when nothing speaks against it.
    pub counting: Counting,
    /// Nothing speaks against it: the reader found the places itself.
    pub certain: bool,
    /// Parts that only a line end separates are one: the format cannot write it otherwise.
    pub lines_join: bool,
    /// Who says it.
    pub annotator: Option<String>,
    /// How far the work is.
    pub status: Option<Status>,
    /// Seconds of work.
    pub seconds: u32,
    /// Annotations.
    pub claims: Vec<Claim>,
    /// What was proposed and refused: a claim whose `note` says by whom.
    pub rejected: Vec<Claim>,
    /// Relations.
    pub links: Vec<Link>,
    /// Remarks on the whole document.
    pub notes: Vec<String>,
    /// Lines of other programs that were kept; what they speak of goes by its name in the file.
    pub foreign: Vec<Foreign>,
    /// What could not be read, each with its place. The rest was.
    pub problems: Vec<Problem>,
}

/// An annotation as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// What it is called in the file; empty when nothing refers to it.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Start and end of each part, in whatever the file counts.
    pub at: Vec<(u32, u32)>,
    /// What it covers; `None` where the format does not say.
    pub covered: Option<String>,
    /// The reading of a metric.
    pub measure: Option<Measure>,
    /// Typed values by name.
    pub fields: Fields,
    /// Free words.
    pub note: String,
    /// The line of the piece where it stands, from 0.
    pub line: usize,
}

/// A relation as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it is called in the file; may be empty.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The claim it starts at, by its id.
    pub from: String,
    /// The claim it leads to, by its id.
    pub to: String,
    /// The line of the piece where it stands, from 0.
    pub line: usize,
}
