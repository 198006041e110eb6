### 月度例会的网页

cli-report = 生成月度例会资料：可直接展示的网页，附明细工作簿
cli-report-output = 资料文件夹；以 .html 结尾时只生成网页。有 --owner 或 --department 时为待办单的文件夹，或以 .html、.md 结尾的一个文件
cli-report-sample = 抽取多少份单据与纸质单据核对
cli-report-seed = 按此随机种子抽样（默认由项目与基准日得出，网页上会印出）
cli-report-examples = { "  " }crm-audit report --as-of 2026-10-31 -o pack              例会资料文件夹
    { "  " }crm-audit report D:\audit --as-of 2026-10-31 -o page.html   只要网页，便于邮寄
    { "  " }crm-audit report -o pack --sample 40 --seed 7               换一批单据与纸质核对
    { "  " }crm-audit report --owner all -o 待办                        每人一张待办单
    { "  " }crm-audit report --owner 周敏 --since 2026-10-30 -o 周敏.md  一个人的，可发到群里
report-foreign = { $folder } 中有不属于以往资料的内容（{ $name }）；请换一个新文件夹或空文件夹
report-not-ours = { $file } 已经存在，且不是 crm-audit 写出的网页；请换一个文件名
report-other-project = { $file } 是“{ $name }”的网页；请换一个文件或文件夹
report-no-folder = { $folder } 不能作为文件夹读取
page-file-workbook = 全部审计发现，可筛选、可填写处置
page-file-minutes = 例会纪要，填写后用 crm-audit dispose import 取回
report-filled-in = { $file } 已有人填写，重新生成会丢失：请先用 `dispose import` 取回决定，再换一个文件夹或把该文件移走
page-skip = 跳到审计发现
page-contents = 目录
page-figures = 概览
page-numbers = 数字与口径
page-means = 口径
page-open = 待处理问题
page-open-note = { $all } 条规则中有 { $rules } 条被违反{ $decisions ->
        [0] {""}
       *[other] ；不计处置决定本身的问题 { $decisions } 项
    }
page-open-means = 未通过的规则查出的问题；已有处置决定、列入基线或在容许范围内的不计；处置决定本身的问题另计。
page-in-order = 合格数据占比
page-in-order-note = { $rows } 行中有 { $in_order } 行没有待处理问题
page-in-order-none = 没有可判定的数据行
page-in-order-means = 没有待处理问题的行占全部受检行的比例。一行有几项问题只算一行；破损的行不算合格。这里列出比例最低的几张表，全部见“取数说明”。
page-handled = 实际已办、系统未结
page-handled-note = { $open ->
        [0] 没有超过时限仍未结的
       *[other] 事情已办完，系统里还没结案
    }{ $decided ->
        [0] {""}
       *[other] ，其中 { $decided } 项已有决定
    }{ $pending ->
        [0] {""}
       *[other] ；另 { $pending } 项未到时限
    }
page-handled-zero = 已办完的都已结案
page-handled-none = 无从得知：没有规则检查“已办未结”（标签 handled）
page-handled-silent = 无从得知：有 { $count } 条带 handled 标签的规则未能判定，或其表没有数据行
page-handled-least = { $note }；另有 { $count } 条带 handled 标签的规则未能判定，或其表没有数据行
page-handled-means = 带 handled 标签的规则查出的问题，无论是否已有决定：决定不会让系统里结案。按时限判定的，只算至今未结的。
page-held-note = { $label }；最长已等 { $days } 天
page-held-undated = { $label }；等了多久无从得知
page-held-least = 至少 { $amount }
page-held-zero = 没有单据在等有问题的单据
page-held-none = 无从得知：尚未设定哪些单据在等哪些单据（[[link]]）
page-held-count = { $label } { $count } 张
page-held-means = 在等有问题单据的那些单据的金额，依 [[link]] 计算。一张单据只算一次；不同单据的金额不相加。
page-overdue = 逾期的处置
page-overdue-note = 已有处置决定的问题共 { $count } 项
page-overdue-none = 无从得知：还没有处置决定（dispositions.toml）
page-overdue-silent = 无从得知：有 { $count } 项期限已过的处置未能判定
page-overdue-late = 整改已逾期
page-overdue-left = 已逾期，且导出文件中已无此单据
page-overdue-expired = 特批已到期
page-overdue-means = 已作处置决定、期限已过、问题仍在的审计发现。
page-not-all = { $figure }（有 { $count } 条规则未能判定）
page-changes = 有哪些变化
page-changes-since = 自 { $day } 以来的变化
page-history-unread = 没有趋势，也无从比较：没有保留历史记录，或历史记录无法读取。原因见“取数说明”。
page-no-history = 没有趋势，也无从比较：本次审计未使用历史记录。
page-worse = 变差
page-better = 好转
page-none-worse = 没有哪条规则的问题比上次多。
page-none-better = 没有哪条规则的问题比上次少。
page-more-worse = …… 另有 { $count } 条规则变差
page-more-better = …… 另有 { $count } 条规则好转
page-worse-rule = { $rule }：{ $before } → { $now } 项，其中新增 { $new }{ $back ->
    [0] { "" }
   *[other] 、重新计入 { $back }
}
page-worse-reopened = { $rule }：{ $before } → { $now } 项，其中新增 { $new }、复发 { $reopened }{ $back ->
    [0] { "" }
   *[other] 、重新计入 { $back }
}
page-better-rule = { $rule }：{ $before } → { $now } 项，已整改 { $fixed }
page-better-gone = { $rule }：{ $before } → { $now } 项，已整改 { $fixed }{ $gone ->
    [0] { "" }
   *[other] ，导出中已无此单据 { $gone }
}{ $settled ->
    [0] { "" }
   *[other] ，已处置或在容许范围内 { $settled }
}
page-better-none = { $rule }：上次 { $before } 项，本次已无
page-unclear = 减少了，但不能算好转
page-unclear-rule = { $rule }：{ $before } → { $now } 项{ $gone ->
    [0] { "" }
   *[other] ，导出中已无此单据 { $gone }
}{ $left ->
    [0] { "" }
   *[other] ，本次无法核实 { $left }
}
page-rule-changed = { $told }（规则已修改）
page-who = 由谁处理
page-part = 占比
page-since = 最早发现
page-no-owners = 有待处理问题的规则都没有写明责任人。
page-no-departments = 有待处理问题的表都没有责任部门。
page-departmentless = 有 { $count } 项问题没有责任部门
page-nobodys = 有 { $count } 项问题无人负责
page-values = 数值重新核算
page-values-means = 系统里的数与单据合计是否一致，例如客户的年销售额与其订单合计。
page-no-values = 本项目还没有核对数值的规则（检查种类 total、match、compare、price）。
page-agree = 一致
page-differ = 不一致
page-undecided = 无法判定
page-off = 差 { $by }：{ $told }
page-largest = 差额最大的
page-trust = 这些数字可信吗？
page-inputs = 读取了什么
page-inputs-told = { $files }，{ $rows }；另有标题、合计、备注等 { $aside } 行不计，破损 { $refused } 行
page-inputs-broken = { $count } 个文件没能读完
page-unchanged = 与上月相同
page-days = 没有单据的日子
page-gap = { $table } { $count } 天
page-gaps = 当月 { $days } 个工作日中：{ $gaps }
page-no-gaps = 当月 { $days } 个工作日都有
page-days-undated = 无从得知：字典中没有一张表写明单据日期
page-days-none = 当月还没有过完一个工作日
page-without = { $all } 个工作日中有 { $count } 天：{ $days }
page-undated = 字典中没有单据日期
page-agreement = 表间是否相符
page-agreement-none = –：{ $rules } 条跨表规则都未能判定
page-agreement-told = { $rules } 条跨表规则：{ $agree } 行一致，{ $differ } 行不一致，{ $undecided } 行无法判定
page-tables = 表
page-not-judged = 未能判定的规则
page-all-judged = { $absent ->
        [0] { $count } 条规则都已判定
       *[other] { $count } 条规则都已判定；另有 { $absent } 条没有数据（允许没有）
    }
page-not-judged-told = { $count } 条：{ $rules }。这些规则要查的情况无从得知，不在任何数字之中。
page-undecided-told = { $asked } 次判定中有 { $count } 次（{ $share }）：单元格读不出，或缺少日期
page-other-rules = 没有待处理问题的规则（{ $count } 条）
page-no-open-rules = 没有规则有待处理问题。
page-search = 搜索
page-any = 全部
page-reset = 清除
page-more = 显示更多
page-copy = 复制
page-copied = 已复制
page-place = 位置
page-mark = 标记
page-holds = 有受阻单据
page-no-findings = 没有审计发现。
page-told-all = 共 { $all } 项审计发现
page-told-some = { $shown } 项，共 { $all } 项审计发现
page-told-all-cut = 列出 { $all } 项，审计发现共 { $total } 项
page-told-some-cut = 列出的 { $all } 项中有 { $shown } 项（审计发现共 { $total } 项）
page-told-first = ，先显示 { $drawn } 项
page-worst-told = 浏览器未启用脚本，只列出最严重的 { $shown } 项，共 { $all } 项。
page-cut = 审计发现共 { $all } 项，这里只列出最严重的 { $most } 项。生成到文件夹即附有列出全部的工作簿。
page-cut-workbook = 审计发现共 { $all } 项，这里只列出最严重的 { $most } 项；全部见同一文件夹中的工作簿。
page-rows = 行数
page-aside = 不计
page-dated = 单据日期
page-days-without = 没有单据的日子
page-sample = 抽样核对
page-sample-told = 按种子 { $seed } 抽取 { $count } 份，各表按行数分配。同样的导出文件、同样的种子，抽到的单据相同。请对照纸质单据勾选。
page-paper = 纸质单据
page-same = 相符
page-other = 不符
page-says = 导出文件的内容
page-line = 第 { $row } 行
page-row = { $file } · 第 { $row } 行
page-files = 资料文件
page-partial = 并非全貌：{ $all } 条规则中只判定了 { $rules } 条。因此不与其他月份比较。
page-no-rows = 截至 { $day }，各文件都没有数据行；下面的 0 都是因为这个缘故。
page-partial-input = 并非全貌：用指定的文件代替了项目的文件。因此不与其他月份比较。
page-partial-unknown = 未作比较：本次判定的并非全貌。
page-empty-table = “{ $table }”没有数据行：本次情况无从得知。
page-empty-table-left = “{ $table }”没有数据行：本次情况无从得知。以往查出的 { $count } 项问题既不算待处理，也不算已整改。
silence-no-rows = 该表没有数据行
page-meeting = 例会议题
page-options = 可作的决定：{ $words }。决定填在 minutes.md 或工作簿里，用 crm-audit dispose import 取回。
page-asked-above = 其中 { $count } 个问题已在上面列出
page-more-questions = …… 另有 { $count } 条规则有待处理问题
page-ask-ended = 特批已到期：延期，还是整改？
page-ask-overdue = 整改已逾期：卡在哪里，何时完成？
page-decided-by = { $day } 由 { $by } 决定
page-moves-owners = 按责任人：变动与时长
page-moves-departments = 按责任部门：变动与时长
page-gone = 已无单据
page-age-first = ≤ { $last }
page-age = { $first }–{ $last }
page-age-last = > { $last }
page-age-since = 已有天数
page-now = 现有问题
page-whose-unknown = 另有已整改 { $fixed } 项、导出中已无此单据 { $gone } 项未列入上表：最后查出它们的那次审计没有记录责任人。
page-recurring-unknown = 无从得知：本次审计未使用历史记录，或历史记录无法读取。
page-recurring-none = 没有。
page-closed = 已不再查出
page-closed-all = 显示全部
page-closed-none = 上次的问题都还在。
page-closed-unknown = 无从得知：没有可比较的审计记录。
page-closed-more = …… 另有 { $count } 项，可用 crm-audit history diff 列出。
page-became = 结果
page-last-seen = 最后发现
rule-changes = 规则的变化
rule-changes-since = 自 { $day } 以来规则的变化
rule-changes-not-recorded = 无从得知：那次审计没有记录规则的内容。
rule-changes-none = 没有变化。
rule-change = { $rule } · { $word }
rule-change-added = 新增
rule-change-dropped = 不再执行
rule-change-changed = 已修改
rule-change-key = { $key }：{ $was } → { $is }
rule-change-since = 自 { $day } 起执行
rule-change-decided = 决定：{ $by }
rule-change-why = 理由：{ $why }
page-what-changed = 改了什么
page-adopted = 何时起、谁决定、为什么
page-of-these = 其中
page-closed-by-rule = { $state }，或因规则已修改
