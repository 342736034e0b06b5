def test_whoever_has_every_record_passes(eligible, verdict):
    found = verdict(eligible)

    assert {f.condition: (f.outcome.value, f.missing) for f in found.blocking} == {}
    assert found.passes
