//! Signals: a thread turns them into events, and sees to it that the process ends when it was told to.
//!
//! The thread never waits for the screen or the loop: either may hang on a line or a disk that is dead.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread::{self, Builder};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use super::event::TermEvent;
use super::screen::Restorer;

/// The signal a lost line counts as.
pub const HANGUP: i32 = SIGHUP;

/// How long the loop has to save and leave before the terminal is taken from it, and how long the process has.
const GRACE: Duration = Duration::from_millis(1450);
const LAST: Duration = Duration::from_millis(350);

/// Starts the thread. A parent's `nohup` does not hold here: a lost line ends the program, with everything saved.
///
/// # Errors
/// When the signals cannot be caught or the thread cannot be started.
pub fn spawn(restorer: Restorer, send: impl Fn(TermEvent) + Send + 'static) -> io::Result<()> {
    for signal in [SIGHUP, SIGTERM, SIGINT] {
        flag::register(signal, Arc::clone(&TOLD))?;
    }
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT])?;
    Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            send(match signal {
                SIGTSTP => TermEvent::Suspend,
                SIGCONT => TermEvent::Resume,
                signal => {
                    backstop_with(signal, Some(restorer.clone()));
                    TermEvent::Terminate(signal)
                }
            });
        }
    })?;
    Ok(())
}

/// Ends the process in 1.8 s with the status of `signal`, whatever hangs. The first call counts.
pub fn backstop(signal: i32) {
    backstop_with(signal, None);
}

/// A signal told the process to end: set by the handler itself, before the thread above comes to it.
static TOLD: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// The process ends soon, whatever hangs.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether the process was told to end, or will be, for the line is lost: it must not be stopped then, for nobody may
/// be left to continue it.
pub fn is_ending() -> bool {
    TOLD.load(Ordering::Relaxed) || ENDING.load(Ordering::Relaxed) || is_line_lost()
}

/// Whether the other end of the terminal is closed. The system sends its signals after that.
fn is_line_lost() -> bool {
    let stdin = io::stdin();
    let mut line = [PollFd::new(&stdin, PollFlags::empty())];
    let at_once = Timespec::default();
    rustix::event::poll(&mut line, Some(&at_once)).is_ok()
        && line[0].revents().contains(PollFlags::HUP)
}

fn backstop_with(signal: i32, restorer: Option<Restorer>) {
    if ENDING.swap(true, Ordering::Relaxed) {
        return;
    }
    let end = move || {
        thread::sleep(GRACE);
        if let Some(restorer) = restorer {
            // On a thread of its own: the terminal may be what hangs.
            let _ = Builder::new().spawn(move || restorer.restore());
        }
        thread::sleep(LAST);
        std::process::exit(128 + signal);
    };
    if Builder::new()
        .name("backstop".to_owned())
        .spawn(end)
        .is_err()
    {
        std::process::exit(128 + signal);
    }
}
