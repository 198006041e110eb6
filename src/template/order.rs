//! In which order tables are imported: what is referred to comes first.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::Project;
use crate::rules::plan::{Expr, Reduce};
use crate::tables::types::TableIx;

/// Tables that are imported at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    /// One; several where they refer to each other, so that none can be first.
    pub(crate) tables: Vec<TableIx>,
    /// Those that must be there before.
    pub(crate) after: BTreeSet<TableIx>,
}

/// All exports in the order of their import; of those that do not wait for each other, as the dictionary has them.
pub(crate) fn order(project: &Project) -> Vec<Stage> {
    stages(&needs(project))
}

/// For each export the others that it refers to.
fn needs(project: &Project) -> BTreeMap<TableIx, BTreeSet<TableIx>> {
    let exports = project.exports().len();
    let mut needs: BTreeMap<_, BTreeSet<_>> =
        (0..exports).map(|table| (table, BTreeSet::new())).collect();
    let mut add = |table: TableIx, other: TableIx| {
        if table != other && table < exports && other < exports {
            needs.entry(table).or_default().insert(other);
        }
    };
    for rule in project.rules.iter().filter(|rule| rule.enabled) {
        // a row that is asked for elsewhere, and is missing there
        let judgements = rule.plan.judgements.iter();
        for judgement in judgements {
            judgement.violation.visit(&mut |node| {
                if let Expr::Compare(_, left, right) = node
                    && let (Expr::Lookup(lookup, ..), Expr::Number(0)) = (&**left, &**right)
                    && matches!(project.lookups[*lookup].reduce, Reduce::Exists)
                {
                    add(rule.table, project.lookups[*lookup].table);
                }
            });
        }
    }
    for link in &project.links {
        add(link.table, link.to);
    }
    needs
}

fn stages(needs: &BTreeMap<TableIx, BTreeSet<TableIx>>) -> Vec<Stage> {
    let mut left: BTreeSet<TableIx> = needs.keys().copied().collect();
    let mut stages = Vec::new();
    while let Some(&first) = left.first() {
        let open = |table: &TableIx| needs[table].iter().any(|other| left.contains(other));
        let ready = left.iter().find(|table| !open(table)).copied();
        let tables = match ready {
            Some(table) => vec![table],
            None => circle(first, needs, &left),
        };
        let after = tables.iter().flat_map(|table| &needs[table]).copied();
        let after = after.filter(|other| !tables.contains(other)).collect();
        for table in &tables {
            left.remove(table);
        }
        stages.push(Stage { tables, after });
    }
    stages
}

/// Tables that wait for each other, where every one that is left waits for another: whoever goes from one to the next comes to a
/// circle.
fn circle(
    first: TableIx,
    needs: &BTreeMap<TableIx, BTreeSet<TableIx>>,
    left: &BTreeSet<TableIx>,
) -> Vec<TableIx> {
    let mut way = vec![first];
    loop {
        let last = way[way.len() - 1];
        let next = needs[&last].iter().find(|other| left.contains(other));
        let Some(&next) = next else {
            return vec![last];
        };
        if let Some(start) = way.iter().position(|table| *table == next) {
            let mut circle = way.split_off(start);
            circle.sort_unstable();
            return circle;
        }
        way.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(needs: &[&[TableIx]]) -> Vec<Vec<TableIx>> {
        let needs = needs.iter().map(|others| others.iter().copied().collect());
        let stages = stages(&needs.enumerate().collect());
        stages.into_iter().map(|stage| stage.tables).collect()
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        // lines after orders and items, orders after customers
        assert_eq!(ordered(&[&[1, 3], &[2], &[], &[]]), [[2], [1], [3], [0]]);
        // two that refer to each other, and one that waits for both
        assert_eq!(ordered(&[&[1, 2], &[2], &[1]]), [vec![1, 2], vec![0]]);
        assert_eq!(ordered(&[]), Vec::<Vec<TableIx>>::new());
    }
}
