//! A terminal that counts: what a program writes to it, and when. It answers no queries, as a slow line does not.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::{
    fs,
    io::{Read, Write},
    num::NonZero,
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

const COLUMNS: u16 = 100;
const ROWS: u16 = 30;

/// Silence that ends the answer to a key.
const QUIET: Duration = Duration::from_millis(60);

/// Silence that ends the frame a first screen comes with; later frames tell how far reading the rest is.
const FRAME: Duration = Duration::from_millis(6);

/// How long anything may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program in a terminal.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

/// What was written in answer to keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer {
    pub bytes: usize,
    /// From the keys to the first and to the last of the bytes.
    pub first: Option<Duration>,
    pub last: Option<Duration>,
}

impl Session {
    /// Start `program`, with `home` for all it keeps.
    pub fn start(program: &str, args: &[String], home: &Path) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(home);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LC_ALL", "C.UTF-8"),
            ("LOGNAME", "anna"),
        ] {
            command.env(name, value);
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home);
        let mut source = pair.master.try_clone_reader().expect("a reader");
        let (chunks, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 65536];
            while let Ok(read @ 1..) = source.read(&mut chunk) {
                if chunks
                    .send((Instant::now(), chunk[..read].to_vec()))
                    .is_err()
                {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let cells = |count| NonZero::new(count).expect("a size that is not zero");
        Self {
            child,
            writer: pair.master.take_writer().expect("a writer"),
            output,
            parser: vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0),
            started,
            _master: pair.master,
        }
    }

    /// The time from the start to the first screen, complete, with `marker` on it.
    pub fn first_screen(&mut self, marker: &str) -> Option<Duration> {
        self.complete(self.started, marker, FRAME)
    }

    /// Type; what is written until there is silence.
    pub fn press(&mut self, keys: &str) -> Answer {
        self.watch_after(keys, QUIET)
    }

    /// Type; what is written within `silence` of the last byte.
    pub fn watch_after(&mut self, keys: &str, silence: Duration) -> Answer {
        let start = self.send(keys);
        let mut answer = Answer::default();
        while let Some((at, bytes)) = self.take(silence) {
            answer.bytes += bytes;
            answer.first.get_or_insert(at - start);
            answer.last = Some(at - start);
        }
        answer
    }

    /// Type; the time until the screen with `marker` on it is complete.
    pub fn press_until(&mut self, keys: &str, marker: &str) -> Option<Duration> {
        let start = self.send(keys);
        self.complete(start, marker, QUIET)
    }

    /// The time from the start until `marker` is on the screen, whatever comes after it.
    pub fn first_sight(&mut self, marker: &str) -> Option<Duration> {
        self.seen(self.started, marker).map(|at| at - self.started)
    }

    fn complete(&mut self, start: Instant, marker: &str, silence: Duration) -> Option<Duration> {
        let mut last = self.seen(start, marker)?;
        while let Some((at, _)) = self.take(silence) {
            last = at;
        }
        Some(last - start)
    }

    /// When the bytes came that put `marker` on the screen.
    fn seen(&mut self, start: Instant, marker: &str) -> Option<Instant> {
        let mut last = start;
        while !self.screen().contains(marker) {
            (last, _) = self.take(PATIENCE)?;
        }
        Some(last)
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    fn send(&mut self, keys: &str) -> Instant {
        let start = Instant::now();
        // A program that ended does not read: what it does not answer is left out of the table.
        let _ended = self
            .writer
            .write_all(keys.as_bytes())
            .and_then(|()| self.writer.flush());
        start
    }

    fn take(&mut self, patience: Duration) -> Option<(Instant, usize)> {
        let (at, bytes) = self.output.recv_timeout(patience).ok()?;
        self.parser.process(&bytes);
        Some((at, bytes.len()))
    }

    /// The peak of resident memory in KiB, of the program and all it started.
    pub fn memory(&self) -> Option<u64> {
        self.sum("/proc/PID/status", "VmHWM:")
    }

    /// How often its threads woke up so far.
    pub fn wakeups(&self) -> Option<u64> {
        self.sum("/proc/PID/task", "voluntary_ctxt_switches:")
    }

    /// The sum of a field over its processes, or over their threads. Linux only.
    fn sum(&self, at: &str, field: &str) -> Option<u64> {
        let mut files = Vec::new();
        for process in self.processes()? {
            let path = at.replace("PID", &process);
            match fs::read_dir(&path) {
                Ok(threads) => {
                    files.extend(threads.flatten().map(|thread| thread.path().join("status")))
                }
                Err(_) => files.push(path.into()),
            }
        }
        let value = |status: String| {
            let line = status.lines().find_map(|line| line.strip_prefix(field))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        let read = files.into_iter().flat_map(fs::read_to_string);
        Some(read.filter_map(value).sum())
    }

    /// Every process of the terminal: the program leads a session of its own.
    fn processes(&self) -> Option<Vec<String>> {
        let session = self.child.process_id()?.to_string();
        let entries = fs::read_dir("/proc").ok()?.flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let ours = |pid: &String| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // After the name in brackets: state, parent, group, session.
            let after = stat.rsplit_once(") ").map(|(_, after)| after.to_owned());
            after.is_some_and(|after| after.split(' ').nth(3) == Some(&session))
        };
        Some(names.filter(ours).collect())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
