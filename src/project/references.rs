//! Which rows must be there before others: those that references and links lead to.

use std::collections::BTreeSet;

use super::Project;
use crate::rules::Rule;
use crate::rules::plan::{Expr, Op, Reduce};
use crate::tables::types::TableIx;

/// Rows of a table that name a row of another one, which must be loaded first.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    pub(crate) table: TableIx,
    /// The key that a row names; null where it names none.
    pub(crate) from: Vec<Expr>,
    /// Which rows must name one; all where there is none.
    pub(crate) applies: Option<Expr>,
    pub(crate) to: TableIx,
    /// The key there, in the form that `from` is compared with.
    pub(crate) keys: Vec<Expr>,
}

/// The references of a project: those that rules hold rows against, and links. Several that lead from the same fields to the same
/// keys are one.
pub(crate) fn references(project: &Project) -> Vec<Reference> {
    let exports = project.exports().len();
    let rules = project.rules.iter().filter(|rule| rule.enabled);
    let rules = rules.filter(|rule| rule.table < exports);
    let held = rules.flat_map(|rule| {
        let judgements = 0..rule.plan.judgements.len();
        judgements.filter_map(move |judgement| of_rule(project, rule, judgement))
    });
    let links = project.links.iter().map(|link| Reference {
        table: link.table,
        from: vec![link.from.clone()],
        applies: link.when.clone(),
        to: link.to,
        keys: vec![link.key.clone()],
    });
    let mut references: Vec<Reference> = Vec::new();
    for one in held.chain(links) {
        match references.iter_mut().find(|other| other.is_like(&one)) {
            None => references.push(one),
            Some(other) => {
                let both = other.applies.take().zip(one.applies);
                other.applies = both.map(|(one, more)| Expr::Or(vec![one, more]));
            }
        }
    }
    references
}

/// The reference that a judgement of a rule holds rows against: what it finds waits for a row that is not there. None where it
/// holds them against something else, and where its condition asks other tables.
pub(crate) fn of_rule(project: &Project, rule: &Rule, judgement: usize) -> Option<Reference> {
    let (lookup, from) = absent(&rule.plan.judgements.get(judgement)?.violation)?;
    let lookup = &project.lookups[lookup];
    let followed = matches!(lookup.reduce, Reduce::Exists) && !rule.when.as_ref().is_some_and(asks);
    followed.then(|| Reference {
        table: rule.table,
        from: from.to_vec(),
        applies: rule.when.clone(),
        to: lookup.table,
        keys: lookup.keys.clone(),
    })
}

impl Reference {
    /// Whether both lead from the same fields to the same keys. That blanks at the ends make no difference is none.
    pub(crate) fn is_like(&self, other: &Reference) -> bool {
        let fields = |exprs: &[Expr]| -> Vec<_> { exprs.iter().flat_map(Expr::fields).collect() };
        let of = |one: &Reference| (one.table, fields(&one.from), one.to, fields(&one.keys));
        of(self) == of(other)
    }
}

/// The lookup that finds nothing, and the key, where that is what an expression says.
fn absent(violation: &Expr) -> Option<(usize, &[Expr])> {
    let Expr::Compare(Op::Eq, found, count) = violation else {
        return None;
    };
    match (&**found, &**count) {
        (Expr::Lookup(lookup, _, keys), Expr::Number(0)) => Some((*lookup, keys)),
        _ => None,
    }
}

/// Whether an expression asks other tables.
fn asks(expr: &Expr) -> bool {
    let mut asks = false;
    expr.visit(&mut |node| asks |= matches!(node, Expr::Lookup(..)));
    asks
}

/// Some tables in the order in which they are loaded: what is referred to comes first. Tables that refer to each other in a circle
/// stand together.
pub(crate) fn import_order(tables: &[TableIx], references: &[Reference]) -> Vec<Vec<TableIx>> {
    let next = |table: TableIx| {
        let from = references.iter().filter(move |one| one.table == table);
        from.map(|one| one.to).filter(|to| tables.contains(to))
    };
    let reached = |from: TableIx| {
        let (mut reached, mut left) = (BTreeSet::new(), vec![from]);
        while let Some(table) = left.pop() {
            left.extend(next(table).filter(|to| reached.insert(*to)));
        }
        reached
    };
    let below: Vec<BTreeSet<TableIx>> = tables.iter().map(|&table| reached(table)).collect();
    let mut left: Vec<usize> = (0..tables.len()).collect();
    let mut order = Vec::new();
    while let Some(&first) = left.first() {
        let circle = |at: usize, other: usize| {
            at == other || below[at].contains(&tables[other]) && below[other].contains(&tables[at])
        };
        let is_free = |at: usize| {
            let waits = |other: &&usize| below[at].contains(&tables[**other]);
            left.iter().filter(waits).all(|&other| circle(at, other))
        };
        let free = left.iter().copied().find(|&at| is_free(at));
        let free = free.unwrap_or(first);
        let (group, rest) = left.iter().partition(|&&other| circle(free, other));
        left = rest;
        let group: Vec<usize> = group;
        order.push(group.into_iter().map(|at| tables[at]).collect());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(table: TableIx, to: TableIx) -> Reference {
        Reference {
            table,
            from: Vec::new(),
            applies: None,
            to,
            keys: Vec::new(),
        }
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        let references = [(0, 2), (2, 1), (3, 0), (4, 4)].map(|(from, to)| reference(from, to));
        let order = import_order(&[0, 1, 2, 3, 4], &references);
        assert_eq!(order, [vec![1], vec![2], vec![0], vec![3], vec![4]]);
    }

    #[test]
    fn circles_stand_together() {
        let references = [(0, 1), (1, 2), (2, 1), (2, 3)].map(|(from, to)| reference(from, to));
        let order = import_order(&[0, 1, 2, 3], &references);
        assert_eq!(order, [vec![3], vec![1, 2], vec![0]]);
    }
}
