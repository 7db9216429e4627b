"""Proofs that a release existed at a time: OpenTimestamps and RFC 3161. None of this uses a network."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from asn1crypto.tsp import TimeStampResp
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation
from opentimestamps.core.serialize import BytesDeserializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile

from evidence_review.errors import ReviewError

_ALGORITHMS = ("sha256", "sha384", "sha512")
"""The hash functions that a time-stamp may use."""
_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a proof beside a release shows."""

    is_valid: bool
    """Whether it belongs to the file; false as well if it cannot be read."""
    words: str
    """What it shows and what it does not, in one or two sentences without the last full stop."""


def proof_in(file: Path, release: Path, authority: Path | None) -> Proof:
    """Return what a proof shows about a release.

    Args:
        file: The proof.
        release: The file of the release.
        authority: Certificates of time-stamping authorities that are trusted, in PEM format.

    Raises:
        ReviewError: OpenSSL, which checks signatures, cannot be run.
    """
    try:
        if file.suffix == ".ots":
            return _open_timestamp(file, release)
        return _time_stamp(file, release, authority)
    except ReviewError:
        raise
    except Exception as problem:  # noqa: BLE001 - the file is untrusted, and the libraries raise many kinds
        return Proof(is_valid=False, words=f"it cannot be read: {str(problem) or type(problem).__name__}")


def _open_timestamp(file: Path, release: Path) -> Proof:
    stamp = DetachedTimestampFile.deserialize(BytesDeserializationContext(file.read_bytes()))
    digest = hashlib.new(stamp.file_hash_op.HASHLIB_NAME, release.read_bytes()).digest()
    if stamp.file_digest != digest:
        return Proof(is_valid=False, words="it is the proof of another file")
    blocks = {
        attestation.height: message[::-1].hex()
        for message, attestation in stamp.timestamp.all_attestations()
        if isinstance(attestation, BitcoinBlockHeaderAttestation)
    }
    if not blocks:
        words = "it belongs to this file, but no block attests it yet: complete it with `ots upgrade`"
        return Proof(is_valid=True, words=words)
    height, root = min(blocks.items())
    words = f"it belongs to this file, which is older than Bitcoin block {height} if the Merkle root of"
    return Proof(is_valid=True, words=f"{words} that block is {root}: compare any copy of the block")


def _time_stamp(file: Path, release: Path, authority: Path | None) -> Proof:
    token = TimeStampResp.load(file.read_bytes())["time_stamp_token"]["content"]
    info = token["encap_content_info"]["content"].parsed
    algorithm = str(info["message_imprint"]["hash_algorithm"]["algorithm"].native)
    if algorithm not in _ALGORITHMS:
        return Proof(is_valid=False, words=f"its hash function, {algorithm}, is not supported")
    digest = hashlib.new(algorithm, release.read_bytes()).digest()
    if info["message_imprint"]["hashed_message"].native != digest:
        return Proof(is_valid=False, words="it is the time-stamp of another file")
    when = f"{info['gen_time'].native:%Y-%m-%d %H:%M:%S} UTC"
    if authority is None:
        words = (
            f"it belongs to this file and says {when}; its signature was not checked: that needs --authority"
        )
        return Proof(is_valid=True, words=words)
    if problem := _signature_problem(file, release, authority):
        return Proof(is_valid=False, words=f"its signature is not confirmed: {problem}")
    return Proof(is_valid=True, words=f"an authority that you trust signed it on {when}")


def _signature_problem(file: Path, release: Path, authority: Path) -> str:
    """Return why OpenSSL rejects the signature of a time-stamp; empty if it accepts it."""
    names = ("-data", release, "-in", file, "-CAfile", authority)
    command = ["openssl", "ts", "-verify", *map(str, names)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as problem:
        message = f"openssl cannot be run: {problem}"
        raise ReviewError(message) from None
    said = [line for line in done.stderr.splitlines() if "error" in line.lower()]
    return "" if done.returncode == 0 else (said[0].rpartition("error:")[2] if said else "no reason is given")
