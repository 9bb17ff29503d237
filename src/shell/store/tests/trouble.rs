//! What cannot be understood is left alone, what cannot be written waits elsewhere.
use super::*;

/// Files that must be left alone: opening tells, saving keeps the layer under the data folder.
fn check_unusable(content: &[u8], expected: &str) {
    let bench = Bench::new();
    fs::create_dir_all(bench.file().parent().unwrap()).unwrap();
    fs::write(bench.file(), content).unwrap();
    let (mut store, opened) = bench.open();
    let told = said(&opened.fault.expect("a fault"));
    assert!(
        told.contains("a.txt.ron") && told.contains(expected),
        "{told}"
    );
    assert!(store.summary(doc()).is_err() || expected == "another document");
    let fault = store.save(doc(), &with(&opened.layer, "a")).unwrap_err();
    let told = said(&fault.problem);
    assert!(
        told.contains(expected) && told.contains("data/stash"),
        "{told}"
    );
    assert_eq!(fs::read(bench.file()).unwrap(), content);
    let again = bench.open().1;
    assert!(again.fault.is_some() && again.stashed);
    assert_eq!(ids(&again.layer), "a");
}

#[test]
fn what_cannot_be_understood_is_left_alone() {
    check_unusable(b"(metka: 1, doc", ":1:");
    check_unusable(b"", ":1:1: the annotation file is damaged");
    check_unusable(b"(\n metka: 9)", ":2:9: the file is of format 9");
    check_unusable(
        b"(metka: 1,\n  \"\xff\")",
        ":2:4: the annotation file is damaged",
    );
    check_unusable(
        b"(metka: 1,\n<<<<<<< HEAD\n=======\n>>>>>>> x\n)",
        ":2:1: git left a conflict",
    );
    check_unusable(
        b"(metka: 1, document: (path: \"z.txt\", chars: 1, hash: \"0\"), annotator: \"anna\")",
        "another document",
    );
}

#[test]
fn a_file_damaged_meanwhile_is_left_alone_and_merged_when_it_is_right_again() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let first = with(&opened.layer, "a");
    store.save(doc(), &first).unwrap();
    let right = bench.read();
    fs::write(bench.file(), &right[..right.len() - 40]).unwrap();
    let mut second = without(&first, "a");
    second
        .annotations
        .put(fixture::annotation("b", "LOC", 0, 10));
    let fault = store.save(doc(), &second).unwrap_err();
    assert!(fault.stashed.is_some_and(|path| path.is_file()));
    // Put right by hand, with another change in it.
    fs::write(bench.file(), right.replace("seconds: 0", "seconds: 7")).unwrap();
    let (mut later, opened) = bench.open();
    assert!(opened.stashed && opened.fault.is_none());
    assert_eq!(
        (ids(&opened.layer).as_str(), opened.layer.seconds),
        ("b", 7)
    );
    assert_eq!(later.save(doc(), &opened.layer), Ok(Saved { merged: None }));
    assert_eq!(bench.files(), ["corpus/annotations/anna/2024/a.txt.ron"]);
    assert_eq!(bench.ids(), "b");
}

/// Things in the way that even root cannot write through.
fn check_denied(block: impl Fn(&Bench), unblock: impl Fn(&Bench)) {
    let bench = Bench::new();
    block(&bench);
    let mut store = bench.store();
    let opened = store.open(doc(), None).unwrap();
    let first = with(&opened.layer, "a");
    let fault = store.save(doc(), &first).unwrap_err();
    let told = said(&fault.problem);
    assert!(
        told.starts_with("the corpus does not take the layer: ") && told.contains("annotations"),
        "{told}"
    );
    assert!(fault.stashed.is_some(), "{told}");
    let mut second = without(&first, "a");
    second
        .annotations
        .put(fixture::annotation("b", "LOC", 0, 10));
    assert!(store.save(doc(), &second).is_err());
    assert_eq!(ids(&bench.open().1.layer), "b", "a new session has it");
    unblock(&bench);
    assert_eq!(store.save(doc(), &second), Ok(Saved { merged: None }));
    assert_eq!(bench.ids(), "b");
    assert_eq!(bench.files(), ["corpus/annotations/anna/2024/a.txt.ron"]);
}

#[test]
fn a_layer_that_the_corpus_does_not_take_waits_under_the_data_folder() {
    check_denied(
        |bench| fs::write(bench.at("corpus/annotations"), "").unwrap(),
        |bench| fs::remove_file(bench.at("corpus/annotations")).unwrap(),
    );
    check_denied(
        |bench| fs::create_dir_all(bench.file()).unwrap(),
        |bench| fs::remove_dir(bench.file()).unwrap(),
    );
    check_denied(
        |bench| {
            fs::create_dir(bench.at("corpus/annotations")).unwrap();
            std::os::unix::fs::symlink("anna", bench.at("corpus/annotations/anna")).unwrap();
        },
        |bench| fs::remove_file(bench.at("corpus/annotations/anna")).unwrap(),
    );
}

#[test]
fn a_corpus_without_permission_is_denied() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let mode =
        |mode| fs::set_permissions(bench.at("corpus"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let held = fs::create_dir(bench.at("corpus/probe")).is_err();
    mode(0o755);
    if !held {
        eprintln!("skipped: this user (root) writes where the mode forbids it");
        return;
    }
    check_denied(
        |bench| fs::set_permissions(bench.at("corpus"), fs::Permissions::from_mode(0o555)).unwrap(),
        |bench| fs::set_permissions(bench.at("corpus"), fs::Permissions::from_mode(0o755)).unwrap(),
    );
}

#[test]
fn two_sessions_that_stash_lose_nothing() {
    let bench = Bench::new();
    fs::write(bench.at("corpus/annotations"), "").unwrap();
    let (mut one, opened) = bench.open();
    let (mut two, _) = bench.open();
    let mut other = opened.layer.clone();
    other
        .annotations
        .put(fixture::annotation("b", "LOC", 0, 10));
    assert!(one.save(doc(), &with(&opened.layer, "a")).is_err());
    assert!(two.save(doc(), &other).is_err());
    fs::remove_file(bench.at("corpus/annotations")).unwrap();
    let merged = one.save(doc(), &with(&opened.layer, "a")).unwrap().merged;
    assert_eq!(merged.map(|layer| ids(&layer)).as_deref(), Some("a b"));
    assert_eq!(bench.ids(), "a b");
}

#[test]
fn the_last_resort_is_found_again() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let first = with(&opened.layer, "a");
    store.save(doc(), &first).unwrap();
    let mut second = without(&first, "a");
    second
        .annotations
        .put(fixture::annotation("b", "LOC", 0, 10));
    let path = store.stash(doc(), &second, &first).unwrap();
    assert!(path.starts_with(bench.at("data")) && path.is_file());
    assert_eq!(bench.ids(), "b");
}

#[test]
fn when_the_data_folder_fails_too_the_caller_keeps_the_layer() {
    let bench = Bench::new();
    fs::write(bench.at("corpus/annotations"), "").unwrap();
    fs::write(bench.at("data"), "").unwrap();
    let (mut store, opened) = bench.open();
    let fault = store.save(doc(), &with(&opened.layer, "a")).unwrap_err();
    assert_eq!(fault.stashed, None);
    assert!(said(&fault.problem).contains("safe in memory"));
}

#[test]
fn a_folder_that_is_gone_is_not_made_again() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    fs::rename(bench.at("corpus"), bench.at("moved")).unwrap();
    assert!(
        store
            .save(doc(), &without(&layer, "a"))
            .unwrap_err()
            .stashed
            .is_some()
    );
    assert!(!bench.at("corpus").exists());
}

#[test]
fn a_document_with_unsaved_work_keeps_its_text_and_what_the_work_grew_out_of() {
    let bench = Bench::new();
    let (mut store, opened) = bench.open();
    let layer = with(&with(&opened.layer, "a"), "b");
    store.save(doc(), &layer).unwrap();
    let written = bench.read();
    fs::write(bench.file(), "(").unwrap();
    fs::write(bench.at("corpus/2024/a.txt"), "Другой").unwrap();
    let again = store.open(doc(), None).unwrap();
    assert!(again.fault.is_some());
    assert_eq!(again.text.as_str(), TEXT);
    fs::write(bench.file(), written).unwrap();
    fs::write(bench.at("corpus/2024/a.txt"), TEXT).unwrap();
    store.save(doc(), &without(&layer, "a")).unwrap();
    assert_eq!(bench.ids(), "b", "what was removed stays removed");
}

#[test]
fn what_is_put_aside_during_a_merge_takes_nothing_from_others() {
    let bench = Bench::new();
    let ((mut ours, opened), (mut theirs, _)) = (bench.open(), bench.open());
    let labelled = |layer: &Layer, id, label| {
        let mut layer = layer.clone();
        let item = fixture::annotation(id, label, 0, 10);
        layer.annotations.put(item);
        layer
    };
    let other = labelled(&opened.layer, "b", "LOC");
    theirs.save(doc(), &other).unwrap();
    let sent = labelled(&opened.layer, "a", "ORG");
    // Edited during a write that turns out to be a merge; the session ends before it knows.
    let edited = labelled(&sent, "c", "PER");
    assert!(ours.save(doc(), &sent).unwrap().merged.is_some());
    ours.stash(doc(), &edited, &opened.layer).unwrap();
    assert_eq!(bench.ids(), "a b c", "with the layer it grew out of");
}
