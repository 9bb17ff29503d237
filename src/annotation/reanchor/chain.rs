//! The cheapest way to lay all pieces into the new text in their order, and which of them every such way lays at the
//! same spot.
//!
//! A way costs one for each time the distance between old and new places changes (somebody edited the text there; it
//! begins at nothing and ends at the difference of lengths), one for a spot that is written otherwise, and the
//! [loss](Piece::loss) of each piece that is left out. Of ways that cost the same, those are the cheapest that have the
//! same words beside what they place. Cheapest ways are counted from both ends; a piece has a certain
//! place when all of them lead through one of its spots.
use crate::text::TextRange;
use std::collections::HashMap;

/// What an edit costs: far more than all words that are strange beside all pieces.
pub(super) const EDIT: i64 = 1 << 32;

/// A stretch of the old text, in code points.
#[derive(Debug)]
pub(super) struct Piece {
    pub start: i64,
    pub end: i64,
    /// Where it may be now.
    pub spots: Vec<Spot>,
    /// What it costs not to place it.
    pub loss: i64,
}

/// A stretch of the new text, in code points and as a range.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub start: i64,
    pub end: i64,
    pub range: TextRange,
    /// It reads exactly what was annotated.
    pub exact: bool,
    /// How many of the words beside it are others than they were: at most two.
    pub strange: i64,
}

impl Spot {
    fn cost(&self) -> i64 {
        EDIT * i64::from(!self.exact) + self.strange
    }
}

/// The certain places of `pieces`, which are sorted by start and end; the old text has `old` code points, the new `new`.
pub(super) fn places(pieces: &[Piece], old: i64, new: i64) -> Vec<Option<TextRange>> {
    let borders = Borders::of(pieces, new);
    // What is left out before each piece, if all are.
    let mut lost = vec![0];
    for piece in pieces {
        lost.push(lost[lost.len() - 1] + piece.loss);
    }
    let mut reached = Vec::with_capacity(pieces.len());
    let mut before = Ways::new(borders.len());
    before.add(0, 0, Best::START);
    for (index, piece) in pieces.iter().enumerate() {
        let reach = |spot: &Spot| {
            let best = before.best(spot.start - piece.start, borders.rank(spot.start));
            best.plus(lost[index] + spot.cost())
        };
        let best: Vec<Best> = piece.spots.iter().map(reach).collect();
        for (spot, best) in piece.spots.iter().zip(&best) {
            let shift = spot.end - piece.end;
            before.add(shift, borders.rank(spot.end), best.plus(-lost[index + 1]));
        }
        reached.push(best);
    }
    let all = before.best(new - old, borders.rank(new));
    let all = all.plus(lost[pieces.len()]);

    let from_end = |place: i64| borders.len() - 1 - borders.rank(place);
    let mut after = Ways::new(borders.len());
    after.add(
        new - old,
        from_end(new),
        Best::START.plus(lost[pieces.len()]),
    );
    let mut certain = vec![None; pieces.len()];
    for (index, piece) in pieces.iter().enumerate().rev() {
        let rest = |spot: &Spot| {
            let best = after.best(spot.end - piece.end, from_end(spot.end));
            best.plus(-lost[index + 1])
        };
        let rests: Vec<Best> = piece.spots.iter().map(rest).collect();
        for ((spot, rest), best) in piece.spots.iter().zip(rests).zip(&reached[index]) {
            if best.then(rest) == all {
                certain[index] = Some(spot);
            }
            let shift = spot.start - piece.start;
            let cost = lost[index] + spot.cost();
            after.add(shift, from_end(spot.start), rest.plus(cost));
        }
    }
    consistent(pieces, certain)
}

/// Of the certain places those that lie to each other as they did: what shared text moved together, what did not is apart.
fn consistent(pieces: &[Piece], certain: Vec<Option<&Spot>>) -> Vec<Option<TextRange>> {
    let mut kept: Vec<Option<&Spot>> = certain.clone();
    let mut furthest: Option<(usize, &Spot)> = None;
    for (index, spot) in certain.iter().enumerate() {
        let Some(spot) = spot else { continue };
        let piece = &pieces[index];
        if let Some((other, there)) = furthest {
            let shared = piece.start < pieces[other].end;
            let right = match shared {
                true => spot.start - piece.start == there.start - pieces[other].start,
                false => there.end <= spot.start,
            };
            if !right {
                (kept[index], kept[other]) = (None, None);
            }
        }
        if furthest.is_none_or(|(other, _)| pieces[other].end < piece.end) {
            furthest = Some((index, spot));
        }
    }
    kept.into_iter().map(|spot| Some(spot?.range)).collect()
}

/// Every place where a way can go on, so that tables need no room for the others.
struct Borders(Vec<i64>);

impl Borders {
    fn of(pieces: &[Piece], new: i64) -> Self {
        let spots = pieces.iter().flat_map(|piece| &piece.spots);
        let mut borders: Vec<i64> = spots.flat_map(|spot| [spot.start, spot.end]).collect();
        borders.extend([0, new]);
        borders.sort_unstable();
        borders.dedup();
        Self(borders)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn rank(&self, place: i64) -> usize {
        self.0.partition_point(|border| *border < place)
    }
}

/// The least cost, and how many ways have it (modulo a large prime: only equality matters).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Best {
    cost: i64,
    ways: u64,
}

impl Best {
    const START: Best = Best { cost: 0, ways: 1 };
    const NONE: Best = Best {
        cost: i64::MAX / 4,
        ways: 0,
    };
    const PRIME: u64 = (1 << 61) - 1;

    fn plus(self, cost: i64) -> Self {
        let cost = self.cost + cost;
        Self { cost, ..self }
    }

    fn or(self, other: Self) -> Self {
        match self.cost.cmp(&other.cost) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal => Self {
                ways: (self.ways + other.ways) % Self::PRIME,
                ..self
            },
        }
    }

    fn then(self, other: Self) -> Self {
        let ways = u128::from(self.ways) * u128::from(other.ways) % u128::from(Self::PRIME);
        Self {
            cost: self.cost + other.cost,
            ways: ways as u64,
        }
    }
}

/// Ways that end somewhere: to be found by their shift, or as all that end up to a border (a Fenwick tree).
struct Ways {
    by_shift: HashMap<i64, Best>,
    tree: Vec<Best>,
}

impl Ways {
    fn new(borders: usize) -> Self {
        Self {
            by_shift: HashMap::new(),
            tree: vec![Best::NONE; borders + 1],
        }
    }

    fn add(&mut self, shift: i64, border: usize, best: Best) {
        let same = self.by_shift.entry(shift).or_insert(Best::NONE);
        *same = same.or(best);
        let mut node = border + 1;
        while let Some(here) = self.tree.get_mut(node) {
            *here = here.or(best);
            node += node & node.wrapping_neg();
        }
    }

    /// Going on with `shift` from any border up to `border`; another shift costs an edit more.
    fn best(&self, shift: i64, border: usize) -> Best {
        let mut other = Best::NONE;
        let mut node = border + 1;
        while node > 0 {
            other = other.or(self.tree[node]);
            node -= node & node.wrapping_neg();
        }
        let same = self.by_shift.get(&shift).copied().unwrap_or(Best::NONE);
        same.or(other.plus(EDIT))
    }
}
