//! Export and import of one document: the files. What is there is replaced only by permission, and what belongs to the
//! corpus never.

use super::{
    own::is_of_corpus,
    pieces,
    store::{disk, read_text},
};
use crate::{
    app::{Export, Exported, Import, Imported, Intake},
    formats::{Alone, Files, Piece, Split},
    locale::{Place, Problem},
    msg,
    text::decode::Encoding,
};
use std::{
    env, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

/// Write the files of `export`, but none that would be a document, a layer or a setting of the corpus at `root`.
///
/// # Errors
/// It would be, or the disk refuses.
pub(super) fn export(export: &Export, root: &Path) -> Result<Exported, Problem> {
    let to = at_home(&export.to);
    let Alone {
        folder,
        files,
        fitted,
    } = export.files(&to);
    let mut new = Vec::new();
    let mut there = Vec::new();
    for (path, bytes) in files {
        let path = disk::resolve(&path).map_err(|why| unwritten(&path, why))?;
        let old = disk::read_if_any(&path, bytes.len() as u64);
        if old.as_ref().is_ok_and(|old| old.as_ref() == Some(&bytes)) {
            continue;
        }
        if is_of_corpus(&path, root, &export.schema) {
            return Err(Problem::new(msg!("export-over-corpus")).at(file(&path)));
        }
        match old {
            Ok(None) => {}
            Err(why) if why.kind() != io::ErrorKind::FileTooLarge => {
                return Err(unwritten(&path, why));
            }
            _ => there.push(path.clone()),
        }
        new.push((path, bytes));
    }
    if !there.is_empty() && !export.replace {
        return Ok(Exported::Taken(there));
    }
    if let Some(folder) = folder {
        disk::create_folder(&folder).map_err(|why| unwritten(&folder, why))?;
    }
    for (path, bytes) in new {
        // Somebody may have made it since.
        let free = |path: &Path| export.replace || !path.exists();
        let written = disk::replace_if(&path, &bytes, free);
        if !written.map_err(|why| unwritten(&path, why))? {
            return Ok(Exported::Taken(vec![path]));
        }
        disk::sync_folder(folder_of(&path)).map_err(|why| unwritten(&path, why))?;
    }
    Ok(Exported::Written {
        to,
        annotations: fitted.layer.annotations.len(),
        losses: fitted.losses,
    })
}

/// The folder that a file at `path` lies in.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|it| *it != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// What the file of `import` says of its text. A fault of ours is told like any other.
///
/// # Errors
/// It cannot be read, or says nothing of that text.
pub(super) fn import(import: &Import, encoding: Option<Encoding>) -> Result<Imported, Problem> {
    catch_unwind(AssertUnwindSafe(|| read(import, encoding)))
        .unwrap_or_else(|_| Err(Problem::new(msg!("internal-fault"))))
}

fn read(import: &Import, encoding: Option<Encoding>) -> Result<Imported, Problem> {
    let from = at_home(&import.from);
    let mut intake = Intake::new(import);
    let (path, split, text) = match import.format.files {
        Files::Each(["txt", _, ..]) => {
            let paths = import.format.paths(&from);
            if paths[0].exists() {
                let (folder, name) = (paths[0].parent(), paths[0].file_name());
                let text = read_text(
                    folder.unwrap_or(Path::new("")),
                    Path::new(name.unwrap_or_default()),
                    encoding,
                )?;
                if !intake.is_same(text.as_str()) {
                    return intake.finish();
                }
            }
            (paths[1].clone(), Split::Whole, Some(&import.text))
        }
        Files::Each(_) | Files::Pages { .. } | Files::Tables { .. } => (from, Split::Whole, None),
        Files::Together { split, .. } => (from, split, None),
    };
    let shown = path.display().to_string();
    for cut in pieces::pieces(&path, split)? {
        match cut {
            Ok(cut) => intake.take(&Piece {
                path: &shown,
                line: cut.line,
                body: &cut.text,
                text,
            }),
            Err(problem) => intake.refuse(problem.at(file(&path))),
        }
    }
    intake.finish()
}

/// `~` is the home folder, as a person who types a name expects.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), env::var_os("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => path.to_owned(),
    }
}

fn unwritten(path: &Path, why: io::Error) -> Problem {
    Problem::new(msg!("import-not-written"))
        .at(file(path))
        .because(why)
}

fn file(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{Annotation, Fields, Id, Layer, Parts, Schema},
        formats::Format,
        text::{Text, TextRange},
    };
    use std::{fs, sync::Arc};

    const TEXT: &str = "Анна 😀\r\nБорис";

    struct Bench {
        folder: tempfile::TempDir,
    }

    impl Bench {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("corpus")).unwrap();
            fs::write(folder.path().join("corpus/a.txt"), TEXT).unwrap();
            Self { folder }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn export(&self, format: &str, to: &str, replace: bool) -> Result<Exported, Problem> {
            let mut layer = Layer::default();
            layer.annotations.put(Arc::new(Annotation {
                id: Id::new("x"),
                label: "PER".into(),
                parts: Parts::one(TextRange::from_usize(15..25)).unwrap(),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            }));
            let job = Export {
                format: Format::of_name(format).unwrap(),
                to: self.path(to),
                replace,
                document: "a.txt".into(),
                text: Text::new(TEXT).unwrap(),
                layer,
                schema: Schema::standard(),
            };
            export(&job, &self.path("corpus"))
        }

        fn import(&self, format: &str, from: &str, text: &str) -> Result<Imported, Problem> {
            let job = Import {
                format: Format::of_name(format).unwrap(),
                from: self.path(from),
                document: "a.txt".into(),
                text: Text::new(text).unwrap(),
                annotator: "anna".into(),
                schema: Schema::standard(),
                seed: 7,
            };
            import(&job, None)
        }
    }

    #[test]
    fn what_is_exported_is_imported_and_nothing_is_left_beside() {
        for (format, name) in [
            ("jsonl", "x.jsonl"),
            ("brat", "x.ann"),
            ("brat", "corpus/a.ann"),
        ] {
            let bench = Bench::new();
            let written = bench.export(format, name, false).unwrap();
            assert!(matches!(written, Exported::Written { annotations: 1, .. }));
            let read = bench.import(format, name, TEXT).unwrap();
            let spans = read.layers[0].annotations.iter();
            let spans: Vec<_> = spans.map(|it| it.parts.cover()).collect();
            assert_eq!(
                (spans, read.refused),
                (vec![TextRange::from_usize(15..25)], 0),
                "{name}"
            );
            let hidden = fs::read_dir(bench.folder.path()).unwrap().flatten();
            let mut names = hidden.map(|entry| entry.file_name().into_encoded_bytes());
            assert!(names.all(|name| name[0] != b'.'));
            assert_eq!(
                fs::read_to_string(bench.path("corpus/a.txt")).unwrap(),
                TEXT
            );
        }
    }

    #[test]
    fn what_is_there_is_replaced_by_permission_and_the_corpus_never() {
        let bench = Bench::new();
        fs::write(bench.path("x.jsonl"), "важное").unwrap();
        let taken = bench.export("jsonl", "x.jsonl", false).unwrap();
        assert_eq!(taken, Exported::Taken(vec![bench.path("x.jsonl")]));
        assert_eq!(fs::read_to_string(bench.path("x.jsonl")).unwrap(), "важное");
        bench.export("jsonl", "x.jsonl", true).unwrap();
        // The very same again replaces nothing.
        let same = bench.export("jsonl", "x.jsonl", false).unwrap();
        assert!(matches!(same, Exported::Written { .. }));
        fs::create_dir_all(bench.path("corpus/annotations/anna")).unwrap();
        for name in ["metka.ron", "b.txt", "annotations/anna/b.txt.ron"] {
            let name = format!("corpus/{name}");
            // Nor is one made: a text there would be a document.
            assert!(bench.export("jsonl", &name, false).is_err(), "{name}");
            assert!(!bench.path(&name).exists());
            fs::write(bench.path(&name), "важное").unwrap();
            assert!(bench.export("jsonl", &name, true).is_err(), "{name}");
            assert_eq!(fs::read_to_string(bench.path(&name)).unwrap(), "важное");
        }
        fs::write(bench.path("corpus/b.ann"), "").unwrap();
        assert!(bench.export("brat", "corpus/b.ann", true).is_err());
        assert_eq!(fs::read_to_string(bench.path("corpus/b.ann")).unwrap(), "");
        assert!(bench.export("jsonl", "nowhere/x.jsonl", false).is_err());
    }

    #[test]
    fn the_text_beside_must_be_the_open_one() {
        let bench = Bench::new();
        bench.export("brat", "x.ann", false).unwrap();
        let problem = bench
            .import("brat", "x.ann", "Анна 😀\r\nВера")
            .unwrap_err();
        assert_eq!(problem.what.id, "import-other-text");
        assert_eq!(problem.place.unwrap().at, Some((2, 1)));
        // Without a text beside, what reads as it should is enough.
        fs::remove_file(bench.path("x.txt")).unwrap();
        assert_eq!(bench.import("brat", "x.ann", TEXT).unwrap().refused, 0);
        let other = bench.import("brat", "x.ann", "Анна 😀\r\nВера!").unwrap();
        assert_eq!((other.layers[0].annotations.len(), other.refused), (0, 1));
        for (name, bytes) in [
            ("no.jsonl", None),
            ("bad.jsonl", Some(&b"\xff{"[..])),
            ("e.jsonl", Some(b"")),
        ] {
            if let Some(bytes) = bytes {
                fs::write(bench.path(name), bytes).unwrap();
            }
            assert!(bench.import("jsonl", name, TEXT).is_err(), "{name}");
        }
    }
}
