### 上線準備：為新系統收集的資料

problem-unknown-supplier = 此資料表沒有名為「{ $name }」的提供方
problem-expect-no-supplier = 依提供方寫了應收筆數，但此資料表沒有寫明由誰提供
hint-supplier = 在同一張資料表裡寫 `supplier`，或只寫總筆數：`expect = 1200`
problem-supplier-sensitive = `{ $field }` 是敏感欄位：提供方遮罩後就無從催收
problem-sum-sensitive = `{ $field }` 是敏感欄位：合計會洩漏已遮罩的內容
problem-control-number = 「{ $written }」不是數字，應寫成 1234567.89 這樣
problem-existing-key = 新系統已有的單據憑單一主鍵辨認，而資料表 `{ $table }` 沒有主鍵或有多個；請寫 `key = ["FIELD"]`
