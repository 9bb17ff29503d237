//! Files that grow beside their places and are put there when they are whole.

use crate::{
    annotation::Schema,
    cli::building::Building,
    formats::Frame,
    locale::{Place, Problem},
    msg,
    shell::own::is_of_corpus,
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// What may be written over.
#[derive(Clone, Copy)]
pub(super) struct Leave<'a> {
    /// The corpus, of which nothing may.
    pub corpus: &'a Path,
    /// Its schema.
    pub schema: &'a Schema,
    /// Other files may.
    pub force: bool,
}

impl Leave<'_> {
    fn check_own(&self, path: &Path) -> Result<(), Problem> {
        match is_of_corpus(path, self.corpus, self.schema) {
            true => Err(Problem::new(msg!("export-over-corpus")).at(file(path))),
            false => Ok(()),
        }
    }

    fn check(&self, path: &Path) -> Result<(), Problem> {
        self.check_own(path)?;
        // A device or a pipe is written to, not replaced.
        match !self.force && path.exists() && !is_special(path) {
            true => Err(taken(path)),
            false => Ok(()),
        }
    }
}

fn is_special(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// One file that grows beside its place, or standard output.
pub(super) struct Stream {
    to: BufWriter<Box<dyn Write>>,
    shown: PathBuf,
    /// Where it grows and where it goes; `None` for what is no file.
    paths: Option<(Building, PathBuf)>,
    frame: Frame,
    empty: bool,
    /// Whoever read it went away.
    pub gone: bool,
}

impl Stream {
    /// The file at `path`; standard output for `-`.
    ///
    /// # Errors
    /// It must not be written over, or cannot be written.
    pub fn new(path: &Path, frame: Frame, leave: Leave<'_>) -> Result<Self, Problem> {
        if path != Path::new("-") {
            leave.check(path)?;
        }
        Self::open(path, frame)
    }

    /// The same where anything may be written over.
    ///
    /// # Errors
    /// It cannot be written.
    fn open(path: &Path, frame: Frame) -> Result<Self, Problem> {
        let (to, paths) = open(path).map_err(|why| refused(path, why))?;
        let mut new = Self {
            to: BufWriter::with_capacity(1 << 18, to),
            shown: path.to_owned(),
            paths,
            frame,
            empty: true,
            gone: false,
        };
        let head = std::mem::take(&mut new.frame.head);
        new.write(&head)?;
        Ok(new)
    }

    /// Whether it has a place among files.
    pub fn is_file(&self) -> bool {
        self.paths.is_some()
    }

    /// Add a piece.
    ///
    /// # Errors
    /// Those of the disk.
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
        self.note(written)
    }

    fn note(&mut self, outcome: io::Result<()>) -> Result<(), Problem> {
        match outcome {
            Err(why) if why.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            outcome => outcome.map_err(|why| refused(&self.shown, why)),
        }
    }

    /// All of it is written: put it in place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(mut self) -> Result<(), Problem> {
        let tail = std::mem::take(&mut self.frame.tail);
        self.write(&tail)?;
        let put = self.to.flush().and_then(|()| match &self.paths {
            Some((building, path)) => building.put(path),
            None => Ok(()),
        });
        self.note(put)
    }
}

/// Where a stream is written, and where it goes when it is whole.
type Opened = (Box<dyn Write>, Option<(Building, PathBuf)>);

fn open(path: &Path) -> io::Result<Opened> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdout().lock()), None));
    }
    if is_special(path) {
        return Ok((Box::new(OpenOptions::new().write(true).open(path)?), None));
    }
    // A rename would replace a link.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let building = Building::beside(&place);
    let file = File::create_new(building.path())?;
    Ok((Box::new(file), Some((building, place))))
}

/// A folder that grows beside its place, or in it where it is there and empty: what is mounted there, or where somebody
/// stands, stays the same folder. One with files in it is filled file by file.
pub(super) struct Folder<'a> {
    place: PathBuf,
    /// `None` when there are files already.
    building: Option<Building>,
    leave: Leave<'a>,
}

impl<'a> Folder<'a> {
    /// The folder at `place`.
    ///
    /// # Errors
    /// It must not be written into, or cannot be.
    pub fn new(place: &Path, leave: Leave<'a>) -> Result<Self, Problem> {
        // `out/` and `out` are the same folder.
        let place: PathBuf = place.components().collect();
        let there = place.metadata().ok();
        if place == Path::new("-") || there.as_ref().is_some_and(|it| !it.is_dir()) {
            return Err(Problem::new(msg!("export-needs-folder")).at(file(&place)));
        }
        let empty = fs::read_dir(&place).is_ok_and(|mut there| there.next().is_none());
        let building = match (there.is_some(), empty) {
            (false, _) => Some(Building::beside(&place)),
            (true, true) => Some(Building::inside(&place)),
            (true, false) if leave.force => None,
            (true, false) => return Err(taken(&place)),
        };
        if let Some(building) = &building {
            fs::create_dir_all(building.path()).map_err(|why| refused(&place, why))?;
        }
        Ok(Self {
            place,
            building,
            leave,
        })
    }

    fn building(&self) -> &Path {
        self.building.as_ref().map_or(&self.place, Building::path)
    }

    /// Where a file called `name` grows that is put in its place with the folder.
    ///
    /// # Errors
    /// It must not be written over.
    pub fn room(&self, name: &str) -> Result<PathBuf, Problem> {
        self.leave.check_own(&self.place.join(name))?;
        Ok(self.building().join(name))
    }

    /// A file in it that grows.
    ///
    /// # Errors
    /// It must not be written over, or cannot be written.
    pub fn stream(&self, name: &str, frame: Frame) -> Result<Stream, Problem> {
        Stream::open(&self.room(name)?, frame)
    }

    /// Write the whole file at `path` in it.
    ///
    /// # Errors
    /// It must not be written over, or cannot be written.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let place = self.place.join(path);
        self.leave.check_own(&place)?;
        let path = self.building().join(path);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&self.place))?;
            match self.building {
                Some(_) => fs::write(&path, bytes),
                None => {
                    let building = Building::beside(&path);
                    fs::write(building.path(), bytes)?;
                    fs::rename(building.path(), &path)
                }
            }
        };
        write().map_err(|why| refused(&place, why))
    }

    /// All of it is written: put it in place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> Result<(), Problem> {
        let put = match &self.building {
            None => Ok(()),
            Some(building) if self.place.is_dir() => building.put_content(&self.place),
            Some(building) => building.put(&self.place),
        };
        put.map_err(|why| refused(&self.place, why))
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
