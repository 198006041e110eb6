### 資料來源

source-not-found = 檔案不存在
source-not-permitted = 沒有讀取該檔案的權限；是否已由其他程式開啟？
source-is-folder = 這是資料夾，不是檔案
source-broken-link = 這是一個失效的連結；是否有磁碟未連接？
source-no-file = 這是管線、裝置或系統產生的內容，不是檔案
source-io = 無法讀取檔案；磁碟或網路是否仍然連接？（{ $error }）
source-empty = 檔案是空的
source-binary = 既不是文字檔，也不是活頁簿；應重新匯出為 CSV 或 xlsx
source-encoding-contradicted = `encoding` 宣告為 { $declared }，但檔案開頭是 { $marked } 的位元組順序記號（BOM）；應更正或刪去 `encoding`
source-encoding-refuted = `encoding` 宣告為 { $declared }，但檔案中有許多內容無法依此讀取；從位元組看應是 { $found }：請寫 `encoding = "{ $label }"`，或刪去 `encoding`
source-encoding-of-mail = 這個文字檔採用早期郵件程式的編碼 { $encoding }，無法讀取；應另存為 UTF-8
decision-utf8-lines = 自第 { $row } 列起有 { $count } 列採用 UTF-8，與檔案其餘部分的編碼不同，已依 UTF-8 讀取；該檔案由多個檔案拼接而成
source-unclosed-quote = 第 { $row } 列：引號未成對，其後的內容無法區分
source-no-header = 前 { $most } 列中沒有一列與資料字典的欄位名稱相符（第 { $row } 列：{ $headers }）；請把該匯出檔所用的欄名加入 `header`，沒有標題列的檔案請用 `columns` 列出各欄
source-other-table = 第 { $row } 列是另一張表的標題列，或欄的順序與前面不同（{ $headers }）；自該列起均未讀取：請把各表分別存成單獨的檔案，或統一各欄的順序
source-header-row = `header_row` 指定的第 { $row } 列是空白列，或不在前 { $most } 列之內；應更正或刪去 `header_row`
source-no-worksheet = 活頁簿中沒有工作表
source-template-gone = 範本中填寫此表的工作表不在了；填寫說明不當作資料讀取
source-no-sheet = 活頁簿中沒有工作表「{ $wanted }」；現有：{ $sheets }
source-no-visible-sheet = 活頁簿中沒有第 { $wanted } 個可見的工作表：序號只數可見的（{ $sheets }），隱藏的有：{ $hidden }；要讀取隱藏的，請在 `sheet` 中寫它的名稱
source-other-sheets = { $file }：已讀取工作表 { $read }；未讀取 { $others }；可用 `sheet` 另行指定
source-unfit-sheets = { $file }：以下工作表沒有任何欄位名稱，未讀取：{ $sheets }
source-encrypted = 活頁簿設有密碼；應取消密碼後另存
source-broken-workbook = 活頁簿已損毀；應以 Excel 開啟後重新儲存，或重新匯出（{ $error }）
source-malformed-workbook = 活頁簿已損毀：其中某個部分的內容不符合檔案格式；應以 Excel 開啟後重新儲存，或重新匯出
source-misplaced-cells = 活頁簿已損毀：工作表中的列或儲存格順序錯亂，或超出工作表的範圍；應以 Excel 開啟後重新儲存，或重新匯出
source-part-missing = 活頁簿已損毀：缺少其中的部分 { $part }；應重新匯出或下載
source-part-misnamed = 活頁簿已損毀：其中的部分 { $part } 在目錄中的名稱與儲存處不一致；應重新匯出或下載
source-part-twice = 活頁簿已損毀：其中的部分 { $part } 重複出現；應重新匯出或下載
source-row-too-large = 工作表中有一列的文字超過 64 MB；應匯出為 CSV
source-texts-too-large = 活頁簿中的文字合計超過 4 GB；應匯出為 CSV
source-xml-of-dos = XML 檔案不可能採用編碼 { $encoding }；應更正或刪去 `encoding`
source-parquet-damaged = Parquet 檔案已損毀；應重新匯出（{ $error }）
source-parquet-broken = Parquet 檔案已損毀，無法讀取；應重新匯出
source-parquet-encrypted = Parquet 檔案已加密；應取消加密後另存
source-parquet-uneven = Parquet 檔案已損毀：欄 { $column } 的值多於或少於列數；應重新匯出
source-parquet-codec = Parquet 檔案採用 { $codec } 壓縮，無法讀取；請改用 Snappy、Zstandard、gzip、LZ4 或 Brotli 儲存
decision-parquet-nested = 下列欄的內容是清單、對應表或非文字，未讀取：{ $columns }
decision-parquet-int96 = 下列欄的時間（Int96）沒有註明時區，已按原樣讀取：{ $columns }
source-not-workbook = 這是 Office 文件，但不是 Excel 活頁簿
source-too-many-columns = 標題列有 { $count } 欄，最多可讀取 { $most } 欄；若儲存格之間用的是其他分隔符號，請在 `delimiter` 中指定
source-unreadable-workbook = 活頁簿已損毀，無法讀取；應以 Excel 開啟後重新另存為 xlsx
source-workbook-breaks-off = 活頁簿在工作表清單結束之前中斷；應重新匯出或下載
source-shared-texts-damaged = 活頁簿中供儲存格共用的文字已損毀；應以 Excel 開啟後重新儲存，或重新匯出
source-sheet-missing = 活頁簿列有工作表「{ $sheet }」，但在所指位置找不到；應以 Excel 開啟後重新儲存，或重新匯出
source-sheet-unlisted = 活頁簿中有一張工作表未列入工作表清單；應以 Excel 開啟後重新儲存，或重新匯出
source-sheet-breaks-off = { $row ->
    [0] 工作表「{ $sheet }」在第一列之前中斷
   *[other] 工作表「{ $sheet }」在第 { $row } 列處或其後中斷
}；應重新匯出或下載該檔案
source-sheet-damaged = { $row ->
    [0] 工作表「{ $sheet }」在第一列之前已損毀
   *[other] 工作表「{ $sheet }」在第 { $row } 列處或其後已損毀
}；應以 Excel 開啟後重新儲存，或重新匯出
source-unknown-code-page = 活頁簿宣告的字碼頁 { $page } 無法辨識（{ $told }）；文字若有誤，請用 `encoding` 指定
source-changed = 讀取期間檔案被修改，所讀到的列不可信；請等檔案寫完後重新稽核
source-written-too-large = 檔案超過 { $most } MB，不像是人工撰寫的檔案
source-no-temporary = 暫存資料夾 { $folder } 不存在、無法寫入或空間不足；請清理空間，或用環境變數 TMPDIR（Windows 為 TMP）指定其他資料夾
source-damaged = 檔案已損毀或不完整；應重新匯出或下載（{ $error }）
source-breaks-off = 檔案在結束前中斷；請重新匯出或下載
source-behind-gzip = 壓縮內容之後的 { $count } 個位元組未讀取
source-beside-packed = 有 { $count } 個位元組不屬於其中任何一個打包檔案，未讀取
source-over-budget = 讀取該檔案需處理的文字與儲存格超過 { $most } MB，遠大於檔案本身，疑似惡意構造；若來源可靠，可調高該表的 `max_unpacked_mb`
source-archive = 這種壓縮檔無法讀取；應先解壓縮，再使用其中的檔案
source-archive-empty = 壓縮檔中沒有檔案
source-archive-overlaps = 壓縮檔內的檔案共用同一段資料，常見於為占滿磁碟而製作的壓縮檔；請重新壓縮
source-archive-twice = 壓縮檔中的檔案 { $file } 重複出現，無法確定以哪一個為準；請重新壓縮
source-archive-incomplete = 其中打包的檔案有的未列入目錄：可能已損毀，或由兩個檔案拼接而成；請重新壓縮、匯出或下載
source-archive-outside = 檔名 { $file } 指向壓縮檔之外；請重新壓縮，或先解壓縮
source-archive-several = 壓縮檔中有 { $count } 個檔案，只能讀取一個：{ $files }；應先解壓縮
source-archive-encrypted = 壓縮檔設有密碼；應先解壓縮
source-packed-twice = 壓縮檔中還有壓縮檔；應先解壓縮
source-web-archive = 這是單一檔案網頁（MHTML）；應以 Excel 開啟並另存為 xlsx
source-html-no-table = 這是沒有表格的網頁；可能是系統的登入頁面，而不是匯出的資料
encoding-marked-otherwise = 檔案以 { $marked } 的位元組順序記號開頭，但依 `encoding` 的設定以 { $encoding } 讀取
encoding-doubtful = 編碼判斷把握不大：{ $told }；請用 `encoding` 指定
source-long-header = 第一筆記錄超過 256 KB 仍未結束，這不是帶標題列的表
source-old-workbook = 這是 Excel 4 或更早版本的活頁簿；應以 Excel 開啟並另存為 xlsx
source-cut-off = 檔案不完整，內容在中途中斷；請重新匯出或下載
source-html-nested = 網頁中的表格巢狀超過 { $most } 層，不是正常的匯出檔；請重新匯出為 CSV 或 xlsx
decision-html-harmed = 第 { $row } 列處或其後，表格的儲存格之間有不屬於任何儲存格的內容：網頁的標籤可能已損毀，其後的列可能錯位；應重新匯出
decision-rows-beyond = 工作表宣告有 { $announced } 列，但最後一列是第 { $found } 列：檔案可能已損毀；應以 Excel 開啟核對
decision-strange-attribute = 第 { $row } 列處或其後，列或儲存格帶有這類檔案中不存在的屬性：檔案可能已損毀，列號可能錯位；應重新匯出
source-html-too-wide = 網頁第 { $row } 列超過 { $most } 欄；請重新匯出為 CSV 或 xlsx
source-xes-damaged = 事件日誌在檔案第 { $row } 行處或其後已損毀：該處內容不是 XML；請重新匯出或下載
source-xes-misplaced = 事件日誌已損毀：檔案第 { $row } 行的 `{ $element }` 不應出現在該處；請重新匯出或下載
source-xes-too-many-names = 事件日誌的屬性名稱超過 { $most } 個，每個屬性名稱為一欄；請減少屬性後重新匯出
source-xes-too-large = 有一個事件連同其案例屬性的文字超過 64 MB；請減少屬性後重新匯出事件日誌
source-no-name = 事件日誌的屬性名稱均與資料字典不符（{ $names }）；請把該日誌所用的屬性名稱加入 `header`
decision-xes-lines = 事件日誌（XES）：一個事件為一列，列號為該事件在檔案中起始的行
decision-xes-numbers = 事件日誌（XES）：一個事件為一列，列號為從 1 起的事件序號，因為檔案中有多個事件寫在同一行
decision-xes-left-out = 事件日誌中有 { $count } 個值未讀取（第一個在檔案第 { $row } 行）：它們巢狀於其他值之內、是清單或沒有屬性名稱
decision-xes-twice = 事件日誌中有 { $count } 個值未讀取（第一個在檔案第 { $row } 行）：同一案例或事件已有同名屬性
decision-xes-bare = 事件日誌中有 { $count } 個案例沒有事件，因而沒有對應的列（第一個在檔案第 { $row } 行）
source-not-xlsx = 不是 xlsx 活頁簿；請另存為 .xlsx，且不設密碼
source-emptied = 第 { $rows } 列沒有問題，已被 `check --mark --only-bad` 清空，共 { $count } 列，其內容不在此檔案中。請將更正填入原檔後使用原檔，或請對方寄回原檔
