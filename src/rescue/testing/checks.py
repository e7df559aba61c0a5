"""What checks.test.ts asks of the reader in Python: prints what each case gives, as JSON."""

import hashlib
import hmac
import importlib.util
import json
import os
import sqlite3
import struct
import sys
import zlib

spec = importlib.util.spec_from_file_location("reader", sys.argv[1])
r = importlib.util.module_from_spec(spec)
spec.loader.exec_module(r)
folder = sys.argv[2]

VAULT = "0123456789abcdef" * 2
KEY = bytes(range(32))
told = {}


def outcome(work):
    try:
        return work()
    except r.Damaged:
        return "Damaged"
    except r.Problem as problem:
        return f"Problem {problem.code}"


class Store:
    def __init__(self):
        self.objects = {}

    def read(self, name):
        assert r.re.fullmatch("[0-9a-f]{32}", name), name
        return self.objects.get(name)

    def seal(self, kind, number, value, named=None):
        """An object as somebody seals it who has the keys."""
        name = f"{number:032x}"
        aad = f"holdfast/1/object\n{VAULT}\n{kind}\n{named or name}\n1".encode()
        key = r.derive(KEY, VAULT, "object/" + kind)
        self.objects[name] = bytes(12) + r.AESGCM(key).encrypt(bytes(12), json.dumps(value).encode(), aad)
        return name


def head_of(store, **members):
    head = r.Head.__new__(r.Head)
    head.store, head.vault, head.json, head.ring, head.line, head.seen = store, VAULT, members, {1: KEY}, "", {}
    return head


# --- Index pages

def page(how, entries, count=2, kind="page", named=None, reference=None):
    store, lost = Store(), []
    name = store.seal(kind, 1, {"entries": entries}, named)
    head = head_of(store, pages=[["", *(reference or [name, 1]), count]])
    told[f"an index page {how}"] = [[one["path"] for one in head.entries(lost.append)], len(lost)]


two = [{"path": "a", "versions": []}, {"path": "b", "versions": []}]
page("as the format has it", two)
page("with another number of entries", two, count=3)
page("with a path that is no text", [two[0], {"path": 1, "versions": []}])
page("with versions that are no list", [two[0], {"path": "b", "versions": {}}])
page("that is sealed as a version", two, kind="version")
page("that is sealed under another id", two, named="f" * 32)
page("under a term that no key is for", two, reference=["0" * 31 + "1", 2])
page("that is missing", two, reference=["0" * 31 + "2", 1])
page("whose id leads elsewhere", two, reference=["../secret", 1])


# --- The audit

def chain_of(lines):
    before, entries = "0" * 64, []
    for index, action in enumerate(lines, 1):
        line = {"index": index, "time": 1, "client": "app", "action": action, "path": "a", "outcome": "done"}
        before = hashlib.sha256(r.audit_text(before, line)).hexdigest()
        entries.append({**line, "hash": before})
    return entries


def audit(how, change=lambda pages: None, count=3, pages=2, tip=None, said=None):
    store, lost = Store(), []
    lines = chain_of(["read", "write", "delete"])
    parts = [lines[:2], lines[2:]]
    change(parts)
    named = [[store.seal("audit", i + 1, {"entries": part}), 1, (said or [2, 1])[i]] for i, part in enumerate(parts)]
    chain = {"pages": named[:pages], "count": count, "tip": tip or lines[2]["hash"]}
    head_of(store, audit=chain).check_audit(lost.append)
    told[f"the audit {how}"] = len(lost)


def changed(parts):
    parts[0][1]["action"] = "read"


def own_hash(parts):
    parts[0][1]["hash"] = "1" * 64


def renumbered(parts):
    """A chain that fits in itself, but for a number."""
    before = parts[0][1]["hash"]
    line = {**parts[1][0], "index": 4}
    del line["hash"]
    parts[1][0] = {**line, "hash": hashlib.sha256(r.audit_text(before, line)).hexdigest()}
    renumbered.tip = parts[1][0]["hash"]


audit("as the format has it")
audit("with another number of entries", said=[2, 2])
renumbered([chain_of(["read", "write", "delete"])[:2], chain_of(["read", "write", "delete"])[2:]])
audit("with a number left out", renumbered, tip=renumbered.tip)
audit("with an entry that was changed", changed)
audit("with an entry that says another hash", own_hash)
audit("without its newest page", pages=1)
audit("with an entry that another line follows", tip="1" * 64)


# --- Long files

SIZE = 1_500_000
CONTENT = bytes(range(256)) * (SIZE // 256 + 1)


def stored(key=KEY, size=SIZE, content=CONTENT[:SIZE]):
    text = r.base64.urlsafe_b64encode(key).decode().rstrip("=")
    return {"key": text, "size": size, "digest": hashlib.sha256(content).hexdigest()}


def parts_of(store, order=(0, 1), cut=0):
    length, names = r.padme(SIZE), r.derive(KEY, VAULT, "attachment/id")
    padded = CONTENT[:SIZE] + bytes(length - SIZE)
    cipher = r.AESGCM(r.derive(KEY, VAULT, "object/attachment"))
    count = -(-length // r.CHUNK)
    for i in range(count):
        plain = padded[i * r.CHUNK:(i + 1) * r.CHUNK]
        nonce = bytes(5) + i.to_bytes(6, "big") + bytes([i == count - 1])
        name = hmac.new(names, str(order[i]).encode(), hashlib.sha256).digest()[:16].hex()
        store.objects[name] = cipher.encrypt(nonce, plain[:len(plain) - cut], None)
    return hmac.new(names, b"1", hashlib.sha256).digest()[:16].hex()


def file(how, attachment, lose=False, **changes):
    store, found = Store(), []
    last = parts_of(store, **changes)
    if lose:
        del store.objects[last]
    try:
        for piece in head_of(store).chunks(attachment):
            found.append(len(piece))
    except r.Damaged:
        found.append("Damaged")
    told[f"a long file {how}"] = found


file("as the format has it", stored())
file("whose last part has another digest", stored(content=b"other"))
file("whose parts change places", stored(), order=(1, 0))
file("that lacks a part", stored(), lose=True)
file("with a part that is too short", stored(), cut=1)
file("that says it is longer than any", stored(size=2**31 + 1))
file("whose key is too short", stored(key=KEY[:16]))


# --- Versions

def version(how, fields):
    store = Store()
    name = store.seal("version", 1, {"fields": fields})
    one = r.Version(head_of(store), {"n": 1, "id": name, "term": 1}, set())
    told[f"a version {how}"] = outcome(one.fields)
    return one


one = version("as the format has it", [["user", "text", "anna"]])
version("with a value that is no text", [["user", "text", 1]])
version("with a field of two", [["user", "text"]])
missing = r.Version(head_of(Store()), {"n": 1, "id": "0" * 32, "term": 1}, set())
told["a version that is missing"] = outcome(missing.fields)
told["a long file that its entry does not name"] = [outcome(lambda: list(one.file("attachment", "1 x")))]


# --- Manifests

def manifest(how, revision=1, opened_as=1, fit=True, mark=b"HOLDFAST", length=None, ring=(), **header):
    head = json.dumps({"format": 1, "vault": VAULT, "slots": [], **header}).encode()
    aad = f"holdfast/1/head\n{VAULT}\n{revision}\n{hashlib.sha256(head).hexdigest()}".encode()
    sealed = bytes(12) + r.AESGCM(KEY).encrypt(bytes(12), json.dumps({"ring": ring}).encode(), aad)
    if "other" in header:
        head = head.replace(b"other", b"OTHER")
    data = mark + struct.pack(">I", length or len(head)) + head + sealed
    data += hashlib.sha256(data).digest() if fit else bytes(32)
    told[f"a manifest {how}"] = outcome(lambda: [r.Head(None, r.Manifest(opened_as, data), KEY)] and 1)


manifest("as the format has it")
manifest("that does not fit its hash", fit=False)
manifest("of another program", mark=b"HOLDFAXT")
manifest("whose header is longer than itself", length=2**19)
manifest("of a newer format", format=2)
manifest("under another revision", opened_as=2)
manifest("with another header", other=1)
manifest("with a short key in it", ring=[{"term": 1, "key": "A" * 22}])


# --- Key slots

class Slots:
    vault = VAULT

    def __init__(self, count=1, **kdf):
        whole = {"name": "argon2id", "version": 19, "memoryKiB": 8192, "passes": 1, "lanes": 1,
                 "salt": "A" * 22, **kdf}
        self.slots = [{"id": f"{i:032x}", "kind": "passphrase", "kdf": whole} for i in range(count)]

    def of_kind(self, *kinds):
        return [slot for slot in self.slots if slot["kind"] in kinds]

    def root_key(self, slot, secret):
        return secret


def slot(how, **asked):
    slots, way = Slots(**asked), r.Passphrase("one")
    # Whatever is asked: it is not computed here.
    way.known = dict.fromkeys([(bytes(16), m, p, 1) for m in (8192, 2**22, 2**23, 1024) for p in (1, 5, 101)], KEY)
    r.physical_memory = lambda: 2**40
    if asked.get("count"):
        told[f"a key slot {how}"] = outcome(lambda: len(list(way.root_keys(slots))))
    else:
        told[f"a key slot {how}"] = outcome(lambda: len(way._secret(slots, slots.slots[0])))


slot("that asks for too much memory", memoryKiB=2**23)
slot("that asks for too many passes", passes=101)
slot("that asks for too little memory", memoryKiB=1024)
slot("that asks for too much time", memoryKiB=2**22, passes=5)
slot("with a short salt", salt="A" * 20)
slot("with another derivation", name="scrypt")
slot("beside too many others", count=9)


# --- Sheets

class Sheet:
    def __init__(self, sheet, value, identifier=7):
        self.sheet, self.value, self.identifier, self.name = sheet, value, identifier, f"sheet {sheet}"
        self.vault = self.set = None


def split(secret):
    """Two shares of a threshold of two: a line through the secret and its digest."""
    digest = hmac.new(bytes(28), secret, hashlib.sha256).digest()[:4] + bytes(28)
    points = [(255, secret), (254, digest)]
    return [Sheet(x + 1, r.interpolate(points, x)) for x in (0, 1)]


first, second = split(KEY)
other = split(KEY[::-1])[1]
told["sheets that belong together"] = "secret" if r.combine([first, second]) else None
told["sheets that do not"] = r.combine([first, other])


class Recovery(Slots):
    def __init__(self):
        self.slots = [{"id": "0" * 32, "kind": "recovery", "identifier": 7, "threshold": 2, "set": "ABCD1234"}]


def sheets(how, *given):
    told[f"sheets {how}"] = outcome(lambda: len(list(r.Shares(list(given)).root_keys(Recovery()))))


sheets("of another set", first, Sheet(2, second.value, 8))
sheets("that are too few", first)


# --- On the disk

def sqlite(how, application=0x484C4446, version=1, more=""):
    path = os.path.join(folder, f"{len(told)}.holdfast")
    db = sqlite3.connect(path)
    db.executescript(f"PRAGMA application_id={application}; PRAGMA user_version={version};"
                     "CREATE TABLE manifests (revision INTEGER PRIMARY KEY, bytes BLOB);"
                     f"CREATE TABLE objects (id BLOB PRIMARY KEY, bytes BLOB); {more}")
    db.close()
    told[f"a file on the disk {how}"] = outcome(lambda: r.SqliteFile(path).close())


sqlite("of another application", application=1)
sqlite("of a newer format", version=2)
sqlite("with another table", more="CREATE VIEW others AS SELECT 1;")


def pack(how, where, data, layout=None):
    path = os.path.join(folder, f"{len(told)}")
    os.makedirs(os.path.join(path, where))
    name = "0" * 32 if where == "objects" else "0" * 16 + "-" + "0" * 32
    with open(os.path.join(path, where, name + ".pack"), "wb") as out:
        out.write(data)
    if layout:
        with open(os.path.join(path, "holdfast.json"), "w", encoding="utf-8") as out:
            json.dump(layout, out)
    told[f"a file on the disk {how}"] = outcome(lambda: len(r.Folder(path).where))


def record(flip=0):
    start = b"HfOb" + bytes(16) + struct.pack(">I", 3)
    return start + struct.pack(">I", zlib.crc32(start) ^ flip) + b"abc"


def listed(flip=0):
    table = bytes(16) + struct.pack(">II", 0, 3)
    count = struct.pack(">I", 1)
    return b"abc" + table + count + struct.pack(">I", zlib.crc32(table + count) ^ flip) + b"HfPk"


pack("that is a folder of another layout", "objects", b"", {"holdfast-folder": 3})
pack("that is a pack", "objects", record())
pack("that is a pack with a damaged record", "objects", record(flip=1))
pack("that is a pack with a list", "packs", listed())
pack("that is a pack with a damaged list", "packs", listed(flip=1))

print(json.dumps(told))
