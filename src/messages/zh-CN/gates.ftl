### 持续集成用的报告

gate-finding = { $key }：{ $message }
gate-others = … 该规则另有 { $count } 项审计发现（-o findings.csv 输出全部）
gate-cut = 共 { $total } 项审计发现，逐项列出 { $listed } 项，其余按规则各合并为一条：平台有数量上限。-o findings.csv 输出全部。
gate-unlisted = { $count } 项审计发现不影响结果，未列出：在容许范围内、已在基线中或已处置。
gate-not-audited = 未通过：部分内容未能审计。
