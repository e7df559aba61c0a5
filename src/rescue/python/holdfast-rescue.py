#!/usr/bin/env python3
"""Reads a Holdfast vault without Holdfast, from docs/format.md alone.

Python 3.8 or newer, its standard library, and the package `cryptography`
(Debian: python3-cryptography; elsewhere: pip install cryptography). Nothing is
written but what `save` is asked for, and nothing goes onto the network.

  holdfast-rescue.py VAULT... --shares W1 W3 W5 list
  holdfast-rescue.py VAULT... [--passphrase-file F] [--key-file F] show PATH
  holdfast-rescue.py VAULT... --shares W1 W3 W5 save FOLDER

VAULT is a file NAME.holdfast, or a vault's folder. Of several, the newest is
read. A share is a text file with the 33 words of a sheet (or the text of its
code), or those words in quotes. Without shares a passphrase is asked for.

  list [PREFIX]        the secrets, and how many versions each has
  show PATH            the fields of one; --version N for an older one,
                       --field NAME for the bare value of one field or file
  save FOLDER          everything, in plain text, into a new folder
  json                 everything but long files, as JSON, to standard output
  check                reads everything and says what is damaged

Exit: 0 done, 1 something is damaged or missing, 2 a wrong call, 3 no vault,
4 wrong passphrase or shares, 5 this computer lacks something.
"""

import base64
import getpass
import hashlib
import hmac
import json
import os
import re
import shutil
import sqlite3
import struct
import sys
import tempfile
import time
import unicodedata
import zlib
from datetime import datetime, timezone

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    sys.exit("The Python package `cryptography` is missing: apt install python3-cryptography,"
             " or pip install cryptography")

# A newer one takes the place of an older one beside backups.
EDITION = "Holdfast rescue 0.1.0 of 2026-11-29"
CHUNK = 1_048_576


class Problem(Exception):
    """What a person is told; `code` is how the program ends."""

    def __init__(self, text, code=1):
        super().__init__(text)
        self.code = code


class Damaged(Problem):
    """Something that did not open, or does not have the shape that the format gives it."""


# --- 1. Notations -----------------------------------------------------------------------------

def sha256(data):
    return hashlib.sha256(data).digest()


def unb64(text, length=None):
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise Damaged("base64url expected")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if length is not None and len(data) != length:
        raise Damaged("a length is wrong")
    return data


def derive(key, vault, label):
    """HKDF-SHA-256 (RFC 5869) for one block of output."""
    inner = hmac.new(bytes.fromhex(vault), key, hashlib.sha256).digest()
    return hmac.new(inner, b"holdfast/1/" + label.encode() + b"\x01", hashlib.sha256).digest()


def unseal(key, aad, sealed):
    """The plaintext; Damaged where the tag does not fit."""
    if len(sealed) < 28:
        raise Damaged("too short")
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], aad)
    except InvalidTag:
        raise Damaged("does not authenticate") from None


def padme(length):
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step


def parse(data, what):
    """JSON whose outermost value is an object."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Damaged(f"{what} is no JSON") from None
    if not isinstance(value, dict):
        raise Damaged(f"{what} is no JSON object")
    return value


def is_id(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value) is not None


def is_whole(value, least=0):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**53


# --- X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 (FIPS 203) and X25519 -------------------

Q = 3329
ZETAS = [pow(17, int(f"{i:07b}"[::-1], 2), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * int(f"{i:07b}"[::-1], 2) + 1, Q) for i in range(128)]


def ntt(f):
    f, i, length = f[:], 1, 128
    while length >= 2:
        for start in range(0, 256, 2 * length):
            zeta, i = ZETAS[i], i + 1
            for j in range(start, start + length):
                t = zeta * f[j + length] % Q
                f[j], f[j + length] = (f[j] + t) % Q, (f[j] - t) % Q
        length //= 2
    return f


def unntt(f):
    f, i, length = f[:], 127, 2
    while length <= 128:
        for start in range(0, 256, 2 * length):
            zeta, i = ZETAS[i], i - 1
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, zeta * (f[j + length] - t) % Q
        length *= 2
    return [x * 3303 % Q for x in f]


def multiply(f, g):
    h = []
    for i in range(128):
        a0, a1, b0, b1 = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        h += [(a0 * b0 + a1 * b1 * GAMMAS[i]) % Q, (a0 * b1 + a1 * b0) % Q]
    return h


def add(*polynomials):
    return [sum(column) % Q for column in zip(*polynomials)]


def dot(row, column):
    return add(*(multiply(f, g) for f, g in zip(row, column)))


def sample_ntt(seed):
    stream, found = hashlib.shake_128(seed).digest(168 * 12), []
    for a, b, c in zip(stream[0::3], stream[1::3], stream[2::3]):
        found += [d for d in (a + 256 * (b % 16), b // 16 + 16 * c) if d < Q]
    if len(found) < 256:
        raise Problem("ML-KEM: a seed without a matrix")
    return found[:256]


def noise(seed, n):
    """SamplePolyCBD of eta 2 over SHAKE-256."""
    bits = int.from_bytes(hashlib.shake_256(seed + bytes([n])).digest(128), "little")
    nibbles = [(bits >> (4 * i)) & 15 for i in range(256)]
    return [((x & 1) + (x >> 1 & 1) - (x >> 2 & 1) - (x >> 3 & 1)) % Q for x in nibbles]


def encode(polynomial, width):
    number = sum(x << (width * i) for i, x in enumerate(polynomial))
    return number.to_bytes(32 * width, "little")


def decode(data, width):
    number, mask = int.from_bytes(data, "little"), (1 << width) - 1
    return [(number >> (width * i)) & mask for i in range(256)]


def compress(polynomial, width):
    return [((x << (width + 1)) + Q) // (2 * Q) % (1 << width) for x in polynomial]


def decompress(polynomial, width):
    return [(2 * Q * x + (1 << width)) >> (width + 1) for x in polynomial]


def matrix(rho):
    return [[sample_ntt(rho + bytes([j, i])) for j in range(3)] for i in range(3)]


def kem_keys(d):
    """The encryption key, and the secret vector in NTT form."""
    seeds = hashlib.sha3_512(d + b"\x03").digest()
    rho, sigma = seeds[:32], seeds[32:]
    s = [ntt(noise(sigma, n)) for n in range(3)]
    e = [ntt(noise(sigma, n + 3)) for n in range(3)]
    t = [add(dot(row, s), error) for row, error in zip(matrix(rho), e)]
    return b"".join(encode(f, 12) for f in t) + rho, s


def kem_encrypt(public, message, randomness):
    t = [decode(public[384 * i:384 * (i + 1)], 12) for i in range(3)]
    columns = zip(*matrix(public[1152:]))
    y = [ntt(noise(randomness, n)) for n in range(3)]
    u = [add(unntt(dot(column, y)), noise(randomness, n + 3)) for n, column in enumerate(columns)]
    v = add(unntt(dot(t, y)), noise(randomness, 6), decompress(decode(message, 1), 1))
    return b"".join(encode(compress(f, 10), 10) for f in u) + encode(compress(v, 4), 4)


def kem_decapsulate(d, z, ciphertext):
    """ML-KEM-768's shared secret, and the public key of the seeds."""
    public, s = kem_keys(d)
    u = [ntt(decompress(decode(ciphertext[320 * i:320 * (i + 1)], 10), 10)) for i in range(3)]
    v = decompress(decode(ciphertext[960:], 4), 4)
    w = [(a - b) % Q for a, b in zip(v, unntt(dot(s, u)))]
    message = encode(compress(w, 1), 1)
    both = hashlib.sha3_512(message + hashlib.sha3_256(public).digest()).digest()
    if not hmac.compare_digest(kem_encrypt(public, message, both[32:]), ciphertext):
        return hashlib.shake_256(z + ciphertext).digest(32), public
    return both[:32], public


def xwing(seed, encapsulated):
    """The shared secret, and the public key of the seed."""
    if len(encapsulated) != 1120:
        raise Damaged("an encapsulation has the wrong length")
    expanded = hashlib.shake_256(seed).digest(96)
    first, public = kem_decapsulate(expanded[:32], expanded[32:64], encapsulated[:1088])
    key = X25519PrivateKey.from_private_bytes(expanded[64:])
    own = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    theirs = encapsulated[1088:]
    try:
        second = key.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise Damaged("an encapsulation is damaged") from None
    shared = hashlib.sha3_256(first + second + theirs + own + b"\\.//^\\").digest()
    return shared, public + own


# --- Argon2id (RFC 9106), for machines whose `cryptography` has none ----------------------------

def argon2id(password, salt, memory, passes, lanes, told=None):
    """32 bytes; `cryptography` 44 and newer with OpenSSL 3.2 does it, else the lines below."""
    try:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
        kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
        return kdf.derive(password)
    except Exception:  # not there, or not in this OpenSSL
        return plain_argon2id(password, salt, memory, passes, lanes, told)


def long_hash(data, length):
    data = struct.pack("<I", length) + data
    if length <= 64:
        return hashlib.blake2b(data, digest_size=length).digest()
    last, out = hashlib.blake2b(data).digest(), b""
    while length - len(out) > 64:
        out += last[:32]
        last = hashlib.blake2b(last, digest_size=min(64, length - len(out))).digest()
    return out + last


def permutation():
    """Compiles P of RFC 9106 (3.6), its eight G written out: a call costs more than they do."""
    lines = ["def P(" + ",".join(f"v{i}" for i in range(16)) + "):"]
    columns = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
    diagonals = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for a, b, c, d in columns + diagonals:
        for x, y, z, turn in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
            lines.append(f" v{x}=v{x}+v{y}+((v{x}&L)*(v{y}&L)<<1)&W")
            lines.append(f" t=v{z}^v{x}")
            lines.append(f" v{z}=(t>>{turn}|t<<{64 - turn})&W")
    lines.append(" return " + ",".join(f"v{i}" for i in range(16)))
    place = {"L": 2**32 - 1, "W": 2**64 - 1}
    exec("\n".join(lines), place)
    return place["P"]


def plain_argon2id(password, salt, memory, passes, lanes, told=None, secret=b"", extra=b""):
    permute, words, number = permutation(), struct.Struct("<128Q"), struct.Struct("<I").pack
    rows = [slice(16 * i, 16 * i + 16) for i in range(8)]
    columns = [[2 * i + 16 * (j // 2) + j % 2 for j in range(16)] for i in range(8)]

    def xor(x, y):
        return (int.from_bytes(x, "little") ^ int.from_bytes(y, "little")).to_bytes(1024, "little")

    def mixed(x, y):
        both = xor(x, y)
        q = list(words.unpack(both))
        for row in rows:
            q[row] = permute(*q[row])
        for column in columns:
            for at, value in zip(column, permute(*[q[at] for at in column])):
                q[at] = value
        return xor(words.pack(*q), both)

    parts = b"".join(number(len(part)) + part for part in (password, salt, secret, extra))
    # 32 bytes of output, version 0x13, the type Argon2id.
    start = hashlib.blake2b(b"".join(map(number, (lanes, 32, memory, passes, 19, 2))) + parts).digest()
    quarter = memory // (4 * lanes)
    width = 4 * quarter
    blocks = [[long_hash(start + number(i) + number(lane), 1024) for i in (0, 1)]
              + [None] * (width - 2) for lane in range(lanes)]
    zero, done = bytes(1024), 0
    for turn, part, lane in ((t, p, n) for t in range(passes) for p in range(4) for n in range(lanes)):
        mine, addresses = blocks[lane], None
        fixed = turn == 0 and part < 2
        ready = part * quarter if turn == 0 else width - quarter
        first = 0 if turn == 0 or part == 3 else (part + 1) * quarter
        for index in range(2 if turn == part == 0 else 0, quarter):
            at = part * quarter + index
            word = int.from_bytes(mine[at - 1][:8], "little")
            if fixed:
                if addresses is None or index % 128 == 0:
                    head = (turn, lane, part, lanes * width, passes, 2, index // 128 + 1)
                    addresses = words.unpack(mixed(zero, mixed(zero, words.pack(*head, *[0] * 121))))
                word = addresses[index % 128]
            other = lane if turn == part == 0 else (word >> 32) % lanes
            area = ready + index - 1 if other == lane else ready - (index == 0)
            low = word & 0xFFFFFFFF
            back = area - 1 - (area * (low * low >> 32) >> 32)
            fresh = mixed(mine[at - 1], blocks[other][(first + back) % width])
            mine[at] = fresh if turn == 0 else xor(fresh, mine[at])
            done += 1
            if told and done % 256 == 0:
                told(done / (passes * lanes * width))
    last = zero
    for lane in blocks:
        last = xor(last, lane[-1])
    return long_hash(last, 32)


# --- SLIP-39 (satoshilabs/slips, slip-0039), as section 13 uses it ------------------------------

WORDS = """
academic acid acne acquire acrobat activity actress adapt adequate adjust admit adorn adult
advance advocate afraid again agency agree aide aircraft airline airport ajar alarm album alcohol
alien alive alpha already alto aluminum always amazing ambition amount amuse analysis anatomy
ancestor ancient angel angry animal answer antenna anxiety apart aquatic arcade arena argue armed
artist artwork aspect auction august aunt average aviation avoid award away axis axle beam beard
beaver become bedroom behavior being believe belong benefit best beyond bike biology birthday
bishop black blanket blessing blimp blind blue body bolt boring born both boundary bracelet branch
brave breathe briefing broken brother browser bucket budget building bulb bulge bumpy bundle
burden burning busy buyer cage calcium camera campus canyon capacity capital capture carbon cards
careful cargo carpet carve category cause ceiling center ceramic champion change charity check
chemical chest chew chubby cinema civil class clay cleanup client climate clinic clock clogs
closet clothes club cluster coal coastal coding column company corner costume counter course cover
cowboy cradle craft crazy credit cricket criminal crisis critical crowd crucial crunch crush
crystal cubic cultural curious curly custody cylinder daisy damage dance darkness database
daughter deadline deal debris debut decent decision declare decorate decrease deliver demand
density deny depart depend depict deploy describe desert desire desktop destroy detailed detect
device devote diagnose dictate diet dilemma diminish dining diploma disaster discuss disease dish
dismiss display distance dive divorce document domain domestic dominant dough downtown dragon
dramatic dream dress drift drink drove drug dryer duckling duke duration dwarf dynamic early earth
easel easy echo eclipse ecology edge editor educate either elbow elder election elegant element
elephant elevator elite else email emerald emission emperor emphasis employer empty ending endless
endorse enemy energy enforce engage enjoy enlarge entrance envelope envy epidemic episode equation
equip eraser erode escape estate estimate evaluate evening evidence evil evoke exact example
exceed exchange exclude excuse execute exercise exhaust exotic expand expect explain express
extend extra eyebrow facility fact failure faint fake false family famous fancy fangs fantasy
fatal fatigue favorite fawn fiber fiction filter finance findings finger firefly firm fiscal
fishing fitness flame flash flavor flea flexible flip float floral fluff focus forbid force
forecast forget formal fortune forward founder fraction fragment frequent freshman friar fridge
friendly frost froth frozen fumes funding furl fused galaxy game garbage garden garlic gasoline
gather general genius genre genuine geology gesture glad glance glasses glen glimpse goat golden
graduate grant grasp gravity gray greatest grief grill grin grocery gross group grownup grumpy
guard guest guilt guitar gums hairy hamster hand hanger harvest have havoc hawk hazard headset
health hearing heat helpful herald herd hesitate hobo holiday holy home hormone hospital hour huge
human humidity hunting husband hush husky hybrid idea identify idle image impact imply improve
impulse include income increase index indicate industry infant inform inherit injury inmate insect
inside install intend intimate invasion involve iris island isolate item ivory jacket jerky
jewelry join judicial juice jump junction junior junk jury justice kernel keyboard kidney kind
kitchen knife knit laden ladle ladybug lair lamp language large laser laundry lawsuit leader leaf
learn leaves lecture legal legend legs lend length level liberty library license lift likely lilac
lily lips liquid listen literary living lizard loan lobe location losing loud loyalty luck lunar
lunch lungs luxury lying lyrics machine magazine maiden mailman main makeup making mama manager
mandate mansion manual marathon march market marvel mason material math maximum mayor meaning
medal medical member memory mental merchant merit method metric midst mild military mineral
minister miracle mixed mixture mobile modern modify moisture moment morning mortgage mother
mountain mouse move much mule multiple muscle museum music mustang nail national necklace negative
nervous network news nuclear numb numerous nylon oasis obesity object observe obtain ocean often
olympic omit oral orange orbit order ordinary organize ounce oven overall owner paces pacific
package paid painting pajamas pancake pants papa paper parcel parking party patent patrol payment
payroll peaceful peanut peasant pecan penalty pencil percent perfect permit petition phantom
pharmacy photo phrase physics pickup picture piece pile pink pipeline pistol pitch plains plan
plastic platform playoff pleasure plot plunge practice prayer preach predator pregnant premium
prepare presence prevent priest primary priority prisoner privacy prize problem process profile
program promise prospect provide prune public pulse pumps punish puny pupal purchase purple python
quantity quarter quick quiet race racism radar railroad rainbow raisin random ranked rapids raspy
reaction realize rebound rebuild recall receiver recover regret regular reject relate remember
remind remove render repair repeat replace require rescue research resident response result
retailer retreat reunion revenue review reward rhyme rhythm rich rival river robin rocky romantic
romp roster round royal ruin ruler rumor sack safari salary salon salt satisfy satoshi saver says
scandal scared scatter scene scholar science scout scramble screw script scroll seafood season
secret security segment senior shadow shaft shame shaped sharp shelter sheriff short should shrimp
sidewalk silent silver similar simple single sister skin skunk slap slavery sled slice slim slow
slush smart smear smell smirk smith smoking smug snake snapshot sniff society software soldier
solution soul source space spark speak species spelling spend spew spider spill spine spirit spit
spray sprinkle square squeeze stadium staff standard starting station stay steady step stick stilt
story strategy strike style subject submit sugar suitable sunlight superior surface surprise
survive sweater swimming swing switch symbolic sympathy syndrome system tackle tactics tadpole
talent task taste taught taxi teacher teammate teaspoon temple tenant tendency tension terminal
testify texture thank that theater theory therapy thorn threaten thumb thunder ticket tidy timber
timely ting tofu together tolerate total toxic tracks traffic training transfer trash traveler
treat trend trial tricycle trip triumph trouble true trust twice twin type typical ugly ultimate
umbrella uncover undergo unfair unfold unhappy union universe unkind unknown unusual unwrap
upgrade upstairs username usher usual valid valuable vampire vanish various vegan velvet venture
verdict verify very veteran vexed victim video view vintage violence viral visitor visual vitamins
vocal voice volume voter voting walnut warmth warn watch wavy wealthy weapon webcam welcome
welfare western width wildlife window wine wireless wisdom withdraw wits wolf woman work worthy
wrap wrist writing wrote year yelp yield yoga zero
""".split()
PLACES = {word: place for place, word in enumerate(WORDS)}
STARTS = {word[:4]: place for place, word in enumerate(WORDS)}
GENERATOR = (0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009,
             0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120)


def step(rest, symbol):
    top, rest = rest >> 20, (rest & 0xFFFFF) << 10 ^ symbol
    for i, part in enumerate(GENERATOR):
        rest ^= part if top >> i & 1 else 0
    return rest


def remainder(places):
    """0 where the last three words check the others."""
    rest = 1
    for symbol in b"shamir_extendable":
        rest = step(rest, symbol)
    for symbol in places:
        rest = step(rest, symbol)
    return rest ^ 1


def place_of(word):
    place = PLACES.get(word)
    if place is None and len(word) >= 4 and WORDS[STARTS.get(word[:4], 0)].startswith(word):
        return STARTS[word[:4]]
    return place


def one_mistake(places):
    """The only (place, word) that makes words check which do not; None where there is none."""
    wrong, found = remainder(places), []
    for after in range(len(places)):
        for change in range(1, 1024):
            rest = change
            for _ in range(after):
                rest = step(rest, 0)
            if rest == wrong:
                at = len(places) - 1 - after
                found.append((at, places[at] ^ change))
    return found[0] if len(found) == 1 else None


class Share:
    def __init__(self, text, name):
        text = unicodedata.normalize("NFKC", text).lower()
        code = re.search(r"holdfast\s+1\s+([0-9a-f]{8})\s+([0-9a-z]{8})\s", text)
        self.name = name
        self.vault, self.set = (code.group(1), code.group(2).upper()) if code else (None, None)
        words = [re.sub(r"^\d+", "", one) for one in re.split(r"[\W_]+", text[code.end():] if code else text)]
        places = self._places([word for word in words if word])
        number = 0
        for place in places:
            number = number << 10 | place
        fields = number >> 290  # 40 bits before 260 of value and 30 of checksum
        self.identifier, self.threshold = fields >> 25, (fields & 15) + 1
        self.sheet = (fields >> 4 & 15) + 1
        if fields >> 8 & 0x1FFFF != 0x10000 or number >> 286 & 15:
            raise Problem(f"{name}: these are words of another program's share", 4)
        self.value = (number >> 30 & (1 << 256) - 1).to_bytes(32, "big")

    def _places(self, words):
        places = [place_of(word) for word in words]
        unknown = [at for at, place in enumerate(places) if place is None]
        if len(words) != 33 and len(unknown) > 8:
            raise Problem(f"{self.name}: this is no text with the 33 words of a sheet alone", 4)
        if unknown:
            numbers = ", ".join(str(at + 1) for at in unknown)
            raise Problem(f"{self.name}: not in the list of words: word {numbers}", 4)
        if len(places) != 33:
            raise Problem(f"{self.name}: {len(places)} words, but a sheet has 33", 4)
        if remainder(places) != 0:
            mistake = one_mistake(places)
            hint = f"; word {mistake[0] + 1} may be {WORDS[mistake[1]]}" if mistake else ""
            raise Problem(f"{self.name}: a word is wrong{hint}", 4)
        return places


def gf_tables():
    exp, log, x = [0] * 255, [0] * 256, 1
    for i in range(255):
        exp[i], log[x] = x, i
        x ^= x << 1
        x ^= 0x11B if x & 0x100 else 0
    return exp, log


EXP, LOG = gf_tables()


def interpolate(points, x):
    """Lagrange over GF(256), byte by byte; no point lies at x."""
    out = bytearray(32)
    for xi, value in points:
        basis = sum(LOG[x ^ xj] - LOG[xi ^ xj] for xj, _ in points if xj != xi)
        for i, byte in enumerate(value):
            out[i] ^= EXP[(LOG[byte] + basis) % 255] if byte else 0
    return bytes(out)


def combine(shares):
    """The recovery secret of exactly T shares; None where they do not belong together."""
    points = [(share.sheet - 1, share.value) for share in shares]
    if len(points) == 1:
        secret = points[0][1]
    else:
        secret, digest = interpolate(points, 255), interpolate(points, 254)
        if not hmac.compare_digest(hmac.new(digest[4:], secret, hashlib.sha256).digest()[:4], digest[:4]):
            return None
    left, right = secret[:16], secret[16:]
    for turn in (3, 2, 1, 0):
        key = hashlib.pbkdf2_hmac("sha256", bytes([turn]), right, 2500, 16)
        left, right = right, bytes(a ^ b for a, b in zip(left, key))
    return right + left


# --- 2, 16, 17. Where manifests and objects lie --------------------------------------------------

class SqliteFile:
    def __init__(self, path):
        self.path, self.scratch = path, None
        with open(path, "rb") as file:
            start = file.read(72)
        if start[:16] != b"SQLite format 3\0" or start[68:72] != b"HLDF":
            raise Problem(f"{path} is no vault", 3)
        if os.path.exists(path + "-journal"):
            # What a killed program left: SQLite puts it right, in a copy.
            self.scratch = tempfile.mkdtemp(prefix="holdfast-rescue-")
            for end in ("", "-journal"):
                shutil.copyfile(path + end, os.path.join(self.scratch, "vault" + end))
            path = os.path.join(self.scratch, "vault")
        mode = "?mode=ro&immutable=1" if self.scratch is None else "?mode=rw"
        name = "file:" + "".join(c if c.isalnum() or c in "/._-" else "".join(
            f"%{b:02X}" for b in os.fsencode(c)) for c in os.path.abspath(path).replace(os.sep, "/"))
        self.db = sqlite3.connect(name + mode, uri=True)
        if sqlite3.sqlite_version_info < (3, 37):
            self.db.execute("PRAGMA writable_schema=ON")
        if self._all("PRAGMA user_version")[0][0] > 1:
            raise Problem(f"{self.path} has a newer format than this program reads", 3)
        rows = self._all("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        if len(rows) != 2 or set(rows) != {("table", "manifests"), ("table", "objects")}:
            raise Problem(f"{self.path} holds other tables than a vault's", 3)

    def _all(self, sql, *values):
        try:
            return self.db.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # Python cannot decode what SQLite says of a name that is damaged.
            why = error if isinstance(error, sqlite3.Error) else "a name in it is damaged"
            raise Damaged(f"SQLite cannot read {self.path} ({why}): rescue.html reads what is left of it",
                          3) from None

    def _one(self, sql, *values):
        return (self._all(sql, *values) or [None])[0]

    def heads(self):
        row = self._one("SELECT revision, bytes FROM manifests ORDER BY revision DESC LIMIT 1")
        # In a damaged file a column may hold anything, or nothing.
        return [row] if row and isinstance(row[0], int) and isinstance(row[1], bytes) else []

    def read(self, object_id):
        row = self._one("SELECT bytes FROM objects WHERE id = ?", bytes.fromhex(object_id))
        return row[0] if row and isinstance(row[0], bytes) else None

    def close(self):
        self.db.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


class Folder:
    """Section 16, and a copy of what section 17 puts into a bucket or a WebDAV folder."""

    def __init__(self, path):
        self.path, self.where = path, {}
        self._layout()
        for folder, ending in (("objects", self._records), ("packs", self._listed)):
            for name in self._names(folder, r"(?:[0-9]{16}-)?[0-9a-f]{32}\.pack"):
                ending(os.path.join(path, folder, name))

    def _layout(self):
        try:
            with open(os.path.join(self.path, "holdfast.json"), "rb") as file:
                layout = parse(file.read(4096), "holdfast.json")
        except FileNotFoundError:
            layout = {"holdfast-bucket": 1}
        if layout.get("holdfast-folder") not in (None, 2) or layout.get("holdfast-bucket") not in (None, 1):
            raise Problem(f"{self.path} has another layout than this program reads", 3)

    def _names(self, folder, pattern):
        try:
            return sorted(n for n in os.listdir(os.path.join(self.path, folder)) if re.fullmatch(pattern, n))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _records(self, path):
        with open(path, "rb") as file:
            while True:
                start = file.read(28)
                if len(start) < 28 or start[:4] != b"HfOb":
                    return
                size, check = struct.unpack(">II", start[20:])
                if zlib.crc32(start[:24]) != check:
                    return
                self.where.setdefault(start[4:20].hex(), []).append((path, file.tell(), size))
                file.seek(size, 1)

    def _listed(self, path):
        with open(path, "rb") as file:
            file.seek(0, 2)
            end = file.tell()
            if end < 12:
                return
            file.seek(end - 12)
            count, check, mark = struct.unpack(">II4s", file.read(12))
            if mark != b"HfPk" or 24 * count + 12 > end:
                return
            file.seek(end - 12 - 24 * count)
            table = file.read(24 * count)
        if zlib.crc32(table + struct.pack(">I", count)) != check:
            return
        for one in range(0, len(table), 24):
            start, size = struct.unpack(">II", table[one + 16:one + 24])
            self.where.setdefault(table[one:one + 16].hex(), []).append((path, start, size))

    def _file(self, *names):
        with open(os.path.join(self.path, *names), "rb") as file:
            return file.read()

    def heads(self):
        found = []
        for device in self._names("heads", r"[0-9a-f]{32}"):
            for name in reversed(self._names(os.path.join("heads", device), r"[0-9]{16}\.manifest")):
                data = self._file("heads", device, name)
                if data:
                    found.append((int(name[:16]), data))
                    break
        for name in self._names("manifests", r"[0-9]{16}"):
            data = self._file("manifests", name)
            if len(data) > 32:
                return found + [(2**53 - 1 - int(name), data)]
        return found

    def read(self, object_id):
        for path, start, size in self.where.get(object_id, []):
            with open(path, "rb") as file:
                file.seek(start)
                data = file.read(size)
            if len(data) == size:
                return data
        return None

    def close(self):
        pass


def open_store(path):
    try:
        if os.path.isdir(path):
            return Folder(path)
        return SqliteFile(path)
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}", 3) from None


# --- 3, 4. Manifest, header, key slots ----------------------------------------------------------

class Manifest:
    def __init__(self, revision, data):
        if data[:8] != b"HOLDFAST" or len(data) < 72 or sha256(data[:-32]) != data[-32:]:
            raise Damaged("the manifest is damaged")
        end = 12 + int.from_bytes(data[8:12], "big")
        if end > 12 + 2**20 or end > len(data) - 60:
            raise Damaged("the manifest is damaged")
        self.revision, self.mark = revision, data[-32:].hex()
        self.header = parse(data[12:end], "the header")
        if not is_whole(self.header.get("format"), 1) or not is_id(self.header.get("vault")):
            raise Damaged("the header is damaged")
        if self.header["format"] > 1:
            raise Problem("this vault has a newer format than this program reads", 3)
        self.vault = self.header["vault"]
        slots = self.header.get("slots")
        self.slots = [s for s in slots if isinstance(s, dict) and is_id(s.get("id"))] if isinstance(slots, list) else []
        self.sealed = data[end:-32]
        self.aad = f"holdfast/1/head\n{self.vault}\n{revision}\n{sha256(data[12:end]).hex()}".encode()

    def of_kind(self, *kinds):
        return [slot for slot in self.slots if slot.get("kind") in kinds]

    def root_key(self, slot, secret):
        """The root key that a slot wraps; Damaged where the secret is not the slot's."""
        public, sent = unb64(slot.get("public"), 1216), unb64(slot.get("encapsulated"), 1120)
        shared, own = xwing(derive(secret, self.vault, "slot/seed"), sent)
        if own != public:
            raise Damaged("another secret's slot")
        key = derive(shared + derive(secret, self.vault, "slot/psk"), self.vault, "slot/wrap")
        hashes = [sha256(public).hex(), sha256(sent).hex()]
        aad = "\n".join(["holdfast/1/slot", self.vault, slot["id"], slot["kind"], *hashes])
        root = unseal(key, aad.encode(), unb64(slot.get("wrapped"), 60))
        return root


class Passphrase:
    """Opens slots by a passphrase, with a key file or without."""

    def __init__(self, passphrase, key_file=None):
        self.passphrase = unicodedata.normalize("NFC", passphrase).encode("utf-8")
        self.key_file, self.known = key_file, {}

    def root_keys(self, manifest):
        kind = "passphrase" if self.key_file is None else "passphrase-and-file"
        slots = manifest.of_kind(kind)
        if not slots:
            other = manifest.of_kind("passphrase", "passphrase-and-file")
            # A security key (kind "security-key") opens a vault, too, and is not asked here.
            raise Problem("this vault asks for a key file, too: --key-file F" if other and self.key_file is None
                          else "this vault has no such way in: try without --key-file, or --shares", 4)
        if len(manifest.of_kind("passphrase", "passphrase-and-file")) > 8:
            raise Damaged("more passphrases than the format allows")
        for slot in slots:
            try:
                yield manifest.root_key(slot, self._secret(manifest, slot))
            except Damaged:
                continue

    def _secret(self, manifest, slot):
        kdf = slot.get("kdf") if isinstance(slot.get("kdf"), dict) else {}
        memory, passes, lanes = kdf.get("memoryKiB"), kdf.get("passes"), kdf.get("lanes")
        salt = unb64(kdf.get("salt"))
        if kdf.get("name") != "argon2id" or kdf.get("version") != 19 or not 16 <= len(salt) <= 64:
            raise Damaged("a key slot is damaged")
        if not (is_whole(memory, 8192) and memory <= 4 * 2**20 and is_whole(passes, 1) and passes <= 100
                and is_whole(lanes, 1) and lanes <= 64 and memory * passes <= 16 * 2**20):
            raise Damaged("a key slot asks for more than the format allows")
        if memory * 1024 > physical_memory() / 2:
            raise Problem("this computer has too little memory for this passphrase's derivation", 5)
        key = (salt, memory, passes, lanes)
        if key not in self.known:
            self.known[key] = argon2id(self.passphrase, salt, memory, passes, lanes, progress())
        if self.key_file is None:
            return self.known[key]
        return derive(self.known[key] + self.key_file, manifest.vault, "slot/key-file")


class Shares:
    """Opens the recovery slot by the words of sheets."""

    def __init__(self, shares):
        self.shares = shares

    def root_keys(self, manifest):
        slots = manifest.of_kind("recovery")
        if not slots:
            raise Problem("no recovery sheets belong to this vault", 4)
        slot = slots[0]
        fitting = {}
        for share in self.shares:
            self._refuse_other(manifest, slot, share)
            before = fitting.setdefault(share.sheet, share)
            if before.value != share.value:
                raise Problem(f"{share.name} and {before.name} both say sheet {share.sheet}, in other words", 4)
        need = slot.get("threshold")
        if not is_whole(need, 1) or len(fitting) < need:
            raise Problem(f"{len(fitting)} sheets are given, and {need} are needed", 4)
        for some in choices(list(fitting.values()), need):
            secret = combine(some)
            if secret is None:
                continue
            try:
                yield manifest.root_key(slot, secret)
                return
            except Damaged:
                continue

    def _refuse_other(self, manifest, slot, share):
        if share.vault and not manifest.vault.startswith(share.vault):
            raise Problem(f"{share.name} is a sheet of another vault", 4)
        if share.set in (None, slot.get("set")) and share.identifier == slot.get("identifier"):
            return
        for note in manifest.of_kind("retired-sets"):
            for old in note.get("sets", []) if isinstance(note.get("sets"), list) else []:
                if isinstance(old, dict) and share.identifier == old.get("identifier"):
                    ended = clean(str(old.get("ended"))[:10])
                    raise Problem(f"{share.name} is of a set that was replaced on {ended}: a backup from before"
                                  " that day opens with it", 4)
        for note in manifest.of_kind("pending-set"):
            if share.identifier == note.get("identifier"):
                raise Problem(f"{share.name} is of a set that was never put to use", 4)
        raise Problem(f"{share.name} is of another set; this vault's is {clean(slot.get('set'))}", 4)


def choices(items, count):
    if count == 0:
        yield []
    for first in range(len(items) - count + 1 if count else 0):
        for rest in choices(items[first + 1:], count - 1):
            yield [items[first]] + rest


def physical_memory():
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 2**34


def progress():
    """Tells a person at a terminal how far the slow derivation is."""
    start = time.monotonic()
    if not sys.stderr.isatty():
        return None

    def told(part):
        left = (time.monotonic() - start) * (1 - part) / part
        sys.stderr.write(f"\r{part:4.0%} of the passphrase's derivation, {left:.0f} s left  ")
        if part > 0.999:
            sys.stderr.write("\n")
    return told


# --- 5, 6, 7, 19. What a head reaches -----------------------------------------------------------

class Head:
    def __init__(self, store, manifest, key):
        self.store, self.vault, self.manifest, self.key = store, manifest.vault, manifest, key
        self.json = parse(unseal(key, manifest.aad, manifest.sealed), "the head")
        self.ring = {one["term"]: unb64(one["key"], 32) for one in self._list("ring")}
        self.line = self.json.get("device") or ""
        self.seen = {one["id"]: one.get("stamp", 0) for one in self._list("devices")}

    def _list(self, name):
        value = self.json.get(name, [])
        if not isinstance(value, list):
            raise Damaged(f"{name} of the head")
        return value

    def name_of(self, line):
        return next((one.get("name", "") for one in self._list("devices") if one["id"] == line), "")

    def includes(self, dot):
        """Section 20: whether this head has seen a write [stamp, line]."""
        line = dot[1] if len(dot) > 1 else ""
        return line in self.seen and self.seen[line] >= dot[0]

    def includes_head(self, other):
        return other.line in other.seen and self.includes([other.seen[other.line], other.line])

    def object(self, kind, object_id, term):
        if not is_id(object_id) or term not in self.ring:
            raise Damaged(f"{kind}: named wrongly")
        sealed = self.store.read(object_id)
        if sealed is None:
            raise Damaged(f"{kind} {object_id} is missing")
        aad = f"holdfast/1/object\n{self.vault}\n{kind}\n{object_id}\n{term}".encode()
        try:
            text = unseal(derive(self.ring[term], self.vault, "object/" + kind), aad, sealed)
        except Damaged as error:
            raise Damaged(f"{kind} {object_id}: {error}") from None
        return parse(text, f"{kind} {object_id}")

    def entries(self, damage):
        for page in self._list("pages"):
            try:
                _, object_id, term, count = page
                entries = self.object("page", object_id, term)["entries"]
                if len(entries) != count:
                    raise Damaged(f"page {object_id}: another number of entries")
                for entry in entries:
                    if not isinstance(entry["path"], str) or not isinstance(entry["versions"], list):
                        raise Damaged(f"page {object_id}: an entry")
            except (Damaged, KeyError, TypeError, ValueError) as error:
                damage(f"a page of the list: {told(error)}")
                continue
            yield from entries

    def records(self, kind, name, place, damage):
        try:
            reference = self.json.get(place)
            return self.object(kind, *reference)[name] if reference else []
        except (Damaged, KeyError, TypeError, ValueError) as error:
            damage(f"{place}: {told(error)}")
            return []

    def chains(self):
        yield self.json.get("audit")
        for one in self._list("devices"):
            if one.get("audit"):
                yield one["audit"]

    def check_audit(self, damage):
        """Section 9: each chain, from what was cut to its tip."""
        for chain in self.chains():
            try:
                cut = chain.get("cut") or {"count": 0, "tip": "0" * 64}
                index, before = cut["count"], cut["tip"]
                for object_id, term, count in chain["pages"]:
                    lines = self.object("audit", object_id, term)["entries"]
                    if len(lines) != count:
                        raise Damaged(f"audit {object_id}: another number of entries")
                    for line in lines:
                        index, before = index + 1, sha256(audit_text(before, line)).hex()
                        if line["index"] != index or line["hash"] != before:
                            raise Damaged(f"audit entry {index}")
                if (index, before) != (chain["count"], chain["tip"]):
                    raise Damaged("the audit's end")
            except (Damaged, KeyError, TypeError, ValueError, AttributeError) as error:
                damage(f"the audit: {told(error)}")

    def chunks(self, attachment):
        """The bytes of a long file, piece by piece; the last piece is given once the hash fits."""
        key, size, digest = unb64(attachment["key"], 32), attachment["size"], attachment["digest"]
        if not is_whole(size) or size > 2**31:
            raise Damaged("a file's size")
        ids = derive(key, self.vault, "attachment/id")
        cipher = AESGCM(derive(key, self.vault, "object/attachment"))
        length, hashed, left = padme(size), hashlib.sha256(), size
        count = -(-length // CHUNK)
        for i in range(count):
            object_id = hmac.new(ids, str(i).encode(), hashlib.sha256).digest()[:16].hex()
            sealed = self.store.read(object_id)
            if sealed is None:
                raise Damaged(f"a piece of a file is missing ({object_id})")
            nonce = bytes(5) + i.to_bytes(6, "big") + bytes([i == count - 1])
            try:
                plain = cipher.decrypt(nonce, sealed, None)
            except (InvalidTag, ValueError):
                raise Damaged(f"a piece of a file does not authenticate ({object_id})") from None
            if len(plain) != min(CHUNK, length - i * CHUNK):
                raise Damaged("a file's length")
            piece, left = plain[:left], max(0, left - len(plain))
            hashed.update(piece)
            if i == count - 1 and hashed.hexdigest() != digest:
                raise Damaged("a file's hash")
            yield piece


def audit_text(before, line):
    names = ("index", "time", "client", "action", "path", "outcome", "count")
    members = {name: line[name] for name in names if name in line}
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[\ud800-\udfff]", lambda one: f"\\u{ord(one.group()):04x}", text)
    return f"{before}\n{text}".encode("utf-8")


def told(error):
    return str(error) if isinstance(error, Problem) else "has another shape than the format gives it"


class Version:
    def __init__(self, head, stored, destroyed):
        self.head, self.stored, self.n = head, stored, stored["n"]
        self.destroyed = "id" not in stored or stored["id"] in destroyed
        expires = stored.get("expires")
        self.deleted = "deleted" in stored or (expires is not None and expires <= time.time() * 1000)

    def fields(self):
        try:
            fields = self.head.object("version", self.stored["id"], self.stored["term"])["fields"]
            for field in fields:
                name, kind, value = field
                if not all(isinstance(one, str) for one in field):
                    raise Damaged("a field")
            return [list(field) for field in fields]
        except (KeyError, TypeError, ValueError):
            raise Damaged("a version has another shape than the format gives it") from None

    def attachment(self, value):
        for one in self.stored.get("attachments", []):
            if f"{one.get('size')} {one.get('digest')}" == value:
                return one
        raise Damaged("the file was lost, and a repair left it out")

    def file(self, kind, value):
        """The bytes of a field, piece by piece."""
        if kind == "attachment":
            yield from self.head.chunks(self.attachment(value))
        elif kind == "file":
            yield base64.b64decode(value)
        else:
            yield value.encode("utf-8", "surrogatepass")


class Secret:
    def __init__(self, head, entry, destroyed, device=None):
        self.entry, self.path, self.device = entry, entry["path"], device
        self.versions = [Version(head, stored, destroyed) for stored in entry["versions"]]

    def current(self):
        whole = [version for version in self.versions if not version.destroyed]
        return whole[-1] if whole else None

    def deleted(self):
        current = self.current()
        return current is None or current.deleted

    def title(self):
        return clean(self.path) + (f" (as {clean(self.device)} has it)" if self.device else "")


class Vault:
    """All that the newest heads of a vault reach (section 20), joined by path."""

    def __init__(self, store, way):
        self.damaged, self.store = [], store
        manifests = []
        for revision, data in store.heads():
            try:
                manifests.append(Manifest(revision, data))
            except Damaged as error:
                self.damage(str(error))
        if not manifests:
            raise Problem("there is no vault, or its manifest is damaged: try another backup, or rescue.html", 3)
        self.heads = self._newest(self._open(manifests, way))

    def damage(self, text):
        if text not in self.damaged:
            self.damaged.append(text)

    def _open(self, manifests, way):
        opened, problem = [], None
        waiting = []
        for manifest in sorted(manifests, key=lambda one: -one.revision):
            try:
                opened.append(self._head(manifest, way))
            except Damaged as error:
                self.damage(f"a device's newest list: {error}")
            except Problem as error:
                waiting, problem = waiting + [manifest], error
        if not opened:
            raise problem or Problem("nothing of this vault opens: try another backup, or rescue.html", 3)
        # A device that has not heard of a new root key still writes under an earlier one.
        keys = [unb64(one["key"], 32) for head in opened for one in head.json.get("earlier", [])]
        for manifest in waiting:
            for key in keys:
                try:
                    opened.append(Head(self.store, manifest, key))
                    break
                except Damaged:
                    continue
            else:
                self.damage("what one device wrote is under keys that are not at hand")
        return opened

    def _head(self, manifest, way):
        for root in way.root_keys(manifest):
            try:
                return Head(self.store, manifest, derive(root, manifest.vault, "head"))
            except (KeyError, TypeError, ValueError, AttributeError):
                raise Damaged("has another shape than the format gives it") from None
        raise Problem("the passphrase is wrong" if isinstance(way, Passphrase)
                      else "these sheets do not open this vault: one of them has other words than were printed", 4)

    def _newest(self, heads):
        return [head for head in heads if not any(
            other is not head and other.includes_head(head) and not (head.includes_head(other) and
            heads.index(head) < heads.index(other)) for other in heads)]

    def secrets(self):
        if len(self.heads) == 1:
            head = self.heads[0]
            found = [Secret(head, entry, set()) for entry in head.entries(self.damage)]
        else:
            found = list(self._joined())
        # Of what was destroyed wholly the entry alone is left (section 6).
        return sorted((one for one in found if one.current() is not None), key=lambda secret: secret.path)

    def _joined(self):
        destroyed = set()
        for head in self.heads:
            dropped = (head.json.get("garbage") or {}).get("dropped")
            try:
                destroyed.update(head.object("garbage", *dropped[:2])["objects"] if dropped else [])
            except (Damaged, KeyError, TypeError, ValueError) as error:
                self.damage(f"what was destroyed: {told(error)}")
        paths = {}
        for head in self.heads:
            for entry in head.entries(self.damage):
                paths.setdefault(entry["path"], []).append((head, entry))
        for found in paths.values():
            kept = [one for one in found if not self._removed(one, found)]
            apart = []
            for head, entry in kept:
                if not any(entry.get("written") == other.get("written") for _, other in apart):
                    apart.append((head, entry))
            for head, entry in apart:
                device = (head.name_of(head.line) or head.line[:8]) if len(apart) > 1 else None
                yield Secret(head, entry, destroyed, device)

    def _removed(self, one, found):
        """Whether another head has seen these writes and has something later, or nothing, instead."""
        head, entry = one
        for other in self.heads:
            if other is head or not all(other.includes(dot) for dot in entry.get("written") or [[0]]):
                continue
            theirs = next((e for h, e in found if h is other), None)
            if theirs is None:
                if entry.get("written"):
                    return True
            elif theirs.get("written") != entry.get("written") and not all(
                    head.includes(dot) for dot in theirs.get("written") or []):
                return True
        return False

    def policies(self):
        return [one for head in self.heads[:1] for one in head.records("policy", "policies", "policies", self.damage)]

    def clients(self):
        return [one for head in self.heads[:1] for one in head.records("client", "clients", "clients", self.damage)]


# --- What a person asks for ---------------------------------------------------------------------

def clean(text):
    """A name or value for a terminal: nothing in it moves the cursor."""
    return "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else f"\\u{{{ord(c):x}}}"
                   for c in str(text))


def day(ms):
    try:
        return datetime.fromtimestamp(ms / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError, TypeError):
        return "?"


def do_list(vault, args):
    prefix = args[0] if args else ""
    for secret in vault.secrets():
        if not secret.path.startswith(prefix):
            continue
        whole = sum(not version.destroyed for version in secret.versions)
        marks = ["deleted"] if secret.deleted() else []
        marks += [f"{whole} versions"] if whole > 1 else []
        print(secret.title() + (f"  [{', '.join(marks)}]" if marks else ""))


def do_show(vault, args, number=None, field=None):
    path = unicodedata.normalize("NFC", args[0])
    found = [secret for secret in vault.secrets() if secret.path == path]
    if not found:
        raise Problem(f"no secret {clean(path)}")
    for secret in found:
        versions = [v for v in secret.versions if not v.destroyed and number in (None, v.n)]
        if not versions:
            raise Problem(f"{clean(path)} has no such version")
        version = versions[-1]
        if field is not None:
            return show_field(version, field)
        print(f"{secret.title()}  version {version.n} of {day(version.stored.get('created'))}"
              + (", deleted" if version.deleted else ""))
        older = [str(v.n) for v in secret.versions if not v.destroyed and v is not version]
        if older:
            print(f"other versions: {', '.join(older)}")
        for name, kind, value in version.fields():
            value = f"a file: save it with --field {clean(name)} > FILE" if kind in ("file", "attachment") else clean(value)
            print(f"  {clean(name)}: " + value.replace("\n", "\n    "))


def show_field(version, field):
    for name, kind, value in version.fields():
        if name == field:
            for piece in version.file(kind, value):
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
    raise Problem(f"no field {clean(field)}")


def version_json(vault, secret, version, keep=None):
    facts = {name: version.stored[name] for name in ("n", "created", "deleted", "expires") if name in version.stored}
    if version.destroyed:
        return {**facts, "destroyed": True}
    try:
        fields = [dict(zip(("name", "type", "value"), field)) for field in version.fields()]
    except Damaged as error:
        vault.damage(f"{secret.title()}, version {version.n}: {error}")
        return {**facts, "damaged": True}
    for field in fields:
        if keep and field["type"] in ("file", "attachment"):
            try:
                field["file"] = keep(secret, version, field)
            except Damaged as error:
                vault.damage(f"{secret.title()}, version {version.n}, {clean(field['name'])}: {error}")
                field["damaged"] = True
    return {**facts, "fields": fields}


def everything(vault, keep=None):
    secrets = []
    for secret in vault.secrets():
        entry = {name: secret.entry[name] for name in ("path", "created", "updated", "tags", "custom", "max", "cas",
                                                      "expire", "events") if name in secret.entry}
        if secret.device:
            entry["device"] = secret.device
        if secret.deleted():
            entry["deleted"] = True
        entry["versions"] = [version_json(vault, secret, version, keep) for version in secret.versions]
        secrets.append(entry)
    head = vault.heads[0]
    return {"holdfast-rescue": 1, "vault": head.vault, "revision": head.manifest.revision, "secrets": secrets,
            "policies": vault.policies(), "clients": vault.clients(), "damaged": vault.damaged}


def file_name(text, taken):
    """A name that every system allows and that leads nowhere else."""
    name = "".join("_" if c in '<>:"/\\|?*' or unicodedata.category(c)[0] == "C" else c for c in text)
    name = name.strip(" .")[:80] or "_"
    while len(name.encode("utf-8")) > 120:
        name = name[:-1]
    if re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name):
        name = "_" + name
    fresh, n = name, 1
    while unicodedata.normalize("NFKC", fresh).casefold() in taken:
        n += 1
        stem, dot, end = name.rpartition(".")
        fresh = f"{stem} ({n}){dot}{end}" if stem else f"{name} ({n})"
    taken.add(unicodedata.normalize("NFKC", fresh).casefold())
    return fresh


def do_save(vault, args):
    target = args[0]
    os.umask(0o077)
    if os.path.exists(target) and (not os.path.isdir(target) or os.listdir(target)):
        raise Problem(f"{clean(target)} is there: name a folder that is not, or is empty", 2)
    os.makedirs(os.path.join(target, "files"), exist_ok=True)
    taken = set()

    def keep(secret, version, field):
        base = f"{secret.path.replace('/', ' - ')[:60]} v{version.n} {field['name']}"
        name = file_name(base, taken)
        path = os.path.join(target, "files", name)
        try:
            with open(path, "xb") as file:
                for piece in version.file(field["type"], field["value"]):
                    file.write(piece)
        except Damaged:
            os.remove(path)
            raise
        except ValueError:
            os.remove(path)
            raise Damaged("is no file") from None
        if field["type"] == "file":
            del field["value"]
        return "files/" + name

    whole = everything(vault, keep)
    with open(os.path.join(target, "secrets.json"), "x", encoding="utf-8", errors="surrogatepass") as file:
        json.dump(whole, file, indent=1)
        file.write("\n")
    print(f"{len(whole['secrets'])} secrets are in {clean(target)}. That is plain text: whoever reads that folder has"
          " them all. Delete it when you are done.")


def do_json(vault, _):
    print(json.dumps(everything(vault)))


def do_check(vault, _):
    secrets = versions = files = 0
    for secret in vault.secrets():
        secrets += 1
        for version in (one for one in secret.versions if not one.destroyed):
            versions += 1
            try:
                for name, kind, value in version.fields():
                    if kind == "attachment":
                        files += 1
                        for _piece in version.file(kind, value):
                            pass
            except Damaged as error:
                vault.damage(f"{secret.title()}, version {version.n}: {error}")
    vault.policies()
    vault.clients()
    for head in vault.heads:
        head.check_audit(vault.damage)
    print(f"{secrets} secrets, {versions} versions and {files} long files were read and authenticated;"
          f" damaged: {len(vault.damaged)}.")


COMMANDS = {"list": (do_list, 0, 1), "show": (do_show, 1, 1), "save": (do_save, 1, 1), "json": (do_json, 0, 0),
            "check": (do_check, 0, 0)}


def read_text(path, what):
    try:
        with open(path, "rb") as file:
            data = file.read(2**20)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise Problem(f"{what} {clean(path)} cannot be read: {error.strerror}", 2) from None
    except UnicodeDecodeError:
        raise Problem(f"{what} {clean(path)} is no text", 2) from None


def passphrase_of(path):
    text = read_text(path, "the passphrase file")
    return re.sub(r"\r?\n\Z", "", text)


def key_file_of(path):
    hashed, size = hashlib.sha256(), 0
    try:
        with open(path, "rb") as file:
            for piece in iter(lambda: file.read(CHUNK), b""):
                size += len(piece)
                hashed.update(piece)
                if size > 2**26:
                    break
    except OSError as error:
        raise Problem(f"the key file {clean(path)} cannot be read: {error.strerror}", 2) from None
    if not 1 <= size <= 2**26:
        raise Problem("a key file has 1 byte to 64 MiB", 2)
    return hashed.digest()


def share_of(text):
    if os.path.exists(text):
        return Share(read_text(text, "the share"), clean(text))
    if len(text.split()) < 2:
        raise Problem(f"no file {clean(text)}", 2)
    return Share(text, "the words given")


def arguments(words):
    """Vaults, options, the command and what follows it."""
    vaults, options, shares = [], {}, []
    valued = ("--passphrase-file", "--key-file", "--version", "--field")
    while words:
        word = words.pop(0)
        if word == "--version" and not vaults:
            print(EDITION)
            sys.exit(0)
        if word in ("-h", "--help"):
            print(__doc__)
            sys.exit(0)
        if word == "--shares":
            while words and words[0] not in COMMANDS and not words[0].startswith("--"):
                shares.append(share_of(words.pop(0)))
            if not shares:
                raise Problem("name the files with the sheets' words behind --shares", 2)
        elif word in valued:
            if not words:
                raise Problem(f"{word} wants a value", 2)
            options[word] = words.pop(0)
        elif word.startswith("--"):
            raise Problem(f"no option {clean(word)}", 2)
        elif word in COMMANDS and vaults:
            rest = []
            while words and not words[0].startswith("--"):
                rest.append(words.pop(0))
            options["command"] = [word] + rest
        else:
            vaults.append(word)
    return vaults, options, shares


def newest(paths):
    """The store with the highest revision; several vaults are refused."""
    found, problems = [], []
    for path in paths:
        try:
            store = open_store(path)
            manifests = [Manifest(*head) for head in store.heads()]
            if not manifests:
                raise Problem(f"{clean(path)} holds no vault", 3)
            found.append((max(one.revision for one in manifests), manifests[0].vault, path, store))
        except Problem as error:
            problems.append(error)
    if not found:
        raise problems[0]
    if len({vault for _, vault, _, _ in found}) > 1:
        raise Problem("these are several vaults; name one: " + ", ".join(clean(path) for _, _, path, _ in found), 2)
    for problem in problems:
        print(f"left out: {problem}", file=sys.stderr)
    found.sort(key=lambda one: one[0])
    if len(found) > 1:
        print(f"reading {clean(found[-1][2])}, the newest of {len(found)}", file=sys.stderr)
    for one in found[:-1]:
        one[3].close()
    return found[-1][3]


def run(words):
    vaults, options, shares = arguments(words)
    command = options.get("command")
    if not vaults or not command:
        raise Problem("name a vault and a command: holdfast-rescue.py --help", 2)
    act, least, most = COMMANDS[command[0]]
    if not least <= len(command) - 1 <= most:
        raise Problem(f"{command[0]} takes another number of names", 2)
    extra = {}
    if command[0] == "show":
        if not re.fullmatch(r"\d{1,15}", options.get("--version", "0")):
            raise Problem("--version wants a number", 2)
        extra = {"number": int(options["--version"]) if "--version" in options else None,
                 "field": options.get("--field")}
    store = newest(vaults)
    try:
        if shares:
            way = Shares(shares)
        else:
            file = options.get("--passphrase-file")
            passphrase = passphrase_of(file) if file else getpass.getpass("Passphrase: ")
            way = Passphrase(passphrase, key_file_of(options["--key-file"]) if "--key-file" in options else None)
        vault = Vault(store, way)
        act(vault, command[1:], **extra)
    finally:
        store.close()
    for text in vault.damaged:
        print(f"damaged: {clean(text)}", file=sys.stderr)
    return 1 if vault.damaged else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(run(sys.argv[1:]))
    except Problem as problem:
        print(clean(problem), file=sys.stderr)
        sys.exit(problem.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
