//! Rule packs that come with the program, usable as `pack:NAME` in `[project] rules`.

/// A shipped rule file.
pub(crate) struct Pack {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// All packs.
pub(crate) const PACKS: &[Pack] = &[
    Pack {
        name: "complaints",
        text: include_str!("../../rules/complaints.toml"),
    },
    Pack {
        name: "master-data",
        text: include_str!("../../rules/master-data.toml"),
    },
    Pack {
        name: "order-to-cash",
        text: include_str!("../../rules/order-to-cash.toml"),
    },
    Pack {
        name: "order-to-cash-process",
        text: include_str!("../../rules/order-to-cash-process.toml"),
    },
];

/// The pack of that name.
pub(crate) fn find(name: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.name == name)
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, tried};

    #[test]
    fn steps_of_a_complaint_are_in_order() {
        let project = "[project]\nrules = [\"pack:complaints\"]\n\
            [tables.complaints]\nfiles = \"c.csv\"\nkey = [\"no\"]\n[tables.complaints.fields]\nno = {}\n\
            received_at = { type = \"datetime\" }\naccepted_at = { type = \"datetime\" }\n\
            handled_at = { type = \"datetime\" }\nclosed_at = { type = \"datetime\" }\n";
        let complaints = "no,received_at,accepted_at,handled_at,closed_at\n\
            1,2026-10-09 09:00,2026-10-10 09:00,2026-10-09 15:00,2026-10-11 16:00\n\
            2,2026-10-09 09:00,2026-10-10 09:00,,2026-10-09 16:00\n\
            3,2026-10-09 09:00,2026-10-09 10:00,2026-10-09 15:00,2026-10-09 16:00\n\
            4,2026-10-09 09:00,,2026-10-09 15:00,2026-10-09 14:00\n\
            5,2026-10-09 09:00,2026-10-10 09:00,,\n";
        let rows = |rule: &str| tried(project, &[("c.csv", complaints)], rule).rows();
        assert_eq!(rows("complaint-accepted-out-of-order"), [2, 3]);
        assert_eq!(rows("complaint-dates-out-of-order"), [5]);
    }

    /// Declares a table in `NAME.csv` with such fields; a name that ends as times do is one, and so on.
    fn table(name: &str, fields: &str) -> String {
        let field = |name: &str| {
            let kind = match name {
                "amount" | "approval_limit" | "price" | "credit_limit" | "length" => "decimal",
                "order_date" | "valid_from" | "valid_until" => "date",
                at if at.ends_with("at") || at == "left" => "datetime",
                by if by.ends_with("by") || by == "handler" => "person",
                _ => "text",
            };
            let values = match name {
                "status" => ", values = [\"open\", \"approved\", \"closed\", \"void\"]",
                "action" => {
                    ", values = [\"approved\", \"unapproved\", \"closed\", \"reopened\", \"handled\"]"
                }
                _ => "",
            };
            format!("{name} = {{ type = \"{kind}\"{values} }}\n")
        };
        let fields: Vec<&str> = fields.split(',').collect();
        let described: String = fields.iter().map(|name| field(name)).collect();
        format!(
            "[tables.{name}]\nfiles = \"{name}.csv\"\nkey = [\"{}\"]\n[tables.{name}.fields]\n{described}",
            fields[0]
        )
    }

    const ORDERS: &str = "order_no,status,customer_code,amount,created_at,created_by,approved_at,approved_by,modified_at,modified_by\n\
        O1,closed,C1,100,2026-10-01 09:00,u1,2026-10-01 10:00,m1,2026-10-01 10:00,m1\n\
        O2,approved,C1,100,2026-10-02 09:00,u1,2026-10-05 10:00,m1,2026-10-06 09:00,u1\n\
        O3,void,C2,50,2026-10-02 09:00,u1,,,,\n\
        O4,closed,C2,80,2026-10-02 09:00,u2,2026-10-02 10:00,m1,2026-10-02 10:00,m1\n\
        O5,approved,C2,80,2026-10-02 09:00,w1,2026-10-02 10:00,m1,,\n";
    const SHIPMENTS: &str = "shipment_no,order_no,status,customer_code,amount,created_at,created_by,approved_at,approved_by,shipped_at\n\
        S1,O1,approved,C1,100,2026-10-02 08:00,w1,2026-10-02 09:00,w2,2026-10-03\n\
        S2,O2,approved,C1,100,2026-10-03 08:00,w1,2026-10-03 09:00,w2,2026-10-04\n\
        S4,O4,approved,C9,60,2026-10-03 08:00,w1,2026-10-03 09:00,w2,2026-10-04\n\
        S5,O5,open,C2,90,2026-10-05 08:00,w1,,,2026-10-09\n\
        S6,O5,void,C8,900,2026-10-01 08:00,w1,,,2026-10-01\n";
    const INVOICES: &str = "invoice_no,order_no,status,amount,created_at,created_by\n\
        I1,O1,,100,2026-10-05 08:00,f1\nI4,O4,,70,2026-10-05 08:00,f1\nI5,O5,,80,2026-10-06 08:00,w1\n\
        I6,O5,void,500,2026-10-01 08:00,f1\n";
    const APPROVALS: &str = "order_no,action,at,by\nO1,approved,2026-10-01 10:00,m1\nO1,unapproved,2026-10-01 12:00,m1\n\
        O4,unapproved,2026-10-07 12:00,m1\n";

    /// A project with the pack and the tables, by their first lines.
    fn with_pack(pack: &str, files: &[(&str, &str)]) -> String {
        let tables = files.iter().map(|(file, text)| {
            let name = file.strip_suffix(".csv").unwrap();
            table(name, text.lines().next().unwrap())
        });
        let tables: String = tables.collect();
        format!("[project]\nrules = [\"pack:{pack}\"]\n{tables}")
    }

    fn notices(project: &str, files: &[(&str, &str)]) -> Vec<String> {
        let (project, _) = audited(project, files);
        let messages = Messages::new(Lang::En);
        let of_packs = project.notices.iter().map(|notice| messages.text(notice));
        of_packs.filter(|text| text.starts_with("pack:")).collect()
    }

    #[test]
    fn an_order_goes_its_way_to_the_money() {
        let files = [
            ("orders.csv", ORDERS),
            ("shipments.csv", SHIPMENTS),
            ("invoices.csv", INVOICES),
            ("approvals.csv", APPROVALS),
        ];
        let project = with_pack("order-to-cash-process", &files);
        assert_eq!(notices(&project, &files), [""; 0]);
        for (rule, rows) in [
            ("shipment-before-order-approval", vec![3]),
            ("invoiced-before-shipped", vec![4]),
            ("invoiced-without-approved-shipment", vec![4]),
            ("order-counter-approved", vec![3, 4]),
            ("order-counter-approved-after-shipment", vec![4]),
            ("order-changed-after-approval", vec![3]),
            ("shipped-more-than-ordered", vec![5]),
            ("closed-order-shipped-short", vec![4]),
            ("shipment-customer-differs", vec![4]),
            ("invoiced-more-than-shipped", vec![3]),
            ("closed-order-invoiced-otherwise", vec![3]),
            ("shipped-and-invoiced-by-one", vec![4]),
            ("ordered-and-shipped-by-one", vec![5]),
            ("ordered-and-invoiced-by-one", vec![4]),
            ("orders-and-ships", vec![6]),
        ] {
            assert_eq!(tried(&project, &files, rule).rows(), rows, "{rule}");
        }
    }

    /// Without an approval log and invoices, without who approved a shipment and when an order was changed.
    #[test]
    fn what_a_company_lacks_is_left_out_of_its_process_and_told() {
        let shipments = SHIPMENTS.replace("created_by,", "made_by,");
        let orders = ORDERS.replace("modified_at", "changed_at");
        let files = [
            ("orders.csv", orders.as_str()),
            ("shipments.csv", &shipments),
        ];
        let project = with_pack("order-to-cash-process", &files);
        let of = "pack:order-to-cash-process: left out of the process order-to-cash because";
        assert_eq!(
            notices(&project, &files)[..4],
            [
                format!("{of} there is no table `approvals`: order.unapproved"),
                format!("{of} table `orders` has no field `modified_at`: order.changed"),
                format!("{of} table `shipments` has no field `created_by`: shipment.created.by"),
                format!("{of} there is no table `invoices`: invoice.created"),
            ]
        );
        let skipped: String = notices(&project, &files)[4..].join("\n");
        let (project, _) = audited(&project, &files);
        let judged: Vec<&str> = project.rules.iter().map(|rule| rule.id.as_str()).collect();
        let judged = |id: &str| judged.contains(&id);
        for id in [
            "shipment-before-order-approval",
            "shipped-more-than-ordered",
            "shipment-customer-differs",
        ] {
            assert!(judged(id), "{id}");
        }
        // each of the others is told with its reason
        for (reason, id) in [
            ("no event invoice.created", "invoiced-before-shipped"),
            ("no event order.unapproved", "order-counter-approved"),
            ("no event order.changed", "order-changed-after-approval"),
            (
                "it is not said who did shipment.created",
                "orders-and-ships",
            ),
        ] {
            let told = skipped.lines().find(|line| line.contains(reason));
            assert!(
                told.is_some_and(|told| told.contains(id)),
                "{id}: {skipped}"
            );
            assert!(!judged(id), "{id}");
        }
    }

    #[test]
    fn without_any_event_there_is_no_process_and_no_rule_about_it() {
        let files = [("items.csv", "item_code\nI1\n")];
        let project = with_pack("order-to-cash-process", &files);
        let told = notices(&project, &files);
        let last = told.last().unwrap();
        assert!(last.contains("there is no process order-to-cash"), "{last}");
        assert!(last.contains("orders-and-ships") && last.contains("shipped-more"));
        let (project, _) = audited(&project, &files);
        assert!(project.processes.is_empty());
    }

    /// As an export of that name does.
    #[test]
    fn the_companys_own_process_goes_before_that_of_a_pack() {
        let files = [("orders.csv", ORDERS), ("shipments.csv", SHIPMENTS)];
        let own = "[process.order-to-cash]\ncase = \"order_no\"\ntie = \"ok\"\n\
            [[process.order-to-cash.event]]\nname = \"order.approved\"\nfrom = \"orders\"\nat = \"created_at\"\n\
            [[process.order-to-cash.event]]\nname = \"shipment.created\"\nfrom = \"shipments\"\nat = \"created_at\"\n";
        let project = format!("{}{own}", with_pack("order-to-cash-process", &files));
        // orders are approved by being entered
        let found = tried(&project, &files, "shipment-before-order-approval");
        assert_eq!(found.verdicts(), [4, 1, 0, 0, 0]);
        let (loaded, _) = audited(&project, &files);
        assert_eq!(loaded.processes.len(), 1);
        assert_eq!(loaded.processes[0].events.len(), 2);
        let told = notices(&project, &files).join("\n");
        let why = "has no event shipment.sent: ";
        assert!(!told.contains("left out of the process"), "{told}");
        assert!(told.contains("has no event order.created: "), "{told}");
        assert!(
            !told.contains(why),
            "the first event that is missing says why: {told}"
        );
        let table = "[tables.order-to-cash]\nfiles = \"orders.csv\"\n[tables.order-to-cash.fields]\norder_no = {}\n";
        let project = format!("{}{table}", with_pack("order-to-cash-process", &files));
        let told = notices(&project, &files);
        assert!(told.iter().any(|told| told.starts_with(
            "pack:order-to-cash-process: the process order-to-cash is left out because"
        )));
    }

    /// Two packs of words: what nobody writes for void documents is told.
    #[test]
    fn words_that_the_dictionary_does_not_know_are_told() {
        let files = [("orders.csv", ORDERS), ("shipments.csv", SHIPMENTS)];
        let project = with_pack("order-to-cash-process", &files);
        let project = project.replacen(", \"void\"", "", 1);
        let told = notices(&project, &files).join("\n");
        let expected = "may never be found: order.created, order.approved, order.changed: ";
        assert!(told.contains(expected), "{told}");
    }

    #[test]
    fn records_of_one_firm_or_item_and_those_nobody_uses() {
        let customers = "customer_code,name,uscc,phone,type,status,salesperson,contact,created_at\n\
            K-001,上海华宇科技有限公司,,1,company,,a,,2024-01-01\n\
            K-OO1,上海華宇科技有限公司,,2,company,,a,,2024-01-01\n\
            K-2,北京华宇科技有限公司,,3,company,,b,,2026-10-01\n\
            K-2,北京新华书店,,4,company,,b,,2026-10-01\n";
        let items = "item_code,name,spec\nA,六角螺栓,M8×20\nB,六角螺栓,M8*20\nC,六角螺栓,M8×25\n";
        let orders = "order_no,customer_code,customer_po,amount,order_date,status,created_by\n\
            O1,K-001,P-1,5,2026-01-01,open,u\nO2,K-001,P1,5,2026-01-01,open,u\nO3,K-001,P1,5,2026-01-01,void,u\n\
            O4,K-OO1,P1,5,2025-01-01,open,u\n";
        let files = [
            ("customers.csv", customers),
            ("items.csv", items),
            ("orders.csv", orders),
        ];
        let project = with_pack("master-data", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("customer-two-codes"), [3]);
        assert_eq!(rows("customer-code-two-names"), [4, 5]);
        assert_eq!(rows("customer-code-lookalike"), [2, 3, 4, 5]);
        assert_eq!(rows("item-two-codes"), [3]);
        let project = with_pack("order-to-cash", &files);
        let project = project.replace(
            "order_date = { type = \"text\"",
            "order_date = { type = \"date\"",
        );
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("order-entered-twice"), [2, 3]);
        assert_eq!(rows("customer-unused"), [3]);
    }

    #[test]
    fn rows_of_the_other_packs() {
        let orders = "order_no,amount,approved_by\nO1,500,m1\nO2,501,M1\nO3,900,m2\nO4,900,m3\n";
        let shipments = "shipment_no,status,shipped_at,invoiced_at,created_by\nS1,approved,2026-09-30,2026-09-30,w\n\
            S2,approved,2026-09-30,2026-10-01,w\nS3,approved,2026-10-01,,w\nS4,approved,2025-10-01,2026-10-01,w\n\
            S5,void,2025-10-01,2026-10-01,w\n";
        let people = "account,name,approval_limit\nm1,Ann,500\nm2,Bob,1000\nm3,Cid,\n";
        let files = [
            ("orders.csv", orders),
            ("shipments.csv", shipments),
            ("people.csv", people),
        ];
        let project = with_pack("order-to-cash", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("order-over-approval-limit"), [3]);
        let close = |no: i64| format!("P{no},990,m2,C,2026-10-{no}\n");
        let close: String = (10..20).map(close).collect();
        let orders = format!(
            "order_no,amount,approved_by,customer_code,order_date\nO1,300,m1,C,2026-10-09\nO2,300,M1,C,2026-10-10\n{close}"
        );
        let near = [("orders.csv", &*orders), ("people.csv", people)];
        let project = with_pack("order-to-cash", &near).replace(
            "order_date = { type = \"text\"",
            "order_date = { type = \"date\"",
        );
        let rows = |rule: &str| tried(&project, &near, rule).rows();
        assert_eq!(rows("order-split-under-approval-limit")[..3], [2, 3, 4]);
        assert_eq!(rows("order-amounts-just-under-limit"), [4]);
        let project = with_pack("order-to-cash", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("shipment-invoiced-in-other-month"), [3, 5]);
        let complaints = "complaint_no,handler,closed_by\nK1,a,b\nK2,a,A\nK3,a,\n";
        let log = "complaint_no,action,at,by\nK1,handled,2026-10-01 08:00,a\nK1,closed,2026-10-01 09:00,a\n\
            K1,reopened,2026-10-02 09:00,b\nK1,closed,2026-10-03 09:00,c\nK1,reopened,2026-10-04 09:00,b\n\
            K2,closed,2026-10-04 09:00,b\n";
        let files = [("complaints.csv", complaints), ("complaint_log.csv", log)];
        let project = with_pack("complaints", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("complaint-closed-by-handler"), [3]);
        let reopened = tried(&project, &files, "complaint-reopened");
        assert_eq!(
            (reopened.rows(), reopened.verdicts()),
            (vec![4], [1, 1, 0, 0, 0])
        );
        assert_eq!(reopened.findings[0].owner, "a");
        assert_eq!(
            reopened.findings[0].message,
            "Complaint reopened 2 times, at most 0"
        );
    }

    #[test]
    fn rows_beside_other_rows() {
        let lines = "line,item_code,customer_code,order_date,price,discount_approved_by\nL1,A,C1,2026-10-01,10,\n\
            L2,A,C1,2026-10-30,8,m1\nL3,A,C1,2026-11-01,8,\nL4,A,C2,2026-10-01,9.5,\n";
        let list = "item_code,price,valid_from,valid_until\nA,10,2026-01-01,\n";
        let minute =
            (0..25).map(|n| format!("O{n},1,2026-10-12 09:00,2026-10-12 17:00:{n:02},m1\n"));
        let orders = format!(
            "order_no,amount,created_at,approved_at,approved_by\n{}P1,0,2026-10-09 09:00,2026-10-09 10:00,m1\nP2,1,2026-10-14 09:00,,\n",
            minute.collect::<String>()
        );
        let files = [
            ("order_lines.csv", lines),
            ("price_list.csv", list),
            ("orders.csv", orders.as_str()),
        ];
        let project = with_pack("order-to-cash", &files);
        let project = project.replacen("[project]\n", "[project]\ncalendar = \"cn\"\n", 1);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("order-price-off-list"), [4]);
        assert_eq!(rows("order-price-spread"), [2]);
        assert_eq!(rows("order-approved-in-bulk"), [2]);
        // the 10th is a Saturday that is worked, the 13th a Tuesday
        assert_eq!(rows("workday-without-orders"), [26, 27]);
        let complaints = "complaint_no,customer_code,item_code,cause,received_at,action,handler\n\
            K1,C1,A,rust,2026-09-10 09:00,replaced,h\nK2,C1,A,rust,2026-10-09 09:00,Replaced,h\n\
            K3,C1,A,rust,2026-11-09 09:00,re placed,h\nK4,C1,A,dent,2026-10-09 09:00,replaced,h\n";
        let files = [("complaints.csv", complaints)];
        let project = with_pack("complaints", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("complaint-repeated"), [2]);
        assert_eq!(rows("complaint-answer-copied"), [2, 3, 4, 5]);
        let customers = "customer_code,uscc,credit_limit,address,contact,phone,salesperson\nC1,,,,,,s\nC2,x,1,,c,p,s\nC3,,,,,,s\n";
        let files = [
            ("customers.csv", customers),
            ("orders.csv", "customer_code,amount\nC1,1\nC2,1\n"),
            ("shipments.csv", "customer_code,amount\nC2,1\n"),
        ];
        let project = with_pack("master-data", &files);
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("customer-with-orders-incomplete"), [2]);
        assert_eq!(rows("customer-with-shipments-incomplete"), [3]);
    }

    /// Rules about codes are about the schemes of the company, and left out where there are none.
    #[test]
    fn codes_by_the_principles_of_the_company() {
        let files = [
            (
                "customers.csv",
                "customer_code,name,address\nN1,a,x\nN2,b,far too long\nN3,c,x\nN4,d,x\nN5,e,x\nN6,f,x\nN7,g,x\nN8,h,x\nM9,i,x\n",
            ),
            ("items.csv", "item_code,name\nI1,a\n"),
            (
                "orders.csv",
                "order_no,created_at\nSO001,2026-10-01\nSO002,2026-10-05\nSO004,2026-10-04\n",
            ),
            ("schema.csv", "heading,length\n*address,10\nname,5\n"),
        ];
        let schemes = "[coding.customer-code]\nsegments = [{ name = \"r\", values = [\"N\", \"S\"] }, { name = \"n\", serial = 1, per = [\"r\"], start = 1 }]\n\
            [coding.order-no]\nsegments = [{ literal = \"SO\" }, { name = \"n\", serial = 3, start = 1 }]\n";
        let project = format!("{}{schemes}", with_pack("master-data", &files));
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("customer-code-off-scheme"), [10]);
        assert_eq!(rows("customer-codes-nearly-used-up"), [9]);
        assert_eq!(rows("customer-longer-than-template"), [3]);
        let told = notices(&project, &files).concat();
        assert!(
            told.contains("`item-code`") && told.contains("item-code-off-scheme"),
            "{told}"
        );
        let project = format!("{}{schemes}", with_pack("order-to-cash", &files));
        let rows = |rule: &str| tried(&project, &files, rule).rows();
        assert_eq!(rows("order-numbers-out-of-order"), [3, 4]);
    }
}
