### 每个人要做什么

tasks-file-actions = 待办清单，一行一项：由谁、处理什么、何时前
tasks-file-calendar = 各项决定的期限，可导入 Outlook 等日历
tasks-event = { $decision } · { $findings } · { $rule } · { $owner }
tasks-event-unknown = { $decision } · { $rule } · { $owner }
tasks-event-done = 已了结：{ $decision } · { $rule } · { $owner }
tasks-remedy = 改进措施
tasks-decided = 决定
tasks-due = 期限
