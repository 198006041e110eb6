### 上线准备：为新系统收集的数据

problem-unknown-supplier = 此表没有名为“{ $name }”的提供方
problem-expect-no-supplier = 按提供方写了应收行数，但此表没有写明由谁提供
hint-supplier = 在同一张表里写 `supplier`，或只写总行数：`expect = 1200`
problem-supplier-sensitive = `{ $field }` 是敏感字段：提供方脱敏后就无从催收
problem-sum-sensitive = `{ $field }` 是敏感字段：合计会泄露已脱敏的内容
problem-control-number = “{ $written }”不是数字，应写成 1234567.89 这样
problem-existing-key = 新系统已有的单据凭单个主键辨认，而表 `{ $table }` 没有主键或有多个；请写 `key = ["FIELD"]`
readiness-title = 上线准备
readiness-standing = 收集进度
readiness-held = 卡在哪里
readiness-blockers = 拖住其他行的数据
readiness-totals = 控制总数
readiness-choices = 期初单据的取舍
readiness-rows = 逐行状态
readiness-returned = 退回后仍有的错误
readiness-silent = 需要催收
readiness-trend = 每日进展
readiness-by-supplier = 各提供方：可导入 / 已收
readiness-order = 导入顺序
readiness-table = 表
readiness-supplier = 提供方
readiness-received = 已收
readiness-expected = 应收
readiness-complete = 填写完整
readiness-faulty = 有错误
readiness-blocked = 受阻
readiness-left-out = 不必导入
readiness-ready = 可导入
readiness-by-today = 今日应达
readiness-forecast = 预计收齐
readiness-nobody = （未写明）
readiness-all = 合计
readiness-holds = 受阻于
readiness-why = 原因
readiness-keys = 个数
readiness-waiting = 受阻的表
readiness-waiting-rows = 行数
readiness-amount = 金额
readiness-which = 具体是
readiness-key = 主键
readiness-column = 列
readiness-rows-count = 行数
readiness-should = 旧系统
readiness-is = 已收
readiness-difference = 差额
readiness-remark = 说明
readiness-choice = 影响
readiness-with = 导入
readiness-with-amount = 导入金额
readiness-without = 不导入
readiness-without-amount = 不导入金额
readiness-rule = 规则
readiness-findings = 问题数
readiness-silence = 情况
readiness-day = 日期
readiness-step = 步骤
readiness-file = 文件
readiness-row = 行号
readiness-fate = 状态
readiness-waits = 等待
readiness-verdict-on = { $ready ->
    [yes] 已具备 { $day } 上线的条件
    [unknown] 无法判断是否具备 { $day } 上线的条件
   *[no] 尚不具备 { $day } 上线的条件
}（截至 { $as_of }）
readiness-verdict = { $ready ->
    [yes] 数据已备齐
    [unknown] 无法判断数据是否备齐
   *[no] 数据尚未备齐
}（截至 { $as_of }）
readiness-partial = 本次只检查了一部分（未用全部规则或文件），没有判定的显示 ·
readiness-lost = 以前交来的数据少了：{ $tables }。少了谁的，见“需要催收”；如果本来就该这么少，用 `expect` 写明应有多少行
readiness-unread = 没有读完整，以上行数不含：{ $tables }
readiness-unread-files = { $table }（因 { $files }）
readiness-unread-part = { $table }中的 { $files }
readiness-chosen = 只检查了部分规则，未计入每日进展
readiness-format = { $file }：上线准备报告可写成 txt、json、csv 或 xlsx
readiness-summary = 已收 { $received } 行：可导入 { $ready } 行，等待其他数据 { $blocked } 行，有错误 { $faulty } 行，不必导入 { $left } 行
readiness-more = 另有 { $count } 行，共 { $total } 行；全部内容用 `-o FILE.xlsx`、`-o FILE.csv` 或 `--limit` 查看
readiness-not-listed = { $list }：{ $count } 行未列出；全部内容用 `-o FILE.xlsx`、`-o FILE.csv` 或 `--limit` 查看
readiness-order-line = 导入顺序：{ $steps }
readiness-circle = 括号内的表互相引用：先导入其中一张，引用的列留空，之后再补。
readiness-no-past = 没有每日进展，也不知道以前交过什么：{ $reason }
readiness-no-history = 未使用历史记录
readiness-given = 用 --input 指定了文件，未计入每日进展
readiness-unfollowed = 互相引用的表（{ $tables }）：数据层层受阻，链条过长，未能追到底
readiness-file-beside = { $file } 是{ $supplier }的文件，但{ $table }的 `files` 不读取它
readiness-file-shared = { $file } 同时符合{ $suppliers }的 `supplier` 写法，算作{ $first }提供的
readiness-notices = 读取文件时另有 { $count } 条提示，见 `crm-audit check`
fate-ready = 可导入
fate-blocked = 等待
fate-faulty = 有错误
fate-finished = 已完结
fate-later = 上线后的单据
cause-missing = 没有收到
cause-table-unread = 所在的表没有读完整
forecast-there = 已收齐
forecast-too-early = 天数太少，无法预计
forecast-standstill = 没有进展
forecast-no-calendar = 超出日历范围
total-unread = { $count } 个单元格无法读取
total-agrees = 一致
total-differs = 不一致
total-unknown = 无法得知
choice-carried = 结转的未完结单据
choice-lost = 未结转的未完结单据
choice-met = { $table }中能找到单据的行
choice-dangling = { $table }中找不到单据的行
choice-copies = 重复：主键与其他行相同
choice-existing = 重复：主键在新系统里已有
choice-history = 新系统里查不到的历史（{ $first } 至 { $last }）
choice-history-undated = 新系统里查不到的历史
choice-later = 上线后的单据，直接在新系统录入
choice-finished = 已完结，不必导入
choice-undecided = 有单元格无法读取，按需导入处理
silent-nothing = 什么都没有收到
silent-gone = 交来的数据不见了（文件已不在，或其中已没有这一方的数据）：{ $day } 还有 { $rows } 行，今天没有了
silent-fewer = 比以前少：{ $day } 有 { $rows } 行，今天只有 { $now } 行
silent-since = 自 { $day } 起没有新数据，已 { $days } 个工作日
order-circle = 互相引用
row-waits = { $table } { $key }：{ $why }
cli-readiness = 查看为新系统收集数据的进度：收到多少、有错误、等待其他数据、控制总数
cli-readiness-fail-on = 达到此严重程度的问题使该行不能导入；关于流程和整张表的规则不影响任何一行。没有收齐、有错误或受阻、控制总数不一致时返回 1
cli-readiness-silent = 多少个工作日没有新数据算作需要催收
cli-readiness-no-history = 不记录本次运行，也不与以前比较
cli-readiness-format = 输出的形式
cli-readiness-output = 同时写入文件（txt、json、csv、xlsx）；可重复
cli-readiness-limit = 列表最多列出多少行
cli-readiness-exit-zero = 尚未备齐时也返回 0
cli-readiness-examples = { "  " }crm-audit readiness                                  每天傍晚：收到多少、该催谁
    { "  " }crm-audit readiness -o 上线准备.xlsx                 附可导入和等待的每一行
    { "  " }crm-audit readiness --fail-on high --format json     只有高级别以上的问题才使该行不能导入
