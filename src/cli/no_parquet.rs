//! What stands for `parquet.rs` in a program that was built without it.

use crate::{
    formats::{Row, Table},
    locale::Problem,
    msg,
};
use std::path::Path;

/// There is none.
pub(super) enum Writer {}

impl Writer {
    /// Say so.
    ///
    /// # Errors
    /// Always.
    pub fn new(_: &Path, _: &Table) -> Result<Self, Problem> {
        Err(Problem::new(msg!("no-parquet")).hint(msg!("no-parquet-hint")))
    }

    /// Never called.
    ///
    /// # Errors
    /// Never.
    pub fn put(&mut self, _: Vec<Row>) -> Result<(), Problem> {
        match *self {}
    }

    /// Never called.
    ///
    /// # Errors
    /// Never.
    pub fn finish(self) -> Result<(), Problem> {
        match self {}
    }
}
