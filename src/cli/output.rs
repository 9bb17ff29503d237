//! Standard output of commands that print much: a reader that goes away ends the command quietly, a disk that is full
//! is told of. And a bar on standard error for those who wait.

use crate::{locale::Problem, msg};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write},
    ops::ControlFlow,
    time::Duration,
};

/// Standard output, and how it ended.
pub(super) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    error: Option<io::Error>,
}

impl Output {
    /// Nothing was written yet.
    pub fn new() -> Self {
        Self {
            to: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
            error: None,
        }
    }

    /// Write `bytes`; breaks when there is nobody to write to.
    pub fn write(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        let written = self.to.write_all(bytes);
        self.note(written)
    }

    /// Hand over what is held back.
    pub fn flush(&mut self) -> ControlFlow<()> {
        let flushed = self.to.flush();
        self.note(flushed)
    }

    fn note(&mut self, outcome: io::Result<()>) -> ControlFlow<()> {
        match outcome {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Everything is written.
    ///
    /// # Errors
    /// It could not be, and not because the reader went away.
    pub fn finish(mut self) -> Result<(), Problem> {
        if self.error.is_none() {
            let _noted = self.flush();
        }
        // What is left in the buffer of a broken pipe is not tried again.
        let (_, _left) = self.to.into_parts();
        match self.error {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Problem::new(msg!("cannot-write-output")).because(error))
            }
            _ => Ok(()),
        }
    }
}

/// When a command prints what it has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prints {
    /// Document by document, while it works.
    Meanwhile,
    /// When all is done and the bar is gone.
    AtTheEnd,
}

/// A bar for `length` documents (`None`: nobody knows how many) when a person looks at standard error, unless lines
/// are printed between its frames on the same terminal.
pub(super) fn bar(length: Option<usize>, prints: Prints) -> ProgressBar {
    let mixed = prints == Prints::Meanwhile && io::stdout().is_terminal();
    if !io::stderr().is_terminal() || mixed {
        return ProgressBar::hidden();
    }
    let bar = match length {
        Some(length) => ProgressBar::new(length as u64),
        None => ProgressBar::no_length(),
    };
    let template = match length {
        Some(_) => "{wide_bar} {pos}/{len} {eta}",
        None => "{spinner} {pos} {elapsed}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    // The ticker waits before it draws.
    bar.tick();
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
