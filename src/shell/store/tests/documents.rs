//! Names, links, encodings, and documents that are none.
use super::*;
use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

#[test]
fn a_linked_layer_stays_a_link_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    fs::create_dir_all(bench.file().parent().unwrap()).unwrap();
    fs::create_dir(bench.at("elsewhere")).unwrap();
    std::os::unix::fs::symlink(bench.at("elsewhere/l.ron"), bench.file()).unwrap();
    let (mut store, opened) = bench.open();
    let first = with(&opened.layer, "a");
    store.save(doc(), &first).unwrap();
    fs::set_permissions(
        bench.at("elsewhere/l.ron"),
        fs::Permissions::from_mode(0o604),
    )
    .unwrap();
    store.save(doc(), &without(&first, "a")).unwrap();
    assert!(fs::symlink_metadata(bench.file()).unwrap().is_symlink());
    let mode = fs::metadata(bench.at("elsewhere/l.ron"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o604);
    assert_eq!(bench.files().len(), 2, "{:?}", bench.files());
}

#[test]
fn documents_that_cannot_be_read_are_told_in_a_sentence() {
    let bench = Bench::new();
    fs::write(bench.at("corpus/binary.txt"), b"\x7fELF\0\0\0\x01").unwrap();
    fs::create_dir(bench.at("corpus/folder.txt")).unwrap();
    std::os::unix::fs::symlink("loop.txt", bench.at("corpus/loop.txt")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(bench.at("corpus/pipe.txt"))
        .status();
    assert!(pipe.is_ok_and(|status| status.success()));
    let mut store = bench.store();
    for (name, expected) in [
        ("binary.txt", "this is not a text"),
        ("folder.txt", "it is a folder"),
        ("loop.txt", "its symbolic links lead in a circle"),
        ("pipe.txt", "it is not an ordinary file"),
        ("nothing.txt", "it does not exist"),
        ("2024/a.txt/b", "a file stands where a folder should be"),
        ("../data/x", "the document is outside the corpus"),
    ] {
        let told = said(&store.open(Path::new(name), None).unwrap_err());
        assert!(told.contains(expected) && told.contains(name), "{told}");
    }
    assert_eq!(
        store
            .save(Path::new("nothing.txt"), &Layer::default())
            .map_err(|it| it.stashed),
        Err(None)
    );
}

#[test]
fn names_that_are_not_utf8_and_empty_documents_are_fine() {
    let bench = Bench::new();
    let odd = Path::new(OsStr::from_bytes(b"\xd4\xc5\x1b[2J.txt"));
    fs::write(bench.at("corpus").join(odd), "Завод").unwrap();
    fs::write(bench.at("corpus/empty.txt"), "").unwrap();
    let mut store = bench.store();
    let opened = store.open(odd, None).unwrap();
    store.save(odd, &with(&opened.layer, "a")).unwrap();
    assert_eq!(ids(&bench.store().open(odd, None).unwrap().layer), "a");
    let empty = Path::new("empty.txt");
    let mut opened = store.open(empty, None).unwrap();
    opened.layer.status = Status::Done;
    store.save(empty, &opened.layer).unwrap();
    assert_eq!(
        bench.store().open(empty, None).unwrap().layer.status,
        Status::Done
    );
}

#[test]
fn the_encoding_of_the_layer_is_kept() {
    let bench = Bench::new();
    // «Завод» in CP866; too short to be recognised with certainty.
    fs::write(bench.at("corpus/2024/a.txt"), b"\x87\xa0\xa2\xae\xa4").unwrap();
    let mut store = bench.store();
    let opened = store.open(doc(), Some(Encoding::Ibm866)).unwrap();
    assert_eq!(opened.text.as_str(), "Завод");
    store.save(doc(), &with(&opened.layer, "a")).unwrap();
    let again = bench.open().1;
    assert_eq!((again.encoding, again.fault), (Encoding::Ibm866, None));
    let forced = bench
        .store()
        .open(doc(), Some(Encoding::Windows1251))
        .unwrap();
    assert!(
        forced.fault.is_some(),
        "offsets of another encoding are not trusted"
    );
}

#[test]
fn guidelines_are_a_file_of_the_corpus() {
    let bench = Bench::new();
    let store = bench.store();
    fs::write(bench.at("corpus/guidelines.md"), "Как размечать").unwrap();
    fs::write(bench.at("secret.md"), "тайна").unwrap();
    // Waiting for a pipe would keep every layer from being saved.
    let pipe = bench.at("corpus/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert_eq!(
        store.guidelines("guidelines.md").as_deref(),
        Ok("Как размечать")
    );
    let secret = bench.at("secret.md").display().to_string();
    for name in ["pipe.md", "../secret.md", &secret, "none.md", "2024"] {
        assert!(store.guidelines(name).is_err(), "{name}");
    }
}

#[test]
fn a_changed_document_takes_its_annotations_along() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let mut layer = with(&opened.layer, "a");
    layer
        .annotations
        .put(fixture::annotation("b", "ORG", 13, 25));
    store.save(doc(), &layer).unwrap();
    let before = bench.read();
    let changed = TEXT.replace("Изопан", "Гефест-М");
    fs::write(bench.at("corpus/2024/a.txt"), format!("Вот. {changed}")).unwrap();

    let (mut store, opened) = bench.open();
    assert_eq!((&opened.fault, opened.changed), (&None, true));
    assert_eq!(bench.read(), before, "opening writes nothing");
    assert_eq!(ids(&opened.layer), "a");
    let waiting = &opened.layer.unplaced[0];
    assert_eq!((waiting.id.as_str(), &*waiting.text), ("b", "Изопан"));
    store.save(doc(), &opened.layer).unwrap();
    let again = bench.open().1;
    assert_eq!((again.layer, again.changed), (opened.layer, false));
    assert!(bench.read().contains("at: [(5, 10)], text: \"Завод\""));
    // What waits alone is worth a file.
    assert!(!is_blank(&without(&bench.open().1.layer, "a")));
}

#[test]
fn lines_of_other_programs_stay_while_the_layer_is_edited() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let kept = crate::annotation::Foreign {
        format: "brat".into(),
        line: "E1\tMove:T1".to_owned(),
        of: vec![Id::new("a")],
        restates: false,
    };
    let layer = Layer {
        foreign: vec![kept.clone()],
        ..with(&opened.layer, "a")
    };
    store.save(doc(), &layer).unwrap();
    let (mut store, opened) = bench.open();
    // Also when what they speak of is gone: the person may take that back.
    let edited = without(&with(&opened.layer, "b"), "a");
    store.save(doc(), &edited).unwrap();
    assert_eq!(bench.open().1.layer.foreign, [kept]);
    // And they alone are worth a file.
    assert!(!is_blank(&without(&edited, "b")));
}

#[test]
fn only_a_large_document_left_near_its_beginning_has_a_glimpse() {
    let bench = Bench::new();
    let mut store = bench.store();
    assert!(store.glimpse(doc(), None, 0).is_none(), "it is small");
    let large = TEXT.repeat(80_000);
    let encoded = encoding_rs::WINDOWS_1251.encode(&large).0;
    let files = [
        (Encoding::Utf8, large.as_bytes()),
        (Encoding::Windows1251, &*encoded),
    ];
    for (encoding, bytes) in files {
        fs::write(bench.at("corpus/large.txt"), bytes.repeat(2)).unwrap();
        let (text, found) = store.glimpse(Path::new("large.txt"), None, 0).unwrap();
        assert_eq!(found, encoding);
        assert!(large.starts_with(text.as_str()) && text.as_str().ends_with(TEXT));
        let (text, _) = store
            .glimpse(Path::new("large.txt"), None, 500_000)
            .unwrap();
        assert!(text.char_count() > 500_000);
        let far = store.glimpse(Path::new("large.txt"), None, 5_000_000);
        assert!(far.is_none());
    }
    store.open(Path::new("large.txt"), None).unwrap();
    let known = store.glimpse(Path::new("large.txt"), None, 0);
    assert!(known.is_none(), "all of it is known");
    fs::write(bench.at("corpus/binary.txt"), vec![0; 8 << 20]).unwrap();
    for none in ["binary.txt", "absent.txt", "../corpus/large.txt"] {
        assert!(store.glimpse(Path::new(none), None, 0).is_none(), "{none}");
    }
}

#[test]
fn a_text_that_changed_while_it_is_open_is_news_once() {
    let bench = Bench::new();
    let (mut store, _) = bench.open();
    let path = bench.at("corpus/2024/a.txt");
    assert!(!store.is_text_new(doc()));
    fs::write(&path, TEXT).unwrap();
    assert!(!store.is_text_new(doc()), "the same bytes");
    fs::write(&path, format!("{TEXT}!")).unwrap();
    assert!(store.is_text_new(doc()));
    assert!(!store.is_text_new(doc()), "told already");
    fs::remove_file(&path).unwrap();
    assert!(store.is_text_new(doc()));
}
