### 上線準備：為新系統收集的資料

problem-unknown-supplier = 此資料表沒有名為「{ $name }」的提供方
problem-expect-no-supplier = 依提供方寫了應收筆數，但此資料表沒有寫明由誰提供
hint-supplier = 在同一張資料表裡寫 `supplier`，或只寫總筆數：`expect = 1200`
problem-supplier-sensitive = `{ $field }` 是敏感欄位：提供方遮罩後就無從催收
problem-sum-sensitive = `{ $field }` 是敏感欄位：合計會洩漏已遮罩的內容
problem-control-number = 「{ $written }」不是數字，應寫成 1234567.89 這樣
problem-existing-key = 新系統已有的單據憑單一主鍵辨認，而資料表 `{ $table }` 沒有主鍵或有多個；請寫 `key = ["FIELD"]`
readiness-title = 上線準備
readiness-standing = 收集進度
readiness-held = 卡在哪裡
readiness-blockers = 拖住其他資料列的資料
readiness-totals = 控制總數
readiness-choices = 開帳單據的取捨
readiness-rows = 逐列狀態
readiness-returned = 退回後仍有的錯誤
readiness-silent = 需要催收
readiness-trend = 每日進展
readiness-by-supplier = 各提供方：可匯入 / 已收
readiness-order = 匯入順序
readiness-table = 資料表
readiness-supplier = 提供方
readiness-received = 已收
readiness-expected = 應收
readiness-complete = 填寫完整
readiness-faulty = 有錯誤
readiness-blocked = 受阻
readiness-left-out = 不必匯入
readiness-ready = 可匯入
readiness-by-today = 今日應達
readiness-forecast = 預計收齊
readiness-nobody = （未寫明）
readiness-all = 合計
readiness-holds = 受阻於
readiness-why = 原因
readiness-keys = 個數
readiness-waiting = 受阻的資料表
readiness-waiting-rows = 筆數
readiness-amount = 金額
readiness-which = 具體是
readiness-key = 主鍵
readiness-column = 欄位
readiness-rows-count = 筆數
readiness-should = 舊系統
readiness-is = 已收
readiness-difference = 差額
readiness-remark = 說明
readiness-choice = 影響
readiness-with = 匯入
readiness-with-amount = 匯入金額
readiness-without = 不匯入
readiness-without-amount = 不匯入金額
readiness-rule = 規則
readiness-findings = 問題數
readiness-silence = 情況
readiness-day = 日期
readiness-step = 步驟
readiness-file = 檔案
readiness-row = 列號
readiness-fate = 狀態
readiness-waits = 等待
readiness-verdict-on = { $ready ->
    [yes] 已具備 { $day } 上線的條件
    [unknown] 無法判斷是否具備 { $day } 上線的條件
   *[no] 尚不具備 { $day } 上線的條件
}（截至 { $as_of }）
readiness-verdict = { $ready ->
    [yes] 資料已備齊
    [unknown] 無法判斷資料是否備齊
   *[no] 資料尚未備齊
}（截至 { $as_of }）
readiness-partial = 本次只檢查了一部分（未用全部規則或檔案），沒有判定的顯示 ·
readiness-lost = 以前交來的資料少了：{ $tables }。少了誰的，見「需要催收」；如果本來就該這麼少，以 `expect` 寫明應有多少筆
readiness-unread = 未讀完整，以上列數不含：{ $tables }
readiness-unread-files = { $table }（因 { $files }）
readiness-unread-part = { $table }中的 { $files }
readiness-chosen = 只檢查了部分規則，未計入每日進展
readiness-format = { $file }：上線準備報告可寫成 txt、json、csv 或 xlsx
readiness-summary = 已收 { $received } 筆：可匯入 { $ready } 筆，等待其他資料 { $blocked } 筆，有錯誤 { $faulty } 筆，不必匯入 { $left } 筆
readiness-more = 另有 { $count } 列，共 { $total } 列；全部內容用 `-o FILE.xlsx`、`-o FILE.csv` 或 `--limit` 檢視
readiness-not-listed = { $list }：{ $count } 列未列出；全部內容用 `-o FILE.xlsx`、`-o FILE.csv` 或 `--limit` 檢視
readiness-order-line = 匯入順序：{ $steps }
readiness-circle = 括號內的資料表互相參照：先匯入其中一張，參照的欄位留空，之後再補。
readiness-no-past = 沒有每日進展，也不知道以前交過什麼：{ $reason }
readiness-no-history = 未使用歷史紀錄
readiness-given = 以 --input 指定了檔案，未計入每日進展
readiness-unfollowed = 互相參照的資料表（{ $tables }）：資料層層受阻，鏈條過長，未能追到底
readiness-file-beside = { $file } 是{ $supplier }的檔案，但{ $table }的 `files` 不讀取它
readiness-file-shared = { $file } 同時符合{ $suppliers }的 `supplier` 寫法，視為{ $first }提供
readiness-notices = 讀取檔案時另有 { $count } 則提示，見 `crm-audit check`
fate-ready = 可匯入
fate-blocked = 等待
fate-faulty = 有錯誤
fate-finished = 已完結
fate-later = 上線後的單據
cause-missing = 沒有收到
cause-table-unread = 所在的資料表未讀完整
forecast-there = 已收齊
forecast-too-early = 天數太少，無法預計
forecast-standstill = 沒有進展
forecast-no-calendar = 超出行事曆範圍
total-unread = { $count } 個儲存格無法讀取
total-agrees = 相符
total-differs = 不符
total-unknown = 無法得知
choice-carried = 結轉的未完結單據
choice-lost = 未結轉的未完結單據
choice-met = { $table }中找得到單據的資料列
choice-dangling = { $table }中找不到單據的資料列
choice-copies = 重複：主鍵與其他資料列相同
choice-existing = 重複：主鍵在新系統裡已有
choice-history = 新系統裡查不到的歷史（{ $first } 至 { $last }）
choice-history-undated = 新系統裡查不到的歷史
choice-later = 上線後的單據，直接在新系統輸入
choice-finished = 已完結，不必匯入
choice-undecided = 有儲存格無法讀取，視為需要匯入
silent-nothing = 什麼都沒有收到
silent-gone = 交來的資料不見了（檔案已不在，或其中已沒有這一方的資料）：{ $day } 還有 { $rows } 列，今天沒有了
silent-fewer = 比以前少：{ $day } 有 { $rows } 列，今天只有 { $now } 列
silent-since = 自 { $day } 起沒有新資料，已 { $days } 個工作日
order-circle = 互相參照
row-waits = { $table } { $key }：{ $why }
cli-readiness = 檢視為新系統收集資料的進度：收到多少、有錯誤、等待其他資料、控制總數
cli-readiness-fail-on = 達到此嚴重度的問題使該列不能匯入；關於流程和整張資料表的規則不影響任何一列。沒有收齊、有錯誤或受阻、控制總數不符時傳回 1
cli-readiness-silent = 多少個工作日沒有新資料算作需要催收
cli-readiness-no-history = 不記錄本次執行，也不與以前比較
cli-readiness-format = 輸出的形式
cli-readiness-output = 同時寫入檔案（txt、json、csv、xlsx）；可重複
cli-readiness-limit = 清單最多列出多少列
cli-readiness-exit-zero = 尚未備齊時也傳回 0
cli-readiness-examples = { "  " }crm-audit readiness                                  每天傍晚：收到多少、該催誰
    { "  " }crm-audit readiness -o 上線準備.xlsx                 附可匯入和等待的每一列
    { "  " }crm-audit readiness --fail-on high --format json     只有高嚴重度以上的問題才使該列不能匯入
