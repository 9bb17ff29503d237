//! The lines of a layer file as they are written and read. What is empty is left out; what is unknown is refused, for
//! the next write would lose it.
use super::{FORMAT, chars, covered};
use crate::{
    annotation::{
        Annotation, DocumentId, Fields, Foreign, Id, Layer, Measure, Note, Rejection, Relation,
        Status, Unplaced,
    },
    locale::{self, At},
    text::Text,
};
use ron::{ser::PrettyConfig, value::RawValue};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A layer file whose elements are read with it. As [`Lines`] they are only found, to be read one by one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(
    deserialize = "'de: 'a, A: Deserialize<'de>, R: Deserialize<'de>, J: Deserialize<'de>, N: Deserialize<'de>, \
        U: Deserialize<'de>, F: Deserialize<'de>"
))]
pub(super) struct LayerRecord<
    'a,
    A = AnnotationRecord<'static>,
    R = RelationRecord,
    J = RejectionRecord,
    N = NoteRecord,
    U = UnplacedRecord,
    F = ForeignRecord,
> {
    #[serde(rename = "metka")]
    pub format: u32,
    #[serde(borrow)]
    pub document: At<'a, DocumentId>,
    pub annotator: String,
    #[serde(default)]
    pub status: Status,
    #[serde(default)]
    pub seconds: u32,
    #[serde(default = "Vec::new")]
    pub annotations: Vec<A>,
    #[serde(default = "Vec::new")]
    pub relations: Vec<R>,
    #[serde(default = "Vec::new")]
    pub rejections: Vec<J>,
    #[serde(default = "Vec::new")]
    pub notes: Vec<N>,
    #[serde(default = "Vec::new")]
    pub unplaced: Vec<U>,
    #[serde(default = "Vec::new")]
    pub foreign: Vec<F>,
}

pub(super) type Lines<'a> = LayerRecord<
    'a,
    &'a RawValue,
    &'a RawValue,
    &'a RawValue,
    &'a RawValue,
    &'a RawValue,
    &'a RawValue,
>;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnotationRecord<'a> {
    pub id: Cow<'a, str>,
    pub label: Cow<'a, str>,
    pub at: Vec<(u32, u32)>,
    pub text: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Cow<'a, str>,
}

/// An annotation with the document it was made on, which is another than that of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnplacedRecord {
    pub id: String,
    pub label: String,
    /// Programs that kept no earlier texts did not write it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_on: String,
    pub at: Vec<(u32, u32)>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl AnnotationRecord<'_> {
    /// The same when it is not known where it is in a newer document.
    pub fn made_on(self, hash: &str) -> UnplacedRecord {
        UnplacedRecord {
            id: self.id.into(),
            label: self.label.into(),
            made_on: hash.to_owned(),
            at: self.at,
            text: self.text.into_owned(),
            measure: self.measure,
            fields: self.fields,
            note: self.note.into_owned(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationRecord {
    pub id: String,
    pub label: String,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RejectionRecord {
    pub label: String,
    pub at: Vec<(u32, u32)>,
    pub text: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteRecord {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignRecord {
    pub format: String,
    pub line: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restates: bool,
}

/// The whole file. Relations, rejections and notes keep their order.
pub(super) fn write(layer: &Layer, text: &Text, document: &DocumentId) -> String {
    let annotations = layer.annotations.iter().map(|item| annotation(item, text));
    let relations = layer.relations.iter().map(relation);
    let rejections = layer.rejections.iter().map(|item| rejection(item, text));
    let notes = layer.notes.iter().map(note);
    let unplaced = layer.unplaced.iter().map(unplaced);
    let foreign = layer.foreign.iter().map(foreign);
    let mut file = String::from("(\n");
    field(&mut file, "metka", &FORMAT.to_string());
    field(&mut file, "document", &line(document));
    field(&mut file, "annotator", &line(&layer.annotator));
    field(&mut file, "status", &line(&layer.status));
    field(&mut file, "seconds", &layer.seconds.to_string());
    field(&mut file, "annotations", &list(annotations));
    field(&mut file, "relations", &list(relations));
    field(&mut file, "rejections", &list(rejections));
    field(&mut file, "notes", &list(notes));
    // Programs that do not know these lists refuse a file that has them, which is right: they would lose them.
    if !layer.unplaced.is_empty() {
        field(&mut file, "unplaced", &list(unplaced));
    }
    if !layer.foreign.is_empty() {
        field(&mut file, "foreign", &list(foreign));
    }
    file.push_str(")\n");
    file
}

fn field(file: &mut String, name: &str, value: &str) {
    for piece in ["    ", name, ": ", value, ",\n"] {
        file.push_str(piece);
    }
}

/// One record a line.
fn list<T: Serialize>(records: impl Iterator<Item = T>) -> String {
    let mut lines = String::new();
    for record in records {
        lines.push_str("\n        ");
        put(&mut lines, &record);
        lines.push(',');
    }
    match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[{lines}\n    ]"),
    }
}

/// A value on one line.
fn line(value: &impl Serialize) -> String {
    let mut line = String::new();
    put(&mut line, value);
    line
}

/// Add a value, with control characters escaped.
fn put(to: &mut String, value: &impl Serialize) {
    let one_line = PrettyConfig::new().depth_limit(0);
    locale::options()
        .to_writer_pretty(to, value, one_line)
        .expect("records of strings and numbers can be written");
}

fn annotation<'a>(item: &'a Annotation, text: &'a Text) -> AnnotationRecord<'a> {
    AnnotationRecord {
        id: item.id.as_str().into(),
        label: (&*item.label).into(),
        at: chars(text, &item.parts),
        text: match *item.parts.ranges() {
            [one] => text.slice(one).into(),
            _ => covered(text, &item.parts).into(),
        },
        measure: item.measure.clone(),
        fields: item.fields.clone(),
        note: (&*item.note).into(),
    }
}

fn unplaced(item: &Unplaced) -> UnplacedRecord {
    UnplacedRecord {
        id: item.id.to_string(),
        label: item.label.to_string(),
        made_on: item.made_on.clone(),
        at: item.at.iter().map(|part| (part.start, part.end)).collect(),
        text: item.text.clone(),
        measure: item.measure.clone(),
        fields: item.fields.clone(),
        note: item.note.clone(),
    }
}

fn relation(item: &Relation) -> RelationRecord {
    RelationRecord {
        id: item.id.to_string(),
        label: item.label.to_string(),
        from: item.from.to_string(),
        to: item.to.to_string(),
    }
}

fn rejection(item: &Rejection, text: &Text) -> RejectionRecord {
    RejectionRecord {
        label: item.label.to_string(),
        at: chars(text, &item.parts),
        text: covered(text, &item.parts),
        by: item.by.clone(),
    }
}

fn note(item: &Note) -> NoteRecord {
    NoteRecord {
        id: item.id.to_string(),
        text: item.text.clone(),
    }
}

fn foreign(item: &Foreign) -> ForeignRecord {
    ForeignRecord {
        format: item.format.to_string(),
        line: item.line.clone(),
        of: item.of.iter().map(Id::to_string).collect(),
        restates: item.restates,
    }
}
