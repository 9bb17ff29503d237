//! What the system and the reader of RON say, in the words of the person where it is something that happens to people.

use super::Message;
use crate::msg;
use ron::error::Error as Ron;
use rustix::io::Errno;
use std::io::{self, ErrorKind};

impl From<io::Error> for Message {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull => msg!("cause-full"),
            ErrorKind::QuotaExceeded => msg!("cause-quota"),
            ErrorKind::ReadOnlyFilesystem => msg!("cause-read-only"),
            ErrorKind::PermissionDenied => msg!("cause-denied"),
            ErrorKind::NotFound => msg!("cause-not-found"),
            ErrorKind::IsADirectory => msg!("cause-folder"),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => msg!("cause-not-a-folder"),
            ErrorKind::InvalidInput => msg!("cause-not-a-file"),
            ErrorKind::InvalidFilename => msg!("cause-name-too-long"),
            ErrorKind::FileTooLarge => msg!("cause-too-long"),
            _ if Errno::from_io_error(&error) == Some(Errno::IO) => msg!("cause-disk"),
            _ if Errno::from_io_error(&error) == Some(Errno::LOOP) => msg!("cause-loop"),
            _ => error.to_string().into(),
        }
    }
}

/// Words of somebody else, as they are.
impl From<String> for Message {
    fn from(text: String) -> Self {
        msg!("cause-other", text = text)
    }
}

impl From<Ron> for Message {
    fn from(error: Ron) -> Self {
        if let Some(sign) = expected_sign(&error) {
            return msg!("ron-expected", sign = sign);
        }
        match error {
            Ron::Eof | Ron::ExpectedStringEnd | Ron::UnclosedBlockComment => msg!("ron-ends"),
            Ron::TrailingCharacters => msg!("ron-trailing"),
            Ron::ExpectedString => msg!("ron-string"),
            Ron::ExpectedBoolean => msg!("ron-boolean"),
            Ron::ExpectedInteger | Ron::IntegerOutOfBounds => msg!("ron-integer"),
            Ron::ExpectedFloat => msg!("ron-number"),
            Ron::ExpectedIdentifier => msg!("ron-identifier"),
            Ron::NoSuchStructField {
                expected, found, ..
            } => msg!("ron-no-such-field", name = found, names = listed(expected)),
            Ron::NoSuchEnumVariant {
                expected, found, ..
            } => msg!("ron-no-such-value", name = found, names = listed(expected)),
            Ron::MissingStructField { field, .. } => msg!("ron-missing-field", name = field),
            Ron::DuplicateStructField { field, .. } => msg!("ron-same-field", name = field),
            other => other.to_string().into(),
        }
    }
}

/// The sign without which the file cannot go on.
fn expected_sign(error: &Ron) -> Option<&'static str> {
    Some(match error {
        Ron::ExpectedArray => "[",
        Ron::ExpectedArrayEnd => "]",
        Ron::ExpectedComma => ",",
        Ron::ExpectedMap => "{",
        Ron::ExpectedMapEnd => "}",
        Ron::ExpectedMapColon => ":",
        // A word where a structure should begin is taken for its name.
        Ron::ExpectedStructLike
        | Ron::ExpectedNamedStructLike(_)
        | Ron::ExpectedDifferentStructName { .. } => "(",
        Ron::ExpectedStructLikeEnd | Ron::ExpectedOptionEnd => ")",
        _ => return None,
    })
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_to_people_is_not_told_in_the_words_of_the_system() {
        for errno in [
            Errno::NOSPC,
            Errno::DQUOT,
            Errno::IO,
            Errno::ROFS,
            Errno::ACCESS,
            Errno::PERM,
            Errno::NOENT,
            Errno::NOTDIR,
            Errno::ISDIR,
            Errno::LOOP,
            Errno::NAMETOOLONG,
        ] {
            let said = Message::from(io::Error::from(errno)).id;
            assert_ne!(said, "cause-other", "{errno:?}");
        }
    }

    #[test]
    fn nor_in_those_of_the_ron_reader() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Record {
            #[serde(rename = "name")]
            _name: String,
            #[serde(rename = "at", default)]
            _at: Vec<u32>,
            #[serde(rename = "open", default)]
            _open: bool,
        }
        for (source, id) in [
            ("", "ron-expected"),
            ("слово", "ron-expected"),
            ("(name: \"a\"", "ron-expected"),
            ("(name: \"a", "ron-ends"),
            ("(name: \"a\" /* b", "ron-ends"),
            ("(name: \"a\") )", "ron-trailing"),
            ("(name: 5)", "ron-string"),
            ("(name: \"a\", at: 5)", "ron-expected"),
            ("(name: \"a\", at: [-1])", "ron-integer"),
            ("(name: \"a\", open: 5)", "ron-boolean"),
            ("(nam: \"a\")", "ron-no-such-field"),
            ("()", "ron-missing-field"),
            ("(name: \"a\", name: \"b\")", "ron-same-field"),
        ] {
            let error = ron::from_str::<Record>(source).expect_err(source);
            assert_eq!(Message::from(error.code).id, id, "{source}");
        }
    }
}
