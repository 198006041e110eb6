//! What findings hold back: the documents that wait for documents with findings, by finding, rule and owner.
//!
//! It is asked for when everything has been judged, so that only what waits for a finding is kept in memory.

mod sums;
mod upstream;

use std::collections::BTreeMap;

use polars::prelude::{PlHashMap, PlSmallStr};

use self::sums::{Followed, added_up};
use self::upstream::Upstream;
use super::Run;
use super::asking::Ask;
use crate::engine::gather::Gathered;
use crate::engine::gather::waiting::{Doubts, HeldBack, Sought, Waited};
use crate::findings::asked::Cancelled;
use crate::messages::{Arg, Message, message};
use crate::project::Project;
use crate::rules::plan::Link;
use crate::tables::types::TableIx;

impl Run<'_> {
    /// Follows the links from the findings to what waits.
    pub(super) fn hold_back(&mut self) -> Result<(), Cancelled> {
        let project = self.project;
        let mut found: BTreeMap<TableIx, Upstream> = BTreeMap::new();
        let mut sought: BTreeMap<TableIx, Vec<Sought>> = BTreeMap::new();
        let mut same = Vec::new();
        for (ix, link) in project.links.iter().enumerate() {
            let found = found
                .entry(link.to)
                .or_insert_with(|| Upstream::new(project, &self.audit, link.to));
            let (numbers, alike) = self.compared(link, found);
            if !numbers.is_empty() {
                let asked = Sought { link: ix, numbers };
                sought.entry(link.table).or_default().push(asked);
            }
            same.push(alike);
        }
        let nothing = || Some(HeldBack::default());
        let mut held: Vec<_> = project.links.iter().map(|_| nothing()).collect();
        for (table, sought) in sought {
            self.follow(table, sought, &mut held)?;
        }
        let mut followed: BTreeMap<TableIx, Vec<Followed>> = BTreeMap::new();
        for (ix, (same, held)) in same.into_iter().zip(held).enumerate() {
            let link = &project.links[ix];
            followed.entry(link.to).or_default().push(Followed {
                ix,
                link,
                found: &found[&link.to],
                same,
                held,
                as_of: self.options.as_of,
            });
        }
        self.audit.blocks = added_up(&followed);
        Ok(())
    }

    /// The documents with findings by their key in the form that the link compares, and for each of them the first one with
    /// the same key.
    fn compared(
        &self,
        link: &Link,
        found: &Upstream,
    ) -> (PlHashMap<PlSmallStr, u32>, Vec<Option<u32>>) {
        let mut numbers = PlHashMap::default();
        let mut same = vec![None; found.numbers.len()];
        let keys = found.numbers.keys().map(PlSmallStr::as_str);
        let mut documents = found.numbers.values();
        self.engine.compare(link, keys, |key| {
            if let (Some(&number), Some(key)) = (documents.next(), key) {
                let first = *numbers.entry(key.into()).or_insert(number);
                same[number as usize] = Some(first);
            }
        });
        (numbers, same)
    }

    /// Reads a table for the documents that wait. Why that is not possible is told.
    pub(super) fn follow(
        &mut self,
        table: TableIx,
        links: Vec<Sought>,
        held: &mut [Option<HeldBack>],
    ) -> Result<(), Cancelled> {
        let project = self.project;
        let files = self.files_of(table);
        let known = self.audit.inputs.iter().any(|input| input.table == table);
        let ask = Ask {
            links,
            evidence: !known,
            ..Ask::default()
        };
        let answer = self.read(table, &files, &ask)?;
        let failed = answer.inputs.iter().find_map(|input| {
            let reason = input.error.as_ref().or(input.cut.as_ref())?.clone();
            let file = input.input.name.as_str();
            Some(message!("audit-unreadable", file = file, reason = reason))
        });
        let label = || project.tables[table].label.clone();
        let trouble = if files.is_empty() {
            Some(self.no_file(table))
        } else if failed.is_none() && answer.inputs.iter().all(|input| input.rows == 0) {
            Some(message!("not-run-target-empty", table = label()))
        } else {
            failed
        };
        let refused = answer.refused();
        for (gathered, lacking) in answer.gathered {
            let Gathered::Waiting(waited) = gathered else {
                continue;
            };
            let reason = trouble.clone().or(lacking);
            let link = waited.link;
            held[link] = self.held(waited, refused, reason)?;
        }
        if !known {
            self.audit.notices.extend(answer.notices);
            self.audit.inputs.extend(answer.inputs);
        }
        Ok(())
    }

    /// What waits over a link; none where that is not known, for a reason that is told.
    fn held(
        &mut self,
        waited: Waited,
        refused: u64,
        reason: Option<Message>,
    ) -> Result<Option<HeldBack>, Cancelled> {
        let project = self.project;
        let link = &project.links[waited.link];
        let label = || name_of(project, link);
        if let Some(reason) = reason {
            let unknown = message!("link-unknown", label = label(), reason = reason);
            self.audit.notices.push(unknown);
            return Ok(None);
        }
        let unfit = self.unfit(waited.link, &waited.named)?;
        self.audit.notices.extend(unfit);
        let doubts = Doubts {
            lost: waited.doubts.lost + refused,
            ..waited.doubts
        };
        self.audit.notices.extend(told(&label(), doubts));
        let held = waited.held;
        if link.amount.is_some() && held.in_several_files > 0 {
            let count = held.in_several_files;
            let repeated = message!("link-repeated", label = label(), count = count);
            self.audit.notices.push(repeated);
        }
        Ok(Some(held))
    }
}

/// What notices call a link: by its field as well, where another one has the same label.
pub(super) fn name_of(project: &Project, link: &Link) -> Arg {
    let label = Arg::from(link.label.clone());
    let alike = |other: &&Link| other.table == link.table && other.label == link.label;
    match link.from.fields().first() {
        Some(&from) if project.links.iter().filter(alike).count() > 1 => {
            let field = project.tables[link.table].fields[from].label.clone();
            message!("link-named", label = label, field = field).into()
        }
        _ => label,
    }
}

/// What of the waiting documents could not be read.
fn told(label: &Arg, doubts: Doubts) -> impl Iterator<Item = Message> {
    let label = || label.clone();
    let all = [
        (
            doubts.lost,
            message!("link-lost", label = label(), count = doubts.lost),
        ),
        (
            doubts.undecided,
            message!("link-undecided", label = label(), count = doubts.undecided),
        ),
        (
            doubts.amounts,
            message!("link-amounts", label = label(), count = doubts.amounts),
        ),
        (
            doubts.dates,
            message!("link-dates", label = label(), count = doubts.dates),
        ),
    ];
    all.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, message)| message)
}

#[cfg(test)]
mod tests {
    use crate::findings::blocks::Blocked;
    use crate::findings::outcome::Audit;
    use crate::messages::{Lang, Message, Messages};
    use crate::project::Project;
    use crate::tables::types::ONE;
    use crate::testing::audited;

    /// Every order is a finding whose `bad` is filled; shipments wait for orders.
    const PROJECT: &str = r#"
[tables.orders]
files = "orders.csv"
key = ["no"]
[tables.orders.fields]
no = {}
bad = {}
who = { type = "person" }
[tables.shipments]
files = "shipments.csv"
key = ["no"]
date = "made"
[tables.shipments.fields]
no = {}
order = {}
amount = { type = "decimal" }
made = { type = "date" }
sent = { type = "date" }
[[rule]]
id = "r"
table = "orders"
owner = "who"
check.expression = { must = "bad is null" }
[[link]]
from = "shipments.order"
to = "orders.no"
amount = "amount"
when = "sent is null"
"#;
    const ORDERS: &str = "no,bad,who\nA,x,ann\nB,x,bob\nC,x,Ａnn\nD,,ann\n";

    /// Documents, amount and days; 2026-10-31 is the day of the audit.
    type Numbers = (Option<u64>, Option<i128>, Option<i64>);

    fn numbers(blocked: &[Blocked]) -> Vec<Numbers> {
        let one = |b: &Blocked| (b.documents, b.amount.map(|amount| amount / ONE), b.days);
        blocked.iter().map(one).collect()
    }

    fn of_rule((project, audit): &(Project, Audit)) -> Vec<Numbers> {
        let rule = project.rules.iter().position(|r| r.id == "r").unwrap();
        numbers(audit.blocks.of_rule(rule).unwrap())
    }

    fn of_order((_, audit): &(Project, Audit), key: &str) -> Vec<Numbers> {
        numbers(audit.blocks.of_document(0, key).unwrap())
    }

    fn told((_, audit): &(Project, Audit)) -> Vec<String> {
        let messages = Messages::new(Lang::En);
        // a constraint that could decide none of its few rows is another matter
        let unread = |error: &&Message| error.key != "audit-not-run";
        assert_eq!(audit.errors.iter().find(unread), None);
        audit.notices.iter().map(|n| messages.text(n)).collect()
    }

    fn shipped(shipments: &str) -> (Project, Audit) {
        let shipments = format!("no,order,amount,made,sent\n{shipments}");
        audited(
            PROJECT,
            &[("orders.csv", ORDERS), ("shipments.csv", &shipments)],
        )
    }

    #[test]
    fn documents_amounts_and_days() {
        let audit = shipped(
            "1,A,10,2026-10-01,\n2,A,0.5,2026-10-21 ,\n3,A,100,2026-01-01,2026-10-30\n\
            4,D,1000,2026-01-01,\n5,B,,,\n6, A ,1.5,2027-01-01,\n",
        );
        assert_eq!(of_order(&audit, "A"), [(Some(3), Some(12), Some(30))]);
        assert_eq!(of_order(&audit, "B"), [(Some(1), Some(0), None)]);
        assert_eq!(of_order(&audit, "C"), [(Some(0), Some(0), None)]);
        assert_eq!(of_rule(&audit), [(Some(4), Some(12), Some(30))]);
        assert_eq!(told(&audit), [""; 0]);
        let [ann, bob] = audit.1.blocks.owners.as_slice() else {
            panic!("{:?}", audit.1.blocks.owners)
        };
        assert_eq!((ann.0.as_str(), bob.0.as_str()), ("ann", "bob"));
        assert_eq!(numbers(&ann.1), [(Some(3), Some(12), Some(30))]);
    }

    #[test]
    fn a_day_that_lies_ahead_has_not_waited() {
        assert_eq!(
            of_rule(&shipped("1,A,1,2026-12-01,\n")),
            [(Some(1), Some(1), Some(0))]
        );
    }

    #[test]
    fn a_document_counts_once_for_all_that_hold_it_back() {
        // shipment 1 waits for three orders, 2 for two, 3 for one in two rows
        let rows = "1,A,1,2026-10-01,\n1,B,2,2026-10-02,\n1,C,4,2026-10-03,\n\
            2,A,8,2026-10-04,\n2,C,16,2026-10-05,\n3,C,32,2026-10-06,\n3,C,64,2026-10-07,\n";
        let audit = shipped(rows);
        assert_eq!(of_order(&audit, "A"), [(Some(2), Some(9), Some(30))]);
        assert_eq!(of_order(&audit, "B"), [(Some(1), Some(2), Some(29))]);
        assert_eq!(of_order(&audit, "C"), [(Some(3), Some(116), Some(28))]);
        assert_eq!(of_rule(&audit), [(Some(3), Some(127), Some(30))]);
        let owners: Vec<_> = audit
            .1
            .blocks
            .owners
            .iter()
            .map(|o| numbers(&o.1))
            .collect();
        assert_eq!(
            owners,
            [
                [(Some(3), Some(125), Some(30))],
                [(Some(1), Some(2), Some(29))]
            ]
        );
        // in any order
        let turned: Vec<&str> = rows.lines().rev().collect();
        let turned = shipped(&(turned.join("\n") + "\n"));
        assert_eq!(of_rule(&turned), of_rule(&audit));
    }

    #[test]
    fn a_document_with_two_findings_counts_once() {
        let orders = "no,bad,who\nA,x,ann\nA,x,ann\n";
        let shipments = "no,order,amount,made,sent\n1,A,5,2026-10-01,\n";
        let audit = audited(
            PROJECT,
            &[("orders.csv", orders), ("shipments.csv", shipments)],
        );
        assert_eq!(of_rule(&audit), [(Some(1), Some(5), Some(30))]);
    }

    #[test]
    fn rows_of_a_table_without_a_key_are_documents() {
        let project = PROJECT.replacen("key = [\"no\"]\ndate", "date", 1);
        let shipments = "no,order,amount,made,sent\n1,A,1,2026-10-01,\n1,A,2,,\n1,B,4,,\n";
        let audit = audited(
            &project,
            &[("orders.csv", ORDERS), ("shipments.csv", shipments)],
        );
        assert_eq!(of_order(&audit, "A"), [(Some(2), Some(3), Some(30))]);
        assert_eq!(of_rule(&audit), [(Some(3), Some(7), Some(30))]);
    }

    #[test]
    fn what_cannot_be_read_is_not_made_up() {
        let audit =
            shipped("1,A,ten,2026-10-01,\n2,A,1,,\n3,B,2,yesterday,\n4,C,3,,soon\n5,C,3,,\n");
        assert_eq!(of_order(&audit, "A"), [(Some(2), Some(1), Some(30))]);
        assert_eq!(of_order(&audit, "B"), [(Some(1), Some(2), None)]);
        // a day of shipping that cannot be read is one all the same
        assert_eq!(of_order(&audit, "C"), [(Some(1), Some(3), None)]);
        assert_eq!(of_rule(&audit), [(Some(4), Some(6), None)]);
        // one amount is in none of the sums, and counted in its place
        assert_eq!(audit.1.blocks.all[0].missing, 1);
        let told = told(&audit);
        assert!(told[0].starts_with("shipments: 1 amount of"), "{told:?}");
        assert!(told[1].starts_with("shipments: 1 date of"), "{told:?}");
    }

    /// An empty cell is no 0: the amount is the least that there is.
    #[test]
    fn an_amount_that_is_not_filled_in_is_missing() {
        let audit = shipped("1,A,100,2026-10-01,\n2,A,,2026-10-01,\n3,B,,2026-10-01,\n4,C,7,,\n");
        let of = |key: &str| {
            let blocked = audit.1.blocks.of_document(0, key).unwrap();
            (
                blocked[0].amount.map(|amount| amount / ONE),
                blocked[0].missing,
            )
        };
        assert_eq!(of("A"), (Some(100), 1));
        assert_eq!(of("B"), (Some(0), 1));
        assert_eq!(of("C"), (Some(7), 0));
        assert_eq!(audit.1.blocks.all[0].missing, 2);
        // it is no cell that cannot be read
        assert_eq!(told(&audit), [""; 0]);
    }

    #[test]
    fn what_nobody_has_holds_something_back_as_well() {
        let shipments = "no,order,amount,made,sent\n1,A,5,,\n2,B,7,,\n";
        let orders = "no,bad,who\nA,x,\nB,x,bob\n";
        let files = [("orders.csv", orders), ("shipments.csv", shipments)];
        let audit = audited(PROJECT, &files).1;
        let mut held: Vec<(&str, Vec<Numbers>)> = audit
            .blocks
            .owners
            .iter()
            .map(|(owner, blocked)| (owner.as_str(), numbers(blocked)))
            .collect();
        held.sort();
        let one = |amount| vec![(Some(1), Some(amount), None)];
        assert_eq!(held, [("", one(5)), ("bob", one(7))]);
    }

    #[test]
    fn rows_that_cannot_be_told_are_left_out() {
        let project = PROJECT.replace("sent is null", "sent > '2026-01-01'");
        // the last row is too short to say what it waits for
        let shipments = "no,order,amount,made,sent\n1,A,1,,2026-05-01\n2,A,2,,soon\n3,A,4,,\n4\n";
        let audit = audited(
            &project,
            &[("orders.csv", ORDERS), ("shipments.csv", shipments)],
        );
        assert_eq!(of_rule(&audit), [(Some(1), Some(1), None)]);
        let told = told(&audit);
        assert!(
            told[0].starts_with("shipments: 1 row does not say"),
            "{told:?}"
        );
        assert!(told[1].starts_with("shipments: of 1 row"), "{told:?}");
    }

    #[test]
    fn an_export_that_cannot_be_read_leaves_the_numbers_open() {
        let unknown = [(None, None, None)];
        let header = "no,amount,made,sent\n1,1,,\n";
        let open = "no,order,amount,made,sent\n1,A,1,03/04/2026,\n";
        for (shipments, reason) in [
            (Some(header), "no usable column for \"order\""),
            (Some("no,order,amount,made,sent\n"), "holds no rows"),
            (Some(open), "03/04/2026"),
            (Some(""), "shipments.csv"),
            (None, "no file matches shipments.csv"),
        ] {
            let mut files = vec![("orders.csv", ORDERS)];
            files.extend(shipments.map(|text| ("shipments.csv", text)));
            let project = PROJECT.replace("date = \"made\"", "date = \"made\"\noptional = true");
            let audit = audited(&project, &files);
            assert_eq!(of_rule(&audit), unknown, "{reason}");
            assert_eq!(of_order(&audit, "A"), unknown, "{reason}");
            assert_eq!(audit.1.blocks.owners.len(), 2);
            let messages = Messages::new(Lang::En);
            let told: Vec<String> = audit.1.notices.iter().map(|n| messages.text(n)).collect();
            let unknown = |n: &&String| n.starts_with("what waits is not known (shipments)");
            let told: Vec<&String> = told.iter().filter(unknown).collect();
            assert_eq!(told.len(), 1, "{reason}: {told:?}");
            assert!(told[0].contains(reason), "{told:?}");
        }
    }

    /// 13812345678 and 13899999678 are both `138***78`, and Ann and Bob are `***`.
    #[test]
    fn masked_owners_are_not_added_up_as_one() {
        let files = [
            (
                "orders.csv",
                "no,bad,who\nA,x,13812345678\nB,x,13899999678\n",
            ),
            (
                "shipments.csv",
                "no,order,amount,made,sent\n1,A,1,,\n2,B,2,,\n",
            ),
            (
                "people.csv",
                "account,name\n13812345678,Ann\n13899999678,Bob\n",
            ),
        ];
        assert_eq!(audited(PROJECT, &files).1.blocks.owners.len(), 2);
        let secret = "{ type = \"person\", sensitive = true }";
        let project = PROJECT.replace("{ type = \"person\" }", secret);
        let people = "[tables.people]\nfiles = \"people.csv\"\n[tables.people.fields]\naccount = {}\n\
            name = { sensitive = true }\n";
        for project in [project, format!("{PROJECT}{people}")] {
            let audit = audited(&project, &files);
            assert_eq!(of_rule(&audit), [(Some(2), Some(3), None)]);
            assert_eq!(audit.1.blocks.owners, []);
        }
    }

    #[test]
    fn nobody_knows_what_waits_for_a_damaged_key() {
        let files = [
            ("orders.csv", "no,bad,who\n9.13101E+17,x,ann\n"),
            (
                "shipments.csv",
                "no,order,amount,made,sent\n1,913101000000000123,1,,\n",
            ),
        ];
        let audit = audited(PROJECT, &files);
        assert_eq!(of_order(&audit, "9.13101E+17"), [(None, None, None)]);
    }

    #[test]
    fn files_that_overlap_are_told() {
        let shipments = "no,order,amount,made,sent\n1,A,1,,\n1,A,1,,\n2,A,1,,\n";
        let more = "no,order,amount,made,sent\n1,A,1,,\n3,A,1,,\n";
        let files = [
            ("orders.csv", ORDERS),
            ("s1.csv", shipments),
            ("s2.csv", more),
        ];
        let project = PROJECT.replace("shipments.csv", "s*.csv");
        let audit = audited(&project, &files);
        assert_eq!(of_order(&audit, "A"), [(Some(3), Some(5), None)]);
        let told = told(&audit);
        assert!(
            told[0].contains("1 document stands in more than one file"),
            "{told:?}"
        );
        let audit = audited(&project, &files[..2]);
        assert_eq!(audit.1.notices, []);
    }

    #[test]
    fn rows_without_a_key_are_documents_of_their_own() {
        let audit = shipped(",A,1,,\n,A,1,,\n1,A,1,,\n1,A,1,,\n");
        assert_eq!(of_order(&audit, "A"), [(Some(3), Some(4), None)]);
    }

    #[test]
    fn a_broken_row_may_be_one_that_waits() {
        let audit = shipped("1,A,1,,\n2,\"A,2,,\n3,A,4,,\n");
        let told = told(&audit);
        assert!(
            told[0].contains("not say readably what it waits for"),
            "{told:?}"
        );
    }

    #[test]
    fn a_finding_without_a_key_says_nothing() {
        let orders = "no,bad,who\n,x,ann\nA,x,ann\n";
        let shipments = "no,order,amount,made,sent\n1,A,5,2026-10-01,\n2,,5,2026-10-01,\n";
        let audit = audited(
            PROJECT,
            &[("orders.csv", orders), ("shipments.csv", shipments)],
        );
        let rule = audit.0.rules.iter().position(|r| r.id == "r").unwrap();
        let rows: Vec<_> = audit.1.findings.of(rule).unwrap().rows(9).collect();
        assert_eq!(of_order(&audit, rows[0].key), [(None, None, None)]);
        assert_eq!(of_rule(&audit), [(Some(1), Some(5), Some(30))]);
    }

    #[test]
    fn keys_compare_as_values() {
        let number = PROJECT
            .replacen("no = {}", "no = { type = \"integer\" }", 1)
            .replace("order = {}", "order = { type = \"integer\" }");
        let person = PROJECT.replace("order = {}", "order = { type = \"person\" }");
        let folded = format!("{number}normalise = [\"case\", \"leading_zeros\"]\n");
        for (project, order, shipment) in [
            (number.as_str(), "007", "7.0"),
            (folded.as_str(), "007", "7.0"),
            (person.as_str(), "ＡＢ１", "ab1"),
            (PROJECT, " S 1 ", "S 1"),
        ] {
            let orders = format!("no,bad,who\n{order},x,ann\n");
            let shipments = format!("no,order,amount,made,sent\n1,{shipment},5,,\n");
            let audit = audited(
                project,
                &[("orders.csv", &orders), ("shipments.csv", &shipments)],
            );
            assert_eq!(of_rule(&audit), [(Some(1), Some(5), None)], "{order}");
            assert_eq!(of_order(&audit, order.trim()), [(Some(1), Some(5), None)]);
        }
        // what is no number is not the key of anything
        let (orders, shipments) = (
            "no,bad,who\nx7,x,ann\n",
            "no,order,amount,made,sent\n1,7,5,,\n",
        );
        let audit = audited(
            &number,
            &[("orders.csv", orders), ("shipments.csv", shipments)],
        );
        assert_eq!(of_order(&audit, "x7"), [(None, None, None)]);
    }

    fn of_owners(audit: &(Project, Audit)) -> Vec<(&str, Vec<Numbers>)> {
        let owners = audit.1.blocks.owners.iter();
        owners
            .map(|(name, b)| (name.as_str(), numbers(b)))
            .collect()
    }

    /// Shipments name two orders each; the second link has the `label`.
    fn linked_twice(label: &str) -> (Project, Audit) {
        let second =
            "[[link]]\nfrom = \"shipments.prior\"\nto = \"orders.no\"\namount = \"amount\"\n";
        let project = PROJECT.replace("order = {}\n", "order = {}\nprior = {}\n");
        let shipments = "no,order,prior,amount,made,sent\n\
            1,A,A,5,2026-10-01,\n2,A,B,7,,\n2,,A,1,,\n3,C,,2,,\n";
        audited(
            &format!("{project}{second}{label}"),
            &[("orders.csv", ORDERS), ("shipments.csv", shipments)],
        )
    }

    #[test]
    fn what_waits_over_two_links_counts_once() {
        let audit = linked_twice("");
        assert_eq!(of_order(&audit, "A"), [(Some(2), Some(13), Some(30))]);
        assert_eq!(of_order(&audit, "B"), [(Some(1), Some(7), None)]);
        assert_eq!(of_order(&audit, "C"), [(Some(1), Some(2), None)]);
        assert_eq!(of_rule(&audit), [(Some(3), Some(15), Some(30))]);
        assert_eq!(
            of_owners(&audit),
            [
                ("ann", vec![(Some(3), Some(15), Some(30))]),
                ("bob", vec![(Some(1), Some(7), None)])
            ]
        );
    }

    #[test]
    fn links_with_a_label_of_their_own_stand_apart_and_count_once_together() {
        let audit = linked_twice("label = \"After another order\"\n");
        assert_eq!(
            of_rule(&audit),
            [(Some(3), Some(14), Some(30)), (Some(2), Some(13), Some(30))]
        );
        let rule = audit.0.rules.iter().position(|r| r.id == "r").unwrap();
        let again = |b: &Blocked| b.again;
        let of_rule = audit.1.blocks.of_rule(rule).unwrap().iter().map(again);
        assert_eq!(of_rule.collect::<Vec<_>>(), [0, 2]);
        let of_b = audit
            .1
            .blocks
            .of_document(0, "B")
            .unwrap()
            .iter()
            .map(again);
        assert_eq!(of_b.collect::<Vec<_>>(), [0, 0]);
    }

    /// An order and its customer may be of the same owner.
    #[test]
    fn what_waits_for_two_tables_counts_once_for_their_owner() {
        let customers = "[tables.customers]\nfiles = \"customers.csv\"\nkey = [\"no\"]\n\
            [tables.customers.fields]\nno = {}\nwho = { type = \"person\" }\n\
            [[rule]]\nid = \"c\"\ntable = \"customers\"\nowner = \"who\"\n\
            check.expression = { must = \"no = 'none'\" }\n\
            [[link]]\nfrom = \"shipments.sent\"\nto = \"customers.no\"\namount = \"amount\"\n";
        let project = PROJECT.replace("sent = { type = \"date\" }", "sent = {}");
        let project = project.replace("when = \"sent is null\"\n", "") + customers;
        let audit = audited(
            &project,
            &[
                ("orders.csv", ORDERS),
                ("customers.csv", "no,who\nK,ANN\nL,ann\n"),
                (
                    "shipments.csv",
                    "no,order,amount,made,sent\n1,A,5,,K\n2,B,7,,K\n3,C,1,,M\n4,A,3,,L\n",
                ),
            ],
        );
        assert_eq!(of_rule(&audit), [(Some(4), Some(16), None)]);
        assert_eq!(
            of_owners(&audit),
            [
                ("ann", vec![(Some(4), Some(16), None)]),
                ("bob", vec![(Some(1), Some(7), None)])
            ]
        );
    }

    #[test]
    fn the_project_says_what_makes_no_difference() {
        let orders = "no,bad,who\nso-1,x,ann\n";
        let shipments = "no,order,amount,made,sent\n1,ＳＯ1,5,,\n";
        let files = [("orders.csv", orders), ("shipments.csv", shipments)];
        let project = format!("{PROJECT}normalise = [\"width\", \"case\", \"dashes\"]\n");
        let audit = audited(&project, &files);
        assert_eq!(of_order(&audit, "so-1"), [(Some(1), Some(5), None)]);
        assert_eq!(told(&audit), [""; 0]);
        assert_eq!(
            of_rule(&audited(PROJECT, &files)),
            [(Some(0), Some(0), None)]
        );
    }

    #[test]
    fn keys_that_never_fit_are_told() {
        let unfit = "shipments: 2 rows name a document to wait for, but of 2 names looked up none is in orders";
        let told = |rows: &str| told(&shipped(rows));
        let without_fit = told("1,a,1,,\n2,b,1,,\n3,,1,,\n");
        assert_eq!(without_fit.len(), 1, "{without_fit:?}");
        assert!(without_fit[0].starts_with(unfit), "{without_fit:?}");
        // an order without a finding is one too
        assert_eq!(told("1,a,1,,\n2,D,1,,\n"), [""; 0]);
        assert_eq!(told("1,a,1,,\n2,A,1,,2026-01-01\n"), [""; 0]);
        assert_eq!(told("1,,1,,\n"), [""; 0]);
    }

    #[test]
    fn links_of_one_label_are_told_apart() {
        let second = "[[link]]\nfrom = \"shipments.no\"\nto = \"orders.no\"\n";
        let shipments = "no,order,amount,made,sent\n1,a,5,,\n";
        let files = [("orders.csv", ORDERS), ("shipments.csv", shipments)];
        let told = told(&audited(&format!("{PROJECT}{second}"), &files));
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("shipments, order: 1 row"), "{told:?}");
        assert!(told[1].starts_with("shipments, no: 1 row"), "{told:?}");
    }

    /// A large export is looked up in part.
    #[test]
    fn keys_from_all_over_the_table_are_looked_up() {
        let rows: Vec<String> = (0..1_000).map(|n| format!("{n},x{n},1,,\n")).collect();
        let mut rows = rows.concat();
        let all = told(&shipped(&rows));
        assert!(
            all[0].starts_with("shipments: 1,000 rows") && all[0].contains(" of 250 names"),
            "{all:?}"
        );
        rows.push_str("last,A,1,,\n");
        assert_eq!(told(&shipped(&rows)), [""; 0]);
    }

    #[test]
    fn links_stay_apart_and_a_document_may_wait_for_its_own_kind() {
        let more = "[[link]]\nfrom = \"orders.bad\"\nto = \"orders.no\"\n";
        let project = format!("{PROJECT}{more}");
        let orders = "no,bad,who\nA,B,ann\nB,B,ann\nC,A,bob\n";
        let shipments = "no,order,amount,made,sent\n1,A,5,2026-10-01,\n";
        let audit = audited(
            &project,
            &[("orders.csv", orders), ("shipments.csv", shipments)],
        );
        let held = |key| of_order(&audit, key);
        assert_eq!(
            held("A"),
            [(Some(1), Some(5), Some(30)), (Some(1), None, None)]
        );
        assert_eq!(held("B"), [(Some(0), Some(0), None), (Some(2), None, None)]);
        assert_eq!(
            of_rule(&audit),
            [(Some(1), Some(5), Some(30)), (Some(3), None, None)]
        );
    }
}
