### 繁體中文（台灣）的訊息。各語言的鍵相同，由測試核對。

list-separator = 、
colon = ：
word-error = 錯誤
word-note = 提示
with-hint = { $message }；{ $hint }

## 嚴重度

severity-critical = 嚴重
severity-high = 高
severity-medium = 中
severity-low = 低
severity-info = 提示

## 計數

count-files = { $count } 個檔案
count-rows = { $count } 列
count-rules = { $count } 條規則
count-findings = { $count } 項稽核發現
span-minutes = { $count } 分鐘
span-hours = { $count } 小時
span-days = { $count } 天
span-workdays = { $count } 個工作日
span-workhours = { $count } 個工作小時
span-workminutes = { $count } 分鐘工作時間
span-two = { $first } { $second }
progress-rows = 列

## 型別

type-text = 文字
type-integer = 整數
type-number = 數字
type-date = 日期
type-datetime = 日期時間
type-boolean = 邏輯值（true/false）
type-true-false = true 或 false
type-list = 清單
type-table = 鍵值表
type-span = 時間長度
types-date = date 或 datetime
types-number-or-date = integer、decimal、date 或 datetime

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
finding-compare = { $column }須 { $op } { $other }（{ $detail }）
finding-differ = { $column }不得與{ $other }（{ $detail }）相同
finding-same-person = { $column }與{ $other }（{ $detail }）不得為同一人
finding-expression = 不符合條件：{ $condition }
finding-unique = { $column }重複，另見列號：{ $detail }
finding-dependency = { $column }與同一代碼的其他列不一致：{ $detail }
finding-reference = { $detail ->
    [1] { $column }在{ $table }中存在，但該列不符合可引用的條件
   *[other] { $column }在{ $table }中不存在
}
finding-latency = { $state ->
    [open] 仍無{ $column }，距{ $from } { $detail }，時限 { $limit }
   *[closed] { $column }：距{ $from } { $detail }，時限 { $limit }
}
finding-latency-backwards = { $column }早於{ $from }（{ $detail }）
finding-total = { $column }與{ $table }的合計 { $detail } 不符
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
finding-formula = { $column }是公式錯誤，不是數值
finding-lost-digits = { $column }曾被存成數字，末尾數字已遺失，現有內容不是原編碼
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
expected-latency = { $limit }內
expected-latency-backwards = 不早於{ $from }
expected-total = { $detail }
expected-scale = 小數 ≤ { $digits } 位
expected-shape = { $other } 個儲存格
expected-quotes = 引號只用於括住整個儲存格
expected-no-nul = 不含 NUL 字元的文字
expected-record = 一筆記錄
expected-decodable = 可讀的文字
expected-value = 數值
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
rule-label-unique = 重複
rule-label-scale = 小數位數過多
rule-label-shape = 列結構有誤
rule-label-damaged = 儲存格內容已損毀

## 報告的欄位

column-severity = 嚴重度
column-rule = 規則
column-id = 規則 ID
column-table = 資料表
column-kind = 檢查類型
column-label = 名稱
column-origin = 來源
column-violations = 違規
column-rate = 違規率
column-pending = 未到期
column-undecidable = 無法判定
column-not-applicable = 不適用
column-file = 檔案
column-row = 列號
column-key = 單據
column-value = 值
column-message = 稽核發現
column-owner = 負責人

status-not-run = 未執行
status-no-input = 無資料
status-never-activated = 無適用列
status-tolerated = （容許範圍內）
status-off = 停用

## 終端機報告

terminal-title = { $name } · 基準日 { $as_of } · { $files }，{ $rows }
terminal-errors = 無法稽核
terminal-notices = 注意事項
terminal-quiet = 另有 { $count } 條規則未發現問題（加 --verbose 可列出）。
terminal-quiet-all = 全部 { $count } 條規則均未發現問題（加 --verbose 可列出）。
terminal-constraints = 資料字典的 { $count } 項限制未執行。
terminal-why = 檢查緣由
terminal-fix = 處理方式
terminal-advice = { $word }：{ $text }
terminal-more = … 另有 { $count } 項（--limit 可多列，-o findings.csv 或 -o report.xlsx 輸出全部）
terminal-more-rules = … 另有 { $count } 條規則的稽核發現未列出，數量見上表（加 --verbose 可列出，-o report.xlsx 也可）
terminal-total = { $total }：{ $parts }
terminal-undecided = { $total }未作決定或已過截止日：{ $parts }
terminal-next = 下一步：`-o report.xlsx` 產生月會用的活頁簿，`crm-audit explain RULE` 說明規則的要求。
verdict-clean = 通過：沒有「{ $bar }」以上等級的稽核發現。
verdict-findings = 未通過：有「{ $bar }」以上等級的稽核發現。
verdict-not-audited = 未通過：部分內容無法稽核，詳見上文。
verdict-nothing-checked = 未做任何檢查：沒有可用的規則，沒有規則對應的檔案，或檔案中沒有資料列。

## 稽核發現以外的情況

audit-no-file = { $table }：沒有符合 { $patterns } 的檔案；檢查 [tables.{ $name }] 的 `files`，或以 --input { $name }=FILE 指定
audit-no-rows = { $file }：沒有資料列
notice-of-file = { $file }：{ $told }
notice-unknown-zone = { $column }：有 { $count } 個時間帶時區（如 { $example }），無法讀取；請在 [project] 中寫明公司所在時區：`timezone = "Asia/Taipei"`
notice-in-files = { $notice }（另有 { $count } 個檔案相同）
lookup-keys-lost = { $table }：有 { $count } 列的鍵無法讀取，其他資料表查不到這些列
audit-unreadable = { $file }：{ $reason }
audit-never-activated = 規則 { $rule }：沒有任何一列符合其條件，未做任何判定
audit-not-run = 未執行：{ $rules } — { $reason }
not-run-no-file = 找不到該資料表的檔案
not-run-unreadable = 該資料表的檔案均無法讀取
not-run-target = { $table }無法讀取，無從核對
not-run-target-absent = { $table }沒有檔案，無從核對
not-run-target-empty = { $table }沒有資料列，無從核對
not-run-no-column = { $file } 找不到欄位 { $field } 對應的資料欄
not-run-order = 欄位 { $field } 的日期無法區分日與月
pack-rule-skipped = pack:{ $pack }：{ $reason }，以下規則略過：{ $rules }
pack-word-unknown = pack:{ $pack }：規則 { $rule } 用到資料字典中沒有的值，可能查不出問題：{ $reason }
header-missing = { $file }：找不到欄位 { $field } 對應的資料欄（欄名：{ $headers }）
header-near = 是否為「{ $name }」欄？若是，將其加入 `header`
header-repeated = { $file }：有多欄對應欄位 { $field }；只保留一欄，或將 `header` 寫得更明確
header-extra = { $file }：資料字典中沒有的欄：{ $headers }
decision-encoding-declared = 編碼 { $encoding }（依宣告）
decision-encoding-bom = 編碼 { $encoding }（依位元組順序記號 BOM）
decision-encoding-ascii = 編碼 { $encoding }（只含 ASCII 字元）
decision-encoding = 編碼 { $encoding }（可信度 { $confidence }%）
decision-encoding-next = 編碼 { $encoding }（可信度 { $confidence }%；其次：{ $next } { $share }%）
decision-delimiter = 分隔符號 { $delimiter }
decision-line-end = 換行字元 { $line_end }
decision-delimiter-line = 首列 `sep=` 指定了分隔字元
decision-header-row = 標題列在第 { $row } 列
decision-header-rows = 標題列為第 { $first } 至 { $last } 列
decision-no-header = 沒有標題列，各欄依照 `columns`
decision-titles = 表名、說明等非資料列 { $count } 列，未檢查：第 { $rows } 列
decision-headers = 重複的標題列 { $count } 列，未檢查：第 { $rows } 列
decision-blanks = 空白列 { $count } 列：第 { $rows } 列
decision-totals = 合計列 { $count } 列，未檢查：第 { $rows } 列
decision-notes = 結尾的備註或簽名列 { $count } 列，未檢查：第 { $rows } 列
decision-form = { $column }：{ $count } 個儲存格為{ $form }，如「{ $example }」
form-minguo = 民國紀年（年份加 1911）
form-serial = Excel 日期序列值（1900 日期系統）
form-short-year = 兩位數年份（00–29 為 2000–2029 年，30–99 為 1930–1999 年）
form-day-first = 日在月前的日期
form-month-first = 月在日前的日期
form-date = 非 ISO 格式的日期
form-currency = 帶貨幣符號的數字（{ $signs }，只取數值）
form-percent = 百分比（12.5% 以 0.125 計）
form-negative = 以括號或後置負號表示的負數
form-number = 帶千分位符號、指數或全形數字的數字
form-zone = 帶時區的時間，已換算為專案的時區
form-unknown-zone = 帶時區的時間，未讀取：專案沒有宣告時區
order-open = { $table }：欄位 { $field } 含有「{ $example }」（{ $file } 第 { $row } 列）這樣的日期，而該欄沒有任何儲存格能說明日與月孰先孰後
order-contradictory = { $table }：欄位 { $field } 既有日在前的日期，如「{ $day_first }」（{ $day_file } 第 { $day_row } 列），又有月在前的日期，如「{ $month_first }」（{ $month_file } 第 { $month_row } 列）
order-hint = 應在該欄位設定 `format = "{ $day_first }"` 或 `format = "{ $month_first }"`
decision-hidden-sheets = 未讀取隱藏的工作表：{ $sheets }
decision-unstored-formulas = 活頁簿中有 { $count } 個公式沒有儲存計算結果，其儲存格視為空白；請以 Excel 等開啟並儲存一次
decision-merged = 標題列以下有 { $count } 處合併儲存格（第 { $rows } 列）：只有每處的第一個儲存格有值
decision-misnamed = 檔案副檔名為 .{ $extension }，實際是 { $format }，已按 { $format } 讀取
decision-unpacked = 自壓縮檔解出：{ $file }
decision-html-table = 讀取的是網頁中 { $count } 個表格的第 { $number } 個，始於第 { $row } 列

## 資料來源

source-not-found = 檔案不存在
source-not-permitted = 沒有讀取該檔案的權限；是否已由其他程式開啟？
source-is-folder = 這是資料夾，不是檔案
source-io = 無法讀取檔案：{ $error }
source-empty = 檔案是空的
source-binary = 既不是文字檔，也不是活頁簿；應重新匯出為 CSV 或 xlsx
source-encoding-contradicted = `encoding` 宣告為 { $declared }，但檔案開頭是 { $marked } 的位元組順序記號（BOM）；應更正或刪去 `encoding`
source-unclosed-quote = 第 { $row } 列：引號未成對，其後的內容無法區分
source-no-header = 前 { $most } 列中沒有一列與資料字典的欄位名稱相符（第 { $row } 列：{ $headers }）；請把該匯出檔所用的欄名加入 `header`，沒有標題列的檔案請用 `columns` 列出各欄
source-no-worksheet = 活頁簿中沒有工作表
source-no-sheet = 活頁簿中沒有工作表「{ $wanted }」；現有：{ $sheets }
source-other-sheets = { $file }：讀取的是工作表「{ $sheet }」，未讀取 { $others }；可用 `sheet` 另行指定
source-encrypted = 活頁簿設有密碼；應取消密碼後另存
source-broken-workbook = 活頁簿已損毀：{ $error }；應以 Excel 開啟後重新儲存
source-parquet = 尚不支援 parquet 檔案；應匯出為 CSV 或 xlsx
source-not-workbook = 這是 Office 文件，但不是 Excel 活頁簿
source-too-many-cells = 活頁簿的工作表共跨 { $most } 個以上儲存格（含其間的空白儲存格）；應另存為 xlsx 或 CSV
source-several-sheets = 有多張工作表符合「{ $wanted }」：{ $sheets }；應在 `sheet` 中指明其中一張
source-unreadable-workbook = 活頁簿已損毀，無法讀取；應以 Excel 開啟後重新另存為 xlsx
source-damaged = 檔案已損毀或不完整（{ $error }）；應重新匯出或下載
source-unpacks-too-far = 檔案解壓縮後超過原大小的 200 倍，疑似惡意壓縮檔；若來源可靠，可為該表設定 `max_unpacked_mb`
source-archive = 這種壓縮檔無法讀取；應先解壓縮，再使用其中的檔案
source-archive-empty = 壓縮檔中沒有檔案
source-archive-several = 壓縮檔中有 { $count } 個檔案，只能讀取一個：{ $files }；應先解壓縮
source-archive-encrypted = 壓縮檔設有密碼；應先解壓縮
source-packed-twice = 壓縮檔中還有壓縮檔；應先解壓縮
source-spreadsheet-xml = 這是「XML 試算表 2003」檔案；應以 Excel 開啟並另存為 xlsx
source-web-archive = 這是單一檔案網頁（MHTML）；應以 Excel 開啟並另存為 xlsx
source-html-no-table = 這是沒有表格的網頁；可能是系統的登入頁面，而不是匯出的資料
source-html-too-large = 這是超過 1 GB 的 HTML 表格；應匯出為 CSV 或 xlsx
source-workbook-too-large = 活頁簿的某一部分解壓縮後超過 { $most } MB；應匯出為 CSV，或為該表設定 `max_unpacked_mb`
encoding-doubtful = 編碼判斷把握不大：{ $told }；請用 `encoding` 指定
source-long-header = 第一筆記錄超過 256 KB 仍未結束，這不是帶標題列的表
source-old-workbook = 這是 Excel 4 或更早版本的活頁簿；應以 Excel 開啟並另存為 xlsx

## 專案檔與規則檔中的錯誤

problem-count = 共 { $count } 處錯誤，未進行稽核。
problem-not-a-project = { $file } 不是專案檔
problem-no-table = 專案中沒有定義任何資料表，無可稽核
problem-first-here = 另見此處
problem-no-project = { $folder } 中沒有專案：找不到 crm-audit.toml
hint-init = `crm-audit init` 可產生入門專案
project-not-utf8 = 檔案編碼不是 UTF-8，應另存為 UTF-8
problem-toml-syntax = TOML 語法錯誤：{ $error }
problem-unknown-key = 不明的鍵 `{ $name }`
problem-missing-key = 缺少 `{ $name }`
problem-unknown-value = `{ $name }` 不是可用的值
problem-unknown-kind = 沒有 `{ $name }` 這種檢查
problem-one-kind = 一條規則須有且僅有一個 check，此處有 { $count } 個
problem-negative = 不得為負數
problem-wrong-type = 應為{ $wanted }，實際為{ $found }
problem-wrong-type-two = 應為{ $wanted }或{ $second }，實際為{ $found }
problem-rule-brackets = 規則寫在 [[rule]] 之下，中括號須為兩層
problem-section-table = `{ $name }` 須分節撰寫：[{ $name }.NAME]
problem-twice = `{ $name }` 重複定義
problem-table-twice = 資料表 `{ $name }` 重複定義
problem-rule-twice = 規則 `{ $id }` 重複定義
problem-bad-id = `{ $id }` 不能當作規則 ID：只能使用小寫字母、數字與連字號，例如 order-approved-late
problem-unknown-rule = 沒有規則 `{ $id }`
problem-unknown-table = 沒有資料表 `{ $table }`
problem-unknown-field = 資料表 `{ $table }` 沒有欄位 `{ $field }`
problem-unknown-pack = 沒有規則包 `{ $name }`
problem-unknown-encoding = `{ $name }` 不是已知的編碼；可用的有 gbk、big5、utf-8 等
problem-no-rule-file = 沒有符合 `{ $pattern }` 的檔案
problem-bad-glob = `{ $pattern }` 不是有效的檔案萬用字元
problem-unknown-placeholder = `{ $pattern }` 中的 `{ $word }` 沒有意義；可用的只有 `{"{"}month{"}"}`，代表基準日的年月，如 202610
problem-no-columns = 檢查未指定欄位
problem-no-values = 值的清單是空的：任何已填的儲存格都會判為違規
problem-no-limit = 檢查未設上下限
problem-min-over-max = 上下限矛盾：至少 { $min }，至多 { $max }
problem-empty-range = 沒有任何值能同時滿足 { $low } 與 { $high }
problem-too-large = `{ $written }` 數值過大
problem-bad-date = `{ $written }` 不是日期；應寫成 2026-01-31
problem-time-beside-date = `{ $written }` 含時間，而與之比較的欄位不含時間
problem-same-header = `{ $header }` 同時是兩個欄位的欄名
problem-unknown-columns = `columns` 中沒有任何一欄對應欄位的欄名；應依 `header` 的寫法逐一列出匯出檔的各欄
problem-bad-duration = `{ $written }` 不是時間長度；應寫成 "30 minutes"、"24 hours"、"3 days"、"1 workday" 或 "8 workhours"
problem-hours-between-dates = 兩個欄位中有一個是不含時間的日期，時限須以天（days）或工作日（workdays）為單位
problem-no-time-limit = 沒有時限：應填 `within`，或 `by` 與 `limits`
problem-by-and-limits = `by` 與 `limits` 須一併填寫：一個欄位，及其每個值的時限
problem-no-calendar = 以工作時間為時限，須在 [project] 設定 `calendar`
problem-no-hours = 以工作小時為時限，須在 [project] 設定 `hours`
problem-hours-without-calendar = 上班時段只在工作日計算：有 `hours` 就須有 `calendar`
problem-unknown-calendar = 沒有名為 `{ $name }` 的行事曆
problem-unknown-zone = 沒有名為 `{ $name }` 的時區
problem-calendar-shipped = `{ $name }` 是程式內建的行事曆；請另取名稱，並以 extends 引用它
problem-calendar-twice = 行事曆 `{ $name }` 定義了兩次
problem-calendar-circle = 行事曆 `{ $name }` 直接或間接引用了自己
problem-calendar-range = 行事曆須有 `from` 與 `to`（涵蓋的起訖日），或引用另一個行事曆（extends）
problem-calendar-backwards = 這個行事曆的 `to` 早於 `from`
problem-no-workday = 這個行事曆沒有任何工作日
problem-bad-hours = `{ $written }` 不是上班時段；應寫成 "08:30-12:00"，結束晚於開始
problem-hours-overlap = `{ $one }` 與 `{ $other }` 重疊
problem-bad-days = `{ $written }` 不是日期或日期範圍；應寫成 "2026-10-01" 或 "2026-10-01..2026-10-07"
problem-day-not-covered = `{ $written }` 不在行事曆涵蓋的範圍內（{ $from } 至 { $to }）
problem-day-off-and-on = `{ $written }` 既是休息日又是工作日
problem-bad-format = `{ $format }` 不是日期格式；應寫成 "%d/%m/%Y" 或 "%Y%m%d"
problem-format-needs-date = `format` 僅用於 date 或 datetime 型別的欄位
problem-map-needs-text = `values` 對照表僅用於 text 或 boolean 型別的欄位
problem-scale-needs-decimal = `scale` 僅用於 decimal 型別的欄位
problem-unit-needs-number = `unit` 僅用於 integer 或 decimal 型別的欄位
problem-bad-unit = `{ $unit }` 不是單位：內容空白，或開頭像數字；應寫成 "kg" 或 "%"
problem-bad-share = `{ $written }` 不是比率；應寫成 "0.5%"
problem-bad-tolerance = tolerance 須為非負數
problem-tolerance-needs-numbers = 兩邊都是數字時才能使用 tolerance
problem-total-needs-numbers = 此處須為數字
problem-no-document-date = 資料表 `{ $table }` 未指定單據日期：在 [tables.{ $table }] 中將 `date` 設為 `since` 與 `until` 所比較的欄位
problem-key-length = 此處有 { $columns } 欄，另一資料表的鍵有 { $key } 欄
problem-no-key = 資料表 `{ $table }` 未指定鍵：用 `key` 寫明對應的欄位
problem-no-people-table = [people] 須有資料表 `people`
problem-people-no-account = 資料表 `people` 須有欄位 `account`
problem-person-no-table = check.person 須有資料表 `people`
problem-forbids-nothing = `forbid` 是空的，任何一列都會通過
problem-no-shared-accounts = 沒有宣告共用帳號：在 [people] 的 `shared` 中列出
problem-recurrence-months = 只看一個月談不上再犯；`months` 至少為 2
problem-recurrence-within = 只看最近 { $within } 個月，不可能有 { $months } 個月有問題；`within` 不得小於 `months`
problem-recurrence-nothing = `rules` 是空的，什麼都不會檢查
problem-recurrence-key = 再犯規則看的是其他規則的稽核發現，不能設 `{ $key }`
problem-recurrence-table = 資料表名稱 `{ $name }` 由再犯規則使用；請為此資料表另取名稱
problem-recurrence-no-rule = 沒有名為 `{ $name }` 的匯出檔規則
problem-field-type = `{ $field }` 的型別是 { $found }，此處需要 { $wanted }
problem-not-comparable = `{ $left }`（{ $left_type }）與 `{ $right }`（{ $right_type }）無法比較
problem-bad-regex = 不是有效的正規表示式：{ $error }
problem-bad-sql = 不是有效的 SQL 條件：{ $error }
problem-sql-rest = 條件應到此結束，卻還有 { $found }
problem-sql-not-boolean = 這不是條件：其結果不是真或假
problem-sql-no-field = 條件中沒有任何欄位
problem-sql-unsupported = 條件中不支援：{ $what }
problem-sql-function = 沒有函式 `{ $name }`
problem-sql-arguments = `{ $name }` 的引數個數不符
problem-sql-mixed = { $left }與{ $right }在此不能一起使用
problem-sql-needs-text = 此處需要文字
problem-unknown-word = `{ $field }` 的值中沒有 `{ $word }`
problem-sql-too-long = 條件超過 { $most } 位元組
hint-input = 應指定專案資料夾，匯出檔用 --input 表名={ $file } 指定
hint-did-you-mean = 是否應為 `{ $name }`？
hint-literal-brace = 檔名本身含大括號時，寫成 `[{"{"}]`
hint-one-of = 可用：{ $names }
hint-fields = `{ $table }` 的欄位有：{ $names }
hint-plain-sign = 應寫半形的 `{ $plain }`，而不是 `{ $written }`
hint-backslash = 雙引號中的反斜線代表跳脫；路徑請用 /，或改用單引號
hint-single-quotes = 文字用單引號括住：'{ $text }'
hint-is-null = 應寫成 IS NULL 或 IS NOT NULL
hint-interval = 日期之差應與時間長度比較，例如 INTERVAL '5' DAY
hint-tune = 要更改規則包中的規則，請寫 [tune."{ $id }"]
hint-calendar = 可用 { $names } 及 [calendars] 中的行事曆，如 `calendar = "cn"`
hint-zone = 請用 IANA 時區名稱，如 `Asia/Taipei`、`Asia/Shanghai`，或寫與 UTC 的時差：`+08:00`
hint-hours = 如 `hours = ["08:30-12:00", "13:30-17:30"]`
hint-people = 宣告 [tables.people]，其中須有欄位 `account`；匯出檔中有的，再宣告 `name`、`department`、`joined`、`left`、`assessed_on`

## 命令

cli-about = 依宣告式規則稽核 CRM/ERP 匯出的資料（CSV、Excel）。
cli-exit-codes = 結束代碼：0 通過 · 1 有稽核發現 · 2 無法稽核 · 3 未做任何檢查
cli-common-lang = 報告與訊息的語言
cli-common-color = 何時使用色彩
cli-check = 稽核專案的匯出檔案
cli-check-project = 專案資料夾，或其中的 crm-audit.toml（預設：目前資料夾）
cli-check-as-of = 稽核的基準日，計至當日結束（預設：目前時刻）
cli-check-select = 只執行這些規則：ID、含 * 的 ID、標籤、檢查類型或資料表
cli-check-ignore = 不執行這些規則
cli-check-min-severity = 只執行此等級以上的規則
cli-check-fail-on = 有此等級以上的稽核發現時，結束代碼為 1
cli-check-input = 改從此檔案讀取資料表（可重複，可用萬用字元）
cli-check-encoding = 文字匯出檔的編碼，如 big5（可重複；TABLE=NAME 只用於一個資料表；預設自動判斷）
cli-check-format = 標準輸出的格式
cli-check-output = 另將報告寫入檔案；格式依副檔名而定：xlsx、csv、json、jsonl、txt（可重複）
cli-check-limit = 終端機上每條規則最多列出幾項稽核發現；統計不受影響
cli-check-verbose = 未發現問題的規則也列出
cli-check-exit-zero = 有稽核發現時結束代碼仍為 0
cli-rules = 列出專案的規則；`rules check` 只檢查其中的錯誤
cli-rules-action = `check`，或專案資料夾
cli-rules-project = 專案資料夾（寫在 `check` 之後）
cli-rules-format = 清單的格式
cli-explain = 說明一種檢查，或專案中的一條規則
cli-explain-name = 檢查類型（如 latency），或規則 ID
cli-explain-project = 專案資料夾（預設：目前資料夾）
cli-init = 產生附註解的入門專案
cli-init-folder = 目的資料夾；絕不覆寫既有檔案
cli-schema = 輸出 TOML 檔的 JSON Schema，供編輯器使用
cli-completions = 輸出 shell 的自動完成指令碼
cli-completions-shell = shell 名稱
rules-checked = { $rules }，沒有錯誤。
explain-why = 檢查緣由
explain-example = 範例
explain-limits = 使用須知
explain-unknown = 沒有名為 `{ $name }` 的檢查類型或規則
explain-expected = 要求
explain-written = 所在位置
explain-dictionary = 資料字典中的限制。可用 [tune] 調整其嚴重度，或將其停用。
explain-kind = `crm-audit explain { $kind }` 說明這種檢查。
init-exists = { $file } 已存在，未寫入任何檔案
init-next = 下一步：`crm-audit check { $folder }`
input-form = --input { $written }：應寫成 TABLE=FILE
input-no-file = --input { $table }={ $file }：沒有這個檔案
select-no-match = 沒有符合 `{ $written }` 的規則
output-unknown-format = { $file }：無法由副檔名得知報告格式；可用 xlsx、csv、json、jsonl 或 txt
output-no-folder = { $file }：資料夾不存在
output-xlsx-needs-file = 活頁簿須寫入檔案：使用 -o report.xlsx
output-is-input = { $file } 是輸入檔，不能覆寫
output-twice = { $file } 指定了兩次
output-written = 已寫入：{ $file }
interrupted = 已中止；未寫完的檔案保持原樣

## explain 輸出的檢查類型說明

kind-required-what = 檢查儲存格是否已填寫。每個空白儲存格各為一項稽核發現。
kind-required-why = 客戶主檔只填一半、客訴不寫原因，接手的人便無從處理：沒有電話送不了貨，沒有統一編號開不了發票。
kind-required-limits = 沒有內容、只有空格（全形半形皆是）、或為該欄位 `null` 所列的詞，都視為空白。內容不合型別的儲存格不算空白，由型別限制列出。列過短而沒有該儲存格者，無法判定。
kind-pattern-what = 檢查儲存格的文字是否符合正規表示式。
kind-pattern-why = 不合編碼原則的代碼，無法排序、加總與查詢，換系統時也匯不進去。
kind-pattern-limits = 整個值都須符合；設 `search = true` 時，有一處符合即可。`\d`、`\w`、`\s` 只認 ASCII，因此全形數字會列為稽核發現；\p{"{"}Han{"}"} 等其他字元類別依 Unicode 處理。不支援環視（lookaround）與反向參照。依原文判定，首尾空格也算；值依匯出檔的寫法，而不是資料字典對應後的寫法。
kind-length-what = 檢查儲存格的長度是否在限度之內。
kind-length-why = ERP 的欄位放不下就會截斷，而且往往依位元組截斷；名稱從半個中文字斷開，就成了亂碼。
kind-length-limits = `min` 與 `max` 依字元（Unicode 碼位）計。`max_bytes` 依所指編碼的位元組計，例如 big5 中一個中文字占兩個位元組。依原文計數，空格也算。
kind-one-of-what = 檢查儲存格的值是否在所列的值之中。
kind-one-of-why = 狀態、單位由各人隨手填寫，凡依其篩選的報表都會在不知不覺中出錯。
kind-one-of-limits = 值須完全一致。資料字典已用 `values` 對照匯出檔的寫法時，此處列對照後的詞；未對照的寫法由資料字典列出，在此無法判定。
kind-range-what = 檢查數字或日期是否在限度之內。
kind-range-why = 金額為零、數量上百萬、日期到了下個世紀，都是輸入錯誤，之後的每個合計都會跟著錯。
kind-range-limits = `min`、`max` 包含限值本身，`above`、`below` 不包含。日期限值寫成 "2026-01-31"，指當日全天，與日期時間比較時也一樣；"as_of" 為稽核的基準時點。數字為精確小數。
kind-compare-what = 檢查同一列的兩欄是否符合指定的關係。
kind-compare-why = 出貨早於下單、自製自核、出貨多於訂購：單看哪一欄都看不出問題。
kind-compare-limits = 數字為精確小數，差額正好等於 tolerance 者視為符合。人員先統一全形半形、空格與大小寫再比較，與文字比較時也一樣；有 `people` 資料表的，帳號與其本人的姓名視為相同，多人同名者除外。日期與日期時間依天比較。
kind-expression-what = 檢查一列的各欄位是否符合 SQL 條件。
kind-expression-why = 用於其他檢查類型無法表達的要求：列內計算、例外情形、數欄一起判斷。
kind-expression-limits = 可用比較、AND、OR、NOT、IN、BETWEEN、LIKE、IS NULL，數字的 + - *，日期之差與 INTERVAL '5' DAY 比較，以及函式 length、lower、trim、abs、regexp_like。不支援除法。只有 `check.compare` 會將帳號與其本人的姓名視為相同。因儲存格空白而使條件得出空值的列，不做判定。
kind-unique-what = 檢查鍵是否重複：任兩列的鍵都不得相同。
kind-unique-why = 訂單輸入兩次，貨就會出兩次；一戶兩碼，就有兩個信用額度。
kind-unique-limits = 重複的每一列各為一項稽核發現，並註明其餘的列號。鍵為空白的列不做判定。`normalise` 指定文字比較前的統一處理：trim、case、width、leading_zeros、spaces、dashes。同一資料表的不同檔案之間也會比對。
kind-dependency-what = 檢查同一代碼的各列，名稱是否一致。
kind-dependency-why = 一碼多名，表示兩樣東西共用一個代碼，或有人在單據上改寫了主檔資料。
kind-dependency-limits = 名稱不是該代碼最常見名稱的列，為稽核發現。沒有哪個名稱多於其他名稱時，該代碼的所有列都是。空白儲存格不做判定。
kind-reference-what = 檢查鍵是否存在於另一資料表中。
kind-reference-why = 訂單的客戶不在客戶主檔中，或已停用，就沒有信用額度、沒有統一編號，也沒有負責人。
kind-reference-limits = 鍵為空白的列不做判定。兩邊的型別須一致：代碼在一個資料表中為數字、在另一個中為文字，屬於規則錯誤。另一資料表無法讀取時，規則不執行，只告知一次。設 `normalise = ["leading_zeros"]` 時，0012 可與 12 對應。設 `when` 時，另一資料表中只有符合條件的列有效；稽核發現會註明是不存在，還是存在但不符合條件。
kind-person-what = 檢查帳號是否已知、是否專人使用、是否屬於在職人員。
kind-person-why = 共用帳號或離職人員帳號所做的核准，事後無人負責；客訴掛在離職人員名下，等於無人處理。
kind-person-limits = 須有資料表 `people`。儲存格先依帳號、再依姓名查找，比較前統一全形半形、空格與大小寫。`forbid` 列出何者為違規："unknown"（既不是帳號也不是姓名）、"shared"（列在 [people] 的 `shared` 中）、"left"（`at` 晚於 `left` 所填日期；離職當天仍可操作）。不設 `at` 時，以稽核基準日為準。不設 `forbid` 時，凡該資料表與該節能判斷的一律禁止。共用帳號不算未知帳號；禁止共用帳號時，不再判斷其是否離職。同一帳號有多列者，以最後的離職日期為準；多人同名者，全部離職才算離職。帳號空白的列不做判定；`at` 空白的列不判定是否離職；日期無法讀取者（包括人員資料表中的日期），無法判定。
kind-latency-what = 檢查從一個時點到另一個時點是否超過時限，可依實際經過的時間，也可依工作時間計。
kind-latency-why = 訂單不及時核准，出貨就要等；出貨單不及時核准，應收帳款就無法立帳。
kind-latency-limits = minutes、hours、days 依實際經過的時間計：一天為 24 小時，夜間與假日都計入。兩個欄位中有一個是不含時間的日期時，依日曆天計，時限須以 days 或 workdays 為單位。workdays（工作日）與 workhours（工作小時）依 [project] 的 `calendar` 與 `hours` 計。工作日數為起始日之後、至結束日（含）的工作日天數：起始日不計，當日完成為 0，次一工作日完成為 1，因此 "1 workday" 的期限到次一工作日結束為止。工作小時只計工作日 `hours` 之內的時間，休息時段不計；夜間或休息日開始者，自次一工作日上班時起算。行事曆未涵蓋的日期無法判定。以分鐘、小時或工作小時計時，午夜零時視為只寫日期、未寫時刻；當日時刻會改變結果的，該列無法判定。尚未完成（`to` 空白）的列，時限內為未到期，超過時限為違規；設 `still_open = "wait"` 則一直為未到期，設 "ignore" 則不做判定。`by` 與 `limits` 為某欄位的每個值各設時限，此時 `within` 是其餘各列的時限，不設則其餘各列不適用。終點早於起點者，不論時限，均為一筆稽核發現。報表列出已完成各列的中位數、90 百分位數與最長用時，以及未完成各列已等待多久；超過 1,023 分鐘（或天）的百分位數無條件捨去，誤差小於 0.2%。
kind-total-what = 檢查數字是否等於另一資料表中各單身明細列的合計。
kind-total-why = 單頭與單身不符，不是單頭經人工改過，就是單身有遺漏。
kind-total-limits = 合計為精確小數。沒有單身的單頭與 0 比較。單身中的空白儲存格不計入合計；單身中有數字無法讀取者，其單頭無法判定；鍵無法讀取的單身另行提示。`round` 將合計四捨五入到指定位數。差額正好等於 tolerance 者視為符合。
kind-recurrence-what = 檢查同一負責人最近各月是否多次違反同一規則。
kind-recurrence-why = 同一個人每個月都犯同樣的問題，就不是偶發疏失：不是原因沒有排除，就是沒有人找他談過。
kind-recurrence-limits = 這類規則看的是稽核發現，所以沒有 `table`、`when`、`owner`、`since`、`until`：本次有稽核發現的每個「規則＋負責人」為一筆紀錄，查出的問題也由該負責人負責。不設 `rules` 時，匯出檔的規則除嚴重度為 `info` 者外全部計入；`rules` 的寫法與 `--select` 相同：規則代號、帶 `*` 的代號、標籤、種類、資料表。計數的是最近 `within` 個月（預設 12，含本月）中該負責人在該規則上有稽核發現的月份，不必連續。先前各月取自歷史紀錄；同一個月不論稽核幾次都只算一個月；沒有查出其問題的月份，無論是沒有稽核、只稽核一部分還是確實沒有，都不計，也不歸零。負責人在資料表 `people` 中者依帳號辨認，其餘依單據上的寫法辨認，辨認前統一全形半形、空格與大小寫；沒有 `people` 的月份記下的寫法，算在本次同樣寫法所指的人名下；沒有負責人或負責人已遮罩的稽核發現不做判定，另行提示。處置決定與基準清單不影響計數；再犯這項稽核發現本身可以作處置決定。某人在該規則上不再有稽核發現，再犯即算已改善，單據是從匯出檔漏掉的也一樣；漏掉的單據在原規則中列為「匯出檔已無此單據」。其他同類規則與 dispositions.toml 的稽核發現不計入。使用 `--no-history`、歷史紀錄無法讀取或沒有更早的月份，以及所看的規則本次都未判定時，不判定本規則並加以提示，不算稽核失敗。某條規則有無法判定的列時，本次沒有稽核發現、若有即為再犯的負責人無法判定；某月同一規則有問題的負責人只記錄問題最多的 1,000 人，未記錄的月份可能使其達到月數者，也無法判定。

## 活頁簿

column-findings = 發現項數
column-ok = 合格
column-status = 狀態
column-sheet = 工作表
column-column = 欄位
column-expected = 要求
column-department = 權責單位
column-identity = 識別碼
column-rows-read = 讀取列數
column-encoding = 編碼
column-decisions = 讀取方式
column-error = 錯誤
times-rest = 其他責任人與部門
times-bucket-first = 未完成 ≤ { $to } 天
times-bucket = { $over }–{ $to } 天
times-bucket-last = > { $over } 天
calendar-by-week = 行事曆 `{ $name }` 在下列年份沒有列出任何放假日：{ $years }；這些年份只依星期推算，國定假日會算成工作日，請在 `off` 補上
calendar-unused = 行事曆 `{ $name }` 沒有用到；由 [project] 的 `calendar` 選定行事曆
times-uncovered = { $rule }：{ $count } 列的日期不在行事曆 `{ $calendar }` 涵蓋的範圍內（{ $from } 至 { $to }），無法判定；請在 [calendars] 中延伸
times-unlimited = { $rule }：{ $count } 列的{ $field }為空或沒有對應的時限，未做判定；可用 `within` 為其餘的值設定時限
people-unread = 負責人只能照單據所填顯示：{ $reason }
people-as-written = 人員只按所填文字比較，帳號與姓名無法對應：{ $reason }
people-field-near = 資料表 `people` 的欄位 `{ $field }` 只有規則會讀取；如果指的是 `{ $name }`，請改用這個名稱
people-unknown = { $count } 項稽核發現的負責人既不是{ $table }中的帳號，也不是其中的姓名：{ $names }
people-shared = { $count } 項稽核發現的負責人是共用帳號，無人對其負責：{ $names }
people-shared-unmet = [people] 的 `shared`：{ $patterns } 與{ $table }中的帳號及各資料表中的人員、負責人都對不上；請核對寫法
people-left = { $count } 項稽核發現的負責人已離職，須改由他人處理：{ $names }
people-ambiguous = { $count } 項稽核發現的負責人在{ $table }中有多人同名，光憑姓名無法確定是誰，單據請改用帳號：{ $names }
owner-new = { $owner }（新）
column-account = 帳號
column-new-staff = 新進人員
unit-hours = 小時
unit-days = 天
unit-workdays = 工作日
unit-workhours = 工作小時
column-times = 用時
column-finished = 已完成
column-p50 = 中位數
column-p90 = 90 百分位
column-longest = 最長
column-open = 未完成
column-of = 對象
column-name = 名稱
column-unit = 單位

workbook-sheet-summary = 彙總
workbook-sheet-findings = 稽核發現
workbook-sheet-findings-more = 稽核發現 { $number }
workbook-sheet-times = 時效
workbook-sheet-evidence = 稽核證據
workbook-subtitle = 稽核報告 · 基準日 { $as_of } · { $files }，{ $rows }
workbook-total = 合計
workbook-rules = 規則
workbook-rules-violated = 違規規則數
workbook-rules-note = 按一下規則名稱，可跳到該規則的第一項稽核發現。違規率 = 違規 ÷（違規 + 合格）。違規的一列可能有數項稽核發現：有幾個欄位不符，就有幾項。
workbook-chart = 問題最嚴重的規則：發現項數
workbook-tolerated = 未計入合計：容許範圍內的{ $findings }。
workbook-more-sheets = 稽核發現超出一張工作表的容量，分列於下列工作表：{ $sheets }。
workbook-status-violated = 違規
workbook-status-tolerated = 在容許範圍內
workbook-status-passed = 通過
workbook-status-reason = { $status }：{ $reason }
workbook-evidence-title = 稽核證據
workbook-as-of = 基準日
workbook-bar = 判定未通過的最低等級
workbook-program = 程式
workbook-fingerprint = 規則與資料字典的 SHA-256
workbook-language = 語言
workbook-masking = 敏感欄位
workbook-masking-none = 沒有標為敏感的欄位，值以原樣顯示。
workbook-masking-how = 只顯示前三碼與後兩碼，較短的值顯示為 ***：{ $fields }

## 歷史

history-created = 今後每次稽核都會記入 { $file }，以分辨新增與復發的問題（不需要時加 --no-history）
history-none = 尚無歷史紀錄：{ $file } 不存在；執行 `crm-audit check` 即開始記錄
history-newer = 歷史紀錄 { $file } 由較新版本的 crm-audit 寫入，請更新程式。
history-damaged = 歷史紀錄 { $file } 已損毀，請移走該檔案或從備份還原。
history-busy = 另一次稽核正在寫入歷史紀錄 { $file }，等候逾時，請稍後重新執行。
history-not-writable = 無法寫入歷史紀錄 { $file }，請檢查資料夾權限，或使用 --no-history。
history-not-readable = 無法讀取歷史紀錄 { $file }，請檢查檔案權限。
history-unusable = 無法使用歷史紀錄 { $file }：{ $error }。
history-partial = { $table }：{ $reason }，因此其中的問題一律不計為已改善
history-partial-given = 檔案由 --input 指定
history-partial-unread = 有檔案未能完整讀取
history-partial-refused = 有紀錄無法讀取
history-partial-empty = 沒有資料列
history-covers-less = { $table }：該表或其規則所查的表，有資料列的檔案比上次完整稽核時少，或專案中表的定義（files、key、sheet、欄位）有更動，因此本次其中的問題一律不計為已改善
history-without-key = { $table } 未設主鍵：只能依整列內容辨識稽核發現，列內任一儲存格更動後會被當成新增；請在 [tables.{ $name }] 設定 `key`
history-unsettled = 部分單據無法判定，下列規則先前在其中查出的問題仍視為未改善：{ $rules }
history-rule-changed = 下列規則自上次稽核後有更動，新增或已改善可能由此而來：{ $rules }
history-later = 較晚的日期（{ $days }）已先稽核過，當時沒有查找本次的稽核發現；請再查一次，才知道這些問題後來如何
history-kept = { $day } 的完整稽核已有紀錄；本次範圍較小，下列規則的紀錄不予取代：{ $rules }
history-no-run = 沒有稽核紀錄 `{ $run }`；最近的有：{ $runs }
history-run-title = 基準日 { $as_of }（記錄於 { $recorded_at }）
history-diff-title = 從 { $first } 到 { $second }
history-diff-unclear = 已查不到，但未讀取全部資料或有列無法判定，問題可能依然存在：{ $rules }
history-diff-one = 只在其中一次稽核中執行：{ $rules }
history-documents = { $rule }，{ $state }（{ $count }）：{ $documents }
history-not-run = 基準日 { $as_of }，未執行：{ $rules }
history-export-format = { $file }：歷史紀錄只能匯出為 csv 或 json
history-not-recorded = { $trouble }本次稽核未記錄。
history-older = 歷史紀錄 { $file } 由舊版 crm-audit 寫入，而該處無法寫入，因此不能升級；請在可寫入的位置執行一次 `crm-audit check`
history-unfinished = 歷史紀錄 { $file } 上次寫入後未正常關閉，該處無法寫入，讀不到 { $file }-wal 的內容；請將這兩個檔案複製到自己的資料夾
history-waiting = 另一次稽核正在寫入 { $file }，等候中……
history-empty = { $file } 中尚無稽核紀錄；執行 `crm-audit check` 即開始記錄
history-run-partial = 基準日 { $as_of } 只稽核了一部分：共 { $rules } 條規則，執行 { $judged } 條{ $incomplete ->
    [0] {""}
   *[other] ，其中 { $incomplete } 條未涵蓋全部資料
}

column-run = 序號
column-as-of = 基準日
column-recorded-at = 記錄時間
column-new = 新增
column-again = 仍存在
column-reopened = 復發
column-fixed = 已改善
column-not-run = 未執行
column-trend = 趨勢
column-last = 最近一次
column-runs-with-findings = 有問題的次數
column-recurring-owner = 三次以上有問題的負責人
column-unclear = 無法確定
column-came = 增加
column-both = 兩次均有
column-state = 狀態
column-first-seen = 首次發現
column-times-seen = 出現次數
column-baseline = 在基準清單中

state-new = 新增
state-again = 自 { $first } 起
state-reopened = 復發，首次 { $first }
word-yes = 是
report-change = 與 { $previous } 相比：新增 { $new } · 仍存在 { $again } · 復發 { $reopened } · 已改善 { $fixed }
terminal-fixed = 已改善
terminal-fixed-rule = { $label } [{ $rule }]，{ $count } 項：{ $documents }
report-change-gone = { $change } · 匯出檔已無此單據 { $gone }
report-recurring = 近 { $within } 個月中同一規則有 { $months } 個月以上有問題
recurrence-table = 歷史紀錄
recurrence-not-judged = 未判定：{ $rules } — { $reason }
recurrence-no-history = 使用了 --no-history，不知道先前各月誰有問題
recurrence-first = 歷史紀錄中沒有更早的月份，不知道先前各月誰有問題
recurrence-nothing-judged = 它所看的規則本次都未判定
recurrence-nobodys = { $count } 項稽核發現沒有負責人或負責人已遮罩，無法判斷是否再犯
recurrence-not-watched = 有 { $count } 條規則本次未判定，無法判斷誰再犯
terminal-gone = 匯出檔已無此單據
column-months = 月數
column-rules-judged = 執行規則
column-not-in-export = 已不在匯出檔
column-left-export = 曾不在匯出檔
terminal-in-baseline = { $count } 項稽核發現在基準清單中，不計入。
status-in-baseline = （在基準清單中）
workbook-status-in-baseline = 在基準清單中
workbook-state-again = 仍存在
workbook-state-reopened = 復發

## 基準清單

baseline-unreadable = 無法讀取基準清單 { $file }：{ $error }
baseline-foreign = { $file } 不是基準清單；請用 `crm-audit baseline create` 產生
baseline-newer = 基準清單 { $file } 由較新版本的 crm-audit 寫入，請更新程式
baseline-identity = 基準清單 { $file } 已損毀：`{ $identity }` 不是稽核發現的識別碼
baseline-twice = 基準清單 { $file } 中 { $identity } 出現兩次，請刪除其中一行
baseline-exists = { $file } 已存在；剔除已改善的項目請用 `crm-audit baseline prune`，要重新建立請先刪除該檔案
baseline-not-written = 未能完成全部稽核，基準清單維持原樣
baseline-missing-files = { $table }：建立基準清單時有資料列的檔案有 { $known } 個，現有 { $found } 個，因此其條目一律保留（若屬正常，請修改 { $file } 中 "files" 的數字）
baseline-created = 已將 { $count } 項稽核發現列為已知；`crm-audit check --baseline` 只對其他問題判為未通過
baseline-pruned = 剔除 { $count } 項，剩餘 { $left } 項
baseline-stale = 基準清單中有 { $count } 項已不存在（可用 `crm-audit baseline prune` 剔除）：{ $rules }
cli-check-baseline = 只對此檔案未列出的稽核發現判為未通過
cli-check-no-history = 不讀取也不寫入歷史紀錄
cli-history = 列出專案的歷次稽核，以及各規則的趨勢
cli-history-project = 專案資料夾（預設：目前資料夾）
cli-history-format = 輸出格式
cli-history-show = 檢視某次稽核：新增、復發與已改善
cli-history-show-run = 稽核的序號或基準日
cli-history-diff = 比較兩次稽核，較早的一次在前
cli-history-diff-first = 稽核的序號或基準日
cli-history-diff-second = 與之比較的稽核
cli-history-export = 匯出歷次稽核的全部稽核發現
cli-history-export-format = 標準輸出的格式
cli-history-export-output = 改為寫入此檔案；格式取決於副檔名：csv 或 json
cli-baseline = 維護已知問題清單，使稽核只對其他問題判為未通過
cli-baseline-create = 執行稽核，並將全部稽核發現列入新檔案
cli-baseline-create-output = 要寫入的檔案；不會覆寫既有檔案
cli-baseline-prune = 執行稽核，從檔案中剔除已不存在的項目；不會新增任何項目
cli-baseline-prune-baseline = 要精簡的檔案

## 處置

decision-adopt = 納入規範
decision-accept-once = 單次放行
decision-correct = 改善
decision-data-error = 資料錯誤
disposition-until = { $verdict }，至 { $day }
disposition-expired = { $verdict }，至 { $day }（已到期）
disposition-due = { $verdict }，限 { $day }
disposition-overdue = { $verdict }，限 { $day }（已逾期）
disposed-part = { $what } { $count }
report-disposed = { $findings }，其中 { $count } 項已有處置決定（{ $parts }）{ $overdue ->
    [0] {""}
   *[other] ，{ $overdue } 項已逾期
}{ $expired ->
    [0] {""}
   *[other] ，{ $expired } 項已到期
}
workbook-status-disposed = 已處置
workbook-undecided = 未作決定或已過截止日
workbook-net-rate-note = 淨違規率 = 不計已全部有處置決定且未過截止日的列。
column-net-rate = 淨違規率
column-disposition = 處置
column-decided-on = 決定日期
column-until = 有效期至
column-due = 期限
column-covers = 涵蓋數
column-term = 天數
column-last-day = 截止日
column-decision = 決定
column-actor = 改善責任人
column-decided-findings = 處置對象
column-reason = 理由
dispositions-table = 處置決定
dispositions-match = 處置對象
dispositions-later = 有 { $count } 筆處置決定作成於 { $day } 之後，本次未採用
dispositions-disputed = { $count } 項稽核發現有互相矛盾的處置決定：以最具體者為準，其次以最近者為準；見 dispositions.toml 第 { $lines } 行
rule-label-expired = 放行已到期
rule-label-overdue = 改善逾期
rule-label-unused = 處置決定無對應的稽核發現
rule-label-broad = 處置決定涵蓋過廣
expected-expired = 放行到期後不再出現
expected-overdue = 在期限內改善
expected-unused = 至少一項稽核發現
expected-broad = 至多 { $other } 項
finding-expired = 放行已到期，放行的問題仍然存在（{ $detail } 項）；請重新決定或予以改善
finding-overdue = 期限已過，問題仍然存在（{ $detail } 項）；請予以改善或重新決定
finding-overdue-absent = 期限已過，而所指單據不在匯出資料中；請確認已辦結後刪除此筆，或更正 `match`
finding-unused = 已沒有對應的稽核發現；請刪除此筆，或更正 `match`
finding-unused-absent = 沒有對應的稽核發現，所指單據也不在匯出資料中；請更正 `match`，或確認已辦結後刪除此筆
finding-broad = 涵蓋了 { $detail } 項稽核發現，而決定當時只有 { $other } 項；請核對新增的，再修改 `match` 或 `covers`
problem-empty-text = `{ $name }` 是空的
problem-disposition-brackets = 處置決定寫在 [[disposition]] 之下，中括號須為兩層
problem-disposition-selection = `match` 須寫明 `finding` 或 `rule`
problem-disposition-finding = `{ $written }` 不是稽核發現的識別碼；請從報表中複製其 16 個字元
problem-disposition-pattern = `{ $pattern }` 不是有效的萬用字元；星號本身寫成 [*]，不可用 **
problem-disposition-of-its-own = `{ $id }` 的稽核發現針對處置決定本身，不能再對其處置
problem-disposition-covers = `covers` 是決定當時的稽核發現數，至少為 1；寫了 `finding` 時才可省略
problem-disposition-needs = `{ $verdict }` 須寫明 `{ $name }`
problem-disposition-excess = `{ $name }` 不能與 `{ $verdict }` 並用
problem-disposition-backwards = `{ $name }` 早於 `decided_on`
problem-disposition-twice = 同一天對同一對象做了兩次決定；請只保留一筆
problem-dispositions-table = 資料表名稱 `{ $name }` 已由 { $file } 使用；請為此資料表另取名稱
hint-disposition-end = `{ $verdict }` 的截止日寫成 `{ $name }`
explain-dispositions = crm-audit.toml 旁的 dispositions.toml 記錄對稽核發現的處置決定。每筆決定對應一項稽核發現（依識別碼），或某條規則的稽核發現，並為其加註；不隱藏任何一項，各項計數也不變。已有決定者，在截止日之前不判為未通過：accept_once 的截止日是 `until`，adopt、correct、data_error 的是 `due`。數筆決定對應同一項時，以最具體者為準（識別碼，其次單據，再次萬用字元），其次以最近者為準。稽核基準日早於決定日期者，不採用該決定。
    dispositions.expired：放行已到期，放行的問題仍然存在。
    dispositions.overdue：期限已過，問題仍然存在。
    dispositions.unused：所指的規則都已完整檢查，卻沒有對應的稽核發現。
    dispositions.broad：涵蓋的稽核發現多於決定當時的數目。
    可用 [tune] 調整其嚴重度，或將其停用。
dispose-not-audited = 未能完成全部稽核，因此沒有寫入 { $file }；可用 --select 或 --ignore 略過無法稽核的部分
dispose-refused = 沒有寫入 { $file }
dispose-no-finding = 截至 { $day }，沒有識別碼為 `{ $identity }` 的稽核發現；請從當日的報表中複製
dispose-nothing = 截至 { $day }，沒有對應的稽核發現；規則、單據與欄位的寫法請查看報表
dispose-shadowed = 對應的 { $count } 項稽核發現均已有更具體的處置決定；請修改那些決定
dispose-later = { $day } 晚於稽核基準日 { $as_of }；請用 --as-of 指定較晚的日期
dispose-changed = 稽核期間 { $file } 已被修改；沒有寫入，請重新執行
dispose-covers = 此筆涵蓋 { $count } 項稽核發現
dispose-covers-more = … 另有 { $count } 項（--limit 可多列）
dispose-days-over = 逾期 { $count } 天
dispose-days-left = 剩餘 { $count } 天
dispose-list-empty = 截至 { $day }，沒有未結的處置決定
cli-schema-file = 描述哪個檔案：project（crm-audit.toml 與規則檔）或 dispositions（dispositions.toml）
cli-dispose = 執行稽核，並把對稽核發現的處置決定寫入 dispositions.toml
cli-dispose-finding = 一項稽核發現的識別碼，見報表
cli-dispose-rule = 某條規則的稽核發現：規則 ID，或含 * 的萬用字元
cli-dispose-document = 其中某張單據的，或符合萬用字元的單據的
cli-dispose-column = 其中某一欄位的
cli-dispose-of-owner = 其中某位責任人的
cli-dispose-of-department = 其中某個部門的
cli-dispose-verdict = 處置決定：adopt（納入規範）、accept_once（單次放行，至某日）、correct（改善）、data_error（僅資料有誤）
cli-dispose-reason = 理由
cli-dispose-cause = 原因
cli-dispose-remedy = 防止再次發生的措施；adopt 時寫明流程與規則如何修改
cli-dispose-owner = 由誰改善；correct 必填
cli-dispose-due = 改善期限；correct 必填
cli-dispose-until = 放行有效期至；accept_once 必填
cli-dispose-decided-by = 由誰決定：會議或人員
cli-dispose-decided-on = 決定日期；預設為稽核基準日
cli-dispose-limit = 最多列出幾項本筆涵蓋的稽核發現；數量不受影響
cli-dispose-list = 執行稽核，列出已有決定但仍然存在的問題，逾期的在前
cli-dispose-list-format = 清單的格式

## 稽核發現卡住的單據

link-named = { $label }「{ $field }」
link-unknown = 無法得知卡住了哪些單據（{ $label }）：{ $reason }
link-lost = { $label }：有 { $count } 列的來源單號無法讀取，不知道它們在等哪張單據
link-undecided = { $label }：有 { $count } 列無法判斷是否在等，未計入
link-amounts = { $label }：卡住的單據中有 { $count } 個金額無法讀取，相關合計不予列出
link-dates = { $label }：卡住的單據中有 { $count } 個日期無法讀取，相關天數不予列出
link-repeated = { $label }：有 { $count } 張單據出現在多個檔案中，各檔案的金額相加；檔案內容如有重疊，請只保留一份
link-unfit = { $label }：有 { $rows } 列寫明在等哪張單據，但查了 { $keys } 個單號，在 { $table } 中一個也沒有；若只是寫法不同，請在 [[link]] 中以 `normalise` 寫明
blocks-amount = { $label }：{ $amount }
blocks-unknown = { $label }：不詳
blocks-count = { $label } { $count } 張
blocks-part = { $label } { $count } 張（{ $amount }）
blocks-since = { $parts }，{ $days } 天
terminal-blocks = 卡住 { $count } 張單據，最久已等 { $days } 天：{ $parts }
terminal-blocks-undated = 卡住 { $count } 張單據：{ $parts }
terminal-blocks-unknown = 卡住的單據：{ $parts }
column-blocks = 卡住單據
column-blocks-documents = 卡住單據數
column-blocks-amount = 卡住金額
column-blocks-days = 已等天數
workbook-blocks = 稽核發現卡住的單據
workbook-blocks-note = 正在等「有稽核發現的單據」的後續單據。同一張單據在一條規則、一位負責人名下只算一次；不同種類單據的金額不相加。
explain-link-what = [[link]] 寫明哪種單據在等哪種單據。稽核發現據此列出它卡住了多少張單據、金額多少、已等多少天。
explain-link-limits = 只算直接相連的單據。鍵的比較方式與 check.reference 相同（包括 `normalise`），首尾空白不計；若一個都對不上，會給出提示。多列的單據按所在資料表的 `key` 只算一張，各列金額相加；經由同一資料表的幾段關聯在等的，也只算一張。天數從最早的日期算到基準日，是整日曆天數。無法讀取的內容以提示列出，相應的數字不列。
problem-link-brackets = 單據關聯寫在 [[link]] 之下，中括號須為兩層
problem-link-form = 此處須寫明資料表和欄位："TABLE.FIELD"，例如 "orders.order_no"
problem-link-not-key = `{ $field }` 不是資料表 `{ $table }` 的 key，而稽核發現是以 key 辨認單據的
problem-link-sensitive = `{ $field }` 是敏感欄位：合計或天數會洩漏已遮罩的內容
hint-link-no-key = 在 [tables.{ $table }] 裡寫 `key = ["{ $field }"]`
hint-link-key = `{ $table }` 的 key 由多個欄位組成（{ $key }），單據關聯不能指向它
