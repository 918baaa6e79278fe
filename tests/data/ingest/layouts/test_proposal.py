"""A proposal crosses the pipe as plain JSON and comes back as it was."""

import json

from data.ingest import strict
from data.ingest.layouts.proposal import Proposal
from tests.support import bureau_sheets
from tests.support.own_layouts import proposal


def test_a_proposal_is_json_and_comes_back() -> None:
    made = proposal(bureau_sheets.fields_by_places())
    assert strict.made(Proposal, json.loads(json.dumps(made.as_dict()))) == made
