//! Layers in the real git: merged by id, shown in words, and set up once.

use crate::{bad_input::run, place::Place};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{fs, path::Path, process::Command};

const RU: &str = "ru_RU.UTF-8";
const EN: &str = "en_US.UTF-8";
const TEXT: &str = "Глава Минпромторга Денис Мантуров\nпосетил «Ростех» в Москве.\n";

/// A layer on `text` whose annotations are given as id, label and covered text.
fn layer(text: &str, annotations: &[(&str, &str, &str)]) -> String {
    let line = |(id, label, covered): &(&str, &str, &str)| {
        let start = text.find(covered).expect("the text has it");
        let start = text[..start].chars().count();
        let end = start + covered.chars().count();
        format!(
            "        (id: \"{id}\", label: \"{label}\", at: [({start}, {end})], text: \"{covered}\"),\n"
        )
    };
    let lines: String = annotations.iter().map(line).collect();
    let hash: String = Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!(
        "(\n    metka: 1,\n    document: (path: \"a.txt\", chars: {}, hash: \"{hash}\"),\n    annotator: \"anna\",\n    \
         status: InProgress,\n    seconds: 0,\n    annotations: [\n{lines}    ],\n    relations: [],\n    \
         rejections: [],\n    notes: [],\n)\n",
        text.chars().count()
    )
}

/// Corpus of one document in a repository that is set up, with anna's layer of `annotations` committed. `None` where
/// there is no git.
fn repository(annotations: &[(&str, &str, &str)]) -> Option<Place> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git here");
        return None;
    }
    let place = Place::new(&[("a.txt", TEXT)]);
    git(&place, &["init", "-q", "-b", "main"]);
    let (code, _, told) = run(&place, RU, &["setup", "git"]);
    assert_eq!((code, told.as_str()), (0, ""));
    if !annotations.is_empty() {
        put(&place, &layer(TEXT, annotations));
    }
    commit(&place);
    Some(place)
}

/// What git does with these arguments: whether it is content, and all it says.
fn try_git(place: &Place, args: &[&str]) -> (bool, String) {
    let told = Command::new("git")
        .args(["-c", "user.name=anna", "-c", "user.email=anna@localhost"])
        .args(args)
        .current_dir(place.corpus())
        .env("HOME", place.home())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LC_ALL", RU)
        .output()
        .expect("git runs");
    let all = [told.stdout, told.stderr].concat();
    (
        told.status.success(),
        String::from_utf8_lossy(&all).into_owned(),
    )
}

fn git(place: &Place, args: &[&str]) -> String {
    let (fine, told) = try_git(place, args);
    assert!(fine, "git {args:?}: {told}");
    told
}

fn put(place: &Place, layer: &str) {
    let path = place.layer("a.txt");
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, layer).expect("written");
}

fn commit(place: &Place) {
    git(place, &["add", "-A"]);
    git(place, &["commit", "-q", "-m", "work"]);
}

/// Two branches from here, each with its text and layer; `main` is checked out.
fn branches(place: &Place, ours: (&str, &str), theirs: (&str, &str)) {
    for (branch, (text, layer)) in [("theirs", theirs), ("ours", ours)] {
        git(place, &["checkout", "-q", "-b", branch, "main"]);
        fs::write(place.corpus().join("a.txt"), text).expect("written");
        put(place, layer);
        commit(place);
    }
}

/// Each annotation as `label text`, in order.
fn annotations(place: &Place) -> Vec<String> {
    let layer = place.read("a.txt");
    let lines = layer.lines().filter(|line| line.contains("label:"));
    let part = |line: &str, name: &str| {
        let after = line.split(&format!("{name}: \"")).nth(1).expect("a field");
        after.split('"').next().unwrap_or_default().to_owned()
    };
    lines
        .map(|line| format!("{} {}", part(line, "label"), part(line, "text")))
        .collect()
}

const PER: (&str, &str, &str) = ("p", "PER", "Денис Мантуров");
const ORG: (&str, &str, &str) = ("o", "ORG", "«Ростех»");
const LOC: (&str, &str, &str) = ("l", "LOC", "Москве");

#[test]
fn two_branches_that_annotate_the_same_lines_are_merged_and_rebased() {
    for how in [
        &["merge", "-q", "--no-edit", "theirs"][..],
        &["rebase", "-q", "theirs"],
        &["cherry-pick", "theirs"],
    ] {
        let Some(place) = repository(&[PER]) else {
            return;
        };
        let (ours, theirs) = (layer(TEXT, &[PER, ORG]), layer(TEXT, &[PER, LOC]));
        branches(&place, (TEXT, &ours), (TEXT, &theirs));
        git(&place, how);
        assert_eq!(
            annotations(&place),
            ["PER Денис Мантуров", "ORG «Ростех»", "LOC Москве"],
            "{how:?}"
        );
        assert_eq!(place.validate(), (true, String::new()));
        assert_eq!(git(&place, &["status", "--porcelain"]), "");
    }
}

#[test]
fn a_layer_that_both_began_is_merged_without_a_base_or_a_document() {
    let Some(place) = repository(&[]) else {
        return;
    };
    // The document is not kept in git at all, and lies elsewhere for now.
    fs::write(place.corpus().join(".gitignore"), "a.txt\n").expect("written");
    git(&place, &["rm", "-q", "--cached", "a.txt"]);
    git(&place, &["add", ".gitignore"]);
    git(&place, &["commit", "-q", "--amend", "-m", "layers alone"]);
    let (ours, theirs) = (
        layer(TEXT, &[ORG]),
        layer(TEXT, &[("x", "ORG", "«Ростех»"), LOC]),
    );
    branches(&place, (TEXT, &ours), (TEXT, &theirs));
    fs::remove_file(place.corpus().join("a.txt")).expect("removed");
    git(&place, &["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(annotations(&place), ["ORG «Ростех»", "LOC Москве"]);
    fs::write(place.corpus().join("a.txt"), TEXT).expect("written");
    assert_eq!(place.validate(), (true, String::new()));
}

#[test]
fn two_labels_of_one_annotation_both_stay() {
    let Some(place) = repository(&[PER, ORG]) else {
        return;
    };
    let relabelled = |label| layer(TEXT, &[("p", label, "Денис Мантуров"), ORG]);
    branches(
        &place,
        (TEXT, &relabelled("POS")),
        (TEXT, &relabelled("LOC")),
    );
    git(&place, &["merge", "-q", "--no-edit", "theirs"]);
    let mut found = annotations(&place);
    found.sort();
    assert_eq!(
        found,
        ["LOC Денис Мантуров", "ORG «Ростех»", "POS Денис Мантуров"]
    );
    assert!(place.read("a.txt").contains("(id: \"p\", label: \"POS\""));
    assert_eq!(place.validate(), (true, String::new()));
}

#[test]
fn annotations_follow_a_document_that_one_branch_edited() {
    let edited = TEXT.replace("Глава", "Сегодня глава");
    for (ours, theirs) in [(TEXT, edited.as_str()), (&edited, TEXT)] {
        let Some(place) = repository(&[PER]) else {
            return;
        };
        let (mine, other) = (layer(ours, &[PER, ORG]), layer(theirs, &[PER, LOC]));
        branches(&place, (ours, &mine), (theirs, &other));
        git(&place, &["merge", "-q", "--no-edit", "theirs"]);
        assert_eq!(
            annotations(&place),
            ["PER Денис Мантуров", "ORG «Ростех»", "LOC Москве"]
        );
        assert_eq!(place.validate(), (true, String::new()));
    }
}

#[test]
fn annotations_of_a_document_that_both_edited_are_all_there() {
    let Some(place) = repository(&[]) else {
        return;
    };
    let text = format!("{TEXT}\n\n\nКонец рассказа.\n");
    let end = ("e", "EVENT", "Конец рассказа");
    fs::write(place.corpus().join("a.txt"), &text).expect("written");
    put(&place, &layer(&text, &[PER, end]));
    commit(&place);
    let ours = text.replace("Глава", "Сегодня глава");
    let theirs = text.replace("Конец", "Вот и конец");
    let (mine, other) = (
        layer(&ours, &[PER, ORG, end]),
        layer(&theirs, &[PER, LOC, ("e", "EVENT", "конец рассказа")]),
    );
    branches(&place, (&ours, &mine), (&theirs, &other));
    git(&place, &["merge", "-q", "--no-edit", "theirs"]);
    let whole = fs::read_to_string(place.corpus().join("a.txt")).expect("there");
    assert!(
        whole.starts_with("Сегодня") && whole.contains("Вот и конец"),
        "{whole}"
    );
    // Nobody has the new text while the layers are merged: it is ours until the document is opened.
    assert_eq!(
        annotations(&place),
        [
            "PER Денис Мантуров",
            "ORG «Ростех»",
            "LOC Москве",
            "EVENT Конец рассказа"
        ]
    );
    assert!(
        place
            .read("a.txt")
            .contains(&format!("chars: {}", ours.chars().count()))
    );
}

#[test]
fn a_merge_that_cannot_be_made_is_a_conflict_and_writes_nothing() {
    let Some(place) = repository(&[PER]) else {
        return;
    };
    let (ours, theirs) = (layer(TEXT, &[PER, ORG]), layer(TEXT, &[PER, LOC]));
    let broken = theirs.replace("seconds", "secs");
    branches(&place, (TEXT, &ours), (TEXT, &broken));
    let (fine, told) = try_git(&place, &["merge", "--no-edit", "theirs"]);
    assert!(!fine && told.contains("CONFLICT"), "{told}");
    let where_to_look = ":3:annotations/anna/a.txt.ron:6:5: файл разметки повреждён";
    assert!(told.contains(where_to_look), "{told}");
    assert_eq!(place.read("a.txt"), ours);
    // That is how git names the side.
    assert_eq!(
        git(&place, &["show", ":3:annotations/anna/a.txt.ron"]),
        broken
    );

    // Layers on different texts of which neither is anywhere.
    let files = ["base", "ours", "theirs"].map(|name| place.home().with_extension(name));
    for (file, text) in files.iter().zip(["Первый", "Второй", "Третий"]) {
        fs::write(file, layer(text, &[("x", "ORG", text)])).expect("written");
    }
    let ours = fs::read_to_string(&files[1]).expect("there");
    let [first, second, third] = files.each_ref().map(|file| file.display().to_string());
    let (code, _, told) = run(&place, EN, &["merge", &first, &second, &third]);
    assert_eq!((code, told.lines().count()), (1, 1), "{told}");
    let nowhere = "different versions of the document a.txt";
    assert!(told.contains(nowhere), "{told}");
    assert_eq!(fs::read_to_string(&files[1]).expect("there"), ours);
}

#[test]
fn git_shows_layers_in_words_also_those_that_are_damaged() {
    let Some(place) = repository(&[PER, ORG]) else {
        return;
    };
    put(&place, &layer(TEXT, &[("p", "POS", "Денис Мантуров"), ORG]));
    let told = git(&place, &["diff"]);
    assert!(
        told.contains("\n-строка 1: PER «Денис Мантуров»\n"),
        "{told}"
    );
    assert!(
        told.contains("\n+строка 1: POS «Денис Мантуров»\n"),
        "{told}"
    );
    let same = "\n строка 2: ORG ««Ростех»»\n";
    assert!(told.contains(same), "{told}");
    // Half of it, with an escape sequence and bytes that are no text.
    let mut broken = layer(TEXT, &[ORG]).into_bytes();
    broken.truncate(150);
    broken.extend(b"\x1b[31m\xff\n");
    fs::write(place.layer("a.txt"), broken).expect("written");
    let told = git(&place, &["diff"]);
    assert!(
        told.contains("\n+    metka: 1,\n") && !told.contains("\x1b[31m"),
        "{told}"
    );
    let (code, _, told) = run(&place, EN, &["show", "annotations/anna/a.txt.ron"]);
    assert_eq!((code, told.lines().count()), (1, 1), "{told}");
}

/// The program in a folder whose name every shell stumbles over.
fn oddly_placed(place: &Place) -> std::path::PathBuf {
    let folder = place.home().join("it's \"a\" $folder 100%");
    fs::create_dir_all(&folder).expect("made");
    let program = folder.join("metka");
    let own = Path::new(env!("CARGO_BIN_EXE_metka"));
    if fs::hard_link(own, &program).is_err() {
        fs::copy(own, &program).expect("copied");
    }
    program
}

#[test]
fn setting_up_keeps_what_is_there_and_says_what_it_does() {
    let Some(place) = repository(&[PER]) else {
        return;
    };
    let attributes = place.corpus().join(".gitattributes");
    let line = "/annotations/**/*.ron text eol=lf merge=metka diff=metka";
    let config = || git(&place, &["config", "--local", "--list"]);
    let (file, settings) = (fs::read_to_string(&attributes).expect("there"), config());
    assert_eq!(file, format!("{line}\n"));
    assert!(settings.contains("merge.metka.driver="), "{settings}");

    // Again: nothing is changed.
    let (code, told, _) = run(&place, EN, &["setup", "git", "."]);
    assert!(code == 0 && told.contains("is there already"), "{told}");
    assert_eq!(
        (fs::read_to_string(&attributes).expect("there"), config()),
        (file, settings)
    );

    // What somebody else wrote stays, even without an end of its line; --print writes nothing.
    fs::write(&attributes, "*.txt -text").expect("written");
    git(&place, &["config", "--unset", "merge.metka.driver"]);
    let (_, told, _) = run(&place, EN, &["setup", "git", "--print"]);
    assert!(
        told.contains(line) && told.contains("merge.metka.driver = "),
        "{told}"
    );
    assert!(told.contains("Nothing was changed"), "{told}");
    assert_eq!(
        fs::read_to_string(&attributes).expect("there"),
        "*.txt -text"
    );
    assert!(!config().contains("merge.metka.driver"));
    assert_eq!(run(&place, EN, &["setup", "git"]).0, 0);
    let file = fs::read_to_string(&attributes).expect("there");
    assert_eq!(file, format!("*.txt -text\n{line}\n"));
    assert!(config().contains("merge.metka.driver="));
}

#[test]
fn a_program_in_an_odd_folder_is_called_all_the_same() {
    let Some(place) = repository(&[PER]) else {
        return;
    };
    let set_up = Command::new(oddly_placed(&place))
        .args(["setup", "git"])
        .arg(place.corpus())
        .env("HOME", place.home())
        .env("LC_ALL", EN)
        .output()
        .expect("it runs");
    assert!(set_up.status.success());
    let driver = git(&place, &["config", "merge.metka.driver"]);
    assert!(driver.contains("100%%"), "{driver}");
    let (ours, theirs) = (layer(TEXT, &[PER, ORG]), layer(TEXT, &[PER, LOC]));
    branches(&place, (TEXT, &ours), (TEXT, &theirs));
    git(&place, &["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(annotations(&place).len(), 3);
    let told = git(&place, &["diff", "main", "theirs"]);
    assert!(told.contains("\n+строка 2: LOC «Москве»\n"), "{told}");
}

#[test]
fn setting_up_needs_git_and_a_repository() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let metka = |path: &str, ceiling: &Path| {
        let told = Command::new(env!("CARGO_BIN_EXE_metka"))
            .args(["setup", "git", "."])
            .current_dir(place.corpus())
            .env("HOME", place.home())
            .env("LC_ALL", EN)
            .env("PATH", path)
            .env("GIT_CEILING_DIRECTORIES", ceiling)
            .output()
            .expect("metka runs");
        assert_eq!(told.status.code(), Some(1));
        String::from_utf8_lossy(&told.stderr).into_owned()
    };
    let told = metka("/nowhere", Path::new("/"));
    assert!(told.contains("git does not start. Install git"), "{told}");
    assert!(!place.corpus().join(".gitattributes").exists());
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git here");
        return;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let told = metka(&path, place.corpus().parent().expect("a folder"));
    assert!(
        told.contains("There is no git repository here: ."),
        "{told}"
    );
    assert!(told.contains("(git init)"), "{told}");
    assert!(!place.corpus().join(".gitattributes").exists());
}

/// A layer with everything, and another one in which everything is different.
fn two_layers() -> (String, String) {
    let before = layer(TEXT, &[PER, ORG, ("g", "POS", "Глава Минпромторга")])
        .replace("text: \"«Ростех»\"", "text: \"«Ростех»\", note: \"какой?\"")
        .replace(
            "relations: []",
            "relations: [(id: \"r\", label: \"holds\", from: \"p\", to: \"g\")]",
        );
    let after = layer(
        TEXT,
        &[
            ("p", "POS", "Денис Мантуров"),
            ("o", "ORG", "«Ростех»"),
            LOC,
        ],
    )
    .replace(
        "at: [(42, 50)], text: \"«Ростех»\"",
        "at: [(43, 49)], text: \"Ростех\", fields: {\"вид\": \"ПАО\"}",
    )
    .replace("InProgress", "Done")
    .replace("seconds: 0", "seconds: 60")
    .replace("notes: []", "notes: [(id: \"n\", text: \"проверить\")]");
    (before, after)
}

#[test]
fn a_difference_is_told_in_words_and_in_json() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let (before, after) = two_layers();
    put(&place, &before);
    fs::create_dir_all(place.corpus().join("annotations/oleg")).expect("made");
    fs::write(place.corpus().join("annotations/oleg/a.txt.ron"), &after).expect("written");
    let (first, second) = ("annotations/anna/a.txt.ron", "annotations/oleg/a.txt.ron");
    let (code, told, complaints) = run(&place, RU, &["diff", first, second]);
    assert_eq!((code, complaints.as_str()), (1, ""));
    let expected = "\
снято: POS «Глава Минпромторга» (строка 1)
метка PER → POS: «Денис Мантуров» (строка 1)
границы ORG: ««Ростех»» → «Ростех» (строка 2)
ORG «Ростех», вид: — → ПАО (строка 2)
ORG «Ростех», Заметка: какой? → — (строка 2)
добавлено: LOC «Москве» (строка 2)
убрано, отношение: PER «Денис Мантуров» → POS «Глава Минпромторга»: holds
добавлено, заметка к документу: проверить
состояние: в работе → готов
секунд работы: 0 → 60
";
    assert_eq!(told, expected);
    let (code, told, _) = run(&place, RU, &["diff", first, second, "--json"]);
    let lines: Vec<Value> = told
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!((code, lines.len()), (1, 8), "{told}");
    assert_eq!(lines[1]["what"], "annotation");
    assert_eq!(
        (&lines[1]["before"]["label"], &lines[1]["after"]["label"]),
        (&"PER".into(), &"POS".into())
    );
    assert_eq!(lines[2]["after"]["at"], serde_json::json!([[43, 49]]));
    assert_eq!(
        run(&place, RU, &["diff", first, first]),
        (0, String::new(), String::new())
    );

    // Folders: pairs by their names, and what has no pair.
    fs::write(place.corpus().join("annotations/oleg/b.txt.ron"), &after).expect("written");
    let (code, told, _) = run(
        &place,
        EN,
        &["diff", "annotations/anna", "annotations/oleg"],
    );
    assert_eq!(code, 1);
    assert!(
        told.starts_with("a.txt.ron\n  removed: POS “Глава Минпромторга” (line 1)\n"),
        "{told}"
    );
    assert!(told.ends_with("only on the right: b.txt.ron\n"), "{told}");
    assert_eq!(run(&place, EN, &["diff", ".", "."]).0, 0);
    let (code, _, told) = run(&place, EN, &["diff", ".", first]);
    assert!(
        code == 1 && told.contains("Two files or two folders"),
        "{told}"
    );

    // Without the document there are no lines, and nothing else is missing.
    fs::remove_file(place.corpus().join("a.txt")).expect("removed");
    let (_, told, _) = run(&place, EN, &["diff", first, second]);
    assert!(
        told.contains("label PER → POS: “Денис Мантуров” (characters 19–33)"),
        "{told}"
    );
    fs::write(place.layer("a.txt"), "(damaged").expect("written");
    let (code, _, told) = run(&place, EN, &["diff", first, second]);
    assert_eq!((code, told.lines().count()), (1, 1), "{told}");
    assert!(told.contains("annotations/anna/a.txt.ron:1:"), "{told}");
}
