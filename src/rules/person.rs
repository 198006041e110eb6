//! `check.person`: an account must be known, belong to one person, and to one who has not left.

use schemars::JsonSchema;
use serde::Deserialize;

use super::names::unknown_field;
use super::people::People;
use super::plan::{Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::types::{ExprType, FieldIx};

/// An account must be known, personal, and not that of somebody who has left.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// The field that names a person by account or by name. A row where it is empty is not judged.
    column: Name,
    /// The date or datetime of what the person did, held against the day of leaving. Default: the day of the audit.
    at: Option<Name>,
    /// What is not allowed. Default: all that the table `people` and the section `[people]` can tell.
    forbid: Option<Placed<Vec<Placed<Forbidden>>>>,
}

/// What a person must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Forbidden {
    /// Neither account nor name of anybody, and no shared account.
    Unknown,
    /// An account that several people use.
    Shared,
    /// Somebody who had left.
    Left,
}

impl Kind for Person {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-by-leaver"
table    = "orders"
severity = "critical"
check.person = { column = "approver", at = "approved_at", forbid = ["left"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        let at = match &self.at {
            Some(name) => scope.field(name).and_then(|field| {
                let dated = [ExprType::Date, ExprType::Instant];
                scope.expect_type(name, field, &dated).then_some(field)
            }),
            None => None,
        };
        let Some(people) = scope.people else {
            // what is wrong with the table is told already
            if !scope.knows_table("people") {
                scope.mistake_at(message!("problem-person-no-table"), self.column.span());
                scope.hint(message!("hint-people"));
            }
            return None;
        };
        let forbidden = self.forbidden(people, scope)?;
        let column = column?;
        if self.at.is_some() && at.is_none() {
            return None;
        }
        let question = Question::new(column, people, scope);
        let judgements = forbidden.iter().filter_map(|one| match one {
            Forbidden::Unknown => Some(question.unknown()),
            Forbidden::Shared => question.shared(),
            Forbidden::Left => {
                let personal = forbidden.contains(&Forbidden::Shared);
                question.left(at, personal, scope)
            }
        });
        Some(Plan {
            accounts: true,
            ..Plan::new(Source::Rows, judgements.collect())
        })
    }
}

impl Person {
    /// What is forbidden and can be told; where something is named that cannot, that is a mistake.
    fn forbidden(&self, people: &People, scope: &mut Scope) -> Option<Vec<Forbidden>> {
        let tells = |forbidden: Forbidden| match forbidden {
            Forbidden::Unknown => true,
            Forbidden::Shared => people.shared.is_some(),
            Forbidden::Left => people.left.is_some(),
        };
        let Some(written) = &self.forbid else {
            let all = [Forbidden::Unknown, Forbidden::Shared, Forbidden::Left];
            return Some(all.into_iter().filter(|f| tells(*f)).collect());
        };
        if written.is_empty() {
            scope.mistake_at(message!("problem-forbids-nothing"), written.span());
            return None;
        }
        let mut listed = Vec::new();
        for forbidden in written.iter() {
            if tells(**forbidden) {
                if !listed.contains(&**forbidden) {
                    listed.push(**forbidden);
                }
                continue;
            }
            let table = scope.dictionary(people.table);
            let (message, hint) = match **forbidden {
                // a `left` that is no date is told already
                Forbidden::Left if table.find("left").is_some() => return None,
                Forbidden::Left => unknown_field(table, "left"),
                _ => (message!("problem-no-shared-accounts"), None),
            };
            scope.mistake_at(message, forbidden.span());
            if let Some(hint) = hint {
                scope.hint(hint);
            }
        }
        (!listed.is_empty()).then_some(listed)
    }
}

/// A column of accounts, and what is asked of the table of people.
struct Question<'a> {
    column: FieldIx,
    people: &'a People,
    /// Whether there is an account, or a name, that is written as in the column: 0 where there is none.
    known: Vec<Expr>,
    /// Whether the cell is a shared account, or the name of shared accounts only.
    shared: Option<Expr>,
    label: Arg,
}

impl<'a> Question<'a> {
    fn new(column: FieldIx, people: &'a People, scope: &mut Scope) -> Question<'a> {
        let known = looked_up(column, people, &Reduce::Exists, ExprType::Number, scope);
        Question {
            column,
            people,
            shared: shared(column, people, &known, scope),
            known,
            label: Arg::Local(scope.dictionary(people.table).label.clone()),
        }
    }

    fn unknown(&self) -> Judgement {
        let nobody = |known: &Expr| known.clone().compare(Op::Eq, Expr::whole(0));
        let strange = self.known.iter().map(nobody);
        let personal = self.shared.clone().map(Expr::negate);
        Judgement::new(
            self.column,
            Expr::And(strange.chain(personal).collect()),
            message!("expected-person-known").with("table", self.label.clone()),
            message!("finding-person-unknown").with("table", self.label.clone()),
        )
    }

    fn shared(&self) -> Option<Judgement> {
        Some(Judgement::new(
            self.column,
            self.shared.clone()?,
            message!("expected-person-personal"),
            message!("finding-person-shared"),
        ))
    }

    /// `personal`: shared accounts have a finding of their own.
    fn left(&self, at: Option<FieldIx>, personal: bool, scope: &mut Scope) -> Option<Judgement> {
        let left = self.people.left?;
        let day = Expr::Day(Box::new(scope.value_of(self.people.table, left)));
        let latest = Reduce::Latest(day);
        let left_on = looked_up(self.column, self.people, &latest, ExprType::Date, scope);
        let (acted, message) = match at {
            Some(at) => (
                Expr::Day(Box::new(scope.value(at))),
                message!("finding-person-left-before").with("at", scope.label(at)),
            ),
            None => (Expr::AsOf(ExprType::Date), message!("finding-person-left")),
        };
        let own = self.shared.clone().map(Expr::negate).filter(|_| personal);
        let detail = if scope.dictionary(self.people.table).fields[left].sensitive {
            Detail::Secret
        } else {
            let either = |account, name| Expr::Coalesce(Box::new(account), Box::new(name));
            Detail::Day(left_on.iter().cloned().reduce(either)?)
        };
        let acts = Expr::IsNull(Box::new(acted.clone())).negate();
        let late = |left_on: &Expr| acted.clone().compare(Op::Gt, left_on.clone());
        // an account goes before a name, also where it is not known whether it is left
        let gone = match (&self.known[..], &left_on[..]) {
            ([account, _], [by_account, by_name]) => {
                let no_account = account.clone().compare(Op::Eq, Expr::whole(0));
                let by_account = vec![no_account.clone().negate(), late(by_account)];
                let by_name = vec![no_account, late(by_name)];
                Expr::Or(vec![Expr::And(by_account), Expr::And(by_name)])
            }
            _ => late(left_on.first()?),
        };
        Some(
            Judgement::new(
                self.column,
                gone.given(Some(&acts)).given(own.as_ref()),
                message!("expected-person-present"),
                message,
            )
            .detail(detail),
        )
    }
}

/// Whether a cell is a shared account, or a name that only shared accounts have; an account goes before a name.
fn shared(column: FieldIx, people: &People, known: &[Expr], scope: &mut Scope) -> Option<Expr> {
    let shared = people.shared.as_ref()?;
    let matches = |field| Expr::Matches(Box::new(cleaned(field)), Box::new(shared.clone()));
    let (Some(name), Some(account)) = (people.name, known.first()) else {
        return Some(matches(column));
    };
    let no_account = account.clone().compare(Op::Eq, Expr::whole(0));
    let unnamed = Expr::IsNull(Box::new(cleaned(people.account)));
    let lookup = scope.lookup(Lookup {
        table: people.table,
        keys: vec![cleaned(name)],
        when: Some(Expr::Or(vec![unnamed, matches(people.account).negate()])),
        reduce: Reduce::Exists,
        optional: false,
    });
    let personal = Expr::Lookup(lookup, ExprType::Number, vec![cleaned(column)]);
    // there are rows with the name, and none is of somebody's own account
    let by_name = personal.compare(Op::Eq, Expr::whole(1));
    Some(Expr::Or(vec![
        matches(column),
        Expr::And(vec![no_account, by_name]),
    ]))
}

/// What the table of people answers by account, and then by name where it has names.
fn looked_up(
    column: FieldIx,
    people: &People,
    reduce: &Reduce,
    kind: ExprType,
    scope: &mut Scope,
) -> Vec<Expr> {
    let known_by = std::iter::once(people.account).chain(people.name);
    known_by
        .map(|field| {
            let lookup = scope.lookup(Lookup {
                table: people.table,
                keys: vec![cleaned(field)],
                when: None,
                reduce: reduce.clone(),
                optional: false,
            });
            Expr::Lookup(lookup, kind, vec![cleaned(column)])
        })
        .collect()
}

/// Whether one of two cells is the account and the other one the name of the same person: an account goes before a name, and a
/// name that several people have is nobody's. The cells are cleaned already. None where no names are known.
pub(super) fn account_and_name(left: &Expr, right: &Expr, scope: &mut Scope) -> Option<Expr> {
    let people = scope.people?;
    let name = people.name?;
    let mut rows = |fields: &[FieldIx], cells: &[&Expr]| {
        let lookup = scope.lookup(Lookup {
            table: people.table,
            keys: fields.iter().map(|field| cleaned(*field)).collect(),
            when: Some(Expr::IsNull(Box::new(cleaned(people.account))).negate()),
            reduce: Reduce::Sum(Expr::whole(1)),
            optional: true,
        });
        let cells = cells.iter().map(|cell| (*cell).clone()).collect();
        Expr::Lookup(lookup, ExprType::Number, cells)
    };
    let mut is_of = |account: &Expr, named: &Expr| {
        let both = rows(&[people.account, name], &[account, named]);
        let by_name = rows(&[name], &[named]);
        let by_account = rows(&[people.account], &[named]);
        Expr::And(vec![
            by_name.clone().compare(Op::Gt, Expr::whole(0)),
            both.compare(Op::Eq, by_name),
            by_account.compare(Op::Eq, Expr::whole(0)),
        ])
    };
    Some(Expr::Or(vec![is_of(left, right), is_of(right, left)]))
}

/// A cell as people are compared, whatever its type.
fn cleaned(field: FieldIx) -> Expr {
    Expr::Person(Box::new(Expr::Raw(field)))
}

#[cfg(test)]
mod tests {
    use crate::testing::{Tried, audited, tried};

    const PROJECT: &str = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nby = {}\nat = { type = \"datetime\" }\n\
        [tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\nname = {}\nleft = { type = \"date\" }\n\
        [people]\nshared = [\"admin\"]\n[[rule]]\nid = \"r\"\ntable = \"o\"\n";
    const PEOPLE: &str = "account,name,left\nu1,Ann,\nU2,Bob,2026-10-10\nu3,Cy,soon\nu4,Dee,2026-10-31\n\
        u5,Dee,\nu6,Eve,2026-10-10\nu6,Eve,2026-10-20\nadmin,,2026-01-01\n";

    fn found(check: &str, orders: &str) -> Tried {
        let files = [("o.csv", orders), ("p.csv", PEOPLE)];
        tried(&format!("{PROJECT}check.person = {check}\n"), &files, "r")
    }

    #[test]
    fn strangers_shared_accounts_and_leavers() {
        let orders =
            "by,at\nu1,\n ｕ１ ,\nann,\nnobody,\n\"\",2026-10-01\nadmin,\nu2,\nbob,\nu3,\n";
        let all = found("{ column = \"by\" }", orders);
        assert_eq!(all.rows(), [5, 7, 8, 9]);
        assert_eq!(all.verdicts(), [3, 4, 0, 1, 1]);
        let messages: Vec<&str> = all.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "by nobody is neither an account nor a name in people",
                "by admin is an account that several people use",
                "by u2 left on 2026-10-10",
                "by bob left on 2026-10-10",
            ]
        );
        let unknown = found("{ column = \"by\", forbid = [\"unknown\"] }", orders);
        assert_eq!(unknown.rows(), [5]);
        assert_eq!(unknown.verdicts(), [7, 1, 0, 1, 0]);
        let left = found("{ column = \"by\", forbid = [\"left\"] }", orders);
        assert_eq!(left.rows(), [7, 8, 9]);
        // when the stranger left, nobody knows
        assert_eq!(left.verdicts(), [3, 3, 0, 1, 2]);
    }

    /// Who writes the name of a shared account acts no less namelessly than who writes the account.
    #[test]
    fn a_shared_account_is_one_by_its_name_as_well() {
        let people = format!("{PEOPLE}admin,系统管理员,\nadmin,Ann,\n,Kay,\nu7,admin,\n");
        let tried = |check: &str, orders: &str| {
            let project = format!("{PROJECT}check.person = {check}\n");
            tried(&project, &[("o.csv", orders), ("p.csv", &people)], "r")
        };
        // another Ann has an account of her own, Kay has none that is known
        let orders = "by,at\n系统管理员,\nann,\nkay,\nadmin,\n";
        let check = "{ column = \"by\", forbid = [\"shared\"] }";
        assert_eq!(tried(check, orders).rows(), [2, 5]);
        assert_eq!(tried("{ column = \"by\" }", orders).rows(), [2, 5]);
    }

    /// A leaver whose row is taken out of the list must not come out as one who is still there.
    #[test]
    fn whoever_is_not_in_the_list_is_not_cleared() {
        let check = "{ column = \"by\", at = \"at\", forbid = [\"left\"] }";
        let orders = "by,at\ngone,2026-10-01\ngone,\nu1,2026-10-01\nann,2026-10-01\n,2026-10-01\n";
        assert_eq!(found(check, orders).verdicts(), [2, 0, 0, 2, 1]);
        let project = format!("{PROJECT}check.person = {check}\n").replace("\nname = {}", "");
        let files = [("o.csv", orders), ("p.csv", "account,left\nu1,\n")];
        assert_eq!(tried(&project, &files, "r").verdicts(), [1, 0, 0, 2, 2]);
        let check = "{ column = \"by\", forbid = [\"shared\", \"left\"] }";
        // nobody is asked whether a shared account has left
        let shared = found(check, "by,at\nadmin,\ngone,\n");
        assert_eq!(shared.verdicts(), [0, 1, 0, 0, 1]);
    }

    /// Bob is an account, and the name of somebody else who has left.
    #[test]
    fn an_account_goes_before_a_name_though_its_leaving_cannot_be_read() {
        let people =
            "account,name,left\nBob,Cy,soon\nu2,Bob,2026-01-01\nAl,Di,\nu3,Al,2026-01-01\n";
        let check = "check.person = { column = \"by\", forbid = [\"left\"] }";
        let project = format!("{PROJECT}{check}\n");
        let files = [("o.csv", "by,at\nbob,\nal,\n"), ("p.csv", people)];
        assert_eq!(tried(&project, &files, "r").verdicts(), [1, 0, 0, 0, 1]);
    }

    #[test]
    fn the_day_of_leaving_is_still_worked() {
        let orders = "by,at\nu2,2026-10-10 23:59\nu2,2026-10-11 00:00\nu2,\nu2,x\nu2\nu6,2026-10-20\nu6,2026-10-21\n";
        let check = "{ column = \"by\", at = \"at\", forbid = [\"left\"] }";
        let at = found(check, orders);
        assert_eq!(at.rows(), [3, 8]);
        assert_eq!(at.verdicts(), [2, 2, 0, 1, 2]);
        assert_eq!(
            at.findings[0].message,
            "by u2 left on 2026-10-10, before at"
        );
        // without `at`, the day of the audit counts, which is the last one of u4
        let now = found(
            "{ column = \"by\", forbid = [\"left\"] }",
            "by,at\nu4,\nu6,\n",
        );
        assert_eq!(now.rows(), [3]);
    }

    #[test]
    fn a_name_that_several_have_is_gone_when_all_of_them_are() {
        let now = found("{ column = \"by\", forbid = [\"left\"] }", "by,at\nDee,\n");
        assert_eq!(now.verdicts(), [1, 0, 0, 0, 0]);
    }

    /// An empty export of people would make strangers of all.
    #[test]
    fn without_people_the_rule_is_not_run() {
        let project = format!("{PROJECT}check.person = {{ column = \"by\" }}\n");
        let files = [("o.csv", "by,at\nu1,\n"), ("p.csv", "account,name,left\n")];
        let (project, audit) = audited(&project, &files);
        let rule = project.rules.iter().position(|r| r.id == "r").unwrap();
        let outcome = audit.outcomes[rule].as_ref().unwrap();
        assert!(matches!(
            outcome,
            crate::findings::outcome::Outcome::NotRun(_)
        ));
    }
}
