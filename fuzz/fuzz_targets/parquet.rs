#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crm_audit::fuzzing::file(bytes));
