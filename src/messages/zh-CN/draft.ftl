### 项目草稿：crm-audit init --from

cli-init-from = 依据这些导出文件起草数据字典和规则：文件、通配符或文件夹
cli-init-answers = 不提问；取默认值，或取给出的值：name=…、pack=…（可重复）

draft-nothing = 没有起草：没有文件能读成表
draft-answer = --answers { $written }：应写作 name=… 或 pack=…
draft-ask-name = 项目名称
draft-ask-pack = 使用规则包 { $pack }？其中 { $all } 条规则有 { $count } 条可用（y/n）
draft-default = { $question } [{ $answer }]
draft-passed-over = { $count } 个文件不是导出文件，已略过：{ $files }
draft-unread = 读不出 { $file }，未纳入：{ $reason }
draft-not-whole = { $file } 没有读完：{ $reason }
draft-not-loaded = 草稿本身有上述错误，未写出；请反馈给我们
draft-no-rows = { $file } 没有数据行：各字段按文本起草
draft-headless = { $file } 没有表头：各列按序号命名，请补上列名
draft-done = { $tables } 张表，{ $fields } 个字段；已启用 { $on } 条规则，另有 { $comments } 条基本成立的写成注释
draft-next = 下一步：先看 crm-audit.toml 和 rules 中写成注释的规则（去掉行首的 # 即启用），再执行 `crm-audit check { $folder }`
draft-next-month = 下一步：先看 crm-audit.toml 和 rules 中写成注释的规则（去掉行首的 # 即启用），再执行 `crm-audit check { $folder } --as-of { $day }`；每月的文件按基准日的月份查找

draft-head =
    由 `crm-audit init --from` 根据导出文件起草，请过目：草稿只知道文件里有什么，不知道应该怎样。
    每行左边是规则里用的字段名，header 是导出文件里的列名。
draft-zone = 导出文件中的时间带时区；这里是公司所用的时区
draft-pack = 规则包 { $pack } 适用：{ $all } 条规则中 { $count } 条可用。要用时改为：
draft-people = 人员名单：审计发现据此写出姓名
draft-no-header = 文件没有表头。请在这里和下面的 header 中写上列名。
draft-no-key = 没有哪一列能区分各行：请在 `key = [...]` 中写明用哪些列识别单据。
draft-unheaded = 没有列名的列未纳入。
draft-open-date = 日月先后不明：请补上 type = "date" 以及 format = "%d/%m/%Y" 或 "%m/%d/%Y"
draft-links = 可能要等其他单据的单据。后者确会使前者受阻时，请去掉注释符号：
draft-against = 读不出的 { $count } 个，如第 { $row } 行 { $example }

draft-rules-head =
    { $table }的规则草稿。全部行都符合的已启用；几乎都符合的写成注释，并列出不符合的行。
    应当成立的请去掉注释符号，碰巧成立的请删去。
draft-reason = 依据：{ $reason }
draft-broken = 未启用：{ $rows } 行中有 { $count } 行不符合

## 规则：名称和依据

draft-empty-cells = { $table }有空单元格
draft-reason-filled = 这些列在全部 { $count } 行中都已填
draft-empty = { $column }未填
draft-reason-nearly-filled = { $rows } 行中已填 { $count } 行
draft-twice = { $columns }重复
draft-reason-key = { $columns }能区分各行
draft-negative = { $column }为负数
draft-reason-negative = { $count ->
    [0] 没有负数
   *[other] 负数 { $count } 个
}
draft-future = { $column }在未来
draft-reason-future = 单据的日期是制单时的日期
draft-other-word = { $column }不是常见的取值
draft-reason-words = { $count } 个取值占了 { $rows } 行
draft-other-shape = { $column }不合编码形式
draft-reason-shape = { $count } 个单元格为 { $shapes }
draft-before = { $later }早于{ $earlier }
draft-reason-order = 两者都已填的有 { $count } 行
draft-not-computed = { $column }不等于 { $formula }
draft-reason-computed = { $count } 行为 { $formula }
draft-self-approved = { $made }与{ $approved }为同一人
draft-reason-self-approved = 制单与审核是不相容职务
draft-late = { $earlier }之后超过 { $limit }才有{ $later }
draft-reason-late = 目前九成不超过 { $limit }；请改为约定的时限。写 still_open = "count" 则尚未办的也计时
draft-sent-unapproved = 已填{ $sent }，未填{ $approved }
draft-follows-unapproved = { $column }在{ $table }中不存在或未审核
draft-reason-unapproved = 发出的、开出的，都应先经审核
draft-two = 同一{ $column }有两种{ $determined }
draft-reason-two = 比对了 { $count } 行
draft-unknown = { $column }不在{ $table }中
draft-reason-unknown = { $of } 个不同的值中有 { $found } 个能找到
draft-not-its-lines = { $column }不等于{ $table }之和
draft-reason-lines = 比对了 { $count } 张单据
