### 项目文件和规则文件中的错误

problem-count = 共 { $count } 处错误，未进行审计。
problem-not-a-project = { $file } 不是项目文件
problem-no-table = 项目中没有定义任何表，无可审计
problem-first-here = 另见此处
problem-no-project = { $folder } 中没有项目：找不到 crm-audit.toml
hint-init = `crm-audit init` 可生成一个入门项目
project-not-utf8 = 文件编码不是 UTF-8，应另存为 UTF-8
problem-toml-syntax = TOML 语法错误：{ $error }
toml-twice = `{ $name }` 写了两次
toml-unclosed = 这里打开的括号没有关闭：缺少 `{ $close }`
toml-unclosed-here = 列表没有关闭：此处之后缺少 `{ $close }`
toml-header = 节的标题没有关闭：缺少 `{ $close }`
toml-header-open = 节的标题开头缺少 `{ $open }`
toml-bare-key = `{ $name }` 在这里要加引号：只有拉丁字母、数字、`-` 和 `_` 可以不加
toml-blank = 这里是 TOML 不认识的空白字符（{ $code }），请改用普通空格
toml-key = 键名中不能有这个字符
toml-unquoted = 文本 `{ $written }` 没有加引号
toml-boolean = 请写小写的 `true` 或 `false`
toml-date = 这不是日期；应写作 2026-01-05，月和日各两位
toml-comma = 这里之前缺少逗号 `,`
toml-comma-behind = 这一行末尾缺少逗号 `,`
toml-no-value = 键没有值；应写作 `键 = 值`
toml-unclosed-text = 文本没有结束：缺少后引号
toml-escape = `\` 后面的字符不构成转义
toml-number = `{ $written }` 不是数字
toml-extra = 这里不应有此内容
toml-control = 这里有控制字符，请删除
toml-depth = 列表和表嵌套过深
toml-other = 此处不符合 TOML 的写法
toml-null = TOML 没有空值；无须填写的，把整行删去
toml-braces-closed = `{ $name }` 的花括号已经关闭；请把这个键写进花括号里
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
problem-bad-id = `{ $id }` 不能用作规则编号：只能用小写字母、数字和连字符，例如 order-approved-late
problem-unknown-rule = 没有规则 `{ $id }`
problem-unknown-table = 没有表 `{ $table }`
problem-unknown-field = 表 `{ $table }` 没有字段 `{ $field }`
problem-unknown-pack = 没有规则包 `{ $name }`
problem-unknown-encoding = `{ $name }` 不是已知的编码；可用的有 gbk、big5、utf-8 等
problem-no-rule-file = 没有与 `{ $pattern }` 匹配的文件
problem-bad-glob = `{ $pattern }` 不是有效的文件通配符
problem-unknown-placeholder = `{ $pattern }` 中的 `{ $word }` 没有含义；可用的只有 `{"{"}month{"}"}`，代表基准日的年月，如 202610
problem-per-empty = `per` 未指定字段
problem-per-key = `per` 与 `key` 指定的字段不同
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
problem-zone-needs-datetime = `timezone` 只用于 datetime 类型的字段
problem-zone-of-company = 只有知道公司的时区，列的时区才有意义
problem-calendar-shipped = `{ $name }` 是程序自带的日历；请另取名称，并用 extends 引用它
problem-calendar-twice = 日历 `{ $name }` 定义了两次
problem-calendar-circle = 日历 `{ $name }` 直接或间接引用了自身
problem-calendar-range = 日历须有 `from` 和 `to`（覆盖的起止日），或引用另一个日历（extends）
problem-calendar-backwards = 这个日历的 `to` 早于 `from`
problem-no-workday = 这个日历没有一个工作日
problem-bad-hours = `{ $written }` 不是上班时段；应写作 "08:30-12:00"，跨零点的写作 "22:00-06:00"
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
problem-recurrence-months = 只看一个月谈不上重复发生；`months` 至少为 2
problem-recurrence-within = 只看最近 { $within } 个月，不可能有 { $months } 个月有问题；`within` 不能小于 `months`
problem-recurrence-nothing = `rules` 为空，什么也不会检查
problem-recurrence-key = 重复发生规则看的是其他规则的审计发现，不能设 `{ $key }`
problem-recurrence-table = 表名 `{ $name }` 由重复发生规则占用；请给这张表换个名称
problem-recurrence-no-rule = 没有名为 `{ $name }` 的导出文件规则
problem-field-type = `{ $field }` 的类型是 { $found }，此处需要 { $wanted }
problem-not-comparable = `{ $left }`（{ $left_type }）与 `{ $right }`（{ $right_type }）不能比较
problem-compare-own = 此项用于找到另一张表的行，而 `{ $field }` 是本表的字段
problem-compare-on = `right` 是表 `{ $table }` 的字段：用 `on` 写明由本行的哪些字段找到该表的行
problem-compare-left = `left` 须为本表的字段，`{ $field }` 属于另一张表，应写在 `right`
problem-compare-computed = `left` 和 `right` 只能写字段，不能写算式
problem-two-sums = check.total 将本行的一个数字与一个合计核对，不能将合计与另一个合计比较
problem-field-elsewhere = `{ $field }` 是另一张表的字段，此处应为 `{ $table }` 的字段
problem-bad-regex = 不是有效的正则表达式：{ $error }
regex-group-open = `(` 打开的分组没有用 `)` 关闭
regex-group-closed = `)` 之前没有与它成对的 `(`
regex-class-open = `[` 打开后没有关闭：缺少 `]`
regex-range = 范围 `{ $part }` 前后颠倒
regex-range-end = `{ $part }` 不能作为范围的一端
regex-nothing-repeated = `*`、`+`、`?` 或花括号中的次数之前，没有可重复的内容
regex-count = 重复次数的写法不对；应写作 {"{"}3{"}"}、{"{"}2,{"}"} 或 {"{"}2,5{"}"}
regex-escape = `{ $part }` 没有含义
regex-escape-end = 末尾多了一个 `\`
regex-property = 没有 `{ $part }` 这类字符
regex-look = 不支持零宽断言（环视），如 `{ $part }`
regex-reference = 不支持反向引用，如 `{ $part }`
regex-flag = `(?` 后面不是可用的标志
regex-name = 这不能用作分组名
regex-large = 过大：重复次数或嵌套过多
regex-other = 此处不符合正则表达式的写法
problem-bad-sql = 不是有效的 SQL 条件：{ $error }
sql-unclosed = 文本没有结束：缺少后面的 `'`
sql-value = 字段、值或条件
sql-sign = `{ $sign }`
sql-expected = 此处应为{ $wanted }，却是 `{ $found }`
sql-ends = 写到这里就断了，后面应为{ $wanted }
sql-other = 此处无法识别
problem-sql-rest = 条件应到此结束，却还有 { $found }
problem-sql-not-boolean = 这不是条件：其结果不是真或假
problem-sql-no-field = 条件中没有任何字段
problem-sql-unsupported = 条件中不支持：{ $what }
problem-sql-function = 没有函数 `{ $name }`
problem-sql-arguments = `{ $name }` 的参数个数不对
problem-sql-mixed = { $left }与{ $right }在此不能一起使用
problem-sql-needs-text = 此处需要文本；数字和日期的字符取决于导出时的写法
problem-sql-needs-date = 此处需要日期
problem-sql-needs-span = 此处需要两个日期之差
problem-sql-needs-time = 此处需要带时间的日期，或 08:30 这样的文本
problem-sql-needs-constant = 此处需要直接写出的值
problem-substr-from-one = 字符从 1 数起，至少取一个
problem-bad-time = “{ $written }”不是时刻
problem-like-backslash = `\` 在 LIKE 中的含义因数据库而异
problem-like-escape = ESCAPE 指定的字符后面没有内容
problem-sql-other-table = 条件只能使用本表的字段，不能使用 `{ $name }` 的字段
problem-unknown-word = `{ $field }` 的值中没有 `{ $word }`
problem-sql-too-deep = 条件中的运算符超过 { $most } 个；请拆成几条规则，或用 IN 列出各值
problem-sql-too-long = 条件超过 { $most } 字节
hint-input = 应指定项目文件夹，导出文件用 --input 表名={ $file } 指定
hint-did-you-mean = 是否应为 `{ $name }`？
hint-meant-of = 是否应为 `{ $name }`？可用：{ $names }
hint-literal-brace = 文件名本身带花括号的，写作 `[{"{"}]`
hint-one-of = 可用：{ $names }
hint-fields = `{ $table }` 的字段有：{ $names }
hint-plain-sign = 应写半角的 `{ $plain }`，而不是 `{ $written }`
hint-quoted = 请加引号："{ $text }"
hint-written = 请写 { $written }
hint-all-written = 请写 { $names }
hint-regex-itself = 要表示这个字符本身，请写 `{ $written }`
hint-regex-look = 请改用两个条件，例如 check.expression = {"{"} must = "regexp_like(字段, '…') AND NOT regexp_like(字段, '…')" {"}"}
hint-unit = 请加引号并写明单位，例如 { $names }
hint-delete = 请删去 `{ $sign }`
hint-quotes-within = 文本遇到同种引号就结束；双引号里面的文本请用单引号："status = 'open'"
hint-check-section = 在 [[rule]] 之下应写 [rule.check.种类]，或写成一行：check.种类 = {"{"} … {"}"}
hint-flag = 请写 `{ $plain }`，不加引号
hint-comment = 注释以 # 开头
hint-equals = 键和值之间用 `=`，不用 `:`
hint-twice = 请删去其中一处
hint-twice-header = 只保留一个 { $header }，各行都写在其下
hint-twice-several = 请删去其中一处；如果两个都要，请写 { $both }
hint-same-header = 一列只能对应一个字段：请改正其中一个列名，或删去多余的字段；如果导出文件中确有两个同名的列，请在指第二列的字段中写 `nth = 2`
hint-two-rules = 请拆成两条规则：每个 check 各写一个 [[rule]]，各有自己的 `id`
hint-above-check = `{ $name }` 属于规则本身，不属于 check：请把这一行移到 [rule.check.{ $kind }] 之上，或移到花括号之外
hint-sequence = 编号是否连续、有无跳号，目前无法检查；重复的编号可用 check.unique 查出
hint-backslash = 双引号中的反斜杠表示转义；路径用 /，或改用单引号
hint-single-quotes = 文本用单引号括起：'{ $text }'
hint-single-quotes-list = 文本用单引号括起：{ $list }
hint-or = { $one }；或者：{ $other }
hint-is-null = 应写作 IS NULL 或 IS NOT NULL
hint-date-as-text = 与 DATE '2026-03-05' 比较，或用 year(字段)、month(字段)、day(字段)
hint-number-as-text = 按数字比较；编码类字段请声明 `type = "text"`
hint-other-as-text = 要检查字符，请把字段声明为 `type = "text"`
hint-like-escape = 指定转义字符，例如 LIKE '50!%' ESCAPE '!'
hint-per-key = 按单据检查时 `per` 就是主键，去掉 `key` 即可；明细行可另建一张表，读取同样的文件
hint-other-table = 查另一张表用 check.reference、check.compare（`right = "表名.字段"` 加 `on`）或 check.total，对该表各行的条件写在其 `when` 里
hint-on = 写明本行中存放其键的字段，例如 on = ["字段"]；`{ $table }` 的字段有：{ $names }
hint-compare-elsewhere = 另一张表的字段写作 `right = "表名.字段"`，并用 `on = ["字段"]` 找到该表的行
hint-compute = 用一行的各字段计算用 check.expression，数字与另一张表的合计核对用 check.total
hint-aggregate = 条件只看一行：本行的数字与另一张表的合计核对，用 check.total
hint-two-sums = 表头有该数字的，用两条规则分别与两个合计核对；没有的，请将其中一个合计随数据导出
hint-split = 同一个单元格里的几个值不能拆开相加：请按行或按列分开导出，再用 check.total 或 check.expression 相加
hint-unique-across = 要跨几张表查重，请另设一张包含这些文件的表，files = ["a.csv", "b.csv"]，再对它查重；同一个文件可以属于几张表
hint-no-division = 改为乘到另一边：a * 100 > b * 5
hint-braces = 成对的内容写在花括号里：{"{"} "导出中的值" = "规则中的值" {"}"}
hint-days = 请将两个日期相减：`days(a - b) > 5`，或 `a - b > INTERVAL '5' DAY`
hint-interval = 日期之差应与时长比较，例如 INTERVAL '5' DAY
hint-cast = 条件中不做类型转换：字段是什么类型，由数据字典声明，如 {"{"} type = "decimal" {"}"}
hint-day-of = 日期时间与某一天比较时按日期计，如 字段 = DATE '2026-03-05'；两个日期时间是否同一天，看 year(…)、month(…)、day(…) 是否都相等
hint-clock = 请写 time_of_day({ $field })，与 TIME '08:00' 比较
hint-round = 条件中不做四舍五入：字段允许几位小数，在数据字典中写 `scale = 2`；允许有差额的比较写 abs(a - b) < 0.005
hint-replace = 条件中不能替换文字：regexp_like(字段, '…') 规定写法，substr(字段, 1, 2) 和 regexp_substr(字段, '…') 取其中一段，`||` 把几段连起来
hint-weekday = 无法判断星期几；check.latency 的 `workdays` 按日历计工作日
hint-upper = 不分大小写的比较，请在两边都写 lower(…)；是否含有小写字母，用 regexp_like(字段, '[a-z]')
hint-case = 各种情形请用 AND 和 OR 写，如 (a = 'x' AND b = 1) OR (a <> 'x' AND b = 0)，或者每种情形各写一条带 `when` 的规则
hint-remainder = 无法计算余数；声明为文本的编号，可用 regexp_like(字段, '[02468]$') 判断末位数字
hint-empty-value = 空单元格在这里不是文本：请写 { $field } IS NULL，或者在 coalesce 中给出与字段同类型的值
hint-tune = 要改规则包里的规则，写 [tune."{ $id }"]
hint-calendar = 可用 { $names } 及 [calendars] 中的日历，如 `calendar = "cn"`
hint-zone = 请用 IANA 时区名，如 `Asia/Shanghai`、`Asia/Taipei`，或写与 UTC 的时差：`+08:00`
hint-zone-of-company = 请在 [project] 中写 `timezone = "Asia/Shanghai"`
hint-hours = 如 `hours = ["08:30-12:00", "13:30-17:30"]`
hint-people = 声明 [tables.people]，其中须有字段 `account`；导出文件中有的，再声明 `name`、`department`、`joined`、`left`、`assessed_on`
