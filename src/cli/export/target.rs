//! Where an export goes. Everything is written beside and put in place when all of it is there: nobody ever finds half
//! an export.

use super::pages::{self, Making, Pages};
use crate::{
    annotation::Schema,
    cli::{building::Building, parquet},
    formats::{Files, Format, Frame, Row, Style},
    locale::{Place, Problem},
    msg,
};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

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
pub(super) enum Target<'a> {
    /// One file, or standard output.
    Stream(Stream),
    /// A table each for several kinds of rows, in one folder.
    Tables(Folder, Vec<Stream>),
    /// Files for each document in a folder.
    Each {
        folder: Folder,
        extensions: &'static [&'static str],
        /// What stands around a document that has a file of its own.
        frames: Box<dyn Fn(usize) -> Frame + 'a>,
    },
    /// Pages that people read.
    Pages(Pages<'a>),
    /// Tables of columns in one folder.
    Columns(Folder, Vec<parquet::Writer>),
}

impl<'a> Target<'a> {
    /// `out`, a file, a folder or `-`. `title` is what the corpus is called.
    ///
    /// # Errors
    /// Something is there and must not be replaced, or nothing can be written there.
    pub fn new(
        format: &'static Format,
        style: &'a Style,
        schema: &'a Schema,
        title: &str,
        out: &Path,
        force: bool,
    ) -> Result<Self, Problem> {
        let beside = (format.beside)(schema);
        let as_folder = out.is_dir() || out.as_os_str().as_encoded_bytes().ends_with(b"/");
        let target = match format.files {
            Files::Each(extensions) => Self::Each {
                folder: Folder::new(out, force)?,
                extensions,
                frames: Box::new(|_| Frame::default()),
            },
            Files::Together { names, frame, .. } if names.len() > 1 => {
                let folder = Folder::new(out, force)?;
                let streams = (0..names.len()).map(|which| {
                    Stream::new(
                        &folder.building.join(names[which]),
                        frame(which, schema, style),
                        true,
                    )
                });
                let streams = streams.collect::<Result<_, _>>()?;
                Self::Tables(folder, streams)
            }
            Files::Together { names, frame, .. } if as_folder => Self::Each {
                folder: Folder::new(out, force)?,
                extensions: names,
                frames: Box::new(move |which| frame(which, schema, style)),
            },
            Files::Together { frame, .. } => {
                Self::Stream(Stream::new(out, frame(0, schema, style), force)?)
            }
            Files::Tables {
                extension, tables, ..
            } => {
                let folder = Folder::new(out, force)?;
                let writers = tables.iter().map(|table| {
                    let name = format!("{}.{extension}", table.name);
                    parquet::Writer::new(&folder.building.join(name), table)
                });
                let writers = writers.collect::<Result<_, _>>()?;
                Self::Columns(folder, writers)
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
                    true => pages::Place::Each(Folder::new(out, force)?),
                    false => pages::Place::One(Stream::new(out, making.frame(title, true), force)?),
                };
                Self::Pages(Pages::new(to, making))
            }
        };
        target.put_beside(&beside, out, force)?;
        Ok(target)
    }

    /// What is made once for all documents.
    fn put_beside(
        &self,
        beside: &[(&str, Vec<u8>)],
        out: &Path,
        force: bool,
    ) -> Result<(), Problem> {
        for (name, bytes) in beside {
            match self {
                Self::Stream(_) if out == Path::new("-") => {}
                Self::Stream(_) => {
                    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
                    let mut stream = Stream::new(
                        &out.with_file_name(format!("{stem}.{name}")),
                        Frame::default(),
                        force,
                    )?;
                    stream.put(bytes)?;
                    stream.finish()?;
                }
                Self::Tables(folder, _) | Self::Columns(folder, _) | Self::Each { folder, .. } => {
                    folder.write(Path::new(name), bytes)?
                }
                // A page is all there is.
                Self::Pages(_) => {}
            }
        }
        Ok(())
    }

    /// Write a document.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put(&mut self, written: Written) -> Result<(), Problem> {
        match self {
            Self::Pages(pages) => pages.put(written),
            Self::Columns(_, writers) => {
                let mut both = writers.iter_mut().zip(written.rows);
                both.try_for_each(|(writer, rows)| writer.put(rows))
            }
            Self::Stream(stream) => written.files.iter().try_for_each(|bytes| stream.put(bytes)),
            Self::Tables(_, streams) => {
                let mut both = streams.iter_mut().zip(&written.files);
                both.try_for_each(|(stream, bytes)| stream.put(bytes))
            }
            Self::Each {
                folder,
                extensions,
                frames,
            } => {
                for (which, bytes) in written.files.iter().enumerate() {
                    let path = Path::new(&written.path).with_extension(extensions[which]);
                    let frame = frames(which);
                    let whole = [&frame.head, bytes, &frame.tail]
                        .map(Vec::as_slice)
                        .concat();
                    folder.write(&path, &whole)?;
                }
                Ok(())
            }
        }
    }

    /// All of it is written: put it in place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> Result<(), Problem> {
        match self {
            Self::Pages(pages) => pages.finish(),
            Self::Columns(folder, writers) => {
                writers.into_iter().try_for_each(parquet::Writer::finish)?;
                folder.finish()
            }
            Self::Stream(stream) => stream.finish(),
            Self::Tables(folder, streams) => {
                streams.into_iter().try_for_each(Stream::finish)?;
                folder.finish()
            }
            Self::Each { folder, .. } => folder.finish(),
        }
    }
}

/// One file that grows beside its place, or standard output.
pub(super) struct Stream {
    to: BufWriter<Box<dyn Write>>,
    /// Where it grows and where it goes; `None` for standard output.
    paths: Option<(Building, PathBuf)>,
    frame: Frame,
    empty: bool,
}

impl Stream {
    fn new(path: &Path, frame: Frame, force: bool) -> Result<Self, Problem> {
        if !force && path != Path::new("-") && path.exists() {
            return Err(taken(path));
        }
        let (to, paths) = open(path).map_err(|why| refused(path, why))?;
        let mut new = Self {
            to: BufWriter::with_capacity(1 << 18, to),
            paths,
            frame,
            empty: true,
        };
        let head = std::mem::take(&mut new.frame.head);
        new.write(&head)?;
        Ok(new)
    }

    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        if bytes.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.empty, false) {
            self.write(self.frame.between)?;
        }
        self.write(bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let written = self.to.write_all(bytes);
        written.map_err(|why| refused(self.shown(), why))
    }

    fn shown(&self) -> &Path {
        self.paths.as_ref().map_or(Path::new("-"), |(_, path)| path)
    }

    pub fn finish(mut self) -> Result<(), Problem> {
        let tail = std::mem::take(&mut self.frame.tail);
        self.write(&tail)?;
        let put = self.to.flush().and_then(|()| match &self.paths {
            Some((building, path)) => building.put(path),
            None => Ok(()),
        });
        put.map_err(|why| refused(self.shown(), why))
    }
}

/// Where a stream is written, and where it goes when it is whole.
type Opened = (Box<dyn Write>, Option<(Building, PathBuf)>);

fn open(path: &Path) -> io::Result<Opened> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdout().lock()), None));
    }
    let building = Building::new(path);
    let file = File::create_new(building.path())?;
    Ok((Box::new(file), Some((building, path.to_owned()))))
}

/// A folder that grows beside its place; one that is there is filled file by file.
pub(super) struct Folder {
    building: PathBuf,
    place: PathBuf,
    /// `None` when the folder was there.
    beside: Option<Building>,
}

impl Folder {
    fn new(place: &Path, force: bool) -> Result<Self, Problem> {
        // `out/` and `out` are the same folder.
        let place: PathBuf = place.components().collect();
        let empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut there| there.next().is_none());
        if place == Path::new("-") || place.is_file() {
            return Err(Problem::new(msg!("export-needs-folder")).at(file(&place)));
        }
        if place.exists() && !empty(&place) {
            return match force {
                true => Ok(Self {
                    building: place.clone(),
                    place,
                    beside: None,
                }),
                false => Err(taken(&place)),
            };
        }
        let beside = Building::new(&place);
        fs::create_dir_all(beside.path()).map_err(|why| refused(&place, why))?;
        Ok(Self {
            building: beside.path().to_owned(),
            place,
            beside: Some(beside),
        })
    }

    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let path = self.building.join(path);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&self.building))?;
            match self.beside {
                Some(_) => fs::write(&path, bytes),
                None => {
                    let building = Building::new(&path);
                    fs::write(building.path(), bytes)?;
                    fs::rename(building.path(), &path)
                }
            }
        };
        write().map_err(|why| refused(&path, why))
    }

    pub fn finish(self) -> Result<(), Problem> {
        match &self.beside {
            Some(building) => building
                .put(&self.place)
                .map_err(|why| refused(&self.place, why)),
            None => Ok(()),
        }
    }
}

fn taken(path: &Path) -> Problem {
    Problem::new(msg!("export-taken"))
        .at(file(path))
        .hint(msg!("export-taken-hint"))
}

fn refused(path: &Path, why: io::Error) -> Problem {
    Problem::new(msg!("import-not-written"))
        .at(file(path))
        .because(why)
}

fn file(path: &Path) -> Place {
    Place::file(path.display().to_string())
}
