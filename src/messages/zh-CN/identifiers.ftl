### 证号与文本规范

kind-identifier-what = 检查证号、号码是否符合其标准：税号、身份证号、条码、银行账号、电子邮箱、电话、邮编。
kind-identifier-why = 税号录错，开票时被退回；账号录错，付款时被退回；同一企业用两个号码建档，系统永远认不出是一家。
kind-identifier-limits = 通过校验不等于号码存在：本检查不查询任何登记系统，只能说“通过校验”，不能说“号码属实”。按文件中的原文判定。空格、连字符、全角字符、小写字母按书写格式问题列出，“应为”栏给出整理后的号码，不算校验失败；电话号码可以用空格、连字符、括号分组。形近字母（O、I、S 等）换成数字后通过校验的，会指出是哪一位。因表格软件只保留 15 位数字而以 000 结尾的号码，会指明原因，不予修复。同一数字重复到底的（如 00000000），即使通过校验，也按占位内容列出。`cn-uscc` 校验代码自身的校验码；其中的组织机构代码另有旧标准的校验，用 `cn-uscc-inner` 检查已通过的代码，该规则请设为较低的严重程度，因为它不属于现行标准。`tw-business-no` 按 2023 年 4 月的新规则，随机号码五个里就有一个能通过；`rule = "old"` 更严，适用于此前设立的公司，并会指出哪些号码只符合新规则。居民身份证号须含真实日期；港澳台居民（81、82、83）按同一方法校验，行政区划代码会变动，不予核对。其他国家的电话号码（以 + 或 00 开头）不适用。电子邮箱的域名须含点号，不接受带引号的名称和 IP 地址。指向个人的字段（`cn-resident-id`、`tw-personal-id`、`email` 及各类电话）在所有报表中一律脱敏，等同于字典中写了 `sensitive = true`；写 `sensitive = false` 则照常显示。
explain-schemes = 可用的 scheme，以及校验能发现的差错比例（对全部正确号码、全部位置、全部差错逐一计数得出）：
explain-scheme = { $name }：{ $called }；改错一位发现 { $changed }，相邻两位对调发现 { $swapped }
explain-scheme-rule = { $name }（rule = "{ $rule }"）
explain-scheme-form = { $name }：{ $called }；没有校验码，只看格式
explain-scheme-iban = { $name }：{ $called }；按 ISO 7064 MOD 97-10 校验，并核对各国格式

scheme-cn-uscc = 统一社会信用代码
scheme-cn-uscc-inner = 内含组织机构代码也正确的统一社会信用代码
scheme-cn-organisation-code = 组织机构代码
scheme-cn-resident-id = 居民身份证号
scheme-tw-business-no = 台湾统一编号
scheme-tw-personal-id = 台湾身份证号
scheme-gtin = 商品条码（GTIN/EAN/UPC）
scheme-iban = 国际银行账号（IBAN）
scheme-email = 电子邮箱地址
scheme-cn-mobile = 大陆手机号
scheme-tw-mobile = 台湾手机号
scheme-cn-phone = 大陆电话号码
scheme-tw-phone = 台湾电话号码
scheme-cn-postal-code = 大陆邮政编码
scheme-tw-postal-code = 台湾邮递区号

kind-text-what = 检查文本是否书写规范：多余空格、看不见的字符、全角字母数字、简繁混用、乱码、括号不成对、占位内容、残留的 HTML 字符引用。
kind-text-why = 看上去一样、只差一个空格的两个名称，在任何程序里都是两家客户；占位内容能骗过所有“必填”检查，却没有任何信息。
kind-text-limits = 每个单元格一条审计发现，列出全部问题。“应为”栏给出整理后的文本，可直接粘贴回去；需要人工核实的（乱码、括号、占位内容）该栏留空。`faults` 选择检查哪些：blanks（首尾空格、连续空格）、invisible（零宽字符、控制字符、不间断空格）、width（全角字母和数字；中文里的全角标点是正确的）、scripts（只有简体才有的字与只有繁体才有的字混用）、lost（�、???、锟斤拷、烫烫烫、自造字）、brackets（全角半角视为同一种；编号 `1)` 的括号不必成对）、placeholders、trailing（结尾的逗号、分号、冒号等）、references（残留的 HTML 字符引用：&amp;、&#23515;）。单元格内的换行不算问题。占位内容指整个单元格：测试、待补、无、N/A 等词，同一数字连写六位以上，123456、13800000000、1900-01-01，以及 `placeholders` 所列的词；字典 `null` 所列的词视为空，不判定。不写 `columns` 时，检查所有未设 `values` 的文本字段，备注也在内。

finding-flaws = { $column } { $value }：{ $flaws }
expected-identifier = { $proposed ->
    [yes] { $proposal }
   *[no] { $scheme }
}
expected-text = { $proposal }
fault-separator = ；

fault-ends = 首尾有空格
fault-doubled = 有连续空格
fault-invisible = 含看不见的字符（{ $code }）
fault-wide = 含全角字母或数字（{ $sample }）
fault-traditional = 简体中夹有繁体字（{ $sample }）
fault-simplified = 繁体中夹有简体字（{ $sample }）
fault-lost = 有字符丢失，已成乱码（{ $sample }）
fault-private = 含自造字（{ $code }），换一台电脑就无法显示
fault-bracket = 括号 { $bracket } 不成对
fault-placeholder = 占位内容，没有实际信息
fault-trailing = 结尾多了 { $mark }
fault-reference = 残留 HTML 字符引用 { $written }

fault-width = 含全角字符
fault-blanks = 含空格
fault-dashes = 含连字符
fault-case = 含小写字母
fault-passes = 除此之外通过校验
fault-length = 共 { $has } 位，应为 { $wanted } 位
fault-character = 第 { $place } 位是 { $character }，此处不允许
fault-alike = 第 { $place } 位写成了 { $has }，应为 { $wanted }
fault-check = 校验码是 { $has }，按其余各位应为 { $wanted }
fault-sum = 各位数字的校验不通过
fault-within = 其中的组织机构代码（第 9 至 17 位）也不通过校验，差错多半在这一段
fault-beyond = 其中的组织机构代码（第 9 至 17 位）通过校验，差错多半不在这一段
fault-inner = 整体通过校验，但其中的组织机构代码（第 9 至 17 位）末位是 { $has }，按 GB 11714 应为 { $wanted }，仅供核对，不足以认定有误
fault-new-rule = 只符合 2023 年 4 月起的新规则，此后设立的公司才可能是这样的号码
fault-day = 第 7 至 14 位不是有效日期
fault-sheet = 以 000 结尾：被表格软件当作数字，只保留了 15 位，其余数字已丢失
fault-exponent = 被表格软件转成了科学记数法，数字已丢失
fault-zero = 缺少开头的 0
fault-several = 一个单元格里写了多个
fault-area = 缺少区号
fault-start = 开头不符合此类号码的规定
fault-country = 开头不是使用此类账号的国家
fault-at = 没有 @
fault-domain = @ 后的域名不完整
fault-form = 不符合规定格式

problem-identifier-rule = `rule` 只用于 `tw-business-no`；{ $scheme } 只有一种校验
problem-no-faults = faults 的列表为空：什么也不检查
problem-no-text = 该表没有可填任意文本的字段；请在 `columns` 中写明字段
