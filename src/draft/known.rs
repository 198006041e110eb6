//! What the rule packs that come with the program call tables and fields, so that they fit a draft without an edit.

use super::names::Names;

/// Tables that have several names, with what packs call them.
const TABLES: &[(&str, &[&str])] = &[
    (
        "orders",
        &["sales_order", "sales_orders", "customer_orders"],
    ),
    (
        "order_lines",
        &[
            "order_items",
            "order_details",
            "orders_lines",
            "sales_order_lines",
            "sales_order_items",
            "sales_order_details",
        ],
    ),
    (
        "shipments",
        &[
            "shipped",
            "delivery",
            "deliveries",
            "sales_shipment",
            "sales_shipments",
        ],
    ),
    (
        "invoices",
        &["sales_invoice", "sales_invoices", "receivables"],
    ),
    ("customers", &["customer_master"]),
    ("items", &["products", "item_master", "product_master"]),
    ("approvals", &["approval", "approval_log"]),
];

/// Fields of a table that have several names, with what packs call them: the first of them that is there.
const FIELDS: &[(&str, &str, &[&str])] = &[
    (
        "orders",
        "order_no",
        &[
            "sales_order_no",
            "document_no",
            "order_number",
            "order_id",
            "no",
        ],
    ),
    ("orders", "customer_code", &["customer_no", "customer_id"]),
    (
        "orders",
        "amount",
        &["total", "order_amount", "total_amount"],
    ),
    (
        "orders",
        "promise_date",
        &["due_date", "delivery_date", "promised_date"],
    ),
    (
        "order_lines",
        "order_no",
        &["sales_order_no", "document_no", "order_number", "order_id"],
    ),
    ("order_lines", "price", &["unit_price"]),
    ("order_lines", "qty", &["quantity", "order_qty"]),
    (
        "shipments",
        "shipment_no",
        &["shipped_no", "delivery_no", "document_no", "no"],
    ),
    (
        "shipments",
        "order_no",
        &["sales_order_no", "order_number", "order_id"],
    ),
    (
        "shipments",
        "customer_code",
        &["customer_no", "customer_id"],
    ),
    ("shipments", "amount", &["total", "total_amount"]),
    ("shipments", "shipped_at", &["shipped_field"]),
    ("shipments", "invoiced_at", &["posted_date"]),
    (
        "invoices",
        "invoice_no",
        &["document_no", "no", "receivable_no"],
    ),
    (
        "invoices",
        "order_no",
        &["sales_order_no", "order_number", "order_id"],
    ),
    ("invoices", "amount", &["total", "total_amount"]),
    (
        "customers",
        "customer_code",
        &["customer_no", "customer_id", "code", "no"],
    ),
    ("customers", "uscc", &["tax_no", "uniform_no"]),
    ("customers", "phone", &["mobile"]),
    (
        "items",
        "item_code",
        &[
            "item_no",
            "product_code",
            "product_no",
            "product_id",
            "code",
            "no",
        ],
    ),
    ("items", "name", &["item_name", "product_name"]),
    ("complaints", "complaint_no", &["document_no", "no"]),
    ("complaints", "cause", &["reason"]),
    ("complaints", "action", &["corrective_action"]),
];

/// What packs call a table.
pub(super) fn table(name: &str) -> &str {
    let known = TABLES.iter().find(|(_, others)| others.contains(&name));
    known.map_or(name, |(known, _)| known)
}

/// Gives fields of a table, by their names, those that packs know.
pub(super) fn name_fields(table: &str, mut fields: Vec<&mut String>) {
    let mut names = Names::default();
    for field in &fields {
        names.take(field);
    }
    for (_, known, others) in FIELDS.iter().filter(|(of, ..)| *of == table) {
        if fields.iter().any(|field| **field == *known) {
            continue;
        }
        let place = |other: &&str| fields.iter().position(|field| **field == **other);
        if let Some(at) = others.iter().find_map(place) {
            *fields[at] = names.take(known);
        }
    }
}
