//! The same in a real terminal, with other sizes, stops, lost lines and new sessions between the keys. Memory stays
//! flat, nothing panics, and `metka validate` is content.

use super::{DOCUMENTS, Deed, KEYS, PASTED, Seed, deed, document};
use crate::{
    place::Place,
    pty::{PATIENCE, Terminal},
    sessions::rounds,
};
use rustix::process::Signal;
use std::time::{Duration, Instant};

/// Silence after which all keys of a round are done.
const QUIET: Duration = Duration::from_millis(150);

/// Keys after which memory is at its usual height, and what it may grow by from then on, in KiB.
const WARM: usize = 1000;
const GROWTH: u64 = 4 * 1024;

/// The same where something is learnt: that takes its room when enough documents are done, whenever that is.
const GROWTH_OF_LEARNING: u64 = 40 * 1024;

/// Settings under which nothing is learnt.
const UNLEARNT: &str = "(suggesters_off: [\"learner\"])";

/// What a terminal sends for a key.
fn bytes(key: &str) -> String {
    if let Some(rest) = key.strip_prefix("Alt-") {
        return match rest {
            "Left" => "\u{1b}[1;3D".into(),
            "Right" => "\u{1b}[1;3C".into(),
            letter => format!("\u{1b}{letter}"),
        };
    }
    let sequence = match key {
        "Enter" => "\r",
        "Esc" => "\u{1b}",
        "Tab" => "\t",
        "Shift-Tab" => "\u{1b}[Z",
        "Space" => " ",
        "Backspace" => "\u{7f}",
        "Delete" => "\u{1b}[3~",
        "Up" => "\u{1b}[A",
        "Down" => "\u{1b}[B",
        "Right" => "\u{1b}[C",
        "Left" => "\u{1b}[D",
        "Shift-Right" => "\u{1b}[1;2C",
        "Shift-Left" => "\u{1b}[1;2D",
        "Home" => "\u{1b}[H",
        "End" => "\u{1b}[F",
        "PageUp" => "\u{1b}[5~",
        "PageDown" => "\u{1b}[6~",
        "Ctrl-l" => "\u{c}",
        "Ctrl-z" => "\u{1a}",
        letter => return function_key(letter).unwrap_or_else(|| letter.to_owned()),
    };
    sequence.to_owned()
}

fn function_key(name: &str) -> Option<String> {
    let number: usize = name.strip_prefix('F')?.parse().ok()?;
    Some(match number {
        1..=4 => format!("\u{1b}O{}", ["P", "Q", "R", "S"][number - 1]),
        // The numbers of xterm leave out a few.
        _ => format!(
            "\u{1b}[{}~",
            [15, 17, 18, 19, 20, 21, 23, 24].get(number - 5)?
        ),
    })
}

/// One session after another on the same corpus.
struct Day {
    place: Place,
    rng: fastrand::Rng,
    terminal: Terminal,
    /// Keys of this session, and its memory when it was warm.
    keys: usize,
    warm: Option<u64>,
    sessions: usize,
    /// What memory may grow by, in KiB.
    growth: u64,
    /// The longest session that was measured, in keys, and what its memory grew by.
    longest: (usize, u64),
    /// The most that memory grew by in any.
    highest: u64,
}

impl Day {
    fn new(seed: u64, growth: u64) -> Self {
        let documents: Vec<(String, String)> = (0..DOCUMENTS)
            .map(|at| (format!("{at:03}.txt"), document(at)))
            .collect();
        let documents: Vec<(&str, &str)> = documents
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let place = Place::new(&documents);
        if growth == GROWTH {
            place.set(UNLEARNT);
        }
        let mut day = Self {
            terminal: place.start(),
            place,
            rng: fastrand::Rng::with_seed(seed),
            keys: 0,
            warm: None,
            sessions: 0,
            growth,
            longest: (0, 0),
            highest: 0,
        };
        day.begin();
        day
    }

    fn begin(&mut self) {
        self.sessions += 1;
        (self.keys, self.warm) = (0, None);
        self.terminal.expect("готово");
        self.terminal.send("\r");
    }

    fn restart(&mut self) {
        self.terminal = self.place.start();
        self.begin();
    }

    fn round(&mut self) {
        for _ in 0..KEYS {
            let typed = match deed(&mut self.rng) {
                // Who switches suggesters on and off decides what memory is needed.
                Deed::Keys(keys) if ["s", "ы"].contains(&keys.as_str()) => continue,
                Deed::Keys(keys) => keys.split(' ').map(bytes).collect(),
                Deed::Paste => format!("\u{1b}[200~{PASTED}\u{1b}[201~"),
            };
            self.keys += 1;
            self.terminal.send(&typed);
            self.terminal.drain();
            self.go_on();
        }
        self.settle();
        self.measure();
        self.trouble();
    }

    /// All keys are done, also those that waited while it was stopped.
    fn settle(&mut self) {
        loop {
            while self.terminal.read(QUIET) {}
            let stopped = self.terminal.is_stopped();
            self.go_on();
            if !stopped {
                return;
            }
        }
    }

    /// A session that was left is followed by the next; one that was stopped goes on.
    fn go_on(&mut self) {
        if self.terminal.is_stopped() {
            self.terminal.signal(Signal::CONT);
        }
        if let Some(code) = self.terminal.ended() {
            assert_eq!(code, 0, "{}", self.terminal.screen());
            self.terminal.assert_clean();
            self.restart();
        }
    }

    fn measure(&mut self) {
        let Some(memory) = self.terminal.memory().filter(|_| self.keys >= WARM) else {
            return;
        };
        let warm = *self.warm.get_or_insert(memory);
        let growth = memory.saturating_sub(warm);
        self.longest = self.longest.max((self.keys, growth));
        self.highest = self.highest.max(growth);
        assert!(
            growth < self.growth,
            "{warm} KiB became {memory} KiB, {} keys on",
            self.keys
        );
    }

    /// A session that was just left does not stop any more.
    fn wait_stopped_or_ended(&mut self) {
        let end = Instant::now() + PATIENCE;
        while self.terminal.is_running() && !self.terminal.is_stopped() {
            let screen = self.terminal.screen();
            assert!(Instant::now() < end, "it does not stop:\n{screen}");
            self.terminal.read(Duration::from_millis(5));
        }
    }

    /// What else happens in a day.
    fn trouble(&mut self) {
        match self.rng.u8(..30) {
            0..10 => {
                let (columns, rows) = (self.rng.u16(1..150), self.rng.u16(1..50));
                self.terminal.resize(columns, rows);
            }
            10..14 => self.terminal.resize(100, 30),
            14..18 => {
                self.terminal.signal(Signal::TSTP);
                self.wait_stopped_or_ended();
                self.go_on();
            }
            18 => {
                self.terminal.hang_up();
                self.terminal.wait_exit();
                self.restart();
            }
            19 => {
                self.terminal.signal(Signal::TERM);
                self.terminal.wait_exit();
                self.terminal.assert_clean();
                self.restart();
            }
            _ => {}
        }
    }
}

/// Lives a day; what memory grew by in each session stays below `growth`.
fn live(growth: u64) {
    let seed = Seed::choose();
    let mut day = Day::new(seed.0, growth);
    for _ in 0..rounds(4) {
        day.round();
    }
    day.terminal.hang_up();
    day.terminal.wait_exit();
    assert_eq!(day.place.validate(), (true, String::new()));
    let (keys, growth) = day.longest;
    eprintln!(
        "{} sessions; in the longest that was measured {growth} KiB more after {keys} keys; {} KiB in any",
        day.sessions, day.highest
    );
}

#[test]
fn a_day_of_random_keys_stops_and_lost_lines() {
    live(GROWTH_OF_LEARNING);
}

#[test]
fn the_same_where_nothing_is_learnt_and_memory_stays_flat() {
    live(GROWTH);
}
