//! Opening and saving; sessions that write the same file.
mod documents;
mod former;
mod trouble;

use super::*;
use crate::{
    annotation::{Annotation, Id, Note, fixture},
    locale::{Lang, Locale},
};
use std::{fs, sync::Arc};

const TEXT: &str = "Завод «Изопан» вложил более 381 млрд рублей.\n";

/// A corpus with one document, and a data folder.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bench = Self { folder };
        fs::create_dir_all(bench.at("corpus/2024")).unwrap();
        fs::write(bench.at("corpus/2024/a.txt"), TEXT).unwrap();
        bench
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn store(&self) -> Store {
        Store::new(self.at("corpus"), "anna".to_owned(), self.at("data"))
    }

    /// A store with the document open, and what it found.
    fn open(&self) -> (Store, Opened) {
        let mut store = self.store();
        let opened = store.open(doc(), None).unwrap();
        (store, opened)
    }

    fn file(&self) -> PathBuf {
        self.at("corpus/annotations/anna/2024/a.txt.ron")
    }

    fn read(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    /// Ids in the layer as a new session finds it.
    fn ids(&self) -> String {
        ids(&self.open().1.layer)
    }

    /// Every file below the bench but the document.
    fn files(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name();
        let files = walk
            .into_iter()
            .flatten()
            .filter(|entry| !entry.file_type().is_dir());
        let name = |path: &Path| {
            path.strip_prefix(self.folder.path())
                .unwrap()
                .display()
                .to_string()
        };
        let names = files.map(|entry| name(entry.path()));
        names.filter(|name| name != "corpus/2024/a.txt").collect()
    }
}

fn doc() -> &'static Path {
    Path::new("2024/a.txt")
}

fn ids(layer: &Layer) -> String {
    let ids = layer.annotations.iter().map(|item| item.id.as_str());
    ids.collect::<Vec<_>>().join(" ")
}

/// `layer` with one more annotation, on the first letters.
fn with(layer: &Layer, id: &str) -> Layer {
    let mut layer = layer.clone();
    layer.annotations.put(fixture::annotation(id, "ORG", 0, 10));
    layer
}

fn without(layer: &Layer, id: &str) -> Layer {
    let mut layer = layer.clone();
    layer.annotations.remove(&Id::new(id));
    layer
}

fn said(problem: &Problem) -> String {
    problem.line(&Locale::new(Lang::En))
}

#[test]
fn opening_writes_nothing_and_saving_writes_one_file() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    assert_eq!(
        (opened.layer.annotator.as_str(), opened.layer.status),
        ("anna", Status::New)
    );
    assert_eq!(
        (opened.fault, opened.stashed, opened.encoding),
        (None, false, Encoding::Utf8)
    );
    let looked_at = Layer {
        seconds: 5,
        ..opened.layer.clone()
    };
    assert_eq!(store.save(doc(), &looked_at), Ok(Saved { merged: None }));
    assert_eq!(bench.files(), [""; 0]);
    assert_eq!(
        store.save(doc(), &with(&opened.layer, "a")),
        Ok(Saved { merged: None })
    );
    assert_eq!(bench.files(), ["corpus/annotations/anna/2024/a.txt.ron"]);
    assert!(
        bench.read().contains("path: \"2024/a.txt\"") && bench.read().contains("text: \"Завод\"")
    );
    assert_eq!(bench.ids(), "a");
    let summary = store.summary(doc()).unwrap().unwrap();
    assert_eq!(summary.labels.get("ORG"), Some(&1));
}

#[test]
fn what_was_removed_is_removed_and_an_emptied_layer_is_written() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let both = with(&with(&opened.layer, "a"), "b");
    store.save(doc(), &both).unwrap();
    store.save(doc(), &without(&both, "a")).unwrap();
    assert_eq!(bench.ids(), "b");
    store.save(doc(), &opened.layer).unwrap();
    assert_eq!(bench.ids(), "");
}

#[test]
fn an_equal_layer_is_not_written_again() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    let before = fs::metadata(bench.file()).unwrap().modified().unwrap();
    store.save(doc(), &layer).unwrap();
    assert_eq!(
        fs::metadata(bench.file()).unwrap().modified().unwrap(),
        before
    );
}

#[test]
fn two_sessions_lose_nothing() {
    let bench = Bench::new();
    let (mut one, opened) = bench.open();
    let (mut two, _) = bench.open();
    let first = with(&opened.layer, "a");
    assert_eq!(one.save(doc(), &first), Ok(Saved { merged: None }));
    let merged = two.save(doc(), &with(&opened.layer, "b")).unwrap().merged;
    // Both said the same of the same words: that is one annotation.
    assert_eq!(merged.map(|layer| ids(&layer)).as_deref(), Some("a"));
    let mut other = opened.layer.clone();
    other
        .annotations
        .put(fixture::annotation("c", "LOC", 0, 10));
    let merged = two.save(doc(), &other).unwrap().merged;
    assert_eq!(merged, None, "the session took its own annotation back");
    assert_eq!(bench.ids(), "c");
}

#[test]
fn two_threads_of_two_hundred_edits_lose_nothing() {
    const EDITS: usize = 200;
    let bench = Bench::new();
    let work = |side: &'static str| {
        let (mut store, opened) = bench.open();
        move || {
            let mut layer = opened.layer;
            for edit in 0..EDITS {
                let id = format!("{side}{edit:03}");
                let item = Annotation {
                    note: id.clone(),
                    ..Annotation::clone(&fixture::annotation(&id, "ORG", 0, 10))
                };
                layer.annotations.put(Arc::new(item));
                if edit % 3 == 2 {
                    layer
                        .annotations
                        .remove(&Id::new(&format!("{side}{:03}", edit - 1)));
                }
                if let Some(merged) = store.save(doc(), &layer).unwrap().merged {
                    layer = merged;
                }
            }
        }
    };
    let (one, two) = (work("x"), work("y"));
    std::thread::scope(|scope| {
        scope.spawn(one);
        scope.spawn(two);
    });
    let kept = |side: &str| {
        let edits = (0..EDITS).filter(|edit| edit % 3 != 1 || edit + 1 == EDITS);
        edits
            .map(|edit| format!("{side}{edit:03}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(bench.ids(), format!("{} {}", kept("x"), kept("y")));
    assert_eq!(bench.files(), ["corpus/annotations/anna/2024/a.txt.ron"]);
}

#[test]
fn a_rewrite_by_a_third_program_is_merged() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    // Another layout, another label, another annotation: all of it right.
    let other = bench
        .read()
        .replace("label: \"ORG\"", "label:\n  \"LOC\"")
        .replace("    relations", "    /* by hand */ relations");
    fs::write(bench.file(), other).unwrap();
    let mut ours = layer;
    ours.notes.push(Note {
        id: Id::new("n"),
        text: "да".to_owned(),
    });
    let merged = store.save(doc(), &ours).unwrap().merged.unwrap();
    assert_eq!(&*merged.annotations.nth(0).unwrap().label, "LOC");
    assert_eq!(bench.open().1.layer, merged);
    assert_eq!(merged.notes.len(), 1);
}

#[test]
fn a_program_that_read_before_our_last_write_and_wrote_after_it_deletes_nothing() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let mut layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    // `sed -i` takes no lock: it reads now and renames its copy into place when we have written again.
    let edited = bench.read().replace("label: \"ORG\"", "label: \"LOC\"");
    layer
        .annotations
        .put(fixture::annotation("b", "LOC", 0, 10));
    store.save(doc(), &layer).unwrap();
    fs::write(bench.file(), edited).unwrap();
    layer
        .annotations
        .put(fixture::annotation("c", "PER", 0, 10));
    store.save(doc(), &layer).unwrap();
    assert_eq!(bench.ids(), "a b c");
    assert!(
        bench.read().contains("id: \"a\", label: \"LOC\""),
        "{}",
        bench.read()
    );
}

#[test]
fn a_file_that_was_taken_away_takes_nothing_with_it() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    fs::remove_dir_all(bench.at("corpus/annotations")).unwrap();
    let mut more = layer;
    more.annotations.put(fixture::annotation("b", "LOC", 0, 10));
    assert_eq!(store.save(doc(), &more), Ok(Saved { merged: None }));
    assert_eq!(bench.ids(), "a b");
}
