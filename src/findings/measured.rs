//! What is counted beside verdicts, to be held against what other runs counted.

use std::collections::BTreeMap;

/// Something that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Of what: the name of a field, or a period such as `2026-10`.
    pub(crate) name: String,
    pub(crate) count: u64,
    /// Among how many, where it is a part of something.
    pub(crate) among: Option<u64>,
}

impl Measured {
    /// The count as a share of what it is a part of, from 0 to 1; none where that is nothing.
    pub(crate) fn rate(&self) -> Option<f64> {
        let among = self.among.filter(|among| *among > 0)?;
        #[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
        Some(self.count as f64 / among as f64)
    }
}

/// What an earlier run counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    /// As of which day, in milliseconds since 1970-01-01.
    pub(crate) day: i64,
    /// By what it counted.
    pub(crate) counts: BTreeMap<String, u64>,
}
