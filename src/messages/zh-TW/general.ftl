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
span-workminutes = { $count } 分鐘工作時間
span-two = { $first } { $second }
progress-rows = 列

## 型別

type-text = 文字
type-integer = 整數
type-number = 數字
type-date = 日期
type-date-declared = 宣告寫法 { $formats } 的日期，如 { $sample }
expected-date = 日期，如 2026-11-21（其他寫法：`format`）
type-datetime = 日期時間
expected-datetime = 日期時間，如 2026-11-21 13:14（其他寫法：`format`）
type-boolean = 邏輯值（true/false）
type-true-false = 邏輯值（true 或 false）
type-list = 清單
type-table = 鍵值表
type-span = 時間長度
types-date = date 或 datetime
types-number-or-date = integer、decimal、date 或 datetime
