//! `check.latency`: a step must follow in time.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::limits::limit;
use super::names::{did_you_mean_of, unknown_word};
use super::plan::limit::{Limit, Unit};
use super::plan::{Clock, Detail, Expr, Judgement, Op, Plan, Source, TimeLimit, Timing};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::{DAY, ExprType, FieldIx};

/// From one point in time to another must not take longer than a limit, in elapsed or in working time.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Latency {
    /// The date or datetime at which the clock starts.
    from: Name,
    /// The date or datetime at which it stops, which a finding points at.
    to: Name,
    /// The limit: `"30 minutes"`, `"24 hours"`, `"3 days"` (of 24 hours; between two dates: calendar days),
    /// `"1 workday"` or `"8 workhours"` (by the calendar and the hours under `[project]`). With `limits`: the limit of
    /// all other rows; default: those are not judged.
    within: Option<Name>,
    /// The field that decides which of the `limits` holds. Default: none, all rows have the same limit.
    by: Option<Name>,
    /// A limit for each word of the field `by`: `{ normal = "3 workdays", urgent = "4 workhours" }`.
    limits: Option<IndexMap<Name, Name>>,
    /// What an open row (`to` is empty) is. Default: count.
    #[serde(default)]
    still_open: StillOpen,
}

/// How rows without an end are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StillOpen {
    /// Pending inside the limit, a violation after it.
    #[default]
    Count,
    /// Pending, however long.
    Wait,
    /// Not judged.
    Ignore,
}

impl Kind for Latency {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-late"
table    = "orders"
severity = "high"
owner    = "approver"
check.latency = { from = "created_at", to = "approved_at", within = "24 hours", still_open = "count" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let told = scope.problems.len();
        let limits = self.limits(scope);
        let fields = (scope.field(&self.from), scope.field(&self.to));
        let (from_field, to_field) = (fields.0?, fields.1?);
        let dated = [ExprType::Date, ExprType::Instant];
        let typed = scope.expect_type(&self.from, from_field, &dated)
            & scope.expect_type(&self.to, to_field, &dated);
        if !typed {
            return None;
        }
        if from_field == to_field {
            scope.compares_itself(&self.to);
            return None;
        }
        let (from, to) = (scope.value(from_field), scope.value(to_field));
        // what is dated after the audit has not come yet
        let to = Expr::Happened(Box::new(to));
        let by_day = from.kind() == ExprType::Date || to.kind() == ExprType::Date;
        for limit in limits.iter().filter(|_| by_day) {
            if !matches!(limit.limit.unit, Unit::Days | Unit::Workdays) {
                let message = message!("problem-hours-between-dates");
                scope.mistake_at(message, limit.written.span());
            }
        }
        if scope.problems.len() > told {
            return None;
        }
        let step = Step {
            from,
            to,
            by_day,
            columns: [from_field, to_field],
        };
        let limited = any(limits.iter().map(|limit| limit.applies.clone()));
        let mut judgements = vec![step.in_order(limited.as_ref(), from_field, to_field, scope)];
        for limit in &limits {
            judgements.push(step.late(limit, self.still_open, from_field, to_field, scope)?);
        }
        let clock = limits
            .iter()
            .map(|limit| limit.limit.unit.clock(by_day))
            .max()?;
        let in_days = limits.iter().all(|limit| limit.limit.unit == Unit::Days);
        let working = matches!(clock, Clock::Workdays | Clock::Workhours);
        let calendar = scope.work.calendar.clone().filter(|_| working);
        let timing = Timing {
            clock,
            day: match &calendar {
                Some(calendar) if clock == Clock::Workhours => calendar.hours().of_day(),
                _ => DAY,
            },
            limited,
            is_open: step.to.clone().missing(),
            backwards: step.backwards(),
            finished: step.finished(clock, in_days, scope)?,
            so_far: match self.still_open {
                StillOpen::Ignore => None,
                StillOpen::Count | StillOpen::Wait => Some(step.so_far(clock, in_days, scope)?),
            },
            ends_outside: step.ends_outside(clock, scope),
            started: Expr::Happened(Box::new(step.from)),
            calendar,
        };
        Some(Plan {
            timing: Some(timing),
            ..Plan::new(Source::Rows, judgements)
        })
    }
}

impl Latency {
    /// The limits with the rows they hold for. Mistakes are told.
    fn limits(&self, scope: &mut Scope) -> Vec<Limited<'_>> {
        let (by, listed) = match (&self.by, &self.limits) {
            (Some(by), Some(limits)) if !limits.is_empty() => (by, limits),
            (None, None) => {
                let Some(within) = &self.within else {
                    scope.mistake(message!("problem-no-time-limit"));
                    return Vec::new();
                };
                return Limited::parse(within, None, scope).into_iter().collect();
            }
            (by, _) => {
                let place = by.as_ref().unwrap_or(&self.to).span();
                scope.mistake_at(message!("problem-by-and-limits"), place);
                return Vec::new();
            }
        };
        let Some(column) = scope.field(by) else {
            return Vec::new();
        };
        known_words(column, listed, scope);
        let value = || match scope.value(column) {
            text if text.kind() == ExprType::Text => text,
            // numbers and dates are compared as they are written
            _ => Expr::Raw(column),
        };
        let is = |words: Vec<String>| Expr::InTexts(Box::new(value()), words);
        let mut rows: Vec<(&Name, Expr)> = listed
            .iter()
            .map(|(word, limit)| (limit, is(vec![(**word).clone()])))
            .collect();
        if let Some(within) = &self.within {
            let words = listed.keys().map(|word| (**word).clone()).collect();
            let other = Expr::Or(vec![value().missing(), is(words).negate()]);
            rows.push((within, other));
        }
        rows.into_iter()
            .filter_map(|(limit, applies)| Limited::parse(limit, Some(applies), scope))
            .collect()
    }
}

/// Tells words that the dictionary does not know of the field.
fn known_words(column: FieldIx, listed: &IndexMap<Name, Name>, scope: &mut Scope) {
    let field = scope.describe(column);
    let (name, Some(words)) = (field.name.clone(), field.words.clone()) else {
        return;
    };
    for word in listed.keys().filter(|word| !words.contains(word)) {
        let message = unknown_word(&name, word);
        if scope.lenient {
            scope.doubts.push(message);
        } else {
            scope.mistake_at(message, word.span());
            scope.hint(did_you_mean_of(word, &words));
        }
    }
}

/// The two points in time.
struct Step {
    from: Expr,
    to: Expr,
    /// Whether one of them is a day without a time.
    by_day: bool,
    /// The columns of both.
    columns: [FieldIx; 2],
}

impl Step {
    fn backwards(&self) -> Expr {
        self.to.clone().compare(Op::Lt, self.from.clone())
    }

    /// It ended before it began: the dates are wrong, not the speed.
    fn in_order(
        &self,
        limited: Option<&Expr>,
        from: FieldIx,
        to: FieldIx,
        scope: &Scope,
    ) -> Judgement {
        let day = |at: &Expr| Expr::Day(Box::new(at.clone()));
        // midnight stands for a day whose time was not written, and may be after the start
        let unsettled = Expr::And(vec![
            self.backwards(),
            day(&self.to).compare(Op::Eq, day(&self.from)),
            (self.to.clone().minus(day(&self.to))).compare(Op::Eq, Expr::Span(0)),
        ]);
        Judgement {
            undecidable: Some(unsettled.given(limited)),
            detail: Detail::Raw(from),
            aside: true,
            ..Judgement::new(
                to,
                self.backwards().given(limited),
                message!("expected-latency-backwards").with("from", scope.label(from)),
                message!("finding-latency-backwards").with("from", scope.label(from)),
            )
        }
    }

    /// It took longer than the limit.
    fn late(
        &self,
        limit: &Limited,
        still_open: StillOpen,
        from: FieldIx,
        to: FieldIx,
        scope: &Scope,
    ) -> Option<Judgement> {
        let clock = limit.limit.unit.clock(self.by_day);
        let applies = limit.applies.as_ref();
        let pending = match still_open {
            StillOpen::Count | StillOpen::Wait => Some(self.to.clone().missing()),
            StillOpen::Ignore => None,
        };
        let unsettled = match clock {
            Clock::Days | Clock::Workdays => None,
            Clock::Elapsed | Clock::Workhours => {
                Some(self.hangs_on_a_time(limit, still_open, scope)?)
            }
        };
        let unknown: Vec<Expr> = (unsettled.into_iter())
            .chain(self.ends_outside(clock, scope))
            .collect();
        let undecidable = (!unknown.is_empty()).then(|| Expr::any(unknown).given(applies));
        let in_days = limit.limit.unit == Unit::Days;
        let finished = self.finished(clock, in_days, scope)?;
        let so_far = self.so_far(clock, in_days, scope)?;
        let span = Expr::Coalesce(Box::new(finished), Box::new(so_far));
        Some(Judgement {
            pending,
            undecidable,
            detail: Detail::Span(
                clock,
                span,
                TimeLimit {
                    millis: limit.limit.millis(),
                    from,
                },
            ),
            ..Judgement::new(
                to,
                self.is_late(limit, still_open, scope)?.given(applies),
                message!("expected-latency", limit = limit.limit.message()),
                message!("finding-latency", limit = limit.limit.told()),
            )
        })
    }

    /// An open row yields null where it is not judged, false where it is pending.
    fn is_late(&self, limit: &Limited, still_open: StillOpen, scope: &Scope) -> Option<Expr> {
        let clock = limit.limit.unit.clock(self.by_day);
        let open = self.to.clone().missing();
        let late = |span: Expr| span.compare(Op::Gt, Expr::Span(limit.limit.millis()));
        let in_days = limit.limit.unit == Unit::Days;
        let finished_late = late(self.finished(clock, in_days, scope)?);
        let closed_late = Expr::And(vec![open.clone().negate(), finished_late.clone()]);
        Some(match still_open {
            StillOpen::Count => {
                let now = Expr::AsOf(self.from.kind());
                // whatever the calendar knows of the day on which it is to begin
                let begun = self.from.clone().compare(Op::Le, now);
                let so_far = self.so_far(clock, in_days, scope)?;
                let open_late = Expr::And(vec![open, begun, late(so_far)]);
                Expr::Or(vec![closed_late, open_late])
            }
            StillOpen::Wait => {
                // null without a start: then there is nothing to wait for
                let never = self.from.clone().compare(Op::Lt, self.from.clone());
                Expr::Or(vec![closed_late, Expr::And(vec![open, never])])
            }
            StillOpen::Ignore => finished_late,
        })
    }

    /// Whether the verdict hangs on a time of day that was not written: late from the start of the one day to the end of the
    /// other, but not from the end of the one to the start of the other.
    fn hangs_on_a_time(
        &self,
        limit: &Limited,
        still_open: StillOpen,
        scope: &Scope,
    ) -> Option<Expr> {
        let latest = |at: &Expr| Expr::Latest(Box::new(at.clone()));
        let longest = Step {
            from: self.from.clone(),
            to: latest(&self.to),
            ..*self
        };
        let shortest = Step {
            from: latest(&self.from),
            to: self.to.clone(),
            ..*self
        };
        Some(Expr::And(vec![
            longest.is_late(limit, still_open, scope)?,
            shortest.is_late(limit, still_open, scope)?.negate(),
        ]))
    }

    /// Whether there is an end that no calendar covers: a day that is known of, be it ahead of the audit, and that nobody can count to.
    fn ends_outside(&self, clock: Clock, scope: &Scope) -> Option<Expr> {
        let Expr::Happened(end) = &self.to else {
            return None;
        };
        let worked = match clock {
            Clock::Elapsed | Clock::Days => return None,
            Clock::Workdays | Clock::Workhours => read(clock, end.as_ref().clone(), scope)?,
        };
        let is_there = end.as_ref().clone().missing().negate();
        Some(Expr::And(vec![is_there, worked.missing()]))
    }

    /// From start to end. `in_days`: whether the limit is one of days.
    fn finished(&self, clock: Clock, in_days: bool, scope: &Scope) -> Option<Expr> {
        let read = |at: &Expr| read(clock, self.beside(at.clone(), in_days), scope);
        Some(read(&self.to)?.minus(read(&self.from)?))
    }

    /// Calendar days are counted where one of the columns turns out to hold days only, as where it is declared so.
    fn beside(&self, at: Expr, in_days: bool) -> Expr {
        if in_days && !self.by_day {
            Expr::Beside(Box::new(at), self.columns.to_vec())
        } else {
            at
        }
    }

    /// From start to the day of the audit.
    fn so_far(&self, clock: Clock, in_days: bool, scope: &Scope) -> Option<Expr> {
        let now = Expr::AsOf(if self.by_day {
            ExprType::Date
        } else {
            ExprType::Instant
        });
        let read = |at: Expr| read(clock, self.beside(at, in_days), scope);
        Some(read(now)?.minus(read(self.from.clone())?))
    }
}

/// What a clock shows at a point in time.
fn read(clock: Clock, at: Expr, scope: &Scope) -> Option<Expr> {
    let calendar = || scope.work.calendar.clone();
    Some(match clock {
        Clock::Elapsed => at,
        Clock::Days => Expr::Day(Box::new(at)),
        Clock::Workdays => Expr::Workdays(calendar()?, Box::new(at)),
        Clock::Workhours => Expr::Workhours(calendar()?, Box::new(at)),
    })
}

/// The rows that one of the conditions holds for; none where there is one without a condition.
fn any(conditions: impl Iterator<Item = Option<Expr>>) -> Option<Expr> {
    conditions.collect::<Option<Vec<Expr>>>().map(Expr::Or)
}

/// A limit and the rows it holds for.
struct Limited<'a> {
    written: &'a Name,
    limit: Limit,
    /// None: all rows.
    applies: Option<Expr>,
}

impl<'a> Limited<'a> {
    fn parse(written: &'a Name, applies: Option<Expr>, scope: &mut Scope) -> Option<Limited<'a>> {
        let work = scope.work;
        let limit = limit(written, work, scope)?;
        Some(Limited {
            written,
            limit,
            applies,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{Tried, audited, one, told_in, tried};

    const TIMES: &str = "a = { type = \"datetime\" }\nb = { type = \"datetime\" }";
    const DATES: &str = "a = { type = \"date\" }\nb = { type = \"date\" }";
    /// As of 2026-10-31: in time, a second late, open inside the limit, open after it, no start, ended before it began,
    /// unreadable end.
    const CSV: &str = "k,a,b\n1,2026-10-01 08:00,2026-10-02 08:00\n2,2026-10-01 08:00,2026-10-02 08:00:01\n\
        3,2026-10-31 09:00,\n4,2026-10-30 09:00,\n5,,2026-10-02\n6,2026-10-05,2026-10-04\n7,2026-10-01,soon\n";

    /// In Chinese by what was done, where the headings say it; otherwise by the headings.
    #[test]
    fn what_is_late_is_told_as_a_person_would() {
        let csv = "k,a,b\n1,2026-10-01 08:00,2026-10-03 21:00\n2,2026-10-14 14:30,\n3,2026-10-03,2026-10-01\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"2 days\" }";
        let fields = |a: &str, b: &str| {
            format!(
                "a = {{ type = \"datetime\", header = \"a\", label = \"{a}\" }}\n\
                 b = {{ type = \"datetime\", header = \"b\", label = \"{b}\" }}"
            )
        };
        for (lang, a, b, told) in [
            (
                Lang::ZhCn,
                "收到时间",
                "处理完成时间",
                [
                    "收到后 2 天 13 小时才处理完成，时限 2 天，超时 13 小时",
                    "收到已 17 天 9 小时，仍未处理完成，时限 2 天，超时 15 天 9 小时",
                    "处理完成时间 2026-10-01 早于收到时间 2026-10-03",
                ],
            ),
            (
                Lang::ZhTw,
                "單據日期",
                "Closed",
                [
                    "單據日期後 2 天 13 小時才有 Closed，時限 2 天，逾時 13 小時",
                    "距單據日期已 17 天 9 小時，仍無 Closed，時限 2 天，逾時 15 天 9 小時",
                    "Closed 2026-10-01 早於單據日期 2026-10-03",
                ],
            ),
            (
                Lang::En,
                "Received",
                "Handled",
                [
                    "Handled came 2 days 13 hours after Received: limit 2 days, 13 hours over",
                    "17 days 9 hours after Received there is still no Handled: limit 2 days, 15 days 9 hours over",
                    "Handled 2026-10-01 is before Received 2026-10-03",
                ],
            ),
        ] {
            assert_eq!(told_in(lang, &fields(a, b), check, csv), told);
        }
    }

    /// A bare date in a column of times says nothing about the order within the day.
    #[test]
    fn a_day_without_a_time_is_not_before_its_own_noon() {
        let csv = "k,a,b\n1,2026-10-05 08:00,2026-10-05\n2,2026-10-05 08:00,2026-10-05 07:59\n3,2026-10-05 08:00,2026-10-04\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\" }";
        let found = one(TIMES, check, csv);
        assert_eq!(found.rows(), [3, 4]);
        assert_eq!(found.verdicts(), [0, 2, 0, 0, 1]);
    }

    /// Four hours over noon: what the times of day that were not written could change is not judged.
    #[test]
    fn a_day_without_a_time_may_be_any_time_of_it() {
        let csv = "k,a,b\n1,2026-10-12 10:00,2026-10-12\n2,2026-10-12 14:00,2026-10-12\n3,2026-10-12,2026-10-12 16:00\n\
            4,2026-10-12,2026-10-12 12:30\n5,2026-10-12,2026-10-14\n6,2026-10-12 10:00,2026-10-13\n\
            7,2026-10-12 13:30,2026-10-13\n8,2026-10-31,\n9,2026-10-30,\n10,2026-10-29,\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"4 workhours\" }";
        let found = at_work(TIMES, check, csv);
        // 31 October 2026 is a Saturday
        assert_eq!(found.rows(), [6, 7, 11]);
        assert_eq!(found.verdicts(), [1, 3, 1, 0, 5]);
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\", still_open = \"wait\" }";
        let found = one(TIMES, check, csv);
        assert_eq!(found.rows(), [6]);
        assert_eq!(found.verdicts(), [2, 1, 3, 0, 4]);
        // days that are counted need no times; which of the first two came first is not known all the same
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"1 workday\" }";
        assert_eq!(at_work(TIMES, check, csv).verdicts()[4], 2);
    }

    #[test]
    fn closed_open_and_contradictory() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\" }";
        let found = one(TIMES, check, CSV);
        assert_eq!(found.rows(), [3, 5, 7]);
        assert_eq!(found.verdicts(), [1, 3, 1, 1, 1]);
        assert_eq!(
            found.findings[2].message,
            "b 2026-10-04 is before a 2026-10-05"
        );
        assert_eq!(
            found.findings[1].message,
            "1 day 14 hours after a there is still no b: limit 1 day, 14 hours 59 minutes over"
        );
    }

    #[test]
    fn open_rows_can_wait_or_be_left_out() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\", still_open = \"wait\" }";
        assert_eq!(one(TIMES, check, CSV).verdicts(), [1, 2, 2, 1, 1]);
        let check = check.replace("wait", "ignore");
        assert_eq!(one(TIMES, &check, CSV).verdicts(), [1, 2, 0, 3, 1]);
    }

    #[test]
    fn dates_count_in_calendar_days() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"5 days\" }";
        let csv = "k,a,b\n1,2026-10-01,2026-10-06\n2,2026-10-01,2026-10-07\n3,2026-10-26,\n4,2026-10-25,\n";
        let found = one(DATES, check, csv);
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(found.verdicts(), [1, 2, 1, 0, 0]);
    }

    const WORK: &str = "[project]\ncalendar = \"cn\"\nhours = [\"08:30-12:00\", \"13:30-17:30\"]\n";

    /// One table `t` of the mainland, and this check.
    fn at_work(fields: &str, check: &str, csv: &str) -> Tried {
        let project = format!(
            "{WORK}[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\n{fields}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
        );
        tried(&project, &[("t.csv", csv)], "r")
    }

    /// National Day 2026: off from 1 to 7 October, 10 October (a Saturday) is worked. As of Saturday, 31 October.
    #[test]
    fn workdays_leave_the_holiday_out() {
        let csv = "k,a,b\n1,2026-09-30 17:00,2026-10-08 23:59\n2,2026-09-30 17:00,2026-10-09 00:00\n\
            3,2026-10-03 10:00,2026-10-08 10:00\n4,2026-10-09,2026-10-10\n5,2026-10-30,\n6,2026-10-28 08:00,\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"1 workday\" }";
        let found = at_work(TIMES, check, csv);
        assert_eq!(found.rows(), [3, 7]);
        assert_eq!(found.verdicts(), [3, 2, 1, 0, 0]);
        assert_eq!(
            found.findings[1].message,
            "2 workdays after a there is still no b: limit 1 workday, 1 workday over"
        );
        assert_eq!(
            at_work(
                DATES,
                check,
                &csv.replace(" 17:00", "")
                    .replace(" 10:00", "")
                    .replace(" 23:59", "")
                    .replace(" 00:00", "")
                    .replace(" 08:00", "")
            )
            .rows(),
            [3, 7]
        );
    }

    #[test]
    fn workhours_leave_breaks_and_nights_out() {
        // exactly four hours over noon, a minute more, over night, over the holiday
        let csv = "k,a,b\n1,2026-10-12 10:00,2026-10-12 15:30\n2,2026-10-12 10:00,2026-10-12 15:31\n\
            3,2026-10-12 17:00,2026-10-13 12:00\n4,2026-10-01 00:00,2026-10-08 14:01\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"4 workhours\" }";
        let found = at_work(TIMES, check, csv);
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(
            found.findings[0].message,
            "b came 4 working hours 1 minute after a: limit 4 working hours, 1 working minute over"
        );
    }

    /// In 2026 the clocks of Amsterdam were put forward on 29 March and back on 25 October.
    #[test]
    fn the_hour_of_the_clocks_goes_by_as_any_other() {
        let zoned = "k,a,b\n1,2026-03-28T12:00:00+01:00,2026-03-29T13:30:00+02:00\n\
            2,2026-10-24T12:00:00+02:00,2026-10-25T11:30:00+01:00\n3,2026-10-24T12:00:00+02:00,2026-10-25T09:59:00Z\n\
            4,2026-10-24T12:00:00+02:00,2026-10-25 11:30\n5,2026-10-25T02:30:00+02:00,2026-10-25T02:10:00+01:00\n";
        let project = |check: &str| {
            format!(
                "[project]\ntimezone = \"Europe/Amsterdam\"\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\n{TIMES}\n\
                 [[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
            )
        };
        let rule = project("check.latency = { from = \"a\", to = \"b\", within = \"24 hours\" }");
        let found = tried(&rule, &[("t.csv", zoned)], "r");
        // 24 h 30 twice, 23 h 59, by the clocks alone 23 h 30, and 40 minutes in the hour that comes twice
        assert_eq!(found.rows(), [2, 3]);
        for finding in &found.findings {
            assert_eq!(
                finding.message,
                "b came 1 day after a: limit 1 day, 30 minutes over"
            );
        }
        let rule = project("check.expression = { must = \"b - a <= INTERVAL '24' HOUR\" }");
        assert_eq!(tried(&rule, &[("t.csv", zoned)], "r").rows(), [2, 3]);
        let rule = project("check.compare = { left = \"b\", op = \">=\", right = \"a\" }");
        assert_eq!(tried(&rule, &[("t.csv", zoned)], "r").rows(), [0; 0]);
        // a column that its system writes in UTC
        let rule = project("check.latency = { from = \"a\", to = \"b\", within = \"24 hours\" }")
            .replace(
                "{ type = \"datetime\" }",
                "{ type = \"datetime\", timezone = \"UTC\" }",
            );
        let utc =
            "k,a,b\n1,2026-10-24 10:00,2026-10-25 10:30\n2,2026-03-28 11:00,2026-03-29 11:00\n";
        assert_eq!(tried(&rule, &[("t.csv", utc)], "r").rows(), [2]);
        // days are days, however long they are
        let rule = project("check.latency = { from = \"a\", to = \"b\", within = \"2 days\" }");
        let days = "k,a,b\n1,2026-10-24T00:00:00+02:00,2026-10-26T00:00:00+01:00\n";
        assert_eq!(
            tried(&rule, &[("t.csv", days)], "r").verdicts(),
            [1, 0, 0, 0, 0]
        );
    }

    /// An old month that is audited again comes out as it was, whatever the export knows by now. As of 2026-10-31.
    #[test]
    fn what_lies_after_the_audit_has_not_come_yet() {
        let csv = "k,a,b\n1,2026-10-30 10:00,2026-11-20 10:00\n2,2026-10-20 10:00,2026-11-02 12:30\n\
            3,2027-02-15 10:00,2027-02-20 10:00\n4,2027-02-15 10:00,2027-02-14 10:00\n5,2026-11-15 10:00,\n\
            6,2026-10-30 10:00,2026-10-31 23:59\n7,2026-11-15 10:00,2026-10-01 10:00\n8,,2026-11-15 10:00\n";
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"2 days\" }";
        for (still_open, verdicts) in [
            ("count", [1, 2, 4, 1, 0]),
            ("wait", [1, 1, 5, 1, 0]),
            ("ignore", [1, 1, 0, 6, 0]),
        ] {
            let check = check.replace(" }", &format!(", still_open = \"{still_open}\" }}"));
            assert_eq!(one(TIMES, &check, csv).verdicts(), verdicts, "{still_open}");
            let days = DATES
                .replace("date", "datetime")
                .replacen("datetime", "date", 1);
            let csv = csv.replace(" 10:00,", ",");
            assert_eq!(
                one(&days, &check, &csv).verdicts(),
                verdicts,
                "{still_open}"
            );
        }
        let told = [
            "11 days 13 hours after a there is still no b (2026-11-02 12:30 is after the day of the audit): limit 2 days, \
             9 days 13 hours over",
            "b 2026-10-01 10:00 is before a 2026-11-15 10:00",
        ];
        assert_eq!(told_in(Lang::En, TIMES, check, csv), told);
        let told = told_in(Lang::ZhCn, TIMES, check, csv);
        assert_eq!(
            told[0],
            "距 a 已 11 天 13 小时，仍无 b（2026-11-02 12:30 晚于基准日），时限 2 天，超时 9 天 13 小时"
        );
        // nor is it among the times that were taken
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\n{TIMES}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
        );
        let (_, audit) = audited(&project, &[("t.csv", csv)]);
        let times = audit.times.values().next().unwrap().total();
        assert_eq!((times.finished.count, times.open.count), (1, 2));
    }

    /// The calendar ends with 2026.
    #[test]
    fn outside_the_calendar_nothing_is_known() {
        let csv = "k,a,b\n1,2018-01-01,2019-02-01\n2,2018-01-01,\n3,2026-09-02,2026-09-01\n4,2018-01-02,2018-01-01\n\
            5,2026-12-31,2027-01-01\n6,2027-01-01,\n";
        for within in ["1 workday", "8 workhours"] {
            let check =
                format!("check.latency = {{ from = \"a\", to = \"b\", within = \"{within}\" }}");
            let found = at_work(TIMES, &check, csv);
            // what runs backwards does so in any calendar
            assert_eq!(found.rows(), [4, 5]);
            // what is to begin ahead of the audit, and has no end yet, needs no calendar
            assert_eq!(found.verdicts(), [0, 2, 1, 0, 3]);
        }
    }

    /// The word of the limit stands in no row, although a person would think so.
    #[test]
    fn a_rule_without_a_limit_for_any_row_has_not_passed() {
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\n{TIMES}\nc = {{}}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n\
             check.latency = {{ from = \"a\", to = \"b\", by = \"c\", limits = {{ rush = \"2 hours\" }} }}\n"
        );
        let csv = "k,a,b,c\n1,2026-10-12 09:00,2026-10-14 09:00,RUSH\n2,2026-10-12 09:00,2026-10-12 09:10,\n";
        let (_, audit) = audited(&project, &[("t.csv", csv)]);
        let messages = Messages::new(Lang::En);
        let errors: Vec<String> = audit.errors.iter().map(|m| messages.text(m)).collect();
        assert_eq!(
            errors,
            [
                "not run: r — of the 2 rows that it applies to, none can be judged: none has a word in c that a limit is given for"
            ]
        );
    }

    #[test]
    fn limits_by_word() {
        let fields = format!("{TIMES}\nc = {{ null = [\"-\"] }}");
        let csv = "k,a,b,c\n1,2026-10-12 09:00,2026-10-14 09:00,normal\n2,2026-10-12 09:00,2026-10-14 09:00,urgent\n\
            3,2026-10-12 09:00,2026-10-14 09:00,other\n4,2026-10-12 09:00,2026-10-14 09:00,-\n\
            5,2026-10-12 09:00,2026-10-11 09:00,other\n6,2026-10-31 09:00,,urgent\n";
        let limits = "by = \"c\", limits = { normal = \"3 workdays\", urgent = \"4 workhours\" }";
        let check = format!("check.latency = {{ from = \"a\", to = \"b\", {limits} }}");
        let found = at_work(&fields, &check, csv);
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [1, 1, 1, 3, 0]);
        assert_eq!(
            found.findings[0].message,
            "b came 15 working hours after a: limit 4 working hours, 11 working hours over"
        );
        // with a limit for all others
        let check = check.replace("by =", "within = \"1 day\", by =");
        let found = at_work(&fields, &check, csv);
        assert_eq!(found.rows(), [3, 4, 5, 6]);
        assert_eq!(found.verdicts(), [1, 4, 1, 0, 0]);
        assert_eq!(
            found.findings[2].message,
            "b came 2 days after a: limit 1 day, 1 day over"
        );
    }
}
