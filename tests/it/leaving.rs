//! Import and export in the real program: what is there stays there, and what is not written is told.

use crate::{bad_input::run, place::Place};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const EN: &str = "en_US.UTF-8";
const LINE: &str =
    r#"{"id":"a.txt","text":"Анна в Омске","spans":[{"start":0,"end":4,"label":"PER"}]}"#;

/// An empty corpus, and a folder beside it.
fn bare() -> Place {
    let place = Place::new(&[]);
    fs::create_dir_all(place.home()).expect("a folder");
    place
}

/// A corpus with what `lines` of JSON say.
fn corpus(lines: &str) -> Place {
    let place = bare();
    import(&place, "jsonl", lines, ".");
    place
}

/// Import `source`, a file beside the corpus: what is told.
fn import(place: &Place, format: &str, source: &str, to: &str) -> (i32, String, String) {
    fs::write(place.home().join("source"), source).expect("written");
    let source = place.home().join("source");
    run(
        place,
        EN,
        &["import", format, &source.to_string_lossy(), to],
    )
}

/// Export to `to`: exit code and what is told.
fn export(place: &Place, format: &str, to: &str, more: &[&str]) -> (i32, String) {
    let args = [&["export", format, ".", to], more].concat();
    let (code, _, told) = run(place, EN, &args);
    (code, told)
}

/// The only layer on `a.txt`.
fn layer(place: &Place) -> PathBuf {
    let layers = place.corpus().join("annotations");
    layers.join(&names(&layers)[0]).join("a.txt.ron")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let names = entries.map(|it| it.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn nothing_of_the_corpus_is_written_over() {
    let place = corpus(LINE);
    let at = |name: &str| place.corpus().join(name);
    fs::write(
        at("metka.ron"),
        "(metka: 1, labels: [(name: \"PER\", kind: Entity)])",
    )
    .expect("written");
    fs::write(at("b.txt"), "\u{feff}Без меток").expect("written");
    fs::create_dir(at("sub")).expect("a folder");
    std::os::unix::fs::symlink(place.corpus(), place.home().join("link")).expect("a link");
    let before =
        [at("a.txt"), at("metka.ron"), layer(&place)].map(|path| fs::read(path).expect("read"));
    for (format, to) in [
        ("jsonl", "a.txt"),
        ("jsonl", "metka.ron"),
        ("jsonl", "sub/../b.txt"),
        ("brat", "."),
        ("brat", "new/"),
        ("slate", "../link/"),
        ("jsonl", "../link/metka.ron"),
        ("csv", "annotations/anna"),
    ] {
        let to = to.replace("../link", &place.home().join("link").to_string_lossy());
        let (code, told) = export(&place, format, &to, &["--force"]);
        assert!(
            code != 0 && told.contains("This is a place of"),
            "{format} {to}: {told}"
        );
    }
    let after =
        [at("a.txt"), at("metka.ron"), layer(&place)].map(|path| fs::read(path).expect("read"));
    assert_eq!(before, after);
    assert_eq!(
        names(&place.corpus()),
        ["a.txt", "annotations", "b.txt", "metka.ron", "sub"]
    );
    let (code, told) = export(&place, "jsonl", "a.jsonl", &[]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn documents_of_one_stem_have_files_of_their_own() {
    let place = bare();
    let schema =
        "(metka: 1, documents: [\"txt\", \"md\"], labels: [(name: \"PER\", kind: Entity)])";
    fs::write(place.corpus().join("metka.ron"), schema).expect("written");
    let other = LINE.replace("a.txt", "a.md").replace("Омске", "Туле");
    import(&place, "jsonl", &format!("{LINE}\n{other}\n"), ".");
    let out = place.home().join("out");
    let (code, told) = export(&place, "brat", &out.to_string_lossy(), &[]);
    assert_eq!(code, 0, "{told}");
    let expected = [
        "a.ann",
        "a.txt",
        "a.txt.ann",
        "a.txt.txt",
        "annotation.conf",
    ];
    assert_eq!(names(&out), expected);
    assert_eq!(
        fs::read_to_string(out.join("a.txt")).expect("read"),
        "Анна в Туле"
    );
    assert_eq!(
        fs::read_to_string(out.join("a.txt.txt")).expect("read"),
        "Анна в Омске"
    );
}

#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    let place = corpus(LINE);
    let pipe = place.home().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    let mut reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::null())
        .spawn()
        .expect("cat runs");
    let (code, told) = export(&place, "jsonl", &pipe.to_string_lossy(), &[]);
    let is_file = pipe.metadata().is_ok_and(|it| it.is_file());
    if is_file {
        reader.kill().expect("it runs");
    }
    reader.wait().expect("it ends");
    assert!(code == 0 && !is_file, "{told}");
    let full = export(&place, "jsonl", "/dev/full", &["--force"]);
    assert!(
        full.0 != 0 && full.1.contains("the disk is full"),
        "{}",
        full.1
    );
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_same_folder() {
    use std::os::unix::fs::MetadataExt;
    let place = corpus(LINE);
    let out = place.home().join("out");
    fs::create_dir(&out).expect("a folder");
    let number = || out.metadata().expect("it is there").ino();
    let before = number();
    let corpus = place.corpus();
    let args = ["export", "brat", &*corpus.to_string_lossy(), "."];
    let run = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(args)
        .current_dir(&out)
        .env("HOME", place.home())
        .output()
        .expect("metka runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_eq!(names(&out), ["a.ann", "a.txt", "annotation.conf"]);
    assert_eq!(number(), before);
}

#[test]
fn whoever_goes_away_while_it_is_written_hears_nothing() {
    let place = corpus(LINE);
    let mut metka = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(["export", "jsonl", ".", "-"])
        .current_dir(place.corpus())
        .env("HOME", place.home())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("metka runs");
    drop(metka.stdout.take());
    let output = metka.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && !told.contains("Cannot"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_read_is_not_the_document_that_comes_in() {
    let place = bare();
    fs::create_dir(place.corpus().join("a.txt")).expect("a folder");
    let (code, out, told) = import(&place, "jsonl", LINE, ".");
    assert!(code != 0 && out.contains("0 documents"), "{out}{told}");
    assert_eq!(names(&place.corpus()), ["a.txt"]);
}

#[test]
fn a_name_that_no_label_may_have_is_told_after_what_was_taken_in() {
    let place = bare();
    let (code, out, told) = import(&place, "jsonl", &LINE.replace("PER", "A B"), ".");
    assert!(code != 0 && told.contains("--map"), "{told}");
    assert!(out.contains("1 document, 1 layer, 1 annotation"), "{out}");
}

#[test]
fn layers_of_others_are_told() {
    let place = corpus(LINE);
    let other = place.corpus().join("annotations/boris");
    fs::create_dir_all(&other).expect("a folder");
    fs::copy(layer(&place), other.join("a.txt.ron")).expect("copied");
    let out = place.home().join("out.jsonl");
    let (code, told) = export(&place, "jsonl", &out.to_string_lossy(), &["--strict"]);
    assert!(
        code != 0 && told.contains("other annotators") && !out.exists(),
        "{told}"
    );
    let one = ["--strict", "--annotator", "boris"];
    let (code, told) = export(&place, "jsonl", &out.to_string_lossy(), &one);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn documents_among_the_layers_are_told_and_not_hidden() {
    let place = bare();
    let source = place.home().join("brat");
    for folder in ["annotations", "sub"] {
        fs::create_dir_all(source.join(folder)).expect("a folder");
        fs::write(source.join(folder).join("x.txt"), "Анна").expect("written");
        fs::write(source.join(folder).join("x.ann"), "T1\tPER 0 4\tАнна\n").expect("written");
    }
    let source = source.to_string_lossy();
    for args in [
        &["import", "brat", &*source, "."][..],
        &["add", &*source, "."],
    ] {
        let (code, _, told) = run(&place, EN, args);
        assert!(code != 0 && told.contains("annotations/x.txt"), "{told}");
        assert!(place.corpus().join("sub/x.txt").exists());
        assert!(!place.corpus().join("annotations/x.txt").exists());
    }
}

#[test]
fn a_bad_argument_is_not_taken_for_an_encoding() {
    let place = corpus(LINE);
    for bad in [["--map", "=x"], ["--threads", "none"]] {
        let (code, told) = export(&place, "jsonl", "-", &bad);
        assert!(
            code != 0 && told.contains(bad[1]) && !told.contains("UTF-16"),
            "{told}"
        );
    }
}

#[test]
fn what_is_not_there_is_not_called_a_file() {
    let place = corpus(LINE);
    let (code, _, told) = run(&place, EN, &["diff", ".", "nowhere"]);
    assert!(code != 0 && told.contains("it does not exist"), "{told}");
}

#[test]
fn a_document_that_cannot_be_read_is_a_loss_to_the_strict() {
    let place = corpus(&format!("{LINE}\n{}", LINE.replace("a.txt", "b.txt")));
    fs::remove_file(place.corpus().join("a.txt")).expect("it is there");
    for (strict, written) in [(&["--strict"][..], false), (&[], true)] {
        let (code, told) = export(&place, "jsonl", "out.jsonl", strict);
        assert!(code != 0 && told.contains("a.txt"), "{told}");
        assert_eq!(place.corpus().join("out.jsonl").exists(), written, "{told}");
    }
}
