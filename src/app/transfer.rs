//! Export and import of the open document: a format and a file are asked for, and what became of it is told. The menu
//! stays until the answer is there, so that a wrong name can be mended.

mod adding;
mod exporting;
mod importing;

pub use exporting::{Export, Exported};
pub use importing::{Import, Imported, Intake};

use super::{
    App, Notice,
    msg::Effect,
    popup::Popup,
    prompt::{Prompt, Typed},
};
use crate::{
    formats::{FORMATS, Format},
    keymap::{Code, Key, Mods},
    locale::{Message, Problem},
    msg,
};
use std::path::{Path, PathBuf};

/// The format that is offered first: it holds everything.
const FIRST: &str = "jsonl";

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Out, into a file.
    Export,
    /// In, from a file.
    Import,
}

/// The menu: a file and a format.
#[derive(Debug)]
pub struct Transfer {
    /// Where to.
    pub way: Way,
    /// The row of the format.
    pub cursor: usize,
    /// The file.
    pub prompt: Prompt,
    /// How far it is.
    pub stage: Stage,
    /// The file was named by the person.
    named: bool,
}

/// How far a transfer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The person chooses.
    Asking,
    /// The disk works.
    UnderWay,
    /// These files are there already: may they be replaced?
    Taken(Vec<PathBuf>),
    /// It could not be done.
    Refused(Problem),
}

impl Way {
    /// The formats there are for it.
    pub fn formats(self) -> Vec<&'static Format> {
        let all = FORMATS.iter().filter(|format| match self {
            Way::Export => format.write.is_some(),
            Way::Import => format.read.is_some(),
        });
        all.collect()
    }

    /// What the menu is for.
    pub fn title(self) -> Message {
        match self {
            Way::Export => msg!("export-title"),
            Way::Import => msg!("import-title"),
        }
    }

    /// What keys do in it.
    pub fn help(self) -> Message {
        match self {
            Way::Export => msg!("export-help"),
            Way::Import => msg!("import-help"),
        }
    }
}

impl Transfer {
    /// A menu with the name that the file of a document would have, without its extension.
    fn new(way: Way, name: &str) -> Self {
        let formats = way.formats();
        let first = formats.iter().position(|format| format.name == FIRST);
        let cursor = first.unwrap_or(0);
        let ending = formats.get(cursor).map_or(String::new(), |it| ending(it));
        Self {
            way,
            cursor,
            prompt: Prompt::new(&format!("{name}{ending}")),
            stage: Stage::Asking,
            named: false,
        }
    }

    /// The format that is chosen.
    pub fn format(&self) -> Option<&'static Format> {
        self.way.formats().get(self.cursor).copied()
    }

    /// Choose another format. The extension goes with it, but for a file to be read that somebody named.
    fn step(&mut self, by: isize) {
        let formats = self.way.formats();
        let last = formats.len().saturating_sub(1);
        let before = self.cursor;
        self.cursor = before.saturating_add_signed(by).min(last);
        self.stage = Stage::Asking;
        let (Some(old), Some(new)) = (formats.get(before), formats.get(self.cursor)) else {
            return;
        };
        let kept = self.way == Way::Import && self.named;
        if let Some(stem) = self
            .prompt
            .text()
            .strip_suffix(&ending(old))
            .filter(|_| !kept)
        {
            self.prompt = Prompt::new(&format!("{stem}{}", ending(new)));
        }
    }

    /// Text was typed or pasted.
    pub(super) fn renamed(&mut self) {
        (self.named, self.stage) = (true, Stage::Asking);
        self.follow();
    }

    /// The format of a file to be read is told by its extension, where the one that is chosen has another.
    fn follow(&mut self) {
        let formats = self.way.formats();
        let path = Path::new(self.prompt.text());
        let Some(typed) = path.extension().and_then(|it| it.to_str()) else {
            return;
        };
        let fits = |format: &&Format| format.files.names().contains(&typed);
        if self.way == Way::Import
            && !formats
                .get(self.cursor)
                .copied()
                .is_some_and(|it| fits(&it))
        {
            // Ours first: many programs call their files `.jsonl`.
            let own = formats.iter().position(|it| it.name == typed);
            let other = || formats.iter().position(fits);
            self.cursor = own.or_else(other).unwrap_or(self.cursor);
        }
    }
}

/// The extension of `format` with its dot.
fn ending(format: &Format) -> String {
    let extension = format.extension();
    extension.map_or(String::new(), |it| format!(".{it}"))
}

impl App {
    /// Ask for a format and a file.
    pub(super) fn transfer(&mut self, way: Way) -> Vec<Effect> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        if way == Way::Import && reader.fault.is_some() {
            return self.refuse(msg!("read-only"));
        }
        let entry = self.corpus.entry(reader.doc);
        let name = entry.and_then(|entry| entry.path.file_stem());
        let path = self.outside.join(name.unwrap_or_default());
        let shown: String = path.to_string_lossy().into_owned();
        let shown: String = shown.chars().filter(|c| !c.is_control()).collect();
        self.popup = Some(Popup::Transfer(Box::new(Transfer::new(way, &shown))));
        Vec::new()
    }

    /// A key for the menu.
    pub(super) fn transfer_key(&mut self, mut menu: Box<Transfer>, key: Key) -> Vec<Effect> {
        let yes = matches!(key.code, Code::Char('y' | 'Y' | 'н' | 'Н' | 'д' | 'Д'));
        if matches!(menu.stage, Stage::Taken(_)) && yes && key.mods == Mods::default() {
            return self.set_off(menu, true);
        }
        // What is under way is not called back; nothing else may be said to it.
        let waits = menu.stage == Stage::UnderWay;
        let typed = match waits {
            true => Prompt::default().key(key),
            false => menu.prompt.key(key),
        };
        match (key.code, typed) {
            (_, Typed::Cancelled) => return Vec::new(),
            _ if waits => {}
            (_, Typed::Accepted) => return self.set_off(menu, false),
            (_, Typed::Changed) => menu.renamed(),
            (Code::Down | Code::Tab, _) => menu.step(1),
            (Code::Up | Code::BackTab, _) => menu.step(-1),
            _ => {}
        }
        self.popup = Some(Popup::Transfer(menu));
        Vec::new()
    }

    fn set_off(&mut self, mut menu: Box<Transfer>, replace: bool) -> Vec<Effect> {
        let to = PathBuf::from(menu.prompt.text().trim());
        let (Some(format), false) = (menu.format(), to.as_os_str().is_empty()) else {
            menu.stage = Stage::Refused(Problem::new(msg!("transfer-no-name")));
            self.popup = Some(Popup::Transfer(menu));
            return Vec::new();
        };
        let effect = match menu.way {
            Way::Export => self.export(format, to, replace),
            Way::Import => self.import(format, to),
        };
        menu.stage = Stage::UnderWay;
        self.popup = Some(Popup::Transfer(menu));
        effect.into_iter().collect()
    }

    /// The menu that waits for an answer, if it was not left.
    fn waiting_menu(&mut self, way: Way) -> Option<Box<Transfer>> {
        match self.popup.take() {
            Some(Popup::Transfer(menu)) if menu.way == way && menu.stage == Stage::UnderWay => {
                Some(menu)
            }
            other => {
                self.popup = other;
                None
            }
        }
    }

    /// It could not be done: the menu says so, if it is still there.
    fn not_transferred(&mut self, menu: Option<Box<Transfer>>, stage: Stage) {
        match (menu, stage) {
            (Some(mut menu), stage) => {
                menu.stage = stage;
                self.popup = Some(Popup::Transfer(menu));
            }
            (None, Stage::Refused(problem)) => self.complain([problem]),
            (None, _) => self.notice = Some(Notice::Refused(msg!("transfer-taken"))),
        }
    }
}
