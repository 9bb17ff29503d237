//! Why a file could not be read or a layer not be saved, in words.
use crate::{
    locale::{Message, Place, Problem},
    msg,
};
use rustix::io::Errno;
use std::{
    io,
    path::{Path, PathBuf},
};

/// The layer could not be written to the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveFault {
    /// What happened, and what becomes of the layer.
    pub problem: Problem,
    /// Where the layer is kept until the corpus takes it; `None`: only in memory, saving should be tried again.
    pub stashed: Option<PathBuf>,
}

/// What stopped a layer on its way to the disk.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The system refused.
    Io { error: io::Error, path: PathBuf },
    /// What is on the disk cannot be understood and must not be lost.
    File(Box<Problem>),
}

impl Trouble {
    pub fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { error, path }
    }

    /// Whether trying again would not help, while another place would.
    pub fn is_denied(&self) -> bool {
        const DENIED: [Errno; 9] = [
            Errno::ROFS,
            Errno::ACCESS,
            Errno::PERM,
            Errno::NOTDIR,
            Errno::ISDIR,
            Errno::EXIST,
            Errno::LOOP,
            Errno::NAMETOOLONG,
            Errno::NOENT,
        ];
        // Errors of our own have a kind only.
        const KINDS: [io::ErrorKind; 4] = [
            io::ErrorKind::IsADirectory,
            io::ErrorKind::InvalidInput,
            io::ErrorKind::FileTooLarge,
            io::ErrorKind::NotFound,
        ];
        match self {
            Self::File(_) => true,
            Self::Io { error, .. } => match Errno::from_io_error(error) {
                Some(errno) => DENIED.contains(&errno),
                None => KINDS.contains(&error.kind()),
            },
        }
    }

    pub fn stashed(self, path: PathBuf) -> SaveFault {
        let hint = msg!("store-stashed-hint", path = path.display().to_string());
        let not_taken = msg!("store-not-taken");
        SaveFault {
            problem: self.problem(not_taken).hint(hint),
            stashed: Some(path),
        }
    }

    pub fn kept_in_memory(self) -> SaveFault {
        SaveFault {
            problem: self
                .problem(msg!("store-not-saved"))
                .hint(msg!("store-retry-hint")),
            stashed: None,
        }
    }

    fn problem(self, what: Message) -> Problem {
        match self {
            Self::File(problem) => *problem,
            Self::Io { error, path } => Problem::new(what)
                .at(Place::file(path.display().to_string()))
                .because(error),
        }
    }
}

/// What was met on the way through the folders of a corpus.
pub fn walk_problem(error: walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(Path::new("?")).display().to_string();
    let place = Place::file(path);
    if let Some(ancestor) = error.loop_ancestor() {
        let ancestor = ancestor.display().to_string();
        return Problem::new(msg!("link-loop", ancestor = ancestor)).at(place);
    }
    let link = error.path().is_some_and(Path::is_symlink);
    let what = match link {
        true => msg!("link-nowhere"),
        false => msg!("cannot-read-folder"),
    };
    let problem = Problem::new(what).at(place);
    match error.into_io_error() {
        Some(why) => problem.because(why),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_or_failing_disk_is_tried_again_and_a_refusal_is_not() {
        for (errno, denied) in [
            (Errno::NOSPC, false),
            (Errno::DQUOT, false),
            (Errno::IO, false),
            (Errno::STALE, false),
            (Errno::ROFS, true),
            (Errno::ACCESS, true),
            (Errno::PERM, true),
            (Errno::NOTDIR, true),
        ] {
            let trouble = Trouble::io(Path::new("a.ron"), errno.into());
            assert_eq!(trouble.is_denied(), denied, "{errno:?}");
        }
    }
}
