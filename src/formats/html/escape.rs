//! What others wrote, as text of a page: markup stays text, and what a browser would obey or nobody would see is
//! shown by the symbol it has in the terminal.

use crate::text::glyph;
use std::fmt::Write;

/// Adds `text` to a page, with its line ends.
pub(super) fn push(page: &mut String, text: &str) {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => page.push('\n'),
            '\n' | '\t' => page.push(c),
            _ => match glyph::stand_in(c).filter(|_| !joins_picture(before, c)) {
                Some(symbol) => {
                    let code = u32::from(c);
                    // A string takes all that is written to it.
                    let _infallible =
                        write!(page, "<i class=\"x\" title=\"U+{code:04X}\">{symbol}</i>");
                }
                None => push_char(page, c),
            },
        }
        before = c;
    }
}

/// `text` for an attribute or the title of a page: one line.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let neutral = glyph::neutral(text);
    neutral.chars().for_each(|c| push_char(&mut line, c));
    line
}

/// [`push`] into a string of its own.
pub(super) fn text(text: &str) -> String {
    let mut page = String::with_capacity(text.len());
    push(&mut page, text);
    page
}

fn push_char(page: &mut String, c: char) {
    match c {
        '&' => page.push_str("&amp;"),
        '<' => page.push_str("&lt;"),
        '>' => page.push_str("&gt;"),
        '"' => page.push_str("&quot;"),
        '\'' => page.push_str("&#39;"),
        _ => page.push(c),
    }
}

/// Whether `c`, which is not seen itself, makes one picture of several: an emoji and what follows it.
fn joins_picture(before: char, c: char) -> bool {
    let picture = !before.is_alphanumeric() && !before.is_whitespace() && !before.is_ascii();
    picture && matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}
