"""What templates may say: `{% load cchc %}`. Thin wrappers over the pure modules of `cchc.web`; none reads the clock.

`{% component "name" key=value … %} … {% endcomponent %}` draws `components/name.html` with its content as `slot`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.template.defaultfilters import stringfilter
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cchc.numbers import shown
from cchc.web import bars, icons, shapes, strips, trends, wording

register = template.Library()

_INHERITED = ("request", "csrf_token", "frame")


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: str, name: str, **values: Any) -> SafeString:
    """Draw `components/<name>.html` with `content` as `slot`. The component sees its parameters, the request, the
    CSRF token and `frame`, and nothing else of the page."""
    inherited = {key: context[key] for key in _INHERITED if key in context}
    engine = context.template.engine  # type: ignore[union-attr]
    inner = context.new({**inherited, **values, "slot": content})
    return engine.get_template(f"components/{name}.html").render(inner)


@register.simple_tag
def year_strip(
    year: int,
    today: date | None,
    marks: Iterable[tuple[date, str]],
    span_from: date | None = None,
    span_to: date | None = None,
) -> SafeString:
    """`{% year_strip 2023 frame.today row.marks %}`: see `cchc.web.strips.year_strip`."""
    span = (span_from, span_to) if span_from and span_to else None
    return mark_safe(strips.year_strip(year, today, marks, span))


@register.simple_tag
def stacked_bar(counts: Iterable[bars.Counted]) -> SafeString:
    """`{% stacked_bar area.tally.counts %}`: see `cchc.web.bars.stacked_bar`."""
    return mark_safe(bars.stacked_bar(counts))


@register.simple_tag
def trend(points: Sequence[trends.Point], levels: Sequence[tuple[float, str]]) -> SafeString:
    """`{% trend points levels %}`: see `cchc.web.trends.trend`."""
    return mark_safe(trends.trend(points, levels))


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """`{% icon "upload" 16 %}`: see `cchc.web.icons`."""
    return mark_safe(icons.icon(name, size))


@register.simple_tag
def status(state: str, label: str = "", is_excused: bool | str | None = False) -> SafeString:
    """`{% status row.state "Xong muộn 5 ngày" %}`: shape, word, colour; `is_excused`: late for a cause outside its
    doer's power. For the rows of long lists, where an include would cost six times as much; elsewhere
    `components/status.html` says the same."""
    if is_excused:
        words, drawn = shapes.excused(state)
        return format_html('<span class="st {} excused">{}{}</span>', state, mark_safe(drawn), words)
    return format_html('<span class="st {}">{}{}</span>', state, shape(state), label or shapes.word(state))


@register.simple_tag
def symbols() -> SafeString:
    """`{% symbols %}`: see `cchc.web.shapes.symbols`."""
    return mark_safe(shapes.symbols())


@register.simple_tag
def heat(done: int, base: int, overdue: int, silent: bool, url: str, label: str) -> SafeString:
    """One cell of a matrix of work, colour and words. For matrices of a thousand cells, where an include would cost six
    times as much; elsewhere `components/heat.html` says the same."""
    step = "h0" if silent else bars.heat_step(done, base)
    said = ", ".join(filter(None, (f"▲ {overdue} quá hạn" if overdue else "", "im lặng" if silent else "")))
    small = f"<small>{said}</small>" if said else ""
    hidden = f'<span class="visually-hidden">{escape(label)}: </span>'
    share = f"{done}/{base} xong" if base else "chưa tính"
    return mark_safe(f'<a class="heat {step}" href="{escape(url)}">{hidden}{share}{small}</a>')


@register.filter
def shape(state: str) -> SafeString:
    """The small drawing of a state."""
    return mark_safe(shapes.shape(state))


@register.filter
def word(state: str) -> str:
    """The word of a state."""
    return shapes.word(state)


@register.filter
def heat_step(done: int, base: int) -> str:
    """`{{ done|heat_step:base }}`: the colour step of a heat-map cell."""
    return bars.heat_step(done, base)


@register.filter
def count_of(counts: Iterable[bars.Counted], state: str) -> int:
    """`{{ tally.counts|count_of:"overdue" }}`: how many stand in one state."""
    return sum(count.number for count in counts if count.state == state)


@register.filter(expects_localtime=True)
def vn_date(day: date | None) -> str:
    """dd/MM/yyyy."""
    return wording.date_words(day)


@register.filter(expects_localtime=True)
def vn_moment(at: datetime | None) -> str:
    """HH:mm dd/MM/yyyy in local time."""
    return wording.moment_words(at)


@register.filter
def due_words(due_on: date | None, today: date | None) -> str:
    """`{{ row.due_on|due_words:frame.today }}`: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"."""
    return wording.due_words(due_on, today)


@register.filter
def vn_number(value: object, places: int | None = None) -> str:
    """1.234,5; `vn_number:2` rounds to two decimals."""
    return wording.number_words(value, places)


@register.filter
def figure(value: Decimal | None) -> str:
    """1.234,5 as exact as it is, without empty places: 10.0000 is "10"."""
    return shown(value)


@register.filter
def percent(value: object) -> str:
    """96,2 %."""
    return wording.percent_words(value)


@register.filter
def file_size(octets: int | None) -> str:
    """1,4 MB."""
    return wording.size_words(octets)


@register.filter
def duration_words(span: timedelta | None) -> str:
    """15 phút."""
    return wording.duration_words(span)


@register.filter
@stringfilter
def words(text: str) -> list[str]:
    """A list written with blanks between."""
    return text.split()


@register.filter
def page_range(paginator: "Paginator[Any]", number: int) -> Iterable[int | str]:
    """`{% for n in page.paginator|page_range:page.number %}`: page numbers with gaps drawn as "…"."""
    return paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)


@register.filter
@stringfilter
def begins(text: str, start: str) -> bool:
    """Whether a text begins with another: marks the link of the page one is on."""
    return text.startswith(start)


@register.filter
@stringfilter
def among(text: str, names: str) -> bool:
    """Whether a text is one of some names with spaces between them."""
    return text in names.split()


@register.filter
def at(mapping: Mapping[Any, Any], key: object) -> Any:
    """`{{ remarks|at:place }}`: what a mapping holds under a key, None where it holds nothing."""
    return mapping.get(key)
