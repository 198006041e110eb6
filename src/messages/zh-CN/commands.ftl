### 命令

cli-about = 按配置好的规则审计 CRM/ERP 导出的数据（CSV、Excel）。
cli-exit-codes = 退出码：0 通过 · 1 有审计发现 · 2 未能审计 · 3 未作任何检查
cli-common-lang = 报告和消息的语言
cli-common-color = 何时使用颜色
cli-common-help = 显示本帮助
cli-common-version = 显示版本号
cli-heading-usage = 用法：
cli-heading-commands = 命令：
cli-heading-arguments = 参数：
cli-heading-options = 选项：
cli-heading-examples = 示例：
cli-options = [选项]
cli-a-command = <命令>
cli-some-command = [命令]
cli-possible = { " " }[可选值：{ $values }]
cli-default = { " " }[默认：{ $values }]
cli-see-help = 详细用法请加 `--help` 查看。
cli-unknown-argument = 这里没有参数 `{ $argument }`
cli-unknown-command = 没有命令 `{ $command }`
cli-no-value = `{ $argument }` 后面须写一个值
cli-bad-value = `{ $value }` 不能用作 `{ $argument }` 的值
hint-from-one = 请写 1 或更大的数
cli-wrong-number = `{ $argument }` 的值的个数不对
cli-no-equals = `{ $argument }` 的值前须加等号
cli-twice = `{ $argument }` 只能写一次
cli-conflict = `{ $argument }` 不能与下列参数同用：{ $others }
cli-required = 还缺少：{ $arguments }
cli-no-command = 请写明要执行的命令
cli-not-unicode = 有一个参数不是 Unicode 文本
cli-check-examples = { "  " }crm-audit check                                               审计当前文件夹中的项目
    { "  " }crm-audit check D:\审计 --as-of 2026-10-31 -o 月报.xlsx   审计某个月，并生成例会用的工作簿
    { "  " }crm-audit check --select order-approved-late --verbose         只看一条规则及其用时
    { "  " }crm-audit check --input orders=订单.csv --no-history         检查刚收回的文件
cli-rules-examples = { "  " }crm-audit rules              列出全部规则，包括数据字典的
    { "  " }crm-audit rules check        规则文件有没有写错
    { "  " }crm-audit rules log          哪条规则何时变更、由谁决定
    { "  " }crm-audit rules --format json
cli-explain-examples = { "  " }crm-audit explain latency               某种检查的要求
    { "  " }crm-audit explain order-approved-late   本项目某条规则的要求
cli-init-examples = { "  " }crm-audit init              在当前文件夹中
    { "  " }crm-audit init D:\审计 --lang zh-CN
    { "  " }crm-audit init D:\审计 --from D:\导出     依据已有的导出文件起草
cli-schema-examples = { "  " }crm-audit schema > crm-audit.schema.json
    { "  " }crm-audit schema dispositions
cli-completions-examples = { "  " }crm-audit completions bash > /etc/bash_completion.d/crm-audit
    { "  " }crm-audit completions powershell >> $PROFILE
cli-man = 输出手册页，或把所有命令的手册页写入文件夹
cli-man-folder = 手册页写入的文件夹（默认：把本程序的手册页输出到 stdout）
cli-man-examples = { "  " }crm-audit man > crm-audit.1
    { "  " }crm-audit man share/man/man1
man-name = 名称
man-synopsis = 用法
man-description = 说明
man-options = 选项
man-commands = 命令
man-more = 补充说明
man-version = 版本
cli-check = 审计项目的导出文件
cli-check-project = 项目文件夹，或其中的 crm-audit.toml（默认：当前文件夹，或最近的上级项目文件夹）
cli-check-as-of = 审计的基准日，计至当日结束（默认：当前时刻）
cli-check-select = 只执行这些规则：规则编号、带 * 的编号、标签、检查类型或表
cli-check-ignore = 不执行这些规则
cli-check-min-severity = 只执行该级别及以上的规则
cli-check-fail-on = 有该级别及以上的审计发现时，退出码为 1
cli-check-input = 改从该文件读取表（可重复；可用通配符、文件夹，或以 - 表示标准输入）
cli-check-encoding = 文本导出文件的编码，如 gbk（可重复；TABLE=NAME 只用于一张表；默认自动识别）
cli-check-format = 标准输出的格式
cli-check-output = 另将报告写入文件；格式取决于扩展名：xlsx、csv、json、jsonl、txt、sarif、xml（JUnit）、md；…minutes.md 为例会纪要；…code-quality-report.json 用于 GitLab（可重复）
cli-check-mark = 另将所读的文件标出问题后写入：问题单元格标红并加批注，另加问题列和汇总表；有多个文件时指定文件夹
cli-check-only-bad = 与 --mark 同用：只保留有问题的行
cli-check-limit = 终端上每条规则最多列出几项审计发现；统计不受影响
cli-check-verbose = 未发现问题的规则也列出
cli-check-quiet = 只输出结论，以及导致不通过的前几项审计发现
cli-check-exit-zero = 有审计发现时退出码仍为 0
cli-rules = 列出项目的规则；`rules check` 只检查其中的错误，`rules log` 列出规则的变更与决定依据
cli-rules-action = `check`、`log`，或项目文件夹
cli-rules-project = 项目文件夹（写在 `check`、`log` 之后）
cli-rules-format = 列表的格式
cli-explain = 说明一种检查或项目中的一条规则；输出随程序提供的规则包
cli-explain-name = 检查类型（如 latency）、规则编号，或规则包（如 pack:complaints）
cli-explain-project = 项目文件夹（默认：当前文件夹，或最近的上级项目文件夹）
cli-init = 生成带注释的入门项目
cli-init-folder = 目标文件夹；绝不覆盖已有文件
cli-schema = 输出 TOML 文件（供编辑器使用）或 JSON 报告的 JSON Schema
cli-completions = 输出 shell 的自动补全脚本
cli-completions-shell = shell 名称
rules-checked = { $rules }，没有错误。
explain-why = 为何检查
explain-example = 示例
explain-limits = 使用须知
explain-message = 在 `check` 旁边写 `message`，审计发现就用规则自己的说法：`message = "订单 {"{"}order_no{"}"} …"`，其中 {"{"}字段{"}"} 填入单元格，与审计发现的显示一致。
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
output-unknown-format = { $file }：无法从扩展名得知报告格式；可用 xlsx、csv、json、jsonl、txt、sarif、xml（JUnit）或 md
output-no-folder = { $file }：文件夹不存在
output-xlsx-needs-file = 工作簿须写入文件：使用 -o report.xlsx
output-becomes-input = { $file } 的文件名符合 { $table } 的 `files`，下次会被当作导出文件读入；请写到别处
output-is-input = { $file } 是输入文件，不能覆盖
output-leads-elsewhere = { $file } 是指向 { $target } 的链接，会覆盖另一种文件；请换一个文件名
output-twice = { $file } 指定了两次
output-written = 已写入：{ $file }
progress-writing = 正在写入 { $file }
interrupted = 已中止；未写完的文件保持原样
output-denied = 没有写入权限：{ $file }（文件可能正在 Excel 等程序中打开，或该处不允许写入）{ $code }
output-full = 未能写入 { $file }：磁盘已满，或临时文件夹 { $folder } 所在的磁盘已满{ $code }
output-no-temporary = 未能写入 { $file }：临时文件夹 { $folder } 不可用：{ $error }；请用环境变量 TMPDIR（Windows 为 TMP）指定其他文件夹
output-failed = 未能写入 { $file }：{ $error }
findings-lost = 一部分审计发现写入了临时文件，无法读回：{ $error }
output-broken = 未能输出结果：{ $error }
cli-codes = 评判编码方案：会出什么问题、用了多少、举例、改码方案
cli-codes-name = [coding] 下的方案名称（默认：唯一的一个，否则列出全部）
cli-codes-examples = { "  " }crm-audit codes customer-no                        会出什么问题、还能用多久
    { "  " }crm-audit codes customer-no --examples 5           正确与错误的编码，供培训用
    { "  " }crm-audit codes customer-no --recode -o plan.csv   旧码与新码对照
cli-codes-teach = 正确和错误的编码各举几个
cli-codes-recode = 为不符合方案的编码拟定新码
cli-codes-format = 输出的形式
cli-codes-output = 同时写入文件（txt、json、csv、xlsx）；可重复
cli-codes-limit = 列表最多列出多少行

cli-template = 生成数据收集模板：带校验、下拉和填写说明的工作簿，或单独的字段清单
cli-template-tables = 要收集的表（默认：全部）；项目所在的文件夹也可写在这里
cli-template-examples = { "  " }crm-audit template customers -o 客户模板.xlsx       供填写的工作簿
    { "  " }crm-audit template -o fields.md -o fields.html       全部表的字段清单
    { "  " }crm-audit check --input customers=客户模板.xlsx      检查交回的模板
cli-template-format = 输出的形式
cli-template-output = 写入文件：xlsx 供填写，md、csv、html、txt 只有字段清单；可重复
