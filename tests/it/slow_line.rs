//! A line that is slow, or that nobody reads: hands are not ahead of the screen, work is not behind it.

use crate::{line::Pace, place::Place, pty::Terminal};
use rustix::process::Signal;
use std::time::{Duration, Instant};

/// There and back.
const ROUND_TRIP: Duration = Duration::from_millis(300);

/// 20 KB a second.
const SLOW: Pace = Pace::Slow(20_000, Duration::from_millis(150));

/// What a busy machine may take longer.
const SLACK: Duration = Duration::from_millis(250);

/// Rows of which no two are alike.
fn text() -> String {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut word = || {
        let letters = (0..rng.usize(3..9)).map(|_| rng.char('а'..='я'));
        letters.collect::<String>()
    };
    let row = |n| {
        format!(
            "Абзац номер {n} {} {} {} {}.\n",
            word(),
            word(),
            word(),
            word()
        )
    };
    (1..6000).map(row).collect()
}

/// A time that is short in every run, and as long as asked for when it matters.
fn seconds(variable: &str, usual: f64) -> Duration {
    let asked = std::env::var(variable).ok();
    let asked = asked.and_then(|seconds| seconds.parse().ok());
    Duration::from_secs_f64(asked.unwrap_or(usual))
}

/// Hold `key` for `time`, 30 times a second, and let it go; how long the screen still moves after that, the way of
/// the last key to the program included. Also how often it was pressed.
fn hold(terminal: &mut Terminal, key: &str, time: Duration) -> (Duration, usize) {
    let presses = (time.as_secs_f64() * 30.0) as usize;
    for _ in 0..presses {
        terminal.send(key);
        terminal.watch(Duration::from_millis(33));
    }
    // The last key was pressed half a round trip ago: here keys are sent when they arrive.
    let released = Instant::now();
    let mut still = released;
    while terminal.read(Duration::from_millis(700)) {
        still = Instant::now();
    }
    (still - released + ROUND_TRIP / 2, presses)
}

#[test]
fn a_held_key_stops_within_a_round_trip() {
    let place = Place::new(&[("a.txt", &text())]);
    let mut terminal = place.open();
    terminal.pace(SLOW);
    let (still, presses) = hold(&mut terminal, "j", seconds("METKA_HOLD", 1.5));
    eprintln!("j: the screen moves {still:?} longer");
    assert!(still < ROUND_TRIP + SLACK, "{still:?}");
    terminal.pace(Pace::Quick);
    let mut quick = place.open();
    quick.send(&"j".repeat(presses));
    let there = format!("номер {presses} ");
    quick.expect(&there);
    terminal.expect(&there);
}

/// A page is more than the line carries between two keys. What the kernel has taken cannot be had back: its buffer,
/// some 12 KB to 20 KB, and one frame.
#[test]
fn held_pages_stop_when_what_the_kernel_took_is_through() {
    let place = Place::new(&[("a.txt", &text())]);
    let mut terminal = place.open();
    terminal.pace(SLOW);
    let (still, _) = hold(&mut terminal, " ", seconds("METKA_HOLD", 1.5));
    eprintln!("pages: the screen moves {still:?} longer");
    let taken = Duration::from_secs_f64(24_000.0 / 20_000.0);
    assert!(still < ROUND_TRIP + taken + SLACK, "{still:?}");
}

#[test]
fn keys_are_not_lost_and_saving_does_not_wait_while_the_screen_is_late() {
    let place = Place::new(&[("a.txt", &text())]);
    let mut terminal = place.open();
    terminal.pace(Pace::Slow(500, ROUND_TRIP / 2));
    // More to draw than comes through in a while.
    terminal.send("Ggg");
    terminal.send(&"w1".repeat(12));
    wait_for_labels(&mut terminal, &place, 12);
    assert!(
        !terminal.screen().contains("12 аннотаций"),
        "the screen is not late"
    );
    terminal.pace(Pace::Quick);
    terminal.expect("12 аннотаций");
    terminal.expect("✓ сохранено");
}

/// Wait until the layer on the disk has so many labels.
#[track_caller]
fn wait_for_labels(terminal: &mut Terminal, place: &Place, count: usize) {
    let end = Instant::now() + crate::pty::PATIENCE;
    while place.read("a.txt").matches("label:").count() < count {
        assert!(
            Instant::now() < end,
            "not on the disk:\n{}",
            place.read("a.txt")
        );
        terminal.read(Duration::from_millis(5));
    }
}

/// More to write than fits between program and line, which nobody reads.
fn stall(terminal: &mut Terminal) {
    terminal.resize(100, 60);
    terminal.pace(Pace::Stalled);
    terminal.send(&"w1".repeat(5));
    // Each page is a frame of its own: soon no more fits.
    for _ in 0..40 {
        terminal.send(" ");
        terminal.watch(Duration::from_millis(25));
    }
}

/// The program ends within two seconds.
#[track_caller]
fn ends_soon(terminal: &mut Terminal) -> Duration {
    let start = Instant::now();
    while terminal.is_running() {
        assert!(start.elapsed() < Duration::from_secs(2), "it does not end");
        terminal.watch(Duration::from_millis(5));
    }
    start.elapsed()
}

/// A terminal that nobody reads for a while, then `signal`.
#[track_caller]
fn unread_until(signal: Signal) {
    let place = Place::new(&[("a.txt", &text())]);
    let mut terminal = place.open();
    stall(&mut terminal);
    terminal.send("w2");
    wait_for_labels(&mut terminal, &place, 6);
    terminal.watch(seconds("METKA_UNREAD", 0.5));
    let written = terminal.raw.len();
    terminal.send("w3w3");
    terminal.signal(signal);
    eprintln!("{signal:?}: ended after {:?}", ends_soon(&mut terminal));
    assert_eq!(terminal.raw.len(), written, "somebody read");
    assert_eq!(place.validate(), (true, String::new()));
    // Whoever reads on finds a clean terminal.
    terminal.pace(Pace::Quick);
    terminal.wait_exit();
    terminal.assert_clean();
}

#[test]
fn a_terminal_that_nobody_reads_does_not_hold_up_the_end() {
    unread_until(Signal::TERM);
}

#[test]
fn a_terminal_that_nobody_reads_does_not_hold_up_a_hang_up() {
    unread_until(Signal::HUP);
}

/// Giving back a terminal that nobody reads takes a while. What comes in that while is not stopped with the program: nobody
/// may be left to continue it.
#[test]
fn a_program_told_to_end_while_it_is_about_to_stop_ends() {
    for signal in [Signal::HUP, Signal::TERM] {
        let place = Place::new(&[("a.txt", &text())]);
        let mut terminal = place.open();
        stall(&mut terminal);
        terminal.signal(Signal::TSTP);
        terminal.watch(Duration::from_millis(150));
        terminal.signal(signal);
        ends_soon(&mut terminal);
        assert_eq!(place.read("a.txt").matches("label:").count(), 5);
    }
}
