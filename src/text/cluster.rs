//! Grapheme clusters with the class of their base, walked fast: the tokenizer and the folding
//! look at every one of them, and nearly all in Russian text are a single letter, for which the
//! full rules of UAX 29 need not be asked.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What a cluster is to the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Digit,
    /// White space all through.
    Blank,
    /// Ends sentences: `.` `!` `?` `…`.
    Stop,
    /// Seen by nobody and of no weight inside a word: soft hyphen, bidi controls, word joiner.
    Format,
    Other,
}

/// One grapheme cluster: where it is, its first character and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) base: char,
    pub(super) class: Class,
}

/// The cluster that starts at `start` of `source`, which must be the border of one.
#[inline]
pub(super) fn cluster_at(source: &str, start: usize) -> Option<Cluster> {
    let rest = &source[start..];
    let base = rest.chars().next()?;
    let mut end = start + base.len_utf8();
    let mut class = classify(base);
    if !(takes_only_marks(base) && begins_cluster(&source.as_bytes()[end..])) {
        end = start + rest.graphemes(true).next().map_or(0, str::len);
        if class == Class::Blank && !source[start..end].chars().all(char::is_whitespace) {
            class = Class::Other;
        }
    }
    Some(Cluster {
        start,
        end,
        base,
        class,
    })
}

/// All clusters of `source`.
pub(super) fn clusters(source: &str) -> impl Iterator<Item = Cluster> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let cluster = cluster_at(source, at)?;
        at = cluster.end;
        Some(cluster)
    })
}

/// The last cluster border of `source` at or before byte `at`. Looks at the neighbourhood only.
pub(super) fn floor_grapheme(source: &str, at: usize) -> usize {
    let at = source.floor_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, source.len(), true);
    match cursor.is_boundary(source, 0) {
        Ok(false) => prev_grapheme(source, at),
        _ => at,
    }
}

/// The cluster border before byte `at`, a character border; the start when there is none.
pub(super) fn prev_grapheme(source: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, source.len(), true);
    cursor.prev_boundary(source, 0).ok().flatten().unwrap_or(0)
}

/// The cluster border after byte `at`, a character border; the end when there is none.
pub(super) fn next_grapheme(source: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, source.len(), true);
    let next = cursor.next_boundary(source, 0);
    next.ok().flatten().unwrap_or(source.len())
}

/// Whether `base` joins with nothing but marks after it: no half of CRLF, no conjoining letter.
fn takes_only_marks(base: char) -> bool {
    base != '\r' && (base < '\u{530}' || ('\u{2010}'..'\u{2030}').contains(&base))
}

/// Whether what `bytes` begin with certainly starts a cluster of its own, told by the first bytes
/// of the encoding: ASCII, Latin-1, Cyrillic letters, dashes and quotes.
fn begins_cluster(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [first, ..] if *first < 0x80 => true,
        [0xC2 | 0xD0 | 0xD1 | 0xD3, ..] => true,
        [0xE2, 0x80, third, ..] => (0x90..0xA8).contains(third),
        _ => false,
    }
}

#[inline]
fn classify(base: char) -> Class {
    match base {
        'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' | 'ё' | 'Ё' => Class::Letter,
        '0'..='9' => Class::Digit,
        ' ' => Class::Blank,
        '.' | '!' | '?' | '…' => Class::Stop,
        '\u{AD}' | '\u{61C}' | '\u{200E}' | '\u{200F}' => Class::Format,
        '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => Class::Format,
        '\u{FEFF}' => Class::Format,
        _ if base.is_alphabetic() => Class::Letter,
        _ if base.is_numeric() => Class::Digit,
        _ if base.is_whitespace() => Class::Blank,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Characters that make clusters longer than one, among those that do not.
    const TRICKY: &str = "[а-я A-Zé.«»–—\r\n\u{ad}\u{301}\u{306}\u{200d}\u{200b}\u{fe0f}\
        \u{600}\u{483}\u{1f468}\u{1f1f7}\u{1f1fa}\u{1100}\u{1161}\u{915}\u{94d}\u{937}]{0,24}";

    fn check(source: &str) {
        let ours: Vec<_> = clusters(source)
            .map(|c| (c.start, &source[c.start..c.end]))
            .collect();
        let theirs: Vec<_> = source.grapheme_indices(true).collect();
        assert_eq!(ours, theirs, "{source:?}");
    }

    proptest! {
        #[test]
        fn the_shortcut_agrees_with_the_full_rules(any in "\\PC{0,24}", tricky in TRICKY) {
            check(&any);
            check(&tricky);
        }

        #[test]
        fn the_floor_is_the_last_border(source in TRICKY, at in 0usize..40) {
            let at = at.min(source.len());
            let starts = source.grapheme_indices(true).map(|(start, _)| start);
            let last = starts.chain([source.len()]).rfind(|&border| border <= at);
            prop_assert_eq!(Some(floor_grapheme(&source, at)), last);
        }
    }
}
