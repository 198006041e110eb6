### 只判定部分单据的审计

cli-check-changed-only = 只判定该文件所列键的单据（可重复）；引用仍按全部行查找
cli-check-since-git = 只判定与 git 该版本相比有变动的单据
changed-listed = { $table }：只判定所列的 { $count } 张单据
changed-since = { $table }：{ $count ->
    [0] 自 { $revision } 以来没有变动
   *[other] 自 { $revision } 以来有 { $count } 张单据变动，只判定这些单据
}
changed-not-there = { $table }：所列的键中有 { $count } 个不在任何一行：{ $keys }
changed-gone = { $table }：{ $revision } 中的 { $count } 张单据现已不存在（{ $keys }）；引用它们的行须以不带 --since-git 的审计判定
changed-unreadable = { $file } 无法读取，因此该文件的所有行都算作变动：{ $reason }
changed-rules-left-out = 有 { $count } 条规则未判定，因为它们须将所有行放在一起才能判定，或其表没有列出任何单据：{ $rules }
changed-rules = 自 { $revision } 以来规则或设置有改动，因此判定全部单据：{ $files }
changed-not-recorded = 本次只判定了部分单据，因此不记入历史，也不与历史比较。
changed-which-table = --changed-only { $file }：这些键属于哪张表？请写 TABLE={ $file }；本次判定的表：{ $tables }
changed-no-key = --changed-only：数据字典中表 { $table } 没有 `key`，无法按键列出其行
changed-no-rule = --changed-only：所选规则都不判定表 { $table }
changed-no-file = --changed-only { $file }：没有这个文件
since-git-failed = --since-git：{ $reason }
since-git-stdin = 来自标准输入的内容没有先前版本；请改用 --changed-only，或给出文件
git-missing = 没有安装 git，或 git 不在 PATH 中
git-refuses = git 没有给出结果：{ $told }
git-no-revision = 此处的 git 中没有提交 `{ $revision }`；在 CI 中请先取回更多历史（`fetch-depth: 0`）
input-stdin-name = （标准输入）
input-stdin-twice = --input：`-` 只能用于一张表
input-stdin-terminal = --input：`-` 读取标准输入，但没有内容送入；应写作 `… | crm-audit check --input TABLE=-`
input-folder-left-out = { $file } 不属于{ $table }，未读取：{ $reason }
input-folder-ours = 文件夹中有 { $count } 个文件是本程序的报告，未读取：{ $files }
input-folder-folders = { $folder }：未查看其中的 { $count } 个文件夹：{ $folders }；如需读取，可用 `{ $folder }/**/*.csv` 之类的通配符
input-folder-empty = { $folder }：该文件夹中没有属于{ $table }的文件
source-pipe-too-large = 标准输入超过 { $most } GB；请先存为文件
simulate-stdin = --input：模拟要读取导出文件两次，而标准输入只能读一次；请先存为文件
