//! A day of work in minutes: random keys over many documents, in the state alone and in a real terminal.
//!
//! A few hundred keys in every run; `METKA_ROUNDS=200` makes 20,000 of them.

mod state;
mod terminal;

/// Tells how to have the same day again when it ends badly.
struct Seed(u64);

impl Seed {
    /// The one that is asked for, or any.
    fn choose() -> Self {
        let asked = std::env::var("METKA_SEED").ok();
        let asked = asked.and_then(|seed| seed.parse().ok());
        Self(asked.unwrap_or_else(|| fastrand::u64(..)))
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the same again: METKA_SEED={}", self.0);
        }
    }
}

/// Documents of the corpus.
const DOCUMENTS: usize = 200;

/// Keys of a round.
const KEYS: usize = 100;

/// What hands do, keys separated by blanks. What is done oftener stands here oftener.
const GESTURES: &[&str] = &[
    // Moving
    "j",
    "k",
    "h",
    "l",
    "w",
    "w",
    "w",
    "b",
    "l",
    ")",
    "(",
    "}",
    "{",
    "g g",
    "G",
    "g h",
    "g l",
    "Space",
    "PageUp",
    "о",
    "л",
    "р",
    "д",
    "ц",
    "ц",
    "и",
    "Down",
    "Up",
    "Left",
    "Right",
    "Home",
    "End",
    "[",
    "]",
    "J",
    "K",
    "g b",
    "g f",
    // Selecting
    "L",
    "H",
    "Alt-l",
    "Alt-h",
    "v",
    "o",
    "a",
    "A",
    "v w w",
    "Shift-Right",
    "Shift-Left",
    "Ф",
    "ф",
    // Marking
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "w 1",
    "w L 3",
    "t p",
    "t o",
    "t m",
    "е з",
    "T p",
    "T o",
    "T l",
    "c l",
    "с щ",
    "C d",
    "x",
    "x",
    "Delete",
    "m",
    "ь",
    ".",
    "R",
    "* Enter Enter",
    "* Backspace *",
    "* Esc",
    "+",
    "P",
    "w w +",
    "= ] =",
    "= [ = Enter",
    "= w =",
    "= j Enter",
    "g r",
    "g u",
    "g u Enter",
    "g u Backspace",
    "e Tab з а Enter",
    "e Down Down 5 Enter",
    "e 1 2 Esc",
    "e Backspace х Enter",
    // Undoing
    "u",
    "u",
    "u u u",
    "U",
    "U U",
    "г",
    "Г",
    // Searching
    "f з а в о д Enter",
    "f ~ г о д Enter",
    "n",
    "N",
    "т",
    "f х х х Esc",
    "f Enter",
    "F3 0 Backspace 1 Enter",
    // Bookmarks
    "M a",
    "' a",
    "M ф",
    "' ф",
    "g m a",
    "' ж",
    "Ь a",
    // Documents
    ">",
    "<",
    ">",
    "Ю",
    "Б",
    "F8",
    "F7",
    "d",
    "в",
    "q j Enter",
    "q j j Enter",
    "q k Enter",
    "q u Enter",
    "q s Enter",
    "q f 1 7 Enter Enter",
    "q G Enter",
    "Enter",
    "f Backspace Enter",
    // Around
    "i",
    "i j Enter",
    "i j x",
    "i j c l",
    "i e Esc",
    "F4",
    "I",
    "I j Space q",
    "F1",
    "F1 j Esc",
    "? u d q",
    "p о т м Enter",
    "p Esc",
    "F2 j Enter",
    ": у б р Enter",
    "z",
    "Z",
    "g z",
    "Ctrl-l",
    "Ctrl-z",
    "Esc",
    "Tab",
    "Shift-Tab",
    "Backspace",
    "y",
    "g Esc",
    "ё",
    "№",
];

/// Keys that mean something at some place, pressed where they may mean anything.
const ANY: &str = "abcdefghijklmnoprstuvwxyzABCDEGHIJKLMNOPRSTUVWXYZабвгдежзийклмнопрстуфхцчшщъыьэюяЁ0123456789()[]{}<>.,/?:;'`\\=+*-";

/// What to do next.
enum Deed {
    Keys(String),
    Paste,
}

fn deed(rng: &mut fastrand::Rng) -> Deed {
    match rng.u8(..100) {
        0 => Deed::Paste,
        1..12 => Deed::Keys(any_key(rng)),
        12..15 => Deed::Keys(format!("F{}", rng.u8(1..=12))),
        _ => Deed::Keys(GESTURES[rng.usize(..GESTURES.len())].to_owned()),
    }
}

fn any_key(rng: &mut fastrand::Rng) -> String {
    let at = rng.usize(..ANY.chars().count());
    ANY.chars().skip(at).take(1).collect()
}

/// What is pasted: more than a line, and hostile.
const PASTED: &str = "вставка\u{1b}[2J\t🏭\nдальше";

/// A document: every fifth one is odd.
fn document(at: usize) -> String {
    let usual = "Завод «Изопан» в г. Волжский вложил более 381 млрд рублей за 2014–2023 гг. Как сообщили в области, \
рост составил 20,9%.Глава А. Бочаров назвал завод главным.\n";
    match at % 10 {
        3 => String::new(),
        5 => format!(
            "{at}. Завод 🏭 открыт 👩‍🔬 в\tг. Волжский\r\n\r\n\u{1b}[31mкра\u{301}сный\u{202e} \u{200b}мя\u{ad}гкий 漢字\n"
        ),
        7 => format!("{at}. {}", "оченьдлинноеслово".repeat(40)),
        _ => format!("Текст номер {at}.\n\n{}", usual.repeat(1 + at % 12)),
    }
}
