"""Identifiers of Software Heritage (ISO/IEC 18670), computed from bytes: https://www.swhid.org/specification/.

They are the hashes that git gives to files and folders, so anybody can compute them again.
"""

import hashlib
from collections.abc import Mapping


def content_id(data: bytes) -> str:
    """Return the identifier of a file."""
    return f"swh:1:cnt:{_object_hash('blob', data).hex()}"


def directory_id(files: Mapping[str, bytes]) -> str:
    """Return the identifier of a folder of plain files that are not executable.

    Args:
        files: The content of each file by its path below the folder.
    """
    return f"swh:1:dir:{_tree_hash(files).hex()}"


def _tree_hash(files: Mapping[str, bytes]) -> bytes:
    entries: dict[bytes, bytes] = {}
    folders: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(name, {})[rest] = data
        else:
            entries[name.encode()] = b"100644 " + name.encode() + b"\0" + _object_hash("blob", data)
    for name, inside in folders.items():  # git sorts a folder as if its name ended in a slash
        entries[name.encode() + b"/"] = b"40000 " + name.encode() + b"\0" + _tree_hash(inside)
    return _object_hash("tree", b"".join(entries[key] for key in sorted(entries)))


def _object_hash(kind: str, data: bytes) -> bytes:
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).digest()
