### 处置

decision-adopt = 纳入规范
decision-accept-once = 特批放行
decision-correct = 整改
decision-data-error = 数据错误
disposition-until = { $verdict }，至 { $day }
disposition-expired = { $verdict }，至 { $day }（已到期）
disposition-due = { $verdict }，限 { $day }
disposition-overdue = { $verdict }，限 { $day }（已逾期）
disposed-part = { $what } { $count }
report-disposed = { $findings }，其中 { $count } 项已有处置决定（{ $parts }）{ $overdue ->
    [0] {""}
   *[other] ，{ $overdue } 项已逾期、仍待处理
}{ $expired ->
    [0] {""}
   *[other] ，{ $expired } 项已到期、仍待处理
}
workbook-status-disposed = 已处置
report-about-decisions = 不计入以上：处置决定本身的问题 { $count } 项，由项目组整理
decided-upkeep = 处置决定本身，由项目组整理
decided-upkeep-line = { $rule } · { $about }：{ $message }
workbook-undecided = 待处理（未处置或已逾期）
workbook-net-rate-note = 违规率（扣除已处置） = 不计已全部有处置决定且未过截止日的行。
column-net-rate = 违规率（扣除已处置）
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
finding-overdue-absent = 期限已过，而导出中已无所指单据；请确认已办结后删除此条，或更正 `match`
finding-unused = 已没有对应的审计发现；请删除此条，或更正 `match`
finding-unused-absent = 没有对应的审计发现，导出中也已无所指单据；请更正 `match`，或确认已办结后删除此条
finding-broad = 涵盖了 { $detail } 项审计发现，而作出决定时只有 { $other } 项；请核对新增的，再修改 `match` 或 `covers`
problem-empty-text = `{ $name }` 为空
problem-disposition-brackets = 处置决定写在 [[disposition]] 之下，方括号须用两层
problem-disposition-selection = `match` 须写明 `finding` 或 `rule`
problem-disposition-finding = `{ $written }` 不是审计发现的识别码；请从报告中复制其 16 位字符
problem-disposition-pattern = `{ $pattern }` 不是有效的通配符；星号本身写作 [*]，不可用 **
problem-disposition-of-its-own = `{ $id }` 的审计发现针对处置决定本身，不能再对其作处置
problem-disposition-covers = `covers` 是作出决定时的审计发现数，至少为 1；写了 `finding` 时才可省略
problem-disposition-needs = `{ $verdict }` 须写明 `{ $name }`
problem-disposition-excess = `{ $name }` 不能与 `{ $verdict }` 同用
problem-disposition-backwards = `{ $name }` 早于 `decided_on`
problem-disposition-twice = 同一天对同一对象作了两次决定；请只保留一条
problem-dispositions-table = 表名 `{ $name }` 已由 { $file } 占用；请给这张表换个名称
hint-disposition-end = `{ $verdict }` 的截止日写作 `{ $name }`
explain-dispositions = crm-audit.toml 旁边的 dispositions.toml 记录对审计发现作出的处置决定。每条决定对应一项审计发现（按识别码），或某条规则的审计发现，并为其加注；不隐藏任何一项，各项计数也不变。已有决定的，在截止日之前不判为未通过：accept_once 的截止日是 `until`，adopt、correct、data_error 的是 `due`。几条决定对应同一项时，以最具体者为准（识别码，其次单据，再次通配符），其次以最近者为准。审计基准日早于决定日期的，不采用该决定。
    dispositions.expired：放行已到期，放行的问题仍然存在。
    dispositions.overdue：期限已过，问题仍然存在。
    dispositions.unused：所指的规则都已完整检查，却没有对应的审计发现。
    dispositions.broad：涵盖的审计发现多于作出决定时的数目。
    可用 [tune] 调整其严重程度，或将其停用。
dispose-not-audited = 未能完成全部审计，因此没有写入 { $file }；可用 --select 或 --ignore 撇开无法审计的部分
dispose-refused = 没有写入 { $file }
dispose-no-finding = 截至 { $day }，没有识别码为 `{ $identity }` 的审计发现；请从当日的报告中复制
dispose-nothing = 截至 { $day }，没有对应的审计发现；规则、单据和列的写法请查看报告
dispose-shadowed = 对应的 { $count } 项审计发现均已有更具体的处置决定；请修改那些决定
dispose-later = { $day } 晚于审计基准日 { $as_of }；请用 --as-of 指定较晚的日期
dispose-changed = 审计期间 { $file } 已被修改；没有写入，请重新执行
dispose-covers = 此条涵盖 { $count } 项审计发现
dispose-covers-more = … 另有 { $count } 项（--limit 可多列）
dispose-days-over = 逾期 { $count } 天
dispose-days-left = 剩余 { $count } 天
dispose-list-empty = 截至 { $day }，没有未了结的处置决定
cli-schema-file = 描述什么：project（crm-audit.toml 和规则文件）、dispositions（dispositions.toml）或 report（`check --format json` 的输出）
cli-dispose = 执行审计，并把对审计发现的处置决定写入 dispositions.toml
cli-dispose-examples = { "  " }crm-audit dispose --finding 3f9c2a7be1d04c58 --verdict correct --owner 仓管01 --due 2026-11-15 --reason "漏审" --decided-by "10 月例会"
    { "  " }crm-audit dispose --rule order-approved-late --document "SO2026*" --verdict accept_once --until 2026-12-31 --reason "系统切换" --decided-by "10 月例会"
    { "  " }crm-audit dispose --pattern shipped-before-approval/none --verdict correct --owner 主管01 --due 2026-11-30 --reason "急单" --decided-by "月度例会"
    { "  " }crm-audit dispose --from 月报.xlsx --decided-on 2026-11-05
    { "  " }crm-audit dispose list
cli-dispose-list-examples = { "  " }crm-audit dispose list --as-of 2026-10-31
cli-dispose-finding = 一项审计发现的识别码，见报告
cli-dispose-rule = 某条规则的审计发现：规则编号，或带 * 的通配符
cli-dispose-pattern = 流程规则中以同一种方式偏离的审计发现，名称见 `process --patterns`
dispose-advice = 规则 { $rule } 改写之前，这些审计发现仍会列出；可照此改写，也可用 `when` 另作限定：

    { $change }
dispose-bad-pattern = “{ $written }”不是“规则/偏离方式”的写法，名称见 `crm-audit process --patterns`
cli-dispose-document = 其中某张单据的，或符合通配符的单据的
cli-dispose-column = 其中某一列的
cli-dispose-of-owner = 其中某位责任人的
cli-dispose-of-department = 其中某个部门的
cli-dispose-verdict = 处置决定：adopt（纳入规范）、accept_once（特批放行，至某日）、correct（整改）、data_error（仅数据有误）
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

dispose-cell = { $cell }：{ $what }
dispose-from-unread = { $file }：{ $reason }
dispose-from-not-ours = { $file } 不是可填写处置决定的 crm-audit 报告；请使用 `check -o 报告.xlsx` 写出的文件，或 `report` 写出的例会纪要
dispose-from-version = { $file } 由其他版本的 crm-audit 写出；请重新生成报告后再填写
dispose-from-project = { $file } 是另一个项目的报告：{ $other }；本项目是：{ $project }
dispose-from-unnamed = 未命名
dispose-from-older = { $file } 的基准日是 { $as_of }，而最近一次记录的审计基准日是 { $last }
dispose-from-rules = { $file } 写出之后，规则或数据字典已有改动
dispose-from-nothing = { $file } 中没有填写任何决定
dispose-from-column = 工作表“{ $sheet }”缺少“{ $name }”列，无法读取决定
dispose-from-column-twice = “{ $name }”列重复出现；请只保留一列
dispose-from-calculated = 此处是公式或错误值；请直接填写内容
dispose-from-no-decision = 没有填写决定；请从列表中选择：{ $list }
dispose-from-decision = “{ $written }”不在列表中；可选：{ $list }
dispose-from-needs = 决定为“{ $decision }”时，须填写“{ $name }”
dispose-from-date = “{ $written }”无法识别为日期；请填写如 2026-12-31 的日期
dispose-from-early = 日期早于决定日期 { $day }
dispose-from-undated = { $file } 没有写明是哪一天决定的；请用 --decided-on 写明，如 --decided-on 2026-11-05
dispose-from-far = { $day } 比审计基准日 { $as_of } 晚一年以上；请核对年份
dispose-several-people = “{ $written }”是几个人，谁也收不到；只能写一个人，由其负责
dispose-unknown-person = 由“{ $name }”处理，但没有这个人：以往的责任人、人员表和以往的决定里都没有
dispose-from-unknown = 截至 { $day }，没有识别码为 `{ $identity }` 的审计发现：可能在表中被改动，也可能问题已经消除；请从当日的报告中取用该行
dispose-from-other = 识别码属于另一项审计发现：其“{ $name }”应为“{ $is }”，而本行为“{ $shown }”；请连同所有列一起排序
dispose-from-twice = 与 { $cell } 对同一项审计发现的决定不一致
dispose-from-gone = { $count } 项决定所针对的审计发现，截至 { $day } 已不存在，未写入
dispose-from-recorded = { $count } 项决定先前已经记录
dispose-from-unchanged = { $file } 中没有新的决定；没有写入
dispose-from-done = 已对 { $findings }作出决定，写成 { $entries } 条
cli-dispose-from = 已填写处置决定的报告（xlsx）或例会纪要（md）
dispose-from-named = “{ $name }”
dispose-list-recorded = 以最近一次审计记录（基准日 { $as_of }）为准；指定 --as-of 则重新审计
