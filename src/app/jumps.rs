//! Where one came from: going far is remembered, so that one can come back, and go there again.

use super::{App, Extent, Notice, Reader, msg::Effect, selection::Selection};
use crate::{commands::Action, msg};

/// Places remembered; older ones are forgotten.
const KEPT: usize = 100;

/// Places one left by going far, on both sides of where one is.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    behind: Vec<Selection>,
    ahead: Vec<Selection>,
}

impl Jumps {
    /// One went far from `place`.
    fn left(&mut self, place: Selection) {
        self.ahead.clear();
        if self.behind.last() != Some(&place) {
            self.behind.push(place);
        }
        if self.behind.len() > KEPT {
            self.behind.remove(0);
        }
    }

    /// The place to go back to (or forward again) from `here`.
    fn step(&mut self, here: Selection, back: bool) -> Option<Selection> {
        let (from, to) = match back {
            true => (&mut self.behind, &mut self.ahead),
            false => (&mut self.ahead, &mut self.behind),
        };
        let place = std::iter::from_fn(|| from.pop()).find(|place| *place != here)?;
        to.push(here);
        Some(place)
    }
}

/// Whether `action` may lead far from where one is.
fn goes_far(action: Action) -> bool {
    matches!(
        action,
        Action::First
            | Action::Last
            | Action::FindNext
            | Action::FindPrevious
            | Action::NextAnnotation
            | Action::PreviousAnnotation
            | Action::FollowRelation
    )
}

impl App {
    /// Carry out `action` in the reader; when it leads far, the way back is remembered.
    pub(super) fn act_and_remember(&mut self, action: Action) -> Vec<Effect> {
        let before = self.reader.as_ref().map(|reader| reader.selection);
        let effects = self.act_in_reader(action);
        if let (true, Some(reader), Some(before)) = (goes_far(action), &mut self.reader, before) {
            reader.came_from(before);
        }
        effects
    }

    /// To the line with this number: of the text, as `grep -n` counts, or of the list.
    pub(super) fn go_to_line(&mut self, number: u32) -> Vec<Effect> {
        self.extent = Extent::Row;
        let index = number.saturating_sub(1) as usize;
        let Some(reader) = &mut self.reader else {
            self.list.cursor = index.min(self.list.shown.len().saturating_sub(1));
            return self.preview();
        };
        let before = reader.selection;
        let mut lines = reader.text.blocks().filter(|it| it.opens_paragraph);
        let start = lines.nth(index).map(|line| line.content.start());
        drop(lines);
        match start {
            Some(place) => {
                let token = reader.walker.token_at(place);
                reader.move_to(token);
                reader.came_from(before);
                Vec::new()
            }
            None => self.refuse(msg!("no-such-line", number = number.to_string())),
        }
    }

    /// Back to where one came from, or forward again.
    pub(super) fn jump(&mut self, back: bool) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        match reader.jumps.step(reader.selection, back) {
            Some(place) => {
                reader.extend = false;
                reader.select(place);
            }
            None if back => self.notice = Some(Notice::Refused(msg!("no-jump-back"))),
            None => self.notice = Some(Notice::Refused(msg!("no-jump-forward"))),
        }
        Vec::new()
    }
}

impl Reader {
    /// Remember `place`, unless one is still there.
    pub(super) fn came_from(&mut self, place: Selection) {
        if place.range() != self.selection.range() {
            self.jumps.left(place);
        }
    }
}
