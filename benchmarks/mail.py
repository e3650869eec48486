"""How fast mails are collected: a mailbox of many of which few matter, beside the same fetched with bare IMAPClient.

    python benchmarks/mail.py [mails] [that matter]

Both log in over TLS and fetch the same mails whole from the same Dovecot, in processes of their own; bare IMAPClient
asks for the size and the same headers of all, by which anybody has to tell which matter. What is opened before
the first byte goes over the line, the workspace and its form, is told apart. Five times one after the other; the ratio
is the one in the middle. The peak of memory is the process's own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
HEADERS = "BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE)]"
ROUNDS = 5
USER = "many@county.example"


def main(mails: int = 5000, wanted: int = 60) -> None:
    from kit.dovecot import PASSWORD, dovecot
    from kit.mailroom import inbox_of, mailroom
    from kit.mails import attached, mail

    lot, every = Random(1), mails // wanted
    head = "From: {}\r\nSubject: mail {}\r\nMessage-ID: <{}@x>\r\nContent-Type: text/html\r\n\r\n"
    others = [(head.format("news@shop.example", n, n) + "<p>buy</p>" * 800).encode() for n in range(mails)]
    for n in range(wanted):
        top = f"From: czj@jkq.example\r\nSubject: report {n}\r\n".encode()
        others[n * every] = mail([attached("report.xlsx", lot.randbytes(60_000))], top)
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        server.deliver(USER, others)
        address = f"imaps://localhost:{server.ports['imaps']}"
        keys = {"user": USER, "authorities": server.certificate}
        asked = {"port": server.ports["imaps"], "trust": str(server.certificate), "password": PASSWORD}
        asked |= {"matter": [n * every + 1 for n in range(wanted)]}
        _measured("bare", asked)  # the server makes its index
        pairs, found = [], 0
        for number in range(ROUNDS):
            place = mailroom(Path(folder) / str(number), address, keys)
            pairs.append((_measured("bare", asked), _measured("collect", {**asked, "place": str(place)})))
            found = len(inbox_of(place))
    ratios = sorted(bare["seconds"] / ours["seconds"] for bare, ours in pairs)
    told = {"mails": mails, "matter": wanted, "found": found, "bare": pairs[-1][0], "collect": pairs[-1][1]}
    print(json.dumps({**told, "ratio": round(ratios[ROUNDS // 2], 2), "ratios": [round(each, 2) for each in ratios]}))


def _measured(what: str, asked: dict[str, object]) -> dict[str, float]:
    environment = {**os.environ, "XLSREPORT_MAIL_PASSWORD": str(asked["password"])}
    command = [sys.executable, __file__, what, json.dumps(asked)]
    done = subprocess.run(  # noqa: S603 - this program itself
        command, check=True, capture_output=True, env=environment
    )
    return json.loads(done.stdout.decode().splitlines()[-1])


def bare(port: int, trust: str, password: str, matter: list[int], **_: object) -> dict[str, float]:
    """Fetch sizes and headers of all mails, and those that matter whole, with nothing but the library."""
    import ssl

    from imapclient import IMAPClient

    began = time.perf_counter()
    client = IMAPClient("localhost", port, ssl_context=ssl.create_default_context(cafile=trust))
    client.login(USER, password)
    client.select_folder("INBOX", readonly=True)
    client.fetch(client.search("ALL"), ["RFC822.SIZE", HEADERS])
    for uid in matter:
        client.fetch([uid], ["BODY.PEEK[]"])
    client.logout()
    return {"seconds": round(time.perf_counter() - began, 2)}


def collect(place: str, **_: object) -> dict[str, float]:
    """Collect them."""
    start = time.perf_counter()
    import xlsreport.mailing.imap  # noqa: F401 - loaded before the clock runs, as the library is for the other
    from xlsreport.pipeline import CollectRequest, open_workspace_at
    from xlsreport.pipeline import collect as collected

    opened = open_workspace_at(Path(place))
    began = time.perf_counter()
    collected(opened, CollectRequest(), lambda _: None)
    return {"opened": round(began - start, 2), "seconds": round(time.perf_counter() - began, 2)}


def peak() -> int:
    """Return the most memory that this process has had, in MiB."""
    line = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["collect"]):
        told = {"bare": bare, "collect": collect}[sys.argv[1]](**json.loads(sys.argv[2]))
        print(json.dumps({**told, "MiB": peak()}))
    else:
        main(*map(int, sys.argv[1:]))
