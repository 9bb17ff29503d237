//! metka reads and annotates Cyrillic text in a terminal.
//!
//! The crate is built in floors; a module imports only from the floors below it
//! (`docs/architecture.md` tells why, `tests/it/floors.rs` makes it so):
//!
//! ```text
//! 0  text, locale            immutable text; the words of the interface
//! 1  annotation              schema, annotation, layer, history, merge
//! 2  extract, formats        texts of other programs' documents; what other programs read and write
//! 2  suggest                 what the program proposes
//! 3  app, commands, keymap   what the program does: state, update, effects, layout
//! 4  view                    draws the state, changes nothing
//! 5  shell, cli              the only input and output
//! ```
#![forbid(unsafe_code)]

pub mod annotation;
pub mod app;
pub mod cli;
pub mod commands;
pub mod extract;
pub mod formats;
pub mod keymap;
pub mod locale;
pub mod shell;
pub mod suggest;
pub mod text;
pub mod view;
