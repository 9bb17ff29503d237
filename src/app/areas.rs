//! Where things are on the screen: shared by the layout, which wraps for it, and the view, which draws in it.

use super::{App, Panel, msg::Size};

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The left column.
    pub x: u16,
    /// The top row.
    pub y: u16,
    /// Cells across.
    pub width: u16,
    /// Cells down.
    pub height: u16,
}

/// Cells left of the text for the marks of mono screens.
pub const GUTTER: u16 = 2;
/// Cells right of the text for the codes of labels.
pub const MARGIN: u16 = 10;

/// Rows from which on there is room for more than the text.
const ROOMY: u16 = 12;

/// The parts of the reader's screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReaderAreas {
    /// The column of text itself.
    pub text: Area,
    /// Codes of the labels that begin in a row.
    pub margin: Area,
    /// All annotations, when it is open.
    pub panel: Option<Area>,
}

/// The parts of the list's screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListAreas {
    /// What the columns mean.
    pub heads: Area,
    /// The rows of documents.
    pub rows: Area,
    /// The beginning of the document under the cursor.
    pub preview: Option<Area>,
}

/// Rows between the top bar and the two bottom lines.
fn body(size: Size) -> Area {
    Area {
        x: 0,
        y: 1,
        width: size.columns,
        height: size.rows.saturating_sub(3),
    }
}

/// The reader's screen: the text column is centred in what the panel leaves, above `below` rows for something else.
fn reader(size: Size, measure: u16, panel: Panel, below: u16) -> ReaderAreas {
    let mut body = body(size);
    body.height = body.height.saturating_sub(below);
    let panel_width = match panel {
        Panel::Closed => 0,
        _ => (body.width / 3).min(40),
    };
    let room = body.width.saturating_sub(panel_width);
    let width = room.saturating_sub(GUTTER + MARGIN).clamp(1, measure);
    let x = GUTTER + room.saturating_sub(GUTTER + MARGIN + width) / 2;
    let text = Area { x, width, ..body };
    ReaderAreas {
        text,
        margin: Area {
            x: x + width + 1,
            width: room.saturating_sub(x + width + 1).min(MARGIN - 1),
            ..body
        },
        panel: (panel_width > 0).then_some(Area {
            x: room,
            width: panel_width,
            ..body
        }),
    }
}

/// The whole terminal, but for the last cell of a row: some terminals go to the next row when it is filled.
pub fn lines(size: Size) -> Area {
    Area {
        x: 0,
        y: 0,
        width: size.columns.saturating_sub(1).max(1),
        height: size.rows.saturating_sub(1).max(1),
    }
}

/// A page of help when lines are spoken: each line of it is one, however long, and not more of them than the terminal
/// shows if many take two rows.
fn pages(size: Size) -> Area {
    Area {
        width: 10_000,
        height: (size.rows / 2).max(1),
        ..Area::default()
    }
}

/// The list's screen: the preview stands beside the rows where there is room, else below them.
pub fn list(size: Size) -> ListAreas {
    let body = body(size);
    let heads = Area { height: 1, ..body };
    let body = Area {
        y: body.y + 1,
        height: body.height.saturating_sub(1),
        ..body
    };
    if body.width >= 110 {
        let width = body.width / 2;
        let preview = Area {
            x: width + 1,
            y: body.y - 1,
            width: body.width - width - 1,
            height: body.height + 1,
        };
        return ListAreas {
            heads: Area { width, ..heads },
            rows: Area { width, ..body },
            preview: Some(preview),
        };
    }
    if body.height < 15 {
        return ListAreas {
            heads,
            rows: body,
            preview: None,
        };
    }
    let below = body.height * 2 / 5;
    let rows = Area {
        height: body.height - below,
        ..body
    };
    ListAreas {
        heads,
        rows,
        preview: Some(Area {
            y: rows.y + rows.height,
            height: below,
            ..body
        }),
    }
}

/// A popup of at most this size in the middle of the screen, borders included.
pub fn popup(size: Size, width: u16, height: u16) -> Area {
    let width = width.min(size.columns);
    let height = height.min(size.rows.saturating_sub(2));
    Area {
        x: (size.columns - width) / 2,
        y: (size.rows - height) / 2,
        width,
        height,
    }
}

/// What a frame leaves inside, one cell of air left and right.
pub fn inside(frame: Area) -> Area {
    Area {
        x: frame.x + 2,
        y: frame.y + 1,
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    }
}

/// The frame of a pager, borders included.
pub fn pager(size: Size) -> Area {
    popup(size, 84, size.rows.saturating_sub(2))
}

impl App {
    /// The reader's screen.
    pub fn reader_areas(&self) -> ReaderAreas {
        reader(self.size, self.measure, self.panel, self.rows_of_stood())
    }

    /// Rows for what stood where an annotation was that is to be placed. In a low terminal the text needs them more.
    pub fn rows_of_stood(&self) -> u16 {
        let known = self.reader.as_ref().and_then(super::Reader::stood);
        match known.is_some() && self.size.rows >= ROOMY {
            true => 2,
            false => 0,
        }
    }

    /// Work out what the next screen shows. The only place that wraps.
    pub fn layout(&mut self) {
        let areas = self.reader_areas();
        self.list.layout(usize::from(list(self.size).rows.height));
        if let Some(reader) = &mut self.reader {
            let text = match self.linear {
                true => lines(self.size),
                false => areas.text,
            };
            let width = text.width.min(self.measure);
            reader.layout.resize(width, text.height);
            reader.layout.hyphenate(self.hyphenate);
            let (range, head) = (reader.selection.range(), reader.selection.head());
            reader.layout.show(&reader.text, range, head);
            reader.light(self.spotlight);
            if self.linear {
                reader.speak(self.extent);
            }
        }
        if let Some(super::Popup::Pager(pager)) = &mut self.popup {
            let room = match self.linear {
                true => pages(self.size),
                false => inside(self::pager(self.size)),
            };
            pager.layout(room.width, room.height);
        }
    }
}
