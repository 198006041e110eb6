### 規則試算：命令 `simulate`

simulate-title = { $project } · 規則試算 · 基準日 { $as_of }
simulate-title-unnamed = 規則試算 · 基準日 { $as_of }
simulate-counts = 與現行規則相比：修改 { $changed } 條，新增 { $new } 條，停用 { $dropped } 條；未變更 { $unchanged } 條
simulate-rule = { $difference }：{ $severity }  { $label }  [{ $rule }]
simulate-severity = 嚴重度：{ $was } → { $is }
simulate-tolerance = 容許的違規：{ $was } → { $is }
simulate-no-tolerance = 無
simulate-tolerance-count = { $count } 列
simulate-tolerance-share = { $percent }%
simulate-changed = 修改
simulate-new = 新增
simulate-dropped = 停用
simulate-present = 現行
simulate-proposed = 試算
simulate-newly-found = 新查出
simulate-no-longer-found = 不再查出
simulate-same = 相同
simulate-rate-present = 現行違規率
simulate-rate-proposed = 試算違規率
simulate-decided = 新查出的問題中，{ $count } 項已有處置決定
simulate-differences = { $day } 的差異
simulate-more = … 另有 { $count } 項（--limit 可多列，-o 試算.json 輸出全部）
simulate-left-out = { $day } 無法試算：{ $reason }
simulate-overwritten = 當日的匯出檔沒有保留，{ $tables }每月讀的是同一批檔案（請在 `files` 中寫 {"{"}month{"}"}）
simulate-no-input = 沒有可供判定的資料
simulate-given = 只試算本次：`--input` 給定的檔案不能代表其他月份
simulate-fewer = { $count ->
    [0] 只試算本次：先前各月沒有留下稽核紀錄
   *[other] 先前只有 { $count } 個月留有稽核紀錄
}
simulate-nothing = 沒有可試算的內容：{ $file } 中的規則與現行規則相同
simulate-format = { $file }：試算結果只能寫成 .txt 或 .json
problem-not-a-proposal = `{ $section }` 不能試算：只能試算規則（[[rule]]）和規則的調整（[tune."規則 ID"]）
rules-log-day = 日期
rules-log-change = 變更
rules-log-decided-by = 決定依據
rules-log-begins = 起用
rules-log-ends = 終止
rules-log-undated = 未寫日期
rules-log-silent = 另有 { $count } 條規則既未寫明起用日期（`since`），也未寫明決定依據（`decided_by`）。
cli-simulate = 規則試算：修改、新增或停用規則後，本月和先前各月會查出什麼
cli-simulate-rules = 擬議規則的 TOML 檔或其所在資料夾；ID 相同的規則會被取代，`[tune."ID"] enabled = false` 停用一條
cli-simulate-months = 試算幾個月：本月，加上先前留有紀錄的月份
cli-simulate-format = 輸出格式
cli-simulate-output = 同時寫入檔案（txt、json），可寫多次
cli-simulate-limit = 每個清單最多列出幾列
cli-simulate-examples = { "  " }crm-audit simulate 擬議規則.toml --as-of 2026-10-31              這些規則會查出什麼
    { "  " }crm-audit simulate 擬議規則.toml --months 12 -o 試算.json   試算一年，供程式讀取
