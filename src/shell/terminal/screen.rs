//! What goes out: the screen, entered and always left again, and the thread that writes to it.
//!
//! A terminal may stop reading (a stalled line, Ctrl-S): then the writer thread waits, and nobody else. The loop
//! draws a frame only when the last one is written, and leaving takes a moment at most.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, Builder};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::Buffer;
use rustix::event::{PollFd, PollFlags};
use rustix::process::{Signal, getpgrp, kill_current_process_group};
use rustix::termios::{OptionalActions, QueueSelector, tcflush, tcgetattr, tcgetpgrp, tcsetattr};

use super::event::TermEvent;
use super::modes::Modes;
use super::render::{Cursor, Renderer};
use super::signals;

/// How long leaving waits for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(300);
/// How often room is made for what is on its way to such a terminal, and how long each time is waited.
const FLUSHES: u32 = 6;
const MOMENT: Duration = Duration::from_millis(25);

/// The size of the terminal in columns and rows; 80 by 24 where it does not tell.
pub fn size() -> (u16, u16) {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout());
    let (columns, rows) = size.map_or((0, 0), |size| (size.ws_col, size.ws_row));
    match (columns, rows) {
        (0, _) | (_, 0) => (80, 24),
        size => size,
    }
}

/// The screen of the program. Dropping it leaves the terminal as it was.
#[derive(Debug)]
pub struct Screen {
    renderer: Renderer,
    restorer: Restorer,
}

impl Screen {
    /// Takes the terminal: raw mode and `modes`. `send` is told when a frame is written and
    /// when the terminal cannot be written to.
    ///
    /// # Errors
    /// When the terminal cannot be set up; it is as before then.
    pub fn enter(modes: Modes, send: impl Fn(TermEvent) + Send + 'static) -> io::Result<Self> {
        let stdout = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let (jobs, queue) = mpsc::channel();
        let restorer = Restorer(Arc::new(Line {
            jobs,
            modes,
            taken: AtomicBool::new(false),
            busy: AtomicBool::new(false),
        }));
        let line = Arc::clone(&restorer.0);
        Builder::new()
            .name("screen".to_owned())
            .spawn(move || write(&stdout, &queue, &line, &send))?;
        restorer.take()?;
        Ok(Self {
            renderer: Renderer::new(modes.can),
            restorer,
        })
    }

    /// Whether a frame may be drawn: the last one is written, and the terminal is ours.
    pub fn ready(&self) -> bool {
        let line = &self.restorer.0;
        line.taken.load(Ordering::Acquire) && !line.busy.load(Ordering::Acquire)
    }

    /// Brings `next` on the screen; writes nothing when it is there. Call it when [`ready`](Self::ready).
    /// Afterwards `next` holds an older frame: reset it before drawing into it.
    pub fn draw(&mut self, next: &mut Buffer, cursor: Cursor) {
        let bytes = self.renderer.frame(next, cursor);
        self.show(bytes);
    }

    /// Writes a frame that somebody else made. Call it when [`ready`](Self::ready).
    pub fn show(&self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.restorer.0.busy.store(true, Ordering::Release);
            self.restorer.0.write(bytes, Then::Tell);
        }
    }

    /// Writes a sequence that changes nothing on the screen.
    pub fn send(&self, sequence: String) {
        self.restorer.0.write(sequence.into_bytes(), Then::Nothing);
    }

    /// The next frame paints everything. A frame of another size does so by itself.
    pub fn invalidate(&mut self) {
        self.renderer.invalidate();
    }

    /// Gives the terminal back and stops the whole job, as the shell expects of Ctrl-Z. [`TermEvent::Resume`]
    /// comes when it is continued; until [`resume`](Self::resume) the screen is not ready.
    pub fn suspend(&mut self) {
        self.restorer.restore();
        // Asked at the last moment: giving back takes its time on a line that is dying.
        if signals::is_ending() {
            return;
        }
        // STOP and not TSTP, which we catch. The group, because a pipeline or a script stops as one.
        if kill_current_process_group(Signal::STOP).is_err() {
            self.resume();
        }
    }

    /// Takes the terminal again after a stop of any kind, and gives its size. The next frame paints everything.
    pub fn resume(&mut self) -> (u16, u16) {
        // Whoever sets the modes from behind is stopped in the middle of it, and again and again, told to end or not.
        while is_behind() {
            // The signal to end and the one to continue come together, in no order.
            thread::sleep(MOMENT);
            if signals::is_ending() || kill_current_process_group(Signal::STOP).is_err() {
                return size();
            }
        }
        // Whoever stopped us by force may have changed the modes: they are set anew even if we think they are.
        self.restorer.restore();
        // A terminal that fails now is reported by the reading thread.
        let _ = self.restorer.take();
        self.invalidate();
        size()
    }

    /// A handle that gives the terminal back from any thread.
    pub fn restorer(&self) -> Restorer {
        self.restorer.clone()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.restorer.restore();
    }
}

/// Gives the terminal back, once, from whatever thread must.
#[derive(Clone, Debug)]
pub struct Restorer(Arc<Line>);

impl Restorer {
    /// Leaves the terminal as it was before; waits less than a second for one that does not read.
    pub fn restore(&self) {
        let line = &self.0;
        if !line.taken.swap(false, Ordering::AcqRel) {
            return;
        }
        line.leave(line.modes.leave());
        // Another job has set the modes it wants.
        if !(is_behind() && signals::is_ending()) {
            // Nothing more can be done about a terminal that refuses.
            let _ = disable_raw_mode();
        }
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        self.0.taken.store(true, Ordering::Release);
        self.0
            .write(self.0.modes.enter().into_bytes(), Then::Nothing);
        Ok(())
    }
}

/// Sets what a panic does: on the thread that calls this and owns the screen it gives the terminal back, so that
/// the message can be read; the panic of any other thread is sent and leaves the screen alone.
pub fn install_panic_hook(restorer: Restorer, send: impl Fn(TermEvent) + Send + Sync + 'static) {
    let owner = thread::current().id();
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == owner {
            restorer.restore();
            print(panic);
        } else {
            send(TermEvent::WorkerPanic(panic.to_string()));
        }
    }));
}

/// What the writer thread and the owners of the screen share.
#[derive(Debug)]
struct Line {
    jobs: Sender<Job>,
    modes: Modes,
    /// The terminal is in our modes.
    taken: AtomicBool,
    /// A frame is on its way.
    busy: AtomicBool,
}

#[derive(Debug)]
struct Job {
    bytes: Vec<u8>,
    then: Then,
}

/// What the writer does when the bytes are written.
#[derive(Debug)]
enum Then {
    Nothing,
    /// Tells the loop that the frame is there.
    Tell,
    /// Wakes a thread that waits.
    Wake(Sender<()>),
}

impl Line {
    /// Hands bytes to the writer. It lives as long as the process; if it does not, there is no terminal.
    fn write(&self, bytes: Vec<u8>, then: Then) {
        let _ = self.jobs.send(Job { bytes, then });
    }

    /// Writes what leaves the terminal clean. Where nobody reads, what waits to be read is thrown away to make room for
    /// it, should somebody read on.
    fn leave(&self, leave: String) {
        let written = self.write_and_tell(leave.clone());
        if written.recv_timeout(PATIENCE).is_ok() {
            return;
        }
        // A frame may need more room than there is at once.
        for _ in 0..FLUSHES {
            if make_room().is_err() || written.recv_timeout(MOMENT).is_ok() {
                break;
            }
        }
        // Once more: the first may have been among what was thrown away.
        let _ = make_room();
        // There is room now: only a busy machine is waited for.
        let _ = self.write_and_tell(leave).recv_timeout(2 * PATIENCE);
    }

    /// Hands bytes to the writer, which tells when they are written.
    fn write_and_tell(&self, text: String) -> Receiver<()> {
        let (wake, written) = mpsc::channel();
        self.write(text.into_bytes(), Then::Wake(wake));
        written
    }
}

/// Whether another job has the terminal.
fn is_behind() -> bool {
    tcgetpgrp(rustix::stdio::stdin()).is_ok_and(|front| front != getpgrp())
}

/// Throws away what waits to be read from the terminal.
fn make_room() -> io::Result<()> {
    let terminal = rustix::stdio::stdout();
    tcflush(terminal, QueueSelector::OFlush)?;
    // Room alone does not wake a write that waits for it; attributes do, be they the same.
    let same = tcgetattr(terminal)?;
    Ok(tcsetattr(terminal, OptionalActions::Now, &same)?)
}

/// The writer thread: one write for each job.
fn write(stdout: &File, queue: &Receiver<Job>, line: &Line, send: &impl Fn(TermEvent)) {
    for Job { bytes, then } in queue {
        if write_all(stdout, &bytes).is_err() {
            send(TermEvent::InputLost);
            return;
        }
        match then {
            Then::Nothing => {}
            Then::Tell => {
                line.busy.store(false, Ordering::Release);
                send(TermEvent::FrameWritten);
            }
            Then::Wake(waiter) => {
                // It may have run out of patience.
                let _ = waiter.send(());
            }
        }
    }
}

/// `write_all` that also waits for a terminal some other program has made non-blocking.
fn write_all(mut stdout: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match stdout.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                rustix::event::poll(&mut [PollFd::new(stdout, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
