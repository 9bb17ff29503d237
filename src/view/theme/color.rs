//! Colours as light: how well they are read on a ground, and which of the few a terminal has is nearest.

use ratatui::style::Color;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

pub(super) const BLACK: Rgb = Rgb(0, 0, 0);
pub(super) const WHITE: Rgb = Rgb(255, 255, 255);

/// The sixteen colours as xterm draws them; every terminal has its own shades of them.
pub(super) const ANSI: [(Color, Rgb); 16] = [
    (Color::Black, BLACK),
    (Color::Red, Rgb(205, 0, 0)),
    (Color::Green, Rgb(0, 205, 0)),
    (Color::Yellow, Rgb(205, 205, 0)),
    (Color::Blue, Rgb(0, 0, 238)),
    (Color::Magenta, Rgb(205, 0, 205)),
    (Color::Cyan, Rgb(0, 205, 205)),
    (Color::Gray, Rgb(229, 229, 229)),
    (Color::DarkGray, Rgb(127, 127, 127)),
    (Color::LightRed, Rgb(255, 0, 0)),
    (Color::LightGreen, Rgb(0, 255, 0)),
    (Color::LightYellow, Rgb(255, 255, 0)),
    (Color::LightBlue, Rgb(92, 92, 255)),
    (Color::LightMagenta, Rgb(255, 0, 255)),
    (Color::LightCyan, Rgb(0, 255, 255)),
    (Color::White, WHITE),
];

impl Rgb {
    /// From `#rrggbb`.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self(r, g, b))
    }

    /// Relative luminance of WCAG: 0 is black, 1 is white.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The same hue with a luminance within `least..=most`.
    pub fn within(self, least: f64, most: f64) -> Self {
        let now = self.luminance();
        if now > most {
            self.times(most / now)
        } else if now < least {
            self.brightened(least / now).whitened(least)
        } else {
            self
        }
    }

    fn times(self, factor: f64) -> Self {
        Self::from_linear(self.linear().map(|light| light * factor))
    }

    /// Times `factor`, or as much of it as the hue allows.
    fn brightened(self, factor: f64) -> Self {
        let brightest = self.linear().into_iter().fold(0.0, f64::max);
        match brightest > 0.0 {
            true => self.times(factor.min(1.0 / brightest)),
            false => self,
        }
    }

    /// With as much white as brings the luminance to `least`.
    fn whitened(self, least: f64) -> Self {
        let now = self.luminance();
        let white = ((least - now) / (1.0 - now)).max(0.0);
        Self::from_linear(self.linear().map(|light| light + (1.0 - light) * white))
    }

    /// How different two colours look: the square of their distance in Oklab.
    pub fn distance(self, other: Self) -> f64 {
        let [a, b] = [self.oklab(), other.oklab()];
        (0..3).map(|i| (a[i] - b[i]).powi(2)).sum()
    }

    /// How different two hues are, lightness only breaking ties: for palettes so small that the lightness must be taken
    /// as it comes.
    pub fn hue_distance(self, other: Self) -> f64 {
        let [a, b] = [self.oklab(), other.oklab()];
        let [hue_a, hue_b] = [direction(a), direction(b)];
        let hue = (hue_a[0] - hue_b[0]).powi(2) + (hue_a[1] - hue_b[1]).powi(2);
        hue + (a[0] - b[0]).powi(2) / 10.0
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|byte| match f64::from(byte) / 255.0 {
            dark if dark <= 0.04045 => dark / 12.92,
            light => ((light + 0.055) / 1.055).powf(2.4),
        })
    }

    fn from_linear(linear: [f64; 3]) -> Self {
        let [r, g, b] = linear.map(|light| match light {
            dark if dark <= 0.003_130_8 => dark * 12.92,
            light => 1.055 * light.powf(1.0 / 2.4) - 0.055,
        });
        let byte = |light: f64| (light * 255.0).round().clamp(0.0, 255.0) as u8;
        Self(byte(r), byte(g), byte(b))
    }

    /// Björn Ottosson's Oklab: lightness, green to red, blue to yellow.
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }
}

/// The direction of a hue in Oklab; none for what is nearly grey.
fn direction([_, a, b]: [f64; 3]) -> [f64; 2] {
    const GREY: f64 = 0.03;
    match a.hypot(b) {
        chroma if chroma < GREY => [0.0, 0.0],
        chroma => [a / chroma, b / chroma],
    }
}

/// Contrast of WCAG between two luminances, from 1 to 21.
pub(super) fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The cube and the greys of xterm. The sixteen before them are left out: users change those.
pub(super) fn palette_256() -> impl Iterator<Item = (Color, Rgb)> {
    (16..=255).map(|index| (Color::Indexed(index), xterm(index)))
}

fn xterm(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |divisor: u8| STEPS[usize::from((index - 16) / divisor % 6)];
    match index {
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
        _ => Rgb(step(36), step(6), step(1)),
    }
}

/// The one of `palette` with the least `distance`; the terminal's own text colour when there is none.
pub(super) fn nearest(
    palette: impl Iterator<Item = (Color, Rgb)>,
    distance: impl Fn(Rgb) -> f64,
) -> Color {
    let best = palette.min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b)));
    best.map_or(Color::Reset, |(color, _)| color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal() {
        for (hex, rgb) in [
            ("#ff8000", Some(Rgb(255, 128, 0))),
            ("#FFFFFF", Some(WHITE)),
            ("ff8000", None),
            ("#ff80", None),
            ("#+f8000", None),
            ("#фff", None),
        ] {
            assert_eq!(Rgb::parse(hex), rgb, "{hex}");
        }
    }

    #[test]
    fn luminance_and_contrast_are_those_of_wcag() {
        assert!((contrast(BLACK.luminance(), WHITE.luminance()) - 21.0).abs() < 1e-9);
        let grey = Rgb(0x76, 0x76, 0x76).luminance();
        assert!((contrast(grey, WHITE.luminance()) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_luminance_is_brought_within_bounds() {
        for rgb in [
            BLACK,
            WHITE,
            Rgb(255, 255, 0),
            Rgb(0, 0, 255),
            Rgb(90, 140, 30),
        ] {
            let light = rgb.within(0.175, 0.183).luminance();
            assert!((0.172..0.186).contains(&light), "{rgb:?}: {light}");
        }
        assert_eq!(Rgb(1, 2, 3).within(0.0, 1.0), Rgb(1, 2, 3));
    }

    #[test]
    fn nearest_colours() {
        for (wanted, index) in [
            (Rgb(255, 0, 0), 196),
            (Rgb(250, 4, 3), 196),
            (Rgb(95, 135, 175), 67),
            (Rgb(128, 128, 128), 244),
            (BLACK, 16),
            (WHITE, 231),
        ] {
            let found = nearest(palette_256(), |rgb| wanted.distance(rgb));
            assert_eq!(found, Color::Indexed(index), "{wanted:?}");
        }
    }
}
