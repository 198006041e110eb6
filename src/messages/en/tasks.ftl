### what each person has to do

tasks-file-actions = what is to be done, a finding a row: who, what, by when
tasks-file-calendar = the days by which it is to be done, for Outlook and other calendars
tasks-event = { $decision } · { $findings } · { $rule } · { $owner }
tasks-event-unknown = { $decision } · { $rule } · { $owner }
tasks-event-done = Closed: { $decision } · { $rule } · { $owner }
tasks-remedy = Remedy
tasks-decided = Decided
tasks-due = Due
