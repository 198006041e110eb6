### 报告的列

column-severity = 严重程度
column-rule = 规则
column-id = 规则编号
column-table = 表
column-kind = 检查类型
column-label = 名称
column-origin = 来源
column-violations = 违规
column-rate = 违规率
column-pending = 未到期
column-undecidable = 无法判定
column-not-applicable = 不适用
column-file = 文件
column-row = 行号
column-key = 单据
column-value = 值
column-message = 审计发现
column-owner = 责任人

status-not-run = 未执行
status-no-input = 无数据
status-undecided = 无法判定
status-never-activated = 无适用行
status-tolerated = （容许范围内）
status-off = 停用
terminal-undecidable = 无法判定的行
terminal-undecidable-more = … 另有 { $count } 行（--limit 可多列，-o report.xlsx 和 -o report.json 每条规则最多列 1,000 行）
