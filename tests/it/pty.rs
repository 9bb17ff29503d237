//! A terminal for tests: runs `metka` under a pty, presses keys, keeps the screen. It waits for what is on the
//! screen and never sleeps for it.

use crate::line::{Chunk, Line, Pace};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::Write,
    num::NonZero,
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How long anything may take before a test fails; far more than it needs on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// `metka` in a terminal.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Chunk>,
    /// What was written and is on its way.
    coming: Option<Chunk>,
    reader: Option<JoinHandle<()>>,
    line: Line,
    parser: vt100::Parser,
    /// Every byte that was written to the terminal.
    pub raw: Vec<u8>,
}

/// How `metka` is started.
pub struct Start<'a> {
    /// Arguments.
    pub args: &'a [&'a str],
    /// The home folder: config, data and state go there.
    pub home: &'a Path,
    /// Variables over the usual ones.
    pub env: &'a [(&'a str, &'a str)],
    /// Columns and rows.
    pub size: (u16, u16),
}

impl Start<'_> {
    /// Start it.
    pub fn run(&self) -> Terminal {
        self.start(CommandBuilder::new(env!("CARGO_BIN_EXE_metka")))
    }

    /// The same as a job of a shell, which does `then` when it is stopped or ended.
    pub fn run_as_job(&self, then: &str) -> Terminal {
        let mut shell = CommandBuilder::new("/bin/sh");
        shell.args(["-mc", &format!("\"$0\" \"$@\"; {then}")]);
        shell.arg(env!("CARGO_BIN_EXE_metka"));
        self.start(shell)
    }

    fn start(&self, mut command: CommandBuilder) -> Terminal {
        let (cols, rows) = self.size;
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        command.args(self.args);
        std::fs::create_dir_all(self.home).expect("a home");
        command.cwd(self.home);
        command.env_clear();
        command.env("HOME", self.home);
        command.env("LANG", "ru_RU.UTF-8");
        command.env("LOGNAME", "anna");
        command.env("TERM", "xterm-256color");
        for (name, value) in self.env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("metka starts");
        drop(pair.slave);
        let (chunks, output) = channel();
        let line = Line::new();
        let source = pair.master.try_clone_reader().expect("a reader");
        let carrier = line.clone();
        let reader = thread::spawn(move || carrier.carry(source, &chunks));
        Terminal {
            writer: Some(pair.master.take_writer().expect("a writer")),
            master: Some(pair.master),
            child,
            output,
            coming: None,
            reader: Some(reader),
            line,
            parser: vt100::Parser::new(cells(rows), cells(cols), 0),
            raw: Vec::new(),
        }
    }
}

/// Whether the process is stopped; asked of `ps` where there is no `/proc`.
fn is_stopped(pid: Pid) -> bool {
    let number = pid.as_raw_nonzero().to_string();
    if let Ok(stat) = std::fs::read_to_string(format!("/proc/{number}/stat")) {
        return stat.contains(") T ");
    }
    let state = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", &number])
        .output();
    state.is_ok_and(|state| state.stdout.contains(&b'T'))
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a size that is not zero")
}

impl Terminal {
    /// Type, as one burst.
    pub fn send(&mut self, keys: &str) {
        if let Some(writer) = &mut self.writer {
            // A program that ended does not read: the test finds out by the screen.
            let _ended = writer
                .write_all(keys.as_bytes())
                .and_then(|()| writer.flush());
        }
    }

    /// Take in what was written, for at most `time`; false when nothing came.
    pub fn read(&mut self, time: Duration) -> bool {
        let end = Instant::now() + time;
        let Some((at, bytes)) = self
            .coming
            .take()
            .or_else(|| self.output.recv_timeout(time).ok())
        else {
            return false;
        };
        if at > end {
            self.coming = Some((at, bytes));
            thread::sleep(end.saturating_duration_since(Instant::now()));
            return false;
        }
        thread::sleep(at.saturating_duration_since(Instant::now()));
        self.parser.process(&bytes);
        self.raw.extend(bytes);
        true
    }

    /// From now on what the program writes comes through like this.
    pub fn pace(&self, pace: Pace) {
        self.line.set(pace);
    }

    /// Take in all that is written within `time`.
    pub fn watch(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let left = end.saturating_duration_since(Instant::now())
            && !left.is_zero()
        {
            self.read(left);
        }
    }

    /// Take in all that is there already.
    pub fn drain(&mut self) {
        while self.read(Duration::ZERO) {}
    }

    /// Take in what comes until all that came is as `wanted`, or for as long as patience lasts.
    pub fn drain_until(&mut self, wanted: impl Fn(&[u8]) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(&self.raw) && Instant::now() < end {
            self.read(Duration::from_millis(5));
        }
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Wait until the screen is as `wanted`.
    #[track_caller]
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        self.drain();
        while !wanted(&self.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "{what} did not come on the screen:\n{}",
                self.screen()
            );
            self.read(left.min(Duration::from_millis(200)));
        }
    }

    /// Wait until `text` is on the screen.
    #[track_caller]
    pub fn expect(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Type, then wait until `text` is on the screen.
    #[track_caller]
    pub fn type_and_expect(&mut self, keys: &str, text: &str) {
        self.send(keys);
        self.expect(text);
    }

    /// SIGKILL; the child's own `kill` is a hang-up first, after which all is saved.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.wait_exit();
    }

    /// Send a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the signal is sent");
    }

    /// Its exit code, if it ended.
    pub fn ended(&mut self) -> Option<u32> {
        let status = self.child.try_wait().expect("a child")?;
        self.read_to_end();
        Some(status.exit_code())
    }

    /// Whether it is there yet.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// Whether it is stopped, as Ctrl-Z stops it.
    pub fn is_stopped(&self) -> bool {
        is_stopped(self.pid())
    }

    /// Its own resident memory in KiB, where the system tells: code that is used for the first time does not count.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"))?;
        line.split_whitespace().next()?.parse().ok()
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().expect("a process");
        Pid::from_raw(pid.cast_signed()).expect("a process number")
    }

    /// Change the size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        if let Some(master) = &self.master {
            master.resize(size).expect("a new size");
        }
    }

    /// Close the terminal, as a lost connection does. The reading thread holds a copy of it and must be woken: by a
    /// frame of another size, which comes whatever is on the screen.
    pub fn hang_up(&mut self) {
        self.line.set(Pace::Ended);
        let (rows, columns) = self.parser.screen().size();
        self.resize(columns.get() + 1, rows.get());
        self.writer = None;
        self.master = None;
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reading thread ends");
        }
    }

    /// Wait for the end of the process; its exit code.
    #[track_caller]
    pub fn wait_exit(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                self.read_to_end();
                return status.exit_code();
            }
            assert!(
                Instant::now() < end,
                "metka does not end:\n{}",
                self.screen()
            );
            self.read(Duration::from_millis(5));
        }
    }

    /// Take in the last of what was written: the program is gone, the reading thread may lag behind.
    fn read_to_end(&mut self) {
        while let Ok((_, bytes)) = self.output.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
    }

    /// Wait until the process is stopped, as Ctrl-Z stops it.
    #[track_caller]
    pub fn wait_stopped(&mut self) {
        let end = Instant::now() + PATIENCE;
        while !is_stopped(self.pid()) {
            assert!(
                Instant::now() < end && self.is_running(),
                "metka does not stop:\n{}",
                self.screen()
            );
            self.read(Duration::from_millis(5));
        }
    }

    /// The terminal is as it was before: no alternate screen, no paste mode, cursor shown.
    #[track_caller]
    pub fn assert_clean(&mut self) {
        self.drain();
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.bracketed_paste(), "still in bracketed paste");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
