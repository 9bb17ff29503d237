//! Formats of one token a line. What they have in common: how a text becomes tokens ([`cut`]), annotations become tags
//! and tags annotations ([`tags`]), and tokens become a text again ([`rebuild`]).

pub(super) mod conllu;
mod cut;
mod rebuild;
pub(super) mod table;
mod tags;
#[cfg(test)]
mod tests;

/// `word` without what would end a column: blanks, and what Python takes for such. Never empty.
fn cell(word: &str) -> String {
    let word: String = word.chars().filter(|c| !is_blank(*c)).collect();
    match word.is_empty() {
        true => "_".to_owned(),
        false => word,
    }
}

/// Whether `c` is white space to Python, whose programs read these files.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// `label` for programs that end it at a blank.
pub(super) fn without_blanks(label: &str) -> String {
    let words: Vec<&str> = label
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}
