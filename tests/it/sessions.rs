//! Whole sessions in a real terminal: open, tag, save; two at once; killed, hung up, suspended, resized.

use crate::{place::Place, pty::Start};
use rustix::process::Signal;
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

const MEETING: &str = "Глава Минпромторга Денис Мантуров провёл встречу в Волгограде.Как сообщили в области, \
объём производства — 530,5 млрд рублей, что на 20,9% больше прошлогоднего.\n";

/// A layer without what differs from session to session.
fn bare(layer: &str) -> String {
    let line = |line: &str| match line.split_once("id: \"") {
        Some((before, after)) => format!(
            "{before}{}",
            after.split_once('"').map_or("", |(_, rest)| rest)
        ),
        None if line.trim_start().starts_with("seconds:") => String::new(),
        None => line.to_owned(),
    };
    layer.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Tag a person and a sum: `keys` are search, digit, search, prefix and letter.
fn tag(place: &Place, find: &str, [prefix, letter]: [&str; 2]) -> String {
    let mut terminal = place.open();
    terminal.type_and_expect(&format!("{find}Денис Мантуров"), "Поиск: Денис Мантуров");
    terminal.send("\r");
    terminal.type_and_expect("1", "1 аннотация  ✓ сохранено");
    terminal.type_and_expect(&format!("{find}530,5 млрд рублей"), "Поиск: 530,5");
    terminal.send("\r");
    terminal.type_and_expect(&format!("{prefix}{letter}"), "2 аннотации");
    terminal.expect("✓ сохранено");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    place.read("a.txt")
}

#[test]
fn the_same_physical_keys_write_the_same_layer_on_both_layouts() {
    let [latin, cyrillic] = [("f", ["t", "m"]), ("а", ["е", "ь"])].map(|(find, label)| {
        let place = Place::new(&[("a.txt", MEETING)]);
        let layer = tag(&place, find, label);
        assert_eq!(place.validate(), (true, String::new()));
        layer
    });
    assert!(
        latin.contains("label: \"PER\", at: [(19, 33)], text: \"Денис Мантуров\""),
        "{latin}"
    );
    assert!(latin.contains("label: \"MONEY\""), "{latin}");
    assert!(latin.contains("text: \"530,5 млрд рублей\""), "{latin}");
    assert_eq!(bare(&latin), bare(&cyrillic));
}

#[test]
fn without_arguments_the_bundled_corpus_is_unpacked_and_opened() {
    let place = Place::new(&[]);
    let mut terminal = Start {
        args: &[],
        home: &place.home(),
        env: &[],
        size: (100, 30),
    }
    .run();
    terminal.expect("готово 1 из 9");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    let seeds = place.home().join(".local/share/metka/seeds");
    let checked = Command::new(env!("CARGO_BIN_EXE_metka"))
        .args(["validate", &seeds.display().to_string()])
        .env("HOME", place.home())
        .output()
        .expect("metka validate runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    let told = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert_eq!(told, "metka: проверено: 2 слоя, ошибок нет\n");
}

#[test]
fn one_comes_back_to_the_place_one_left() {
    let text: String = (1..200)
        .map(|n| format!("Абзац номер {n} стоит здесь.\n"))
        .collect();
    let place = Place::new(&[("a.txt", &text)]);
    let mut terminal = place.open();
    terminal.send("fномер 150 \r");
    terminal.expect("номер 150");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    let mut terminal = place.start();
    terminal.expect("готово 0 из");
    terminal.type_and_expect("\r", "номер 150");
}

/// A text that is opened by its beginning: some 6 MB of numbered paragraphs.
fn large() -> String {
    (1..=70_000)
        .map(|n| format!("Абзац номер {n} стоит здесь и только здесь.\n"))
        .collect()
}

#[test]
fn a_large_document_is_read_from_its_beginning_and_labelled_at_its_end() {
    let text = large();
    let place = Place::new(&[("a.txt", &text)]);
    let mut terminal = place.start();
    terminal.expect("готово 0 из");
    // All at once: what moves moves in what is there first, the rest waits for the end of the text.
    terminal.send("\rjG1");
    terminal.expect("1 аннотация  ✓ сохранено");
    terminal.expect("номер 70000 стоит здесь");
    terminal.send("ggww1");
    terminal.expect("2 аннотации  ✓ сохранено");
    terminal.expect("номер 1 стоит здесь");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(place.validate(), (true, String::new()));
    let (layer, chars) = (place.read("a.txt"), text.chars().count());
    let end = format!("at: [({}, {})], text: \".\"", chars - 2, chars - 1);
    assert!(layer.contains(&end), "{layer}");
    assert!(layer.contains("at: [(12, 13)], text: \"1\""), "{layer}");
}

#[test]
fn a_large_document_is_shown_where_it_was_left() {
    // Near its beginning, and farther than is read before the rest.
    for number in [30_000, 69_000] {
        let place = Place::new(&[("a.txt", &large())]);
        let mut terminal = place.open();
        terminal.send(&format!("fномер {number} \r"));
        terminal.expect(&format!("номер {number} стоит"));
        terminal.send("qq");
        assert_eq!(terminal.wait_exit(), 0);
        let mut terminal = place.start();
        terminal.expect("готово 0 из");
        terminal.type_and_expect("\r", &format!("номер {number} стоит"));
        terminal.expect("новый");
        terminal.send("qq");
        assert_eq!(terminal.wait_exit(), 0);
        let shown = String::from_utf8_lossy(&terminal.raw).into_owned();
        assert!(
            !shown.contains("номер 2 стоит"),
            "no detour by the beginning"
        );
    }
}

#[test]
fn two_sessions_and_a_third_program_all_survive() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let (mut one, mut two) = (place.open(), place.open());
    one.type_and_expect("1", "1 аннотация  ✓ сохранено");
    two.send("w");
    two.type_and_expect("2", "2 аннотации");
    two.expect("✓ сохранено");
    // Someone else adds a line by hand.
    let layer = place.read("a.txt");
    let own = "        (id: \"handmade\", label: \"ORG\", at: [(6, 18)], text: \"Минпромторга\", note: \"от руки\"),\n    ],\n    relations";
    fs::write(
        place.layer("a.txt"),
        layer.replacen("    ],\n    relations", own, 1),
    )
    .expect("written");
    one.send("www");
    one.type_and_expect("4", "4 аннотации");
    one.expect("✓ сохранено");
    two.send("wwww");
    two.type_and_expect("5", "5 аннотаций");
    two.expect("✓ сохранено");
    let layer = place.read("a.txt");
    for label in ["PER", "POS", "ORG", "LOC", "DATE"] {
        assert_eq!(
            layer.matches(&format!("label: \"{label}\"")).count(),
            1,
            "{label} in {layer}"
        );
    }
    assert!(layer.contains("от руки"));
    assert_eq!(place.validate(), (true, String::new()));
}

#[test]
fn the_old_text_is_shown_until_the_last_lost_place_is_found() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let kept = || {
        let folder = place.home().join(".local/share/metka/texts");
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        // Documents have links to the copies, with a dash in the name.
        let copies = entries.filter(|entry| !entry.file_name().to_string_lossy().contains('-'));
        let texts = copies.map(|entry| fs::read_to_string(entry.path()).expect("a text"));
        texts.filter(|text| text.ends_with(MEETING)).count()
    };
    let mut terminal = place.open();
    terminal.type_and_expect("fДенис Мантуров", "Поиск: Денис Мантуров");
    terminal.send("\r");
    terminal.type_and_expect("1", "1 аннотация  ✓ сохранено");
    terminal.send("qq");
    assert_eq!((terminal.wait_exit(), kept()), (0, 1));

    let changed = MEETING.replace("Денис Мантуров", "Антон Алиханов");
    fs::write(place.corpus().join("a.txt"), changed).expect("written");
    // Twice: the layer of the second session is one on the new text.
    for edit in ["w2", "www3"] {
        let mut terminal = place.start();
        terminal.expect("готово 0 из");
        terminal.type_and_expect("\r", "g u/п г");
        terminal.type_and_expect(
            "gu",
            "Прежний текст: Глава Минпромторга [Денис Мантуров] провёл",
        );
        terminal.expect("было «Денис Мантуров»");
        terminal.type_and_expect("\x1b", "1 ждёт места");
        terminal.wait("the old text is gone", |screen| !screen.contains("Прежний"));
        terminal.send(edit);
        terminal.expect("✓ сохранено");
        terminal.send("qq");
        assert_eq!((terminal.wait_exit(), kept()), (0, 1));
    }
    let mut terminal = place.start();
    terminal.expect("готово 0 из");
    terminal.type_and_expect("\r", "g u/п г");
    terminal.type_and_expect("gu", "[Денис Мантуров]");
    terminal.type_and_expect("x", "2 аннотации  ✓ сохранено");
    terminal.send("qq");
    assert_eq!((terminal.wait_exit(), kept()), (0, 0));
    assert_eq!(place.validate(), (true, String::new()));
}

/// Rounds of a random test: a few in every run, as many as asked for when it matters.
pub fn rounds(usual: u32) -> u32 {
    std::env::var("METKA_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}

/// How many annotations the status line says are saved, if it says so.
fn confirmed(screen: &str) -> Option<usize> {
    let status = screen
        .lines()
        .rev()
        .find(|line| line.contains("✓ сохранено"))?;
    let before = status.split(" аннотац").next()?;
    before.rsplit(' ').next()?.parse().ok()
}

/// Random edits that only ever add: move, grow, label.
fn edit(rng: &mut fastrand::Rng) -> String {
    let moves = ["w", "l", "ww", "wL", ")", "wLL"];
    format!(
        "{}T{}",
        moves[rng.usize(..moves.len())],
        ["p", "o", "l", "d"][rng.usize(..4)]
    )
}

#[test]
fn what_was_confirmed_survives_a_kill_at_any_moment() {
    let text = MEETING.repeat(60);
    let place = Place::new(&[("a.txt", &text)]);
    let seed = fastrand::u64(..);
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut at_least = 0;
    for round in 0..rounds(12) {
        let mut terminal = place.start();
        terminal.expect("готово");
        terminal.send("\r");
        terminal.wait("the document", |screen| screen.contains("сохранено"));
        let found = confirmed(&terminal.screen()).expect("a count");
        assert!(
            found >= at_least,
            "round {round}, seed {seed}: {found} of {at_least}"
        );
        for _ in 0..rng.usize(1..12) {
            terminal.send(&edit(&mut rng));
            terminal.watch(Duration::from_millis(rng.u64(0..12)));
        }
        terminal.watch(Duration::from_millis(rng.u64(0..150)));
        terminal.drain();
        at_least = at_least.max(confirmed(&terminal.screen()).unwrap_or(0));
        terminal.kill();
        at_least = at_least.max(confirmed(&terminal.screen()).unwrap_or(0));
        let layer = place.read("a.txt");
        assert!(
            layer.is_empty() || layer.matches("label:").count() >= at_least,
            "round {round}, seed {seed}"
        );
        assert_eq!(
            place.validate(),
            (true, String::new()),
            "round {round}, seed {seed}"
        );
    }
    assert!(at_least > 0);
}

#[test]
fn a_lost_line_loses_nothing_and_ends_the_program() {
    let text = MEETING.repeat(60);
    for round in 0..rounds(4) {
        let place = Place::new(&[("a.txt", &text)]);
        let mut terminal = place.open();
        let edits = 5;
        for at in 1..=edits {
            terminal.send("w1");
            // The edit is on the screen; whether it is saved yet is left to chance.
            terminal.wait("the edit", |screen| {
                screen.contains(&format!("{at} аннотаци"))
            });
        }
        terminal.hang_up();
        let start = Instant::now();
        terminal.wait_exit();
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "round {round}: {:?}",
            start.elapsed()
        );
        assert_eq!(
            place.read("a.txt").matches("label: \"PER\"").count(),
            edits,
            "round {round}"
        );
        assert_eq!(place.validate(), (true, String::new()));
    }
}

#[test]
fn terminate_saves_and_leaves_the_terminal_clean() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    terminal.type_and_expect("1", "1 аннотация");
    terminal.signal(Signal::TERM);
    let start = Instant::now();
    terminal.wait_exit();
    assert!(start.elapsed() < Duration::from_secs(2));
    terminal.assert_clean();
    assert!(place.read("a.txt").contains("label: \"PER\""));
}

#[test]
fn suspended_resumed_and_resized() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    terminal.signal(Signal::TSTP);
    terminal.wait("the main screen", |screen| !screen.contains("Мантуров"));
    terminal.assert_clean();
    terminal.wait_stopped();
    terminal.signal(Signal::CONT);
    terminal.expect("Мантуров");
    terminal.resize(60, 20);
    terminal.wait("the new size", |screen| {
        screen.contains("Мантуров") && screen.contains("сохранено")
    });
    terminal.type_and_expect("1", "1 аннотация");
}

#[test]
fn stopped_again_while_it_is_being_continued() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    terminal.signal(Signal::TSTP);
    for _ in 0..20 {
        terminal.wait_stopped();
        // The system forgets the first of them when the second comes at once.
        terminal.signal(Signal::CONT);
        terminal.signal(Signal::TSTP);
    }
    terminal.wait_stopped();
    terminal.wait("the main screen", |screen| !screen.contains("Мантуров"));
    terminal.assert_clean();
    terminal.signal(Signal::CONT);
    terminal.expect("Мантуров");
}

/// The stop waits for the write, and the line is lost meanwhile.
#[test]
fn a_line_lost_while_the_program_is_about_to_stop_ends_it() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    let lock = place.lock();
    terminal.type_and_expect("1", "1 аннотация");
    terminal.signal(Signal::TSTP);
    terminal.watch(Duration::from_millis(200));
    terminal.hang_up();
    drop(lock);
    let start = Instant::now();
    terminal.wait_exit();
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(place.read("a.txt").contains("label: \"PER\""));
}

/// A shell ends a job that is stopped so: told to end, and continued behind what else has the terminal.
#[test]
fn a_stopped_job_can_be_ended_without_the_terminal() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = Start {
        args: &[&place.corpus().display().to_string()],
        home: &place.home(),
        env: &[],
        size: (100, 30),
    }
    .run_as_job(
        "kill -s CONT %1; sleep 0.3; kill -s TERM %1; kill -s CONT %1; while kill -s 0 %1; do sleep 0.1; done; echo all over",
    );
    terminal.expect("готово 0 из");
    terminal.send("\u{1a}");
    terminal.expect("all over");
}

#[test]
fn what_was_edited_is_on_disk_when_the_program_is_stopped() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    let lock = place.lock();
    terminal.type_and_expect("1", "1 аннотация");
    terminal.signal(Signal::TSTP);
    terminal.watch(Duration::from_millis(200));
    drop(lock);
    terminal.wait("the main screen", |screen| !screen.contains("Мантуров"));
    assert!(place.read("a.txt").contains("label: \"PER\""));
    terminal.wait_stopped();
    terminal.signal(Signal::CONT);
    terminal.expect("Мантуров");
}

#[test]
fn a_line_lost_while_another_session_holds_the_lock_loses_nothing() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    let lock = place.lock();
    terminal.type_and_expect("1w2", "2 аннотации");
    terminal.hang_up();
    terminal.wait_exit();
    drop(lock);
    let mut terminal = place.start();
    terminal.expect("готово");
    terminal.type_and_expect("\r", "PE PO");
}

#[test]
fn an_escape_sequence_that_arrives_in_pieces_is_one_key() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    for piece in ["\u{1b}", "[", "C"] {
        terminal.send(piece);
    }
    // Right is the next token: it is labelled, not the first one.
    terminal.type_and_expect("1", "1 аннотация");
    terminal.expect("✓ сохранено");
    assert!(place.read("a.txt").contains("text: \"Минпромторга\""));
}

#[test]
fn a_paste_in_a_command_context_does_nothing() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    terminal.type_and_expect("\u{1b}[200~1d2x\u{1b}[201~", "Вставка здесь не выполняется");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(place.read("a.txt"), "");
}

#[test]
fn a_hostile_document_and_name_put_no_control_byte_on_the_terminal() {
    let evil = "Завод \u{1b}]52;c;ZXZpbA==\u{7} \u{1b}[2J \u{1b}P1$r\u{1b}\\ \u{9b}31m \u{202e}кирза\u{202c} \u{200b}\u{ad} \u{7f}\u{0}1\n";
    // A NUL would make it binary.
    let evil = evil.replace('\u{0}', "\u{1}");
    let place = Place::new(&[("a\u{1b}]0;title\u{7}\u{202e}.txt", &evil)]);
    let mut terminal = place.start();
    terminal.expect("готово 0 из 1");
    terminal.type_and_expect("\r", "новый");
    terminal.type_and_expect("L1", "1 аннотация");
    terminal.send("i");
    terminal.send("qqq");
    assert_eq!(terminal.wait_exit(), 0);
    assert_only_own_sequences(&terminal.raw);
}

#[test]
fn copied_text_reaches_the_terminal_as_one_sequence_and_a_file_as_it_is() {
    let evil = "Завод \u{1b}]52;c;ZXZpbA==\u{7} \u{9b}31m цех";
    let place = Place::new(&[("a.txt", evil)]);
    let mut terminal = place.open();
    terminal.type_and_expect("vGy", "Отправлено в буфер обмена терминала: 31 знак");
    terminal.type_and_expect("Y", "copied.txt");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    let raw = String::from_utf8(terminal.raw.clone()).expect("UTF-8");
    let ours = "\u{1b}]52;c;0JfQsNCy0L7QtCAbXTUyO2M7WlhacGJBPT0HIMKbMzFtINGG0LXRhQ==\u{7}";
    assert_eq!(raw.matches(ours).count(), 1);
    assert_only_own_sequences(raw.replace(ours, "").as_bytes());
    let copied = place.home().join(".local/state/metka/copied.txt");
    assert_eq!(fs::read_to_string(copied).expect("a copy"), evil);
}

#[test]
fn the_annotation_is_copied_as_json_and_as_conll() {
    let place = Place::new(&[("a.txt", "Анна \u{1b}[2J Борис")]);
    let mut terminal = place.open();
    terminal.type_and_expect("1", "1 аннотация");
    terminal.expect("✓ сохранено");
    terminal.type_and_expect("пН", "терминала: 11 знаков");
    let lines = "\u{1b}]52;c;0JDQvdC90LAJQi1QRVIK\u{7}";
    terminal.type_and_expect("пн", "терминала: 63 знака");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    let raw = String::from_utf8(terminal.raw.clone()).expect("UTF-8");
    assert_eq!(raw.matches(lines).count(), 1);
    // The other begins with `{"id":"`.
    assert_eq!(raw.matches("\u{1b}]52;c;eyJpZCI6I").count(), 1);
}

#[test]
fn a_document_is_exported_beside_its_corpus_and_comes_back_into_another() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    terminal.type_and_expect("w1", "1 аннотация");
    terminal.expect("✓ сохранено");
    terminal.type_and_expect("пч", "Файл: a.jsonl");
    terminal.type_and_expect("\r", "Записано в a.jsonl: 1 аннотация");
    let line = fs::read_to_string(place.home().join("a.jsonl")).expect("an export");
    assert!(line.contains(r#""text":"Минпромторга""#), "{line}");
    // What is there is not replaced before that is said.
    terminal.type_and_expect("x", "✓ сохранено");
    terminal.type_and_expect("gx", "Файл: a.jsonl");
    terminal.type_and_expect("\r", "Заменить?");
    assert_eq!(
        fs::read_to_string(place.home().join("a.jsonl")).ok(),
        Some(line)
    );
    terminal.send("\u{3}");
    terminal.wait("the menu is gone", |screen| !screen.contains("Заменить?"));
    terminal.type_and_expect("пш", "Файл: a.jsonl");
    terminal.type_and_expect("\r", "Добавлено: 1, уже было: 0, отказано: 0");
    terminal.expect("✓ сохранено");
    assert!(place.read("a.txt").contains("text: \"Минпромторга\""));
    terminal.type_and_expect("u", "0 аннотаций");
    let other = Place::new(&[("a.txt", &format!("{MEETING}!"))]);
    fs::create_dir_all(other.home()).expect("a home");
    fs::copy(place.home().join("a.jsonl"), other.home().join("a.jsonl")).expect("a copy");
    let mut terminal = other.open();
    terminal.type_and_expect("gi", "Файл: a.jsonl");
    terminal.type_and_expect("\r", "в файле другой текст");
    assert_eq!(other.read("a.txt"), "");
}

#[test]
fn bookmarks_are_there_in_the_next_session() {
    let place = Place::new(&[("a.txt", &MEETING.repeat(60))]);
    let mut terminal = place.open();
    terminal.type_and_expect("wMa", "Закладка a/ф");
    terminal.send("Gqq");
    assert_eq!(terminal.wait_exit(), 0);
    let mut terminal = place.open();
    terminal.type_and_expect("'a1", "1 аннотация");
    terminal.expect("✓ сохранено");
    assert!(place.read("a.txt").contains("text: \"Минпромторга\""));
}

/// The bytes are text, line ends, and the few sequences the renderer makes itself.
fn assert_only_own_sequences(raw: &[u8]) {
    let text = std::str::from_utf8(raw).expect("UTF-8");
    // A new screen is cleared in this very way; any other 2J is that of the document.
    let text = text.replace("\u{1b}[r\u{1b}[m\u{1b}[H\u{1b}[2J", "");
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\u{1b}' => own_sequence(after)
                .unwrap_or_else(|| panic!("a foreign sequence: {:?}", &rest[..rest.len().min(24)])),
            '\r' | '\n' | '\u{8}' => after,
            c if c.is_control() => panic!("a control character: {c:?}"),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{ad}'
            | '\u{feff}' => {
                panic!("an invisible character: {c:?}")
            }
            _ => after,
        };
    }
}

/// What follows a sequence of ours: CSI with one of our final bytes.
fn own_sequence(after_esc: &str) -> Option<&str> {
    let csi = after_esc.strip_prefix('[')?;
    let end = csi.find(|c: char| !(c.is_ascii_digit() || ";:?".contains(c)))?;
    let (parameters, rest) = csi.split_at(end);
    let last = rest.chars().next()?;
    let private = ["?1049", "?2004", "?25", "?2026"].contains(&parameters);
    let own = match last {
        'h' | 'l' => private,
        // 31m is that of the document, too.
        'J' => parameters != "2",
        'm' | 'H' | 'K' | 'r' | 'C' | 'D' | 'A' | 'B' | 'G' | 'd' | 'L' | 'M' => {
            !parameters.starts_with('?') && parameters != "31"
        }
        _ => false,
    };
    own.then(|| &rest[1..])
}

#[test]
fn what_is_no_terminal_gets_one_sentence() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let run = |env: &[(&str, &str)]| {
        let run = Command::new(env!("CARGO_BIN_EXE_metka"))
            .arg(place.corpus())
            .env("HOME", place.home())
            .env("LANG", "ru_RU.UTF-8")
            .envs(env.iter().copied())
            .output()
            .expect("metka runs");
        assert!(!run.status.success());
        String::from_utf8_lossy(&run.stderr).into_owned()
    };
    let said = run(&[]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("metka validate"), "{said}");
    let mut dumb = place.start_with(&[("TERM", "dumb")], (80, 24));
    dumb.expect("dumb");
    assert_ne!(dumb.wait_exit(), 0);
}

#[test]
fn a_locale_without_utf8_is_told_once_and_the_program_runs() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.start_with(&[("LANG", "C")], (100, 30));
    terminal.expect("export LC_ALL=C.UTF-8");
    terminal.expect("готово 0 из 1");
    terminal.type_and_expect("\r", "новый");
}

#[test]
fn no_color_is_without_colour_and_with_brackets() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.start_with(&[("NO_COLOR", "1")], (100, 30));
    terminal.expect("готово");
    terminal.type_and_expect("\r", "новый");
    terminal.type_and_expect("w1", "1 аннотация");
    terminal.type_and_expect("w", "[Минпромторга]");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    for colour in ["\u{1b}[3", "\u{1b}[4", ";3", ";4", "38:", "38;"] {
        let sgr = raw
            .split('\u{1b}')
            .filter(|part| part.contains('m') && part.starts_with('['));
        for part in sgr {
            let parameters = part[1..].split('m').next().unwrap_or("");
            if parameters
                .chars()
                .all(|c| c.is_ascii_digit() || ";:".contains(c))
            {
                let coloured = parameters
                    .split(';')
                    .any(|p| p.len() > 1 && !["22", "23", "24", "27"].contains(&p));
                assert!(!coloured, "{colour}: {parameters}");
            }
        }
    }
}

#[test]
fn nothing_is_written_to_the_terminal_while_nothing_happens() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    while terminal.read(Duration::from_millis(300)) {}
    let quiet = terminal.raw.len();
    terminal.watch(Duration::from_secs(2));
    assert_eq!(terminal.raw.len(), quiet);
}

#[test]
fn what_the_corpus_refuses_is_put_aside_and_comes_back() {
    let place = Place::new(&[("a.txt", MEETING)]);
    // A file stands where the folder of the layers should be: nobody, not even root, can write there.
    fs::write(place.corpus().join("annotations"), "in the way").expect("written");
    let mut terminal = place.open();
    terminal.type_and_expect("1", "сохранено в папке данных");
    terminal.kill();
    let mut terminal = place.start();
    terminal.expect("готово");
    terminal.type_and_expect("\r", "в работе");
    terminal.expect("PE");
    fs::remove_file(place.corpus().join("annotations")).expect("out of the way");
    // What is said meanwhile may take the place of the count; the margin has both labels.
    terminal.type_and_expect("w2", "PE PO");
    terminal.expect("✓ сохранено");
    let layer = place.read("a.txt");
    assert!(
        layer.contains("label: \"PER\"") && layer.contains("label: \"POS\""),
        "{layer}"
    );
}

#[test]
fn saving_fails_loudly_and_nothing_is_lost() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let data = place.home().join(".local/share/metka");
    fs::create_dir_all(&data).expect("a data folder");
    let in_the_way = [place.corpus().join("annotations"), data.join("stash")];
    for path in &in_the_way {
        fs::write(path, "in the way").expect("written");
    }
    let mut terminal = place.open();
    terminal.type_and_expect("1", "НЕ СОХРАНЕНО");
    terminal.type_and_expect("q", "готово 0 из 1");
    terminal.type_and_expect("q", "Не всё сохранено");
    terminal.send("x");
    for path in &in_the_way {
        fs::remove_file(path).expect("out of the way");
    }
    terminal.wait("the retry", |screen| !screen.contains("НЕ СОХРАНЕНО"));
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    assert!(place.read("a.txt").contains("label: \"PER\""));
}

#[test]
fn a_damaged_layer_is_shown_with_its_place_and_never_overwritten() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let layer = place.layer("a.txt");
    fs::create_dir_all(layer.parent().unwrap_or(Path::new("/"))).expect("a folder");
    for damaged in [
        "(\n    metka: 1,\n    annotator: \"anna",
        "<<<<<<< HEAD\n(metka: 1)\n=======\n>>>>>>> x\n",
        "(metka: 99)",
    ] {
        fs::write(&layer, damaged).expect("written");
        let mut terminal = place.start();
        terminal.expect("готово");
        terminal.type_and_expect("\r", "только чтение");
        terminal.expect("a.txt.ron:");
        terminal.type_and_expect("1", "только для чтения");
        terminal.send("qq");
        assert_eq!(terminal.wait_exit(), 0);
        assert_eq!(place.read("a.txt"), damaged);
        assert!(!place.validate().0);
    }
}

#[test]
fn what_was_typed_while_a_write_was_under_way_is_saved_after_leaving() {
    let place = Place::new(&[("a.txt", MEETING), ("b.txt", MEETING)]);
    let folder = place.corpus().join("annotations/anna");
    fs::create_dir_all(&folder).expect("a folder");
    let mut terminal = place.open();
    // Writes wait for the lock of the folder: the first one is under way while the rest is typed.
    let lock = fs::File::open(&folder).expect("the folder");
    lock.lock().expect("its lock");
    terminal.type_and_expect("1w2w3q", "готово 0 из 2");
    drop(lock);
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    let layer = place.read("a.txt");
    for label in ["PER", "POS", "ORG"] {
        assert!(layer.contains(label), "{label} in {layer}");
    }
}

#[test]
fn the_list_begins_where_one_left_off() {
    let place = Place::new(&[
        ("a.txt", MEETING),
        ("b.txt", "Второй.\n"),
        ("c.txt", "Третий.\n"),
    ]);
    let mut terminal = place.start();
    terminal.expect("готово 0 из 3");
    terminal.send("jj");
    terminal.type_and_expect("\r", "3/3");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    let mut terminal = place.start();
    terminal.expect("готово 0 из 3");
    terminal.type_and_expect("\r", "3/3");
}

#[test]
fn keys_and_settings_are_read_again_and_a_broken_file_takes_no_key_away() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let config = place.home().join(".config/metka");
    fs::create_dir_all(&config).expect("a folder");
    let write = |name: &str, text: &str| fs::write(config.join(name), text).expect("a file");
    let mut terminal = place.open();
    terminal.type_and_expect("g", "g …");
    terminal.type_and_expect("R", "Настройки и клавиши перечитаны");
    write(
        "keymap.ron",
        "(reader: [(\"s\", \"label-1\"), (\"B\", \"undoo\")])",
    );
    write("config.ron", "(lang: \"en\")");
    terminal.send("gR");
    // The path before it may be of any length: the line is divided anywhere.
    terminal.expect("“undoo”");
    terminal.type_and_expect("s", "1 annotation  ✓ saved");
    write("keymap.ron", "(reader: [(");
    write("config.ron", "(lang: \"ru\"");
    terminal.send("gR");
    terminal.expect("the keys stay as they were");
    // Neither the key of the good line nor the language is lost.
    terminal.type_and_expect("s", "0 annotations");
    terminal.send("gq");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

/// The private modes that were set and not reset, in the order they were set.
fn modes(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let mut set: Vec<String> = Vec::new();
    for sequence in text.split("\u{1b}[?").skip(1) {
        let Some(end) = sequence.find(['h', 'l']) else {
            continue;
        };
        let mode = sequence[..end].to_owned();
        match &sequence[end..=end] {
            "h" if !set.contains(&mode) => set.push(mode),
            _ => set.retain(|known| *known != mode),
        }
    }
    set.retain(|mode| mode != "25");
    set
}

#[test]
fn the_mouse_is_asked_for_only_when_it_is_wanted_and_given_back_always() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mouse = ["1000", "1002", "1006"];
    let mut without = place.open();
    without.send("qq");
    without.wait_exit();
    let raw = String::from_utf8_lossy(&without.raw).into_owned();
    assert!(mouse.iter().all(|mode| !raw.contains(mode)), "not wanted");
    let corpus = place.corpus().display().to_string();
    let start = || {
        let mut terminal = Start {
            args: &[&corpus, "--mouse"],
            home: &place.home(),
            env: &[],
            size: (100, 30),
        }
        .run();
        terminal.expect("готово 0 из");
        // The first row of the list, pressed and let go.
        terminal.type_and_expect("\u{1b}[<0;10;3M\u{1b}[<0;10;3m", "новый");
        assert_eq!(modes(&terminal.raw)[2..], mouse);
        terminal
    };
    let mut quits = start();
    quits.send("qq");
    assert_eq!(quits.wait_exit(), 0);
    assert_eq!(modes(&quits.raw), [""; 0], "after leaving");
    let mut ends = start();
    ends.signal(Signal::TERM);
    ends.wait_exit();
    assert_eq!(modes(&ends.raw), [""; 0], "after a signal");
    let mut stops = start();
    stops.send("\u{1a}");
    stops.wait_stopped();
    stops.drain_until(|raw| modes(raw).is_empty());
    assert_eq!(modes(&stops.raw), [""; 0], "while stopped");
    stops.signal(Signal::CONT);
    stops.type_and_expect("1", "1 аннотация");
    assert_eq!(modes(&stops.raw)[2..], mouse, "when it goes on");
}

/// Control sequences in what was written, each as its parameters and its end.
fn sequences(raw: &[u8]) -> Vec<(String, char)> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let mut found = Vec::new();
    for part in text.split('\u{1b}').skip(1) {
        let csi = part
            .strip_prefix('[')
            .unwrap_or_else(|| panic!("ESC {part:?}"));
        let end = csi
            .find(|c: char| ('@'..='~').contains(&c))
            .expect("an end");
        let last = csi[end..].chars().next().expect("an end");
        found.push((csi[..end].to_owned(), last));
    }
    found
}

/// A session that draws all there is: list, text, menus, scrolling, help, leaving.
fn tour(env: &[(&str, &str)]) -> Vec<(String, char)> {
    let text: String = (1..60)
        .map(|n| format!("Денис Мантуров посетил цех {n} в Волгограде.\n"))
        .collect();
    let place = Place::new(&[("a.txt", &text)]);
    let mut terminal = place.start_with(env, (80, 24));
    terminal.expect("готово 0 из");
    terminal.type_and_expect("\r", "новый");
    terminal.type_and_expect("1", "1 аннотация");
    terminal.type_and_expect("t", "Пометить");
    terminal.type_and_expect("m", "MONEY");
    terminal.type_and_expect(&"j".repeat(30), "цех 31 в");
    terminal.type_and_expect("fцех 4", "Поиск: цех 4");
    terminal.type_and_expect("\r", "2 из 11");
    terminal.type_and_expect("\u{1b}OP", "Клавиши");
    terminal.type_and_expect("q", "2 из 11");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    sequences(&terminal.raw)
}

#[test]
fn a_terminal_is_sent_nothing_it_has_not() {
    // By the terminfo of each; private modes, and what ends a sequence.
    let old = [
        "", "0", "0;1", "0;4", "0;7", "0;1;4", "0;1;7", "0;4;7", "0;1;4;7",
    ];
    for (term, modes, ends) in [
        ("vt100", &[][..], "ABCDHJKmr"),
        ("vt220", &[][..], "ABCDHJKmrLM"),
        ("linux", &["?25"][..], "ABCDGHJKmrLM"),
        ("screen", &["?25", "?1049", "?2004"][..], "ABCDGHJKmrLM"),
        ("unheard-of", &["?1049", "?2004"][..], "ABCDHJKmr"),
        (
            "xterm",
            &["?25", "?1049", "?2004", "?2026"][..],
            "ABCDGHJKmrLM",
        ),
    ] {
        for (parameters, end) in tour(&[("TERM", term), ("COLORTERM", "")]) {
            let private = parameters.starts_with('?');
            let known = match end {
                'h' | 'l' => modes.contains(&&*parameters),
                'm' if term.starts_with("vt") => old.contains(&&*parameters),
                'm' => !parameters.contains("58") || term == "xterm",
                end => !private && ends.contains(end),
            };
            assert!(known, "{term}: CSI {parameters} {end}");
        }
    }
}

#[test]
fn a_vt_has_no_colours_whatever_the_shell_exports() {
    let sent = tour(&[("TERM", "vt220"), ("COLORTERM", "truecolor")]);
    let coloured = sent
        .iter()
        .find(|(it, end)| *end == 'm' && it.split(';').any(|code| code.len() > 1));
    assert_eq!(coloured, None);
}

#[test]
fn what_others_do_to_the_files_is_seen_on_the_key_and_on_coming_back() {
    let place = Place::new(&[
        ("a.txt", MEETING),
        ("b.txt", "Второй\n"),
        ("c.txt", "Третий\n"),
    ]);
    let mut terminal = place.start();
    terminal.expect("готово 0 из 3");
    terminal.expect("Третий");
    fs::remove_file(place.corpus().join("b.txt")).expect("removed");
    fs::write(place.corpus().join("aa.txt"), "Новичок пришёл\n").expect("written");
    fs::write(place.corpus().join("c.txt"), "Третий стал другим\n").expect("written");
    terminal.type_and_expect("\x0c", "новых 1, изменилось или исчезло 2");
    terminal.expect("Новичок");
    terminal.expect("стал другим");
    terminal.expect("не читается");
    // Without any key: on coming back to the list.
    terminal.type_and_expect("\r", "новый");
    fs::write(place.corpus().join("b.txt"), "Второй вернулся\n").expect("written");
    terminal.type_and_expect("q", "Второй вернулся");
    // What one did oneself is no news.
    terminal.type_and_expect("\r", "новый");
    terminal.type_and_expect("1", "1 аннотация  ✓ сохранено");
    terminal.type_and_expect("\x0c", "всё по-прежнему");
    terminal.type_and_expect("q", "готово 0 из 4");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn what_could_not_be_read_is_tried_again_though_nothing_tells_that_it_can() {
    let place = Place::new(&[("a.txt", "\0\0\0\0\0\0"), ("b.txt", "Второй\n")]);
    let mut terminal = place.start();
    terminal.expect("Второй");
    terminal.expect("Это не текст");
    // As it is with permissions: neither the size nor the time tells.
    let file = fs::OpenOptions::new()
        .write(true)
        .open(place.corpus().join("a.txt"))
        .expect("opened");
    let time = file.metadata().and_then(|meta| meta.modified());
    fs::write(place.corpus().join("a.txt"), "Раз").expect("written");
    file.set_modified(time.expect("a time")).expect("set");
    terminal.type_and_expect("\x0c", "Раз");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn an_edit_after_the_text_changed_is_saved_and_told() {
    let place = Place::new(&[("a.txt", MEETING)]);
    let mut terminal = place.open();
    fs::write(place.corpus().join("a.txt"), format!("Вчера. {MEETING}")).expect("written");
    terminal.type_and_expect("1", "на диске изменён или удалён");
    terminal.expect("✓ сохранено");
    // When the list knows the new title the old text is forgotten.
    terminal.type_and_expect("q", "▸ ◐ Вчера.");
    // The annotation is where its text is now.
    terminal.type_and_expect("\r", "1 аннотация перенесена");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    assert!(place.read("a.txt").contains("text: \"Глава\""));
}
