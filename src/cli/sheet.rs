//! A layer file on its own, with its text where that can be found, and what stands in it in words.

use crate::{
    annotation::{
        Annotation, DocumentId, Id, Layer, Parts, Rejection, Relation, Status, Unplaced, layer_file,
    },
    extract::Kind,
    locale::{Locale, Message, Place, Problem},
    msg,
    shell::{lookup, text_file},
    text::{Text, TextRange},
    view::details,
};
use std::{ffi::OsStr, path::Path};

/// A layer that was read.
pub(super) struct Sheet {
    /// What it says of its document.
    pub document: DocumentId,
    /// What the annotator says.
    pub layer: Layer,
    /// The text, or as much of it as the layers tell.
    text: Text,
    /// Where lines begin, in bytes; nothing when the text is not there.
    lines: Vec<usize>,
}

/// The file of a layer, not understood yet.
pub(super) struct File<'a> {
    path: &'a Path,
    /// Its content.
    pub source: String,
}

impl<'a> File<'a> {
    /// Read it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(path: &'a Path) -> Result<Self, Problem> {
        let bytes = text_file::bytes(path, msg!("store-unreadable-layer"))?;
        let shown = path.display().to_string();
        let source = text_file::utf8(&bytes, &shown, msg!("layer-damaged"))?.to_owned();
        Ok(Self { path, source })
    }

    /// The document it speaks of.
    ///
    /// # Errors
    /// It is damaged.
    fn document(&self) -> Result<DocumentId, Problem> {
        layer_file::document(&self.source).ok_or_else(|| {
            let extension = self.path.extension().and_then(OsStr::to_str);
            if extension.and_then(Kind::of_extension).is_some() {
                let place = Place::file(self.path.display().to_string());
                let what = Problem::new(msg!("layer-is-document"));
                return what.at(place).hint(msg!("layer-is-document-hint"));
            }
            let nothing = layer_file::patchwork(&[]);
            let told = nothing.and_then(|text| self.layer(&text, &DocumentId::default()).err());
            told.unwrap_or_else(|| Problem::new(msg!("layer-damaged")))
        })
    }

    fn layer(&self, text: &Text, document: &DocumentId) -> Result<Layer, Problem> {
        layer_file::read(
            &self.source,
            &self.path.display().to_string(),
            text,
            document,
        )
    }

    /// Understand it.
    ///
    /// # Errors
    /// It is damaged.
    pub fn sheet(&self) -> Result<Sheet, Problem> {
        let document = self.document()?;
        let found = lookup::text_of(&document, self.path);
        Sheet::new(self, document, found, &[&self.source])
    }

    /// Understand this one and `later` on the text of `later`.
    ///
    /// # Errors
    /// One is damaged, they speak of different documents, or their text changed and is not there.
    pub fn both(&self, later: &File<'_>) -> Result<(Sheet, Sheet), Problem> {
        let (before, after) = (self.document()?, later.document()?);
        let found =
            lookup::text_of(&after, later.path).or_else(|| lookup::text_of(&after, self.path));
        let same = before.hash == after.hash;
        if found.is_none() && !same {
            let what = msg!("diff-no-text", document = after.path);
            return Err(Problem::new(what).hint(msg!("diff-no-text-hint")));
        }
        let sources: [&str; 2] = [&self.source, &later.source];
        let before = Sheet::new(self, after.clone(), found.clone(), &sources)?;
        Ok((before, Sheet::new(later, after, found, &sources)?))
    }
}

impl Sheet {
    fn new(
        file: &File<'_>,
        document: DocumentId,
        found: Option<Text>,
        told: &[&str],
    ) -> Result<Self, Problem> {
        let lines = found.as_ref().map(starts).unwrap_or_default();
        let text = found.or_else(|| layer_file::patchwork(told));
        let text = text.ok_or_else(|| Problem::new(msg!("layer-damaged")))?;
        Ok(Self {
            layer: file.layer(&text, &document)?,
            document,
            text,
            lines,
        })
    }

    /// The covered text.
    pub fn covered(&self, parts: &Parts) -> String {
        layer_file::covered(&self.text, parts)
    }

    /// The parts in code points.
    pub fn chars(&self, parts: &Parts) -> Vec<(u32, u32)> {
        let chars = |range: &TextRange| {
            let chars = self.text.to_chars(*range);
            (chars.start, chars.end)
        };
        parts.ranges().iter().map(chars).collect()
    }

    /// Where that is: the line, or the code points where lines are not known.
    pub fn place(&self, parts: &Parts) -> Message {
        let cover = parts.cover();
        let start = cover.start().to_usize();
        match self.lines.partition_point(|line| *line <= start) {
            0 => {
                let chars = self.text.to_chars(cover);
                let (start, end) = (chars.start.to_string(), chars.end.to_string());
                msg!("sheet-chars", start = start, end = end)
            }
            line => msg!("sheet-line", line = line.to_string()),
        }
    }

    /// `ORG «Ростех»`
    pub fn named(&self, annotation: &Annotation, locale: &Locale) -> String {
        quoted(&annotation.label, &self.covered(&annotation.parts), locale)
    }

    /// `MONEY «5 рублей»; 5 RUB; заметка: …`
    pub fn whole(&self, annotation: &Annotation, locale: &Locale) -> String {
        let name = self.named(annotation, locale);
        match details(annotation, locale) {
            details if details.is_empty() => name,
            details => format!("{name}; {details}"),
        }
    }

    /// `PER «Иванов» → ORG «Ростех»: работает в`; an end that is not here is looked for in `other`.
    pub fn relation(&self, link: &Relation, other: &Sheet, locale: &Locale) -> String {
        let end = |id: &Id| {
            let mut sheets = [self, other].into_iter();
            let named = sheets.find_map(|it| {
                let annotation = it.layer.annotations.get(id)?;
                Some(it.named(annotation, locale))
            });
            named.unwrap_or_else(|| id.to_string())
        };
        let link = format!("{} → {}: {}", end(&link.from), end(&link.to), link.label);
        locale.fit(link)
    }

    /// `ORG «Ростех» (строка 3)`
    pub fn rejection(&self, refused: &Rejection, locale: &Locale) -> String {
        let what = quoted(&refused.label, &self.covered(&refused.parts), locale);
        format!("{what} ({})", locale.say(&self.place(&refused.parts)))
    }
}

/// `ORG «Ростех»`
pub(super) fn waiting(item: &Unplaced, locale: &Locale) -> String {
    quoted(&item.label, &item.text, locale)
}

/// Measure, fields and note of an annotation; empty when there are none.
fn details(annotation: &Annotation, locale: &Locale) -> String {
    let measure = annotation.measure.as_ref();
    let mut parts: Vec<String> = measure
        .map(|it| details::measure(locale, it))
        .into_iter()
        .collect();
    let fields = annotation.fields.iter();
    parts.extend(fields.map(|(name, value)| format!("{name}: {value}")));
    if !annotation.note.is_empty() {
        parts.push(locale.say(&msg!("detail-note", note = &*annotation.note)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// The words of a status.
pub(super) fn status(status: Status) -> Message {
    match status {
        Status::New => msg!("status-new"),
        Status::InProgress => msg!("status-in-progress"),
        Status::Done => msg!("status-done"),
    }
}

fn quoted(label: &str, text: &str, locale: &Locale) -> String {
    locale.say(&msg!("sheet-named", label = label, text = text))
}

/// The first byte of each line.
fn starts(text: &Text) -> Vec<usize> {
    let ends = memchr::memchr_iter(b'\n', text.as_str().as_bytes());
    std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
}
