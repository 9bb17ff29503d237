//! Russian sentences, by rules that can be said in a line each. A stop ends a sentence when what
//! follows can begin one, unless the dot belongs to an abbreviation, initials or the number of a
//! point. Press releases are often glued («вопросов.Как»), so a missing space is no obstacle.

use super::abbreviation::{Abbreviation, abbreviation};
use super::token::{Token, TokenKind};
use super::{TextRange, TextSize};

/// The sentences of `source`, which starts at `offset` of the text and has these `tokens`.
pub(super) fn sentences(source: &str, offset: TextSize, tokens: &[Token]) -> Vec<TextRange> {
    let block = Tokens {
        source,
        offset,
        tokens,
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for stop in 0..tokens.len() {
        if stop < start || !block.has_stop(stop) {
            continue;
        }
        let end = block.after_closers(stop);
        if end < tokens.len() && block.ends_sentence(start, stop, end) {
            sentences.push(tokens[start].range.cover(tokens[end - 1].range));
            start = end;
        }
    }
    if let (Some(first), Some(last)) = (tokens.get(start), tokens.last()) {
        sentences.push(first.range.cover(last.range));
    }
    sentences
}

/// The tokens of one block with their text.
struct Tokens<'a> {
    source: &'a str,
    offset: TextSize,
    tokens: &'a [Token],
}

impl Tokens<'_> {
    /// The text of token number `at`; empty where there is none.
    fn text(&self, at: usize) -> &str {
        let Some(token) = self.tokens.get(at) else {
            return "";
        };
        let start = (token.range.start() - self.offset).to_usize();
        &self.source[start..start + token.range.len().to_usize()]
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether nothing stands between token `at` and the one before it.
    fn is_glued(&self, at: usize) -> bool {
        let pair = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before..=at));
        pair.is_some_and(|pair| pair[0].range.end() == pair[1].range.start())
    }

    /// Whether token `at` ends with a stop, its own or that of an abbreviation.
    fn has_stop(&self, at: usize) -> bool {
        self.text(at).ends_with(['.', '!', '?', '…'])
    }

    /// The token after `stop` and the quotes and brackets that close right behind it.
    fn after_closers(&self, stop: usize) -> usize {
        let closes = |at: &usize| {
            let closer = self.text(*at);
            let ambiguous = matches!(closer, "\"" | "“" | "'") && self.is_glued(at + 1);
            self.is_glued(*at)
                && !ambiguous
                && matches!(closer, "»" | "”" | "“" | "\"" | "'" | ")" | "]")
        };
        (stop + 1..self.tokens.len())
            .find(|at| !closes(at))
            .unwrap_or(self.tokens.len())
    }

    /// Whether the sentence from token `start` ends with the stop of token `stop`, when `next` is
    /// the first token after it and its closing quotes.
    fn ends_sentence(&self, start: usize, stop: usize, next: usize) -> bool {
        self.can_begin(next)
            && match self.kind(stop) {
                Some(TokenKind::Punctuation) => self.mark_ends(start, stop, next),
                _ => !self.is_glued(next) && self.abbreviation_ends(stop, next),
            }
    }

    /// Whether a sentence can begin with token `at`: a capital or a figure, quotes, brackets, a
    /// bullet or the dash of direct speech before it.
    fn can_begin(&self, at: usize) -> bool {
        let opens = |at: &usize| matches!(self.text(*at), "«" | "„" | "“" | "\"" | "(" | "[" | "'");
        let is_dash = matches!(self.text(at), "—" | "–" | "-");
        let is_bullet = matches!(self.text(at), "*" | "•" | "№" | "$" | "+" | "#");
        let first = at + usize::from(is_dash || is_bullet);
        let first = (first..first + 3).find(|at| !opens(at)).unwrap_or(first);
        match self.kind(first) {
            Some(TokenKind::Word) => {
                !self.text(first).starts_with(char::is_lowercase) || self.is_point(first)
            }
            Some(TokenKind::Number) => !is_dash,
            _ => false,
        }
    }

    /// The letter of a point: «а) цех».
    fn is_point(&self, at: usize) -> bool {
        self.text(at).chars().nth(1).is_none() && self.text(at + 1) == ")"
    }

    /// Whether a mark that is a token of its own ends the sentence.
    fn mark_ends(&self, start: usize, stop: usize, next: usize) -> bool {
        let numbers_point = stop == start + 1 && self.text(stop) == "." && self.is_figure(start);
        let opens_word = !self.is_glued(stop) && self.is_glued(stop + 1);
        !numbers_point
            && !opens_word
            && (!self.is_glued(next) || self.is_glued_sentence(stop, next))
    }

    /// Whether a sentence without a space before it begins at `next`: after a Cyrillic word or
    /// after something closed, not inside «Gzt.Ru».
    fn is_glued_sentence(&self, stop: usize, next: usize) -> bool {
        let before = self.text(stop.wrapping_sub(1));
        let is_word = before.starts_with(is_cyrillic) && before.chars().nth(1).is_some();
        let is_closed = matches!(before, "»" | "”" | "\"" | ")" | "%");
        let is_figure = self.kind(stop.wrapping_sub(1)) == Some(TokenKind::Number);
        match self.kind(next) {
            Some(TokenKind::Number) => is_word || is_closed,
            _ => is_word || is_closed || is_figure || next > stop + 1,
        }
    }

    /// Whether the sentence ends with the abbreviation or the initial at `stop`.
    fn abbreviation_ends(&self, stop: usize, next: usize) -> bool {
        let trails = match self.abbreviation(stop) {
            Some(Abbreviation::Leading) => false,
            Some(Abbreviation::Trailing) => true,
            Some(Abbreviation::Amount) => self.kind(next) != Some(TokenKind::Number),
            Some(Abbreviation::Either) => stop > 0 && self.is_figure(stop - 1),
            None => self.is_unit(stop),
        };
        trails && self.text(next) != "США"
    }

    /// The abbreviation at `at`, together with the letter before it in «т. д.».
    fn abbreviation(&self, at: usize) -> Option<Abbreviation> {
        let word = self.text(at).trim_end_matches('.');
        if word.chars().all(char::is_uppercase) {
            return None;
        }
        let before = self.text(at.wrapping_sub(1));
        let pair = (before.len() == 3 && before.ends_with('.')).then(|| format!("{before}{word}"));
        pair.and_then(|pair| abbreviation(&pair))
            .or_else(|| abbreviation(word))
    }

    /// A Latin letter after a number, which is a unit and no initial: «до 10 G.»
    fn is_unit(&self, at: usize) -> bool {
        let after_number = at > 0 && self.kind(at - 1) == Some(TokenKind::Number);
        after_number && self.text(at).starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// A number, a Roman one, or a scale that stands for one: 2022, XX, тыс.
    fn is_figure(&self, at: usize) -> bool {
        let text = self.text(at);
        let is_roman = text.chars().all(|c| "IVXLCХ-".contains(c)) && text != "-";
        let is_scale = matches!(text.trim_end_matches('.'), "тыс" | "млн" | "млрд" | "трлн");
        self.kind(at) == Some(TokenKind::Number) || is_roman || is_scale
    }
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;
    use proptest::prelude::*;

    /// `marked` is a text with `|` between its sentences.
    fn check(marked: &str) {
        let source = marked.replace('|', "");
        let found = of(&source);
        let mut shown = source.clone();
        for sentence in found.iter().skip(1).rev() {
            shown.insert(sentence.start().to_usize(), '|');
        }
        assert_eq!(shown, marked);
    }

    fn of(source: &str) -> Vec<TextRange> {
        sentences(source, TextSize::ZERO, &tokens(source, TextSize::ZERO))
    }

    #[test]
    fn a_stop_ends_a_sentence_when_another_can_begin() {
        check("Цех открыт. |Он велик! |Зачем? |Так надо… |Да");
        check("Он вырос на 5%. |9 июня пуск. |(Так и было.) |«Да». |№ 5 пущен.");
        check("Что ж... не всё потеряно, но… да.");
        check("Yahoo! объявила, что зона .РФ закрыта.");
        check("Он сказал: «Да!» |Она ушла.");
    }

    #[test]
    fn glued_sentences_are_parted() {
        check("Обсудили ряд вопросов.|Как сообщили в пресс-службе, дело идёт.");
        check("Это рост региона.|9 июня был совет.");
        check("Растёт выпуск проката.|- Что касается цен, они стоят.");
        check("Осмотрели «Красный луч».|На заводе ждали.|«Мы готовы», — сказал он.");
        check("Объём вырос до 5%.|Это много.");
        check("Так пишет Gzt.Ru, рост 9.5 и 06.00 ровно.");
    }

    #[test]
    fn direct_speech_goes_on_after_the_quotes() {
        check("«Что дальше?» — спросил он. |Потом ушёл.");
        check("«Дальше пуск», — сказал он. |Все ждали.");
        check("— Кто там? — спросил он. |— Я.");
    }

    #[test]
    fn initials_do_not_end_a_sentence() {
        check("Роман А. С. Белова и В.Г.Чернова прочли. |Всё.");
        check("Перегрузки до 10 G. |Из-за них сели.");
    }

    #[test]
    fn abbreviations_end_a_sentence_according_to_their_kind() {
        check("В 2023 г. объём вырос к уровню 2022 г. |Об этом сказал министр.");
        check("Он живёт в г. Омске на ул. Мира, д. 5. |Это близко.");
        check("Создано 5 тыс. |Зато 5 тыс. 300 руб. |«Мы рады».");
        check("Стоит 5 руб. 30 коп. |Дорого. |Лучше 5 долл. США.");
        check("Дали 5,8 млн т. |Прокат стоит 5 млн.");
        check("Рост на 4–5 п. п. |И это не предел, т. е. Омск, и т. д. |Всё.");
        check("В XX в. |Россия росла, в т. ч. 320 заводов и др. |Потом нет.");
        check("И.о. главы, см. рис. 5 и им. Косыгина.");
    }

    #[test]
    fn the_number_of_a_point_belongs_to_its_sentence() {
        check("1. Завод открыт. |2. Он велик.");
        check("II. Завод. |а) цех; б) склад.");
        check("Он вырос – г. Омск.");
    }

    proptest! {
        #[test]
        fn sentences_hold_every_token_exactly_once(
            any in "\\PC{0,40}",
            russian in "([а-яА-Я]{1,4}|[ .!?…0-9«»()–—\"-]|т\\.|г\\.|\r\n){0,40}",
        ) {
            for source in [any, russian] {
                let sentences = of(&source);
                for pair in sentences.windows(2) {
                    prop_assert!(pair[0].end() <= pair[1].start());
                }
                let tokens = tokens(&source, TextSize::ZERO);
                for token in &tokens {
                    let holding = sentences.iter().filter(|sentence| sentence.contains_range(token.range));
                    prop_assert_eq!(holding.count(), 1);
                }
                for sentence in sentences {
                    let is_token_border = |place| tokens.iter().any(|token| token.range.start() == place || token.range.end() == place);
                    prop_assert!(!sentence.is_empty());
                    prop_assert!(is_token_border(sentence.start()) && is_token_border(sentence.end()));
                }
            }
        }
    }
}
