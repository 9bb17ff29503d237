//! Places: listed ones, «Волгоградская область», «г. Нижний Тагил», unknown towns by their ending.

use super::{
    Kind, Mention,
    lexicon::{Known, known},
    positions::is_position,
    words::{Word, Words},
};
use crate::suggest::lexicon::Sense;

/// The place that begins with word `at`.
pub fn place(words: Words<'_>, at: usize) -> Option<Mention> {
    region(words, at)
        .or_else(|| with_kind(words, at))
        .or_else(|| part(words, at))
        .or_else(|| listed(words, at))
        .or_else(|| by_ending(words, at))
}

fn mention(words: Words<'_>, (from, to): (usize, usize), score: f32) -> Option<Mention> {
    Some(Mention {
        kind: Kind::Place,
        words: from..to,
        range: words.range(from, to),
        score,
        introduces: None,
    })
}

/// The end of the listed phrase or word of this kind that begins at `at`.
pub fn phrase(words: Words<'_>, at: usize, kind: Known) -> Option<usize> {
    let word = words.get(at).filter(|word| word.capital)?;
    if word.known.is(Known::HEAD) {
        let mut folded = word.folded.clone();
        let mut best = None;
        for end in at + 1..at + 4 {
            if words.next(end).is_none() {
                break;
            }
            folded.push(' ');
            folded.push_str(&words.folded(end));
            if known(&folded).is(kind) {
                best = Some(end + 1);
            }
        }
        if best.is_some() {
            return best;
        }
    }
    word.known.is(kind).then_some(at + 1)
}

fn listed(words: Words<'_>, at: usize) -> Option<Mention> {
    let end = phrase(words, at, Known::PLACE)?;
    let quoted = matches!(words.sign_before(at), Some('«' | '.'));
    let word = words.get(at)?;
    // «Чад» and «Дон» in the middle of capitals, «Гана» as part of a name.
    let named = words.next(end).is_some_and(|next| {
        next.titled && !next.known.is(Known::PLACE) && !next.known.is(Known::FIRST)
    });
    let score = if word.capitals || !named { 0.92 } else { 0.8 };
    (!quoted).then(|| mention(words, (at, end), score))?
}

/// «Восточный Иерусалим», «Северная Европа».
fn part(words: Words<'_>, at: usize) -> Option<Mention> {
    const SIDES: [&str; 5] = ["северн", "южн", "восточн", "западн", "центральн"];
    let word = words.get(at).filter(|word| word.titled)?;
    words.next(at + 1).filter(|next| next.capital)?;
    let side = SIDES.iter().any(|side| {
        word.folded
            .strip_prefix(side)
            .is_some_and(|it| (2..=3).contains(&it.chars().count()))
    });
    side.then(|| mention(words, (at, phrase(words, at + 1, Known::PLACE)?), 0.9))?
}

/// «Волгоградская область», «Приволжский федеральный округ», «Тверская улица».
fn region(words: Words<'_>, at: usize) -> Option<Mention> {
    words
        .get(at)
        .filter(|word| word.capital && word.is_adjective())?;
    let noun = match words.folded(at + 1).as_str() {
        "автономный"
        | "автономного"
        | "автономному"
        | "автономном"
        | "федеральный"
        | "федерального"
        | "федеральном"
        | "федеральному"
        | "народной"
        | "народная"
        | "административный"
        | "административного" => at + 2,
        _ => at + 1,
    };
    words.next(at + 1)?;
    let joined = words
        .next(noun)
        .is_some_and(|next| !next.capital || next.capitals);
    let is_region = joined && is_kind(&words.folded(noun), &REGIONS);
    // «Южного округа Нью-Йорка», unlike «Московской области России»
    let of = words
        .next(noun + 1)
        .is_some_and(|next| next.known.is(Known::PLACE));
    let part = of && is_kind(&words.folded(noun), &["округ", "район"]);
    is_region.then(|| mention(words, (at, noun + 1 + usize::from(part)), 0.93))?
}

const REGIONS: [&str; 22] = [
    "област",
    "кра",
    "округ",
    "район",
    "республик",
    "губерни",
    "улиц",
    "площад",
    "проспект",
    "шоссе",
    "бульвар",
    "набережн",
    "мор",
    "океан",
    "пролив",
    "залив",
    "полуостров",
    "остров",
    "озер",
    "побереж",
    "переул",
    "хреб",
];

const KINDS: [&str; 12] = [
    "город",
    "штат",
    "село",
    "сел",
    "деревн",
    "поселк",
    "поселок",
    "станиц",
    "республик",
    "остров",
    "район",
    "провинци",
];

const TOWNS: [&str; 9] = [
    "город",
    "городк",
    "городок",
    "село",
    "сел",
    "деревн",
    "поселк",
    "поселок",
    "станиц",
];

fn is_kind(folded: &str, stems: &[&str]) -> bool {
    const CASES: &str = " а у ом е ы ь и ью я ю ем й й ю ей ой о го ка ке ку ком ок бта";
    stems.iter().any(|stem| {
        folded
            .strip_prefix(stem)
            .is_some_and(|ending| CASES.split(' ').any(|case| case == ending))
    })
}

/// «г. Омск», «города Феникс», «штат Аризона», «республика Алтай».
fn with_kind(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.get(at)?;
    // Most words are followed by a small one: nothing is folded for them.
    let next = words
        .get(at + 1)
        .filter(|next| next.capital && !next.capitals)?;
    let short =
        words.text(at) == "г" && words.sign_after(at) == Some('.') && !is_number_before(words, at);
    let told = short
        || (words.atoms.word(word.first) == Some(Sense::Other)
            && is_kind(&words.folded(at), &KINDS));
    if !told {
        return None;
    }
    let follows = if short {
        next.first == word.end + 1
    } else {
        next.joined
    };
    let end = phrase(words, at + 1, Known::PLACE).unwrap_or(at + 2);
    let person = next.known.is(Known::FIRST) || end == at + 2 && is_of_person(words, at);
    // A town is named without «город», a state or a republic with what it is.
    let from = at + usize::from(!short && is_kind(&words.folded(at), &TOWNS));
    (follows && !person).then(|| mention(words, (from, end), if short { 0.93 } else { 0.85 }))?
}

/// «мэр города Лужков», «президент острова Цай Инвэнь»: the unknown word after the type noun `at` begins a person.
fn is_of_person(words: Words<'_>, at: usize) -> bool {
    let unknown = |word: &Word| word.titled && word.known == Known::default();
    let Some(name) = words.get(at + 1).filter(|word| unknown(word)) else {
        return false;
    };
    let goes_on = words.next(at + 2).is_some_and(unknown);
    let held = || {
        let before = at.checked_sub(1).filter(|_| words.next(at).is_some());
        before.is_some_and(|at| is_position(&words.folded(at)))
    };
    goes_on || name.has_surname_ending() && held()
}

fn is_number_before(words: Words<'_>, at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| word.first > 0 && words.atoms.digits(word.first - 1).is_some())
}

/// «в Зеленогорске», «из Лесосибирска».
fn by_ending(words: Words<'_>, at: usize) -> Option<Mention> {
    const ENDINGS: &str =
        "ск ска ску ске ском град града граде бург бурга бурге поль поля поле горск";
    let word = words
        .get(at)
        .filter(|word| word.titled && word.joined && word.folded.chars().count() > 5)?;
    let preposition = matches!(
        words.atoms.word(word.first - 1),
        Some(Sense::In | Sense::OutOf)
    );
    let ending = || {
        ENDINGS
            .split(' ')
            .any(|ending| word.folded.ends_with(ending))
    };
    (preposition && ending() && !word.known.is(Known::ORG))
        .then(|| mention(words, (at, at + 1), 0.85))?
}
