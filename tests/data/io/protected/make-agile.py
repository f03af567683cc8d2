#!/usr/bin/env python3
# Hides a workbook as Excel does since 2010 (agile encryption), written from
# [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15 and [MS-CFB], independently of Clientele.
# Usage: make-agile.py PLAIN.xlsx HIDDEN.xlsx PASSWORD BITS HASH SPINS
#
# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import hashlib
import hmac
import os
import struct
import sys

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SECTOR = 512
END, FREE, IS_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def encrypt(key, iv, data):
    data += bytes(-len(data) % 16)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def agile(plain, password, bits, name, spins):
    def digest(data):
        return hashlib.new(name, data).digest()

    def fit(data, size):
        return (data + b"\x36" * size)[:size]

    salt, key_salt, key = os.urandom(16), os.urandom(16), os.urandom(bits // 8)
    spun = digest(salt + password.encode("utf-16le"))
    for i in range(spins):
        spun = digest(struct.pack("<I", i) + spun)

    def by_password(block, data):
        return encrypt(fit(digest(spun + bytes.fromhex(block)), bits // 8), salt, data)

    def by_key(block, data):
        return encrypt(key, fit(digest(key_salt + block), 16), data)

    verifier = os.urandom(16)
    package = struct.pack("<Q", len(plain))
    for i in range(0, len(plain), 4096):
        package += by_key(struct.pack("<I", i // 4096), plain[i:i + 4096])
    hmac_key = os.urandom(len(digest(b"")))
    value = hmac.new(hmac_key, package, name).digest()

    def b64(data):
        return base64.b64encode(data).decode()

    def method(salt_value):
        return (f'saltSize="16" blockSize="16" keyBits="{bits}" hashSize="{len(digest(b""))}" cipherAlgorithm="AES" '
                f'cipherChaining="ChainingModeCBC" hashAlgorithm="{name.upper()}" saltValue="{b64(salt_value)}"')

    xml = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
           f'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
           f'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData {method(key_salt)}/>'
           f'<dataIntegrity encryptedHmacKey="{b64(by_key(bytes.fromhex("5fb2ad010cb9e1f6"), hmac_key))}" '
           f'encryptedHmacValue="{b64(by_key(bytes.fromhex("a0677f02b22c8433"), value))}"/>'
           f'<keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
           f'<p:encryptedKey spinCount="{spins}" {method(salt)} '
           f'encryptedVerifierHashInput="{b64(by_password("fea7d2763b4b9e79", verifier))}" '
           f'encryptedVerifierHashValue="{b64(by_password("d7aa0f6d3061344e", digest(verifier)))}" '
           f'encryptedKeyValue="{b64(by_password("146e0be7abacd0d6", key))}"/>'
           f'</keyEncryptor></keyEncryptors></encryption>').encode()
    # Blanks behind the XML keep it out of the small stream of the container.
    return struct.pack("<HHI", 4, 4, 0x40) + xml.ljust(4096), package


def entry(name, kind, child, right, start, size):
    name = (name + "\0").encode("utf-16le")
    return (name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name), kind, 1, FREE, right, child) + bytes(36) +
            struct.pack("<IQ", start, size))


def container(streams):
    fat, body, entries = [IS_FAT, END], b"", []
    for i, (name, data) in enumerate(streams):
        start, n = len(fat), -(-len(data) // SECTOR)
        assert len(data) >= 4096
        fat += list(range(start + 1, start + n)) + [END]
        body += data.ljust(n * SECTOR, b"\0")
        entries.append(entry(name, 2, FREE, i + 2 if i + 1 < len(streams) else FREE, start, len(data)))
    assert len(fat) <= 128 and len(entries) <= 3
    directory = (entry("Root Entry", 5, 1, FREE, END, 0) + b"".join(entries)).ljust(SECTOR, b"\0")
    header = (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) +
              struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0) +
              struct.pack("<I", FREE) * 108)
    fat += [FREE] * (128 - len(fat))
    return header + struct.pack("<128I", *fat) + directory + body


def main():
    plain, hidden, password, bits, name, spins = sys.argv[1:]
    info, package = agile(open(plain, "rb").read(), password, int(bits), name, int(spins))
    with open(hidden, "wb") as file:
        file.write(container([("EncryptionInfo", info), ("EncryptedPackage", package)]))


main()
