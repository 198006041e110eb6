# 流程：規則種類、要求與稽核發現
kind-flow-what = 檢查同一案例中，某環節之前或之後是否有（或沒有）另一環節。
kind-flow-why = 訂單未審核就出貨，貨已在途卻反審核：每張單據單獨看都正常，只是先後錯了。
kind-flow-limits = `each` 指定的環節逐個判定；`when` 是對該環節所在列的條件。`order` 為 "before"（之前）、"after"（之後）或 "any"（不論先後）。設 `within` 時，另一環節相隔不得超過該時長；設 `not_before` 時，相隔不得短於該時長；計時方法同 check.latency，工作時間按流程的行事曆計。`one_each` 要求一一對應，`directly` 要求兩者之間沒有本流程的其他環節。`first = true` 時只看案例中每種環節的第一次。之後的環節尚未發生的，`within` 之內為未到期，超過為違規；設 `still_open = "wait"` 則一直為未到期。先後只看時間，不看列的次序：兩個環節時間相同，或同一天而其中一個沒有時刻，屬於先後不明，由流程的 `tie` 決定（預設無法判定）。有經手人而沒有日期的環節無法判定，設 `missing = "violation"` 則為違規。資料中從未出現的環節不算通過：需要它的環節均為違規。
kind-times-what = 檢查某環節在一個案例中發生幾次。
kind-times-why = 一張發票開兩次、一張單據審核三次、從未審核的單據。
kind-times-limits = 每個案例都判定，不論有沒有該環節；`when` 是對該環節所在列的條件，此時沒有該環節的案例不適用。`min` 與 `max` 至少設一個。環節缺失的稽核發現指向案例的第一列。
kind-first-what = 檢查案例從哪個環節開始。
kind-first-why = 不從訂單開始的案例，是在系統之外開始的。
kind-first-limits = 每個案例按其第一個環節判定；`when` 是對流程宣告的第一個環節所在列的條件。哪個環節最先無法確定的，由流程的 `tie` 決定。
kind-last-what = 檢查案例以哪個環節結束。
kind-last-why = 結案之後還有動作，就是沒有結案；一直走不到終點，就是被遺忘了。
kind-last-limits = 每個案例按其最後一個環節判定；`when` 是對流程宣告的第一個環節所在列的條件。尚未走到指定環節的案例為違規；設 `still_open = "wait"` 則一直為未到期。哪個環節最後無法確定的，由流程的 `tie` 決定。
kind-together-what = 檢查幾個環節是否要麼全有、要麼全無。
kind-together-why = 有折讓沒有審批，有退貨沒有檢驗：做了一半等於沒做。
kind-together-limits = 一個都沒有的案例不適用。先後不論；要看先後，請用 check.flow。
kind-routes-what = 檢查案例從頭到尾是否走規定的路線。
kind-routes-why = 大家實際怎麼做，要看那些沒有人規定過的路線。
kind-routes-limits = 一條路線按先後列出案例的全部環節，重複幾次就寫幾次；日誌中流程未宣告的活動也算環節。不在任何路線上的案例為一條稽核發現，指出與最接近的路線相比多了、少了或移位的環節。目前只走了路線前一段的案例為未到期；設 `still_open = "count"` 則為違規。環節先後不明的，由流程的 `tie` 決定。超過 60 步的路線不逐步比對。
kind-four-eyes-what = 檢查同一案例中的幾件事是否由不同的人辦理。
kind-four-eyes-why = 自己製單自己審核，等於沒有審核。
kind-four-eyes-limits = 比對人員前統一全形半形、空白和大小寫；有表 `people` 時，帳號與其姓名算同一人。空儲存格、多人共用的帳號和重名的姓名都認不出是誰：該案例無法判定，除非另有兩個環節查明是同一人。只有一個或沒有相關環節的案例不適用。
kind-duties-what = 檢查有沒有人兼辦不相容的職務。
kind-duties-why = 又能下單又能出貨的人，可以出貨給自己。
kind-duties-limits = `conflicts` 列出成對的環節。`on = "case"` 指同一案例不得兼辦；`on = "ever"` 指無論哪個案例都不得兼辦：每人每對判定一次，稽核發現指向兩者首次湊齊之處。設 `within` 時只計相隔不超過該時長的。人員的辨認同 check.four_eyes。不能設 `when`，因為說不清指哪個環節。
kind-frozen-what = 檢查從一個環節到另一個環節，某些欄位是否有變動。
kind-frozen-why = 審核之後再改的價格，沒有人審核過。
kind-frozen-limits = 後一環節的每一列，與它之前最後一次的前一環節所在列比對；之前沒有的，與最後一次比對；完全沒有的不適用。兩列都要在匯出檔案裡：可以是事件日誌，可以是兩張表，也可以是宣告為兩張表的兩次匯出。文字去掉首尾空白後比較，數字和日期按值比較，無法讀取的按寫法比較。
kind-match-what = 逐個案例核對一種環節的數字合計與另一種環節的數字合計。
kind-match-why = 出貨多於訂貨、開票少於出貨：每張單據單獨看都正常。
kind-match-limits = 該環節所在各列的數字精確相加，一張訂單對多張出貨單；環節未發生的列不計。`tolerance` 是一個數，或右邊的百分比，如 "0.5%"；差額正好等於它者視為符合。沒有右邊環節的案例不適用；沒有左邊環節的也不適用，除非設 `if_none = "zero"`。空白儲存格不計入合計；一邊全是空白儲存格的案例不適用。`round = 2` 表示每列的數字先四捨五入到兩位小數再相加（負數按絕對值捨入）。有數字無法讀取的案例無法判定。
explain-process-what = 說明公司辦理的案例要經過哪些環節，這些環節寫在哪些匯出檔裡；flow、times、first、last、together、routes、four_eyes、duties、frozen、match 等種類的規則據此判定。
explain-process-limits = 環節是某張表的日期或日期時間欄位：填了就是發生了。一個流程可以由幾張表組成；各表用同一欄位指明案例，也可在環節中用 `case` 另行指定，或寫 `case = "表.欄位"`，由恰好一個 [[link]] 找到那張表中的欄位。流程中寫 `activity` 時，`from` 所指的表是事件日誌：每列一個環節，由該欄說明是哪個環節；沒有對應環節的活動按原名計入案例的路線。找不到案例的列，以及 `when` 無法判定的列，不計入並予以提示。同一案例的環節按一個固定次序排列：先按時間，再按宣告的次序，再按單據、經手人、檔案和列。稽核發現指向被判定環節所在的列；單據為案例，案例有多次該環節時加上 `id` 或次數。規則用 `process` 代替 `table`；不寫 `owner` 時由該環節的經手人負責，寫 `owner = "環節.by"` 時由那個環節的經手人負責。

spoken-flow = { $demand ->
        [forbids] { $order ->
            [before] 每次{ $each }之前，不得有{ $other }
            [after] 每次{ $each }之後，不得有{ $other }
           *[any] 有{ $each }的，不得有{ $other }
        }
       *[needs] { $order ->
            [before] 每次{ $each }之前，必須已有{ $other }
            [after] 每次{ $each }之後，必須有{ $other }
           *[any] 有{ $each }的，必須有{ $other }
        }
    }{ $own ->
        [yes] ，一一對應
       *[no] {""}
    }{ $directly ->
        [yes] ，中間不得有其他環節
       *[no] {""}
    }{ $first ->
        [yes] ，只看案例中的第一次
       *[no] {""}
    }{ $within ->
        [none] {""}
       *[other] ，相隔不超過 { $within }
    }{ $after ->
        [none] {""}
       *[other] ，相隔不少於 { $after }
    }
finding-flow = { $how ->
        [open] { $each }已過{ $span }，仍沒有{ $other }，時限{ $limit }
        [misplaced] { $order ->
            [before] { $each }早於{ $other }：{ $detail }
           *[after] { $each }之後沒有{ $other }，只在之前有：{ $detail }
        }
        [late] { $order ->
            [before] { $other }比{ $each }早了{ $span }，時限{ $limit }：{ $detail }
           *[after] { $each }後{ $span }才有{ $other }，時限{ $limit }：{ $detail }
        }
        [early] { $other }與{ $each }只隔{ $span }，至少應隔{ $limit }：{ $detail }
        [between] { $each }與{ $other }之間還有其他環節：{ $detail }
        [shared] 沒有與{ $each }對應的{ $other }：{ $detail }已對應另一次
        [tied] { $each }與{ $other }時間相同：{ $detail }
        [undated] { $each }或{ $other }沒有時間：{ $detail }
        [present] { $order ->
            [before] { $each }之前已有{ $other }：{ $detail }
            [after] { $each }之後又有{ $other }：{ $detail }
           *[any] 有{ $each }，又有{ $other }：{ $detail }
        }
       *[none] { $order ->
            [before] { $each }之前沒有{ $other }
            [after] { $each }之後沒有{ $other }
           *[any] 有{ $each }，沒有{ $other }
        }
    }
spoken-times = { $demand ->
        [exactly] 每個案例的{ $event }恰為 { $min } 次
        [between] 每個案例的{ $event }為 { $min } 至 { $max } 次
        [least] 每個案例的{ $event }至少 { $min } 次
       *[most] 每個案例的{ $event }至多 { $max } 次
    }
finding-times = { $how ->
        [none] 沒有{ $event }
        [few] { $event }只有 { $count } 次，至少應有 { $min } 次
       *[many] { $event }有 { $count } 次，至多 { $max } 次
    }
spoken-first = { $count ->
        [1] 每個案例從{ $events }開始
       *[other] 每個案例從下列環節之一開始：{ $events }
    }
finding-first = { $how ->
        [tied] 從哪個環節開始無法確定：{ $column }與其他環節時間相同
        [undated] 從哪個環節開始無法確定：有環節沒有時間
       *[other] 從{ $column }開始，不是從{ $events }開始
    }
spoken-last = { $count ->
        [1] 每個案例以{ $events }結束
       *[other] 每個案例以下列環節之一結束：{ $events }
    }
finding-last = { $how ->
        [tied] 以哪個環節結束無法確定：{ $column }與其他環節時間相同
        [undated] 以哪個環節結束無法確定：有環節沒有時間
       *[other] 最後一個環節是{ $column }，不是{ $events }
    }
spoken-together = { $events }，要麼全有，要麼全無
finding-together = { $how ->
       *[absent] 有{ $column }，沒有{ $names }
    }
spoken-four-eyes = 同一案例中，{ $events }須由不同的人辦理
finding-four-eyes = { $how ->
       *[same] { $column }由{ $who }辦理，此人還辦理了：{ $detail }
    }
spoken-routes = { $count ->
        [1] 每個案例都走這條路線：{ $events }
       *[other] 每個案例走 { $count } 條路線之一，第一條為：{ $events }
    }
finding-routes = { $how ->
        [moved] { $names }不在應在的位置：{ $way }
        [missing] 缺少{ $names }：{ $way }
        [extra] 多了{ $names }：{ $way }
        [tied] 有環節時間相同，走的路線無法確定：{ $way }
        [undated] 有環節沒有時間，走的路線無法確定：{ $way }
       *[other] 不在任何規定的路線上：{ $way }
    }
spoken-duties = { $on ->
        [ever] 同一個人不得兼辦{ $events }
       *[case] 同一案例中，同一個人不得兼辦{ $events }
    }{ $count ->
        [1] {""}
       *[other] （共 { $count } 對，此為第一對）
    }
finding-duties = { $how ->
       *[both] { $on ->
            [ever] { $who }兼辦了{ $names }，至多 { $count } 次：{ $detail }
           *[case] { $who }兼辦了{ $names }：{ $detail }
        }
    }
spoken-frozen = 從{ $from }到{ $to }，{ $columns }不得變動
finding-frozen = { $how ->
       *[changed] { $names }在{ $from }時為 { $before }，到{ $to }時為 { $after }：{ $detail }
    }
spoken-match = 逐個案例核對：{ $left_event }的{ $left_column }合計 { $op } { $right_event }的{ $right_column }合計{ $tolerance ->
        [none] {""}
       *[other] （容差 { $tolerance }）
    }{ $round ->
        [none] {""}
        [0] ，各列先四捨五入取整再相加
       *[other] ，各列先四捨五入到 { $round } 位小數再相加
    }
finding-match = { $how ->
        [more] { $left_event }的{ $left_column } { $left } { $op } { $right_event }的{ $right_column } { $right }，多 { $difference }
       *[less] { $left_event }的{ $left_column } { $left } { $op } { $right_event }的{ $right_column } { $right }，少 { $difference }
    }
other-event = { $event }{ $dated ->
        [yes] {" "}{ $at }
       *[no] {""}
    }（{ $file ->
        [here] 第 { $row } 列
       *[other] { $file } 第 { $row } 列
    }）

column-case = 案例
column-document = 單據
column-by = 經手人
column-event = 環節
cause-tied = { $column }與另一環節時間相同或只有日期，先後無法確定
cause-unstamped = { $column }沒有記下時間
cause-nameless = 不知道是誰辦理的

process-no-case = 流程「{ $process }」沒有任何案例
process-ahead = 「{ $process }」有 { $count } 個環節的日期晚於基準日 { $as_of }，視為尚未發生，未計入
process-caseless = 「{ $process }」有 { $count } 列發生了環節卻不屬於任何案例：案例欄位為空，或所指的單據不存在
process-undecided = 有 { $count } 列無法確定是否為「{ $process }」的環節，未計入
process-never-activated = { $rule } 從未觸發：沒有適用的{ $event }，未作任何判定

problem-process-name = 已有名為 { $name } 的表或流程
problem-process-no-event = 流程 { $name } 沒有 [[process.{ $name }.event]]
problem-event-twice = 本流程已有名為 { $name } 的環節
problem-event-name = 環節不能命名為「{ $name }」
problem-event-no-table = 沒有說明環節 { $name } 在哪張表：請寫 `from`
problem-event-no-time = 沒有說明環節 { $name } 何時發生：請寫 `at`
problem-event-activity = 環節 { $name } 不在流程的日誌中，不能寫 `activity`
problem-event-no-link = 從 { $from } 到 { $to } 須恰有一個 [[link]]，才能由此找到案例
problem-log-no-table = `activity` 需要 `from`：作為日誌的表
problem-log-sensitive = `{ $field }` 是敏感欄位，而流程的環節無法遮罩：如果可以公開，請在該欄位寫 `sensitive = false`，或者為 `activity` 另選一欄
problem-log-no-time = `activity` 需要 `at`：日誌中環節的時間
problem-unknown-event = 流程 { $process } 沒有環節 { $name }
problem-unknown-process = 沒有流程 { $name }
problem-few-events = 至少需要 { $count } 個環節
problem-event-again = { $name } 寫了兩次
problem-event-nobody = 沒有說明環節 { $name } 由誰辦理：請在環節中寫 `by`
problem-event-number = { $name } 不是「環節.欄位」的寫法
problem-kind-of-cases = check.{ $kind } 判定流程的案例：請用 `process` 代替 `table`
problem-kind-of-rows = check.{ $kind } 判定表中的列：請用 `table` 代替 `process`
problem-table-and-process = 一條規則只能寫 `table` 或 `process` 之一
problem-when-of-nothing = 此處不能寫 `when`：說不清指哪個環節
problem-flow-needs = `needs` 與 `forbids` 須寫其中一個，且只寫一個
problem-flow-forbids = `one_each` 和 `not_before` 只能與 `needs` 同用，不能與 `forbids` 同用
problem-times-nothing = 須寫 `min` 或 `max`，或兩者都寫
problem-duties-pair = `conflicts` 須列出成對的環節，每對兩個
problem-frozen-columns = `to_columns` 須與 `columns` 逐一對應，且至少有一個
problem-match-tolerance = 「{ $written }」既不是數，也不是 "0.5%" 這樣的百分比

patterns-conformance = 符合規定：{ $cases } 個案例中占 { $raw }；扣除已有處置決定的，占 { $net }
patterns-format = 偏離模式只能輸出為 txt 或 json
patterns-none = 沒有發現偏離。
patterns-cases = { $cases } 個案例，占已判定案例的 { $share }；自 { $since } 至 { $last }
patterns-people = 經手人：{ $people }（共 { $all } 人）
patterns-departments = 部門：{ $departments }
patterns-ways = 路線（共 { $all } 種）：
patterns-took = 用時中位數 { $took }{ $compared ->
        [yes] ，{ $count } 個符合規定的案例為 { $standard }
       *[no] {""}
    }
patterns-effects = 對他人的影響，與 { $count } 個符合規定的案例相比：
patterns-effect = { $clear ->
        [more] 更多：{ $what }，{ $of_here } 個中 { $here } 個（{ $here_share }），符合規定的 { $of_there } 個中 { $there } 個（{ $there_share }）
        [less] 更少：{ $what }，{ $of_here } 個中 { $here } 個（{ $here_share }），符合規定的 { $of_there } 個中 { $there } 個（{ $there_share }）
        [alike] 無明顯差別：{ $what }，{ $here_share } 對 { $there_share }
       *[too_few] 案例太少，不作比較（一方不足 { $enough } 個）：{ $what }，{ $of_here } 個中 { $here } 個，符合規定的 { $of_there } 個中 { $there } 個
    }
patterns-effect-finding = 他人有稽核發現「{ $rule }」
patterns-effect-document = 單據有稽核發現「{ $rule }」
patterns-effect-held = 有{ $label }受阻
patterns-effect-amounts = { $effect }；受阻金額 { $here }，符合規定的為 { $there }
patterns-amount = { $amount }（平均每個案例 { $each }）
patterns-amount-unknown = 不詳
patterns-effect-event = 他人辦理{ $event }
patterns-effect-rework = 有環節重做
patterns-count = { $name }（{ $count }）
patterns-decided = 處置：{ $decision }
patterns-undecided = 尚未處置：crm-audit dispose --pattern "{ $pattern }" …
process-log-undated = 有 { $count } 個環節沒有時間，未寫出：兩種格式都要求有時間
process-log-masked = 有 { $count } 個環節的時間是敏感欄位，未寫出：兩種格式都要求有時間
process-log-days = 有 { $count } 個環節只有日期，按當天 0:00 寫出
process-log-zone = 時間按 UTC 寫出，因為 [project] 下的 `timezone` 沒有說明公司採用哪個時區
