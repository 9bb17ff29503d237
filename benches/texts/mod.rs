//! Texts to measure on: generated, so that the same one is there on every machine and at every size.

use std::fmt;

/// Words of a press release, so that endings, figures, abbreviations and quotes are as frequent as in one.
const WORDS: &[&str] = &[
    "в",
    "и",
    "на",
    "по",
    "с",
    "что",
    "для",
    "региона",
    "области",
    "губернатор",
    "Андрей",
    "Бочаров",
    "промышленность",
    "предприятия",
    "завод",
    "«Титан-Баррикады»",
    "объём",
    "производства",
    "вырос",
    "составил",
    "530,5",
    "млрд",
    "рублей",
    "более",
    "9,5",
    "тыс.",
    "рабочих",
    "мест",
    "2014–2023",
    "гг.",
    "программа",
    "развития",
    "А.",
    "Иванов",
    "сообщили",
    "администрации",
    "ещё",
    "строительство",
    "20,9%",
    "кв.",
    "метров",
    "инвестиции",
    "социально-экономического",
];

/// The last word of every text, and nowhere else in it.
pub const LAST_WORD: &str = "эпилог";

/// A text to measure on.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// What people usually open: 200 KB in paragraphs.
    Usual,
    /// 10 MB in paragraphs.
    Long,
    /// 10 MB without a single line end.
    Line,
}

/// All of them.
pub const SAMPLES: [Sample; 3] = [Sample::Usual, Sample::Long, Sample::Line];

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Usual => "200 KB",
            Self::Long => "10 MB",
            Self::Line => "10 MB, one line",
        })
    }
}

impl Sample {
    /// The text.
    pub fn text(self) -> String {
        match self {
            Self::Usual => generate(200_000, "\n"),
            Self::Long => generate(10_000_000, "\n"),
            Self::Line => generate(10_000_000, " "),
        }
    }
}

/// About `bytes` of text, `between` its paragraphs.
pub fn generate(bytes: usize, between: &str) -> String {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut text = String::with_capacity(bytes + 2048);
    while text.len() < bytes {
        for _ in 0..rng.usize(1..4) {
            sentence(&mut text, &mut rng);
        }
        text.truncate(text.trim_end().len());
        text += between;
    }
    text + LAST_WORD + "\n"
}

fn sentence(text: &mut String, rng: &mut fastrand::Rng) {
    *text += ["Как", "Объём", "Новый", "Всего", "Перелом"][rng.usize(..5)];
    for _ in 0..rng.usize(4..20) {
        *text += if rng.u8(..10) == 0 { ", " } else { " " };
        *text += WORDS[rng.usize(..WORDS.len())];
    }
    *text += ". ";
}
