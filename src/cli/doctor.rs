//! `metka doctor`: what metka finds around it, for a person who wonders why something looks or works as it does, and
//! for those whom they ask. It changes nothing.

use super::{Common, Outcome, Result, settings::Settings};
use crate::{
    annotation::{layer_file, schema_file},
    keymap::{Keyboard, Keymap},
    locale::{Locale, Message, Place, Problem},
    msg,
    shell::{
        paths,
        store::Texts,
        terminal::{clipboard::Clipboard, render::Abilities, screen, start},
    },
    text::glyph,
};
use std::{
    env,
    io::{self, IsTerminal},
    path::Path,
};

/// Print a line for each thing, then what is wrong.
///
/// # Errors
/// When there is no home folder.
pub fn run(flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let (keymap, of_keymap) = settings.keymap();
    let mut found = Found {
        rows: Vec::new(),
        problems: settings.problems.clone(),
    };
    found.problems.extend(of_keymap);
    found.version();
    found.terminal(&settings, &locale);
    found.settings(&settings, &keymap);
    let folders = &settings.folders;
    found.row(msg!("doctor-config"), folders.config.display().to_string());
    found.folder(msg!("doctor-data"), &folders.data, &locale);
    found.texts(&Texts::new(&folders.data), settings.keep_texts(), &locale);
    found.folder(msg!("doctor-state"), &folders.state, &locale);
    found.folder(msg!("doctor-cache"), &folders.cache, &locale);
    super::print(&table(&found.rows, &locale));
    if found.problems.is_empty() {
        super::print(&format!("{}\n", locale.say(&msg!("doctor-well"))));
    }
    Ok(super::report(&found.problems, &locale))
}

/// What there is, with its name, and what is wrong.
struct Found {
    rows: Vec<(Message, String)>,
    problems: Vec<Problem>,
}

impl Found {
    fn row(&mut self, name: Message, value: String) {
        self.rows.push((name, value));
    }

    fn version(&mut self) {
        let (version, system) = (env!("CARGO_PKG_VERSION"), env::consts::OS);
        let value = format!("metka {version}, {system} {}", env::consts::ARCH);
        self.row(msg!("doctor-version"), value);
        let (layer, schema) = (layer_file::FORMAT, schema_file::FORMAT);
        self.row(msg!("doctor-formats"), format!("{layer}, {schema}"));
    }

    /// Any of the three streams tells of a terminal: what is told here may be on its way into a file.
    fn terminal(&mut self, settings: &Settings, locale: &Locale) {
        let tty = [
            io::stdin().is_terminal(),
            io::stdout().is_terminal(),
            io::stderr().is_terminal(),
        ];
        let variable = |name: &str| env::var(name).ok();
        let (term, wish) = (variable("TERM").unwrap_or_default(), settings.wish());
        match start::judge(&variable, wish, tty.contains(&true)) {
            Ok(terminal) => self.problems.extend(terminal.warning.map(Problem::new)),
            Err(problem) => self.problems.push(problem),
        }
        self.row(msg!("doctor-terminal"), terminal_line(tty[1]));
        self.row(msg!("doctor-can"), abilities(&term, locale));
        let (depth, reason) = settings.depth();
        let reason = reason.map_or_else(|| locale.say(&msg!("doctor-asked")), str::to_owned);
        let colors = format!("{} ({reason}), {}", depth.name(), settings.theme());
        self.row(msg!("doctor-colors"), colors);
        let signs = match settings.look().ascii {
            true => msg!("doctor-signs-ascii"),
            false => msg!("doctor-signs-all"),
        };
        self.row(msg!("doctor-signs"), locale.say(&signs));
        let name = start::locale(&variable);
        let utf8 = match start::is_utf8(&name) {
            true => msg!("doctor-utf8"),
            false => msg!("doctor-not-utf8"),
        };
        let words = [&name, &locale.say(&utf8), locale.lang().tag()];
        self.row(msg!("doctor-locale"), words.join(", "));
        for (name, on) in [
            (msg!("doctor-linear"), wish.linear),
            (msg!("doctor-mouse"), wish.mouse && !wish.linear),
        ] {
            self.row(name, locale.say(&if on { msg!("yes") } else { msg!("no") }));
        }
        let clipboard = match Clipboard::of(&term, &variable) {
            Clipboard::Direct => msg!("doctor-clipboard-direct"),
            Clipboard::Tmux => msg!("doctor-clipboard-through", name = "tmux"),
            Clipboard::Screen => msg!("doctor-clipboard-through", name = "screen"),
            Clipboard::None => msg!("copy-no-clipboard"),
        };
        self.row(msg!("doctor-clipboard"), locale.say(&clipboard));
    }

    fn settings(&mut self, settings: &Settings, keymap: &Keymap) {
        self.row(msg!("doctor-annotator"), settings.annotator());
        let same = |name: &&&str| Keyboard::named(name).as_ref() == Some(keymap.keyboard());
        let layout = Keyboard::NAMES.iter().find(same).unwrap_or(&"keymap.ron");
        self.row(msg!("doctor-layout"), (*layout).to_owned());
        let keys = match settings.own_keymap_holds() {
            true => settings.keymap_file().display().to_string(),
            false => settings.preset().to_owned(),
        };
        self.row(msg!("doctor-keys"), keys);
    }

    /// Nobody notices a folder that grows: what is in it, and that it may go.
    fn texts(&mut self, texts: &Texts, on: bool, locale: &Locale) {
        let (count, bytes) = texts.tally();
        let said = match count {
            0 if on => msg!("doctor-no-texts"),
            0 => msg!("doctor-texts-off"),
            _ => msg!(
                "doctor-kept-texts",
                count = count,
                kib = bytes.div_ceil(1024).to_string()
            ),
        };
        let folder = texts.folder().display().to_string();
        self.row(
            msg!("doctor-texts"),
            format!("{folder}, {}", locale.say(&said)),
        );
    }

    fn folder(&mut self, name: Message, folder: &Path, locale: &Locale) {
        let shown = folder.display().to_string();
        let state = match paths::writable(folder) {
            Ok(true) => msg!("doctor-writable"),
            Ok(false) => msg!("doctor-not-there-yet"),
            Err(why) => {
                let what = Problem::new(msg!("folder-not-writable")).because(why);
                let what = what.hint(msg!("folder-not-writable-hint"));
                self.problems.push(what.at(Place::file(shown.clone())));
                msg!("doctor-not-writable")
            }
        };
        self.row(name, format!("{shown}, {}", locale.say(&state)));
    }
}

/// What is expected of a terminal called `term`.
fn abilities(term: &str, locale: &Locale) -> String {
    let can = Abilities::of(term);
    let known = Abilities::of_known(term).is_some();
    let parts = [
        (!known, msg!("doctor-can-unknown")),
        (!can.moves, msg!("doctor-can-nothing")),
        (can.scroll, msg!("doctor-can-scroll")),
        (can.alternate, msg!("doctor-can-alternate")),
        (can.paste, msg!("doctor-can-paste")),
        (can.sync, msg!("doctor-can-sync")),
        (can.underline_colour, msg!("doctor-can-underline")),
    ];
    let said = parts.iter().filter(|(holds, _)| *holds);
    let said: Vec<String> = said.map(|(_, message)| locale.say(message)).collect();
    match said.is_empty() {
        true => locale.say(&msg!("doctor-can-little")),
        false => said.join(", "),
    }
}

/// The terminal by name and size, and what stands between it and us.
fn terminal_line(sized: bool) -> String {
    let mut parts = vec![env::var("TERM").unwrap_or_default()];
    if sized {
        let (columns, rows) = screen::size();
        parts.push(format!("{columns}x{rows}"));
    }
    for (variable, name) in [
        ("TMUX", "tmux"),
        ("STY", "screen"),
        ("SSH_CONNECTION", "SSH"),
    ] {
        parts.extend(env::var_os(variable).map(|_| name.to_owned()));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Names and values in two columns.
fn table(rows: &[(Message, String)], locale: &Locale) -> String {
    let names: Vec<String> = rows.iter().map(|(name, _)| locale.say(name)).collect();
    let widest = names.iter().map(|name| glyph::width(name)).max();
    let line = |(name, (_, value)): (&String, &(Message, String))| {
        let name = glyph::padded(name, widest.unwrap_or(0));
        format!("{name}  {}\n", glyph::neutral(value))
    };
    names.iter().zip(rows).map(line).collect()
}
