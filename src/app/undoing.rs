//! Undo and redo as the annotator sees them: the selection returns too, and what others left nothing of is not called
//! undone.

use super::{marking::Refusal, reader::Reader};
use crate::{
    annotation::{Layer, Status},
    locale::Message,
    msg,
};

impl Reader {
    /// Take the last step back; the selection returns with it.
    pub(super) fn undo(&mut self) -> Result<Message, Refusal> {
        let before = self.layer.clone();
        let place = self
            .history
            .undo(&mut self.layer)
            .ok_or_else(|| msg!("nothing-to-undo"))?;
        self.select(place);
        self.done_unless_by_others(&before, msg!("undone"))
    }

    /// Do again what was taken back.
    pub(super) fn redo(&mut self) -> Result<Message, Refusal> {
        let before = self.layer.clone();
        let place = self
            .history
            .redo(&mut self.layer)
            .ok_or_else(|| msg!("nothing-to-redo"))?;
        self.select(place);
        self.done_unless_by_others(&before, msg!("redone"))
    }

    /// Whoever reads «undone» looks no further: it is said only of what did something. That a document is begun does
    /// not count beside the annotation it was begun with.
    fn done_unless_by_others(&self, before: &Layer, done: Message) -> Result<Message, Refusal> {
        let all = |layer: &Layer| {
            let Layer {
                relations,
                unplaced,
                rejections,
                ..
            } = layer;
            (
                layer.annotations.clone(),
                relations.clone(),
                unplaced.clone(),
                rejections.clone(),
            )
        };
        let done_before = before.status == Status::Done;
        let same_status = done_before == (self.layer.status == Status::Done);
        match same_status && all(before) == all(&self.layer) {
            true => Err(msg!("undone-by-others")),
            false => Ok(done),
        }
    }
}
