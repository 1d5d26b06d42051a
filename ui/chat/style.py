"""The look of what Streamlit has no widget for. Colours mix with the theme's, so that light and dark both hold."""

import streamlit as st

CSS = """
<style>
[data-testid="stMainBlockContainer"] { max-width: 50rem; padding: 2.4rem 1.5rem 7rem; }
[data-testid="stBottomBlockContainer"] { max-width: 50rem; padding: 0.6rem 1.5rem 1.1rem; }
[data-testid="stSidebarHeader"] { height: 2.6rem; margin-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding-top: 0; padding-bottom: 1.5rem; }
[class*="st-key-example-"] button, [class*="st-key-thread-"] button, [class*="st-key-found-"] button,
[class*="st-key-about-"] button { justify-content: flex-start; text-align: left; }
[class*="st-key-example-"] button *, [class*="st-key-thread-"] button *, [class*="st-key-found-"] button *,
[class*="st-key-about-"] button * { justify-content: flex-start; text-align: left; }
[data-testid="stChatMessage"], .sk-hero { scroll-margin-top: 0.75rem; }
[class*="st-key-example-"] button { min-height: 3.1rem; padding: 0.6rem 1rem; }
[class*="st-key-thread-"] button p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
[class*="st-key-thread-"] { min-width: 0; }
.st-key-threads { gap: 0.15rem; }
[class*="st-key-thread-"] button { padding-left: 0.6rem; padding-right: 0.4rem; min-height: 2.1rem; }
[class*="st-key-menu-"] button > div > div:last-child:not(:first-child) { display: none; }
[class*="st-key-made-"] { gap: 0.2rem 0.6rem; }
[class*="st-key-made-"] [data-testid="stPageLink"] a { padding: 0.1rem 0.3rem; min-height: 0; }
[class*="st-key-made-"] [data-testid="stPageLink"] p { font-size: 0.78rem; opacity: 0.65; }
[data-testid="stChatMessage"] { background: transparent; padding: 0.35rem 0; gap: 0.85rem; }
.sk-hero { padding: 9vh 0 0.6rem; }
.sk-hero h1 { font-size: 2rem; line-height: 1.25; letter-spacing: -0.02em; margin: 0 0 0.5rem; padding: 0; }
.sk-hero p { font-size: 1.02rem; opacity: 0.72; margin: 0; max-width: 38rem; }
.sk-chips { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 1rem; }
.sk-chip { font-size: 0.8rem; padding: 0.2rem 0.65rem; border-radius: 99px; background: rgba(128,140,136,0.13); }
.sk-brand { display: flex; align-items: baseline; gap: 0.5rem; }
.sk-brand b { font-size: 1.22rem; letter-spacing: -0.02em; font-weight: 680; }
.sk-tagline { font-size: 0.8rem; opacity: 0.6; margin-top: 0.1rem; }
.sk-label { font-size: 0.76rem; font-weight: 600; opacity: 0.55; letter-spacing: 0.01em; margin-top: 0.4rem; }
.sk-quote { padding: 0.1rem 0 0.5rem; }
.sk-quote-top { display: flex; align-items: center; flex-wrap: wrap; gap: 0.55rem; }
.sk-quote-name { font-weight: 620; font-size: 1.02rem; }
.sk-quote-id { font-size: 0.76rem; opacity: 0.55; font-variant-numeric: tabular-nums; }
.sk-quote-line { display: flex; align-items: baseline; flex-wrap: wrap; gap: 0.75rem; margin-top: 0.1rem; }
.sk-quote-price { font-size: 1.75rem; font-weight: 660; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.sk-quote-change { font-size: 1rem; font-weight: 560; font-variant-numeric: tabular-nums; }
.sk-quote-time { font-size: 0.8rem; opacity: 0.6; }
.sk-badge { font-size: 0.72rem; font-weight: 600; padding: 0.1rem 0.5rem; border-radius: 99px;
  color: #8a5a00; background: #fdf0d2; white-space: nowrap; }
.sk-answer { font-size: 1rem; line-height: 1.72; word-break: keep-all; overflow-wrap: anywhere; }
.sk-answer p { margin: 0 0 0.65rem; }
.sk-answer ul { margin: 0 0 0.65rem; padding-left: 1.2rem; }
.sk-answer li { margin: 0.15rem 0; }
.sk-answer code { font-size: 0.88em; padding: 0.1em 0.35em; border-radius: 6px; background: rgba(128,140,136,0.14); }
.sk-cite { font-size: 0.68em; font-weight: 600; padding: 0.05em 0.42em; margin: 0 0.12em; border-radius: 99px;
  background: rgba(63,146,130,0.2); opacity: 0.85; cursor: help; line-height: 1; vertical-align: 0.35em; }
.sk-ask { display: inline-block; white-space: pre-wrap; padding: 0.1rem 0; font-weight: 560; overflow-wrap: anywhere; }
.sk-notes { font-size: 0.84rem; opacity: 0.68; border-left: 2px solid rgba(128,140,136,0.3); padding-left: 0.75rem; }
.sk-notes div { margin: 0.12rem 0; overflow-wrap: anywhere; }
.sk-source { padding: 0.55rem 0; border-top: 1px solid rgba(128,140,136,0.18); font-size: 0.88rem; }
.sk-source:first-child { border-top: 0; }
.sk-source-title { font-weight: 560; overflow-wrap: anywhere; }
.sk-source-meta { opacity: 0.6; font-size: 0.79rem; }
.sk-source-text { opacity: 0.8; margin-top: 0.25rem; overflow-wrap: anywhere; }
.sk-table { width: 100%; border-collapse: collapse; font-size: 0.82rem; margin-top: 0.35rem; font-variant-numeric: tabular-nums; }
.sk-table td { padding: 0.16rem 0.6rem 0.16rem 0; opacity: 0.85; border: 0; }
.sk-scroll { overflow-x: auto; }
.sk-wide th { text-align: left; padding: 0.16rem 0.6rem 0.3rem 0; font-weight: 600; opacity: 0.6; white-space: nowrap; }
.sk-wide td { white-space: nowrap; }
.sk-wide td:last-child { white-space: normal; min-width: 14rem; }
.sk-table:not(.sk-wide) td:nth-child(n+2) { text-align: right; white-space: nowrap; }
.sk-meta { font-size: 0.78rem; opacity: 0.58; display: flex; flex-wrap: wrap; gap: 0.15rem 0.75rem; font-variant-numeric: tabular-nums; }
.sk-steps { font-size: 0.86rem; line-height: 1.75; }
.sk-steps span { opacity: 0.55; font-variant-numeric: tabular-nums; margin-left: 0.4rem; }
.sk-advice { font-size: 0.76rem; opacity: 0.55; text-align: center; }
.sk-row { display: flex; justify-content: space-between; gap: 0.6rem; font-size: 0.83rem; padding: 0.15rem 0; }
.sk-row span:last-child { opacity: 0.75; text-align: right; font-variant-numeric: tabular-nums; }
.sk-warn { color: #b4552b; }
.sk-span { display: grid; grid-template-columns: minmax(7rem, 15rem) 1fr 5rem; align-items: center; gap: 0.7rem;
  font-size: 0.84rem; padding: 0.14rem 0; }
.sk-span-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sk-span-track { height: 8px; border-radius: 99px; background: rgba(128,140,136,0.14); position: relative; }
.sk-span-bar { position: absolute; top: 0; bottom: 0; border-radius: 99px; background: #3d8f7f; min-width: 3px; }
.sk-span-bar.sk-bad { background: #b4552b; }
.sk-span-ms { text-align: right; opacity: 0.65; font-variant-numeric: tabular-nums; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.2rem 1rem 7rem; }
  [data-testid="stBottomBlockContainer"] { padding: 0.5rem 1rem 0.8rem; }
  [data-testid="stChatMessage"], .sk-hero { scroll-margin-top: 3.4rem; }
  .sk-hero { padding-top: 1vh; } .sk-hero h1 { font-size: 1.55rem; }
  .sk-quote-price { font-size: 1.45rem; }
}
@media (prefers-reduced-motion: reduce) { * { animation-duration: 0.01ms !important; } }
</style>
"""


def dress() -> None:
    """Put the style sheet on the page."""
    st.html(CSS)
