### 範本：發給填寫人的活頁簿、欄位清單，以及交回後的比對

template-title = 資料收集表：欄位清單與填寫說明
template-sheet-guide = 填寫說明
template-list = 欄位清單
template-table = 表
template-column = 欄名
template-required = 必填
template-format = 類型與格式
template-chars = 字元數
template-bytes = 位元組數
template-values = 允許的值
template-relations = 唯一與參照
template-example = 範例
template-supplier = 由誰提供
template-help = 填寫要求
template-left = Excel 不驗證、交回後檢查

template-always = 必填
template-sometimes = 視情況
template-optional = 選填
template-text = 文字
template-person = 人員
template-integer = 整數
template-decimal = 數字
template-date = 日期（2026-01-31）
template-datetime = 日期時間（2026-01-31 08:30）
template-boolean = 是或否
template-pattern = 格式：{ $form }
template-words = { $words }（共 { $count } 個）
template-refers = 須是{ $table }中已有的{ $column }{ $some ->
        [yes] ，且符合規則的條件
       *[no] {""}
    }
template-between = ；
template-note = { $name }：{ $text }
template-refused = 不符合要求：{ $told }
template-example-row = 本列是範例，檢查時不計；請從第 3 列起填寫。改寫本列任何一格後，它就按一般資料列檢查。

template-fill = 怎麼填
template-fill-rows = 一列一筆資料，在欄名下面依序填寫，中間不留空白列。
template-fill-example = 欄名下面的灰色斜體列是範例，檢查時不計；請在它下面填寫，不要改寫它。
template-fill-example-in = 以下工作表欄名下方的灰色斜體列是範例，檢查時不計：{ $sheets }；請在它下方填寫，不要改寫它。其他工作表沒有範例列，自欄名的下一列起填寫。
template-fill-required = 欄名帶 * 的必填：一列已開始填寫而必填格空著，該格顯示為紅色。
template-fill-notes = 每一欄的要求寫在欄名的附註裡；有下拉箭頭的儲存格請從中選擇。
template-fill-paste = 貼上會繞過資料驗證，下拉、長度、日期的限制都攔不住；請用「選擇性貼上—值」，並以交回後的檢查為準。
template-fill-codes = 編碼欄已設為文字格式，前面的 0 會保留，請不要改成數字。
template-fill-locked = 請不要改欄名、增刪欄或改工作表名稱；表結構已鎖定（沒有密碼）。下拉與驗證設到第 { $last } 列，再往下的資料列交回後同樣檢查。

template-imports = 匯入順序
template-import = { $number }. { $tables }
template-import-after = { $number }. { $tables }（須先有：{ $after }）
template-import-circle = { $number }. { $tables }：互相參照，先匯入不帶參照的欄，再補參照

template-coding = 編碼原則：{ $scheme }
template-variant = { $variant }：
template-variant-when = { $variant }（適用於 { $when } 的資料列）：
template-picture = 編碼形如 { $picture }
template-segment = { $place }　{ $name }：{ $holds }
template-right = 正確：{ $codes }
template-wrong = 錯誤：{ $code } —— { $why }
template-failed = 現有資料中有 { $count } 個編碼不符合原則，例如：
template-failed-code = { $code }（{ $file } 第 { $row } 列）—— { $why }
template-failed-secret = { $code }（{ $file } 第 { $row } 列）
template-recorded = 歷史上曾查出 { $count } 個編碼不符合原則，例如：{ $codes }

template-unlisted = 沒有下拉清單的參照欄
template-no-list = { $sheet }的「{ $column }」：{ $reason }
template-keys-secret = 被參照的欄是敏感資料，不列出
template-keys-asks = 可參照哪些資料列還取決於其他表，不列出
template-keys-none = 還沒有{ $table }的資料；有了匯出檔後重新產生範本即可
template-keys-unread = { $table }的檔案讀不出來
template-keys-many = { $table }有 { $count } 個值，超過 { $most } 個不列出

template-left-unique = 是否重複
template-left-bytes = { $encodings } 位元組數
template-left-length = 長度
template-left-pattern = 格式
template-left-values = 值
template-left-coding = 是否符合{ $scheme }
template-left-identifier = { $scheme }的檢核
template-left-reference = 在{ $table }中是否存在
template-left-rule = { $rule }

template-format-of = { $file }：範本寫不成這種格式；可用 xlsx（供填寫）、md、csv、html、txt（欄位清單）
template-filled = { $file } 是已填寫的範本（工作表「{ $sheet }」第 { $row } 列），不覆寫；請先把它移走，或寫到別的檔案
template-foreign = { $file } 是既有的活頁簿，不是本程式產生的範本，不覆寫；請先把它移走，或寫到別的檔案
template-unknown = { $file } 已存在，無法確認其中是否已填寫內容（{ $reason }），不覆寫；請先把它移走，或寫到別的檔案
template-two-projects = { $folder }：一次只能用一個專案

returned-other = 這是{ $others }的範本，裡面沒有{ $table }；按一般檔案讀取
returned-table = 範本中的表名是 `{ $was }`，資料字典現在是 `{ $is }`；按一般檔案讀取，範例列也會檢查
returned-version = 範本由另一版本的 crm-audit 產生，比對可能不全
returned-old = 範本已過時，資料字典此後有變更：{ $changes }
returned-and = { $first }；{ $second }
returned-added-since = 新增了欄 { $columns }
returned-removed-since = 取消了欄 { $columns }
returned-more = 另有其他變更
returned-changed = { $column }：{ $changes }
changed-also = { $first }，{ $second }
changed-from-to = { $was } → { $is }
changed-nothing = 不限
changed-heading = 欄名由「{ $was }」改為「{ $is }」
changed-least = 至少 { $count } 個字
changed-most = 最多 { $count } 個字
changed-bytes = 最多 { $count } 位元組（{ $encoding }）
changed-scale = 最多 { $digits } 位小數
changed-unique = 不可重複
changed-repeated = 可以重複
changed-list-now = 現須從清單中選：{ $values }
changed-list-no-more = 不再限定清單
changed-list-more = 可選的值增加：{ $values }
changed-list-fewer = 可選的值去掉：{ $values }
changed-list = 可選的值有變動
changed-now = 新要求：{ $what }
changed-no-more = 不再要求：{ $what }
changed-written = { $written }
changed-otherwise = 其他要求有變動
returned-sheet = 工作表「{ $was }」不在了，改讀「{ $is }」
returned-renamed = { $column } 欄的欄名在範本中是「{ $was }」，現在是「{ $is }」
returned-moved = 以下欄的位置與範本不同：{ $columns }
returned-added = 範本中沒有的欄：{ $columns }
returned-lost = 缺少範本中的欄：{ $columns }
returned-gap = 第 { $rows } 列是空白列，空白列下面的資料列照樣檢查
