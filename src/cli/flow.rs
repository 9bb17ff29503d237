//! Many jobs at once, their outcomes in the order of the jobs, and never many in memory.

use crate::{locale::Problem, msg};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::{
    ops::ControlFlow,
    panic::resume_unwind,
    sync::mpsc::{Receiver, TryRecvError, sync_channel},
    thread,
};

/// Jobs that may wait for each thread, done or not.
const AHEAD: usize = 4;

/// What the sink of [`in_order`] is told.
pub(super) enum Told<R> {
    /// The outcome of the next job.
    Outcome(R),
    /// The next one takes a while: who waits for what there is should get it.
    Pause,
}

/// `threads` workers, as many as there are processors by default.
///
/// # Errors
/// The system gives no threads.
pub(super) fn pool(threads: Option<usize>) -> Result<ThreadPool, Problem> {
    ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|error| Problem::new(msg!("no-threads")).because(error.to_string()))
}

/// Carry out `work` for all `jobs` on the threads of `pool`, and hand what comes of it to `sink` in the order of the
/// jobs. No more jobs are taken than can be worked on soon: memory does not grow with their number. A sink that breaks
/// ends it all.
pub(super) fn in_order<J: Send, R: Send>(
    pool: &ThreadPool,
    jobs: impl Iterator<Item = J> + Send,
    work: impl Fn(J) -> R + Sync,
    mut sink: impl FnMut(Told<R>) -> ControlFlow<()>,
) {
    let work = &work;
    thread::scope(|threads| {
        let ahead = AHEAD * pool.current_num_threads();
        let (promises, queue) = sync_channel::<Receiver<R>>(ahead);
        let reader = threads.spawn(move || {
            pool.in_place_scope(|scope| {
                for job in jobs {
                    let (tell, promise) = sync_channel(1);
                    if promises.send(promise).is_err() {
                        break;
                    }
                    scope.spawn(move |_| {
                        // Nobody listens any more when the sink broke.
                        let _gone = tell.send(work(job));
                    });
                }
            });
        });
        while let Some(outcome) = next(&queue, &mut sink) {
            if sink(Told::Outcome(outcome)).is_break() {
                break;
            }
        }
        let _end = sink(Told::Pause);
        drop(queue);
        if let Err(panic) = reader.join() {
            resume_unwind(panic);
        }
    });
}

/// The next outcome; `None` after the last.
fn next<R>(
    queue: &Receiver<Receiver<R>>,
    sink: &mut impl FnMut(Told<R>) -> ControlFlow<()>,
) -> Option<R> {
    let promise = match queue.try_recv() {
        Ok(promise) => promise,
        Err(TryRecvError::Disconnected) => return None,
        Err(TryRecvError::Empty) => {
            let _paused = sink(Told::Pause);
            queue.recv().ok()?
        }
    };
    promise.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    #[test]
    fn outcomes_come_in_order_and_few_jobs_are_ahead() {
        let pool = pool(Some(3)).unwrap();
        let (taken, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let jobs = (0..500_usize).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) - told.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
        });
        let mut outcomes = Vec::new();
        let work = |job: usize| {
            thread::sleep(Duration::from_micros(((job * 7) % 5 * 100) as u64));
            job * 2
        };
        in_order(&pool, jobs, work, |it| {
            if let Told::Outcome(it) = it {
                told.fetch_add(1, Ordering::SeqCst);
                outcomes.push(it);
            }
            ControlFlow::Continue(())
        });
        assert_eq!(outcomes, (0..500).map(|job| job * 2).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= 3 * AHEAD + 2, "{most:?}");
    }

    #[test]
    fn a_sink_that_breaks_ends_endless_work() {
        let pool = pool(Some(2)).unwrap();
        let mut told = 0;
        in_order(
            &pool,
            0_u64..,
            |job| job,
            |it| {
                told += usize::from(matches!(it, Told::Outcome(_)));
                match told {
                    10.. => ControlFlow::Break(()),
                    _ => ControlFlow::Continue(()),
                }
            },
        );
        assert_eq!(told, 10);
    }
}
