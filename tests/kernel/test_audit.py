"""What the audit of the locked packages says."""

from tests.audit import Audit, audited, said

SKIPPED = {"name": "dash", "skip_reason": "Dependency not found on PyPI and could not be audited: dash (4.4.1)"}
SOUND = {"name": "flask", "version": "3.1.2", "vulns": []}
KNOWN = {"name": "urllib3", "version": "1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}


def test_a_database_that_knows_none_of_our_packages_is_no_audit() -> None:
    assert "(skipped)" in said("requirements.lock", audited({"dependencies": [SKIPPED, SKIPPED]}))
    assert "(skipped)" in said("requirements.lock", None)


def test_what_is_known_and_what_is_not_is_told() -> None:
    audit = audited({"dependencies": [SKIPPED, SOUND, KNOWN]})
    assert audit == Audit(("urllib3 1.0: PYSEC-1, PYSEC-2",), 2, 1)
    assert (
        said("x.lock", audit) == "x.lock: 2 packages audited, 1 unknown to the database: urllib3 1.0: PYSEC-1, PYSEC-2"
    )
    assert said("x.lock", audited({"dependencies": [SOUND]})).endswith("nothing known against them")
