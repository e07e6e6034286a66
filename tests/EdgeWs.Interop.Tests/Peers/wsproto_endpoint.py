"""wsproto speaks the protocol and leaves the socket to others: this is the least that makes an endpoint of it."""

from wsproto import ConnectionState, WSConnection
from wsproto.events import BytesMessage, Message, Ping, TextMessage

import exchange
from exchange import report, report_message


class Endpoint:
    def __init__(self, socket, role):
        self.socket = socket
        self.connection = WSConnection(role)
        self.events = iter(())

    def send(self, event):
        self.socket.sendall(self.connection.send(event))

    def send_message(self, data, size):
        """Sends a message in pieces of a size."""
        kind = TextMessage if isinstance(data, str) else BytesMessage
        cut = exchange.pieces(data, size)
        for piece in cut[:-1]:
            self.send(kind(data=piece, message_finished=False))
        self.send(kind(data=cut[-1]))

    def receive(self):
        """Returns the next event, a message whole; None when the peer has ended the stream."""
        parts = []
        while True:
            event = self.next_event()
            if isinstance(event, Message):
                parts.append(event.data)
                if not event.message_finished:
                    continue
                event = type(event)(data=event.data[:0].join(parts))
                report_message(event.data)
            elif isinstance(event, Ping):
                self.send(event.response())
            return event

    def end(self, event):
        """Answers a close frame, unless it is an answer itself."""
        if self.connection.state is ConnectionState.REMOTE_CLOSING:
            self.send(event.response())
        report("close", code=event.code, reason=event.reason or "")

    def next_event(self):
        while True:
            for event in self.events:
                return event
            data = self.socket.recv(65536)
            if not data:
                return None
            self.connection.receive_data(data)
            self.events = self.connection.events()
