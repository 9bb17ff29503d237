//! XML as several formats write it: what a character may be and how it is written.

/// Whether XML 1.0 has `c` at all, however it is written.
pub(super) fn is_char(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    }
}

/// Add `text` to `to`, so that a reader finds it in an attribute or an element as it was. What XML has not becomes
/// U+FFFD, which is one code point and one UTF-16 unit as well: offsets stay.
pub(super) fn escape(text: &str, to: &mut String) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            // In an attribute all three would be read as a blank, and a carriage return nowhere as one.
            '\t' => to.push_str("&#9;"),
            '\n' => to.push_str("&#10;"),
            '\r' => to.push_str("&#13;"),
            c if is_char(c) => to.push(c),
            _ => to.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_not_is_replaced_and_the_rest_is_written() {
        let mut written = String::new();
        escape(
            "<а> & \"б\"\r\n\t\0\u{c}\u{ffff}\u{7f}😀\u{feff}",
            &mut written,
        );
        assert_eq!(
            written,
            "&lt;а&gt; &amp; &quot;б&quot;&#13;&#10;&#9;\u{fffd}\u{fffd}\u{fffd}\u{7f}😀\u{feff}"
        );
    }
}
