"""A mail that only offers its file for download says so, and a mail that merely speaks of one does not."""

import pytest

from xlsreport.intake.links import offer_in
from xlsreport.intake.mail import Mail
from xlsreport.language import language_named

ZH, EN = language_named("zh"), language_named("en")


def offered(*texts: str, subject: str = "报送") -> str | None:
    """Return until when a mail offers its file; None where it offers none. The form's language makes no difference."""
    found = [offer_in(Mail(texts=texts, subject=subject), language) for language in (ZH, EN)]
    assert found[0] == found[1]
    return found[0].until if found[0] else None


@pytest.mark.parametrize(
    "link",
    [
        "https://abc.feishu.cn/file/boxcnX",
        "https://abc.feishu.cn/drive/folder/x",
        "https://drive.weixin.qq.com/s?k=AJEAIQ",
        "https://exmail.qq.com/cgi-bin/ftnExs_download?k=1",
        "https://wx.mail.qq.com/ftn/download?func=3&k=1",
        "http://mail.qq.com/cgi-bin/ftnExs_download?t=exs_ftn_download&k=1",
        "https://www.jianguoyun.com/p/DXyz",
        "https://pan.xunlei.com/s/VNabc",
        "https://mail.163.com/large-attachment-download/index.html?p=1",
        "https://dashi.163.com/html/cloud-attachment-download/?key=1",
        "http://u.163.com/abc",
        "https://pan.baidu.com/s/1abc",
        "pan.quark.cn/s/1",
    ],
)
def test_every_service_s_link_is_an_offer(link: str) -> None:
    assert offered(f"附件见 {link} 请下载") == ""
    assert offered("", f'<html><body><div>附件：<a class=x href="{link}">填报表.xlsx</a></div></body></html>') == ""


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("超大附件\n表.xlsx (2024年02月10日 16:20 到期)\nhttps://mail.qq.com/cgi-bin/ftnExs", "2024年02月10日 16:20"),
        ("https://u.163.com/a\n到期时间：2024-01-30 10:12", "2024-01-30 10:12"),
        ("https://u.163.com/a 有效期至2024.1.30，请及时下载", "2024.1.30"),
        ("链接 https://pan.baidu.com/s/1abc 有效期7天", "有效期7天"),
        ("https://we.tl/t-abc expires on Feb 10, 2024", "Feb 10, 2024"),
        ("2023年11月2日发\nhttps://we.tl/t-abc", ""),
    ],
)  # fmt: skip
def test_what_it_says_of_the_time_is_told(words: str, until: str) -> None:
    said = offered(words)
    assert said is not None
    assert until in said
    assert bool(until) is bool(said)


OURS = "请于 1 月 15 日前点击下载填报表：https://pan.baidu.com/s/1own 提取码 ab12"


@pytest.mark.parametrize(
    "text",
    [
        f"收到，谢谢！\n-----原始邮件-----\n{OURS}",
        f"收到，谢谢！\n------------------ 原始邮件 ------------------\n发件人: a\n{OURS}",
        f"收到\n\n发件人：政务公开办\n发送时间：2024年1月2日\n收件人：各单位\n{OURS}",
        f"收到\n\nFrom: office\nSent: Tuesday\nTo: all\n{OURS}",
        f'收到\n在 2024-01-02 10:00:00，"公开办" <a@b.cn> 写道：\n{OURS}',
        f"ok\nOn Tue, 2 Jan 2024, office <a@b.cn> wrote:\n> {OURS}",
        f"收到\n> {OURS}",
        f"<html><body><p>收到</p><blockquote><p>{OURS}</p></blockquote></body></html>",
        f"<div>收到</div><div><br></div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div>{OURS}</div>",
    ],
)
def test_our_own_quoted_letter_offers_nothing(text: str) -> None:
    assert offered(text, subject="Re: 填报通知") is None


def test_a_mail_that_is_sent_on_offers_what_it_holds() -> None:
    assert offered(f"见下\n-----原始邮件-----\n{OURS}", subject="Fw: 报送") == ""
    assert offered(f"见下\n-----原始邮件-----\n{OURS}", subject="转发：报送") == ""


@pytest.mark.parametrize(
    "text",
    [
        "收到，谢谢！",
        "超大附件已收到，谢谢。",
        "链接过期了，请重发。",
        "请问能否放到网盘？",
        "张三 <zhang@abc.feishu.cn>",
        "发自我的企业微信",
        '<div>谢谢</div><a href="https://maas.mail.163.com/dashi-web-extend/html/proSignature.html">网易邮箱大师</a>',
    ],
)
def test_a_mail_that_only_speaks_of_files_offers_none(text: str) -> None:
    assert offered(text) is None


@pytest.mark.parametrize("piece", ["<", "<a ", "<style", "<!--", "<blockquote>", "<br ", "9999年", "-----"])
def test_a_text_without_end_takes_no_time(piece: str) -> None:
    assert offered("<div>" + piece * 60_000) is None
