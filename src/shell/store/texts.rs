//! Texts that were annotated, kept under the data folder in case their documents change: who has to find a lost place
//! wants to see what stood there. A copy lies under the hash of its document, so that documents that read the same share
//! it, wherever they are. Each of them has a name of its own for it besides, a hard link, and the last one that needs it
//! no more takes it away. It is the decoded text, which is in memory when the document on the disk is another already;
//! its own checksum, in the first line, tells whether it is whole.
//!
//! Texts may be confidential: nobody else may read the copies.
use super::{disk, intake::hex};
use crate::text::Text;
use sha2::{Digest, Sha256};
use std::{
    ffi::OsStr,
    fs::{self, DirBuilder},
    io::{self, ErrorKind},
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt},
    },
    path::{Path, PathBuf},
};

/// The longest text that is kept, in bytes.
const LONGEST: usize = 16 << 20;

/// What stands before a text: its checksum and a line end, in bytes.
const HEAD: usize = 65;

/// The folder of kept texts.
#[derive(Debug)]
pub struct Texts {
    folder: PathBuf,
}

impl Texts {
    /// Those under the data folder `data` of the program. Nothing is read or written yet.
    pub fn new(data: &Path) -> Self {
        let folder = data.join("texts");
        Self { folder }
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many there are, and how many bytes they take.
    pub fn tally(&self) -> (usize, u64) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let copies =
            entries.filter(|entry| self.path(&entry.file_name().to_string_lossy()).is_some());
        let sizes = copies.filter_map(|entry| Some(entry.metadata().ok()?.len()));
        sizes.fold((0, 0), |(count, bytes), size| (count + 1, bytes + size))
    }

    /// Keep `text`, the text of the document with this hash, for the document with this name, unless it is too long.
    pub(super) fn keep(&self, hash: &str, text: &Text, document: &OsStr) -> io::Result<()> {
        let (Some(path), text) = (self.path(hash), text.as_str()) else {
            return Ok(());
        };
        if text.len() > LONGEST {
            return Ok(());
        }
        let length = (HEAD + text.len()) as u64;
        if !fs::symlink_metadata(&path).is_ok_and(|file| file.len() == length) {
            self.create_folder()?;
            disk::sweep(&self.folder);
            disk::replace_private(&path, format!("{}\n{text}", checksum(text)).as_bytes())?;
        }
        // It is there already, or the file system knows no links: then the first that is done with the copy takes it.
        let _ = fs::hard_link(&path, own(&path, document));
        Ok(())
    }

    /// The text of the document with this hash, if it was kept and is whole.
    pub(super) fn read(&self, hash: &str) -> Option<Text> {
        let bytes = disk::read(&self.path(hash)?, (HEAD + LONGEST) as u64).ok()?;
        let copy = String::from_utf8(bytes).ok()?;
        let (stated, text) = copy.split_once('\n')?;
        (stated == checksum(text)).then(|| Text::new(text).ok())?
    }

    /// Keep the text of the document with this hash no longer for the document with this name: not at all, if no other
    /// needs it.
    pub(super) fn remove(&self, hash: &str, document: &OsStr) -> io::Result<()> {
        let Some(path) = self.path(hash) else {
            return Ok(());
        };
        disk::remove(&own(&path, document))?;
        match fs::symlink_metadata(&path) {
            Ok(copy) if copy.nlink() > 1 => Ok(()),
            _ => disk::remove(&path),
        }
    }

    /// Hashes come from files that anybody may have written: what is none leads nowhere.
    fn path(&self, hash: &str) -> Option<PathBuf> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_hash = hash.len() == 64 && hash.bytes().all(digit);
        is_hash.then(|| self.folder.join(hash))
    }

    fn create_folder(&self) -> io::Result<()> {
        if let Some(data) = self.folder.parent() {
            disk::create_folder(data)?;
        }
        match DirBuilder::new().mode(0o700).create(&self.folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            created => created,
        }
    }
}

/// The name that the document called `document` has for the copy at `path`.
fn own(path: &Path, document: &OsStr) -> PathBuf {
    let name = hex(&Sha256::digest(document.as_bytes()));
    let mut path = path.to_owned();
    path.as_mut_os_string().push(format!("-{}", &name[..16]));
    path
}

fn checksum(text: &str) -> String {
    hex(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn me() -> &'static OsStr {
        OsStr::new("corpus/a.txt")
    }

    fn text(content: &str) -> Text {
        Text::new(content).unwrap()
    }

    fn read(texts: &Texts, hash: &str) -> Option<String> {
        texts.read(hash).map(|text| text.as_str().to_owned())
    }

    #[test]
    fn a_text_is_kept_once_for_its_person_alone_and_goes_again() {
        let data = tempfile::tempdir().unwrap();
        let texts = Texts::new(&data.path().join("new/data"));
        let (hash, other) = ("0a".repeat(32), "1b".repeat(32));
        assert_eq!((read(&texts, &hash), texts.tally()), (None, (0, 0)));
        texts.keep(&hash, &text("Завод\n"), me()).unwrap();
        texts.keep(&other, &text(""), me()).unwrap();
        assert_eq!(read(&texts, &hash), Some("Завод\n".to_owned()));
        assert_eq!(read(&texts, &other), Some(String::new()));
        assert_eq!(texts.tally(), (2, 2 * 65 + 11));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = texts.folder().join(&hash);
        assert_eq!((mode(texts.folder()), mode(&file)), (0o700, 0o600));
        // Whoever has it keeps what is there.
        let inode = |path: &Path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap());
        let before = inode(&file);
        texts.keep(&hash, &text("Завод\n"), me()).unwrap();
        assert_eq!(inode(&file), before);
        texts.remove(&hash, me()).unwrap();
        texts.remove(&hash, me()).unwrap();
        assert_eq!((read(&texts, &hash), texts.tally().0), (None, 1));
    }

    #[test]
    fn a_copy_goes_with_the_last_document_that_needs_it() {
        let data = tempfile::tempdir().unwrap();
        let (texts, hash) = (Texts::new(data.path()), "0a".repeat(32));
        let (other, stranger) = (OsStr::new("corpus/b.txt"), OsStr::new("c.txt"));
        for document in [me(), other, me()] {
            texts.keep(&hash, &text("Завод"), document).unwrap();
        }
        assert_eq!(texts.tally().0, 1);
        for document in [me(), me(), stranger] {
            texts.remove(&hash, document).unwrap();
            assert_eq!(read(&texts, &hash).as_deref(), Some("Завод"));
        }
        texts.remove(&hash, other).unwrap();
        assert_eq!(fs::read_dir(texts.folder()).unwrap().count(), 0);
    }

    #[test]
    fn a_damaged_copy_is_none_and_is_made_anew() {
        let data = tempfile::tempdir().unwrap();
        let (texts, hash) = (Texts::new(data.path()), "0".repeat(64));
        texts.keep(&hash, &text("Завод"), me()).unwrap();
        let file = texts.folder().join(&hash);
        let whole = fs::read(&file).unwrap();
        let mut bitten = whole.clone();
        bitten[HEAD + 1] ^= 1;
        for damaged in [&whole[..HEAD + 4], &whole[..10], b"", &bitten] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(read(&texts, &hash), None);
        }
        fs::write(&file, &whole[..20]).unwrap();
        texts.keep(&hash, &text("Завод"), me()).unwrap();
        assert_eq!(fs::read(&file).unwrap(), whole);
    }

    #[test]
    fn a_long_text_and_a_name_that_is_no_hash_are_left_alone() {
        let data = tempfile::tempdir().unwrap();
        let texts = Texts::new(&data.path().join("data"));
        let long = text(&"я".repeat(LONGEST / 2 + 1));
        texts.keep(&"a".repeat(64), &long, me()).unwrap();
        let secret = data.path().join("secret");
        fs::write(&secret, "тайна").unwrap();
        let upper = "A".repeat(64);
        for name in ["", "../../secret", "..", &*secret.to_string_lossy(), &upper] {
            texts.keep(name, &text("Завод"), me()).unwrap();
            texts.remove(name, me()).unwrap();
            assert_eq!(read(&texts, name), None);
        }
        assert_eq!(texts.tally(), (0, 0));
        assert_eq!(fs::read(&secret).unwrap(), "тайна".as_bytes());
    }
}
