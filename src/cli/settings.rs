//! Settings: flags first, then `config.ron` in the config folder, then the environment.

use super::{
    Common, Result,
    config::{self, Config},
};
use crate::{
    annotation::{Schema, schema_file},
    app::{Proposing, msg::Reloaded},
    keymap::{Keyboard, Keymap},
    locale::{Lang, Locale, Place, Problem},
    msg,
    shell::{
        paths::{Folders, login},
        terminal::start::Wish,
        text_file,
    },
    text::decode::Encoding,
    view::{
        Look,
        theme::{Depth, Theme},
    },
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// A keymap, unless its file cannot be read, and what is wrong in it.
type Read = (Option<Keymap>, Vec<Problem>);

/// Flags and config together.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where things are kept.
    pub folders: Folders,
    /// What is wrong with the config; the program runs on without it.
    pub problems: Vec<Problem>,
    config: Config,
    flags: Common,
}

impl Settings {
    /// Read the config of the person.
    ///
    /// # Errors
    /// When there is no home folder.
    pub fn load(flags: &Common) -> Result<Self> {
        let folders = Folders::of_user()?;
        let (config, problems) = config::read(&folders.config.join("config.ron"));
        Ok(Self {
            folders,
            problems,
            config: config.unwrap_or_default(),
            flags: flags.clone(),
        })
    }

    /// Who annotates.
    pub fn annotator(&self) -> String {
        let named = self
            .flags
            .annotator
            .clone()
            .or_else(|| self.config.annotator.clone());
        named
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(login)
    }

    /// The words of the interface.
    pub fn locale(&self) -> Locale {
        Locale::new(self.lang()).in_ascii(self.ascii())
    }

    fn lang(&self) -> Lang {
        let tag = self.flags.lang.as_deref().or(self.config.lang.as_deref());
        tag.and_then(Lang::from_tag)
            .unwrap_or_else(lang_of_environment)
    }

    fn ascii(&self) -> bool {
        self.flags.ascii || self.config.ascii
    }

    /// The encoding that is forced, if any.
    pub fn encoding(&self) -> Option<Encoding> {
        Encoding::from_name(self.flags.encoding.as_deref()?)
    }

    /// Where the person's own keymap is, if there is one.
    pub fn keymap_file(&self) -> PathBuf {
        self.folders.config.join("keymap.ron")
    }

    /// The person's own keymap, with what is wrong in it: `None` without one, no keymap when it is broken as a whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn own_keymap(&self) -> std::result::Result<Option<Read>, Problem> {
        let file = self.keymap_file();
        let source = text_file::read(&file, msg!("cannot-read-keymap"))?;
        let shown = file.display().to_string();
        Ok(source.map(|source| Keymap::of_user_file(&source, &shown, self.keyboard())))
    }

    /// Whether the person's own keymap is what holds.
    pub fn own_keymap_holds(&self) -> bool {
        self.flags.keymap.is_none() && self.keymap_file().exists()
    }

    /// The name of the keymap that holds when the person has none of their own.
    pub fn preset(&self) -> &str {
        let flag = self.flags.keymap.as_deref();
        flag.or(self.config.keymap.as_deref()).unwrap_or("default")
    }

    /// The effective keymap, with what is wrong in the person's own file; a flag leaves that file aside.
    pub fn keymap(&self) -> (Keymap, Vec<Problem>) {
        let (map, problems) = self.readable_keymap();
        let preset = || named(self.preset(), self.keyboard());
        (map.unwrap_or_else(preset), problems)
    }

    /// The same; `None` when the person's own file cannot be read.
    fn readable_keymap(&self) -> Read {
        let own = match self.flags.keymap {
            None => self.own_keymap(),
            Some(_) => Ok(None),
        };
        match own {
            // The flag is nearer than the file.
            Ok(Some((map, problems))) if self.flags.layout.is_some() => {
                let map = map.map(|map| map.with_keyboard(self.keyboard()));
                (map, problems)
            }
            Ok(Some(own)) => own,
            Ok(None) => (Some(named(self.preset(), self.keyboard())), Vec::new()),
            Err(problem) => (None, vec![problem]),
        }
    }

    /// Read everything again. What cannot be read stays as it was.
    pub fn reload(&mut self) -> (Look, Reloaded) {
        let (config, mut problems) = config::read(&self.folders.config.join("config.ron"));
        if let Some(config) = config {
            self.config = config;
        }
        let (keymap, of_keymap) = self.readable_keymap();
        problems.extend(of_keymap);
        let reloaded = Reloaded {
            keymap,
            lang: self.lang(),
            ascii: self.ascii(),
            hyphenate: self.hyphenate(),
            problems,
        };
        (self.look(), reloaded)
    }

    fn keyboard(&self) -> Keyboard {
        let flag = self.flags.layout.as_deref();
        let name = flag.or(self.config.layout.as_deref());
        name.and_then(Keyboard::named).unwrap_or_default()
    }

    /// How many colours are used, and which variable decided so; `None`: a setting did.
    pub fn depth(&self) -> (Depth, Option<&'static str>) {
        let flag = self.flags.color.as_deref();
        let named = flag.or(self.config.color.as_deref());
        Depth::with_reason(named, &|name: &str| env::var(name).ok())
    }

    /// The name of the theme.
    pub fn theme(&self) -> &str {
        let flag = self.flags.theme.as_deref();
        flag.or(self.config.theme.as_deref()).unwrap_or("auto")
    }

    /// What is wanted of the terminal.
    pub fn wish(&self) -> Wish {
        Wish {
            mouse: self.flags.mouse || self.config.mouse,
            linear: self.flags.linear || self.config.linear,
        }
    }

    /// How suggestions are made and shown at first.
    pub fn proposing(&self) -> Proposing {
        let mut proposing = Proposing::default();
        proposing.uncertain_first = self.config.uncertain_first;
        for name in &self.config.suggesters_off {
            proposing.switches.set(name, false);
        }
        proposing
    }

    /// Whether words are divided at the end of a row.
    pub fn hyphenate(&self) -> bool {
        self.flags.hyphenate || self.config.hyphenate
    }

    /// Whether annotated texts are kept in case they change.
    pub fn keep_texts(&self) -> bool {
        self.config.keep_texts.unwrap_or(true)
    }

    /// How things look.
    pub fn look(&self) -> Look {
        let environment = |name: &str| env::var(name).ok();
        // The fonts of the Linux console have letters and frames, but few signs.
        let plain_console = env::var("TERM").is_ok_and(|term| term.starts_with("linux"));
        Look {
            theme: Theme::new(self.theme(), self.depth().0, &environment).unwrap_or_default(),
            ascii: self.ascii() || plain_console,
        }
    }
}

/// The preset of this name; a name only a config file can get wrong, the flag is checked.
fn named(preset: &str, keyboard: Keyboard) -> Keymap {
    Keymap::preset(preset, keyboard).unwrap_or_default()
}

/// The language the locale variables ask for; Russian when they say nothing (metka is for Russian texts).
pub fn lang_of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok());
    let named = set.into_iter().find(|value| !value.is_empty());
    match named.as_deref() {
        None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8") => Lang::Ru,
        Some(name) => Lang::from_posix(name),
    }
}

/// The schema of the corpus `root`: `metka.ron`, or the standard one.
///
/// # Errors
/// Every fault of `metka.ron`, with its place.
pub fn schema(root: &Path) -> Result<Schema> {
    let read = read_schema(&root.join("metka.ron"))?;
    Ok(read.unwrap_or_else(Schema::standard))
}

/// The schema in `file`.
///
/// # Errors
/// There is no such file, or every fault of it, with its place.
pub fn schema_file(file: &Path) -> Result<Schema> {
    let missing = || {
        let place = Place::file(file.display().to_string());
        let problem = Problem::new(msg!("cannot-read-schema")).at(place);
        problem.because(msg!("cause-not-found"))
    };
    Ok(read_schema(file)?.ok_or_else(missing)?)
}

fn read_schema(path: &Path) -> Result<Option<Schema>> {
    let source = text_file::read(path, msg!("cannot-read-schema"))?;
    let shown = path.display().to_string();
    let schema = source.map(|source| schema_file::read(&source, &shown));
    Ok(schema.transpose()?)
}
