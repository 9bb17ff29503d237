//! Names of files and folders made from names that people chose.
use sha2::{Digest, Sha256};
use std::{
    ffi::{OsStr, OsString},
    os::unix::ffi::{OsStrExt, OsStringExt},
    path::{Component, Path, PathBuf},
};

/// The longest name of a corpus under the data folder, in bytes; file systems take 255.
const LONGEST: usize = 200;

/// `FOLDER/ANNOTATOR/DOC.ron`.
pub(super) fn layer(folder: &Path, annotator: &str, doc: &Path) -> PathBuf {
    let mut path = folder.join(component(annotator.as_ref())).join(doc);
    path.as_mut_os_string().push(".ron");
    path
}

/// Whether `doc` is a path below the corpus: no root, no `..`.
pub(super) fn is_inside(doc: &Path) -> bool {
    let normal = |part| matches!(part, Component::Normal(_));
    doc.components().next().is_some() && doc.components().all(normal)
}

/// `doc` as layers name it: `/` between folders; a name that is not UTF-8 with U+FFFD in it.
pub(super) fn shown(doc: &Path) -> String {
    let parts = doc
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// The folder of a corpus under the data folder: its whole path in one name.
pub(super) fn corpus(root: &Path) -> OsString {
    let absolute = root
        .canonicalize()
        .or_else(|_| std::path::absolute(root))
        .unwrap_or_else(|_| root.to_owned());
    let name = component(absolute.as_os_str());
    if name.len() <= LONGEST {
        return name;
    }
    let digest = Sha256::digest(absolute.as_os_str().as_bytes());
    let digest: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let lossy = name.to_string_lossy();
    let start = lossy.ceil_char_boundary(lossy.len().saturating_sub(LONGEST - 20));
    format!("{digest}…{}", &lossy[start..]).into()
}

/// `name` as one harmless component: separators, control characters and what other systems refuse become `%2F`. Two
/// names never become the same.
pub fn component(name: &OsStr) -> OsString {
    let mut safe = Vec::new();
    for (index, byte) in name.as_bytes().iter().enumerate() {
        let odd = byte.is_ascii_control() || b"/\\%<>:\"|?*".contains(byte);
        match odd || (index == 0 && *byte == b'.') {
            true => safe.extend(format!("%{byte:02X}").bytes()),
            false => safe.push(*byte),
        }
    }
    match safe.is_empty() {
        true => "%".into(),
        false => OsString::from_vec(safe),
    }
}

/// The corpus of a single document and the document in it: the nearest folder above with a `metka.ron` or with layers,
/// else the folder of the document.
pub fn locate(file: &Path) -> (PathBuf, PathBuf) {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let own = file.parent().unwrap_or(Path::new("/"));
    let mut above = own.ancestors();
    let root = above
        .find(|folder| folder.join("metka.ron").is_file() || folder.join("annotations").is_dir())
        .unwrap_or(own);
    let doc = file.strip_prefix(root).unwrap_or(&file);
    (root.to_owned(), doc.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotators_are_one_component() {
        for (name, expected) in [
            ("anna", "anna"),
            ("Анна Жук", "Анна Жук"),
            ("..", "%2E."),
            (".hidden", "%2Ehidden"),
            ("a/b", "a%2Fb"),
            ("a%2Fb", "a%252Fb"),
            ("", "%"),
            ("\u{1b}[m", "%1B[m"),
        ] {
            let path = layer(Path::new("/c"), name, Path::new("d/x.txt"));
            assert_eq!(path, Path::new("/c").join(expected).join("d/x.txt.ron"));
        }
    }

    #[test]
    fn documents_stay_inside_the_corpus() {
        for (doc, inside) in [
            ("a.txt", true),
            ("a/b.txt", true),
            ("../a.txt", false),
            ("a/../../b.txt", false),
            ("/etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(is_inside(Path::new(doc)), inside, "{doc}");
        }
    }

    #[test]
    fn long_corpus_paths_become_short_different_names() {
        let name = |last: &str| corpus(&Path::new("/").join("папка/".repeat(60)).join(last));
        assert!(name("a").len() < 255 && name("a") != name("b"));
    }

    #[test]
    fn a_single_document_belongs_to_the_nearest_schema() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(locate(&deep.join("x.txt")), (deep.clone(), "x.txt".into()));
        std::fs::create_dir(folder.path().join("a/annotations")).unwrap();
        assert_eq!(
            locate(&deep.join("x.txt")),
            (folder.path().join("a"), "b/x.txt".into())
        );
        std::fs::remove_dir(folder.path().join("a/annotations")).unwrap();
        std::fs::write(folder.path().join("metka.ron"), "").unwrap();
        assert_eq!(
            locate(&deep.join("x.txt")),
            (folder.path().to_owned(), "a/b/x.txt".into())
        );
    }
}
