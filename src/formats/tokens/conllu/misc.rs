//! The last column: attributes with `|` between them.

use std::borrow::Cow;

/// `text` so that it can stand in an attribute or in a remark: the escapes of UDPipe.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match letter(c) {
            Some(letter) => escaped.extend(['\\', letter]),
            None => escaped.push(c),
        }
    }
    escaped
}

/// The same for blanks, of which a space has an escape too.
pub(super) fn escape_spaces(text: &str) -> String {
    escape(text).replace(' ', "\\s")
}

fn letter(c: char) -> Option<char> {
    Some(match c {
        '\t' => 't',
        '\r' => 'r',
        '\n' => 'n',
        '|' => 'p',
        '\\' => '\\',
        _ => return None,
    })
}

/// What [`escape`] or [`escape_spaces`] was given. A backslash before anything else is one.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = |letter: char| match letter {
            's' => Some(' '),
            't' => Some('\t'),
            'r' => Some('\r'),
            'n' => Some('\n'),
            'p' => Some('|'),
            '\\' => Some('\\'),
            _ => None,
        };
        match chars.peek().copied().and_then(meant).filter(|_| c == '\\') {
            Some(meant) => {
                plain.push(meant);
                chars.next();
            }
            None => plain.push(c),
        }
    }
    plain.into()
}

/// What metka knows of MISC.
#[derive(Debug, Default)]
pub(super) struct Misc<'a> {
    /// The blanks before, where they are told.
    pub before: Option<Cow<'a, str>>,
    /// The blanks behind, where they are told.
    pub after: Option<Cow<'a, str>>,
    /// The tags, by the number of their column.
    pub tags: Vec<(u32, &'a str)>,
}

impl<'a> Misc<'a> {
    /// Reads the column.
    pub fn read(column: &'a str) -> Self {
        let mut misc = Self::default();
        for attribute in column.split('|') {
            let Some((name, value)) = attribute.split_once('=') else {
                continue;
            };
            match name {
                "SpaceAfter" if value == "No" => misc.after = Some("".into()),
                "SpacesAfter" => misc.after = Some(unescape(value)),
                "SpacesBefore" => misc.before = Some(unescape(value)),
                _ => misc
                    .tags
                    .extend(column_of(name).map(|number| (number, value))),
            }
        }
        misc
    }
}

/// The number of a column of tags: `NER` (or `ner`, as Stanza writes it) is the first, `NER2` the second.
fn column_of(name: &str) -> Option<u32> {
    let number = name
        .strip_prefix("NER")
        .or_else(|| name.strip_prefix("ner"))?;
    match number {
        "" => Some(1),
        number => number.parse().ok(),
    }
}
