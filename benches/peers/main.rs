//! metka beside the programs people know, in the same terminal on the same texts: bytes, time and memory.
//!
//! `cargo bench --bench peers` writes the table into `docs/performance.md`. Options after `--`: `--quick` leaves out
//! what takes minutes (100 MB, 100,000 documents, a minute of nothing), `--print` writes nothing, `--rounds N`.

mod files;
mod measure;
mod program;
mod table;
mod terminal;
#[path = "../texts/generate.rs"]
mod texts;

use files::Files;
use program::{PROGRAMS, Program};
use std::{env, fs, io, thread::available_parallelism};
use table::Table;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
const BEGIN: &str = "<!-- peers: begin -->\n";
const END: &str = "<!-- peers: end -->";

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let asked = |flag: &str| args.iter().any(|arg| arg == flag);
    let after = args.iter().skip_while(|arg| *arg != "--rounds").nth(1);
    let rounds = after.and_then(|n| n.parse().ok()).unwrap_or(3);
    let (there, missing): (Vec<_>, Vec<_>) =
        PROGRAMS.iter().partition(|program| program.is_there());
    let before = load();
    let table = measure_all(&there, rounds, asked("--quick"));
    let names: Vec<&str> = there.iter().map(|program| program.name).collect();
    let said = format!(
        "{}\n{}",
        table.markdown(&names),
        told(&there, &missing, &before, rounds)
    );
    println!("{said}");
    if asked("--print") {
        Ok(())
    } else {
        write(&said)
    }
}

fn measure_all(programs: &[&Program], rounds: usize, quick: bool) -> Table {
    let files = Files::new();
    let mut table = Table::default();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        // In turn, so that a busy moment of the machine falls on all of them.
        measure::keys(programs, &files, &mut table);
        measure::first_screens(programs, &files, &mut table, quick);
        measure::among_many(programs, &files, &mut table);
    }
    if !quick {
        measure::corpus(programs, &files, &mut table, rounds);
        measure::idle(programs, &files, &mut table);
    }
    table
}

/// What was measured with, in words.
fn told(there: &[&Program], missing: &[&Program], before: &str, rounds: usize) -> String {
    let versions = there.iter().filter_map(|program| {
        let version = program.version()?;
        Some(format!("{} ({version})", program.name))
    });
    let versions: Vec<String> = versions.collect();
    let missing: Vec<&str> = missing.iter().map(|program| program.name).collect();
    let missing = match missing.as_slice() {
        [] => String::new(),
        names => format!(" Not there, and so not measured: {}.", names.join(", ")),
    };
    let cores = available_parallelism().map_or(1, usize::from);
    format!(
        "Medians of {rounds} rounds, in brackets how often metka's value. Measured: {}.{missing} Cores: {cores}; load of \
the machine before and after (1 is one busy core): {before} and {}.\n",
        versions.join(", "),
        load()
    )
}

/// The load of the last minute.
fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ')
        .next()
        .filter(|load| !load.is_empty())
        .unwrap_or("unknown")
        .to_owned()
}

/// Put the table between its two marks.
fn write(said: &str) -> io::Result<()> {
    let page = fs::read_to_string(PAGE)?;
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) =
        parts.ok_or_else(|| io::Error::other(format!("{PAGE} lacks the marks")))?;
    fs::write(PAGE, format!("{before}{BEGIN}{said}{END}{after}"))
}
