//! What is known of the cases of a process beside its own rules: findings on their documents, and what these documents hold back.

use std::collections::{BTreeMap, HashMap};

use crate::rules::plan::LinkIx;

/// By number of a case; cases of which there is nothing to say are left out.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Rules about rows with findings on a document of the case, each with who must act where that is known.
    pub(crate) findings: BTreeMap<usize, Vec<(usize, Whose)>>,
    /// By link that could be followed from the documents of the cases.
    pub(crate) held: Vec<Held>,
}

/// Whose a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    /// Somebody's who acts in the process.
    Persons(u32),
    /// Somebody's who does not, or nobody's.
    Others,
}

/// What waits for the documents of cases, over one link.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) link: LinkIx,
    /// The amount of what waits, times 10^12, by case for which something waits; none without such a field, and where one cannot
    /// be read.
    pub(crate) by_case: HashMap<usize, Option<i128>>,
}
