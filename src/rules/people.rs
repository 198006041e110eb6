//! The table of people, which rules may ask whose an account is.

use super::matcher::Matcher;
use super::plan::Expr;
use crate::tables::Table;
use crate::tables::types::{FieldIx, TableIx};

/// The table of people and what `[people]` says of them.
#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) table: TableIx,
    pub(crate) account: FieldIx,
    pub(crate) name: Option<FieldIx>,
    pub(crate) department: Option<FieldIx>,
    pub(crate) joined: Option<FieldIx>,
    /// The last day of work.
    pub(crate) left: Option<FieldIx>,
    pub(crate) assessed_on: Option<FieldIx>,
    /// A person is new for so many days, that of joining being the first.
    pub(crate) new_days: u32,
    /// The accounts that several people use, once they are cleaned.
    pub(crate) shared: Option<Matcher>,
    /// Each of their patterns, as it is written.
    pub(crate) patterns: Vec<(String, Matcher)>,
}

impl People {
    /// What is read of each row.
    pub(crate) fn exprs(&self, table: &Table) -> Vec<Expr> {
        let texts = [Some(self.account), self.name, self.department];
        let dates = [self.joined, self.left, self.assessed_on];
        let typed = |field: FieldIx| Expr::Field(field, table.fields[field].expr_type());
        let texts = texts.into_iter().flatten().map(Expr::Raw);
        texts
            .chain(dates.into_iter().flatten().map(typed))
            .collect()
    }

    /// Whether it can be told who is new.
    pub(crate) fn tells_new(&self) -> bool {
        self.joined.is_some() || self.assessed_on.is_some()
    }
}
