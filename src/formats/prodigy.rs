//! Prodigy, JSON lines: a task a line, with tokens and spans on them (`token_end` is the last token, not the one after
//! it) and what was answered. One text may come in several tasks; see [`Answers`] for what holds then. Offsets are code
//! points. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Frame, Holds, Link, Piece, Points, Reading, Sample, Split, Style, broken,
    cuts,
    json::{self, Name},
};
use crate::{annotation::Annotation, locale::Problem, msg, text::TextRange};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// `metka import prodigy`, `metka export prodigy`.
pub(super) const FORMAT: Format = Format {
    name: "prodigy",
    about: || msg!("format-prodigy"),
    files: Files::Together {
        names: &["jsonl"],
        // The tasks of one text may stand anywhere.
        split: Split::Whole,
        frame: Frame::none,
    },
    holds: Holds {
        relations: true,
        ..Holds::SPANS
    },
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

#[derive(Deserialize)]
struct Task {
    text: String,
    document: Option<String>,
    #[serde(rename = "_input_hash")]
    input_hash: Option<i64>,
    spans: Option<Vec<Span>>,
    relations: Option<Vec<Tie>>,
    answer: Option<String>,
    #[serde(rename = "_is_binary")]
    is_binary: Option<bool>,
    #[serde(rename = "_view_id")]
    view: Option<String>,
}

#[derive(Deserialize)]
struct Span {
    start: u32,
    end: u32,
    label: Option<Name>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Tie {
    head_span: Option<Span>,
    child_span: Option<Span>,
    label: Option<Name>,
}

impl Task {
    /// Yes or no was answered to what a model proposed.
    fn is_binary(&self) -> bool {
        let by_view = || matches!(self.view.as_deref(), Some("ner" | "spans"));
        self.is_binary.unwrap_or_else(by_view)
    }
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut answers = Answers::default();
    let mut problems = Vec::new();
    for (number, line) in piece.body.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(task) => answers.add(task, number),
            Err(why) => problems.push(broken(piece, number, why.to_string())),
        }
    }
    let mut readings = answers.readings;
    match readings.first_mut() {
        Some(first) => first.problems.extend(problems),
        None => problems.into_iter().next().map_or(Ok(()), Err)?,
    }
    Ok(readings)
}

/// What was answered about each text. Where somebody marked the whole text, the last one who did is right: a task is
/// marked again to correct it. Where a model asked about one stretch after the other, all answers count together; what
/// was refused is a rejected suggestion. A whole text that was refused or skipped says nothing.
#[derive(Default)]
struct Answers {
    readings: Vec<Reading>,
    places: HashMap<String, usize>,
}

impl Answers {
    fn add(&mut self, task: Task, line: usize) {
        let (binary, answer) = (task.is_binary(), task.answer.clone());
        let reading = self.of_text(&task);
        let claims = task.spans.iter().flatten().filter_map(|it| claim(it, line));
        match (binary, answer.as_deref().unwrap_or("accept")) {
            (true, "accept") => reading.claims.extend(claims),
            (true, "reject") => reading.rejected.extend(claims.map(rejected)),
            (false, "accept") => {
                reading.claims = claims.collect();
                let links = task.relations.iter().flatten();
                reading.links = links.filter_map(|it| link(it, line)).collect();
            }
            _ => {}
        }
    }

    fn of_text(&mut self, task: &Task) -> &mut Reading {
        // Two documents may read the same.
        let key = match (&task.document, task.input_hash) {
            (Some(document), _) => document.clone(),
            (None, Some(hash)) => hash.to_string(),
            (None, None) => task.text.clone(),
        };
        let next = self.readings.len();
        let at = *self.places.entry(key).or_insert(next);
        if at == next {
            self.readings.push(Reading {
                path: task.document.clone(),
                text: Some(task.text.clone()),
                ..Reading::default()
            });
        }
        &mut self.readings[at]
    }
}

/// A span without a label is what only relations are about.
fn claim(span: &Span, line: usize) -> Option<Claim> {
    Some(Claim {
        id: name(span)?,
        label: span.label.clone()?.0,
        at: vec![(span.start, span.end)],
        covered: span.text.clone(),
        line,
        ..Claim::default()
    })
}

/// Spans have no names: what relations refer to is repeated in them.
fn name(span: &Span) -> Option<String> {
    let label = &span.label.as_ref()?.0;
    Some(format!("{}:{}:{label}", span.start, span.end))
}

fn rejected(claim: Claim) -> Claim {
    Claim {
        note: FORMAT.name.to_owned(),
        ..claim
    }
}

fn link(tie: &Tie, line: usize) -> Option<Link> {
    let end = |span: &Option<Span>| span.as_ref().and_then(name).unwrap_or_default();
    Some(Link {
        label: tie.label.clone()?.0,
        from: end(&tie.head_span),
        to: end(&tie.child_span),
        line,
        ..Link::default()
    })
}

#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    spans: Vec<Marked<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relations: Vec<Related<'a>>,
    answer: &'static str,
    document: &'a str,
}

#[derive(Serialize)]
struct Token<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    id: usize,
    ws: bool,
}

#[derive(Clone, Copy, Serialize)]
struct Marked<'a> {
    start: u32,
    end: u32,
    token_start: usize,
    token_end: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    head: usize,
    child: usize,
    head_span: Marked<'a>,
    child_span: Marked<'a>,
    label: &'a str,
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let (text, layer) = (sample.text, sample.layer);
    let tokens = tokens(sample);
    let mut points = Points::new(text);
    let spans = layer.annotations.iter();
    let spans: Vec<Marked<'_>> = spans.map(|it| marked(it, &tokens, &mut points)).collect();
    let ids = layer.annotations.iter().map(|it| &it.id);
    let named: HashMap<_, &Marked<'_>> = ids.zip(&spans).collect();
    let relations = layer.relations.iter().filter_map(|it| {
        let (from, to) = (**named.get(&it.from)?, **named.get(&it.to)?);
        Some(related(from, to, &it.label))
    });
    let mut points = Points::new(text);
    let row = Row {
        text: text.as_str(),
        relations: relations.collect(),
        tokens: (0..)
            .zip(&tokens)
            .map(|(id, (range, ws))| {
                let [start, end] = points.of(*range);
                Token {
                    text: text.slice(*range),
                    start,
                    end,
                    id,
                    ws: *ws,
                }
            })
            .collect(),
        spans,
        answer: "accept",
        document: sample.path,
    };
    json::write(&row, &mut to[0]);
    to[0].push(b'\n');
}

/// The head of a span is its last token.
fn related<'a>(from: Marked<'a>, to: Marked<'a>, label: &'a str) -> Related<'a> {
    Related {
        head: from.token_end,
        child: to.token_end,
        head_span: from,
        child_span: to,
        label,
    }
}

fn marked<'a>(
    item: &'a Annotation,
    tokens: &[(TextRange, bool)],
    points: &mut Points<'_>,
) -> Marked<'a> {
    let cover = item.parts.cover();
    let [start, end] = points.of(cover);
    let ended = tokens.partition_point(|(range, _)| range.end() <= cover.end());
    Marked {
        start,
        end,
        token_start: tokens.partition_point(|(range, _)| range.start() < cover.start()),
        token_end: ended.saturating_sub(1),
        label: &item.label,
    }
}

/// All of the text as tokens in the manner of spaCy: each says whether a blank follows it, and other white space is a
/// token of its own. So is a blank that an annotation begins or ends with.
fn tokens(sample: &Sample<'_>) -> Vec<(TextRange, bool)> {
    let covers = sample.layer.annotations.iter().map(|it| it.parts.cover());
    let (starts, ends): (HashSet<_>, HashSet<_>) = covers.map(|it| (it.start(), it.end())).unzip();
    let mut tokens: Vec<(TextRange, bool)> = Vec::new();
    for piece in cuts::pieces(sample.text, sample.layer) {
        let slice = sample.text.slice(piece);
        let mut rest = piece;
        if let (Some(last), true) = (tokens.last_mut(), slice.starts_with(' ')) {
            let after = TextRange::from_usize(piece.start().to_usize() + 1..piece.end().to_usize());
            let taken = starts.contains(&piece.start()) || ends.contains(&after.start());
            if !taken && !last.1 && !cuts::is_blank(sample.text.slice(last.0)) {
                last.1 = true;
                rest = after;
            }
        }
        if !rest.is_empty() {
            tokens.push((rest, false));
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{
            Schema,
            fixture::{annotation, layer},
        },
        formats::fixture::{told, written},
        text::Text,
    };

    const MANUAL: &str = r#""text":"Иван в Туле","_input_hash":-5,"_task_hash":6,"tokens":[{"text":"Иван","start":0,"end":4,"id":0,"ws":true}],"_view_id":"ner_manual""#;

    #[test]
    fn the_last_who_marked_a_text_is_right() {
        let lines = format!(
            "{{{MANUAL},\"spans\":[{{\"start\":0,\"end\":4,\"token_start\":0,\"token_end\":0,\"label\":\"ORG\"}}],\"answer\":\"accept\"}}\n\
             \n\
             {{{MANUAL},\"spans\":[{{\"start\":0,\"end\":4,\"label\":\"PER\"}}],\"answer\":\"accept\"}}\n\
             {{{MANUAL},\"spans\":[{{\"start\":0,\"end\":4,\"label\":\"X\"}}],\"answer\":\"reject\"}}\n\
             {{{MANUAL},\"spans\":[],\"answer\":\"ignore\"}}\n\
             {{\"text\":\"да\",\"answer\":\"ignore\",\"document\":\"a/b.txt\"}}\n"
        );
        assert_eq!(told(&FORMAT, &lines), ": PER=Иван\na/b.txt: ");
    }

    #[test]
    fn answers_to_questions_of_a_model_count_together() {
        let line = |start: u32, end: u32, answer: &str, kind: &str| {
            format!(
                r#"{{"text":"Иван в Туле","_input_hash":1,"spans":[{{"start":{start},"end":{end},"text":"","label":"X","source":"core","input_hash":1}}],"answer":"{answer}",{kind}}}"#
            )
            .replace("\"text\":\"\",", "")
        };
        let lines = [
            line(0, 4, "accept", r#""_view_id":"ner""#),
            line(7, 11, "accept", r#""_is_binary":true"#),
            line(5, 6, "reject", r#""_view_id":"ner""#),
            line(0, 11, "ignore", r#""_view_id":"ner""#),
        ];
        assert_eq!(told(&FORMAT, &lines.join("\n")), ": X=Иван; X=Туле; -X=в");
    }

    #[test]
    fn relations_are_between_spans() {
        let line = format!(
            r#"{{{MANUAL},"spans":[{{"start":0,"end":4,"label":"PER"}},{{"start":7,"end":11,"label":"LOC"}}],"relations":[{{"head":0,"child":2,"head_span":{{"start":0,"end":4,"token_start":0,"token_end":0,"label":"PER"}},"child_span":{{"start":7,"end":11,"label":"LOC"}},"color":"red","label":"in"}},{{"head":0,"child":1,"label":"dep"}}],"answer":"accept"}}"#
        );
        assert_eq!(
            told(&FORMAT, &line),
            ": PER=Иван; LOC=Туле; in(Иван,Туле); refused in 1"
        );
    }

    #[test]
    fn what_is_broken_is_refused_with_its_line() {
        assert!(told(&FORMAT, "{").starts_with("refused: Some"));
        assert_eq!(told(&FORMAT, "\n\n"), "");
        let lines = "{\"text\":\"да\",\"spans\":[{\"start\":0,\"end\":2,\"label\":\"X\"},{\"start\":1,\"end\":20,\"label\":\"X\"}]}\n{\"text\":5}\n\n{\"txt\"";
        assert_eq!(
            told(&FORMAT, lines),
            ": X=да; refused in 1; refused in 2; refused in 4"
        );
    }

    #[test]
    fn tokens_are_all_of_the_text() {
        let text = Text::new("Тула-2  да\r\n и").unwrap();
        // «ла», « » and «да\r\n»
        let layer = layer([
            annotation("a", "A", 4, 8),
            annotation("b", "B", 10, 11),
            annotation("c", "C", 12, 18),
        ]);
        let row = written(&FORMAT, &text, &layer, &Schema::standard());
        let row: serde_json::Value = serde_json::from_str(&row).unwrap();
        let tokens = row["tokens"].as_array().unwrap().iter();
        let all: String = tokens
            .map(|it| {
                let blank = if it["ws"].as_bool().unwrap() { " " } else { "" };
                format!("{}{blank}", it["text"].as_str().unwrap())
            })
            .collect();
        assert_eq!(all, text.as_str());
        for span in row["spans"].as_array().unwrap() {
            let token = |key: &str| &row["tokens"][span[key].as_u64().unwrap() as usize];
            assert_eq!(token("token_start")["start"], span["start"], "{row}");
            assert_eq!(token("token_end")["end"], span["end"], "{row}");
        }
    }
}
