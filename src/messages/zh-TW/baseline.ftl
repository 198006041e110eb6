### 基準清單

baseline-unreadable = 無法讀取基準清單 { $file }：{ $error }
baseline-foreign = { $file } 不是基準清單；請用 `crm-audit baseline create` 產生
baseline-newer = 基準清單 { $file } 由較新版本的 crm-audit 寫入，請更新程式
baseline-identity = 基準清單 { $file } 已損毀：`{ $identity }` 不是稽核發現的識別碼
baseline-twice = 基準清單 { $file } 中 { $identity } 出現兩次，請刪除其中一行
baseline-exists = { $file } 已存在；剔除已改善的項目請用 `crm-audit baseline prune --baseline { $file }`，要重新建立請先刪除該檔案
baseline-not-written = 未能完成全部稽核，基準清單維持原樣
baseline-missing-files = { $table }：建立基準清單時有資料列的檔案有 { $known } 個，現有 { $found } 個，因此其條目一律保留（若屬正常，請修改 { $file } 中 "files" 的數字）
baseline-created = 已將 { $count } 項稽核發現列為已知；`crm-audit check --baseline` 只對其他問題判為未通過
baseline-pruned = 剔除 { $count } 項，剩餘 { $left } 項
hint-baseline-file = 基準清單檔案用 `--baseline FILE` 指定
baseline-stale = 基準清單中有 { $count } 項已不存在（可用 `crm-audit baseline prune --baseline { $file }` 剔除）：{ $rules }
cli-check-baseline = 只對此檔案未列出的稽核發現判為未通過
cli-check-no-history = 不讀取也不寫入歷史紀錄
cli-history = 列出專案的歷次稽核，以及各規則的趨勢
cli-history-examples = { "  " }crm-audit history               全部稽核紀錄與走勢
    { "  " }crm-audit history show 12       某次稽核，依序號
    { "  " }crm-audit history diff 2026-09-30 2026-10-31
    { "  " }crm-audit history export -o 全部問題.csv
cli-history-show-examples = { "  " }crm-audit history show 12
    { "  " }crm-audit history show 2026-10-31
cli-history-diff-examples = { "  " }crm-audit history diff 2026-09-30 2026-10-31
cli-history-export-examples = { "  " }crm-audit history export -o 全部問題.csv
cli-baseline-examples = { "  " }crm-audit baseline create -o 基準清單.json
    { "  " }crm-audit check --baseline 基準清單.json
    { "  " }crm-audit baseline prune --baseline 基準清單.json
cli-baseline-create-examples = { "  " }crm-audit baseline create -o 基準清單.json
cli-baseline-prune-examples = { "  " }crm-audit baseline prune --baseline 基準清單.json
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
