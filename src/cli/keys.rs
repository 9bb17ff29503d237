//! `metka keys`: the effective keymap as plain text; `metka keys check`: what is wrong in one's own.

use super::{Common, Outcome, Result, settings::Settings};
use crate::keymap::{Context, Keymap, Row, rows};
use crate::locale::{Locale, Place, Problem};
use crate::msg;
use crate::text::glyph;

/// Print the table; what is wrong in the person's own keymap goes to standard error.
///
/// # Errors
/// When there is no home folder.
pub fn run(flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let (map, problems) = settings.keymap();
    super::complain(settings.problems.iter().chain(&problems), &locale);
    super::print(&table(&map, &locale));
    Ok(if problems.is_empty() {
        Outcome::Good
    } else {
        Outcome::Found
    })
}

/// Tell what is wrong in the person's own keymap, or that nothing is.
///
/// # Errors
/// When there is no home folder.
pub fn check(flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    super::complain(&settings.problems, &locale);
    let problems = match settings.own_keymap() {
        Ok(Some((_, problems))) => problems,
        Ok(None) => {
            let what = msg!("keys-none-of-your-own", preset = settings.preset());
            return Ok(content(Problem::new(what), &settings, &locale));
        }
        Err(problem) => vec![problem],
    };
    if problems.is_empty() {
        let what = Problem::new(msg!("keys-right"));
        return Ok(content(what, &settings, &locale));
    }
    Ok(super::report(&problems, &locale))
}

/// Say that nothing is wrong with the keymap file.
fn content(what: Problem, settings: &Settings, locale: &Locale) -> Outcome {
    let file = Place::file(settings.keymap_file().display().to_string());
    super::report(&[what.at(file)], locale);
    Outcome::Good
}

/// Every key of every context: its chords, the command as keymap files name it, and what it does.
pub fn table(map: &Keymap, locale: &Locale) -> String {
    let parts: Vec<(Context, Vec<Row>)> = Context::ALL
        .iter()
        .map(|context| (*context, rows(map, *context, locale)))
        .collect();
    let all = || parts.iter().flat_map(|(_, rows)| rows);
    let keys = all().map(|row| glyph::width(&row.keys)).max().unwrap_or(0);
    let names = all().map(|row| glyph::width(row.name)).max().unwrap_or(0);
    let part = |(context, rows): &(Context, Vec<Row>)| {
        let title = locale.say(&context.title());
        let lines: String = rows.iter().map(|row| line(row, keys, names)).collect();
        format!("{}: {title}\n{lines}", context.name())
    };
    parts.iter().map(part).collect::<Vec<String>>().join("\n")
}

fn line(row: &Row, keys: usize, names: usize) -> String {
    let keys = glyph::padded(&row.keys, keys);
    let name = glyph::padded(row.name, names);
    format!("  {keys}  {name}  {}\n", row.help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Keyboard;
    use crate::locale::Lang;

    #[test]
    fn keys_commands_and_help_stand_in_columns() {
        let own = r#"(preset: "none", list: [(["j", "Down"], "row-down"), ("界", "quit")], reader: [("g g", "first")])"#;
        let (map, problems) = Keymap::with_user_file(own, "keys.ron", Keyboard::default());
        assert_eq!(problems, []);
        let expected = "\
list: список документов
  j/о  ↓   row-down  Следующая строка
  界       quit      Назад, закрыть, выйти

reader: текст
  g g/п п  first     В начало

pager: справка и инструкция

panel: панель аннотаций
";
        assert_eq!(table(&map, &Locale::new(Lang::Ru)), expected);
    }

    #[test]
    fn every_binding_of_the_presets_is_told() {
        for name in Keymap::PRESETS {
            let map = Keymap::preset(name, Keyboard::default()).unwrap_or_else(|| panic!("{name}"));
            let told = table(&map, &Locale::new(Lang::En));
            for binding in map.bindings() {
                let command = binding.action.command();
                assert!(told.contains(command.name) && told.contains(command.help));
            }
            let commands = told.lines().filter(|line| line.starts_with("  ")).count();
            let mut bound: Vec<_> = map
                .bindings()
                .iter()
                .map(|b| (b.context, b.action.command().name))
                .collect();
            bound.sort();
            bound.dedup();
            assert_eq!(commands, bound.len(), "{name}");
        }
    }
}
