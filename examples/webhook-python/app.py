"""Answers "balance 7" with what account 7 has."""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BALANCES = {"7": "12.50", "8": "0.00"}

class App(BaseHTTPRequestHandler):
    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"]
        account = message["text"].split()[-1]
        text = f"Account {account} has {BALANCES[account]}." if account in BALANCES else "Send: BALANCE <account>"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"replies": [{"text": text}]}).encode())

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), App).serve_forever()
