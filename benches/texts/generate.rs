//! The words of the generated texts.

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
