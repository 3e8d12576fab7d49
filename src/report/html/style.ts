/** The page's style sheet: light and dark, wide and narrow, screen and paper. Its hash stands in the page's policy. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--muted:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--accent:#0550ae;--bad:#a40e26;--bad-bg:#ffebe9;--warn:#7d4e00;--warn-bg:#fff8c5;--good:#116329;--good-bg:#dafbe1;--calm:#59636e;--calm-bg:#eff2f5;--del:#ffebe9;--del-word:#ffc9c4;--ins:#e6ffec;--ins-word:#abf2bc}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--muted:#9aa4b0;--line:#30363d;--soft:#161b22;--accent:#79c0ff;--bad:#ff938a;--bad-bg:#3c1618;--warn:#e3b341;--warn-bg:#2e2409;--good:#56d364;--good-bg:#12301b;--calm:#9aa4b0;--calm-bg:#21262d;--del:#341a1f;--del-word:#792e2e;--ins:#12261e;--ins-word:#1d572d}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:1120px;padding:1.5rem;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0 .25rem}
h2{font-size:1.2rem;line-height:1.35;margin:0 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p,ul{margin:.4rem 0}
ul{padding-left:1.2rem}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
code,pre,.diff{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85em}
code{background:var(--calm-bg);border-radius:4px;padding:.1em .3em}
pre{background:var(--calm-bg);border-radius:6px;margin:.4rem 0;padding:.6rem .8rem;overflow-x:auto;white-space:pre-wrap}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.3rem .6rem}
header{border-left:6px solid var(--line);padding:.1rem 0 .1rem 1rem}
header.bad{border-color:var(--bad)}header.warn{border-color:var(--warn)}header.good{border-color:var(--good)}
header .badge{font-size:.9rem}
.badge{border-radius:1rem;display:inline-block;font-size:.8rem;font-weight:600;line-height:1.4;padding:.1rem .6rem;white-space:nowrap;vertical-align:.1em}
.badge.bad{color:var(--bad);background:var(--bad-bg)}.badge.warn{color:var(--warn);background:var(--warn-bg)}.badge.good{color:var(--good);background:var(--good-bg)}.badge.calm{color:var(--calm);background:var(--calm-bg)}
.note,.name,figcaption{color:var(--muted);font-size:.87rem}
.name{margin-top:-.4rem}
.box{border:1px solid var(--line);border-left-width:4px;border-radius:6px;margin:1rem 0;padding:.4rem 1rem}
.box.bad{border-color:var(--bad)}.box.warn{border-color:var(--warn)}
section{border:1px solid var(--line);border-radius:8px;margin:1.25rem 0;padding:1rem 1.25rem}
.attention{margin:.25rem 0 1rem}
li{margin:.4rem 0}
li p{display:inline}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
caption{color:var(--muted);font-size:.87rem;padding:.25rem 0;text-align:left}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top}
thead th{color:var(--muted);font-size:.8rem;font-weight:600}
tbody th{font-weight:600}
.n{text-align:right}
.agents td,.agents th{vertical-align:middle}
.agents th{min-width:8rem}
.scroll{overflow-x:auto;margin:.75rem 0;overflow-wrap:normal}
.data{font-size:.87rem;margin:.75rem 0}
.scroll .data{margin:0}
.scroll caption,.scroll td.n{white-space:nowrap}
.scroll th,.scroll td{padding-right:1rem}
details{margin:.75rem 0}
summary{cursor:pointer;font-weight:600}
.charts{display:grid;gap:1rem 1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,310px),1fr))}
figure{display:flex;flex-direction:column;justify-content:space-between;margin:0}
figcaption b{color:var(--fg)}
figure svg{display:block;font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;height:auto;margin-top:.25rem;max-width:100%;overflow:visible}
.spark{display:block;fill:var(--fg);stroke:var(--fg);stroke-width:2;max-width:none}
.spark .axis{stroke:var(--muted);stroke-width:1}
.spark .limit{stroke:var(--bad);stroke-dasharray:3 2;stroke-width:1}
.spark.regressed,.spark.below-min{fill:var(--bad);stroke:var(--bad)}
.spark.improved{fill:var(--good);stroke:var(--good)}
.spark.inconclusive{fill:var(--warn);stroke:var(--warn)}
.diff{border:1px solid var(--line);table-layout:fixed;margin:.5rem 0}
.diff caption,.diff thead th{font-family:system-ui,sans-serif}
.diff th,.diff td{border:0;padding:.1rem .6rem;white-space:pre-wrap;width:50%}
.diff td::after{content:"\\200b"}
.diff thead th{border-bottom:1px solid var(--line)}
.diff td+td,.diff th+th{border-left:1px solid var(--line)}
.diff .del,.diff .ins{padding-left:1.6rem;position:relative}
.diff .same td{padding-left:1.6rem}
.diff .del{background:var(--del)}.diff .ins{background:var(--ins)}
.diff .del::before,.diff .ins::before{left:.6rem;position:absolute}
.diff .del::before{content:"\\2212"}.diff .ins::before{content:"+"}
.diff .none{background:var(--soft)}
.diff .gap td{background:var(--soft);color:var(--muted)}
del,ins{border-radius:3px;text-decoration:none}
del{background:var(--del-word);text-decoration:line-through;text-decoration-thickness:1px}
ins{background:var(--ins-word);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.whole del,.whole ins{background:none;text-decoration:none}
footer{border-top:1px solid var(--line);margin-top:1.5rem;padding-top:.5rem}
@media (max-width:720px){
body{padding:1rem}
section{padding:.75rem .9rem}
h1{font-size:1.25rem}
.wide{display:none}
.agents thead{display:none}
.agents tr{border-bottom:1px solid var(--line);display:grid;gap:.1rem .6rem;grid-template-columns:1fr auto;padding:.4rem 0}
.agents th,.agents td{border:0;padding:0}
.agents td:nth-child(3){font-size:.9rem;grid-column:1/-1}
.diff,.diff caption,.diff tbody,.diff tr,.diff td{display:block;width:100%}
.diff thead,.diff .none,.diff .same td:first-child{display:none}
.diff td+td{border-left:0}
.diff caption{border-bottom:1px solid var(--line);padding:.25rem .6rem}
}
@media print{
body{max-width:none;padding:0;font-size:11px}
.skip{display:none}
section{break-inside:auto;border-radius:0}
figure,tr,h2,h3{break-inside:avoid}
h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto;display:block}
.scroll{overflow:visible}
.box,.badge,.diff td,del,ins,.spark{print-color-adjust:exact}
}
`;
