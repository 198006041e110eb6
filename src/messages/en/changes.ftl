### runs that judge some documents only

cli-check-changed-only = Judge only the documents whose keys this file lists (repeatable); all rows answer lookups
cli-check-since-git = Judge only the documents whose rows differ from this revision of git
changed-listed = { $table }: { $count ->
    [one] only 1 listed document is judged
   *[other] only { $count } listed documents are judged
}
changed-since = { $table }: { $count ->
    [0] nothing has changed since { $revision }
    [one] 1 document has changed since { $revision }, and only it is judged
   *[other] { $count } documents have changed since { $revision }, and only they are judged
}
changed-not-there = { $table }: { $count ->
    [one] 1 listed key is in no row
   *[other] { $count } listed keys are in no row
}: { $keys }
changed-gone = { $table }: { $count ->
    [one] 1 document that was there at { $revision } is not there any more
   *[other] { $count } documents that were there at { $revision } are not there any more
} ({ $keys }); what refers to them is judged by a run without --since-git
changed-unreadable = { $file } cannot be read, so all rows of the file count as changed: { $reason }
changed-rules-left-out = { $count ->
    [one] 1 rule is
   *[other] { $count } rules are
} left out, for only all rows together can be judged by { $count ->
    [one] it
   *[other] them
}, or nothing of the table is listed: { $rules }
changed-rules = Since { $revision }, rules or settings have changed, so all documents are judged: { $files }
changed-not-recorded = Only some documents were judged: this run is not recorded in the history, nor compared with it.
changed-which-table = --changed-only { $file }: of which table are these keys? Write TABLE={ $file }; judged are { $tables }
changed-no-key = --changed-only: the table { $table } has no `key` in the dictionary, so its rows cannot be listed
changed-no-rule = --changed-only: no selected rule judges the table { $table }
changed-no-file = --changed-only { $file }: no such file
since-git-failed = --since-git: { $reason }
since-git-stdin = what comes by stdin has no earlier revision; use --changed-only, or a file
git-missing = git is not installed, or not on the path
git-refuses = git does not answer: { $told }
git-no-revision = git knows no commit `{ $revision }` here; in CI, fetch more history first (`fetch-depth: 0`)
input-stdin-name = <stdin>
input-stdin-twice = --input: `-` can be given for one table only
input-stdin-terminal = --input: `-` reads stdin, but nothing is piped into it; write `… | crm-audit check --input TABLE=-`
input-folder-left-out = { $file } is not of { $table }, and left out: { $reason }
input-folder-ours = { $count ->
    [one] 1 report of ours in the folder is
   *[other] { $count } reports of ours in the folder are
} left out: { $files }
input-folder-folders = { $folder }: { $count ->
    [one] the folder in it is
   *[other] { $count } folders in it are
} not looked into: { $folders }; use a pattern such as `{ $folder }/**/*.csv`
input-folder-empty = { $folder }: no file in this folder is of { $table }
source-pipe-too-large = more than { $most } GB came by stdin; save it as a file first
simulate-stdin = --input: a simulation reads the exports twice, and stdin can be read once; save it as a file first
