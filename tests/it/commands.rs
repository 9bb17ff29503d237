//! The commands that work without a screen, in the real program.

use crate::{
    bad_input::{config, run},
    place::Place,
    pty::Start,
};
use std::fs;

const RU: &str = "ru_RU.UTF-8";
const EN: &str = "en_US.UTF-8";

#[test]
fn keys_check_tells_faults_and_says_when_there_are_none() {
    let place = Place::new(&[]);
    let check = |lang| run(&place, lang, &["keys", "check"]);
    let (code, told, _) = check(RU);
    assert_eq!(code, 0);
    assert!(told.contains("действует набор «default»"), "{told}");

    config(&place, "keymap.ron", "(preset: \"plain\")");
    let (code, told, _) = check(EN);
    assert_eq!(code, 0);
    assert!(told.starts_with("The keymap is right: /"), "{told}");

    let wrong = "(lost: [], reader: [(\"j\", \"row-donw\")])";
    config(&place, "keymap.ron", wrong);
    let (code, told, complaints) = check(EN);
    assert_eq!((code, complaints.as_str()), (1, ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(
        lines[0].contains("keymap.ron:1:2: there is no part “lost”"),
        "{told}"
    );
    assert!(lines[1].ends_with("Did you mean “row-down”?"), "{told}");
}

#[test]
fn plain_keys_are_those_of_any_editor() {
    let place = Place::new(&[("a.txt", "Глава Денис Мантуров\n")]);
    let corpus = place.corpus().display().to_string();
    let mut terminal = Start {
        args: &[&corpus, "--keymap", "plain"],
        home: &place.home(),
        env: &[],
        size: (100, 30),
    }
    .run();
    terminal.expect("готово 0 из");
    terminal.type_and_expect("\r", "новый");
    // Right, Shift-Right, a digit; Ctrl-z, Ctrl-y; F10 twice.
    terminal.type_and_expect("\x1b[C\x1b[1;2C1", "1 аннотация  ✓ сохранено");
    assert!(place.read("a.txt").contains("Денис Мантуров"));
    terminal.type_and_expect("\x1a", "Отменено");
    terminal.type_and_expect("\x19", "Возвращено");
    terminal.expect("1 аннотация  ✓ сохранено");
    terminal.type_and_expect("\x1b[21~", "готово 0 из");
    terminal.send("\x1b[21~");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn the_doctor_is_content_with_a_usual_terminal_and_makes_nothing() {
    let place = Place::new(&[]);
    let mut terminal = Start {
        args: &["doctor", "--layout", "uk", "--mouse"],
        home: &place.home(),
        env: &[("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")],
        size: (120, 30),
    }
    .run();
    for line in [
        "терминал            xterm-256color, 120x30, SSH",
        "терминал умеет      прокрутку части экрана, второй экран, отметки вставки, кадр целиком",
        "цвета, тема         256 (TERM), auto",
        "рамки и значки      Юникод",
        "локаль, язык        ru_RU.UTF-8, UTF-8, ru",
        "построчно           нет",
        "мышь                да",
        "буфер обмена        терминала (OSC 52)",
        "/.cache/metka, ещё нет, можно создать",
        "разметчик           anna",
        "раскладка           uk",
        "клавиши             default",
        "/.local/share/metka, ещё нет, можно создать",
        "Всё в порядке",
    ] {
        terminal.expect(line);
    }
    assert_eq!(terminal.wait_exit(), 0);
    let made = fs::read_dir(place.home()).expect("a home").count();
    assert_eq!(made, 0, "something was made in the home folder");
}

#[test]
fn the_doctor_tells_what_a_plain_terminal_has_and_why() {
    let place = Place::new(&[]);
    let doctor = |env: &[(&str, &str)], config_ron: &str, lines: &[&str]| {
        config(&place, "config.ron", config_ron);
        let mut terminal = Start {
            args: &["doctor"],
            home: &place.home(),
            env,
            size: (160, 40),
        }
        .run();
        for line in lines {
            terminal.expect(line);
        }
    };
    doctor(
        &[("TERM", "linux"), ("NO_COLOR", "1"), ("LANG", "C")],
        "(mouse: true)",
        &[
            "терминал умеет      прокрутку части экрана\n",
            "цвета, тема         none (NO_COLOR), auto",
            "рамки и значки      только ASCII",
            "локаль, язык        C, не UTF-8, ru",
            "мышь                да",
            "буфер обмена        у этого терминала нет буфера обмена",
        ],
    );
    doctor(
        &[("TERM", "dumb")],
        "(linear: true, mouse: true, color: \"16\")",
        &[
            "терминал умеет      только текст (metka --linear)",
            "цвета, тема         16 (по настройке), auto",
            "построчно           да",
            "мышь                нет",
            "Всё в порядке",
        ],
    );
    let unknown = "терминал умеет      имя незнакомо, второй экран";
    doctor(&[("TERM", "unheard-of")], "()", &[unknown]);
}

#[test]
fn the_doctor_tells_of_kept_texts() {
    let place = Place::new(&[]);
    let doctor = |expected: &str| {
        // Without a terminal it is not content.
        let (_, said, _) = run(&place, EN, &["doctor"]);
        assert!(said.contains(expected), "{said}");
    };
    doctor("metka/texts, none yet\n");
    let folder = place.home().join(".local/share/metka/texts");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("0".repeat(64)), "text").expect("a copy");
    doctor("metka/texts, 1 copy, 1 KiB; the folder may be deleted\n");
    fs::remove_dir_all(&folder).expect("removed");
    config(&place, "config.ron", "(keep_texts: false)");
    doctor("metka/texts, not kept (keep_texts)\n");
}

#[test]
fn the_doctor_tells_all_that_is_wrong() {
    let place = Place::new(&[]);
    config(&place, "config.ron", "(theme: \"drak\")");
    config(&place, "keymap.ron", "(reader: [(\"j\", \"row-donw\")])");
    fs::create_dir_all(place.home().join(".local/share")).expect("a folder");
    fs::write(place.home().join(".local/share/metka"), "").expect("a file");
    let mut terminal = Start {
        args: &["doctor"],
        home: &place.home(),
        env: &[("LC_ALL", "ru_RU.KOI8-R")],
        size: (200, 30),
    }
    .run();
    for part in [
        "нет значения «drak»",
        "нет команды «row-donw»",
        "export LC_ALL=ru_RU.UTF-8",
        "В папку нельзя записать: /",
        "на месте папки стоит файл",
    ] {
        terminal.expect(part);
    }
    assert_eq!(terminal.wait_exit(), 1);
}

#[test]
fn each_shell_is_told_commands_and_names() {
    let place = Place::new(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let (code, script, complaints) = run(&place, EN, &["completions", shell]);
        assert_eq!((code, complaints.as_str()), (0, ""));
        for name in [
            "validate",
            "suggest",
            "effort",
            "doctor",
            "kakoune",
            "ru-phonetic",
        ] {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

#[test]
fn every_command_has_a_man_page() {
    let place = Place::new(&[]);
    let folder = place.corpus().join("man/man1");
    let path = folder.display().to_string();
    assert_eq!(run(&place, EN, &["man", &path]).0, 0);
    let entries = fs::read_dir(&folder).expect("a folder").flatten();
    let mut pages: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert_eq!(
        pages,
        [
            "metka-add.1",
            "metka-completions.1",
            "metka-diff.1",
            "metka-doctor.1",
            "metka-effort.1",
            "metka-export.1",
            "metka-facts.1",
            "metka-formats.1",
            "metka-import.1",
            "metka-keys-check.1",
            "metka-keys.1",
            "metka-merge.1",
            "metka-segment.1",
            "metka-setup-git.1",
            "metka-setup.1",
            "metka-show.1",
            "metka-suggest.1",
            "metka-validate.1",
            "metka.1"
        ]
    );
    fs::write(place.corpus().join("file"), "").expect("a file");
    let (code, _, told) = run(&place, EN, &["man", "file"]);
    assert_eq!((code, told.lines().count()), (1, 1));
    assert!(
        told.contains("The folder cannot be written: file"),
        "{told}"
    );
}
