//! The line between a program and the person: quick, slow, or dead while the terminal is still there.

use std::{
    io::Read,
    sync::{Arc, Mutex, mpsc::Sender},
    thread,
    time::{Duration, Instant},
};

/// How what the program writes comes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// At once.
    Quick,
    /// So many bytes a second, each so much later.
    Slow(u32, Duration),
    /// Nobody reads.
    Stalled,
    /// The line is closed.
    Ended,
}

/// The pace, changed at any time.
#[derive(Clone, Debug)]
pub struct Line(Arc<Mutex<Pace>>);

/// Bytes, and when they arrive.
pub type Chunk = (Instant, Vec<u8>);

impl Line {
    /// A quick line.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Pace::Quick)))
    }

    /// Change it.
    pub fn set(&self, pace: Pace) {
        *self.0.lock().expect("nobody panics with it") = pace;
    }

    fn pace(&self) -> Pace {
        *self.0.lock().expect("nobody panics with it")
    }

    /// Carry what comes from `source` to `chunks` until either ends.
    pub fn carry(&self, mut source: impl Read, chunks: &Sender<Chunk>) {
        let mut buffer = [0; 65536];
        loop {
            let (most, delay) = match self.pace() {
                Pace::Ended => return,
                Pace::Stalled => {
                    thread::sleep(Duration::from_millis(5));
                    continue;
                }
                Pace::Quick => (buffer.len(), Duration::ZERO),
                // Small pieces, as packets are.
                Pace::Slow(_, delay) => (256, delay),
            };
            let Ok(read @ 1..) = source.read(&mut buffer[..most]) else {
                return;
            };
            if let Pace::Slow(rate, _) = self.pace() {
                thread::sleep(Duration::from_secs_f64(read as f64 / f64::from(rate)));
            }
            let chunk = (Instant::now() + delay, buffer[..read].to_vec());
            if self.pace() == Pace::Ended || chunks.send(chunk).is_err() {
                return;
            }
        }
    }
}
