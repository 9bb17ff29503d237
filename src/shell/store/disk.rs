//! Reading and replacing whole files, so that a reader never sees half of one and a crash never leaves one.
//!
//! The crate `atomic-write-file` does nearly this, but leaves its temporary file behind when the last sync or the
//! rename fails (a full disk that tells so late), and its longer names do not fit beside long document names.
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

/// How names of temporary files begin and end; the list of documents leaves out what begins with a dot.
const TEMPORARY: (&str, &str) = (".metka-", ".tmp");

/// The regular file at `path`, and how long it is. A pipe or a device is refused, not waited for.
///
/// # Errors
/// Those of the system; `InvalidInput` for what is no regular file, `FileTooLarge` beyond `most` bytes.
pub(in crate::shell) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let (file, length) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(most)).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// The first `most` bytes of the regular file at `path`, if it has at least `least`.
///
/// # Errors
/// Those of the system; `InvalidInput` for what is no regular file.
pub(super) fn read_beginning(path: &Path, least: u64, most: u64) -> io::Result<Option<Vec<u8>>> {
    let (file, length) = open(path)?;
    if length < least {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The regular file at `path` and its length in bytes.
pub(in crate::shell) fn open(path: &Path) -> io::Result<(File, u64)> {
    let no_waiting = rustix::fs::OFlags::NONBLOCK.bits();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(no_waiting.cast_signed())
        .open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    Ok((file, metadata.len()))
}

/// The content of the regular file at `path`, `None` for a file that does not exist.
pub(in crate::shell) fn read_if_any(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match read(path, most) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The file that `path` leads to through symbolic links, whether it exists or not: a rename would replace the link.
pub(in crate::shell) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(target) => path = parent(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(rustix::io::Errno::LOOP.into())
}

/// Put `bytes` in the place of the file at `path`, which must not be a link. After a crash there is the old file or
/// the new one. Mode and owner are kept; a new file has the mode of the umask. On failure the old file is untouched
/// and nothing is left beside it.
pub(in crate::shell) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_if(path, bytes, |_| true)?;
    sync_folder(parent(path))
}

/// The same for a file that nobody else may read, at a path that may have any file.
pub(super) fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = Temporary::create(parent(path), 0o600)?;
    temporary.file.write_all(bytes)?;
    temporary.file.sync_all()?;
    fs::rename(&temporary.path, path)?;
    temporary.renamed = true;
    sync_folder(parent(path))
}

/// The same as [`replace`], if the file is `still` as it should be when all is ready; false when it is not. The folder is left to be
/// synced by the caller, for whom it makes a difference whether the new file is in place. Syncing takes long enough
/// for another program to write the file. What it wrote between the look and the rename is not lost either: the two
/// files change places, and `still` looks once more, at what was there.
pub(in crate::shell) fn replace_if(
    path: &Path,
    bytes: &[u8],
    still: impl Fn(&Path) -> bool,
) -> io::Result<bool> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let folder = parent(path);
    let mut temporary = Temporary::create(folder, 0o666)?;
    if let Ok(old) = fs::metadata(path) {
        // Only root may give a file away: a colleague's file that we may replace becomes ours.
        let _ = std::os::unix::fs::fchown(&temporary.file, Some(old.uid()), Some(old.gid()));
        temporary.file.set_permissions(old.permissions())?;
    }
    temporary.file.write_all(bytes)?;
    temporary.file.sync_all()?;
    if !still(path) {
        return Ok(false);
    }
    if exchange(&temporary.path, path)? {
        if !still(&temporary.path) {
            exchange(&temporary.path, path)?;
            return Ok(false);
        }
        return Ok(true);
    }
    fs::rename(&temporary.path, path)?;
    temporary.renamed = true;
    Ok(true)
}

/// Rename the file at `from` to `to`, where no file is.
///
/// # Errors
/// Those of the system; `AlreadyExists`.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match no_replace(from, to) {
        Some(renamed) => renamed,
        None => fs::hard_link(from, to).and_then(|()| fs::remove_file(from)),
    }
}

/// `None` where the file system is not able to.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn no_replace(from: &Path, to: &Path) -> Option<io::Result<()>> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => None,
        renamed => Some(renamed.map_err(Into::into)),
    }
}

/// Other systems have no such call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn no_replace(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

/// Let two files change places at once; false where that cannot be done: one is missing, or the file system is not
/// able to.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOENT | Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Other systems have no such call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Make the folder at `path` and those above it, each synced into its parent.
pub(in crate::shell) fn create_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    create_folder(parent(path))?;
    match fs::create_dir(path) {
        Ok(()) => sync_folder(parent(path)),
        // Another session was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Remove the file at `path`, if it is there, for good.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(parent(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Keep other sessions from writing in `folder` while the result lives. A file system without locks, and a session
/// that was stopped while it held the lock, are not waited for: the comparison before each write still holds. A program
/// whose line is lost has more time than this.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    let patience = Instant::now() + Duration::from_secs(1);
    loop {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) if Instant::now() < patience => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return None,
        }
    }
}

/// Remove what sessions that were killed left in `folder`; the caller holds its lock. What is young may still be in
/// use by a session that could not lock.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let old = SystemTime::now() - Duration::from_secs(60);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
        let modified = |entry: &fs::DirEntry| entry.metadata().and_then(|data| data.modified());
        if ours && modified(&entry).is_ok_and(|time| time < old) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("/"),
    }
}

/// Make names in `folder` last. Where folders cannot be synced, or not by us, there is nothing more to be done.
pub(in crate::shell) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// A file of its own name that is removed again unless it was renamed.
struct Temporary {
    path: PathBuf,
    file: File,
    renamed: bool,
}

impl Temporary {
    /// A file with this mode, as far as the umask lets it be.
    fn create(folder: &Path, mode: u32) -> io::Result<Self> {
        let (begin, end) = TEMPORARY;
        loop {
            let path = folder.join(format!("{begin}{:016x}{end}", fastrand::u64(..)));
            let mut options = OpenOptions::new();
            options.write(true).create_new(true).mode(mode);
            match options.open(&path) {
                Ok(file) => {
                    let renamed = false;
                    return Ok(Self {
                        path,
                        file,
                        renamed,
                    });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn replacing_keeps_the_mode_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        replace(&path, b"1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"2").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn what_was_written_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        replace(&path, b"1").unwrap();
        let meanwhile = |_: &Path| {
            fs::write(&path, b"2").unwrap();
            false
        };
        assert!(!replace_if(&path, b"3", meanwhile).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn what_is_written_in_the_last_moment_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        replace(&path, b"1").unwrap();
        // The first look is good; what is found in the exchange is not what was looked at.
        let looks = std::cell::Cell::new(0);
        let still = |_: &Path| looks.replace(looks.get() + 1) == 0;
        assert!(!replace_if(&path, b"3", still).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn a_failure_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a.ron")).unwrap();
        assert!(replace(&folder.path().join("a.ron"), b"1").is_err());
        let long = "ы".repeat(200);
        assert!(replace(&folder.path().join(long), b"1").is_err());
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn only_old_temporary_files_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".metka-1.tmp", ".metka-2.tmp", "a.ron", ".other.tmp"] {
            File::create(folder.path().join(name)).unwrap();
        }
        let old = SystemTime::now() - Duration::from_secs(600);
        for name in [".metka-1.tmp", "a.ron", ".other.tmp"] {
            let file = File::options()
                .write(true)
                .open(folder.path().join(name))
                .unwrap();
            file.set_modified(old).unwrap();
        }
        sweep(folder.path());
        assert_eq!(
            names(folder.path()),
            [".metka-2.tmp", ".other.tmp", "a.ron"]
        );
    }

    #[test]
    fn links_are_followed_even_to_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name| folder.path().join(name);
        std::os::unix::fs::symlink("b", at("a")).unwrap();
        std::os::unix::fs::symlink("c", at("b")).unwrap();
        assert_eq!(resolve(&at("a")).unwrap(), at("c"));
        std::os::unix::fs::symlink("e", at("d")).unwrap();
        std::os::unix::fs::symlink("d", at("e")).unwrap();
        assert!(resolve(&at("d")).is_err());
    }
}
