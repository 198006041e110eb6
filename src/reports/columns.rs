//! What can be shown of a finding: each column once, with its name for programs and its heading for people. Formats choose
//! from these.

use std::borrow::Cow;

use super::blocks::{amounts, days, documents};
use super::finding::Disposition;
use super::{Finding, Report, RuleResult};
use crate::history::State;
use crate::tables::Table;

/// A column.
pub(super) struct Column {
    /// As CSV names it; JSON has a field of that name, or one within another, behind a point.
    pub(super) name: &'static str,
    /// The key of its heading for people; none where they are shown something else instead.
    pub(super) heading: &'static str,
    of: Of,
    /// What stands in it.
    value: for<'f> fn(&'f Shown) -> Value<'f>,
    /// What people read instead, where that differs.
    words: Option<for<'f> fn(&'f Shown) -> Value<'f>>,
}

/// What a report must have for a column to be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    All,
    People,
    Links,
    Decisions,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'f> {
    Nothing,
    Text(Cow<'f, str>),
    Number(u64),
    /// An exact decimal number, or several with their names.
    Amount(String),
}

impl<'f> Value<'f> {
    fn text(text: &'f str) -> Value<'f> {
        match text {
            "" => Value::Nothing,
            text => Value::Text(text.into()),
        }
    }

    fn optional(text: Option<&'f str>) -> Value<'f> {
        Value::text(text.unwrap_or_default())
    }

    fn owned(text: String) -> Value<'f> {
        if text.is_empty() {
            Value::Nothing
        } else {
            Value::Text(text.into())
        }
    }

    fn truth(value: Option<bool>) -> Value<'f> {
        Value::optional(value.map(|yes| if yes { "true" } else { "false" }))
    }

    /// As text.
    pub(super) fn written(self) -> Cow<'f, str> {
        match self {
            Value::Nothing => Cow::Borrowed(""),
            Value::Text(text) => text,
            Value::Number(number) => number.to_string().into(),
            Value::Amount(amount) => amount.into(),
        }
    }
}

/// A finding with what it is shown with.
pub(super) struct Shown<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) result: &'r RuleResult<'r>,
    /// Severity and rule for people, made once for all findings of the rule.
    pub(super) severity: &'r str,
    pub(super) label: &'r str,
    pub(super) finding: &'r Finding<'r>,
}

impl Shown<'_> {
    fn disposition(&self) -> Option<&Disposition> {
        self.finding.disposition.as_ref()
    }

    fn yes(&self, value: Option<bool>) -> Value<'_> {
        match value {
            Some(true) => Value::owned(self.report.messages.key("word-yes")),
            _ => Value::Nothing,
        }
    }
}

impl Column {
    /// Whether the report has what it shows.
    pub(super) fn is_shown(&self, report: &Report) -> bool {
        match self.of {
            Of::All => true,
            Of::People => report.project.people.is_some(),
            Of::Links => !report.project.links.is_empty(),
            Of::Decisions => report.review.labels.is_some(),
        }
    }

    /// For programs.
    pub(super) fn value<'f>(&self, shown: &'f Shown) -> Value<'f> {
        (self.value)(shown)
    }

    /// For people.
    pub(super) fn words<'f>(&self, shown: &'f Shown) -> Value<'f> {
        self.words.unwrap_or(self.value)(shown)
    }

    const fn new(
        name: &'static str,
        heading: &'static str,
        value: for<'f> fn(&'f Shown) -> Value<'f>,
    ) -> Column {
        Column {
            name,
            heading,
            of: Of::All,
            value,
            words: None,
        }
    }

    const fn of(self, of: Of) -> Column {
        Column { of, ..self }
    }

    const fn in_words(self, words: for<'f> fn(&'f Shown) -> Value<'f>) -> Column {
        Column {
            words: Some(words),
            ..self
        }
    }
}

/// The column of a name.
pub(super) fn column(name: &str) -> &'static Column {
    let found = COLUMNS.iter().find(|column| column.name == name);
    found.expect("formats choose from the columns that there are")
}

/// All columns, in the order in which files for programs have them.
pub(super) static COLUMNS: [Column; 36] = [
    Column::new("identity", "column-identity", |s| {
        Value::text(&s.finding.identity)
    }),
    Column::new("rule", "column-id", |s| Value::text(s.finding.rule)),
    Column::new("label", "column-rule", |s| Value::text(s.label)),
    Column::new("severity", "column-severity", |s| {
        Value::text(s.finding.severity)
    })
    .in_words(|s| Value::text(s.severity)),
    Column::new("table", "column-table", |s| Value::text(s.finding.table))
        .in_words(|s| Value::text(s.report.table_label(s.result.table))),
    Column::new("file", "column-file", |s| Value::text(s.finding.file)),
    Column::new("sheet", "column-sheet", |s| {
        Value::optional(s.finding.sheet)
    }),
    Column::new("row", "column-row", |s| match s.finding.row {
        0 => Value::Nothing,
        row => Value::Number(row),
    }),
    Column::new("column", "column-column", |s| {
        Value::optional(s.finding.column.as_deref())
    })
    .in_words(labels),
    Column::new("key", "column-key", |s| Value::text(&s.finding.key)),
    Column::new("value", "column-value", |s| Value::text(&s.finding.value)),
    Column::new("expected", "column-expected", |s| {
        Value::text(&s.finding.expected)
    }),
    Column::new("message", "column-message", |s| {
        Value::text(&s.finding.message)
    }),
    Column::new("owner", "column-owner", |s| Value::text(s.finding.owner)),
    Column::new("department", "column-department", |s| {
        Value::text(s.finding.department)
    }),
    Column::new("state", "column-state", |s| {
        Value::optional(s.finding.state.map(State::tag))
    })
    .in_words(|s| {
        let state = s
            .finding
            .state
            .map(|state| s.report.messages.key(state_word(state)));
        Value::owned(state.unwrap_or_default())
    }),
    Column::new("first_seen", "column-first-seen", |s| {
        Value::optional(s.finding.first_seen)
    }),
    Column::new("times_seen", "column-times-seen", |s| {
        let times = s.finding.times_seen;
        times.map_or(Value::Nothing, |times| Value::Number(times.into()))
    }),
    Column::new("in_baseline", "column-baseline", |s| {
        Value::truth(s.finding.in_baseline)
    })
    .in_words(|s| s.yes(s.finding.in_baseline)),
    Column::new("account", "column-account", |s| {
        Value::optional(s.finding.account)
    })
    .of(Of::People),
    Column::new("new_staff", "column-new-staff", |s| {
        Value::truth(s.finding.new_staff)
    })
    .of(Of::People)
    .in_words(|s| s.yes(s.finding.new_staff)),
    Column::new("blocks_documents", "column-blocks-documents", |s| {
        let count = documents(s.finding.blocks.as_deref().unwrap_or_default());
        count.map_or(Value::Nothing, Value::Number)
    })
    .of(Of::Links),
    Column::new("blocks_amount", "column-blocks-amount", |s| {
        let blocks = s.finding.blocks.as_deref().unwrap_or_default();
        match amounts(s.report, blocks) {
            amount if amount.is_empty() => Value::Nothing,
            amount => Value::Amount(amount),
        }
    })
    .of(Of::Links),
    Column::new("blocks_days", "column-blocks-days", |s| {
        let days = days(s.finding.blocks.as_deref().unwrap_or_default());
        days.map_or(Value::Nothing, |days| Value::Amount(days.to_string()))
    })
    .of(Of::Links),
    Column::new("disposition", "column-disposition", |s| {
        Value::owned(
            s.disposition()
                .map_or_else(String::new, |d| s.report.text(&d.text())),
        )
    })
    .of(Of::Decisions),
    Column::new("disposition.verdict", "", |s| {
        Value::optional(s.disposition().map(|d| d.verdict.tag()))
    })
    .of(Of::Decisions),
    Column::new("disposition.line", "", |s| {
        s.disposition()
            .map_or(Value::Nothing, |d| Value::Number(d.line))
    })
    .of(Of::Decisions),
    Column::new("disposition.until", "", |s| {
        Value::optional(s.disposition().and_then(|d| d.until.as_deref()))
    })
    .of(Of::Decisions),
    Column::new("disposition.due", "", |s| {
        Value::optional(s.disposition().and_then(|d| d.due.as_deref()))
    })
    .of(Of::Decisions),
    Column::new("disposition.owner", "", |s| {
        Value::optional(s.disposition().and_then(|d| d.owner.as_deref()))
    })
    .of(Of::Decisions),
    Column::new("disposition.decided_on", "", |s| {
        Value::optional(s.disposition().map(|d| d.decided_on.as_str()))
    })
    .of(Of::Decisions),
    Column::new("disposition.holds", "", |s| {
        Value::truth(s.disposition().map(|d| d.holds))
    })
    .of(Of::Decisions),
    Column::new("disposition.reason", "column-reason", |s| {
        Value::optional(s.disposition().map(|d| d.reason.as_str()))
    })
    .of(Of::Decisions),
    Column::new("disposition.cause", "", |s| {
        Value::optional(s.disposition().and_then(|d| d.cause.as_deref()))
    })
    .of(Of::Decisions),
    Column::new("disposition.remedy", "", |s| {
        Value::optional(s.disposition().and_then(|d| d.remedy.as_deref()))
    })
    .of(Of::Decisions),
    Column::new("disposition.decided_by", "", |s| {
        Value::optional(s.disposition().map(|d| d.decided_by.as_str()))
    })
    .of(Of::Decisions),
];

/// The columns of a finding as people call them.
fn labels<'f>(shown: &'f Shown) -> Value<'f> {
    let names = shown.finding.column.as_deref();
    names.map_or(Value::Nothing, |names| {
        Value::owned(columns_called(shown.report, shown.result.table, names))
    })
}

/// What people call the columns of a table, of which findings know the fields.
pub(super) fn columns_called(report: &Report, table: &Table, names: &str) -> String {
    let label = |name: &str| {
        let field = table.find(name).map(|field| &table.fields[field]);
        let label = field.map(|field| field.label.in_lang(report.messages.lang));
        label.unwrap_or(name).to_owned()
    };
    let labels: Vec<String> = names.split('|').map(label).collect();
    labels.join(" | ")
}

/// What a finding is in view of the runs before, in a table with a column for it.
pub(super) fn state_word(state: State) -> &'static str {
    match state {
        State::New => "state-new",
        State::Again => "workbook-state-again",
        State::Reopened => "workbook-state-reopened",
    }
}
