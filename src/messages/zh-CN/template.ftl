### 模板：发给填写人的工作簿、字段清单，以及交回后的比对

template-title = 数据收集模板：字段清单与填写说明
template-sheet-guide = 填写说明
template-list = 字段清单
template-table = 表
template-column = 列名
template-required = 必填
template-format = 类型与格式
template-chars = 字符数
template-bytes = 字节数
template-values = 允许的取值
template-relations = 唯一与引用
template-example = 示例
template-supplier = 由谁提供
template-help = 填写要求
template-left = Excel 不校验、交回后检查

template-always = 必填
template-sometimes = 视情况
template-optional = 选填
template-text = 文本
template-person = 人员
template-integer = 整数
template-decimal = 数字
template-date = 日期（2026-01-31）
template-datetime = 日期时间（2026-01-31 08:30）
template-boolean = 是或否
template-pattern = 格式：{ $form }
template-words = { $words }（共 { $count } 个）
template-refers = 须是{ $table }中已有的{ $column }{ $some ->
        [yes] ，且符合规则的条件
       *[no] {""}
    }
template-between = ；
template-note = { $name }：{ $text }
template-refused = 不符合要求：{ $told }
template-example-row = 本行是示例，检查时不计；请从第 3 行起填写。改写本行任何一格后，它就按普通行检查。

template-fill = 怎么填
template-fill-rows = 一行一条记录，列名下面依次填写，中间不留空行。
template-fill-example = 列名下面的灰色斜体行是示例，检查时不计；请在它下面填写，不要改写它。
template-fill-example-in = 以下工作表列名下面的灰色斜体行是示例，检查时不计：{ $sheets }；请在它下面填写，不要改写它。其他工作表没有示例行，从列名的下一行起填写。
template-fill-required = 列名带 * 的必填：一行已开始填写而必填格空着，该格显示为红色。
template-fill-notes = 每一列的要求写在列名的批注里；有下拉箭头的格子请从中选择。
template-fill-paste = 粘贴会绕过单元格校验，下拉、长度、日期的限制都拦不住；请用“选择性粘贴—数值”，并以交回后的检查为准。
template-fill-codes = 编码列已设为文本格式，前面的 0 会保留，请不要改成数字。
template-fill-locked = 请不要改列名、增删列或改工作表名称；表结构已锁定（没有密码）。下拉与校验设到第 { $last } 行，再往下的行交回后同样检查。

template-imports = 导入顺序
template-import = { $number }. { $tables }
template-import-after = { $number }. { $tables }（须先有：{ $after }）
template-import-circle = { $number }. { $tables }：互相引用，先导入不带引用的列，再补引用

template-coding = 编码方案：{ $scheme }
template-variant = { $variant }：
template-variant-when = { $variant }（适用于 { $when } 的行）：
template-picture = 编码形如 { $picture }
template-segment = { $place }　{ $name }：{ $holds }
template-right = 正确：{ $codes }
template-wrong = 错误：{ $code } —— { $why }
template-failed = 现有数据中有 { $count } 个编码不符合方案，例如：
template-failed-code = { $code }（{ $file } 第 { $row } 行）—— { $why }
template-failed-secret = { $code }（{ $file } 第 { $row } 行）
template-recorded = 历史上曾查出 { $count } 个编码不符合方案，例如：{ $codes }

template-unlisted = 没有下拉列表的引用列
template-no-list = { $sheet }的“{ $column }”：{ $reason }
template-keys-secret = 被引用的列是敏感数据，不列出
template-keys-asks = 可引用哪些行还取决于其他表，不列出
template-keys-none = 还没有{ $table }的数据；有了导出文件后重新生成模板即可
template-keys-unread = { $table }的文件读不出来
template-keys-many = { $table }有 { $count } 个值，超过 { $most } 个不列出

template-left-unique = 是否重复
template-left-bytes = { $encodings } 字节数
template-left-length = 长度
template-left-pattern = 格式
template-left-values = 取值
template-left-coding = 是否符合{ $scheme }
template-left-identifier = { $scheme }的校验
template-left-reference = 在{ $table }中是否存在
template-left-rule = { $rule }

template-format-of = { $file }：模板写不成这种格式；可用 xlsx（供填写）、md、csv、html、txt（字段清单）
template-filled = { $file } 是已填写的模板（工作表“{ $sheet }”第 { $row } 行），不覆盖；请先把它移走，或写到别的文件
template-foreign = { $file } 是已有的工作簿，不是本程序生成的模板，不覆盖；请先把它移走，或写到别的文件
template-unknown = { $file } 已存在，无法确认其中有没有填写内容（{ $reason }），不覆盖；请先把它移走，或写到别的文件
template-two-projects = { $folder }：一次只能用一个项目

returned-other = 这是{ $others }的模板，里面没有{ $table }；按普通文件读取
returned-table = 模板中的表名是 `{ $was }`，数据字典现在是 `{ $is }`；按普通文件读取，示例行也会检查
returned-version = 模板由另一版本的 crm-audit 生成，比对可能不全
returned-old = 模板已过时，数据字典此后有改动：{ $changes }
returned-and = { $first }；{ $second }
returned-added-since = 新增了列 { $columns }
returned-removed-since = 取消了列 { $columns }
returned-more = 另有其他改动
returned-changed = { $column }：{ $changes }
changed-also = { $first }，{ $second }
changed-from-to = { $was } → { $is }
changed-nothing = 不限
changed-heading = 列名由“{ $was }”改为“{ $is }”
changed-least = 至少 { $count } 个字
changed-most = 最多 { $count } 个字
changed-bytes = 最多 { $count } 字节（{ $encoding }）
changed-scale = 最多 { $digits } 位小数
changed-unique = 不可重复
changed-repeated = 可以重复
changed-list-now = 现须从清单中选：{ $values }
changed-list-no-more = 不再限定清单
changed-list-more = 可选的值增加：{ $values }
changed-list-fewer = 可选的值去掉：{ $values }
changed-list = 可选的值有变化
changed-now = 新要求：{ $what }
changed-no-more = 不再要求：{ $what }
changed-written = { $written }
changed-otherwise = 其他要求有变化
returned-sheet = 工作表“{ $was }”不在了，改读“{ $is }”
returned-renamed = { $column } 列的列名在模板中是“{ $was }”，现在是“{ $is }”
returned-moved = 以下列的位置与模板不同：{ $columns }
returned-added = 模板中没有的列：{ $columns }
returned-lost = 缺少模板中的列：{ $columns }
returned-gap = 第 { $rows } 行是空行，空行下面的行照样检查
