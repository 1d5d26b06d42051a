"""Words that start with a capital, or stand where a name may stand, without being one."""

_ENGLISH = """
a about above according across actually additionally adjusted after again against ahead all almost along already also although
always amid among an analyst analysts and annual another any appendix approximately april are around article articles as ask at august
average averages back balance band bands bank based basis be bear bearish because been before below beta better between beyond billion board
bollinger both bottom briefly broader bull bullish but buy by calendar can cap capital cash category caution ceo cfo chairman change changes chart
chief china chinese choose close closed closing cohort company companies compare compared comparison conclusion consensus consequently consider
context core corporation correlation coverage cumulative currency current currently customers cto daily data date dates day days december decline
despite detail details did director disclaimer dividend dividends do does dollar dollars down drawdown driven drivers due during each earlier earnings
economy either empty end ending england english equity estimate estimates etf europe european even evidence ex exchange executive expected fact facts
fair far february federal figure figures filing filings final finally financial financials first fiscal flow flows focus following for forecast fourth
free friday from full fund fundamentals further future gain gains germany global good gross group growth had has have he headline headlines
health held hence her here high higher highest highlights highs his historical hold holders how however if impact implied important in income
increase index indicator indicators industry info information inside insight insights interest interpretation investor investors is it item items
its january japan japanese july june just key kim korea korean krw large largest last later latest lead left less level levels like line link listed local long look looking
loss losses low lower lowest lows macd main major march margin market markets may maximum mean meanwhile measure median mentioned metric metrics mid
million minimum mixed momentum monday month monthly months more moreover most moving much name near neither net neutral never nevertheless new news next
no none nonetheless nor north not notable notably note notes november now number october of officer on once one only open opened opening operating operations
operator opinion or other others our out outlook over overall overbought oversold overview own part past peer peers per percent performance
period perspective point points portfolio position positive president pressure previous previously price prices primary prior product products profit
profits publication published q quarter quarterly question quick quote range rank rate rates rather ratio read reading reason recent recently record reference references
regarding related relation relations relative report reported reports resistance respectively result results return returned returns revenue revenues rising risk risks rose row
rsi sales same saturday say says screen second sector see sell sentiment separately september session sessions several shall share shareholders
shares she short should signal signals similar similarly simple simulated since six small so some source sources south spot stake standard start state
statement states status still stock stocks strength strong such sum summary sunday supplier suppliers support supportive symbol table
take takeaway takeaways target technical technicals technology than that the their them then there therefore these they third this those though three
through thursday thus ticker time to today together top total trade traded trades trading trend trends trillion tuesday turning turnover two type u.s
under unit united unlike until up update upper us usd use used using value valuation values versus very view volatile volatility volume vs was we wednesday week
weekly weeks well were what when where whereas whether which while who why will window with within without won year yearly years yes yesterday yet yield
ytd yoy qoq you your zone buyback guidance street wall feb jan mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun krx kospi kosdaq nyse nasdaq
sec dart eps per pbr roe roa ebitda gaap ipo ai hbm dram nand ev gpu cpu sma ema mdd usa eu uk ppi cpi gdp fomc fed fy h1 h2 moving shares compared answer answered based
bottom buying selling bloomberg reuters yonhap press asia america american western eastern internet cloud battery semiconductor semiconductors memory chip chips software hardware
device devices display consumer materials energy utilities industrials healthcare biotech automotive auto retail media telecom division segment segments
max min avg excluding including gained fell climbed slipped dropped jumped surged advanced declined outperformed underperformed traded posted recorded marked reached
competitor competitors rival rivals subsidiary subsidiaries affiliate affiliates partner partners parent parents customer owner owners
shareholder shareholders acquisition acquisitions investment investments please sorry could find composite
peg psr s&p fcf etf esg ebit opm oecd wti opec imf bok boj ecb kosis inc corp ltd plc llc group holdings class adr nv ag pursuant
christmas thanksgiving easter care discretionary staples services real estate held ended finished stood set against meaning besides elsewhere instead likewise otherwise specifically generally overall in-line roughly nearly
"""
COMMON: frozenset[str] = frozenset(_ENGLISH.split())
"""English words, folded, that answers capitalise without naming anybody."""

NOT_PEOPLE: frozenset[str] = frozenset(
    [
        "신임",
        "전임",
        "공동",
        "그룹",
        "총괄",
        "담당",
        "현재",
        "당시",
        "전직",
        "현직",
        "각자",
        "부문",
        "회사",
        "증권사",
        "수석",
        "책임",
        "선임",
        "한국",
        "미국",
        "일본",
        "중국",
        "정부",
        "국내",
        "해외",
        "이번",
        "해당",
        "주요",
        "여러",
        "다른",
        "전",
        "현",
        "및",
        "등",
        "의",
        "같은",
        "금융",
        "은행",
        "투자",
        "사업",
        "대표",
        "부회장",
        "회장",
        "사장",
        "경영",
        "재무",
        "최고",
        "기업",
        "업계",
        "시장",
        "리서치",
        "산업",
        "연구",
        "기획재정부",
        "국토부",
        "산업부",
        "노동부",
    ]
)
NOT_COMPANIES: frozenset[str] = frozenset(
    [
        "시중은행",
        "중앙은행",
        "지방은행",
        "인터넷은행",
        "투자은행",
        "국내증권",
        "글로벌테크",
        "빅테크",
        "핀테크",
        "바이오",
        "제약",
        "전자",
        "건설",
        "은행",
        "증권",
        "그룹",
        "대기업그룹",
        "해당그룹",
        "에듀테크",
        "푸드테크",
        "헬스테크",
        "인터넷전문은행",
        "국책은행",
        "외국은행",
        "상업은행",
        "저축은행",
        "가전전자",
        "해당은행",
        "해당증권",
        "대형건설",
        "종합건설",
        "신약바이오",
        "제약바이오",
        "하이테크",
        "나노테크",
        "딥테크",
        "프롭테크",
        "포트폴리오그룹",
        "피어그룹",
        "비교그룹",
        "동종그룹",
        "스마트모빌리티",
        "미래모빌리티",
    ]
)
