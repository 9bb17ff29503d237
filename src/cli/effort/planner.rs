//! The cheapest keys to a stretch of text, as an efficient annotator would find them: motions by token, word,
//! sentence, paragraph and row, or a search for the first letters, then growing the right end.
//!
//! It knows what motions do without carrying them out; the replay presses the keys in the real program and checks.

use crate::{
    annotation::Schema,
    app::{column_of, place_at_column, wrap},
    commands::Action,
    keymap::{Code, Context, Key, Keymap, Mods},
    text::{Text, TextRange, TextSize, Token, TokenKind, search::Query},
};
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashSet},
};
use unicode_segmentation::UnicodeSegmentation;

/// Motions that are tried.
const MOTIONS: [Action; 9] = [
    Action::TokenRight,
    Action::WordRight,
    Action::RowDown,
    Action::SentenceRight,
    Action::ParagraphDown,
    Action::TokenLeft,
    Action::WordLeft,
    Action::RowUp,
    Action::SentenceLeft,
];

/// Nobody presses more keys than that to get somewhere: they search.
const FARTHEST: usize = 24;

/// The commands that label, by digit.
const LABELS: [Action; 10] = [
    Action::Label1,
    Action::Label2,
    Action::Label3,
    Action::Label4,
    Action::Label5,
    Action::Label6,
    Action::Label7,
    Action::Label8,
    Action::Label9,
    Action::Label10,
];

/// Plans for one text under one keymap.
pub(super) struct Planner<'a> {
    text: &'a Text,
    keymap: &'a Keymap,
    schema: &'a Schema,
    tokens: Vec<Token>,
    sentences: Vec<TextRange>,
    /// Starts of paragraphs.
    paragraphs: Vec<TextSize>,
    /// Those that show a token.
    rows: Vec<TextRange>,
}

/// Where the selection is, and the column that moving by rows aims at.
pub(super) type State = (TextRange, Option<u16>);

impl<'a> Planner<'a> {
    /// For `text` wrapped at `width` cells.
    pub fn new(text: &'a Text, width: u16, keymap: &'a Keymap, schema: &'a Schema) -> Self {
        let mut new = Self {
            text,
            keymap,
            schema,
            tokens: Vec::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
        };
        for number in 0..text.block_count() {
            let (block, segments) = (text.block(number), text.segments(number));
            if block.opens_paragraph {
                new.paragraphs.push(block.range.start());
            }
            new.tokens.extend(segments.tokens);
            new.sentences.extend(segments.sentences);
            new.rows.extend(wrap(
                text.slice(block.content),
                block.content.start(),
                width,
            ));
        }
        let rows = std::mem::take(&mut new.rows);
        new.rows = rows
            .into_iter()
            .filter(|row| new.shows_token(*row))
            .collect();
        new
    }

    fn shows_token(&self, row: TextRange) -> bool {
        self.token_near(row, row.start()).is_some()
    }

    /// The keys that give the selection the label called `name`.
    pub fn label(&self, name: &str, beside: bool) -> Option<Vec<Key>> {
        let index = self.schema.index_of(name)?;
        let by_digit = LABELS.get(index).filter(|_| !beside);
        if let Some(keys) = by_digit.and_then(|action| self.press(*action)) {
            return Some(keys);
        }
        let menu = match beside {
            true => Action::AddLabel,
            false => Action::LabelByLetter,
        };
        let mut keys = self.press(menu)?;
        keys.push(letter(self.schema.labels[index].key));
        Some(keys)
    }

    /// The fewest keys from a selection to one of exactly `there`.
    pub fn select(&self, from: State, there: TextRange) -> Option<Vec<Key>> {
        let (here, _) = from;
        let mut best = self.search(here, there);
        if here.start() == there.start()
            && let Some(keys) = self.reshape(here.end(), there)
        {
            keep(&mut best, keys);
        }
        let most = best.as_ref().map_or(FARTHEST, Vec::len);
        if let Some((keys, end)) = self.walk(from, there.start(), most)
            && let Some(rest) = self.reshape(end, there)
        {
            keep(&mut best, [keys, rest].concat());
        }
        best
    }

    /// The fewest motions, less than `most` keys, to a token that starts at `start`, and where that ends.
    fn walk(&self, from: State, start: TextSize, most: usize) -> Option<(Vec<Key>, TextSize)> {
        let index = self
            .tokens
            .partition_point(|token| token.range.start() < start);
        self.tokens
            .get(index)
            .filter(|it| it.range.start() == start)?;
        let presses: Vec<(Action, Vec<Key>)> = MOTIONS
            .iter()
            .filter_map(|action| Some((*action, self.press(*action)?)))
            .collect();
        // States in the order they were met: how one came there.
        let mut met: Vec<(State, usize, usize)> = vec![(from, 0, 0)];
        let mut seen = HashSet::from([from]);
        let mut open = BinaryHeap::from([Reverse((0, 0))]);
        while let Some(Reverse((cost, at))) = open.pop() {
            let (state, ..) = met[at];
            if state.0.start() == start && at > 0 {
                return Some((self.way(&met, at, &presses), state.0.end()));
            }
            for (motion, (action, keys)) in presses.iter().enumerate() {
                let cost = cost + keys.len();
                if let Some(next) = self.motion(state, *action)
                    && cost < most
                    && seen.insert(next)
                {
                    open.push(Reverse((cost, met.len())));
                    met.push((next, at, motion));
                }
            }
        }
        None
    }

    fn way(
        &self,
        met: &[(State, usize, usize)],
        mut at: usize,
        presses: &[(Action, Vec<Key>)],
    ) -> Vec<Key> {
        let mut motions = Vec::new();
        while at > 0 {
            motions.push(met[at].2);
            at = met[at].1;
        }
        let keys = motions
            .iter()
            .rev()
            .map(|motion| presses[*motion].1.clone());
        keys.flatten().collect()
    }

    /// What `action` does to a selection.
    fn motion(&self, (here, goal): State, action: Action) -> Option<State> {
        let from = |place: TextSize| self.tokens.partition_point(|it| it.range.start() < place);
        let until = |place: TextSize| self.tokens.partition_point(|it| it.range.end() <= place);
        let is_word = |token: &&Token| token.kind != TokenKind::Punctuation;
        let token = match action {
            Action::TokenRight => self.tokens.get(from(here.end())),
            Action::TokenLeft => self.tokens[..until(here.start())].last(),
            Action::WordRight => self.tokens[from(here.end())..].iter().find(is_word),
            Action::WordLeft => self.tokens[..until(here.start())].iter().rfind(is_word),
            Action::SentenceRight => {
                let next = self
                    .sentences
                    .partition_point(|it| it.start() <= here.start());
                self.tokens.get(from(self.sentences.get(next)?.start()))
            }
            Action::SentenceLeft => {
                let before = self
                    .sentences
                    .partition_point(|it| it.start() < here.start());
                self.tokens
                    .get(from(self.sentences[..before].last()?.start()))
            }
            Action::ParagraphDown => {
                let next = self.paragraphs.partition_point(|it| *it <= here.start());
                self.tokens.get(from(*self.paragraphs.get(next)?))
            }
            Action::RowDown => return self.row((here, goal), true),
            Action::RowUp => return self.row((here, goal), false),
            _ => None,
        };
        token.map(|token| (token.range, None))
    }

    fn row(&self, (here, goal): State, down: bool) -> Option<State> {
        let row = self
            .rows
            .partition_point(|row| row.start() <= here.start())
            .checked_sub(1)?;
        let goal = goal.unwrap_or_else(|| column_of(self.text, self.rows[row], here.start()));
        let rows: &mut dyn Iterator<Item = &TextRange> = match down {
            true => &mut self.rows[row + 1..].iter(),
            false => &mut self.rows[..row].iter().rev(),
        };
        let tokens =
            rows.filter_map(|row| self.token_near(*row, place_at_column(self.text, *row, goal)));
        let mut tokens = tokens.filter(|token| *token != here);
        Some((tokens.next()?, Some(goal)))
    }

    fn token_near(&self, row: TextRange, place: TextSize) -> Option<TextRange> {
        let at = self
            .tokens
            .partition_point(|token| token.range.end() <= place);
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let far = |token: &TextRange| {
            let ahead = token.start().raw().saturating_sub(place.raw());
            ahead + place.raw().saturating_sub(token.end().raw())
        };
        let both = [self.tokens.get(at), before].into_iter().flatten();
        let both = both
            .map(|token| token.range)
            .filter(|token| token.overlaps(row));
        both.min_by_key(far)
    }

    /// The fewest keys that move the right end from `end` to that of `there`.
    pub fn reshape(&self, end: TextSize, there: TextRange) -> Option<Vec<Key>> {
        let goal = there.end();
        let (grow, shrink) = (
            self.press(Action::GrowToken)?,
            self.press(Action::ShrinkToken)?,
        );
        let ends = self.tokens.iter().map(|token| token.range.end());
        let between = |from: TextSize, to: TextSize| -> Vec<TextSize> {
            let inside = ends.clone().skip_while(|it| *it <= from);
            inside.take_while(|it| *it <= to).collect()
        };
        // Whole tokens as far as they go, then characters; or one token more, and characters back.
        let mut ways = Vec::new();
        if goal >= end {
            let stops = between(end, goal);
            let last = stops.last().copied().unwrap_or(end);
            ways.push((stops.len(), grow.clone(), last));
            let over = ends.clone().find(|it| *it > goal);
            ways.extend(over.map(|over| (stops.len() + 1, grow, over)));
        } else {
            let stops: Vec<TextSize> = between(goal - TextSize::new(1), end - TextSize::new(1));
            let last = stops.first().copied().unwrap_or(end);
            ways.push((stops.len(), shrink, last));
        }
        let mut best = None;
        for (count, step, stop) in ways {
            if let Some(rest) = self.characters(stop, goal) {
                let mut keys: Vec<Key> = std::iter::repeat_n(step, count).flatten().collect();
                keys.extend(rest);
                keep(&mut best, keys);
            }
        }
        best
    }

    fn characters(&self, from: TextSize, to: TextSize) -> Option<Vec<Key>> {
        let action = match from < to {
            true => Action::GrowCharacter,
            false => Action::ShrinkCharacter,
        };
        let between = self.text.slice(TextRange::between(from, to));
        let count = between.graphemes(true).count();
        // A place inside a cluster cannot be reached.
        let whole = self.text.is_grapheme_border(from) && self.text.is_grapheme_border(to);
        let key = self.press(action)?;
        whole.then(|| std::iter::repeat_n(key, count).flatten().collect())
    }

    /// Search for the first letters of `there`.
    fn search(&self, here: TextRange, there: TextRange) -> Option<Vec<Key>> {
        let (find, next) = (self.press(Action::Find)?, self.press(Action::FindNext)?);
        let covered = self.text.slice(there);
        let line = covered.split(['\n', '\r']).next().unwrap_or("");
        let mut best: Option<Vec<Key>> = None;
        for (at, c) in line.char_indices().take(FARTHEST) {
            let typed = &line[..at + c.len_utf8()];
            let count = typed.chars().count();
            if best
                .as_ref()
                .is_some_and(|best| best.len() < find.len() + count + 1)
            {
                break;
            }
            let query = Query::new(typed).filter(|_| !typed.starts_with('~'));
            let found = query.and_then(|query| self.hit(&query, here.start(), there.start()));
            let Some((hit, again)) = found else {
                continue;
            };
            let mut keys = find.clone();
            keys.extend(typed.chars().map(letter));
            keys.push(Key::new(Code::Enter, Mods::default()));
            keys.extend(std::iter::repeat_n(&next, again).flatten());
            if let Some(rest) = self.reshape(hit.end(), there) {
                keys.extend(rest);
                keep(&mut best, keys);
            }
        }
        best
    }

    /// The hit at `there` of a search that begins at `from`, and how many come before it.
    fn hit(
        &self,
        query: &Query,
        mut from: TextSize,
        there: TextSize,
    ) -> Option<(TextRange, usize)> {
        const MOST: usize = 8;
        for again in 0..MOST {
            let hit = query
                .next(self.text, from)
                .filter(|hit| !hit.wrapped)?
                .range;
            if hit.start() >= there {
                return (hit.start() == there).then_some((hit, again));
            }
            from = hit.start() + TextSize::new(1);
        }
        None
    }

    /// The shortest keys of `action`.
    pub fn press(&self, action: Action) -> Option<Vec<Key>> {
        let bindings = self.keymap.bindings().iter();
        let here = bindings.filter(|it| it.context == Context::Reader && it.action == action);
        here.map(|it| it.keys.clone()).min_by_key(Vec::len)
    }
}

fn keep(best: &mut Option<Vec<Key>>, keys: Vec<Key>) {
    if best.as_ref().is_none_or(|best| keys.len() < best.len()) {
        *best = Some(keys);
    }
}

fn letter(c: char) -> Key {
    Key::new(Code::Char(c), Mods::default())
}
