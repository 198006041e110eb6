### 持續整合用的報告

gate-finding = { $key }：{ $message }
gate-others = … 此規則另有 { $count } 項稽核發現（-o findings.csv 輸出全部）
gate-cut = 共 { $total } 項稽核發現，逐項列出 { $listed } 項，其餘依規則各併為一筆：平台有數量上限。-o findings.csv 輸出全部。
gate-unlisted = { $count } 項稽核發現不影響結果，未列出：在容許範圍內、已在基準清單中或已處置。
gate-not-audited = 未通過：部分內容無法稽核。
