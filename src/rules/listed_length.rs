//! `check.listed_length`: cells must not be longer than a list says, such as the hidden sheet of an import template.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use indexmap::IndexMap;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Sought, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::person;
use crate::tables::types::{ExprType, FieldIx, Fold, TableIx};

/// How a heading is compared, on both sides.
const FOLDS: [Fold; 3] = [Fold::Trim, Fold::Width, Fold::Case];

/// A heading without the star that marks what is required: `*name`, `name*`, `name (*)`.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\*?\s*(.+?)\s*(?:\*|\(\*\)|\[\*\])?$").expect("a constant expression")
});

/// Cells must not be longer than a table says that lists the columns, by their headings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListedLength {
    /// `TABLE.FIELD` of the list: the heading of a column. A star that marks what is required is passed over.
    heading: Name,
    /// `TABLE.FIELD` of the same table, a number: most characters. Give this, `max_bytes` or both.
    max_chars: Option<Name>,
    /// `TABLE.FIELD` of the same table: most bytes in a named encoding, `{ gbk = "schema.bytes" }`.
    max_bytes: Option<IndexMap<Name, Name>>,
    /// The fields that are looked at. Default: all texts; those that are not listed have no limit.
    columns: Option<Placed<Vec<Name>>>,
}

/// The list of columns.
struct List {
    table: TableIx,
    heading: FieldIx,
}

impl Kind for ListedLength {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-longer-than-the-template-allows"
table = "customers"
check.listed_length = { heading = "schema.heading", max_chars = "schema.length" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let columns = self.columns(scope);
        let (table, heading) = scope.field_elsewhere(&self.heading)?;
        let list = List { table, heading };
        let mut limits: Vec<(FieldIx, Option<&'static Encoding>, &Name)> = Vec::new();
        if let Some(name) = &self.max_chars {
            limits.push((list.number(name, scope)?, None, name));
        }
        for (label, name) in self.max_bytes.iter().flatten() {
            let known = Encoding::for_label(label.as_bytes());
            // nothing can be written in UTF-16 with `encoding_rs`: it would be counted as UTF-8
            let Some(encoding) = known.filter(|e| e.output_encoding() == *e) else {
                let message = message!("problem-unknown-encoding", name = &**label);
                scope.mistake_at(message, label.span());
                return None;
            };
            limits.push((list.number(name, scope)?, Some(encoding), label));
        }
        if limits.is_empty() {
            scope.mistake_at(message!("problem-no-limit"), self.heading.span());
            return None;
        }
        let mut judgements = Vec::new();
        for column in columns? {
            for &(limit, encoding, name) in &limits {
                let most = list.says(column, limit, scope);
                let cell = Box::new(Expr::Raw(column));
                let (count, unit) = match encoding {
                    None => (Expr::Chars(cell), "chars".to_owned()),
                    Some(encoding) => (Expr::Bytes(cell, encoding), name.to_uppercase()),
                };
                let judgement = Judgement::new(
                    column,
                    count.compare(Op::Gt, most.clone()),
                    message!("expected-listed-length", unit = unit.as_str()),
                    message!("finding-listed-length", unit = unit.as_str()),
                );
                judgements.push(judgement.detail(Detail::Number(most)));
            }
        }
        Some(Plan::new(Source::Rows, judgements))
    }
}

impl ListedLength {
    /// The fields that are looked at.
    fn columns(&self, scope: &mut Scope) -> Option<Vec<FieldIx>> {
        if let Some(names) = &self.columns {
            if names.is_empty() {
                scope.mistake_at(message!("problem-no-columns"), names.span());
                return None;
            }
            return scope.fields(names);
        }
        let fields = scope.dictionary(scope.table).fields.iter().enumerate();
        let texts = fields.filter(|(_, field)| field.expr_type() == ExprType::Text);
        Some(texts.map(|(ix, _)| ix).collect())
    }
}

impl List {
    /// A number of the list.
    fn number(&self, name: &Name, scope: &mut Scope) -> Option<FieldIx> {
        let (table, field) = scope.field_elsewhere(name)?;
        if table != self.table {
            let list = scope.dictionary(self.table).name.clone();
            let message = message!("problem-listed-elsewhere", table = list);
            scope.mistake_at(message, name.span());
            return None;
        }
        if scope.dictionary(table).fields[field].expr_type() != ExprType::Number {
            scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
            return None;
        }
        Some(field)
    }

    /// What it says of a column, by any of its headings; null where that is not listed.
    fn says(&self, column: FieldIx, limit: FieldIx, scope: &mut Scope) -> Expr {
        let there = &scope.dictionary(self.table).fields;
        let value = Expr::Field(limit, there[limit].expr_type());
        let listed = Expr::Raw(self.heading).fold(&FOLDS);
        let lookup = scope.lookup(Lookup {
            table: self.table,
            keys: vec![Expr::Extract(Box::new(listed), Sought(BARE.clone()))],
            when: None,
            reduce: Reduce::Only(value),
            optional: false,
        });
        let headings = scope.describe(column).headers.clone();
        let says = headings.iter().map(|heading| {
            let own = vec![Expr::Text(bare(heading))];
            Expr::Lookup(lookup, ExprType::Number, own)
        });
        let first = |one: Expr, other: Expr| Expr::Coalesce(Box::new(one), Box::new(other));
        says.reduce(first).unwrap_or(Expr::Number(i128::MAX))
    }
}

fn bare(heading: &str) -> String {
    let folded = person::fold(heading, &FOLDS);
    let found = BARE.captures(&folded).and_then(|found| found.get(1));
    found.map_or(folded.clone(), |found| found.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::bare;
    use crate::testing::tried;

    const PROJECT: &str = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\n\
        name = { header = [\"名称(*)\", \"品名\"] }\nnote = { header = \"备注\" }\n\
        [tables.s]\nfiles = \"s.csv\"\nkey = [\"heading\"]\n[tables.s.fields]\nheading = {}\nchars = { type = \"integer\" }\nbytes = { type = \"integer\" }\n\
        [[rule]]\nid = \"r\"\ntable = \"t\"\n";

    fn found(check: &str, list: &str, rows: &str) -> Vec<(u64, String)> {
        let project =
            format!("{PROJECT}check.listed_length = {{ heading = \"s.heading\", {check} }}\n");
        let list = format!("heading,chars,bytes\n{list}");
        let rows = format!("k,品名,备注\n{rows}");
        let found = tried(&project, &[("t.csv", &rows), ("s.csv", &list)], "r");
        let found = found.findings.into_iter();
        found.map(|f| (f.row, f.message.clone())).collect()
    }

    #[test]
    fn columns_by_any_of_their_headings() {
        let rows = "1,四个汉字,x\n2,五个汉字了,y\n3,,\n4,ab,很长很长的备注\n";
        let list = "＊名称,4,8\n规格,1,1\n";
        assert_eq!(
            found("max_chars = \"s.chars\"", list, rows),
            [(
                3,
                "名称(*) is longer than the 4 characters that the list allows".to_owned()
            )]
        );
        let bytes = found(
            "max_bytes = { gbk = \"s.bytes\" }",
            list,
            "1,四个汉字了,\n2,四个汉字,\n",
        );
        assert_eq!(bytes.len(), 1);
        assert!(bytes[0].1.contains("8 bytes in GBK"), "{}", bytes[0].1);
    }

    /// Only the columns that are named; of a cell of the list that is no number nothing can be said.
    #[test]
    fn columns_that_are_named() {
        let rows = "1,abc,abc\n";
        let check = "max_chars = \"s.chars\", columns = [\"note\"]";
        assert_eq!(found(check, "品名,1,1\n备注,2,\n", rows).len(), 1);
        assert_eq!(found(check, "品名,1,1\n备注,x,\n", rows).len(), 0);
    }

    #[test]
    fn headings_without_their_star() {
        for heading in [
            "名称",
            "*名称",
            "名称 *",
            "名称（＊）",
            "* 名称(*)",
            " 名称[*] ",
        ] {
            assert_eq!(bare(heading), "名称", "{heading}");
        }
        assert_eq!(bare("Name"), bare("NAME"));
    }
}
