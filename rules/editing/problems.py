"""The problems that a check of the law can find: a stable code for each, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.model import Json, Words
from rules.wording import LANGUAGES

# What each code means. The names in braces are filled in by the check that finds it.
WORDS: Mapping[str, Words] = {
    "law-file": {"vi": "không đọc được: {what}", "en": "cannot be read: {what}"},
    "expression": {"vi": "biểu thức sai: {what}", "en": "the expression is wrong: {what}"},
    "placeholder": {
        "vi": "câu chữ nhắc đến điều không được dùng: {what}",
        "en": "a text speaks of what is not read: {what}",
    },
    "citation-not-listed": {
        "vi": "viện dẫn văn bản không có trong danh mục: {what}",
        "en": "an instrument is cited that is not listed: {what}",
    },
    "case-file": {
        "vi": "không đọc được tình huống: {what}",
        "en": "a case cannot be read: {what}",
    },
    "gap": {
        "vi": "{about}: không có phiên bản nào có hiệu lực từ {start} đến trước {until}",
        "en": "{about}: no edition is in force from {start} until {until}",
    },
    "overlap": {
        "vi": "{about}: có hai phiên bản cùng có hiệu lực từ {start}",
        "en": "{about}: two editions are in force from {start}",
    },
    "gate-empty": {
        "vi": "cửa kiểm tra điều kiện {about} không hỏi điều kiện nào vào ngày {on}",
        "en": "the gate {about} asks no condition on {on}",
    },
    "asked-twice": {
        "vi": "{about}: từ {on}, cửa kiểm tra điều kiện {gate} đã hỏi cùng yêu cầu ở {other}",
        "en": "{about}: from {on} the gate {gate} asks the same by {other}",
    },
    "gate-too-large": {
        "vi": "cửa kiểm tra điều kiện {about} ngày {on} có {count} phép so sánh, tối đa {most}",
        "en": "the gate {about} has {count} comparisons on {on}; {most} are the most there may be",
    },
    "id-names-a-number": {
        "vi": "mã {about} có chữ số hoặc số điều",
        "en": "the id {about} holds a digit or names an article",
    },
    "literal": {
        "vi": "{about}: biểu thức viết thẳng số {value}; chỉ được viết 0 và 1, số khác là chỉ số",
        "en": "{about}: the expression holds {value}; only 0 and 1 may, others are figures",
    },
    "forbids": {
        "vi": "{about}: nêu điều bị cấm thay vì điều được yêu cầu: {clause}",
        "en": "{about}: it says what is forbidden instead of what is required: {clause}",
    },
    "number-untold": {
        "vi": "{about}: câu về trường hợp không đạt không nêu {names}, dù yêu cầu so sánh số này",
        "en": "{about}: what is said of the unmet does not say {names}, which is compared",
    },
    "below-zero-untold": {
        "vi": "thông tin {about} có thể là số âm, phải có below_zero nêu cách nói trong câu",
        "en": "the fact {about} can lie below zero: say in `below_zero` how a sentence tells it",
    },
    "below-zero-in-a-phrase": {
        "vi": "{about}: {name} có thể là số âm, phải đứng sau dấu hai chấm: {text}",
        "en": "{about}: {name} can lie below zero and has to stand after a colon: {text}",
    },
    "subject-untold": {
        "vi": "{about}: câu không nêu chủ thể: {text}",
        "en": "{about}: a sentence does not say whom or what it is about: {text}",
    },
    "since-untold": {
        "vi": "{about}: câu về thời hạn không nêu tính từ khi nào: {text}",
        "en": "{about}: a sentence on a time limit does not say since when: {text}",
    },
    "other-language": {
        "vi": "{about}: có từ không thuộc ngôn ngữ của câu, «{word}»: {text}",
        "en": "{about}: there is a word of another language, “{word}”: {text}",
    },
    "history-not-fixed": {
        "vi": "thông tin {about} là việc đã xảy ra hoặc được xác nhận, phải có fixed: true",
        "en": "the fact {about} is of the past or confirmed by somebody: say `fixed: true`",
    },
    "too-many-ways": {
        "vi": "{about}: biểu thức quá rắc rối đối với bộ máy suy luận: {what}",
        "en": "{about}: the expression is too involved for the engine: {what}",
    },
    "never-applies": {
        "vi": "{about}: từ {on}, điều kiện không áp dụng cho trường hợp nào",
        "en": "{about}: from {on} there are no facts to which it applies",
    },
    "never-met": {
        "vi": "{about}: từ {on}, không trường hợp nào có thể đạt",
        "en": "{about}: from {on} there are no facts that meet it",
    },
    "never-unmet": {
        "vi": "{about}: từ {on}, không trường hợp nào có thể không đạt",
        "en": "{about}: from {on} there are no facts that do not meet it",
    },
    "never-lifts": {
        "vi": "{about}: từ {on}, quyết định đặc biệt không có tác dụng trong trường hợp nào",
        "en": "{about}: from {on} there are no facts under which a special decision lifts it",
    },
    "undecided": {
        "vi": "{about}: biểu thức quá lớn để thử hết; hãy cài z3-solver (make test cài sẵn)",
        "en": "{about}: there is too much to try; install z3-solver (make test does)",
    },
    "no-manual-gate": {
        "vi": "{about}: độ tin cậy là unknown nhưng không dùng thông tin confirmed_... nào",
        "en": "{about}: its confidence is unknown, but it reads no fact confirmed_...",
    },
    "confirmation-record": {
        "vi": "thông tin {about} phải có record là confirmation",
        "en": "the record of the fact {about} has to be `confirmation`",
    },
    "citation-not-in-force": {
        "vi": "{about}: viện dẫn {instrument}, chưa hoặc không còn hiệu lực vào ngày {on}",
        "en": "{about}: it cites {instrument}, which is not in force on {on}",
    },
    "citation-undated": {
        "vi": "{about}: viện dẫn {instrument}, văn bản chưa rõ ngày có hiệu lực",
        "en": "{about}: it cites {instrument}, whose date of effect is not known",
    },
    "instrument-unread": {
        "vi": "văn bản {about} không được viện dẫn ở đâu",
        "en": "nothing cites the instrument {about}",
    },
    "figure-unread": {
        "vi": "chỉ số {about} không được dùng ở đâu",
        "en": "nothing reads the figure {about}",
    },
    "event-unnamed": {
        "vi": "thời hạn {about} nói đến {name}, chưa được gọi tên ở events hoặc circumstances",
        "en": "the time limits {about} name {name}, which has no words in events or circumstances",
    },
    "event-unread": {
        "vi": "không thời hạn, quy trình hay thông tin nào của hồ sơ nói đến {about}",
        "en": "no time limit, no procedure and no fact of a dossier speaks of {about}",
    },
    "figure-not-in-force": {
        "vi": "{about}: dùng chỉ số {figure}, chưa có giá trị vào ngày {on}",
        "en": "{about}: it reads the figure {figure}, which has no value on {on}",
    },
    "figure-unchecked": {
        "vi": "chỉ số {about}: ngày đối chiếu gần nhất {checked} sớm hơn ngày công bố {published}",
        "en": "the figure {about} was checked on {checked}, and published later, on {published}",
    },
    "fact-unread": {
        "vi": "không điều kiện nào dùng thông tin {about}",
        "en": "no condition reads the fact {about}",
    },
    "fact-unsupplied": {
        "vi": "workflow_engine/facts không cung cấp thông tin {about} mà cửa {gate} cần",
        "en": "nothing in workflow_engine/facts supplies {about}, for which the gate {gate} asks",
    },
    "no-cases": {"vi": "{about}: không có tình huống nào", "en": "{about}: there is no case of it"},
    "no-case-met": {"vi": "{about}: không tình huống nào đạt", "en": "{about}: no case is met"},
    "no-case-unmet": {
        "vi": "{about}: không tình huống nào không đạt",
        "en": "{about}: no case is unmet",
    },
    "no-case-unknown": {
        "vi": "{about}: không tình huống nào chưa rõ",
        "en": "{about}: no case is unknown",
    },
    "date-without-cases": {
        "vi": "{about}: thiếu tình huống {wanted} vào ngày {on}",
        "en": "{about}: no case on {on} is {wanted}",
    },
    "day-before-without-case": {
        "vi": "{about}: không có tình huống vào ngày {on}, ngày trước khi thay đổi",
        "en": "{about}: there is no case on {on}, the day before it changed",
    },
    "threshold-without-cases": {
        "vi": "{about}: thiếu tình huống có {fact} = {value} để thử ngưỡng {clause}",
        "en": "{about}: no case has {fact} = {value}, to try the threshold {clause}",
    },
    "clause-not-shown-true": {
        "vi": "{about}: không tình huống nào của phiên bản này cho thấy «{clause}» đúng",
        "en": "{about}: no case of this edition shows {clause} true",
    },
    "clause-not-shown-false": {
        "vi": "{about}: không tình huống nào của phiên bản này cho thấy «{clause}» sai",
        "en": "{about}: no case of this edition shows {clause} false",
    },
    "case-fails": {
        "vi": "{about}: tình huống «{name}» ra {got}, không phải {expected}",
        "en": "{about}: the case “{name}” comes to {got}, not to {expected}",
    },
    "other-case-fails": {
        "vi": "{about}: tình huống «{name}» không ra kết quả đã ghi",
        "en": "{about}: the case “{name}” does not come to what it says",
    },
    "case-about-nothing": {
        "vi": "tình huống về {about}, là điều không có trong luật này",
        "en": "the cases are about {about}, which this law does not have",
    },
    "case-name-twice": {
        "vi": "hai tình huống cùng tên «{name}»",
        "en": "two cases are called “{name}”",
    },
    "case-name-no-sentence": {
        "vi": "tên tình huống «{name}» không phải một câu",
        "en": "the name of the case, “{name}”, is no sentence",
    },
    "ballot-with-few-cases": {
        "vi": "quy tắc kiểm phiếu {about} chỉ có {count} tình huống, cần ít nhất 2",
        "en": "the ballot rule {about} has {count} cases; two are the least",
    },
    "coverage": {"vi": "bảng đối chiếu: {what}", "en": "the table of coverage: {what}"},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the law: its code, its file and line, and what its words are filled with."""

    code: str
    place: str
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Return the file, from the folder of the law on."""
        return self.place.rpartition(":")[0]

    @property
    def line(self) -> int:
        """Return the line."""
        return int(self.place.rpartition(":")[2])

    def text(self, lang: str = "vi") -> str:
        """Say in one language what is wrong."""
        return WORDS[self.code][lang].format_map(self.details)

    def as_dict(self) -> dict[str, Json]:
        """Return the problem as plain JSON values."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "details": dict(self.details),
            "text": {lang: self.text(lang) for lang in LANGUAGES},
        }

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.text('en')}"
