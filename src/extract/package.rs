//! A zip archive of XML files, which `.docx` and `.odt` are.

use super::damaged;
use crate::locale::Problem;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The longest file that is unpacked, in bytes: what a small archive says it holds may be a trap.
const LONGEST: u64 = 256 << 20;

/// An archive.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, Problem> {
        ZipArchive::new(Cursor::new(bytes))
            .map(Self)
            .map_err(damaged)
    }

    /// The file called `name`; `None` when there is none.
    pub fn file(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        file.take(LONGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(damaged)?;
        if bytes.len() as u64 > LONGEST {
            return Err(damaged(format!("{name}: > {} MiB", LONGEST >> 20)));
        }
        String::from_utf8(bytes).map(Some).map_err(damaged)
    }
}

/// What a reader of XML comes upon.
pub(super) enum Node<'e> {
    /// `<a>`; also the first half of `<a/>`.
    Start(&'e BytesStart<'e>),
    /// `</a>`; also the second half of `<a/>`: its name.
    End(&'e str),
    Text(&'e str),
}

/// Walk through `source`. Entities other than those of XML itself are left out: nothing is ever loaded or expanded.
pub(super) fn walk(source: &str, mut on: impl FnMut(Node<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => on(Node::Start(&tag)),
            Event::Empty(tag) => {
                on(Node::Start(&tag));
                on(Node::End(tag.name().as_ref()));
            }
            Event::End(tag) => on(Node::End(tag.name().as_ref())),
            Event::Text(text) => on(Node::Text(&text)),
            Event::CData(text) => on(Node::Text(&text)),
            Event::GeneralRef(entity) => {
                let _left_out = entity_text(&entity).is_some_and(|c| {
                    on(Node::Text(c.encode_utf8(&mut [0; 4])));
                    true
                });
            }
            _ => {}
        }
    }
}

fn entity_text(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match entity.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// An attribute of `tag`.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(
        attribute
            .normalized_value(XmlVersion::default())
            .ok()?
            .into_owned(),
    )
}
