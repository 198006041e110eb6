### 数据来源

source-not-found = 文件不存在
source-not-permitted = 没有读取该文件的权限；是否正被其他程序打开？
source-is-folder = 这是文件夹，不是文件
source-broken-link = 这是一个失效的链接；是否有磁盘未连接？
source-no-file = 这是管道、设备或系统生成的内容，不是文件
source-io = 无法读取文件；磁盘或网络是否仍然连接？（{ $error }）
source-empty = 文件为空
source-binary = 既不是文本，也不是工作簿；应重新导出为 CSV 或 xlsx
source-encoding-contradicted = `encoding` 声明为 { $declared }，但文件开头是 { $marked } 的字节顺序标记（BOM）；应更正或删去 `encoding`
source-encoding-refuted = `encoding` 声明为 { $declared }，但文件中有许多内容无法按此读取；从字节看应是 { $found }：请写 `encoding = "{ $label }"`，或删去 `encoding`
source-encoding-of-mail = 该文本采用早期邮件程序的编码 { $encoding }，无法读取；应另存为 UTF-8
decision-utf8-lines = 自第 { $row } 行起有 { $count } 行采用 UTF-8，与文件其余部分的编码不同，已按 UTF-8 读取；该文件由多个文件拼接而成
source-unclosed-quote = 第 { $row } 行：引号未闭合，其后的内容无法划分
source-no-header = 前 { $most } 行中没有一行与数据字典的字段名相符（第 { $row } 行：{ $headers }）；请把该导出文件所用的列名加入 `header`，没有标题行的文件请用 `columns` 列出各列
source-other-table = 第 { $row } 行是另一张表的标题行，或列的顺序与前面不同（{ $headers }）；自该行起均未读取：请把各表分别存为单独的文件，或统一各列的顺序
source-header-row = `header_row` 指定的第 { $row } 行为空行，或不在前 { $most } 行之内；应更正或删去 `header_row`
source-no-worksheet = 工作簿中没有工作表
source-template-gone = 模板中填写此表的工作表不在了；填写说明不作为数据读取
source-no-sheet = 工作簿中没有工作表“{ $wanted }”；现有：{ $sheets }
source-no-visible-sheet = 工作簿中没有第 { $wanted } 个可见的工作表：序号只数可见的（{ $sheets }），隐藏的有：{ $hidden }；要读取隐藏的，请在 `sheet` 中写它的名称
source-other-sheets = { $file }：已读取工作表 { $read }；未读取 { $others }；可用 `sheet` 另行指定
source-unfit-sheets = { $file }：以下工作表没有任何字段名，未读取：{ $sheets }
source-encrypted = 工作簿设有密码；应取消密码后另存
source-broken-workbook = 工作簿已损坏；应在 Excel 中打开后重新保存，或重新导出（{ $error }）
source-malformed-workbook = 工作簿已损坏：某个部件的内容不符合文件格式；应在 Excel 中打开后重新保存，或重新导出
source-misplaced-cells = 工作簿已损坏：工作表中的行或单元格顺序错乱，或超出了工作表的范围；应在 Excel 中打开后重新保存，或重新导出
source-part-missing = 工作簿已损坏：缺少其中的部件 { $part }；应重新导出或下载
source-part-misnamed = 工作簿已损坏：部件 { $part } 在目录中的名称与存储处不一致；应重新导出或下载
source-part-twice = 工作簿已损坏：其中的部件 { $part } 重复出现；应重新导出或下载
source-row-too-large = 工作表中有一行的文本超过 64 MB；应导出为 CSV
source-texts-too-large = 工作簿中的文本合计超过 4 GB；应导出为 CSV
source-xml-of-dos = XML 文件不可能采用编码 { $encoding }；应更正或删去 `encoding`
source-parquet-damaged = Parquet 文件已损坏；应重新导出（{ $error }）
source-parquet-broken = Parquet 文件已损坏，无法读取；应重新导出
source-parquet-encrypted = Parquet 文件已加密；应取消加密后另存
source-parquet-uneven = Parquet 文件已损坏：列 { $column } 的值多于或少于行数；应重新导出
source-parquet-codec = Parquet 文件采用 { $codec } 压缩，无法读取；请改用 Snappy、Zstandard、gzip、LZ4 或 Brotli 保存
decision-parquet-nested = 以下列的内容是列表、映射或非文本，未读取：{ $columns }
decision-parquet-int96 = 以下列的时间（Int96）没有说明时区，已按原样读取：{ $columns }
source-not-workbook = 这是 Office 文档，但不是 Excel 工作簿
source-too-many-columns = 表头有 { $count } 列，最多可读取 { $most } 列；若单元格之间用的是其他分隔符，请在 `delimiter` 中指定
source-unreadable-workbook = 工作簿已损坏，无法读取；应在 Excel 中打开后重新另存为 xlsx
source-workbook-breaks-off = 工作簿在工作表清单结束之前中断；应重新导出或下载
source-shared-texts-damaged = 工作簿中供单元格共用的文本已损坏；应在 Excel 中打开后重新保存，或重新导出
source-sheet-missing = 工作簿列有工作表“{ $sheet }”，但在所指位置找不到；应在 Excel 中打开后重新保存，或重新导出
source-sheet-unlisted = 工作簿中有一张工作表未列入工作表清单；应在 Excel 中打开后重新保存，或重新导出
source-sheet-breaks-off = { $row ->
    [0] 工作表“{ $sheet }”在第一行之前中断
   *[other] 工作表“{ $sheet }”在第 { $row } 行处或其后中断
}；应重新导出或下载该文件
source-sheet-damaged = { $row ->
    [0] 工作表“{ $sheet }”在第一行之前已损坏
   *[other] 工作表“{ $sheet }”在第 { $row } 行处或其后已损坏
}；应在 Excel 中打开后重新保存，或重新导出
source-unknown-code-page = 工作簿声明的代码页 { $page } 无法识别（{ $told }）；如文字有误，请用 `encoding` 指定
source-changed = 读取期间文件被修改，所读到的行不可信；请等文件写完后重新审计
source-written-too-large = 文件超过 { $most } MB，不像是人工编写的文件
source-no-temporary = 临时文件夹 { $folder } 不存在、不可写或空间不足；请清理空间，或用环境变量 TMPDIR（Windows 为 TMP）指定其他文件夹
source-damaged = 文件已损坏或不完整；应重新导出或下载（{ $error }）
source-breaks-off = 文件在结束前中断；请重新导出或下载
source-behind-gzip = 压缩内容之后的 { $count } 个字节未读取
source-beside-packed = 有 { $count } 个字节不属于其中任何一个打包文件，未读取
source-over-budget = 读取该文件需处理的文本和单元格超过 { $most } MB，远大于文件本身，疑似恶意构造；若来源可靠，可调高该表的 `max_unpacked_mb`
source-archive = 这种压缩包无法读取；应先解压，再使用其中的文件
source-archive-empty = 压缩包中没有文件
source-archive-overlaps = 压缩包内的文件共用同一段数据，常见于为占满磁盘而制作的压缩包；请重新打包
source-archive-twice = 压缩包中的文件 { $file } 重复出现，无法确定以哪一个为准；请重新打包
source-archive-incomplete = 其中打包的文件有的未列入目录：可能已损坏，或由两个文件拼接而成；请重新打包、导出或下载
source-archive-outside = 文件名 { $file } 指向压缩包之外；请重新打包，或先解压
source-archive-several = 压缩包中有 { $count } 个文件，只能读取一个：{ $files }；应先解压
source-archive-encrypted = 压缩包设有密码；应先解压
source-packed-twice = 压缩包中还有压缩包；应先解压
source-web-archive = 这是单个文件网页（MHTML）；应在 Excel 中打开并另存为 xlsx
source-html-no-table = 这是没有表格的网页；可能是系统的登录页面，而不是导出的数据
encoding-marked-otherwise = 文件以 { $marked } 的字节顺序标记开头，但按 `encoding` 的设置以 { $encoding } 读取
encoding-doubtful = 编码判断把握不大：{ $told }；请用 `encoding` 指定
source-long-header = 第一条记录超过 256 KB 仍未结束，这不是带标题行的表
source-old-workbook = 这是 Excel 4 或更早版本的工作簿；应在 Excel 中打开并另存为 xlsx
source-cut-off = 文件不完整，内容在中途中断；请重新导出或下载
source-html-nested = 网页中的表格嵌套超过 { $most } 层，不是正常的导出文件；请重新导出为 CSV 或 xlsx
decision-html-harmed = 第 { $row } 行处或其后，表格的单元格之间有不属于任何单元格的内容：网页的标签可能已损坏，其后的行可能错位；应重新导出
decision-rows-beyond = 工作表声明有 { $announced } 行，但最后一行是第 { $found } 行：文件可能已损坏；应在 Excel 中打开核对
decision-strange-attribute = 第 { $row } 行处或其后，行或单元格带有此类文件中不存在的属性：文件可能已损坏，行号可能错位；应重新导出
source-html-too-wide = 网页第 { $row } 行超过 { $most } 列；请重新导出为 CSV 或 xlsx
source-xes-damaged = 事件日志在文件第 { $row } 行处或其后已损坏：该处内容不是 XML；请重新导出或下载
source-xes-misplaced = 事件日志已损坏：文件第 { $row } 行的 `{ $element }` 不应出现在该处；请重新导出或下载
source-xes-too-many-names = 事件日志的属性名超过 { $most } 个，每个属性名为一列；请减少属性后重新导出
source-xes-too-large = 有一个事件连同其案例属性的文本超过 64 MB；请减少属性后重新导出事件日志
source-no-name = 事件日志的属性名均与数据字典不符（{ $names }）；请把该日志所用的属性名加入 `header`
decision-xes-lines = 事件日志（XES）：一个事件为一行，行号为该事件在文件中起始的行
decision-xes-numbers = 事件日志（XES）：一个事件为一行，行号为从 1 起的事件序号，因为文件中有多个事件写在同一行
decision-xes-left-out = 事件日志中有 { $count } 个值未读取（第一个在文件第 { $row } 行）：它们嵌套在其他值之内、是列表或没有属性名
decision-xes-twice = 事件日志中有 { $count } 个值未读取（第一个在文件第 { $row } 行）：同一案例或事件已有同名属性
decision-xes-bare = 事件日志中有 { $count } 个案例没有事件，因而没有对应的行（第一个在文件第 { $row } 行）
source-not-xlsx = 不是 xlsx 工作簿；请另存为 .xlsx，且不设密码
source-emptied = 第 { $rows } 行没有问题，已被 `check --mark --only-bad` 清空，共 { $count } 行，其内容不在此文件中。请把更正填入原文件后用原文件，或请对方发回原文件
