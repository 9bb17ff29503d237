//! What the terminal and the signals tell the loop.

use crate::{app::msg::Mouse, keymap::Key};

/// Everything the terminal and the signals have to say to the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEvent {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something; only while it is asked to tell.
    Mouse(Mouse),
    /// Text was pasted; line ends are `\n`.
    Paste(String),
    /// The terminal has another size now.
    Resize { columns: u16, rows: u16 },
    /// The last frame has been written: the next one may be drawn.
    FrameWritten,
    /// Stop, as Ctrl-Z asks: call [`Screen::suspend`](super::screen::Screen::suspend).
    Suspend,
    /// The process goes on: call [`Screen::resume`](super::screen::Screen::resume).
    Resume,
    /// This signal asks to end. The process is gone in 1.8 s, done or not.
    Terminate(i32),
    /// The terminal is gone. The process is gone in 1.8 s, done or not.
    InputLost,
    /// A thread that does not own the screen panicked: message and place.
    WorkerPanic(String),
}
