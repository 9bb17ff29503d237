//! The text of a document, restored from its sentences. Where one begins is said by its first token; between two
//! stands a line end, if there is room for one, and blanks.

use super::rows::Row;
use crate::{
    formats::{Counting, Piece, Unit, broken, counting::Units},
    locale::Problem,
    msg,
    text::{Text, TextRange},
};

/// A sentence as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Its lines, joined.
    pub text: String,
    /// The number of its first line in the file.
    pub line: usize,
    /// Where its first token begins; `None` when there is none, at the end of a broken file.
    pub begin: Option<u32>,
}

/// The text of `sentences` and what the offsets count: UTF-16 units as they should, or code points if more of `rows`
/// are then where they say they are.
pub(super) fn restored(
    piece: &Piece<'_>,
    sentences: &[Sentence],
    rows: &[Row<'_>],
) -> Result<(Text, Counting), Problem> {
    let mut best: Option<(usize, Text, Counting)> = None;
    let mut refused = None;
    for counting in [Counting::UTF16, Counting::default()] {
        match joined(piece, sentences, counting.unit) {
            Ok(joined) => {
                let text = Text::new(joined).map_err(|_| broken(piece, 0, msg!("webanno-far")))?;
                let count = count(&text, counting, rows);
                let all = count == rows.len();
                if best.as_ref().is_none_or(|(most, ..)| count > *most) {
                    best = Some((count, text, counting));
                }
                if all {
                    break;
                }
            }
            Err(problem) => drop(refused.get_or_insert(problem)),
        }
    }
    match (best, refused) {
        (Some((_, text, counting)), _) => Ok((text, counting)),
        (None, Some(problem)) => Err(problem),
        (None, None) => Err(broken(piece, 0, msg!("webanno-bad-row"))),
    }
}

fn joined(piece: &Piece<'_>, sentences: &[Sentence], unit: Unit) -> Result<String, Problem> {
    let mut text = String::new();
    let (mut counted, mut blanks) = (0_u64, 0_u64);
    for (number, sentence) in sentences.iter().enumerate() {
        let least = u64::from(number > 0 && sentence.begin.is_none());
        let begin = sentence.begin.map_or(counted + least, u64::from);
        let Some(gap) = begin.checked_sub(counted) else {
            return Err(broken(piece, sentence.line, msg!("webanno-backwards")));
        };
        blanks += gap;
        // Blanks stand for what the file does not hold; it says how many, but not that it means it.
        if blanks > piece.body.len() as u64 {
            return Err(broken(piece, sentence.line, msg!("webanno-far")));
        }
        for blank in 0..gap {
            text.push(if blank == 0 && number > 0 { '\n' } else { ' ' });
        }
        text.push_str(&sentence.text);
        let units = match unit {
            Unit::Utf16 => sentence.text.encode_utf16().count(),
            _ => sentence.text.chars().count(),
        };
        counted = begin + units as u64;
    }
    Ok(text)
}

/// How many rows stand where they say.
fn count(text: &Text, counting: Counting, rows: &[Row<'_>]) -> usize {
    let units = Units::new(text, counting);
    let fits =
        |row: &&Row<'_>| slice(text, &units, row.begin, row.end).is_some_and(|it| row.reads(it));
    rows.iter().filter(fits).count()
}

/// What stands from `begin` to `end`.
pub(super) fn slice<'t>(
    text: &'t Text,
    units: &Units<'_>,
    begin: u32,
    end: u32,
) -> Option<&'t str> {
    let range = TextRange::new(units.place(begin)?, units.place(end)?)?;
    Some(text.slice(range))
}
