//! `metka setup git CORPUS`: which files git is to merge and to show as layers, and with what.

use super::{Common, Outcome, Result, is_corpus, settings::Settings};
use crate::{
    locale::{Locale, Message, Problem},
    msg,
    shell::{git::Repository, text_file},
    text::glyph,
};
use rustix::fs::{Access, access};
use std::{
    env,
    ffi::{OsStr, OsString},
    os::unix::ffi::{OsStrExt, OsStringExt},
    path::{Path, PathBuf},
};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The corpus
    #[arg(default_value = ".", value_hint = clap::ValueHint::DirPath)]
    corpus: PathBuf,
    /// Only print what would be done
    #[arg(long)]
    print: bool,
}

/// The line of `.gitattributes`; the pattern holds for the folder of that file.
const ATTRIBUTES: &str = "/annotations/**/*.ron text eol=lf merge=metka diff=metka";

/// Write the line and the settings, and tell each.
///
/// # Errors
/// No corpus, no git, no repository, or something cannot be written.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let locale = Settings::load(flags)?.locale();
    is_corpus(&asked.corpus)?;
    let repository = Repository::around(&asked.corpus)?;
    let program = program()?;
    attributes(&asked.corpus.join(".gitattributes"), asked.print, &locale)?;
    for (name, value) in settings(&program) {
        set(&repository, name, &value, asked.print, &locale)?;
    }
    match asked.print {
        true => tell(&locale, &msg!("setup-only-printed")),
        false => tell(&locale, &msg!("setup-every-clone")),
    }
    Ok(Outcome::Good)
}

fn tell(locale: &Locale, message: &Message) {
    super::print(&format!("{}\n", glyph::neutral(&locale.say(message))));
}

/// Add the line to the file at `path`, if it is not there.
fn attributes(path: &Path, only_print: bool, locale: &Locale) -> Result<()> {
    let shown = path.display().to_string();
    let bytes = match path.symlink_metadata() {
        Ok(_) => text_file::bytes(path, msg!("setup-unreadable"))?,
        Err(_) => Vec::new(),
    };
    let mut lines = bytes.split(|byte| *byte == b'\n');
    if lines.any(|line| line.trim_ascii() == ATTRIBUTES.as_bytes()) {
        tell(locale, &msg!("setup-line-there", file = shown));
        return Ok(());
    }
    if !only_print {
        let mut bytes = bytes;
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(ATTRIBUTES.as_bytes());
        bytes.push(b'\n');
        text_file::replace(path, &bytes, msg!("setup-unwritable"))?;
    }
    tell(locale, &msg!("setup-line", file = shown, line = ATTRIBUTES));
    Ok(())
}

/// The settings of the repository. git hands both commands to a shell; `%` stands for something in the first one.
fn settings(program: &OsStr) -> [(&'static str, OsString); 3] {
    let called = |program: &[u8], rest: &str| {
        let command = [program, rest.as_bytes()].concat();
        OsString::from_vec(command)
    };
    let program = quoted(program.as_bytes());
    let escaped = program.split(|byte| *byte == b'%').collect::<Vec<_>>();
    [
        (
            "merge.metka.name",
            OsString::from("metka: annotations merged by id"),
        ),
        (
            "merge.metka.driver",
            called(&escaped.join(&b"%%"[..]), " merge %O %A %B %P"),
        ),
        ("diff.metka.textconv", called(&program, " show --textconv")),
    ]
}

fn set(
    repository: &Repository,
    name: &str,
    value: &OsStr,
    only_print: bool,
    locale: &Locale,
) -> Result<()> {
    let shown = value.to_string_lossy().into_owned();
    if repository.setting(name)?.as_deref() == Some(value) {
        tell(
            locale,
            &msg!("setup-setting-there", name = name, value = shown),
        );
        return Ok(());
    }
    if !only_print {
        repository.set(name, value)?;
    }
    tell(locale, &msg!("setup-setting", name = name, value = shown));
    Ok(())
}

/// How git is to call this program: by its name where the shell finds it, else by its path.
fn program() -> std::result::Result<OsString, Problem> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let runs = |path: PathBuf| path.is_file() && access(&path, Access::EXEC_OK).is_ok();
    if env::split_paths(&folders).any(|folder| runs(folder.join("metka"))) {
        return Ok("metka".into());
    }
    let path = env::current_exe();
    path.map(PathBuf::into_os_string)
        .map_err(|why| Problem::new(msg!("setup-no-program")).because(why))
}

/// `word` as one word of the shell.
fn quoted(word: &[u8]) -> Vec<u8> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-+".contains(byte);
    if word.iter().all(plain) {
        return word.to_vec();
    }
    let mut quoted = vec![b'\''];
    for byte in word {
        match byte {
            b'\'' => quoted.extend_from_slice(b"'\\''"),
            _ => quoted.push(*byte),
        }
    }
    quoted.push(b'\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_path_is_one_word_of_the_shell() {
        for path in ["/usr/bin/metka", "/a b/it's \"$x\"/100%/metka", "/\\n;&|*"] {
            let [_, (_, driver), (_, textconv)] = settings(path.as_ref());
            for command in [
                driver.to_string_lossy().replace("%%", "%"),
                textconv.to_string_lossy().into_owned(),
            ] {
                let script = format!("set -- {command}; printf %s \"$1\"");
                let told = std::process::Command::new("sh")
                    .args(["-c", &script])
                    .output();
                assert_eq!(String::from_utf8_lossy(&told.unwrap().stdout), path);
            }
        }
    }
}
