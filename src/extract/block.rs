//! What a document is made of, as far as plain text can show it.

use std::fmt::Write;

/// A stretch of a document that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph or a heading; it may have line breaks.
    Paragraph(String),
    /// An element of a list: how deep it stands, from 0, its mark, its text.
    Item(usize, String, String),
    /// A row of a table.
    Row(Vec<String>),
}

/// What stands between the cells of a row.
const BETWEEN: &str = " | ";

/// The text: a blank line between blocks, none inside a list or a table.
pub(super) fn plain(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut last: Option<&Block> = None;
    for block in blocks {
        let together = matches!(
            (last, block),
            (Some(Block::Item(..)), Block::Item(..)) | (Some(Block::Row(_)), Block::Row(_))
        );
        if last.is_some() && !together {
            text.push('\n');
        }
        // Writing to a string does not fail.
        let _infallible = match block {
            Block::Paragraph(words) => writeln!(text, "{words}"),
            Block::Item(depth, mark, words) => {
                let words = words.replace('\n', &format!("\n{}", "  ".repeat(depth + 1)));
                writeln!(text, "{}{mark} {words}", "  ".repeat(*depth))
            }
            Block::Row(cells) => writeln!(text, "{}", cells.join(BETWEEN).trim_end()),
        };
        last = Some(block);
    }
    text
}

/// A list that is open.
#[derive(Clone, Copy, Debug)]
struct List {
    /// The number of the next element; `None` for dashes.
    next: Option<u64>,
}

/// Makes blocks of what a reader comes upon, in whatever order a broken document has it.
#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    words: String,
    /// Blanks count as they stand.
    pub verbatim: bool,
    lists: Vec<List>,
    /// The mark of the element whose text comes next.
    mark: Option<String>,
    /// The cells of the row that is open. Tables inside cells become part of these.
    row: Option<Vec<String>>,
    depth_of_tables: usize,
}

impl Builder {
    /// Nothing yet, in a format where all blanks count.
    pub fn verbatim() -> Self {
        Self {
            verbatim: true,
            ..Self::default()
        }
    }

    /// Add running text. Blanks that follow each other are one, unless they count.
    pub fn text(&mut self, text: &str) {
        if self.verbatim {
            self.words.push_str(text);
            return;
        }
        for c in text.chars() {
            // A no-break space is a letter of the text, not a blank of the source.
            let blank = c.is_ascii_whitespace();
            let after_blank = self.words.is_empty() || self.words.ends_with([' ', '\n', '\t']);
            match blank {
                true if after_blank => {}
                true => self.words.push(' '),
                false => self.words.push(c),
            }
        }
    }

    /// Add blanks and tabs that count.
    pub fn blank(&mut self, c: char, count: usize) {
        self.words.extend(std::iter::repeat_n(c, count.min(1000)));
    }

    /// A line break inside a paragraph.
    pub fn line_break(&mut self) {
        let end = self.words.trim_end_matches(' ').len();
        self.words.truncate(end);
        self.words.push('\n');
    }

    /// A paragraph ends, or begins.
    pub fn paragraph(&mut self) {
        if self.row.is_some() {
            // Paragraphs of a cell stand in one line.
            self.text(" ");
            return;
        }
        let words = std::mem::take(&mut self.words);
        let words = words.trim_matches(['\n', ' ', '\t']);
        if words.is_empty() {
            return;
        }
        let words = words.to_owned();
        let depth = self.lists.len();
        let block = match self.mark.take() {
            Some(mark) => Block::Item(depth.saturating_sub(1), mark, words),
            None if depth > 0 => self.continued(words),
            None => Block::Paragraph(words),
        };
        self.blocks.push(block);
    }

    /// One more paragraph of a list element.
    fn continued(&mut self, words: String) -> Block {
        match self.blocks.pop() {
            Some(Block::Item(depth, mark, before)) => {
                Block::Item(depth, mark, format!("{before}\n{words}"))
            }
            Some(other) => {
                self.blocks.push(other);
                Block::Paragraph(words)
            }
            None => Block::Paragraph(words),
        }
    }

    /// A list begins; numbered from `first`, or with dashes.
    pub fn list(&mut self, first: Option<u64>) {
        self.paragraph();
        self.lists.push(List { next: first });
    }

    /// A list ends.
    pub fn list_end(&mut self) {
        self.paragraph();
        self.lists.pop();
    }

    /// An element of the list begins.
    pub fn item(&mut self) {
        self.paragraph();
        let list = self.lists.last_mut();
        let number = list.and_then(|list| {
            let number = list.next?;
            list.next = Some(number.saturating_add(1));
            Some(number)
        });
        let mark = number.map_or_else(|| "—".to_owned(), |number| format!("{number}."));
        match &mut self.row {
            Some(_) => self.text(&format!("{mark} ")),
            None => self.mark = Some(mark),
        }
    }

    /// A paragraph that is an element of a list, where the format has no lists: its depth, from 0, and its mark.
    pub fn marked(&mut self, depth: usize, mark: String) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim_matches(['\n', ' ', '\t']);
        match (&mut self.row, words.is_empty()) {
            (_, true) => {}
            (Some(_), _) => self.words = format!("{mark} {words} "),
            (None, _) => self
                .blocks
                .push(Block::Item(depth.min(20), mark, words.to_owned())),
        }
    }

    /// A table begins.
    pub fn table(&mut self) {
        if self.depth_of_tables == 0 {
            self.paragraph();
        }
        self.depth_of_tables += 1;
    }

    /// A table ends.
    pub fn table_end(&mut self) {
        self.depth_of_tables = self.depth_of_tables.saturating_sub(1);
        if self.depth_of_tables == 0 {
            self.row_end();
        }
    }

    /// A row begins.
    pub fn row(&mut self) {
        if self.depth_of_tables <= 1 {
            self.row_end();
            self.paragraph();
            self.row = Some(Vec::new());
        }
    }

    /// A row ends.
    pub fn row_end(&mut self) {
        if self.depth_of_tables > 1 {
            return;
        }
        if !self.words.trim().is_empty() {
            self.cell_end();
        }
        if let Some(cells) = self.row.take()
            && cells.iter().any(|cell| !cell.is_empty())
        {
            self.blocks.push(Block::Row(cells));
        }
    }

    /// A cell ends, as often as it is wide.
    pub fn cell_end(&mut self) {
        if let (Some(cells), ..=1) = (&mut self.row, self.depth_of_tables) {
            let words = std::mem::take(&mut self.words);
            let words: Vec<&str> = words
                .split(['\n', '\t', ' '])
                .filter(|it| !it.is_empty())
                .collect();
            cells.push(words.join(" "));
        }
    }

    /// All blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.depth_of_tables = 0;
        self.row_end();
        self.paragraph();
        self.blocks
    }
}
