//! A screen as text: each row, below it a letter for the style of each cell, at the end what the letters mean.

use crate::play::Play;
use metka::{
    app::msg::{Msg, Size},
    text::glyph::width,
    view::{
        Look, draw,
        theme::{Depth, Role, Theme},
    },
};
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};
use std::fmt::Write;

/// Letters that mean the same on every picture, so that a new style does not change those that were there.
const ROLES: [(char, &[Role]); 11] = [
    ('T', &[Role::Title]),
    ('d', &[Role::Dim]),
    ('b', &[Role::Bar]),
    ('B', &[Role::Bar, Role::Title]),
    ('k', &[Role::Key]),
    ('s', &[Role::Saved]),
    ('u', &[Role::Unsaved]),
    ('S', &[Role::Selection]),
    ('R', &[Role::Title, Role::Selection]),
    ('H', &[Role::Hit]),
    ('E', &[Role::Error]),
];

/// Letters for what is left: the colours of labels.
const OTHERS: &str = "0123456789acefghijlmnopqrtvwxyz";

/// What the person sees, and the cell of the cursor.
pub struct Picture {
    pub buffer: Buffer,
    pub cursor: (u16, u16),
    look: Look,
}

/// The look of a terminal with a dark ground, whatever the environment says.
pub fn look(depth: Depth, ascii: bool) -> Look {
    Look {
        theme: Theme::new("dark", depth, &|_| None).expect("a theme"),
        ascii,
    }
}

impl Play {
    /// The screen at this size.
    pub fn picture(&mut self, (columns, rows): (u16, u16), look: Look) -> Picture {
        self.tell(Msg::Resize(Size { columns, rows }));
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = draw(&self.app, &look, &mut buffer);
        Picture {
            buffer,
            cursor,
            look,
        }
    }
}

impl Picture {
    /// The text of a row; a wide symbol stands for both of its cells.
    pub fn row(&self, y: u16) -> String {
        let mut row = String::new();
        let mut x = 0;
        while x < self.buffer.area.width {
            let symbol = self.buffer[(x, y)].symbol();
            row += symbol;
            x += (width(symbol) as u16).max(1);
        }
        row
    }

    /// Whether the cell under the cursor looks selected.
    pub fn cursor_is_on_selection(&self) -> bool {
        self.buffer[self.cursor]
            .modifier
            .contains(Modifier::REVERSED)
    }

    /// All of it.
    pub fn dump(&self) -> String {
        let mut legend: Vec<(char, String)> = Vec::new();
        let mut out = String::new();
        let area = self.buffer.area;
        let _ = writeln!(
            out,
            "{}x{}, cursor at {:?}",
            area.width, area.height, self.cursor
        );
        for y in 0..area.height {
            let _ = writeln!(out, "|{}|", self.row(y));
            let letters: String = (0..area.width)
                .map(|x| self.letter(&self.buffer[(x, y)], &mut legend))
                .collect();
            if !letters.trim().is_empty() {
                let _ = writeln!(out, " {}", letters.trim_end());
            }
        }
        legend.sort();
        for (letter, style) in legend {
            let _ = writeln!(out, "{letter} = {style}");
        }
        out
    }

    fn letter(&self, cell: &Cell, legend: &mut Vec<(char, String)>) -> char {
        let style = describe(cell);
        if style.is_empty() {
            return ' ';
        }
        if let Some((letter, _)) = legend.iter().find(|(_, known)| *known == style) {
            return *letter;
        }
        let mut plain = Cell::default();
        let role = ROLES.iter().find(|(_, roles)| {
            plain.reset();
            for role in *roles {
                plain.set_style(self.look.theme.role(*role));
            }
            describe(&plain) == style
        });
        let free = |letter: &char| legend.iter().all(|(used, _)| used != letter);
        let next = OTHERS
            .chars()
            .find(free)
            .expect("fewer styles than letters");
        let letter = role.map_or(next, |(letter, _)| *letter);
        legend.push((letter, style));
        letter
    }
}

fn describe(cell: &Cell) -> String {
    let mut words: Vec<String> = Vec::new();
    for (what, color) in [
        ("on ", cell.bg),
        ("", cell.fg),
        ("underline ", cell.underline_color),
    ] {
        if color != Color::Reset {
            words.push(format!("{what}{color}"));
        }
    }
    if !cell.modifier.is_empty() {
        words.push(format!("{:?}", cell.modifier));
    }
    words.join(", ")
}
