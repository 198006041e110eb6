//! What is collected while the files of a table are read, beside the verdicts of its rules.
//!
//! Each thing is one file that implements [`Collect`], and one line in `gathers!`.

use super::evaluate::Evaluator;
use super::frames::BatchContext;
use super::verdicts::Judged;
use crate::findings::finishing::Finisher;
use crate::rules::plan::Expr;
use crate::tables::types::FieldIx;

/// A batch whose rows have been judged.
pub(crate) struct Batch<'a> {
    pub(crate) evaluator: &'a Evaluator<'a>,
    pub(crate) context: &'a BatchContext<'a>,
    /// Parallel to the rules of the request; none where the file lacks a column of the rule.
    pub(crate) judged: &'a [Option<Judged>],
    /// The same rules.
    pub(crate) rules: &'a [Finisher<'a>],
}

/// How something is collected: batch by batch, in the order of the rows.
pub(crate) trait Collect {
    /// What some batches have of it.
    type Part: Send;
    /// What all of them have of it.
    type Whole;

    /// What no batch has of it.
    fn nothing(&self) -> Self::Part;

    /// Hands all expressions that it evaluates to `each`.
    fn exprs(&self, _each: &mut dyn FnMut(&Expr)) {}

    /// The fields without which a file has nothing of it, and the whole is not all there is.
    fn fields(&self) -> Vec<FieldIx> {
        Vec::new()
    }

    /// Whether it is an error that a file lacks one of the fields.
    fn insists(&self) -> bool {
        false
    }

    /// The place, among those of the request, of the rule whose rows it is about.
    fn rule(&self) -> Option<usize> {
        None
    }

    /// What a batch has of it.
    fn of_batch(&self, batch: &Batch) -> Self::Part;

    /// Adds what the next batch has.
    fn merge(&self, before: &mut Self::Part, next: Self::Part);

    /// Makes the whole of it once all batches are there.
    fn finish(&self, part: Self::Part) -> Self::Whole;
}

macro_rules! gathers {
    ($($(#[$doc:meta])* $module:ident: $variant:ident),* $(,)?) => {
        $(pub(crate) mod $module;)*

        /// Something to collect.
        pub(crate) enum Gather<'a> {
            $($(#[$doc])* $variant($module::$variant<'a>)),*
        }

        /// What some batches have of it.
        pub(super) enum Part {
            $($variant(<$module::$variant<'static> as Collect>::Part)),*
        }

        /// What a table has of it.
        pub(crate) enum Gathered {
            $($variant(<$module::$variant<'static> as Collect>::Whole)),*
        }

        impl Gather<'_> {
            pub(super) fn nothing(&self) -> Part {
                match self { $(Gather::$variant(one) => Part::$variant(one.nothing())),* }
            }

            pub(super) fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
                match self { $(Gather::$variant(one) => one.exprs(each)),* }
            }

            pub(super) fn fields(&self) -> Vec<FieldIx> {
                match self { $(Gather::$variant(one) => one.fields()),* }
            }

            pub(super) fn insists(&self) -> bool {
                match self { $(Gather::$variant(one) => one.insists()),* }
            }

            pub(super) fn rule(&self) -> Option<usize> {
                match self { $(Gather::$variant(one) => one.rule()),* }
            }

            pub(super) fn of_batch(&self, batch: &Batch) -> Part {
                match self { $(Gather::$variant(one) => Part::$variant(one.of_batch(batch))),* }
            }

            pub(super) fn merge(&self, before: &mut Part, next: Part) {
                match (self, before, next) {
                    $((Gather::$variant(one), Part::$variant(before), Part::$variant(next)) => {
                        one.merge(before, next);
                    })*
                    _ => unreachable!("parts are merged with parts of the same"),
                }
            }

            pub(super) fn finish(&self, part: Part) -> Gathered {
                match (self, part) {
                    $((Gather::$variant(one), Part::$variant(part)) => {
                        Gathered::$variant(one.finish(part))
                    })*
                    _ => unreachable!("a part is finished by what gathered it"),
                }
            }
        }
    };
}

gathers! {
    /// What the table says of the keys that others look up in it.
    answers: Answers,
    /// Where each document has its first line.
    heads: Heads,
    /// What waits for documents with findings.
    waiting: Waiting,
    /// The codes of a column.
    codes: Codes,
    /// What becomes of rows that are collected for a new system.
    arrived: Arrived,
    /// How long the rows of a rule take.
    ages: Ages,
    /// What a rule counts beside its verdicts.
    measures: Measures,
    /// What happens to the cases of a process.
    events: Events,
    /// How many rows there are of each day.
    per_day: PerDay,
    /// A few documents that a seed picks.
    sample: Sample,
    /// The people, where it is their table.
    staff: Staff,
    /// What there is of the documents that are looked for.
    presence: Present,
    /// Which patterns of shared accounts its accounts fit.
    unmet: Met,
}
