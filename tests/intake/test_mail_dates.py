"""When a mail was sent, by every way in which mail programs write it."""

from datetime import timedelta, timezone

import pytest

from kit.desks import came
from xlsreport.intake.internet_mail import read_mail
from xlsreport.intake.mail import origin_of
from xlsreport.intake.mail_dates import header_moments, in_zone, moments_of, utc_text
from xlsreport.language import language_named

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Mon, 15 Jan 2024 10:00:00 +0800", "2024-01-15T02:00:00Z"),
        ("Mon, 15 Jan 2024 10:00:00 +0800 (CST)", "2024-01-15T02:00:00Z"),
        ("Mon, 15 Jan 2024 10:00 +08:00", "2024-01-15T02:00:00Z"),
        ("Mon, 15 Jan 2024 10:00:00 GMT+8", "2024-01-15T02:00:00Z"),
        ("Mon, 15 Jan 2024 10:00:00 -0000", "2024-01-15T10:00:00Z"),
        ("Mon, 15 Jan 2024 10:00:00 EDT", "2024-01-15T14:00:00Z"),
        ("Mon, 15 Jan 124 10:00:00 +0800", "2024-01-15T02:00:00Z"),
        ("Mon Jan 15 10:00:00 CST 2024", "2024-01-15T02:00:00Z"),
        ("Mon, 15 Jan 2024 10:00:00 China Standard Time", "2024-01-15T02:00:00Z"),
        ("2024-01-18 10:00:00", "2024-01-18T02:00:00Z"),
        ("2024-01-18T10:00:00+08:00", "2024-01-18T02:00:00Z"),
        ("2024-01-18T02:00:00.000Z", "2024-01-18T02:00:00Z"),
        ("2024/1/18 15:30", "2024-01-18T07:30:00Z"),
        ("2024年1月18日 下午3:05", "2024-01-18T07:05:00Z"),
        ("2024年1月18日（星期四）10时05分", "2024-01-18T02:05:00Z"),
        ("星期四, 18 一月 2024 10:00:00 +0800", "2024-01-18T02:00:00Z"),
        ("周四, 18 1月 2024 10:00:00 +0800 (CST)", "2024-01-18T02:00:00Z"),
        ("Thu, 18 十二月 2023 10:00:00 +0800", "2023-12-18T02:00:00Z"),
        ("明天", None),
        ("2024-13-45 10:00:00", None),
        ("", None),
    ],
)
def test_the_dates_of_real_mail_programs_are_read(header: str, moment: str | None) -> None:
    found = header_moments(header)
    own = next((each for each in found if each.tzinfo is None or each.utcoffset() == timedelta(hours=8)), None)
    told = own or (found[0] if found else None)
    assert (utc_text(told, CHINA) if told else None) == moment


def test_a_zone_of_several_places_is_read_by_the_forms_own() -> None:
    mail = read_mail(b"From: a@b.cn\r\nDate: Mon, 15 Jan 2024 10:00:00 CST\r\n\r\nx")
    file = came("a.xlsx").came_with(origin_of(mail, None, language_named("zh")))
    assert file.received_at == "2024-01-15T16:00:00Z"
    here = in_zone(file, CHINA)
    assert here.received_at == "2024-01-15T02:00:00Z"
    assert set(moments_of(here)) == {"2024-01-15T02:00:00Z", "2024-01-15T16:00:00Z"}
    certain = read_mail(b"Date: Mon, 15 Jan 2024 10:00:00 +0800\r\n\r\nx")
    assert origin_of(certain, None, language_named("zh")).readings == ()


def test_the_last_server_says_when_a_mail_arrived_and_stands_in_for_a_date_that_cannot_be_read() -> None:
    head = (
        b"Received: from x by y; Tue, 16 Jan 2024 09:00:00 +0800\r\nReceived: from a by x; 1 Jan 2031 09:00 +0800\r\n"
    )
    origin = origin_of(read_mail(head + b"Date: soon\r\n\r\nx"), None, language_named("zh"))
    assert (origin.received_at, origin.arrived_at) == ("2024-01-16T01:00:00Z",) * 2
