### 報告的欄位

column-severity = 嚴重度
column-rule = 規則
column-id = 規則編號
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
status-undecided = 無法判定
status-never-activated = 無適用列
status-tolerated = （容許範圍內）
status-off = 停用
terminal-undecidable = 無法判定的列
terminal-undecidable-more = … 另有 { $count } 列（--limit 可多列，-o report.xlsx 和 -o report.json 每條規則最多列 1,000 列）
