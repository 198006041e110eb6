//! Runs the program as a user would, always in the same surroundings.

use std::ffi::{OsStr, OsString};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A run to come: from the root of the repository, without a terminal or colours, in English.
pub(crate) struct Run(Command);

/// What a run printed, and its exit code.
pub(crate) struct Outcome {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Run {
    pub(crate) fn new<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crm-audit"));
        let arguments: Vec<OsString> = arguments
            .into_iter()
            .map(|argument| argument.as_ref().to_owned())
            .collect();
        // the projects of the repository stay as they are
        let ours = |argument: &OsString| {
            let argument = argument.to_string_lossy();
            argument.starts_with("fixtures/") || argument.starts_with("examples/")
        };
        if arguments.first().is_some_and(|first| first == "check") && arguments.iter().any(ours) {
            command
                .arg("check")
                .arg("--no-history")
                .args(&arguments[1..]);
        } else {
            command.args(&arguments);
        }
        // the language comes from the first of these that is set; the others are the terminal's
        for name in [
            "LC_ALL",
            "LC_CTYPE",
            "LANGUAGE",
            "COLUMNS",
            "CRM_AUDIT_AMBIGUOUS",
        ] {
            command.env_remove(name);
        }
        command
            .current_dir(root())
            .env("LANG", "en_US.UTF-8")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        Run(command)
    }

    /// Another folder to stand in; relative to the repository.
    #[allow(dead_code, reason = "not every set of tests needs it")]
    pub(crate) fn in_dir(mut self, folder: impl AsRef<Path>) -> Run {
        self.0.current_dir(root().join(folder));
        self
    }

    #[allow(dead_code, reason = "not every set of tests needs it")]
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Run {
        self.0.env(name, value.into());
        self
    }

    /// Starts it, whatever it says.
    #[allow(dead_code, reason = "not every set of tests needs it")]
    pub(crate) fn start(mut self) -> Child {
        let quiet = self.0.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.spawn().unwrap()
    }

    /// Runs with these bytes on stdin.
    #[allow(dead_code, reason = "not every set of tests needs it")]
    pub(crate) fn fed(mut self, bytes: &[u8]) -> Outcome {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        self.0.stdin(file);
        self.run()
    }

    pub(crate) fn run(mut self) -> Outcome {
        let output = self.0.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap(),
        }
    }
}

/// A project in a folder of its own.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new(project: &str) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("crm-audit.toml", project);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path().join(".crm-audit/history.db")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Run::new(arguments).in_dir(self.path()).run()
    }

    /// The JSON report of a day.
    pub(crate) fn report(&self, day: &str, more: &[&str]) -> Value {
        let mut arguments = vec!["check", "--as-of", day, "--format", "json"];
        arguments.extend(more);
        let told = self.run(&arguments);
        serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
    }
}

/// The notices of a JSON report, as they stand there.
pub(crate) fn notices(report: &Value) -> String {
    report["notices"].to_string()
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies what is in a folder into one that there is.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
