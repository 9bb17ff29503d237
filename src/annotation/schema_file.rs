//! `metka.ron`: a person writes it, so most of it may be left out and every fault is told with its place.
mod check;
mod defaults;

use super::{Field, FieldKind, Kind, Nesting, Schema, Wording};
use crate::{
    locale::{At, Problem, Source},
    msg,
};
use check::Check;
use ron::value::RawValue;
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// The format number of `metka.ron` that is understood; a file with a higher one is not read.
pub const FORMAT: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemaRecord<'a> {
    #[serde(rename = "metka")]
    format: u32,
    #[serde(borrow)]
    labels: At<'a, Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    relations: Vec<At<'a, String>>,
    #[serde(default)]
    nesting: Nesting,
    #[serde(borrow)]
    documents: Option<At<'a, Vec<String>>>,
    guidelines: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelRecord<'a> {
    #[serde(borrow)]
    name: At<'a, String>,
    kind: Kind,
    #[serde(default)]
    title: Wording,
    #[serde(default)]
    hint: Wording,
    #[serde(borrow)]
    key: Option<At<'a, String>>,
    #[serde(borrow)]
    code: Option<At<'a, String>>,
    #[serde(borrow)]
    color: Option<At<'a, String>>,
    #[serde(borrow, default)]
    fields: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldRecord<'a> {
    #[serde(borrow)]
    name: At<'a, String>,
    #[serde(default)]
    title: Wording,
    #[serde(default)]
    kind: FieldKind,
    #[serde(default)]
    required: bool,
}

/// Whether the schema may have a field of this name.
pub fn is_field(name: &str) -> bool {
    check::is_name(name) && !check::is_reserved(name)
}

/// Whether the schema may have a label of this name.
pub fn is_label(name: &str) -> bool {
    check::is_name(name)
}

/// Read a schema. Every fault is returned with its `file:line:column`; with any, there is no schema.
pub fn read<'a>(source: &'a str, path: &'a str) -> Result<Schema, Vec<Problem>> {
    let source = Source::new(path, source);
    let file = open(source).map_err(|problem| vec![problem])?;
    let mut check = Check::new(source);
    let label = |raw: &&'a RawValue| {
        let label: LabelRecord<'a> = check.element(raw)?;
        let fields = fields(&mut check, &label);
        Some((label, fields))
    };
    let labels: Vec<_> = file.labels.value.iter().filter_map(label).collect();
    check.schema(&file);
    check.labels(labels.iter().map(|(label, _)| label));
    let faults = check.into_faults();
    if faults.is_empty() {
        Ok(assemble(file, labels))
    } else {
        Err(faults)
    }
}

fn open(source: Source<'_>) -> Result<SchemaRecord<'_>, Problem> {
    let format = |file: &SchemaRecord<'_>| file.format;
    source.parse_format(FORMAT, format, msg!("schema-damaged"))
}

fn fields<'a>(check: &mut Check<'a>, label: &LabelRecord<'a>) -> Vec<Field> {
    let records: Vec<FieldRecord<'_>> = label
        .fields
        .iter()
        .filter_map(|raw| check.element(raw))
        .collect();
    check.fields(&records);
    let field = |record: FieldRecord<'_>| Field {
        name: record.name.value,
        title: record.title,
        kind: record.kind,
        required: record.required,
    };
    records.into_iter().map(field).collect()
}

fn assemble(file: SchemaRecord<'_>, labels: Vec<(LabelRecord<'_>, Vec<Field>)>) -> Schema {
    let standard = || vec!["txt".to_owned()];
    let extension = |name: String| name.trim_start_matches('.').to_lowercase();
    let documents = file.documents.map_or_else(standard, |list| list.value);
    Schema {
        labels: defaults::complete(labels),
        relations: file.relations.into_iter().map(|name| name.value).collect(),
        nesting: file.nesting,
        documents: documents.into_iter().map(extension).collect(),
        guidelines: file
            .guidelines
            .unwrap_or_else(|| "guidelines.md".to_owned()),
    }
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> de::Visitor<'de> for Words {
            type Value = Wording;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(r#"words: "…" or {"ru": "…", "en": "…"}"#)
            }
            fn visit_str<E: de::Error>(self, words: &str) -> Result<Wording, E> {
                Ok(Wording([(String::new(), words.to_owned())].into()))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Wording, A::Error> {
                Deserialize::deserialize(de::value::MapAccessDeserializer::new(map)).map(Wording)
            }
        }
        deserializer.deserialize_any(Words)
    }
}

#[cfg(test)]
mod tests;
