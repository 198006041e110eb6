### 專案草稿：crm-audit init --from

cli-init-from = 依據這些匯出檔起草資料字典與規則：檔案、萬用字元或資料夾
cli-init-answers = 不提問；採用預設值，或採用給定的值：name=…、pack=…（可重複）

draft-nothing = 沒有起草：沒有檔案能讀成表
draft-answer = --answers { $written }：應寫作 name=… 或 pack=…
draft-ask-name = 專案名稱
draft-ask-pack = 使用規則包 { $pack }？其中 { $all } 條規則有 { $count } 條可用（y/n）
draft-default = { $question } [{ $answer }]
draft-passed-over = { $count } 個檔案不是匯出檔，已略過：{ $files }
draft-unread = 無法讀取 { $file }，未納入：{ $reason }
draft-not-whole = { $file } 沒有讀完：{ $reason }
draft-not-loaded = 草稿本身有上述錯誤，未寫出；請回報給我們
draft-no-rows = { $file } 沒有資料列：各欄位以文字起草
draft-headless = { $file } 沒有標題列：各欄依序號命名，請補上名稱
draft-done = { $tables } 張表，{ $fields } 個欄位；已啟用 { $on } 條規則，另有 { $comments } 條大致成立的寫成註解
draft-next = 下一步：先看 crm-audit.toml 和 rules 中寫成註解的規則（去掉行首的 # 即啟用），再執行 `crm-audit check { $folder }`
draft-next-month = 下一步：先看 crm-audit.toml 和 rules 中寫成註解的規則（去掉行首的 # 即啟用），再執行 `crm-audit check { $folder } --as-of { $day }`；每月的檔案依基準日的月份尋找

draft-head =
    由 `crm-audit init --from` 依匯出檔起草，請過目：草稿只知道檔案裡有什麼，不知道應該如何。
    每列左邊是規則裡用的欄位名，header 是匯出檔裡的欄位標題。
draft-zone = 匯出檔中的時間帶時區；這裡是公司所用的時區
draft-pack = 規則包 { $pack } 適用：{ $all } 條規則中 { $count } 條可用。要用時改為：
draft-people = 人員名單：稽核發現據此寫出姓名
draft-no-header = 檔案沒有標題列。請在這裡和下面的 header 中寫上欄位標題。
draft-no-key = 沒有哪一欄能區分各列：請在 `key = [...]` 中寫明用哪些欄位識別單據。
draft-unheaded = 沒有標題的欄位未納入。
draft-open-date = 日月先後不明：請補上 type = "date" 以及 format = "%d/%m/%Y" 或 "%m/%d/%Y"
draft-links = 可能要等其他單據的單據。後者確會使前者受阻時，請去掉註解符號：
draft-against = 無法讀取 { $count } 個，如第 { $row } 列 { $example }

draft-rules-head =
    { $table }的規則草稿。全部列都符合的已啟用；幾乎都符合的寫成註解，並列出不符合的列。
    應當成立的請去掉註解符號，碰巧成立的請刪去。
draft-reason = 依據：{ $reason }
draft-broken = 未啟用：{ $rows } 列中有 { $count } 列不符合

## 規則：名稱與依據

draft-empty-cells = { $table }有空白儲存格
draft-reason-filled = 這些欄位在全部 { $count } 列中都已填
draft-empty = { $column }未填
draft-reason-nearly-filled = { $rows } 列中已填 { $count } 列
draft-twice = { $columns }重複
draft-reason-key = { $columns }能區分各列
draft-negative = { $column }為負數
draft-reason-negative = { $count ->
    [0] 沒有負數
   *[other] 負數 { $count } 個
}
draft-future = { $column }在未來
draft-reason-future = 單據的日期是製單時的日期
draft-other-word = { $column }不是常見的值
draft-reason-words = { $count } 個值佔了 { $rows } 列
draft-other-shape = { $column }不合編碼形式
draft-reason-shape = { $count } 個儲存格為 { $shapes }
draft-before = { $later }早於{ $earlier }
draft-reason-order = 兩者都已填的有 { $count } 列
draft-not-computed = { $column }不等於 { $formula }
draft-reason-computed = { $count } 列為 { $formula }
draft-self-approved = { $made }與{ $approved }為同一人
draft-reason-self-approved = 製單與核准應職能分工
draft-late = { $earlier }之後超過 { $limit }才有{ $later }
draft-reason-late = 目前九成不超過 { $limit }；請改為約定的時限。寫 still_open = "count" 則尚未辦的也計時
draft-sent-unapproved = 已填{ $sent }，未填{ $approved }
draft-follows-unapproved = { $column }在{ $table }中不存在或未核准
draft-reason-unapproved = 發出的、開出的，都應先經核准
draft-two = 同一{ $column }有兩種{ $determined }
draft-reason-two = 比對了 { $count } 列
draft-unknown = { $column }不在{ $table }中
draft-reason-unknown = { $of } 個不同的值中有 { $found } 個找得到
draft-not-its-lines = { $column }不等於{ $table }之和
draft-reason-lines = 比對了 { $count } 張單據
