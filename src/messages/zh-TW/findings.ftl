### 稽核發現

## 稽核發現：$column 是欄位名稱，$value 是儲存格的值，$detail 是各列不同的部分

limit-as-of = 基準日
finding-required = { $column }未填寫
finding-pattern = { $column } { $value } 不符合規定格式：{ $form }
finding-pattern-like = { $column } { $value } 不符合規定格式，應如 { $sample }
form-then = { $first } 加 { $second }
form-fixed = { $text }
form-exactly = { $count }
form-between = { $min } 至 { $max }
form-at-least = 至少 { $min }
form-digits = { $count } 位數字
form-capitals = { $count } 位大寫字母
form-small = { $count } 位小寫字母
form-letters = { $count } 位字母
form-capitals-digits = { $count } 位大寫字母或數字
form-letters-digits = { $count } 位字母或數字
form-without = { $all }（不含 { $without }）
finding-pattern-search = { $column } { $value } 中沒有符合 { $regex } 的內容
finding-too-short = { $column }只有 { $detail } 個字元，至少要有 { $limit } 個
finding-too-long = { $column }有 { $detail } 個字元，最多 { $limit } 個
finding-too-many-bytes = { $column }以 { $encoding } 編碼占 { $detail } 位元組，最多 { $limit } 位元組
finding-listed-length = { $column }超過清單所列的 { $detail } { $unit ->
    [chars] 個字元
   *[other] 位元組（{ $unit } 編碼）
}
finding-one-of = { $column }為 { $value }，只能是：{ $values }
finding-range = { $column }為 { $value }，{ $op ->
    [ge] 不得小於
    [gt] 必須大於
    [le] 不得大於
   *[lt] 必須小於
} { $limit }
finding-range-date = { $column }為 { $read ->
    [yes] { $detail }（儲存格為 { $value }）
   *[no] { $value }
}，{ $op ->
    [ge] 不得早於
    [gt] 必須晚於
    [le] 不得晚於
   *[lt] 必須早於
}{ $limit }
finding-compare = { $column } { $value } { $op } { $other } { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-compare-date = { $column } { $value } { $op ->
    [ge] 早於
    [gt] 不晚於
    [le] 晚於
   *[lt] 不早於
}{ $other } { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-unequal = { $column } { $value } 與{ $other } { $detail } 不一致{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-beyond = { $column } { $value } { $op } { $other } { $detail }，相差超過 { $limit }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-near = { $column } { $value } 與{ $other } { $detail } 相差不到 { $limit }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
told-beyond = { $told }，相差超過 { $limit }
told-near = { $told }，相差不超過 { $limit }
finding-differ = { $column } { $value } 與{ $other } { $detail } 相同{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-same-person = { $column } { $value } 與{ $other } { $detail } 是同一人{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
compare-elsewhere = { $table }的{ $field }
finding-expression = { $told }
finding-own = { $text }
told-also = { $first }；{ $second }
told-and = { $first }，且{ $second }
told-or = { $first }，或{ $second }
told-should = { $column }為 { $value }，應為 { $limit }
told-should-not = { $column }不得為 { $value }
told-should-be-empty = { $column }應為空，卻填了 { $value }
told-off-form = { $cell } 不符合規定格式
told-dates = { $left } { $op ->
    [lt] 早於
    [le] 不晚於
    [gt] 晚於
   *[ge] 不早於
}{ $right }
told-compared = { $left } { $op } { $right }
told-true = 是
told-false = 否
told-characters = { $cell } 的字元數
told-amount = |{ $of }|
told-in-brackets = ({ $told })
told-vaguely = { $cells }：不符合規則要求
cell-empty = （空）
finding-unseen = { $told }（儲存格含有看不見的零寬字元）
finding-found-behind = { $told }；去掉儲存格結尾的空白就找得到
finding-found-before = { $told }；去掉儲存格開頭的空白就找得到
finding-found-unseen = { $told }；去掉儲存格中看不見的字元就找得到
finding-there-behind = { $told }；那裡的值結尾多了空白
finding-there-before = { $told }；那裡的值開頭多了空白
finding-there-unseen = { $told }；那裡的值含有看不見的字元
finding-blank-behind = { $told }（儲存格結尾有空白）
finding-blank-before = { $told }（儲存格開頭有空白）
places-here = 第 { $rows } 列
places-other = { $file } 第 { $row } 列
places-more = { $places }及另外 { $count } 列
finding-cell = { $column } { $value }
cell-is = { $column }為 { $value }
finding-cell-empty = { $column }為空
finding-unique = { $column }與{ $detail }重複
finding-lookalike = { $column }與{ $detail }形近
finding-dependency = { $cells } 在其他{ $rows ->
    [0] 列
   *[other] { " " }{ $rows } 列
}為 { $detail }，本列為 { $value }
finding-duplicate = 與{ $detail }「{ $name }」{ $coded ->
    [yes] （{ $code }）
   *[no] { "" }
}{ $grade ->
    [certain] 重複
    [likely] 很可能重複
   *[weak] 可能重複
}：{ $reason ->
    [same] 名稱相同
    [written] 名稱僅書寫形式不同
    [form-left-out] 僅一方未寫全公司類型
    [form] 僅公司類型不同
    [form-slip] 一方的公司類型缺字或多字
    [remark] 一方名稱後註有停用等字樣
    [place] 僅一方寫明地名
    [place-moved] 僅地名位置不同
    [order] 僅詞序不同
    [swapped] 相邻兩字顛倒
    [sound] 僅同音字或異體字不同
    [missing] 相差一字
    [character] 一字不同
   *[more] 名稱相近
}{ $agrees ->
    [yes] ，{ $agreed }相同
   *[no] { "" }
}；{ $torn ->
    [yes] 但與{ $rival }{ $coded ->
        [yes] （{ $other }）
       *[no] { "" }
    }同樣相符，而那兩列並不重複，請查證應歸入哪一列
   *[no] 建議保留{ $coded ->
        [yes] { $shared ->
            [yes] { $detail }
           *[no] { " " }{ $code }
        }
       *[no] 該列
    }
}{ $used ->
    [yes] （{ $uses }）
   *[no] { "" }
}
twin-used = { $table }{ $there ->
    [0] 無
   *[other] { " " }{ $there } 列
}{ $summed ->
    [yes] （{ $sum }）
    [partly] （部分金額無法識讀）
   *[no] { "" }
}，本列{ $here ->
    [0] 無
   *[other] { " " }{ $here } 列
}{ $owned ->
    [yes] （{ $own }）
    [partly] （部分金額無法識讀）
   *[no] { "" }
}
finding-reference = 「{ $table }」表中沒有{ $cells }
finding-unfit = { $told ->
    [yes] { $cells } 在{ $table }中的{ $state }
   *[no] { $table }中有{ $cells }，但其{ $fields }不允許引用
}
finding-latency = { $state ->
    [open] { $began ->
        [act] { $from }已{ $detail }
       *[other] 距{ $from }已{ $detail }
    }，仍{ $ended ->
        [act] 未{ $column }
       *[other] 無{ $column }
    }，時限{ $limit }，逾時{ $excess }
    [ahead] { $began ->
        [act] { $from }已{ $detail }
       *[other] 距{ $from }已{ $detail }
    }，仍{ $ended ->
        [act] 未{ $column }
       *[other] 無{ $column }
    }（{ $value } 晚於基準日），時限{ $limit }，逾時{ $excess }
   *[closed] { $from }後{ $detail }才{ $ended ->
        [act] { $column }
       *[other] 有{ $column }
    }，時限{ $limit }，逾時{ $excess }
}
finding-latency-backwards = { $column } { $value } 早於{ $from } { $detail }
finding-total = { $column } { $value } ≠ { $table }的{ $sum }合計 { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
condition-filled = { $column }已填寫
condition-one-of = { $column }為 { $values } 之一
condition-none-of = { $column }不是 { $values }
finding-total-when = { $column } { $value } ≠ { $table }中符合 { $when } 的{ $sum }合計 { $detail }{ $shows ->
    [yes] （{ $cells }）
   *[no] { "" }
}
finding-complete = 完整度 { $score }%，缺：{ $missing }
complete-columns = { $columns }（{ $why }）
complete-used = { $table }中有引用
complete-why = { $why }
finding-price = { $column } { $value } 與{ $table }中的價格 { $detail }{ $tolerant ->
    [no] 不符
   *[other] 相差超過 { $most }%
}（{ $cells }）
finding-outlier = { $column } { $value } 與{ $shows ->
    [yes] { $cells } 的各列
   *[no] 其他各列
}（共 { $rows } 列）相差懸殊：中位數 { $median }，修正 Z 分數 { $score }，界限 { $limit }
finding-spread = { $cells } 的{ $column }在 { $low } 到 { $high } 之間，相差為中位數 { $median } 的 { $share }%，界限 { $limit }%（共 { $rows } 列）；另一端見{ $detail }
finding-split-orders = { $cells } 在 { $within }內有 { $count } 張單據，{ $column }合計 { $total }，超過限額 { $limit }，而單張均未超過；另見{ $detail }
finding-under-limit = { $shows ->
    [yes] { $cells } 的金額中
   *[no] 金額中
}，有 { $count } 個在{ $one ->
    [1] 限額 { $limit } 
   *[other] 各自限額
}之下不到 { $within }%，再往下 { $within }% { $below ->
    [0] 一個也沒有
   *[other] 只有 { $below } 個
}；另見{ $detail }
finding-burst = { $column } { $value }{ $shows ->
    [yes] 、{ $cells }
   *[no] { "" }
} 在 { $within }內有 { $count } 筆，超過 { $most } 筆；自 { $from } 起連續共 { $rows } 筆，另見{ $detail }
finding-benford = { $column }中 { $rows } 個金額的{ $digits ->
    [first] 首位
    [second] 第二位
    [first-two] 前兩位
   *[first-three] 前三位
}數字不符合班佛定律（平均絕對偏差 { $deviation }，界限 { $digits ->
    [first] 0.015
    [second] 0.012
    [first-two] 0.0022
   *[first-three] 0.0005
}）；偏多的有：{ $often }；其中最多的見{ $detail }
leading-digits = { $digits }（{ $count } 個，期望 { $expected } 個）
finding-volume = { $period } 有 { $count } 列，與各{ $per ->
    [day] 日
    [week] 週
   *[month] 月
}的中位數 { $median } 列相差超過 { $limit }%
finding-volume-earlier = { $period } 有 { $count } 列，{ $day } 稽核時為 { $before } 列
finding-volume-outside = { $count ->
    [1] 日期
   *[other] 本列及{ $detail }共 { $count } 列的日期
}與其餘各列（{ $from } 至 { $to }）相距甚遠，未計入
finding-volume-days = { $count ->
    [1] { $from }
   *[other] { $from } 至 { $to } 共 { $count } { $days ->
        [workdays] 個工作日
       *[days] 天
    }
}沒有任何紀錄（之前最後一筆在本列）
finding-type = { $column } { $value } 不是{ $wanted }
finding-date-declared = { $column } { $value } 不是{ $wanted }，或者沒有這一天
finding-scale = { $column } { $value } 的小數超過 { $digits } 位
finding-shape = 本列有 { $detail } 個儲存格，標題列有 { $other } 個{ $record }
finding-cut-short = 檔案在本列中斷：只有 { $detail } 個儲存格，應為 { $other } 個{ $record }
finding-stray-quote = 儲存格的結尾引號後還有其他字元，儲存格內容可能有誤{ $record }
finding-unclosed-quote = 引號未在儲存格結尾處關閉，該列未檢查{ $record }
finding-page-ends = 網頁在本列之後中斷，其中的表格尚未結束：可能缺少其後的列；請重新匯出或下載
finding-nul = 本列含有 NUL 字元，檔案可能已損毀{ $record }
finding-endless = 該筆記錄長得不合常理，未檢查{ $record }
finding-record = （第 { $record } 筆記錄）
finding-undecodable = { $column }含有無法依檔案編碼解讀的位元組
finding-formula = { $column }的內容是公式錯誤，沒有有效值
finding-lost-digits = { $column }曾被存成數字，可能遺失了數字（放不下的數字會變成 0），現有內容未必是原編碼
finding-narrow = { $column }只有 #：複製或匯出時欄寬不足，未能顯示原值
finding-unique-also = { $table }中也有{ $column } { $value }
finding-serial-gap = { $column } { $value } 之前缺 { $count } 個號（{ $missing }）{ $there ->
    [yes] ；前一個為 { $other }，{ $detail }
   *[no] ，即從號段開頭起
}
finding-serial-twice = { $column } { $value } 的流水號與{ $detail }相同
finding-serial-full = { $named ->
    [0] 流水號
   *[other] { $series } 的流水號
}共 { $room } 個，已用 { $used } 個（{ $share }%），還剩 { $left } 個{ $growing ->
    [1] ，按近 12 個月的用量可用 { $months } 個月
   *[other] {""}
}
finding-serial-order = { $column } { $value } 的日期為 { $day }，而號碼較{ $lower ->
    [yes] 小
   *[no] 大
}的 { $other } 為 { $otherday }（{ $detail }）
finding-coding = { $column } { $value }：{ $detail }
finding-coding-secret = { $column } { $value } 不符合編碼方案
finding-coding-parent = { $column } { $value }：上層編碼 { $detail } 不在{ $table }中
finding-coding-agrees = { $column } { $value } 與{ $cells } 不符：編碼中的{ $segment }為 { $detail }
coding-nth = 第 { $number }
coding-parts = 以 { $separator } 分成 { $found } 段，應為 { $wanted } 段
coding-length = 共 { $found } 個字元，應為 { $wanted } 個
coding-segment = { $segment }段為 { $found }，應為{ $wanted }
coding-segment-empty = { $segment }段為空，應為{ $wanted }
coding-literal = { $segment }之後為 { $found }，應為 { $wanted }
coding-literal-first = 開頭為 { $found }，應為 { $wanted }
coding-check = 檢查碼為 { $found }，計算結果為 { $right }
coding-no-check = 缺檢查碼
coding-blank = 含有空格
coding-character = 此類編碼中沒有字元 { $character }
coding-unlisted = { $segment }段為 { $found }，不是{ $wanted }
coding-wanted-values = { $values } 之一
coding-wanted-in = { $table }中的編碼
coding-wanted-date = { $form } 形式的日期
coding-wanted-characters = { $count } 位 { $all } 中的字元
coding-wanted-from = { $digits }，自 { $start } 起
coding-wanted-check = 檢查碼（{ $check }）
coding-likely-meant = { $told }；疑為{ $slips }，應為 { $meant }
coding-likely = { $told }；疑為{ $slips }
coding-possibly = { $told }；可能是{ $slips }
slip-blanks = 多了空格
slip-width = 誤用全形字元
slip-dashes = 誤用其他破折號
slip-case = 大小寫有誤
slip-alike = { $right }誤寫成{ $wrong }
slip-letter = 字母 { $character }
slip-digit = 數字 { $character }
slip-sign = 符號 { $character }
slip-zeros = 少了前導零
slip-digits = 在試算表中少了末位數字
slip-date = 被試算表變成了日期
slip-decimals = 被試算表添了小數
slip-swapped = { $one } 與 { $other } 對調
slip-moved = { $one }段與{ $other }段互換了位置
slip-separators = 少了或多了分隔符號
slip-variant = 用了其他類別的編碼
finding-person-unknown = { $table }中查不到{ $column } { $value }，既無此帳號，也無此姓名
finding-person-shared = { $column } { $value } 是多人共用的帳號
finding-person-left = { $column } { $value } 已於 { $detail } 離職
finding-person-left-before = { $column } { $value } 已於 { $detail } 離職，{ $at }在離職之後
finding-recurrence = { $rule }：近 { $within } 個月中有 { $months } 個月有問題，最早 { $since }，本次 { $count } 項

expected-required = 必填
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } 個字元
expected-max-chars = ≤ { $limit } 個字元
expected-max-bytes = 以 { $encoding } 編碼 ≤ { $limit } 位元組
expected-listed-length = ≤ { $detail } { $unit ->
    [chars] 個字元
   *[other] 位元組（{ $unit } 編碼）
}
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other }（{ $detail }）
expected-expression = { $condition }
expected-unique = 不重複
expected-dependency = { $detail }
expected-duplicate = { $coded ->
    [yes] { $torn ->
        [yes] { $code } 或 { $other }
       *[no] { $code }
    }
   *[no] 只保留一列
}
expected-reference = 存在於「{ $table }」表
expected-reference-when = 存在於「{ $table }」表，且該列符合 { $when }
expected-latency = { $limit }內
expected-latency-backwards = 不早於{ $from }
expected-total = { $detail }
expected-outlier = 修正 Z 分數 ≤ { $limit }
expected-spread = 相差不超過中位數的 { $limit }%
expected-split-orders = { $within }內合計 ≤ { $limit }
expected-split-orders-own = { $within }內合計不超過{ $most }
expected-under-limit = 限額之下 { $within }% 的金額不多於再往下 { $within }%
expected-burst = { $within }內不超過 { $most } 筆
expected-benford = { $digits ->
    [first] 首位
    [second] 第二位
    [first-two] 前兩位
   *[first-three] 前三位
}數字符合班佛定律
expected-volume = 與中位數相差不超過 { $limit }%
expected-volume-earlier = 與該期結束後首次稽核的列數相差不超過 { $limit }%
expected-volume-outside = 與其餘各列相近的日期
expected-volume-days = { $days ->
    [workdays] 每個工作日
   *[days] 每天
}都有紀錄
expected-complete = 完整度 ≥ { $least }%
expected-unique-most = 最多出現 { $most } 次
expected-price = { $detail }{ $tolerant ->
    [no] { "" }
   *[other] { " " }± { $most }%
}
expected-scale = 小數 ≤ { $digits } 位
expected-shape = { $other } 個儲存格
expected-page-end = 網頁中的表格完整結束
expected-quotes = 引號只用於括住整個儲存格
expected-no-nul = 不含 NUL 字元的文字
expected-record = 一筆記錄
expected-decodable = 可讀的文字
expected-value = 有效值
expected-all-digits = 以文字儲存的編碼
expected-serial-gap = 本號段的下一個號
expected-serial-twice = 流水號不重複
expected-serial-full = 每個號段已用的流水號不超過 { $limit }%
expected-serial-order = 日期隨流水號遞增
expected-coding = 符合{ $scheme }的編碼
expected-coding-parent = 上層編碼在{ $table }中
expected-coding-agrees = 與編碼中的{ $segment }一致
expected-person-known = { $table }中的人員
expected-person-personal = 個人專用帳號
expected-person-present = 在職人員
expected-recurrence = 近 { $within } 個月中有問題的不滿 { $months } 個月

## 資料字典限制的名稱

rule-label-field = { $field }：{ $demand }
rule-label-required = 未填寫
rule-label-type = 填寫型別錯誤
rule-label-min-chars = 過短
rule-label-max-chars = 過長
rule-label-max-bytes = 超出位元組上限
rule-label-pattern = 格式不符
rule-label-values = 取值不在允許範圍
rule-label-copies = 同一單據各列不一致
rule-label-unique = 重複
rule-label-scale = 小數位數過多
rule-label-shape = 列結構有誤
rule-label-damaged = 儲存格內容已損毀

cause-lacking = 本列缺少「{ $column }」儲存格
cause-unread = { $column }無法辨識
cause-unanswered = { $column }所指的內容無法確定：對方資料表中可能相符的列無法辨識或判定
cause-ambiguous = { $column }對應到多列，而這些列的值不一致
cause-overflow = 乘積或總和過大，無法計算
cause-uncovered = { $column }不在行事曆涵蓋的範圍內
cause-timeless = { $column }不是時刻
cause-few = 同組的列數太少，無從比較
cause-undated = { $column }或其起始日期只有日期、沒有時刻，而結果取決於具體時刻
cause-off-scheme = { $column }不符合編碼方案，無從得知是第幾號
