//! How many colours the terminal has. It is never asked: an answer may come late and be read as keys.

/// How many colours may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// 16 million.
    TrueColor,
    /// The cube and the greys of xterm.
    Ansi256,
    /// Eight hues, plain and bright.
    Ansi16,
    /// None: bold, underline, reverse and dim only.
    #[default]
    Mono,
}

/// Terminals that have all colours and say so only in their name, which is all that comes through SSH.
const TRUE_COLOR: &[&str] = &[
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "kitty",
    "wezterm",
];

impl Depth {
    /// What the user may ask for.
    pub const NAMES: &[&str] = &["auto", "truecolor", "256", "16", "none"];

    /// By the user's word (one of [`Depth::NAMES`]), else NO_COLOR, TERM=dumb, COLORTERM and TERM, in this order.
    pub fn detect(flag: Option<&str>, env: &dyn Fn(&str) -> Option<String>) -> Self {
        Self::with_reason(flag, env).0
    }

    /// The same with the variable that decided; `None`: the user's word did.
    pub fn with_reason(
        flag: Option<&str>,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> (Self, Option<&'static str>) {
        match flag {
            Some("truecolor") => (Self::TrueColor, None),
            Some("256") => (Self::Ansi256, None),
            Some("16") => (Self::Ansi16, None),
            Some("none") => (Self::Mono, None),
            _ => {
                let (depth, variable) = Self::of_environment(env);
                (depth, Some(variable))
            }
        }
    }

    /// The one of [`Depth::NAMES`] that stands for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrueColor => "truecolor",
            Self::Ansi256 => "256",
            Self::Ansi16 => "16",
            Self::Mono => "none",
        }
    }

    fn of_environment(env: &dyn Fn(&str) -> Option<String>) -> (Self, &'static str) {
        let term = env("TERM").unwrap_or_default();
        let no_color = env("NO_COLOR").is_some_and(|value| !value.is_empty());
        if no_color {
            return (Self::Mono, "NO_COLOR");
        }
        // Whatever the shell exports for another terminal.
        if !has_colors(&term) {
            return (Self::Mono, "TERM");
        }
        match env("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => (Self::TrueColor, "COLORTERM"),
            _ => (Self::of_term(&term), "TERM"),
        }
    }

    fn of_term(term: &str) -> Self {
        let has = |part: &&str| term.contains(*part);
        if term.ends_with("-direct") || TRUE_COLOR.iter().any(has) {
            Self::TrueColor
        } else if term.contains("256color") {
            Self::Ansi256
        } else {
            Self::Ansi16
        }
    }
}

/// The VTs up to the 520 have none; `vte` is no VT.
fn has_colors(term: &str) -> bool {
    let vt = term
        .strip_prefix("vt")
        .is_some_and(|model| model.starts_with(|c: char| c.is_ascii_digit()));
    !vt && !matches!(term, "" | "dumb") && !term.ends_with("-mono") && !term.ends_with("-m")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `environment` as a shell writes it: `TERM=xterm NO_COLOR=1`.
    fn check(flag: Option<&str>, environment: &str, depth: Depth) {
        let env = |name: &str| {
            let mut pairs = environment
                .split(' ')
                .filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(known, _)| *known == name);
            found.map(|(_, value)| value.to_owned())
        };
        assert_eq!(Depth::detect(flag, &env), depth, "{flag:?} {environment}");
        assert_eq!(Depth::detect(Some(depth.name()), &env), depth);
    }

    #[test]
    fn what_decided_is_known() {
        let reason = |flag, name: &'static str| {
            let env = move |asked: &str| (asked == name).then(|| "truecolor".to_owned());
            Depth::with_reason(flag, &env).1
        };
        assert_eq!(reason(Some("16"), "NO_COLOR"), None);
        assert_eq!(reason(Some("auto"), "NO_COLOR"), Some("NO_COLOR"));
        assert_eq!(reason(None, "TERM"), Some("TERM"));
        let xterm = |name: &str| match name {
            "TERM" => Some("xterm".to_owned()),
            "COLORTERM" => Some("24bit".to_owned()),
            _ => None,
        };
        assert_eq!(Depth::with_reason(None, &xterm).1, Some("COLORTERM"));
    }

    #[test]
    fn what_is_said_first_holds() {
        use Depth::{Ansi16, Ansi256, Mono, TrueColor};
        let all = "NO_COLOR=1 TERM=dumb COLORTERM=truecolor";
        check(Some("256"), all, Ansi256);
        check(Some("truecolor"), all, TrueColor);
        check(Some("16"), all, Ansi16);
        check(Some("none"), "TERM=xterm COLORTERM=truecolor", Mono);
        check(Some("auto"), all, Mono);
        for (environment, depth) in [
            ("NO_COLOR=1 TERM=xterm-256color COLORTERM=truecolor", Mono),
            ("NO_COLOR= TERM=xterm-256color", Ansi256),
            ("TERM=dumb COLORTERM=truecolor", Mono),
            ("", Mono),
            ("TERM=xterm COLORTERM=truecolor", TrueColor),
            ("TERM=screen COLORTERM=24bit", TrueColor),
            ("TERM=screen-256color COLORTERM=yes", Ansi256),
            ("TERM=xterm-direct", TrueColor),
            ("TERM=xterm-kitty", TrueColor),
            ("TERM=alacritty", TrueColor),
            ("TERM=tmux-256color", Ansi256),
            ("TERM=xterm", Ansi16),
            ("TERM=linux", Ansi16),
            ("TERM=screen", Ansi16),
            ("TERM=unheard-of", Ansi16),
            ("TERM=vt100", Mono),
            ("TERM=vt220 COLORTERM=truecolor", Mono),
            ("TERM=vte-256color", Ansi256),
            ("TERM=xterm-mono", Mono),
        ] {
            check(None, environment, depth);
        }
    }
}
