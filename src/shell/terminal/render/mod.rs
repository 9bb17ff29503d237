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

use ratatui::buffer::{Buffer, Cell};

use encoder::Encoder;
use scroll::Scroll;
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
        self.rows(next, None, usize::MAX, &mut encoder);
        encoder
    }

    /// With or without scrolling, whichever is shorter. Scrolling is tried first: it is mostly far shorter, and the
    /// other way is given up as soon as it is as long.
    fn update(&self, next: &Buffer) -> Encoder {
        let found = self.can.scroll.then(|| scroll::find(&self.shown, next));
        let scrolled = found.flatten().map(|scroll| {
            let mut encoder = Encoder::new(next.area.width, self.can.modern);
            encoder.lost_after(&scroll.sequence(usize::from(next.area.height)));
            self.rows(next, Some(&scroll), usize::MAX, &mut encoder);
            encoder
        });
        let longest = scrolled.as_ref().map_or(usize::MAX, |it| it.out.len());
        let mut plain = Encoder::new(next.area.width, self.can.modern);
        self.rows(next, None, longest, &mut plain);
        scrolled
            .filter(|scrolled| scrolled.out.len() < plain.out.len())
            .unwrap_or(plain)
    }

    /// Draws the rows that differ from what is shown, or from what is shown after `scroll`; goes no further than the
    /// row that makes the bytes more than `longest`.
    fn rows(&self, next: &Buffer, scroll: Option<&Scroll>, longest: usize, encoder: &mut Encoder) {
        let width = usize::from(next.area.width).max(1);
        let blank = vec![Cell::EMPTY; width];
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (y, new) in next.content.chunks(width).enumerate() {
            let from = scroll.map_or(Some(y), |scroll| scroll.source(y));
            let old = from.map_or(&blank[..], |y| &self.shown.content[y * width..][..width]);
            if old == new {
                continue;
            }
            before.clear();
            after.clear();
            slots(old, self.can, &mut before);
            slots(new, self.can, &mut after);
            encoder.row(y as u16, &before, &after);
            if encoder.out.len() > longest {
                return;
            }
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
