//! Colours and emphasis of everything that is drawn. The terminal keeps its own background and, for plain text, its own
//! foreground: nobody can ask which they are, so that the default theme is made of colours that are read on black and
//! on white alike.

mod color;
mod depth;

pub use depth::Depth;

use color::{ANSI, BLACK, Rgb, WHITE, contrast, nearest, palette_256};
use ratatui::style::{Color, Modifier, Style};

/// What is drawn, when it is not a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    Text,
    /// What may be overlooked.
    Dim,
    /// A symbol that stands for something a terminal must not receive.
    Replaced,
    /// The selection; lies over the style of the text under it.
    Selection,
    /// A hit of the search.
    Hit,
    /// A heading.
    Title,
    /// The bars at the top and at the bottom.
    Bar,
    /// Everything is on disk.
    Saved,
    /// Something is not yet on disk.
    Unsaved,
    /// The banner of a failure.
    Error,
    /// A key in help.
    Key,
    /// Frames and rules.
    Frame,
    /// A finished document.
    Done,
}

impl Role {
    /// Every role, in the order of their numbers.
    const ALL: [Role; 13] = [
        Role::Text,
        Role::Dim,
        Role::Replaced,
        Role::Selection,
        Role::Hit,
        Role::Title,
        Role::Bar,
        Role::Saved,
        Role::Unsaved,
        Role::Error,
        Role::Key,
        Role::Frame,
        Role::Done,
    ];
}

/// What is behind the text, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ground {
    Dark,
    Light,
    #[default]
    Unknown,
}

/// A set of styles for one terminal; by default one without colours. Finding the nearest of 256 colours takes longer
/// than drawing a row, so it is done once.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    depth: Depth,
    ground: Ground,
    /// More contrast than usual: colours bring their own ground.
    strong: bool,
    /// The colours of [`PALETTE`] as they are here.
    named: [Color; PALETTE.len()],
    /// The styles of [`Role::ALL`].
    roles: [Style; Role::ALL.len()],
}

impl Default for Theme {
    fn default() -> Self {
        Self::of(Depth::default(), Ground::default(), false)
    }
}

/// The colours a schema may name. Each theme makes them as light or dark as its ground needs.
const PALETTE: [(&str, Rgb); 10] = [
    ("red", Rgb(0xe5, 0x2f, 0x3d)),
    ("orange", Rgb(0xf5, 0x86, 0x1f)),
    ("yellow", Rgb(0xcc, 0xc6, 0x14)),
    ("green", Rgb(0x3f, 0xa8, 0x3c)),
    ("teal", Rgb(0x00, 0xa8, 0xa8)),
    ("blue", Rgb(0x2f, 0x7d, 0xe8)),
    ("violet", Rgb(0x8f, 0x5c, 0xf0)),
    ("pink", Rgb(0xf0, 0x52, 0xb4)),
    ("brown", Rgb(0x98, 0x6c, 0x54)),
    ("gray", Rgb(0x80, 0x80, 0x80)),
];

/// Contrast below which one of the sixteen colours is not used on black: plain blue has 2.2 there and is hardly seen.
const LEAST_ON_BLACK: f64 = 3.0;

/// The same on white. Green and cyan have 2 there; without them there would be too few hues.
const LEAST_ON_WHITE: f64 = 1.9;

/// How much lighter or darker than wanted one of the 256 colours may be.
const SLACK: f64 = 1.16;

impl Theme {
    /// Names of the themes; `auto` is `dark` or `light` when COLORFGBG tells, else readable on both.
    pub const NAMES: &[&str] = &["auto", "dark", "light", "contrast"];

    /// The theme called `name` for a terminal with `depth` colours.
    pub fn new(name: &str, depth: Depth, env: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let told = told_ground(env("COLORFGBG").as_deref());
        let (ground, strong) = match name {
            "auto" => (told, false),
            "dark" => (Ground::Dark, false),
            "light" => (Ground::Light, false),
            "contrast" if told == Ground::Light => (Ground::Light, true),
            "contrast" => (Ground::Dark, true),
            _ => return None,
        };
        Some(Self::of(depth, ground, strong))
    }

    fn of(depth: Depth, ground: Ground, strong: bool) -> Self {
        let bare = Self {
            depth,
            ground,
            strong,
            named: [Color::Reset; PALETTE.len()],
            roles: [Style::new(); Role::ALL.len()],
        };
        let named = PALETTE.map(|(_, rgb)| bare.readable(rgb));
        let colored = Self { named, ..bare };
        let roles = Role::ALL.map(|role| colored.style_of(role));
        Self { roles, ..colored }
    }

    /// How many colours it uses.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Text covered by an annotation of a label with `color`, inside one with `nested_in`. Underlined, except with 16
    /// colours: the Linux console cannot underline coloured text.
    pub fn annotated(&self, color: &str, nested_in: Option<&str>) -> Style {
        let style = self.colored(color);
        match (self.depth, nested_in) {
            (Depth::Ansi16, _) => style,
            (Depth::TrueColor, Some(outer)) => {
                style.underlined().underline_color(self.color(outer))
            }
            _ => style.underlined(),
        }
    }

    /// Text covered by a suggestion: quieter than the rest, and underlined everywhere; an annotation is not quiet.
    pub fn suggested(&self) -> Style {
        self.role(Role::Dim).underlined()
    }

    /// The code of a label in the margin, its chip in a popup.
    pub fn code(&self, color: &str) -> Style {
        match self.depth {
            // Bold would be drawn bright, which nobody reads on white.
            Depth::Ansi16 => self.colored(color),
            _ => self.colored(color).bold(),
        }
    }

    /// Everything else.
    pub fn role(&self, role: Role) -> Style {
        self.roles[role as usize]
    }

    fn style_of(&self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            // The label under it stays to be seen, as the ground of the text.
            Role::Selection => Style::new().reversed(),
            Role::Title => Style::new().bold(),
            Role::Dim | Role::Replaced | Role::Frame => self.quiet(),
            Role::Bar if self.depth == Depth::Ansi16 => Style::new(),
            // The rule under the bar takes no row of the text.
            Role::Bar => self.colored("gray").underlined(),
            Role::Key => self.code("blue"),
            Role::Saved | Role::Done => self.colored("green"),
            Role::Unsaved => self.code("orange"),
            Role::Hit => self.block(
                BLACK,
                Rgb(255, 215, 95),
                Modifier::BOLD | Modifier::UNDERLINED,
            ),
            Role::Error => self.block(WHITE, Rgb(170, 0, 0), Modifier::BOLD | Modifier::REVERSED),
        }
    }

    /// Less than plain text. The Linux console cannot dim coloured text, so that with 16 colours it is either.
    fn quiet(&self) -> Style {
        match self.depth {
            _ if self.strong => Style::new(),
            Depth::TrueColor | Depth::Ansi256 => self.colored("gray"),
            Depth::Ansi16 | Depth::Mono => Style::new().dim(),
        }
    }

    /// Text in a colour that a schema names, on the ground of the terminal.
    fn colored(&self, name: &str) -> Style {
        let style = match self.depth {
            Depth::Mono => return Style::new(),
            _ => Style::new().fg(self.color(name)),
        };
        match self.strong {
            true => style.bg(self.given(ground_rgb(self.ground))),
            false => style,
        }
    }

    /// Text that brings its own ground, and what stands for it without colours.
    fn block(&self, text: Rgb, ground: Rgb, mono: Modifier) -> Style {
        match self.depth {
            Depth::Mono => Style::new().add_modifier(mono),
            _ => Style::new().fg(self.given(text)).bg(self.given(ground)),
        }
    }

    /// A colour as it is, in those there are; only the first eight of sixteen can be a ground everywhere.
    fn given(&self, rgb: Rgb) -> Color {
        let distance = |other| rgb.distance(other);
        match self.depth {
            Depth::TrueColor => exact(rgb),
            Depth::Ansi256 => nearest(palette_256(), distance),
            Depth::Ansi16 | Depth::Mono => nearest(ANSI.into_iter().take(8), distance),
        }
    }

    /// A named colour or `#rrggbb` so that it is readable here; grey for what is neither.
    fn color(&self, name: &str) -> Color {
        match PALETTE.iter().position(|(known, _)| *known == name) {
            Some(known) => self.named[known],
            None => self.readable(Rgb::parse(name).unwrap_or(Rgb(128, 128, 128))),
        }
    }

    /// The nearest colour that is readable here.
    fn readable(&self, rgb: Rgb) -> Color {
        let (least, most) = self.luminance();
        let wanted = rgb.within(least, most);
        match self.depth {
            Depth::TrueColor | Depth::Mono => exact(wanted),
            Depth::Ansi256 => {
                let light = least / SLACK..=most * SLACK;
                let read = palette_256().filter(|(_, rgb)| light.contains(&rgb.luminance()));
                nearest(read, |rgb| wanted.distance(rgb))
            }
            Depth::Ansi16 => {
                let shown = ANSI.into_iter().filter(|(_, rgb)| self.shows(*rgb));
                nearest(shown, |rgb| wanted.hue_distance(rgb))
            }
        }
    }

    /// Whether a colour can be made out on any ground there may be.
    fn shows(&self, rgb: Rgb) -> bool {
        let on = |ground: Rgb| contrast(rgb.luminance(), ground.luminance());
        let on_black = self.ground == Ground::Light || on(BLACK) >= LEAST_ON_BLACK;
        on_black && (self.ground == Ground::Dark || on(WHITE) >= LEAST_ON_WHITE)
    }

    /// The luminance of readable text. On an unknown ground 0.179 is as far from black as from white (4.6 to 1); known
    /// grounds are seldom quite black or white, so that there is some to spare.
    fn luminance(&self) -> (f64, f64) {
        match (self.ground, self.strong) {
            (Ground::Unknown, _) => (0.177, 0.181),
            (Ground::Dark, false) => (0.36, 1.0),
            (Ground::Light, false) => (0.0, 0.13),
            (Ground::Dark, true) => (0.4, 1.0),
            (Ground::Light, true) => (0.0, 0.06),
        }
    }
}

/// The ground by COLORFGBG, `text;ground` as numbers of the sixteen colours.
fn told_ground(colors: Option<&str>) -> Ground {
    let last = colors.and_then(|colors| colors.rsplit(';').next());
    match last.and_then(|ground| ground.parse::<u8>().ok()) {
        Some(0..=6 | 8) => Ground::Dark,
        Some(7 | 9..=15) => Ground::Light,
        _ => Ground::Unknown,
    }
}

fn ground_rgb(ground: Ground) -> Rgb {
    match ground {
        Ground::Light => WHITE,
        Ground::Dark | Ground::Unknown => BLACK,
    }
}

fn exact(Rgb(r, g, b): Rgb) -> Color {
    Color::Rgb(r, g, b)
}

#[cfg(test)]
mod tests;
