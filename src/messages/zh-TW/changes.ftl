### 只判定部分單據的稽核

cli-check-changed-only = 只判定此檔案所列鍵的單據（可重複）；引用仍依全部列查找
cli-check-since-git = 只判定與 git 該版本相比有變動的單據
changed-listed = { $table }：只判定所列的 { $count } 張單據
changed-since = { $table }：{ $count ->
    [0] 自 { $revision } 以來沒有變動
   *[other] 自 { $revision } 以來有 { $count } 張單據變動，只判定這些單據
}
changed-not-there = { $table }：所列的鍵中有 { $count } 個不在任何一列：{ $keys }
changed-gone = { $table }：{ $revision } 中的 { $count } 張單據現已不存在（{ $keys }）；引用它們的列須以不帶 --since-git 的稽核判定
changed-unreadable = { $file } 無法讀取，因此該檔案的所有列都算作變動：{ $reason }
changed-rules-left-out = 有 { $count } 條規則未判定，因為它們須將所有列放在一起才能判定，或其資料表沒有列出任何單據：{ $rules }
changed-rules = 自 { $revision } 以來規則或設定有改動，因此判定全部單據：{ $files }
changed-not-recorded = 本次只判定了部分單據，因此不記入歷史，也不與歷史比較。
changed-which-table = --changed-only { $file }：這些鍵屬於哪個資料表？請寫 TABLE={ $file }；本次判定的資料表：{ $tables }
changed-no-key = --changed-only：資料字典中資料表 { $table } 沒有 `key`，無法依鍵列出其列
changed-no-rule = --changed-only：所選規則都不判定資料表 { $table }
changed-no-file = --changed-only { $file }：沒有這個檔案
since-git-failed = --since-git：{ $reason }
since-git-stdin = 來自標準輸入的內容沒有先前版本；請改用 --changed-only，或給出檔案
git-missing = 沒有安裝 git，或 git 不在 PATH 中
git-refuses = git 沒有給出結果：{ $told }
git-no-revision = 此處的 git 中沒有提交 `{ $revision }`；在 CI 中請先取回更多歷史（`fetch-depth: 0`）
input-stdin-name = （標準輸入）
input-stdin-twice = --input：`-` 只能用於一個資料表
input-stdin-terminal = --input：`-` 讀取標準輸入，但沒有內容送入；應寫成 `… | crm-audit check --input TABLE=-`
input-folder-left-out = { $file } 不屬於{ $table }，未讀取：{ $reason }
input-folder-ours = 資料夾中有 { $count } 個檔案是本程式的報告，未讀取：{ $files }
input-folder-folders = { $folder }：未查看其中的 { $count } 個資料夾：{ $folders }；如需讀取，可用 `{ $folder }/**/*.csv` 之類的萬用字元
input-folder-empty = { $folder }：此資料夾中沒有屬於{ $table }的檔案
source-pipe-too-large = 標準輸入超過 { $most } GB；請先存成檔案
simulate-stdin = --input：模擬要讀取匯出檔兩次，而標準輸入只能讀一次；請先存成檔案
