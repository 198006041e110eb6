# 標出問題的檔案

## 檔案裡的文字

mark-heading = 問題
mark-emptied = 本列沒有問題，已清空
mark-fault = 【{ $rule }】{ $told }
mark-between = ；
mark-expected = 要求：{ $expected }
mark-proposal = 建議：{ $value }
mark-meant = 是否應為：{ $value }？
mark-summary = 問題彙總
mark-summary-of = 檔案：{ $file }；基準日：{ $as_of }
mark-summary-none = 本檔案的儲存格均無問題。
mark-summary-count = 共 { $rows } 列、{ $cells } 個儲存格有問題。
mark-summary-how = 需要更正的儲存格已標成紅色，其附註說明問題與填寫要求；工作表最右側一欄列出該列的全部問題。
mark-summary-notes = 附註超過 5,000 則時 Excel 會變慢，因此部分標紅的儲存格沒有附註；其問題見工作表最右側一欄。
mark-summary-back = 更正後請將本活頁簿原樣寄回。「crm-audit」一欄、附註與本工作表不必刪除，稽核時不會讀取。
mark-summary-emptied = 沒有問題的列在此檔案中已清空，因此本檔案不完整。請在您自己的原檔的相同列中更正，並寄回原檔。
mark-summary-fresh = 原檔無法直接標記，本檔為新建的活頁簿，原因：{ $reason }。所有儲存格均為文字，以保留前導零。
mark-summary-lacks = 未能稽核
mark-summary-others = 因其他檔案有問題，以下規則未能檢查本檔案：{ $rules }
mark-column-count = 問題數

## 原檔不能直接標記的原因

mark-unfit-format = 不是 xlsx 活頁簿
mark-unfit-xml = 檔案中有一部分的寫法與 Excel 不同；請用 Excel 開啟後另存為 .xlsx
mark-unfit-strict = 檔案儲存為「Strict Open XML」格式；請另存為一般的 .xlsx
mark-unfit-signed = 檔案帶有數位簽章，任何更動都會使簽章失效
mark-unfit-macros = 檔案含有巨集，但副檔名未表明
mark-unfit-no-macros = 檔案不含巨集，與副檔名不符
mark-not-read = 本次稽核沒有讀取該檔案
mark-in-archive = 檔案在壓縮檔內，請先解壓縮

## 終端機上的文字

mark-written = 已標記：{ $file }（{ $rows } 列、{ $cells } 個儲存格）
mark-fresh = { $file }：新建的活頁簿，不含原檔的格式，原因：{ $reason }
mark-without-note = { $file }：{ $count } 個標紅的儲存格沒有附註，附註超過 5,000 則時 Excel 會變慢；問題欄中已全部列出
mark-conversations = { $file }：{ $count } 個標紅的儲存格已有註解對話，未作更動；問題寫在問題欄中
mark-no-column = { $file }：未加入問題欄，因為工作表沒有標題列，或右側已無空欄；問題見附註
mark-whole = { $file }：有儲存格取上方列的值，雖指定 `--only-bad`，仍保留全部列
mark-unsaid = { $file }：雖有 `--only-bad`，仍保留所有列，因為工作表沒有表頭或沒有空欄，無處註明哪些列被清空
mark-cut = { $file }：有 { $count } 列的儲存格過多，欄名右側 100 欄以外者未寫入
mark-beyond = { $file }：略去 { $count } 列，工作表最多 1,048,576 列
mark-failed = { $file } 未標記：{ $reason }
mark-which = `--mark { $mark }` 是一個檔案，但要標記的有多個：{ $files }；請用 `--input TABLE=FILE` 指定其中一個，或把 `--mark` 改為已有的資料夾
mark-nothing = `--mark { $mark }`：沒有可標記的檔案；請用 `--input TABLE=FILE` 指定
mark-changed-since = { $file } 是以前標記的檔案，之後又有人儲存過，裡面可能已有更正，不覆寫；請先以 `--input` 檢查它，再把它移走，或寫到別的檔案
mark-foreign = { $file } 已存在，且不是 `--mark` 寫出的檔案，不覆寫；請先把它移走，或寫到別的檔案
mark-clean = 沒有問題，未寫出：{ $files }
mark-left = 先前標記的副本還在，其原檔現已沒有問題，請勿寄回：{ $files }
mark-ending = { $mark }：{ $file } 標記後的檔案，副檔名須為 { $ending }
