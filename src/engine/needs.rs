//! Which columns are needed in their types.

use super::Request;
use crate::project::Project;
use crate::rules::plan::Expr;
use crate::tables::typed::Needs;

/// Adds the columns that an expression reads.
pub(super) fn add(needs: &mut Needs, expr: &Expr) {
    expr.visit(&mut |e| {
        if let Expr::Field(field, _) | Expr::Unreadable(field) = e {
            needs.add(*field);
        }
    });
}

/// Those of the rules and of what is gathered, the date that tells who is new, and what tells documents apart.
pub(super) fn of_request(project: &Project, request: &Request) -> Needs {
    let mut needs = Needs::default();
    if let Some(people) = &project.people {
        let owned = request.rules.iter().any(|one| one.rule.owner.is_some());
        let date = project.tables[request.table].date;
        if let Some(date) = date.filter(|_| owned && people.tells_new()) {
            needs.add(date);
        }
    }
    // which rows are of one document
    if project.tables[request.table].per_document {
        for &field in &project.tables[request.table].key {
            needs.add(field);
        }
    }
    // whether the documents lie behind the day of the audit
    if let Some(date) = project.tables[request.table].date
        && request.in_turn
    {
        needs.add(date);
    }
    for finisher in &request.rules {
        for expr in finisher.rule.exprs() {
            add(&mut needs, expr);
        }
    }
    for one in &request.gather {
        one.exprs(&mut |expr| add(&mut needs, expr));
    }
    needs
}
