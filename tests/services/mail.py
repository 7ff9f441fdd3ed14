"""A mail server that keeps what it is sent: just enough SMTP for one client at a time, on this machine only."""

import socketserver
import threading
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline().decode("utf-8", "replace").strip():
            word = line.split(" ")[0].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.mails.append(self._message())
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline().rstrip(b"\r\n")) != b".":
            lines.append(line)
        return b"\n".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_sink():
    """Yields (port, list of the mails, bytes as they came)."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Talk) as server:
        server.mails = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], server.mails
        finally:
            server.shutdown()
            thread.join()
