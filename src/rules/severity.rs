//! How bad a violation is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::messages::{Message, message};

/// How bad a violation is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    #[schemars(description = "Worth knowing.")]
    Info,
    #[schemars(description = "Untidy.")]
    Low,
    #[schemars(description = "To be put right.")]
    Medium,
    #[schemars(description = "Hurts the business.")]
    High,
    #[schemars(description = "Must be stopped at once.")]
    Critical,
}

impl Severity {
    /// From the worst on.
    pub(crate) const ALL: [Severity; 5] = [
        Severity::Critical,
        Severity::High,
        Severity::Medium,
        Severity::Low,
        Severity::Info,
    ];

    /// The word in TOML and JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
            Severity::Info => "info",
        }
    }

    /// The word in reports.
    pub(crate) fn label(self) -> Message {
        match self {
            Severity::Critical => message!("severity-critical"),
            Severity::High => message!("severity-high"),
            Severity::Medium => message!("severity-medium"),
            Severity::Low => message!("severity-low"),
            Severity::Info => message!("severity-info"),
        }
    }
}
