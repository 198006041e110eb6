### 上线准备：为新系统收集的数据

problem-unknown-supplier = 此表没有名为“{ $name }”的提供方
problem-expect-no-supplier = 按提供方写了应收行数，但此表没有写明由谁提供
hint-supplier = 在同一张表里写 `supplier`，或只写总行数：`expect = 1200`
problem-supplier-sensitive = `{ $field }` 是敏感字段：提供方脱敏后就无从催收
problem-sum-sensitive = `{ $field }` 是敏感字段：合计会泄露已脱敏的内容
problem-control-number = “{ $written }”不是数字，应写成 1234567.89 这样
problem-existing-key = 新系统已有的单据凭单个主键辨认，而表 `{ $table }` 没有主键或有多个；请写 `key = ["FIELD"]`
