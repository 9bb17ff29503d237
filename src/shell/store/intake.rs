//! Reading a document and hashing it. A large one is read once, in pieces: while the next one comes, this one is made
//! into text here and hashed on another thread, so that nothing waits for memory that was in the cache a moment ago.
use super::disk;
use crate::text::source::{Gathering, Source};
use sha2::{Digest, Sha256};
use std::{
    io::{self, ErrorKind, Read},
    panic::resume_unwind,
    path::Path,
    sync::mpsc::{SyncSender, sync_channel},
    thread,
};

/// A longer file is worth a second thread, in bytes.
const LONG: u64 = 1024 * 1024;

/// What is read at once, in bytes.
const PIECE: u64 = 64 * 1024;

/// Pieces that wait to be hashed.
const WAITING: usize = 16;

/// The content of the regular file at `path` and its SHA-256 in hexadecimal digits.
///
/// # Errors
/// Those of the system; `InvalidInput` for what is no regular file, `FileTooLarge` beyond `most` bytes.
pub(super) fn read(path: &Path, most: u64) -> io::Result<(Source<'static>, String)> {
    let (file, length) = disk::open(path)?;
    let file = file.take(most + 1);
    let (source, hash) = match length < LONG {
        true => at_once(file)?,
        false => in_pieces(file, usize::try_from(length.min(most)).unwrap_or(0))?,
    };
    match source.length() as u64 > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => Ok((source, hex(&hash.finalize()))),
    }
}

fn at_once(mut file: impl Read) -> io::Result<(Source<'static>, Sha256)> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let hash = Sha256::new_with_prefix(&bytes);
    Ok((bytes.into(), hash))
}

fn in_pieces(file: impl Read, length: usize) -> io::Result<(Source<'static>, Sha256)> {
    thread::scope(|scope| {
        let (pieces, queue) = sync_channel::<Vec<u8>>(WAITING);
        let hash = scope.spawn(move || queue.iter().fold(Sha256::new(), Sha256::chain_update));
        let source = gather(file, length, pieces)?;
        match hash.join() {
            Ok(hash) => Ok((source, hash)),
            Err(panic) => resume_unwind(panic),
        }
    })
}

fn gather(
    mut file: impl Read,
    length: usize,
    pieces: SyncSender<Vec<u8>>,
) -> io::Result<Source<'static>> {
    let mut gathering = Gathering::with_capacity(length);
    loop {
        let mut piece = Vec::with_capacity(PIECE as usize);
        file.by_ref().take(PIECE).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(gathering.finish());
        }
        gathering.push(&piece);
        // A thread that is gone panicked: that is told when it is joined.
        let _gone = pieces.send(piece);
    }
}

/// In hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode::decode;

    #[test]
    fn a_long_file_is_read_as_a_short_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let long = "Завод — открыт\n".repeat(LONG as usize / 20);
        // Whole; with a byte that is no UTF-8; with a character that is cut at the end.
        let odd = [long.as_bytes(), b"\xFF", long.as_bytes()].concat();
        let cut = &long.as_bytes()[..long.len() - 2];
        for bytes in [long.as_bytes(), &odd, cut] {
            std::fs::write(&path, bytes).unwrap();
            let (source, hash) = read(&path, 1 << 30).unwrap();
            assert_eq!(hash, hex(&Sha256::digest(bytes)));
            assert_eq!(decode(source, None), decode(bytes, None));
            let error = read(&path, bytes.len() as u64 - 1).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        }
    }
}
