#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| crm_audit::fuzzing::baseline(text));
