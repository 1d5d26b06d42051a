"""Templates of answers; a claim is written `<kind:slot>`, the slots of a second company start with `b_`."""

from stockelper.types import Language

STRUCTURED: dict[Language, tuple[str, ...]] = {
    "ko": (
        "<company:{name}>의 <date:{day}> 종가는 <number:{close}>으로 전일 대비 <percent:{d}%> <direction:{wd}>했습니다 [1]. 최근 <period:1개월> 수익률은 <percent:{s1m}%>, <period:3개월> 수익률은 <percent:{s3m}%>입니다.",
        "## <company:{name}> 주가 요약\n- **종가**: <number:{close}> (<date:{iso}>)\n- **전일 대비**: <percent:{sd}%>\n- **RSI(14)**: <number:{rsi}>\n- **20일 이동평균**: <number:{average}>\n- **52주 최고가**: <number:{high}>",
        "| 항목 | <company:{name}> | <company:{b_name}> |\n|---|---|---|\n| 종가 | <number:{close}> | <number:{b_close}> |\n| <period:1개월> 수익률 | <percent:{s1m}%> | <percent:{b_s1m}%> |\n| RSI | <number:{rsi}> | <number:{b_rsi}> |",
        "<company:{name}>는 최근 <period:한 달> 동안 <percent:{r1m}%> <direction:{v1m}>고, <company:{b_name}>는 같은 기간 <percent:{b_r1m}%> <direction:{b_v1m}>습니다.",
        "<date:{md}> 기준 <company:{name}>의 주가는 <number:{close}>이며, 20일 이동평균(<number:{average}>)을 <direction:{over}>고 있습니다. 거래량은 <number:{volume}주>, 20일 변동성은 연 <percent:{vol}%>입니다.",
        "결론부터 말씀드리면, <company:{name}>의 <period:3개월> 수익률(<percent:{s3m}%>)과 <company:{b_name}>의 <period:3개월> 수익률(<percent:{b_s3m}%>)은 차이가 있습니다.\n\n1. <company:{name}>: <number:{close}>\n2. <company:{b_name}>: <number:{b_close}>",
        "<company:{name}> 주가는 <number:{before}>에서 <number:{close}>으로 하루 만에 <number:{step}> <direction:{ad}> 것으로 나타났습니다(<percent:{sd}%>). 52주 최고가는 <number:{high}>입니다.",
        "<company:{name}>(<date:{iso}>): 종가 <number:{close}>, 거래량 약 <number:{man} 주>, RSI <number:{rsi}>. <period:6개월>간 <percent:{r6m}%> <direction:{w6m}>.",
    ),
    "en": (
        "<company:{name}> closed at <number:{close}> on <date:{day}>, <direction:{ad}> <percent:{d}%> on the day [1]. Over the <period:past month> it <direction:{w1m}> <percent:{r1m}%>."
        .replace("{ad}", "{vd}"),
        "**{name} snapshot**\n\n- Close: <number:{close}> ({iso})\n- 1-day change: <percent:{sd}%>\n- RSI(14): <number:{rsi}>\n- 20-day moving average: <number:{average}>\n- 52-week high: <number:{high}>\n- Volume: <number:{volume} shares>",
        "| Metric | <company:{name}> | <company:{b_name}> |\n| --- | --- | --- |\n| Close | <number:{close}> | <number:{b_close}> |\n| 3-month return | <percent:{s3m}%> | <percent:{b_s3m}%> |",
        "<company:{name}> <direction:{w3m}> <percent:{r3m}%> over the past <period:three months>, while <company:{b_name}> <direction:{b_w3m}> <percent:{b_r3m}%> over the same period.",
        "As of <date:{iso}>, shares of <company:{name}> trade <direction:{over}> their 20-day moving average of <number:{average}>; the last close was <number:{close}>. Volume came in at about <number:{mil} million shares> and 20-day volatility at <percent:{vol}%>.",
        "In short, <company:{name}> and <company:{b_name}> returned <percent:{s6m}%> and <percent:{b_s6m}%>, respectively, over <period:six months>.",
        "From <number:{before}> to <number:{close}>: that is a one-day move of <percent:{sd}%> for <company:{name}>. Its 14-day RSI stands at <number:{rsi}>, and the 52-week high is <number:{high}>.",
        "Here is how the two compare on <date:{day}>:\n\n* **{name}** ended at <number:{close}> (<percent:{sd}%>).\n* **{b_name}** ended at <number:{b_close}> (<percent:{b_sd}%>).\n\nOver <period:one month>, <company:{name}> <direction:{a1m}> <percent:{r1m}%>.",
    ),
}  # fmt: skip
