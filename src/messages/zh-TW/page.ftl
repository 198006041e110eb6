### 例會的網頁

cli-report = 產生例會資料：可直接展示的網頁，附明細活頁簿
cli-report-output = 資料的資料夾；以 .html 結尾時只產生網頁。有 --owner 或 --department 時為待辦單的資料夾，或以 .html、.md 結尾的一個檔案
cli-report-sample = 抽取多少份單據與紙本核對
cli-report-seed = 依此亂數種子抽樣（預設由專案與基準日得出，網頁上會印出）
cli-report-examples = { "  " }crm-audit report --as-of 2026-10-31 -o pack              例會資料的資料夾
    { "  " }crm-audit report D:\audit --as-of 2026-10-31 -o page.html   只要網頁，方便郵寄
    { "  " }crm-audit report -o pack --sample 40 --seed 7               換一批單據與紙本核對
    { "  " }crm-audit report --owner all -o 待辦                        每人一張待辦單
    { "  " }crm-audit report --owner 周敏 --since 2026-10-30 -o 周敏.md  一個人的，可傳到群組
report-foreign = { $folder } 中有不屬於先前資料的內容（{ $name }）；請改用新的或空的資料夾
report-not-ours = { $file } 已經存在，且不是 crm-audit 寫出的網頁；請換一個檔名
report-other-project = { $file } 是「{ $name }」的網頁；請換一個檔案或資料夾
report-no-folder = { $folder } 無法當作資料夾讀取
page-file-workbook = 全部稽核發現，可篩選、可填寫處置
page-file-minutes = 例會紀錄，填寫後用 crm-audit dispose import 取回
report-filled-in = { $file } 已有人填寫，重新產生會遺失：請先用 `dispose import` 取回決定，再換一個資料夾或把該檔案移走
page-skip = 跳到稽核發現
page-contents = 目錄
page-figures = 總覽
page-numbers = 數字與計算方式
page-means = 計算方式
page-open = 待處理問題
page-open-note = { $all } 條規則中有 { $rules } 條被違反{ $decisions ->
        [0] {""}
       *[other] ；不計處置決定本身的問題 { $decisions } 項
    }
page-open-means = 未通過的規則查出的問題；已有處置決定、列入基線或在容許範圍內的不計；處置決定本身的問題另計。
page-in-order = 合格資料占比
page-in-order-note = { $rows } 列中有 { $in_order } 列沒有待處理問題
page-in-order-none = 沒有可判定的資料列
page-in-order-means = 沒有待處理問題的列占全部受檢列的比例。一列有幾項問題只算一列；破損的列不算合格。這裡列出比例最低的幾張表，全部見「取數說明」。
page-handled = 實際已辦、系統未結
page-handled-note = { $open ->
        [0] 沒有超過時限仍未結的
       *[other] 事情已辦完，系統裡還沒結案
    }{ $decided ->
        [0] {""}
       *[other] ，其中 { $decided } 項已有決定
    }{ $pending ->
        [0] {""}
       *[other] ；另 { $pending } 項未到時限
    }
page-handled-zero = 已辦完的都已結案
page-handled-none = 無從得知：沒有規則檢查「已辦未結」（標籤 handled）
page-handled-silent = 無從得知：有 { $count } 條帶 handled 標籤的規則未能判定，或其表沒有資料列
page-handled-least = { $note }；另有 { $count } 條帶 handled 標籤的規則未能判定，或其表沒有資料列
page-handled-means = 帶 handled 標籤的規則查出的問題，無論是否已有決定：決定不會讓系統裡結案。依時限判定的，只算至今未結的。
page-held-note = { $label }；最久已等 { $days } 天
page-held-undated = { $label }；等了多久無從得知
page-held-least = 至少 { $amount }
page-held-zero = 沒有單據在等有問題的單據
page-held-none = 無從得知：尚未設定哪些單據在等哪些單據（[[link]]）
page-held-count = { $label } { $count } 張
page-held-means = 在等有問題單據的那些單據的金額，依 [[link]] 計算。一張單據只算一次；不同單據的金額不相加。
page-overdue = 逾期的處置
page-overdue-note = 已有處置決定的問題共 { $count } 項
page-overdue-none = 無從得知：還沒有處置決定（dispositions.toml）
page-overdue-silent = 無從得知：有 { $count } 項期限已過的處置未能判定
page-overdue-late = 改善已逾期
page-overdue-left = 已逾期，且匯出檔中已無此單據
page-overdue-expired = 特批已到期
page-overdue-means = 已作處置決定、期限已過、問題仍在的稽核發現。
page-not-all = { $figure }（有 { $count } 條規則未能判定）
page-changes = 有哪些變化
page-changes-since = 自 { $day } 以來的變化
page-history-unread = 沒有趨勢，也無從比較：沒有保留歷史紀錄，或歷史紀錄無法讀取。原因見「取數說明」。
page-no-history = 沒有趨勢，也無從比較：本次稽核未使用歷史紀錄。
page-worse = 變差
page-better = 好轉
page-none-worse = 沒有哪條規則的問題比上次多。
page-none-better = 沒有哪條規則的問題比上次少。
page-more-worse = …… 另有 { $count } 條規則變差
page-more-better = …… 另有 { $count } 條規則好轉
page-worse-rule = { $rule }：{ $before } → { $now } 項，其中新增 { $new }{ $back ->
    [0] { "" }
   *[other] 、重新計入 { $back }
}
page-worse-reopened = { $rule }：{ $before } → { $now } 項，其中新增 { $new }、復發 { $reopened }{ $back ->
    [0] { "" }
   *[other] 、重新計入 { $back }
}
page-better-rule = { $rule }：{ $before } → { $now } 項，已改善 { $fixed }
page-better-gone = { $rule }：{ $before } → { $now } 項，已改善 { $fixed }{ $gone ->
    [0] { "" }
   *[other] ，匯出檔中已無此單據 { $gone }
}{ $settled ->
    [0] { "" }
   *[other] ，已處置或在容許範圍內 { $settled }
}
page-better-none = { $rule }：上次 { $before } 項，本次已無
page-unclear = 減少了，但不能算好轉
page-unclear-rule = { $rule }：{ $before } → { $now } 項{ $gone ->
    [0] { "" }
   *[other] ，匯出檔中已無此單據 { $gone }
}{ $left ->
    [0] { "" }
   *[other] ，這次無法核實 { $left }
}
page-rule-changed = { $told }（規則已修改）
page-who = 由誰處理
page-part = 占比
page-since = 最早發現
page-no-owners = 有待處理問題的規則都沒有寫明負責人。
page-no-departments = 有待處理問題的表都沒有權責單位。
page-departmentless = 有 { $count } 項問題沒有權責單位
page-nobodys = 有 { $count } 項問題無人負責
page-values = 數值重新核算
page-values-means = 系統裡的數字與單據合計是否一致，例如客戶的年銷售額與其訂單合計。
page-no-values = 本專案還沒有核對數值的規則（檢查種類 total、match、compare、price）。
page-agree = 一致
page-differ = 不一致
page-undecided = 無法判定
page-off = 差 { $by }：{ $told }
page-largest = 差額最大的
page-trust = 這些數字可信嗎？
page-inputs = 讀取了什麼
page-inputs-told = { $files }，{ $rows }；另有標題、合計、備註等 { $aside } 列不計，破損 { $refused } 列
page-inputs-broken = { $count } 個檔案沒能讀完
page-unchanged = 與上月相同
page-days = 沒有單據的日子
page-gap = { $table } { $count } 天
page-gaps = 當月 { $days } 個上班日中：{ $gaps }
page-no-gaps = 當月 { $days } 個上班日都有
page-days-undated = 無從得知：字典中沒有一張表寫明單據日期
page-days-none = 當月還沒有過完一個上班日
page-without = { $all } 個上班日中有 { $count } 天：{ $days }
page-undated = 字典中沒有單據日期
page-agreement = 表間是否相符
page-agreement-none = –：{ $rules } 條跨表規則都未能判定
page-agreement-told = { $rules } 條跨表規則：{ $agree } 列一致，{ $differ } 列不一致，{ $undecided } 列無法判定
page-tables = 表
page-not-judged = 未能判定的規則
page-all-judged = { $absent ->
        [0] { $count } 條規則都已判定
       *[other] { $count } 條規則都已判定；另有 { $absent } 條沒有資料（允許沒有）
    }
page-not-judged-told = { $count } 條：{ $rules }。這些規則要查的情況無從得知，不在任何數字之中。
page-undecided-told = { $asked } 次判定中有 { $count } 次（{ $share }）：儲存格讀不出，或缺少日期
page-other-rules = 沒有待處理問題的規則（{ $count } 條）
page-no-open-rules = 沒有規則有待處理問題。
page-search = 搜尋
page-any = 全部
page-reset = 清除
page-more = 顯示更多
page-copy = 複製
page-copied = 已複製
page-place = 位置
page-mark = 標記
page-holds = 有受阻單據
page-no-findings = 沒有稽核發現。
page-told-all = 共 { $all } 項稽核發現
page-told-some = { $shown } 項，共 { $all } 項稽核發現
page-told-all-cut = 列出 { $all } 項，稽核發現共 { $total } 項
page-told-some-cut = 列出的 { $all } 項中有 { $shown } 項（稽核發現共 { $total } 項）
page-told-first = ，先顯示 { $drawn } 項
page-worst-told = 瀏覽器未啟用指令碼，只列出最嚴重的 { $shown } 項，共 { $all } 項。
page-cut = 稽核發現共 { $all } 項，這裡只列出最嚴重的 { $most } 項。產生到資料夾即附有列出全部的活頁簿。
page-cut-workbook = 稽核發現共 { $all } 項，這裡只列出最嚴重的 { $most } 項；全部見同一資料夾中的活頁簿。
page-rows = 列數
page-aside = 不計
page-dated = 單據日期
page-days-without = 沒有單據的日子
page-sample = 抽樣核對
page-sample-told = 依種子 { $seed } 抽取 { $count } 份，各表按列數分配。同樣的匯出檔、同樣的種子，抽到的單據相同。請對照紙本勾選。
page-paper = 紙本單據
page-same = 相符
page-other = 不符
page-says = 匯出檔的內容
page-line = 第 { $row } 列
page-row = { $file } · 第 { $row } 列
page-files = 資料檔案
page-partial = 並非全貌：{ $all } 條規則中只判定了 { $rules } 條。因此不與其他月份比較。
page-no-rows = 截至 { $day }，各檔案都沒有資料列；下面的 0 都是因為這個緣故。
page-partial-input = 並非全貌：以指定的檔案代替了專案的檔案。因此不與其他月份比較。
page-partial-unknown = 未作比較：本次判定的並非全貌。
page-empty-table = 「{ $table }」沒有資料列：本次情況無從得知。
page-empty-table-left = 「{ $table }」沒有資料列：本次情況無從得知。先前查出的 { $count } 項問題既不算待處理，也不算已改善。
silence-no-rows = 該表沒有資料列
page-meeting = 例會議題
page-options = 可作的決定：{ $words }。決定填在 minutes.md 或活頁簿裡，用 crm-audit dispose import 取回。
page-asked-above = 其中 { $count } 個問題已在上面列出
page-more-questions = …… 另有 { $count } 條規則有待處理問題
page-ask-ended = 特批已到期：展延，還是改善？
page-ask-overdue = 改善已逾期：卡在哪裡，何時完成？
page-decided-by = { $day } 由 { $by } 決定
page-moves-owners = 依負責人：變動與時長
page-moves-departments = 依權責單位：變動與時長
page-gone = 已無單據
page-age-first = ≤ { $last }
page-age = { $first }–{ $last }
page-age-last = > { $last }
page-age-since = 已有天數
page-now = 現有問題
page-whose-unknown = 另有已改善 { $fixed } 項、匯出檔中已無此單據 { $gone } 項未列入上表：最後查出它們的那次稽核沒有記錄負責人。
page-recurring-unknown = 無從得知：本次稽核未使用歷史紀錄，或歷史紀錄無法讀取。
page-recurring-none = 沒有。
page-closed = 已不再查出
page-closed-all = 顯示全部
page-closed-none = 上次的問題都還在。
page-closed-unknown = 無從得知：沒有可比較的稽核紀錄。
page-closed-more = …… 另有 { $count } 項，可用 crm-audit history diff 列出。
page-became = 結果
page-last-seen = 最後發現
rule-changes = 規則的變動
rule-changes-since = 自 { $day } 以來規則的變動
rule-changes-not-recorded = 無從得知：那次稽核沒有記錄規則的內容。
rule-changes-none = 沒有變動。
rule-change = { $rule } · { $word }
rule-change-added = 新增
rule-change-dropped = 不再執行
rule-change-changed = 已修改
rule-change-key = { $key }：{ $was } → { $is }
rule-change-since = 自 { $day } 起執行
rule-change-decided = 決定：{ $by }
rule-change-why = 理由：{ $why }
page-what-changed = 改了什麼
page-adopted = 何時起、誰決定、為什麼
page-of-these = 其中
page-closed-by-rule = { $state }，或因規則已修改
