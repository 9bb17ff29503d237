//! The keys to start with, what matters most first: as many as there is room for, none cut in two.

use crate::{
    app::App, commands::Action, keymap::Context, locale::Message, msg, text::glyph::width,
};

/// For the list.
pub fn list(app: &App, room: u16) -> String {
    let key = |action| app.key_of(Context::List, action);
    line(
        app,
        room,
        &[
            msg!("hint-help", key = key(Action::Help)),
            msg!("hint-open", key = key(Action::Open)),
            msg!("hint-filter", key = key(Action::Find)),
            msg!("hint-unfinished", key = key(Action::NextUnfinished)),
            msg!("hint-quit", key = key(Action::Quit)),
            msg!("hint-sort", key = key(Action::Sort)),
            msg!("hint-guidelines", key = key(Action::Guidelines)),
            msg!("hint-palette", key = key(Action::Palette)),
        ],
    )
}

/// For the reader. `suggested`: there are suggestions in the text, and few would guess the key that leads to them.
pub fn reader(app: &App, suggested: bool, room: u16) -> String {
    let key = |action| app.key_of(Context::Reader, action);
    let mut hints = vec![
        msg!("hint-help", key = key(Action::Help)),
        msg!(
            "hint-label",
            first = key(Action::Label1),
            last = key(Action::Label10),
            letter = key(Action::LabelByLetter)
        ),
    ];
    if suggested {
        hints.push(msg!("hint-suggestions", key = key(Action::NextSuggestion)));
    }
    hints.extend([
        msg!("hint-grow", key = key(Action::GrowToken)),
        msg!("hint-done", key = key(Action::Done)),
        msg!("hint-undo", key = key(Action::Undo)),
        msg!("hint-back", key = key(Action::Quit)),
        msg!("hint-search", key = key(Action::Find)),
        msg!("hint-guidelines", key = key(Action::Guidelines)),
        msg!("hint-palette", key = key(Action::Palette)),
    ]);
    line(app, room, &hints)
}

fn line(app: &App, room: u16, hints: &[Message]) -> String {
    let between = app.locale.fit(" · ".into());
    let mut line = String::new();
    for hint in hints {
        let words = app.locale.say(hint);
        let longer = if line.is_empty() {
            words
        } else {
            format!("{line}{between}{words}")
        };
        if width(&longer) > usize::from(room) {
            break;
        }
        line = longer;
    }
    line
}
