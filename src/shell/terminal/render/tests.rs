//! What is written is read back by a terminal emulator and must be the screen that was meant.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::{Abilities, Cursor, Renderer};

/// One that can do no more than show what the tests ask for.
const LITTLE: Abilities = Abilities {
    modern: true,
    ..Abilities::DUMB
};

const ALL: Abilities = Abilities {
    moves: true,
    modern: true,
    paste: true,
    scroll: true,
    sync: true,
    underline_colour: true,
    alternate: true,
};

fn terminal(columns: u16, rows: u16) -> vt100::Parser {
    let size = |n: u16| std::num::NonZeroU16::new(n).expect("a size");
    vt100::Parser::new(size(rows), size(columns), 0)
}

/// Draws `screens` one after another and compares after each.
fn check(screens: &[(Buffer, Cursor)], can: Abilities) -> Result<(), TestCaseError> {
    let area = screens[0].0.area;
    let mut terminal = terminal(area.width, area.height);
    terminal.process("\x1b[2;3r\x1b[41mwhat stood here before\r\n\x1b[4m".as_bytes());
    let mut renderer = Renderer::new(can);
    for (n, (screen, cursor)) in screens.iter().enumerate() {
        let bytes = renderer.frame(&mut screen.clone(), *cursor);
        let bytes = String::from_utf8_lossy(&bytes).into_owned();
        // Where the cursor is after margins are reset differs.
        terminal.process(bytes.replace("\x1b[r", "\x1b[r\x1b[2;2H").as_bytes());
        compare(terminal.screen(), screen, *cursor).map_err(|what| {
            TestCaseError::fail(format!("screen {n}: {what}\n{screen:?}\n{bytes:?}"))
        })?;
        let again = renderer.frame(&mut screen.clone(), *cursor);
        prop_assert!(again.is_empty(), "drawn twice: {again:?}");
    }
    Ok(())
}

fn compare(shown: &vt100::Screen, meant: &Buffer, cursor: Cursor) -> Result<(), String> {
    for y in 0..meant.area.height {
        let mut x = 0;
        while x < meant.area.width {
            let cell = &meant[(x, y)];
            let there = shown.cell(y, x).ok_or("outside")?;
            compare_cell(there, cell, meant.area.width - x)
                .map_err(|what| format!("at {x},{y}: {what}: {there:?} for {cell:?}"))?;
            x += cell.cell_width().max(1);
        }
    }
    match cursor {
        Some((x, y)) if shown.cursor_position() != (y, x) => {
            Err(format!("{:?}", shown.cursor_position()))
        }
        _ if shown.hide_cursor() == cursor.is_some() => {
            Err("cursor not shown or hidden".to_owned())
        }
        _ => Ok(()),
    }
}

fn compare_cell(there: &vt100::Cell, cell: &Cell, room: u16) -> Result<(), &'static str> {
    let fits = cell.cell_width() <= room;
    let symbol = if fits { cell.symbol() } else { " " };
    let blank = symbol == " ";
    let has = |modifier| cell.modifier.contains(modifier);
    let seen = has(Modifier::REVERSED) || has(Modifier::UNDERLINED) || has(Modifier::CROSSED_OUT);
    let shown = if there.has_contents() {
        there.contents()
    } else {
        " "
    };
    let claims = [
        (shown == symbol, "symbol"),
        (there.is_wide() == (symbol.cell_width() == 2), "width"),
        (there.bgcolor() == colour(cell.bg), "background"),
        (there.inverse() == has(Modifier::REVERSED), "reverse"),
        (there.underline() == has(Modifier::UNDERLINED), "underline"),
        (
            blank && !seen || there.fgcolor() == colour(cell.fg),
            "foreground",
        ),
        (blank || there.bold() == has(Modifier::BOLD), "bold"),
        (blank || there.dim() == has(Modifier::DIM), "dim"),
        (blank || there.italic() == has(Modifier::ITALIC), "italic"),
    ];
    claims
        .iter()
        .try_for_each(|(good, what)| if *good { Ok(()) } else { Err(*what) })
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

fn a_colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        6 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => Just(Color::Indexed(200)),
        1 => Just(Color::Rgb(1, 20, 255)),
    ]
}

fn a_style() -> impl Strategy<Value = Style> {
    // Without bold and dim together: the emulator knows only one of them at a time.
    let modifiers = prop_oneof![
        5 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED | Modifier::BOLD),
        1 => Just(Modifier::ITALIC | Modifier::CROSSED_OUT | Modifier::UNDERLINED),
    ];
    (a_colour(), a_colour(), a_colour(), modifiers).prop_map(|(fg, bg, line, modifier)| {
        let style = Style::new().fg(fg).bg(bg).underline_color(line);
        style.add_modifier(modifier)
    })
}

/// Runs of text in one style, as screens are made of.
fn a_run() -> impl Strategy<Value = (&'static str, usize, Style)> {
    let symbol = prop_oneof![
        6 => Just(" "),
        4 => prop::sample::select(vec!["a", "ж", "Щ", "—"]),
        2 => prop::sample::select(vec!["你", "🙂", "е\u{301}", "❤\u{fe0f}"]),
    ];
    (
        symbol,
        1..8usize,
        prop_oneof![2 => Just(Style::new()), 1 => a_style()],
    )
}

fn a_screen(width: u16, height: u16) -> impl Strategy<Value = Buffer> {
    let cells = usize::from(width) * usize::from(height);
    prop::collection::vec(a_run(), 1..=cells).prop_map(move |runs| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let drawn = runs
            .iter()
            .flat_map(|(symbol, times, style)| std::iter::repeat_n((symbol, style), *times));
        for (cell, (symbol, style)) in buffer.content.iter_mut().zip(drawn) {
            cell.set_symbol(symbol).set_style(*style);
        }
        buffer
    })
}

/// `old` with a band of it moved and some cells changed.
fn a_change(old: Buffer) -> impl Strategy<Value = Buffer> {
    let (width, height) = (usize::from(old.area.width), usize::from(old.area.height));
    let edits = prop::collection::vec((0..width * height, a_run()), 0..6);
    (0..height, 0..height, 0..height, edits).prop_map(move |(a, b, by, edits)| {
        let mut new = old.clone();
        let band = &mut new.content[a.min(b) * width..(a.max(b) + 1) * width];
        band.rotate_left(by * width % band.len());
        for (at, (symbol, times, style)) in edits {
            let end = new.content.len().min(at + times);
            for cell in &mut new.content[at..end] {
                cell.reset();
                cell.set_symbol(symbol).set_style(style);
            }
        }
        new
    })
}

fn a_sequence() -> impl Strategy<Value = Vec<Buffer>> {
    let size = prop_oneof![4 => (1..14u16, 1..9u16), 1 => Just((40u16, 12u16))];
    let first =
        size.prop_flat_map(|(width, height)| (a_screen(width, height), a_screen(width, height)));
    first.prop_flat_map(|(first, other)| {
        let changed = a_change(first.clone());
        let more = changed.prop_flat_map(|changed| (a_change(changed.clone()), Just(changed)));
        more.prop_map(move |(more, changed)| {
            vec![first.clone(), changed, more, other.clone(), first.clone()]
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_screen_arrives(screens in a_sequence(), places in prop::collection::vec(prop::option::of((0..40u16, 0..12u16)), 5)) {
        let area = screens[0].area;
        let place = |(x, y): (u16, u16)| (x.min(area.width - 1), y.min(area.height - 1));
        let screens: Vec<_> = screens.into_iter().zip(places).map(|(s, at)| (s, at.map(place))).collect();
        check(&screens, ALL)?;
        check(&screens, LITTLE)?;
    }
}

fn lines(rows: &[&str]) -> Buffer {
    Buffer::with_lines(rows.iter().map(|row| row.replace('.', " ")))
}

fn update(old: &[&str], new: &[&str], expected: &str) {
    let mut renderer = Renderer::new(Abilities { sync: false, ..ALL });
    renderer.frame(&mut lines(old), None);
    let bytes = renderer.frame(&mut lines(new), None);
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        expected,
        "{old:?} -> {new:?}"
    );
}

#[test]
fn updates_are_short() {
    update(&["abc"], &["abc"], "");
    update(&["abc"], &["axc"], "\x1b[;2Hx");
    update(&["abcde"], &["xbcdy"], "\x1b[Hxbcdy");
    update(&["abcdefgh"], &["xbcdefgy"], "\x1b[Hx\x1b[8Gy");
    update(&["abcdefgh"], &["ab......"], "\x1b[;3H\x1b[K");
    update(&["abcd"], &["ab.."], "\x1b[;3H  ");
    update(
        &["aa", "bb"],
        &["xa", "by"],
        "\x1b[Hx\n y".replace(' ', "").as_str(),
    );
    update(
        &["один", "два.", "три."],
        &["два.", "три.", "пять"],
        "\x1b[H\x1b[M\x1b[3Hпять",
    );
}

#[test]
fn no_command_in_a_cell_reaches_the_terminal() {
    for c in ('\0'..=' ')
        .chain('\u{7f}'..='\u{a0}')
        .filter(|c| c.is_control())
    {
        let mut screen = lines(&["...."]);
        screen[(1, 0)].set_symbol(&format!("{c}[31m"));
        screen[(2, 0)].set_symbol(&c.to_string());
        let bytes = Renderer::new(LITTLE).frame(&mut screen, None);
        let expected = "\x1b[r\x1b[m\x1b[H\x1b[2J ??\x1b[?25l";
        assert_eq!(String::from_utf8_lossy(&bytes), expected, "{c:?}");
    }
}

#[test]
fn a_frame_is_synchronized_and_a_mere_cursor_is_not() {
    let mut renderer = Renderer::new(ALL);
    let first = renderer.frame(&mut lines(&["ab"]), Some((0, 0)));
    assert!(first.starts_with(b"\x1b[?2026h") && first.ends_with(b"\x1b[?2026l"));
    assert_eq!(
        renderer.frame(&mut lines(&["ab"]), Some((1, 0))),
        b"\x1b[;2H"
    );
    assert_eq!(renderer.frame(&mut lines(&["ab"]), None), b"\x1b[?25l");
    assert_eq!(renderer.frame(&mut lines(&["ab"]), None), b"");
    renderer.invalidate();
    assert_eq!(
        renderer.frame(&mut lines(&["ab"]), None).len(),
        first.len() - 1
    );
    assert!(
        !renderer.frame(&mut lines(&["abc"]), None).is_empty(),
        "another size"
    );
}

#[test]
fn abilities_go_by_the_name() {
    let check = |term: &str, scroll: bool, sync: bool| {
        let can = Abilities::of(term);
        assert_eq!((can.scroll, can.sync), (scroll, sync), "{term}");
    };
    check("xterm-256color", true, true);
    check("tmux-256color", true, true);
    check("screen-256color", true, false);
    check("linux", true, false);
    check("vt100", false, false);
    check("dumb", false, false);
    check("nobody-knows", false, false);
}

/// A page of Cyrillic text 72 columns wide in the middle of 100, its row `top` first, row `mark` selected,
/// and a status line below.
fn page(top: usize, mark: u16) -> Buffer {
    let words = [
        "завод",
        "открыл",
        "новый",
        "цех",
        "в",
        "посёлке",
        "Первомайский",
        "где",
        "работает",
        "много",
        "людей",
    ];
    let mut screen = Buffer::empty(Rect::new(0, 0, 100, 30));
    for y in 0..29u16 {
        let row = top + usize::from(y);
        let text: Vec<&str> = (0..12)
            .map(|n| words[(row * 7 + n * (row % 5 + 1)) % words.len()])
            .collect();
        screen.set_stringn(14, y, text.join(" "), 72, Style::new());
    }
    screen.set_style(
        Rect::new(14, mark, 9, 1),
        Style::new().add_modifier(Modifier::REVERSED),
    );
    screen.set_string(
        0,
        29,
        format!(" release-01.txt  {:>3} %  сохранено", top),
        Style::new().bg(Color::DarkGray),
    );
    screen
}

#[test]
fn a_scrolled_line_costs_little_more_than_its_text() {
    let mut renderer = Renderer::new(ALL);
    renderer.frame(&mut page(40, 28), Some((14, 28)));
    let bytes = renderer.frame(&mut page(41, 28), Some((14, 28)));
    assert!(
        bytes.len() <= 260,
        "{} bytes: {}",
        bytes.len(),
        String::from_utf8_lossy(&bytes)
    );
    renderer.frame(&mut page(40, 3), Some((14, 3)));
    let bytes = renderer.frame(&mut page(40, 4), Some((14, 4)));
    assert!(bytes.len() <= 100, "{} bytes", bytes.len());
}
