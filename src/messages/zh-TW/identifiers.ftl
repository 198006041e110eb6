### 證號與文字規範

kind-identifier-what = 檢查證號、號碼是否符合其標準：統一編號、身分證字號、條碼、銀行帳號、電子郵件、電話、郵遞區號。
kind-identifier-why = 統一編號打錯，開發票時會被退回；帳號打錯，付款時會被退回；同一公司以兩個號碼建檔，系統永遠認不出是同一家。
kind-identifier-limits = 通過檢核不等於號碼存在：本檢查不查詢任何登記資料，只能說「通過檢核」，不能說「確有其號」。依檔案中的原文判定。空格、連字號、全形字元、小寫字母列為書寫格式問題，「應為」欄給出整理後的號碼，不算檢核失敗；電話號碼可以空格、連字號、括號分組。形近字母（O、I、S 等）換成數字後通過檢核者，會指出是第幾碼。因試算表軟體只保留 15 位數字而以 000 結尾的號碼，會指明原因，不予修復。同一數字重複到底者（如 00000000），即使通過檢核，也列為佔位內容。`cn-uscc` 檢核代碼本身的檢查碼；其中的組織機構代碼另有舊標準的檢核，以 `cn-uscc-inner` 檢查已通過的代碼，該規則請設為較低的嚴重程度，因為它不屬於現行標準。`tw-business-no` 依 2023 年 4 月的新規則，隨機號碼五個裡就有一個能通過；`rule = "old"` 較嚴，適用於此前設立的公司，並會指出哪些號碼只符合新規則。中國居民身分證號須含真實日期；港澳臺居民（81、82、83）依同一方法檢核，行政區劃代碼會變動，不予核對。其他國家的電話號碼（以 + 或 00 開頭）不適用。電子郵件的網域須含點號，不接受加引號的名稱與 IP 位址。指向個人的欄位（`cn-resident-id`、`tw-personal-id`、`email` 及各類電話）在所有報表中一律遮蔽，等同於字典中寫了 `sensitive = true`；寫 `sensitive = false` 則照常顯示。
explain-schemes = 可用的 scheme，以及檢核能發現的差錯比例（對全部正確號碼、全部位置、全部差錯逐一計數得出）：
explain-scheme = { $name }：{ $called }；打錯一碼發現 { $changed }，相鄰兩碼對調發現 { $swapped }
explain-scheme-rule = { $name }（rule = "{ $rule }"）
explain-scheme-form = { $name }：{ $called }；沒有檢查碼，只看格式
explain-scheme-iban = { $name }：{ $called }；依 ISO 7064 MOD 97-10 檢核，並核對各國格式

scheme-cn-uscc = 中國統一社會信用代碼
scheme-cn-uscc-inner = 內含組織機構代碼也正確的統一社會信用代碼
scheme-cn-organisation-code = 中國組織機構代碼
scheme-cn-resident-id = 中國居民身分證號
scheme-tw-business-no = 統一編號
scheme-tw-personal-id = 身分證字號
scheme-gtin = 商品條碼（GTIN/EAN/UPC）
scheme-iban = 國際銀行帳號（IBAN）
scheme-email = 電子郵件地址
scheme-cn-mobile = 中國手機號碼
scheme-tw-mobile = 手機號碼
scheme-cn-phone = 中國電話號碼
scheme-tw-phone = 電話號碼
scheme-cn-postal-code = 中國郵政編碼
scheme-tw-postal-code = 郵遞區號

kind-text-what = 檢查文字是否書寫規範：多餘空格、看不見的字元、全形英數字、簡繁混用、亂碼、括號不成對、佔位內容、殘留的 HTML 字元參照。
kind-text-why = 看起來一樣、只差一個空格的兩個名稱，在任何程式裡都是兩家客戶；佔位內容能騙過所有「必填」檢查，卻沒有任何資訊。
kind-text-limits = 每個儲存格一項稽核發現，列出全部問題。「應為」欄給出整理後的文字，可直接貼回；需要人工查明的（亂碼、括號、佔位內容）該欄留空。`faults` 選擇檢查哪些：blanks（首尾空格、連續空格）、invisible（零寬字元、控制字元、不換行空格）、width（全形英文字母與數字；中文裡的全形標點是正確的）、scripts（只有簡體才有的字與只有繁體才有的字混用）、lost（�、???、锟斤拷、烫烫烫、自造字）、brackets（全形半形視為同一種；編號 `1)` 的括號不必成對）、placeholders、trailing（結尾的逗號、分號、冒號等）、references（殘留的 HTML 字元參照：&amp;、&#23515;）。儲存格內的換行不算問題。佔位內容指整個儲存格：測試、待補、無、N/A 等詞，同一數字連寫六位以上，123456、13800000000、1900-01-01，以及 `placeholders` 所列的詞；字典 `null` 所列的詞視為空白，不判定。不寫 `columns` 時，檢查所有未設 `values` 的文字欄位，備註也在內。

finding-flaws = { $column } { $value }：{ $flaws }
expected-identifier = { $proposed ->
    [yes] { $proposal }
   *[no] { $scheme }
}
expected-text = { $proposal }
fault-separator = ；

fault-ends = 首尾有空格
fault-doubled = 有連續空格
fault-invisible = 含看不見的字元（{ $code }）
fault-wide = 含全形英文字母或數字（{ $sample }）
fault-traditional = 簡體中夾有繁體字（{ $sample }）
fault-simplified = 繁體中夾有簡體字（{ $sample }）
fault-lost = 有字元遺失，已成亂碼（{ $sample }）
fault-private = 含自造字（{ $code }），換一台電腦就無法顯示
fault-bracket = 括號 { $bracket } 不成對
fault-placeholder = 佔位內容，沒有實際資訊
fault-trailing = 結尾多了 { $mark }
fault-reference = 殘留 HTML 字元參照 { $written }

fault-width = 含全形字元
fault-blanks = 含空格
fault-dashes = 含連字號
fault-case = 含小寫字母
fault-passes = 除此之外通過檢核
fault-length = 共 { $has } 碼，應為 { $wanted } 碼
fault-character = 第 { $place } 碼是 { $character }，此處不允許
fault-alike = 第 { $place } 碼寫成了 { $has }，應為 { $wanted }
fault-check = 檢查碼是 { $has }，依其餘各碼應為 { $wanted }
fault-sum = 不符合檢查碼的邏輯
fault-within = 其中的組織機構代碼（第 9 至 17 碼）也不通過檢核，差錯多半在這一段
fault-beyond = 其中的組織機構代碼（第 9 至 17 碼）通過檢核，差錯多半不在這一段
fault-inner = 整體通過檢核，但其中的組織機構代碼（第 9 至 17 碼）末碼是 { $has }，依 GB 11714 應為 { $wanted }，僅供核對，不足以認定有誤
fault-new-rule = 只符合 2023 年 4 月起的新規則，此後設立的公司才可能是這樣的號碼
fault-day = 第 7 至 14 碼不是有效日期
fault-sheet = 以 000 結尾：被試算表軟體當作數字，只保留了 15 位，其餘數字已遺失
fault-exponent = 被試算表軟體轉成了科學記號，數字已遺失
fault-zero = 缺少開頭的 0
fault-several = 一個儲存格裡寫了多個
fault-area = 缺少區碼
fault-start = 開頭不符合此類號碼的規定
fault-country = 開頭不是使用此類帳號的國家
fault-at = 沒有 @
fault-domain = @ 後的網域不完整
fault-form = 不符合規定格式

problem-identifier-rule = `rule` 只用於 `tw-business-no`；{ $scheme } 只有一種檢核
problem-no-faults = faults 的清單是空的：什麼也不檢查
problem-no-text = 該表沒有可填任意文字的欄位；請在 `columns` 中寫明欄位
