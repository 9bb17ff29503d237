//! A corpus in brat goes in and comes out again: no line is lost, whatever is written there.

use crate::{bad_input::run, place::Place};
use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

const EN: &str = "en_US.UTF-8";

/// So many documents are made.
const DOCUMENTS: usize = 300;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % most
    }
}

const WORDS: [&str; 12] = [
    "Глава",
    "«Ростеха»",
    "Иван\u{a0}Петров",
    "вложил",
    "1,5",
    "млн\u{a0}₽",
    "в",
    "завод",
    "«Титан»",
    "и\u{301}",
    "😀",
    "Волгограда",
];

/// A text, and where its words are in code points.
fn text(dice: &mut Dice) -> (String, Vec<(usize, usize)>) {
    let end = ["\n", "\r\n"][dice.below(2)];
    let (mut text, mut words, mut at) = (String::new(), Vec::new(), 0);
    for number in 0..40 + dice.below(60) {
        let word = WORDS[dice.below(WORDS.len())];
        let gap = if number % 9 == 8 { end } else { " " };
        words.push((at, at + word.chars().count()));
        text.push_str(word);
        text.push_str(gap);
        at += word.chars().count() + gap.chars().count();
    }
    (text, words)
}

/// What is said of it: nested, crossing, in several parts, with all that hangs on it, and broken lines.
fn ann(text: &str, words: &[(usize, usize)], dice: &mut Dice) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut ann = String::new();
    let count = 5 + dice.below(20);
    for number in 0..count {
        let mut parts = Vec::new();
        let mut word = dice.below(words.len());
        for _ in 0..1 + dice.below(5) / 4 {
            let last = (word + dice.below(4)).min(words.len() - 1);
            parts.extend(of_lines(&chars, words[word].0, words[last].1));
            word = last + 2 + dice.below(3);
            if word >= words.len() {
                break;
            }
        }
        let at: Vec<String> = parts.iter().map(|(a, b)| format!("{a} {b}")).collect();
        let covered: Vec<String> = parts
            .iter()
            .map(|(a, b)| chars[*a..*b].iter().collect())
            .collect();
        let label = ["PER", "ORG", "LOC", "EVENT"][dice.below(4)];
        // Numbers are out of order and have gaps.
        let _ = writeln!(
            ann,
            "T{}\t{label} {}\t{}",
            (number * 7) % 101 + 1,
            at.join(";"),
            covered.join(" ")
        );
    }
    let any = |dice: &mut Dice| (dice.below(count) * 7) % 101 + 1;
    for number in 0..dice.below(12) {
        let (a, b, c) = (any(dice), any(dice), any(dice));
        let line = match dice.below(9) {
            0 | 1 => format!("R{number}\tHeads Arg1:T{a} Arg2:T{b}"),
            2 => format!("E{number}\tEVENT:T{a} Who:T{b} What:T{c}"),
            3 => format!("A{number}\tConfidence T{a} high"),
            4 => format!("M{number}\tNegation T{a}"),
            5 => format!("N{number}\tReference T{a} Wikidata:Q{b}\tимя {c}"),
            6 => format!("#{number}\tAnnotatorNotes T{a}\tзаметка {b}"),
            7 => format!("*\tEquiv T{a} T{b} T{c}"),
            _ => format!("R{number}\tHeads Arg1:T{a} Arg2:T999"),
        };
        let _ = writeln!(ann, "{line}");
    }
    let broken = [
        "",
        "",
        "слово\n",
        "T500\tORG 9 3\tx\n",
        "T501\tORG 0 3\tнет такого\n",
        "# слова\n",
    ];
    ann + broken[dice.below(broken.len())]
}

/// A stretch in parts without line ends.
fn of_lines(chars: &[char], start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (at, c) in chars.iter().enumerate().take(end).skip(start) {
        match parts.last_mut() {
            _ if matches!(c, '\r' | '\n') => {}
            Some(last) if last.1 == at => last.1 += 1,
            _ => parts.push((at, at + 1)),
        }
    }
    parts
}

fn lines(path: &Path) -> BTreeSet<String> {
    let ann = fs::read_to_string(path).expect("an .ann");
    ann.lines().map(str::to_owned).collect()
}

fn made(folder: &Path) -> Vec<PathBuf> {
    let mut dice = Dice(7);
    let document = |number: usize| {
        let (text, words) = text(&mut dice);
        let name = PathBuf::from(format!("{}/{number:03}", ["train", "dev"][number % 2]));
        let path = folder.join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path.with_extension("txt"), &text).expect("written");
        fs::write(path.with_extension("ann"), ann(&text, &words, &mut dice)).expect("written");
        name
    };
    (0..DOCUMENTS).map(document).collect()
}

#[test]
fn every_line_of_a_corpus_comes_back() {
    let place = Place::new(&[]);
    let (from, to) = (place.home().join("from"), place.home().join("to"));
    let documents = made(&from);
    let shown = |path: &Path| path.display().to_string();
    let (code, out, told) = run(&place, EN, &["import", "brat", &shown(&from), "."]);
    assert_eq!(code, 1, "broken lines are told: {told}");
    assert!(out.contains(&format!("{DOCUMENTS} documents")), "{out}");
    let (valid, faults) = place.validate();
    assert!(valid, "{faults}");
    let (code, _, told) = run(&place, EN, &["export", "brat", ".", &shown(&to)]);
    assert_eq!(code, 0, "{told}");
    assert!(!told.contains("kept lines"), "nothing is lost: {told}");
    for name in documents {
        let ann = name.with_extension("ann");
        assert_eq!(lines(&to.join(&ann)), lines(&from.join(&ann)), "{name:?}");
        let text = name.with_extension("txt");
        let read = |folder: &Path| fs::read(folder.join(&text)).expect("a text");
        assert_eq!(read(&to), read(&from), "{name:?}");
    }
}

#[test]
fn types_come_in_and_go_out() {
    let place = Place::new(&[]);
    let from = place.home().join("from");
    fs::create_dir_all(&from).expect("made");
    let conf = "[entities]\nCity\nMan\n[relations]\nIn\tArg1:Man, Arg2:City\n[events]\nMove\tWho:Man\n[attributes]\nSure\tArg:<ANY>\nKind\tArg:City, Value:big|small\n";
    for (name, content) in [
        ("annotation.conf", conf),
        ("a.txt", "Анна в Омске"),
        (
            "a.ann",
            "T1\tMan 0 4\tАнна\nT2\tTown 7 12\tОмске\nA1\tSure T1\n",
        ),
    ] {
        fs::write(from.join(name), content).expect("written");
    }
    let shown = |path: &Path| path.display().to_string();
    let import = ["import", "brat", &shown(&from), ".", "--map", "Town=City"];
    let (code, _, told) = run(&place, EN, &import);
    assert_eq!((code, told.as_str()), (0, ""));
    let schema = fs::read_to_string(place.corpus().join("metka.ron")).expect("a schema");
    let at = |what: &str| {
        schema
            .find(what)
            .unwrap_or_else(|| panic!("{what}: {schema}"))
    };
    assert!(at("\"City\"") < at("\"Man\"") && at("\"Man\"") < at("\"Move\""));
    assert!(schema.contains(
        "(name: \"Kind\", kind: Choice([\"big\", \"small\"])), (name: \"Sure\", kind: Flag)"
    ));
    assert!(schema.contains("relations: [\"In\"]"), "{schema}");
    assert!(place.validate().0);
    let to = place.home().join("to");
    let (code, _, told) = run(&place, EN, &["export", "brat", ".", &shown(&to)]);
    assert_eq!(code, 0, "{told}");
    let conf = fs::read_to_string(to.join("annotation.conf")).expect("a conf");
    assert_eq!(
        conf,
        "[entities]\nCity\nMan\nMove\n\n[relations]\nIn\tArg1:<ENTITY>, Arg2:<ENTITY>\n\n[events]\n\n[attributes]\nKind\tArg:City, Value:big|small\nSure\tArg:City|Man|Move\n"
    );
}

#[test]
fn faults_of_gold_are_told_line_by_line() {
    let place = Place::new(&[]);
    let from = place.home().join("gold");
    fs::create_dir_all(&from).expect("made");
    for (name, content) in [
        (
            "annotation.conf",
            "[entities]\nMan\nCity\n[attributes]\nKind\tArg:City, Value:big|small\n",
        ),
        ("a.txt", "Анна и Вера в Омске"),
        (
            "a.ann",
            "T1\tMan 0 4\tАнна\nT2\tCiti 14 19\tОмске\nT3\tMan 7 11;10 13\tВера а в\nT4\tMan 7 11\tВерa\nслово\nT1\tMan 7 11\tВера\nR1\tIn Arg1:T1 Arg2:T9\nA1\tKind T5 big\nT5\tCity 14 19\tОмске\nA1\tKind T5 huge\n#1\tAnnotatorNotes T8\tx\n*\tSame T1 T7\n",
        ),
        ("b.ann", ""),
    ] {
        fs::write(from.join(name), content).expect("written");
    }
    let folder = from.display().to_string();
    let (code, out, told) = run(&place, EN, &["validate", &folder]);
    assert_eq!(code, 1);
    let short = out.replace(&format!("{folder}/"), "");
    let expected = "\
a.ann:2:4: the schema has no label Citi; perhaps City?
a.ann:3:4: the parts overlap or touch
a.ann:4:1: “Верa” is not what stands at its offsets
a.ann:5:1: this is no line of brat
a.ann:6:1: two lines have the number “T1”
a.ann:7:1: the relation “In” leads to an annotation that is not there
a.ann:7:4: the schema has no relation “In”
a.ann:10:1: two lines have the number “A1”
a.ann:10:4: the field “Kind” cannot be “huge”
a.ann:11:19: there is no T8
a.ann:12:11: there is no T7
There is no .txt beside these annotations: b.ann
";
    assert_eq!(short, expected, "{told}");
    assert!(told.contains("12 faults"), "{told}");
    // One file; a right one; another format; one that nobody knows.
    let one = from.join("a.ann").display().to_string();
    assert_eq!(run(&place, EN, &["validate", &one]).1.lines().count(), 11);
    fs::write(from.join("c.txt"), "Анна").expect("written");
    fs::write(from.join("c.ann"), "T1\tMan 0 4\tАнна\n").expect("written");
    let one = from.join("c.ann").display().to_string();
    assert_eq!(run(&place, EN, &["validate", &one]).0, 0);
    let lines = from.join("d.jsonl");
    let bad = "{\"text\": \"Анна\", \"spans\": [{\"start\": 0, \"end\": 4, \"label\": \"PER\", \"text\": \"Анна\"}]}\n{\"text\": \"Анна\", \"spans\": [{\"start\": 1, \"end\": 4, \"label\": \"PER\", \"text\": \"Вера\"}]}\n{\n";
    fs::write(&lines, bad).expect("written");
    let lines = lines.display().to_string();
    let (code, out, _) = run(&place, EN, &["validate", &lines]);
    assert_eq!(code, 1);
    let told: Vec<&str> = out.lines().collect();
    assert_eq!(told.len(), 2, "{out}");
    assert!(
        told[0].contains("d.jsonl:2:1: ") && told[1].contains("d.jsonl:3:1: "),
        "{out}"
    );
    fs::write(from.join("e.odd"), "x").expect("written");
    let odd = from.join("e.odd").display().to_string();
    let (code, _, told) = run(&place, EN, &["validate", &odd]);
    assert!(code == 1 && told.contains("--format"), "{told}");
    assert_eq!(
        run(&place, EN, &["validate", &odd, "--format", "jsonl"]).0,
        1
    );
    // Nothing was written.
    assert!(!from.join("annotations").exists() && !from.join("metka.ron").exists());
}
