//! Where things of the person are kept: XDG config, data, state and cache folders.

use crate::{locale::Problem, msg};
use directories::ProjectDirs;
use rustix::{
    fs::{Access, access, statvfs},
    io::Errno,
};
use std::{
    env, io,
    path::{Path, PathBuf},
};

/// The folders of metka for this person.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Settings and keymap.
    pub config: PathBuf,
    /// The unpacked seeds, and layers that a corpus would not take.
    pub data: PathBuf,
    /// Where one left off.
    pub state: PathBuf,
    /// What can be found out again.
    pub cache: PathBuf,
}

impl Folders {
    /// The folders of the current user.
    ///
    /// # Errors
    /// When neither `HOME` nor the user database names a home folder.
    pub fn of_user() -> Result<Self, Problem> {
        let dirs = ProjectDirs::from("", "", "metka")
            .ok_or_else(|| Problem::new(msg!("no-home")).hint(msg!("no-home-hint")))?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Ok(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            state: state.to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }
}

/// Whether `folder`, an absolute path, is there: true when it can be written, false when it can be made. Nothing is
/// changed to find out.
///
/// # Errors
/// Why nothing can be written there.
pub fn writable(folder: &Path) -> io::Result<bool> {
    let mut above = folder.ancestors();
    let there = above.find(|path| path.symlink_metadata().is_ok());
    let there = there.ok_or(io::ErrorKind::NotFound)?;
    if !there.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    access(there, Access::WRITE_OK | Access::EXEC_OK)?;
    let disk = statvfs(there)?;
    match disk.f_blocks > 0 && disk.f_bavail == 0 {
        true => Err(Errno::NOSPC.into()),
        false => Ok(there == folder),
    }
}

/// The login name: who annotates when nothing else says so.
pub fn login() -> String {
    ["LOGNAME", "USER"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| String::from("annotator"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink};

    #[test]
    fn a_folder_is_there_can_be_made_or_is_refused_and_nothing_is_made() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        assert!(writable(folder.path())?);
        assert!(!writable(&at("a/b"))?);
        assert!(!at("a").exists());
        fs::write(at("file"), "")?;
        symlink("nowhere", at("link"))?;
        let refused = |name| writable(&at(name)).map_err(|error| error.kind());
        assert_eq!(refused("file/a"), Err(io::ErrorKind::NotADirectory));
        assert_eq!(refused("link/a"), Err(io::ErrorKind::NotFound));
        Ok(())
    }
}
