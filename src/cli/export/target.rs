//! Where an export goes. Everything is written beside and put in place when all of it is there: nobody ever finds half
//! an export.

use super::{
    files::{Folder, Leave, Stream},
    pages::{self, Making, Pages},
};
use crate::{
    cli::parquet,
    formats::{Files, Format, Frame, Row, Style},
    locale::Problem,
};
use std::{collections::HashSet, path::Path};

/// One document as it is written.
pub(super) struct Written {
    /// The document, with its extension.
    pub path: String,
    /// What goes to each file of the format.
    pub files: Vec<Vec<u8>>,
    /// What goes to each of its tables.
    pub rows: Vec<Vec<Row>>,
}

/// Where all of it goes.
pub(super) struct Target<'a> {
    to: To<'a>,
    /// What is made once for all documents.
    beside: Vec<Stream>,
}

/// Where the documents go.
enum To<'a> {
    /// One file, or standard output.
    Stream(Stream),
    /// A table each for several kinds of rows, in one folder.
    Tables(Folder<'a>, Vec<Stream>),
    /// Files for each document in a folder.
    Each {
        folder: Folder<'a>,
        names: Names,
        extensions: &'static [&'static str],
        /// What stands around a document that has a file of its own.
        frames: Box<dyn Fn(usize) -> Frame + 'a>,
    },
    /// Pages that people read.
    Pages(Pages<'a>),
    /// Tables of columns in one folder.
    Columns(Folder<'a>, Vec<parquet::Writer>),
}

impl<'a> Target<'a> {
    /// `out`, a file, a folder or `-`. `title` is what the corpus is called.
    ///
    /// # Errors
    /// Something is there and must not be replaced, or nothing can be written there.
    pub fn new(
        format: &'static Format,
        style: &'a Style,
        title: &str,
        out: &Path,
        leave: Leave<'a>,
    ) -> Result<Self, Problem> {
        let schema = leave.schema;
        let as_folder = out.is_dir() || out.as_os_str().as_encoded_bytes().ends_with(b"/");
        let to = match format.files {
            Files::Each(extensions) => To::Each {
                folder: Folder::new(out, leave)?,
                names: Names::default(),
                extensions,
                frames: Box::new(|_| Frame::default()),
            },
            Files::Together { names, frame, .. } if names.len() > 1 => {
                let folder = Folder::new(out, leave)?;
                let streams = (0..names.len())
                    .map(|which| folder.stream(names[which], frame(which, schema, style)));
                let streams = streams.collect::<Result<_, _>>()?;
                To::Tables(folder, streams)
            }
            Files::Together { names, frame, .. } if as_folder => To::Each {
                folder: Folder::new(out, leave)?,
                names: Names::default(),
                extensions: names,
                frames: Box::new(move |which| frame(which, schema, style)),
            },
            Files::Together { frame, .. } => {
                To::Stream(Stream::new(out, frame(0, schema, style), leave)?)
            }
            Files::Tables {
                extension, tables, ..
            } => {
                let folder = Folder::new(out, leave)?;
                let writers = tables.iter().map(|table| {
                    let place = folder.room(&format!("{}.{extension}", table.name))?;
                    parquet::Writer::new(&place, table)
                });
                let writers = writers.collect::<Result<_, _>>()?;
                To::Columns(folder, writers)
            }
            Files::Pages {
                extension,
                frame,
                contents,
            } => {
                let making = Making {
                    extension,
                    frame,
                    contents,
                    title: title.to_owned(),
                    schema,
                    style,
                };
                let to = match as_folder {
                    true => pages::Place::Each(Folder::new(out, leave)?),
                    false => pages::Place::One(Stream::new(out, making.frame(title, true), leave)?),
                };
                To::Pages(Pages::new(to, making))
            }
        };
        let beside = (format.beside)(schema).into_iter();
        let beside = beside.filter_map(|(name, bytes)| to.beside(name, &bytes, out, leave));
        Ok(Self {
            beside: beside.collect::<Result<_, _>>()?,
            to,
        })
    }

    /// Write a document.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put(&mut self, written: Written) -> Result<(), Problem> {
        match &mut self.to {
            To::Pages(pages) => pages.put(written),
            To::Columns(_, writers) => {
                let mut both = writers.iter_mut().zip(written.rows);
                both.try_for_each(|(writer, rows)| writer.put(rows))
            }
            To::Stream(stream) => written.files.iter().try_for_each(|bytes| stream.put(bytes)),
            To::Tables(_, streams) => {
                let mut both = streams.iter_mut().zip(&written.files);
                both.try_for_each(|(stream, bytes)| stream.put(bytes))
            }
            To::Each {
                folder,
                names,
                extensions,
                frames,
            } => {
                let name = names.of(&written.path);
                for (which, bytes) in written.files.iter().enumerate() {
                    let path = format!("{name}.{}", extensions[which]);
                    let frame = frames(which);
                    let whole = [&frame.head, bytes, &frame.tail]
                        .map(Vec::as_slice)
                        .concat();
                    folder.write(Path::new(&path), &whole)?;
                }
                Ok(())
            }
        }
    }

    /// Whether whoever read what is written went away.
    pub fn is_gone(&self) -> bool {
        matches!(&self.to, To::Stream(stream) if stream.gone)
    }

    /// All of it is written: put it in place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> Result<(), Problem> {
        self.beside.into_iter().try_for_each(Stream::finish)?;
        match self.to {
            To::Pages(pages) => pages.finish(),
            To::Columns(folder, writers) => {
                writers.into_iter().try_for_each(parquet::Writer::finish)?;
                folder.finish()
            }
            To::Stream(stream) => stream.finish(),
            To::Tables(folder, streams) => {
                streams.into_iter().try_for_each(Stream::finish)?;
                folder.finish()
            }
            To::Each { folder, .. } => folder.finish(),
        }
    }
}

impl To<'_> {
    /// The file called `name` beside the documents, with `bytes` in it; `None` where there is no beside.
    fn beside(
        &self,
        name: &str,
        bytes: &[u8],
        out: &Path,
        leave: Leave<'_>,
    ) -> Option<Result<Stream, Problem>> {
        let stream = match self {
            Self::Stream(stream) if !stream.is_file() => return None,
            Self::Stream(_) => {
                let stem = out.file_stem().unwrap_or_default().to_string_lossy();
                let path = out.with_file_name(format!("{stem}.{name}"));
                Stream::new(&path, Frame::default(), leave)
            }
            // A page is all there is.
            Self::Pages(_) => return None,
            Self::Tables(folder, _) | Self::Columns(folder, _) | Self::Each { folder, .. } => {
                folder.stream(name, Frame::default())
            }
        };
        Some(stream.and_then(|mut stream| stream.put(bytes).map(|()| stream)))
    }
}

/// What the files of documents are called, without their extensions: no two of them the same.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Like the document at `path` without its extension; with it, where another document has that name.
    fn of(&mut self, path: &str) -> String {
        let stem = Path::new(path).with_extension("");
        let mut name = stem.to_string_lossy().into_owned();
        if self.0.contains(&name) {
            path.clone_into(&mut name);
        }
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}
