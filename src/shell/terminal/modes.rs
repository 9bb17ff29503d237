//! The modes that are set while the terminal is ours, and how each is undone.

use super::render::Abilities;

/// Clicks, drags and the wheel, in decimal numbers that reach as far as the screen does.
const MOUSE: [&str; 3] = ["?1000", "?1002", "?1006"];

/// Below what was drawn: for a terminal without a second screen. One that has it puts the cursor back itself.
const BELOW: &str = "\x1b[999;1H\r\n";

/// How the terminal is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// What it can.
    pub can: Abilities,
    /// It sends clicks. Never asked for unless the person wants it: the terminal cannot mark text itself meanwhile.
    pub mouse: bool,
    /// Lines are written one below the other, and no screen is drawn.
    pub linear: bool,
}

impl Modes {
    /// What is written when the terminal is taken.
    pub fn enter(&self) -> String {
        self.set('h')
    }

    /// What leaves it as it was, whatever of [`enter`](Self::enter) it understood.
    pub fn leave(&self) -> String {
        let undo = self.set('l');
        if self.linear {
            // The cursor may stand above the last row that was written.
            let down = if self.can.moves { "\x1b[999B" } else { "" };
            return format!("{undo}{down}\r\n");
        }
        let cursor = if self.can.modern { "\x1b[?25h" } else { "" };
        format!("\x1b[r\x1b[m{cursor}{BELOW}{undo}")
    }

    /// The private modes in use, each set (`h`) or reset (`l`).
    fn set(&self, end: char) -> String {
        let mut modes = Vec::new();
        if self.can.alternate && !self.linear {
            modes.push("?1049");
        }
        if self.can.paste {
            modes.push("?2004");
        }
        if self.mouse && !self.linear {
            modes.extend(MOUSE);
        }
        let set = |mode: &str| format!("\x1b[{mode}{end}");
        modes.into_iter().map(set).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modes(term: &str, mouse: bool, linear: bool) -> Modes {
        Modes {
            can: Abilities::of(term),
            mouse,
            linear,
        }
    }

    #[test]
    fn every_mode_that_is_set_is_reset() {
        for term in ["xterm", "screen", "linux", "vt100", "dumb", "unheard-of"] {
            for (mouse, linear) in [(false, false), (true, false), (false, true), (true, true)] {
                let modes = modes(term, mouse, linear);
                let (enter, leave) = (modes.enter(), modes.leave());
                for set in enter.split_inclusive('h') {
                    let reset = set.replace('h', "l");
                    assert!(leave.contains(&reset), "{term}: {set:?} stays set");
                }
                assert_eq!(enter.contains("?1000"), mouse && !linear, "{term}");
                assert!(!linear || !enter.contains("?1049"), "{term}");
            }
        }
    }

    #[test]
    fn nothing_is_asked_of_a_terminal_that_has_nothing() {
        let dumb = modes("dumb", false, true);
        assert_eq!((dumb.enter().as_str(), dumb.leave().as_str()), ("", "\r\n"));
        assert_eq!(modes("vt100", false, false).enter(), "");
        assert_eq!(
            modes("vt100", false, false).leave(),
            "\x1b[r\x1b[m\x1b[999;1H\r\n"
        );
    }
}
