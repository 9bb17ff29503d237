//! The commands that other programs call: suggest, segment, import, facts, effort; in the real program.

use crate::{
    bad_input::run,
    place::Place,
    pty::{Start, Terminal},
};
use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

const EN: &str = "en_US.UTF-8";
const TEXT: &str = "Рост на 5 %. Губернатор Андрей Бочаров в Волгограде.\n";

fn lines(out: &str) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).expect("a line of JSON");
    out.lines().map(line).collect()
}

/// `metka suggest --jsonl` with `input`: exit code, output, complaints.
fn filter(place: &Place, args: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut metka = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(["suggest", "--jsonl"])
        .args(args)
        .current_dir(place.corpus())
        .env("HOME", place.home())
        .env("LC_ALL", EN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("metka runs");
    let mut stdin = metka.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = metka.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("all was read");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn suggestions_have_every_field() {
    let place = Place::new(&[("a.txt", TEXT)]);
    fs::create_dir_all(place.corpus().join("b")).expect("a folder");
    fs::write(place.corpus().join("b/c.txt"), "Ничего.").expect("written");
    let (code, out, told) = run(&place, EN, &["suggest", "."]);
    assert_eq!((code, told.as_str()), (0, ""));
    let out = lines(&out);
    assert_eq!(
        (&out[0]["id"], &out[1]["id"]),
        (&"a.txt".into(), &"b/c.txt".into())
    );
    let spans = out[0]["spans"].as_array().expect("a list");
    let keys: Vec<&str> = spans[0]
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    for key in ["start", "end", "label", "text", "score", "by", "measure"] {
        assert!(keys.contains(&key), "{key}");
    }
    assert_eq!(
        (&spans[0]["start"], &spans[0]["text"]),
        (&8.into(), &"5 %".into())
    );
    let measure = spans[0]["measure"].as_object().expect("an object");
    assert_eq!(measure.len(), 8);
    assert_eq!(
        (&measure["bound"], &measure["to"]),
        (&"Exact".into(), &Value::Null)
    );
    let person = spans
        .iter()
        .find(|it| it["label"] == "PER")
        .expect("a person");
    assert!(
        person["measure"].is_null()
            && person
                .as_object()
                .is_some_and(|it| it.contains_key("measure"))
    );
    // A file is called as it was named; only one suggester is asked.
    let (_, out, _) = run(
        &place,
        EN,
        &["suggest", "./a.txt", "--only", "figures", "--threads", "1"],
    );
    let out = lines(&out);
    assert_eq!(out[0]["id"], "./a.txt");
    assert_eq!(out[0]["spans"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let place = Place::new(&[("a.txt", TEXT)]);
    fs::write(place.corpus().join("b.txt"), b"\0\0\0\x01").expect("written");
    for command in ["suggest", "segment"] {
        let (code, out, told) = run(&place, EN, &[command, ".", "absent"]);
        assert_eq!((code, told.lines().count()), (1, 2), "{told}");
        assert!(told.contains("b.txt") && told.contains("absent"), "{told}");
        assert!(!out.is_empty());
    }
    for (args, what) in [
        (&["suggest"][..], "paths"),
        (&["suggest", ".", "--only", "nobody"], "nobody"),
        (&["suggest", ".", "--threads", "0"], "threads"),
        (&["import", "word", ".", "x"], "word"),
        (&["import", "brat", ".", "x", "--map", "A"], "map"),
        (&["facts", ".", "--csv", "--json"], "json"),
    ] {
        let (code, _, told) = run(&place, EN, args);
        assert_eq!(code, 2, "{args:?} {told}");
        assert!(told.to_lowercase().contains(what), "{args:?} {told}");
    }
    let (code, _, told) = run(&place, EN, &["suggest", ".", "--learn", "."]);
    assert_eq!(code, 1);
    assert!(told.contains("no finished document"), "{told}");
    let (code, _, told) = run(&place, EN, &["suggest", ".", "--schema", "none.ron"]);
    assert!(code == 1 && told.contains("none.ron"), "{told}");
}

#[test]
fn the_filter_keeps_order_and_passes_bad_lines_through() {
    let place = Place::new(&[]);
    let mut input = Vec::new();
    for number in 0..2000 {
        // Work of very different length.
        let text = TEXT.repeat(1 + number * 7 % 13);
        let line = serde_json::json!({"id": number, "text": text, "more": [number]});
        writeln!(input, "{line}").expect("written");
        if number == 500 {
            input.extend(b"no json\n{\"id\": 1}\n\xff\n");
        }
    }
    let (code, out, told) = filter(&place, &["--threads", "4"], &input);
    assert_eq!(code, 1);
    let out = lines(&out);
    assert_eq!(out.len(), 2003);
    let good = out.iter().filter(|line| line.get("error").is_none());
    for (number, line) in good.enumerate() {
        assert_eq!(
            (&line["id"], &line["more"][0]),
            (&number.into(), &number.into())
        );
        assert!(
            line["spans"]
                .as_array()
                .is_some_and(|spans| !spans.is_empty())
        );
    }
    for (number, line) in [(502, 501), (503, 502), (504, 503)] {
        assert!(told.contains(&format!("stdin:{number}:1: ")), "{told}");
        assert!(out[line].get("error").is_some(), "{}", out[line]);
    }
    assert_eq!(out[501]["raw"], "no json");
    assert_eq!(filter(&place, &[], b"").0, 0);
}

#[test]
fn a_reader_that_goes_away_ends_the_filter_quietly() {
    let place = Place::new(&[]);
    let endless = format!(
        "yes '{{\"text\": \"{}\"}}' | metka suggest --jsonl | head -n 3",
        TEXT.trim()
    );
    let bin = Path::new(env!("CARGO_BIN_EXE_metka"))
        .parent()
        .expect("a folder");
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let run = Command::new("bash")
        .args([
            "-c",
            &format!("set -o pipefail; {endless}; echo ${{PIPESTATUS[1]}}"),
        ])
        .env("PATH", path)
        .env("HOME", place.home())
        .output()
        .expect("bash runs");
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(out.lines().count(), 4);
    assert_eq!(out.lines().last(), Some("0"));
    assert!(!String::from_utf8_lossy(&run.stderr).contains("metka"));
}

#[test]
fn an_answer_does_not_wait_for_the_next_question() {
    use std::io::{BufRead, BufReader};
    let place = Place::new(&[]);
    let mut metka = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(["suggest", "--jsonl"])
        .env("HOME", place.home())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("metka runs");
    let mut to = metka.stdin.take().expect("a pipe");
    let mut from = BufReader::new(metka.stdout.take().expect("a pipe"));
    for number in 0..3 {
        writeln!(to, "{{\"id\": {number}, \"text\": \"5 %\"}}").expect("written");
        let mut line = String::new();
        from.read_line(&mut line).expect("an answer");
        assert!(line.starts_with(&format!("{{\"id\":{number},")), "{line}");
    }
    drop(to);
    assert!(metka.wait().expect("it ends").success());
}

#[test]
fn segments_are_printed_for_programs_and_for_people() {
    let place = Place::new(&[("a.txt", "Да. Нет, 9,5.\n")]);
    let (code, out, _) = run(&place, EN, &["segment", "a.txt", "--json"]);
    assert_eq!(code, 0);
    let expected = "{\"id\":\"a.txt\",\"sents\":[[0,3],[4,13]],\"tokens\":[[0,2],[2,3],[4,7],[7,8],[9,12],[12,13]]}\n";
    assert_eq!(out, expected);
    assert_eq!(
        run(&place, EN, &["segment", "a.txt"]).1,
        "Да .\nНет , 9,5 .\n\n"
    );
}

/// A folder of brat beside the corpus of `place`.
fn brat(place: &Place, files: &[(&str, &str)]) -> String {
    let folder = place.home().join("brat");
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder.display().to_string()
}

const ANN: &str = "T1\tPERCENT 8 11\t5 %\nT2\tPerson 24 38\tАндрей Бочаров\nT3\tPlace 41 51\tВолгограде\nR1\tIn Arg1:T2 Arg2:T3\n";

#[test]
fn brat_becomes_a_corpus_that_validates() {
    let place = Place::new(&[]);
    let folder = brat(
        &place,
        &[("dev/x.txt", TEXT), ("dev/x.ann", ANN), ("y.txt", "Пусто.")],
    );
    let import = |args: &[&str]| {
        let args = [
            &["import", "brat", &folder, ".", "--annotator", "gold"],
            args,
        ]
        .concat();
        run(&place, EN, &args)
    };
    let (code, out, told) = import(&["--status", "done", "--map", "Person=PER,Place=LOC"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(out, "Imported: 2 documents, 1 layer, 3 annotations\n");
    let schema = fs::read_to_string(place.corpus().join("metka.ron")).expect("a schema");
    assert!(
        schema.contains("relations: [\"In\"]") && schema.contains("\"EVENT\""),
        "the relation is new, the standard labels stay: {schema}"
    );
    let layer =
        fs::read_to_string(place.corpus().join("annotations/gold/dev/x.txt.ron")).expect("a layer");
    assert!(
        layer.contains("status: Done") && layer.contains("text: \"Волгограде\""),
        "{layer}"
    );
    assert!(layer.contains("value: \"5\""), "a metric is read: {layer}");
    assert!(
        layer.contains("(id: \"R1\", label: \"In\", from: \"T2\", to: \"T3\")"),
        "{layer}"
    );
    assert!(place.validate().0);
    // The same again changes nothing; something else is refused.
    assert_eq!(
        import(&["--status", "done", "--map", "Person=PER,Place=LOC"]).0,
        0
    );
    let (code, _, told) = import(&["--map", "Person=PER,Place=LOC"]);
    assert!(code == 1 && told.contains("dev/x.txt"), "{told}");
    let again = fs::read_to_string(place.corpus().join("annotations/gold/dev/x.txt.ron"));
    assert_eq!(again.expect("the layer"), layer);
}

#[test]
fn what_is_there_with_other_content_is_told_once() {
    let place = Place::new(&[]);
    let names: Vec<String> = (0..9).map(|number| format!("n{number}.txt")).collect();
    let anns: Vec<String> = (0..9).map(|number| format!("n{number}.ann")).collect();
    let mut files = vec![];
    for (name, ann) in names.iter().zip(&anns) {
        files.extend([(name.as_str(), TEXT), (ann.as_str(), ANN)]);
    }
    let folder = brat(&place, &files);
    let import = |more: &[&str]| {
        let args = [
            &["import", "brat", &folder, ".", "--annotator", "gold"],
            more,
        ]
        .concat();
        run(&place, EN, &args)
    };
    assert_eq!(import(&[]).0, 0);
    // Who only looked at one of them has said nothing else.
    let path = place.corpus().join("annotations/gold/n0.txt.ron");
    let layer = fs::read_to_string(&path).expect("a layer");
    assert!(layer.contains("    seconds: 0,"), "{layer}");
    let looked_at = layer.replace("    seconds: 0,", "    seconds: 7,");
    fs::write(&path, looked_at).expect("written");
    let (code, out, told) = import(&[]);
    assert_eq!(code, 0, "{told}");
    assert!(out.contains("9 layers"), "{out}");
    let (code, out, told) = import(&["--status", "done"]);
    assert!(code == 1 && out.contains("9 documents, 0 layers"), "{out}");
    let taken: Vec<&str> = told
        .lines()
        .filter(|it| !it.contains("relations"))
        .collect();
    assert!(
        taken.len() == 1
            && taken[0].contains("9 documents")
            && taken[0].contains("n0.txt, n1.txt, n2.txt, …")
            && taken[0].contains("--annotator"),
        "{told}"
    );
    for name in &names[..2] {
        fs::write(place.corpus().join(name), "Другой текст.").expect("written");
    }
    let (code, _, told) = import(&[]);
    assert!(code == 1 && told.contains("2 documents"), "{told}");
    assert!(told.contains("n0.txt, n1.txt."), "{told}");
}

#[test]
fn import_follows_no_link_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let place = Place::new(&[]);
    let folder = brat(&place, &[("sub/x.txt", TEXT)]);
    let at = |name: &str| place.home().join(name);
    fs::create_dir_all(at("outside")).expect("made");
    fs::write(at("outside/secret.txt"), "Тайна.").expect("written");
    symlink(at("outside"), at("brat/folder")).expect("linked");
    symlink(at("outside/secret.txt"), at("brat/file.txt")).expect("linked");
    symlink(at("brat/sub/x.txt"), at("brat/inside.txt")).expect("linked");
    let (code, out, told) = run(&place, EN, &["import", "brat", &folder, "."]);
    assert_eq!(
        (code, out.as_str()),
        (1, "Imported: 2 documents, 0 layers, 0 annotations\n")
    );
    assert!(
        told.contains("brat/folder") && told.contains("brat/file.txt"),
        "{told}"
    );
    assert!(!place.corpus().join("folder").exists() && !place.corpus().join("file.txt").exists());
}

#[test]
fn unknown_labels_make_a_schema_and_broken_lines_are_told() {
    let place = Place::new(&[]);
    let broken = format!("{ANN}T9\tPlace 41 51\tМоскве\nслово\n");
    let folder = brat(
        &place,
        &[("x.txt", TEXT), ("x.ann", &broken), ("z.ann", "")],
    );
    let (code, _, told) = run(&place, EN, &["import", "brat", &folder, "."]);
    assert_eq!(code, 1);
    assert!(
        told.contains("x.ann:5:1: “Москве”") && told.contains("x.ann:6:1: "),
        "{told}"
    );
    assert!(told.contains("z.ann"), "{told}");
    let schema = fs::read_to_string(place.corpus().join("metka.ron")).expect("a schema");
    assert!(
        schema.contains("\"Person\", kind: Entity") && schema.contains("\"PERCENT\", kind: Metric"),
        "{schema}"
    );
    assert!(place.validate().0);
    let (code, _, told) = run(
        &place,
        EN,
        &["import", "brat", &place.corpus().display().to_string(), "y"],
    );
    assert_eq!(code, 0, "{told}");
    fs::create_dir(place.corpus().join("empty")).expect("made");
    let (code, _, told) = run(&place, EN, &["import", "brat", "empty", "y"]);
    assert!(
        code == 1 && told.contains("no files to import (.txt, .ann)"),
        "{told}"
    );
}

#[test]
fn facts_are_those_of_layers_first() {
    let place = Place::new(&[("=b.txt", "Упал на 3 %.")]);
    let folder = brat(
        &place,
        &[
            ("a.txt", "Рост на 5 %, ещё +7 %."),
            ("a.ann", "T1\tPERCENT 17 21\t+7 %\n"),
        ],
    );
    run(
        &place,
        EN,
        &[
            "import",
            "brat",
            &folder,
            ".",
            "--annotator",
            "gold",
            "--status",
            "done",
        ],
    );
    let (code, csv, told) = run(&place, EN, &["facts", ".", "--csv"]);
    assert_eq!((code, told.as_str()), (0, ""));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows[0],
        "document,start,end,label,value,to,unit,bound,of,change,period,base,text,status,by"
    );
    assert!(
        rows[1].starts_with("'=b.txt,8,11,PERCENT,3,,%,Exact,,"),
        "{csv}"
    );
    assert!(rows[1].ends_with(",figures"), "{csv}");
    assert!(
        rows[2].starts_with("a.txt,17,21,PERCENT,7,,%,Exact,")
            && rows[2].ends_with(",'+7 %,Done,gold"),
        "{csv}"
    );
    assert_eq!(rows.len(), 3);
    let (_, json, _) = run(&place, EN, &["facts", "a.txt", "--json", "--suggested"]);
    let facts = &lines(&json)[0]["facts"];
    assert_eq!(
        (&facts[0]["by"], &facts[1]["by"]),
        (&"figures".into(), &"gold".into())
    );
    assert_eq!(facts[1]["measure"]["value"], "7");
    let (_, csv, _) = run(&place, EN, &["facts", ".", "--csv", "--annotated"]);
    let said: Vec<&str> = csv.lines().skip(1).collect();
    assert!(said.len() == 1 && said[0].ends_with(",gold"), "{csv}");
    let both = ["facts", ".", "--annotated", "--suggested"];
    assert_eq!(run(&place, EN, &both).0, 2);
    let (_, table, _) = run(&place, EN, &["facts", "."]);
    assert!(
        table
            .lines()
            .next()
            .is_some_and(|head| head.starts_with("document ")),
        "{table}"
    );
}

#[test]
fn effort_replays_what_is_finished_and_suggestions_learn() {
    let place = Place::new(&[]);
    let folder = brat(
        &place,
        &[
            ("a.txt", TEXT),
            ("a.ann", ANN),
            ("b.txt", TEXT),
            ("b.ann", ANN),
        ],
    );
    let import = [
        "import",
        "brat",
        &folder,
        ".",
        "--status",
        "done",
        "--map",
        "Person=PER,Place=LOC",
    ];
    assert_eq!(run(&place, EN, &import).0, 0);
    let (code, out, told) = run(&place, EN, &["effort", ".", "--json"]);
    assert_eq!((code, told.as_str()), (0, ""));
    let effort = &lines(&out)[0];
    let number = |name: &str| effort[name].as_u64().expect("a number");
    assert_eq!(
        (
            number("documents"),
            number("spans"),
            number("not_reproduced")
        ),
        (2, 6, 0)
    );
    assert!(number("with") < number("without"), "{out}");
    assert_eq!(effort["labels"]["PER"]["spans"], 2);
    let (code, out, _) = run(&place, EN, &["effort", "."]);
    assert!(code == 0 && out.contains("without suggestions"), "{out}");
    let (code, _, told) = run(&place, EN, &["effort", &folder]);
    assert!(code == 1 && told.contains("no finished document"), "{told}");
}

/// `metka ARGS` where one terminal takes all that is printed.
fn on_a_terminal(place: &Place, args: &[&str]) -> Terminal {
    let start = Start {
        args,
        home: &place.home(),
        env: &[("LC_ALL", EN)],
        size: (80, 24),
    };
    let mut terminal = start.run();
    assert_eq!(terminal.wait_exit(), 0, "{}", terminal.screen());
    terminal
}

#[test]
fn a_bar_is_shown_to_who_waits_but_never_between_lines() {
    let place = Place::new(&[]);
    let files = [
        ("a.txt", TEXT),
        ("a.ann", ANN),
        ("b.txt", TEXT),
        ("b.ann", ANN),
    ];
    let folder = brat(&place, &files);
    let corpus = place.corpus().display().to_string();
    let map = "Person=PER,Place=LOC";
    let import = [
        "import", "brat", &folder, &corpus, "--status", "done", "--map", map,
    ];
    let drawn = |terminal: &Terminal| String::from_utf8_lossy(&terminal.raw).contains("/2 ");
    assert!(drawn(&on_a_terminal(&place, &import)));
    let effort = on_a_terminal(&place, &["effort", &corpus]);
    assert!(drawn(&effort), "{}", String::from_utf8_lossy(&effort.raw));
    // Nothing of it is left.
    let screen = effort.screen();
    assert!(
        screen.starts_with("2 documents") && !screen.contains("/2 "),
        "{screen}"
    );
    assert!(drawn(&on_a_terminal(&place, &["facts", &corpus])));
    for meanwhile in [&["facts", &corpus, "--csv"][..], &["suggest", &corpus]] {
        assert!(!drawn(&on_a_terminal(&place, meanwhile)), "{meanwhile:?}");
    }
}

#[test]
fn documents_of_other_programs_become_texts_with_a_note_of_their_origin() {
    let place = Place::new(&[]);
    let folder = place.corpus().join("from");
    fs::create_dir_all(folder.join("sub")).expect("made");
    let (old, ..) = encoding_rs::WINDOWS_1251.encode("Старый текст, который никто не переписал.\n");
    let files: [(&str, &[u8]); 5] = [
        ("page.html", "<h1>Завод</h1><p>Рост 5 %</p>".as_bytes()),
        ("page.md", "# Другой".as_bytes()),
        ("sub/old.txt", &old),
        ("broken.docx", b"PK"),
        ("picture.png", b"x"),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("written");
    }
    let add = || run(&place, EN, &["add", &folder.display().to_string(), "new"]);
    let (code, out, told) = add();
    assert_eq!(code, 1, "{told}");
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(
        told.contains("broken.docx") && !told.contains("picture"),
        "{told}"
    );
    let read = |name: &str| fs::read_to_string(place.corpus().join("new").join(name)).expect(name);
    assert_eq!(read("page.txt"), "Завод\n\nРост 5 %\n");
    // The name was taken by another document.
    assert_eq!(read("page.md.txt"), "Другой\n");
    assert_eq!(
        read("sub/old.txt"),
        "Старый текст, который никто не переписал.\n"
    );
    let sources = read("sources.ron");
    assert!(
        sources.contains("document: \"sub/old.txt\"") && sources.contains("encoding: \"CP1251\""),
        "{sources}"
    );
    // The same again changes nothing.
    add();
    assert_eq!(read("sources.ron"), sources);
    fs::write(place.corpus().join("new/sources.ron"), "(damaged").expect("written");
    let (code, _, told) = add();
    assert!(code == 1 && told.contains("sources.ron"), "{told}");
    assert_eq!(read("sources.ron"), "(damaged");
    let (code, _, told) = run(&place, EN, &["add", "from/picture.png", "new2"]);
    assert!(code == 1 && told.contains("docx"), "{told}");
}

#[test]
fn parquet_is_written_or_said_to_be_missing() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let layer = "{\"id\":\"a.txt\",\"text\":\"Рост\",\"spans\":[]}\n";
    fs::write(place.corpus().join("../a.jsonl"), layer).expect("written");
    let (code, _, told) = run(&place, EN, &["import", "jsonl", "../a.jsonl", "new"]);
    assert_eq!(code, 0, "{told}");
    let built = cfg!(feature = "parquet");
    let (_, formats, _) = run(&place, EN, &["formats"]);
    let line = formats.lines().find(|line| line.starts_with("parquet"));
    let line = line.expect("it is listed");
    assert_eq!(line.contains("without Parquet"), !built, "{line}");
    for args in [
        &["export", "parquet", "new", "tables"][..],
        &["facts", ".", "--parquet", "facts.parquet"],
    ] {
        let (code, _, told) = run(&place, EN, args);
        assert_eq!(code == 0, built, "{told}");
        assert_eq!(told.contains("--features parquet"), !built, "{told}");
    }
    for name in ["tables/spans.parquet", "facts.parquet"] {
        assert_eq!(place.corpus().join(name).is_file(), built, "{name}");
    }
    // What is there is not written over.
    let (code, _, told) = run(&place, EN, &["facts", ".", "--parquet", "a.txt"]);
    assert_eq!(code, 1, "{told}");
    let left = fs::read_to_string(place.corpus().join("a.txt"));
    assert_eq!(left.expect("still there"), TEXT);
}
