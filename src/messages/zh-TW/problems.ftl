### 專案檔與規則檔中的錯誤

problem-count = 共 { $count } 處錯誤，未進行稽核。
problem-not-a-project = { $file } 不是專案檔
problem-no-table = 專案中沒有定義任何資料表，無可稽核
problem-first-here = 另見此處
problem-no-project = { $folder } 中沒有專案：找不到 crm-audit.toml
hint-init = `crm-audit init` 可產生入門專案
project-not-utf8 = 檔案編碼不是 UTF-8，應另存為 UTF-8
problem-toml-syntax = TOML 語法錯誤：{ $error }
toml-twice = `{ $name }` 寫了兩次
toml-unclosed = 這裡開啟的括號沒有關閉：缺少 `{ $close }`
toml-unclosed-here = 清單沒有關閉：此處之後缺少 `{ $close }`
toml-header = 節的標題沒有關閉：缺少 `{ $close }`
toml-header-open = 節的標題開頭缺少 `{ $open }`
toml-bare-key = `{ $name }` 在這裡要加引號：只有拉丁字母、數字、`-` 與 `_` 可以不加
toml-blank = 這裡是 TOML 不認得的空白字元（{ $code }），請改用一般空格
toml-key = 鍵名中不能有這個字元
toml-unquoted = 文字 `{ $written }` 沒有加引號
toml-boolean = 請寫小寫的 `true` 或 `false`
toml-date = 這不是日期；應寫成 2026-01-05，月與日各兩位
toml-comma = 這裡之前缺少逗號 `,`
toml-comma-behind = 這一行末尾缺少逗號 `,`
toml-no-value = 鍵沒有值；應寫成 `鍵 = 值`
toml-unclosed-text = 文字沒有結束：缺少後引號
toml-escape = `\` 後面的字元不構成跳脫字元
toml-number = `{ $written }` 不是數字
toml-extra = 這裡不應有此內容
toml-control = 這裡有控制字元，請刪除
toml-depth = 清單與表格巢狀過深
toml-other = 此處不符合 TOML 的寫法
toml-null = TOML 沒有空值；不須填寫的，請刪去整行
toml-braces-closed = `{ $name }` 的大括號已經關閉；請把這個鍵寫進大括號裡
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
problem-bad-id = `{ $id }` 不能當作規則編號：只能使用小寫字母、數字與連字號，例如 order-approved-late
problem-unknown-rule = 沒有規則 `{ $id }`
problem-unknown-table = 沒有資料表 `{ $table }`
problem-unknown-field = 資料表 `{ $table }` 沒有欄位 `{ $field }`
problem-unknown-pack = 沒有規則包 `{ $name }`
problem-unknown-encoding = `{ $name }` 不是已知的編碼；可用的有 gbk、big5、utf-8 等
problem-no-rule-file = 沒有符合 `{ $pattern }` 的檔案
problem-bad-glob = `{ $pattern }` 不是有效的檔案萬用字元
problem-unknown-placeholder = `{ $pattern }` 中的 `{ $word }` 沒有意義；可用的只有 `{"{"}month{"}"}`，代表基準日的年月，如 202610
problem-per-empty = `per` 未指定欄位
problem-per-key = `per` 與 `key` 指定的欄位不同
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
problem-zone-needs-datetime = `timezone` 僅用於 datetime 型別的欄位
problem-zone-of-company = 只有知道公司的時區，欄的時區才有意義
problem-calendar-shipped = `{ $name }` 是程式內建的行事曆；請另取名稱，並以 extends 引用它
problem-calendar-twice = 行事曆 `{ $name }` 定義了兩次
problem-calendar-circle = 行事曆 `{ $name }` 直接或間接引用了自己
problem-calendar-range = 行事曆須有 `from` 與 `to`（涵蓋的起訖日），或引用另一個行事曆（extends）
problem-calendar-backwards = 這個行事曆的 `to` 早於 `from`
problem-no-workday = 這個行事曆沒有任何工作日
problem-bad-hours = `{ $written }` 不是上班時段；應寫成 "08:30-12:00"，跨零點的寫成 "22:00-06:00"
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
problem-recurrence-months = 只看一個月談不上重複發生；`months` 至少為 2
problem-recurrence-within = 只看最近 { $within } 個月，不可能有 { $months } 個月有問題；`within` 不得小於 `months`
problem-recurrence-nothing = `rules` 是空的，什麼都不會檢查
problem-recurrence-key = 重複發生規則看的是其他規則的稽核發現，不能設 `{ $key }`
problem-recurrence-table = 資料表名稱 `{ $name }` 由重複發生規則使用；請為此資料表另取名稱
problem-recurrence-no-rule = 沒有名為 `{ $name }` 的匯出檔規則
problem-field-type = `{ $field }` 的型別是 { $found }，此處需要 { $wanted }
problem-not-comparable = `{ $left }`（{ $left_type }）與 `{ $right }`（{ $right_type }）無法比較
problem-compare-own = 此項用於找到另一資料表的列，而 `{ $field }` 是本資料表的欄位
problem-compare-on = `right` 是資料表 `{ $table }` 的欄位：用 `on` 寫明由本列的哪些欄位找到該資料表的列
problem-compare-left = `left` 須為本資料表的欄位，`{ $field }` 屬於另一資料表，應寫在 `right`
problem-compare-computed = `left` 與 `right` 只能寫欄位，不能寫算式
problem-two-sums = check.total 將本列的一個數字與一個合計核對，不能將合計與另一個合計比較
problem-field-elsewhere = `{ $field }` 是另一資料表的欄位，此處應為 `{ $table }` 的欄位
problem-bad-regex = 不是有效的正規表示式：{ $error }
regex-group-open = `(` 開啟的群組沒有以 `)` 關閉
regex-group-closed = `)` 之前沒有與它成對的 `(`
regex-class-open = `[` 開啟後沒有關閉：缺少 `]`
regex-range = 範圍 `{ $part }` 前後顛倒
regex-range-end = `{ $part }` 不能作為範圍的一端
regex-nothing-repeated = `*`、`+`、`?` 或大括號中的次數之前，沒有可重複的內容
regex-count = 重複次數的寫法不對；應寫成 {"{"}3{"}"}、{"{"}2,{"}"} 或 {"{"}2,5{"}"}
regex-escape = `{ $part }` 沒有意義
regex-escape-end = 結尾多了一個 `\`
regex-property = 沒有 `{ $part }` 這類字元
regex-look = 不支援環視（lookaround），如 `{ $part }`
regex-reference = 不支援反向參照，如 `{ $part }`
regex-flag = `(?` 後面不是可用的旗標
regex-name = 這不能當作群組名稱
regex-large = 過大：重複次數或巢狀過多
regex-other = 此處不符合正規表示式的寫法
problem-bad-sql = 不是有效的 SQL 條件：{ $error }
sql-unclosed = 文字沒有結束：缺少後面的 `'`
sql-value = 欄位、值或條件
sql-sign = `{ $sign }`
sql-expected = 此處應為{ $wanted }，卻是 `{ $found }`
sql-ends = 寫到這裡就斷了，後面應為{ $wanted }
sql-other = 此處無法辨識
problem-sql-rest = 條件應到此結束，卻還有 { $found }
problem-sql-not-boolean = 這不是條件：其結果不是真或假
problem-sql-no-field = 條件中沒有任何欄位
problem-sql-unsupported = 條件中不支援：{ $what }
problem-sql-function = 沒有函式 `{ $name }`
problem-sql-arguments = `{ $name }` 的引數個數不符
problem-sql-mixed = { $left }與{ $right }在此不能一起使用
problem-sql-needs-text = 此處需要文字；數字與日期的字元取決於匯出時的寫法
problem-sql-needs-date = 此處需要日期
problem-sql-needs-span = 此處需要兩個日期的差
problem-sql-needs-time = 此處需要含時間的日期，或 08:30 這樣的文字
problem-sql-needs-constant = 此處需要直接寫出的值
problem-substr-from-one = 字元從 1 數起，至少取一個
problem-bad-time = 「{ $written }」不是時刻
problem-like-backslash = `\` 在 LIKE 中的意義因資料庫而異
problem-like-escape = ESCAPE 指定的字元後面沒有內容
problem-sql-other-table = 條件只能使用本資料表的欄位，不能使用 `{ $name }` 的欄位
problem-unknown-word = `{ $field }` 的值中沒有 `{ $word }`
problem-sql-too-deep = 條件中的運算子超過 { $most } 個；請拆成幾條規則，或用 IN 列出各值
problem-sql-too-long = 條件超過 { $most } 位元組
hint-input = 應指定專案資料夾，匯出檔用 --input 表名={ $file } 指定
hint-did-you-mean = 是否應為 `{ $name }`？
hint-meant-of = 是否應為 `{ $name }`？可用：{ $names }
hint-literal-brace = 檔名本身含大括號時，寫成 `[{"{"}]`
hint-one-of = 可用：{ $names }
hint-fields = `{ $table }` 的欄位有：{ $names }
hint-plain-sign = 應寫半形的 `{ $plain }`，而不是 `{ $written }`
hint-quoted = 請加引號："{ $text }"
hint-written = 請寫 { $written }
hint-all-written = 請寫 { $names }
hint-regex-itself = 要表示這個字元本身，請寫 `{ $written }`
hint-regex-look = 請改用兩個條件，例如 check.expression = {"{"} must = "regexp_like(欄位, '…') AND NOT regexp_like(欄位, '…')" {"}"}
hint-unit = 請加引號並寫明單位，例如 { $names }
hint-delete = 請刪去 `{ $sign }`
hint-quotes-within = 文字遇到同種引號就結束；雙引號裡面的文字請用單引號："status = 'open'"
hint-check-section = 在 [[rule]] 之下應寫 [rule.check.種類]，或寫成一行：check.種類 = {"{"} … {"}"}
hint-flag = 請寫 `{ $plain }`，不加引號
hint-comment = 註解以 # 開頭
hint-equals = 鍵與值之間用 `=`，不用 `:`
hint-twice = 請刪去其中一處
hint-twice-header = 只保留一個 { $header }，各行都寫在其下
hint-twice-several = 請刪去其中一處；如果兩個都要，請寫 { $both }
hint-same-header = 一欄只能對應一個欄位：請改正其中一個欄名，或刪去多餘的欄位；如果匯出檔案中確有兩個同名的欄，請在指第二欄的欄位中寫 `nth = 2`
hint-two-rules = 請拆成兩條規則：每個 check 各寫一個 [[rule]]，各有自己的 `id`
hint-above-check = `{ $name }` 屬於規則本身，不屬於 check：請把這一行移到 [rule.check.{ $kind }] 之上，或移到大括號之外
hint-sequence = 編號是否連續、有無跳號，目前無法檢查；重複的編號可用 check.unique 查出
hint-backslash = 雙引號中的反斜線代表跳脫；路徑請用 /，或改用單引號
hint-single-quotes = 文字用單引號括住：'{ $text }'
hint-single-quotes-list = 文字用單引號括住：{ $list }
hint-or = { $one }；或者：{ $other }
hint-is-null = 應寫成 IS NULL 或 IS NOT NULL
hint-date-as-text = 與 DATE '2026-03-05' 比較，或用 year(欄位)、month(欄位)、day(欄位)
hint-number-as-text = 按數字比較；編碼類欄位請宣告 `type = "text"`
hint-other-as-text = 若要檢查字元，請將欄位宣告為 `type = "text"`
hint-like-escape = 指定跳脫字元，例如 LIKE '50!%' ESCAPE '!'
hint-per-key = 按單據檢查時 `per` 就是鍵值，去掉 `key` 即可；明細列可另建一張資料表，讀取同樣的檔案
hint-other-table = 查另一張資料表用 check.reference、check.compare（`right = "資料表.欄位"` 加 `on`）或 check.total，對該表各列的條件寫在其 `when` 裡
hint-on = 寫明本列中存放其鍵的欄位，例如 on = ["欄位"]；`{ $table }` 的欄位有：{ $names }
hint-compare-elsewhere = 另一資料表的欄位寫成 `right = "資料表.欄位"`，並用 `on = ["欄位"]` 找到該資料表的列
hint-compute = 用一列的各欄位計算用 check.expression，數字與另一資料表的合計核對用 check.total
hint-aggregate = 條件只看一列：本列的數字與另一資料表的合計核對，用 check.total
hint-two-sums = 單頭有該數字的，用兩條規則分別與兩個合計核對；沒有的，請將其中一個合計隨資料匯出
hint-split = 同一儲存格裡的數個值不能拆開相加：請分列或分欄匯出，再用 check.total 或 check.expression 相加
hint-unique-across = 要跨數個資料表檢查重複，請另設一個包含這些檔案的資料表，files = ["a.csv", "b.csv"]，再對它檢查；同一個檔案可以屬於數個資料表
hint-no-division = 改為乘到另一邊：a * 100 > b * 5
hint-braces = 成對的內容寫在大括號裡：{"{"} "匯出檔中的值" = "規則中的值" {"}"}
hint-days = 請將兩個日期相減：`days(a - b) > 5`，或 `a - b > INTERVAL '5' DAY`
hint-interval = 日期之差應與時間長度比較，例如 INTERVAL '5' DAY
hint-cast = 條件中不做型別轉換：欄位是什麼型別，由資料字典宣告，如 {"{"} type = "decimal" {"}"}
hint-day-of = 日期時間與某一天比較時依日期計，如 欄位 = DATE '2026-03-05'；兩個日期時間是否同一天，看 year(…)、month(…)、day(…) 是否都相等
hint-clock = 請寫 time_of_day({ $field })，與 TIME '08:00' 比較
hint-round = 條件中不做四捨五入：欄位允許幾位小數，在資料字典中寫 `scale = 2`；允許有差額的比較寫 abs(a - b) < 0.005
hint-replace = 條件中不能取代文字：regexp_like(欄位, '…') 規定寫法，substr(欄位, 1, 2) 與 regexp_substr(欄位, '…') 取其中一段，`||` 把數段接起來
hint-weekday = 無法判斷星期幾；check.latency 的 `workdays` 依日曆計工作日
hint-upper = 不分大小寫的比較，請在兩邊都寫 lower(…)；是否含有小寫字母，用 regexp_like(欄位, '[a-z]')
hint-case = 各種情形請用 AND 與 OR 寫，如 (a = 'x' AND b = 1) OR (a <> 'x' AND b = 0)，或者每種情形各寫一條帶 `when` 的規則
hint-remainder = 無法計算餘數；宣告為文字的編號，可用 regexp_like(欄位, '[02468]$') 判斷末位數字
hint-empty-value = 空儲存格在這裡不是文字：請寫 { $field } IS NULL，或者在 coalesce 中給出與欄位同型別的值
hint-tune = 要更改規則包中的規則，請寫 [tune."{ $id }"]
hint-calendar = 可用 { $names } 及 [calendars] 中的行事曆，如 `calendar = "cn"`
hint-zone = 請用 IANA 時區名稱，如 `Asia/Taipei`、`Asia/Shanghai`，或寫與 UTC 的時差：`+08:00`
hint-zone-of-company = 請在 [project] 中寫 `timezone = "Asia/Taipei"`
hint-hours = 如 `hours = ["08:30-12:00", "13:30-17:30"]`
hint-people = 宣告 [tables.people]，其中須有欄位 `account`；匯出檔中有的，再宣告 `name`、`department`、`joined`、`left`、`assessed_on`
