### 因稽核發現受阻的單據

link-named = { $label }「{ $field }」
link-unknown = 無法得知哪些單據受阻（{ $label }）：{ $reason }
link-lost = { $label }：有 { $count } 列的來源單號無法讀取，不知道它們在等哪張單據
link-undecided = { $label }：有 { $count } 列無法判斷是否在等，未計入
link-amounts = { $label }：受阻單據中有 { $count } 個金額無法讀取，相關合計只含其餘金額
link-dates = { $label }：受阻單據中有 { $count } 個日期無法讀取，相關天數不予列出
link-repeated = { $label }：有 { $count } 張單據出現在多個檔案中，各檔案的金額相加；檔案內容如有重疊，請只保留一份
link-unfit = { $label }：有 { $rows } 列寫明在等哪張單據，但查了 { $keys } 個單號，在 { $table } 中一個也沒有；若只是寫法不同，請在 [[link]] 中以 `normalise` 寫明
blocks-amount = { $label }：{ $amount }
blocks-unknown = { $label }：不詳
blocks-count = { $label } { $count } 張
blocks-at-least = 至少 { $amount }，另有 { $count } 筆金額未填或無法讀取
blocks-part = { $label } { $count } 張（{ $amount }）
blocks-since = { $parts }，{ $days } 天
terminal-blocks = 受阻單據 { $count } 張，最久已等 { $days } 天：{ $parts }
terminal-blocks-undated = 受阻單據 { $count } 張：{ $parts }
terminal-blocks-unknown = 受阻單據：{ $parts }
column-blocks = 受阻單據
column-blocks-documents = 受阻單據數
column-blocks-amount = 受阻金額
column-blocks-days = 已等天數
workbook-blocks = 因稽核發現受阻的單據
workbook-blocks-note = 正在等「有稽核發現的單據」的後續單據。同一張單據在一條規則、一位負責人名下只算一次；不同種類單據的金額不相加。
explain-link-what = [[link]] 寫明哪種單據在等哪種單據。稽核發現據此列出有多少張單據因它受阻、金額多少、已等多少天。
explain-link-limits = 只算直接相連的單據。鍵的比較方式與 check.reference 相同（包括 `normalise`），首尾空白不計；若一個都對不上，會給出提示。多列的單據按所在資料表的 `key` 只算一張，各列金額相加；經由同一資料表的幾段關聯在等的，也只算一張。天數從最早的日期算到基準日，是整日曆天數。無法讀取的內容以提示列出：缺金額的合計寫明「至少」，天數不列。
problem-link-brackets = 單據關聯寫在 [[link]] 之下，中括號須為兩層
problem-link-form = 此處須寫明資料表和欄位："TABLE.FIELD"，例如 "orders.order_no"
problem-link-not-key = `{ $field }` 不是資料表 `{ $table }` 的 key，而稽核發現是以 key 辨認單據的
problem-link-sensitive = `{ $field }` 是敏感欄位：合計或天數會洩漏已遮罩的內容
hint-link-no-key = 在 [tables.{ $table }] 裡寫 `key = ["{ $field }"]`
hint-link-key = `{ $table }` 的 key 由多個欄位組成（{ $key }），單據關聯不能指向它
