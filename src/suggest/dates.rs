//! Dates: days, months, quarters, years and stretches of them, without the preposition, with an ISO 8601 reading
//! where there is one. A quarter or «7 месяцев 2022 года» is read as the interval of its months.

use super::{
    Ground, Suggester, Suggestion,
    atom::{self, Atoms, Kind},
    lexicon::Sense,
};
use crate::{
    annotation::Fields,
    text::{Text, TextRange},
};

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// What it covers.
    pub range: TextRange,
    /// ISO 8601: a day, a month, a year or an interval of two; `None` when the words do not tell the year.
    pub iso: Option<String>,
}

/// A stretch of whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Months {
    first: u8,
    last: u8,
}

/// Proposes dates. The reading goes into the field [`ISO`], if the label has it.
#[derive(Debug)]
pub struct Dates;

/// The label of the default schema.
const LABEL: &str = "DATE";

/// The field of the reading.
pub const ISO: &str = "iso";

impl Suggester for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let Some(label) = ground.schema.label(LABEL) else {
            return;
        };
        let reads = label.fields.iter().any(|field| field.name == ISO);
        let name = std::sync::Arc::<str>::from(label.name.as_str());
        for block in 0..ground.text.block_count() {
            found.extend(
                in_sentences(ground.text, &ground.sentences(block))
                    .into_iter()
                    .map(|date| Suggestion {
                        range: date.range,
                        label: name.clone(),
                        score: if date.iso.is_some() { 0.95 } else { 0.8 },
                        by: self.name(),
                        measure: None,
                        fields: Fields::from_iter(
                            date.iso.filter(|_| reads).map(|iso| (ISO.to_owned(), iso)),
                        ),
                    }),
            );
        }
    }
}

/// The dates of some sentences of `text`, in order.
fn in_sentences(text: &Text, sentences: &[TextRange]) -> Vec<Date> {
    let mut found = Vec::new();
    let mut read = Vec::new();
    for sentence in sentences {
        read.clear();
        atom::read(text.as_str(), *sentence, &mut read);
        found.extend(dates(Atoms::new(text.as_str(), &read)));
    }
    found
}

/// The dates among the atoms of a sentence, in order.
pub fn dates(atoms: Atoms<'_>) -> Vec<Date> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        at = match date(atoms, at) {
            Some((iso, end)) => {
                let range = atoms.range(at, with_dot(atoms, end));
                found.push(Date { range, iso });
                end
            }
            None => at + 1,
        };
    }
    found
}

/// The dot of «г.» belongs to the date, unless it ends the sentence.
fn with_dot(atoms: Atoms<'_>, end: usize) -> usize {
    let dotted = matches!(atoms.text(end - 1), "г" | "гг") && atoms.glued_sign(end) == Some('.');
    match dotted && end + 1 < atoms.len() {
        true => end + 1,
        false => end,
    }
}

/// The date that begins with atom `at`: its reading, and the atom after it.
fn date(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    if at > 0
        && !atoms.apart(at)
        && !matches!(atoms.sign(at - 1), Some('(' | '«' | '"' | '—' | '…'))
    {
        return None;
    }
    match atoms.get(at)?.kind {
        Kind::Digits => in_digits(atoms, at)
            .or_else(|| days(atoms, at))
            .or_else(|| years(atoms, at))
            .or_else(|| stretch(atoms, at)),
        Kind::Word(Sense::Month(_)) => months(atoms, at),
        Kind::Word(Sense::Other | Sense::Cardinal(_) | Sense::Function) => {
            stretch(atoms, at).or_else(|| relative(atoms, at))
        }
        _ => None,
    }
}

/// The number at `at`, of at most `length` digits.
fn number(atoms: Atoms<'_>, at: usize, length: usize) -> Option<u16> {
    atoms
        .digits(at)
        .filter(|digits| digits.len() <= length)?
        .parse()
        .ok()
}

fn day(atoms: Atoms<'_>, at: usize) -> Option<u16> {
    number(atoms, at, 2).filter(|day| (1..=31).contains(day))
}

fn year(atoms: Atoms<'_>, at: usize) -> Option<u16> {
    number(atoms, at, 4).filter(|year| (1000..=2100).contains(year))
}

/// `29.12.2018`, `2018-12-29`.
fn in_digits(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let glued = |sign: char| {
        (1..5).all(|next| !atoms.apart(at + next))
            && [1, 3]
                .iter()
                .all(|next| atoms.sign(at + next) == Some(sign))
    };
    let (day, month, year) = match () {
        () if glued('.') => (
            day(atoms, at)?,
            number(atoms, at + 2, 2)?,
            full_year(atoms, at + 4)?,
        ),
        () if glued('-') => (
            day(atoms, at + 4)?,
            number(atoms, at + 2, 2)?,
            year(atoms, at)?,
        ),
        () => return None,
    };
    let more = !atoms.apart(at + 5)
        && atoms.digits(at + 6).is_some()
        && matches!(atoms.sign(at + 5), Some('.' | '-'));
    let fits = (1..=12).contains(&month) && !more;
    fits.then(|| {
        (
            Some(format!("{year:04}-{month:02}-{day:02}")),
            past_year(atoms, at + 5),
        )
    })
}

/// Of two or four digits.
fn full_year(atoms: Atoms<'_>, at: usize) -> Option<u16> {
    match atoms.digits(at)?.len() {
        2 => number(atoms, at, 2).map(|short| {
            if short < 50 {
                2000 + short
            } else {
                1900 + short
            }
        }),
        _ => year(atoms, at),
    }
}

fn is_dash(atoms: Atoms<'_>, at: usize) -> bool {
    matches!(atoms.sign(at), Some('-' | '–' | '—' | '−'))
}

/// «12 марта 2024 г.», «21–22 октября».
fn days(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let first = day(atoms, at)?;
    let (last, end) = match is_dash(atoms, at + 1).then(|| day(atoms, at + 2)).flatten() {
        Some(last) => (Some(last), at + 3),
        None => (None, at + 1),
    };
    let Sense::Month(month) = atoms.word(end)? else {
        return None;
    };
    let end = past_month(atoms, end);
    let Some((year, end)) = year_after(atoms, end) else {
        return Some((None, end));
    };
    let of = |day: u16| format!("{year:04}-{month:02}-{day:02}");
    let iso = match last {
        Some(last) => format!("{}/{}", of(first), of(last)),
        None => of(first),
    };
    Some((Some(iso), end))
}

fn past_month(atoms: Atoms<'_>, at: usize) -> usize {
    atoms.past_dot(at + 1)
}

/// «2024», «2024 г.», «2024 года» with the atom after it.
fn year_after(atoms: Atoms<'_>, at: usize) -> Option<(u16, usize)> {
    let year = year(atoms, at)
        .filter(|_| atoms.apart(at) && (atoms.apart(at + 1) || !is_dash(atoms, at + 1)))?;
    Some((year, past_year(atoms, at + 1)))
}

fn is_year_word(atoms: Atoms<'_>, at: usize) -> bool {
    atoms.word(at) == Some(Sense::Year) || atoms.text(at) == "г"
}

fn past_year(atoms: Atoms<'_>, at: usize) -> usize {
    at + usize::from(is_year_word(atoms, at))
}

/// «2014–2023 гг.», «2024 году», «2019 по 2024 гг.», «1990-х годов».
fn years(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let first = number(atoms, at, 4).filter(|year| (10..=2100).contains(year))?;
    let joined =
        is_dash(atoms, at + 1) || matches!(atoms.word(at + 1), Some(Sense::Along | Sense::And));
    if let Some(last) = year(atoms, at + 2).filter(|last| joined && first >= 1000 && first < *last)
    {
        let told = is_year_word(atoms, at + 3);
        let range = is_dash(atoms, at + 1) && !atoms.apart(at + 1);
        let iso = atoms.word(at + 1) != Some(Sense::And);
        return (told || range).then(|| {
            (
                iso.then(|| format!("{first}/{last}")),
                past_year(atoms, at + 3),
            )
        });
    }
    if atoms.glued_sign(at + 1) == Some('-') && matches!(atoms.text(at + 2), "е" | "х" | "ых") {
        return is_year_word(atoms, at + 3).then_some((None, at + 4));
    }
    let told = first >= 1000 && is_year_word(atoms, at + 1);
    told.then(|| (Some(format!("{first:04}")), at + 2))
}

/// «январе–ноябре 2023 г.», «марте 2024», «августе».
fn months(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let Sense::Month(first) = atoms.word(at)? else {
        return None;
    };
    let (last, end) = match (is_dash(atoms, at + 1), atoms.word(at + 2)) {
        (true, Some(Sense::Month(last))) if first < last => (last, past_month(atoms, at + 2)),
        _ => (first, past_month(atoms, at)),
    };
    match year_after(atoms, end) {
        Some((year, end)) => Some((Some(iso(year, Months { first, last })), end)),
        // «феврале будущего года»
        None => {
            let end = relative(atoms, end).map_or(end, |(_, end)| end);
            (!atoms.is_capital(at)).then_some((None, end))
        }
    }
}

fn iso(year: u16, months: Months) -> String {
    let Months { first, last } = months;
    match first == last {
        true => format!("{year:04}-{first:02}"),
        false => format!("{year:04}-{first:02}/{year:04}-{last:02}"),
    }
}

/// «I квартал 2024 года», «первом полугодии», «7 месяцев 2022 года».
fn stretch(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    let dash = atoms.glued_sign(at + 1) == Some('-')
        && atoms.word(at + 2).is_some()
        && !atoms.apart(at + 2);
    let next = at + 1 + 2 * usize::from(dash);
    let months = match atoms.word(next)? {
        Sense::Quarter => {
            let first = ordinal(atoms, at).filter(|quarter| *quarter <= 4)? * 3 - 2;
            Months {
                first,
                last: first + 2,
            }
        }
        Sense::HalfYear => {
            let first = ordinal(atoms, at).filter(|half| *half <= 2)? * 6 - 5;
            Months {
                first,
                last: first + 5,
            }
        }
        Sense::Time if atoms.folded(next).starts_with("месяц") => {
            let count = ordinal(atoms, at)
                .or_else(|| cardinal(atoms, at))
                .filter(|count| *count <= 12)?;
            // «за 7 месяцев» alone is a duration.
            year_after(atoms, next + 1)
                .or_else(|| relative(atoms, next + 1).map(|(_, end)| (0, end)))?;
            Months {
                first: 1,
                last: count,
            }
        }
        _ => return None,
    };
    if let Some((year, end)) = year_after(atoms, next + 1) {
        return Some((Some(iso(year, months)), end));
    }
    let end = relative(atoms, next + 1).map_or(next + 1, |(_, end)| end);
    Some((None, end))
}

fn cardinal(atoms: Atoms<'_>, at: usize) -> Option<u8> {
    match atoms.word(at)? {
        Sense::Cardinal(value) => u8::try_from(value).ok(),
        _ => None,
    }
}

/// `3`, `III`, «третий» in any case, up to twelve.
fn ordinal(atoms: Atoms<'_>, at: usize) -> Option<u8> {
    if let Some(number) = number(atoms, at, 2) {
        return u8::try_from(number)
            .ok()
            .filter(|number| (1..=12).contains(number));
    }
    let roman = ["I", "II", "III", "IV"]
        .iter()
        .position(|roman| *roman == atoms.text(at));
    let word = atoms.folded(at);
    let told = ["перв", "втор", "трет", "четверт"].iter().position(|stem| {
        word.strip_prefix(stem)
            .is_some_and(|ending| !ending.is_empty() && ending.chars().count() <= 4)
    });
    roman.or(told).map(|index| index as u8 + 1)
}

/// «прошлого года», «текущем году».
fn relative(atoms: Atoms<'_>, at: usize) -> Option<(Option<String>, usize)> {
    const STEMS: [&str; 8] = [
        "прошл",
        "нынешн",
        "текущ",
        "будущ",
        "следующ",
        "предыдущ",
        "минувш",
        "позапрошл",
    ];
    let word = atoms.folded(at);
    let pointing = matches!(word.as_str(), "этого" | "этом" | "этот");
    let told = pointing || STEMS.iter().any(|stem| word.starts_with(stem));
    let of_time = match atoms.word(at + 1) {
        Some(Sense::Year | Sense::Quarter | Sense::HalfYear) => true,
        Some(Sense::Time) => !pointing && atoms.folded(at + 1).starts_with("месяц"),
        _ => atoms.text(at + 1) == "г",
    };
    (told && of_time).then_some((None, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::atom;

    fn check(source: &str, expected: &[&str]) {
        let mut read = Vec::new();
        atom::read(source, TextRange::from_usize(0..source.len()), &mut read);
        let found = dates(Atoms::new(source, &read));
        let told = |date: &Date| {
            let iso = date.iso.as_deref().unwrap_or("?");
            format!("{} = {iso}", &source[date.range.to_usize()])
        };
        assert_eq!(
            found.iter().map(told).collect::<Vec<_>>(),
            expected,
            "{source}"
        );
    }

    #[test]
    fn days_and_months() {
        check(
            "12 марта 2024 г., Екатеринбург",
            &["12 марта 2024 г. = 2024-03-12"],
        );
        check("вышел 9 мая.", &["9 мая = ?"]);
        check(
            "21–22 октября 2023 года",
            &["21–22 октября 2023 года = 2023-10-21/2023-10-22"],
        );
        check(
            "от 29.12.2018 № 963-ПП, 2018-12-29",
            &["29.12.2018 = 2018-12-29", "2018-12-29 = 2018-12-29"],
        );
        check(
            "в январе–ноябре 2023 г. и в августе",
            &["январе–ноябре 2023 г. = 2023-01/2023-11", "августе = ?"],
        );
        check("в марте 2024", &["марте 2024 = 2024-03"]);
        check("в феврале будущего года", &["феврале будущего года = ?"]);
        check("версия 1.2.3, тел. 312-00-00", &[]);
    }

    #[test]
    fn years_and_parts_of_them() {
        check(
            "в 2014-2023 гг. и в 2022 году",
            &["2014-2023 гг. = 2014/2023", "2022 году = 2022"],
        );
        check("с 2019 по 2024 гг.", &["2019 по 2024 гг = 2019/2024"]);
        check(
            "по итогам 7 месяцев 2022 года",
            &["7 месяцев 2022 года = 2022-01/2022-07"],
        );
        check(
            "в I полугодии 2024 г. и в третьем квартале",
            &[
                "I полугодии 2024 г. = 2024-01/2024-06",
                "третьем квартале = ?",
            ],
        );
        check(
            "1-й квартал 2024 года",
            &["1-й квартал 2024 года = 2024-01/2024-03"],
        );
        check("показатель прошлого года", &["прошлого года = ?"]);
        check("в 1990-х годах", &["1990-х годах = ?"]);
        check("продлится 7 месяцев, ему 35 лет", &[]);
        check("1500 рублей, 2500 человек", &[]);
    }
}
