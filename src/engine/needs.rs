//! Which columns are needed in their types.

use super::job::Job;
use crate::project::Project;
use crate::rules::plan::Expr;
use crate::tables::typed::Needs;

/// Adds the columns that an expression reads.
pub(crate) fn add(needs: &mut Needs, expr: &Expr) {
    expr.visit(&mut |e| {
        if let Expr::Field(field, _) | Expr::Unreadable(field) = e {
            needs.add(*field);
        }
    });
}

/// The columns that a job's rules, lookups and links read, and those that tell of people.
pub(crate) fn of_job(project: &Project, job: &Job) -> Needs {
    let mut needs = Needs::default();
    let table = &project.tables[job.table];
    if let Some(people) = &project.people {
        if job.people {
            people
                .exprs(table)
                .iter()
                .for_each(|expr| add(&mut needs, expr));
        }
        let owned = job.rules.iter().any(|&r| project.rules[r].owner.is_some());
        if let Some(date) = table.date.filter(|_| owned && people.tells_new()) {
            needs.add(date);
        }
    }
    for &rule in &job.rules {
        for expr in project.rules[rule].exprs() {
            add(&mut needs, expr);
        }
    }
    let lookups = job.lookups.iter();
    let asked = lookups.flat_map(|&lookup| project.lookups[lookup].exprs());
    let links = job.links.iter();
    let followed = links.flat_map(|sought| project.links[sought.link].exprs());
    for expr in asked.chain(followed) {
        add(&mut needs, expr);
    }
    needs
}
