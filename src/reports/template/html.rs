//! The list of columns for browsers, and for paper.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::guide::guide;
use super::list::cells;
use super::view::View;
use crate::reports::harmless::clean;

const STYLE: &str = "body{font-family:'Microsoft YaHei','Microsoft JhengHei','Noto Sans CJK SC',sans-serif;color:#263238;margin:2em}\
table{border-collapse:collapse;width:100%;font-size:13px}\
th{background:#37474f;color:#fff;text-align:left}\
th,td{border:1px solid #d5dbe0;padding:4px 8px;vertical-align:top}\
@page{size:A4 landscape;margin:12mm}thead{display:table-header-group}tr{break-inside:avoid}";

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let title = text(&view.messages.key("template-title"));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        view.messages.lang.tag()
    );
    for sheet in &view.sheets {
        let _ = write!(
            page,
            "<h2>{}</h2>\n<table>\n<thead><tr>",
            text(view.label(sheet))
        );
        for heading in view.headings() {
            let _ = write!(page, "<th>{}</th>", text(&heading));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for asked in &sheet.columns {
            page.push_str("<tr>");
            for cell in cells(view, sheet, asked) {
                let _ = write!(page, "<td>{}</td>", text(&cell));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n");
    }
    for part in guide(view).into_iter().skip(1) {
        let heading = view.messages.text(&part.heading);
        let _ = writeln!(page, "<h2>{}</h2>", text(&heading));
        for line in &part.lines {
            let _ = writeln!(page, "<p>{}</p>", text(&view.messages.text(line)));
        }
    }
    page.push_str("</body>\n</html>\n");
    out.write_all(page.as_bytes())
}

fn text(text: &str) -> String {
    let text = clean(text);
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
