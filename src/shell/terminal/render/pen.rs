//! The pen of a terminal: the attributes the next character is drawn with, and the shortest
//! sequence (SGR) from one pen to another.

use super::Abilities;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Attributes of a character. `line` is the colour of the underline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    line: Color,
    modifier: Modifier,
}

/// Each attribute with the code that switches it on and the one that switches it off.
const SWITCHES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What draws something with the foreground colour on a cell without a character.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// What the first terminals with attributes had.
const FIRST: Modifier = Modifier::BOLD
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::REVERSED);

impl Pen {
    /// The pen after a reset.
    pub(super) const DEFAULT: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        line: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// What can be seen of the style of `cell` on a terminal that `can` show so much: two cells that look alike have
    /// equal pens.
    pub(super) fn of(cell: &Cell, blank: bool, can: Abilities) -> Self {
        let mut pen = Self {
            fg: cell.fg,
            bg: cell.bg,
            line: cell.underline_color,
            modifier: cell.modifier,
        };
        if !can.modern {
            pen.modifier &= FIRST;
        }
        if !can.underline_colour || !pen.modifier.contains(Modifier::UNDERLINED) {
            pen.line = Color::Reset;
        }
        if blank && !pen.modifier.intersects(SEEN_ON_BLANK) {
            pen.fg = Color::Reset;
            pen.modifier = Modifier::empty();
        }
        pen
    }

    /// The pen nearest to `current` that draws a blank as `self` does.
    fn for_blank(self, current: Self) -> Self {
        if self.modifier.is_empty() && !current.modifier.intersects(SEEN_ON_BLANK) {
            return Self {
                bg: self.bg,
                ..current
            };
        }
        self
    }

    /// The pen to draw with, when `current` is in hand.
    pub(super) fn target(self, blank: bool, current: Self) -> Self {
        let pen = if blank { self.for_blank(current) } else { self };
        if pen.modifier.contains(Modifier::UNDERLINED) {
            return pen;
        }
        // The colour of a line that is not drawn can stay what it is.
        Self {
            line: current.line,
            ..pen
        }
    }

    /// Appends the sequence that turns this pen into `to`; nothing when they are equal. Attributes are switched off one
    /// by one only where the terminal is `modern`.
    pub(super) fn switch(self, to: Self, modern: bool, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let change = self.change(to);
        let mut anew = Self::DEFAULT.change(to);
        if !anew.is_empty() {
            anew.insert_str(0, "0;");
        }
        let codes = if !modern || anew.len() < change.len() {
            anew
        } else {
            change
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    /// The codes that change only what differs, separated by `;`.
    fn change(self, to: Self) -> String {
        let mut codes = String::new();
        self.change_modifiers(to.modifier, &mut codes);
        if self.fg != to.fg {
            add(&mut codes, &colour(to.fg, 30));
        }
        if self.bg != to.bg {
            add(&mut codes, &colour(to.bg, 40));
        }
        // Last, so that a terminal that gives up at the colons has seen all the others.
        if self.line != to.line {
            add(&mut codes, &line_colour(to.line));
        }
        codes
    }

    fn change_modifiers(self, to: Modifier, codes: &mut String) {
        let mut now = self.modifier;
        for (modifier, _, off) in SWITCHES {
            if now.contains(modifier) && !to.contains(modifier) {
                add(codes, &off.to_string());
                // One code puts out two attributes (22, 25): the other one is lit again below.
                for (also, _, same) in SWITCHES {
                    if same == off {
                        now.remove(also);
                    }
                }
            }
        }
        for (modifier, on, _) in SWITCHES {
            if to.contains(modifier) && !now.contains(modifier) {
                add(codes, &on.to_string());
            }
        }
    }
}

fn add(codes: &mut String, code: &str) {
    if !codes.is_empty() {
        codes.push(';');
    }
    codes.push_str(code);
}

/// The code of a foreground (`base` 30) or background (`base` 40).
fn colour(colour: Color, base: u8) -> String {
    match (colour, palette(colour)) {
        (Color::Rgb(r, g, b), _) => format!("{};2;{r};{g};{b}", base + 8),
        (Color::Indexed(index), _) => format!("{};5;{index}", base + 8),
        (_, Some(index @ 0..8)) => (base + index).to_string(),
        (_, Some(index)) => (base + 52 + index).to_string(),
        (_, None) => (base + 9).to_string(),
    }
}

/// The code of an underline colour. Colons, because a terminal that does not know 58 would read
/// `58;5;n` as "blink", while it skips sub-parameters.
fn line_colour(colour: Color) -> String {
    match (colour, palette(colour)) {
        (Color::Rgb(r, g, b), _) => format!("58:2::{r}:{g}:{b}"),
        (Color::Indexed(index), _) | (_, Some(index)) => format!("58:5:{index}"),
        (_, None) => "59".to_owned(),
    }
}

/// The place of a named colour among the 16.
fn palette(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    const XTERM: Abilities = Abilities {
        modern: true,
        underline_colour: true,
        ..Abilities::DUMB
    };

    fn pen(style: Style) -> Pen {
        let mut cell = Cell::new("x");
        cell.set_style(style);
        Pen::of(&cell, false, XTERM)
    }

    fn check(from: Style, to: Style, codes: &str) {
        let mut out = Vec::new();
        pen(from).switch(pen(to), true, &mut out);
        let expected = if codes == "-" {
            String::new()
        } else {
            format!("\x1b[{codes}m")
        };
        assert_eq!(
            String::from_utf8_lossy(&out),
            expected,
            "{from:?} -> {to:?}"
        );
    }

    #[test]
    fn only_what_differs_is_said() {
        let plain = Style::new();
        check(plain, plain, "-");
        check(plain, plain.bold(), "1");
        check(plain.bold(), plain, "");
        check(plain.bold().dim(), plain.dim(), "0;2");
        check(plain.bold().dim().red(), plain.dim().red(), "22;2");
        check(plain.red().on_blue(), plain.red(), "49");
        check(plain.red(), plain.light_red(), "91");
        check(plain, plain.on_white(), "107");
        check(
            plain,
            plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 2, 3)),
            "38;5;200;48;2;1;2;3",
        );
        check(
            plain,
            plain.underlined().underline_color(Color::Rgb(1, 2, 3)),
            "4;58:2::1:2:3",
        );
        check(
            plain.underlined(),
            plain.underlined().underline_color(Color::Red),
            "58:5:1",
        );
        check(plain, plain.underline_color(Color::Red), "-");
        check(plain.slow_blink(), plain.rapid_blink(), "0;6");
        check(
            plain.reversed().italic().crossed_out(),
            plain.italic().crossed_out(),
            "27",
        );
    }

    #[test]
    fn an_old_terminal_is_reset_and_asked_for_what_it_has() {
        let mut cell = Cell::new("x");
        cell.set_style(Style::new().bold().dim().italic());
        let bold = Pen::of(&cell, false, Abilities::DUMB);
        let mut out = Vec::new();
        Pen::DEFAULT.switch(bold, false, &mut out);
        bold.switch(pen(Style::new().underlined()), false, &mut out);
        assert_eq!(String::from_utf8_lossy(&out), "\x1b[0;1m\x1b[0;4m");
    }

    #[test]
    fn a_blank_needs_no_more_than_it_shows() {
        let current = pen(Style::new().red().bold());
        let mut cell = Cell::new(" ");
        cell.set_style(Style::new().green().italic());
        assert_eq!(
            Pen::of(&cell, true, XTERM).target(true, current),
            current,
            "nothing of the style is seen"
        );
        cell.set_style(Style::new().reversed());
        assert_ne!(Pen::of(&cell, true, XTERM).target(true, current), current);
    }
}
