### what each person has to do

tasks-file-actions = what is to be done, a finding a row: who, what, by when
tasks-file-calendar = the days by which it is to be done, for Outlook and other calendars
tasks-event = { $decision } · { $findings } · { $rule } · { $owner }
tasks-event-unknown = { $decision } · { $rule } · { $owner }
tasks-event-done = Closed: { $decision } · { $rule } · { $owner }
tasks-remedy = Remedy
tasks-decided = Decided
tasks-due = Due
tasks-sheet = What is to be done
tasks-done-late = Done past the limit
tasks-rule-late = { $rule }: done, but past the limit
tasks-explain = It is done and cannot be made up for: say why it took so long, so that it does not happen again.
tasks-title = { $name } · what is to be done
tasks-subtitle = as of { $as_of }, compared with the run of { $since }
tasks-subtitle-alone = as of { $as_of }
tasks-partial = Only some rules or files were audited: this is not all that is to be done.
tasks-not-judged = { $count ->
        [one] { $count } rule
       *[other] { $count } rules
    } could not be judged: what that would have found is not in here.
tasks-errors = { $count ->
        [one] { $count } thing
       *[other] { $count } things
    } could not be audited, and what that is about is not in here. The first: { $first }
tasks-first-run = This is the first run on record: what is new and what is done is known from the next one on.
tasks-no-history = There is no history to compare with: what is new and what is done is not known.
tasks-open = To do
tasks-still = Still there
tasks-fixed = Done
tasks-part-overdue = Overdue ({ $count })
tasks-part-new = New ({ $count })
tasks-part-still = Still there ({ $count })
tasks-part-open = To do ({ $count })
tasks-more = { $count } more are not listed.
tasks-done = Done ({ $count })
tasks-gone = No longer in the export ({ $count })
tasks-gone-means = That a document is not in the export does not put it right; please say where it is.
tasks-people = The people of the department
tasks-nothing = Nothing is to be done.
tasks-agreed = Decided on
tasks-part-agreed = Decided, with a day ({ $count })
tasks-nothing-known = Whether anything is to be done is not known: not all was audited.
tasks-tick = Tick when done
tasks-wrong = What is wrong
tasks-since = First seen
tasks-subject = [To do] { $name }: { $sums }
tasks-rule = [{ $severity }] { $rule }
tasks-nobody = Nobody named
tasks-no-department = No department named
tasks-one-file = { $file } is one file, for the sheet of one person or one department; for several name a folder with -o
tasks-nobody-called = no owner or department is called `{ $name }`; there are: { $names }
tasks-written = written: { $folder } ({ $count ->
        [one] { $count } sheet
       *[other] { $count } sheets
    })
tasks-swept = nothing is left to do, so sheets of an earlier day were removed: { $files }
tasks-kept = not known this time, so sheets of an earlier day are kept: { $files }
tasks-foreign = { $folder } holds what is no sheet ({ $name }); name a new or an empty folder
tasks-since-no-history = --since compares with the history, and cannot be used with --no-history
tasks-since-later = the run of { $run } is not before { $day }, so there is nothing to compare with
tasks-since-alone = --since is for the sheets of --owner or --department
cli-report-owner = Write no pack, but the sheet of this person (may be repeated; all: one for each)
cli-report-department = Write no pack, but the sheet of this department (may be repeated; all: one for each)
cli-report-since = Which run the sheets compare with: a day, or a number of `history` (default: the run before)
tasks-unmasked = Sensitive fields are shown as they are (--unmasked): whoever reads this sees personal data.
report-changed = a file has changed while it was read twice, as --unmasked does; run this again
cli-report-unmasked = Show sensitive fields as they are, which is told wherever they are shown; reads the exports twice
tasks-recurrence = { $rule } ({ $who })
tasks-rule-changed = { $rule } (the rule has changed, so it may be as it was)
