//! `check.price`: what is charged is what the price list says.

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::{number_field, percent, time_field};
use super::plan::{Arithmetic, Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::Name;
use crate::tables::number;
use crate::tables::types::{ExprType, FieldIx, TableIx};

/// A price must be that of the price list on its day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Price {
    /// The price that is charged, which a finding points at.
    column: Name,
    /// `TABLE.FIELD`: the price in the price list.
    list: Name,
    /// The fields that lead to a row of the list, such as the item, or the item and the customer.
    on: Vec<Name>,
    /// Their names in the list, in the same order. Default: the same names.
    list_on: Option<Vec<Name>>,
    /// The date on which the list is looked at; needed with `valid_from` and `valid_until`.
    at: Option<Name>,
    /// The field of the list that says from when on its price holds; empty: ever since.
    valid_from: Option<Name>,
    /// The field of the list that says until when, that day included; empty: until further notice.
    valid_until: Option<Name>,
    /// SQL condition over the list: only rows that meet it count.
    when: Option<Name>,
    /// By how much a price may differ from the list: `"5%"`. Default: not at all.
    tolerance: Option<Name>,
}

impl Kind for Price {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "price-off-list"
table = "order_lines"
check.price = { column = "price", list = "price_list.price", on = ["item_code"], at = "order_date", valid_from = "valid_from", valid_until = "valid_until", tolerance = "5%" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = number_field(&self.column, scope);
        let fields = scope.fields(&self.on);
        let most = match &self.tolerance {
            Some(written) => percent(written, scope)?,
            None => 0,
        };
        if !self.list.contains('.') {
            scope.mistake_at(message!("problem-price-list"), self.list.span());
            return None;
        }
        let (list, price) = scope.field_elsewhere(&self.list)?;
        if scope.dictionary(list).fields[price].expr_type() != ExprType::Number {
            scope.mistake_at(message!("problem-total-needs-numbers"), self.list.span());
            return None;
        }
        let targets = scope.fields_of(list, self.list_on.as_deref().unwrap_or(&self.on));
        let when = match &self.when {
            Some(text) => Some(scope.condition(list, text)?),
            None => None,
        };
        let (column, fields, targets) = (column?, fields?, targets?);
        if !scope.expect_keys(fields.len(), targets.len(), &self.list) {
            return None;
        }
        for (name, (&own, &target)) in self.on.iter().zip(fields.iter().zip(&targets)) {
            if !scope.expect_comparable(name, own, list, target) {
                return None;
            }
        }
        let (mut own_keys, keys) = scope.paired_keys(&fields, list, &targets, &[]);
        let value = scope.value_of(list, price);
        let reduce = if self.valid_from.is_none() && self.valid_until.is_none() {
            Reduce::Only(value)
        } else {
            own_keys.push(self.day(scope)?);
            Reduce::Valid {
                value,
                from: end(self.valid_from.as_ref(), list, scope)?,
                until: end(self.valid_until.as_ref(), list, scope)?,
            }
        };
        let lookup = scope.lookup(Lookup {
            table: list,
            keys,
            when,
            reduce,
            optional: false,
        });
        let found = Expr::Lookup(lookup, ExprType::Number, own_keys);
        let charged = scope.value(column);
        let difference = Expr::Abs(Box::new(charged.minus(found.clone())));
        let share = Expr::Number(most / 100);
        let allowed = Expr::Arithmetic(
            Arithmetic::Multiply,
            Box::new(found.clone()),
            Box::new(share),
        );
        let secret =
            scope.describe(column).sensitive || scope.dictionary(list).fields[price].sensitive;
        let detail = if secret {
            Detail::Secret
        } else {
            Detail::Number(found)
        };
        let table = scope.dictionary(list).label.clone();
        let tolerant = if most > 0 { "yes" } else { "no" };
        let most = grouped_decimal(&number::text(most));
        let judgement = Judgement::new(
            column,
            difference.compare(Op::Gt, Expr::Abs(Box::new(allowed))),
            message!("expected-price", tolerant = tolerant, most = most.as_str()),
            message!(
                "finding-price",
                tolerant = tolerant,
                table = table,
                most = most.as_str()
            ),
        );
        let judgement = judgement.beside(fields.into_iter()).detail(detail);
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

impl Price {
    /// The day on which the list is looked at.
    fn day(&self, scope: &mut Scope) -> Option<Expr> {
        let Some(at) = &self.at else {
            let dated = self.valid_from.as_ref().or(self.valid_until.as_ref())?;
            scope.mistake_at(message!("problem-price-at"), dated.span());
            return None;
        };
        let at = time_field(at, scope)?;
        Some(Expr::Day(Box::new(scope.value(at))))
    }
}

/// A day of the list, where one is named; none where that is a mistake.
#[allow(clippy::option_option, reason = "that nothing is named is no mistake")]
fn end(name: Option<&Name>, list: TableIx, scope: &mut Scope) -> Option<Option<Expr>> {
    let Some(name) = name else {
        return Some(None);
    };
    let field: FieldIx = scope.field_of(list, name)?;
    let value = scope.value_of(list, field);
    if !matches!(value.kind(), ExprType::Date | ExprType::Instant) {
        scope.mistake_at(message!("problem-price-dates"), name.span());
        return None;
    }
    Some(Some(Expr::Day(Box::new(value))))
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{Tried, audited, tried};

    const LIST: &str = "item,price,von,bis\nA,10,,2026-06-30\nA,12,2026-07-01,\nB,5,2026-01-01,2026-12-31\n\
        C,7,2026-01-01,2026-12-31\nC,8,2026-06-01,2026-12-31\nD,x,,\nE,,,\n";
    const LINES: &str = "no,item,day,price\n1,A,2026-06-30,10\n2,A,2026-07-01,10\n3,A,2026-07-01 23:00,12.6\n4,A,2026-07-02,12.61\n\
        5,B,2025-12-31,9\n6,C,2026-05-31,7\n7,C,2026-06-01,7\n8,D,2026-06-01,7\n9,E,2026-06-01,7\n10,,2026-06-01,7\n11,Z,2026-06-01,7\n12,A,,7\n";

    fn project(options: &str) -> String {
        format!(
            "[tables.l]\nfiles = \"l.csv\"\nlabel = \"List\"\n[tables.l.fields]\nitem = {{}}\nprice = {{ type = \"decimal\" }}\n\
             von = {{ type = \"date\" }}\nbis = {{ type = \"date\" }}\n\
             [tables.o]\nfiles = \"o.csv\"\nkey = [\"no\"]\n[tables.o.fields]\nno = {{}}\nitem = {{}}\n\
             day = {{ type = \"datetime\" }}\nprice = {{ type = \"decimal\" }}\n\
             [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.price = {{ column = \"price\", list = \"l.price\", on = [\"item\"]{options} }}\n"
        )
    }

    const DATED: &str =
        ", at = \"day\", valid_from = \"von\", valid_until = \"bis\", tolerance = \"5%\"";

    fn found(options: &str, list: &str, lines: &str) -> Tried {
        tried(&project(options), &[("l.csv", list), ("o.csv", lines)], "r")
    }

    #[test]
    fn the_price_of_the_day() {
        let found = found(DATED, LIST, LINES);
        assert_eq!(found.rows(), [3, 5]);
        // two prices of C hold in June, that of D cannot be read; there is none of B in 2025, and of Z at all
        assert_eq!(found.verdicts(), [3, 2, 0, 5, 2]);
        assert_eq!(
            found.findings[0].message,
            "price 10 is more than 5% off the price 12 in List (item A)"
        );
        let (_, audit) = audited(&project(DATED), &[("l.csv", LIST), ("o.csv", LINES)]);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = audit.notices.iter().map(|m| messages.text(m)).collect();
        assert!(told.iter().any(|told| told.contains("2 rows")), "{told:?}");
    }

    /// Without dates there is one price.
    #[test]
    fn a_list_without_dates() {
        let list = "item,price,von,bis\nA,10,,\nB,5,,\nB,6,,\n";
        let lines = "no,item,day,price\n1,A,,10\n2,A,,10.01\n3,B,,5\n";
        let found = found("", list, lines);
        assert_eq!((found.rows(), found.verdicts()), (vec![3], [1, 1, 0, 0, 1]));
        assert_eq!(
            found.findings[0].message,
            "price 10.01 is not the price 10 in List (item A)"
        );
    }
}
