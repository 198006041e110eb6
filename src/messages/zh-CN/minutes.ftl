### 审计例会纪要

minutes-title = { $project } · 审计例会纪要 · 基准日 { $as_of }
minutes-held-on = 会议日期
minutes-chair = 主持人
minutes-present = 出席
minutes-clerk = 记录人
minutes-month = 本月情况
minutes-decided = 以往决定的落实情况
minutes-nothing-decided = 尚无决定。
minutes-outcome = 落实情况
minutes-outcome-still = { $covers ->
    [1] 问题仍在
   *[other] { $covers } 项中仍有 { $count } 项
}
minutes-outcome-more = 决定时 { $covers } 项，现有 { $count } 项
minutes-outcome-holds = { $still }，决定仍有效
minutes-outcome-over = { $still }，已过期限
minutes-outcome-replaced = 已由后来的决定取代
minutes-outcome-absent = 导出中已无此单据
minutes-outcome-done = 已落实，不再查出
minutes-outcome-done-late = { $count ->
        [1] { $day ->
            [none] 已办
           *[other] 已于 { $day } 办完
        }，超过了时限
       *[other] 已全部办完{ $day ->
            [none] {""}
           *[other] （最后一项 { $day }）
        }，超过了时限
    }
minutes-outcome-unknown = 本次未能判定
minutes-open = 待决事项
minutes-nothing-open = 没有待决事项。
minutes-late = { $open ->
        [0] 都已办完，只是超过时限：请说明原因
       *[other] 仍未办的 { $open } 项，请催办；已办但超过时限的 { $late } 项，请说明原因
    }
minutes-options = 决定请填：{ $words }。特批放行和整改须填期限，整改还须填由谁处理。同一规则中需要分别决定的，在工作簿里逐项填写。
minutes-states = 新增 { $new } 项，仍存在 { $again } 项，复发 { $reopened } 项，上次以来已整改 { $fixed } 项
minutes-owners = { $others ->
    [0] 责任人：{ $owners }
   *[other] 责任人：{ $owners }，另有 { $others } 人
}
minutes-repeaters = 近 { $within } 个月内有多个月出现问题（月数）：{ $owners }
minutes-undecidable = 另有 { $count } 行无法判定
minutes-others = …… 另有 { $count } 项，同样适用本决定。
minutes-too-many = 超过 { $most } 项，请在工作簿里决定，或使用 `dispose --rule`。
minutes-question = 是要整改，是作为例外放行，还是今后就照此办理？
minutes-few = { $severity } · { $table }：不符合数据字典的单元格 · { $rules } 条规则 · { $count } 项审计发现
minutes-question-few = 由谁改正，何时完成？
minutes-elsewhere = 其中 { $count } 项属于反复出现的做法，在后面一并决定
minutes-pattern = { $rule }（{ $name }）：{ $cases } 例
minutes-question-pattern = 是纳入规范（修订流程和规则），还是不予采纳（由谁、何时整改）？
minutes-over = { $decision } · { $about } · 仍有 { $count } 项
minutes-extend = 只填期限即为延期，其余沿用原决定。
minutes-above = 其中 { $count } 项已有决定而过了期限，在前面单独提问
minutes-other = 其他事项
dispose-minutes-label = “{ $written }”不是可填写的项目
dispose-minutes-undated = 没有填写会议日期；请填写，如 2026-11-05，或用 --decided-on 写明
dispose-minutes-twice = “{ $written }”填写了两次，第一次在 { $cell }
dispose-minutes-comment = 此处的注释已被改动，无法得知决定针对哪些审计发现；请从 `report` 写出的纪要中恢复
cli-dispose-import = 把报告（xlsx）或例会纪要（md）中填写的决定写入 dispositions.toml
cli-dispose-import-file = 报告或例会纪要
cli-dispose-import-decided-by = 由谁决定（默认：文件名）
cli-dispose-import-decided-on = 决定日期（默认：纪要里的会议日期）
cli-dispose-import-examples = { "  " }crm-audit dispose import 例会/minutes.md --decided-by "10 月例会"
    { "  " }crm-audit dispose import 报告.xlsx --decided-on 2026-11-05
