//! What a terminal may receive: every grapheme becomes something printable with a known width. A
//! document may hold escape sequences, bidi controls that reorder a line, or marks that nobody can
//! see; whoever annotates must see that they are there, and the terminal must not obey them.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells between two tab stops.
const TAB_STOP: u16 = 8;

/// The longest cluster drawn whole, in characters: no language needs more marks on a letter, and
/// many of them spill over the rows above and below.
const MAX_CHARS: usize = 5;

/// Stands for a character that has no picture: unassigned, private, of no width.
const UNKNOWN: char = '▯';

/// Stands for a combining mark without a letter.
const LONE_MARK: char = '◌';

/// What is drawn for one grapheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What to print: one grapheme; for a tab the spaces to the next stop, and for a letter with an
    /// unseen character on it two graphemes.
    pub symbol: Cow<'a, str>,
    /// How many cells it takes.
    pub width: u16,
    /// The symbol stands for something that cannot be shown itself (drawn dim).
    pub replaced: bool,
}

/// What to draw for `grapheme` when it starts at cell `column` of its row (tabs advance to the next
/// stop of 8). Line terminators have width 0.
pub fn glyph(grapheme: &str, column: u16) -> Glyph<'_> {
    match grapheme {
        "" | "\n" | "\r" | "\r\n" => as_it_is("", 0),
        "\t" => tab(column),
        _ => {
            let mut chars = grapheme.chars();
            let base = chars.next().unwrap_or(UNKNOWN);
            match chars.next() {
                None => single(grapheme, base),
                Some(_) => cluster(grapheme, base),
            }
        }
    }
}

/// `text` with everything a terminal must not receive replaced by visible symbols; one line (line
/// ends become `⏎`, tabs `␉`). For file names, notes, messages.
pub fn neutral(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let drawn = text.graphemes(true).map(|grapheme| match grapheme {
        "\n" | "\r" | "\r\n" => Cow::Borrowed("⏎"),
        "\t" => Cow::Borrowed("␉"),
        _ => glyph(grapheme, 0).symbol,
    });
    Cow::Owned(drawn.collect())
}

/// Width in cells of a text that was made neutral.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn as_it_is(symbol: &str, width: u16) -> Glyph<'_> {
    Glyph {
        symbol: Cow::Borrowed(symbol),
        width,
        replaced: false,
    }
}

fn replaced<'a>(symbol: String) -> Glyph<'a> {
    Glyph {
        width: width(&symbol) as u16,
        symbol: Cow::Owned(symbol),
        replaced: true,
    }
}

fn tab<'a>(column: u16) -> Glyph<'a> {
    let width = TAB_STOP - column % TAB_STOP;
    as_it_is(&"        "[..usize::from(width)], width)
}

/// A grapheme of the one character `base`.
fn single(grapheme: &str, base: char) -> Glyph<'_> {
    match drawn(base) {
        _ if is_plain(base) => as_it_is(grapheme, 1),
        ' ' => as_it_is(" ", 1),
        symbol if symbol == base => as_it_is(grapheme, cells(base)),
        symbol => replaced(symbol.to_string()),
    }
}

/// A grapheme of `base` and more: whole when terminals agree on it; else the base alone, with a
/// symbol after it when something unseen hangs on a letter.
fn cluster(grapheme: &str, base: char) -> Glyph<'_> {
    if is_drawn_whole(grapheme, base) {
        return as_it_is(grapheme, width(grapheme) as u16);
    }
    let mut symbol = String::from(match drawn(base) {
        ' ' => LONE_MARK,
        drawn => drawn,
    });
    if base.is_alphanumeric() {
        let unseen = grapheme.chars().skip(1).filter(|&c| !selects_form(c));
        symbol.extend(unseen.filter_map(stand_in).next());
    }
    replaced(symbol)
}

/// Whether the cluster holds nothing unseen and is as wide as its characters together: emoji
/// sequences, which some terminals draw as one picture and others as several, are not.
fn is_drawn_whole(cluster: &str, base: char) -> bool {
    let follows = |c: char| stand_in(c).is_none() && (cells(c) == 0 || is_printable(c));
    let sum: u16 = cluster.chars().take(MAX_CHARS).map(cells).sum();
    let is_short = cluster.chars().nth(MAX_CHARS).is_none();
    is_short
        && base != ' '
        && drawn(base) == base
        && cluster.chars().skip(1).all(follows)
        && (1..=2).contains(&sum)
        && width(cluster) == usize::from(sum)
}

/// What is drawn for a character by itself.
fn drawn(c: char) -> char {
    match stand_in(c) {
        Some(symbol) => symbol,
        None if c.is_whitespace() => ' ',
        None if cells(c) == 0 => LONE_MARK,
        None if !is_printable(c) => UNKNOWN,
        None => c,
    }
}

/// Cells of a character by itself; none for what is not drawn.
fn cells(c: char) -> u16 {
    c.width().unwrap_or(0) as u16
}

/// What nearly all of a Russian text is made of.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | 'А'..='я' | 'Ё' | 'ё' | '«' | '»' | '–' | '—' | '…' | '№')
}

/// Whether `c`, not a mark, is assigned and has a form of its own. The standard library keeps the
/// table for its escapes.
fn is_printable(c: char) -> bool {
    is_plain(c) || c.escape_debug().next() != Some('\\')
}

/// Variation selectors: they only choose among the forms of a picture.
fn selects_form(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{E0100}'..='\u{E01EF}')
}

/// The visible symbol for a character that a terminal would obey or nobody would see.
pub fn stand_in(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(UNKNOWN),
        '\u{7F}' => '␡',
        '\u{85}' => '␤',
        '\u{80}'..='\u{9F}' => '␦',
        '\u{AD}' => '¬',
        '\u{200E}' | '\u{202A}' | '\u{202D}' | '\u{2066}' => '→',
        '\u{200F}' | '\u{61C}' | '\u{202B}' | '\u{202E}' | '\u{2067}' => '←',
        '\u{202C}' | '\u{2068}' | '\u{2069}' => '↔',
        '\u{200B}' => '·',
        '\u{200C}' => '¦',
        '\u{200D}' => '+',
        '\u{2060}' => '÷',
        '\u{FEFF}' => '◊',
        '\u{2028}' => '↵',
        '\u{2029}' => '¶',
        '\u{FFF9}'..='\u{FFFB}' => '‡',
        '\u{E0000}'..='\u{E007F}' => '†',
        _ if is_ignorable(c) => UNKNOWN,
        _ => return None,
    })
}

/// The remaining characters that Unicode calls default ignorable: fillers, joiners, invisible
/// operators, variation selectors.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{34F}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{2061}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0080}'..='\u{E0FFF}')
}

/// `text`, which was made neutral, with blanks up to `cells`; `{:1$}` would count characters.
pub fn padded(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    fn check(grapheme: &str, symbol: &str, width: u16, replaced: bool) {
        let glyph = glyph(grapheme, 0);
        let drawn = (glyph.symbol.as_ref(), glyph.width, glyph.replaced);
        assert_eq!(drawn, (symbol, width, replaced), "{grapheme:?}");
    }

    #[test]
    fn what_can_be_drawn_is_left_alone() {
        check("ж", "ж", 1, false);
        check("е\u{301}", "е\u{301}", 1, false);
        check("中", "中", 2, false);
        check("👍", "👍", 2, false);
        check("क\u{93f}", "क\u{93f}", 2, false);
    }

    #[test]
    fn blanks_are_spaces_and_line_terminators_nothing() {
        for blank in [" ", "\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}"] {
            check(blank, " ", 1, false);
        }
        for terminator in ["\n", "\r", "\r\n"] {
            check(terminator, "", 0, false);
        }
    }

    #[test]
    fn a_tab_reaches_the_next_stop() {
        for (column, width) in [(0, 8), (1, 7), (7, 1), (8, 8), (u16::MAX, 1)] {
            let tab = glyph("\t", column);
            assert_eq!((tab.width, tab.symbol.len()), (width, usize::from(width)));
        }
    }

    #[test]
    fn what_must_not_be_sent_is_shown() {
        check("\u{1b}", "␛", 1, true);
        check("\0", "␀", 1, true);
        check("\u{7f}", "␡", 1, true);
        check("\u{9b}", "␦", 1, true);
        check("\u{ad}", "¬", 1, true);
        check("\u{200b}", "·", 1, true);
        check("\u{202e}", "←", 1, true);
        check("\u{2066}", "→", 1, true);
        check("\u{feff}", "◊", 1, true);
        check("\u{2028}", "↵", 1, true);
        check("\u{e0041}", "†", 1, true);
        check("\u{301}", "◌", 1, true);
        check(" \u{301}", "◌", 1, true);
        check("\u{3164}", "▯", 1, true);
        check("\u{e000}", "▯", 1, true);
        check("\u{378}", "▯", 1, true);
        check("а\u{200d}", "а+", 2, true);
        check("1\u{fe0f}\u{20e3}", "1", 1, true);
        check("👨\u{200d}👩\u{200d}👧", "👨", 2, true);
        check(&format!("а{}", "\u{301}".repeat(100)), "а", 1, true);
    }

    #[test]
    fn a_neutral_text_is_one_line() {
        assert!(matches!(neutral("Отчёт — №1.txt"), Cow::Borrowed(_)));
        assert_eq!(neutral("a\tб\r\nв\u{1b}[31m"), "a␉б⏎в␛[31m");
        assert_eq!(width(&neutral("中\u{202e}а\u{301}")), 4);
    }

    /// Characters of all the kinds that are drawn otherwise than they are.
    const HOSTILE: &str = "[\u{0}-\u{9f}\u{ad}\u{300}-\u{36f}\u{600}\u{61c}\u{200b}-\u{200f}\
        \u{2028}-\u{202e}\u{2060}-\u{206f}\u{fe0f}\u{feff}\u{ff9e}\u{fff9}-\u{ffff}\u{1100}-\u{11ff}\
        \u{900}-\u{9ff}\u{1f1e6}-\u{1f1ff}\u{1f3fb}\u{1f468}\u{e0000}-\u{e01ff}ж]{1,6}";

    proptest! {
        #[test]
        fn the_terminal_gets_nothing_but_pictures(hostile in HOSTILE, any in "\\PC{1,6}", one in any::<char>()) {
            for text in [hostile, any, one.to_string()] {
                for grapheme in text.graphemes(true) {
                    let glyph = glyph(grapheme, 3);
                    prop_assert!(!glyph.symbol.contains(|c: char| stand_in(c).is_some()), "{:?}", glyph);
                    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
                    let (end, _) = buffer.set_stringn(0, 0, &glyph.symbol, 20, Style::default());
                    prop_assert_eq!(end, glyph.width, "{:?}", glyph);
                }
                let line = neutral(&text);
                prop_assert!(!line.contains(|c: char| stand_in(c).is_some()), "{:?}", line);
            }
        }
    }
}
