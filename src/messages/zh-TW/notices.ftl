### 稽核發現以外的情況

audit-no-file = { $table }：沒有符合 { $patterns } 的檔案；檢查 [tables.{ $name }] 的 `files`，或以 --input { $name }=FILE 指定
audit-no-rows = { $file }：沒有資料列
audit-all-later = { $table }：{ $what ->
    [dates] 其中的日期全部
   *[other] 所有單據的日期都
}晚於基準日 { $as_of }，最早的是 { $first }，屆時才會發生的事一律算未到期；如果匯出的是之後月份的資料，請以 --as-of 指定該月最後一天
audit-some-later = { $table }：有 { $count } 列的日期晚於基準日 { $as_of }，最晚的是 { $newest }（{ $column }，{ $file } 第 { $row } 列）。這些都按尚未到來處理；若資料是之後匯出的，請用 --as-of 指定與資料相符的日期
audit-breaks-off = { $file }：{ $cut }。其後的內容未知，因此{ $table }中的問題不計為已改善，也不視為匯出檔已無此單據；其他資料表在其中查不到的內容無法判定。請重新匯出該檔案
audit-beside = { $table }：有 { $count } 個檔案是程式遺留在匯出檔案旁的，未讀取：{ $files }
audit-idle-pattern = { $table }：沒有符合 { $patterns } 的檔案，只讀取了其餘符合的檔案；如果是漏交了匯出檔案，各項數字都不含其中的資料列
audit-same-file = { $file } 與 { $first } 內容完全相同，其中每列都會重複計算；請刪除其中一個
field-named = 「{ $column }」欄（欄位 { $name }）
field-alone = 「{ $column }」欄
file-alone = { $file }
file-and-sheet = { $file }!{ $sheet }
file-and-table = { $file }（{ $table }）
notice-of-file = { $file }：{ $told }
notice-unknown-zone = { $column }：有 { $count } 個時間帶時區（如 { $example }），無法讀取；請在 [project] 中寫明公司所在時區：`timezone = "Asia/Taipei"`
notice-open-year = { $column }：有 { $count } 個儲存格（如 { $example }）看不出哪個數是年份，無法讀取；請在該欄位以 `format` 寫明，例如 { $formats }
notice-finer = { $column }：有 { $count } 個數的小數超過 12 位（如 { $example }），計算時只用到前 12 位
notice-undeclared-form = { $column }：有 { $count } 個儲存格（如 { $example }）是日期，但不是宣告的寫法（{ $formats }），無法讀取；如果系統確實這樣寫，請補上這種寫法：`format` 可以是清單，如 ["%Y%m%d", "%d.%m.%Y"]
notice-no-such-day = { $column }：有 { $count } 個儲存格寫的是不存在的日期（如 { $example }）；這不是寫法問題，改 `format` 沒有用，請在來源系統中更正
notice-timed-day = { $column }：有 { $count } 個儲存格帶時刻（如 { $example }），而該欄位宣告為日期，無法讀取；請在該欄位寫 `type = "datetime"`
notice-turned-dates = { $column }：凡是{ $form }（如 { $example }），都在當月 12 日之後，另有 { $count } 個是 ISO 日期（如 { $iso }）：很可能是地區設定不同的程式把其餘日期的日與月顛倒了。請重新匯出，中途不要用其他程式開啟；如果日期無誤，請把兩種寫法都寫上：`{ $both }`
notice-in-files = { $notice }（另有 { $count } 處相同：{ $files }）
lookup-keyless = { $table }：有 { $count } 列的鍵（{ $fields }）有空缺，未計入任何合計；核對合計時發現的差額可能由此而來
lookup-sums-lost = { $table }：有 { $count } 列本身或其鍵無法讀取，未計入任何合計；核對合計時發現的差額可能由此而來
lookup-keys-lost = { $table }：有 { $count } 列的鍵無法讀取，其他資料表查不到這些列
audit-unreadable = { $file }：{ $reason }
audit-much-undecidable = 下列規則有五分之一以上的列無法判定，違規率只按其餘各列計算：{ $rules }；用 `--verbose` 可逐列列出並說明原因
audit-share-undecidable = { $rule }（{ $rows } 列中 { $count } 列）
audit-not-judged = 規則 { $rule } 未做判定：其引用的{ $table }沒有檔案
not-run-when-open = 因 { $fields } 為空，{ $count } 列是否符合其條件無從得知，沒有一列可以判定
audit-never-activated = 規則 { $rule }：沒有任何一列符合其條件，未做任何判定
audit-column-of-days = { $table }：{ $field }的時刻全是 0:00，因此視為日期欄，依日比較；請在該欄位寫 `type = "date"`，就此確定
audit-when-open = 規則 { $rule }：有 { $count } 列因 { $fields } 為空，適用條件（`when`、`since`、`until`）既非真也非假，未做判定；若要一併判定，請在條件中寫明空值如何處理（IS NULL、IS DISTINCT FROM 或 coalesce）
audit-must-open = 規則 { $rule }：有 { $count } 列因 { $fields } 為空，條件既非真也非假，未做判定；違規率只按其餘 { $judged } 列計算
audit-alike = 規則 { $rules }：{ $count } 列的鍵看起來相同，只差首尾的空格或看不見的字元，例如 { $file } 第 { $row } 列；已依原樣比較，未視為相同；{ $kind ->
    [unique] 要視為重複，請在 check.unique 中寫 `normalise = ["trim"]`
   *[other] 請在來源系統中更正
}
duplicate-crowd = 規則 { $rule }：{ $column }有 { $values } 個值各由 50 列以上共有（共 { $rows } 列），未作為屬於同一公司的依據
duplicate-unsettled = 規則 { $rule }：有 { $count } 列與過多其他列相近，無法歸併，未列出
duplicate-large = 規則 { $rule }：有 { $count } 列被視為同一公司，請確認其名稱是否為佔位值
audit-astray = 規則 { $rule }：有 { $count } 列依 { $fields } 在{ $table }中找不到對應的列，未做判定；這類列由 check.reference 查出
audit-unlisted = 規則 { $rule }：{ $table }沒有列出 { $fields }，這些欄沒有限度，未做判定
lookup-when-open = 規則 { $rules }：{ $table }中有 { $count } 列因 { $fields } 為空，檢查中的條件（`when`）既非真也非假，未計入；若要計入，請在條件中寫明空值如何處理（IS NULL、IS DISTINCT FROM 或 coalesce）
not-run-must-open = 適用的 { $count } 列沒有一列可以判定，因為{ $known ->
    [0] 每一列都缺少條件所需的值
   *[other] { " " }{ $fields } 在這些列中全為空
}
not-run-astray = 適用的 { $count } 列沒有一列可以判定：其中 { $astray } 列依 { $fields } 在{ $table }中找不到對應的列
not-run-unlimited = 適用的 { $count } 列沒有一列可以判定：{ $field }中的值都沒有對應的時限
audit-idle = 規則 { $rule }：適用的 { $count } 列一列也沒有判定，因為{ $known ->
    [0] 每一列都缺少所需的值
   *[other] { " " }{ $fields } 在這些列中全為空
}
not-run-undecided-yet = 適用的列均未能判定：{ $count } 列無法判定，{ $pending } 列未到期
not-run-undecided = 適用的 { $count } 列均無法判定
audit-not-run = 未執行：{ $rules } — { $reason }
not-run-few = 比較至少需要 { $least } 列，最大的一組只有 { $rows } 列
not-run-narrow = 數值在 { $low } 到 { $high } 之間，最大值須至少為最小值的 100 倍
not-run-periods = 只有 { $periods } 個完整的期，至少需要 { $least } 個才能比較
not-run-no-file = 找不到該資料表的檔案
not-run-unreadable = 該資料表的檔案均無法讀取
not-run-no-serial = { $column }的 { $judged } 個號中有 { $wrong } 個之前斷號或順序有誤：匯出的只是號段的一部分，或號碼並非依次編排
not-run-off-scheme = { $column }的 { $judged } 個值中有 { $wrong } 個不符合編碼方案 `{ $scheme }` 或與之核對的欄位：欄位或方案選錯了
not-run-disagrees = { $column }的 { $judged } 個值中有 { $wrong } 個與{ $code }中的{ $segment }不符，例如 { $other } 旁邊是 { $value }：欄位選錯了，或 `map`、`regex` 寫錯了
not-run-target = { $table }無法讀取，無從核對
not-run-target-absent = { $table }沒有檔案，無從核對
not-run-target-empty = { $table }沒有資料列，無從核對
not-run-no-column = { $file } 沒有可用的「{ $field }」欄
not-run-order = 「{ $field }」欄的日期無法區分日與月
pack-rule-skipped = pack:{ $pack }：{ $reason }，以下規則略過：{ $rules }
pack-word-unknown = pack:{ $pack }：規則 { $rule } 用到資料字典中沒有的值，可能查不出問題：{ $reason }
pack-event-skipped = pack:{ $pack }：{ $reason }，流程 { $process } 中以下環節或項目略過：{ $events }
pack-process-skipped = pack:{ $pack }：{ $reason }，流程 { $process } 略過
pack-event-word-unknown = pack:{ $pack }：流程 { $process } 的以下環節用到資料字典中沒有的值，可能查不出問題：{ $events }：{ $reason }
header-missing = { $file }：找不到{ $field }
header-missing-any = { $file }：找不到{ $field }，欄名可以是 { $headers }
header-optional = { $file }：沒有「{ $field }」欄（選填），以下規則未做判定：{ $rules }
header-missing-nth = { $file }：找不到{ $field }：欄名為 { $headers } 的資料欄不足 { $nth } 欄
header-near = 是否為「{ $name }」欄？若是，將其加入該欄位的 `header`
header-near-fields = 是否為這些欄（{ $fields }）？若是，請分別加入各欄位的 `header`
header-repeated = { $file }：{ $columns } 欄（欄名 { $headings }）都對應{ $field }；應以 `nth` 指明是其中第幾欄（從 1 數起），或將 `header` 寫得更明確
header-extra = { $file }：資料字典中沒有的欄：{ $headers }
decision-encoding-declared = 編碼 { $encoding }（依宣告）
decision-encoding-bom = 編碼 { $encoding }（依位元組順序記號 BOM）
decision-encoding-ascii = 編碼 { $encoding }（只含 ASCII 字元）
decision-encoding = 編碼 { $encoding }（可信度 { $confidence }%）
decision-encoding-next = 編碼 { $encoding }（可信度 { $confidence }%；其次：{ $next } { $share }%）
decision-delimiter = 分隔符號 { $delimiter }
decision-quote = 儲存格以 { $quote } 作引號
decision-line-end = 換行字元 { $line_end }
decision-line-ends-mixed = 各列的換行字元不一致：{ $kinds }；檔案由多個檔案拼接而成
decision-open-end = 最後一列沒有換行字元；若系統在每列後都寫換行字元，則檔案不完整
decision-dos-end = 末列之後的 DOS 結束字元（^Z）已忽略
decision-guards = 有 { $count } 個儲存格帶有防止試算表改寫的標記，讀取時已去除；首個在第 { $row } 列，原文為 { $written }
decision-appended = 有 { $count } 列以位元組順序記號開頭：此處接上了另一個檔案
cut-row = 檔案在第 { $row } 列中斷
cut-quote = 檔案中斷：第 { $row } 列的引號直到檔案結尾也未關閉
cut-page = 網頁在表格未結束時中斷（第 { $row } 列處或其後）
decision-delimiter-line = 首列 `sep=` 指定了分隔字元
decision-header-row = 標題列在第 { $row } 列
decision-header-rows = 標題列為第 { $first } 至 { $last } 列
header-other = 以第 { $row } 列為標題列，但第 { $other } 列也有 { $count } 個欄位名稱；標題列若是後者，應設定 `header_row = { $other }`
decision-no-header = 沒有標題列，各欄依照 `columns`
decision-titles = 表名、說明等非資料列 { $count } 列，未檢查：第 { $rows } 列
decision-headers = 重複或附屬的標題列 { $count } 列，未檢查：第 { $rows } 列
decision-blanks = 空白列 { $count } 列：第 { $rows } 列
decision-samples = 範例列 { $count } 列，未檢查：第 { $rows } 列
decision-totals = 合計列 { $count } 列，未檢查：第 { $rows } 列
decision-notes = 備註、簽名或說明列 { $count } 列，未檢查：第 { $rows } 列
decision-copies = 同一單據的重複列 { $count } 列，已併入該單據首列檢查：第 { $rows } 列
decision-form = { $column }：{ $count } 個儲存格為{ $form }，如「{ $example }」
form-minguo = 民國紀年（年份加 1911）
form-serial = Excel 日期序列值
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
form-own-zone = 依該欄宣告的時區記錄的時間，已換算為專案的時區
form-iso = 宣告的寫法之外的 ISO 日期
form-declared = 宣告的寫法 { $format }
form-declared-short = 宣告的寫法 { $format }，年份為兩位數（00–29 為 2000–2029 年，30–99 為 1930–1999 年）
order-open = { $table }：{ $field }含有「{ $example }」（{ $file } 第 { $row } 列）這樣的日期，而該欄沒有任何儲存格能說明日與月孰先孰後
order-contradictory = { $table }：{ $field }既有日在前的日期，如「{ $day_first }」（{ $day_file } 第 { $day_row } 列），又有月在前的日期，如「{ $month_first }」（{ $month_file } 第 { $month_row } 列）
order-of-others = { $table }：「{ $field }」欄（如「{ $example }」）沒有任何儲存格能說明日與月孰先孰後；參照「{ $like }」欄，以{ $form }讀取
order-against-others = { $table }：{ $field }含有「{ $example }」（{ $file } 第 { $row } 列），是{ $form }，但該欄多數日期看不出日與月孰先孰後，而{ $other }是{ $other_form }，如「{ $other_example }」；可能是日期輸入有誤
order-differs = { $table }：{ $field }是{ $form }，如「{ $example }」，{ $other }是{ $other_form }，如「{ $other_example }」；各依本欄儲存格讀取，如有一欄不對，請在該欄位設定 `format`
order-hint = 應在該欄位設定 `format = "{ $day_first }"` 或 `format = "{ $month_first }"`
decision-hidden-sheets = 未讀取隱藏的工作表：{ $sheets }
decision-from-1904 = 活頁簿的日期序列自 1904 年起算，而非 1900 年
decision-missing-sheets = 活頁簿列出但檔案中沒有內容的工作表：{ $sheets }
decision-unstored-formulas = 工作表中有 { $count } 個公式沒有儲存計算結果，其儲存格視為空白（{ $cells }）；請以 Excel 等開啟檔案並儲存一次
decision-uncalculated-formulas = 工作表中的 { $count } 個公式從未計算：產生檔案的程式把結果一律寫成 0；請以 Excel 等開啟檔案並儲存一次
decision-hidden-rows = 有 { $count } 個隱藏列，已照常讀取：第 { $rows } 列
decision-filtered-rows = 有 { $count } 列被篩選隱藏，已照常讀取：第 { $rows } 列
decision-hidden-columns = 有 { $count } 個隱藏欄，已照常讀取：{ $columns }
decision-merged = 標題列以下有 { $count } 處跨欄合併的儲存格（第 { $rows } 列）：只有每處的第一個儲存格有值
decision-merged-filled = { $cells } 個儲存格取其所在合併儲存格的值（{ $count } 處，第 { $rows } 列）
decision-merged-numbers = { $count } 處合併儲存格為數字（第 { $rows } 列）：只計入首列，其餘各列為空
decision-filled-down = { $field }：{ $count } 個空白儲存格取其上方的值（`fill_down`）
nameless-repeats = { $rows } 列中有 { $count } 列沒有單號（{ $field } 為空）；若該匯出檔對重複值留白，應在該欄位中設定 `fill_down = true`
nameless-still = { $count } 列沒有單號：{ $field } 為空，上方也沒有可取的值
total-by-its-sums = 第 { $row } 列沒有主鍵和文字，其數字等於以上各列之和（{ $fields }），疑為合計列，已按一般列檢查；應在匯出時去掉，或在該列註明「合計」
header-unheaded = { $columns } 欄沒有欄名，未讀取；有內容的列數：{ $rows }
decision-cells-stored-twice = 工作表中有 { $count } 個儲存格重複儲存，取後存的內容
decision-odd-records = 工作表中有 { $count } 筆記錄的長度不符，可能缺少儲存格；請與 Excel 中顯示的列數核對
decision-rows-missing = 工作表宣告有 { $announced } 列，但存有內容的最後一列是第 { $found } 列；請與 Excel 中顯示的列數核對
decision-marked-column = { $cell } 以下的問題欄由 crm-audit 加入，未讀取
decision-marked-sheet = 工作表 { $sheet } 由 crm-audit 加入，未讀取
decision-misnamed = 檔案副檔名為 .{ $extension }，實際是 { $format }，已按 { $format } 讀取
decision-unpacked = 自壓縮檔解出：{ $file }
decision-html-table = 讀取的是網頁中 { $count } 個表格的第 { $number } 個，始於第 { $row } 列
decision-html-pages = 網頁中另有 { $count } 個標題相同的表格，已一併讀取
decision-html-others = 網頁中另有 { $count } 個表格的標題不同，但含有資料字典中的欄位，未讀取；如其中有資料，請將各表分別另存為檔案
