### 處置

decision-adopt = 納入規範
decision-accept-once = 特批放行
decision-correct = 改善
decision-data-error = 資料錯誤
disposition-until = { $verdict }，至 { $day }
disposition-expired = { $verdict }，至 { $day }（已到期）
disposition-due = { $verdict }，限 { $day }
disposition-overdue = { $verdict }，限 { $day }（已逾期）
disposed-part = { $what } { $count }
report-disposed = { $findings }，其中 { $count } 項已有處置決定（{ $parts }）{ $overdue ->
    [0] {""}
   *[other] ，{ $overdue } 項已逾期、仍待處理
}{ $expired ->
    [0] {""}
   *[other] ，{ $expired } 項已到期、仍待處理
}
workbook-status-disposed = 已處置
report-about-decisions = 不計入以上：處置決定本身的問題 { $count } 項，由專案小組整理
decided-upkeep = 處置決定本身，由專案小組整理
decided-upkeep-line = { $rule } · { $about }：{ $message }
workbook-undecided = 待處理（未處置或已逾期）
workbook-net-rate-note = 違規率（扣除已處置） = 不計已全部有處置決定且未過截止日的列。
column-net-rate = 違規率（扣除已處置）
column-disposition = 處置
column-decided-on = 決定日期
column-until = 有效期至
column-due = 期限
column-covers = 涵蓋數
column-term = 天數
column-last-day = 截止日
column-decision = 決定
column-actor = 改善負責人
column-decided-findings = 處置對象
column-reason = 理由
dispositions-table = 處置決定
dispositions-match = 處置對象
dispositions-later = 有 { $count } 筆處置決定作成於 { $day } 之後，本次未採用
dispositions-disputed = { $count } 項稽核發現有互相矛盾的處置決定：以最具體者為準，其次以最近者為準；見 dispositions.toml 第 { $lines } 行
rule-label-expired = 放行已到期
rule-label-overdue = 改善逾期
rule-label-unused = 處置決定無對應的稽核發現
rule-label-broad = 處置決定涵蓋過廣
expected-expired = 放行到期後不再出現
expected-overdue = 在期限內改善
expected-unused = 至少一項稽核發現
expected-broad = 至多 { $other } 項
finding-expired = 放行已到期，放行的問題仍然存在（{ $detail } 項）；請重新決定或予以改善
finding-overdue = 期限已過，問題仍然存在（{ $detail } 項）；請予以改善或重新決定
finding-overdue-absent = 期限已過，而所指單據不在匯出資料中；請確認已辦結後刪除此筆，或更正 `match`
finding-unused = 已沒有對應的稽核發現；請刪除此筆，或更正 `match`
finding-unused-absent = 沒有對應的稽核發現，所指單據也不在匯出資料中；請更正 `match`，或確認已辦結後刪除此筆
finding-broad = 涵蓋了 { $detail } 項稽核發現，而決定當時只有 { $other } 項；請核對新增的，再修改 `match` 或 `covers`
problem-empty-text = `{ $name }` 是空的
problem-disposition-brackets = 處置決定寫在 [[disposition]] 之下，中括號須為兩層
problem-disposition-selection = `match` 須寫明 `finding` 或 `rule`
problem-disposition-finding = `{ $written }` 不是稽核發現的識別碼；請從報表中複製其 16 個字元
problem-disposition-pattern = `{ $pattern }` 不是有效的萬用字元；星號本身寫成 [*]，不可用 **
problem-disposition-of-its-own = `{ $id }` 的稽核發現針對處置決定本身，不能再對其處置
problem-disposition-covers = `covers` 是決定當時的稽核發現數，至少為 1；寫了 `finding` 時才可省略
problem-disposition-needs = `{ $verdict }` 須寫明 `{ $name }`
problem-disposition-excess = `{ $name }` 不能與 `{ $verdict }` 並用
problem-disposition-backwards = `{ $name }` 早於 `decided_on`
problem-disposition-twice = 同一天對同一對象做了兩次決定；請只保留一筆
problem-dispositions-table = 資料表名稱 `{ $name }` 已由 { $file } 使用；請為此資料表另取名稱
hint-disposition-end = `{ $verdict }` 的截止日寫成 `{ $name }`
explain-dispositions = crm-audit.toml 旁的 dispositions.toml 記錄對稽核發現的處置決定。每筆決定對應一項稽核發現（依識別碼），或某條規則的稽核發現，並為其加註；不隱藏任何一項，各項計數也不變。已有決定者，在截止日之前不判為未通過：accept_once 的截止日是 `until`，adopt、correct、data_error 的是 `due`。數筆決定對應同一項時，以最具體者為準（識別碼，其次單據，再次萬用字元），其次以最近者為準。稽核基準日早於決定日期者，不採用該決定。
    dispositions.expired：放行已到期，放行的問題仍然存在。
    dispositions.overdue：期限已過，問題仍然存在。
    dispositions.unused：所指的規則都已完整檢查，卻沒有對應的稽核發現。
    dispositions.broad：涵蓋的稽核發現多於決定當時的數目。
    可用 [tune] 調整其嚴重度，或將其停用。
dispose-not-audited = 未能完成全部稽核，因此沒有寫入 { $file }；可用 --select 或 --ignore 略過無法稽核的部分
dispose-refused = 沒有寫入 { $file }
dispose-no-finding = 截至 { $day }，沒有識別碼為 `{ $identity }` 的稽核發現；請從當日的報表中複製
dispose-nothing = 截至 { $day }，沒有對應的稽核發現；規則、單據與欄位的寫法請查看報表
dispose-shadowed = 對應的 { $count } 項稽核發現均已有更具體的處置決定；請修改那些決定
dispose-later = { $day } 晚於稽核基準日 { $as_of }；請用 --as-of 指定較晚的日期
dispose-changed = 稽核期間 { $file } 已被修改；沒有寫入，請重新執行
dispose-covers = 此筆涵蓋 { $count } 項稽核發現
dispose-covers-more = … 另有 { $count } 項（--limit 可多列）
dispose-days-over = 逾期 { $count } 天
dispose-days-left = 剩餘 { $count } 天
dispose-list-empty = 截至 { $day }，沒有未結的處置決定
cli-schema-file = 描述什麼：project（crm-audit.toml 與規則檔）、dispositions（dispositions.toml）或 report（`check --format json` 的輸出）
cli-dispose = 執行稽核，並把對稽核發現的處置決定寫入 dispositions.toml
cli-dispose-examples = { "  " }crm-audit dispose --finding 3f9c2a7be1d04c58 --verdict correct --owner 倉管01 --due 2026-11-15 --reason "漏核" --decided-by "10 月檢討會"
    { "  " }crm-audit dispose --rule order-approved-late --document "SO2026*" --verdict accept_once --until 2026-12-31 --reason "系統切換" --decided-by "10 月檢討會"
    { "  " }crm-audit dispose --pattern shipped-before-approval/none --verdict correct --owner 主管01 --due 2026-11-30 --reason "急單" --decided-by "月度例會"
    { "  " }crm-audit dispose --from 月報.xlsx --decided-on 2026-11-05
    { "  " }crm-audit dispose list
cli-dispose-list-examples = { "  " }crm-audit dispose list --as-of 2026-10-31
cli-dispose-finding = 一項稽核發現的識別碼，見報表
cli-dispose-rule = 某條規則的稽核發現：規則編號，或含 * 的萬用字元
cli-dispose-pattern = 流程規則中以同一種方式偏離的稽核發現，名稱見 `process --patterns`
dispose-advice = 規則 { $rule } 改寫之前，這些稽核發現仍會列出；可照此改寫，也可用 `when` 另作限定：

    { $change }
dispose-bad-pattern = 「{ $written }」不是「規則/偏離方式」的寫法，名稱見 `crm-audit process --patterns`
cli-dispose-document = 其中某張單據的，或符合萬用字元的單據的
cli-dispose-column = 其中某一欄位的
cli-dispose-of-owner = 其中某位負責人的
cli-dispose-of-department = 其中某個部門的
cli-dispose-verdict = 處置決定：adopt（納入規範）、accept_once（特批放行，至某日）、correct（改善）、data_error（僅資料有誤）
cli-dispose-reason = 理由
cli-dispose-cause = 原因
cli-dispose-remedy = 防止再次發生的措施；adopt 時寫明流程與規則如何修改
cli-dispose-owner = 由誰改善；correct 必填
cli-dispose-due = 改善期限；correct 必填
cli-dispose-until = 放行有效期至；accept_once 必填
cli-dispose-decided-by = 由誰決定：會議或人員
cli-dispose-decided-on = 決定日期；預設為稽核基準日
cli-dispose-limit = 最多列出幾項本筆涵蓋的稽核發現；數量不受影響
cli-dispose-list = 執行稽核，列出已有決定但仍然存在的問題，逾期的在前
cli-dispose-list-format = 清單的格式

dispose-cell = { $cell }：{ $what }
dispose-from-unread = { $file }：{ $reason }
dispose-from-not-ours = { $file } 不是可填寫處置決定的 crm-audit 報表；請使用 `check -o 報表.xlsx` 寫出的檔案，或 `report` 寫出的例會紀錄
dispose-from-version = { $file } 由其他版本的 crm-audit 寫出；請重新產生報表後再填寫
dispose-from-project = { $file } 是另一個專案的報表：{ $other }；本專案是：{ $project }
dispose-from-unnamed = 未命名
dispose-from-older = { $file } 的基準日是 { $as_of }，而最近一次記錄的稽核基準日是 { $last }
dispose-from-rules = { $file } 寫出之後，規則或資料字典已有變動
dispose-from-nothing = { $file } 中沒有填寫任何決定
dispose-from-column = 工作表「{ $sheet }」缺少「{ $name }」欄位，無法讀取決定
dispose-from-column-twice = 「{ $name }」欄位重複出現；請只保留一欄
dispose-from-calculated = 此儲存格是公式或錯誤值；請直接填寫內容
dispose-from-no-decision = 沒有填寫決定；請從清單中選取：{ $list }
dispose-from-decision = 「{ $written }」不在清單中；可選：{ $list }
dispose-from-needs = 決定為「{ $decision }」時，須填寫「{ $name }」
dispose-from-date = 「{ $written }」無法辨識為日期；請填寫如 2026-12-31 的日期
dispose-from-early = 日期早於決定日期 { $day }
dispose-from-undated = { $file } 沒有寫明是哪一天決定的；請用 --decided-on 寫明，如 --decided-on 2026-11-05
dispose-from-far = { $day } 比稽核基準日 { $as_of } 晚一年以上；請核對年份
dispose-several-people = 「{ $written }」是好幾個人，誰也收不到；只能寫一個人，由其負責
dispose-unknown-person = 由「{ $name }」處理，但查無此人：以往的負責人、人員表和以往的決定裡都沒有
dispose-from-unknown = 截至 { $day }，沒有識別碼為 `{ $identity }` 的稽核發現：可能在表中遭變更，也可能問題已經消除；請從當日的報表中取用該列
dispose-from-other = 識別碼屬於另一項稽核發現：其「{ $name }」應為「{ $is }」，而本列為「{ $shown }」；請連同所有欄位一起排序
dispose-from-twice = 與 { $cell } 對同一項稽核發現的決定不一致
dispose-from-gone = { $count } 項決定所針對的稽核發現，截至 { $day } 已不存在，未寫入
dispose-from-recorded = { $count } 項決定先前已經記錄
dispose-from-unchanged = { $file } 中沒有新的決定；沒有寫入
dispose-from-done = 已對 { $findings }作出決定，寫成 { $entries } 筆
cli-dispose-from = 已填寫處置決定的報表（xlsx）或例會紀錄（md）
dispose-from-named = 「{ $name }」
dispose-list-recorded = 以最近一次稽核紀錄（基準日 { $as_of }）為準；指定 --as-of 則重新稽核
