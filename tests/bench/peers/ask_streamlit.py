"""Clients of a Streamlit page, one view after the other: `python ask_streamlit.py PORT CLIENTS SECONDS ASKED`."""

import json
import sys
import threading
import time
from pathlib import Path

import websocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def view(socket, query):
    """Ask for a view and wait until the page has been made."""
    message = BackMsg()
    message.rerun_script.query_string = query
    socket.send_binary(message.SerializeToString())
    while True:
        found = ForwardMsg()
        found.ParseFromString(socket.recv())
        if found.WhichOneof("type") == "script_finished":
            return


def client(port, queries, seconds, times):
    """Ask for so many seconds, counted from the first view on, which also reads the figures."""
    socket = websocket.create_connection(f"ws://127.0.0.1:{port}/_stcore/stream", timeout=60)
    view(socket, queries[0])
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for query in queries:
            started = time.perf_counter()
            view(socket, query)
            times.append(1000 * (time.perf_counter() - started))
            if time.perf_counter() > until:
                break
    socket.close()


def main(port, clients, seconds, asked):
    """Print the milliseconds of every view."""
    queries = json.loads(Path(asked).read_text("utf-8"))
    times = []
    threads = [
        threading.Thread(target=client, args=(port, queries[at::clients], seconds, times)) for at in range(clients)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    print(json.dumps({"times": times, "seconds": seconds}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
