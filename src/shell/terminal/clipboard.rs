//! Text for the clipboard of the terminal (OSC 52). The person may sit far away: only their own terminal has the
//! clipboard they mean. It never answers, and many refuse silently, so that nobody can say more than «sent».

use crate::{locale::Problem, msg};

/// Bytes of text that are sent at most: common terminals take 100,000 bytes of base64.
const LONGEST: usize = 74_994;

/// GNU screen hands on strings of less than 768 bytes.
const SCREEN_PIECE: usize = 700;

/// What stands between us and the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// The terminal itself.
    Direct,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
    /// A console, which has none and may print what it does not know.
    None,
}

impl Clipboard {
    /// By the environment.
    pub fn of(term: &str, env: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
        match term {
            _ if set("TMUX") || term.starts_with("tmux") => Self::Tmux,
            _ if set("STY") || term.starts_with("screen") => Self::Screen,
            "linux" => Self::None,
            _ if term.starts_with("vt") => Self::None,
            _ => Self::Direct,
        }
    }

    /// What to write so that `text` gets to the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard, or the text is too long for one.
    pub fn sequence(self, text: &str) -> Result<String, Problem> {
        let refused = |why| Problem::new(why).hint(msg!("copy-hint"));
        if text.len() > LONGEST {
            let most = u32::try_from(LONGEST / 1000).unwrap_or(u32::MAX);
            return Err(refused(msg!("copy-too-long", most = most)));
        }
        let plain = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
        match self {
            Self::None => Err(refused(msg!("copy-no-clipboard"))),
            Self::Direct => Ok(plain),
            // By its settings tmux takes either the plain form or hands on the wrapped one, or neither.
            Self::Tmux => Ok(format!(
                "{plain}\x1bPtmux;{}\x1b\\",
                plain.replace('\x1b', "\x1b\x1b")
            )),
            Self::Screen => Ok(in_pieces(&plain)),
        }
    }
}

/// `text`, which is ASCII, in strings that screen hands on.
fn in_pieces(text: &str) -> String {
    let pieces = text.as_bytes().chunks(SCREEN_PIECE);
    pieces
        .map(|piece| format!("\x1bP{}\x1b\\", String::from_utf8_lossy(piece)))
        .collect()
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) as usize & 63;
            out.push(if digit <= three.len() {
                DIGITS[index] as char
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_everywhere() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("Завод", "0JfQsNCy0L7QtA=="),
            ("~~?>", "fn4/Pg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn who_is_in_between_is_known_by_the_environment() {
        for (term, var, expected) in [
            ("xterm-256color", "", Clipboard::Direct),
            ("xterm-256color", "TMUX", Clipboard::Tmux),
            ("screen-256color", "TMUX", Clipboard::Tmux),
            ("tmux-256color", "", Clipboard::Tmux),
            ("screen", "", Clipboard::Screen),
            ("xterm", "STY", Clipboard::Screen),
            ("linux", "", Clipboard::None),
            ("linux", "TMUX", Clipboard::Tmux),
            ("vt100", "", Clipboard::None),
        ] {
            let env = |name: &str| (name == var).then(|| "1".to_owned());
            assert_eq!(Clipboard::of(term, &env), expected, "{term} {var}");
        }
    }

    #[test]
    fn the_text_is_wrapped_for_whoever_stands_in_between() {
        let sent = |clipboard: Clipboard| clipboard.sequence("foo").unwrap();
        assert_eq!(sent(Clipboard::Direct), "\x1b]52;c;Zm9v\x07");
        assert_eq!(
            sent(Clipboard::Tmux),
            "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
        assert_eq!(sent(Clipboard::Screen), "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        assert!(Clipboard::None.sequence("foo").is_err());
    }

    #[test]
    fn screen_gets_short_pieces_and_nobody_gets_too_much() {
        let long = "я".repeat(LONGEST / 2);
        let wrapped = Clipboard::Screen.sequence(&long).unwrap();
        let pieces: Vec<&str> = wrapped.split("\x1b\\").collect();
        assert!(pieces.iter().all(|piece| piece.len() < 768));
        let whole = wrapped.replace("\x1bP", "").replace("\x1b\\", "");
        assert_eq!(whole, Clipboard::Direct.sequence(&long).unwrap());
        assert!(Clipboard::Direct.sequence(&format!("{long}я")).is_err());
    }
}
