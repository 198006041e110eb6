### 基线

baseline-unreadable = 无法读取基线 { $file }：{ $error }
baseline-foreign = { $file } 不是基线文件；请用 `crm-audit baseline create` 生成
baseline-newer = 基线 { $file } 由更新版本的 crm-audit 写入，请升级程序
baseline-identity = 基线 { $file } 已损坏：`{ $identity }` 不是审计发现的识别码
baseline-twice = 基线 { $file } 中 { $identity } 出现两次，请删除其中一行
baseline-exists = { $file } 已存在；剔除已整改的条目请用 `crm-audit baseline prune --baseline { $file }`，要重新建立请先删除该文件
baseline-not-written = 未能完成全部审计，基线保持原样
baseline-missing-files = { $table }：建立基线时有数据行的文件有 { $known } 个，现有 { $found } 个，因此其条目一律保留（如属正常，请修改 { $file } 中 "files" 的数字）
baseline-created = 已将 { $count } 项审计发现列为已知；`crm-audit check --baseline` 只对其他问题判为未通过
baseline-pruned = 剔除 { $count } 条，剩余 { $left } 条
hint-baseline-file = 基线文件用 `--baseline FILE` 指定
baseline-stale = 基线中有 { $count } 条已不存在（可用 `crm-audit baseline prune --baseline { $file }` 剔除）：{ $rules }
cli-check-baseline = 只对此文件未列出的审计发现判为未通过
cli-check-no-history = 不读取也不写入历史记录
cli-history = 列出项目的历次审计，以及各规则的趋势
cli-history-examples = { "  " }crm-audit history               全部审计记录和走势
    { "  " }crm-audit history show 12       某次审计，按序号
    { "  " }crm-audit history diff 2026-09-30 2026-10-31
    { "  " }crm-audit history export -o 全部问题.csv
cli-history-show-examples = { "  " }crm-audit history show 12
    { "  " }crm-audit history show 2026-10-31
cli-history-diff-examples = { "  " }crm-audit history diff 2026-09-30 2026-10-31
cli-history-export-examples = { "  " }crm-audit history export -o 全部问题.csv
cli-baseline-examples = { "  " }crm-audit baseline create -o 基线.json
    { "  " }crm-audit check --baseline 基线.json
    { "  " }crm-audit baseline prune --baseline 基线.json
cli-baseline-create-examples = { "  " }crm-audit baseline create -o 基线.json
cli-baseline-prune-examples = { "  " }crm-audit baseline prune --baseline 基线.json
cli-history-project = 项目文件夹（默认：当前文件夹）
cli-history-format = 输出格式
cli-history-show = 查看某次审计：新增、复发与已整改
cli-history-show-run = 审计的序号或基准日
cli-history-diff = 比较两次审计，较早的一次在前
cli-history-diff-first = 审计的序号或基准日
cli-history-diff-second = 与之比较的审计
cli-history-export = 导出历次审计的全部审计发现
cli-history-export-format = 标准输出的格式
cli-history-export-output = 改为写入此文件；格式取决于扩展名：csv 或 json
cli-baseline = 维护已知问题清单，使审计只对其他问题判为未通过
cli-baseline-create = 执行审计，并将全部审计发现列入新文件
cli-baseline-create-output = 要写入的文件；不会覆盖已有文件
cli-baseline-prune = 执行审计，从文件中剔除已不存在的条目；不会添加任何条目
cli-baseline-prune-baseline = 要精简的文件
