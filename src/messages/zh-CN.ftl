### 简体中文的消息。各语言的键相同，由测试核对。

list-separator = 、
colon = ：
word-error = 错误
word-note = 提示
with-hint = { $message }；{ $hint }

## 严重程度

severity-critical = 严重
severity-high = 高
severity-medium = 中
severity-low = 低
severity-info = 提示

## 计数

count-files = { $count } 个文件
count-rows = { $count } 行
count-rules = { $count } 条规则
count-findings = { $count } 项审计发现
span-minutes = { $count } 分钟
span-hours = { $count } 小时
span-days = { $count } 天
span-workdays = { $count } 个工作日
span-workhours = { $count } 个工作小时
span-workminutes = { $count } 分钟工作时间
span-two = { $first } { $second }
progress-rows = 行

## 类型

type-text = 文本
type-integer = 整数
type-number = 数字
type-date = 日期
type-datetime = 日期时间
type-boolean = 逻辑值（true/false）
type-true-false = true 或 false
type-list = 列表
type-table = 键值表
type-span = 时长
types-date = date 或 datetime
types-number-or-date = integer、decimal、date 或 datetime

## 审计发现：$column 是列的名称，$value 是单元格的值，$detail 是各行不同的部分

limit-as-of = 基准日
finding-required = { $column }为空
finding-pattern = { $column }不符合格式 { $regex }
finding-pattern-search = { $column }中没有符合 { $regex } 的内容
finding-too-short = { $column }只有 { $detail } 个字符，至少需要 { $limit } 个
finding-too-long = { $column }有 { $detail } 个字符，最多容纳 { $limit } 个
finding-too-many-bytes = { $column }按 { $encoding } 编码占 { $detail } 字节，最多容纳 { $limit } 字节
finding-one-of = { $column }须为下列之一：{ $values }
finding-range = { $column }须 { $op } { $limit }
finding-compare = { $column }须 { $op } { $other }（{ $detail }）
finding-differ = { $column }不得与{ $other }（{ $detail }）相同
finding-same-person = { $column }与{ $other }（{ $detail }）不得为同一人
finding-expression = 不满足条件：{ $condition }
finding-unique = { $column }重复，另见行号：{ $detail }
finding-dependency = { $column }与同一编码的其他行不一致：{ $detail }
finding-reference = { $detail ->
    [1] { $column }在{ $table }中存在，但该行不符合可引用的条件
   *[other] { $column }在{ $table }中不存在
}
finding-latency = { $state ->
    [open] 仍无{ $column }，距{ $from } { $detail }，时限 { $limit }
   *[closed] { $column }：距{ $from } { $detail }，时限 { $limit }
}
finding-latency-backwards = { $column }早于{ $from }（{ $detail }）
finding-total = { $column }与{ $table }的合计 { $detail } 不符
finding-type = { $column }不是{ $wanted }
finding-scale = { $column }的小数超过 { $digits } 位
finding-shape = 本行有 { $detail } 个单元格，标题行有 { $other } 个{ $record }
finding-cut-short = 文件在本行中断：只有 { $detail } 个单元格，应为 { $other } 个{ $record }
finding-stray-quote = 单元格的结束引号后还有其他字符，单元格内容可能有误{ $record }
finding-unclosed-quote = 引号未在单元格结尾处闭合，该行未检查{ $record }
finding-nul = 本行含有 NUL 字符，文件可能已损坏{ $record }
finding-endless = 该记录长得不合常理，未检查{ $record }
finding-record = （第 { $record } 条记录）
finding-undecodable = { $column }含有无法按文件编码解读的字节
finding-formula = { $column }是公式错误，不是数值
finding-lost-digits = { $column }曾被存成数字，末尾数字已丢失，现有内容不是原编码
finding-person-unknown = { $column }既不是{ $table }中的账号，也不是其中的姓名
finding-person-shared = { $column }是多人共用的账号
finding-person-left = { $column }已于 { $detail } 离职
finding-person-left-before = { $column }已于 { $detail } 离职，早于{ $at }
finding-recurrence = { $rule }：近 { $within } 个月中有 { $months } 个月有问题，最早 { $since }，本次 { $count } 项

expected-required = 必填
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } 个字符
expected-max-chars = ≤ { $limit } 个字符
expected-max-bytes = 按 { $encoding } 编码 ≤ { $limit } 字节
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other }（{ $detail }）
expected-expression = { $condition }
expected-unique = 不重复
expected-dependency = { $detail }
expected-reference = 存在于{ $table }
expected-latency = { $limit }内
expected-latency-backwards = 不早于{ $from }
expected-total = { $detail }
expected-scale = 小数 ≤ { $digits } 位
expected-shape = { $other } 个单元格
expected-quotes = 引号只用于括住整个单元格
expected-no-nul = 不含 NUL 字符的文本
expected-record = 一条记录
expected-decodable = 可读的文本
expected-value = 数值
expected-all-digits = 以文本保存的编码
expected-person-known = { $table }中的人员
expected-person-personal = 个人专用账号
expected-person-present = 在职人员
expected-recurrence = 近 { $within } 个月中有问题的不满 { $months } 个月

## 字典约束的名称

rule-label-field = { $field }：{ $demand }
rule-label-required = 未填写
rule-label-type = 类型不符
rule-label-min-chars = 过短
rule-label-max-chars = 过长
rule-label-max-bytes = 字节数超限
rule-label-pattern = 格式不符
rule-label-values = 值不允许
rule-label-unique = 重复
rule-label-scale = 小数位数过多
rule-label-shape = 行结构有误
rule-label-damaged = 单元格内容已损坏

## 报告的列

column-severity = 严重程度
column-rule = 规则
column-id = 规则 ID
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
status-never-activated = 无适用行
status-tolerated = （容许范围内）
status-off = 停用

## 终端报告

terminal-title = { $name } · 基准日 { $as_of } · { $files }，{ $rows }
terminal-errors = 未能审计
terminal-notices = 注意事项
terminal-quiet = 另有 { $count } 条规则未发现问题（加 --verbose 可列出）。
terminal-quiet-all = 全部 { $count } 条规则均未发现问题（加 --verbose 可列出）。
terminal-constraints = 数据字典的 { $count } 项约束未执行。
terminal-why = 为何检查
terminal-fix = 如何处理
terminal-advice = { $word }：{ $text }
terminal-more = … 另有 { $count } 项（--limit 可多列，-o findings.csv 或 -o report.xlsx 输出全部）
terminal-more-rules = … 另有 { $count } 条规则的审计发现未列出，数量见上表（加 --verbose 可列出，-o report.xlsx 也可）
terminal-total = { $total }：{ $parts }
terminal-undecided = { $total }未作决定或已过截止日：{ $parts }
terminal-next = 下一步：`-o report.xlsx` 生成例会用的工作簿，`crm-audit explain RULE` 说明规则的要求。
verdict-clean = 通过：没有“{ $bar }”及以上级别的审计发现。
verdict-findings = 未通过：有“{ $bar }”及以上级别的审计发现。
verdict-not-audited = 未通过：部分内容未能审计，见上文。
verdict-nothing-checked = 未作任何检查：没有可用的规则，没有规则对应的文件，或文件中没有数据行。

## 审计发现之外的情况

audit-no-file = { $table }：没有与 { $patterns } 匹配的文件；检查 [tables.{ $name }] 的 `files`，或用 --input { $name }=FILE 指定
audit-no-rows = { $file }：没有数据行
notice-of-file = { $file }：{ $told }
notice-unknown-zone = { $column }：有 { $count } 个时间带时区（如 { $example }），无法读取；请在 [project] 中写明公司所在时区：`timezone = "Asia/Shanghai"`
notice-in-files = { $notice }（另有 { $count } 个文件相同）
lookup-keys-lost = { $table }：有 { $count } 行的键无法读取，其他表查不到这些行
audit-unreadable = { $file }：{ $reason }
audit-never-activated = 规则 { $rule }：没有一行符合其条件，未作任何判定
audit-not-run = 未执行：{ $rules } — { $reason }
not-run-no-file = 未找到该表的文件
not-run-unreadable = 该表的文件均无法读取
not-run-target = { $table }无法读取，无从核对
not-run-target-absent = { $table }没有文件，无从核对
not-run-target-empty = { $table }没有数据行，无从核对
not-run-no-column = { $file } 没有可用于字段 { $field } 的列
not-run-order = 字段 { $field } 的日期无法区分日和月
pack-rule-skipped = pack:{ $pack }：{ $reason }，以下规则略过：{ $rules }
pack-word-unknown = pack:{ $pack }：规则 { $rule } 用到数据字典中没有的值，可能查不出问题：{ $reason }
header-missing = { $file }：缺少字段 { $field } 的列（列名：{ $headers }）
header-near = 是否为“{ $name }”列？若是，把它加入 `header`
header-repeated = { $file }：有多列对应字段 { $field }；只保留一列，或把 `header` 写得更确切
header-extra = { $file }：数据字典中没有的列：{ $headers }
decision-encoding-declared = 编码 { $encoding }（按声明）
decision-encoding-bom = 编码 { $encoding }（据字节顺序标记 BOM）
decision-encoding-ascii = 编码 { $encoding }（只含 ASCII 字符）
decision-encoding = 编码 { $encoding }（可信度 { $confidence }%）
decision-encoding-next = 编码 { $encoding }（可信度 { $confidence }%；其次：{ $next } { $share }%）
decision-delimiter = 分隔符 { $delimiter }
decision-line-end = 换行符 { $line_end }
decision-delimiter-line = 首行 `sep=` 指定了分隔符
decision-header-row = 标题行在第 { $row } 行
decision-header-rows = 标题行为第 { $first } 至 { $last } 行
decision-no-header = 没有标题行，各列依照 `columns`
decision-titles = 表名、说明等非数据行 { $count } 行，未检查：第 { $rows } 行
decision-headers = 重复的标题行 { $count } 行，未检查：第 { $rows } 行
decision-blanks = 空行 { $count } 行：第 { $rows } 行
decision-totals = 合计行 { $count } 行，未检查：第 { $rows } 行
decision-notes = 末尾的备注或签字行 { $count } 行，未检查：第 { $rows } 行
decision-form = { $column }：{ $count } 个单元格为{ $form }，如“{ $example }”
form-minguo = 民国纪年（年份加 1911）
form-serial = Excel 日期序列号（1900 日期系统）
form-short-year = 两位数年份（00–29 为 2000–2029 年，30–99 为 1930–1999 年）
form-day-first = 日在月前的日期
form-month-first = 月在日前的日期
form-date = 非 ISO 格式的日期
form-currency = 带货币符号的数字（{ $signs }，只取数值）
form-percent = 百分数（12.5% 按 0.125 计）
form-negative = 以括号或后置减号表示的负数
form-number = 带千位分隔符、指数或全角数字的数字
form-zone = 带时区的时间，已换算为项目的时区
form-unknown-zone = 带时区的时间，未读取：项目没有声明时区
order-open = { $table }：字段 { $field } 含有“{ $example }”（{ $file } 第 { $row } 行）这样的日期，而该列没有一个单元格能说明日和月孰先孰后
order-contradictory = { $table }：字段 { $field } 既有日在前的日期，如“{ $day_first }”（{ $day_file } 第 { $day_row } 行），又有月在前的日期，如“{ $month_first }”（{ $month_file } 第 { $month_row } 行）
order-hint = 应在该字段中设置 `format = "{ $day_first }"` 或 `format = "{ $month_first }"`
decision-hidden-sheets = 未读取隐藏的工作表：{ $sheets }
decision-unstored-formulas = 工作簿中有 { $count } 个公式没有保存计算结果，其单元格按空读取；请用 Excel 等打开并保存一次
decision-merged = 标题行以下有 { $count } 处合并单元格（第 { $rows } 行）：只有每处的第一个单元格有值
decision-misnamed = 文件扩展名为 .{ $extension }，实际是 { $format }，已按 { $format } 读取
decision-unpacked = 从压缩包中解出：{ $file }
decision-html-table = 读取的是网页中 { $count } 个表格的第 { $number } 个，始于第 { $row } 行

## 数据来源

source-not-found = 文件不存在
source-not-permitted = 没有读取该文件的权限；是否正被其他程序打开？
source-is-folder = 这是文件夹，不是文件
source-io = 无法读取文件：{ $error }
source-empty = 文件为空
source-binary = 既不是文本，也不是工作簿；应重新导出为 CSV 或 xlsx
source-encoding-contradicted = `encoding` 声明为 { $declared }，但文件开头是 { $marked } 的字节顺序标记（BOM）；应更正或删去 `encoding`
source-unclosed-quote = 第 { $row } 行：引号未闭合，其后的内容无法划分
source-no-header = 前 { $most } 行中没有一行与数据字典的字段名相符（第 { $row } 行：{ $headers }）；请把该导出文件所用的列名加入 `header`，没有标题行的文件请用 `columns` 列出各列
source-no-worksheet = 工作簿中没有工作表
source-no-sheet = 工作簿中没有工作表“{ $wanted }”；现有：{ $sheets }
source-other-sheets = { $file }：读取的是工作表“{ $sheet }”，未读取 { $others }；可用 `sheet` 另行指定
source-encrypted = 工作簿设有密码；应取消密码后另存
source-broken-workbook = 工作簿已损坏：{ $error }；应在 Excel 中打开后重新保存
source-parquet = 暂不支持 parquet 文件；应导出为 CSV 或 xlsx
source-not-workbook = 这是 Office 文档，但不是 Excel 工作簿
source-too-many-cells = 工作簿的工作表共跨 { $most } 个以上单元格（含其间的空单元格）；应另存为 xlsx 或 CSV
source-several-sheets = 有多张工作表符合“{ $wanted }”：{ $sheets }；应在 `sheet` 中指明其中一张
source-unreadable-workbook = 工作簿已损坏，无法读取；应在 Excel 中打开后重新另存为 xlsx
source-damaged = 文件已损坏或不完整（{ $error }）；应重新导出或下载
source-unpacks-too-far = 文件解压后超过原大小的 200 倍，疑似恶意压缩文件；若来源可靠，可为该表设置 `max_unpacked_mb`
source-archive = 这种压缩包无法读取；应先解压，再使用其中的文件
source-archive-empty = 压缩包中没有文件
source-archive-several = 压缩包中有 { $count } 个文件，只能读取一个：{ $files }；应先解压
source-archive-encrypted = 压缩包设有密码；应先解压
source-packed-twice = 压缩包中还有压缩包；应先解压
source-spreadsheet-xml = 这是“XML 电子表格 2003”文件；应在 Excel 中打开并另存为 xlsx
source-web-archive = 这是单个文件网页（MHTML）；应在 Excel 中打开并另存为 xlsx
source-html-no-table = 这是没有表格的网页；可能是系统的登录页面，而不是导出的数据
source-html-too-large = 这是超过 1 GB 的 HTML 表格；应导出为 CSV 或 xlsx
source-workbook-too-large = 工作簿的某一部分解压后超过 { $most } MB；应导出为 CSV，或为该表设置 `max_unpacked_mb`
encoding-doubtful = 编码判断把握不大：{ $told }；请用 `encoding` 指定
source-long-header = 第一条记录超过 256 KB 仍未结束，这不是带标题行的表
source-old-workbook = 这是 Excel 4 或更早版本的工作簿；应在 Excel 中打开并另存为 xlsx

## 项目文件和规则文件中的错误

problem-count = 共 { $count } 处错误，未进行审计。
problem-not-a-project = { $file } 不是项目文件
problem-no-table = 项目中没有定义任何表，无可审计
problem-first-here = 另见此处
problem-no-project = { $folder } 中没有项目：找不到 crm-audit.toml
hint-init = `crm-audit init` 可生成一个入门项目
project-not-utf8 = 文件编码不是 UTF-8，应另存为 UTF-8
problem-toml-syntax = TOML 语法错误：{ $error }
problem-unknown-key = 未知的键 `{ $name }`
problem-missing-key = 缺少 `{ $name }`
problem-unknown-value = `{ $name }` 不是可用的值
problem-unknown-kind = 没有 `{ $name }` 这种检查
problem-one-kind = 一条规则须有且只有一个 check，这里有 { $count } 个
problem-negative = 不能为负数
problem-wrong-type = 应为{ $wanted }，实际为{ $found }
problem-wrong-type-two = 应为{ $wanted }或{ $second }，实际为{ $found }
problem-rule-brackets = 规则写在 [[rule]] 之下，方括号须用两层
problem-section-table = `{ $name }` 须分节书写：[{ $name }.NAME]
problem-twice = `{ $name }` 重复定义
problem-table-twice = 表 `{ $name }` 重复定义
problem-rule-twice = 规则 `{ $id }` 重复定义
problem-bad-id = `{ $id }` 不能用作规则 ID：只能用小写字母、数字和连字符，例如 order-approved-late
problem-unknown-rule = 没有规则 `{ $id }`
problem-unknown-table = 没有表 `{ $table }`
problem-unknown-field = 表 `{ $table }` 没有字段 `{ $field }`
problem-unknown-pack = 没有规则包 `{ $name }`
problem-unknown-encoding = `{ $name }` 不是已知的编码；可用的有 gbk、big5、utf-8 等
problem-no-rule-file = 没有与 `{ $pattern }` 匹配的文件
problem-bad-glob = `{ $pattern }` 不是有效的文件通配符
problem-unknown-placeholder = `{ $pattern }` 中的 `{ $word }` 没有含义；可用的只有 `{"{"}month{"}"}`，代表基准日的年月，如 202610
problem-no-columns = 检查未指定列
problem-no-values = 值的列表为空：任何已填的单元格都会判为违规
problem-no-limit = 检查未设上下限
problem-min-over-max = 上下限矛盾：至少 { $min }，至多 { $max }
problem-empty-range = 没有任何值能同时满足 { $low } 与 { $high }
problem-too-large = `{ $written }` 数值过大
problem-bad-date = `{ $written }` 不是日期；应写作 2026-01-31
problem-time-beside-date = `{ $written }` 带时间，而与之比较的字段不带时间
problem-same-header = `{ $header }` 同时是两个字段的列名
problem-unknown-columns = `columns` 中没有一列对应任何字段的列名；应按 `header` 的写法依次列出导出文件的各列
problem-bad-duration = `{ $written }` 不是时长；应写作 "30 minutes"、"24 hours"、"3 days"、"1 workday" 或 "8 workhours"
problem-hours-between-dates = 两个字段中有一个是不带时间的日期，时限须以天（days）或工作日（workdays）为单位
problem-no-time-limit = 没有时限：应填写 `within`，或 `by` 与 `limits`
problem-by-and-limits = `by` 与 `limits` 须同时填写：一个字段，及其每个取值的时限
problem-no-calendar = 以工作时间为时限，须在 [project] 中设定 `calendar`
problem-no-hours = 以工作小时为时限，须在 [project] 中设定 `hours`
problem-hours-without-calendar = 上班时段只在工作日计算：有 `hours` 就须有 `calendar`
problem-unknown-calendar = 没有名为 `{ $name }` 的日历
problem-unknown-zone = 没有名为 `{ $name }` 的时区
problem-calendar-shipped = `{ $name }` 是程序自带的日历；请另取名称，并用 extends 引用它
problem-calendar-twice = 日历 `{ $name }` 定义了两次
problem-calendar-circle = 日历 `{ $name }` 直接或间接引用了自身
problem-calendar-range = 日历须有 `from` 和 `to`（覆盖的起止日），或引用另一个日历（extends）
problem-calendar-backwards = 这个日历的 `to` 早于 `from`
problem-no-workday = 这个日历没有一个工作日
problem-bad-hours = `{ $written }` 不是上班时段；应写作 "08:30-12:00"，结束晚于开始
problem-hours-overlap = `{ $one }` 与 `{ $other }` 重叠
problem-bad-days = `{ $written }` 不是日期或日期范围；应写作 "2026-10-01" 或 "2026-10-01..2026-10-07"
problem-day-not-covered = `{ $written }` 不在日历覆盖的范围内（{ $from } 至 { $to }）
problem-day-off-and-on = `{ $written }` 既是休息日又是工作日
problem-bad-format = `{ $format }` 不是日期格式；应写作 "%d/%m/%Y" 或 "%Y%m%d"
problem-format-needs-date = `format` 只用于 date 或 datetime 类型的字段
problem-map-needs-text = `values` 对照表只用于 text 或 boolean 类型的字段
problem-scale-needs-decimal = `scale` 只用于 decimal 类型的字段
problem-unit-needs-number = `unit` 只用于 integer 或 decimal 类型的字段
problem-bad-unit = `{ $unit }` 不是单位：内容为空，或开头像数字；应写作 "kg" 或 "%"
problem-bad-share = `{ $written }` 不是比例；应写作 "0.5%"
problem-bad-tolerance = tolerance 须为非负数
problem-tolerance-needs-numbers = 两边都是数字时才能用 tolerance
problem-total-needs-numbers = 此处须为数字
problem-no-document-date = 表 `{ $table }` 未指定单据日期：在 [tables.{ $table }] 中把 `date` 设为 `since` 和 `until` 所比较的字段
problem-key-length = 此处有 { $columns } 列，另一张表的键有 { $key } 列
problem-no-key = 表 `{ $table }` 未指定键：用 `key` 写明对应的列
problem-no-people-table = [people] 须有表 `people`
problem-people-no-account = 表 `people` 须有字段 `account`
problem-person-no-table = check.person 须有表 `people`
problem-forbids-nothing = `forbid` 为空，任何一行都会通过
problem-no-shared-accounts = 没有声明共用账号：在 [people] 的 `shared` 中列出
problem-recurrence-months = 只看一个月谈不上再犯；`months` 至少为 2
problem-recurrence-within = 只看最近 { $within } 个月，不可能有 { $months } 个月有问题；`within` 不能小于 `months`
problem-recurrence-nothing = `rules` 为空，什么也不会检查
problem-recurrence-key = 再犯规则看的是其他规则的审计发现，不能设 `{ $key }`
problem-recurrence-table = 表名 `{ $name }` 由再犯规则占用；请给这张表换个名称
problem-recurrence-no-rule = 没有名为 `{ $name }` 的导出文件规则
problem-field-type = `{ $field }` 的类型是 { $found }，此处需要 { $wanted }
problem-not-comparable = `{ $left }`（{ $left_type }）与 `{ $right }`（{ $right_type }）不能比较
problem-bad-regex = 不是有效的正则表达式：{ $error }
problem-bad-sql = 不是有效的 SQL 条件：{ $error }
problem-sql-rest = 条件应到此结束，却还有 { $found }
problem-sql-not-boolean = 这不是条件：其结果不是真或假
problem-sql-no-field = 条件中没有任何字段
problem-sql-unsupported = 条件中不支持：{ $what }
problem-sql-function = 没有函数 `{ $name }`
problem-sql-arguments = `{ $name }` 的参数个数不对
problem-sql-mixed = { $left }与{ $right }在此不能一起使用
problem-sql-needs-text = 此处需要文本
problem-unknown-word = `{ $field }` 的值中没有 `{ $word }`
problem-sql-too-long = 条件超过 { $most } 字节
hint-input = 应指定项目文件夹，导出文件用 --input 表名={ $file } 指定
hint-did-you-mean = 是否应为 `{ $name }`？
hint-literal-brace = 文件名本身带花括号的，写作 `[{"{"}]`
hint-one-of = 可用：{ $names }
hint-fields = `{ $table }` 的字段有：{ $names }
hint-plain-sign = 应写半角的 `{ $plain }`，而不是 `{ $written }`
hint-backslash = 双引号中的反斜杠表示转义；路径用 /，或改用单引号
hint-single-quotes = 文本用单引号括起：'{ $text }'
hint-is-null = 应写作 IS NULL 或 IS NOT NULL
hint-interval = 日期之差应与时长比较，例如 INTERVAL '5' DAY
hint-tune = 要改规则包里的规则，写 [tune."{ $id }"]
hint-calendar = 可用 { $names } 及 [calendars] 中的日历，如 `calendar = "cn"`
hint-zone = 请用 IANA 时区名，如 `Asia/Shanghai`、`Asia/Taipei`，或写与 UTC 的时差：`+08:00`
hint-hours = 如 `hours = ["08:30-12:00", "13:30-17:30"]`
hint-people = 声明 [tables.people]，其中须有字段 `account`；导出文件中有的，再声明 `name`、`department`、`joined`、`left`、`assessed_on`

## 命令

cli-about = 按声明式规则审计 CRM/ERP 导出的数据（CSV、Excel）。
cli-exit-codes = 退出码：0 通过 · 1 有审计发现 · 2 未能审计 · 3 未作任何检查
cli-common-lang = 报告和消息的语言
cli-common-color = 何时使用颜色
cli-check = 审计项目的导出文件
cli-check-project = 项目文件夹，或其中的 crm-audit.toml（默认：当前文件夹）
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
cli-explain = 说明一种检查，或项目中的一条规则
cli-explain-name = 检查类型（如 latency），或规则 ID
cli-explain-project = 项目文件夹（默认：当前文件夹）
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
init-exists = { $file } 已存在，未写入任何文件
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
interrupted = 已中止；未写完的文件保持原样

## explain 输出的检查类型说明

kind-required-what = 检查单元格是否已填写。每个空单元格各为一项审计发现。
kind-required-why = 客户资料只填一半、客诉不写原因，经手的下一个人就无从下手：没有电话送不了货，没有税号开不了票。
kind-required-limits = 没有内容、只有空格（全角半角均是）、或是该字段 `null` 所列的词，都视为空。内容不合类型的单元格不算空，由类型约束报出。行过短而没有该单元格的，无法判定。
kind-pattern-what = 检查单元格的文本是否匹配正则表达式。
kind-pattern-why = 不合编码原则的编码，无法排序、汇总和查找，换系统时也导不进去。
kind-pattern-limits = 须整个值匹配；设 `search = true` 时，有一处匹配即可。`\d`、`\w`、`\s` 只认 ASCII，因此全角数字会报出；\p{"{"}Han{"}"} 等其他字符类按 Unicode 处理。不支持环视和反向引用。按原文判定，首尾空格计算在内；值按导出文件中的写法，而不是数据字典对应后的写法。
kind-length-what = 检查单元格的长度是否在限度之内。
kind-length-why = ERP 的字段放不下就会截断，而且往往按字节截断；名称从半个汉字处断开，就成了乱码。
kind-length-limits = `min` 和 `max` 按字符（Unicode 码位）计。`max_bytes` 按所指编码的字节计，例如 gbk 中一个汉字占两个字节。按原文计数，空格计算在内。
kind-one-of-what = 检查单元格的值是否在所列的值之中。
kind-one-of-why = 状态、单位由各人随手填写，凡按其筛选的报表都会在不知不觉中出错。
kind-one-of-limits = 值须完全一致。数据字典已用 `values` 对照导出文件的写法时，此处列对照后的词；未对照的写法由数据字典报出，在此无法判定。
kind-range-what = 检查数字或日期是否在限度之内。
kind-range-why = 金额为零、数量上百万、日期到了下个世纪，都是录入错误，以后的每个合计都会跟着错。
kind-range-limits = `min`、`max` 包含限值本身，`above`、`below` 不包含。日期限值写作 "2026-01-31"，指当日全天，与日期时间比较时也一样；"as_of" 为审计的基准时点。数字为精确小数。
kind-compare-what = 检查同一行的两列是否符合指定的关系。
kind-compare-why = 发货早于下单、自制自审、发货多于订货：单看哪一列都看不出问题。
kind-compare-limits = 数字为精确小数，差额正好等于 tolerance 的视为符合。人员先统一全角半角、空格和大小写再比较，与文本比较时也一样；有 `people` 表的，账号与其本人的姓名视为相同，多人同名的除外。日期与日期时间按天比较。
kind-expression-what = 检查一行的各字段是否满足 SQL 条件。
kind-expression-why = 用于其他检查类型无法表达的要求：行内计算、例外情形、几列一起判断。
kind-expression-limits = 可用比较、AND、OR、NOT、IN、BETWEEN、LIKE、IS NULL，数字的 + - *，日期之差与 INTERVAL '5' DAY 比较，以及函数 length、lower、trim、abs、regexp_like。不支持除法。只有 `check.compare` 会把账号与其本人的姓名视为相同。因单元格为空而使条件得出空值的行，不作判定。
kind-unique-what = 检查键是否重复：任何两行的键都不得相同。
kind-unique-why = 订单录入两次，货就会发两次；一户两码，就有两个信用额度。
kind-unique-limits = 重复的每一行各为一项审计发现，并注明其余的行号。键为空的行不作判定。`normalise` 指定文本比较前的统一处理：trim、case、width、leading_zeros、spaces、dashes。同一张表的不同文件之间也查重。
kind-dependency-what = 检查同一编码的各行，名称是否一致。
kind-dependency-why = 一码多名，说明两样东西共用一个编码，或有人在单据上改写了主数据。
kind-dependency-limits = 名称不是该编码最常见名称的行，为审计发现。没有哪个名称多于其他名称时，该编码的所有行都是。空单元格不作判定。
kind-reference-what = 检查键是否存在于另一张表中。
kind-reference-why = 订单的客户不在客户档案中，或已停用，就没有信用额度、没有税号，也没有责任人。
kind-reference-limits = 键为空的行不作判定。两边的类型须一致：编码在一张表中为数字、在另一张表中为文本，属于规则错误。另一张表无法读取时，规则不执行，只报一次。设 `normalise = ["leading_zeros"]` 时，0012 可与 12 对应。设 `when` 时，另一张表中只有符合条件的行有效；审计发现会注明是不存在，还是存在但不符合条件。
kind-person-what = 检查账号是否已知、是否专人使用、是否属于在职人员。
kind-person-why = 共用账号或离职人员账号所做的审核，事后无人负责；客诉挂在离职人员名下，等于无人处理。
kind-person-limits = 须有表 `people`。单元格先按账号、再按姓名查找，比较前统一全角半角、空格和大小写。`forbid` 列出何为违规："unknown"（既不是账号也不是姓名）、"shared"（列在 [people] 的 `shared` 中）、"left"（`at` 晚于 `left` 所填日期；离职当天仍可操作）。不设 `at` 时，以审计基准日为准。不设 `forbid` 时，凡该表和该节能判断的一律禁止。共用账号不算未知账号；禁止共用账号时，不再判断其是否离职。同一账号有多行的，以最后的离职日期为准；多人同名的，全部离职才算离职。账号为空的行不作判定；`at` 为空的行不判定是否离职；日期无法读取的（包括人员表中的日期），无法判定。
kind-latency-what = 检查从一个时点到另一个时点是否超过时限，可按实际经过的时间，也可按工作时间计。
kind-latency-why = 订单不及时审核，发货就要等；发货单不及时审核，应收就立不了账。
kind-latency-limits = minutes、hours、days 按实际经过的时间计：一天为 24 小时，夜间和节假日都计入。两个字段中有一个是不带时间的日期时，按自然日计，时限须以 days 或 workdays 为单位。workdays（工作日）和 workhours（工作小时）按 [project] 中的 `calendar` 和 `hours` 计。工作日数为起始日之后、直至结束日（含）的工作日天数：起始日不计，当日完成为 0，下一个工作日完成为 1，因此 "1 workday" 的期限到下一个工作日结束为止。工作小时只计工作日 `hours` 之内的时间，休息时段不计；夜间或休息日开始的，从下一个工作日上班时起算。日历未覆盖的日期无法判定。按分钟、小时或工作小时计时，零点视为只写了日期、没写时刻；当日的时刻会改变结论的，该行无法判定。尚未完成（`to` 为空）的行，时限内为未到期，超过时限为违规；设 `still_open = "wait"` 则一直为未到期，设 "ignore" 则不作判定。`by` 与 `limits` 为某字段的每个取值各设时限，此时 `within` 是其余各行的时限，不设则其余各行不适用。终点早于起点的，无论时限，均为一条审计发现。报告列出已完成各行的中位数、90 分位数和最长用时，以及未完成各行已等待多久；超过 1,023 分钟（或天）的分位数向下取整，误差小于 0.2%。
kind-total-what = 检查数字是否等于另一张表中各明细行的合计。
kind-total-why = 表头与明细不符，不是表头经手工改过，就是明细有遗漏。
kind-total-limits = 合计为精确小数。没有明细的表头与 0 比较。明细中的空单元格不计入合计；明细中有数字无法读取的，其表头无法判定；键无法读取的明细另行提示。`round` 将合计四舍五入到指定位数。差额正好等于 tolerance 的视为符合。
kind-recurrence-what = 检查同一责任人最近各月是否多次违反同一规则。
kind-recurrence-why = 同一个人月月犯同样的问题，就不是偶然差错：要么原因没有消除，要么没有人找他谈过。
kind-recurrence-limits = 本类规则看的是审计发现，所以没有 `table`、`when`、`owner`、`since`、`until`：本次有审计发现的每个“规则＋责任人”为一条记录，查出的问题也由该责任人负责。不设 `rules` 时，导出文件的规则除严重程度为 `info` 的外全部计入；`rules` 的写法与 `--select` 相同：规则编号、带 `*` 的编号、标签、种类、表。计数的是最近 `within` 个自然月（默认 12，含本月）中该责任人在该规则上有审计发现的月份，不必连续。以前各月取自历史记录；同一个月不论审计几次都只算一个月；没有查出其问题的月份，无论是没有审计、只审计了一部分还是确实没有，都不计，也不清零。责任人在表 `people` 中的按账号辨认，其余按单据上的写法辨认，辨认前统一全角半角、空格和大小写；没有 `people` 的月份记下的写法，算在本次同样写法所指的人名下；没有责任人或责任人已打码的审计发现不作判定，另行提示。处置决定和基线不影响计数；再犯这项审计发现本身可以作处置决定。某人在该规则上不再有审计发现，再犯即算已整改，单据是从导出中漏掉的也一样；漏掉的单据在原规则中列为“导出中已无此单据”。其他同类规则和 dispositions.toml 的审计发现不计入。使用 `--no-history`、历史记录无法读取或没有更早的月份，以及所看的规则本次都未判定时，不判定本规则并予以提示，不算审计失败。某条规则有无法判定的行时，本次没有审计发现、若有即为再犯的责任人无法判定；某月同一规则有问题的责任人只记录问题最多的 1,000 人，未记录的月份可能使其达到月数的，也无法判定。

## 工作簿

column-findings = 发现项数
column-ok = 合格
column-status = 状态
column-sheet = 工作表
column-column = 列
column-expected = 要求
column-department = 责任部门
column-identity = 识别码
column-rows-read = 读取行数
column-encoding = 编码
column-decisions = 读取方式
column-error = 错误
times-rest = 其他责任人和部门
times-bucket-first = 未完成 ≤ { $to } 天
times-bucket = { $over }–{ $to } 天
times-bucket-last = > { $over } 天
calendar-by-week = 日历 `{ $name }` 在以下年份没有列出任何放假日：{ $years }；这些年份只按星期推算，节假日会算作工作日，请在 `off` 中补充
calendar-unused = 日历 `{ $name }` 没有用到；由 [project] 中的 `calendar` 选定日历
times-uncovered = { $rule }：{ $count } 行的日期不在日历 `{ $calendar }` 覆盖的范围内（{ $from } 至 { $to }），无法判定；请在 [calendars] 中扩展
times-unlimited = { $rule }：{ $count } 行的{ $field }为空或没有对应的时限，未作判定；可用 `within` 为其余取值设定时限
people-unread = 责任人只能照单据所填显示：{ $reason }
people-as-written = 人员只按所填文字比较，账号与姓名无法对应：{ $reason }
people-field-near = 表 `people` 的字段 `{ $field }` 只有规则会读取；如果指的是 `{ $name }`，请改用这个名称
people-unknown = { $count } 项审计发现的责任人既不是{ $table }中的账号，也不是其中的姓名：{ $names }
people-shared = { $count } 项审计发现的责任人是共用账号，无人对其负责：{ $names }
people-shared-unmet = [people] 的 `shared`：{ $patterns } 与{ $table }中的账号及各表中的人员、责任人都对不上；请核对写法
people-left = { $count } 项审计发现的责任人已离职，须改由他人处理：{ $names }
people-ambiguous = { $count } 项审计发现的责任人在{ $table }中有多人同名，凭姓名无法确定是谁，单据请改用账号：{ $names }
owner-new = { $owner }（新）
column-account = 账号
column-new-staff = 新员工
unit-hours = 小时
unit-days = 天
unit-workdays = 工作日
unit-workhours = 工作小时
column-times = 用时
column-finished = 已完成
column-p50 = 中位数
column-p90 = 90 分位
column-longest = 最长
column-open = 未完成
column-of = 对象
column-name = 名称
column-unit = 单位

workbook-sheet-summary = 汇总
workbook-sheet-findings = 审计发现
workbook-sheet-findings-more = 审计发现 { $number }
workbook-sheet-times = 时效
workbook-sheet-evidence = 审计证据
workbook-subtitle = 审计报告 · 基准日 { $as_of } · { $files }，{ $rows }
workbook-total = 合计
workbook-rules = 规则
workbook-rules-violated = 违规规则数
workbook-rules-note = 点击规则名称可跳到该规则的第一项审计发现。违规率 = 违规 ÷（违规 + 合格）。违规的一行可能有几项审计发现：有几列不符，就有几项。
workbook-chart = 问题最严重的规则：发现项数
workbook-tolerated = 未计入合计：容许范围内的{ $findings }。
workbook-more-sheets = 审计发现超出一张工作表的容量，分列于以下工作表：{ $sheets }。
workbook-status-violated = 违规
workbook-status-tolerated = 在容许范围内
workbook-status-passed = 通过
workbook-status-reason = { $status }：{ $reason }
workbook-evidence-title = 审计证据
workbook-as-of = 基准日
workbook-bar = 判定未通过的最低级别
workbook-program = 程序
workbook-fingerprint = 规则与数据字典的 SHA-256
workbook-language = 语言
workbook-masking = 敏感字段
workbook-masking-none = 没有标为敏感的字段，值按原样显示。
workbook-masking-how = 只显示前三位和后两位，较短的值显示为 ***：{ $fields }

## 历史

history-created = 今后每次审计都会记入 { $file }，用以区分新增与复发的问题（不需要时加 --no-history）
history-none = 尚无历史记录：{ $file } 不存在；执行 `crm-audit check` 即开始记录
history-newer = 历史记录 { $file } 由更新版本的 crm-audit 写入，请升级程序。
history-damaged = 历史记录 { $file } 已损坏，请移走该文件或从备份恢复。
history-busy = 另一次审计正在写入历史记录 { $file }，等待超时，请稍后重新执行。
history-not-writable = 无法写入历史记录 { $file }，请检查文件夹权限，或使用 --no-history。
history-not-readable = 无法读取历史记录 { $file }，请检查文件权限。
history-unusable = 无法使用历史记录 { $file }：{ $error }。
history-partial = { $table }：{ $reason }，因此其中的问题一律不计为已整改
history-partial-given = 文件由 --input 指定
history-partial-unread = 有文件未能完整读取
history-partial-refused = 有记录无法读取
history-partial-empty = 没有数据行
history-covers-less = { $table }：该表或其规则所查的表，有数据行的文件比上次完整审计时少，或项目中表的定义（files、key、sheet、字段）有改动，因此本次其中的问题一律不计为已整改
history-without-key = { $table } 未设主键：只能按整行内容识别审计发现，行内任一单元格改动后会被当作新增；请在 [tables.{ $name }] 中设置 `key`
history-unsettled = 部分单据无法判定，以下规则以前在其中查出的问题仍视为未整改：{ $rules }
history-rule-changed = 以下规则自上次审计后有改动，新增或已整改可能由此而来：{ $rules }
history-later = 更晚的日期（{ $days }）已先审计过，当时没有查找本次的审计发现；请再查一次，才知道这些问题后来怎样
history-kept = { $day } 的完整审计已有记录；本次范围较小，以下规则的记录不予替换：{ $rules }
history-no-run = 没有审计记录 `{ $run }`；最近的有：{ $runs }
history-run-title = 基准日 { $as_of }（记录于 { $recorded_at }）
history-diff-title = 从 { $first } 到 { $second }
history-diff-unclear = 已查不到，但未读取全部数据或有行无法判定，问题可能依然存在：{ $rules }
history-diff-one = 只在其中一次审计中执行：{ $rules }
history-documents = { $rule }，{ $state }（{ $count }）：{ $documents }
history-not-run = 基准日 { $as_of }，未执行：{ $rules }
history-export-format = { $file }：历史记录只能导出为 csv 或 json
history-not-recorded = { $trouble }本次审计未记录。
history-older = 历史记录 { $file } 由旧版本的 crm-audit 写入，而该处不可写入，无法升级；请在可写入的位置执行一次 `crm-audit check`
history-unfinished = 历史记录 { $file } 上次写入后未正常关闭，该处不可写入，无法读取 { $file }-wal 中的内容；请将这两个文件复制到自己的文件夹
history-waiting = 另一次审计正在写入 { $file }，等待中……
history-empty = { $file } 中尚无审计记录；执行 `crm-audit check` 即开始记录
history-run-partial = 基准日 { $as_of } 只审计了一部分：共 { $rules } 条规则，执行 { $judged } 条{ $incomplete ->
    [0] {""}
   *[other] ，其中 { $incomplete } 条未覆盖全部数据
}

column-run = 序号
column-as-of = 基准日
column-recorded-at = 记录时间
column-new = 新增
column-again = 仍存在
column-reopened = 复发
column-fixed = 已整改
column-not-run = 未执行
column-trend = 趋势
column-last = 最近一次
column-runs-with-findings = 有问题的次数
column-recurring-owner = 三次及以上有问题的责任人
column-unclear = 无法确定
column-came = 增加
column-both = 两次均有
column-state = 状态
column-first-seen = 首次发现
column-times-seen = 出现次数
column-baseline = 在基线中

state-new = 新增
state-again = 自 { $first } 起
state-reopened = 复发，首次 { $first }
word-yes = 是
report-change = 与 { $previous } 相比：新增 { $new } · 仍存在 { $again } · 复发 { $reopened } · 已整改 { $fixed }
terminal-fixed = 已整改
terminal-fixed-rule = { $label } [{ $rule }]，{ $count } 项：{ $documents }
report-change-gone = { $change } · 导出中已无此单据 { $gone }
report-recurring = 近 { $within } 个月中同一规则有 { $months } 个月及以上有问题
recurrence-table = 历史记录
recurrence-not-judged = 未判定：{ $rules } — { $reason }
recurrence-no-history = 使用了 --no-history，不知道以前各月谁有问题
recurrence-first = 历史记录中没有更早的月份，不知道以前各月谁有问题
recurrence-nothing-judged = 它所看的规则本次都未判定
recurrence-nobodys = { $count } 项审计发现没有责任人或责任人已打码，无法判断是否再犯
recurrence-not-watched = 有 { $count } 条规则本次未判定，无法判断谁再犯
terminal-gone = 导出中已无此单据
column-months = 月数
column-rules-judged = 执行规则
column-not-in-export = 已不在导出中
column-left-export = 曾不在导出中
terminal-in-baseline = { $count } 项审计发现在基线中，不计入。
status-in-baseline = （在基线中）
workbook-status-in-baseline = 在基线中
workbook-state-again = 仍存在
workbook-state-reopened = 复发

## 基线

baseline-unreadable = 无法读取基线 { $file }：{ $error }
baseline-foreign = { $file } 不是基线文件；请用 `crm-audit baseline create` 生成
baseline-newer = 基线 { $file } 由更新版本的 crm-audit 写入，请升级程序
baseline-identity = 基线 { $file } 已损坏：`{ $identity }` 不是审计发现的标识
baseline-twice = 基线 { $file } 中 { $identity } 出现两次，请删除其中一行
baseline-exists = { $file } 已存在；剔除已整改的条目请用 `crm-audit baseline prune`，要重新建立请先删除该文件
baseline-not-written = 未能完成全部审计，基线保持原样
baseline-missing-files = { $table }：建立基线时有数据行的文件有 { $known } 个，现有 { $found } 个，因此其条目一律保留（如属正常，请修改 { $file } 中 "files" 的数字）
baseline-created = 已将 { $count } 项审计发现列为已知；`crm-audit check --baseline` 只对其他问题判为未通过
baseline-pruned = 剔除 { $count } 条，剩余 { $left } 条
baseline-stale = 基线中有 { $count } 条已不存在（可用 `crm-audit baseline prune` 剔除）：{ $rules }
cli-check-baseline = 只对此文件未列出的审计发现判为未通过
cli-check-no-history = 不读取也不写入历史记录
cli-history = 列出项目的历次审计，以及各规则的趋势
cli-history-project = 项目文件夹（默认：当前文件夹）
cli-history-format = 输出格式
cli-history-show = 查看某次审计：新增、复发与已整改
cli-history-show-run = 审计的序号或基准日
cli-history-diff = 比较两次审计，较早的一次在前
cli-history-diff-first = 审计的序号或基准日
cli-history-diff-second = 与之比较的审计
cli-history-export = 导出历次审计的全部审计发现
cli-history-export-format = 标准输出的格式
cli-history-export-output = 改为写入此文件；格式取决于扩展名：csv 或 json
cli-baseline = 维护已知问题清单，使审计只对其他问题判为未通过
cli-baseline-create = 执行审计，并将全部审计发现列入新文件
cli-baseline-create-output = 要写入的文件；不会覆盖已有文件
cli-baseline-prune = 执行审计，从文件中剔除已不存在的条目；不会添加任何条目
cli-baseline-prune-baseline = 要精简的文件

## 处置

decision-adopt = 纳入规范
decision-accept-once = 一次性放行
decision-correct = 整改
decision-data-error = 数据错误
disposition-until = { $verdict }，至 { $day }
disposition-expired = { $verdict }，至 { $day }（已到期）
disposition-due = { $verdict }，限 { $day }
disposition-overdue = { $verdict }，限 { $day }（已逾期）
disposed-part = { $what } { $count }
report-disposed = { $findings }，其中 { $count } 项已有处置决定（{ $parts }）{ $overdue ->
    [0] {""}
   *[other] ，{ $overdue } 项已逾期
}{ $expired ->
    [0] {""}
   *[other] ，{ $expired } 项已到期
}
workbook-status-disposed = 已处置
workbook-undecided = 未作决定或已过截止日
workbook-net-rate-note = 净违规率 = 不计已全部有处置决定且未过截止日的行。
column-net-rate = 净违规率
column-disposition = 处置
column-decided-on = 决定日期
column-until = 有效期至
column-due = 期限
column-covers = 涵盖数
column-term = 天数
column-last-day = 截止日
column-decision = 决定
column-actor = 整改责任人
column-decided-findings = 处置对象
column-reason = 理由
dispositions-table = 处置决定
dispositions-match = 处置对象
dispositions-later = 有 { $count } 条处置决定作出于 { $day } 之后，本次未采用
dispositions-disputed = { $count } 项审计发现有互相矛盾的处置决定：以最具体者为准，其次以最近者为准；见 dispositions.toml 第 { $lines } 行
rule-label-expired = 放行已到期
rule-label-overdue = 整改逾期
rule-label-unused = 处置决定无对应的审计发现
rule-label-broad = 处置决定涵盖过宽
expected-expired = 放行到期后不再出现
expected-overdue = 在期限内整改
expected-unused = 至少一项审计发现
expected-broad = 至多 { $other } 项
finding-expired = 放行已到期，放行的问题仍然存在（{ $detail } 项）；请重新决定或予以整改
finding-overdue = 期限已过，问题仍然存在（{ $detail } 项）；请予以整改或重新决定
finding-overdue-absent = 期限已过，而所指单据不在导出数据中；请确认已办结后删除此条，或更正 `match`
finding-unused = 已没有对应的审计发现；请删除此条，或更正 `match`
finding-unused-absent = 没有对应的审计发现，所指单据也不在导出数据中；请更正 `match`，或确认已办结后删除此条
finding-broad = 涵盖了 { $detail } 项审计发现，而作出决定时只有 { $other } 项；请核对新增的，再修改 `match` 或 `covers`
problem-empty-text = `{ $name }` 为空
problem-disposition-brackets = 处置决定写在 [[disposition]] 之下，方括号须用两层
problem-disposition-selection = `match` 须写明 `finding` 或 `rule`
problem-disposition-finding = `{ $written }` 不是审计发现的标识；请从报告中复制其 16 位字符
problem-disposition-pattern = `{ $pattern }` 不是有效的通配符；星号本身写作 [*]，不可用 **
problem-disposition-of-its-own = `{ $id }` 的审计发现针对处置决定本身，不能再对其作处置
problem-disposition-covers = `covers` 是作出决定时的审计发现数，至少为 1；写了 `finding` 时才可省略
problem-disposition-needs = `{ $verdict }` 须写明 `{ $name }`
problem-disposition-excess = `{ $name }` 不能与 `{ $verdict }` 同用
problem-disposition-backwards = `{ $name }` 早于 `decided_on`
problem-disposition-twice = 同一天对同一对象作了两次决定；请只保留一条
problem-dispositions-table = 表名 `{ $name }` 已由 { $file } 占用；请给这张表换个名称
hint-disposition-end = `{ $verdict }` 的截止日写作 `{ $name }`
explain-dispositions = crm-audit.toml 旁边的 dispositions.toml 记录对审计发现作出的处置决定。每条决定对应一项审计发现（按标识），或某条规则的审计发现，并为其加注；不隐藏任何一项，各项计数也不变。已有决定的，在截止日之前不判为未通过：accept_once 的截止日是 `until`，adopt、correct、data_error 的是 `due`。几条决定对应同一项时，以最具体者为准（标识，其次单据，再次通配符），其次以最近者为准。审计基准日早于决定日期的，不采用该决定。
    dispositions.expired：放行已到期，放行的问题仍然存在。
    dispositions.overdue：期限已过，问题仍然存在。
    dispositions.unused：所指的规则都已完整检查，却没有对应的审计发现。
    dispositions.broad：涵盖的审计发现多于作出决定时的数目。
    可用 [tune] 调整其严重程度，或将其停用。
dispose-not-audited = 未能完成全部审计，因此没有写入 { $file }；可用 --select 或 --ignore 撇开无法审计的部分
dispose-refused = 没有写入 { $file }
dispose-no-finding = 截至 { $day }，没有标识为 `{ $identity }` 的审计发现；请从当日的报告中复制
dispose-nothing = 截至 { $day }，没有对应的审计发现；规则、单据和列的写法请查看报告
dispose-shadowed = 对应的 { $count } 项审计发现均已有更具体的处置决定；请修改那些决定
dispose-later = { $day } 晚于审计基准日 { $as_of }；请用 --as-of 指定较晚的日期
dispose-changed = 审计期间 { $file } 已被修改；没有写入，请重新执行
dispose-covers = 此条涵盖 { $count } 项审计发现
dispose-covers-more = … 另有 { $count } 项（--limit 可多列）
dispose-days-over = 逾期 { $count } 天
dispose-days-left = 剩余 { $count } 天
dispose-list-empty = 截至 { $day }，没有未了结的处置决定
cli-schema-file = 描述哪个文件：project（crm-audit.toml 和规则文件）或 dispositions（dispositions.toml）
cli-dispose = 执行审计，并把对审计发现的处置决定写入 dispositions.toml
cli-dispose-finding = 一项审计发现的标识，见报告
cli-dispose-rule = 某条规则的审计发现：规则 ID，或带 * 的通配符
cli-dispose-document = 其中某张单据的，或符合通配符的单据的
cli-dispose-column = 其中某一列的
cli-dispose-of-owner = 其中某位责任人的
cli-dispose-of-department = 其中某个部门的
cli-dispose-verdict = 处置决定：adopt（纳入规范）、accept_once（一次性放行，至某日）、correct（整改）、data_error（仅数据有误）
cli-dispose-reason = 理由
cli-dispose-cause = 原因
cli-dispose-remedy = 防止再次发生的措施；adopt 时写明流程和规则如何修改
cli-dispose-owner = 由谁整改；correct 必填
cli-dispose-due = 整改期限；correct 必填
cli-dispose-until = 放行有效期至；accept_once 必填
cli-dispose-decided-by = 由谁决定：会议或人员
cli-dispose-decided-on = 决定日期；默认为审计基准日
cli-dispose-limit = 最多列出几项本条涵盖的审计发现；数量不受影响
cli-dispose-list = 执行审计，列出已有决定但仍然存在的问题，逾期的在前
cli-dispose-list-format = 列表的格式

## 审计发现卡住的单据

link-named = { $label }“{ $field }”
link-unknown = 无法得知卡住了哪些单据（{ $label }）：{ $reason }
link-lost = { $label }：有 { $count } 行的上游单号无法读取，不知道它们在等哪张单据
link-undecided = { $label }：有 { $count } 行无法判断是否在等，未计入
link-amounts = { $label }：卡住的单据中有 { $count } 个金额无法读取，相关合计不予列出
link-dates = { $label }：卡住的单据中有 { $count } 个日期无法读取，相关天数不予列出
link-repeated = { $label }：有 { $count } 张单据出现在多个文件中，各文件的金额相加；文件内容如有重叠，请只保留一份
link-unfit = { $label }：有 { $rows } 行写明在等哪张单据，但查了 { $keys } 个单号，在 { $table } 中一个也没有；如只是写法不同，请在 [[link]] 中用 `normalise` 写明
blocks-amount = { $label }：{ $amount }
blocks-unknown = { $label }：不详
blocks-count = { $label } { $count } 张
blocks-part = { $label } { $count } 张（{ $amount }）
blocks-since = { $parts }，{ $days } 天
terminal-blocks = 卡住 { $count } 张单据，最长已等 { $days } 天：{ $parts }
terminal-blocks-undated = 卡住 { $count } 张单据：{ $parts }
terminal-blocks-unknown = 卡住的单据：{ $parts }
column-blocks = 卡住单据
column-blocks-documents = 卡住单据数
column-blocks-amount = 卡住金额
column-blocks-days = 已等天数
workbook-blocks = 审计发现卡住的单据
workbook-blocks-note = 正在等“有审计发现的单据”的下游单据。同一张单据在一条规则、一位责任人名下只算一次；不同种类单据的金额不相加。
explain-link-what = [[link]] 写明哪种单据在等哪种单据。审计发现据此列出它卡住了多少张单据、金额多少、已等多少天。
explain-link-limits = 只算直接相连的单据。键的比较方式与 check.reference 相同（包括 `normalise`），首尾空格不计；如果一个都对不上，会给出提示。多行的单据按所在表的 `key` 只算一张，各行金额相加；通过同一张表的几段关联在等的，也只算一张。天数从最早的日期算到基准日，是整日历天数。无法读取的内容作为提示列出，相应的数字不列。
problem-link-brackets = 单据关联写在 [[link]] 之下，方括号须用两层
problem-link-form = 此处须写明表和字段："TABLE.FIELD"，例如 "orders.order_no"
problem-link-not-key = `{ $field }` 不是表 `{ $table }` 的 key，而审计发现是用 key 认单据的
problem-link-sensitive = `{ $field }` 是敏感字段：合计或天数会泄露已打码的内容
hint-link-no-key = 在 [tables.{ $table }] 里写 `key = ["{ $field }"]`
hint-link-key = `{ $table }` 的 key 由多个字段组成（{ $key }），单据关联不能指向它
