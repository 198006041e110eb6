### readiness of data that is collected for a new system

problem-unknown-supplier = nobody who sends in this table is called "{ $name }"
problem-expect-no-supplier = rows are expected of somebody, and the table does not say who sends it in
hint-supplier = write `supplier` in the same table, or the number of all rows: `expect = 1200`
problem-supplier-sensitive = `{ $field }` is sensitive: who sends in what would be masked, and nobody could be called
problem-sum-sensitive = `{ $field }` is sensitive: a sum would show what is masked
problem-control-number = "{ $written }" is no number; it is written as 1234567.89
problem-existing-key = documents that are there already are known by one key, and table `{ $table }` has none or several; write `key = ["FIELD"]`
