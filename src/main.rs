//! The `metka` program: everything it does is in the library, so that tests reach it.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    metka::cli::main()
}
