//! What is asked today and was not when a template was sent out, in words. What the template says of itself was compared, and stands
//! in no file of ours: what is not understood is told as another change.

use crate::codes::identifier;
use crate::messages::{Arg, Message, grouped_decimal, message, some};
use crate::project::Project;
use crate::rules::identifier::called;
use crate::rules::matcher::parsed;
use crate::rules::pattern::form::in_words;
use crate::rules::plan::Op;
use crate::sources::stamp::{Column, Entry};
use crate::tables::header::fold;
use crate::tables::number;

use super::SEPARATOR;

/// Columns, changes and values that a sentence names.
const SHOWN: usize = 12;

/// All of it, column by column.
pub(super) fn changes(project: &Project, was: &Entry, is: &Entry) -> Vec<Message> {
    let pairs: Vec<(&Column, &Column)> = is
        .columns
        .iter()
        .filter_map(|new| Some((before(was, is, new)?, new)))
        .collect();
    let headings = |columns: &mut dyn Iterator<Item = &Column>| {
        let headings: Vec<String> = columns.map(|column| column.heading.clone()).collect();
        some(headings.iter().map(String::as_str), SHOWN)
    };
    let is_old = |column: &&Column| !pairs.iter().any(|(_, new)| std::ptr::eq(*new, *column));
    let is_gone = |column: &&Column| !pairs.iter().any(|(old, _)| std::ptr::eq(*old, *column));
    let added = headings(&mut is.columns.iter().filter(is_old));
    let removed = headings(&mut was.columns.iter().filter(is_gone));
    let mut told = Vec::new();
    if !added.is_empty() {
        told.push(message!("returned-added-since", columns = added));
    }
    if !removed.is_empty() {
        told.push(message!("returned-removed-since", columns = removed));
    }
    let changed = pairs.iter().filter_map(|(old, new)| {
        let all = of_column(project, old, new);
        let changes = together(all)?;
        let column = new.heading.as_str();
        Some(message!(
            "returned-changed",
            column = column,
            changes = changes
        ))
    });
    let changed: Vec<Message> = changed.collect();
    let more = changed.len() > SHOWN;
    told.extend(changed.into_iter().take(SHOWN));
    told.extend(more.then(|| message!("returned-more")));
    told
}

/// The column that a column was: that of its field, or else one of its heading whose field is no longer there.
fn before<'c>(was: &'c Entry, is: &Entry, new: &Column) -> Option<&'c Column> {
    let same_field = |old: &&Column| old.field == new.field;
    let is_gone = |old: &&Column| !is.columns.iter().any(|column| column.field == old.field);
    let same_heading = |old: &&Column| is_gone(old) && fold(&old.heading) == fold(&new.heading);
    let mut columns = was.columns.iter();
    let of_field = columns.find(same_field);
    of_field.or_else(|| was.columns.iter().find(same_heading))
}

/// Several as one sentence.
fn together(all: Vec<Message>) -> Option<Message> {
    let also = |first, second| message!("changed-also", first = first, second = second);
    all.into_iter().reduce(also)
}

fn of_column(project: &Project, old: &Column, new: &Column) -> Vec<Message> {
    let mut told = Vec::new();
    if old.heading != new.heading {
        let (was, is) = (old.heading.as_str(), new.heading.as_str());
        told.push(message!("changed-heading", was = was, is = is));
    }
    if old.asked == new.asked {
        return told;
    }
    let (was, is) = (Asked::of(&old.asked), Asked::of(&new.asked));
    let limits = [
        (kind(was.kind), kind(is.kind)),
        (Some(required(was.required)), Some(required(is.required))),
        (was.least.map(least), is.least.map(least)),
        (was.most.map(most), is.most.map(most)),
        (together(bytes(&was)), together(bytes(&is))),
        (was.scale.map(scale), is.scale.map(scale)),
        (together(forms(&was)), together(forms(&is))),
        (Some(unique(was.unique)), Some(unique(is.unique))),
    ];
    told.extend(limits.into_iter().filter_map(|(was, is)| from_to(was, is)));
    told.extend(bounds(&was.low, &is.low));
    told.extend(bounds(&was.high, &is.high));
    told.extend(list((&was, old), (&is, new)));
    let only = |these: &[&str], others: &[&str]| -> Vec<String> {
        let only = these.iter().filter(|one| !others.contains(one));
        only.map(|one| (*one).to_owned()).collect()
    };
    for one in only(&is.others, &was.others) {
        let what = other(project, &one);
        told.push(message!("changed-now", what = what));
    }
    for one in only(&was.others, &is.others) {
        let what = other(project, &one);
        told.push(message!("changed-no-more", what = what));
    }
    if told.is_empty() && !is_order_alone((&was, old), (&is, new)) {
        told.push(message!("changed-otherwise"));
    }
    told
}

/// What is asked of a column, as [`super::Column::asked`] writes it.
#[derive(Debug, Default, PartialEq)]
struct Asked<'a> {
    kind: &'a str,
    /// Nothing, `yes` or `sometimes`.
    required: &'a str,
    least: Option<&'a str>,
    most: Option<&'a str>,
    /// By encoding.
    bytes: Vec<(&'a str, &'a str)>,
    scale: Option<&'a str>,
    low: Vec<(Op, &'a str)>,
    high: Vec<(Op, &'a str)>,
    /// The fingerprint of the words that may stand there.
    list: Option<&'a str>,
    patterns: Vec<&'a str>,
    unique: bool,
    /// References, schemes and whatever is not understood, as they are written.
    others: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(written: &'a str) -> Asked<'a> {
        const OPS: [Op; 6] = [Op::Ge, Op::Gt, Op::Le, Op::Lt, Op::Eq, Op::Ne];
        let mut asked = Asked::default();
        for one in written.split(SEPARATOR) {
            let (key, value) = one.split_once('=').unwrap_or((one, "yes"));
            let op = OPS.into_iter().find(|op| op.name() == key);
            match (key, op) {
                ("type", _) => asked.kind = value,
                ("required", _) => asked.required = value,
                ("min_chars", _) => asked.least = Some(value),
                ("max_chars", _) => asked.most = Some(value),
                ("scale", _) => asked.scale = Some(value),
                ("values", _) => asked.list = Some(value),
                ("pattern", _) => asked.patterns.push(value),
                ("unique", _) => asked.unique = true,
                (_, Some(op @ (Op::Ge | Op::Gt))) => asked.low.push((op, value)),
                (_, Some(op)) => asked.high.push((op, value)),
                _ => match key.strip_prefix("max_bytes_") {
                    Some(encoding) => asked.bytes.push((encoding, value)),
                    None => asked.others.push(one),
                },
            }
        }
        asked
    }
}

/// `at most 20 characters → at most 30 characters`; none where nothing changed.
fn from_to(was: Option<Message>, is: Option<Message>) -> Option<Message> {
    if was == is {
        return None;
    }
    let nothing = || message!("changed-nothing");
    let (was, is) = (was.unwrap_or_else(nothing), is.unwrap_or_else(nothing));
    Some(message!("changed-from-to", was = was, is = is))
}

fn kind(kind: &str) -> Option<Message> {
    Some(match kind {
        "text" => message!("template-text"),
        "person" => message!("template-person"),
        "integer" => message!("template-integer"),
        "decimal" => message!("template-decimal"),
        "date" => message!("template-date"),
        "datetime" => message!("template-datetime"),
        "boolean" => message!("template-boolean"),
        _ => return None,
    })
}

fn required(required: &str) -> Message {
    match required {
        "yes" => message!("template-always"),
        "sometimes" => message!("template-sometimes"),
        _ => message!("template-optional"),
    }
}

fn least(count: &str) -> Message {
    message!("changed-least", count = grouped_decimal(count))
}

fn most(count: &str) -> Message {
    message!("changed-most", count = grouped_decimal(count))
}

fn scale(digits: &str) -> Message {
    message!("changed-scale", digits = digits)
}

fn unique(unique: bool) -> Message {
    if unique {
        message!("changed-unique")
    } else {
        message!("changed-repeated")
    }
}

fn bytes(asked: &Asked) -> Vec<Message> {
    let bytes = asked.bytes.iter();
    let told = bytes.map(|(encoding, most)| {
        let (encoding, count) = (encoding.to_uppercase(), grouped_decimal(most));
        message!("changed-bytes", encoding = encoding, count = count)
    });
    told.collect()
}

/// What became of the limits on one side, of which each may hold a number or day beside the others.
fn bounds(was: &[(Op, &str)], is: &[(Op, &str)]) -> Vec<Message> {
    let only = |these: &[(Op, &str)], others: &[(Op, &str)]| -> Vec<Message> {
        let only = these.iter().filter(|one| !others.contains(one));
        only.map(|one| bound(*one)).collect()
    };
    let (gone, new) = (only(was, is), only(is, was));
    if gone.len() == was.len() && new.len() == is.len() {
        return from_to(together(gone), together(new)).into_iter().collect();
    }
    let new = new
        .into_iter()
        .map(|one| message!("changed-now", what = one));
    let gone = gone
        .into_iter()
        .map(|one| message!("changed-no-more", what = one));
    new.chain(gone).collect()
}

fn bound((op, limit): (Op, &str)) -> Message {
    let limit = match number::decimal(limit) {
        Some(_) => Arg::from(grouped_decimal(limit)),
        None if limit == "as_of" => Arg::from(message!("limit-as-of")),
        None => Arg::from(limit),
    };
    message!("expected-range", op = op.sign(), limit = limit)
}

fn forms(asked: &Asked) -> Vec<Message> {
    let forms = asked.patterns.iter().map(|written| {
        let words = parsed(written).and_then(|hir| in_words(&hir));
        let form = words.map_or_else(|| Arg::from(*written), Arg::from);
        message!("template-pattern", form = form)
    });
    forms.collect()
}

/// What became of the words that may stand there. A template of an earlier day says only that there were others.
fn list((was, old): (&Asked, &Column), (is, new): (&Asked, &Column)) -> Vec<Message> {
    let shown = |words: &[String]| some(words.iter().map(String::as_str), SHOWN);
    match (was.list, is.list) {
        (None, Some(_)) => vec![message!("changed-list-now", values = shown(&new.values))],
        (Some(_), None) => vec![message!("changed-list-no-more")],
        (Some(before), Some(now)) if before != now => {
            if old.values.is_empty() || new.values.is_empty() {
                return vec![message!("changed-list")];
            }
            let only = |these: &[String], others: &[String]| -> Vec<String> {
                let only = these.iter().filter(|word| !others.contains(word));
                only.cloned().collect()
            };
            let more = only(&new.values, &old.values);
            let fewer = only(&old.values, &new.values);
            let more =
                (!more.is_empty()).then(|| message!("changed-list-more", values = shown(&more)));
            let fewer =
                (!fewer.is_empty()).then(|| message!("changed-list-fewer", values = shown(&fewer)));
            more.into_iter().chain(fewer).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the words that may stand there are the same in another order, which makes no difference.
fn is_order_alone((was, old): (&Asked, &Column), (is, new): (&Asked, &Column)) -> bool {
    was.list != is.list && !old.values.is_empty() && !new.values.is_empty()
}

/// A reference or scheme by what people call it.
fn other(project: &Project, written: &str) -> Message {
    let (key, value) = written.split_once('=').unwrap_or((written, ""));
    let told = match key {
        "reference" => value.rsplit_once('.').and_then(|(table, field)| {
            let table = project.tables.iter().find(|one| one.name == table)?;
            let field = table.fields.iter().find(|one| one.name == field)?;
            let (table, column) = (table.label.clone(), field.label.clone());
            let told = message!(
                "template-refers",
                table = table,
                column = column,
                some = "no"
            );
            Some(told)
        }),
        "coding" => {
            let mut schemes = project.schemes.all.iter();
            let scheme = schemes.find(|scheme| scheme.name == value);
            scheme.map(|scheme| message!("expected-coding", scheme = scheme.label.clone()))
        }
        "identifier" => {
            let mut schemes = identifier::Scheme::ALL.into_iter();
            schemes.find(|scheme| scheme.name() == value).map(called)
        }
        _ => None,
    };
    told.unwrap_or_else(|| message!("changed-written", written = written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};
    use crate::testing::audited;

    fn column(field: &str, heading: &str, asked: &str, values: &[&str]) -> Column {
        Column {
            field: field.to_owned(),
            heading: heading.to_owned(),
            asked: asked.to_owned(),
            values: values.iter().map(|word| (*word).to_owned()).collect(),
            ..Column::default()
        }
    }

    fn told(lang: Lang, was: Vec<Column>, is: Vec<Column>) -> Vec<String> {
        let (project, _) = audited(
            "[tables.c]\nlabel = \"客户\"\nfiles = \"c.csv\"\n[tables.c.fields]\nno = { header = \"编码\" }\n",
            &[],
        );
        let entry = |columns| Entry {
            columns,
            ..Entry::default()
        };
        let messages = Messages::new(lang);
        let told = changes(&project, &entry(was), &entry(is));
        told.iter().map(|message| messages.text(message)).collect()
    }

    fn one(lang: Lang, was: &str, is: &str) -> String {
        let column = |asked| vec![column("a", "A", asked, &[])];
        told(lang, column(was), column(is)).join("|")
    }

    #[test]
    fn limits_are_told_as_people_say_them() {
        for (was, is, cn, en) in [
            (
                "type=text; max_chars=20",
                "type=text; max_chars=1200",
                "A：最多 20 个字 → 最多 1,200 个字",
                "A: at most 20 characters → at most 1,200 characters",
            ),
            (
                "type=text; required; max_bytes_gbk=40",
                "type=text",
                "A：必填 → 选填，最多 40 字节（GBK） → 不限",
                "A: required → optional, at most 40 bytes (GBK) → no limit",
            ),
            (
                "type=text",
                "type=date; required=sometimes; unique; ge=2020-01-01; le=as_of",
                "A：文本 → 日期（2026-01-31），选填 → 视情况，可以重复 → 不可重复，不限 → ≥ 2020-01-01，不限 → ≤ 基准日",
                "A: text → date (2026-01-31), optional → in some rows, may be repeated → must not be repeated, no limit → ≥ 2020-01-01, no limit → ≤ the as-of date",
            ),
            (
                "type=text; pattern=\\d{4}; values=3 (00aa)",
                "type=text; pattern=\\d{6}; values=4 (00bb)",
                "A：格式：4 位数字 → 格式：6 位数字，可选的值有变化",
                "A: format: 4 digits → format: 6 digits, the values to choose from have changed",
            ),
            (
                "type=decimal; ge=0; le=9000",
                "type=decimal; ge=0; ge=1; le=12000.5",
                "A：新要求：≥ 1，≤ 9,000 → ≤ 12,000.5",
                "A: now asked: ≥ 1, ≤ 9,000 → ≤ 12,000.5",
            ),
            (
                "type=text; reference=gone.x",
                "type=text; reference=c.no; identifier=email",
                "A：新要求：须是客户中已有的编码，新要求：电子邮箱地址，不再要求：reference=gone.x",
                "A: now asked: a 编码 that exists in 客户, now asked: e-mail address, no longer asked: reference=gone.x",
            ),
        ] {
            assert_eq!(one(Lang::ZhCn, was, is), cn);
            assert_eq!(one(Lang::En, was, is), en);
        }
    }

    #[test]
    fn words_of_a_list_and_columns_that_were_renamed() {
        let list = |print: &str, values: &[&str]| {
            let asked = format!("type=text; values={} ({print})", values.len());
            vec![column("a", "A", &asked, values)]
        };
        let of = |was, is| told(Lang::ZhCn, was, is).join("|");
        assert_eq!(
            of(
                list("1", &["甲", "乙", "丙"]),
                list("2", &["乙", "丁", "戊", "丙"])
            ),
            "A：可选的值增加：丁、戊，可选的值去掉：甲"
        );
        // another order is none to whoever fills it in
        assert_eq!(of(list("1", &["甲", "乙"]), list("2", &["乙", "甲"])), "");
        let plain = |field, heading| column(field, heading, "type=text", &[]);
        assert_eq!(
            of(vec![plain("a", "A")], vec![plain("a", "B")]),
            "B：列名由“A”改为“B”"
        );
        // what the dictionary calls a field is nothing to people
        assert_eq!(of(vec![plain("a", "A")], vec![plain("b", "A")]), "");
        assert_eq!(
            of(
                vec![plain("a", "A"), plain("x", "X")],
                vec![plain("a", "A"), plain("y", "Y")]
            ),
            "新增了列 Y|取消了列 X"
        );
    }
}
