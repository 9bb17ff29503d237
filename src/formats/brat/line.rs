//! One line of an `.ann` file.

use crate::formats::Link;

/// What a line holds.
pub(super) enum Record<'a> {
    /// `T1⇥ORG 0 3;8 12⇥txt txt`
    Bound(TextBound<'a>),
    /// `R1⇥Rel Arg1:T1 Arg2:T2`
    Relation(Link),
    /// `#1⇥AnnotatorNotes T1⇥text`
    Note { of: &'a str, text: &'a str },
    /// Another kind: an event, an attribute, a normalisation, an equivalence, a note on one of these.
    Other,
    /// Nothing.
    Blank,
}

/// A text-bound annotation as it is written.
pub(super) struct TextBound<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// Start and end of each part, in whatever the file counts.
    pub at: Vec<(u32, u32)>,
    /// What it covers, parts joined by a blank; some programs leave it out.
    pub covered: Option<&'a str>,
}

/// Read one line; `None` when it is broken.
pub(super) fn read(line: &str) -> Option<Record<'_>> {
    let letter = match line.trim().chars().next() {
        None => return Some(Record::Blank),
        Some(letter) => letter,
    };
    match letter {
        'T' => bound(line.trim_start()).map(Record::Bound),
        'R' => relation(line.trim_start()).map(Record::Relation),
        '#' => Some(note(line)),
        'E' | 'A' | 'M' | 'N' | '*' => Some(Record::Other),
        _ => None,
    }
}

fn bound(line: &str) -> Option<TextBound<'_>> {
    let mut fields = line.splitn(3, '\t');
    let id = fields.next()?;
    let (label, at) = fields.next()?.split_once(' ')?;
    let number = id.strip_prefix('T')?;
    let named = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let part = |part: &str| {
        let (start, end) = part.trim().split_once(' ')?;
        let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
        (start < end).then_some((start, end))
    };
    let at: Option<Vec<_>> = at.split(';').map(part).collect();
    let covered = fields.next().filter(|covered| !covered.is_empty());
    Some(TextBound {
        id,
        label: Some(label).filter(|label| named && !label.is_empty())?,
        at: at?,
        covered,
    })
}

fn relation(line: &str) -> Option<Link> {
    let (id, rest) = line.split_once('\t')?;
    let mut words = rest.split_whitespace();
    let label = words.next()?;
    let mut end = || words.next()?.split_once(':').map(|(_, end)| end.to_owned());
    Some(Link {
        id: id.to_owned(),
        label: label.to_owned(),
        from: end()?,
        to: end()?,
        line: 0,
    })
}

fn note(line: &str) -> Record<'_> {
    let mut fields = line.splitn(3, '\t');
    let of = fields.nth(1).and_then(|about| about.split_once(' '));
    match (of, fields.next()) {
        (Some((_, of)), Some(text)) if of.starts_with('T') => Record::Note {
            of: of.trim(),
            text: text.trim(),
        },
        _ => Record::Other,
    }
}
