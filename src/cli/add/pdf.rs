//! PDF: read in a process of its own, for the library stops the program at some damaged files, or never ends.

use crate::{extract::Extracted, locale::Problem, msg};
use std::{
    io::Read,
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// So long a file may take.
const LIMIT: Duration = Duration::from_secs(120);

/// The text of the file at `path`.
///
/// # Errors
/// It is damaged, or takes too long.
pub(super) fn extract(path: &Path) -> Result<Extracted, Problem> {
    let failed = |why: String| Problem::new(msg!("extract-damaged")).because(why);
    let spawned = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.arg("pdf-text").arg("--").arg(path);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command.spawn()
    });
    let mut child = spawned.map_err(|why| failed(why.to_string()))?;
    let output = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        let read = output.map(|mut output| output.read_to_string(&mut text));
        read.is_some_and(|read| read.is_ok()).then_some(text)
    });
    let ended = wait(&mut child);
    let text = reader.join().ok().flatten();
    match text.filter(|_| ended) {
        Some(text) => Ok(Extracted {
            text: tidy(&text),
            ..Extracted::default()
        }),
        None => Err(failed("PDF".to_owned()).hint(msg!("extract-pdf-hint"))),
    }
}

/// Whether it ended well in time.
fn wait(child: &mut Child) -> bool {
    let begin = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begin.elapsed() < LIMIT => thread::sleep(Duration::from_millis(10)),
            Ok(None) | Err(_) => {
                let _gone = child.kill();
                let _gone = child.wait();
                return false;
            }
        }
    }
}

/// Without blanks at line ends and without more than one blank line.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        blank = line.is_empty();
    }
    tidy
}

/// `metka pdf-text FILE`: what the process does.
pub(in crate::cli) fn print(path: &Path) -> ExitCode {
    match pdf_extract::extract_text(path) {
        Ok(text) => {
            crate::cli::print(&text);
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}
