//! `check.identifier`: a code must pass the check of the standard that it is of.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::standard::Standard;
use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::codes::identifier::{self, BusinessRule, Scheme};
use crate::messages::{Message, message};
use crate::mistakes::placed::{Name, Placed};

/// A cell must be right by the standard of its kind of identifier.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identifier {
    /// The field.
    pub(crate) column: Name,
    /// What it identifies. A field of numbers that lead to a person (`cn-resident-id`, `tw-personal-id`, telephone numbers, `email`)
    /// is masked in every report, unless the dictionary says `sensitive = false`.
    pub(crate) scheme: Scheme,
    /// For `tw-business-no`: "old" is the check of firms founded before April 2023. Default: "new", which all pass.
    rule: Option<Placed<BusinessRule>>,
}

impl Kind for Identifier {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-uscc-wrong"
table = "customers"
check.identifier = { column = "uscc", scheme = "cn-uscc" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        if let Some(rule) = &self.rule
            && self.scheme != Scheme::TwBusinessNo
        {
            let message = message!("problem-identifier-rule", scheme = self.scheme.name());
            scope.mistake_at(message, rule.span());
            return None;
        }
        let standard = Standard::Identifier(identifier::Identifier {
            scheme: self.scheme,
            rule: self
                .rule
                .as_ref()
                .map_or_else(BusinessRule::default, |rule| **rule),
        });
        let judgement = Judgement::new(
            column?,
            Expr::Meets(Box::new(Expr::Raw(column?)), standard.clone()).negate(),
            message!("expected-identifier", scheme = called(self.scheme)),
            message!("finding-flaws"),
        );
        let judgement = judgement.detail(Detail::Flaws(standard));
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

/// What people call a scheme.
pub(crate) fn called(scheme: Scheme) -> Message {
    match scheme {
        Scheme::CnUscc => message!("scheme-cn-uscc"),
        Scheme::CnUsccInner => message!("scheme-cn-uscc-inner"),
        Scheme::CnOrganisationCode => message!("scheme-cn-organisation-code"),
        Scheme::CnResidentId => message!("scheme-cn-resident-id"),
        Scheme::TwBusinessNo => message!("scheme-tw-business-no"),
        Scheme::TwPersonalId => message!("scheme-tw-personal-id"),
        Scheme::Gtin => message!("scheme-gtin"),
        Scheme::Iban => message!("scheme-iban"),
        Scheme::Email => message!("scheme-email"),
        Scheme::CnMobile => message!("scheme-cn-mobile"),
        Scheme::TwMobile => message!("scheme-tw-mobile"),
        Scheme::CnPhone => message!("scheme-cn-phone"),
        Scheme::TwPhone => message!("scheme-tw-phone"),
        Scheme::CnPostalCode => message!("scheme-cn-postal-code"),
        Scheme::TwPostalCode => message!("scheme-tw-postal-code"),
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{one, told_in, tried};

    fn check(scheme: &str) -> String {
        format!("check.identifier = {{ column = \"a\", scheme = \"{scheme}\" }}")
    }

    #[test]
    fn each_finding_says_what_fails() {
        let csv = "k,a\n1,91350100M000100Y43\n2,91350100M000100Y44\n3,\n4,91350100M000100Y4\n\
            5,913501O0M000100Y43\n6,913101153325803000\n7,９1350100m000100y43\n8,91350100M000100743\n";
        let found = one("a = {}", &check("cn-uscc"), csv);
        assert_eq!(found.verdicts(), [1, 6, 0, 1, 0]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        insta::assert_snapshot!(told.join("\n"));
        let expected: Vec<&str> = found.findings.iter().map(|f| f.expected.as_str()).collect();
        insta::assert_snapshot!(expected.join("\n"));
        let zh = told_in(
            Lang::ZhCn,
            "a = { header = [\"a\"], label = \"税号\" }",
            &check("cn-uscc"),
            csv,
        );
        insta::assert_snapshot!(zh.join("\n"));
    }

    /// The organisation code within is a rule of its own, so that it can be a lesser one.
    #[test]
    fn the_code_within_is_asked_of_codes_that_pass() {
        let csv = "k,a\n1,91350100M000100Y43\n2,91350100M000100Y44\n3,91330106MF1A2B3C59\n";
        let found = one("a = {}", &check("cn-uscc-inner"), csv);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 0]);
        assert_eq!(found.rows(), [4]);
        assert_eq!(
            found.findings[0].message,
            "a 91330106MF1A2B3C59: it passes as a whole, but the organisation code in it (characters 9 to 17) ends in 5 and should end in 4 by GB 11714, which is a hint and no proof"
        );
    }

    #[test]
    fn numbers_of_people_are_masked_without_being_told_to() {
        let csv = "k,a\n1,110105194912310021\n2,11010519491231002x\n3,+1 212 555 0100\n";
        let found = one("a = {}", &check("cn-resident-id"), csv);
        let shown: Vec<(&str, &str)> = found
            .findings
            .iter()
            .map(|f| (f.value.as_ref(), f.expected.as_str()))
            .collect();
        assert_eq!(
            shown[..2],
            [
                ("110***21", "resident identity number"),
                ("110***2x", "110***2X")
            ]
        );
        let told = one("a = { sensitive = false }", &check("cn-resident-id"), csv);
        assert_eq!(told.findings[0].value, "110105194912310021");
        // a number of another country is not judged
        let found = one("a = {}", &check("cn-mobile"), csv);
        assert_eq!(found.verdicts(), [0, 2, 0, 1, 0]);
    }

    /// Also by rules that are not about identifiers.
    #[test]
    fn what_is_masked_is_masked_everywhere() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"phone\"]\n[tables.t.fields]\nphone = { max_chars = 5 }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.identifier = { column = \"phone\", scheme = \"cn-mobile\" }\n";
        let files = [("t.csv", "phone\n13912345678\n")];
        let found = tried(project, &files, "t.phone.max_chars");
        assert_eq!(found.findings[0].value, "139***78");
        assert_eq!(found.findings[0].key, "139***78");
        assert!(!found.findings[0].message.contains("1234"));
    }
}
