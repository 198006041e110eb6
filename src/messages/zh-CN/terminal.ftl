### 终端报告

terminal-title = { $name } · 基准日 { $as_of } · { $files }，{ $rows }
terminal-errors = 未能审计
terminal-notices = 注意事项
terminal-no-rows = { $count } 条规则没有可判定的内容：文件中没有数据行。
terminal-quiet = 另有 { $count } 条规则未发现问题（加 --verbose 可列出）。
terminal-quiet-all = 全部 { $count } 条规则均未发现问题（加 --verbose 可列出）。
terminal-constraints = 数据字典的 { $count } 项约束未执行。
terminal-why = 为何检查
terminal-fix = 如何处理
terminal-advice = { $word }：{ $text }
terminal-more = … 另有 { $count } 项（--limit 可多列，-o findings.csv 或 -o report.xlsx 输出全部）
terminal-more-rules = … 另有 { $count } 条规则的审计发现未列出，数量见上表（加 --verbose 可列出，-o report.xlsx 也可）
terminal-total = { $total }：{ $parts }
terminal-undecided = { $total }待处理（未处置或已逾期）：{ $parts }
terminal-left-out = 终端太窄，未显示：{ $columns }。加宽窗口即可看到。
terminal-next = 下一步：`-o report.xlsx` 生成例会用的工作簿，`crm-audit explain RULE` 说明规则的要求。
verdict-clean = 通过：没有“{ $bar }”及以上级别的审计发现。
verdict-findings = 未通过：有“{ $bar }”及以上级别的审计发现。
verdict-not-audited = 未通过：部分内容未能审计，见上文。
verdict-nothing-checked = 未作任何检查：没有可用的规则，没有规则对应的文件，文件中没有数据，或所列的单据都不存在。
