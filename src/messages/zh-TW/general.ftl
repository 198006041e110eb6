### 繁體中文（台灣）的訊息。各語言的鍵相同，由測試核對。

list-separator = 、
colon = ：
word-error = 錯誤
word-note = 提示
with-hint = { $message }；{ $hint }

## 嚴重度

severity-critical = 嚴重
severity-high = 高
severity-medium = 中
severity-low = 低
severity-info = 提示

## 計數

count-files = { $count } 個檔案
count-rows = { $count } 列
count-rules = { $count } 條規則
count-findings = { $count } 項稽核發現
span-seconds = { $count } 秒
span-minutes = { $count } 分鐘
span-hours = { $count } 小時
span-days = { $count } 天
span-workdays = { $count } 個工作日
span-workhours = { $count } 個工作小時
span-workminutes = { $count } 分鐘
span-two = { $first } { $second }
progress-rows = 列

## 型別

type-text = 文字
type-integer = 整數
type-number = 數字
type-date = 日期
like-date = 日期，應寫成如 2026-10-31
type-date-declared = 寫成 { $samples } 這樣的日期
expected-date = 日期，如 2026-10-31（也可寫 2026/10/31、20261031、2026年10月31日或民國115年10月31日）
type-datetime = 日期時間
like-datetime = 日期時間，應寫成如 2026-10-31 13:14
expected-datetime = 日期時間，如 2026-10-31 13:14（也可寫 2026/10/31 13:14 或 20261031131400）
type-boolean = 邏輯值（true/false）
type-true-false = 邏輯值（true 或 false）
type-list = 清單
type-table = 鍵值表
type-span = 時間長度
types-date = date 或 datetime
types-number-or-date = integer、decimal、date 或 datetime

## 系統對檔案與資料夾的說明

system-told = { $told }{ $code }
system-says = { $said }
system-code = （os error { $code }）
system-not-found = 檔案或資料夾不存在
system-denied = 沒有權限
system-full = 磁碟已滿
system-read-only = 磁碟是唯讀的
system-folder = 這是資料夾
system-no-folder = 路徑中有一段不是資料夾
system-bad-name = 名稱過長，或含有該處不允許的字元
system-in-use = 正由其他程式開啟
