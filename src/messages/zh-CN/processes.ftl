# 流程：规则种类、要求与审计发现
kind-flow-what = 检查同一案例中，某环节之前或之后是否有（或没有）另一环节。
kind-flow-why = 订单未审核就发货，货已在途却反审核：每张单据单独看都正常，只是先后错了。
kind-flow-limits = `each` 指定的环节逐个判定；`when` 是对该环节所在行的条件。`order` 为 "before"（之前）、"after"（之后）或 "any"（不论先后）。设 `within` 时，另一环节相隔不得超过该时长；设 `not_before` 时，相隔不得短于该时长；计时方法同 check.latency，工作时间按流程的日历计。`one_each` 要求一一对应，`directly` 要求两者之间没有本流程的其他环节。`first = true` 时只看案例中每种环节的第一次。之后的环节尚未发生的，`within` 之内为未到期，超过为违规；设 `still_open = "wait"` 则一直为未到期。先后只看时间，不看行的次序：两个环节时间相同，或同一天而其中一个没有时刻，属于先后不明，由流程的 `tie` 决定（默认无法判定）。有经手人而没有日期的环节无法判定，设 `missing = "violation"` 则为违规。数据中从未出现的环节不算通过：需要它的环节均为违规。
kind-times-what = 检查某环节在一个案例中发生几次。
kind-times-why = 一张发票开两次、一张单据审核三次、从未审核的单据。
kind-times-limits = 每个案例都判定，不论有没有该环节；`when` 是对该环节所在行的条件，此时没有该环节的案例不适用。`min` 与 `max` 至少设一个。环节缺失的审计发现指向案例的第一行。
kind-first-what = 检查案例从哪个环节开始。
kind-first-why = 不从订单开始的案例，是在系统之外开始的。
kind-first-limits = 每个案例按其第一个环节判定；`when` 是对流程声明的第一个环节所在行的条件。哪个环节最先无法确定的，由流程的 `tie` 决定。
kind-last-what = 检查案例以哪个环节结束。
kind-last-why = 结案之后还有动作，就是没有结案；一直走不到终点，就是被遗忘了。
kind-last-limits = 每个案例按其最后一个环节判定；`when` 是对流程声明的第一个环节所在行的条件。尚未走到指定环节的案例为违规；设 `still_open = "wait"` 则一直为未到期。哪个环节最后无法确定的，由流程的 `tie` 决定。
kind-together-what = 检查几个环节是否要么全有、要么全无。
kind-together-why = 有折让没有审批，有退货没有检验：做了一半等于没做。
kind-together-limits = 一个都没有的案例不适用。先后不论；要看先后，请用 check.flow。
kind-routes-what = 检查案例从头到尾是否走规定的路线。
kind-routes-why = 大家实际怎么做，要看那些没有人规定过的路线。
kind-routes-limits = 一条路线按先后列出案例的全部环节，重复几次就写几次；日志中流程未声明的活动也算环节。不在任何路线上的案例为一条审计发现，指出与最接近的路线相比多了、少了或移位的环节。目前只走了路线前一段的案例为未到期；设 `still_open = "count"` 则为违规。环节先后不明的，由流程的 `tie` 决定。超过 60 步的路线不逐步比对。
kind-four-eyes-what = 检查同一案例中的几件事是否由不同的人办理。
kind-four-eyes-why = 自己制单自己审核，等于没有审核。
kind-four-eyes-limits = 比对人员前统一全角半角、空格和大小写；有表 `people` 时，账号与其姓名算同一人。空单元格、多人共用的账号和重名的姓名都认不出是谁：该案例无法判定，除非另有两个环节查明是同一人。只有一个或没有相关环节的案例不适用。
kind-duties-what = 检查有没有人兼办不相容的职务。
kind-duties-why = 又能下单又能发货的人，可以发货给自己。
kind-duties-limits = `conflicts` 列出成对的环节。`on = "case"` 指同一案例不得兼办；`on = "ever"` 指无论哪个案例都不得兼办：每人每对判定一次，审计发现指向两者首次凑齐之处。设 `within` 时只计相隔不超过该时长的。人员的辨认同 check.four_eyes。不能设 `when`，因为说不清指哪个环节。
kind-frozen-what = 检查从一个环节到另一个环节，某些字段是否有变动。
kind-frozen-why = 审核之后再改的价格，没有人审核过。
kind-frozen-limits = 后一环节的每一行，与它之前最后一次的前一环节所在行比对；之前没有的，与最后一次比对；完全没有的不适用。两行都要在导出文件里：可以是事件日志，可以是两张表，也可以是声明为两张表的两次导出。文本去掉首尾空格后比较，数字和日期按值比较，无法读取的按写法比较。
kind-match-what = 逐个案例核对一种环节的数字合计与另一种环节的数字合计。
kind-match-why = 发货多于订货、开票少于发货：每张单据单独看都正常。
kind-match-limits = 该环节所在各行的数字精确相加，一张订单对多张出货单；环节未发生的行不计。`tolerance` 是一个数，或右边的百分比，如 "0.5%"；差额正好等于它的视为符合。没有右边环节的案例不适用；没有左边环节的也不适用，除非设 `if_none = "zero"`。空单元格不计入合计；一边全是空单元格的案例不适用。`round = 2` 表示每行的数字先四舍五入到两位小数再相加（负数按绝对值舍入）。有数字无法读取的案例无法判定。
explain-process-what = 说明公司办理的案例要经过哪些环节，这些环节写在哪些导出文件里；flow、times、first、last、together、routes、four_eyes、duties、frozen、match 等种类的规则据此判定。
explain-process-limits = 环节是某张表的日期或日期时间字段：填了就是发生了。一个流程可以由几张表组成；各表用同一字段指明案例，也可在环节中用 `case` 另行指定，或写 `case = "表.字段"`，由恰好一个 [[link]] 找到那张表中的字段。流程中写 `activity` 时，`from` 所指的表是事件日志：每行一个环节，由该列说明是哪个环节；没有对应环节的活动按原名计入案例的路线。找不到案例的行，以及 `when` 无法判定的行，不计入并予以提示。同一案例的环节按一个固定次序排列：先按时间，再按声明的次序，再按单据、经手人、文件和行。审计发现指向被判定环节所在的行；单据为案例，案例有多次该环节时加上 `id` 或次数。规则用 `process` 代替 `table`；不写 `owner` 时由该环节的经手人负责，写 `owner = "环节.by"` 时由那个环节的经手人负责。

spoken-flow = { $demand ->
        [forbids] { $order ->
            [before] 每次{ $each }之前，不得有{ $other }
            [after] 每次{ $each }之后，不得有{ $other }
           *[any] 有{ $each }的，不得有{ $other }
        }
       *[needs] { $order ->
            [before] 每次{ $each }之前，必须已有{ $other }
            [after] 每次{ $each }之后，必须有{ $other }
           *[any] 有{ $each }的，必须有{ $other }
        }
    }{ $own ->
        [yes] ，一一对应
       *[no] {""}
    }{ $directly ->
        [yes] ，中间不得有其他环节
       *[no] {""}
    }{ $first ->
        [yes] ，只看案例中的第一次
       *[no] {""}
    }{ $within ->
        [none] {""}
       *[other] ，相隔不超过 { $within }
    }{ $after ->
        [none] {""}
       *[other] ，相隔不少于 { $after }
    }
finding-flow = { $how ->
        [open] { $each }已过{ $span }，仍没有{ $other }，时限{ $limit }
        [misplaced] { $order ->
            [before] { $each }早于{ $other }：{ $detail }
           *[after] { $each }之后没有{ $other }，只在之前有：{ $detail }
        }
        [late] { $order ->
            [before] { $other }比{ $each }早了{ $span }，时限{ $limit }：{ $detail }
           *[after] { $each }后{ $span }才有{ $other }，时限{ $limit }：{ $detail }
        }
        [early] { $other }与{ $each }只隔{ $span }，至少应隔{ $limit }：{ $detail }
        [between] { $each }与{ $other }之间还有其他环节：{ $detail }
        [shared] 没有与{ $each }对应的{ $other }：{ $detail }已对应另一次
        [tied] { $each }与{ $other }时间相同：{ $detail }
        [undated] { $each }或{ $other }没有时间：{ $detail }
        [present] { $order ->
            [before] { $each }之前已有{ $other }：{ $detail }
            [after] { $each }之后又有{ $other }：{ $detail }
           *[any] 有{ $each }，又有{ $other }：{ $detail }
        }
       *[none] { $order ->
            [before] { $each }之前没有{ $other }
            [after] { $each }之后没有{ $other }
           *[any] 有{ $each }，没有{ $other }
        }
    }
spoken-times = { $demand ->
        [exactly] 每个案例的{ $event }恰为 { $min } 次
        [between] 每个案例的{ $event }为 { $min } 至 { $max } 次
        [least] 每个案例的{ $event }至少 { $min } 次
       *[most] 每个案例的{ $event }至多 { $max } 次
    }
finding-times = { $how ->
        [none] 没有{ $event }
        [few] { $event }只有 { $count } 次，至少应有 { $min } 次
       *[many] { $event }有 { $count } 次，至多 { $max } 次
    }
spoken-first = { $count ->
        [1] 每个案例从{ $events }开始
       *[other] 每个案例从下列环节之一开始：{ $events }
    }
finding-first = { $how ->
        [tied] 从哪个环节开始无法确定：{ $column }与其他环节时间相同
        [undated] 从哪个环节开始无法确定：有环节没有时间
       *[other] 从{ $column }开始，不是从{ $events }开始
    }
spoken-last = { $count ->
        [1] 每个案例以{ $events }结束
       *[other] 每个案例以下列环节之一结束：{ $events }
    }
finding-last = { $how ->
        [tied] 以哪个环节结束无法确定：{ $column }与其他环节时间相同
        [undated] 以哪个环节结束无法确定：有环节没有时间
       *[other] 最后一个环节是{ $column }，不是{ $events }
    }
spoken-together = { $events }，要么全有，要么全无
finding-together = { $how ->
       *[absent] 有{ $column }，没有{ $names }
    }
spoken-four-eyes = 同一案例中，{ $events }须由不同的人办理
finding-four-eyes = { $how ->
       *[same] { $column }由{ $who }办理，此人还办理了：{ $detail }
    }
spoken-routes = { $count ->
        [1] 每个案例都走这条路线：{ $events }
       *[other] 每个案例走 { $count } 条路线之一，第一条为：{ $events }
    }
finding-routes = { $how ->
        [moved] { $names }不在应在的位置：{ $way }
        [missing] 缺少{ $names }：{ $way }
        [extra] 多了{ $names }：{ $way }
        [tied] 有环节时间相同，走的路线无法确定：{ $way }
        [undated] 有环节没有时间，走的路线无法确定：{ $way }
       *[other] 不在任何规定的路线上：{ $way }
    }
spoken-duties = { $on ->
        [ever] 同一个人不得兼办{ $events }
       *[case] 同一案例中，同一个人不得兼办{ $events }
    }{ $count ->
        [1] {""}
       *[other] （共 { $count } 对，此为第一对）
    }
finding-duties = { $how ->
       *[both] { $on ->
            [ever] { $who }兼办了{ $names }，至多 { $count } 次：{ $detail }
           *[case] { $who }兼办了{ $names }：{ $detail }
        }
    }
spoken-frozen = 从{ $from }到{ $to }，{ $columns }不得变动
finding-frozen = { $how ->
       *[changed] { $names }在{ $from }时为 { $before }，到{ $to }时为 { $after }：{ $detail }
    }
spoken-match = 逐个案例核对：{ $left_event }的{ $left_column }合计 { $op } { $right_event }的{ $right_column }合计{ $tolerance ->
        [none] {""}
       *[other] （容差 { $tolerance }）
    }{ $round ->
        [none] {""}
        [0] ，各行先四舍五入取整再相加
       *[other] ，各行先四舍五入到 { $round } 位小数再相加
    }
finding-match = { $how ->
        [more] { $left_event }的{ $left_column } { $left } { $op } { $right_event }的{ $right_column } { $right }，多 { $difference }
       *[less] { $left_event }的{ $left_column } { $left } { $op } { $right_event }的{ $right_column } { $right }，少 { $difference }
    }
other-event = { $event }{ $dated ->
        [yes] {" "}{ $at }
       *[no] {""}
    }（{ $file ->
        [here] 第 { $row } 行
       *[other] { $file } 第 { $row } 行
    }）

column-case = 案例
column-document = 单据
column-by = 经手人
column-event = 环节
cause-tied = { $column }与另一环节时间相同或只有日期，先后无法确定
cause-unstamped = { $column }没有记下时间
cause-nameless = 不知道是谁办理的

process-no-case = 流程“{ $process }”没有任何案例
process-ahead = “{ $process }”有 { $count } 个环节的日期晚于基准日 { $as_of }，视为尚未发生，未计入
process-caseless = “{ $process }”有 { $count } 行发生了环节却不属于任何案例：案例字段为空，或所指的单据不存在
process-undecided = 有 { $count } 行无法确定是否为“{ $process }”的环节，未计入
process-never-activated = { $rule } 从未触发：没有适用的{ $event }，未作任何判定

problem-process-name = 已有名为 { $name } 的表或流程
problem-process-no-event = 流程 { $name } 没有 [[process.{ $name }.event]]
problem-event-twice = 本流程已有名为 { $name } 的环节
problem-event-name = 环节不能命名为“{ $name }”
problem-event-no-table = 没有说明环节 { $name } 在哪张表：请写 `from`
problem-event-no-time = 没有说明环节 { $name } 何时发生：请写 `at`
problem-event-activity = 环节 { $name } 不在流程的日志中，不能写 `activity`
problem-event-no-link = 从 { $from } 到 { $to } 须恰有一个 [[link]]，才能由此找到案例
problem-log-no-table = `activity` 需要 `from`：作为日志的表
problem-log-sensitive = `{ $field }` 是敏感字段，而流程的环节无法脱敏：如果可以公开，请在该字段写 `sensitive = false`，或者为 `activity` 另选一列
problem-log-no-time = `activity` 需要 `at`：日志中环节的时间
problem-unknown-event = 流程 { $process } 没有环节 { $name }
problem-unknown-process = 没有流程 { $name }
problem-few-events = 至少需要 { $count } 个环节
problem-event-again = { $name } 写了两次
problem-event-nobody = 没有说明环节 { $name } 由谁办理：请在环节中写 `by`
problem-event-number = { $name } 不是“环节.字段”的写法
problem-kind-of-cases = check.{ $kind } 判定流程的案例：请用 `process` 代替 `table`
problem-kind-of-rows = check.{ $kind } 判定表中的行：请用 `table` 代替 `process`
problem-table-and-process = 一条规则只能写 `table` 或 `process` 之一
problem-when-of-nothing = 此处不能写 `when`：说不清指哪个环节
problem-flow-needs = `needs` 与 `forbids` 须写其中一个，且只写一个
problem-flow-forbids = `one_each` 和 `not_before` 只能与 `needs` 同用，不能与 `forbids` 同用
problem-times-nothing = 须写 `min` 或 `max`，或两者都写
problem-duties-pair = `conflicts` 须列出成对的环节，每对两个
problem-frozen-columns = `to_columns` 须与 `columns` 逐一对应，且至少有一个
problem-match-tolerance = “{ $written }”既不是数，也不是 "0.5%" 这样的百分比

patterns-conformance = 符合规定：{ $cases } 个案例中占 { $raw }；扣除已有处置决定的，占 { $net }
patterns-format = 偏离模式只能输出为 txt 或 json
patterns-none = 没有发现偏离。
patterns-cases = { $cases } 个案例，占已判定案例的 { $share }；自 { $since } 至 { $last }
patterns-people = 经手人：{ $people }（共 { $all } 人）
patterns-departments = 部门：{ $departments }
patterns-ways = 路线（共 { $all } 种）：
patterns-took = 用时中位数 { $took }{ $compared ->
        [yes] ，{ $count } 个符合规定的案例为 { $standard }
       *[no] {""}
    }
patterns-effects = 对他人的影响，与 { $count } 个符合规定的案例相比：
patterns-effect = { $clear ->
        [more] 更多：{ $what }，{ $of_here } 个中 { $here } 个（{ $here_share }），符合规定的 { $of_there } 个中 { $there } 个（{ $there_share }）
        [less] 更少：{ $what }，{ $of_here } 个中 { $here } 个（{ $here_share }），符合规定的 { $of_there } 个中 { $there } 个（{ $there_share }）
        [alike] 无明显差别：{ $what }，{ $here_share } 对 { $there_share }
       *[too_few] 案例太少，不作比较（一方不足 { $enough } 个）：{ $what }，{ $of_here } 个中 { $here } 个，符合规定的 { $of_there } 个中 { $there } 个
    }
patterns-effect-finding = 他人有审计发现“{ $rule }”
patterns-effect-document = 单据有审计发现“{ $rule }”
patterns-effect-held = 有{ $label }受阻
patterns-effect-amounts = { $effect }；受阻金额 { $here }，符合规定的为 { $there }
patterns-amount = { $amount }（平均每个案例 { $each }）
patterns-amount-unknown = 不详
patterns-effect-event = 他人办理{ $event }
patterns-effect-rework = 有环节重做
patterns-count = { $name }（{ $count }）
patterns-decided = 处置：{ $decision }
patterns-undecided = 尚未处置：crm-audit dispose --pattern "{ $pattern }" …
process-log-undated = 有 { $count } 个环节没有时间，未写出：两种格式都要求有时间
process-log-masked = 有 { $count } 个环节的时间是敏感字段，未写出：两种格式都要求有时间
process-log-days = 有 { $count } 个环节只有日期，按当天 0:00 写出
process-log-zone = 时间按 UTC 写出，因为 [project] 下的 `timezone` 没有说明公司采用哪个时区
