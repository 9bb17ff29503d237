//! W3C Web Annotation: beside each document a page of annotations in JSON-LD. A label is a tag on places in the document,
//! each with its position in code points and a quote; a relation links two annotations. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Holds, Link, Piece, Points, Reading, Sample, Style, broken, json,
};
use crate::{
    annotation::{Annotation, Relation},
    locale::Problem,
    msg,
    text::{Text, TextRange, TextSize},
};
use serde::Deserialize;
use serde_json::{Value, json};

/// `metka import web-annotation`, `metka export web-annotation`.
pub(super) const FORMAT: Format = Format {
    name: "web-annotation",
    about: || msg!("format-web-annotation"),
    files: Files::Each(&["txt", "jsonld"]),
    holds: Holds {
        discontinuous: true,
        relations: true,
        notes: true,
        document_notes: true,
        ids: true,
        ..Holds::SPANS
    },
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// So many bytes of a quote's surroundings are said, and what is left of a character.
const AROUND: usize = 64;

/// A page, a collection with its first page, a list, or a single annotation.
#[derive(Deserialize)]
struct Page {
    items: Option<Vec<Note>>,
    first: Option<Box<Page>>,
    #[serde(flatten)]
    alone: Note,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "neither a page of annotations nor a list of them"
)]
enum File {
    List(Vec<Note>),
    Page(Page),
}

/// An annotation of the format.
#[derive(Deserialize)]
struct Note {
    id: Option<String>,
    motivation: Option<Many<String>>,
    body: Option<Many<Value>>,
    /// A body that is nothing but words.
    #[serde(rename = "bodyValue")]
    words: Option<String>,
    target: Option<Many<Value>>,
}

/// One or several: JSON-LD does not tell them apart.
#[derive(Deserialize)]
#[serde(untagged)]
enum Many<T> {
    List(Vec<T>),
    One(T),
}

impl<T> Many<T> {
    fn all(this: Option<Self>) -> Vec<T> {
        match this {
            None => Vec::new(),
            Some(Self::One(one)) => vec![one],
            Some(Self::List(all)) => all,
        }
    }
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let notes = match json::read(piece)? {
        File::List(notes) => notes,
        File::Page(page) => notes(page),
    };
    let mut reading = Reading::default();
    for note in notes {
        take(note, piece, &mut reading);
    }
    Ok(vec![reading])
}

fn notes(page: Page) -> Vec<Note> {
    match (page.items, page.first) {
        (Some(items), _) => items,
        (None, Some(first)) => first.items.unwrap_or_default(),
        (None, None) if page.alone.target.is_some() => vec![page.alone],
        (None, None) => Vec::new(),
    }
}

fn take(note: Note, piece: &Piece<'_>, reading: &mut Reading) {
    let id = bare(&note.id.unwrap_or_default());
    let linking = Many::all(note.motivation).iter().any(|it| it == "linking");
    let (mut labels, remarks) = bodies(Many::all(note.body));
    labels.extend(note.words);
    let targets = Many::all(note.target);
    if linking {
        let mut ends = targets.iter().filter_map(iri).map(bare);
        return reading.links.push(Link {
            id,
            label: labels.into_iter().next().unwrap_or("linking".to_owned()),
            from: ends.next().unwrap_or_default(),
            to: ends.next().unwrap_or_default(),
            line: 0,
        });
    }
    let places: Vec<Place> = targets.iter().filter_map(place).collect();
    let whole = targets.iter().all(|it| it.get("selector").is_none());
    match (whole, places.is_empty()) {
        (true, _) => reading.notes.extend(remarks),
        (_, true) => {
            let problem = broken(piece, 0, msg!("format-no-offsets"));
            reading.problems.push(problem);
        }
        _ if labels.is_empty() => {
            let problem = broken(piece, 0, msg!("format-no-label"));
            reading.problems.push(problem);
        }
        _ => reading
            .claims
            .extend(claims(&id, labels, &remarks.join("\n"), &places)),
    }
}

fn claims(id: &str, labels: Vec<String>, note: &str, places: &[Place]) -> Vec<Claim> {
    let quotes: Option<Vec<&str>> = places.iter().map(|it| it.exact.as_deref()).collect();
    let claim = |label| Claim {
        id: id.to_owned(),
        label,
        at: places.iter().map(|it| (it.start, it.end)).collect(),
        covered: quotes.as_ref().map(|quotes| quotes.join(" ")),
        note: note.to_owned(),
        ..Claim::default()
    };
    labels.into_iter().map(claim).collect()
}

/// The name at the end of an address.
fn bare(iri: &str) -> String {
    let name = iri.rsplit(['#', '/', ':']).next();
    name.unwrap_or(iri).to_owned()
}

/// What a node is, by its address.
fn iri(node: &Value) -> Option<&str> {
    node.as_str().or_else(|| node.get("id")?.as_str())
}

/// The tags among `bodies`, and the remarks.
fn bodies(bodies: Vec<Value>) -> (Vec<String>, Vec<String>) {
    let (mut labels, mut remarks) = (Vec::new(), Vec::new());
    for body in bodies {
        let words = match (body.get("value").and_then(Value::as_str), iri(&body)) {
            (Some(value), _) => value.to_owned(),
            // A concept: its name is what a person reads.
            (None, Some(iri)) => bare(iri),
            (None, None) => continue,
        };
        match body.get("purpose").and_then(Value::as_str) {
            Some("commenting" | "describing" | "replying") => remarks.push(words),
            _ => labels.push(words),
        }
    }
    (labels, remarks)
}

struct Place {
    start: u32,
    end: u32,
    exact: Option<String>,
}

/// The position in a target, and what it quotes.
fn place(target: &Value) -> Option<Place> {
    let selectors = match target.get("selector")? {
        Value::Array(all) => &all[..],
        one => std::slice::from_ref(one),
    };
    let of = |kind: &str| {
        let mut all = selectors.iter();
        all.find(|it| it.get("type").and_then(Value::as_str) == Some(kind))
    };
    let position = of("TextPositionSelector")?;
    let number = |key| u32::try_from(position.get(key)?.as_u64()?).ok();
    let quote = of("TextQuoteSelector").and_then(|it| it.get("exact")?.as_str());
    Some(Place {
        start: number("start")?,
        end: number("end")?,
        exact: quote.map(str::to_owned),
    })
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    to[0].extend_from_slice(sample.text.as_str().as_bytes());
    let layer = sample.layer;
    let source = encoded(sample.path.rsplit('/').next().unwrap_or(sample.path));
    let mut points = Points::new(sample.text);
    let tags = layer.annotations.iter();
    let tags = tags.map(|it| tag(it, sample.text, &source, &mut points));
    let links = layer.relations.iter().map(link);
    let remarks = layer.notes.iter();
    let remarks = remarks.map(|it| remark(it.id.as_str(), &it.text, &source));
    let page = json!({
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": tags.chain(links).chain(remarks).collect::<Vec<Value>>(),
    });
    json::write(&page, &mut to[1]);
    to[1].push(b'\n');
}

fn tag(item: &Annotation, text: &Text, source: &str, points: &mut Points<'_>) -> Value {
    let mut body = vec![textual("tagging", &item.label)];
    if !item.note.is_empty() {
        body.push(textual("commenting", &item.note));
    }
    let parts = item.parts.ranges().iter();
    let targets = parts.map(|part| target(*part, text, source, points));
    json!({
        "id": format!("#{}", item.id),
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": targets.collect::<Vec<Value>>(),
    })
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

fn target(part: TextRange, text: &Text, source: &str, points: &mut Points<'_>) -> Value {
    let [start, end] = points.of(part);
    let [before, after] = around(text, part);
    json!({
        "source": source,
        "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": text.slice(part), "prefix": before, "suffix": after },
        ],
    })
}

/// A little of what stands before and after `part`.
fn around(text: &Text, part: TextRange) -> [&str; 2] {
    let all = text.as_str();
    let far = |place: TextSize| all.floor_char_boundary(place.to_usize().saturating_sub(AROUND));
    let (start, end) = (part.start().to_usize(), part.end().to_usize());
    let last = all.ceil_char_boundary(all.len().min(end + AROUND));
    [&all[far(part.start())..start], &all[end..last]]
}

fn link(it: &Relation) -> Value {
    json!({
        "id": format!("#{}", it.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": [textual("tagging", &it.label)],
        "target": [format!("#{}", it.from), format!("#{}", it.to)],
    })
}

fn remark(id: &str, text: &str, source: &str) -> Value {
    json!({
        "id": format!("#{id}"),
        "type": "Annotation",
        "motivation": "commenting",
        "body": [textual("commenting", text)],
        "target": source,
    })
}

/// A file name as an address.
fn encoded(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixture::told_of;

    const TEXT: &str = "Иван в Туле";

    fn told(body: &str) -> String {
        told_of(&FORMAT, body, TEXT)
    }

    fn note(id: &str, body: &str, start: u32, end: u32, exact: &str) -> String {
        format!(
            r#"{{"@context": "{CONTEXT}", "id": "http://example.org/{id}", "type": "Annotation", "body": {body},
            "target": {{"source": "http://example.org/x", "selector": [{{"type": "TextPositionSelector", "start": {start}, "end": {end}}}, {{"type": "TextQuoteSelector", "exact": "{exact}", "prefix": ""}}]}}}}"#
        )
    }

    #[test]
    fn a_page_a_collection_a_list_and_an_annotation_are_read() {
        let tag = r#"{"type": "TextualBody", "value": "PER", "purpose": "tagging"}"#;
        let short = note("a", "null, \"bodyValue\": \"a/b\"", 0, 4, "Иван");
        assert_eq!(told(&short), ": a/b=Иван");
        let one = note("a", tag, 0, 4, "Иван");
        for body in [
            one.clone(),
            format!("[{one}]"),
            format!(r#"{{"type": "AnnotationPage", "items": [{one}]}}"#),
            format!(
                r#"{{"type": "AnnotationCollection", "total": 1, "first": {{"items": [{one}]}}}}"#
            ),
        ] {
            assert_eq!(told(&body), ": PER=Иван", "{body}");
        }
        assert_eq!(told("{}"), ": ");
    }

    #[test]
    fn bodies_are_tags_concepts_and_remarks() {
        let body = r#"["http://example.org/onto#PER", {"id": "http://x/LOC"}, {"type": "TextualBody", "value": "да", "purpose": "commenting"}]"#;
        assert_eq!(
            told(&note("a", body, 0, 4, "Иван")),
            ": PER=Иван #да; LOC=Иван #да"
        );
    }

    #[test]
    fn several_targets_are_parts_and_links_are_relations() {
        let selector = |start, end| {
            format!(
                r#"{{"source": "x", "selector": {{"type": "TextPositionSelector", "start": {start}, "end": {end}}}}}"#
            )
        };
        let page = format!(
            r##"{{"items": [
            {{"id": "#a", "motivation": "tagging", "body": {{"value": "PER"}}, "target": [{}, {}]}},
            {{"id": "#b", "body": {{"value": "LOC"}}, "target": {}}},
            {{"id": "#r", "motivation": ["linking"], "body": {{"value": "in", "purpose": "tagging"}}, "target": [{{"id": "#a"}}, "#b"]}},
            {{"id": "#n", "motivation": "commenting", "body": {{"value": "да", "purpose": "commenting"}}, "target": "x"}}]}}"##,
            selector(0, 4),
            selector(5, 6),
            selector(7, 11)
        );
        assert_eq!(
            told(&page),
            ": PER=Иван … в; LOC=Туле; in(Иван … в,Туле); note да"
        );
    }

    #[test]
    fn what_is_broken_is_refused() {
        for body in ["", "[", "7", "[7]"] {
            assert!(told(body).starts_with("refused: Some"), "{body}");
        }
        let tag = r#"{"value": "PER"}"#;
        for body in [
            note("a", tag, 0, 4, "Петр"),
            note("a", "[]", 0, 4, "Иван"),
            note("a", tag, 4, 40, ""),
            r#"{"body": {"value": "X"}, "target": {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": "Иван"}}}"#.to_owned(),
        ] {
            assert_eq!(told(&body), ": refused in 1", "{body}");
        }
    }
}
