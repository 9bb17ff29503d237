//! What a key costs between the terminal that sent it and the bytes that answer it: update, wrapping, drawing,
//! rendering. Run with `cargo bench --bench screen`.

mod texts;

use divan::Bencher;
use metka::{
    annotation::{Layer, Schema},
    app::{
        App, Corpus, Layout, Start,
        msg::{DocId, Found, Millis, Msg, Opened, Size},
    },
    keymap::{Key, Keyboard, Keymap},
    locale::{Lang, Locale},
    shell::terminal::render::{Abilities, Renderer},
    text::{Text, TextRange, TextSize, decode::Encoding},
    view::{
        self, Look,
        theme::{Depth, Theme},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::collections::BTreeMap;
use texts::{SAMPLES, Sample};

const SIZE: Size = Size {
    columns: 100,
    rows: 30,
};

fn main() {
    divan::main();
}

fn text_of(sample: Sample) -> Text {
    Text::new(sample.text()).expect("a text of 10 MB fits")
}

/// A place in the middle, where no grapheme is cut.
fn middle(text: &Text) -> TextRange {
    let half = text.as_str().floor_char_boundary(text.as_str().len() / 2);
    let start = text.prev_grapheme(TextSize::from_usize(half));
    TextRange::between(start, text.next_grapheme(start))
}

/// A program in the middle of a document.
struct Screen {
    app: App,
    look: Look,
    frame: Buffer,
    renderer: Renderer,
}

impl Screen {
    fn open(sample: Sample) -> Self {
        let text = text_of(sample);
        let mut app = App::new(Start {
            corpus: Corpus::new("bench".into(), Schema::standard()),
            keymap: Keymap::preset("default", Keyboard::default()).expect("the default preset"),
            locale: Locale::new(Lang::Ru),
            annotator: "anna".into(),
            alone: Some("a.txt".into()),
            resume: None,
            size: SIZE,
            seed: 7,
        });
        let found = Found {
            path: "a.txt".into(),
            bytes: u64::from(text.len().raw()),
        };
        app.update(Millis(0), Msg::Found(vec![found]));
        let opened = Opened {
            place: Some(middle(&text).start()),
            text,
            encoding: Encoding::Utf8,
            damaged: false,
            layer: Layer::default(),
            fault: None,
            stashed: false,
            changed: false,
            former: Default::default(),
            bookmarks: BTreeMap::new(),
        };
        app.update(Millis(0), Msg::Opened(DocId(0), Box::new(Ok(opened))));
        let mut screen = Self {
            app,
            look: Look {
                theme: Theme::new("dark", Depth::Ansi256, &|_| None).expect("the dark theme"),
                ascii: false,
            },
            frame: Buffer::empty(Rect::new(0, 0, SIZE.columns, SIZE.rows)),
            renderer: Renderer::new(Abilities::of("xterm-256color")),
        };
        screen.bytes();
        screen
    }

    fn press(&mut self, key: &str) {
        let key = Key::parse(key).expect("a key");
        self.app.update(Millis(0), Msg::Key(key));
        self.app.layout();
    }

    fn draw(&mut self) -> (u16, u16) {
        self.frame.reset();
        view::draw(&self.app, &self.look, &mut self.frame)
    }

    /// The bytes of the next frame.
    fn bytes(&mut self) -> Vec<u8> {
        self.app.layout();
        let cursor = self.draw();
        self.renderer.frame(&mut self.frame, Some(cursor))
    }
}

/// The rows of a screen of which nothing is known yet, in the middle of the text.
#[divan::bench(args = SAMPLES)]
fn wrap_a_screen(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    let here = middle(&text);
    bencher.bench(|| {
        let mut layout = Layout::new(here.start());
        layout.resize(72, 28);
        layout.show(&text, here, here);
        layout.visible().len()
    });
}

/// Ten rows down and up again, what is laid out but not drawn.
#[divan::bench(args = SAMPLES)]
fn scroll_twenty_rows(bencher: Bencher, sample: Sample) {
    let mut screen = Screen::open(sample);
    bencher.bench_local(|| {
        (0..10).for_each(|_| screen.press("j"));
        (0..10).for_each(|_| screen.press("k"));
    });
}

#[divan::bench(args = SAMPLES)]
fn draw_into_the_buffer(bencher: Bencher, sample: Sample) {
    let mut screen = Screen::open(sample);
    bencher.bench_local(|| screen.draw());
}

/// The bytes of a page and of the page before it: nearly every cell differs.
#[divan::bench(args = SAMPLES)]
fn render_two_pages(bencher: Bencher, sample: Sample) {
    let mut screen = Screen::open(sample);
    let [here, next] = [None, Some("Space")].map(|key: Option<&str>| {
        key.into_iter().for_each(|key| screen.press(key));
        let cursor = screen.draw();
        (screen.frame.clone(), Some(cursor))
    });
    bencher.bench_local(|| {
        [&here, &next].map(|(frame, cursor)| {
            screen.frame.clone_from(frame);
            screen.renderer.frame(&mut screen.frame, *cursor).len()
        })
    });
}

/// All a key costs: `l` and `h` again, to the bytes.
#[divan::bench(args = SAMPLES)]
fn two_tokens_from_key_to_bytes(bencher: Bencher, sample: Sample) {
    let mut screen = Screen::open(sample);
    bencher.bench_local(|| {
        ["l", "h"].map(|key| {
            screen.press(key);
            screen.bytes().len()
        })
    });
}

/// The same for two pages.
#[divan::bench(args = SAMPLES)]
fn two_pages_from_key_to_bytes(bencher: Bencher, sample: Sample) {
    let mut screen = Screen::open(sample);
    bencher.bench_local(|| {
        ["Space", "PageUp"].map(|key| {
            screen.press(key);
            screen.bytes().len()
        })
    });
}
