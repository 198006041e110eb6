### 审计发现

## 审计发现：$column 是列的名称，$value 是单元格的值，$detail 是各行不同的部分

limit-as-of = 基准日
finding-required = { $column }未填写
finding-pattern = { $column } { $value } 不符合规定格式：{ $form }
finding-pattern-like = { $column } { $value } 不符合规定格式，应如 { $sample }
form-then = { $first } 加 { $second }
form-fixed = { $text }
form-exactly = { $count }
form-between = { $min } 至 { $max }
form-at-least = 至少 { $min }
form-digits = { $count } 位数字
form-capitals = { $count } 位大写字母
form-small = { $count } 位小写字母
form-letters = { $count } 位字母
form-capitals-digits = { $count } 位大写字母或数字
form-letters-digits = { $count } 位字母或数字
form-without = { $all }（不含 { $without }）
finding-pattern-search = { $column } { $value } 中没有符合 { $regex } 的内容
finding-too-short = { $column }只有 { $detail } 个字符，至少要有 { $limit } 个
finding-too-long = { $column }有 { $detail } 个字符，最多 { $limit } 个
finding-too-many-bytes = { $column }按 { $encoding } 编码占 { $detail } 字节，最多 { $limit } 字节
finding-listed-length = { $column }超过清单所列的 { $detail } { $unit ->
    [chars] 个字符
   *[other] 字节（{ $unit } 编码）
}
finding-one-of = { $column }为 { $value }，只能是：{ $values }
finding-range = { $column }为 { $value }，{ $op ->
    [ge] 不得小于
    [gt] 必须大于
    [le] 不得大于
   *[lt] 必须小于
} { $limit }
finding-range-date = { $column }为 { $read ->
    [yes] { $detail }（单元格为 { $value }）
   *[no] { $value }
}，{ $op ->
    [ge] 不得早于
    [gt] 必须晚于
    [le] 不得晚于
   *[lt] 必须早于
}{ $limit }
finding-compare = { $column } { $value } { $op } { $other } { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-compare-date = { $column } { $value } { $op ->
    [ge] 早于
    [gt] 不晚于
    [le] 晚于
   *[lt] 不早于
}{ $other } { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-unequal = { $column } { $value } 与{ $other } { $detail } 不一致{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-beyond = { $column } { $value } { $op } { $other } { $detail }，相差超过 { $limit }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-near = { $column } { $value } 与{ $other } { $detail } 相差不到 { $limit }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
told-beyond = { $told }，相差超过 { $limit }
told-near = { $told }，相差不超过 { $limit }
finding-differ = { $column } { $value } 与{ $other } { $detail } 相同{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-same-person = { $column } { $value } 与{ $other } { $detail } 是同一人{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
compare-elsewhere = { $table }的{ $field }
finding-expression = { $told }
finding-own = { $text }
told-also = { $first }；{ $second }
told-and = { $first }，且{ $second }
told-or = { $first }，或{ $second }
told-should = { $column }为 { $value }，应为 { $limit }
told-should-not = { $column }不得为 { $value }
told-should-be-empty = { $column }应为空，却填了 { $value }
told-off-form = { $cell } 不符合规定格式
told-dates = { $left } { $op ->
    [lt] 早于
    [le] 不晚于
    [gt] 晚于
   *[ge] 不早于
}{ $right }
told-compared = { $left } { $op } { $right }
told-true = 是
told-false = 否
told-characters = { $cell } 的字符数
told-amount = |{ $of }|
told-in-brackets = ({ $told })
told-vaguely = { $cells }：不符合规则要求
cell-empty = （空）
finding-unseen = { $told }（单元格含有看不见的零宽字符）
finding-found-behind = { $told }；去掉单元格末尾的空格就能找到
finding-found-before = { $told }；去掉单元格开头的空格就能找到
finding-found-unseen = { $told }；去掉单元格中看不见的字符就能找到
finding-there-behind = { $told }；那里的值末尾多了空格
finding-there-before = { $told }；那里的值开头多了空格
finding-there-unseen = { $told }；那里的值含有看不见的字符
finding-blank-behind = { $told }（单元格末尾有空格）
finding-blank-before = { $told }（单元格开头有空格）
places-here = 第 { $rows } 行
places-other = { $file } 第 { $row } 行
places-more = { $places }及另外 { $count } 行
finding-cell = { $column } { $value }
cell-is = { $column }为 { $value }
finding-cell-empty = { $column }为空
finding-unique = { $column }与{ $detail }重复
finding-lookalike = { $column }与{ $detail }形近
finding-dependency = { $cells } 在其他{ $rows ->
    [0] 行
   *[other] { " " }{ $rows } 行
}为 { $detail }，本行为 { $value }
finding-duplicate = 与{ $detail }“{ $name }”{ $coded ->
    [yes] （{ $code }）
   *[no] { "" }
}{ $grade ->
    [certain] 重复
    [likely] 很可能重复
   *[weak] 可能重复
}：{ $reason ->
    [same] 名称相同
    [written] 名称仅书写形式不同
    [form-left-out] 仅一方未写全公司类型
    [form] 仅公司类型不同
    [form-slip] 一方的公司类型缺字或多字
    [remark] 一方名称后注有停用等字样
    [place] 仅一方写明地名
    [place-moved] 仅地名位置不同
    [order] 仅词序不同
    [swapped] 相邻两字颠倒
    [sound] 仅同音字或异体字不同
    [missing] 相差一字
    [character] 一字不同
   *[more] 名称相近
}{ $agrees ->
    [yes] ，{ $agreed }相同
   *[no] { "" }
}；{ $torn ->
    [yes] 但与{ $rival }{ $coded ->
        [yes] （{ $other }）
       *[no] { "" }
    }同样相符，而那两行并不重复，请核实应归入哪一行
   *[no] 建议保留{ $coded ->
        [yes] { $shared ->
            [yes] { $detail }
           *[no] { " " }{ $code }
        }
       *[no] 该行
    }
}{ $used ->
    [yes] （{ $uses }）
   *[no] { "" }
}
twin-used = { $table }{ $there ->
    [0] 无
   *[other] { " " }{ $there } 行
}{ $summed ->
    [yes] （{ $sum }）
    [partly] （部分金额无法识读）
   *[no] { "" }
}，本行{ $here ->
    [0] 无
   *[other] { " " }{ $here } 行
}{ $owned ->
    [yes] （{ $own }）
    [partly] （部分金额无法识读）
   *[no] { "" }
}
finding-reference = “{ $table }”表中没有{ $cells }
finding-unfit = { $told ->
    [yes] { $cells } 在{ $table }中的{ $state }
   *[no] { $table }中有{ $cells }，但其{ $fields }不允许引用
}
finding-latency = { $state ->
    [open] { $began ->
        [act] { $from }已{ $detail }
       *[other] 距{ $from }已{ $detail }
    }，仍{ $ended ->
        [act] 未{ $column }
       *[other] 无{ $column }
    }，时限{ $limit }，超时{ $excess }
    [ahead] { $began ->
        [act] { $from }已{ $detail }
       *[other] 距{ $from }已{ $detail }
    }，仍{ $ended ->
        [act] 未{ $column }
       *[other] 无{ $column }
    }（{ $value } 晚于基准日），时限{ $limit }，超时{ $excess }
   *[closed] { $from }后{ $detail }才{ $ended ->
        [act] { $column }
       *[other] 有{ $column }
    }，时限{ $limit }，超时{ $excess }
}
finding-latency-backwards = { $column } { $value } 早于{ $from } { $detail }
finding-total = { $column } { $value } ≠ { $table }的{ $sum }合计 { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
condition-filled = { $column }已填写
condition-one-of = { $column }为 { $values } 之一
condition-none-of = { $column }不是 { $values }
finding-total-when = { $column } { $value } ≠ { $table }中符合 { $when } 的{ $sum }合计 { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-complete = 完整度 { $score }%，缺：{ $missing }
complete-columns = { $columns }（{ $why }）
complete-used = { $table }中有引用
complete-why = { $why }
finding-price = { $column } { $value } 与{ $table }中的价格 { $detail }{ $tolerant ->
    [no] 不符
   *[other] 相差超过 { $most }%
}（{ $cells }）
finding-outlier = { $column } { $value } 与{ $shows ->
    [yes] { $cells } 的各行
   *[no] 其他各行
}（共 { $rows } 行）相差悬殊：中位数 { $median }，修正 Z 分数 { $score }，界限 { $limit }
finding-spread = { $cells } 的{ $column }在 { $low } 到 { $high } 之间，相差为中位数 { $median } 的 { $share }%，界限 { $limit }%（共 { $rows } 行）；另一端见{ $detail }
finding-split-orders = { $cells } 在 { $within }内有 { $count } 张单据，{ $column }合计 { $total }，超过限额 { $limit }，而单张均未超过；另见{ $detail }
finding-under-limit = { $shows ->
    [yes] { $cells } 的金额中
   *[no] 金额中
}，有 { $count } 个在{ $one ->
    [1] 限额 { $limit } 
   *[other] 各自限额
}之下不到 { $within }%，再往下 { $within }% { $below ->
    [0] 一个也没有
   *[other] 只有 { $below } 个
}；另见{ $detail }
finding-burst = { $column } { $value }{ $shows ->
    [yes] 、{ $cells }
   *[no] { "" }
} 在 { $within }内有 { $count } 笔，超过 { $most } 笔；自 { $from } 起连续共 { $rows } 笔，另见{ $detail }
finding-benford = { $column }中 { $rows } 个金额的{ $digits ->
    [first] 首位
    [second] 第二位
    [first-two] 前两位
   *[first-three] 前三位
}数字不符合本福特定律（平均绝对偏差 { $deviation }，界限 { $digits ->
    [first] 0.015
    [second] 0.012
    [first-two] 0.0022
   *[first-three] 0.0005
}）；偏多的有：{ $often }；其中最多的见{ $detail }
leading-digits = { $digits }（{ $count } 个，期望 { $expected } 个）
finding-volume = { $period } 有 { $count } 行，与各{ $per ->
    [day] 日
    [week] 周
   *[month] 月
}的中位数 { $median } 行相差超过 { $limit }%
finding-volume-earlier = { $period } 有 { $count } 行，{ $day } 审计时为 { $before } 行
finding-volume-outside = { $count ->
    [1] 日期
   *[other] 本行及{ $detail }共 { $count } 行的日期
}与其余各行（{ $from } 至 { $to }）相距甚远，未计入
finding-volume-days = { $count ->
    [1] { $from }
   *[other] { $from } 至 { $to } 共 { $count } { $days ->
        [workdays] 个工作日
       *[days] 天
    }
}没有任何记录（之前最后一条在本行）
finding-type = { $column } { $value } 不是{ $wanted }
finding-date-declared = { $column } { $value } 不是{ $wanted }，或者没有这一天
finding-scale = { $column } { $value } 的小数超过 { $digits } 位
finding-shape = 本行有 { $detail } 个单元格，标题行有 { $other } 个{ $record }
finding-cut-short = 文件在本行中断：只有 { $detail } 个单元格，应为 { $other } 个{ $record }
finding-stray-quote = 单元格的结束引号后还有其他字符，单元格内容可能有误{ $record }
finding-unclosed-quote = 引号未在单元格结尾处闭合，该行未检查{ $record }
finding-page-ends = 网页在本行之后中断，其中的表格尚未结束：可能缺少其后的行；请重新导出或下载
finding-nul = 本行含有 NUL 字符，文件可能已损坏{ $record }
finding-endless = 该记录长得不合常理，未检查{ $record }
finding-record = （第 { $record } 条记录）
finding-undecodable = { $column }含有无法按文件编码解读的字节
finding-formula = { $column }的内容是公式错误，没有有效值
finding-lost-digits = { $column }曾被存成数字，可能丢失了数字（放不下的数字会变成 0），现有内容未必是原编码
finding-narrow = { $column }只有 #：复制或导出时列宽不足，未能显示原值
finding-unique-also = { $table }中也有{ $column } { $value }
finding-serial-gap = { $column } { $value } 之前缺 { $count } 个号（{ $missing }）{ $there ->
    [yes] ；前一个为 { $other }，{ $detail }
   *[no] ，即从号段开头起
}
finding-serial-twice = { $column } { $value } 的流水号与{ $detail }相同
finding-serial-full = { $named ->
    [0] 流水号
   *[other] { $series } 的流水号
}共 { $room } 个，已用 { $used } 个（{ $share }%），还剩 { $left } 个{ $growing ->
    [1] ，按近 12 个月的用量可用 { $months } 个月
   *[other] {""}
}
finding-serial-order = { $column } { $value } 的日期为 { $day }，而号码较{ $lower ->
    [yes] 小
   *[no] 大
}的 { $other } 为 { $otherday }（{ $detail }）
finding-coding = { $column } { $value }：{ $detail }
finding-coding-secret = { $column } { $value } 不符合编码方案
finding-coding-parent = { $column } { $value }：上级编码 { $detail } 不在{ $table }中
finding-coding-agrees = { $column } { $value } 与{ $cells } 不符：编码中的{ $segment }为 { $detail }
coding-nth = 第 { $number }
coding-parts = 用 { $separator } 分成 { $found } 段，应为 { $wanted } 段
coding-length = 共 { $found } 个字符，应为 { $wanted } 个
coding-segment = { $segment }段为 { $found }，应为{ $wanted }
coding-segment-empty = { $segment }段为空，应为{ $wanted }
coding-literal = { $segment }之后为 { $found }，应为 { $wanted }
coding-literal-first = 开头为 { $found }，应为 { $wanted }
coding-check = 校验码为 { $found }，计算结果为 { $right }
coding-no-check = 缺校验码
coding-blank = 含有空格
coding-character = 此类编码中没有字符 { $character }
coding-unlisted = { $segment }段为 { $found }，不是{ $wanted }
coding-wanted-values = { $values } 之一
coding-wanted-in = { $table }中的编码
coding-wanted-date = { $form } 形式的日期
coding-wanted-characters = { $count } 位 { $all } 中的字符
coding-wanted-from = { $digits }，从 { $start } 起
coding-wanted-check = 校验码（{ $check }）
coding-likely-meant = { $told }；疑为{ $slips }，应为 { $meant }
coding-likely = { $told }；疑为{ $slips }
coding-possibly = { $told }；可能是{ $slips }
slip-blanks = 多了空格
slip-width = 误用全角字符
slip-dashes = 误用其他破折号
slip-case = 大小写有误
slip-alike = { $right }误写成{ $wrong }
slip-letter = 字母 { $character }
slip-digit = 数字 { $character }
slip-sign = 符号 { $character }
slip-zeros = 丢了前导零
slip-digits = 在电子表格中丢了末位数字
slip-date = 被电子表格变成了日期
slip-decimals = 被电子表格添了小数
slip-swapped = { $one } 与 { $other } 颠倒
slip-moved = { $one }段与{ $other }段互换了位置
slip-separators = 少了或多了分隔符
slip-variant = 用了其他类别的编码
finding-person-unknown = { $table }中查不到{ $column } { $value }，既无此账号，也无此姓名
finding-person-shared = { $column } { $value } 是多人共用的账号
finding-person-left = { $column } { $value } 已于 { $detail } 离职
finding-person-left-before = { $column } { $value } 已于 { $detail } 离职，{ $at }在离职之后
finding-recurrence = { $rule }：近 { $within } 个月中有 { $months } 个月有问题，最早 { $since }，本次 { $count } 项

expected-required = 必填
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } 个字符
expected-max-chars = ≤ { $limit } 个字符
expected-max-bytes = 按 { $encoding } 编码 ≤ { $limit } 字节
expected-listed-length = ≤ { $detail } { $unit ->
    [chars] 个字符
   *[other] 字节（{ $unit } 编码）
}
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other }（{ $detail }）
expected-expression = { $condition }
expected-unique = 不重复
expected-dependency = { $detail }
expected-duplicate = { $coded ->
    [yes] { $torn ->
        [yes] { $code } 或 { $other }
       *[no] { $code }
    }
   *[no] 只保留一行
}
expected-reference = 存在于“{ $table }”表
expected-reference-when = 存在于“{ $table }”表，且该行符合 { $when }
expected-latency = { $limit }内
expected-latency-backwards = 不早于{ $from }
expected-total = { $detail }
expected-outlier = 修正 Z 分数 ≤ { $limit }
expected-spread = 相差不超过中位数的 { $limit }%
expected-split-orders = { $within }内合计 ≤ { $limit }
expected-split-orders-own = { $within }内合计不超过{ $most }
expected-under-limit = 限额之下 { $within }% 的金额不多于再往下 { $within }%
expected-burst = { $within }内不超过 { $most } 笔
expected-benford = { $digits ->
    [first] 首位
    [second] 第二位
    [first-two] 前两位
   *[first-three] 前三位
}数字符合本福特定律
expected-volume = 与中位数相差不超过 { $limit }%
expected-volume-earlier = 与该期结束后首次审计的行数相差不超过 { $limit }%
expected-volume-outside = 与其余各行相近的日期
expected-volume-days = { $days ->
    [workdays] 每个工作日
   *[days] 每天
}都有记录
expected-complete = 完整度 ≥ { $least }%
expected-unique-most = 最多出现 { $most } 次
expected-price = { $detail }{ $tolerant ->
    [no] { "" }
   *[other] { " " }± { $most }%
}
expected-scale = 小数 ≤ { $digits } 位
expected-shape = { $other } 个单元格
expected-page-end = 网页中的表格完整结束
expected-quotes = 引号只用于括住整个单元格
expected-no-nul = 不含 NUL 字符的文本
expected-record = 一条记录
expected-decodable = 可读的文本
expected-value = 有效值
expected-all-digits = 以文本保存的编码
expected-serial-gap = 本号段的下一个号
expected-serial-twice = 流水号不重复
expected-serial-full = 每个号段已用的流水号不超过 { $limit }%
expected-serial-order = 日期随流水号递增
expected-coding = 符合{ $scheme }的编码
expected-coding-parent = 上级编码在{ $table }中
expected-coding-agrees = 与编码中的{ $segment }一致
expected-person-known = { $table }中的人员
expected-person-personal = 个人专用账号
expected-person-present = 在职人员
expected-recurrence = 近 { $within } 个月中有问题的不满 { $months } 个月

## 字典约束的名称

rule-label-field = { $field }：{ $demand }
rule-label-required = 未填写
rule-label-type = 填写类型错误
rule-label-min-chars = 过短
rule-label-max-chars = 过长
rule-label-max-bytes = 字节数超限
rule-label-pattern = 格式不符
rule-label-values = 取值不在允许范围
rule-label-copies = 同一单据各行不一致
rule-label-unique = 重复
rule-label-scale = 小数位数过多
rule-label-shape = 行结构有误
rule-label-damaged = 单元格内容已损坏

cause-lacking = 本行缺少“{ $column }”单元格
cause-unread = { $column }无法识读
cause-unanswered = { $column }所指的内容无法确定：对方表中可能相符的行无法识读或判定
cause-ambiguous = { $column }对应多行，而这些行的值不一致
cause-overflow = 乘积或总和过大，无法计算
cause-uncovered = { $column }不在日历覆盖的范围内
cause-timeless = { $column }不是时刻
cause-few = 同组的行数太少，无从比较
cause-undated = { $column }或其起始日期只有日期、没有时刻，而结果取决于具体时刻
cause-off-scheme = { $column }不符合编码方案，无从得知是第几号
