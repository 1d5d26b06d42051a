"""The practice market: a fictional stock market whose truth is known, from one seed.

Forty companies (`companies.csv`) and the relations between them (`network.csv`) are fixed and fictional.
Everything else is drawn, and drawn prefix-stably: each stream of random numbers belongs to one purpose
(`streams.py`) and is read forward day by day, so that a later end changes no earlier row.

Days t are KRX sessions from 2022-01-03, i companies, s(i) sectors, all returns logarithmic and daily.

    r[t,i] = b[i] m[t] + f[t,s(i)] + e[t,i] + x[t,i] + k1 g[t-1,i] + k2 g[t-2,i]          (0 on a halted day)

- market   m[t] = mu[q] + sd[q] z,  z Student t(5) of unit variance, q a Markov chain of three regimes
           (calm, nervous, stressed): mu = +0.0006, +0.0001, -0.0012; sd = 0.0065, 0.0105, 0.0200;
           they last 66, 40 and 15 sessions on average.
- sector   f[t,s] = 0.0055 z.
- company  e[t,i] = sqrt(h[t,i]) z (t(5)); h is GARCH(1,1): h = v(1-0.08-0.88) + 0.08 e[t-1]^2 + 0.88 h[t-1],
           sqrt(v) uniform in 0.011..0.019, b uniform in 0.6..1.4.
- events   x[t,i]: an event's effect arrives as 80 % on its day, 15 % on the next, 5 % on the third. Sizes by
           type are in `events.py`. An event is announced before or during the session t: see `known_at`.
- spill    g[t,i] = sum over the suppliers j of i of (e+x)[t,j] / sqrt(number of suppliers), k1 = 0.30, k2 = 0.12:
           what happens to a supplier reaches its customers one and two sessions later. `spillover=False`
           leaves both terms out and changes nothing else.

r is cut to -0.32..+0.245, within KRX's daily limit. The closing price is P[0,i] exp(sum r), divided by the
splits so far and lowered by dividends on their ex-dates, rounded to KOSPI's tick of that day. The opening gap
carries 35 % of the day's return (all of an event announced before the open) plus noise; high and low lie
beyond both by half-normal amounts. Volume is log-AR(1) around 0.4 % of the shares, larger on big moves.
A halted day has no open, high, low and no volume; an announced split halts trading for three sessions before
it takes effect. `INDEX:PRACTICE` is the capitalisation-weighted index, 1,000 on the eve of 2022-01-03.

A random event comes at its type's yearly rate (`kinds.py`), at most one a company and session, never on a halted
day; its size is the type's effect times 0.6..1.4. A bid lifts its target by 0.10, and a company is bought once.

Quarterly figures (`accounts.py`): log revenue is trend + season + AR(1) (0.8, noise 0.05); the operating margin is
an AR(1) (0.7, noise 0.12 of it) around a level at which the first price is 9 to 19 times earnings. Consensus is the
model's expectation from the quarter before. The effect of a result is 0.15 times its distance from consensus, at
most 0.09; from 10 % on it is an `earnings_surprise`. Two companies in three pay 0.8 to 3.8 % of their price a year.

Articles and filings say what happened, in Korean and English, from two banks of sentences (`banks/`): rules
may be written on bank a and measured on bank b. Some articles deny, rumour, plan, recall or merely compare:
they state no event. `truth.py` holds for each text the relations and events that it states.
"""
