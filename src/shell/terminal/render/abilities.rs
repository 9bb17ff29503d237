//! What a terminal can do, told from its name alone: a question to the terminal would cost a round trip, and a late
//! answer would be read as keys. What is not named here is not used there.

/// What a terminal can do beyond showing text; a field for each group of sequences that some terminals lack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// The cursor moves and parts of the screen are erased: all but a dumb terminal.
    pub moves: bool,
    /// What came after the VT100: moving to a column (CHA), switching one attribute off, dim.
    pub modern: bool,
    /// Margins, and lines inserted and deleted between them.
    pub scroll: bool,
    /// A second screen, so that the first comes back at the end.
    pub alternate: bool,
    /// Marks around what is pasted.
    pub paste: bool,
    /// Synchronized output (mode 2026), or at least ignoring it.
    pub sync: bool,
    /// Underlines of a colour of their own.
    pub underline_colour: bool,
}

/// The first that had margins and reverse video. It inserts no lines.
const VT100: Abilities = Abilities {
    moves: true,
    ..Abilities::DUMB
};

/// Inserts and deletes lines.
const VT220: Abilities = Abilities {
    scroll: true,
    ..VT100
};

const LINUX: Abilities = Abilities {
    modern: true,
    ..VT220
};

/// GNU screen, and tmux by its usual name.
const SCREEN: Abilities = Abilities {
    alternate: true,
    paste: true,
    ..LINUX
};

const RXVT: Abilities = Abilities {
    sync: true,
    ..SCREEN
};

const XTERM: Abilities = Abilities {
    underline_colour: true,
    ..RXVT
};

/// One that is not known: what everybody has, and modes that are ignored where they are not known. Without the second
/// one a paste would be run as keys.
const UNKNOWN: Abilities = Abilities {
    alternate: true,
    paste: true,
    ..VT100
};

/// Beginnings of terminal names, and what those terminals can.
const TERMINALS: [(&[&str], Abilities); 7] = [
    (&["dumb"], Abilities::DUMB),
    (
        &["vt220", "vt320", "vt340", "vt420", "vt510", "vt520"],
        VT220,
    ),
    (&["vt", "ansi"], VT100),
    (&["linux"], LINUX),
    (&["screen"], SCREEN),
    (&["rxvt", "putty", "st-"], RXVT),
    (
        &[
            "xterm",
            "tmux",
            "alacritty",
            "foot",
            "ghostty",
            "kitty",
            "wezterm",
            "konsole",
            "vte",
            "mintty",
            "gnome",
            "contour",
            "iterm",
        ],
        XTERM,
    ),
];

impl Abilities {
    /// Nothing but text and line ends.
    pub const DUMB: Self = Self {
        moves: false,
        modern: false,
        scroll: false,
        alternate: false,
        paste: false,
        sync: false,
        underline_colour: false,
    };

    /// What the terminal called `term` can; of an unknown one little is expected, of one without a name nothing.
    pub fn of(term: &str) -> Self {
        match term {
            "" => Self::DUMB,
            _ => Self::of_known(term).unwrap_or(UNKNOWN),
        }
    }

    /// The same, if the name tells.
    pub fn of_known(term: &str) -> Option<Self> {
        let begins = |(names, _): &&(&[&str], Abilities)| {
            // `vte` begins as the VTs do.
            !(names.contains(&"vt") && term.starts_with("vte"))
                && names.iter().any(|name| term.starts_with(name))
        };
        TERMINALS.iter().find(begins).map(|(_, can)| *can)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell() {
        for (term, can) in [
            ("", Abilities::DUMB),
            ("dumb", Abilities::DUMB),
            ("vt100", VT100),
            ("vt102", VT100),
            ("vt220", VT220),
            ("vte-256color", XTERM),
            ("linux", LINUX),
            ("linux-16color", LINUX),
            ("screen", SCREEN),
            ("screen-256color", SCREEN),
            ("tmux-256color", XTERM),
            ("xterm", XTERM),
            ("xterm-256color", XTERM),
            ("unheard-of", UNKNOWN),
        ] {
            assert_eq!(Abilities::of(term), can, "{term}");
        }
    }
}
