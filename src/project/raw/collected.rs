//! What `[tables.NAME]` says of data that is collected for a new system.

use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::TomlDate;
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::rules::amount::Amount;

/// One for all, or one for each by name. A mistake in a name can be shown with a caret, which serde's own way to tell the two apart
/// gives up.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum AllOrEach<A, V> {
    All(A),
    Each(IndexMap<Name, V>),
}

/// Who sends in a table, or the patterns of files by supplier; `{ column = "FIELD" }` alone says that a field names him in each row.
pub(crate) type RawSupplier = AllOrEach<String, Placed<OneOrMany>>;

/// How many rows there should be: in all, or of each supplier.
pub(crate) type RawExpect = AllOrEach<u64, u64>;

impl<'de, A, V> Deserialize<'de> for AllOrEach<A, V>
where
    A: Deserialize<'de>,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either(PhantomData))
    }
}

struct Either<A, V>(PhantomData<(A, V)>);

impl<'de, A, V> Visitor<'de> for Either<A, V>
where
    A: Deserialize<'de>,
    V: Deserialize<'de>,
{
    type Value = AllOrEach<A, V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("one for all, or one for each by name")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        A::deserialize(number.into_deserializer()).map(AllOrEach::All)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        A::deserialize(text.into_deserializer()).map(AllOrEach::All)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        IndexMap::deserialize(MapAccessDeserializer::new(map)).map(AllOrEach::Each)
    }
}

/// `collect = { from = 2026-11-02, due = 2026-11-20 }`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCollect {
    /// The day on which the collection begins. Default: not known; then nobody can tell how much should be there by now.
    #[schemars(with = "Option<TomlDate>")]
    pub(crate) from: Option<Placed<toml::value::Datetime>>,
    /// The day by which all rows must be there.
    #[schemars(with = "TomlDate")]
    pub(crate) due: Placed<toml::value::Datetime>,
}

/// `[tables.NAME.control]`: what the old system says the table comes to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawControl {
    /// How many rows it has. Default: not held against anything.
    pub(crate) rows: Option<u64>,
    /// What its columns add up to, by field: `{ credit_limit = "1234567.89" }`. Default: none.
    #[serde(default)]
    pub(crate) sum: IndexMap<Name, Placed<Amount>>,
}

/// `[tables.NAME.opening]`: documents of the old system that the new one may begin with.
#[derive(Debug, Clone, Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawOpening {
    /// The date that is held against `go_live` under `[project]`. Default: `date` of the table.
    pub(crate) date: Option<Name>,
    /// SQL condition: the document is finished and need not be loaded. Default: none is.
    pub(crate) finished: Option<Name>,
    /// The number that an open document still comes to. Default: no amount.
    pub(crate) amount: Option<Name>,
    /// The column that lists the documents which the new system has already, as `TABLE.FIELD`. Default: not known.
    pub(crate) existing: Option<Name>,
    /// Whether the documents may as well be left out; `readiness` then says in numbers what either would mean. Default: false.
    pub(crate) optional: bool,
}
