//! Bad input in the real program: each gets one clear sentence with its place, and nothing is lost or overwritten.

use crate::{place::Place, pty::Start};
use sha2::{Digest, Sha256};
use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

const TEXT: &str = "Глава Минпромторга Денис Мантуров\nвторая строка\n";

/// A command on the corpus of `place`: exit code, standard output, standard error.
pub fn run(place: &Place, lang: &str, args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(args)
        .current_dir(place.corpus())
        .env("HOME", place.home())
        .env("LC_ALL", lang)
        .output()
        .expect("metka runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        run.status.code().unwrap_or(-1),
        text(&run.stdout),
        text(&run.stderr),
    )
}

/// A file in the config folder.
pub fn config(place: &Place, name: &str, content: &str) {
    let folder = place.home().join(".config/metka");
    fs::create_dir_all(&folder).expect("a config folder");
    fs::write(folder.join(name), content).expect("written");
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.is_ok_and(|status| status.success()));
}

fn put_layer(place: &Place, bytes: &[u8]) {
    let path = place.layer("a.txt");
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

/// A layer on [`TEXT`] with `annotations`, one a line from line 8 on.
fn layer(head: &str, annotations: &str) -> String {
    format!(
        "(\n    {head},\n    document: (path: \"a.txt\", chars: 48, hash: \"{}\"),\n    annotator: \"anna\",\n    \
         status: New,\n    seconds: 0,\n    annotations: [\n{annotations}    ],\n    relations: [],\n    \
         rejections: [],\n    notes: [],\n)\n",
        hash(TEXT)
    )
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every layer that cannot be used: what is told, from the place on.
fn bad_layers() -> Vec<(Vec<u8>, &'static str)> {
    let good = "        (id: \"a\", label: \"PER\", at: [(19, 24)], text: \"Денис\"),\n";
    let with = |line: &str| layer("metka: 1", &format!("{good}        {line},\n")).into_bytes();
    let whole = layer("metka: 1", good);
    vec![
        (
            Vec::new(),
            "1:1: файл разметки повреждён: здесь ожидается «(»",
        ),
        (
            whole.replace("secon", "secs").into_bytes(),
            "6:5: файл разметки повреждён: поля «secsds» не бывает",
        ),
        (
            whole.as_bytes()[..whole.len() - 60].to_vec(),
            "файл разметки повреждён: файл обрывается",
        ),
        (
            layer("metka: 2", good).into_bytes(),
            "2:12: формат файла 2, а эта metka знает 1",
        ),
        (
            whole
                .replace("a.txt", "other.txt")
                .replace(&hash(TEXT), "0")
                .into_bytes(),
            "это разметка другого документа, other.txt",
        ),
        (
            with("(id: \"b\", label: \"PER\", at: [(19, 900)], text: \"Денис\")"),
            "9:9: аннотация кончается на знаке 900",
        ),
        (
            with("(id: \"b\", label: \"PER\", at: [(6, 18), (10, 24)], text: \"x\")"),
            "9:9: части аннотации накладываются",
        ),
        (
            with("(id: \"a\", label: \"PER\", at: [(6, 18)], text: \"Минпромторга\")"),
            "9:9: имя «a» встречается дважды",
        ),
        (
            format!("<<<<<<< HEAD\n{whole}=======\n>>>>>>> b\n").into_bytes(),
            "1:1: git оставил в файле конфликт",
        ),
        (
            whole
                .replace("Денис", "Де\u{0}")
                .replace('\u{0}', "?")
                .into_bytes(),
            "8:9: записанный текст не совпадает с документом",
        ),
        (
            [
                &whole.as_bytes()[..30],
                b"\xcf\xf0",
                &whole.as_bytes()[30..],
            ]
            .concat(),
            "3:15: файл разметки повреждён: здесь не UTF-8",
        ),
    ]
}

#[test]
fn a_bad_layer_is_told_with_its_place_and_left_as_it_is() {
    let place = Place::new(&[("a.txt", TEXT)]);
    for (bytes, expected) in bad_layers() {
        put_layer(&place, &bytes);
        let (content, told) = place.validate();
        assert!(!content && told.lines().count() == 1, "{told}");
        assert!(
            told.contains("a.txt.ron:") && told.contains(expected),
            "{told}"
        );
        assert!(
            !told.contains("xpected") && !told.contains("os error"),
            "{told}"
        );
        let mut terminal = place.start();
        terminal.expect("готово");
        terminal.type_and_expect("\r", "только чтение");
        terminal.type_and_expect("1", "только для чтения");
        terminal.send("qq");
        assert_eq!(terminal.wait_exit(), 0);
        assert_eq!(fs::read(place.layer("a.txt")).ok(), Some(bytes));
    }
}

#[test]
fn validate_tells_where_a_document_changed_under_its_layer() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let lines = "(id: \"a\", label: \"PER\", at: [(19, 24)], text: \"Инна!\"),\n\
                 (id: \"b\", label: \"PER\", at: [(19, 900)], text: \"Денис\"),\n";
    let whole = layer("metka: 1", lines).replace(&hash(TEXT), "0");
    put_layer(&place, whole.as_bytes());
    let (content, told) = place.validate();
    assert!(!content);
    for part in [
        "8:1: документ изменился после разметки: размечено «Инна!»",
        "9:1: документ изменился после разметки: он кончается раньше знака 900",
    ] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn every_fault_of_a_schema_is_told() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let schema = "(metka: 1, labels: [\n    (name: \"A\", kind: Entity, key: \"a\"),\n    \
                  (name: \"B\", kind: Entity, key: \"a\"),\n    (name: \"A\", kind: Entity, color: \"rde\"),\n])\n";
    fs::write(place.corpus().join("metka.ron"), schema).expect("written");
    let (code, told, _) = run(&place, "ru_RU.UTF-8", &["validate", "."]);
    assert_eq!(code, 1);
    for part in [
        "metka.ron:3:36: клавиша «a» уже занята меткой A",
        "metka.ron:4:",
        "имя «A» встречается дважды",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let mut terminal = place.start();
    for part in ["клавиша «a»", "встречается дважды", "red"] {
        terminal.expect(part);
    }
    assert_eq!(terminal.wait_exit(), 1);
}

#[test]
fn wrong_settings_and_keys_are_told_with_the_names_there_are() {
    let place = Place::new(&[("a.txt", TEXT)]);
    config(
        &place,
        "config.ron",
        "(\n  theme: \"drak\",\n  lang: \"de\",\n)",
    );
    config(&place, "keymap.ron", "(reader: [(\"j\", \"row-donw\")])");
    let (code, _, told) = run(&place, "en_US.UTF-8", &["keys"]);
    assert_eq!((code, told.lines().count()), (1, 3), "{told}");
    for part in [
        "config.ron:2:10: there is no “drak”. There are auto, dark, light, contrast",
        "config.ron:3:9: there is no “de”. There are ru, en",
        "keymap.ron:1:17: there is no command “row-donw”. Did you mean “row-down”?",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let mut terminal = place.start();
    for part in ["«drak»", "«de»", "«row-donw»"] {
        terminal.expect(part);
    }
}

#[test]
fn bad_usage_is_one_sentence_and_exit_code_2() {
    let place = Place::new(&[("a.txt", TEXT)]);
    for (args, expected) in [
        (
            &["--encoding", "latin9", "validate", "."][..],
            "«latin9». Известны UTF-8",
        ),
        (&["--theme", "x"], "«x». Есть: auto, dark"),
        (&["--nothing"], "Нет параметра --nothing"),
        (&["validate"], "Не указано: <PATH>"),
        (&["segment"], "Не указано: <PATHS>. Все"),
        (
            &["facts", "--csv", "--json", "."],
            "--csv и --json вместе не указывают",
        ),
        (&["keys", "chek"], "Нет параметра chek"),
        (&["completions", "tcsh"], "«tcsh». Есть: bash"),
    ] {
        let (code, out, told) = run(&place, "ru_RU.UTF-8", args);
        assert_eq!(
            (code, out.as_str(), told.lines().count()),
            (2, "", 1),
            "{told}"
        );
        assert!(told.contains(expected), "{told}");
    }
    let (code, _, told) = run(&place, "ru_RU.UTF-8", &["validate", "nowhere"]);
    assert_eq!((code, told.lines().count()), (1, 1));
    assert!(told.contains("nowhere: не существует"), "{told}");
}

#[test]
fn pipes_links_and_folders_in_the_place_of_files_are_told_and_never_waited_for() {
    let place = Place::new(&[("z.txt", TEXT), ("empty.txt", "")]);
    let at = |name: &str| place.corpus().join(name);
    pipe(&at("pipe.txt"));
    pipe(&at("guidelines.md"));
    fs::create_dir(at("folder.txt")).expect("made");
    fs::write(at("binary.txt"), b"\x7fELF\0\0\x01").expect("written");
    symlink("loop.txt", at("loop.txt")).expect("linked");
    symlink(".", at("round")).expect("linked");
    symlink("nowhere", at("dangling.txt")).expect("linked");
    let mut terminal = place.start();
    terminal.expect("Ссылка ведёт по кругу");
    terminal.type_and_expect("I", "guidelines.md: это не обычный файл");
    for (name, told) in [
        ("binary", "Это не текст"),
        ("dangling", "dangling.txt: не существует"),
        ("empty", "Документ пуст"),
        ("loop", "символические ссылки замкнуты в круг"),
        ("pipe", "pipe.txt: это не обычный файл"),
    ] {
        terminal.type_and_expect(&format!("f{name}"), &format!("Фильтр: {name}"));
        terminal.send("\r");
        terminal.type_and_expect("\r", told);
        if name == "empty" {
            terminal.type_and_expect("1", "Ничего не выделено");
            terminal.type_and_expect("q", "сущн.");
        }
        terminal.send("f\u{15}\r");
    }
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    assert!(!at("annotations").exists());
    pipe(&at("metka.ron"));
    let (code, told, _) = run(&place, "ru_RU.UTF-8", &["validate", "."]);
    assert_eq!(
        (code, told.trim_end()),
        (1, "Схема не читается: ./metka.ron: это не обычный файл")
    );
}

#[test]
fn line_ends_marks_and_encodings_keep_their_offsets() {
    let russian = TEXT.replace('\n', "\r\n");
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let cp1251: Vec<u8> = TEXT
        .chars()
        .map(|c| match c {
            'А'..='я' => (u32::from(c) - 0x410 + 0xc0) as u8,
            c => c as u8,
        })
        .collect();
    for bytes in [
        TEXT.replace('\n', "\r").into_bytes(),
        russian.into_bytes(),
        format!("\u{feff}{TEXT}").into_bytes(),
        utf16(&format!("\u{feff}{TEXT}")),
        cp1251,
    ] {
        let place = Place::new(&[]);
        fs::write(place.corpus().join("a.txt"), &bytes).expect("written");
        let mut terminal = place.open();
        terminal.type_and_expect("w1", "1 аннотация  ✓ сохранено");
        terminal.kill();
        let layer = place.read("a.txt");
        assert!(
            layer.contains("at: [(6, 18)], text: \"Минпромторга\""),
            "{layer}"
        );
        assert_eq!(place.validate(), (true, String::new()));
        assert_eq!(fs::read(place.corpus().join("a.txt")).ok(), Some(bytes));
    }
}

#[test]
fn a_path_that_is_not_there_is_one_sentence() {
    let place = Place::new(&[]);
    let path = place.corpus().join("nowhere").display().to_string();
    let mut terminal = Start {
        args: &[&path],
        home: &place.home(),
        env: &[],
        size: (120, 10),
    }
    .run();
    terminal.expect("nowhere: не существует. Проверьте путь");
    assert_eq!(terminal.wait_exit(), 1);
}

#[test]
fn a_folder_without_documents_says_what_is_looked_for() {
    let place = Place::new(&[("a.md", TEXT)]);
    let mut terminal = place.start();
    terminal.expect("Здесь нет документов");
    terminal.expect("documents в");
    terminal.send("\rq");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn a_name_that_is_not_utf8_is_annotated_under_its_own_bytes() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let place = Place::new(&[]);
    let name = |bytes: &'static [u8]| OsStr::from_bytes(bytes);
    for document in [name(b"a\xff.txt"), name(b"a\xfe.txt")] {
        fs::write(place.corpus().join(document), TEXT).expect("written");
    }
    let mut terminal = place.start();
    terminal.expect("готово 0 из 2");
    terminal.type_and_expect("\r", "новый");
    terminal.type_and_expect("1", "1 аннотация  ✓ сохранено");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    let layers = place.corpus().join("annotations/anna");
    let written = |layer: &'static [u8]| layers.join(name(layer)).exists();
    // The two names look the same on the screen; their layers are apart.
    assert!(written(b"a\xfe.txt.ron") && !written(b"a\xff.txt.ron"));
}
