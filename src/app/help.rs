//! All keys as a text to page through: those of the screen the person is on first, grouped by what they are about.

use super::pager::Line;
use crate::{
    commands::{Action, Group},
    keymap::{Context, Keymap, Row, rows},
    locale::Locale,
    msg,
    text::glyph,
};

/// The lines of help.
pub fn lines(map: &Keymap, locale: &Locale, here: Context) -> Vec<Line> {
    let others = Context::ALL.iter().copied().filter(|other| *other != here);
    let mut lines = Vec::new();
    for context in std::iter::once(here).chain(others) {
        if !lines.is_empty() {
            lines.push(Line::blank());
        }
        lines.extend(part(map, locale, context));
    }
    lines
}

/// The keys of one context under its title.
fn part(map: &Keymap, locale: &Locale, context: Context) -> Vec<Line> {
    let rows = with_digits_as_one(rows(map, context, locale), locale);
    let widths = rows.iter().map(|row| glyph::width(&row.keys));
    let keys = widths.max().unwrap_or(0);
    let title = capitalised(&locale.say(&context.title()));
    // A short context is read at a glance without groups.
    let grouped = rows.len() > 12;
    let mut lines = Vec::new();
    if !grouped {
        lines.push(Line::heading(title.clone()));
    }
    let mut group: Option<Group> = None;
    for row in rows {
        let about = row.action.command().group;
        if grouped && group != Some(about) {
            lines.extend(group.map(|_| Line::blank()));
            let heading = format!("{title}: {}", locale.say(&about.title()));
            lines.push(Line::heading(heading));
            group = Some(about);
        }
        let lead = format!("  {}  ", glyph::padded(&row.keys, keys));
        lines.push(Line::hanging(lead, row.help));
    }
    lines
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// Ten rows that say the same of ten digits become one.
fn with_digits_as_one(rows: Vec<Row>, locale: &Locale) -> Vec<Row> {
    let is_digit = |row: &Row| super::acting::LABELS.contains(&row.action);
    let digits: Vec<&Row> = rows.iter().filter(|row| is_digit(row)).collect();
    let [first, .., last] = digits[..] else {
        return rows;
    };
    let one = Row {
        keys: locale.fit(format!("{} … {}", first.keys, last.keys)),
        help: locale.say(&msg!("help-labels")),
        ..first.clone()
    };
    let rest = rows.iter().filter(|row| !is_digit(row)).cloned();
    let (before, after): (Vec<Row>, Vec<Row>) =
        rest.partition(|row| (row.action as usize) < Action::Label1 as usize);
    [before, vec![one], after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{keymap::Keyboard, locale::Lang};

    #[test]
    fn digits_are_one_line_and_the_screen_at_hand_comes_first() {
        let map = Keymap::preset("default", Keyboard::default()).expect("a preset");
        let lines = lines(&map, &Locale::new(Lang::Ru), Context::Reader);
        let text: Vec<String> = lines
            .iter()
            .map(|line| format!("{}{}", line.lead, line.body))
            .collect();
        assert_eq!(text[0], "Текст: движение");
        let labels: Vec<&String> = text.iter().filter(|line| line.contains("1 … 0")).collect();
        assert_eq!(labels.len(), 1);
        assert!(!text.iter().any(|line| line.contains("меткой 7")));
    }
}
