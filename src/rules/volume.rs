//! `check.volume`: a table has about as many rows in each period, and rows on every day.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::{percent, time_field};
use super::plan::grouped::{Grouped, Period, Test, Volume as Demanded};
use super::plan::{Detail, Expr, Judgement, Measure, Plan, Source};
use super::{Kind, Scope};
use crate::calendar::{Calendar, SHIPPED};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::ONE;

/// A table has about as many rows in each period, and rows on every day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Volume {
    /// The date that the rows are counted by.
    at: Name,
    /// The periods that are compared: `day`, `week` or `month`. Default: none are.
    per: Option<Period>,
    /// By how much the rows of a period may differ from the median of the others. Default: `"50%"`, or nothing is asked of that
    /// where there is `earlier`.
    off: Option<Name>,
    /// By how much the rows of a period may differ from what the first recorded run counted that saw it when it was over. Default:
    /// it is not asked.
    earlier: Option<Name>,
    /// Which days must have a row, from the first date to the last: `workdays` or `days`. Default: none must.
    filled: Option<Placed<Filled>>,
}

/// Which days must have a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Filled {
    /// Those that the calendar of the project has worked.
    Workdays,
    Days,
}

impl Kind for Volume {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "orders-missing-from-export"
table    = "orders"
severity = "critical"
check.volume = { at = "order_date", per = "month", off = "60%", earlier = "2%", filled = "workdays" }
"#;
    const OF_WHOLE: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let at = time_field(&self.at, scope)?;
        let earlier = match &self.earlier {
            Some(earlier) => Some(percent(earlier, scope)?),
            None => None,
        };
        let off = match &self.off {
            Some(off) => Some(percent(off, scope)?),
            None => earlier.is_none().then_some(50 * ONE),
        };
        if let (Some(earlier), None) = (&self.earlier, self.per) {
            scope.mistake_at(message!("problem-volume-earlier"), earlier.span());
            return None;
        }
        // what is held against other runs, the history keeps by the names of the periods
        if let (Some(earlier), true) = (&self.earlier, scope.describe(at).sensitive) {
            let message = message!("problem-volume-sensitive", field = &*self.at);
            scope.mistake_at(message, earlier.span());
            return None;
        }
        if self.per.is_none() && self.filled.is_none() {
            scope.mistake_at(message!("problem-volume-nothing"), self.at.span());
            return None;
        }
        let calendar = match &self.filled {
            Some(filled) if **filled == Filled::Workdays => Some(calendar(filled, scope)?),
            _ => None,
        };
        let days = if calendar.is_some() {
            "workdays"
        } else {
            "days"
        };
        let day = Expr::Day(Box::new(scope.value(at)));
        let grouped = Grouped {
            keys: Vec::new(),
            of: None,
            figures: vec![day.clone()],
            test: Test::Volume(Demanded {
                per: self.per,
                off,
                earlier,
                empty: self.filled.is_some(),
                calendar,
            }),
        };
        let percents = |limit: Option<i128>| grouped_decimal(&number::text(limit.unwrap_or(0)));
        let (limit, most) = (percents(off), percents(earlier));
        let per = self.per.unwrap_or(Period::Month).name_in_catalogue();
        let of_period = Judgement::new(
            at,
            Expr::Boolean(true),
            message!("expected-volume", limit = limit.as_str()),
            message!("finding-volume", limit = limit.as_str(), per = per),
        );
        let of_days = Judgement::new(
            at,
            Expr::Boolean(true),
            message!("expected-volume-days", days = days),
            message!("finding-volume-days", days = days),
        );
        let of_earlier = Judgement::new(
            at,
            Expr::Boolean(true),
            message!("expected-volume-earlier", limit = most.as_str()),
            message!("finding-volume-earlier"),
        );
        let outside = Judgement::new(
            at,
            Expr::Boolean(true),
            message!("expected-volume-outside"),
            message!("finding-volume-outside"),
        );
        let judgements = vec![
            of_period.detail(Detail::Figures(&["period", "count", "median"])),
            of_days.detail(Detail::Figures(&["from", "to", "count"])),
            of_earlier.detail(Detail::Figures(&["period", "count", "before", "day"])),
            outside.detail(Detail::Figures(&["count", "from", "to"])),
        ];
        Some(Plan {
            measure: self.per.map(|per| Measure::Rows(day, per)),
            ..Plan::new(Source::Grouped(Box::new(grouped)), judgements)
        })
    }
}

/// The calendar of the project.
fn calendar(filled: &Placed<Filled>, scope: &mut Scope) -> Option<Arc<Calendar>> {
    let calendar = scope.work.calendar.clone();
    // a calendar with a mistake in it is told already
    if calendar.is_none() && !scope.work.broken {
        scope.mistake_at(message!("problem-no-calendar"), filled.span());
        let names = SHIPPED.map(str::to_owned).to_vec();
        scope.hint(message!("hint-calendar", names = names));
    }
    calendar
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{one, told_in, tried};

    const FIELDS: &str = "day = { type = \"datetime\" }";
    const CSV: &str = "k,day\n1,2026-09-29 08:00\n2,2026-09-30\n3,2026-10-12 09:00\n4,2026-10-12\n5,2026-10-13\n6,\n7,x\n";

    /// The 1st to the 8th were holidays, the 10th a Saturday that was worked, the 11th a Sunday.
    #[test]
    fn workdays_without_rows() {
        let project = format!(
            "[project]\ncalendar = \"cn\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n{FIELDS}\n\
             [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.volume = {{ at = \"day\", filled = \"workdays\" }}\n"
        );
        let found = tried(&project, &[("t.csv", CSV)], "r");
        assert_eq!(found.rows(), [3]);
        let finding = &found.findings[0];
        assert_eq!((&*finding.key, finding.severity), ("2026-10-08", "medium"));
        assert_eq!(
            finding.message,
            "no row on 3 workdays from 2026-10-08 to 2026-10-10, behind this one"
        );
        assert_eq!(found.verdicts(), [4, 3, 0, 1, 1]);
    }

    #[test]
    fn months_and_every_day() {
        let months = [
            ("01", 1),
            ("02", 9),
            ("03", 10),
            ("04", 2),
            ("05", 11),
            ("06", 12),
        ];
        let each = months.iter().flat_map(|&(month, count)| {
            (1..=count).map(move |day| format!("{month}{day},2026-{month}-{day:02}\n"))
        });
        let csv = format!("k,day\n{}", each.collect::<String>());
        let check = "check.volume = { at = \"day\", per = \"month\" }";
        let found = one(FIELDS, check, &csv);
        assert_eq!(found.verdicts(), [5, 1, 0, 0, 0]);
        assert_eq!(
            found.findings[0].message,
            "2026-04 has 2 rows, more than 50% off the median of the months, 10"
        );
        let told = told_in(Lang::ZhCn, FIELDS, check, &csv);
        assert_eq!(told, ["2026-04 有 2 行，与各月的中位数 10 行相差超过 50%"]);
        let far = format!("{csv}x,2206-01-05\ny,1900-01-01\n");
        let last = csv.lines().count() as u64;
        let found = one(FIELDS, check, &far);
        assert_eq!(found.rows(), [2 + 9 + 10 + 2, last + 1]);
        assert_eq!(
            found.findings[1].message,
            format!(
                "the dates of 2 rows, this one and row {}, are far from those of all others, 2026-01-01 to 2026-06-12: these are not counted",
                last + 2
            )
        );
        let told = told_in(Lang::ZhCn, FIELDS, check, &format!("{csv}x,2206-01-05\n"));
        assert_eq!(
            told[1],
            "日期与其余各行（2026-01-01 至 2026-06-12）相距甚远，未计入"
        );
        let daily = "check.volume = { at = \"day\", filled = \"days\" }";
        let told = told_in(Lang::ZhCn, FIELDS, daily, &csv);
        assert_eq!(
            told[0],
            "2026-01-02 至 2026-01-31 共 30 天没有任何记录（之前最后一条在本行）"
        );
        assert_eq!(told.len(), 5);
    }
}
