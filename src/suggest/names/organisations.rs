//! Organisations: listed ones, legal forms with a quoted name, quoted names after a type noun, ministries.

use super::{
    Kind, Mention, again::Introduced, lexicon::Known, places::phrase, positions::is_case,
    words::Words,
};
use crate::{
    suggest::{atom::Atoms, lexicon::Sense},
    text::{TextRange, fold::folded},
};

/// The organisation that begins with word `at`.
pub fn organisation(words: Words<'_>, at: usize) -> Option<Mention> {
    legal(words, at)
        .or_else(|| quoted(words, at))
        .or_else(|| ministry(words, at))
        .or_else(|| listed(words, at))
        .or_else(|| unquoted(words, at))
}

fn mention(words: Words<'_>, (from, to): (usize, usize), score: f32) -> Mention {
    Mention {
        kind: Kind::Organisation,
        words: from..to,
        range: words.range(from, to),
        score,
        introduces: None,
    }
}

fn listed(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.get(at)?;
    let short = word.capitals && word.known.is(Known::SHORT);
    let end = if short {
        at + 1
    } else {
        phrase(words, at, Known::ORG)?
    };
    Some(mention(words, (at, end), 0.9))
}

const LEGAL: &str = "ООО ОАО ПАО АО ЗАО НАО ГК УК НПО НПП НПК ФГУП ФГБУ ФГБОУ ГУП МУП МУ ГБУ КБ АКБ СПК ТОО НКО АНО ЧОП ИП НИИ ТД ТЦ ХК ФК БК";

/// «ООО «Изопан»», «ПАО Сбербанк».
fn legal(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.get(at).filter(|word| word.capitals)?;
    LEGAL
        .split(' ')
        .any(|form| form == words.text(at))
        .then_some(())?;
    let close = closing(words.atoms, word.end)?;
    let mut found = mention(words, (at, at + 1), 0.95);
    found.range = words.atoms.range(word.first, close + 1);
    found.words = at..words_until(words, at, close);
    found.introduces = Some(quoted_name(words, word.end, close));
    Some(found)
}

/// The closing quote of the name in quotes that begins at atom `open`.
fn closing(atoms: Atoms<'_>, open: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let last = match atoms.sign(open)? {
        '«' => '»',
        '"' => '"',
        '„' => '“',
        '“' => '”',
        _ => return None,
    };
    let mut depth = 0;
    (open + 1..open + LONGEST).find(|at| match atoms.sign(*at) {
        Some('«') => {
            depth += 1;
            false
        }
        Some(sign) if sign == last && depth == 0 => true,
        Some('»') => {
            depth -= 1;
            false
        }
        _ => false,
    })
}

/// The number of the first word after atom `close`.
fn words_until(words: Words<'_>, from: usize, close: usize) -> usize {
    (from..words.count())
        .find(|at| words.get(*at).is_some_and(|word| word.first > close))
        .unwrap_or(words.count())
}

const TYPES: &str = "\
компани завод комбинат фабрик предприяти корпораци холдинг концерн банк фонд парти движени агентств газет журнал радиостанци телеканал телекомпани \
клуб команд институт университет организаци объединени фирм групп ассоциаци издани издательств авиакомпани госкорпораци концерн трест оператор \
застройщик ритейлер сервис изготовител производител перевозчик еженедельник";

/// «завод «Изопан»»: the quoted name after a type noun, with its quotes.
fn quoted(words: Words<'_>, at: usize) -> Option<Mention> {
    let before = at.checked_sub(1)?;
    let word = words
        .get(at)
        .filter(|word| word.capital && words.sign_before(at).is_some() && word.first > 0)?;
    let open = word.first - 1;
    let type_end = words.get(before)?.end;
    let close =
        closing(words.atoms, open).filter(|_| type_end == open && words.atoms.apart(open))?;
    let folded = words.folded(before);
    let told = TYPES.split_whitespace().any(|stem| {
        folded
            .strip_prefix(stem)
            .is_some_and(|ending| ending.chars().count() <= 3)
    });
    if !told {
        return None;
    }
    let mut found = mention(words, (at, words_until(words, at, close)), 0.85);
    found.range = words.atoms.range(open, close + 1);
    found.introduces = Some(quoted_name(words, open, close));
    Some(found)
}

/// «партия Гоминьдан»: an unknown word after the noun for what it is.
fn unquoted(words: Words<'_>, at: usize) -> Option<Mention> {
    const TYPES: &str = "парти движени группировк компани корпораци авиакомпани телеканал концерн";
    let word = words
        .get(at)
        .filter(|word| word.titled && word.joined && word.known == Known::default())?;
    let alone = !words.next(at + 1).is_some_and(|next| next.capital);
    // The noun has a small letter: nothing is folded for most words.
    let before = words.text(at.checked_sub(1)?);
    let told = alone
        && TYPES
            .split(' ')
            .any(|stem| before.strip_prefix(stem).is_some_and(is_case));
    if !told || word.is_adjective() || word.has_surname_ending() {
        return None;
    }
    let mut found = mention(words, (at, at + 1), 0.8);
    found.introduces = Some(Introduced::Quoted(word.folded.clone()));
    Some(found)
}

fn quoted_name(words: Words<'_>, open: usize, close: usize) -> Introduced {
    Introduced::Quoted(folded(words.atoms.between(open + 1, close)))
}

/// What is in the quotes that open right before word `at`: its place, and the folded name. Where no type noun makes one
/// name of all, the quotes are not of it.
pub fn in_quotes(words: Words<'_>, at: usize) -> Option<(TextRange, String)> {
    words.sign_before(at)?;
    let open = words.get(at)?.first - 1;
    let close = closing(words.atoms, open)?;
    let name = folded(words.atoms.between(open + 1, close));
    Some((words.atoms.range(open + 1, close), name))
}

/// «Министерство промышленности и торговли РФ».
fn ministry(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words
        .get(at)
        .filter(|word| word.capital && word.folded.starts_with("министерств"))?;
    let mut end = at + 1;
    while words.next(end).is_some_and(|next| !next.capital) && may_go_on(words, end) {
        end += 1;
    }
    while end > at + 1 && words.atoms.word(words.get(end - 1)?.first) == Some(Sense::And) {
        end -= 1;
    }
    let country = words
        .next(end)
        .is_some_and(|next| next.known.is(Known::PLACE));
    let named = end > at + 1 || country;
    (named && !word.folded.is_empty())
        .then(|| mention(words, (at, end + usize::from(country)), 0.85))
}

fn may_go_on(words: Words<'_>, at: usize) -> bool {
    let folded = words.folded(at);
    const CASES: [&str; 12] = [
        "ия", "ии", "сти", "ого", "ых", "их", "ой", "ства", "ны", "ли", "да", "дел",
    ];
    let known = matches!(
        words.get(at).and_then(|word| words.atoms.word(word.first)),
        Some(Sense::And | Sense::Along)
    );
    known || CASES.iter().any(|ending| folded.ends_with(ending)) || folded.ends_with('а')
}
