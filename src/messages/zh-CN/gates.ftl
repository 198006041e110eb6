### 持续集成用的报告

gate-finding = { $key }：{ $message }
gate-others = … 该规则另有 { $count } 项审计发现（-o findings.csv 输出全部）
gate-cut = 共 { $total } 项审计发现，逐项列出 { $listed } 项，其余按规则各合并为一条：平台有数量上限。-o findings.csv 输出全部。
gate-unlisted = { $count } 项审计发现不影响结果，未列出：在容许范围内、已在基线中或已处置。
gate-not-audited = 未通过：部分内容未能审计。
gate-shown = { $total }。此处只标注其中 { $count } 项，从最严重的规则中各取若干：GitHub 每个步骤只显示错误（严重、高）、警告、通知各 10 项。-o summary.md 列出每条规则。
gate-verdict-total = { $verdict }{ $total }
gate-ends = 到此为止：评论的长度有限。-o report.xlsx 输出全部。
gate-more-rules = … 另有 { $count } 条规则有审计发现（不加 --quiet 可全部查看）
gate-more-errors = … 另有 { $count } 项（不加 --quiet 可全部查看）
