//! The text with its annotations. Text is never moved: labels live in colour, underline, brackets on mono screens,
//! and in the margin.

use super::canvas::Canvas;
use super::theme::{Depth, Role};
use crate::{
    annotation::Annotation,
    app::{
        App, Reader, areas, column_of,
        margin::{Margin, Mark},
    },
    suggest::Suggestion,
    text::{TextRange, TextSize, glyph::glyph},
};
use ratatui::style::Style;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Draw the text; returns the cell of the cursor.
pub fn draw(app: &App, reader: &Reader, canvas: &mut Canvas) -> (u16, u16) {
    let areas = app.reader_areas();
    let mut cursor = (areas.text.x, areas.text.y);
    let shown = reader.layout.visible_range();
    let annotations: Vec<&Arc<Annotation>> = reader.layer.annotations.overlapping(shown).collect();
    let hits = visible_hits(reader, shown);
    let suggestions: Vec<&Suggestion> = reader.queue.overlapping(shown).collect();
    let painter = Painter {
        app,
        reader,
        annotations: &annotations,
        suggestions: &suggestions,
        hits: &hits,
    };
    for (y, row) in (areas.text.y..).zip(reader.layout.visible()) {
        painter.row(*row, areas.text.x, y, canvas);
        painter.margin(*row, areas.margin, y, canvas);
        let place = reader.selection.cursor();
        if row.contains(place) {
            cursor = (areas.text.x + column_of(&reader.text, *row, place), y);
        }
    }
    cursor
}

/// All hits of the search in the blocks on the screen.
fn visible_hits(reader: &Reader, shown: TextRange) -> Vec<TextRange> {
    let Some(search) = &reader.search else {
        return Vec::new();
    };
    if reader.text.is_empty() {
        return Vec::new();
    }
    let blocks = reader.text.block_at(shown.start())..=reader.text.block_at(shown.end());
    blocks
        .flat_map(|block| search.query.hits_in_block(&reader.text, block))
        .filter(|hit| hit.overlaps(shown))
        .collect()
}

/// Around what is suggested, where there are no colours.
const ANGLES: [&str; 2] = ["<", ">"];

struct Painter<'a> {
    app: &'a App,
    reader: &'a Reader,
    /// Those that touch the screen, in order.
    annotations: &'a [&'a Arc<Annotation>],
    /// The same of what is suggested.
    suggestions: &'a [&'a Suggestion],
    hits: &'a [TextRange],
}

impl Painter<'_> {
    fn row(&self, row: TextRange, x: u16, y: u16, canvas: &mut Canvas) {
        let here: Vec<&Annotation> = self
            .annotations
            .iter()
            .filter(|a| a.parts.overlaps(row))
            .map(|a| a.as_ref())
            .collect();
        let proposed = self.suggestions.iter().map(|it| it.range);
        let proposed: Vec<TextRange> = proposed.filter(|it| it.overlaps(row)).collect();
        let width = self.reader.layout.width();
        let mut column = 0;
        // Blanks at the end of a row may hang over the edge; they are not drawn at all.
        let content = self.reader.text.slice(row).trim_end_matches(' ');
        for (offset, grapheme) in content.grapheme_indices(true) {
            let place = row.start() + TextSize::from_usize(offset);
            let drawn = glyph(grapheme, column);
            let style = self.style(place, drawn.replaced, (&here, &proposed), canvas);
            if column + drawn.width <= width {
                self.glyph(x + column, y, &drawn, style, canvas);
            }
            column += drawn.width;
        }
        if column < width && self.reader.layout.ends_in_hyphen(&self.reader.text, row) {
            let dim = canvas.look.theme.role(Role::Dim);
            canvas.cell(x + column, y, "-", 1, dim);
        }
        if canvas.look.theme.depth() == Depth::Mono {
            let said = here.iter().flat_map(|it| it.parts.ranges().iter().copied());
            self.brackets(row, (x, y), said, ["[", "]"], canvas);
            self.brackets(row, (x, y), proposed.into_iter(), ANGLES, canvas);
        }
    }

    fn glyph(
        &self,
        x: u16,
        y: u16,
        drawn: &crate::text::glyph::Glyph,
        style: Style,
        canvas: &mut Canvas,
    ) {
        if drawn.symbol.chars().all(|c| c == ' ') {
            // A tab is as many blanks.
            for blank in 0..drawn.width {
                canvas.cell(x + blank, y, " ", 1, style);
            }
        } else {
            canvas.cell(x, y, &drawn.symbol, drawn.width, style);
        }
    }

    /// The style of the grapheme at `place`: text, then suggestion, then annotation (where it is lit), then hit, then selection.
    fn style(
        &self,
        place: TextSize,
        replaced: bool,
        (here, proposed): (&[&Annotation], &[TextRange]),
        canvas: &Canvas,
    ) -> Style {
        let theme = &canvas.look.theme;
        let lit = self.reader.lit.is_none_or(|lit| lit.contains(place));
        let mut style = theme.role(match (lit, replaced) {
            (false, _) => Role::Dim,
            (true, true) => Role::Replaced,
            (true, false) => Role::Text,
        });
        if lit && proposed.iter().any(|range| range.contains(place)) {
            style = style.patch(theme.suggested());
        }
        let mut around = here
            .iter()
            .filter(|a| lit && a.parts.ranges().iter().any(|range| range.contains(place)));
        let innermost = around.clone().min_by_key(|a| a.parts.cover().len());
        if let Some(inner) = innermost {
            let outer = around.find(|a| a.id != inner.id).map(|a| self.color(a));
            style = style.patch(theme.annotated(self.color(inner), outer));
        }
        let selection = self.reader.selection.range();
        // Hits are sorted and apart.
        let hit = self.hits.partition_point(|hit| hit.end() <= place);
        if self.hits.get(hit).is_some_and(|hit| hit.contains(place)) {
            style = style.patch(theme.role(Role::Hit));
        }
        if selection.contains(place) {
            style = style.patch(theme.role(Role::Selection));
        }
        style
    }

    fn color(&self, annotation: &Annotation) -> &str {
        self.app
            .corpus
            .schema
            .label(&annotation.label)
            .map_or("gray", |label| &label.color)
    }

    /// Brackets in the blanks around covered text, where there are any; underline tells it in any case.
    fn brackets(
        &self,
        row: TextRange,
        (x, y): (u16, u16),
        ranges: impl Iterator<Item = TextRange>,
        [open, close]: [&str; 2],
        canvas: &mut Canvas,
    ) {
        for range in ranges {
            if row.contains(range.start()) {
                let at = x + column_of(&self.reader.text, row, range.start());
                Self::bracket(at.saturating_sub(1), y, open, canvas);
            }
            if range.end() > row.start() && range.end() <= row.end() {
                let at = x + column_of(&self.reader.text, row, range.end());
                Self::bracket(at, y, close, canvas);
            }
        }
    }

    fn bracket(x: u16, y: u16, bracket: &str, canvas: &mut Canvas) {
        match canvas.symbol(x, y) {
            " " => canvas.replace(x, y, bracket),
            // One annotation ends where the next begins.
            other
                if other != bracket
                    && ["[", "]"].contains(&other)
                    && ["[", "]"].contains(&bracket) =>
            {
                canvas.replace(x, y, "|")
            }
            _ => {}
        }
    }

    /// Codes of the labels that begin in this row.
    fn margin(&self, row: TextRange, area: areas::Area, y: u16, canvas: &mut Canvas) {
        let said = self.annotations.iter().copied().map(Mark::Annotation);
        let proposed = self.suggestions.iter().copied().map(Mark::Suggestion);
        let schema = &self.app.corpus.schema;
        let margin = Margin::of(said.chain(proposed), row, schema, area.width);
        for (x, code, mark) in &margin.codes {
            let theme = &canvas.look.theme;
            let style = match mark {
                Mark::Annotation(it) => theme.code(self.color(it)),
                Mark::Suggestion(_) => theme.role(Role::Dim),
            };
            canvas.put(area.x + x, y, code, style, area.width - x);
        }
        if let (x, more @ 1..) = margin.more {
            let dim = canvas.look.theme.role(Role::Dim);
            canvas.put(area.x + x, y, &format!("+{more}"), dim, area.width - x);
        }
    }
}
