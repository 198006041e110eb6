//! Bank accounts and addresses of e-mail.

use email_address::{EmailAddress, Error, Options};
use iban::{Iban, IbanLike, ParseBaseIbanError, ParseIbanError};

use crate::tables::flaw::{Flaw, Flaws};

fn one(flaw: Flaw) -> Flaws {
    Flaws {
        all: vec![flaw],
        proposal: None,
    }
}

/// As it is stored: without the blanks that it is printed with.
pub(super) fn is_iban(cell: &str) -> bool {
    let parsed = cell.parse::<Iban>();
    parsed.is_ok_and(|iban| iban.electronic_str() == cell)
}

pub(super) fn iban_flaws(cell: &str) -> Flaws {
    one(match cell.parse::<Iban>() {
        Err(ParseIbanError::InvalidBaseIban {
            source: ParseBaseIbanError::InvalidChecksum,
        }) => Flaw::Sum,
        Err(ParseIbanError::UnknownCountry(_)) => Flaw::Country,
        _ => Flaw::Form,
    })
}

/// With a domain that has a dot, and neither quotes nor the number of a computer.
fn parsed(cell: &str) -> Result<EmailAddress, Error> {
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    EmailAddress::parse_with_options(cell, options)
}

pub(super) fn is_email(cell: &str) -> bool {
    !cell.starts_with('"') && parsed(cell).is_ok()
}

pub(super) fn email_flaws(cell: &str) -> Flaws {
    let parts = cell.split([',', ';', '、', '/', ' ']);
    if parts.filter(|part| part.contains('@')).count() > 1 {
        return one(Flaw::Several);
    }
    one(match parsed(cell) {
        Err(Error::MissingSeparator) => Flaw::At,
        Err(
            Error::DomainEmpty
            | Error::DomainTooFew
            | Error::DomainTooLong
            | Error::DomainInvalidSeparator
            | Error::SubDomainEmpty
            | Error::SubDomainTooLong
            | Error::InvalidIPAddress
            | Error::UnsupportedDomainLiteral,
        ) => Flaw::Domain,
        _ => Flaw::Form,
    })
}
