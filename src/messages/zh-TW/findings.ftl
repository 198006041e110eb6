### 稽核發現

## 稽核發現：$column 是欄位名稱，$value 是儲存格的值，$detail 是各列不同的部分

limit-as-of = 基準日
finding-required = { $column }空白
finding-pattern = { $column }不符合格式 { $regex }
finding-pattern-search = { $column }中沒有符合 { $regex } 的內容
finding-too-short = { $column }只有 { $detail } 個字元，至少須有 { $limit } 個
finding-too-long = { $column }有 { $detail } 個字元，最多容納 { $limit } 個
finding-too-many-bytes = { $column }以 { $encoding } 編碼占 { $detail } 位元組，最多容納 { $limit } 位元組
finding-one-of = { $column }須為下列之一：{ $values }
finding-range = { $column }須 { $op } { $limit }
finding-compare = { $column }須 { $op } { $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）
finding-differ = { $column }不得與{ $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）相同
finding-same-person = { $column }與{ $other }（{ $shows ->
    [yes] { $cells }：{ $detail }
   *[no] { $detail }
}）不得為同一人
compare-elsewhere = { $table }的{ $field }
finding-expression = 不符合條件：{ $condition }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-unseen = { $told }（儲存格含有看不見的零寬字元）
finding-blank-behind = { $told }（儲存格結尾有空白）
finding-blank-before = { $told }（儲存格開頭有空白）
places-here = 第 { $rows } 列
places-other = { $file } 第 { $row } 列
places-more = { $places }，還有 { $count } 處
finding-cell = { $column } = { $value }
finding-cell-empty = { $column }為空
finding-unique = { $several ->
    [yes] { $column }的組合重複，另見{ $detail }
   *[no] { $column }重複，另見{ $detail }
}
finding-dependency = { $column }與 { $cells } 的其他列不一致：{ $detail }
finding-reference = { $detail ->
    [1] { $several ->
        [yes] { $column }的組合在{ $table }中存在，但沒有一列符合 { $when }
       *[no] { $column }在{ $table }中存在，但沒有一列符合 { $when }
    }
   *[other] { $several ->
        [yes] { $column }的組合在{ $table }中不存在
       *[no] { $column }在{ $table }中不存在
    }
}
finding-latency = { $state ->
    [open] 仍無{ $column }，距{ $from } { $detail }，時限 { $limit }
   *[closed] { $column }：距{ $from } { $detail }，時限 { $limit }
}
finding-latency-backwards = { $column }早於{ $from }（{ $detail }）
finding-total = { $column }與{ $table }{ $shows ->
    [yes] 中 { $cells }{" "}
   *[no] { "" }
}的合計 { $detail } 不符
finding-type = { $column }不是{ $wanted }
finding-scale = { $column }的小數超過 { $digits } 位
finding-shape = 本列有 { $detail } 個儲存格，標題列有 { $other } 個{ $record }
finding-cut-short = 檔案在本列中斷：只有 { $detail } 個儲存格，應為 { $other } 個{ $record }
finding-stray-quote = 儲存格的結尾引號後還有其他字元，儲存格內容可能有誤{ $record }
finding-unclosed-quote = 引號未在儲存格結尾處關閉，該列未檢查{ $record }
finding-nul = 本列含有 NUL 字元，檔案可能已損毀{ $record }
finding-endless = 該筆記錄長得不合常理，未檢查{ $record }
finding-record = （第 { $record } 筆記錄）
finding-undecodable = { $column }含有無法依檔案編碼解讀的位元組
finding-formula = { $column }的內容是公式錯誤，沒有有效值
finding-lost-digits = { $column }曾被存成數字，可能遺失了數字（放不下的數字會變成 0），現有內容未必是原編碼
finding-narrow = { $column }只有 #：複製或匯出時欄寬不足，未能顯示原值
finding-person-unknown = { $column }既不是{ $table }中的帳號，也不是其中的姓名
finding-person-shared = { $column }是多人共用的帳號
finding-person-left = { $column }已於 { $detail } 離職
finding-person-left-before = { $column }已於 { $detail } 離職，早於{ $at }
finding-recurrence = { $rule }：近 { $within } 個月中有 { $months } 個月有問題，最早 { $since }，本次 { $count } 項

expected-required = 必填
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } 個字元
expected-max-chars = ≤ { $limit } 個字元
expected-max-bytes = 以 { $encoding } 編碼 ≤ { $limit } 位元組
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other }（{ $detail }）
expected-expression = { $condition }
expected-unique = 不重複
expected-dependency = { $detail }
expected-reference = 存在於{ $table }
expected-reference-when = 存在於{ $table }，且該列符合 { $when }
expected-latency = { $limit }內
expected-latency-backwards = 不早於{ $from }
expected-total = { $detail }
expected-scale = 小數 ≤ { $digits } 位
expected-shape = { $other } 個儲存格
expected-quotes = 引號只用於括住整個儲存格
expected-no-nul = 不含 NUL 字元的文字
expected-record = 一筆記錄
expected-decodable = 可讀的文字
expected-value = 有效值
expected-all-digits = 以文字儲存的編碼
expected-person-known = { $table }中的人員
expected-person-personal = 個人專用帳號
expected-person-present = 在職人員
expected-recurrence = 近 { $within } 個月中有問題的不滿 { $months } 個月

## 資料字典限制的名稱

rule-label-field = { $field }：{ $demand }
rule-label-required = 未填寫
rule-label-type = 型別不符
rule-label-min-chars = 過短
rule-label-max-chars = 過長
rule-label-max-bytes = 超出位元組上限
rule-label-pattern = 格式不符
rule-label-values = 值不允許
rule-label-copies = 同一單據各列不一致
rule-label-unique = 重複
rule-label-scale = 小數位數過多
rule-label-shape = 列結構有誤
rule-label-damaged = 儲存格內容已損毀

cause-lacking = 本列缺少「{ $column }」儲存格
cause-unread = { $column }無法辨識
cause-unanswered = { $column }所指的內容無法確定：對方資料表中可能相符的列無法辨識或判定
cause-ambiguous = { $column }對應到多列，而這些列的值不一致
cause-overflow = 乘積過大，無法計算
cause-uncovered = { $column }不在行事曆涵蓋的範圍內
cause-timeless = { $column }不是時刻
cause-undated = { $column }或其起始日期只有日期、沒有時刻，而結果取決於具體時刻
