### 规则试算：命令 `simulate`

simulate-title = { $project } · 规则试算 · 基准日 { $as_of }
simulate-title-unnamed = 规则试算 · 基准日 { $as_of }
simulate-counts = 与现行规则相比：修改 { $changed } 条，新增 { $new } 条，停用 { $dropped } 条；未变 { $unchanged } 条
simulate-rule = { $difference }：{ $severity }  { $label }  [{ $rule }]
simulate-severity = 严重程度：{ $was } → { $is }
simulate-tolerance = 容许的违规：{ $was } → { $is }
simulate-no-tolerance = 无
simulate-tolerance-count = { $count } 行
simulate-tolerance-share = { $percent }%
simulate-changed = 修改
simulate-new = 新增
simulate-dropped = 停用
simulate-present = 现行
simulate-proposed = 试算
simulate-newly-found = 新查出
simulate-no-longer-found = 不再查出
simulate-same = 相同
simulate-rate-present = 现行违规率
simulate-rate-proposed = 试算违规率
simulate-decided = 新查出的问题中，{ $count } 项已有处置决定
simulate-differences = { $day } 的差异
simulate-more = … 另有 { $count } 项（--limit 可多列，-o 试算.json 输出全部）
simulate-left-out = { $day } 无法试算：{ $reason }
simulate-overwritten = 当日的导出文件没有保留，{ $tables }每月读的是同一批文件（请在 `files` 里写 {"{"}month{"}"}）
simulate-no-input = 没有可供判定的数据
simulate-given = 只试算本次：`--input` 给出的文件不能代表其他月份
simulate-fewer = { $count ->
    [0] 只试算本次：以前各月没有留下审计记录
   *[other] 以前只有 { $count } 个月留有审计记录
}
simulate-nothing = 没有可试算的内容：{ $file } 中的规则与现行规则相同
simulate-format = { $file }：试算结果只能写成 .txt 或 .json
problem-not-a-proposal = `{ $section }` 不能试算：只能试算规则（[[rule]]）和规则的调整（[tune."规则 ID"]）
rules-log-day = 日期
rules-log-change = 变更
rules-log-decided-by = 决定依据
rules-log-begins = 起用
rules-log-ends = 终止
rules-log-undated = 未写日期
rules-log-silent = 另有 { $count } 条规则既没有写明起用日期（`since`），也没有写明决定依据（`decided_by`）。
cli-simulate = 规则试算：改动、新增或停用规则后，本月和以前各月会查出什么
cli-simulate-rules = 拟议规则的 TOML 文件或其所在文件夹；ID 相同的规则被替换，`[tune."ID"] enabled = false` 停用一条
cli-simulate-months = 试算几个月：本月，加上此前留有记录的月份
cli-simulate-format = 输出格式
cli-simulate-output = 同时写入文件（txt、json），可写多次
cli-simulate-limit = 每个列表最多列出几行
cli-simulate-examples = { "  " }crm-audit simulate 拟议规则.toml --as-of 2026-10-31              这些规则会查出什么
    { "  " }crm-audit simulate 拟议规则.toml --months 12 -o 试算.json   试算一年，供程序读取
