### 每個人要做什麼

tasks-file-actions = 待辦清單，一列一項：由誰、處理什麼、何時前
tasks-file-calendar = 各項決定的期限，可匯入 Outlook 等行事曆
tasks-event = { $decision } · { $findings } · { $rule } · { $owner }
tasks-event-unknown = { $decision } · { $rule } · { $owner }
tasks-event-done = 已了結：{ $decision } · { $rule } · { $owner }
tasks-remedy = 改進措施
tasks-decided = 決定
tasks-due = 期限
