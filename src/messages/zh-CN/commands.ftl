### 命令

cli-about = 按声明式规则审计 CRM/ERP 导出的数据（CSV、Excel）。
cli-exit-codes = 退出码：0 通过 · 1 有审计发现 · 2 未能审计 · 3 未作任何检查
cli-common-lang = 报告和消息的语言
cli-common-color = 何时使用颜色
cli-check = 审计项目的导出文件
cli-check-project = 项目文件夹，或其中的 crm-audit.toml（默认：当前文件夹，或最近的上级项目文件夹）
cli-check-as-of = 审计的基准日，计至当日结束（默认：当前时刻）
cli-check-select = 只执行这些规则：ID、带 * 的 ID、标签、检查类型或表
cli-check-ignore = 不执行这些规则
cli-check-min-severity = 只执行该级别及以上的规则
cli-check-fail-on = 有该级别及以上的审计发现时，退出码为 1
cli-check-input = 改从该文件读取表（可重复，可用通配符）
cli-check-encoding = 文本导出文件的编码，如 gbk（可重复；TABLE=NAME 只用于一张表；默认自动识别）
cli-check-format = 标准输出的格式
cli-check-output = 另将报告写入文件；格式取决于扩展名：xlsx、csv、json、jsonl、txt（可重复）
cli-check-limit = 终端上每条规则最多列出几项审计发现；统计不受影响
cli-check-verbose = 未发现问题的规则也列出
cli-check-exit-zero = 有审计发现时退出码仍为 0
cli-rules = 列出项目的规则；`rules check` 只检查其中的错误
cli-rules-action = `check`，或项目文件夹
cli-rules-project = 项目文件夹（写在 `check` 之后）
cli-rules-format = 列表的格式
cli-explain = 说明一种检查或项目中的一条规则；输出随程序提供的规则包
cli-explain-name = 检查类型（如 latency）、规则 ID，或规则包（如 pack:complaints）
cli-explain-project = 项目文件夹（默认：当前文件夹，或最近的上级项目文件夹）
cli-init = 生成带注释的入门项目
cli-init-folder = 目标文件夹；绝不覆盖已有文件
cli-schema = 输出 TOML 文件的 JSON Schema，供编辑器使用
cli-completions = 输出 shell 的自动补全脚本
cli-completions-shell = shell 名称
rules-checked = { $rules }，没有错误。
explain-why = 为何检查
explain-example = 示例
explain-limits = 使用须知
explain-unknown = 没有名为 `{ $name }` 的检查类型或规则
explain-expected = 要求
explain-written = 所在位置
explain-dictionary = 数据字典中的约束。可用 [tune] 调整其严重程度，或将其停用。
explain-kind = `crm-audit explain { $kind }` 说明这种检查。
found-above = 项目：{ $folder }
init-exists = { $file } 已存在，未写入任何文件
init-kept = { $file } 已存在；请在其中加一行 `.crm-audit/`（运行历史保存在该文件夹）
init-next = 下一步：`crm-audit check { $folder }`
input-form = --input { $written }：应写作 TABLE=FILE
input-no-file = --input { $table }={ $file }：没有这个文件
select-no-match = 没有与 `{ $written }` 匹配的规则
output-unknown-format = { $file }：无法从扩展名得知报告格式；可用 xlsx、csv、json、jsonl 或 txt
output-no-folder = { $file }：文件夹不存在
output-xlsx-needs-file = 工作簿须写入文件：使用 -o report.xlsx
output-is-input = { $file } 是输入文件，不能覆盖
output-twice = { $file } 指定了两次
output-written = 已写入：{ $file }
progress-writing = 正在写入 { $file }
interrupted = 已中止；未写完的文件保持原样
