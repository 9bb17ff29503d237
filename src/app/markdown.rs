//! Markdown as plain lines: headings stand out, paragraphs are joined so that they can be wrapped for any width,
//! marks of emphasis are left out. Enough for guidelines; what it does not know is shown as it stands.

use super::pager::Line;
use crate::{locale::Locale, text::glyph};

/// The lines of `source`.
pub fn lines(source: &str, locale: &Locale) -> Vec<Line> {
    let mut reader = Reader {
        lines: Vec::new(),
        bullet: locale.fit("• ".into()),
        open: false,
        verbatim: false,
    };
    source.lines().for_each(|line| reader.line(line));
    reader.lines
}

struct Reader {
    lines: Vec<Line>,
    bullet: String,
    /// The last line may go on.
    open: bool,
    /// Inside a fence.
    verbatim: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if bare.starts_with("```") {
            self.verbatim = !self.verbatim;
            self.open = false;
        } else if self.verbatim || bare.starts_with('|') {
            self.push(Line::hanging(String::new(), line.into()), false);
        } else if bare.is_empty() {
            self.blank();
        } else if let Some(heading) = heading(bare) {
            self.blank();
            let heading = glyph::neutral(&inline(heading)).into_owned();
            self.push(Line::heading(heading), false);
        } else if let Some((mark, rest)) = item(bare) {
            let indent = line.len() - line.trim_start().len();
            let mark = mark.map_or_else(|| self.bullet.clone(), str::to_owned);
            let lead = format!("{}{mark}", " ".repeat(indent.min(8)));
            self.push(Line::hanging(lead, inline(rest)), true);
        } else {
            self.words(bare);
        }
    }

    fn push(&mut self, line: Line, open: bool) {
        self.lines.push(line);
        self.open = open;
    }

    fn blank(&mut self) {
        self.open = false;
        if self.lines.last().is_some_and(|last| *last != Line::blank()) {
            self.lines.push(Line::blank());
        }
    }

    /// More of the paragraph, or a new one.
    fn words(&mut self, words: &str) {
        let words = inline(words);
        match self.lines.last_mut() {
            Some(last) if self.open => {
                last.body.push(' ');
                last.body.push_str(&glyph::neutral(&words));
            }
            _ => self.push(Line::hanging(String::new(), words), true),
        }
    }
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let depth = line.len() - rest.len();
    (1..=6)
        .contains(&depth)
        .then(|| rest.strip_prefix(' '))
        .flatten()
}

/// The number of a list item (nothing for a bullet) and what follows.
fn item(line: &str) -> Option<(Option<&str>, &str)> {
    for bullet in ["- ", "* ", "+ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return Some((None, rest.trim_start()));
        }
    }
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let is_number = (1..=3).contains(&digits) && line[digits..].starts_with(". ");
    is_number.then(|| (Some(&line[..digits + 2]), line[digits + 2..].trim_start()))
}

/// Without the marks of emphasis and of code.
fn inline(words: &str) -> String {
    words.replace("**", "").replace("__", "").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn headings_paragraphs_and_items() {
        let source = "# Правила\nПервая\nстрока **важна**.\n\n\n- раз\n  и ещё\n  - два\n1. три\n## Мера\n```\na  b\n```\n";
        let lines: Vec<(String, bool)> = lines(source, &Locale::new(Lang::Ru))
            .into_iter()
            .map(|line| (line.lead + &line.body, line.heading))
            .collect();
        let expected = [
            ("Правила", true),
            ("Первая строка важна.", false),
            ("", false),
            ("• раз и ещё", false),
            ("  • два", false),
            ("1. три", false),
            ("", false),
            ("Мера", true),
            ("a  b", false),
        ];
        let expected = expected.map(|(text, heading)| (text.to_owned(), heading));
        assert_eq!(lines, expected);
    }
}
