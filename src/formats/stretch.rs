//! A labelled stretch of text as formats in JSON write it: a list of start, end and label, or an object that says the
//! same under one of the usual names.

use super::{Claim, json::Name};
use serde::{Deserialize, de::IgnoredAny};

/// A stretch as it stands in a file.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "neither [start, end, label] nor an object with start, end and label"
)]
pub(super) enum Stretch {
    /// `[0, 4, "PER"]`
    List(u32, u32, Name),
    /// `[0, 4, "PER", "Q1"]`, with an entry of a knowledge base
    Linked(u32, u32, Name, IgnoredAny),
    /// `{"start": 0, "end": 4, "label": "PER"}`
    Object(Object),
}

/// A stretch with names for everything.
#[derive(Deserialize)]
pub(super) struct Object {
    id: Option<Name>,
    #[serde(alias = "start_offset")]
    start: u32,
    #[serde(alias = "end_offset")]
    end: u32,
    label: Name,
    text: Option<String>,
}

impl From<Stretch> for Claim {
    fn from(stretch: Stretch) -> Self {
        let object = match stretch {
            Stretch::Object(object) => object,
            Stretch::List(start, end, label) | Stretch::Linked(start, end, label, _) => Object {
                id: None,
                start,
                end,
                label,
                text: None,
            },
        };
        Claim {
            id: object.id.unwrap_or_default().0,
            label: object.label.0,
            at: vec![(object.start, object.end)],
            covered: object.text,
            ..Claim::default()
        }
    }
}
