//! How sure a guess is, by its lead over the second best: measured on documents that were held out.

/// Certainty that grows with the lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Certainty(Vec<Point>);

/// Of guesses with about this lead, so many were right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) lead: i32,
    pub(super) right: f32,
}

/// Guesses to a point, at least.
const LEAST: usize = 24;

/// Points, at most.
const MOST: usize = 12;

/// What a guess is worth when nothing could be measured: what one or two documents teach is mostly wrong, and somebody
/// who sees that on the first day switches suggestions off.
const UNKNOWN: f32 = 0.0;

/// So many guesses are measured that half of what they say is believed: after a few documents the rules alone are
/// better than what was learnt.
const DOUBTED: f32 = 30.0;

impl Certainty {
    /// From guesses on documents that were not learnt from: lead, and whether it was right.
    pub(super) fn measured(mut guesses: Vec<(i32, bool)>) -> Self {
        guesses.sort_unstable();
        let believed = guesses.len() as f32 / (guesses.len() as f32 + DOUBTED);
        let size = guesses.len().div_ceil(MOST).max(LEAST);
        let mut groups: Vec<Group> = Vec::new();
        for chunk in guesses.chunks(size) {
            groups.push(Group::of(chunk));
            join_falling(&mut groups);
        }
        let points = groups.iter().map(Group::point);
        Self(
            points
                .map(|point| Point {
                    right: point.right * believed,
                    ..point
                })
                .collect(),
        )
    }

    /// As it stands in a file.
    pub(super) fn from_points(points: Vec<Point>) -> Self {
        Self(points)
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.0
    }

    /// The certainty of a guess with this `lead`: on the line between the points around it.
    pub(super) fn of(&self, lead: i32) -> f32 {
        let after = self.0.partition_point(|point| point.lead <= lead);
        let (before, after) = (
            after.checked_sub(1).and_then(|at| self.0.get(at)),
            self.0.get(after),
        );
        match (before, after) {
            (Some(a), Some(b)) => {
                // Leads of a file may be anything.
                let between = |from: i32, to: i32| (i64::from(to) - i64::from(from)) as f32;
                let part = between(a.lead, lead) / between(a.lead, b.lead);
                a.right + (b.right - a.right) * part
            }
            (Some(only), None) | (None, Some(only)) => only.right,
            (None, None) => UNKNOWN,
        }
    }
}

#[derive(Clone, Copy)]
struct Group {
    leads: i64,
    right: usize,
    all: usize,
}

impl Group {
    fn of(guesses: &[(i32, bool)]) -> Self {
        Self {
            leads: guesses.iter().map(|it| i64::from(it.0)).sum(),
            right: guesses.iter().filter(|it| it.1).count(),
            all: guesses.len(),
        }
    }

    fn share(&self) -> f32 {
        (self.right as f32 + 1.0) / (self.all as f32 + 2.0)
    }

    fn point(&self) -> Point {
        Point {
            lead: (self.leads / self.all.max(1) as i64) as i32,
            right: self.share(),
        }
    }
}

/// A greater lead is never less sure: groups that say so are one.
fn join_falling(groups: &mut Vec<Group>) {
    while let [.., a, b] = groups[..] {
        if a.share() < b.share() && a.point().lead < b.point().lead {
            break;
        }
        groups.pop();
        groups.pop();
        groups.push(Group {
            leads: a.leads + b.leads,
            right: a.right + b.right,
            all: a.all + b.all,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_lead_is_surer() {
        let guesses = (0..1000)
            .map(|lead| (lead, lead * 7 % 1000 < lead))
            .collect();
        let certainty = Certainty::measured(guesses);
        let sure: Vec<f32> = (-10..1010)
            .step_by(10)
            .map(|lead| certainty.of(lead))
            .collect();
        assert!(
            sure.is_sorted() && sure[0] < 0.2 && sure[sure.len() - 1] > 0.8,
            "{sure:?}"
        );
        assert!((certainty.of(500) - 0.5).abs() < 0.1);
    }

    #[test]
    fn what_was_not_measured_is_in_doubt() {
        assert_eq!(Certainty::default().of(1000), 0.0);
        let few = Certainty::measured(vec![(5, true)]);
        assert!(few.of(1000) < 0.7);
    }
}
