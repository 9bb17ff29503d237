//! `config.ron` in the config folder: settings that stay.

use crate::{
    keymap::{Keyboard, Keymap},
    locale::{At, LANGS, Problem, Source},
    msg,
    shell::text_file,
    suggest::SUGGESTERS,
    view::theme::{Depth, Theme},
};
use serde::Deserialize;
use std::path::Path;

/// What it says; every line is optional.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub annotator: Option<String>,
    pub lang: Option<String>,
    pub layout: Option<String>,
    pub keymap: Option<String>,
    pub theme: Option<String>,
    pub color: Option<String>,
    pub ascii: bool,
    pub linear: bool,
    pub mouse: bool,
    pub hyphenate: bool,
    pub keep_texts: Option<bool>,
    pub suggesters_off: Vec<String>,
    pub uncertain_first: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Record<'a> {
    annotator: Option<String>,
    #[serde(borrow)]
    lang: Option<At<'a, String>>,
    #[serde(borrow)]
    layout: Option<At<'a, String>>,
    #[serde(borrow)]
    keymap: Option<At<'a, String>>,
    #[serde(borrow)]
    theme: Option<At<'a, String>>,
    #[serde(borrow)]
    color: Option<At<'a, String>>,
    ascii: bool,
    linear: bool,
    mouse: bool,
    hyphenate: bool,
    keep_texts: Option<bool>,
    #[serde(borrow)]
    suggesters_off: Vec<At<'a, String>>,
    uncertain_first: bool,
}

/// The config at `path`, and what is wrong in it: a wrong name is left out alone; `None` for a file that cannot be
/// read or is no RON.
pub(super) fn read(path: &Path) -> (Option<Config>, Vec<Problem>) {
    match text_file::read(path, msg!("cannot-read-config")) {
        Ok(Some(text)) => parse(&text, &path.display().to_string()),
        Ok(None) => (Some(Config::default()), Vec::new()),
        Err(problem) => (None, vec![problem]),
    }
}

fn parse(text: &str, shown: &str) -> (Option<Config>, Vec<Problem>) {
    let source = Source::new(shown, text);
    let record = match source.parse::<Record>(msg!("bad-config")) {
        Ok(record) => record,
        Err(problem) => {
            let problem = problem.hint(msg!("bad-config-hint"));
            return (None, vec![problem]);
        }
    };
    let mut problems = Vec::new();
    let mut named = |value: Option<At<String>>, names: &[&str]| {
        let value = value?;
        if names.contains(&value.value.as_str()) {
            return Some(value.value);
        }
        problems.push(
            Problem::new(msg!("no-such-value", name = value.value))
                .at(source.place(value.source))
                .hint(msg!("no-such-value-hint", names = names.join(", "))),
        );
        None
    };
    let langs: Vec<&str> = LANGS.iter().map(|(_, tag, _)| *tag).collect();
    let suggesters: Vec<&str> = SUGGESTERS.iter().map(|it| it.name()).collect();
    let off = record.suggesters_off.into_iter();
    let config = Config {
        suggesters_off: off.filter_map(|it| named(Some(it), &suggesters)).collect(),
        uncertain_first: record.uncertain_first,
        lang: named(record.lang, &langs),
        layout: named(record.layout, Keyboard::NAMES),
        keymap: named(record.keymap, Keymap::PRESETS),
        theme: named(record.theme, Theme::NAMES),
        color: named(record.color, Depth::NAMES),
        annotator: record.annotator,
        ascii: record.ascii,
        linear: record.linear,
        mouse: record.mouse,
        hyphenate: record.hyphenate,
        keep_texts: record.keep_texts,
    };
    problems.sort_by_key(|problem| problem.place.as_ref().and_then(|place| place.at));
    (Some(config), problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_told_at_its_place_and_the_rest_holds() {
        let (config, problems) = parse(
            "(\n    theme: \"drak\",\n    lang: \"en\", color: \"lots\",\n)",
            "config.ron",
        );
        let config = config.expect("it is RON");
        assert_eq!(config.lang.as_deref(), Some("en"));
        assert_eq!((config.theme, config.color), (None, None));
        let places: Vec<String> = problems
            .iter()
            .filter_map(|problem| Some(problem.place.as_ref()?.to_string()))
            .collect();
        assert_eq!(places, ["config.ron:2:12", "config.ron:3:24"]);
    }
}
