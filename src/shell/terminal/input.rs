//! What comes in: a thread that reads the terminal and sends keys, pastes and sizes to the loop.
//!
//! The thread blocks in a read and wakes for nothing else, unless an Esc is held back. A second thread waits for
//! the line to be lost, because crossterm's reader does not tell: after a hang-up it spins on an empty read.

use std::io;
use std::thread::Builder;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::escape::{Escape, Typed};
use super::event::TermEvent;
use super::screen;
use super::signals::{self, HANGUP};
use crate::app::msg::{Mouse, MouseKind};
use crate::keymap::{Code, Key, Mods};

/// Starts the reading threads. `hold`: how long a bare Esc waits for the rest of a sequence.
///
/// # Errors
/// When a thread cannot be started.
pub fn spawn(hold: Duration, send: impl Fn(TermEvent) + Send + Clone + 'static) -> io::Result<()> {
    let lost = send.clone();
    Builder::new().name("line".to_owned()).spawn(move || {
        if hung_up() {
            signals::backstop(HANGUP);
            lost(TermEvent::InputLost);
        }
    })?;
    Builder::new().name("input".to_owned()).spawn(move || {
        if read(hold, &send).is_err() {
            signals::backstop(HANGUP);
            send(TermEvent::InputLost);
        }
    })?;
    Ok(())
}

/// Waits until the other end of the terminal is closed. `false`: this system cannot tell.
fn hung_up() -> bool {
    let stdin = io::stdin();
    loop {
        // Nothing is asked for: a hang-up is reported without.
        let mut line = [PollFd::new(&stdin, PollFlags::empty())];
        match rustix::event::poll(&mut line, None) {
            Ok(_) => return !line[0].revents().contains(PollFlags::NVAL),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Reads and sends until the terminal cannot be read any more.
fn read(hold: Duration, send: &impl Fn(TermEvent)) -> io::Result<()> {
    let mut escape = Escape::new(hold);
    let mut typed = Vec::new();
    loop {
        match escape.patience() {
            Some(time) if !event::poll(time)? => typed.extend(escape.expired()),
            _ => take(event::read()?, &mut escape, &mut typed, send),
        }
        for typed in typed.drain(..) {
            send(match typed {
                Typed::Key(key) => TermEvent::Key(key),
                Typed::Mouse(mouse) => TermEvent::Mouse(mouse),
                Typed::Paste(text) => TermEvent::Paste(with_line_feeds(&text)),
            });
        }
    }
}

fn take(event: Event, escape: &mut Escape, typed: &mut Vec<Typed>, send: &impl Fn(TermEvent)) {
    match event {
        Event::Key(event) => {
            if let Some(key) = key(event) {
                escape.key(key, typed);
            }
        }
        Event::Paste(text) => {
            typed.extend(escape.expired());
            typed.push(Typed::Paste(text));
        }
        Event::Resize(..) => {
            let (columns, rows) = screen::size();
            send(TermEvent::Resize { columns, rows });
        }
        Event::Mouse(event) => {
            typed.extend(escape.expired());
            typed.extend(mouse(event).map(Typed::Mouse));
        }
        Event::FocusGained | Event::FocusLost => {}
    }
}

/// Terminals send a pasted line end as a carriage return, or as it was.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What the left button and the wheel do.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    let (column, row) = (event.column, event.row);
    Some(Mouse { kind, column, row })
}

/// Our key for crossterm's; `None` for releases, modifiers alone, media keys and what holds Super or Meta.
fn key(event: KeyEvent) -> Option<Key> {
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt, shift) = (
        held(KeyModifiers::CONTROL),
        held(KeyModifiers::ALT),
        held(KeyModifiers::SHIFT),
    );
    let code = code(event.code, ctrl, shift)?;
    // A character says itself whether Shift was held, and so does BackTab.
    let shift = shift && !matches!(code, Code::Char(_) | Code::BackTab);
    let mods = Mods { ctrl, alt, shift };
    Some(Key { code, mods })
}

fn code(code: KeyCode, ctrl: bool, shift: bool) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) if ctrl => Code::Char(c.to_lowercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;

    fn pressed(code: Code, mods: &str) -> Option<Key> {
        let held = |name| mods.contains(name);
        let (ctrl, alt, shift) = (held('C'), held('A'), held('S'));
        let mods = Mods { ctrl, alt, shift };
        Some(Key { code, mods })
    }

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: Option<Key>) {
        assert_eq!(
            key(KeyEvent::new(code, modifiers)),
            expected,
            "{code:?} {modifiers:?}"
        );
    }

    #[test]
    fn keys_are_normal() {
        let (ctrl, alt, shift) = (
            KeyModifiers::CONTROL,
            KeyModifiers::ALT,
            KeyModifiers::SHIFT,
        );
        check(KeyCode::Char('о'), NONE, pressed(Code::Char('о'), ""));
        check(KeyCode::Char('О'), shift, pressed(Code::Char('О'), ""));
        check(
            KeyCode::Char('D'),
            ctrl | shift,
            pressed(Code::Char('d'), "C"),
        );
        check(KeyCode::Char('о'), alt, pressed(Code::Char('о'), "A"));
        check(KeyCode::Char(' '), ctrl, pressed(Code::Char(' '), "C"));
        check(KeyCode::BackTab, shift, pressed(Code::BackTab, ""));
        check(KeyCode::Tab, shift, pressed(Code::BackTab, ""));
        check(KeyCode::Right, shift, pressed(Code::Right, "S"));
        check(KeyCode::F(3), ctrl, pressed(Code::F(3), "C"));
        check(KeyCode::Char('d'), KeyModifiers::SUPER, None);
        check(KeyCode::Char('\u{9b}'), NONE, None);
        check(KeyCode::CapsLock, NONE, None);
        let release = KeyEvent::new_with_kind(KeyCode::Char('j'), NONE, KeyEventKind::Release);
        assert_eq!(key(release), None);
        let repeat = KeyEvent::new_with_kind(KeyCode::Char('j'), NONE, KeyEventKind::Repeat);
        assert_eq!(key(repeat), pressed(Code::Char('j'), ""));
    }

    #[test]
    fn pasted_line_ends() {
        assert_eq!(with_line_feeds("a\rb\r\nc\nd"), "a\nb\nc\nd");
    }
}
