//! Work on many documents at once: whoever opens files mostly waits for the disk, which serves several at once.

use std::{panic::resume_unwind, thread};

/// How many threads there are, and for how few items another one is not worth it.
const HANDS: usize = 4;
const LEAST: usize = 32;

/// What `work` makes of each of `items`, in their order.
pub(super) fn by_many_hands<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let share = items.len().div_ceil(HANDS).max(LEAST);
    let work = |share: &[T]| share.iter().map(&work).collect::<Vec<R>>();
    thread::scope(|scope| {
        let mut shares = items.chunks(share);
        let own = shares.next().unwrap_or(&[]);
        let others: Vec<_> = shares.map(|share| scope.spawn(|| work(share))).collect();
        let mut all = work(own);
        for other in others {
            match other.join() {
                Ok(made) => all.extend(made),
                Err(panic) => resume_unwind(panic),
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_number_all_are_done_once_and_in_order() {
        for count in [
            0,
            1,
            LEAST - 1,
            LEAST,
            HANDS * LEAST,
            HANDS * LEAST + 1,
            999,
        ] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = (0..count).map(|item| 2 * item).collect();
            assert_eq!(by_many_hands(&items, |item| 2 * item), doubled);
        }
    }
}
