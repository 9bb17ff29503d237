//! What must be true before the screen is taken, and what the environment tells about the terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use super::clipboard::Clipboard;
use super::{modes::Modes, render::Abilities};
use crate::locale::{Message, Problem};
use crate::msg;

/// What the person wants of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Clicks.
    pub mouse: bool,
    /// Lines instead of a screen.
    pub linear: bool,
}

/// How a terminal is to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// What it can, and what of that is used.
    pub modes: Modes,
    /// The way to its clipboard.
    pub clipboard: Clipboard,
    /// How long a bare Esc waits for the rest of a sequence, unless the settings say otherwise.
    pub hold: Duration,
    /// To be shown once.
    pub warning: Option<Message>,
}

/// Looks at the environment `env` and at standard input and output.
///
/// # Errors
/// When no screen can be drawn there: a [`Problem`] that names what works without one.
pub fn check(env: &impl Fn(&str) -> Option<String>, wish: Wish) -> Result<Terminal, Problem> {
    judge(
        env,
        wish,
        io::stdin().is_terminal() && io::stdout().is_terminal(),
    )
}

/// The same for one who knows whether there is a terminal (`tty`).
///
/// # Errors
/// Those of [`check`].
pub fn judge(
    env: &impl Fn(&str) -> Option<String>,
    wish: Wish,
    tty: bool,
) -> Result<Terminal, Problem> {
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    let hint = || msg!("terminal-use-commands");
    if !tty {
        return Err(Problem::new(msg!("terminal-none")).hint(hint()));
    }
    let term = match set("TERM") {
        Some(term) if term != "dumb" || wish.linear => term,
        Some(term) => {
            let hint = msg!("terminal-use-linear");
            return Err(Problem::new(msg!("terminal-dumb", term = term)).hint(hint));
        }
        None if wish.linear => String::new(),
        None => return Err(Problem::new(msg!("terminal-unknown")).hint(msg!("terminal-set-term"))),
    };
    // Over a slow line the rest of a sequence comes late.
    let hold = if set("SSH_CONNECTION").is_some() {
        100
    } else {
        30
    };
    Ok(Terminal {
        modes: Modes {
            can: Abilities::of(&term),
            mouse: wish.mouse,
            linear: wish.linear,
        },
        clipboard: Clipboard::of(&term, env),
        hold: Duration::from_millis(hold),
        warning: locale_warning(&locale(env)),
    })
}

/// The name of the locale that says how characters are sent.
pub fn locale(env: &impl Fn(&str) -> Option<String>) -> String {
    let set = |name: &&str| env(name).filter(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    named.unwrap_or_else(|| String::from("C"))
}

/// Whether characters are sent as UTF-8 under the locale called `name`.
pub fn is_utf8(name: &str) -> bool {
    let upper = name.to_uppercase();
    upper.contains("UTF-8") || upper.contains("UTF8")
}

/// Under a locale that is not UTF-8 the terminal may send and expect something else than we do.
fn locale_warning(name: &str) -> Option<Message> {
    if is_utf8(name) {
        return None;
    }
    let right = if name.starts_with("ru") {
        "ru_RU.UTF-8"
    } else {
        "C.UTF-8"
    };
    let export = format!("export LC_ALL={right}");
    Some(msg!("terminal-not-utf8", locale = name, export = export))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(env: &[(&str, &str)], tty: bool) -> Result<Terminal, Problem> {
        let find = |name: &str| env.iter().find(|(n, _)| *n == name);
        judge(
            &|name: &str| find(name).map(|(_, value)| (*value).to_owned()),
            Wish::default(),
            tty,
        )
    }

    fn refused(env: &[(&str, &str)], tty: bool, id: &str) {
        let problem = start(env, tty).expect_err("refused");
        assert_eq!(problem.what.id, id);
        assert!(problem.hint.is_some());
    }

    #[test]
    fn no_screen_without_a_terminal() {
        refused(&[("TERM", "xterm")], false, "terminal-none");
        refused(&[("TERM", "dumb")], true, "terminal-dumb");
        refused(&[("TERM", "")], true, "terminal-unknown");
        refused(&[], true, "terminal-unknown");
        let linear = Wish {
            linear: true,
            ..Wish::default()
        };
        for term in [None, Some("dumb".to_owned())] {
            let can = judge(
                &|name| term.clone().filter(|_| name == "TERM"),
                linear,
                true,
            );
            assert_eq!(can.map(|it| it.modes.enter()), Ok(String::new()));
        }
    }

    #[test]
    fn a_locale_that_is_not_utf8_is_told_once() {
        let check = |env: &[(&str, &str)], export: Option<&str>| {
            let env = [env, &[("TERM", "xterm")]].concat();
            let warning = start(&env, true).expect("a terminal").warning;
            let said = warning.map(|message| message.args[1].1.clone());
            assert_eq!(said, export.map(crate::locale::Arg::from), "{env:?}");
        };
        check(&[("LANG", "ru_RU.UTF-8")], None);
        check(&[("LANG", "en_US.utf8")], None);
        check(
            &[("LANG", "ru_RU.UTF-8"), ("LC_ALL", "ru_RU.KOI8-R")],
            Some("export LC_ALL=ru_RU.UTF-8"),
        );
        check(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], None);
        check(
            &[("LC_ALL", ""), ("LANG", "ru_RU.CP1251")],
            Some("export LC_ALL=ru_RU.UTF-8"),
        );
        check(&[("LANG", "POSIX")], Some("export LC_ALL=C.UTF-8"));
        check(&[], Some("export LC_ALL=C.UTF-8"));
    }

    #[test]
    fn esc_waits_longer_over_a_line() {
        let hold = |env: &[(&str, &str)]| start(env, true).map(|s| s.hold.as_millis());
        assert_eq!(hold(&[("TERM", "xterm")]), Ok(30));
        assert_eq!(
            hold(&[
                ("TERM", "xterm"),
                ("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
            ]),
            Ok(100)
        );
    }
}
