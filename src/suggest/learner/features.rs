//! The features of a token: its clues and those of its neighbours, alone and together.

use super::clues::{BORDER, Clue};
use super::hash::mix;

/// Give `add` the hash of each feature of the token with number `at` of a sentence with these `clues`.
#[inline]
pub fn each(clues: &[Clue], at: usize, mut add: impl FnMut(u32)) {
    let [far, before, here, after, beyond] = std::array::from_fn(|it| clues[at + BORDER + it - 2]);
    let mut number = 0;
    let mut one = |clue: u32| {
        number += 1;
        // What is not there is no feature.
        if clue != 0 {
            add(mix(clue, number));
        }
    };
    one(1);
    for clue in [&far, &before, &here, &after, &beyond] {
        one(clue.word);
        one(clue.stem);
        one(clue.shape);
        one(clue.known);
        one(clue.hint);
    }
    for clue in here.begins.into_iter().chain(here.ends) {
        one(clue);
    }
    one(before.ends[2]);
    one(after.ends[2]);
    one(after.ends[1]);
    one(here.case);
    one(after.case);
    one(before.case);
    one(here.echo);
    one(after.echo);
    one(before.echo);
    one(here.quote);
    one(before.quote);
    one(mix(before.stem, here.stem));
    one(mix(here.stem, after.stem));
    one(mix(before.stem, here.shape));
    one(mix(after.stem, here.shape));
    one(mix(before.shape, mix(here.shape, after.shape)));
    one(mix(here.shape, after.shape));
    one(mix(here.ends[2], here.shape));
    one(mix(here.ends[1], mix(here.shape, after.shape)));
    one(mix(here.hint, here.case));
    one(mix(here.quote, here.shape));
    one(mix(before.hint, mix(here.hint, after.hint)));
}
