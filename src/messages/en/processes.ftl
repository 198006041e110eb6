# processes: their kinds of rules, what these demand and find
kind-flow-what = An event that needs another one of the same case before or after it, or forbids it.
kind-flow-why = Goods that leave before the order is approved, an approval that is withdrawn while a shipment is on its way: every single document looks fine, only their order is wrong.
kind-flow-limits = Each event named by `each` is judged; `when` is a condition on its row. `order` is "before", "after" or "any". With `within` the other event must not be further away, with `not_before` not nearer; both count as in check.latency, working time by the calendar of the process. `one_each` demands one of its own for each, `directly` that nothing of the process is between. With `first = true` only the first of each sort in a case counts. What still waits for an event after it is pending inside `within` and a violation after it; `still_open = "wait"` keeps it pending. Times decide, not rows: two events of one moment, or of one day where one of them has no time, are a tie, which `tie` of the process decides (default: undecidable). A step that somebody is named for and that has no date is undecidable, or with `missing = "violation"` a violation. An event that never occurs is no reason to pass: what needs it is a violation.
kind-times-what = How often an event happens in a case.
kind-times-why = An invoice written twice, a document approved three times, a case that was never approved at all.
kind-times-limits = Every case is judged, whether or not it has the event; `when` is a condition on the row of the event, and a case without one is then not applicable. At least one of `min` and `max` is needed. A finding about an event that is missing points at the first row of the case.
kind-first-what = What a case begins with.
kind-first-why = A case that does not begin with its order began outside of the system.
kind-first-limits = Every case is judged by its first event; `when` is a condition on the row of the first event that the process declares. Where several events may have been first, `tie` of the process decides.
kind-last-what = What a case ends with.
kind-last-why = A case on which something happens after it is closed is not closed; one that never comes to its end is forgotten.
kind-last-limits = Every case is judged by its last event; `when` is a condition on the row of the first event that the process declares. A case that has not come to one of these is a violation; `still_open = "wait"` keeps it pending. Where several events may have been last, `tie` of the process decides.
kind-together-what = Events of which a case must have all or none.
kind-together-why = A discount without its approval, a return without its inspection: half of a step is no step.
kind-together-limits = A case without any of them is not applicable. When they happened makes no difference; for that there is check.flow.
kind-routes-what = The ways that cases may go, from the first event to the last.
kind-routes-why = What people really do is seen in the ways that nobody planned.
kind-routes-limits = A way lists all events of a case in their order, those that repeat as often as they repeat; words of a log that the process does not declare are steps as well. A case on none of the ways is a finding that says what the nearest way has more, less, or elsewhere. A case that has gone a part of a way so far is pending; with `still_open = "count"` it is a violation. Where events may have been in another order, `tie` of the process decides. Ways of more than 60 steps are not compared step by step.
kind-four-eyes-what = Things that different people must do on one case.
kind-four-eyes-why = Who approves his own order has approved nothing.
kind-four-eyes-limits = Persons are compared after clean-up of width, blanks and case; with a table `people`, an account and the name of its person are one. An empty cell, an account that several people use and a name that several people have tell nobody: then the case is undecidable, unless two others are found to be one person. A case with fewer than two of the events is not applicable.
kind-duties-what = Things that one person must not do both.
kind-duties-why = Who can write an order and ship it can ship to himself.
kind-duties-limits = `conflicts` lists pairs of events. With `on = "case"` nobody may do both on one case; with `on = "ever"` nobody may do both at all: each person and pair is judged once, and a finding points at the first time that both came together. `within` counts only what lies no further apart. Persons are told apart as in check.four_eyes. `when` is not allowed, for it is not said of which of the events.
kind-frozen-what = Columns that must not change from one event of a case to another.
kind-frozen-why = A price that changes after the approval was approved by nobody.
kind-frozen-limits = The row of each later event is held against that of the last earlier one, or where there is none before it, of the last one at all; without one it is not applicable. Both rows must be in the exports: in a log of events, in two tables, or in two exports of one table that are declared as two. Texts are compared after trimming, numbers and dates by value; what cannot be read as it is written.
kind-match-what = Numbers of one sort of events that must stand in a relation to those of another, case by case.
kind-match-why = More shipped than ordered, less invoiced than shipped: each document alone looks fine.
kind-match-limits = The numbers on all rows with the event are added up, exactly, one order against many shipments; rows on which it has not happened do not count. `tolerance` is a number, or a share of the right side such as "0.5%"; a difference of exactly that is accepted. A case without any of the right ones is not applicable, nor one without the left ones unless `if_none = "zero"`. An empty cell adds nothing; a case in which one side has empty cells only is not applicable. `round = 2` rounds the number on each row to so many digits after the point, half away from zero, before it is added. A number that cannot be read makes the case undecidable.
explain-process-what = What happens to the cases that a company works on, and in which exports it is written: the events that rules of the kinds flow, times, first, last, together, routes, four_eyes, duties, frozen and match judge.
explain-process-limits = An event is a date or datetime field of a table: where it is filled, it has happened. Several tables make one process; the case is named by the same field in each, by another one with `case` at the event, or with `case = "TABLE.FIELD"` by that of a table to which exactly one [[link]] leads. With `activity` at the process, its table `from` is a log: each row is an event, and that column says which; words that no event has take part in the ways of a case under their own name. Rows without a case, and rows of which `when` cannot be decided, are left out and told. Events of a case stand in one order: by time, then as they are declared, then by document, actor, file and row. A finding points at the row of the event that is judged; its document is the case, with `id` or the number of the event where a case has several. A rule names its `process` in place of `table`; without `owner` whoever did the event must act, with `owner = "EVENT.by"` whoever did that one.

spoken-flow = { $demand ->
        [forbids] { $order ->
            [before] There must be no { $other } before { $each }
            [after] There must be no { $other } after { $each }
           *[any] Where there is { $each } there must be no { $other }
        }
       *[needs] { $order ->
            [before] Before each { $each } there must be { $own ->
                [yes] a { $other } of its own
               *[no] { $other }
            }
            [after] After each { $each } there must be { $own ->
                [yes] a { $other } of its own
               *[no] { $other }
            }
           *[any] Where there is { $each } there must be { $own ->
                [yes] a { $other } of its own
               *[no] { $other }
            }
        }
    }{ $directly ->
        [yes] {", with nothing between"}
       *[no] {""}
    }{ $first ->
        [yes] {", the first of each in a case"}
       *[no] {""}
    }{ $within ->
        [none] {""}
       *[other] {", within "}{ $within }
    }{ $after ->
        [none] {""}
       *[other] {", not sooner than "}{ $after }
    }
finding-flow = { $how ->
        [open] { $span } after { $each } there is still no { $other }: limit { $limit }
        [misplaced] { $order ->
            [before] { $each } came before { $other }: { $detail }
           *[after] no { $other } after { $each }, only before it: { $detail }
        }
        [late] { $order ->
            [before] { $other } came { $span } before { $each }, limit { $limit }: { $detail }
           *[after] { $other } came { $span } after { $each }, limit { $limit }: { $detail }
        }
        [early] only { $span } between { $other } and { $each }, at least { $limit }: { $detail }
        [between] something else came between { $each } and { $other }: { $detail }
        [shared] no { $other } of its own for { $each }: { $detail } belongs to another
        [tied] { $each } and { $other } are of the same time: { $detail }
        [undated] { $each } or { $other } has no time: { $detail }
        [present] { $order ->
            [before] { $other } came before { $each } already: { $detail }
            [after] { $other } came after { $each }: { $detail }
           *[any] { $other } beside { $each }: { $detail }
        }
       *[none] { $order ->
            [before] { $each } without { $other } before it
            [after] { $each } without { $other } after it
           *[any] { $each } without { $other }
        }
    }
spoken-times = { $demand ->
        [exactly] Each case has { $event } exactly { $min } { $min ->
            [one] time
           *[other] times
        }
        [between] Each case has { $event } { $min } to { $max } times
        [least] Each case has { $event } at least { $min } { $min ->
            [one] time
           *[other] times
        }
       *[most] No case has { $event } more than { $max } { $max ->
            [one] time
           *[other] times
        }
    }
finding-times = { $how ->
        [none] no { $event } in this case
        [few] { $event } only { $count } { $count ->
            [one] time
           *[other] times
        }, at least { $min }
       *[many] { $event } { $count } times, at most { $max }
    }
spoken-first = { $count ->
        [1] Each case begins with { $events }
       *[other] Each case begins with one of { $events }
    }
finding-first = { $how ->
        [tied] what the case begins with cannot be told: { $column } and others are of the same time
        [undated] what the case begins with cannot be told: one of its events has no time
       *[other] the case begins with { $column }, not with { $events }
    }
spoken-last = { $count ->
        [1] Each case ends with { $events }
       *[other] Each case ends with one of { $events }
    }
finding-last = { $how ->
        [tied] what the case ends with cannot be told: { $column } and others are of the same time
        [undated] what the case ends with cannot be told: one of its events has no time
       *[other] the last event of the case is { $column }, not { $events }
    }
spoken-together = { $events }: all of them on a case, or none
finding-together = { $how ->
       *[absent] { $column } without { $names }
    }
spoken-four-eyes = { $events }: different people on each case
finding-four-eyes = { $how ->
       *[same] { $column } by { $who }, who also did: { $detail }
    }
spoken-routes = { $count ->
        [1] Each case goes this way: { $events }
       *[other] Each case goes one of { $count } ways, the first of which is: { $events }
    }
finding-routes = { $how ->
        [moved] { $names } out of its place: { $way }
        [missing] { $names } is missing: { $way }
        [extra] { $names } is one step too many: { $way }
        [tied] which way it went cannot be told, for some steps are of the same time: { $way }
        [undated] which way it went cannot be told, for a step has no time: { $way }
       *[other] on none of the allowed ways: { $way }
    }
spoken-duties = { $on ->
        [ever] Nobody does both: { $events }
       *[case] Nobody does both on one case: { $events }
    }{ $count ->
        [1] {""}
       *[other] {" "}(one of { $count } pairs)
    }
finding-duties = { $how ->
       *[both] { $on ->
            [ever] { $who } did both { $names }, { $count ->
                [1] once
               *[other] up to { $count } times
            }: { $detail }
           *[case] { $who } did both { $names }: { $detail }
        }
    }
spoken-frozen = { $columns } must not change from { $from } to { $to }
finding-frozen = { $how ->
       *[changed] { $names } was { $before } at { $from } and is { $after } at { $to }: { $detail }
    }
spoken-match = Case by case: the sum of { $left_column } over { $left_event } { $op } that of { $right_column } over { $right_event }{ $tolerance ->
        [none] {""}
       *[other] {" "}(tolerance { $tolerance })
    }{ $round ->
        [none] {""}
        [0] , each rounded to whole numbers first
        [1] , each rounded to one digit after the point first
       *[other] , each rounded to { $round } digits after the point first
    }
finding-match = { $how ->
        [more] { $left_event }, { $left_column } { $left } { $op } { $right_event }, { $right_column } { $right }: { $difference } more
       *[less] { $left_event }, { $left_column } { $left } { $op } { $right_event }, { $right_column } { $right }: { $difference } less
    }
other-event = { $event }{ $dated ->
        [yes] {" "}{ $at }
       *[no] {""}
    } ({ $file ->
        [here] row { $row }
       *[other] { $file } row { $row }
    })

column-case = case
column-document = document
column-by = by
column-event = event
cause-tied = which came first, { $column } or another event, cannot be told from their times
cause-unstamped = nobody wrote down when { $column } was
cause-nameless = it is not known who did it

process-no-case = the process { $process } has no case
process-ahead = { $count } { $count ->
    [one] event
   *[other] events
} of { $process } { $count ->
    [one] is
   *[other] are
} dated after the day of the audit, { $as_of }: { $count ->
    [one] it has not happened yet and does
   *[other] they have not happened yet and do
} not count
process-caseless = { $count } { $count ->
        [one] row
       *[other] rows
    } with an event of { $process } belong to no case: the field that names it is empty or leads nowhere
process-undecided = for { $count } { $count ->
        [one] row
       *[other] rows
    } it cannot be known whether an event of { $process } stands there; they are left out
process-never-activated = { $rule } was never activated: there is no { $event } that it applies to, and nothing was judged

problem-process-name = { $name } is the name of a table or process already
problem-process-no-event = the process { $name } has no [[process.{ $name }.event]]
problem-event-twice = { $name } is an event of this process already
problem-event-name = an event cannot be called “{ $name }”
problem-event-no-table = it is not said in which table the event { $name } stands: `from`
problem-event-no-time = it is not said when the event { $name } happened: `at`
problem-event-activity = the event { $name } does not stand in the log of the process, so it has no `activity`
problem-event-no-link = there is not exactly one [[link]] from { $from } to { $to } that leads to the case
problem-log-no-table = `activity` needs `from`: the table that is the log
problem-log-sensitive = `{ $field }` is sensitive, and the steps of a process cannot be masked: if they may be seen, write `sensitive = false` for the field, or take another column for `activity`
problem-log-no-time = `activity` needs `at`: the time of the events of the log
problem-unknown-event = the process { $process } has no event { $name }
problem-unknown-process = there is no process { $name }
problem-few-events = too few events: { $count } or more are needed
problem-event-again = { $name } is named twice
problem-event-nobody = it is not said who did { $name }: `by` of the event
problem-event-number = { $name } is not EVENT.FIELD
problem-kind-of-cases = check.{ $kind } judges the cases of a process: `process` in place of `table`
problem-kind-of-rows = check.{ $kind } judges the rows of a table: `table` in place of `process`
problem-table-and-process = a rule has a `table` or a `process`, not both
problem-when-of-nothing = `when` is not possible here: it is not said of which event
problem-flow-needs = one of `needs` and `forbids` is required, and not both
problem-flow-forbids = `one_each` and `not_before` go with `needs`, not with `forbids`
problem-times-nothing = `min`, `max` or both are required
problem-duties-pair = `conflicts` lists pairs of two events
problem-frozen-columns = `to_columns` needs one field for each of `columns`, and there must be one
problem-match-tolerance = “{ $written }” is neither a number nor a share such as "0.5%"

patterns-conformance = as agreed: { $raw } of { $cases } cases; { $net } with what was decided on
patterns-format = patterns are written as txt or json
patterns-none = No deviation was found.
patterns-cases = { $cases } cases, { $share } of those decided; from { $since } to { $last }
patterns-people = by { $people } ({ $all } in all)
patterns-departments = departments: { $departments }
patterns-ways = ways ({ $all } in all):
patterns-took = median { $took }{ $compared ->
        [yes] , { $standard } in the { $count } cases that go as agreed
       *[no] {""}
    }
patterns-effects = for others, compared with the { $count } cases that go as agreed:
patterns-effect = { $clear ->
        [more] more: { $what }, { $here } of { $of_here } ({ $here_share }) against { $there } of { $of_there } ({ $there_share })
        [less] less: { $what }, { $here } of { $of_here } ({ $here_share }) against { $there } of { $of_there } ({ $there_share })
        [alike] no clear difference: { $what }, { $here_share } against { $there_share }
       *[too_few] too few cases to compare (under { $enough } on one side): { $what }, { $here } of { $of_here } against { $there } of { $of_there }
    }
patterns-effect-finding = finding of somebody else, { $rule }
patterns-effect-document = finding on a document, { $rule }
patterns-effect-held = holds back { $label }
patterns-effect-amounts = { $effect }; amount held back { $here } against { $there }
patterns-amount = { $amount } ({ $each } a case)
patterns-amount-unknown = not known
patterns-effect-event = { $event } by somebody else
patterns-effect-rework = a step done again
patterns-count = { $name } ({ $count })
patterns-decided = decided: { $decision }
patterns-undecided = not decided: crm-audit dispose --pattern "{ $pattern }" …
process-log-undated = { $count ->
    [one] 1 event without a time is left out: both formats want one
   *[other] { $count } events without a time are left out: both formats want one
 }
process-log-masked = { $count ->
    [one] 1 event whose time is sensitive is left out: both formats want the time
   *[other] { $count } events whose time is sensitive are left out: both formats want the time
 }
process-log-days = { $count ->
    [one] 1 event of which only the day is known is written as of 0:00
   *[other] { $count } events of which only the day is known are written as of 0:00
 }
process-log-zone = times are written as if they were UTC, since `timezone` under [project] does not say by which clocks the company goes
