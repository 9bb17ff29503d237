//! Hugging Face token classification: JSON lines of `id`, `tokens` and `ner_tags`, a sentence a line, with the tags of
//! IOB2 as words, and beside it the list of all tags, which is what makes them numbers. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Frame, Holds, Piece, Reading, Sample, Split, Style, broken, cuts,
    json::{self, Name},
};
use crate::{
    annotation::{Annotation, Annotations, Schema},
    locale::Problem,
    msg,
    text::{Text, TextRange},
};
use serde::{Deserialize, Serialize};

/// `metka import hugging-face`, `metka export hugging-face`.
pub(super) const FORMAT: Format = Format {
    name: "hugging-face",
    about: || msg!("format-hugging-face"),
    files: Files::Together {
        names: &["jsonl"],
        split: Split::Lines,
        frame: Frame::none,
    },
    holds: Holds {
        text: false,
        ..Holds::FLAT
    },
    read: Some(read),
    write: Some(write),
    beside: |schema| vec![("labels.json", tags(schema))],
    ..Format::PLAIN
};

#[derive(Deserialize)]
struct Line {
    id: Option<Name>,
    #[serde(alias = "words")]
    tokens: Vec<String>,
    #[serde(alias = "tags", alias = "labels", alias = "ner")]
    ner_tags: Vec<Tag>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a tag is neither a word nor a number")]
enum Tag {
    Word(String),
    Number(#[expect(dead_code, reason = "only that it is one is known")] i64),
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let line: Line = json::read(piece)?;
    let (tokens, tags) = (line.tokens.len(), line.ner_tags.len());
    if tokens != tags {
        let why = msg!("format-tags", tokens = tokens, tags = tags);
        return Err(broken(piece, 0, why));
    }
    let words = |tag| match tag {
        Tag::Word(word) => Some(word),
        Tag::Number(_) => None,
    };
    let tags: Option<Vec<String>> = line.ner_tags.into_iter().map(words).collect();
    let tags = tags.ok_or_else(|| {
        let hint = msg!("format-numbers-hint");
        broken(piece, 0, msg!("format-numbers")).hint(hint)
    })?;
    Ok(vec![Reading {
        path: line.id.map(|id| id.0),
        claims: claims(&line.tokens, &tags),
        text: Some(line.tokens.join(" ")),
        ..Reading::default()
    }])
}

/// What stands under a `B-`, or an `I-` that continues nothing, and goes on under the same label.
fn claims(tokens: &[String], tags: &[String]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let (mut at, mut open) = (0, false);
    for (token, tag) in tokens.iter().zip(tags) {
        let points = u32::try_from(token.chars().count()).unwrap_or(u32::MAX);
        let end = points.saturating_add(at);
        let (begins, label) = match (tag.strip_prefix("B-"), tag.strip_prefix("I-")) {
            (Some(label), _) => (true, label),
            (_, Some(label)) => (false, label),
            _ => (false, ""),
        };
        match claims.last_mut() {
            Some(last) if open && !begins && last.label == label => last.at[0].1 = end,
            _ if !label.is_empty() => claims.push(Claim {
                label: label.to_owned(),
                at: vec![(at, end)],
                ..Claim::default()
            }),
            _ => {}
        }
        open = !label.is_empty();
        at = end.saturating_add(1);
    }
    claims
}

/// All tags there are.
fn tags(schema: &Schema) -> Vec<u8> {
    let tags = schema.labels.iter();
    let tags = tags.flat_map(|it| ["B-", "I-"].map(|prefix| format!("{prefix}{}", it.name)));
    let mut bytes = Vec::new();
    json::write(
        &["O".to_owned()].into_iter().chain(tags).collect::<Vec<_>>(),
        &mut bytes,
    );
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    tokens: Vec<&'a str>,
    ner_tags: Vec<String>,
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let tokens = cuts::tokens(sample.text, sample.layer);
    let sentences = sentences(sample.text, &sample.layer.annotations);
    let mut rest = &tokens[..];
    for (number, sentence) in (1..).zip(sentences) {
        let count = rest.partition_point(|token| token.start() < sentence.end());
        let (here, after) = rest.split_at(count);
        rest = after;
        let row = Row {
            id: format!("{}:{number}", sample.path),
            tokens: here.iter().map(|token| sample.text.slice(*token)).collect(),
            ner_tags: tags_of(here, &sample.layer.annotations),
        };
        json::write(&row, &mut to[0]);
        to[0].push(b'\n');
    }
}

/// The sentences of `text`; those that an annotation lies across are one.
fn sentences(text: &Text, annotations: &Annotations) -> Vec<TextRange> {
    let mut all: Vec<TextRange> = Vec::new();
    for block in 0..text.block_count() {
        for sentence in text.segments(block).sentences {
            let across =
                |it: &&std::sync::Arc<Annotation>| it.parts.cover().start() < sentence.start();
            match all.last_mut() {
                Some(last) if annotations.overlapping(sentence).any(|it| across(&it)) => {
                    *last = last.cover(sentence);
                }
                _ => all.push(sentence),
            }
        }
    }
    all
}

/// The tags of the tokens of one sentence.
fn tags_of(tokens: &[TextRange], annotations: &Annotations) -> Vec<String> {
    let before = std::iter::once(None).chain(tokens.iter().map(Some));
    let tag = |(token, before): (&TextRange, Option<&TextRange>)| {
        let Some(item) = annotations.overlapping(*token).next() else {
            return "O".to_owned();
        };
        // One that begins with a blank begins with the token after it.
        let start = item.parts.cover().start();
        let prefix = match before.is_none_or(|before| before.end() <= start) {
            true => 'B',
            false => 'I',
        };
        format!("{prefix}-{}", item.label)
    };
    tokens.iter().zip(before).map(tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::fixture::{annotation, layer},
        formats::fixture::{told, written},
    };

    #[test]
    fn tags_are_read_as_they_are_written() {
        let line = r#"{"id": 3, "tokens": ["Иван", "Иван", "Грозный", "в", "Туле"], "ner_tags": ["B-PER", "B-PER", "I-PER", "O", "I-LOC"]}"#;
        assert_eq!(
            told(&FORMAT, line),
            "3: PER=Иван; PER=Иван Грозный; LOC=Туле"
        );
        let line = r#"{"words": ["a", "b", "c"], "labels": ["B-X", "I-Y", "I-Y"]}"#;
        assert_eq!(told(&FORMAT, line), ": X=a; Y=b c");
    }

    #[test]
    fn what_is_broken_is_refused() {
        for line in [
            "{",
            "{}",
            r#"{"tokens": ["a"], "ner_tags": []}"#,
            r#"{"tokens": ["a"], "ner_tags": [3]}"#,
            r#"{"tokens": [1], "ner_tags": ["O"]}"#,
        ] {
            assert!(told(&FORMAT, line).starts_with("refused: Some"), "{line}");
        }
    }

    #[test]
    fn a_sentence_is_a_line_and_an_annotation_holds_two_together() {
        let text = Text::new("Иван пришёл. Он сел.\r\nТула-2 да.").unwrap();
        let layer = layer([
            annotation("a", "PER", 0, 8),
            annotation("b", "X", 28, 45),
            annotation("c", "X", 46, 50),
        ]);
        assert_eq!(text.slice(TextRange::from_usize(0..8)), "Иван");
        let rows = written(&FORMAT, &text, &layer, &Schema::standard());
        let rows = rows.lines().filter_map(|row| {
            let row: serde_json::Value = serde_json::from_str(row).ok()?;
            Some(format!("{} {}", row["tokens"], row["ner_tags"]))
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                r#"["Иван","пришёл","."] ["B-PER","O","O"]"#,
                r#"["Он","сел",".","Тула","-","2","д","а","."] ["O","B-X","I-X","I-X","O","B-X","I-X","O","O"]"#,
            ]
        );
    }
}
