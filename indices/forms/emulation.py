"""The forms of campaigns: shape only, rules are the actions'. A list is typed one line each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from cchc.numbers import UnreadableError, read_number, shown
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Membership, Organization
from cchc.web.fields import DayField
from indices.actions.awards import Decided
from indices.actions.campaigns import CampaignWords, WantedRule
from indices.actions.nominations import Registered
from indices.drawn_campaigns import DrawnPart, DrawnReward
from indices.eligibility import BY_WORD, Rule
from indices.enums import RequirementKind, RewardTime, SubjectKind
from indices.models import Campaign, CampaignPart, Nomination, Requirement, Reward
from plans.enums import SectionKind

TEXT_LENGTH = 20_000
ONE_A_LINE = "Mỗi dòng một mục."
EVERYBODY = ("", "Tập thể và cá nhân")
EVERY_LEVEL = ("", "Mọi cấp")
SPARE_ROWS = 2
"""Empty rows beneath those that are there."""


def _area(label: str, rows: int = 4, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        strip=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CampaignForm(forms.Form):
    """The campaign itself; rewards and requirements are rows of their own."""

    name = forms.CharField(
        label="Tên phong trào",
        max_length=300,
        error_messages={"required": "Hãy ghi tên phong trào, ví dụ Đẩy mạnh công tác cải cách hành chính năm 2023."},
    )
    from_on = DayField(label="Từ ngày")
    to_on = DayField(label="Đến ngày")
    register_by = DayField(label="Hạn đăng ký", required=False)
    source = forms.CharField(label="Văn bản phát động", max_length=300, required=False)
    threshold = forms.IntegerField(
        label="Được khen khi số phiếu đồng ý trên (%) tổng số thành viên hội đồng",
        min_value=0,
        max_value=99,
        initial=50,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Hãy ghi một số từ 0 đến 99."),
    )
    aim = _area("Mục tiêu", 3)
    contents = _area("Nội dung thi đua", 6, ONE_A_LINE)
    criteria = _area("Tiêu chí chung", 3, ONE_A_LINE)
    collective = _area("Tiêu chí đối với tập thể", 6, ONE_A_LINE)
    individual = _area("Tiêu chí đối với cá nhân", 3, ONE_A_LINE)
    entrants = forms.TypedMultipleChoiceField(
        label="Đơn vị tham gia", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    plan = forms.IntegerField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entrants = self.fields["entrants"]
        if isinstance(entrants, forms.TypedMultipleChoiceField):
            entrants.choices = [(body.pk, body.name) for body in bodies]

    def words(self, rewards: tuple[DrawnReward, ...], requirements: tuple[WantedRule, ...]) -> CampaignWords:
        """What a valid form says, with the rows beneath it."""
        data = self.cleaned_data
        return CampaignWords(
            **{name: data[name] for name in ("name", "from_on", "to_on", "source", "aim", "register_by", "threshold")},
            parts=tuple(
                DrawnPart(kind.value, subject, line)
                for name, (kind, subject) in PARTS.items()
                for line in data[name].splitlines()
                if line.strip()
            ),
            rewards=rewards,
            requirements=requirements,
            entrants=frozenset(data["entrants"]),
        )


PARTS: dict[str, tuple[SectionKind, str]] = {
    "contents": (SectionKind.CONTENTS, ""),
    "criteria": (SectionKind.CRITERIA, ""),
    "collective": (SectionKind.CRITERIA, SubjectKind.COLLECTIVE.value),
    "individual": (SectionKind.CRITERIA, SubjectKind.INDIVIDUAL.value),
}
"""Which field holds which lines."""


class RewardRow(forms.Form):
    """One form of reward; a row without a name is none."""

    name = forms.CharField(label="Hình thức", max_length=200, required=False)
    authority = forms.CharField(label="Cấp khen thưởng", max_length=200, required=False)
    time = forms.ChoiceField(label="Thời điểm", choices=RewardTime.choices())
    subject = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices())
    most = forms.IntegerField(
        label="Nhiều nhất",
        min_value=1,
        max_value=9999,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Hãy ghi một số từ 1, hoặc để trống."),
    )

    def reward(self) -> DrawnReward | None:
        data = self.cleaned_data
        if not data.get("name", "").strip():
            return None
        return DrawnReward(data["name"].strip(), data["authority"], data["time"], data["subject"], data["most"])


class RequirementRow(forms.Form):
    """One rule of eligibility; a row without a kind is none. `level` is a number or the name of a class."""

    kind = forms.ChoiceField(
        label="Điều kiện", choices=[("", "– không đặt –"), *RequirementKind.choices()], required=False
    )
    measure = forms.CharField(label="Mức", max_length=60, required=False)
    subject = forms.ChoiceField(label="Đối tượng", choices=[EVERYBODY, *SubjectKind.choices()], required=False)
    level = forms.ChoiceField(label="Cấp", choices=[EVERY_LEVEL, *OrganizationKind.choices()], required=False)
    text = forms.CharField(label="Lời văn bản", max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """A number for all kinds but those that ask for a class."""
        data = self.cleaned_data
        kind, typed = data.get("kind"), data.get("measure", "")
        data["value"] = None
        if kind and kind not in BY_WORD:
            try:
                data["value"] = read_number(typed)
            except UnreadableError as fault:
                self.add_error("measure", str(fault))
            if data["value"] is None and "measure" not in self.errors:
                self.add_error("measure", "Hãy ghi con số phải đạt, ví dụ 80.")
        elif kind and not typed.strip():
            self.add_error("measure", "Hãy ghi loại thấp nhất, ví dụ Khá.")
        return data

    def wanted(self) -> WantedRule | None:
        data = self.cleaned_data
        if not data.get("kind"):
            return None
        word = data["measure"].strip() if data["kind"] in BY_WORD else ""
        return WantedRule(Rule(data["kind"], data["value"], word, data["text"]), data["subject"], data["level"])


RewardRows = forms.formset_factory(RewardRow, extra=SPARE_ROWS, max_num=60, absolute_max=60)
RequirementRows = forms.formset_factory(RequirementRow, extra=SPARE_ROWS, max_num=30, absolute_max=30)


def known_campaign(campaign: Campaign) -> dict[str, Any]:
    """What the form of a draft starts with."""
    parts: Sequence[CampaignPart] = list(campaign.parts.all())
    lines = {
        field: "\n".join(part.text for part in parts if (part.kind, part.subject) == wanted)
        for field, wanted in PARTS.items()
    }
    names = ("name", "from_on", "to_on", "source", "aim", "register_by", "threshold", "revision")
    return (
        {name: getattr(campaign, name) for name in names}
        | lines
        | {"entrants": list(campaign.entrants.values_list("organization", flat=True))}
    )


def known_rewards(rewards: Iterable[Reward]) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in ("name", "authority", "time", "subject", "most")} for one in rewards]


def known_requirements(rows: Iterable[Requirement]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "measure": one.word or shown(one.value), "subject": one.subject, "level": one.level}
        | {"text": one.text}
        for one in rows
    ]


class RegisterForm(forms.Form):
    """Who registers: the person himself, or somebody of his body."""

    subject = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices(), widget=forms.RadioSelect)
    user = forms.TypedChoiceField(label="Cá nhân", coerce=int, empty_value=None, required=False)
    name = forms.CharField(
        label="Tên tập thể",
        max_length=200,
        required=False,
        help_text="Để trống thì là cả đơn vị; hoặc chọn, ghi tên bộ phận, tập thể thuộc đơn vị.",
        widget=forms.TextInput(attrs={"list": "bo-phan", "autocomplete": "off"}),
    )
    occasion = forms.ChoiceField(label="Năm")
    pledge = _area("Nội dung đăng ký", 4, "Cam kết làm gì, đạt mức nào. Có thể ghi sau.")

    def __init__(
        self, *args: Any, campaign: Campaign, people: Iterable[Membership], is_speaker: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        users, occasions = self.fields["user"], self.fields["occasion"]
        if isinstance(users, forms.TypedChoiceField) and isinstance(occasions, forms.ChoiceField):
            users.choices = [("", "– chọn người –"), *((one.user_id, _person(one)) for one in people)]
            occasions.choices = occasions_of(campaign)
        if not is_speaker:
            del self.fields["name"], self.fields["subject"]

    def clean(self) -> dict[str, Any]:
        """Who names a person means the person: the whole body is not registered in his stead."""
        data = self.cleaned_data
        if data.get("subject") == SubjectKind.COLLECTIVE and data.get("user") and not data.get("name"):
            self.add_error("subject", "Đã chọn một cá nhân; hãy chọn “Cá nhân”, hoặc bỏ chọn người để đăng ký tập thể.")
        return data

    def wanted(self) -> Registered:
        """What a valid form says."""
        data = self.cleaned_data
        time, _, year = data["occasion"].partition("-")
        return Registered(
            subject=data.get("subject", SubjectKind.INDIVIDUAL.value),
            time=time,
            year=int(year),
            pledge=data["pledge"],
            user_id=data["user"],
            name=data.get("name", ""),
        )


def occasions_of(campaign: Campaign) -> list[tuple[str, str]]:
    """Each year of the campaign, and its end."""
    years = range(campaign.from_on.year, campaign.to_on.year + 1)
    yearly = [(f"{RewardTime.YEARLY.value}-{year}", f"Năm {year}") for year in years]
    return [*yearly, (f"{RewardTime.FINAL.value}-{years[-1]}", f"Tổng kết phong trào, năm {years[-1]}")]


def _person(one: Membership) -> str:
    posts = ", ".join(post.name for post in one.positions.all())
    return f"{one.user.display_name}{f' ({posts})' if posts else ''}"


class AssessForm(forms.Form):
    """A field for each criterion, then the summary."""

    pledge = _area("Nội dung đã đăng ký", 3)
    summary = _area("Tóm tắt thành tích", 5, "Vài câu để đưa vào danh sách đề nghị và báo cáo thành tích.")
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, nomination: Nomination, parts: Iterable[CampaignPart], **kwargs: Any) -> None:
        known = {"pledge": nomination.pledge, "summary": nomination.summary, "revision": nomination.revision}
        known |= {f"part_{key}": words for key, words in nomination.assessment.items()}
        super().__init__(*args, **{"initial": known} | kwargs)
        self.parts = {f"part_{one.pk}": one for one in parts}
        self.fields |= {name: _area(one.text, 2) for name, one in self.parts.items()}

    def criteria(self) -> list[Any]:
        """The bound fields of the criteria, in order."""
        return [self[name] for name in self.parts]

    def assessment(self) -> dict[str, str]:
        return {str(one.pk): self.cleaned_data[name] for name, one in self.parts.items()}


class DecisionForm(forms.Form):
    """The paper by which rewards are given."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    decided_on = DayField(label="Ngày", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)

    def decided(self, granted: Sequence[int], refused: dict[int, str]) -> Decided:
        """What a valid form says of the files chosen beside it."""
        return Decided(tuple(granted), refused, **self.cleaned_data)


class CouncilForm(forms.Form):
    """One more member: somebody of the body, or only a name."""

    user = forms.TypedChoiceField(label="Người trong đơn vị", coerce=int, empty_value=None, required=False)
    name = forms.CharField(
        label="Hoặc họ tên", max_length=150, required=False, help_text="Khi người ấy chưa có tài khoản."
    )
    title = forms.CharField(label="Chức vụ trong hội đồng", max_length=200, required=False)

    def __init__(self, *args: Any, people: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users = self.fields["user"]
        if isinstance(users, forms.TypedChoiceField):
            users.choices = [("", "– không chọn –"), *((one.user_id, _person(one)) for one in people)]


class ExtendingForm(forms.Form):
    until = DayField(label="Hạn đăng ký mới")
    reason = forms.CharField(label="Lý do", max_length=300)


class ClosingForm(forms.Form):
    closing = _area("Đánh giá tổng kết", 6, "Kết quả chung, mặt được, mặt chưa được.", required=True)
