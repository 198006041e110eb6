### 匯出檔裡有什麼：crm-audit profile

cli-profile = 不需要專案，直接檢視匯出檔的內容：各欄讀作什麼、有哪些反例、鍵與關聯
cli-profile-files = 要檢視的匯出檔：檔案、萬用字元或資料夾
cli-profile-format = 標準輸出的格式
cli-profile-output = 另外寫入檔案；格式依副檔名而定：xlsx、json、txt（可重複）
cli-profile-examples = { "  " }crm-audit profile 銷售訂單.xlsx
    { "  " }crm-audit profile 匯出/202610 -o 概況.xlsx
profile-format = { $file }：資料概況只能寫成 xlsx、json 或 txt
profile-no-file = 沒有這個檔案，也沒有符合的檔案
profile-nothing = 沒有可檢視的內容：所有檔案都無法讀取
profile-breaks-off = { $cut }；之後的內容不得而知
profile-no-table = 不是表格：多數列不分欄
profile-unread = 無法讀取
profile-made-up = 第{ $number }欄

## 表

profile-columns = { $count } 欄
profile-header = 標題列在第 { $row } 列
profile-no-header = 沒有標題列：各欄依序號命名
profile-aside = { $count } 列不屬於資料
profile-refused = { $count } 筆損壞的記錄
profile-faulty = { $count } 列的儲存格過多或過少
profile-damaged = { $count } 個損壞的儲存格
profile-row = 第 { $row } 列
profile-file-row = { $file } 第 { $row } 列
profile-example = 「{ $text }」（{ $place }）

profile-heading-column = 欄位
profile-heading-reads = 讀作
profile-heading-filled = 已填
profile-heading-different = 不同值
profile-heading-length = 長度
profile-heading-content = 內容
profile-length-key = 長度以字元計；斜線後為 GBK 位元組數（多於字元數時）。
profile-semicolon = {"；"}

profile-reads-empty = 空
profile-reads-text = 文字
profile-reads-code = 編碼
profile-reads-integer = 整數
profile-reads-decimal = 小數
profile-reads-date = 日期
profile-reads-datetime = 日期時間
profile-reads-boolean = 是/否
profile-over = 超過 { $count }

## 欄位

profile-against = 無法讀取 { $count } 個，如{ $example }
profile-nothing-word = 「{ $word }」{ $count } 個
profile-nothing-words = 表示空白的詞：{ $words }
profile-zeros = 帶前導零 { $count } 個
profile-shape = { $shape }：{ $count }
profile-shape-rare = { $shape }：{ $count }，如{ $example }
profile-shapes-more = 另有 { $count } 種形式
profile-value = { $text }：{ $count }
profile-values-least = 至少：{ $values }
profile-range = { $least } 至 { $most }
profile-median = 中位數 { $median }
profile-sum = 合計 { $sum }
profile-negative = 負數 { $count } 個，如{ $example }
profile-nought = 零 { $count } 個
profile-written = 帶千分位或貨幣符號 { $count } 個，如{ $example }
profile-far = 遠離其他值的 { $count } 個，如{ $example }
profile-unit = 後面帶「{ $unit }」
profile-day-first = 日在月前
profile-month-first = 月在日前
profile-order-open = 日月先後不明 { $count } 個，如{ $example }
profile-order-against = 日月順序相反 { $count } 個，如{ $example }
profile-zoned = 帶時區 { $count } 個
profile-blanks-at-ends = 前後有空白 { $count } 個，如{ $place }
profile-invisible = 含不可見字元 { $count } 個，如{ $place }
profile-full-width = 含全形字母或數字 { $count } 個，如{ $example }
profile-line-breaks = 含換行 { $count } 個，如{ $place }
profile-characters-digits = 數字
profile-characters-capitals = 大寫字母
profile-characters-small = 小寫字母
profile-characters-ideographs = 漢字
profile-characters-letters = 其他文字
profile-characters-marks = 符號
profile-characters-blanks = 空格
profile-characters = 由{ $kinds }組成
profile-private-phone = 電話號碼，已遮罩
profile-private-identity = 身分證號碼，已遮罩
profile-private-email = 電子郵件，已遮罩
profile-private = 已遮罩

## 欄與欄

profile-kept = 只查了前 { $rows }。
profile-left-out = 最後 { $count } 欄未與其他欄位比對。
profile-key = 鍵：{ $columns }
profile-key-nearly = 接近於鍵：{ $columns }；{ $count } 列空白或與其他列重複，如{ $example }
profile-no-key = 沒有哪一欄或哪兩欄能區分各列。
profile-depends = { $column } 決定 { $others }
profile-depends-broken = { $column }（{ $count } 列不一致，如{ $example }）
profile-order = { $earlier } 不晚於 { $later }：{ $state }
profile-product = { $result } = { $one } × { $other }：{ $state }
profile-addition = { $result } = { $one } + { $other }：{ $state }
profile-always = 全部 { $rows }成立
profile-broken = { $rows } 列中有 { $count } 列不成立，如{ $example }

## 表與表

profile-between = 檔案之間
profile-reference = { $from } → { $to }：{ $of } 個值中有 { $found } 個找得到
profile-reference-zeros = { $from } → { $to }：{ $of } 個值中有 { $found } 個找得到，去掉前導零後有 { $bare } 個
profile-reference-astray = { $told }；{ $count } 列找不到對應，如{ $example }
profile-total = { $whole } = { $part } 之和：{ $state }
profile-field = { $table } { $column }

## 活頁簿

profile-sheet-columns = 各欄
profile-sheet-relations = 關聯
profile-sheet-files = 檔案
profile-title = 匯出檔資料概況
profile-heading-table = 表
profile-heading-rows = 列數
profile-heading-cells = 已填儲存格
profile-heading-share = 填寫率
profile-heading-shortest = 最短
profile-heading-longest = 最長
profile-heading-bytes = GBK 位元組
profile-heading-against = 無法讀取
profile-heading-relation = 發現
profile-heading-file = 檔案
profile-heading-encoding = 編碼方式
profile-heading-header = 標題列
profile-heading-aside = 不屬於資料
profile-heading-remarks = 說明
