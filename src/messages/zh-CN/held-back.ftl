### 因审计发现受阻的单据

link-named = { $label }“{ $field }”
link-unknown = 无法得知哪些单据受阻（{ $label }）：{ $reason }
link-lost = { $label }：有 { $count } 行的上游单号无法读取，不知道它们在等哪张单据
link-undecided = { $label }：有 { $count } 行无法判断是否在等，未计入
link-amounts = { $label }：受阻单据中有 { $count } 个金额无法读取，相关合计只含其余金额
link-dates = { $label }：受阻单据中有 { $count } 个日期无法读取，相关天数不予列出
link-repeated = { $label }：有 { $count } 张单据出现在多个文件中，各文件的金额相加；文件内容如有重叠，请只保留一份
link-unfit = { $label }：有 { $rows } 行写明在等哪张单据，但查了 { $keys } 个单号，在 { $table } 中一个也没有；如只是写法不同，请在 [[link]] 中用 `normalise` 写明
blocks-amount = { $label }：{ $amount }
blocks-unknown = { $label }：不详
blocks-count = { $label } { $count } 张
blocks-at-least = 至少 { $amount }，另有 { $count } 笔金额未填或无法读取
blocks-part = { $label } { $count } 张（{ $amount }）
blocks-since = { $parts }，{ $days } 天
terminal-blocks = 受阻单据 { $count } 张，最长已等 { $days } 天：{ $parts }
terminal-blocks-undated = 受阻单据 { $count } 张：{ $parts }
terminal-blocks-unknown = 受阻单据：{ $parts }
column-blocks = 受阻单据
column-blocks-documents = 受阻单据数
column-blocks-amount = 受阻金额
column-blocks-days = 已等天数
workbook-blocks = 因审计发现受阻的单据
workbook-blocks-note = 正在等“有审计发现的单据”的下游单据。同一张单据在一条规则、一位责任人名下只算一次；不同种类单据的金额不相加。
explain-link-what = [[link]] 写明哪种单据在等哪种单据。审计发现据此列出有多少张单据因它受阻、金额多少、已等多少天。
explain-link-limits = 只算直接相连的单据。键的比较方式与 check.reference 相同（包括 `normalise`），首尾空格不计；如果一个都对不上，会给出提示。多行的单据按所在表的 `key` 只算一张，各行金额相加；通过同一张表的几段关联在等的，也只算一张。天数从最早的日期算到基准日，是整日历天数。无法读取的内容作为提示列出：缺金额的合计写明“至少”，天数不列。
problem-link-brackets = 单据关联写在 [[link]] 之下，方括号须用两层
problem-link-form = 此处须写明表和字段："TABLE.FIELD"，例如 "orders.order_no"
problem-link-not-key = `{ $field }` 不是表 `{ $table }` 的 key，而审计发现是用 key 认单据的
problem-link-sensitive = `{ $field }` 是敏感字段：合计或天数会泄露已脱敏的内容
hint-link-no-key = 在 [tables.{ $table }] 里写 `key = ["{ $field }"]`
hint-link-key = `{ $table }` 的 key 由多个字段组成（{ $key }），单据关联不能指向它
