//! All integration tests in one binary: one link, one run.

mod anything;
mod anything_written;
mod bad_input;
mod batch;
mod brat;
mod commands;
mod day;
mod drawing;
mod exchange;
mod floors;
mod git;
mod leaving;
mod line;
mod linear;
mod pages;
mod picture;
mod place;
mod play;
mod pty;
mod screens;
mod sessions;
mod slow_line;
mod suggestions;
mod words;
