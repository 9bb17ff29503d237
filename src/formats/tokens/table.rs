//! CoNLL-2003, IOB2 and BILOU: a token a line with its tags, a blank line between sentences, `-DOCSTART-` before each
//! document. The text between tokens is not in them; it is made anew.

use super::{
    cell, cut,
    rebuild::Rebuilt,
    tags::{self, Entities, Scheme},
};
use crate::{
    formats::{
        Files, Format, Frame, Holds, Piece, Policy, Reading, Sample, Split, Style, broken, columns,
    },
    locale::Problem,
    msg,
};

/// `metka import conll2003`, `metka export conll2003`: `token POS chunk NER`.
pub(in crate::formats) const CONLL2003: Format = Format {
    name: "conll2003",
    about: || msg!("format-conll2003"),
    files: files(&["conll"]),
    holds: Holds {
        text: false,
        blanks: false,
        spaced: false,
        ..Holds::FLAT
    },
    read: Some(|piece| read(piece, |_| 1)),
    write: Some(|sample, _, to| {
        // POS and chunks are nothing a layer knows.
        let style = Style {
            nesting: Policy::Outermost,
            ..Style::default()
        };
        write(sample, &style, Scheme::Iob2, " ", " -X- O", &mut to[0]);
    }),
    ..Format::PLAIN
};

/// `metka import iob2`, `metka export iob2`.
pub(in crate::formats) const IOB2: Format = Format {
    name: "iob2",
    about: || msg!("format-iob2"),
    files: files(&["iob2"]),
    holds: COLUMNS,
    read: Some(|piece| read(piece, trailing)),
    write: Some(|sample, style, to| write(sample, style, Scheme::Iob2, "\t", "", &mut to[0])),
    ..Format::PLAIN
};

/// `metka import bilou`, `metka export bilou`.
pub(in crate::formats) const BILOU: Format = Format {
    name: "bilou",
    about: || msg!("format-bilou"),
    files: files(&["bilou"]),
    write: Some(|sample, style, to| write(sample, style, Scheme::Bilou, "\t", "", &mut to[0])),
    ..IOB2
};

const COLUMNS: Holds = Holds {
    text: false,
    columns: true,
    blanks: false,
    spaced: false,
    ..Holds::FLAT
};

/// What stands before each document.
const DOCUMENT: &str = "-DOCSTART-";

const fn files(names: &'static [&'static str]) -> Files {
    Files::Together {
        names,
        split: Split::Before(DOCUMENT),
        frame: Frame::none,
    }
}

fn write(
    sample: &Sample<'_>,
    style: &Style,
    scheme: Scheme,
    gap: &str,
    between: &str,
    to: &mut Vec<u8>,
) {
    let columns = match style.nesting {
        Policy::Columns => columns(&sample.layer.annotations),
        _ => vec![sample.layer.annotations.iter().cloned().collect()],
    };
    let row = |to: &mut Vec<u8>, token: &str, tags: &mut dyn Iterator<Item = &str>| {
        to.extend_from_slice(token.as_bytes());
        to.extend_from_slice(between.as_bytes());
        for tag in tags {
            to.extend_from_slice(gap.as_bytes());
            to.extend_from_slice(tag.as_bytes());
        }
        to.push(b'\n');
    };
    row(to, DOCUMENT, &mut columns.iter().map(|_| tags::OUTSIDE));
    for tokens in cut::sentences(sample.text, &sample.layer.annotations) {
        to.push(b'\n');
        let tags: Vec<_> = columns
            .iter()
            .map(|column| tags::write(scheme, column, &tokens))
            .collect();
        for (at, token) in tokens.iter().enumerate() {
            let token = cell(sample.text.slice(*token));
            row(to, &token, &mut tags.iter().map(|column| &*column[at]));
        }
    }
    to.push(b'\n');
}

/// Reads one document. `width` tells from the columns of its first token how many of them, the last, are tags.
fn read(piece: &Piece<'_>, width: fn(&[&str]) -> usize) -> Result<Vec<Reading>, Problem> {
    let mut rebuilt = Rebuilt::default();
    let mut columns: Vec<Entities<'_>> = Vec::new();
    let mut problems = Vec::new();
    let mut sentence = 0;
    for (number, line) in piece.body.lines().enumerate() {
        let cells = cells(line);
        if matches!(cells.first(), None | Some(&DOCUMENT)) {
            rebuilt.line();
            sentence += 1;
            continue;
        }
        if is_comment(&cells) {
            continue;
        }
        if columns.is_empty() && cells.len() > 1 {
            columns.resize_with(width(&cells), Entities::default);
        }
        let at = rebuilt.tokens.len();
        rebuilt.spaced(cells[0], number);
        let first = cells.len().saturating_sub(columns.len());
        match first > 0 && cells.len() > 1 && !cells[0].is_empty() {
            true => {
                let both = columns.iter_mut().zip(&cells[first..]);
                both.for_each(|(column, tag)| column.add(sentence, at, tag));
            }
            false => problems.push(broken(piece, number, msg!("tokens-no-tag"))),
        }
    }
    if rebuilt.tokens.is_empty() {
        return Ok(Vec::new());
    }
    rebuilt.line();
    let mut reading = rebuilt.reading(columns, piece);
    reading.problems.extend(problems);
    Ok(vec![reading])
}

/// The columns of a line, by tabs if there are any and by blanks otherwise; none of a blank line.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_end_matches([' ', '\t', '\r']);
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    match line.trim_start_matches(' ').is_empty() {
        true => Vec::new(),
        false if line.contains('\t') => {
            let cells = line.split('\t').map(|cell| cell.trim_matches(' '));
            cells.collect()
        }
        false => line.split(' ').filter(|cell| !cell.is_empty()).collect(),
    }
}

/// Remarks begin with `#`, as tokens may.
fn is_comment(cells: &[&str]) -> bool {
    cells[0].starts_with('#') && !(cells.len() > 1 && tags::is_tag(cells[cells.len() - 1]))
}

/// As many columns at the end as are written like tags, at least one.
fn trailing(cells: &[&str]) -> usize {
    let tags = cells[1..].iter().rev();
    tags.take_while(|cell| tags::is_tag(cell)).count().max(1)
}
