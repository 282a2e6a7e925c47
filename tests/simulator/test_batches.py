"""Batches: one outcome per item, one effect per idempotency key, strict about bodies."""

import pytest
import requests

COMPANY = {"name": "PT Satu", "nib": "9120000000001"}


@pytest.fixture
def send(simulator):
    """Return what sends items of a batch: the status and body of the answer."""
    headers = simulator.bearer()

    def sent(*items, body=None, kind="companies"):
        answer = requests.post(
            f"{simulator.url}/v1/{kind}:batch",
            json={"items": items} if body is None else body,
            headers=headers,
            timeout=10,
        )
        return answer.status_code, answer.json()

    return sent


def upsert(key, attributes=COMPANY, **fields):
    return {"idempotency_key": key, "operation": "upsert", "attributes": attributes, **fields}


def outcome(answer):
    status, body = answer
    assert status == 200
    (result,) = body["results"]
    return result


def test_same_key_has_one_effect_and_the_same_answer(simulator, send):
    first = outcome(send(upsert("k1")))
    assert (first["status"], first["version"], first["errors"]) == ("created", 1, [])
    assert outcome(send(upsert("k1"))) == first
    (effect,) = simulator.effects(cause="batch")
    assert (effect["key"], effect["record"], effect["attributes"]) == ("k1", first["id"], COMPANY)


def test_same_key_with_another_body_is_invalid(simulator, send):
    send(upsert("k1"))
    other = outcome(send(upsert("k1", COMPANY | {"name": "PT Dua"})))
    assert (other["status"], other["errors"][0]["code"]) == ("invalid", "key_reused")
    assert len(simulator.effects(cause="batch")) == 1


def test_record_is_written_with_the_version_seen_last(simulator, send):
    made = outcome(send(upsert("k1")))
    where = {"id": made["id"], "version": 1}
    same = outcome(send(upsert("k2", **where)))
    assert (same["status"], same["version"]) == ("unchanged", 1)
    changed = outcome(send(upsert("k3", COMPANY | {"phone": "0623"}, **where)))
    assert (changed["status"], changed["version"]) == ("updated", 2)
    late = outcome(send(upsert("k4", COMPANY | {"phone": "0624"}, **where)))
    assert (late["status"], late["version"]) == ("conflict", 2)
    blind = outcome(send(upsert("k5", id=made["id"])))
    assert (blind["status"], blind["errors"][0]["path"]) == ("invalid", "version")
    assert simulator.contents("companies")[made["id"]]["attributes"]["phone"] == "0623"


def test_record_is_removed_once(simulator, send):
    made = outcome(send(upsert("k1")))
    item = {"operation": "remove", "id": made["id"], "version": 1}
    assert outcome(send(item | {"idempotency_key": "k2"}))["status"] == "removed"
    assert outcome(send(item | {"idempotency_key": "k2"}))["status"] == "removed"
    again = item | {"idempotency_key": "k3", "version": 2}
    assert outcome(send(again))["status"] == "unchanged"
    dead = outcome(send(upsert("k4", id=made["id"], version=2)))
    assert (dead["status"], dead["errors"][0]["code"]) == ("conflict", "deleted")
    assert simulator.live("companies") == {}


def test_placement_is_taken_and_a_kind_that_is_not_exchanged_is_not(send):
    placement = {"nik": "1209191502950001", "title": "Mandor", "placed_on": "2026-11-10"}
    assert outcome(send(upsert("k1", placement), kind="placements"))["status"] == "created"
    assert send(upsert("k2"), kind="trainings")[0] == 404


@pytest.mark.parametrize("fields", [{"id": "x", "version": 1}, {"id": None}])
def test_removal_of_nobody_is_invalid(send, fields):
    item = {"idempotency_key": "k", "operation": "remove", **fields}
    result = outcome(send(item))
    assert (result["status"], result["errors"][0]["path"]) == ("invalid", "id")


def test_second_record_of_the_same_company_is_a_conflict(simulator, send):
    made = outcome(send(upsert("k1")))
    twin = outcome(send(upsert("k2", COMPANY | {"name": "PT Kembar"})))
    assert (twin["status"], twin["id"]) == ("conflict", made["id"])
    assert twin["errors"][0] | {"message": ""} == {
        "path": "attributes.nib",
        "code": "exists",
        "message": "",
    }


@pytest.mark.parametrize(
    ("attributes", "path", "code"),
    [
        (COMPANY | {"nib": "12"}, "attributes.nib", "pattern"),
        (COMPANY | {"nib": 9120000000001}, "attributes.nib", "type"),
        ({"name": "PT Satu"}, "attributes.nib", "required"),
        (COMPANY | {"npwp": "1"}, "attributes", "additionalProperties"),
        (None, "attributes", "type"),
    ],
)
def test_attributes_that_do_not_fit_are_named(simulator, send, attributes, path, code):
    result = outcome(send(upsert("k", attributes)))
    assert result["status"] == "invalid"
    assert (path, code) in [(error["path"], error["code"]) for error in result["errors"]]
    assert simulator.effects() == []


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"items": [upsert("k") | {"colour": "red"}]}, "items.0"),
        ({"items": [upsert("")]}, "items.0.idempotency_key"),
        ({"items": [{"operation": "upsert"}]}, "items.0.idempotency_key"),
        ({"items": [upsert("k") | {"operation": "delete"}]}, "items.0.operation"),
        ({"items": {}}, "items"),
        ([], ""),
    ],
)
def test_body_that_does_not_fit_is_refused_whole(simulator, send, body, path):
    status, answer = send(body=body)
    assert (status, answer["error"]["code"]) == (422, "invalid")
    assert answer["error"]["errors"][0]["path"] == path
    assert simulator.effects() == []


def test_batch_of_too_many_items_is_too_large(send):
    assert send(*(upsert(f"k{number}") for number in range(101)))[0] == 413


def test_body_that_is_no_json_is_refused(simulator):
    address = f"{simulator.url}/v1/companies:batch"
    answer = requests.post(address, data=b"{", headers=simulator.bearer(), timeout=10)
    assert answer.status_code == 422


def test_outcomes_are_mixed_missing_extra_and_reordered(simulator, send):
    items = [upsert(f"k{number}", COMPANY | {"nib": f"{number:013}"}) for number in range(4)]

    def statuses(variant, **parameters):
        simulator.fault("F11", variant, times=1, **parameters)
        _, body = send(*items)
        return [(result["idempotency_key"], result["status"]) for result in body["results"]]

    assert [status for _, status in statuses("mixed")] == ["created", "invalid"] * 2
    assert statuses("missing") == [(f"k{number}", "created") for number in (1, 2, 3)]
    assert statuses("extra")[-1] == ("never-sent", "updated")
    assert [key for key, _ in statuses("reordered")] == ["k3", "k2", "k1", "k0"]
    assert len(simulator.effects(cause="batch")) == 4


def test_lost_reply_has_its_effect_once(simulator, send):
    simulator.fault("F2", "after", endpoint="batch", times=1)
    assert send(upsert("k1"))[0] == 503
    assert outcome(send(upsert("k1")))["status"] == "created"
    simulator.fault("F2", "before", endpoint="batch", times=1)
    assert send(upsert("k2", COMPANY | {"nib": "9120000000002"}))[0] == 503
    assert [effect["key"] for effect in simulator.effects()] == ["k1"]
