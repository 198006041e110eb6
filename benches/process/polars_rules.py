"""The eight rules of `benches/process/project` as plain polars: group by the case, aggregate, compare.

    python3 benches/process/polars_rules.py FILE

Prints the violations of each rule as JSON. Counts are those of the project: of events where a rule judges events.
"""

import json
import sys

import polars as pl

WAYS = [
    "entered,checked,approved,picked,shipped,invoiced,paid",
    "entered,checked,approved,changed,approved,picked,shipped,invoiced,paid",
    "entered,approved,picked,shipped,invoiced,paid",
]


def main(file):
    log = pl.read_csv(file, schema_overrides={"amount": pl.Decimal(18, 2)})
    log = log.with_columns(pl.col("at").str.to_datetime("%Y-%m-%d %H:%M:%S")).sort("case_no", "at")
    is_ = lambda name: pl.col("activity") == name
    of = lambda name: log.filter(is_(name))
    counts = {}

    shipped = of("shipped")
    first = of("approved").group_by("case_no").agg(first=pl.col("at").min())
    joined = shipped.join(first, on="case_no", how="left")
    late = pl.col("first").is_null() | (pl.col("first") >= pl.col("at"))
    counts["shipped-before-approval"] = joined.filter(late).height

    invoiced = of("invoiced").select("case_no", "at", invoiced="at").sort("at")
    next_ = shipped.sort("at").join_asof(invoiced, on="at", by="case_no", strategy="forward", allow_exact_matches=False)
    far = pl.col("invoiced").is_null() | (pl.col("invoiced") - pl.col("at") > pl.duration(hours=72))
    counts["invoiced-late"] = next_.filter(far).height

    last = of("changed").group_by("case_no").agg(last=pl.col("at").max())
    joined = of("approved").join(last, on="case_no", how="left")
    counts["changed-after-approval"] = joined.filter(pl.col("last") > pl.col("at")).height

    # what is shipped and not invoiced yet, from the end of a case to its start: the most of it has no invoice of its own
    both = log.filter(is_("shipped") | is_("invoiced"))
    open_ = pl.when(is_("shipped")).then(1).otherwise(-1).cum_sum(reverse=True).max().clip(0)
    counts["shipment-without-invoice-of-its-own"] = both.group_by("case_no", maintain_order=True).agg(open=open_)["open"].sum()

    times = log.group_by("case_no").agg(times=is_("approved").sum())
    counts["approved-not-once"] = times.filter(pl.col("times") != 1).height

    makers = of("entered").select("case_no", "by").unique()
    same = of("approved").select("case_no", "by").unique().join(makers, on=["case_no", "by"])
    counts["approved-by-its-maker"] = same["case_no"].n_unique()

    ways = log.group_by("case_no", maintain_order=True).agg(way=pl.col("activity").str.join(","))
    counts["off-the-way"] = ways.filter(~pl.col("way").is_in(WAYS)).height

    sums = log.group_by("case_no").agg(
        invoiced=pl.col("amount").filter(is_("invoiced")).sum(),
        shipped=pl.col("amount").filter(is_("shipped")).sum(),
        both=is_("invoiced").any() & is_("shipped").any(),
    )
    counts["invoiced-other-amount"] = sums.filter(pl.col("both") & (pl.col("invoiced") != pl.col("shipped"))).height
    json.dump(counts, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
