//! One line of the filter: a JSON object of which only the text is understood. Every other field goes through as it
//! stands, digit by digit, in its place.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::{RawValue, to_raw_value};
use std::{borrow::Cow, fmt};

/// The fields in their order.
pub(super) struct Line<'a>(Vec<(Cow<'a, str>, Cow<'a, RawValue>)>);

/// What the filter adds, and what it replaces when it is there already.
const ADDED: [&str; 2] = ["spans", "error"];

impl<'de: 'a, 'a> Deserialize<'de> for Line<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Line<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some(Key(name)) = map.next_key()? {
                    fields.push((name, Cow::Borrowed(map.next_value::<&'de RawValue>()?)));
                }
                Ok(Line(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A name that is borrowed where nothing in it is escaped.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Line<'a> {
    /// A line that is no object: all of it, as a string.
    pub fn raw(line: &'a [u8]) -> Self {
        let mut new = Self(Vec::new());
        new.add("raw", &String::from_utf8_lossy(line));
        new
    }

    /// The text; `None` when there is none, or it is no string.
    pub fn text(&self) -> Option<String> {
        let (_, raw) = self.0.iter().find(|(name, _)| name == "text")?;
        serde_json::from_str(raw.get()).ok()
    }

    /// Add a field at the end.
    pub fn add(&mut self, name: &'static str, value: &impl serde::Serialize) {
        // Strings and numbers can always be written.
        if let Ok(value) = to_raw_value(value) {
            self.0.push((name.into(), Cow::Owned(value)));
        }
    }

    /// Take away what an earlier run added.
    pub fn clear(&mut self) {
        self.0.retain(|(name, _)| !ADDED.contains(&&**name));
    }
}

impl serde::Serialize for Line<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
