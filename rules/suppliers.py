"""Who supplies a fact or takes a decision, as the law names them: a closed list.

`supplied_by` of a fact and `special_decision` of a condition name one of these. Not each of them
signs in somewhere: a body or an applicant may be none of the roles of a system.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rules.model import Words

Supplier = Literal[
    "hr_officer",
    "head_of_hr",
    "leader",
    "appointing_authority",
    "party_committee",
    "inspector",
    "administrator",
    "applicant",
    "recruiting_authority",
    "recruitment_council",
    "council_chair",
    "leadership_collective",
]

SUPPLIERS: Mapping[str, Words] = {
    "hr_officer": {"vi": "cán bộ tổ chức", "en": "the personnel officer"},
    "head_of_hr": {"vi": "người đứng đầu bộ phận tổ chức cán bộ", "en": "the head of personnel"},
    "leader": {"vi": "lãnh đạo cơ quan", "en": "the leadership of the agency"},
    "appointing_authority": {
        "vi": "cấp có thẩm quyền bổ nhiệm",
        "en": "the appointing authority",
    },
    "party_committee": {"vi": "cấp ủy", "en": "the Party committee"},
    "inspector": {"vi": "cơ quan thanh tra, kiểm tra", "en": "the inspectorate"},
    "administrator": {"vi": "quản trị viên", "en": "the administrator"},
    "applicant": {"vi": "người dự tuyển", "en": "the applicant"},
    "recruiting_authority": {
        "vi": "cơ quan có thẩm quyền tuyển dụng",
        "en": "the recruiting authority",
    },
    "recruitment_council": {"vi": "hội đồng tuyển dụng", "en": "the recruitment council"},
    "council_chair": {"vi": "Chủ tịch Hội đồng", "en": "the chair of the council"},
    "leadership_collective": {"vi": "tập thể lãnh đạo", "en": "the leadership collective"},
}
