### 命令

cli-about = 依設定好的規則稽核 CRM/ERP 匯出的資料（CSV、Excel）。
cli-exit-codes = 結束代碼：0 通過 · 1 有稽核發現 · 2 無法稽核 · 3 未做任何檢查
cli-common-lang = 報告與訊息的語言
cli-common-color = 何時使用色彩
cli-common-help = 顯示本說明
cli-common-version = 顯示版本編號
cli-heading-usage = 用法：
cli-heading-commands = 命令：
cli-heading-arguments = 引數：
cli-heading-options = 選項：
cli-heading-examples = 範例：
cli-options = [選項]
cli-a-command = <命令>
cli-some-command = [命令]
cli-possible = { " " }[可用值：{ $values }]
cli-default = { " " }[預設：{ $values }]
cli-see-help = 詳細用法請加 `--help` 查看。
cli-unknown-argument = 這裡沒有引數 `{ $argument }`
cli-unknown-command = 沒有命令 `{ $command }`
cli-no-value = `{ $argument }` 後面須寫一個值
cli-bad-value = `{ $value }` 不能作為 `{ $argument }` 的值
hint-from-one = 請寫 1 或更大的數
cli-wrong-number = `{ $argument }` 的值的個數不對
cli-no-equals = `{ $argument }` 的值前須加等號
cli-twice = `{ $argument }` 只能寫一次
cli-conflict = `{ $argument }` 不能與下列引數同時使用：{ $others }
cli-required = 還缺少：{ $arguments }
cli-no-command = 請寫明要執行的命令
cli-not-unicode = 有一個引數不是 Unicode 文字
cli-check-examples = { "  " }crm-audit check                                               稽核目前資料夾中的專案
    { "  " }crm-audit check D:\稽核 --as-of 2026-10-31 -o 月報.xlsx   稽核某個月，並產生檢討會用的活頁簿
    { "  " }crm-audit check --select order-approved-late --verbose         只看一條規則及其用時
    { "  " }crm-audit check --input orders=訂單.csv --no-history         檢查剛收回的檔案
cli-rules-examples = { "  " }crm-audit rules              列出全部規則，包括資料字典的
    { "  " }crm-audit rules check        規則檔有沒有寫錯
    { "  " }crm-audit rules log          哪條規則何時變更、由誰決定
    { "  " }crm-audit rules --format json
cli-explain-examples = { "  " }crm-audit explain latency               某種檢查的要求
    { "  " }crm-audit explain order-approved-late   本專案某條規則的要求
cli-init-examples = { "  " }crm-audit init              在目前資料夾中
    { "  " }crm-audit init D:\稽核 --lang zh-TW
    { "  " }crm-audit init D:\稽核 --from D:\匯出     依據已有的匯出檔起草
cli-schema-examples = { "  " }crm-audit schema > crm-audit.schema.json
    { "  " }crm-audit schema dispositions
cli-completions-examples = { "  " }crm-audit completions bash > /etc/bash_completion.d/crm-audit
    { "  " }crm-audit completions powershell >> $PROFILE
cli-man = 輸出手冊頁，或把所有命令的手冊頁寫入資料夾
cli-man-folder = 手冊頁寫入的資料夾（預設：把本程式的手冊頁輸出到 stdout）
cli-man-examples = { "  " }crm-audit man > crm-audit.1
    { "  " }crm-audit man share/man/man1
man-name = 名稱
man-synopsis = 用法
man-description = 說明
man-options = 選項
man-commands = 命令
man-more = 補充說明
man-version = 版本
cli-check = 稽核專案的匯出檔案
cli-check-project = 專案資料夾，或其中的 crm-audit.toml（預設：目前資料夾，或最近的上層專案資料夾）
cli-check-as-of = 稽核的基準日，計至當日結束（預設：目前時刻）
cli-check-select = 只執行這些規則：規則編號、含 * 的編號、標籤、檢查類型或資料表
cli-check-ignore = 不執行這些規則
cli-check-min-severity = 只執行此等級以上的規則
cli-check-fail-on = 有此等級以上的稽核發現時，結束代碼為 1
cli-check-input = 改從此檔案讀取資料表（可重複；可用萬用字元、資料夾，或以 - 表示標準輸入）
cli-check-encoding = 文字匯出檔的編碼，如 big5（可重複；TABLE=NAME 只用於一個資料表；預設自動判斷）
cli-check-format = 標準輸出的格式
cli-check-output = 另將報告寫入檔案；格式依副檔名而定：xlsx、csv、json、jsonl、txt、sarif、xml（JUnit）、md；…minutes.md 為例會紀錄；…code-quality-report.json 用於 GitLab（可重複）
cli-check-mark = 另將所讀的檔案標出問題後寫入：問題儲存格標紅並加附註，另加問題欄與彙總表；有多個檔案時指定資料夾
cli-check-only-bad = 與 --mark 並用：只保留有問題的列
cli-check-limit = 終端機上每條規則最多列出幾項稽核發現；統計不受影響
cli-check-verbose = 未發現問題的規則也列出
cli-check-quiet = 只輸出結論，以及導致不通過的前幾項稽核發現
cli-check-exit-zero = 有稽核發現時結束代碼仍為 0
cli-rules = 列出專案的規則；`rules check` 只檢查其中的錯誤，`rules log` 列出規則的變更與決定依據
cli-rules-action = `check`、`log`，或專案資料夾
cli-rules-project = 專案資料夾（寫在 `check`、`log` 之後）
cli-rules-format = 清單的格式
cli-explain = 說明一種檢查或專案中的一條規則；輸出隨程式提供的規則包
cli-explain-name = 檢查類型（如 latency）、規則編號，或規則包（如 pack:complaints）
cli-explain-project = 專案資料夾（預設：目前資料夾，或最近的上層專案資料夾）
cli-init = 產生附註解的入門專案
cli-init-folder = 目的資料夾；絕不覆寫既有檔案
cli-schema = 輸出 TOML 檔（供編輯器使用）或 JSON 報表的 JSON Schema
cli-completions = 輸出 shell 的自動完成指令碼
cli-completions-shell = shell 名稱
rules-checked = { $rules }，沒有錯誤。
explain-why = 檢查緣由
explain-example = 範例
explain-limits = 使用須知
explain-message = 在 `check` 旁邊寫 `message`，稽核發現就用規則自己的說法：`message = "訂單 {"{"}order_no{"}"} …"`，其中 {"{"}欄位{"}"} 填入儲存格，與稽核發現的顯示一致。
explain-unknown = 沒有名為 `{ $name }` 的檢查類型或規則
explain-expected = 要求
explain-written = 所在位置
explain-dictionary = 資料字典中的限制。可用 [tune] 調整其嚴重度，或將其停用。
explain-kind = `crm-audit explain { $kind }` 說明這種檢查。
found-above = 專案：{ $folder }
init-exists = { $file } 已存在，未寫入任何檔案
init-kept = { $file } 已存在；請在其中加一行 `.crm-audit/`（執行紀錄存放於該資料夾）
init-next = 下一步：`crm-audit check { $folder }`
input-form = --input { $written }：應寫成 TABLE=FILE
input-no-file = --input { $table }={ $file }：沒有這個檔案
select-no-match = 沒有符合 `{ $written }` 的規則
output-unknown-format = { $file }：無法由副檔名得知報告格式；可用 xlsx、csv、json、jsonl、txt、sarif、xml（JUnit）或 md
output-no-folder = { $file }：資料夾不存在
output-xlsx-needs-file = 活頁簿須寫入檔案：使用 -o report.xlsx
output-becomes-input = { $file } 的檔名符合 { $table } 的 `files`，下次會被當成匯出檔讀入；請寫到別處
output-is-input = { $file } 是輸入檔，不能覆寫
output-leads-elsewhere = { $file } 是指向 { $target } 的連結，會覆寫另一種檔案；請換一個檔名
output-twice = { $file } 指定了兩次
output-written = 已寫入：{ $file }
progress-writing = 正在寫入 { $file }
interrupted = 已中止；未寫完的檔案保持原樣
output-denied = 沒有寫入權限：{ $file }（檔案可能正在 Excel 等程式中開啟，或該處不允許寫入）{ $code }
output-full = 未能寫入 { $file }：磁碟已滿，或暫存資料夾 { $folder } 所在的磁碟已滿{ $code }
output-no-temporary = 未能寫入 { $file }：暫存資料夾 { $folder } 無法使用：{ $error }；請用環境變數 TMPDIR（Windows 為 TMP）指定其他資料夾
output-failed = 未能寫入 { $file }：{ $error }
findings-lost = 一部分稽核發現寫入了暫存檔，無法讀回：{ $error }
output-broken = 未能輸出結果：{ $error }
cli-codes = 評判編碼方案：會出什麼問題、用了多少、舉例、改碼方案
cli-codes-name = [coding] 下的方案名稱（預設：唯一的一個，否則列出全部）
cli-codes-examples = { "  " }crm-audit codes customer-no                        會出什麼問題、還能用多久
    { "  " }crm-audit codes customer-no --examples 5           正確與錯誤的編碼，供教育訓練用
    { "  " }crm-audit codes customer-no --recode -o plan.csv   舊碼與新碼對照
cli-codes-teach = 正確和錯誤的編碼各舉幾個
cli-codes-recode = 為不符合方案的編碼擬定新碼
cli-codes-format = 輸出的形式
cli-codes-output = 同時寫入檔案（txt、json、csv、xlsx）；可重複
cli-codes-limit = 清單最多列出多少列

cli-template = 產生資料收集表：帶驗證、下拉和填寫說明的活頁簿，或單獨的欄位清單
cli-template-tables = 要收集的表（預設：全部）；專案所在的資料夾也可寫在這裡
cli-template-examples = { "  " }crm-audit template customers -o 客戶範本.xlsx       供填寫的活頁簿
    { "  " }crm-audit template -o fields.md -o fields.html       全部表的欄位清單
    { "  " }crm-audit check --input customers=客戶範本.xlsx      檢查交回的範本
cli-template-format = 輸出的形式
cli-template-output = 寫入檔案：xlsx 供填寫，md、csv、html、txt 只有欄位清單；可重複
