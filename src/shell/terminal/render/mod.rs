//! Two screens in, bytes out: what must be sent so that a terminal that shows the first shows the second.
//!
//! Our own encoder, because over a slow line bytes are time: rows that moved are scrolled by the terminal, the
//! cursor goes the shortest way, only attributes that differ are sent. Pure: nothing here writes.

mod abilities;
mod encoder;
mod pen;
mod scroll;
mod slot;
#[cfg(test)]
mod tests;

pub use abilities::Abilities;

use ratatui::buffer::Buffer;

use encoder::Encoder;
use slot::slots;

/// Where the cursor stands: column and row from 0. `None`: it is hidden.
pub type Cursor = Option<(u16, u16)>;

/// Draws frames on one terminal: remembers what it shows.
#[derive(Debug)]
pub struct Renderer {
    shown: Buffer,
    /// `None` when nothing is known of the terminal.
    cursor: Option<Cursor>,
    can: Abilities,
}

impl Renderer {
    /// A renderer for a terminal that may show anything.
    pub fn new(can: Abilities) -> Self {
        Self {
            shown: Buffer::default(),
            cursor: None,
            can,
        }
    }

    /// Forgets what the terminal shows: the next frame paints all of it.
    pub fn invalidate(&mut self) {
        self.cursor = None;
    }

    /// The bytes that bring `next` on the screen; none when it is there already. Afterwards `next` holds an
    /// older frame: reset it before drawing into it.
    pub fn frame(&mut self, next: &mut Buffer, cursor: Cursor) -> Vec<u8> {
        let anew = self.cursor.is_none() || self.shown.area != next.area;
        if anew {
            self.shown = Buffer::empty(next.area);
        }
        let cursor = cursor.map(|at| inside(at, next));
        let mut encoder = match anew {
            true => self.repaint(next),
            false => self.update(next),
        };
        let drawn = !encoder.out.is_empty();
        encoder.rest();
        self.place(cursor, drawn, anew, &mut encoder);
        std::mem::swap(&mut self.shown, next);
        self.cursor = Some(cursor);
        match drawn && self.can.sync {
            true => [b"\x1b[?2026h", &encoder.out[..], b"\x1b[?2026l"].concat(),
            false => encoder.out,
        }
    }

    fn repaint(&self, next: &Buffer) -> Encoder {
        let mut encoder = Encoder::new(next.area.width, self.can.modern);
        encoder.home_after("\x1b[r\x1b[m\x1b[H\x1b[2J");
        self.rows(&self.shown, next, &mut encoder);
        encoder
    }

    /// With or without scrolling, whichever is shorter.
    fn update(&self, next: &Buffer) -> Encoder {
        let mut plain = Encoder::new(next.area.width, self.can.modern);
        self.rows(&self.shown, next, &mut plain);
        let found = self.can.scroll.then(|| scroll::find(&self.shown, next));
        let Some(scroll) = found.flatten() else {
            return plain;
        };
        let mut shifted = self.shown.clone();
        scroll.apply(&mut shifted);
        let mut scrolled = Encoder::new(next.area.width, self.can.modern);
        scrolled.home_after(&scroll.sequence(usize::from(next.area.height)));
        self.rows(&shifted, next, &mut scrolled);
        match scrolled.out.len() < plain.out.len() {
            true => scrolled,
            false => plain,
        }
    }

    fn rows(&self, old: &Buffer, next: &Buffer, encoder: &mut Encoder) {
        let width = usize::from(next.area.width).max(1);
        let pairs = old.content.chunks(width).zip(next.content.chunks(width));
        for (y, (old, new)) in pairs.enumerate().filter(|(_, (old, new))| old != new) {
            encoder.row(y as u16, &slots(old, self.can), &slots(new, self.can));
        }
    }

    /// Puts the cursor where it belongs, shows or hides it, as far as that is not so already.
    fn place(&self, cursor: Cursor, drawn: bool, anew: bool, encoder: &mut Encoder) {
        if let Some((x, y)) = cursor
            && (drawn || self.cursor != Some(cursor))
        {
            encoder.point(x, y);
        }
        let shown = self.cursor.flatten().is_some();
        // A terminal that cannot hide it shows it.
        if self.can.modern && (anew || shown != cursor.is_some()) {
            let sequence: &[u8] = if cursor.is_some() {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            encoder.out.extend_from_slice(sequence);
        }
    }
}

/// `at`, or the nearest place inside `buffer`.
fn inside((x, y): (u16, u16), buffer: &Buffer) -> (u16, u16) {
    let last = |size: u16| size.saturating_sub(1);
    (
        x.min(last(buffer.area.width)),
        y.min(last(buffer.area.height)),
    )
}
