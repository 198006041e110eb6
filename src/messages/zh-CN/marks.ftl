# 标出问题的文件

## 文件里的文字

mark-heading = 问题
mark-emptied = 本行没有问题，已清空
mark-fault = 【{ $rule }】{ $told }
mark-between = ；
mark-expected = 要求：{ $expected }
mark-proposal = 建议：{ $value }
mark-meant = 是否应为：{ $value }？
mark-summary = 问题汇总
mark-summary-of = 文件：{ $file }；基准日：{ $as_of }
mark-summary-none = 本文件的单元格均无问题。
mark-summary-count = 共 { $rows } 行、{ $cells } 个单元格有问题。
mark-summary-how = 需要更正的单元格已标红，其批注说明问题所在和填写要求；工作表最右侧一列列出该行的全部问题。
mark-summary-notes = 批注超过 5,000 条时 Excel 会变慢，因此部分标红的单元格没有批注；其问题见工作表最右侧一列。
mark-summary-back = 更正后请将本工作簿原样发回。“crm-audit”一列、批注和本工作表不必删除，审计时不会读取。
mark-summary-emptied = 没有问题的行在此文件中已清空，因此本文件不完整。请在您自己的原文件的相同行中更正，并发回原文件。
mark-summary-fresh = 原文件无法直接标记，本文件为新建的工作簿，原因：{ $reason }。全部单元格均为文本，以保留前导零。
mark-summary-lacks = 未能审计
mark-summary-others = 因其他文件有问题，以下规则未能检查本文件：{ $rules }
mark-column-count = 问题数

## 原文件不能直接标记的原因

mark-unfit-format = 不是 xlsx 工作簿
mark-unfit-xml = 文件中有一部分的写法与 Excel 不同；请用 Excel 打开后另存为 .xlsx
mark-unfit-strict = 文件保存为“Strict Open XML”格式；请另存为普通的 .xlsx
mark-unfit-signed = 文件带有数字签名，任何改动都会使签名失效
mark-unfit-macros = 文件含有宏，但扩展名未体现
mark-unfit-no-macros = 文件不含宏，与扩展名不符
mark-not-read = 本次审计没有读取该文件
mark-in-archive = 文件在压缩包内，请先解压

## 终端上的文字

mark-written = 已标记：{ $file }（{ $rows } 行、{ $cells } 个单元格）
mark-fresh = { $file }：新建的工作簿，不含原文件的格式，原因：{ $reason }
mark-without-note = { $file }：{ $count } 个标红的单元格没有批注，批注超过 5,000 条时 Excel 会变慢；问题列中已全部列出
mark-conversations = { $file }：{ $count } 个标红的单元格已有批注会话，未作改动；问题写在问题列中
mark-no-column = { $file }：未添加问题列，因为工作表没有标题行，或右侧已无空列；问题见批注
mark-whole = { $file }：有单元格取上方行的值，虽指定 `--only-bad`，仍保留全部行
mark-unsaid = { $file }：虽有 `--only-bad`，仍保留了所有行，因为工作表没有表头或没有空列，无处注明哪些行被清空
mark-cut = { $file }：有 { $count } 行的单元格过多，列名右侧 100 列以外的没有写入
mark-beyond = { $file }：略去 { $count } 行，工作表最多 1,048,576 行
mark-failed = { $file } 未标记：{ $reason }
mark-which = `--mark { $mark }` 是一个文件，但要标记的有多个：{ $files }；请用 `--input TABLE=FILE` 指定其中一个，或把 `--mark` 改为已有的文件夹
mark-nothing = `--mark { $mark }`：没有可标记的文件；请用 `--input TABLE=FILE` 指定
mark-changed-since = { $file } 是以前标记的文件，之后又有人保存过，里面可能已有更正，不覆盖；请先用 `--input` 检查它，再把它移走，或写到别的文件
mark-foreign = { $file } 已存在，且不是 `--mark` 写出的文件，不覆盖；请先把它移走，或写到别的文件
mark-clean = 没有问题，未写出：{ $files }
mark-left = 以前标记的副本还在，其原文件现已没有问题，请勿发回：{ $files }
mark-ending = { $mark }：{ $file } 标记后的文件，扩展名须为 { $ending }
