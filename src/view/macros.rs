//! The macros there are, with what they do.

use super::canvas::Canvas;
use super::popup::{beside, menu_styles};
use crate::{
    app::{App, Instruction, areas},
    locale::Message,
    msg,
};

/// Commands of a macro that are put into words: more than a row holds.
const SHOWN: usize = 12;

/// What the letters stand for.
pub fn draw(app: &App, recording: bool, times: u32, cursor: (u16, u16), canvas: &mut Canvas) {
    let [frame, heading, text, key] = menu_styles(&canvas.look.theme);
    let title = app.locale.say(&title(recording, times));
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
        let words = words(app, instructions);
        let room = inside.width.saturating_sub(5);
        canvas.put(inside.x + 5, y, &words, text, room);
    }
}

/// What is asked.
pub fn title(recording: bool, times: u32) -> Message {
    match (recording, times) {
        (true, _) => msg!("macros-record-title"),
        (false, 0) => msg!("macros-replay-title"),
        (false, times) => msg!("macros-times-title", times = times),
    }
}

/// A line for each macro.
pub fn items(app: &App) -> Vec<String> {
    if app.macros.kept.is_empty() {
        return vec![app.locale.say(&msg!("no-macros"))];
    }
    let item = |(name, instructions): (&char, &Vec<Instruction>)| {
        format!(
            "{} {}",
            app.keys.both_letters(*name),
            words(app, instructions)
        )
    };
    app.macros.kept.iter().map(item).collect()
}

/// What a macro does, in words.
fn words(app: &App, instructions: &[Instruction]) -> String {
    let shown = instructions.iter().take(SHOWN);
    let words: Vec<String> = shown.map(|it| app.locale.say(&it.message())).collect();
    app.locale.fit(words.join(" · "))
}
