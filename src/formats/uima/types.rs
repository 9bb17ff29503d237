//! The types that are written, and those that are no annotations.

use crate::formats::Measured;
use serde_json::{Map, Value, json};
use std::{borrow::Cow, fmt::Write};

/// DKPro's named entity: a built-in layer of INCEpTION.
pub(in crate::formats) const ENTITY: &str =
    "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
/// A layer of relations between named entities, as INCEpTION makes it when one called «Relation» is added.
pub(in crate::formats) const RELATION: &str = "webanno.custom.Relation";

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Entity,
    Relation,
}

impl Role {
    /// The type, with the package.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Entity => ENTITY,
            Self::Relation => RELATION,
        }
    }
}

/// The label, of either.
pub(super) const VALUE: &str = "value";
/// Free words on an annotation.
pub(super) const NOTE: &str = "note";
/// Fields that have no feature of their own: name, value, name, value …
pub(super) const FIELDS: &str = "fields";
/// Where a relation begins, by the usage of DKPro and INCEpTION.
pub(super) const FROM: &str = "Governor";
/// Where a relation leads to.
pub(super) const TO: &str = "Dependent";

/// What the features of a measure begin with.
const MEASURE: &str = "measure_";
const STRING: &str = "uima.cas.String";
pub(super) const STRINGS: &str = "uima.cas.StringArray";
const ANNOTATION: &str = "uima.tcas.Annotation";

/// The types with their features and what these hold.
const TYPES: &[(&str, &[(&str, &str)])] = &[
    (
        ENTITY,
        &[
            (VALUE, STRING),
            (super::IDENTIFIER, STRING),
            (NOTE, STRING),
            (FIELDS, STRINGS),
            ("measure_value", STRING),
            ("measure_to", STRING),
            ("measure_bound", STRING),
            ("measure_unit", STRING),
            ("measure_of", STRING),
            ("measure_change", STRING),
            ("measure_period", STRING),
            ("measure_base", STRING),
        ],
    ),
    (RELATION, &[(VALUE, STRING), (FROM, ENTITY), (TO, ENTITY)]),
];

/// The features of a measure that is stated.
pub(super) fn of_measure(measure: &Measured) -> Vec<(Cow<'static, str>, String)> {
    let all = serde_json::to_value(measure).unwrap_or_default();
    let Value::Object(all) = all else {
        return Vec::new();
    };
    let stated = all.into_iter().filter_map(|(name, value)| match value {
        Value::String(value) => Some((format!("{MEASURE}{name}").into(), value)),
        _ => None,
    });
    stated.collect()
}

/// The measure among `values`, which loses its features.
pub(super) fn measure(values: &mut Vec<(String, String)>) -> Option<Measured> {
    if !values.iter().any(|(name, _)| name == "measure_bound") {
        return None;
    }
    let stated = values.extract_if(.., |(name, _)| name.starts_with(MEASURE));
    let stated: Map<String, Value> = stated
        .map(|(name, value)| (name[MEASURE.len()..].to_owned(), Value::String(value)))
        .collect();
    Some(serde_json::from_value(Value::Object(stated)).unwrap_or_default())
}

/// Whether a structure of type `kind` speaks of the document or its tokens, not of words in it.
pub(super) fn is_of_document(package: &str, kind: &str) -> bool {
    match package.strip_prefix("de.tudarmstadt.ukp.dkpro.core.api.") {
        Some("segmentation.type") => matches!(kind, "Token" | "Sentence"),
        Some(package) => package.starts_with("metadata."),
        None => package == "uima.tcas" && kind == "DocumentAnnotation",
    }
}

/// The description of all types as XML.
pub(super) fn xml() -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n",
    );
    for (name, features) in TYPES {
        let _infallible = writeln!(
            xml,
            "    <typeDescription>\n      <name>{name}</name>\n      <description/>\n      \
             <supertypeName>{ANNOTATION}</supertypeName>\n      <features>"
        );
        for (name, range) in *features {
            let _infallible = writeln!(
                xml,
                "        <featureDescription>\n          <name>{name}</name>\n          <description/>\n          \
                 <rangeTypeName>{range}</rangeTypeName>\n        </featureDescription>"
            );
        }
        xml.push_str("      </features>\n    </typeDescription>\n");
    }
    xml.push_str("  </types>\n</typeSystemDescription>\n");
    xml
}

/// The description of all types as JSON.
pub(super) fn json() -> Value {
    let types = TYPES.iter().map(|(name, features)| {
        let mut kind = Map::new();
        kind.insert("%NAME".to_owned(), json!(name));
        kind.insert("%SUPER_TYPE".to_owned(), json!(ANNOTATION));
        for (name, range) in *features {
            let range = match *range {
                STRINGS => "uima.cas.String[]",
                range => range,
            };
            let feature = json!({"%NAME": name, "%RANGE": range});
            kind.insert((*name).to_owned(), feature);
        }
        ((*name).to_owned(), Value::Object(kind))
    });
    Value::Object(types.collect())
}
