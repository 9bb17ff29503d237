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

/// Rounds of a random test: a few in every run, as many as asked for when it matters.
fn rounds(usual: u32) -> u32 {
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
    terminal.type_and_expect("vGy", "Послано в буфер обмена терминала: 31 знак");
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
fn bookmarks_are_there_in_the_next_session() {
    let place = Place::new(&[("a.txt", &MEETING.repeat(60))]);
    let mut terminal = place.open();
    terminal.type_and_expect("wMa", "Закладка a");
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
    terminal.type_and_expect("\x0c", "новых 1, изменилось 2");
    terminal.expect("Новичок");
    terminal.expect("стал другим");
    terminal.expect("не читается");
    // Without any key: on coming back to the list.
    terminal.type_and_expect("\r", "новый");
    fs::write(place.corpus().join("b.txt"), "Второй вернулся\n").expect("written");
    terminal.type_and_expect("q", "Второй вернулся");
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
