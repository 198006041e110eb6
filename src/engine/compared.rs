//! Keys of findings in the form that a link compares: as if they stood in a file of their table.

use super::evaluate::Evaluator;
use super::needs;
use super::orders::Orders;
use crate::findings::asked::AsOf;
use crate::project::Project;
use crate::rules::plan::Link;
use crate::sources::batch::Batch;
use crate::sources::damage;
use crate::tables::header::Header;
use crate::tables::typed::{Needs, Typed, Whole};

/// Bytes of keys that are put into their compared form at a time.
const PART: usize = 1 << 20;

/// Hands them to `each` in their order; none where one cannot be read.
pub(super) fn compare<'k>(
    project: &Project,
    link: &Link,
    keys: impl Iterator<Item = &'k str>,
    orders: Option<&Orders>,
    as_of: AsOf,
    mut each: impl FnMut(Option<&str>),
) {
    let mut part = Batch::new(1);
    let mut bytes = 0;
    let mut compare = |mut batch: Batch| {
        damage::mark(&mut batch);
        compare_part(project, link, &batch, orders, as_of, &mut each);
    };
    for key in keys {
        part.write_cell(0, |text| text.push_str(key));
        part.end_row(0);
        bytes += key.len();
        if bytes > PART {
            compare(std::mem::replace(&mut part, Batch::new(1)));
            bytes = 0;
        }
    }
    compare(part);
}

/// The keys of a batch with one column.
fn compare_part(
    project: &Project,
    link: &Link,
    batch: &Batch,
    orders: Option<&Orders>,
    as_of: AsOf,
    each: impl FnMut(Option<&str>),
) {
    let table = &project.tables[link.to];
    let mut header = Header {
        columns: vec![None; table.fields.len()],
        ..Header::default()
    };
    for &field in &table.key {
        header.columns[field] = Some(0);
    }
    let mut needs = Needs::default();
    needs::add(&mut needs, &link.key);
    let whole = Whole {
        orders: orders.map_or(&[][..], |orders| &orders.decided),
        days: &[],
    };
    let typed = Typed::new(table, &header, batch, &needs, whole);
    let evaluator = Evaluator::new(&typed, &[], as_of);
    evaluator.text_of(&link.key).for_each(each);
}
