//! Tokens for formats that cut a text into tokens: ours, divided where annotations begin and end, so that nothing is
//! lost.

use crate::{
    annotation::Layer,
    text::{Text, TextRange, TextSize},
};

/// The tokens of `text` with nothing between them but what is not seen.
pub(super) fn tokens(text: &Text, layer: &Layer) -> Vec<TextRange> {
    let mut pieces = pieces(text, layer);
    pieces.retain(|piece| !is_blank(text.slice(*piece)));
    pieces
}

/// All of `text`, one piece after the other: tokens, and the blanks between them.
pub(super) fn pieces(text: &Text, layer: &Layer) -> Vec<TextRange> {
    let mut borders: Vec<TextSize> = vec![TextSize::default(), text.len()];
    for block in 0..text.block_count() {
        let tokens = text.segments(block).tokens;
        borders.extend(
            tokens
                .iter()
                .flat_map(|it| [it.range.start(), it.range.end()]),
        );
    }
    for item in layer.annotations.iter() {
        let parts = item.parts.ranges();
        borders.extend(parts.iter().flat_map(|part| [part.start(), part.end()]));
    }
    borders.sort_unstable();
    borders.dedup();
    let pieces = borders.windows(2);
    pieces
        .filter_map(|two| TextRange::new(two[0], two[1]))
        .collect()
}

/// Whether nothing of it is seen.
pub(super) fn is_blank(piece: &str) -> bool {
    piece.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::fixture::{annotation, layer};

    #[test]
    fn a_token_is_divided_where_an_annotation_begins_or_ends() {
        let text = Text::new("Тула-2  да\r\n").unwrap();
        let layer = layer([annotation("a", "LOC", 0, 6), annotation("b", "X", 10, 11)]);
        let words = |pieces: Vec<TextRange>| {
            let words: Vec<&str> = pieces.iter().map(|it| text.slice(*it)).collect();
            words.join("|")
        };
        assert_eq!(words(tokens(&text, &layer)), "Тул|а-2|да");
        assert_eq!(words(pieces(&text, &layer)), "Тул|а-2| | |да|\r\n");
    }
}
