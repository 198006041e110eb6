//! The documentation: the READMEs and the two books in `docs`. Their commands are run and their TOML is loaded (`story`), what
//! they show is drawn (`picture`), both languages say the same in the same places (`book`), and nothing is missing (`program`).

mod book;
#[path = "../../docs/handbook/markdown.rs"]
mod markdown;
mod page;
mod picture;
mod program;
mod story;
