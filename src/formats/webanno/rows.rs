//! What stands in a file: its layers, sentences and rows.

use super::{HEAD, TEXT, escape, text::Sentence};
use crate::{
    formats::{Piece, broken},
    locale::Problem,
    msg,
};

/// The kind of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Span,
    Relation,
    /// Chains of references.
    Chain,
}

/// A column of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column<'a> {
    /// The value of a feature; without a name it only says that there is an annotation.
    Value(&'a str),
    /// Where a relation begins; the layer of both its ends.
    From(&'a str),
    /// Roles, which are not read, but the number of the annotation is.
    Role,
    /// What has these roles.
    Target,
}

/// A layer as the header declares it.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    pub kind: Kind,
    /// The type, with the package.
    pub name: &'a str,
    pub columns: Vec<Column<'a>>,
    /// The number of its first column.
    pub first: usize,
    pub line: usize,
}

/// What a row is called: sentence, token, and 0 or the part of it.
pub(super) type Name = (u32, u32, u32);

/// A token, or a part of it.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub name: Name,
    pub begin: u32,
    pub end: u32,
    pub text: &'a str,
    /// The columns behind, not yet divided.
    pub cells: &'a str,
    pub line: usize,
}

impl Row<'_> {
    /// Whether its text is `covered`: programs write it raw or escaped.
    pub fn reads(&self, covered: &str) -> bool {
        self.text == covered
            || escape::read_text(self.text, false) == covered
            || escape::read_value(self.text) == covered
    }
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub layers: Vec<Layer<'a>>,
    pub sentences: Vec<Sentence>,
    pub rows: Vec<Row<'a>>,
    pub problems: Vec<Problem>,
}

impl<'a> File<'a> {
    /// # Errors
    /// It is of another format.
    pub fn parse(piece: &Piece<'a>) -> Result<Self, Problem> {
        let mut lines = piece.body.split('\n').map(without_cr).enumerate();
        let version = lines.next().and_then(|(_, line)| line.strip_prefix(HEAD));
        let version = version.ok_or_else(|| broken(piece, 0, msg!("webanno-no-header")))?;
        let java = matches!(version.trim(), "0" | "1");
        let mut file = Self::default();
        for (number, line) in lines {
            match line.strip_prefix(TEXT) {
                _ if line.is_empty() => {}
                Some(text) => file.text(escape::read_text(text, java), number),
                None if line.starts_with('#') => {
                    file.layers.extend(layer(line, number, &file.layers));
                }
                None => file.row(piece, line, number),
            }
        }
        Ok(file)
    }

    /// A line of a new sentence, or one more of the last: there is no sentence without a token.
    fn text(&mut self, text: String, line: usize) {
        match self.sentences.last_mut() {
            Some(sentence) if sentence.begin.is_none() => {
                sentence.text.push('\n');
                sentence.text += &text;
            }
            _ => self.sentences.push(Sentence {
                text,
                line,
                begin: None,
            }),
        }
    }

    fn row(&mut self, piece: &Piece<'a>, line: &'a str, number: usize) {
        match (row(line, number), self.sentences.last_mut()) {
            (Some(row), Some(sentence)) => {
                sentence.begin.get_or_insert(row.begin);
                self.rows.push(row);
            }
            _ => {
                let problem = broken(piece, number, msg!("webanno-bad-row"));
                self.problems.push(problem);
            }
        }
    }
}

fn without_cr(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

fn layer<'a>(line: &'a str, number: usize, before: &[Layer<'a>]) -> Option<Layer<'a>> {
    let (kind, rest) = line.split_once('=')?;
    let kind = match kind {
        "#T_SP" => Kind::Span,
        "#T_RL" => Kind::Relation,
        "#T_CH" => Kind::Chain,
        _ => return None,
    };
    let mut fields = rest.split('|').filter(|field| !field.is_empty());
    let name = fields.next()?;
    let mut after_role = false;
    let mut columns = Vec::new();
    for field in fields {
        let is_role = field.starts_with("ROLE_");
        columns.push(match field.strip_prefix("BT_") {
            Some(layer) if kind == Kind::Relation => Column::From(layer),
            _ if is_role => Column::Role,
            _ if after_role => Column::Target,
            _ => Column::Value(field),
        });
        after_role = is_role;
    }
    if columns.is_empty() {
        columns.push(Column::Value(""));
    }
    let first = before
        .last()
        .map_or(0, |layer| layer.first + layer.columns.len());
    Some(Layer {
        kind,
        name,
        columns,
        first,
        line: number,
    })
}

fn row(line: &str, number: usize) -> Option<Row<'_>> {
    let mut fields = line.splitn(4, '\t');
    let (sentence, token) = fields.next()?.split_once('-')?;
    let (token, part) = token.split_once('.').unwrap_or((token, "0"));
    let (begin, end) = fields.next()?.split_once('-')?;
    let number_of = |digits: &str| digits.parse::<u32>().ok();
    Some(Row {
        name: (number_of(sentence)?, number_of(token)?, number_of(part)?),
        begin: number_of(begin)?,
        end: number_of(end)?,
        text: fields.next()?,
        cells: fields.next().unwrap_or_default(),
        line: number,
    })
}

/// The name of a row as it is written: `2-1`, `2-1.3`.
pub(super) fn name(written: &str) -> Option<Name> {
    let (sentence, token) = written.split_once('-')?;
    let (token, part) = token.split_once('.').unwrap_or((token, "0"));
    Some((
        sentence.parse().ok()?,
        token.parse().ok()?,
        part.parse().ok()?,
    ))
}
