//! Small files that a person writes: the schema, the settings, the keymap, the guidelines.

use super::store::disk;
use crate::{
    locale::{Message, Place, Problem},
    msg,
};
use std::path::Path;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// The text of the file at `path`; `None` when there is no file. A pipe is refused, not waited for.
///
/// # Errors
/// `unreadable`, with the cause, and with the place of what is not UTF-8.
pub fn read(path: &Path, unreadable: Message) -> Result<Option<String>, Problem> {
    let shown = path.display().to_string();
    match disk::read_if_any(path, LONGEST) {
        Ok(Some(bytes)) => utf8(&bytes, &shown, unreadable).map(|text| Some(text.to_owned())),
        Ok(None) => Ok(None),
        Err(error) => Err(Problem::new(unreadable)
            .at(Place::file(shown))
            .because(error)),
    }
}

/// The bytes of the file at `path`, which must be there.
///
/// # Errors
/// `unreadable`, with the cause.
pub fn bytes(path: &Path, unreadable: Message) -> Result<Vec<u8>, Problem> {
    disk::read(path, LONGEST).map_err(|error| {
        Problem::new(unreadable)
            .at(Place::file(path.display().to_string()))
            .because(error)
    })
}

/// The bytes of the file called `shown` as text.
///
/// # Errors
/// `unreadable`, at the first byte that is not UTF-8.
pub fn utf8<'b>(bytes: &'b [u8], shown: &str, unreadable: Message) -> Result<&'b str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let right = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        Problem::new(unreadable)
            .at(Place::in_source(shown, &right, right.len()))
            .because(msg!("cause-not-utf8"))
            .hint(msg!("not-utf8-hint"))
    })
}

/// Put `bytes` in the place of the file at `path`, whole or not at all.
///
/// # Errors
/// `unwritable`, with the cause.
pub fn replace(path: &Path, bytes: &[u8], unwritable: Message) -> Result<(), Problem> {
    let written = disk::resolve(path).and_then(|path| disk::replace(&path, bytes));
    written.map_err(|error| {
        Problem::new(unwritable)
            .at(Place::file(path.display().to_string()))
            .because(error)
    })
}
