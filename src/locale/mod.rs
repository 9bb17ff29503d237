//! The words of the interface: everything a person reads goes through a [`Message`], an id with arguments,
//! and is put into words by a [`Locale`] at the last moment. The words are Fluent files in `locales/`.
//!
//! Faults of files a person writes are told here too: [`Problem`] says what, where and why, [`Source`] knows where,
//! [`nearest`] guesses what was meant.

mod cause;
mod message;
mod nearest;
mod number;
mod problem;
mod source;

pub use message::{Arg, Message};
pub use nearest::nearest;
pub use number::grouped;
pub use problem::{Place, Problem};
pub use source::{At, Source, options};

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Russian
    #[default]
    Ru,
    /// English
    En,
}

/// Every language with its tag and its words.
pub const LANGS: &[(Lang, &str, &str)] = &[
    (Lang::Ru, "ru", include_str!("../../locales/ru.ftl")),
    (Lang::En, "en", include_str!("../../locales/en.ftl")),
];

impl Lang {
    /// The language called `tag` (`ru`, `en`).
    pub fn from_tag(tag: &str) -> Option<Self> {
        LANGS
            .iter()
            .find(|(_, name, _)| *name == tag)
            .map(|(lang, _, _)| *lang)
    }

    /// The tag of this language.
    pub fn tag(self) -> &'static str {
        LANGS
            .iter()
            .find(|(lang, _, _)| *lang == self)
            .map_or("en", |(_, tag, _)| tag)
    }

    /// The language of a POSIX locale name: Russian for `ru_RU.UTF-8`, English for the rest.
    pub fn from_posix(name: &str) -> Self {
        if name.starts_with("ru") {
            Lang::Ru
        } else {
            Lang::En
        }
    }
}

thread_local! {
    /// The languages that were spoken on this thread: reading the words takes longer than saying them.
    static SPOKEN: [OnceCell<Locale>; LANGS.len()] = const { [const { OnceCell::new() }; LANGS.len()] };
}

impl Lang {
    /// Say something in this language where there is no [`Locale`] at hand: on a thread that writes pages.
    pub fn speak<T>(self, say: impl FnOnce(&Locale) -> T) -> T {
        let index = LANGS.iter().position(|(lang, _, _)| *lang == self);
        SPOKEN.with(|spoken| say(spoken[index.unwrap_or(0)].get_or_init(|| Locale::new(self))))
    }
}

/// One language, ready to speak.
pub struct Locale {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    ascii: bool,
}

/// What signs of the interface become on a terminal that has only ASCII besides letters. Arrows are told as the keys
/// they stand for: `v` and `>` are keys of their own.
const PLAIN: [(char, &str); 14] = [
    ('↑', "Up"),
    ('↓', "Down"),
    ('←', "Left"),
    ('→', "Right"),
    ('…', "..."),
    ('·', "-"),
    ('•', "-"),
    ('—', "-"),
    ('–', "-"),
    ('«', "\""),
    ('»', "\""),
    ('“', "\""),
    ('”', "\""),
    ('\u{a0}', " "),
];

impl Locale {
    /// The same words with signs in ASCII, or as they are.
    pub fn in_ascii(mut self, ascii: bool) -> Self {
        self.ascii = ascii;
        self
    }

    /// `text` with the signs that this terminal has.
    pub fn fit(&self, text: String) -> String {
        if !self.ascii || text.is_ascii() {
            return text;
        }
        let mut fitted = String::with_capacity(text.len());
        for c in text.chars() {
            match PLAIN.iter().find(|(sign, _)| *sign == c) {
                Some((_, plain)) => fitted.push_str(plain),
                None => fitted.push(c),
            }
        }
        fitted
    }

    /// The locale of `lang`. A broken line of a locale file loses that message only (a test finds it).
    pub fn new(lang: Lang) -> Self {
        let (_, tag, words) = LANGS
            .iter()
            .find(|(known, _, _)| *known == lang)
            .unwrap_or(&LANGS[0]);
        let id: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // The isolating marks are bidi controls: they must never reach a terminal.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new((*words).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self {
            lang,
            bundle,
            ascii: false,
        }
    }

    /// Which language it speaks.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there are words for `id`.
    pub fn knows(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The message in words; its id when there are none. Arguments are put in as they are: whoever draws
    /// or prints the result makes it neutral (`text::glyph::neutral`).
    pub fn say(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(message.id).and_then(|m| m.value()) else {
            return message.id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        let mut errors = Vec::new();
        let words = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        self.fit(words.into_owned())
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Message(message) => FluentValue::from(self.say(message)),
        }
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({})", self.lang.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::msg;

    fn ids(words: &str) -> Vec<String> {
        let mut ids: Vec<String> = words
            .lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id.to_owned())
            .filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            .collect();
        ids.sort();
        ids
    }

    #[test]
    fn locales_are_well_formed_and_say_the_same_things() {
        for (lang, _, words) in LANGS {
            assert!(
                FluentResource::try_new((*words).to_owned()).is_ok(),
                "{lang:?}"
            );
        }
        assert_eq!(ids(LANGS[0].2), ids(LANGS[1].2));
    }

    #[test]
    fn signs_in_ascii() {
        let say = |ascii| {
            let ru = Locale::new(Lang::Ru).in_ascii(ascii);
            [ru.say(&msg!("saving")), ru.fit("j/о ↓".into())]
        };
        assert_eq!(say(false), ["сохраняю…", "j/о ↓"]);
        assert_eq!(say(true), ["сохраняю...", "j/о Down"]);
    }

    #[test]
    fn russian_plurals() {
        let ru = Locale::new(Lang::Ru);
        let said: Vec<String> = [1u64, 2, 5, 11, 21]
            .iter()
            .map(|n| ru.say(&msg!("documents", count = *n)))
            .collect();
        assert_eq!(
            said,
            [
                "1 документ",
                "2 документа",
                "5 документов",
                "11 документов",
                "21 документ"
            ]
        );
    }
}
