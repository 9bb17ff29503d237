//! Pages that people read: one with all documents and their list at its end, or a folder of pages with an index.

use super::{
    files::{Folder, Stream},
    target::Written,
};
use crate::{
    annotation::Schema,
    formats::{Frame, Style},
    locale::Problem,
};
use std::path::Path;

/// How the pages of a format are made.
pub(super) struct Making<'a> {
    /// The extension of a page.
    pub extension: &'static str,
    /// What stands around documents.
    pub frame: fn(&str, bool, &Schema, &Style) -> Frame,
    /// The list of documents.
    pub contents: fn(&[String], bool, &Style) -> Vec<u8>,
    /// What the corpus is called.
    pub title: String,
    /// The labels there are.
    pub schema: &'a Schema,
    /// What was chosen.
    pub style: &'a Style,
}

impl Making<'_> {
    /// What stands around the page called `title`.
    pub fn frame(&self, title: &str, whole: bool) -> Frame {
        (self.frame)(title, whole, self.schema, self.style)
    }

    fn page(&self, title: &str, body: &[u8]) -> Vec<u8> {
        let frame = self.frame(title, false);
        [&frame.head, body, &frame.tail].concat()
    }
}

/// Where pages go.
pub(super) enum Place<'a> {
    /// All documents into one.
    One(Stream),
    /// One for each.
    Each(Folder<'a>),
}

/// The pages of an export.
pub(super) struct Pages<'a> {
    to: Place<'a>,
    making: Making<'a>,
    /// The documents that were written.
    paths: Vec<String>,
}

impl<'a> Pages<'a> {
    /// None written yet.
    pub fn new(to: Place<'a>, making: Making<'a>) -> Self {
        Self {
            to,
            making,
            paths: Vec::new(),
        }
    }

    /// Write a document.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put(&mut self, written: Written) -> Result<(), Problem> {
        let body = written.files.concat();
        match &mut self.to {
            Place::One(stream) => stream.put(&body)?,
            Place::Each(folder) => {
                // The extension of the document stays: no two of them make one page, and none is the index.
                let name = format!("{}.{}", written.path, self.making.extension);
                folder.write(Path::new(&name), &self.making.page(&written.path, &body))?;
            }
        }
        self.paths.push(written.path);
        Ok(())
    }

    /// Add the list and put all in place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> Result<(), Problem> {
        let list = |whole| (self.making.contents)(&self.paths, whole, self.making.style);
        match self.to {
            Place::One(mut stream) => {
                stream.put(&list(true))?;
                stream.finish()
            }
            Place::Each(folder) => {
                let name = format!("index.{}", self.making.extension);
                let index = self.making.page(&self.making.title, &list(false));
                folder.write(Path::new(&name), &index)?;
                folder.finish()
            }
        }
    }
}
