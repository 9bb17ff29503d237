//! CoNLL-U, ours and others'.

use super::{
    super::{is_blank, rebuild::Rebuilt, tags::Entities},
    ONLY_SPACES,
    misc::{Misc, unescape},
};
use crate::{
    formats::{Piece, Reading, broken},
    locale::Problem,
    msg,
};
use std::{borrow::Cow, collections::BTreeMap};

/// Reads one document.
pub(super) fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut document = Document::default();
    let mut sentence = Sentence::default();
    for (number, line) in piece.body.lines().enumerate() {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        if line.trim_ascii().is_empty() {
            document.add(std::mem::take(&mut sentence), piece);
        } else if let Some(remark) = line.strip_prefix('#') {
            document.remark(remark, number, &mut sentence);
        } else if sentence.row(line, number).is_none() {
            let problem = broken(piece, number, msg!("conllu-bad-row"));
            document.problems.push(problem);
        }
    }
    document.add(sentence, piece);
    Ok(document.reading(piece).into_iter().collect())
}

/// What stands between two words.
#[derive(Debug, Default)]
enum Gap<'a> {
    /// Nothing, for nothing stands before it.
    #[default]
    None,
    /// As is told.
    Told(Cow<'a, str>),
    /// A space, for nothing else is told.
    Space,
}

#[derive(Debug, Default)]
struct Document<'a> {
    path: Option<Cow<'a, str>>,
    rebuilt: Rebuilt,
    columns: BTreeMap<u32, Entities<'a>>,
    sentences: usize,
    gap: Gap<'a>,
    problems: Vec<Problem>,
}

#[derive(Debug, Default)]
struct Sentence<'a> {
    /// All of it as a remark tells, and the line where.
    text: Option<(&'a str, usize)>,
    paragraph: bool,
    words: Vec<Word<'a>>,
    /// The last number of the words that the last one is made of.
    within: u32,
}

#[derive(Debug)]
struct Word<'a> {
    form: &'a str,
    misc: Misc<'a>,
    line: usize,
}

impl<'a> Sentence<'a> {
    /// A word; `None` when the row is none.
    fn row(&mut self, line: &'a str, number: usize) -> Option<()> {
        let mut columns = line.split('\t');
        let id = columns.next()?.trim();
        let form = columns.next().filter(|form| !form.is_empty())?;
        let misc = Misc::read(columns.nth(7).unwrap_or("_"));
        if is_empty_node(id) {
            return Some(());
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        if first <= self.within && !self.words.is_empty() {
            self.part(misc);
            return Some(());
        }
        self.within = if last > first { last } else { 0 };
        self.words.push(Word {
            form,
            misc,
            line: number,
        });
        Some(())
    }

    /// A word inside a token of several: the tag may stand there.
    fn part(&mut self, misc: Misc<'a>) {
        if let Some(whole) = self.words.last_mut().filter(|it| it.misc.tags.is_empty()) {
            whole.misc.tags = misc.tags;
        }
    }

    /// What the remark says stands behind each word but the last; `None` when it has other words.
    fn gaps(&self) -> Option<Vec<&'a str>> {
        let mut rest = self.text?.0;
        let mut gaps = Vec::with_capacity(self.words.len());
        for word in &self.words {
            // A blank may be the first character of a word, if a mark combines with it.
            let blanks = rest.len() - rest.trim_start().len();
            let places = rest.char_indices().map(|(at, _)| at);
            let mut places = places.take_while(|at| *at <= blanks);
            let gap = places.find(|at| rest[*at..].starts_with(word.form))?;
            gaps.push(&rest[..gap]);
            rest = &rest[gap + word.form.len()..];
        }
        rest.trim()
            .is_empty()
            .then(|| gaps.split_off(1.min(gaps.len())))
    }

    /// The text of the sentence, if not even its letters are those of the words.
    fn other_text(&self) -> Option<(&'a str, usize)> {
        let letters = |text: &'a str| text.chars().filter(|c| !is_blank(*c));
        let words = self.words.iter().flat_map(|word| letters(word.form));
        self.text.filter(|(text, _)| !letters(text).eq(words))
    }
}

/// `8.1`: a word that is not in the text.
fn is_empty_node(id: &str) -> bool {
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    id.split_once('.')
        .is_some_and(|(a, b)| number(a) && number(b))
}

/// What stands behind ` text = `, where a blank may be part of the first word.
fn text_of(remark: &str) -> Option<&str> {
    let (_, text) = remark.split_once('=')?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

fn told(spaces: &str) -> Gap<'_> {
    Gap::Told(unescape(spaces))
}

impl<'a> Document<'a> {
    fn remark(&mut self, remark: &'a str, number: usize, sentence: &mut Sentence<'a>) {
        let (name, value) = match remark.split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (remark.trim(), None),
        };
        match (name, value) {
            ("newdoc id", Some(id)) => self.path = Some(unescape(id)),
            ("newdoc", _) => self.path = self.path.take().or(value.map(unescape)),
            (ONLY_SPACES, Some(_)) => self.gap = text_of(remark).map_or(Gap::None, told),
            ("text", Some(_)) => sentence.text = text_of(remark).map(|text| (text, number)),
            ("newpar" | "newpar id", _) => sentence.paragraph = true,
            _ => {}
        }
    }

    fn add(&mut self, sentence: Sentence<'a>, piece: &Piece<'_>) {
        if sentence.words.is_empty() {
            return;
        }
        let gaps = sentence.gaps();
        if let (None, Some((_, line))) = (&gaps, sentence.other_text()) {
            let problem = Problem::new(msg!("conllu-other-text")).at(piece.place(line));
            self.problems.push(problem);
        }
        let mut told = gaps.unwrap_or_default().into_iter();
        self.sentences += 1;
        let mut opens = sentence.paragraph;
        for Word { form, misc, line } in sentence.words {
            self.space(std::mem::take(&mut opens));
            self.rebuilt.space(misc.before.as_deref().unwrap_or(""));
            let at = self.rebuilt.tokens.len();
            self.rebuilt.token(form, line);
            for (column, tag) in misc.tags {
                let column = self.columns.entry(column).or_default();
                column.add(self.sentences, at, tag);
            }
            self.gap = match (misc.after, told.next()) {
                (Some(after), _) => Gap::Told(after),
                (None, Some(gap)) => Gap::Told(gap.into()),
                (None, None) => Gap::Space,
            };
        }
    }

    /// What stands before the next word.
    fn space(&mut self, paragraph: bool) {
        match std::mem::take(&mut self.gap) {
            Gap::None => {}
            Gap::Told(space) => self.rebuilt.space(&space),
            Gap::Space if paragraph => self.rebuilt.space("\n"),
            Gap::Space => self.rebuilt.space(" "),
        }
    }

    /// All of it; `None` when there is no document.
    fn reading(mut self, piece: &Piece<'_>) -> Option<Reading> {
        if self.path.is_none() && self.rebuilt.tokens.is_empty() && self.problems.is_empty() {
            return None;
        }
        if let Gap::Told(space) = std::mem::take(&mut self.gap) {
            self.rebuilt.space(&space);
        }
        let mut reading = self.rebuilt.reading(self.columns.into_values(), piece);
        for claim in &mut reading.claims {
            claim.label = unescape(&claim.label).into_owned();
        }
        reading.path = self.path.map(Cow::into_owned);
        reading.problems.extend(self.problems);
        Some(reading)
    }
}
