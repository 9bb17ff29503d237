//! The command table: every action the program knows, with its name (as in keymap files) and its help (the doc comment).
//! Help, palette, `metka keys` and the keymap reader all derive from it.

pub mod synonyms;

use crate::{locale::Message, msg};

macro_rules! commands {
    ($($group:ident { $(#[doc = $doc:literal] $action:ident = $name:literal,)* })*) => {
        /// Something the program can be asked to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $doc] $action,)*)* }

        /// Every command, in the order help shows them.
        pub const COMMANDS: &[Command] = &[$($(Command {
            action: Action::$action,
            group: Group::$group,
            name: $name,
            help: $doc.trim_ascii(),
            id: concat!("cmd-", $name),
        },)*)*];
    };
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Where help shows it.
    pub group: Group,
    /// Its name in keymap files, kebab case.
    pub name: &'static str,
    /// One line of help in English; Russian is in `locales/ru.ftl` under `cmd-NAME`.
    pub help: &'static str,
    /// The id of the help in `locales/*.ftl`: `cmd-NAME`.
    pub id: &'static str,
}

/// What a command is about: help shows them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Through a text or a list.
    Moving,
    /// What is looked for.
    Searching,
    /// What a label will cover.
    Selecting,
    /// Annotations.
    Marking,
    /// From document to document.
    Documents,
    /// What is on the screen, and the program itself.
    Program,
}

impl Group {
    /// Its heading.
    pub fn title(self) -> Message {
        match self {
            Group::Moving => msg!("group-moving"),
            Group::Searching => msg!("group-searching"),
            Group::Selecting => msg!("group-selecting"),
            Group::Marking => msg!("group-marking"),
            Group::Documents => msg!("group-documents"),
            Group::Program => msg!("group-program"),
        }
    }
}

impl Command {
    /// The help as a message, for every language.
    pub fn message(&self) -> Message {
        Message {
            id: self.id,
            args: Vec::new(),
        }
    }
}

commands! {
    Moving {
        /// Next row
        RowDown = "row-down",
        /// Previous row
        RowUp = "row-up",
        /// Next page
        PageDown = "page-down",
        /// Previous page
        PageUp = "page-up",
        /// Half a page down
        HalfPageDown = "half-page-down",
        /// Half a page up
        HalfPageUp = "half-page-up",
        /// To the first row
        First = "first",
        /// To the last row
        Last = "last",
        /// Next token
        TokenRight = "token-right",
        /// Previous token
        TokenLeft = "token-left",
        /// Next word
        WordRight = "word-right",
        /// Previous word
        WordLeft = "word-left",
        /// Next sentence
        SentenceRight = "sentence-right",
        /// Previous sentence
        SentenceLeft = "sentence-left",
        /// Next paragraph
        ParagraphDown = "paragraph-down",
        /// Previous paragraph
        ParagraphUp = "paragraph-up",
        /// Start of the row
        RowStart = "row-start",
        /// End of the row
        RowEnd = "row-end",
        /// Next suggestion
        NextSuggestion = "next-suggestion",
        /// Previous suggestion
        PreviousSuggestion = "previous-suggestion",
        /// Next annotation
        NextAnnotation = "next-annotation",
        /// Previous annotation
        PreviousAnnotation = "previous-annotation",
        /// Back to where one was before going far
        JumpBack = "jump-back",
        /// Forward again, after going back
        JumpForward = "jump-forward",
        /// Set a bookmark, by letter; the same letter again: take it away
        SetBookmark = "set-bookmark",
        /// Go to a bookmark, by letter
        GoToBookmark = "go-to-bookmark",
    }
    Searching {
        /// Filter the list, or search the text
        Find = "find",
        /// Next hit of the search
        FindNext = "find-next",
        /// Previous hit of the search
        FindPrevious = "find-previous",
    }
    Selecting {
        /// Grow the right end by a token
        GrowToken = "grow-token",
        /// Shrink the right end by a token
        ShrinkToken = "shrink-token",
        /// Grow the right end by a character
        GrowCharacter = "grow-character",
        /// Shrink the right end by a character
        ShrinkCharacter = "shrink-character",
        /// Extend the selection while moving, on or off
        ToggleExtend = "toggle-extend",
        /// Go to the other end of the selection
        OtherEnd = "other-end",
        /// Widen the selection: annotation, phrase, sentence, paragraph
        Widen = "widen",
        /// Narrow the selection again
        Narrow = "narrow",
        /// Send the selected text to the clipboard of the terminal
        Copy = "copy",
        /// Write the selected text to a file
        CopyToFile = "copy-to-file",
        /// Copy the annotation here as JSON
        CopyJson = "copy-json",
        /// Copy the annotation here in CoNLL columns
        CopyConll = "copy-conll",
    }
    Marking {
        /// Accept the suggestion and go on to the next
        AcceptSuggestion = "accept-suggestion",
        /// Accept the suggestion and go on; without one, label the selection by letter
        AcceptOrLabel = "accept-or-label",
        /// Reject the suggestion and go on to the next
        RejectSuggestion = "reject-suggestion",
        /// Accept all suggestions of a label above a confidence, after a look at them
        AcceptAll = "accept-all",
        /// Label the selection with label 1; again: remove
        Label1 = "label-1",
        /// Label the selection with label 2; again: remove
        Label2 = "label-2",
        /// Label the selection with label 3; again: remove
        Label3 = "label-3",
        /// Label the selection with label 4; again: remove
        Label4 = "label-4",
        /// Label the selection with label 5; again: remove
        Label5 = "label-5",
        /// Label the selection with label 6; again: remove
        Label6 = "label-6",
        /// Label the selection with label 7; again: remove
        Label7 = "label-7",
        /// Label the selection with label 8; again: remove
        Label8 = "label-8",
        /// Label the selection with label 9; again: remove
        Label9 = "label-9",
        /// Label the selection with label 10; again: remove
        Label10 = "label-10",
        /// Label the selection by letter
        LabelByLetter = "label-by-letter",
        /// Put one more label on the same text, by letter
        AddLabel = "add-label",
        /// Give the annotation here another label, by letter
        Relabel = "relabel",
        /// Give all annotations with the label of the one here another label, by letter
        RelabelAll = "relabel-all",
        /// Give the selection the label that was given last
        Repeat = "repeat",
        /// All other occurrences of the annotation here, one by one
        Occurrences = "occurrences",
        /// Add the selection to the last annotation as a part, or take the part out
        TogglePart = "toggle-part",
        /// Begin a relation at the annotation here, or end it here
        Relate = "relate",
        /// Go to the annotation related to the one here
        FollowRelation = "follow-relation",
        /// Annotations that lost their place, one by one
        Waiting = "waiting",
        /// Remove the annotation here
        Remove = "remove",
        /// Set the annotation here to the selection
        Resize = "resize",
        /// Edit note, fields and measure
        Edit = "edit",
        /// Record what is done as a macro, by letter; again: end
        RecordMacro = "record-macro",
        /// Replay a macro, by letter; digits before it: so many times
        ReplayMacro = "replay-macro",
        /// Undo
        Undo = "undo",
        /// Redo
        Redo = "redo",
    }
    Documents {
        /// Open the document
        Open = "open",
        /// Done (or not done any more), and the next unfinished document
        Done = "done",
        /// Next unfinished document
        NextUnfinished = "next-unfinished",
        /// Next document
        NextDocument = "next-document",
        /// Previous document
        PreviousDocument = "previous-document",
        /// Change the order of the list
        Sort = "sort",
        /// Export the document in another format
        ExportDocument = "export-document",
        /// Import annotations on the document from a file
        ImportDocument = "import-document",
    }
    Program {
        /// Panel with all annotations, on or off
        Panel = "panel",
        /// Guidelines of the corpus
        Guidelines = "guidelines",
        /// Wider or narrower text
        Measure = "measure",
        /// Read sentence by sentence, the rest dimmed; again: by paragraph; again: off
        Spotlight = "spotlight",
        /// Suggesters: switch each on or off, choose the order of suggestions
        Suggesters = "suggesters",
        /// Show or hide suggestions
        ToggleSuggestions = "toggle-suggestions",
        /// Show all keys
        Help = "help",
        /// Find a command by name
        Palette = "palette",
        /// Draw the screen anew and look at the files again
        Redraw = "redraw",
        /// Leave to the shell for a while
        Suspend = "suspend",
        /// Read the settings and the keymap anew
        Reload = "reload",
        /// Tell whether all is saved; it is, after each edit
        Save = "save",
        /// Leave the program
        Exit = "exit",
        /// Back, close, quit
        Quit = "quit",
    }
}

impl Action {
    /// The row of this action.
    pub fn command(self) -> &'static Command {
        &COMMANDS[self as usize]
    }
}

/// The command called `name`.
pub fn by_name(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{LANGS, Lang, Locale};

    #[test]
    fn every_command_has_a_name_of_its_own_and_help_in_every_language() {
        for command in COMMANDS {
            assert_eq!(
                by_name(command.name).map(|c| c.action),
                Some(command.action)
            );
            assert_eq!(command.action.command().name, command.name);
            for (lang, ..) in LANGS {
                assert!(
                    Locale::new(*lang).knows(command.id),
                    "{} {lang:?}",
                    command.id
                );
            }
            let english = Locale::new(Lang::En).say(&command.message());
            assert_eq!(english, command.help);
        }
    }
}
