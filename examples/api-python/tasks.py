"""The five commonest tasks: python3 tasks.py http://127.0.0.1:8000/ tr_... BACKEND"""

import datetime
import sys

from router import Problem, Router

router = Router(sys.argv[1], sys.argv[2])
backend = sys.argv[3]

# 1. Send a text to one person.
[sent] = router.send("+254700111222", "Your results are in.", backend=backend)
print("sent", sent["id"])

# 2. Send to many at once, tomorrow at nine.
nine = datetime.datetime.now().astimezone().replace(hour=9, minute=0, second=0, microsecond=0)
tomorrow = (nine + datetime.timedelta(days=1)).isoformat()
reminders = router.send(
    ["+254700111222", "+254700333444"], "Clinic today.", backend=backend, at=tomorrow, reference="visit 12")
print("scheduled", len(reminders))

# 3. Take one of them back.
print("cancelled", router.call("DELETE", "/messages/" + reminders[1]["id"])["status"])

# 4. Find out what became of a message.
story = router.message(sent["id"])
print("status", story["status"], story.get("reason", ""))

# 5. Find what failed since yesterday.
yesterday = (datetime.datetime.now().astimezone() - datetime.timedelta(days=1)).isoformat()
failed = list(router.search(**{"status": "FAILED", "from": yesterday}))
print("failed", len(failed))

# What is wrong is told, field by field.
try:
    router.send([], "", backend=backend)
except Problem as problem:
    print("refused", ", ".join(error["field"] for error in problem.errors))
