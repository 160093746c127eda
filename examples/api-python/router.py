"""Talks to the API of Threadless Router, with nothing but Python's standard library."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Problem(Exception):
    """What the router says is wrong."""

    def __init__(self, problem):
        super().__init__(problem.get("detail", problem))
        self.status = problem.get("status")
        self.errors = problem.get("errors", [])


class Router:
    def __init__(self, url, token):
        self.url = url.rstrip("/") + "/api/v1"
        self.token = token

    def send(self, to, text, key=None, **more):
        """Sends a text to one or to many; with the same key again it is sent once."""
        once = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.call("POST", "/messages", {"to": to, "text": text, **more}, once)["messages"]

    def message(self, message_id):
        """Returns what became of a message."""
        return self.call("GET", "/messages/" + message_id)

    def search(self, **query):
        """Returns messages one by one, the newest first."""
        while True:
            page = self.call("GET", "/messages?" + urllib.parse.urlencode(query))
            yield from page["messages"]
            if "next" not in page:
                return
            query["cursor"] = page["next"]

    def call(self, method, path, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers or {}, method=method)
        request.add_header("Authorization", "Bearer " + self.token)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        problem = {"detail": "the router cannot be reached"}
        for _ in range(10):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    text = answer.read().decode()
                    return json.loads(text) if text else None
            except urllib.error.HTTPError as error:
                problem = json.loads(error.read())
                if error.code not in (429, 503):
                    raise Problem(problem) from None
                # Nothing was stored: the same again, a little later.
                time.sleep(int(error.headers.get("Retry-After", "1")))
            except OSError:
                # Perhaps it was stored; with its key it is not sent twice.
                if method != "GET" and not headers:
                    raise
                time.sleep(1)
        raise Problem(problem)
