### 审计发现

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
finding-compare = { $column }须 { $op } { $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）
finding-differ = { $column }不得与{ $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）相同
finding-same-person = { $column }与{ $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）不得为同一人
compare-elsewhere = { $table }的{ $field }
finding-expression = 不满足条件：{ $condition }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-unseen = { $told }（单元格含有看不见的零宽字符）
finding-blank-behind = { $told }（单元格末尾有空格）
finding-blank-before = { $told }（单元格开头有空格）
places-here = 第 { $rows } 行
places-other = { $file } 第 { $row } 行
places-more = { $places }，还有 { $count } 处
finding-cell = { $column } = { $value }
finding-cell-empty = { $column }为空
finding-unique = { $several ->
    [yes] { $column }的组合重复，另见{ $detail }
   *[no] { $column }重复，另见{ $detail }
}
finding-dependency = { $column }与 { $cells } 的其他行不一致：{ $detail }
finding-reference = { $detail ->
    [1] { $several ->
        [yes] { $column }的组合在{ $table }中存在，但没有一行符合 { $when }
       *[no] { $column }在{ $table }中存在，但没有一行符合 { $when }
    }
   *[other] { $several ->
        [yes] { $column }的组合在{ $table }中不存在
       *[no] { $column }在{ $table }中不存在
    }
}
finding-latency = { $state ->
    [open] 仍无{ $column }，距{ $from } { $detail }，时限 { $limit }
   *[closed] { $column }：距{ $from } { $detail }，时限 { $limit }
}
finding-latency-backwards = { $column }早于{ $from }（{ $detail }）
finding-total = { $column }与{ $table }{ $shows ->
    [yes] 中 { $cells }{" "}
   *[no] { "" }
}的合计 { $detail } 不符
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
finding-formula = { $column }的内容是公式错误，没有有效值
finding-lost-digits = { $column }曾被存成数字，可能丢失了数字（放不下的数字会变成 0），现有内容未必是原编码
finding-narrow = { $column }只有 #：复制或导出时列宽不足，未能显示原值
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
expected-reference-when = 存在于{ $table }，且该行符合 { $when }
expected-latency = { $limit }内
expected-latency-backwards = 不早于{ $from }
expected-total = { $detail }
expected-scale = 小数 ≤ { $digits } 位
expected-shape = { $other } 个单元格
expected-quotes = 引号只用于括住整个单元格
expected-no-nul = 不含 NUL 字符的文本
expected-record = 一条记录
expected-decodable = 可读的文本
expected-value = 有效值
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
rule-label-copies = 同一单据各行不一致
rule-label-unique = 重复
rule-label-scale = 小数位数过多
rule-label-shape = 行结构有误
rule-label-damaged = 单元格内容已损坏

cause-lacking = 本行缺少“{ $column }”单元格
cause-unread = { $column }无法识读
cause-unanswered = { $column }所指的内容无法确定：对方表中可能相符的行无法识读或判定
cause-ambiguous = { $column }对应多行，而这些行的值不一致
cause-overflow = 乘积过大，无法计算
cause-uncovered = { $column }不在日历覆盖的范围内
cause-timeless = { $column }不是时刻
cause-undated = { $column }或其起始日期只有日期、没有时刻，而结果取决于具体时刻
