//! Stepping and paging through rows, the same in the list and in every pager.

use crate::commands::Action;

/// Where `action` leads from row `at` when a screen holds `page` rows and the last row to stand on is `last`;
/// `None` when it is no such motion.
pub fn scrolled(action: Action, at: usize, page: usize, last: usize) -> Option<usize> {
    // One row of the old page stays in sight.
    let step = page.saturating_sub(1).max(1);
    let to = match action {
        Action::RowDown => at + 1,
        Action::RowUp => at.saturating_sub(1),
        Action::PageDown => at + step,
        Action::PageUp => at.saturating_sub(step),
        Action::HalfPageDown => at + step.div_ceil(2),
        Action::HalfPageUp => at.saturating_sub(step.div_ceil(2)),
        Action::First | Action::RowStart => 0,
        Action::Last | Action::RowEnd => last,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motions_stop_at_the_ends() {
        for (action, at, to) in [
            (Action::RowDown, 3, Some(4)),
            (Action::RowDown, 9, Some(9)),
            (Action::RowUp, 0, Some(0)),
            (Action::PageDown, 2, Some(6)),
            (Action::PageUp, 2, Some(0)),
            (Action::HalfPageDown, 2, Some(4)),
            (Action::First, 5, Some(0)),
            (Action::Last, 5, Some(9)),
            (Action::Undo, 5, None),
        ] {
            assert_eq!(scrolled(action, at, 5, 9), to, "{action:?} from {at}");
        }
    }
}
