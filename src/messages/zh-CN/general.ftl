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
span-seconds = { $count } 秒
span-minutes = { $count } 分钟
span-hours = { $count } 小时
span-days = { $count } 天
span-workdays = { $count } 个工作日
span-workhours = { $count } 个工作小时
span-workminutes = { $count } 分钟
span-two = { $first } { $second }
progress-rows = 行

## 类型

type-text = 文本
type-integer = 整数
type-number = 数字
type-date = 日期
like-date = 日期，应写成如 2026-10-31
type-date-declared = 写成 { $samples } 这样的日期
expected-date = 日期，如 2026-10-31（也可写 2026/10/31、20261031 或 2026年10月31日）
type-datetime = 日期时间
like-datetime = 日期时间，应写成如 2026-10-31 13:14
expected-datetime = 日期时间，如 2026-10-31 13:14（也可写 2026/10/31 13:14 或 20261031131400）
type-boolean = 逻辑值（true/false）
type-true-false = 逻辑值（true 或 false）
type-list = 列表
type-table = 键值表
type-span = 时长
types-date = date 或 datetime
types-number-or-date = integer、decimal、date 或 datetime

## 系统对文件和文件夹的说明

system-told = { $told }{ $code }
system-says = { $said }
system-code = （os error { $code }）
system-not-found = 文件或文件夹不存在
system-denied = 没有权限
system-full = 磁盘已满
system-read-only = 磁盘是只读的
system-folder = 这是文件夹
system-no-folder = 路径中有一段不是文件夹
system-bad-name = 名称过长，或含有该处不允许的字符
system-in-use = 正被其他程序打开
