//! What is done in each program, and what of it goes into the table.

use crate::{
    files::{CLOSING, Files, OPENING},
    program::Program,
    table::{Row, Table},
    terminal::{Answer, Session},
    texts::LAST_WORD,
};
use std::{path::Path, thread, time::Duration};

const USUAL: usize = 200_000;
const LONG: usize = 10_000_000;
const HUGE: usize = 100_000_000;

/// How long nothing happens.
const IDLE: Duration = Duration::from_secs(60);

/// Longer than a layer of 50,000 annotations takes to the disk.
const SAVED: Duration = Duration::from_secs(2);

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The program with the beginning of `file` on its screen.
fn open(program: &Program, file: &Path, files: &Files) -> (Session, Option<Duration>) {
    let mut session = Session::start(program.path, &program.open(file), &files.home());
    let first = session.first_screen(OPENING);
    if first.is_none() {
        eprintln!(
            "{} does not show {}:\n{}",
            program.name,
            file.display(),
            session.screen()
        );
    }
    (session, first)
}

/// Rows, tokens, pages and a held key in the usual text, one key after another.
pub fn keys(programs: &[&Program], files: &Files, table: &mut Table) {
    let file = files.text(USUAL, "\n");
    for (at, program) in programs.iter().enumerate() {
        let (mut session, _) = open(program, &file, files);
        // So far down that the screen scrolls.
        for _ in 0..30 {
            session.press(program.down);
        }
        let mut each = |key: &str, times, bytes, time| {
            for _ in 0..times {
                add(table, at, session.press(key), bytes, time);
            }
        };
        each(program.down, 60, Row::DownBytes, Row::DownTime);
        if let Some(next) = program.next {
            each(next, 40, Row::TokenBytes, Row::TokenTime);
        }
        each(program.page, 10, Row::PageBytes, Row::PageTime);
        let held = session.press(&program.down.repeat(50));
        table.add(Row::HeldBytes, at, held.bytes as f64);
    }
}

fn add(table: &mut Table, at: usize, answer: Answer, bytes: Row, time: Row) {
    if answer.bytes > 0 {
        table.add(bytes, at, answer.bytes as f64);
    }
    table.add(time, at, answer.last.map(milliseconds));
}

/// First screens, memory, a key, and the search of a word at the end.
pub fn first_screens(programs: &[&Program], files: &Files, table: &mut Table, quick: bool) {
    for (at, program) in programs.iter().enumerate() {
        let (mut session, first) = open(program, &files.text(USUAL, "\n"), files);
        table.add(Row::FirstUsual, at, first.map(milliseconds));
        table.add(Row::MemoryUsual, at, settled_memory(&mut session));
        let (mut session, first) = open(program, &files.text(LONG, " "), files);
        table.add(Row::FirstLine, at, first.map(milliseconds));
        down(&mut session, program, table, at, Row::KeyLine);
        search(program, files, table, at);
        if !quick {
            let (mut session, first) = open(program, &files.text(HUGE, "\n"), files);
            table.add(Row::FirstHuge, at, first.map(milliseconds));
            table.add(Row::MemoryHuge, at, settled_memory(&mut session));
            down(&mut session, program, table, at, Row::KeyHuge);
        }
    }
}

/// In MiB, when all of the file has been read.
fn settled_memory(session: &mut Session) -> Option<f64> {
    session.watch_after("", Duration::from_millis(1500));
    session.memory().map(|kib| kib as f64 / 1024.0)
}

fn down(session: &mut Session, program: &Program, table: &mut Table, at: usize, row: Row) {
    session.watch_after("", Duration::from_millis(500));
    for _ in 0..20 {
        table.add(row, at, session.press(program.down).last.map(milliseconds));
    }
}

fn search(program: &Program, files: &Files, table: &mut Table, at: usize) {
    let (mut session, _) = open(program, &files.text(LONG, "\n"), files);
    session.watch_after("", Duration::from_millis(500));
    let typed = format!("{}{LAST_WORD}\r", program.search);
    let found = session.press_until(&typed, CLOSING);
    if found.is_none() {
        eprintln!("{} does not find it:\n{}", program.name, session.screen());
    }
    table.add(Row::Search, at, found.map(milliseconds));
}

/// Only metka annotates: the first of the programs.
pub fn among_many(programs: &[&Program], files: &Files, table: &mut Table) {
    let Some(metka) = programs.first() else {
        return;
    };
    let (mut session, _) = open(metka, &files.annotated(), files);
    session.watch_after("", SAVED);
    for _ in 0..40 {
        table.add(
            Row::MotionAmongMany,
            0,
            session.press("w").last.map(milliseconds),
        );
    }
    for _ in 0..5 {
        let label = session.watch_after("1", SAVED);
        table.add(Row::EditAmongMany, 0, label.first.map(milliseconds));
        table.add(Row::SavedAmongMany, 0, label.last.map(milliseconds));
        session.press("w");
    }
}

/// The first names of a corpus, while the rest is still being found; none of the others opens one.
pub fn corpus(programs: &[&Program], files: &Files, table: &mut Table, rounds: usize) {
    let Some(metka) = programs.first() else {
        return;
    };
    let corpus = files.corpus(100_000);
    for _ in 0..rounds {
        let mut session = Session::start(metka.path, &metka.open(&corpus), &files.home());
        let first = session.first_sight(".txt");
        table.add(Row::FirstCorpus, 0, first.map(milliseconds));
    }
}

/// All of them at once do nothing.
pub fn idle(programs: &[&Program], files: &Files, table: &mut Table) {
    let file = files.text(USUAL, "\n");
    let start = |program: &&Program| open(program, &file, files).0;
    let mut sessions: Vec<Session> = programs.iter().map(start).collect();
    for session in &mut sessions {
        session.watch_after("", Duration::from_secs(1));
    }
    let before: Vec<_> = sessions.iter().map(Session::wakeups).collect();
    thread::sleep(IDLE);
    for (at, (session, before)) in sessions.iter_mut().zip(before).enumerate() {
        let woken = session
            .wakeups()
            .zip(before)
            .map(|(now, before)| now - before);
        table.add(Row::IdleWakeups, at, woken.map(|woken| woken as f64));
        table.add(Row::IdleBytes, at, session.press("").bytes as f64);
    }
}
