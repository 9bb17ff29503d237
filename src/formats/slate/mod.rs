//! SLATE: `a.txt.annotations` beside `a.txt`, an item a line: `(3, 5) - PER ORG`. Places are line, token and character,
//! from 0, where tokens are what blanks separate; a range names its first and its last place, both within it. How many
//! numbers a place has depends on what is annotated; all of them are read, and characters are written, for annotations
//! need not end where blanks are.

mod place;
mod spans;

use super::{
    Claim, Files, Format, Holds, Piece, Reading, Sample, Style, broken, tokens::without_blanks,
};
use crate::{
    locale::Problem,
    msg,
    text::{Text, TextRange},
};
use place::Words;
use std::{collections::HashMap, fmt::Write};

/// `metka import slate`, `metka export slate`.
pub(super) const FORMAT: Format = Format {
    name: "slate",
    about: || msg!("format-slate"),
    files: Files::Each(&["txt", "txt.annotations"]),
    holds: Holds {
        discontinuous: true,
        blanks: false,
        spaced: false,
        ..Holds::SPANS
    },
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

/// So many spans and labels of one item are believed.
const MOST: usize = 1 << 16;

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    // The document lies beside: without it there is nothing to read.
    let Some(text) = piece.text else {
        return Ok(Vec::new());
    };
    let mut reading = Reading {
        certain: true,
        ..Reading::default()
    };
    let words = Words::new(text);
    for (number, line) in piece.body.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match item(line, text, &words) {
            Ok(claims) => reading.claims.extend(claims.map(|claim| Claim {
                line: number,
                ..claim
            })),
            Err(why) => reading.problems.push(broken(piece, number, why)),
        }
    }
    Ok(vec![reading])
}

/// A claim for each label of an item.
fn item<'a>(
    line: &'a str,
    text: &Text,
    words: &Words<'_>,
) -> Result<impl Iterator<Item = Claim> + use<'a>, crate::locale::Message> {
    let (spans, labels) = line.split_once('-').ok_or(msg!("slate-bad-line"))?;
    let spans = spans::read(spans).ok_or(msg!("slate-bad-line"))?;
    if labels.trim().is_empty() {
        return Err(msg!("slate-link"));
    }
    // Each label is a claim with all spans: a short line must not become a large one.
    if spans
        .len()
        .saturating_mul(labels.split_whitespace().count())
        > MOST
    {
        return Err(msg!("slate-bad-line"));
    }
    let ranges = spans.iter().map(|(first, last)| words.range(first, last));
    let ranges: Option<Vec<TextRange>> = ranges.collect();
    let ranges = ranges.ok_or(msg!("slate-no-place"))?;
    let at: Vec<(u32, u32)> = ranges
        .iter()
        .map(|range| text.to_chars(*range))
        .map(|chars| (chars.start, chars.end))
        .collect();
    Ok(labels.split_whitespace().map(move |label| Claim {
        label: label.to_owned(),
        at: at.clone(),
        ..Claim::default()
    }))
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    to[0].extend_from_slice(sample.text.as_str().as_bytes());
    let words = Words::new(sample.text);
    let mut items: Vec<(String, String)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for item in sample.layer.annotations.iter() {
        let places = item.parts.ranges().iter().map(|part| words.places(*part));
        let places: Vec<_> = places.flatten().collect();
        if places.is_empty() {
            continue;
        }
        let (spans, label) = (spans::write(&places), without_blanks(&item.label));
        match known.get(&spans) {
            Some(at) => {
                let _infallible = write!(items[*at].1, " {label}");
            }
            None => {
                known.insert(spans.clone(), items.len());
                items.push((spans, label));
            }
        }
    }
    for (spans, labels) in items {
        to[1].extend_from_slice(format!("{spans} - {labels}\n").as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        Parts, Schema,
        fixture::{annotation, layer},
    };

    const TEXT: &str = "Глава «Ростеха»\u{a0}Иван\r\n\r\n  Петров\u{1c}здесь.\rДа";

    fn told(body: &str) -> (String, Vec<u32>) {
        let text = Text::new(TEXT).unwrap();
        let piece = Piece {
            path: "f",
            line: 1,
            body,
            text: Some(&text),
        };
        let reading = read(&piece).unwrap().remove(0);
        let claims = reading.claims.iter().map(|claim| {
            let slice = |(start, end): &(u32, u32)| {
                let all = text.as_str().chars().skip(*start as usize);
                all.take((end - start) as usize).collect::<String>()
            };
            let covered: Vec<String> = claim.at.iter().map(slice).collect();
            format!("{}:{}", claim.label, covered.join(" "))
        });
        let line = |it: &Problem| it.place.as_ref().unwrap().at.unwrap().0;
        let problems = reading.problems.iter().map(line);
        (claims.collect::<Vec<_>>().join("|"), problems.collect())
    }

    #[test]
    fn places_of_all_sizes_are_read() {
        for (body, expected) in [
            ("(0, 1) - A", "A:«Ростеха»"),
            ("(0,1,1) - A", "A:Р"),
            ("((0, 1, 1), (0, 1, 7)) - A-B c", "A-B:Ростеха|c:Ростеха"),
            ("((0, 2), (2, 0)) - A", "A:Иван\r\n\r\n  Петров"),
            ("2 - A\r\n\n3 - B", "A:Петров\u{1c}здесь.|B:Да"),
            ("(2,) - A", "A:Петров\u{1c}здесь."),
            (
                "[(0, 0), ((2, 0), (2, 1))] - A",
                "A:Глава Петров\u{1c}здесь.",
            ),
            ("[(0, 0)] - A", "A:Глава"),
            ("0 3 - A", "A:Глава «Ростеха»\u{a0}Иван Да"),
        ] {
            assert_eq!(told(body), (expected.to_owned(), vec![]), "{body}");
        }
        let whole = format!("A:{TEXT}");
        assert_eq!(told("() - A"), (whole, vec![]));
    }

    #[test]
    fn what_is_broken_or_nowhere_is_told() {
        for body in [
            "x",
            "- A",
            "(0, 0 - A",
            "(0, 0)) - A",
            "((0, 0), (0)) - A",
            "((0,0),(0,0),(0,0)) - A",
            "(0, 0, 0, 0) - A",
            "[] - A",
            "(0,, 0) - A",
            "(99999999999, 0) - A",
            "1 - A",
            "(1, 0) - A",
            "(0, 3) - A",
            "(9, 0) - A",
            "(0, 0, 5) - A",
            "((0, 1), (0, 0)) - A",
            "0 2 - ",
            "(0, 0) -",
        ] {
            assert_eq!(told(body), (String::new(), vec![1]), "{body}");
        }
        assert_eq!(told(&"(".repeat(100_000)).1, [1]);
    }

    #[test]
    fn labels_of_one_place_are_one_item_and_blanks_have_no_place() {
        let text = Text::new(TEXT).unwrap();
        let at = |words: &str| text.as_str().find(words).unwrap();
        let parts = [at("Глава"), at("здесь")].map(|at| TextRange::from_usize(at..at + 10));
        let mut gapped = crate::annotation::Annotation::clone(&annotation("d", "D", 0, 1));
        gapped.parts = Parts::new(parts.to_vec()).unwrap();
        let layer = layer([
            annotation("a", "A B", at("Ростеха"), at("»")),
            annotation("b", "C", at("Ростеха"), at("»")),
            annotation("c", "A", at("\u{a0}Иван"), at("Петров") + 2),
            std::sync::Arc::new(gapped),
            annotation("e", "E", at("\r\n"), at("Петров")),
            annotation("f", "F", at("Да"), at("Да") + 2),
        ]);
        let (schema, mut to) = (Schema::standard(), vec![Vec::new(), Vec::new()]);
        let sample = Sample {
            path: "a.txt",
            text: &text,
            layer: &layer,
            schema: &schema,
        };
        write(&sample, &Style::default(), &mut to);
        assert_eq!(to[0], TEXT.as_bytes());
        let expected = "[((0, 0, 0), (0, 0, 4)), ((2, 1, 0), (2, 1, 4))] - D\n((0, 1, 1), (0, 1, 7)) - A_B C\n((0, 2, 0), (2, 0, 0)) - A\n(3, 0, 0) - F\n";
        assert_eq!(String::from_utf8(to[1].clone()).unwrap(), expected);
    }
}
