//! Files and folders that are written beside their place, so that nobody ever finds half of one.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// What grows beside its place under a hidden name; removed when it is not put there.
pub(super) struct Building(PathBuf);

impl Building {
    /// For what will be at `path`.
    pub fn beside(path: &Path) -> Self {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let short: String = name.chars().take(40).collect();
        Self(path.with_file_name(format!(".{short}.{:x}.tmp", fastrand::u64(..))))
    }

    /// In `folder`, which is there.
    pub fn inside(folder: &Path) -> Self {
        Self::beside(&folder.join("metka"))
    }

    /// Where it grows.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// It is whole: put it where it goes.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put(&self, path: &Path) -> io::Result<()> {
        File::open(&self.0)?.sync_all()?;
        fs::rename(&self.0, path)
    }

    /// It is a folder and whole: put what lies in it into `folder`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put_content(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            fs::rename(entry.path(), folder.join(entry.file_name()))?;
        }
        File::open(folder)?.sync_all()
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        let _gone = match self.0.is_dir() {
            true => fs::remove_dir_all(&self.0),
            false => fs::remove_file(&self.0),
        };
    }
}
