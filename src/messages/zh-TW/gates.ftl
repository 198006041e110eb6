### 持續整合用的報告

gate-finding = { $key }：{ $message }
gate-others = … 此規則另有 { $count } 項稽核發現（-o findings.csv 輸出全部）
gate-cut = 共 { $total } 項稽核發現，逐項列出 { $listed } 項，其餘依規則各併為一筆：平台有數量上限。-o findings.csv 輸出全部。
gate-unlisted = { $count } 項稽核發現不影響結果，未列出：在容許範圍內、已在基準清單中或已處置。
gate-not-audited = 未通過：部分內容無法稽核。
gate-shown = { $total }。此處只標註其中 { $count } 項，從最嚴重的規則中各取若干：GitHub 每個步驟只顯示錯誤（嚴重、高）、警告、通知各 10 項。-o summary.md 列出每條規則。
gate-verdict-total = { $verdict }{ $total }
gate-ends = 到此為止：留言的長度有限。-o report.xlsx 輸出全部。
gate-more-rules = … 另有 { $count } 條規則有稽核發現（不加 --quiet 可全部查看）
gate-more-errors = … 另有 { $count } 項（不加 --quiet 可全部查看）
