### 稽核例會紀錄

minutes-title = { $project } · 稽核例會紀錄 · 基準日 { $as_of }
minutes-held-on = 會議日期
minutes-chair = 主席
minutes-present = 出席
minutes-clerk = 紀錄
minutes-month = 本月情況
minutes-decided = 以往決定的執行情形
minutes-nothing-decided = 尚無決定。
minutes-outcome = 執行情形
minutes-outcome-still = { $covers ->
    [1] 問題仍在
   *[other] { $covers } 項中仍有 { $count } 項
}
minutes-outcome-more = 決定時 { $covers } 項，現有 { $count } 項
minutes-outcome-holds = { $still }，決定仍有效
minutes-outcome-over = { $still }，已逾期限
minutes-outcome-replaced = 已由後來的決定取代
minutes-outcome-absent = 匯出檔中已無此單據
minutes-outcome-done = 已完成，不再查出
minutes-outcome-done-late = { $count ->
        [1] { $day ->
            [none] 已辦
           *[other] 已於 { $day } 辦完
        }，超過了時限
       *[other] 已全部辦完{ $day ->
            [none] {""}
           *[other] （最後一項 { $day }）
        }，超過了時限
    }
minutes-outcome-unknown = 本次未能判定
minutes-open = 待決事項
minutes-nothing-open = 沒有待決事項。
minutes-late = { $open ->
        [0] 都已辦完，只是超過時限：請說明原因
       *[other] 仍未辦的 { $open } 項，請催辦；已辦但超過時限的 { $late } 項，請說明原因
    }
minutes-options = 決定請填：{ $words }。特批放行和改善須填期限，改善還須填由誰處理。同一規則中需要分別決定的，在活頁簿中逐項填寫。
minutes-states = 新增 { $new } 項，仍存在 { $again } 項，復發 { $reopened } 項，上次以來已改善 { $fixed } 項
minutes-owners = { $others ->
    [0] 負責人：{ $owners }
   *[other] 負責人：{ $owners }，另有 { $others } 人
}
minutes-repeaters = 近 { $within } 個月內有多個月出現問題（月數）：{ $owners }
minutes-undecidable = 另有 { $count } 列無法判定
minutes-others = …… 另有 { $count } 項，同樣適用本決定。
minutes-too-many = 超過 { $most } 項，請在活頁簿中決定，或使用 `dispose --rule`。
minutes-question = 是要改善，是作為例外放行，還是今後就照此辦理？
minutes-few = { $severity } · { $table }：不符合資料字典的儲存格 · { $rules } 條規則 · { $count } 項稽核發現
minutes-question-few = 由誰改正，何時完成？
minutes-elsewhere = 其中 { $count } 項屬於反覆出現的做法，在後面一併決定
minutes-pattern = { $rule }（{ $name }）：{ $cases } 例
minutes-question-pattern = 是納入規範（修訂流程和規則），還是不予採納（由誰、何時改善）？
minutes-over = { $decision } · { $about } · 仍有 { $count } 項
minutes-extend = 只填期限即為延期，其餘沿用原決定。
minutes-above = 其中 { $count } 項已有決定而過了期限，在前面單獨提問
minutes-other = 其他事項
dispose-minutes-label = 「{ $written }」不是可填寫的項目
dispose-minutes-undated = 沒有填寫會議日期；請填寫，如 2026-11-05，或用 --decided-on 寫明
dispose-minutes-twice = 「{ $written }」填寫了兩次，第一次在 { $cell }
dispose-minutes-comment = 此處的註解已被改動，無法得知決定針對哪些稽核發現；請從 `report` 寫出的紀錄中還原
cli-dispose-import = 把報表（xlsx）或例會紀錄（md）中填寫的決定寫入 dispositions.toml
cli-dispose-import-file = 報表或例會紀錄
cli-dispose-import-decided-by = 由誰決定（預設：檔名）
cli-dispose-import-decided-on = 決定日期（預設：紀錄裡的會議日期）
cli-dispose-import-examples = { "  " }crm-audit dispose import 例會/minutes.md --decided-by "10 月例會"
    { "  " }crm-audit dispose import 報表.xlsx --decided-on 2026-11-05
