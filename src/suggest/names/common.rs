//! Common nouns that have a capital letter at the beginning of a longer name: «Совет муфтиев», «Площадь Революции».
//! None of them is a part of a person's name.

use super::positions::is_case;
use foldhash::fast::FixedState;
use std::{collections::HashSet, sync::LazyLock};

/// Bodies and what belongs to them; a case ending follows.
const BODIES: &str = "\
совет палат институт движени меджлис арми республик комплекс комитет комисси департамент управлени агентств служб союз центр парти федераци \
академи университет министерств правительств парламент дум собрани суд прокуратур администраци организаци фронт конгресс сенат кабинет штаб \
округ ведомств инспекци лиг ассоциаци корпораци компани интернет церк банк фонд клуб театр музе библиотек школ лице гимнази больниц завод \
газет радио телевидени войск флот полици милици область преми орден закон указ конституци кубок чемпионат дворец мемориал холдинг";

/// What is named after somebody.
const NAMED_AFTER: &str = "стадион улиц площад проспект бульвар аэропорт переулок набережн станци";

static LISTED: LazyLock<HashSet<&str, FixedState>> = LazyLock::new(|| {
    let all = BODIES.split_whitespace();
    all.chain(NAMED_AFTER.split_whitespace()).collect()
});

/// Whether the folded word is a common noun that begins a longer name.
pub fn is_common(folded: &str) -> bool {
    let last = folded.char_indices().rev().take(3).map(|(at, _)| at);
    std::iter::once(folded.len())
        .chain(last)
        .any(|end| LISTED.contains(&folded[..end]) && is_case(&folded[end..]))
}

/// Whether the folded word is for a place that bears a person's name.
pub fn is_named_after(folded: &str) -> bool {
    let mut stems = NAMED_AFTER.split_whitespace();
    stems.any(|stem| folded.strip_prefix(stem).is_some_and(is_case))
}
