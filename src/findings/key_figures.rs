//! Where a company stands at the end of an audit: a few figures that are recorded, to be held against those of other runs.

use std::collections::BTreeMap;

use crate::rules::severity::Severity;
use crate::tables::types::ONE;

/// The figures. What is not there is not known, and never nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KeyFigures {
    /// Open findings; those about the decisions themselves are none.
    pub(crate) open: BTreeMap<Severity, u64>,
    /// By name of the table.
    pub(crate) in_order: BTreeMap<String, InOrder>,
    /// What has been handled and is open in the system all the same.
    pub(crate) handled: Option<Handled>,
    /// What documents with findings hold back, by what waits.
    pub(crate) held: BTreeMap<String, Held>,
    /// For how many days the first of what waits with the largest amount does.
    pub(crate) waited: Option<i64>,
    /// Findings that were decided on and whose last day has passed.
    pub(crate) overdue: Option<u64>,
    /// Rules that could not be judged, or could decide none of their rows: the other figures are the least that there is.
    pub(crate) not_judged: u64,
}

/// What has been handled and is open in the system all the same, whatever was decided about it: a decision closes nothing there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Handled {
    /// Findings about it.
    pub(crate) open: u64,
    /// Those of them that something was decided about; not recorded, as the next.
    pub(crate) decided: u64,
    /// Rows that are open as well, and still within their limit.
    pub(crate) pending: u64,
}

/// How many rows of a table have no open finding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct InOrder {
    pub(crate) rows: u64,
    pub(crate) in_order: u64,
}

/// What waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) documents: Option<u64>,
    /// Times 10^12, as far as it can be read.
    pub(crate) amount: Option<i128>,
    /// How many amounts cannot.
    pub(crate) missing: u64,
}

impl InOrder {
    /// None of a table without rows.
    #[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
    pub(crate) fn share(self) -> Option<f64> {
        (self.rows > 0).then(|| self.in_order as f64 / self.rows as f64)
    }
}

impl KeyFigures {
    /// Open findings of all severities; none where no rule was judged.
    pub(crate) fn all_open(&self) -> Option<u64> {
        (!self.open.is_empty()).then(|| self.open.values().sum())
    }

    /// The tables together; none where no rows were judged.
    pub(crate) fn all_in_order(&self) -> Option<InOrder> {
        let all = self.in_order.values().copied();
        all.reduce(|one, other| InOrder {
            rows: one.rows + other.rows,
            in_order: one.in_order + other.in_order,
        })
    }

    /// Each with its name, times 10^12, as they are recorded.
    pub(crate) fn named(&self) -> BTreeMap<String, i128> {
        let mut named = BTreeMap::new();
        let mut put = |name: String, value: i128| {
            named.insert(name, value);
        };
        let whole = |count: u64| i128::from(count) * ONE;
        for (severity, count) in &self.open {
            put(format!("open.{}", severity.tag()), whole(*count));
        }
        for (table, InOrder { rows, in_order }) in &self.in_order {
            put(format!("rows.{table}"), whole(*rows));
            put(format!("in_order.{table}"), whole(*in_order));
        }
        for (what, held) in &self.held {
            if let Some(documents) = held.documents {
                put(format!("held.{what}"), whole(documents));
            }
            if let Some(amount) = held.amount {
                put(format!("amount.{what}"), amount);
            }
            if held.missing > 0 {
                put(format!("unread.{what}"), whole(held.missing));
            }
        }
        let days = self.waited.map(|days| i128::from(days) * ONE);
        let single = [
            ("handled", self.handled.map(|handled| whole(handled.open))),
            ("waited", days),
            ("overdue", self.overdue.map(whole)),
            ("not_judged", Some(whole(self.not_judged))),
        ];
        for (name, value) in single {
            if let Some(value) = value {
                put(name.to_owned(), value);
            }
        }
        named
    }

    /// What was recorded under those names; others are of a later version and left out.
    pub(crate) fn of_named(named: impl IntoIterator<Item = (String, i128)>) -> KeyFigures {
        let mut figures = KeyFigures::default();
        for (name, value) in named {
            let count = u64::try_from(value / ONE).unwrap_or_default();
            let (kind, of) = name.split_once('.').unwrap_or((&name, ""));
            let table = || of.to_owned();
            match kind {
                "open" => {
                    let mut all = Severity::ALL.into_iter();
                    if let Some(severity) = all.find(|severity| severity.tag() == of) {
                        figures.open.insert(severity, count);
                    }
                }
                "rows" => figures.in_order.entry(table()).or_default().rows = count,
                "in_order" => figures.in_order.entry(table()).or_default().in_order = count,
                "held" => figures.held.entry(table()).or_default().documents = Some(count),
                "amount" => figures.held.entry(table()).or_default().amount = Some(value),
                "unread" => figures.held.entry(table()).or_default().missing = count,
                "handled" => {
                    let open = count;
                    figures.handled = Some(Handled {
                        open,
                        ..Handled::default()
                    });
                }
                "waited" => figures.waited = i64::try_from(value / ONE).ok(),
                "overdue" => figures.overdue = Some(count),
                "not_judged" => figures.not_judged = count,
                _ => {}
            }
        }
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_is_read_back() {
        let held = |amount| Held {
            documents: Some(2),
            amount,
            missing: u64::from(amount.is_some()),
        };
        let in_order = InOrder {
            rows: 90,
            in_order: 81,
        };
        let figures = KeyFigures {
            open: BTreeMap::from([(Severity::Critical, 3), (Severity::Info, 0)]),
            in_order: BTreeMap::from([("orders".to_owned(), in_order)]),
            handled: Some(Handled::default()),
            held: BTreeMap::from([
                ("shipments.a.b".to_owned(), held(Some(ONE / 100))),
                ("orders".to_owned(), held(None)),
            ]),
            waited: Some(45),
            overdue: None,
            not_judged: 1,
        };
        assert_eq!(KeyFigures::of_named(figures.named()), figures);
        let later = [
            ("moon.phase".to_owned(), ONE),
            ("open.grave".to_owned(), ONE),
        ];
        assert_eq!(KeyFigures::of_named(later), KeyFigures::default());
    }
}
