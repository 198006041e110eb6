//! What must hold: the rule kinds, the envelope around them, and what they lower to.
//!
//! Each kind is one file: its TOML, its plan, its messages, its tests. The list in `kinds!` registers them. The help that
//! `explain` prints stands in the catalogue under `kind-NAME-…`.

pub(crate) mod amount;
mod benford;
mod burst;
mod coding;
pub(crate) mod collected;
mod compare;
mod complete;
mod conditions;
pub(crate) mod demand;
pub(crate) mod dependency;
mod duplicate;
mod duties;
mod expression;
mod first;
mod flow;
mod four_eyes;
mod frozen;
mod grouping;
pub(crate) mod identifier;
mod last;
mod latency;
pub(crate) mod length;
mod limits;
mod listed_length;
pub(crate) mod matcher;
mod matching;
mod names;
pub(crate) mod one_of;
mod outlier;
pub(crate) mod pattern;
pub(crate) mod people;
mod person;
pub(crate) mod plan;
mod price;
mod range;
pub(crate) mod recurrence;
mod reference;
pub(crate) mod required;
mod routes;
mod scope;
mod serial;
pub(crate) mod severity;
mod split_orders;
mod spread;
mod sql;
mod text;
mod times;
mod together;
mod total;
mod under_limit;
pub(crate) mod unique;
mod volume;
pub(crate) mod wording;

pub(crate) mod dispositions;

use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use self::names::{type_name, unknown_field, unknown_table};
pub(crate) use self::scope::{Scope, Setting};
#[cfg(any(test, fuzzing))]
pub(crate) use self::sql::condition;

use self::demand::Demand;
use self::plan::{Expr, LookupIx, Measure, Plan, Recurring, Source, Timing};
use self::severity::Severity;
use crate::messages::LocalText;
use crate::mistakes::Place;
use crate::tables::Table;
use crate::tables::cell::filled;
use crate::tables::types::{FieldIx, ONE, TableIx};

/// A rule kind as it stands in TOML under `check.NAME`.
pub(crate) trait Kind {
    /// A complete rule of this kind; a test loads it.
    const EXAMPLE: &'static str;
    /// Whether it judges the cases of a process, and not the rows of a table.
    const OF_CASES: bool = false;
    /// Whether what it finds is about the table, so that nobody in particular has to act.
    const OF_WHOLE: bool = false;
    /// How bad a violation is, unless the rule says otherwise.
    const SEVERITY: Severity = Severity::Medium;

    /// Resolves the names and says what violates. Mistakes go to the scope; then there is no plan.
    fn plan(&self, scope: &mut Scope) -> Option<Plan>;
}

/// A registered kind.
pub(crate) struct KindInfo {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $toml:literal $name:ident: $variant:ident),* $(,)?) => {
        /// The check of a rule; exactly one kind.
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub(crate) enum Check {
            $($(#[$doc])* $variant($name::$variant)),*
        }

        /// All kinds, in the order of the documentation.
        pub(crate) const KINDS: &[KindInfo] =
            &[$(KindInfo { name: $toml, example: <$name::$variant as Kind>::EXAMPLE }),*];

        impl Check {
            /// The kind's name in TOML.
            pub(crate) fn name(&self) -> &'static str {
                match self { $(Check::$variant(_) => $toml),* }
            }

            /// Whether it judges the cases of a process.
            pub(crate) fn is_of_cases(&self) -> bool {
                match self { $(Check::$variant(_) => <$name::$variant as Kind>::OF_CASES),* }
            }

            /// Whether what it finds is about the table.
            pub(crate) fn is_of_whole(&self) -> bool {
                match self { $(Check::$variant(_) => <$name::$variant as Kind>::OF_WHOLE),* }
            }

            /// How bad a violation is, unless the rule says otherwise.
            pub(crate) fn severity(&self) -> Severity {
                match self { $(Check::$variant(_) => <$name::$variant as Kind>::SEVERITY),* }
            }

            pub(crate) fn plan(&self, scope: &mut Scope) -> Option<Plan> {
                match self { $(Check::$variant(kind) => kind.plan(scope)),* }
            }
        }
    };
}

kinds! {
    /// Cells must be filled.
    "required" required: Required,
    /// A cell must match a regular expression.
    "pattern" pattern: Pattern,
    /// A cell must not be too short or too long.
    "length" length: Length,
    /// A cell must not be longer than a list says.
    "listed_length" listed_length: ListedLength,
    /// A cell must hold one of a list of values.
    "one_of" one_of: OneOf,
    /// A code must pass the check of its standard.
    "identifier" identifier: Identifier,
    /// Texts must be written cleanly.
    "text" text: Text,
    /// A number or date must lie within limits.
    "range" range: Range,
    /// Two columns of a row must stand in a relation.
    "compare" compare: Compare,
    /// An SQL condition must hold.
    "expression" expression: Expression,
    /// No two rows may share a key.
    "unique" unique: Unique,
    /// One code, one name.
    "dependency" dependency: Dependency,
    /// One firm or item, one code.
    "duplicate" duplicate: Duplicate,
    /// A key must exist in another table.
    "reference" reference: Reference,
    /// A code must follow its coding scheme.
    "coding" coding: Coding,
    /// Serials must follow one another.
    "serial" serial: Serial,
    /// An account must be known, personal, and not that of a leaver.
    "person" person: Person,
    /// A step must follow in time.
    "latency" latency: Latency,
    /// The lines must add up to the header.
    "total" total: Total,
    /// Nobody may have findings of the same rule month after month.
    "recurrence" recurrence: Recurrence,
    /// Each event needs, or forbids, another one before or after it.
    "flow" flow: Flow,
    /// How often an event happens in a case.
    "times" times: Times,
    /// What a case begins with.
    "first" first: First,
    /// What a case ends with.
    "last" last: Last,
    /// All of some events, or none.
    "together" together: Together,
    /// The ways that cases may go.
    "routes" routes: Routes,
    /// Different people do certain things on one case.
    "four_eyes" four_eyes: FourEyes,
    /// What nobody may do both.
    "duties" duties: Duties,
    /// What must not change from one event to another.
    "frozen" frozen: Frozen,
    /// What the documents of a case add up to.
    "match" matching: Match,
    /// A record must hold what its use asks for.
    "complete" complete: Complete,
    /// A price must be that of the price list on its day.
    "price" price: Price,
    /// No number may lie far from the others of its group.
    "outlier" outlier: Outlier,
    /// The least and the greatest number of a group must not lie too far apart.
    "spread" spread: Spread,
    /// Amounts below a limit must not pass it together within a few days.
    "split_orders" split_orders: SplitOrders,
    /// Amounts do not gather just under a limit.
    "under_limit" under_limit: UnderLimit,
    /// In a short time there must not be more than so many rows of one person.
    "burst" burst: Burst,
    /// The leading digits of amounts follow Benford's law.
    "benford" benford: Benford,
    /// A table has about as many rows in each period, and rows on every day.
    "volume" volume: Volume,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A constraint of the data dictionary.
    Dictionary(Demand),
    /// A rule file of the project, by name.
    File(String),
    /// A shipped pack, by name.
    Pack(&'static str),
}

impl Origin {
    /// Whether somebody wrote it as a rule.
    pub(crate) fn is_written(&self) -> bool {
        !matches!(self, Origin::Dictionary(_))
    }
}

/// A rule that can be judged: every name resolved, every limit consistent.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) label: Option<LocalText>,
    pub(crate) kind: &'static str,
    pub(crate) table: TableIx,
    /// `when`, `since` and `until` in one condition.
    pub(crate) when: Option<Expr>,
    pub(crate) severity: Severity,
    pub(crate) owner: Option<FieldIx>,
    pub(crate) tolerance: Option<Acceptable>,
    pub(crate) why: Option<LocalText>,
    pub(crate) fix: Option<LocalText>,
    pub(crate) adoption: Adoption,
    pub(crate) tags: Vec<String>,
    pub(crate) plan: Plan,
    pub(crate) origin: Origin,
    pub(crate) place: Place,
    /// Whether it is judged; `[tune]` can switch it off.
    pub(crate) enabled: bool,
}

/// Which documents a rule is for, and where that was decided, as it is written. Days such as `2026-01-01`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Adoption {
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) decided_by: Option<LocalText>,
}

/// How many violations are still acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acceptable {
    Count(u64),
    /// Per cent of the rows with a verdict ok or violation, times 10^12.
    Percent(i128),
}

impl Acceptable {
    /// Whether so many violations among so many judged rows are more than acceptable.
    pub(crate) fn exceeded(self, violations: u64, judged: u64) -> bool {
        match self {
            Acceptable::Count(count) => violations > count,
            Acceptable::Percent(percent) => {
                i128::from(violations) * 100 * ONE > percent * i128::from(judged)
            }
        }
    }
}

impl Rule {
    /// All expressions that judging a row evaluates.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        let mut exprs: Vec<&Expr> = self.when.iter().chain(self.plan.source.exprs()).collect();
        for judgement in &self.plan.judgements {
            exprs.push(&judgement.violation);
            exprs.extend(&judgement.pending);
            exprs.extend(&judgement.undecidable);
            exprs.extend(judgement.detail.exprs());
        }
        exprs.extend(self.plan.timing.iter().flat_map(Timing::exprs));
        exprs.extend(self.plan.measure.iter().flat_map(Measure::exprs));
        exprs
    }

    /// The fields without which the rule cannot be judged.
    pub(crate) fn fields(&self) -> Vec<FieldIx> {
        let mut fields: Vec<FieldIx> = self.exprs().into_iter().flat_map(Expr::fields).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Whether it judges the structure of records, which has no column.
    pub(crate) fn is_shape(&self) -> bool {
        matches!(self.plan.source, Source::Shape)
    }

    /// Whether it looks at every line, also where documents are judged by their first.
    pub(crate) fn is_of_lines(&self) -> bool {
        self.is_told() || matches!(self.origin, Origin::Dictionary(Demand::Copies))
    }

    /// Whether it passes on what the sources tell, whatever the dictionary says of the fields.
    pub(crate) fn is_told(&self) -> bool {
        matches!(self.plan.source, Source::Shape | Source::Damage)
    }

    /// Whether it asks for cells to be filled.
    pub(crate) fn asks_to_fill(&self) -> bool {
        matches!(self.kind, "required" | "complete")
    }

    /// Whether it is what `written` says: its id, an id with `*`, a tag, a kind or a table.
    pub(crate) fn is_called(&self, written: &str, tables: &[Table]) -> bool {
        self.id == written
            || self.kind == written
            || tables
                .get(self.table)
                .is_some_and(|table| table.name == written)
            || self.tags.iter().any(|tag| tag == written)
            || (written.contains('*')
                && glob::Pattern::new(written).is_ok_and(|p| p.matches(&self.id)))
    }

    /// Whether what it finds is about the table, and not about the rows that it is told of.
    pub(crate) fn is_of_whole(&self) -> bool {
        matches!(&self.plan.source, Source::Grouped(grouped) if grouped.test.is_of_whole())
    }

    /// When something was done that took too long, by the cell that a finding of a judgement points at; none where it is not done
    /// yet, and of a rule that is about no time.
    pub(crate) fn done<'c>(
        &self,
        table: &Table,
        judgement: usize,
        cell: &'c str,
    ) -> Option<&'c str> {
        self.plan.timing.as_ref()?;
        let judgement = self.plan.judgements.get(judgement)?;
        filled(table.fields.get(judgement.column)?, cell)
    }

    /// Whether it is about the decisions, and not about the company.
    pub(crate) fn is_about_decisions(&self) -> bool {
        matches!(self.plan.source, Source::Dispositions(_))
    }

    /// What it looks at, where it is about findings that recur.
    pub(crate) fn recurring(&self) -> Option<&Recurring> {
        match &self.plan.source {
            Source::Recurrence(recurring) => Some(recurring),
            _ => None,
        }
    }

    /// What it demands of a process, where it is about one.
    pub(crate) fn flow(&self) -> Option<&plan::process::Flow> {
        match &self.plan.source {
            Source::Process(flow) => Some(flow),
            _ => None,
        }
    }

    /// The questions it asks other tables.
    pub(crate) fn lookups(&self) -> Vec<LookupIx> {
        let mut lookups = Vec::new();
        for expr in self.exprs() {
            expr.visit(&mut |e| {
                if let Expr::Lookup(lookup, ..) = e {
                    lookups.push(*lookup);
                }
            });
        }
        lookups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn kinds_are_named_as_the_loader_names_them() {
        let schema = crate::project::schema::of::<Check>();
        let listed: Vec<&str> = schema["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .map(|kind| kind["required"][0].as_str().unwrap())
            .collect();
        let registered: Vec<&str> = KINDS.iter().map(|k| k.name).collect();
        assert_eq!(listed, registered);
    }

    /// The schema of a rule says which kinds are about a process.
    #[test]
    fn kinds_about_processes_are_listed_in_the_schema() {
        let schema = crate::project::schema::of::<crate::project::raw::RawRule>();
        let listed = &schema["else"]["if"]["properties"]["check"]["anyOf"];
        let listed = listed.as_array().unwrap().iter();
        let listed: Vec<&str> = listed
            .map(|one| one["required"][0].as_str().unwrap())
            .collect();
        let of_cases = KINDS
            .iter()
            .filter(|kind| kind.example.contains("process  = "));
        let of_cases: Vec<&str> = of_cases.map(|kind| kind.name).collect();
        assert_eq!(listed, of_cases);
    }

    #[test]
    fn each_kind_has_help_and_an_example_that_loads() {
        for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
            let messages = Messages::new(lang);
            for kind in KINDS {
                for part in ["what", "why", "limits"] {
                    let key = format!("kind-{}-{part}", kind.name.replace('_', "-"));
                    assert!(messages.key(&key).len() > 10, "{key}");
                }
            }
        }
        let dictionary = include_str!("../tests/cli/kinds.toml");
        for kind in KINDS {
            let text = format!("{dictionary}\n{}", kind.example);
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
            let loaded = crate::project::load(folder.path());
            let project = loaded
                .result
                .map_err(|p| format!("{}: {p:?}", kind.name))
                .unwrap();
            assert!(
                project.rules.iter().any(|r| r.kind == kind.name),
                "{}",
                kind.name
            );
        }
    }

    #[test]
    fn tolerance_is_exceeded_only_beyond_it() {
        assert!(!Acceptable::Count(3).exceeded(3, 100));
        assert!(Acceptable::Count(3).exceeded(4, 100));
        assert!(!Acceptable::Percent(ONE / 2).exceeded(1, 200));
        assert!(Acceptable::Percent(ONE / 2).exceeded(2, 200));
        // 0.7 / 100 is no binary fraction
        assert!(!Acceptable::Percent(7 * ONE / 10).exceeded(7, 1000));
        assert!(Acceptable::Percent(7 * ONE / 10).exceeded(8, 1000));
    }
}
