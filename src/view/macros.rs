//! The macros there are, with what they do.

use super::canvas::Canvas;
use super::popup::beside;
use super::theme::Role;
use crate::{
    app::{App, areas},
    msg,
};

/// Commands of a macro that are put into words: more than a row holds.
const SHOWN: usize = 12;

/// What the letters stand for.
pub fn draw(app: &App, recording: bool, times: u32, cursor: (u16, u16), canvas: &mut Canvas) {
    let theme = &canvas.look.theme;
    let (frame, heading, text, key) = (
        theme.role(Role::Frame),
        theme.role(Role::Title),
        theme.role(Role::Text),
        theme.role(Role::Key),
    );
    let title = app.locale.say(&match (recording, times) {
        (true, _) => msg!("macros-record-title"),
        (false, 0) => msg!("macros-replay-title"),
        (false, times) => msg!("macros-times-title", times = times),
    });
    let kept = &app.macros.kept;
    let rows = kept.len().max(1) as u16;
    let area = beside(app, areas::popup(app.size, 72, rows + 2), cursor);
    let inside = canvas.frame(area, &title, frame, heading);
    if kept.is_empty() {
        let none = app.locale.say(&msg!("no-macros"));
        canvas.put(inside.x, inside.y, &none, text, inside.width);
    }
    for (y, (name, instructions)) in (inside.y..inside.y + inside.height).zip(kept) {
        canvas.put(inside.x, y, &app.keys.both_letters(*name), key, 4);
        let shown = instructions.iter().take(SHOWN);
        let words: Vec<String> = shown.map(|it| app.locale.say(&it.message())).collect();
        let words = app.locale.fit(words.join(" · "));
        let room = inside.width.saturating_sub(5);
        canvas.put(inside.x + 5, y, &words, text, room);
    }
}
