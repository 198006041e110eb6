### 审计发现之外的情况

audit-no-file = { $table }：没有与 { $patterns } 匹配的文件；检查 [tables.{ $name }] 的 `files`，或用 --input { $name }=FILE 指定
audit-no-rows = { $file }：没有数据行
audit-all-later = { $table }：{ $what ->
    [dates] 其中的日期全部
   *[other] 所有单据的日期都
}晚于基准日 { $as_of }，最早的是 { $first }，届时才会发生的事一律算未到期；如果导出的是之后月份的数据，请用 --as-of 指定该月最后一天
audit-some-later = { $table }：有 { $count } 行的日期晚于基准日 { $as_of }，最晚的是 { $newest }（{ $column }，{ $file } 第 { $row } 行）。这些都按尚未到来处理；如果数据是之后导出的，请用 --as-of 指定与数据相符的日期
audit-breaks-off = { $file }：{ $cut }。其后的内容未知，因此{ $table }中的问题不计为已整改，也不视为导出中已无此单据；其他表在其中查不到的内容无法判定。请重新导出该文件
audit-beside = { $table }：有 { $count } 个文件是程序遗留在导出文件旁的，未读取：{ $files }
audit-idle-pattern = { $table }：没有与 { $patterns } 匹配的文件，只读取了其余匹配的文件；如果是漏交了导出文件，各项数字都不含其中的行
audit-same-file = { $file } 与 { $first } 内容完全相同，其中每行都会重复计算；请删除其中一个
field-named = “{ $column }”列（字段 { $name }）
field-alone = “{ $column }”列
file-alone = { $file }
file-and-sheet = { $file }!{ $sheet }
file-and-table = { $file }（{ $table }）
notice-of-file = { $file }：{ $told }
notice-unknown-zone = { $column }：有 { $count } 个时间带时区（如 { $example }），无法读取；请在 [project] 中写明公司所在时区：`timezone = "Asia/Shanghai"`
notice-open-year = { $column }：有 { $count } 个单元格（如 { $example }）看不出哪个数是年份，无法读取；请在该字段中用 `format` 写明，例如 { $formats }
notice-finer = { $column }：有 { $count } 个数的小数超过 12 位（如 { $example }），计算时只用到前 12 位
notice-undeclared-form = { $column }：有 { $count } 个单元格（如 { $example }）是日期，但不是声明的写法（{ $formats }），无法读取；如果系统确实这样写，请补上这种写法：`format` 可以是列表，如 ["%Y%m%d", "%d.%m.%Y"]
notice-no-such-day = { $column }：有 { $count } 个单元格写的是不存在的日期（如 { $example }）；这不是写法问题，改 `format` 没有用，请在来源系统中更正
notice-timed-day = { $column }：有 { $count } 个单元格带时刻（如 { $example }），而该字段声明为日期，无法读取；请在该字段中写 `type = "datetime"`
notice-turned-dates = { $column }：凡是{ $form }（如 { $example }），都在当月 12 日之后，另有 { $count } 个是 ISO 日期（如 { $iso }）：很可能是区域设置不同的程序把其余日期的日和月颠倒了。请重新导出，中途不要用其他程序打开；如果日期无误，请把两种写法都写上：`{ $both }`
notice-in-files = { $notice }（另有 { $count } 处相同：{ $files }）
lookup-keyless = { $table }：有 { $count } 行的键（{ $fields }）有空缺，未计入任何合计；核对合计时发现的差额可能由此而来
lookup-sums-lost = { $table }：有 { $count } 行本身或其键无法读取，未计入任何合计；核对合计时发现的差额可能由此而来
lookup-keys-lost = { $table }：有 { $count } 行的键无法读取，其他表查不到这些行
audit-unreadable = { $file }：{ $reason }
audit-much-undecidable = 以下规则有五分之一以上的行无法判定，违规率只按其余各行计算：{ $rules }；用 `--verbose` 可逐行列出并说明原因
audit-share-undecidable = { $rule }（{ $rows } 行中 { $count } 行）
audit-not-judged = 规则 { $rule } 未作判定：其引用的{ $table }没有文件
not-run-when-open = 因 { $fields } 为空，{ $count } 行是否符合其条件无从得知，没有一行可以判定
audit-never-activated = 规则 { $rule }：没有一行符合其条件，未作任何判定
audit-column-of-days = { $table }：{ $field }的时刻全是 0:00，因此视为日期列，按天比较；请在该字段中写 `type = "date"`，就此定下来
audit-when-open = 规则 { $rule }：有 { $count } 行因 { $fields } 为空，适用条件（`when`、`since`、`until`）既非真也非假，未作判定；要一并判定，请在条件中写明空值如何处理（IS NULL、IS DISTINCT FROM 或 coalesce）
audit-must-open = 规则 { $rule }：有 { $count } 行因 { $fields } 为空，条件既非真也非假，未作判定；违规率只按其余 { $judged } 行计算
audit-alike = 规则 { $rules }：{ $count } 行的键看起来相同，只差首尾的空格或不可见字符，例如 { $file } 第 { $row } 行；已按原样比较，未视为相同；{ $kind ->
    [unique] 要视为重复，请在 check.unique 中写 `normalise = ["trim"]`
   *[other] 请在来源系统中更正
}
duplicate-crowd = 规则 { $rule }：{ $column }有 { $values } 个值各由 50 行以上共有（共 { $rows } 行），未作为属于同一单位的依据
duplicate-unsettled = 规则 { $rule }：有 { $count } 行与过多其他行相近，无法归并，未列出
duplicate-large = 规则 { $rule }：有 { $count } 行被视为同一单位，请确认其名称是否占位值
audit-astray = 规则 { $rule }：有 { $count } 行按 { $fields } 在{ $table }中找不到对应的行，未作判定；这类行由 check.reference 查出
audit-unlisted = 规则 { $rule }：{ $table }没有列出 { $fields }，这些栏没有限度，未作判定
lookup-when-open = 规则 { $rules }：{ $table }中有 { $count } 行因 { $fields } 为空，检查中的条件（`when`）既非真也非假，未计入；要计入，请在条件中写明空值如何处理（IS NULL、IS DISTINCT FROM 或 coalesce）
not-run-must-open = 适用的 { $count } 行没有一行可以判定，因为{ $known ->
    [0] 每一行都缺少条件所需的值
   *[other] { " " }{ $fields } 在这些行中全为空
}
not-run-astray = 适用的 { $count } 行没有一行可以判定：其中 { $astray } 行按 { $fields } 在{ $table }中找不到对应的行
not-run-unlimited = 适用的 { $count } 行没有一行可以判定：{ $field }中的值都没有对应的时限
audit-idle = 规则 { $rule }：适用的 { $count } 行一行也没有判定，因为{ $known ->
    [0] 每一行都缺少所需的值
   *[other] { " " }{ $fields } 在这些行中全为空
}
not-run-undecided-yet = 适用的行均未能判定：{ $count } 行无法判定，{ $pending } 行未到期
not-run-undecided = 适用的 { $count } 行均无法判定
audit-not-run = 未执行：{ $rules } — { $reason }
not-run-few = 比较至少需要 { $least } 行，最大的一组只有 { $rows } 行
not-run-narrow = 数值在 { $low } 到 { $high } 之间，最大值须至少为最小值的 100 倍
not-run-periods = 只有 { $periods } 个完整的期，至少需要 { $least } 个才能比较
not-run-no-file = 未找到该表的文件
not-run-unreadable = 该表的文件均无法读取
not-run-no-serial = { $column }的 { $judged } 个号中有 { $wrong } 个之前断号或顺序有误：导出的只是号段的一部分，或号码并非依次编排
not-run-off-scheme = { $column }的 { $judged } 个值中有 { $wrong } 个不符合编码方案 `{ $scheme }` 或与之核对的列：列或方案选错了
not-run-disagrees = { $column }的 { $judged } 个值中有 { $wrong } 个与{ $code }中的{ $segment }不符，例如 { $other } 旁边是 { $value }：列选错了，或 `map`、`regex` 写错了
not-run-target = { $table }无法读取，无从核对
not-run-target-absent = { $table }没有文件，无从核对
not-run-target-empty = { $table }没有数据行，无从核对
not-run-no-column = { $file } 没有可用的“{ $field }”列
not-run-order = “{ $field }”列的日期无法区分日和月
pack-rule-skipped = pack:{ $pack }：{ $reason }，以下规则略过：{ $rules }
pack-word-unknown = pack:{ $pack }：规则 { $rule } 用到数据字典中没有的值，可能查不出问题：{ $reason }
pack-event-skipped = pack:{ $pack }：{ $reason }，流程 { $process } 中以下环节或项目略过：{ $events }
pack-process-skipped = pack:{ $pack }：{ $reason }，流程 { $process } 略过
pack-event-word-unknown = pack:{ $pack }：流程 { $process } 的以下环节用到数据字典中没有的值，可能查不出问题：{ $events }：{ $reason }
header-missing = { $file }：缺少{ $field }
header-missing-any = { $file }：缺少{ $field }，列名可以是 { $headers }
header-optional = { $file }：没有“{ $field }”列（选填），以下规则未作判定：{ $rules }
header-missing-nth = { $file }：缺少{ $field }：列名为 { $headers } 的列不足 { $nth } 列
header-near = 是否为“{ $name }”列？若是，把它加入该字段的 `header`
header-near-fields = 是否为这些列（{ $fields }）？若是，请分别加入各字段的 `header`
header-repeated = { $file }：{ $columns } 列（列名 { $headings }）都对应{ $field }；应以 `nth` 指明是其中第几列（从 1 数起），或把 `header` 写得更确切
header-extra = { $file }：数据字典中没有的列：{ $headers }
decision-encoding-declared = 编码 { $encoding }（按声明）
decision-encoding-bom = 编码 { $encoding }（据字节顺序标记 BOM）
decision-encoding-ascii = 编码 { $encoding }（只含 ASCII 字符）
decision-encoding = 编码 { $encoding }（可信度 { $confidence }%）
decision-encoding-next = 编码 { $encoding }（可信度 { $confidence }%；其次：{ $next } { $share }%）
decision-delimiter = 分隔符 { $delimiter }
decision-quote = 单元格以 { $quote } 作引号
decision-line-end = 换行符 { $line_end }
decision-line-ends-mixed = 各行的换行符不一致：{ $kinds }；文件由多个文件拼接而成
decision-open-end = 最后一行没有换行符；若系统在每行后都写换行符，则文件不完整
decision-dos-end = 末行之后的 DOS 结束符（^Z）已忽略
decision-guards = 有 { $count } 个单元格带有防止电子表格改写的标记，读取时已去除；首个在第 { $row } 行，原文为 { $written }
decision-appended = 有 { $count } 行以字节顺序标记开头：此处接上了另一个文件
cut-row = 文件在第 { $row } 行中断
cut-quote = 文件中断：第 { $row } 行的引号直到文件末尾也未闭合
cut-page = 网页在表格未结束时中断（第 { $row } 行处或其后）
decision-delimiter-line = 首行 `sep=` 指定了分隔符
decision-header-row = 标题行在第 { $row } 行
decision-header-rows = 标题行为第 { $first } 至 { $last } 行
header-other = 以第 { $row } 行为标题行，但第 { $other } 行也有 { $count } 个字段名；若标题行是后者，应设置 `header_row = { $other }`
decision-no-header = 没有标题行，各列依照 `columns`
decision-titles = 表名、说明等非数据行 { $count } 行，未检查：第 { $rows } 行
decision-headers = 重复或附属的标题行 { $count } 行，未检查：第 { $rows } 行
decision-blanks = 空行 { $count } 行：第 { $rows } 行
decision-samples = 示例行 { $count } 行，未检查：第 { $rows } 行
decision-totals = 合计行 { $count } 行，未检查：第 { $rows } 行
decision-notes = 备注、签字或说明行 { $count } 行，未检查：第 { $rows } 行
decision-copies = 同一单据的重复行 { $count } 行，已并入该单据首行检查：第 { $rows } 行
decision-form = { $column }：{ $count } 个单元格为{ $form }，如“{ $example }”
form-minguo = 民国纪年（年份加 1911）
form-serial = Excel 日期序列号
form-short-year = 两位数年份（00–29 为 2000–2029 年，30–99 为 1930–1999 年）
form-day-first = 日在月前的日期
form-month-first = 月在日前的日期
form-date = 非 ISO 格式的日期
form-currency = 带货币符号的数字（{ $signs }，只取数值）
form-percent = 百分数（12.5% 按 0.125 计）
form-negative = 以括号或后置减号表示的负数
form-number = 带千位分隔符、指数或全角数字的数字
form-zone = 带时区的时间，已换算为项目的时区
form-unknown-zone = 带时区的时间，未读取：项目没有声明时区
form-own-zone = 按该列声明的时区记录的时间，已换算为项目的时区
form-iso = 声明的写法之外的 ISO 日期
form-declared = 声明的写法 { $format }
form-declared-short = 声明的写法 { $format }，年份为两位数（00–29 为 2000–2029 年，30–99 为 1930–1999 年）
order-open = { $table }：{ $field }含有“{ $example }”（{ $file } 第 { $row } 行）这样的日期，而该列没有一个单元格能说明日和月孰先孰后
order-contradictory = { $table }：{ $field }既有日在前的日期，如“{ $day_first }”（{ $day_file } 第 { $day_row } 行），又有月在前的日期，如“{ $month_first }”（{ $month_file } 第 { $month_row } 行）
order-of-others = { $table }：“{ $field }”列（如“{ $example }”）没有一个单元格能说明日和月孰先孰后；参照“{ $like }”列，按{ $form }读取
order-against-others = { $table }：{ $field }含有“{ $example }”（{ $file } 第 { $row } 行），是{ $form }，但该列多数日期看不出日和月孰先孰后，而{ $other }是{ $other_form }，如“{ $other_example }”；可能是日期录入有误
order-differs = { $table }：{ $field }是{ $form }，如“{ $example }”，{ $other }是{ $other_form }，如“{ $other_example }”；各按本列单元格读取，如有一列不对，请在该字段中设置 `format`
order-hint = 应在该字段中设置 `format = "{ $day_first }"` 或 `format = "{ $month_first }"`
decision-hidden-sheets = 未读取隐藏的工作表：{ $sheets }
decision-from-1904 = 工作簿的日期序列从 1904 年起算，而非 1900 年
decision-missing-sheets = 工作簿列出但文件中没有内容的工作表：{ $sheets }
decision-unstored-formulas = 工作表中有 { $count } 个公式没有保存计算结果，其单元格按空读取（{ $cells }）；请用 Excel 等打开文件并保存一次
decision-uncalculated-formulas = 工作表中的 { $count } 个公式从未计算：生成文件的程序把结果一律写成 0；请用 Excel 等打开文件并保存一次
decision-hidden-rows = 有 { $count } 个隐藏行，已照常读取：第 { $rows } 行
decision-filtered-rows = 有 { $count } 行被筛选隐藏，已照常读取：第 { $rows } 行
decision-hidden-columns = 有 { $count } 个隐藏列，已照常读取：{ $columns }
decision-merged = 标题行以下有 { $count } 处跨列合并的单元格（第 { $rows } 行）：只有每处的第一个单元格有值
decision-merged-filled = { $cells } 个单元格取其所在合并单元格的值（{ $count } 处，第 { $rows } 行）
decision-merged-numbers = { $count } 处合并单元格为数字（第 { $rows } 行）：只计入首行，其余各行为空
decision-filled-down = { $field }：{ $count } 个空单元格取其上方的值（`fill_down`）
nameless-repeats = { $rows } 行中有 { $count } 行没有单据号（{ $field } 为空）；若该导出文件对重复值留空，应在该字段中设置 `fill_down = true`
nameless-still = { $count } 行没有单据号：{ $field } 为空，上方也没有可取的值
total-by-its-sums = 第 { $row } 行没有主键和文字，其数字等于以上各行之和（{ $fields }），疑为合计行，已按普通行检查；应在导出时去掉，或在该行注明“合计”
header-unheaded = { $columns } 列没有列名，未读取；有内容的行数：{ $rows }
decision-cells-stored-twice = 工作表中有 { $count } 个单元格重复存储，取后存的内容
decision-odd-records = 工作表中有 { $count } 条记录的长度不符，可能缺少单元格；请与 Excel 中显示的行数核对
decision-rows-missing = 工作表声明有 { $announced } 行，但存有内容的最后一行是第 { $found } 行；请与 Excel 中显示的行数核对
decision-marked-column = { $cell } 以下的问题列由 crm-audit 添加，未读取
decision-marked-sheet = 工作表 { $sheet } 由 crm-audit 添加，未读取
decision-misnamed = 文件扩展名为 .{ $extension }，实际是 { $format }，已按 { $format } 读取
decision-unpacked = 从压缩包中解出：{ $file }
decision-html-table = 读取的是网页中 { $count } 个表格的第 { $number } 个，始于第 { $row } 行
decision-html-pages = 网页中另有 { $count } 个标题相同的表格，已一并读取
decision-html-others = 网页中另有 { $count } 个表格的标题不同，但含有数据字典中的字段，未读取；如其中有数据，请将各表分别另存为文件
