//! What means something else in the format: in texts a few characters, in values many more, each its own way.

/// A line of the text of a sentence. Line feeds are not in it: they divide lines.
pub(super) fn text(line: &str, to: &mut String) {
    for c in line.chars() {
        match c {
            '\\' => to.push_str("\\\\"),
            '\t' => to.push_str("\\t"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\u{c}' => to.push_str("\\f"),
            '\u{8}' => to.push_str("\\b"),
            c => {
                if is_marked(c) {
                    to.push('\\');
                }
                to.push(c);
            }
        }
    }
}

/// Whether a control character stands behind a backslash as it is.
fn is_marked(c: char) -> bool {
    c < ' ' && c != '\u{b}'
}

/// The line as it was; `java` as versions up to 3.1 wrote it, with `\uXXXX`.
pub(super) fn read_text(line: &str, java: bool) -> String {
    if !line.contains('\\') {
        return line.to_owned();
    }
    let mut units = Vec::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let mut buffer = [0; 2];
        let mut put = |c: char| units.extend_from_slice(c.encode_utf16(&mut buffer));
        if c != '\\' {
            put(c);
            continue;
        }
        let after = rest.as_str();
        let mut next = after.chars();
        match next.next() {
            Some('\\') => put('\\'),
            Some('t') => put('\t'),
            Some('n') => put('\n'),
            Some('r') => put('\r'),
            Some('f') => put('\u{c}'),
            Some('b') => put('\u{8}'),
            Some(c @ ('"' | '\'')) if java => put(c),
            Some('u') if java => match after.get(1..5).and_then(hex) {
                Some(unit) => {
                    units.push(unit);
                    next = after[5..].chars();
                }
                None => {
                    put('\\');
                    put('u');
                }
            },
            Some(c) if is_marked(c) => put(c),
            _ => {
                put('\\');
                continue;
            }
        }
        rest = next;
    }
    String::from_utf16_lossy(&units)
}

fn hex(digits: &str) -> Option<u16> {
    let all = digits.bytes().all(|it| it.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| all)
}

/// A value in a column.
pub(super) fn value(value: &str, to: &mut String) {
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        match c {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => {
                to.push('\\');
                to.push(c);
            }
            '-' if value[at..].starts_with("->") => to.push_str("\\-"),
            '>' if before == '-' => to.push('>'),
            '\t' => to.push_str("\\t"),
            '\n' => to.push_str("\\n"),
            // Not of the format, but a line would end there.
            '\r' => to.push_str("\\r"),
            c => to.push(c),
        }
        before = c;
    }
}

/// The value as it was.
pub(super) fn read_value(value: &str) -> String {
    let mut read = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('t') => read.push('\t'),
                Some('n') => read.push('\n'),
                Some('r') => read.push('\r'),
                Some(c) => read.push(c),
                None => read.push('\\'),
            },
            c => read.push(c),
        }
    }
    read
}

/// The values of a cell, which bars divide.
pub(super) fn stacked(cell: &str) -> Vec<&str> {
    let (mut all, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in cell.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'|' => {
                all.push(&cell[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(&cell[start..]);
    all
}

/// A value and what stands in brackets behind it.
pub(super) fn bracketed(value: &str) -> (&str, Option<&str>) {
    let parts = value
        .strip_suffix(']')
        .and_then(|value| value.rsplit_once('['));
    match parts {
        Some((value, inner)) if inner.bytes().all(|it| it.is_ascii_digit() || it == b'_') => {
            (value, Some(inner))
        }
        _ => (value, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        for it in [
            "",
            "обычный текст",
            "\\ _ <b> & \"q\"; {a} -> * [x] |",
            "\\\\n\t\u{c}\u{8}\r\u{0}\u{b}\u{1f}",
            "a\\",
            "->->- ->\\->",
            "😀\\u0041",
        ] {
            let (mut line, mut cell) = (String::new(), String::new());
            text(it, &mut line);
            value(it, &mut cell);
            assert_eq!(read_text(&line, false), it);
            assert_eq!(read_value(&cell), it);
            assert_eq!(stacked(&format!("{cell}|{cell}")), [&*cell, &*cell]);
            assert_eq!(bracketed(&format!("{cell}[3]")), (&*cell, Some("3")));
            assert_eq!(bracketed(&cell), (&*cell, None));
        }
    }

    #[test]
    fn older_versions_wrote_as_java_does() {
        for (line, text) in [
            ("\\u0418 \\ud83d\\ude00 \\\"", "И 😀 \""),
            ("\\u041 \\u", "\\u041 \\u"),
            ("\\ud83d", "\u{fffd}"),
            ("a\\", "a\\"),
            ("\\ж", "\\ж"),
            ("\\u+041", "\\u+041"),
        ] {
            assert_eq!(read_text(line, true), text);
        }
        assert_eq!(read_text("\\u0418", false), "\\u0418");
    }
}
