//! What a browser makes of the page for the meeting: Chromium or Chrome, which `CHROME` names or which is on the path, and axe-core, whose
//! `axe.min.js` is what `AXE` names. A test for which there is no such thing says that it was not tried; `.ci/run` sees that there is.

#![expect(
    clippy::print_stdout,
    reason = "who runs the tests reads what was not tried"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::meeting::october;
use crate::page::hostile;

/// A browser, if there is one.
pub(crate) fn browser() -> Option<PathBuf> {
    let asked = std::env::var_os("CHROME").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let mut all =
        std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    let found = asked.or_else(|| all.find(|file| file.is_file()));
    if found.is_none() {
        println!("NOT TRIED: no browser here; set CHROME to a Chromium or Chrome");
    }
    found
}

/// What axe-core is read from, if it is there.
fn axe() -> Option<String> {
    let Some(file) = std::env::var_os("AXE") else {
        println!("NOT TRIED: set AXE to the axe.min.js of axe-core");
        return None;
    };
    let file = PathBuf::from(file);
    Some(fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// A page as the browser has it once its scripts have run, and what it complained of.
fn dumped(browser: &Path, address: &str, more: &[&str]) -> (String, String) {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
            "--dump-dom",
        ])
        .args(more)
        .arg(format!("--user-data-dir={}", home.path().display()))
        .arg(address)
        .output()
        .unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    let of_page = complaints.lines().filter(|line| line.contains("CONSOLE"));
    (String::from_utf8(output.stdout).unwrap(), of_page.collect())
}

/// The page as it is, at a place of it: what the browser has then, and what it complained of.
pub(crate) fn opened(browser: &Path, page: &Path, hash: &str) -> (String, String) {
    dumped(browser, &format!("file://{}{hash}", page.display()), &[])
}

/// What a script returns in the page, which has its own done by then. The policy of the page, which lets no other script run, is taken out of the copy.
fn asked(
    browser: &Path,
    page: &Path,
    widths: &[u32],
    scripts: &[&str],
    more: &[&str],
) -> Vec<Value> {
    let text = fs::read_to_string(page).unwrap();
    let (head, rest) = text
        .split_once("<meta http-equiv=\"Content-Security-Policy\"")
        .unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (rest, end) = rest.rsplit_once("</body>").unwrap();
    let (last, before) = scripts.split_last().unwrap();
    let mut all = String::new();
    for script in before {
        let _ = write!(all, "<script>{script}</script>");
    }
    let told = format!(
        "<script>(async () => {{ {last} }})().catch((error) => ({{ error: String(error) }})).then((it) => parent.postMessage(it, '*'))</script>"
    );
    let copy = page.with_extension("asked.html");
    fs::write(&copy, format!("{head}{rest}{all}{told}</body>{end}")).unwrap();
    // a window is not made narrower than 500, a frame is
    let frames = page.with_extension("frames.html");
    let outside = format!(
        "<!doctype html><pre></pre><script>\
         const left = {widths:?}, told = [];\
         const next = () => {{\
           const width = left.shift();\
           if (!width) {{ document.querySelector('pre').textContent = JSON.stringify(told); return; }}\
           const frame = document.body.appendChild(document.createElement('iframe'));\
           frame.width = width; frame.height = 900; frame.src = {:?};\
         }};\
         addEventListener('message', (event) => {{ told.push(event.data); document.querySelector('iframe').remove(); next(); }});\
         addEventListener('load', next);\
         </script>",
        copy.file_name().unwrap().to_str().unwrap()
    );
    fs::write(&frames, outside).unwrap();
    let (dom, complaints) = dumped(browser, &format!("file://{}", frames.display()), more);
    assert_eq!(complaints, "");
    let (_, told) = dom.split_once("<pre>").unwrap();
    let (told, _) = told.split_once("</pre>").unwrap();
    let told = told
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let told: Vec<Value> =
        serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {dom}"));
    assert_eq!(told.len(), widths.len());
    told
}

/// The rows of the list.
fn rows(dom: &str) -> usize {
    let (_, list) = dom.split_once("id=\"list\"").unwrap();
    let (list, _) = list.split_once("</table>").unwrap();
    list.split_once("<tbody>")
        .unwrap()
        .1
        .matches("<tr>")
        .count()
}

#[test]
fn a_browser_shows_filters_and_runs_nothing_else() {
    let Some(browser) = browser() else { return };
    let folder = hostile();
    folder.run(&["report", "--as-of", "2026-10-31", "-o", "page.html"]);
    let page = folder.path().join("page.html");
    let (dom, complaints) = opened(&browser, &page, "");
    assert_eq!(complaints, "");
    assert_eq!(rows(&dom), 49);
    assert!(dom.contains("class=\"js\""));
    assert!(!dom.contains("<title>owned") && !dom.contains("<img") && !dom.contains("<u>"));
    assert!(dom.contains("&lt;/script&gt;&lt;u&gt;out&lt;/u&gt;"));
    for (hash, expected) in [
        ("#findings?rule=r3", 7),
        ("#findings?mark=open&rule=r3&text=raw", 1),
        ("#findings?rule=nothing", 0),
        (
            "#findings?owner=%3Cscript%3Edocument%2Etitle%3D%27owned%27%3C%2Fscript%3E",
            7,
        ),
    ] {
        let (dom, complaints) = opened(&browser, &page, hash);
        assert_eq!((rows(&dom), complaints.as_str()), (expected, ""), "{hash}");
    }
}

/// What somebody does with the list: each step by its button, select or link, and what there is to see after it.
const HANDS: &str = "
    const settled = () => new Promise((done) => setTimeout(done, 300));
    const $ = (selector) => document.querySelector(selector);
    const form = $('form.filters'), keys = () => [...document.querySelectorAll('#list tbody th')].map((cell) => cell.textContent);
    const seen = { all: keys().length, told: $('#told').textContent };
    const rule = form.elements.rule, most = rule.options[1];
    rule.value = most.value; rule.dispatchEvent(new Event('change')); await settled();
    seen.rule = { says: most.textContent, rows: keys().length, hash: location.hash };
    form.elements.text.value = keys()[0]; form.elements.text.dispatchEvent(new Event('input')); await settled();
    seen.text = { asked: form.elements.text.value, found: keys() };
    form.querySelector('[type=reset]').click(); await settled();
    seen.reset = { rows: keys().length, hash: location.hash };
    const head = $('#list th[data-sort=key]');
    head.querySelector('button').click(); await settled();
    seen.up = { sorted: head.getAttribute('aria-sort'), keys: keys() };
    head.querySelector('button').click(); await settled();
    seen.down = { sorted: head.getAttribute('aria-sort'), keys: keys() };
    const figure = $('.card .figure a');
    figure.click(); await settled();
    seen.figure = { says: figure.textContent, told: $('#told').textContent, hash: location.hash };
    const copy = $('#list button.copy'), word = copy.textContent;
    copy.click(); await settled();
    seen.copied = copy.textContent !== word;
    return seen;";

#[test]
fn hands_filter_search_sort_and_drill() {
    let Some(browser) = browser() else { return };
    let (company, _, report) = october("en");
    let page = company.path().join("pack/index.html");
    let seen = &asked(&browser, &page, &[1440], &[HANDS], &[])[0];
    let findings = report["findings"].as_array().unwrap();
    let count = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let strings = |value: &Value| -> Vec<String> {
        let all = value.as_array().unwrap_or_else(|| panic!("{seen:#}"));
        all.iter()
            .map(|one| one.as_str().unwrap().to_owned())
            .collect()
    };
    // a hundred at a time
    assert_eq!(count(&seen["all"]), findings.len().min(100));
    let says = seen["rule"]["says"].as_str().unwrap();
    assert!(
        says.ends_with(&format!("({})", seen["rule"]["rows"])),
        "{says}"
    );
    let id = seen["rule"]["hash"]
        .as_str()
        .unwrap()
        .strip_prefix("#findings?rule=")
        .unwrap();
    let of_rule = findings
        .iter()
        .filter(|finding| finding["rule"] == id)
        .count();
    assert_eq!(count(&seen["rule"]["rows"]), of_rule);
    let found = strings(&seen["text"]["found"]);
    assert_eq!(found[0], seen["text"]["asked"]);
    assert!(found.len() < of_rule, "{found:?}");
    assert_eq!(seen["reset"]["rows"], seen["all"]);
    assert_eq!(seen["reset"]["hash"], "#findings");
    let (up, down) = (strings(&seen["up"]["keys"]), strings(&seen["down"]["keys"]));
    assert_eq!(
        (
            seen["up"]["sorted"].as_str(),
            seen["down"]["sorted"].as_str()
        ),
        (Some("ascending"), Some("descending"))
    );
    assert!(up[0] < down[0], "{} {}", up[0], down[0]);
    // the first figure is what is open
    let says = seen["figure"]["says"].as_str().unwrap();
    assert_eq!(seen["figure"]["hash"], "#findings?mark=open");
    assert!(
        seen["figure"]["told"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{says} of ")),
        "{seen:#}"
    );
    assert_eq!(seen["copied"], true);
}

/// What axe finds once all that is closed is open, and how far the page is wider than its window, and by what.
const AXE: &str = "
    for (const part of document.querySelectorAll('details')) part.open = true;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    const edge = document.documentElement.clientWidth;
    const beyond = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > edge + 0.1 && !one.closest('.scroll'));
    const all = violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
    return { all, dark: matchMedia('(prefers-color-scheme: dark)').matches, width: innerWidth, over: document.documentElement.scrollWidth - edge, beyond: beyond.map((one) => one.outerHTML.slice(0, 200)).slice(0, 9) };";

#[test]
fn everybody_can_read_it() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else {
        return;
    };
    let read = |page: &Path, called: &str, widths: &[u32], dark: bool| {
        let more: &[&str] = if dark { &["--force-dark-mode"] } else { &[] };
        let told = asked(&browser, page, widths, &[&axe, AXE], more);
        for (told, width) in told.iter().zip(widths) {
            let of = format!("{called}, {width} px, dark {dark}: {told:#}");
            assert_eq!(told["all"].as_array().map(Vec::len), Some(0), "{of}");
            assert_eq!(
                (&told["dark"], &told["width"]),
                (&dark.into(), &(*width).into()),
                "{of}"
            );
            assert_eq!(told["over"], 0, "{of}");
        }
    };
    for (lang, widths, dark) in [
        ("en", &[1440, 1024, 390][..], false),
        ("zh-CN", &[1440, 390], true),
        ("zh-TW", &[1024, 390], false),
    ] {
        let (company, ..) = october(lang);
        read(&company.path().join("pack/index.html"), lang, widths, dark);
    }
    let folder = hostile();
    folder.run(&["report", "--as-of", "2026-10-31", "-o", "page.html"]);
    read(&folder.path().join("page.html"), "hostile", &[390], false);
}
