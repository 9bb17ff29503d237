//! A text made of tokens.

use super::tags::{Entities, Entity};
use crate::{
    formats::{Claim, Piece, Reading},
    locale::Problem,
    msg,
};

/// Grows a text token by token.
#[derive(Debug, Default)]
pub(super) struct Rebuilt {
    pub text: String,
    points: u32,
    pub tokens: Vec<Placed>,
    /// How many straight quotes are open.
    quoted: bool,
    /// Whether no blank comes before the next token.
    glued: bool,
}

/// Where a token stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    points: (u32, u32),
    /// The line of the piece, from 0.
    pub line: usize,
}

impl Rebuilt {
    /// What stands between tokens.
    pub fn space(&mut self, space: &str) {
        self.text.push_str(space);
        let points = u32::try_from(space.chars().count()).unwrap_or(u32::MAX);
        self.points = self.points.saturating_add(points);
    }

    /// A token right where the text ends so far.
    pub fn token(&mut self, word: &str, line: usize) {
        let point = self.points;
        self.space(word);
        self.tokens.push(Placed {
            points: (point, self.points),
            line,
        });
    }

    /// A token with a blank before it, where a blank usually is.
    pub fn spaced(&mut self, word: &str, line: usize) {
        let quote = word == "\"";
        let closes = closing(word) || quote && self.quoted;
        if !(self.text.is_empty() || self.text.ends_with('\n') || self.glued || closes) {
            self.space(" ");
        }
        self.token(word, line);
        self.quoted ^= quote;
        self.glued = opening(word) || quote && self.quoted;
    }

    /// A sentence ends: the next begins on a new line.
    pub fn line(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.space("\n");
        }
        (self.quoted, self.glued) = (false, false);
    }

    /// What `entity` says of the text.
    fn claim(&self, entity: &Entity<'_>) -> Claim {
        let (first, last) = entity.tokens;
        let (first, last) = (&self.tokens[first], &self.tokens[last]);
        Claim {
            label: entity.label.to_owned(),
            at: vec![(first.points.0, last.points.1)],
            line: first.line,
            ..Claim::default()
        }
    }

    /// The document with what `columns` of tags say of it.
    pub fn reading<'a>(
        self,
        columns: impl IntoIterator<Item = Entities<'a>>,
        piece: &Piece<'_>,
    ) -> Reading {
        let mut reading = Reading {
            certain: true,
            ..Reading::default()
        };
        let mut odd = Vec::new();
        for column in columns {
            let (found, against) = column.finish();
            reading.claims.extend(found.iter().map(|it| self.claim(it)));
            odd.extend(against);
        }
        if let Some(first) = odd.iter().min() {
            let what = msg!("tokens-odd-tags", count = odd.len());
            let place = piece.place(self.tokens[*first].line);
            reading.problems.push(Problem::new(what).at(place));
        }
        reading.text = Some(self.text);
        reading
    }
}

/// Whether `word` is written right behind what stands before it.
fn closing(word: &str) -> bool {
    let marks = |c| {
        matches!(
            c,
            '.' | ',' | ':' | ';' | '!' | '?' | '…' | '%' | '»' | '”' | '’' | ')' | ']' | '}'
        )
    };
    !word.is_empty() && word.chars().all(marks)
}

/// Whether what follows `word` is written right behind it.
fn opening(word: &str) -> bool {
    let marks = |c| matches!(c, '«' | '„' | '“' | '‘' | '(' | '[' | '{');
    !word.is_empty() && word.chars().all(marks)
}
