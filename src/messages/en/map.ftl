### Which ways the cases of a process go: crm-audit process

cli-process = Show which ways the cases of a process go, how long that takes and who departs from it; draw its map, or tell one case
cli-process-name = The process (default: the only one; a list where there are several)
cli-process-case = Tell this case step by step, and what each rule says of it
cli-process-patterns = Tell which deviations recur, who does them, and what they bring upon others
cli-process-activities = Events on the map: the most frequent ones that make up this share of all
cli-process-paths = Ways on the map: the most frequent ones that make up this share of all steps
cli-process-no-history = Leave out how the rules did in earlier runs
cli-process-format = What goes to stdout
cli-process-output = Write it to a file as well; the format follows the file name: xlsx, json, svg, mmd, txt; xes, xes.gz and ocel.json are its events, for process mining (repeatable)
cli-process-limit = Lines of each list on the terminal
cli-process-examples = { "  " }crm-audit process                                        the only process, or which there are
    { "  " }crm-audit process o2c -o map.svg -o ways.xlsx            with its map and a workbook
    { "  " }crm-audit process o2c --paths 80% --format mermaid       the main ways, for a wiki
    { "  " }crm-audit process o2c --case SO202610012                 one case, step by step
map-no-process = the project has no [process.NAME]; `crm-audit explain process` says how it is written
map-unknown-case = there is no case { $case } in { $process }
map-of-case = a map is of a process: `--case` is written as xlsx, json or txt
map-events = an event log is of a process: not together with `--case` or `--patterns`
map-format = { $file }: a process is written as xlsx, json, svg, mmd, txt, xes, xes.gz or ocel.json

map-title = { $label } ({ $name })
map-facts = { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}, { $events ->
    [one] 1 event
   *[other] { $events } events
}, { $ways ->
    [one] 1 way
   *[other] { $ways } ways
}
map-facts-dated = { $facts }, { $first } to { $last }
map-fates = { $conforming } cases conform ({ $share }), { $deviating } have findings, { $undecided } cannot be decided
map-unsure = In { $count ->
    [one] 1 case
   *[other] { $count } cases
} it is not known in which order some events came: they are of the same moment, or a date has no time. They are shown in the order that the process declares.
map-times-masked = The times of these steps are sensitive: { $events }. They are masked, no duration and no range of days counts them, and the steps stand behind the others of their case, whenever they were.
map-no-rule = No rule was judged, so nothing says which cases conform.
map-took = From the first event to the last, half of the cases take at most { $median }, nine in ten { $ninth } ({ $clock })
map-took-of = { $told }; known of { $count } cases out of { $cases }
map-took-unknown = How long the cases take is not known: their times are missing, or outside of the calendar.
map-clock-workhours = working time by the calendar { $calendar }
map-clock-workdays = workdays by the calendar { $calendar }
map-clock-days = calendar days
map-clock-elapsed = all time that passes, nights and days off too
map-named = { $name } ({ $count })
map-more = { $count } more
map-nobody = nobody is named

map-ways = The ways that cases go ({ $shown } of { $count })
map-waits = Where cases wait longest, of the ways gone at least { $least } times ({ $shown } of { $count })
map-deviants = Who has findings ({ $shown } of { $count })
map-rules = The rules of the process
map-rules-trend = The rules of the process, their rates in earlier runs and now
map-case = Case { $case } of { $process }
map-steps = What happened
map-said = What the rules say

map-heading-process = Process
map-heading-events = Events
map-heading-number = No.
map-heading-cases = Cases
map-heading-share = Share
map-heading-deviating = With findings
map-heading-undecided = Undecided
map-heading-units = Median, minutes or days
map-heading-median = Half within
map-heading-ninth = Nine in ten within
map-heading-first = First seen
map-heading-last = Last seen
map-heading-people = People (cases)
map-heading-departments = Departments (cases)
map-heading-way = Way
map-heading-example = For example
map-heading-from = From
map-heading-to = To
map-heading-times = Times
map-heading-person = Who
map-heading-department = Department
map-heading-findings = Findings
map-heading-worked = Cases worked on
map-heading-rules = Rules (findings)
map-heading-demands = Demands
map-heading-only = Deviates
map-heading-at = When
map-heading-event = Event
map-heading-verdict = Verdict
map-heading-step = Step
map-heading-said = What it says
map-only-deviating = only cases with findings
map-sheet-facts = Process
map-sheet-ways = Ways
map-sheet-waits = Waits
map-sheet-paths = Paths
map-sheet-people = People
map-sheet-rules = Rules
map-sheet-steps = Steps
map-sheet-said = Verdicts

map-verdict-ok = ok
map-verdict-violation = violation
map-verdict-pending = pending
map-verdict-not-applicable = not applicable
map-verdict-undecidable = undecidable
map-verdict-not-run = not judged

map-start = Start
map-end = End
map-node = { $count } · { $share } of cases
map-edge = { $times } · { $took }
map-times = { $times } times in { $cases } cases
map-cases-deviating = of these { $count } with findings
map-waited = half within { $median }, nine in ten within { $ninth }
map-days = { $count } d
map-hours = { $count } h
map-minutes = { $count } min
map-whole = Everything is shown
map-filter = Shown: { $activities } of the events, { $paths } of the steps, and the strongest way into and out of each event
map-full = at most { $events } kinds of events and { $ways } ways are drawn
map-left-sorts = left out: { $count ->
    [one] 1 kind of events
   *[other] { $count } kinds of events
}, { $events } events
map-left-paths = left out: { $count ->
    [one] 1 way
   *[other] { $count } ways
}, gone { $times } times
map-left-deviations = { $count } of them only by cases with findings
map-legend-conforming = cases without findings go here too
map-legend-deviating = only cases with findings
map-legend-path = cases go here
map-legend-slow = longest waits (of ways gone at least { $least } times)
map-legend-units = At each way: how often it is gone, and within what time half of the cases go it ({ $clocks }).
map-legend-counts = At each way: how often it is gone.
