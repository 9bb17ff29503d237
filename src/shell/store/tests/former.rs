//! What is kept of texts that change.
use super::*;
use crate::{annotation::Unplaced, text::CharRange};

const CHANGED: &str = "Вот. Завод «Гефест-М» вложил более 381 млрд рублей.\n";

impl Bench {
    /// A store that keeps texts, with the document open, and what it found.
    fn keeping(&self) -> (Store, Opened) {
        let mut store = self.store().keeping_texts(true);
        let opened = store.open(doc(), None).unwrap();
        (store, opened)
    }

    fn change(&self, text: &str) {
        fs::write(self.at("corpus/2024/a.txt"), text).unwrap();
    }

    /// Hashes of the texts that are kept.
    fn kept(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("data/texts")).into_iter().flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        // Without the links that documents have to them.
        let mut names: Vec<String> = names.filter(|name| !name.contains('-')).collect();
        names.sort();
        names
    }

    /// The document with «Завод» and «Изопан» annotated, saved; its hash.
    fn annotated(&self) -> String {
        let (mut store, opened) = self.keeping();
        let mut layer = with(&opened.layer, "a");
        layer
            .annotations
            .put(fixture::annotation("b", "ORG", 13, 25));
        save(&mut store, &layer);
        opened.document.hash
    }
}

fn save(store: &mut Store, layer: &Layer) {
    store.save(doc(), layer).unwrap();
    assert_eq!(store.tend_texts(doc()), None);
}

#[test]
fn a_text_is_kept_as_soon_as_it_is_annotated_and_while_something_waits() {
    let bench = Bench::new();
    let (mut store, opened) = bench.keeping();
    save(&mut store, &opened.layer);
    assert_eq!(bench.kept(), [""; 0], "nothing is annotated");
    let old = bench.annotated();
    assert_eq!(bench.kept(), [&*old]);
    bench.change(CHANGED);
    // The layer speaks of the new text as soon as it is saved; what waits still knows the old one.
    for again in [false, true] {
        let (mut store, opened) = bench.keeping();
        assert_eq!(opened.layer.unplaced[0].made_on, old);
        assert_eq!(opened.former[&old].as_str(), TEXT);
        assert_eq!(opened.changed, !again);
        save(&mut store, &opened.layer);
        let mut both = [old.clone(), opened.document.hash];
        both.sort();
        assert_eq!(bench.kept(), both);
    }
    let (mut store, opened) = bench.keeping();
    let mut placed = opened.layer.clone();
    placed.unplaced.clear();
    save(&mut store, &placed);
    assert_eq!(bench.kept(), [&*opened.document.hash]);
    // Whoever takes that back finds the text again, now and later.
    save(&mut store, &opened.layer);
    assert!(bench.kept().contains(&old));
    assert_eq!(bench.open().1.former[&old].as_str(), TEXT);
    // The last that waits is dropped, and nothing else was said.
    let nothing = Layer {
        annotations: Default::default(),
        ..placed
    };
    save(&mut store, &nothing);
    assert!(!bench.kept().contains(&old));
}

#[test]
fn a_text_that_changed_and_left_nothing_waiting_is_not_kept() {
    let bench = Bench::new();
    let old = bench.annotated();
    bench.change(&format!("Вот. {TEXT}"));
    let (mut store, opened) = bench.keeping();
    assert!(opened.layer.unplaced.is_empty() && bench.kept() == [&*old]);
    save(&mut store, &opened.layer);
    assert_eq!(bench.kept(), [&*opened.document.hash]);
}

#[test]
fn a_text_that_another_annotator_needs_is_kept() {
    let bench = Bench::new();
    let old = bench.annotated();
    let other = bench.at("corpus/annotations/boris/2024");
    fs::create_dir_all(&other).unwrap();
    fs::copy(bench.file(), other.join("a.txt.ron")).unwrap();
    bench.change(&format!("Вот. {TEXT}"));
    let (mut store, opened) = bench.keeping();
    save(&mut store, &opened.layer);
    assert!(bench.kept().contains(&old));
    // What cannot be read may need it as well.
    fs::write(other.join("a.txt.ron"), "rubbish(").unwrap();
    let (mut store, opened) = bench.keeping();
    save(&mut store, &with(&opened.layer, "c"));
    assert!(bench.kept().contains(&old));
}

#[test]
fn a_text_is_kept_while_it_cannot_be_said_who_needs_it() {
    let bench = Bench::new();
    let old = bench.annotated();
    bench.change(&format!("Вот. {TEXT}"));
    fs::write(bench.at("data/stash"), "no folder").unwrap();
    let (mut store, opened) = bench.keeping();
    save(&mut store, &opened.layer);
    assert!(bench.kept().contains(&old));
}

#[test]
fn a_text_that_another_document_needs_is_kept() {
    let bench = Bench::new();
    let twin = Path::new("2024/twin.txt");
    fs::write(bench.at("corpus").join(twin), TEXT).unwrap();
    let old = bench.annotated();
    let mut store = bench.store().keeping_texts(true);
    let opened = store.open(twin, None).unwrap();
    store.save(twin, &with(&opened.layer, "a")).unwrap();
    assert_eq!(store.tend_texts(twin), None);
    // One of both changes and leaves nothing waiting; then the other does, and something waits.
    bench.change(&format!("Вот. {TEXT}"));
    let (mut store, opened) = bench.keeping();
    save(&mut store, &opened.layer);
    fs::write(
        bench.at("corpus").join(twin),
        CHANGED.replace("Завод", "Цех"),
    )
    .unwrap();
    let mut store = bench.store().keeping_texts(true);
    let opened = store.open(twin, None).unwrap();
    assert_eq!(opened.layer.unplaced.len(), 1);
    assert!(opened.former.contains_key(&old));
}

#[test]
fn a_layer_that_names_the_text_of_another_document_does_not_take_it_away() {
    let bench = Bench::new();
    let old = bench.annotated();
    let other = Path::new("other.txt");
    fs::write(bench.at("corpus").join(other), "Совсем другое.\n").unwrap();
    let mut store = bench.store().keeping_texts(true);
    let opened = store.open(other, None).unwrap();
    let waiting = Unplaced {
        id: Id::new("x"),
        label: "ORG".into(),
        made_on: old.clone(),
        at: vec![CharRange { start: 0, end: 5 }],
        text: "Завод".to_owned(),
        measure: None,
        fields: Default::default(),
        note: String::new(),
    };
    let hostile = Layer {
        unplaced: vec![waiting],
        ..opened.layer.clone()
    };
    store.save(other, &hostile).unwrap();
    let mut store = bench.store().keeping_texts(true);
    store.open(other, None).unwrap();
    store.save(other, &opened.layer).unwrap();
    assert_eq!(store.tend_texts(other), None);
    assert_eq!(bench.kept(), [&*old]);
}

#[test]
fn a_text_that_changes_while_it_is_open_is_kept_from_memory() {
    let bench = Bench::new();
    let (mut store, opened) = bench.keeping();
    bench.change(CHANGED);
    save(&mut store, &with(&opened.layer, "a"));
    assert_eq!(bench.kept(), [&*opened.document.hash]);
    assert_eq!(bench.open().1.former[&opened.document.hash].as_str(), TEXT);
}

#[test]
fn no_text_is_kept_by_whoever_wants_none_but_those_that_are_kept_go() {
    let bench = Bench::new();
    let old = bench.annotated();
    bench.change(&format!("Вот. {TEXT}"));
    let (mut store, opened) = bench.open();
    save(&mut store, &opened.layer);
    assert!(!bench.kept().contains(&old) && bench.kept().is_empty());
}

#[test]
fn a_text_that_cannot_be_kept_is_told_once_and_its_layer_is_saved() {
    let bench = Bench::new();
    fs::create_dir_all(bench.at("data")).unwrap();
    fs::write(bench.at("data/texts"), "no folder").unwrap();
    let (mut store, opened) = bench.keeping();
    let layer = with(&opened.layer, "a");
    store.save(doc(), &layer).unwrap();
    assert!(store.tend_texts(doc()).is_some());
    store.save(doc(), &with(&layer, "b")).unwrap();
    assert!(store.tend_texts(doc()).is_none());
    // It is tried again.
    fs::remove_file(bench.at("data/texts")).unwrap();
    save(&mut store, &layer);
    assert_eq!(bench.kept(), [&*opened.document.hash]);
}

#[test]
fn the_words_beside_a_lost_place_lead_to_it() {
    let bench = Bench::new();
    let old = "Был завод. Наш завод открыт. И завод закрыт.\n";
    bench.change(old);
    let (mut store, opened) = bench.keeping();
    let mut layer = opened.layer.clone();
    let at = old.match_indices("завод").nth(1).unwrap().0;
    let annotation = fixture::annotation("a", "ORG", at, at + "завод".len());
    layer.annotations.put(annotation);
    save(&mut store, &layer);
    bench.change("Тут был завод. Наш завод открыт. И вот завод закрыт.\n");
    assert_eq!(ids(&bench.open().1.layer), "a");
    fs::remove_dir_all(bench.at("data/texts")).unwrap();
    assert_eq!(bench.open().1.layer.unplaced.len(), 1);
}
