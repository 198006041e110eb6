//! The `crm-audit` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(crm_audit::run(std::env::args_os()))
}
