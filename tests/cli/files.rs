//! Which files of a folder are read, and what is said of the others.

use std::path::Path;

use crate::support::{Folder, notices};

const PROJECT: &str =
    "[tables.t]\nfiles = \"in/*\"\nkey = [\"no\"]\n[tables.t.fields]\nno = { unique = true }\n";

fn folder(pattern: &str) -> Folder {
    let folder = Folder::new(&PROJECT.replace("in/*", pattern));
    std::fs::create_dir(folder.path().join("in")).unwrap();
    folder
}

/// The exit code, the errors, and how many files and rows were read.
fn read(folder: &Folder) -> (i64, String, usize, u64) {
    let report = folder.report("2026-05-31", &["--no-history"]);
    let inputs = report["inputs"].as_array().unwrap();
    let rows = inputs.iter().map(|i| i["rows_judged"].as_u64().unwrap());
    (
        report["exit_code"].as_i64().unwrap(),
        report["errors"].to_string() + &notices(&report),
        inputs.len(),
        rows.sum(),
    )
}

#[test]
fn what_lies_beside_exports_is_left_out_and_told() {
    let folder = folder("in/*");
    folder.write("in/a.csv", "no\n1\n");
    for name in ["._a.csv", "Thumbs.db", "b.csv.crdownload", ".~lock.a.csv#"] {
        folder.write(&format!("in/{name}"), "\0\0no export");
    }
    for name in ["@eaDir", "$RECYCLE.BIN"] {
        std::fs::create_dir(folder.path().join("in").join(name)).unwrap();
    }
    let (code, told, files, rows) = read(&folder);
    assert_eq!((code, files, rows), (0, 1, 1), "{told}");
    for name in [
        "6 files were left out",
        "in/._a.csv",
        "in/Thumbs.db",
        "in/b.csv.crdownload",
    ] {
        assert!(told.contains(name), "{name}: {told}");
    }
}

/// What servers throw away is no export, in whatever folder.
#[test]
fn what_was_thrown_away_is_left_out_and_told() {
    let folder = folder("in/**/*.csv");
    folder.write("in/a.csv", "no\n1\n");
    std::fs::create_dir(folder.path().join("in/#recycle")).unwrap();
    folder.write("in/#recycle/a.csv", "no\n2\n");
    let (code, told, files, rows) = read(&folder);
    assert_eq!((code, files, rows), (0, 1, 1), "{told}");
    assert!(told.contains("in/#recycle/a.csv"), "{told}");
}

/// macOS adds a folder of its own to archives.
#[test]
fn what_packers_add_is_left_out_and_told() {
    let folder = folder("in/a.zip");
    let file = std::fs::File::create(folder.path().join("in/a.zip")).unwrap();
    let mut zip = zip::ZipWriter::new(file);
    for (name, text) in [
        ("x.csv", "no\n1\n"),
        ("y.csv", "no\n2\n"),
        ("__MACOSX/._x.csv", "\0"),
        ("~$y.xlsx", "\0"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let (code, told, files, rows) = read(&folder);
    assert_eq!((code, files, rows), (0, 2, 2), "{told}");
    assert!(told.contains("in/a.zip/__MACOSX/._x.csv"), "{told}");
    assert!(told.contains("in/a.zip/~$y.xlsx"), "{told}");
}

#[test]
fn the_same_file_twice_is_told() {
    let folder = folder("in/*.csv");
    folder.write("in/a.csv", "no\n1\n");
    folder.write("in/b (1).csv", "no\n1\n");
    folder.write("in/c.csv", "no\n2\n");
    let told = read(&folder).1;
    assert!(
        told.contains("in/b (1).csv is the same file as in/a.csv"),
        "{told}"
    );
    assert!(!told.contains("in/c.csv"), "{told}");
}

#[test]
fn the_same_file_twice_in_archives_is_told() {
    let folder = folder("in/*.zip");
    let zip = |name: &str, files: &[(&str, &str)]| {
        let file = std::fs::File::create(folder.path().join(name)).unwrap();
        let mut zip = zip::ZipWriter::new(file);
        for (name, text) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
    };
    let (one, two) = ("no\n1\n", "no\n2\n");
    zip(
        "in/a.zip",
        &[("x.csv", one), ("y.csv", one), ("z.csv", two)],
    );
    zip("in/b.zip", &[("x.csv", "no\n3\n"), ("y.csv", two)]);
    let (code, told, files, rows) = read(&folder);
    // the rows count twice
    assert_eq!((code, files, rows), (1, 5, 5), "{told}");
    for told_of in [
        "in/a.zip/y.csv is the same file as in/a.zip/x.csv",
        "in/b.zip/y.csv is the same file as in/a.zip/z.csv",
    ] {
        assert!(told.contains(told_of), "{told_of}: {told}");
    }
}

#[test]
fn a_folder_that_is_called_like_a_file_is_told() {
    let folder = folder("in/*.csv");
    folder.write("in/a.csv", "no\n1\n");
    std::fs::create_dir(folder.path().join("in/b.csv")).unwrap();
    let (code, told, ..) = read(&folder);
    assert_eq!(code, 2);
    assert!(told.contains("in/b.csv: this is a folder"), "{told}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_opened_is_an_error() {
    use std::os::unix::fs::symlink;
    let link = |target: &str, name: &str| {
        let folder = folder("in/*.csv");
        folder.write("in/a.csv", "no\n1\n");
        symlink(target, folder.path().join(name)).unwrap();
        let (code, told, ..) = read(&folder);
        assert_eq!(code, 2, "{target}: {told}");
        told
    };
    assert!(
        link("/nowhere/b.csv", "in/b.csv").contains("in/b.csv: this is a link that leads nowhere")
    );
    assert!(link("b.csv", "in/b.csv").contains("in/b.csv: this is a link that leads nowhere"));
    assert!(link("/dev/zero", "in/b.csv").contains("in/b.csv: this is a pipe, a device"));
    if Path::new("/proc/self/status").exists() {
        assert!(
            link("/proc/self/status", "in/b.csv").contains("something that the system makes up")
        );
    }
}

/// Archives of a Chinese Windows unpack to names in GBK.
#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_utf8_is_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("in/*.csv");
    folder.write("in/a.csv", "no\n1\n");
    let name = std::ffi::OsStr::from_bytes(b"in/\xb7\xa2\xbb\xf5.csv");
    std::fs::write(folder.path().join(name), "no\n1\n2\n").unwrap();
    let report = folder.report("2026-05-31", &["--no-history"]);
    assert_eq!(report["exit_code"], 1);
    assert_eq!(report["inputs"][1]["file"], "in/发货.csv");
}

/// What the system refuses is told in the language of the user, with the number by which it is known elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn what_the_system_refuses_is_told_in_the_language_of_the_user() {
    let folder = folder("in/*");
    folder.write("in/a.csv", "no\n1\n");
    std::fs::create_dir(folder.path().join("报告.csv")).unwrap();
    let long = format!("{}.csv", "长".repeat(100));
    for (file, lang, told) in [
        (
            "报告.csv",
            "zh-CN",
            "未能写入 报告.csv：这是文件夹（os error 21）",
        ),
        (
            "报告.csv",
            "zh-TW",
            "未能寫入 报告.csv：這是資料夾（os error 21）",
        ),
        (
            "报告.csv",
            "en",
            "cannot be written: it is a folder (os error 21)",
        ),
        (
            &long,
            "zh-CN",
            "名称过长，或含有该处不允许的字符（os error 36）",
        ),
    ] {
        let arguments = ["check", "--no-history", "-o", file, "--lang", lang];
        let run = folder.run(&arguments);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}
