//! The event loop: blocks until something happens, takes in all that is pending, lays out once, draws once.
//! It waits for nothing else: the disk and the terminal each have a thread of their own.

use super::{
    disk::{Disk, Job},
    learning::School,
    places::Places,
    scout::{Ground, Request, Scout},
    store::{Finished, Store},
    suggester::Suggester,
    terminal::{
        TermEvent,
        clipboard::Clipboard,
        input,
        lines::Lines,
        screen::{self, Screen, install_panic_hook},
        signals,
        start::Terminal,
    },
};
use crate::{
    app::{
        App, Wanted,
        msg::{DocId, Effect, Millis, Msg, Reloaded, Size, Timer},
    },
    locale::Problem,
    msg,
    text::decode::Encoding,
    view::{self, Look},
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

/// How long the disk may take at the end; signals end the process a little later in any case.
const LAST_WRITES: Duration = Duration::from_millis(1500);

/// How long what was learnt of the documents may take to be kept at the end.
const LAST_NOTES: Duration = Duration::from_millis(500);

/// How long the disk may take before the program is stopped by Ctrl-Z.
const BEFORE_STOP: Duration = Duration::from_millis(1000);

/// Reads what a person may change in the settings while the program runs.
pub type Reload = Box<dyn FnMut() -> (Look, Reloaded) + Send>;

/// Everything a session needs.
pub struct Session {
    /// The state.
    pub app: App,
    /// Colours and signs.
    pub look: Look,
    /// For the open document.
    pub store: Store,
    /// What is looked through.
    pub ground: Ground,
    /// Where one left off.
    pub places: Places,
    /// Forced, or recognised.
    pub encoding: Option<Encoding>,
    /// What is wrong with settings and keymap.
    pub problems: Vec<Problem>,
    /// Reads settings and keymap again.
    pub reload: Reload,
    /// What the terminal can do.
    pub terminal: Terminal,
}

/// What the loop waits for.
#[derive(Debug)]
enum Event {
    Terminal(TermEvent),
    Outcome(Msg),
    /// Other colours and signs.
    Look(Look),
}

impl Session {
    /// Run until the person, or the line, ends it. Everything that could be saved is saved then.
    ///
    /// # Errors
    /// When the terminal cannot be taken.
    pub fn run(mut self) -> Result<(), Problem> {
        let (events, queue) = channel();
        let terminal = |events: &Sender<Event>| {
            let events = events.clone();
            move |event: TermEvent| {
                let _ending = events.send(Event::Terminal(event));
            }
        };
        let outcomes = |events: &Sender<Event>| {
            let events = events.clone();
            move |msg: Msg| {
                let _ending = events.send(Event::Outcome(msg));
            }
        };
        let broken = |why: std::io::Error| Problem::new(msg!("terminal-failed")).because(why);
        let modes = self.terminal.modes;
        self.app.linear = modes.linear;
        let screen = Screen::enter(self.terminal.modes, terminal(&events)).map_err(broken)?;
        install_panic_hook(screen.restorer(), terminal(&events));
        signals::spawn(screen.restorer(), terminal(&events)).map_err(broken)?;
        input::spawn(self.terminal.hold, terminal(&events)).map_err(broken)?;
        let (mut reload, look) = (self.reload, events.clone());
        let reload = move || {
            let (new, read) = reload();
            let _ending = look.send(Event::Look(new));
            Msg::Reloaded(Box::new(read))
        };
        let (store, places) = (self.store, self.places);
        let disk = Disk::start(store, places, self.encoding, reload, outcomes(&events));
        let suggester = Suggester::start(school(&self.ground), outcomes(&events));
        let scout = Scout::start(self.ground, outcomes(&events));
        let (columns, rows) = screen::size();
        self.app.size = Size { columns, rows };
        let told = self.terminal.warning.map(Msg::Tell).into_iter();
        for msg in told.chain(self.problems.into_iter().map(Msg::Problem)) {
            let _ending = events.send(Event::Outcome(msg));
        }
        let mut work = Loop {
            app: self.app,
            look: self.look,
            screen,
            lines: modes.linear.then(|| Lines::new(modes.can.moves)),
            clipboard: self.terminal.clipboard,
            disk,
            scout,
            suggester,
            writes: Vec::new(),
            wanted: None,
            timers: Vec::new(),
            started: Instant::now(),
            frame: Buffer::empty(Rect::new(0, 0, columns, rows)),
            changed: true,
            suspended: false,
        };
        let ended = catch_unwind(AssertUnwindSafe(|| work.run(&queue)));
        if ended.is_err() {
            work.put_aside();
        }
        work.disk.finish(LAST_WRITES);
        work.scout.finish(LAST_NOTES);
        match ended {
            Ok(()) => Ok(()),
            Err(panic) => resume_unwind(panic),
        }
    }
}

/// What is learnt from, of what is looked through.
fn school(ground: &Ground) -> School {
    let store = &ground.store;
    School {
        root: store.root().to_owned(),
        annotator: store.annotator().to_owned(),
        schema: ground.schema.clone(),
        encoding: ground.encoding,
        file: ground.cache.join("model").join(store.name()),
    }
}

struct Loop {
    app: App,
    look: Look,
    screen: Screen,
    /// What writes lines, when no screen is drawn.
    lines: Option<Lines>,
    clipboard: Clipboard,
    disk: Disk,
    scout: Scout,
    suggester: Suggester,
    /// What is to be written once the screen shows it: the disk thread must not be the first to get the processor.
    writes: Vec<Job>,
    /// The same of suggestions: only the latest request matters.
    wanted: Option<Box<Wanted>>,
    timers: Vec<(Instant, Timer)>,
    started: Instant,
    frame: Buffer,
    /// The state may differ from what is on the screen.
    changed: bool,
    suspended: bool,
}

impl Loop {
    fn run(&mut self, queue: &Receiver<Event>) {
        loop {
            if self.changed && self.screen.ready() {
                self.draw();
            }
            self.send_writes();
            if let Some(wanted) = self.wanted.take() {
                self.suggester.ask(wanted);
            }
            let Some(event) = self.wait(queue) else { break };
            let pending = std::iter::once(event).chain(queue.try_iter());
            if pending
                .into_iter()
                .any(|event| self.take(event) == Flow::Exit)
            {
                break;
            }
        }
        self.send_writes();
    }

    /// Layers are sent when the screen shows them, or with the next job: jobs keep their order.
    fn ask(&mut self, job: Job) {
        if let Job::Save(..) = job {
            self.writes.push(job);
        } else {
            self.send_writes();
            self.disk.ask(job);
        }
    }

    fn send_writes(&mut self) {
        for job in self.writes.drain(..) {
            self.disk.ask(job);
        }
    }

    /// A fault of ours ends the program: what is not on disk must not go with it.
    fn put_aside(&mut self) {
        for effect in self.app.saves.stash_all() {
            self.carry_out(effect);
        }
    }

    /// The next event, or the next timer that runs out; `None` when nothing can ever happen again.
    fn wait(&mut self, queue: &Receiver<Event>) -> Option<Event> {
        let next = self
            .timers
            .iter()
            .enumerate()
            .min_by_key(|(_, (at, _))| *at)
            .map(|(i, (at, _))| (i, *at));
        let Some((index, at)) = next else {
            return queue.recv().ok();
        };
        match queue.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => {
                let (_, timer) = self.timers.swap_remove(index);
                Some(Event::Outcome(Msg::Timer(timer)))
            }
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn draw(&mut self) {
        let Size { columns, rows } = self.app.size;
        self.app.layout();
        self.changed = false;
        if let Some(lines) = &mut self.lines {
            let said = view::linear::announce(&self.app);
            self.screen.show(lines.say(said, self.app.size));
            return;
        }
        self.frame.resize(Rect::new(0, 0, columns, rows));
        self.frame.reset();
        let (x, y) = view::draw(&self.app, &self.look, &mut self.frame);
        self.screen.draw(&mut self.frame, Some((x, y)));
    }

    fn take(&mut self, event: Event) -> Flow {
        let msg = match event {
            Event::Outcome(msg) => msg,
            Event::Look(look) => {
                (self.look, self.changed) = (look, true);
                return Flow::Go;
            }
            Event::Terminal(event) => match self.message(event) {
                Some(msg) => msg,
                None => return Flow::Go,
            },
        };
        self.changed = true;
        let at = Millis(self.started.elapsed().as_millis() as u64);
        // A motion needs the rows of the state it moves in, drawn or not.
        self.app.layout();
        let effects = self.app.update(at, msg);
        if effects
            .into_iter()
            .any(|effect| self.carry_out(effect) == Flow::Exit)
        {
            Flow::Exit
        } else {
            Flow::Go
        }
    }

    fn message(&mut self, event: TermEvent) -> Option<Msg> {
        Some(match event {
            TermEvent::Key(key) => Msg::Key(key),
            TermEvent::Mouse(mouse) => Msg::Mouse(mouse),
            TermEvent::Paste(text) => Msg::Paste(text),
            TermEvent::Resize { columns, rows } => Msg::Resize(Size { columns, rows }),
            TermEvent::Terminate(_) | TermEvent::InputLost => Msg::Terminate,
            TermEvent::WorkerPanic(words) => {
                Msg::Problem(Problem::new(msg!("internal-fault")).because(words))
            }
            TermEvent::FrameWritten => return None,
            TermEvent::Suspend => {
                // Also when we believe to be stopped: a stop takes back the news of a continuation that came just before.
                self.stop();
                return None;
            }
            TermEvent::Resume => {
                let (columns, rows) = self.screen.resume();
                self.suspended = false;
                self.lines.iter_mut().for_each(Lines::forget);
                // Whoever was away may have changed files.
                self.scout.ask(Request::Look(false));
                Msg::Resize(Size { columns, rows })
            }
        })
    }

    /// Ctrl-Z; pressed twice it stops once.
    fn suspend(&mut self) {
        if !self.suspended {
            self.stop();
        }
    }

    fn stop(&mut self) {
        self.suspended = true;
        // A write that is stopped halfway keeps the lock that other sessions wait for.
        self.send_writes();
        self.disk.finish(BEFORE_STOP);
        self.screen.suspend();
    }

    fn carry_out(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Open(doc) => self.ask_about(doc, |path| Job::Open(doc, path)),
            Effect::Save(doc, layer) => self.ask_about(doc, |path| Job::Save(doc, path, layer)),
            Effect::Stash(doc, layer, base) => {
                self.ask_about(doc, |path| Job::Stash(path, layer, base))
            }
            Effect::Remember(doc, at) => self.ask_about(doc, |path| Job::Remember(path, at)),
            Effect::Close(doc) => self.ask_about(doc, Job::Close),
            Effect::Bookmark(doc, name, at) => {
                self.ask_about(doc, |path| Job::Bookmark(path, name, at))
            }
            Effect::Copy(text) => self.copy(&text),
            Effect::CopyToFile(text) => self.ask(Job::Copy(text)),
            Effect::Export(export) => self.ask(Job::Export(export)),
            Effect::Import(doc, import) => self.scout.ask(Request::Import(doc, import)),
            Effect::Preview(doc) => {
                if let Some(entry) = self.app.corpus.entry(doc) {
                    self.scout.ask(Request::Preview(doc, entry.path.clone()));
                }
            }
            Effect::Look(asked) => self.scout.ask(Request::Look(asked)),
            Effect::Suggest(wanted) => self.wanted = Some(wanted),
            Effect::Learn(doc, text, layer) => {
                if let Some(entry) = self.app.corpus.entry(doc) {
                    let path = entry.path.clone();
                    let lesson = Finished { path, text, layer };
                    self.suggester.learning().lesson(lesson);
                }
            }
            Effect::Count(doc, text, query) => self.scout.ask(Request::Count(doc, text, query)),
            Effect::ReadGuidelines => {
                self.ask(Job::Guidelines(self.app.corpus.schema.guidelines.clone()));
            }
            Effect::After(milliseconds, timer) => {
                self.timers
                    .push((Instant::now() + Duration::from_millis(milliseconds), timer));
            }
            Effect::Reload => self.disk.ask(Job::Reload),
            Effect::Redraw => self.screen.invalidate(),
            Effect::Suspend => self.suspend(),
            Effect::Exit => return Flow::Exit,
        }
        Flow::Go
    }

    fn copy(&mut self, text: &str) {
        let told = match self.clipboard.sequence(text) {
            Ok(sequence) => {
                self.screen.send(sequence);
                Msg::Tell(msg!("copy-sent", count = text.chars().count()))
            }
            Err(problem) => Msg::Problem(problem),
        };
        let at = Millis(self.started.elapsed().as_millis() as u64);
        // Neither asks for anything to be done.
        let _nothing = self.app.update(at, told);
    }

    fn ask_about(&mut self, doc: DocId, job: impl FnOnce(PathBuf) -> Job) {
        if let Some(entry) = self.app.corpus.entry(doc) {
            let path = entry.path.clone();
            self.ask(job(path));
        }
    }
}

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Go,
    Exit,
}
