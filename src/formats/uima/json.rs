//! A CAS as JSON, version 0.4: `%TYPES`, `%FEATURE_STRUCTURES`, `%VIEWS`. A name that begins with `@` is a reference,
//! with `^` a place in the text, with `#` a number that JSON cannot write.

use super::{Cas, Structure, outgoing, types};
use crate::{
    formats::{Files, Format, Piece, Reading, Sample, Style, broken, json},
    locale::Problem,
    msg,
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, collections::HashSet, fmt};

/// `metka import uima-json`, `metka export uima-json`.
pub(in crate::formats) const FORMAT: Format = Format {
    name: "uima-json",
    about: || msg!("format-uima-json"),
    files: Files::Each(&["json"]),
    holds: super::HOLDS,
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let file: File = serde_json::from_str(piece.body)
        .map_err(|why| broken(piece, why.line().saturating_sub(1), why.to_string()))?;
    let members = file.views.map(|views| {
        let all = views.into_values().flat_map(|view| view.members);
        all.collect::<HashSet<u64>>()
    });
    Cas {
        members,
        ..file.structures.0
    }
    .readings(piece)
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "%FEATURE_STRUCTURES", default)]
    structures: Structures,
    #[serde(rename = "%VIEWS", default)]
    views: Option<BTreeMap<String, View>>,
}

#[derive(Deserialize, Serialize)]
struct View {
    #[serde(rename = "%SOFA", default)]
    sofa: Option<u64>,
    #[serde(rename = "%MEMBERS", default)]
    members: Vec<u64>,
}

/// All feature structures: a list, or by older programs an object with their ids as names.
#[derive(Default)]
struct Structures(Cas);

impl<'de> Deserialize<'de> for Structures {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(StructuresVisitor)
    }
}

struct StructuresVisitor;

impl<'de> Visitor<'de> for StructuresVisitor {
    type Value = Structures;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("%FEATURE_STRUCTURES")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Structures, A::Error> {
        let mut cas = Cas::default();
        while let Some(map) = all.next_element()? {
            cas.take_map(None, map);
        }
        Ok(Structures(cas))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Structures, A::Error> {
        let mut cas = Cas::default();
        while let Some((id, map)) = all.next_entry::<String, _>()? {
            cas.take_map(id.parse().ok(), map);
        }
        Ok(Structures(cas))
    }
}

impl Cas {
    fn take_map(&mut self, id: Option<u64>, mut map: Map<String, Value>) {
        let id = map.get("%ID").and_then(Value::as_u64).or(id);
        let id = id.unwrap_or_default();
        let kind = match map.remove("%TYPE") {
            Some(Value::String(kind)) => kind,
            _ => return,
        };
        if let ("uima.cas.Sofa", Some(Value::String(text))) = (&*kind, map.remove("sofaString")) {
            self.sofas.push((id, text));
            return;
        }
        let (package, kind) = kind.rsplit_once('.').unwrap_or(("", &kind));
        self.add(package, structure(id, kind, map));
    }
}

fn strings(elements: Value) -> Vec<String> {
    match elements {
        Value::Array(elements) => elements.into_iter().filter_map(simple).collect(),
        _ => Vec::new(),
    }
}

/// A value as text; `None` for null, lists and objects.
fn simple(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn structure(id: u64, kind: &str, map: Map<String, Value>) -> Structure {
    let mut new = Structure {
        id,
        kind: kind.to_owned(),
        ..Structure::default()
    };
    for (name, value) in map {
        let place = || value.as_u64().and_then(|at| u32::try_from(at).ok());
        match &*name {
            "@sofa" => new.sofa = value.as_u64(),
            "begin" | "^begin" => new.at.0 = place(),
            "end" | "^end" => new.at.1 = place(),
            "%ELEMENTS" => new.arrays.push(("elements".to_owned(), strings(value))),
            _ if name.starts_with('%') => {}
            _ => match name.strip_prefix('@') {
                Some(name) => new
                    .references
                    .extend(value.as_u64().map(|to| (name.to_owned(), to))),
                None => {
                    let name = name.strip_prefix(['#', '^']).unwrap_or(&name).to_owned();
                    new.values.extend(simple(value).map(|it| (name, it)));
                }
            },
        }
    }
    new
}

#[derive(Serialize)]
struct Written {
    #[serde(rename = "%TYPES")]
    types: Value,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<Value>,
    #[serde(rename = "%VIEWS")]
    views: BTreeMap<&'static str, View>,
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let all = outgoing::outgoing(sample);
    let mut free = outgoing::SOFA + 1 + all.len();
    let mut structures = vec![serde_json::json!({
        "%ID": outgoing::SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
        "mimeType": "text", "sofaString": sample.text.as_str(),
    })];
    for it in &all {
        let mut map = object(it);
        if !it.fields.is_empty() {
            map.insert(format!("@{}", types::FIELDS), free.into());
            structures.push(serde_json::json!({
                "%ID": free, "%TYPE": types::STRINGS, "%ELEMENTS": it.fields,
            }));
            free += 1;
        }
        structures.push(Value::Object(map));
    }
    let view = View {
        sofa: Some(outgoing::SOFA as u64),
        members: all.iter().map(|it| it.id as u64).collect(),
    };
    let file = Written {
        types: types::json(),
        structures,
        views: BTreeMap::from([("_InitialView", view)]),
    };
    json::write(&file, &mut to[0]);
    to[0].push(b'\n');
}

fn object(it: &outgoing::Outgoing<'_>) -> Map<String, Value> {
    let mut map = Map::new();
    let [begin, end] = it.at;
    for (name, number) in [("%ID", it.id), ("@sofa", outgoing::SOFA)] {
        map.insert(name.to_owned(), number.into());
    }
    map.insert("%TYPE".to_owned(), it.role.kind().into());
    map.insert("begin".to_owned(), begin.into());
    map.insert("end".to_owned(), end.into());
    if let Some([from, to]) = it.ends {
        map.insert(format!("@{}", types::FROM), from.into());
        map.insert(format!("@{}", types::TO), to.into());
    }
    for (name, value) in &it.values {
        map.insert(name.clone().into_owned(), (&**value).into());
    }
    map
}
