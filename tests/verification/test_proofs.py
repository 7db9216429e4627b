"""Tests of proofs beside releases, with a time-stamp of RFC 3161 and one of OpenTimestamps made for them."""

import shutil
from pathlib import Path

import pytest
from opentimestamps.core.notary import PendingAttestation
from opentimestamps.core.op import OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile

from evidence_review.commands.main import main
from evidence_review.errors import ReviewError
from evidence_review.verification.proofs import Proof, proof_in
from tests.case_files import CASES
from tests.verification.releases import FOLDER, LAST, a_clone

PROOFS = CASES / "proofs"
RELEASE = PROOFS / "stamped.json"
AUTHORITY = PROOFS / "authority.pem"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a file for which no proof was made."""
    file = tmp_path / "other.json"
    file.write_bytes(RELEASE.read_bytes().replace(b"a", b"b"))
    return file


def test_a_time_stamp_belongs_to_its_file() -> None:
    """Without a certificate, only the digest and the time are compared, and the words say so."""
    found = proof_in(PROOFS / "stamped.json.tsr", RELEASE, None)

    assert found.is_valid
    assert found.words == (
        "it belongs to this file and says 2026-11-30 22:40:19 UTC; its signature was not checked: that needs"
        " --authority"
    )


def test_a_trusted_authority_confirms_a_time_stamp() -> None:
    """With the certificate of the authority, OpenSSL checks the signature."""
    found = proof_in(PROOFS / "stamped.json.tsr", RELEASE, AUTHORITY)

    assert found == Proof(
        is_valid=True, words="an authority that you trust signed it on 2026-11-30 22:40:19 UTC"
    )


def test_a_time_stamp_with_a_changed_signature_is_refused(tmp_path: Path) -> None:
    """One bit of the signature is enough, and so is another time."""
    for place in (-1, (PROOFS / "stamped.json.tsr").read_bytes().index(b"20261130224019Z")):
        data = bytearray((PROOFS / "stamped.json.tsr").read_bytes())
        data[place] ^= 1
        (tmp_path / "changed.tsr").write_bytes(data)

        found = proof_in(tmp_path / "changed.tsr", RELEASE, AUTHORITY)

        assert not found.is_valid
        assert found.words.startswith(("its signature is not confirmed: ", "it cannot be read: "))


def test_an_open_timestamp_names_the_block_to_compare() -> None:
    """Without a network, the header of the block is left to the reader, and the words say so."""
    found = proof_in(PROOFS / "stamped.json.ots", RELEASE, None)

    assert found.is_valid
    assert found.words == (
        "it belongs to this file, which is older than Bitcoin block 358391 if the Merkle root of"
        " that block is 655bfd9214d82a0dc597204609a5e3e5f01e228f19932db95a0f47f1a1e02d5c: compare any copy of"
        " the block"
    )


def test_an_open_timestamp_may_be_incomplete(tmp_path: Path) -> None:
    """In the first hours, a calendar has promised a block and none attests the file yet."""
    with RELEASE.open("rb") as file:
        stamp = DetachedTimestampFile.from_fd(OpSHA256(), file)
    stamp.timestamp.attestations.add(PendingAttestation("https://calendar.example.org"))
    context = BytesSerializationContext()
    stamp.serialize(context)
    (tmp_path / "pending.ots").write_bytes(context.getbytes())

    found = proof_in(tmp_path / "pending.ots", RELEASE, None)

    assert found.is_valid
    assert (
        found.words == "it belongs to this file, but no block attests it yet: complete it with `ots upgrade`"
    )


@pytest.mark.parametrize(("ending", "said"), [("ots", "the proof"), ("tsr", "the time-stamp")])
def test_a_proof_of_another_file_is_refused(other: Path, ending: str, said: str) -> None:
    """A proof shows nothing about a file with another digest."""
    found = proof_in(PROOFS / f"stamped.json.{ending}", other, None)

    assert found == Proof(is_valid=False, words=f"it is {said} of another file")


@pytest.mark.parametrize("ending", ["ots", "tsr"])
@pytest.mark.parametrize("data", [b"", b"x", b"\x30\x80" * 2000, b"\x00OpenTimestamps\x00\x00Proof\x00"])
def test_what_is_no_proof_is_refused(tmp_path: Path, ending: str, data: bytes) -> None:
    """A damaged or hostile file never ends the program."""
    (tmp_path / f"proof.{ending}").write_bytes(data)

    found = proof_in(tmp_path / f"proof.{ending}", RELEASE, None)

    assert not found.is_valid
    assert found.words.startswith("it cannot be read: ")


def test_without_openssl_a_signature_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the signature is told that it was not checked."""
    monkeypatch.setenv("PATH", "")

    with pytest.raises(ReviewError, match="openssl cannot be run"):
        proof_in(PROOFS / "stamped.json.tsr", RELEASE, AUTHORITY)


def test_rel120_a_proof_beside_a_release_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proof is published with its release, and one that belongs to another file is an error."""
    clone = a_clone(tmp_path / "review")
    shutil.copy(PROOFS / "stamped.json.ots", clone / FOLDER / f"{LAST}.json.ots")
    assert main(["--config-file", str(clone / "mkdocs.yml"), "build"]) == 0
    capsys.readouterr()

    for where in (clone, clone / "site"):
        assert main(["verify", str(where)]) == 1
        said = capsys.readouterr().out
        assert f"{LAST}.json.ots:1: error: {LAST}.json.ots: it is the proof of another file [REL120]" in said


def test_an_authority_must_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt file is an error of whoever runs the command."""
    assert main(["verify", str(tmp_path), "--authority", str(tmp_path / "nowhere.pem")]) == 2
    assert "there is no file" in capsys.readouterr().err
