//! Bytes to text: the encodings Russian files come in.
//!
//! Certain signs go first (a byte order mark, the zeros of UTF-16, valid UTF-8); only then are
//! letter frequencies asked, and between the three one-byte encodings alone.

use super::source::Source;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{IBM866, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use memchr::memchr;

/// How much of a file is looked at for its encoding, in bytes.
const SAMPLE: usize = 64 * 1024;

/// An encoding metka reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows.
    Windows1251,
    /// Old Unix and mail.
    Koi8R,
    /// DOS.
    Ibm866,
}

use Encoding::{Ibm866, Koi8R, Utf8, Utf8Bom, Utf16Be, Utf16Le, Windows1251};

/// Each encoding with its name and the other names it goes by, in lower case.
const NAMES: &[(Encoding, &str, &[&str])] = &[
    (Utf8, "UTF-8", &["utf8"]),
    (Utf8Bom, "UTF-8-BOM", &["utf8-bom", "utf-8-sig"]),
    (
        Utf16Le,
        "UTF-16LE",
        &["utf16le", "utf-16", "utf16", "unicode"],
    ),
    (Utf16Be, "UTF-16BE", &["utf16be"]),
    (
        Windows1251,
        "CP1251",
        &["windows-1251", "win-1251", "win1251", "1251", "ansi"],
    ),
    (Koi8R, "KOI8-R", &["koi8r", "koi8", "koi-8"]),
    (Ibm866, "CP866", &["ibm866", "cp-866", "866", "dos"]),
];

impl Encoding {
    /// The name written in layers and shown in the status line: `UTF-8`, `UTF-8-BOM`, `UTF-16LE`,
    /// `UTF-16BE`, `CP1251`, `KOI8-R`, `CP866`.
    pub fn name(self) -> &'static str {
        let named = NAMES.iter().find(|(encoding, ..)| *encoding == self);
        named.map_or("UTF-8", |(_, name, _)| name)
    }

    /// The encoding called `name`, in any case, with the usual aliases (`windows-1251`, `cp866`,
    /// `dos`).
    pub fn from_name(name: &str) -> Option<Self> {
        let wanted = name.trim().to_ascii_lowercase();
        let is_named = |(_, name, aliases): &&(Encoding, &str, &[&str])| {
            name.eq_ignore_ascii_case(&wanted) || aliases.contains(&wanted.as_str())
        };
        NAMES.iter().find(is_named).map(|(encoding, ..)| *encoding)
    }

    fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Utf8 | Utf8Bom => UTF_8,
            Utf16Le => UTF_16LE,
            Utf16Be => UTF_16BE,
            Windows1251 => WINDOWS_1251,
            Koi8R => KOI8_R,
            Ibm866 => IBM866,
        }
    }

    /// The byte order mark that a file in this encoding may begin with.
    fn mark(self) -> &'static [u8] {
        match self {
            Utf8 | Utf8Bom => b"\xEF\xBB\xBF",
            Utf16Le => b"\xFF\xFE",
            Utf16Be => b"\xFE\xFF",
            Windows1251 | Koi8R | Ibm866 => b"",
        }
    }
}

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Bytes that the encoding has no character for were replaced by U+FFFD.
    pub damaged: bool,
}

/// Why bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// NUL bytes, or control characters in such number as no text has.
    Binary {
        /// Offset of the first byte that no text has.
        at: usize,
    },
}

/// Decode, recognising the encoding unless `forced`. A byte order mark is not part of the text. Bytes that are handed
/// over and are UTF-8 become the text without being copied.
///
/// # Errors
/// [`DecodeError::Binary`] when nothing is forced and the bytes are no text.
pub fn decode<'a>(
    source: impl Into<Source<'a>>,
    forced: Option<Encoding>,
) -> Result<Decoded, DecodeError> {
    let mut source = source.into();
    let encoding = match forced {
        Some(encoding) => encoding,
        None => recognise(&source)?,
    };
    if source.as_bytes().starts_with(encoding.mark()) {
        source.skip_mark(encoding.mark().len());
    }
    let (text, damaged) = text_of(source, encoding);
    Ok(Decoded {
        text,
        encoding,
        damaged,
    })
}

/// Decode the beginning of a file, of which the last character may be cut: what there is of it is left out.
///
/// # Errors
/// As [`decode`].
pub fn decode_beginning(
    mut bytes: Vec<u8>,
    forced: Option<Encoding>,
) -> Result<Decoded, DecodeError> {
    if let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    decode(bytes, forced)
}

/// The text, and whether some bytes had no character.
fn text_of(mut source: Source<'_>, encoding: Encoding) -> (String, bool) {
    if matches!(encoding, Utf8 | Utf8Bom) {
        match source.into_text() {
            Ok(text) => return (text, false),
            Err(broken) => source = broken.into(),
        }
    }
    let bytes = source.as_bytes();
    let (text, damaged) = encoding.decoder().decode_without_bom_handling(bytes);
    let mut text = text.into_owned();
    // The decoder makes room for the worst.
    text.shrink_to_fit();
    (text, damaged)
}

fn recognise(source: &Source<'_>) -> Result<Encoding, DecodeError> {
    let bytes = source.as_bytes();
    let marked = |encoding: &Encoding| bytes.starts_with(encoding.mark());
    let certain = [Utf8Bom, Utf16Le, Utf16Be].into_iter().find(marked);
    if let Some(encoding) = certain.or_else(|| utf16_by_high_bytes(bytes)) {
        return Ok(encoding);
    }
    match first_binary_byte(bytes) {
        Some(at) => Err(DecodeError::Binary { at }),
        None if source.is_text() || is_nearly_utf8(bytes) => Ok(Utf8),
        None => Ok(one_byte_encoding(bytes)),
    }
}

/// UTF-16 without a mark: every other byte is the high byte of Latin, Greek, Cyrillic or punctuation.
fn utf16_by_high_bytes(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    let high = |first: usize| {
        let places = sample.iter().skip(first).step_by(2);
        places
            .filter(|byte| matches!(byte, 0x00 | 0x03 | 0x04 | 0x20))
            .count()
    };
    let nearly_all = |count: usize| pairs > 0 && count * 10 >= pairs * 9;
    let few = |count: usize| count * 2 < pairs;
    let has_high_byte = memchr(0, sample).is_some() || memchr(4, sample).is_some();
    match (high(0), high(1)) {
        _ if !has_high_byte || bytes.len() % 2 == 1 => None,
        (even, odd) if nearly_all(odd) && few(even) => Some(Utf16Le),
        (even, odd) if nearly_all(even) && few(odd) => Some(Utf16Be),
        _ => None,
    }
}

/// The first NUL; else the first control character when more than one in ten bytes is one.
fn first_binary_byte(bytes: &[u8]) -> Option<usize> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control =
        |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = sample.iter().filter(|byte| is_control(byte)).count();
    let many = controls * 10 > sample.len();
    memchr(0, bytes).or_else(|| sample.iter().position(|byte| many && is_control(byte)))
}

/// UTF-8 but for a few bytes.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut multibyte, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        multibyte += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    multibyte > broken * 10
}

/// The likeliest of the Russian one-byte encodings.
fn one_byte_encoding(bytes: &[u8]) -> Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    match detector.guess(Some(b"ru"), Utf8Detection::Deny) {
        found if found == WINDOWS_1251 => Windows1251,
        found if found == KOI8_R || found == KOI8_U => Koi8R,
        found if found == IBM866 => Ibm866,
        _ => most_letters(sample),
    }
}

/// The encoding in which most of `sample` is what Russian mostly is: small letters.
fn most_letters(sample: &[u8]) -> Encoding {
    let small_letters = |encoding: &Encoding| {
        let (text, _) = encoding.decoder().decode_without_bom_handling(sample);
        text.chars()
            .filter(|c| matches!(c, 'а'..='я' | 'ё'))
            .count()
    };
    let all = [Koi8R, Ibm866, Windows1251];
    all.into_iter()
        .max_by_key(small_letters)
        .unwrap_or(Windows1251)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some forty characters each.
    const PHRASES: &[&str] = &[
        "Завод увеличил выпуск стальных труб втрое",
        "В цехе 15 пущена новая линия; пуск в мае",
        "Ёмкость рынка оценили в 12 млрд рублей; -",
        "министр промышленности и торговли области",
    ];

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.decoder().encode(text).0.into_owned(),
        }
    }

    #[test]
    fn encodings_are_recognised_by_a_phrase() {
        for (encoding, ..) in NAMES.iter().filter(|(encoding, ..)| *encoding != Utf8Bom) {
            for phrase in PHRASES {
                let decoded = decode(encoded(phrase, *encoding), None).unwrap();
                assert_eq!(
                    (decoded.text.as_str(), decoded.encoding),
                    (*phrase, *encoding)
                );
                assert!(!decoded.damaged);
            }
        }
    }

    #[test]
    fn a_mark_decides_and_is_no_part_of_the_text() {
        for encoding in [Utf8Bom, Utf16Le, Utf16Be] {
            for text in ["", "a", "Цех"] {
                let bytes = [encoding.mark(), &encoded(text, encoding)].concat();
                let decoded = decode(&bytes, None).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
                let forced = decode(&bytes, Some(encoding)).unwrap();
                assert_eq!(forced.text, text);
            }
        }
    }

    #[test]
    fn plain_text_is_utf8() {
        for text in ["", "a", "Цех", "10%\t\x1b[0m\n", "a b c d e f "] {
            assert_eq!(
                decode(text.as_bytes(), None).unwrap().encoding,
                Utf8,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_few_bad_bytes_are_damage_not_another_encoding() {
        let bytes = [PHRASES[0].as_bytes(), b"\xD0\xFF", PHRASES[1].as_bytes()].concat();
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.damaged), (Utf8, true));
        assert!(decoded.text.starts_with(PHRASES[0]) && decoded.text.contains('\u{FFFD}'));
    }

    #[test]
    fn binary_is_refused_unless_forced() {
        let binary = |bytes: &[u8]| decode(bytes, None).unwrap_err();
        assert_eq!(binary(b"PK\x03\x04abc\0def"), DecodeError::Binary { at: 7 });
        assert_eq!(binary(b"a\x01\x02\x03bc"), DecodeError::Binary { at: 1 });
        assert_eq!(decode(&b"a\0b"[..], Some(Utf8)).unwrap().text, "a\0b");
    }

    #[test]
    fn a_beginning_is_read_as_the_whole_is() {
        let text = PHRASES.concat().repeat(20);
        for (encoding, ..) in NAMES {
            let mark: &[u8] = match encoding {
                Utf8 => b"",
                marked => marked.mark(),
            };
            let whole = [mark, &encoded(&text, *encoding)].concat();
            for cut in (whole.len() / 4 * 2..whole.len()).step_by(2) {
                let beginning = decode_beginning(whole[..cut].to_vec(), None).unwrap();
                assert_eq!(beginning.encoding, *encoding);
                assert!(text.starts_with(&beginning.text), "{encoding:?} {cut}");
            }
        }
    }

    #[test]
    fn every_name_leads_back() {
        for (encoding, name, aliases) in NAMES {
            assert_eq!(encoding.name(), *name);
            for alias in aliases.iter().chain([name]) {
                assert_eq!(Encoding::from_name(&alias.to_uppercase()), Some(*encoding));
            }
        }
        assert_eq!(Encoding::from_name("latin1"), None);
    }
}
