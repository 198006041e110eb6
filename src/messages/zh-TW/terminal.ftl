### 終端機報告

terminal-title = { $name } · 基準日 { $as_of } · { $files }，{ $rows }
terminal-errors = 無法稽核
terminal-notices = 注意事項
terminal-no-rows = { $count } 條規則沒有可判定的內容：檔案中沒有資料列。
terminal-quiet = 另有 { $count } 條規則未發現問題（加 --verbose 可列出）。
terminal-quiet-all = 全部 { $count } 條規則均未發現問題（加 --verbose 可列出）。
terminal-constraints = 資料字典的 { $count } 項限制未執行。
terminal-why = 檢查緣由
terminal-fix = 處理方式
terminal-advice = { $word }：{ $text }
terminal-more = … 另有 { $count } 項（--limit 可多列，-o findings.csv 或 -o report.xlsx 輸出全部）
terminal-more-rules = … 另有 { $count } 條規則的稽核發現未列出，數量見上表（加 --verbose 可列出，-o report.xlsx 也可）
terminal-total = { $total }：{ $parts }
terminal-undecided = { $total }待處理（未處置或已逾期）：{ $parts }
terminal-left-out = 終端機太窄，未顯示：{ $columns }。加寬視窗即可看到。
terminal-next = 下一步：`-o report.xlsx` 產生例會用的活頁簿，`crm-audit explain RULE` 說明規則的要求。
verdict-clean = 通過：沒有「{ $bar }」以上等級的稽核發現。
verdict-findings = 未通過：有「{ $bar }」以上等級的稽核發現。
verdict-not-audited = 未通過：部分內容無法稽核，詳見上文。
verdict-nothing-checked = 未做任何檢查：沒有可用的規則，沒有規則對應的檔案，檔案中沒有資料，或所列的單據都不存在。
