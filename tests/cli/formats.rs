//! Whatever a table was saved as, it is the same table.

use crate::support::{Run, root};

/// The findings of one file, without what names the file.
fn findings(name: &str) -> Vec<String> {
    let file = format!("fixtures/formats/exports/{name}");
    let input = format!("orders={file}");
    let told = Run::new([
        "check",
        "fixtures/formats",
        "--as-of",
        "2026-03-31",
        "--format",
        "jsonl",
        "--input",
        &input,
    ])
    .run();
    assert_eq!(told.code, 1, "{name}: {}", told.stderr);
    let sheet = if name.contains("csv") || name.contains("parquet") {
        "null"
    } else {
        "\"訂單\""
    };
    let line = |line: &str| {
        assert!(line.contains(&file), "{line}");
        line.replace(&file, "FILE")
            .replace(&format!("\"sheet\":{sheet}"), "\"sheet\":SHEET")
    };
    told.stdout.lines().map(line).collect()
}

#[test]
fn seven_forms_of_a_table_have_the_same_findings() {
    let folder = root().join("fixtures/formats/exports");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 7);
    let expected = findings("orders-utf8.csv");
    assert_eq!(expected.len(), 13);
    for name in names {
        assert_eq!(findings(&name), expected, "{name}");
    }
}

/// An archive of several exports is one table of several files.
#[test]
fn an_archive_of_several_exports() {
    let folder = tempfile::tempdir().unwrap();
    let mut zip = zip::ZipWriter::new(std::fs::File::create(folder.path().join("o.zip")).unwrap());
    for (name, text) in [
        ("甲.csv", "k\nx\n"),
        ("乙.csv", "k\nx\ny\n"),
        (".hidden", "k"),
    ] {
        let plain = zip::write::SimpleFileOptions::default();
        zip.start_file(name, plain).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let project = "[tables.o]\nfiles = \"o.zip\"\n[tables.o.fields]\nk = { pattern = \"x\" }\n";
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    let told = Run::new(["check", folder.path().to_str().unwrap(), "--no-history"]).run();
    assert_eq!(told.code, 1, "{}", told.stdout);
    assert!(told.stdout.contains("2 files, 3 rows"), "{}", told.stdout);
    assert!(told.stdout.contains("乙.csv"), "{}", told.stdout);
    let given = format!("o={}", folder.path().join("o.zip").display());
    let project = folder.path().to_str().unwrap();
    let told = Run::new(["check", project, "--no-history", "--input", &given]).run();
    assert!(told.stdout.contains("2 files, 3 rows"), "{}", told.stdout);
}
