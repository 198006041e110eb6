### 导出文件里有什么：crm-audit profile

cli-profile = 不需要项目，直接查看导出文件的内容：各列读作什么、有哪些反例、键和关联
cli-profile-files = 要查看的导出文件：文件、通配符或文件夹
cli-profile-format = 标准输出的格式
cli-profile-output = 另写入文件；格式取决于扩展名：xlsx、json、txt（可重复）
cli-profile-examples = { "  " }crm-audit profile 销售订单.xlsx
    { "  " }crm-audit profile 导出/202610 -o 概况.xlsx
profile-format = { $file }：数据概况只能写成 xlsx、json 或 txt
profile-no-file = 没有这个文件，也没有匹配的文件
profile-nothing = 没有可查看的内容：所有文件都读不出来
profile-breaks-off = { $cut }；之后的内容不得而知
profile-no-table = 不是表格：多数行不分列
profile-unread = 未能读取
profile-made-up = 第{ $number }列

## 表

profile-columns = { $count } 列
profile-header = 表头在第 { $row } 行
profile-no-header = 没有表头：各列按序号命名
profile-aside = { $count } 行不属于数据
profile-refused = { $count } 条损坏的记录
profile-faulty = { $count } 行的单元格过多或过少
profile-damaged = { $count } 个损坏的单元格
profile-row = 第 { $row } 行
profile-file-row = { $file } 第 { $row } 行
profile-example = “{ $text }”（{ $place }）

profile-heading-column = 列
profile-heading-reads = 读作
profile-heading-filled = 已填
profile-heading-different = 不同值
profile-heading-length = 长度
profile-heading-content = 内容
profile-length-key = 长度按字符计；斜线后为 GBK 字节数（多于字符数时）。
profile-semicolon = {"；"}

profile-reads-empty = 空
profile-reads-text = 文本
profile-reads-code = 编码
profile-reads-integer = 整数
profile-reads-decimal = 小数
profile-reads-date = 日期
profile-reads-datetime = 日期时间
profile-reads-boolean = 是/否
profile-over = 超过 { $count }

## 列

profile-against = 读不出的 { $count } 个，如{ $example }
profile-nothing-word = “{ $word }”{ $count } 个
profile-nothing-words = 表示空的词：{ $words }
profile-zeros = 带前导零 { $count } 个
profile-shape = { $shape }：{ $count }
profile-shape-rare = { $shape }：{ $count }，如{ $example }
profile-shapes-more = 另有 { $count } 种形式
profile-value = { $text }：{ $count }
profile-values-least = 至少：{ $values }
profile-range = { $least } 至 { $most }
profile-median = 中位数 { $median }
profile-sum = 合计 { $sum }
profile-negative = 负数 { $count } 个，如{ $example }
profile-nought = 零 { $count } 个
profile-written = 带千分位或货币符号 { $count } 个，如{ $example }
profile-far = 远离其他值的 { $count } 个，如{ $example }
profile-unit = 后带“{ $unit }”
profile-day-first = 日在月前
profile-month-first = 月在日前
profile-order-open = 日月先后不明 { $count } 个，如{ $example }
profile-order-against = 日月顺序相反 { $count } 个，如{ $example }
profile-zoned = 带时区 { $count } 个
profile-blanks-at-ends = 首尾有空白 { $count } 个，如{ $place }
profile-invisible = 含不可见字符 { $count } 个，如{ $place }
profile-full-width = 含全角字母或数字 { $count } 个，如{ $example }
profile-line-breaks = 含换行 { $count } 个，如{ $place }
profile-characters-digits = 数字
profile-characters-capitals = 大写字母
profile-characters-small = 小写字母
profile-characters-ideographs = 汉字
profile-characters-letters = 其他文字
profile-characters-marks = 符号
profile-characters-blanks = 空格
profile-characters = 由{ $kinds }组成
profile-private-phone = 电话号码，已脱敏
profile-private-identity = 身份证号码，已脱敏
profile-private-email = 电子邮箱，已脱敏
profile-private = 已脱敏

## 列与列

profile-kept = 只查了前 { $rows }。
profile-left-out = 最后 { $count } 列未与其他列比对。
profile-key = 键：{ $columns }
profile-key-nearly = 接近于键：{ $columns }；{ $count } 行为空或与其他行重复，如{ $example }
profile-no-key = 没有哪一列或哪两列能区分各行。
profile-depends = { $column } 决定 { $others }
profile-depends-broken = { $column }（{ $count } 行不一致，如{ $example }）
profile-order = { $earlier } 不晚于 { $later }：{ $state }
profile-product = { $result } = { $one } × { $other }：{ $state }
profile-addition = { $result } = { $one } + { $other }：{ $state }
profile-always = 全部 { $rows }成立
profile-broken = { $rows } 行中有 { $count } 行不成立，如{ $example }

## 表与表

profile-between = 文件之间
profile-reference = { $from } → { $to }：{ $of } 个值中有 { $found } 个能找到
profile-reference-zeros = { $from } → { $to }：{ $of } 个值中有 { $found } 个能找到，去掉前导零后有 { $bare } 个
profile-reference-astray = { $told }；{ $count } 行找不到对应，如{ $example }
profile-total = { $whole } = { $part } 之和：{ $state }
profile-field = { $table } { $column }

## 工作簿

profile-sheet-columns = 各列
profile-sheet-relations = 关联
profile-sheet-files = 文件
profile-title = 导出文件数据概况
profile-heading-table = 表
profile-heading-rows = 行数
profile-heading-cells = 已填单元格
profile-heading-share = 填写率
profile-heading-shortest = 最短
profile-heading-longest = 最长
profile-heading-bytes = GBK 字节
profile-heading-against = 读不出
profile-heading-relation = 发现
profile-heading-file = 文件
profile-heading-encoding = 编码方式
profile-heading-header = 表头行
profile-heading-aside = 不属于数据
profile-heading-remarks = 说明
