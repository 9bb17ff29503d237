//! A file cut into pieces while it is read: a file of many gigabytes is never in memory.

use crate::{
    formats::Split,
    locale::{Place, Problem},
    msg,
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

/// The longest piece that is taken in, in bytes.
const LONGEST: usize = 256 << 20;

/// A piece of a file.
pub struct Cut {
    /// The number of its first line, from 1.
    pub line: u32,
    /// What stands there.
    pub text: String,
}

type Source = Box<dyn BufRead + Send>;

/// The pieces of the file at `path`; of standard input for `-`.
///
/// # Errors
/// It cannot be opened.
pub fn pieces(path: &Path, split: Split) -> Result<Pieces, Problem> {
    let open = || -> io::Result<Source> {
        if path == Path::new("-") {
            return Ok(Box::new(BufReader::with_capacity(1 << 16, io::stdin())));
        }
        let file = File::open(path)?;
        // A folder opens like a file and fails only when it is read.
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(BufReader::with_capacity(1 << 18, file)))
    };
    let source =
        open().map_err(|why| unreadable(why).at(Place::file(path.display().to_string())))?;
    Ok(Pieces::new(source, split))
}

fn unreadable(why: io::Error) -> Problem {
    Problem::new(msg!("format-unreadable")).because(why)
}

/// The pieces of a file.
pub struct Pieces {
    source: Source,
    split: Split,
    /// The number of the line that is read next.
    line: u32,
    /// The line that begins the next piece.
    ahead: Vec<u8>,
    /// The array was entered.
    inside: bool,
    over: bool,
}

impl Pieces {
    fn new(source: Source, split: Split) -> Self {
        Self {
            source,
            split,
            line: 1,
            ahead: Vec::new(),
            inside: false,
            over: false,
        }
    }

    fn cut(&mut self) -> Result<Option<(u32, Vec<u8>)>, Problem> {
        match self.split {
            Split::Lines => self.line(),
            Split::Before(mark) => self.before(mark.as_bytes()),
            Split::Array => self.element(),
            Split::Whole | Split::Tables(_) => self.whole(),
        }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Result<Option<(u32, Vec<u8>)>, Problem> {
        loop {
            let number = self.line;
            let mut line = Vec::new();
            if !self.read_line(&mut line)? {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((number, line)));
            }
        }
    }

    /// Add the next line to `to`; false at the end.
    fn read_line(&mut self, to: &mut Vec<u8>) -> Result<bool, Problem> {
        let room = (LONGEST + 1).saturating_sub(to.len()) as u64;
        let before = to.len();
        self.source
            .by_ref()
            .take(room)
            .read_until(b'\n', to)
            .map_err(unreadable)?;
        if to.len() > LONGEST {
            if to.last() != Some(&b'\n') {
                self.source.skip_until(b'\n').map_err(unreadable)?;
            }
            self.line += 1;
            to.clear();
            return Err(too_long());
        }
        self.line += 1;
        Ok(to.len() > before)
    }

    fn before(&mut self, mark: &[u8]) -> Result<Option<(u32, Vec<u8>)>, Problem> {
        let mut piece = std::mem::take(&mut self.ahead);
        let first = self.line - u32::from(!piece.is_empty());
        loop {
            let at = piece.len();
            if !self.read_line(&mut piece)? {
                let blank = piece.trim_ascii().is_empty();
                return Ok((!blank).then_some((first, piece)));
            }
            if at > 0 && piece[at..].starts_with(mark) && !piece[..at].trim_ascii().is_empty() {
                self.ahead = piece.split_off(at);
                return Ok(Some((first, piece)));
            }
        }
    }

    fn whole(&mut self) -> Result<Option<(u32, Vec<u8>)>, Problem> {
        let mut piece = Vec::new();
        let most = LONGEST as u64 + 1;
        self.source
            .by_ref()
            .take(most)
            .read_to_end(&mut piece)
            .map_err(unreadable)?;
        self.over = true;
        if piece.len() > LONGEST {
            return Err(too_long());
        }
        Ok(Some((1, piece)))
    }

    /// The next element of the array; where there is none, all of the file.
    fn element(&mut self) -> Result<Option<(u32, Vec<u8>)>, Problem> {
        if !self.inside {
            if self.first_byte()? != Some(b'[') {
                return self.whole();
            }
            self.source.consume(1);
            self.inside = true;
        }
        let mut scan = Scan {
            first: self.line,
            ..Scan::default()
        };
        loop {
            let chunk = self.source.fill_buf().map_err(unreadable)?;
            let end = match chunk.is_empty() {
                true => Some((0, End::Array)),
                false => scan.step(chunk, &mut self.line),
            };
            let used = end.map_or(chunk.len(), |(used, _)| used);
            self.source.consume(used);
            self.over |= matches!(end, Some((_, End::Array)));
            if scan.piece.len() > LONGEST {
                self.over = true;
                return Err(too_long());
            }
            if end.is_some() {
                return Ok((!scan.piece.is_empty()).then_some((scan.first, scan.piece)));
            }
        }
    }

    /// The first byte that is no blank, which stays where it is.
    fn first_byte(&mut self) -> Result<Option<u8>, Problem> {
        loop {
            let chunk = self.source.fill_buf().map_err(unreadable)?;
            let Some(byte) = chunk.first().copied() else {
                return Ok(None);
            };
            // A byte order mark begins with EF, and is no letter of JSON either.
            if !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF) {
                return Ok(Some(byte));
            }
            self.line += u32::from(byte == b'\n');
            self.source.consume(1);
        }
    }
}

/// Finds where an element of an array ends.
#[derive(Default)]
struct Scan {
    /// What was passed over of it.
    piece: Vec<u8>,
    /// The number of its first line.
    first: u32,
    /// How many brackets are open in it.
    depth: usize,
    in_string: bool,
    escaped: bool,
}

/// What ended.
#[derive(Clone, Copy)]
enum End {
    Element,
    Array,
}

impl Scan {
    /// Take bytes of `chunk`: how many until something ends, and what.
    fn step(&mut self, chunk: &[u8], line: &mut u32) -> Option<(usize, End)> {
        for (at, byte) in chunk.iter().enumerate() {
            *line += u32::from(*byte == b'\n');
            if self.in_string {
                self.string(*byte);
                continue;
            }
            match byte {
                b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    match self.piece.is_empty() {
                        true => self.first = *line,
                        false => return Some((at + 1, End::Element)),
                    }
                    continue;
                }
                b']' if self.depth == 0 => return Some((at + 1, End::Array)),
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.piece.push(*byte);
            if self.depth == 0 && matches!(byte, b'}' | b']') {
                return Some((at + 1, End::Element));
            }
        }
        None
    }

    fn string(&mut self, byte: u8) {
        self.piece.push(byte);
        self.in_string = self.escaped || byte != b'"';
        self.escaped = !self.escaped && byte == b'\\';
    }
}

fn too_long() -> Problem {
    Problem::new(msg!("line-too-long", bytes = LONGEST >> 20))
}

impl Iterator for Pieces {
    type Item = Result<Cut, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let cut = self.cut().transpose()?;
        Some(cut.and_then(|(line, bytes)| {
            let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
                Some(rest) if line == 1 => rest.to_owned(),
                _ => bytes,
            };
            let text = String::from_utf8(bytes).map_err(|why| {
                Problem::new(msg!("format-not-utf8", line = line))
                    .because(why.utf8_error().to_string())
            })?;
            Ok(Cut { line, text })
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str, split: Split) -> String {
        let told = (1..20).map(|capacity| {
            let source = io::Cursor::new(source.to_owned().into_bytes());
            let source = BufReader::with_capacity(capacity, source);
            let pieces = Pieces::new(Box::new(source), split);
            let pieces = pieces.map(|piece| {
                let piece = piece.unwrap();
                format!("{}:{:?}", piece.line, piece.text)
            });
            pieces.collect::<Vec<_>>().join(" ")
        });
        let told: Vec<String> = told.collect();
        assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:#?}");
        told[0].clone()
    }

    #[test]
    fn lines_and_marks() {
        assert_eq!(cut("\u{feff}a\n\n  \nb", Split::Lines), r#"1:"a\n" 4:"b""#);
        assert_eq!(cut("", Split::Lines), "");
        assert_eq!(
            cut("x\n-D 1\na\n-D 2\n", Split::Before("-D")),
            r#"1:"x\n" 2:"-D 1\na\n" 4:"-D 2\n""#
        );
        assert_eq!(
            cut("\n\n-D 1\na", Split::Before("-D")),
            r#"1:"\n\n-D 1\na""#
        );
        assert_eq!(cut("a\nb", Split::Whole), r#"1:"a\nb""#);
    }

    #[test]
    fn elements_of_an_array() {
        assert_eq!(
            cut(
                "[{\"a\": [1, \"]}\\\"\"]},\n {\"b\": {}}\n]\n",
                Split::Array
            ),
            r#"1:"{\"a\": [1, \"]}\\\"\"]}" 2:"{\"b\": {}}""#
        );
        assert_eq!(cut("[]", Split::Array), "");
        assert_eq!(cut("{\"a\": 1}", Split::Array), r#"1:"{\"a\": 1}""#);
        assert_eq!(
            cut("[[1, 2], [3],\n \"a,]\"]", Split::Array),
            r#"1:"[1, 2]" 1:"[3]" 2:"\"a,]\"""#
        );
        assert_eq!(cut("[{\"a\": 1", Split::Array), r#"1:"{\"a\": 1""#);
    }
}
