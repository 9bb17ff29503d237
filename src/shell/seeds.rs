//! The bundled corpus: what `metka` shows before a person has one of their own.
//! It is part of the binary and is unpacked, once, into the data folder.

use crate::{
    locale::{Place, Problem},
    msg,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Whose the bundled layers are; they become the person's own when they are unpacked.
const AUTHOR: &str = "metka";

macro_rules! seeds {
    ($($path:literal,)*) => {
        /// Paths in the corpus with their bytes.
        const SEEDS: &[(&str, &[u8])] = &[$(($path, include_bytes!(concat!("../../seeds/", $path))),)*];
    };
}

seeds! {
    "guidelines.md",
    "annotations/metka/volgograd/panels.txt.ron",
    "annotations/metka/volgograd/strategy.txt.ron",
    "regions/amur.txt",
    "regions/digest.txt",
    "regions/kuban.txt",
    "regions/locks.txt",
    "regions/pipes.txt",
    "volgograd/panels.txt",
    "volgograd/pharma.txt",
    "volgograd/strategy.txt",
    "volgograd/visit.txt",
}

/// Unpack what is not there yet into the folder `data`; returns the corpus. Nothing is overwritten.
///
/// # Errors
/// When the folder cannot be written.
pub fn unpack(data: &Path, annotator: &str) -> Result<PathBuf, Problem> {
    let corpus = data.join("seeds");
    for (path, bytes) in SEEDS {
        let (path, bytes) = for_annotator(path, bytes, annotator);
        write_new(&corpus.join(&path), &bytes).map_err(|error| {
            let place = Place::file(corpus.join(&path).display().to_string());
            Problem::new(msg!("cannot-unpack"))
                .at(place)
                .because(error)
                .hint(msg!("cannot-unpack-hint"))
        })?;
    }
    Ok(corpus)
}

/// A bundled layer is rewritten as the annotator's own.
fn for_annotator(path: &str, bytes: &[u8], annotator: &str) -> (PathBuf, Vec<u8>) {
    let (Some(rest), Ok(layer)) = (
        path.strip_prefix("annotations/metka/"),
        std::str::from_utf8(bytes),
    ) else {
        return (path.into(), bytes.to_vec());
    };
    let own = ron::to_string(annotator).unwrap_or_else(|_| format!("{AUTHOR:?}"));
    let layer = layer.replacen(
        &format!("annotator: \"{AUTHOR}\""),
        &format!("annotator: {own}"),
        1,
    );
    let folder = super::store::component(annotator.as_ref());
    (
        Path::new("annotations").join(folder).join(rest),
        layer.into_bytes(),
    )
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Beside and then linked in place: two first starts at once do not see half a file.
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    if path.exists() {
        return Ok(());
    }
    fs::write(&beside, bytes)?;
    match fs::hard_link(&beside, path) {
        Ok(()) => fs::remove_file(&beside),
        // Another start was quicker, and may have been worked in already.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(&beside),
        // A file system without links.
        Err(_) => fs::rename(&beside, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_in_the_binary() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let mut there: Vec<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| Some(entry.path().strip_prefix(&root).ok()?.to_str()?.to_owned()))
            .filter(|path| path != "README.md" && path != ".gitattributes")
            .collect();
        there.sort();
        let mut bundled: Vec<String> = SEEDS.iter().map(|(path, _)| (*path).to_owned()).collect();
        bundled.sort();
        assert_eq!(bundled, there);
    }

    #[test]
    fn unpacking_again_keeps_what_was_changed() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let corpus = unpack(folder.path(), "анна").map_err(|_| io::ErrorKind::Other)?;
        let layer = corpus.join("annotations/анна/volgograd/strategy.txt.ron");
        assert!(fs::read_to_string(&layer)?.contains("annotator: \"анна\""));
        fs::write(&layer, "changed")?;
        assert!(unpack(folder.path(), "анна").is_ok());
        assert_eq!(fs::read_to_string(&layer)?, "changed");
        Ok(())
    }

    #[test]
    fn what_appears_meanwhile_is_not_overwritten() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.txt");
        // Like a file that another start makes after it was looked for: not there, and yet in the way.
        std::os::unix::fs::symlink("nowhere", &path)?;
        write_new(&path, b"text")?;
        assert_eq!(fs::read_link(&path)?, Path::new("nowhere"));
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }
}
