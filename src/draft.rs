//! Drafts of projects: what a dictionary and rules for some exports may be.

mod vocabulary;

pub(crate) use self::vocabulary::said;
