//! `check.text`: texts must be written cleanly.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::standard::Standard;
use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::hygiene::{Fault, Hygiene};
use crate::tables::types::{FieldIx, FieldType};

/// Texts must be written cleanly.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// The fields. Default: all fields of the table that hold text and have no `values`.
    columns: Option<Vec<Name>>,
    /// What is looked for. Default: all.
    faults: Option<Placed<Vec<Fault>>>,
    /// Further words that stand for nothing. A cell is one of them as a whole; letters of any case and width.
    #[serde(default)]
    placeholders: Vec<String>,
}

impl Kind for Text {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-name-unclean"
table = "customers"
check.text = { columns = ["name", "contact"], placeholders = ["同上"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let columns = match &self.columns {
            Some(columns) => scope.fields(columns)?,
            None => texts(scope),
        };
        if let Some(faults) = self.faults.as_ref().filter(|faults| faults.is_empty()) {
            scope.mistake_at(message!("problem-no-faults"), faults.span());
            return None;
        }
        if columns.is_empty() {
            scope.mistake(message!("problem-no-text"));
            return None;
        }
        let faults = self
            .faults
            .as_ref()
            .map_or(&Fault::ALL[..], |faults| faults.as_slice());
        let hygiene = Arc::new(Hygiene::new(faults, &self.placeholders));
        let judgements = columns.into_iter().map(|column| {
            let standard = Standard::Text(Arc::clone(&hygiene));
            Judgement::new(
                column,
                Expr::Meets(Box::new(Expr::Raw(column)), standard.clone()).negate(),
                message!("expected-text"),
                message!("finding-flaws"),
            )
            .detail(Detail::Flaws(standard))
        });
        Some(Plan::new(Source::Rows, judgements.collect()))
    }
}

/// The fields that may hold any text.
fn texts(scope: &Scope) -> Vec<FieldIx> {
    let fields = &scope.dictionary(scope.table).fields;
    let fields = fields.iter().enumerate();
    let texts = fields.filter(|(_, field)| field.kind == FieldType::Text && field.words.is_none());
    texts.map(|(ix, _)| ix).collect()
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{one, told_in};

    const CSV: &str = "k,a\n1,华东销售公司\n2, 华东  销售公司 \n3,华\u{200b}东ＡＢ１公司，\n4,华東销售公司\n5,\n\
        6,锟斤拷公司\n7,华东（上海公司\n8,待补\n9,99999999\n";

    #[test]
    fn each_cell_is_one_finding_with_all_that_is_wrong() {
        // the key is text as well
        let found = one("a = {}", "check.text = {}", CSV);
        assert_eq!(found.verdicts(), [2, 7, 0, 0, 0]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        insta::assert_snapshot!(told.join("\n"));
        let zh = told_in(
            Lang::ZhCn,
            "a = { label = \"客户名称\" }",
            "check.text = {}",
            CSV,
        );
        insta::assert_snapshot!(zh.join("\n"));
    }

    /// What should stand there is the cell put right and nothing else, or nothing where a person has to look it up.
    #[test]
    fn what_is_expected_can_be_pasted_back() {
        let found = one("a = {}", "check.text = { columns = [\"a\"] }", CSV);
        let expected: Vec<&str> = found.findings.iter().map(|f| f.expected.as_str()).collect();
        assert_eq!(
            expected,
            [
                "华东 销售公司",
                "华东AB1公司",
                "华东销售公司",
                "",
                "",
                "",
                ""
            ]
        );
        let long = format!("k,a\n1,\" {}\"\n", "x".repeat(300));
        let found = one("a = {}", "check.text = { columns = [\"a\"] }", &long);
        assert_eq!(found.findings[0].expected, "x".repeat(300));
    }

    #[test]
    fn faults_can_be_chosen_and_words_added() {
        let check = "check.text = { columns = [\"a\"], faults = [\"width\", \"placeholders\"], placeholders = [\"华东销售公司\"] }";
        assert_eq!(one("a = {}", check, CSV).rows(), [2, 4, 9, 10]);
    }
}
