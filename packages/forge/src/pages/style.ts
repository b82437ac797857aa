/** The one stylesheet: system fonts, light and dark by the reader's preference. */
export const stylesheet = `
:root { color-scheme: light dark;
  --back: #f6f7f9; --card: #fff; --text: #1c2128; --soft: #57606a; --line: #d5dae1; --link: #0a56b5;
  --good: #116329; --good-back: #dcf5e3; --bad: #a40e26; --bad-back: #ffe5e7; --wait: #7a4d00; --wait-back: #fff2cf;
  --merged: #6a32b8; --accent: #1f6f43; --accent-text: #fff; --code: #eef1f5; }
@media (prefers-color-scheme: dark) { :root {
  --back: #0f1318; --card: #171c23; --text: #e4e9f0; --soft: #a3adba; --line: #303843; --link: #78b4ff;
  --good: #6fdb94; --good-back: #10301c; --bad: #ff9ba5; --bad-back: #3c151b; --wait: #f2c55c; --wait-back: #35290d;
  --merged: #c9a6ff; --accent: #6fdb94; --accent-text: #0b1a10; --code: #202731; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.55 system-ui, sans-serif; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, select:focus-visible, textarea:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top > div { max-width: 72rem; margin: 0 auto; padding: .6rem 1.25rem; display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; }
header.top .brand { font-weight: 700; color: var(--text); text-decoration: none; margin-right: auto; }
main { max-width: 72rem; margin: 0 auto; padding: 1.25rem; }
h1 { font-size: 1.45rem; line-height: 1.3; margin: .2rem 0 .8rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .6rem; }
.crumbs { color: var(--soft); margin: 0 0 .3rem; overflow-wrap: anywhere; }
nav.tabs ul { display: flex; gap: .25rem; list-style: none; margin: 0 0 1rem; padding: 0; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
nav.tabs a { display: block; padding: .45rem .8rem; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; }
nav.tabs a[aria-current] { color: var(--text); border-color: var(--accent); font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.15rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
.card > h2:first-child, .card > h3:first-child { margin-top: 0; }
ul.card { padding-left: 2.4rem; } .soft { color: var(--soft); } .small { font-size: .87rem; }
table.list { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; margin: 0 0 1rem; }
table.list th, table.list td { text-align: left; padding: .5rem .8rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; font-weight: 400; }
/* a word breaks only where it is longer than a name usually is */
table.list tbody th { min-width: 9rem; overflow-wrap: anywhere; } table.list td { min-width: 5rem; overflow-wrap: anywhere; } time span { white-space: nowrap; }
table.list thead th { font-size: .82rem; color: var(--soft); border-top: 0; font-weight: 600; }
.badge { display: inline-block; white-space: nowrap; padding: .05rem .6rem; border-radius: 99px; font-size: .82rem; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); } .merged { color: var(--merged); }
pre, code { font: 13px/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; }
code { background: var(--code); border-radius: 4px; padding: .1em .35em; }
pre { background: var(--code); border-radius: 6px; padding: .75rem .9rem; overflow-x: auto; margin: .6rem 0; } pre code { background: none; padding: 0; }
.lines { counter-reset: line; } .lines span { counter-increment: line; display: block; min-height: 1.5em; }
.lines span::before { content: counter(line); display: inline-block; width: 3.2rem; padding-right: 1rem; text-align: right; color: var(--soft); user-select: none; }
.diff span { display: block; min-height: 1.5em; white-space: pre; } .diff { padding: .4rem 0; }
.diff span { padding: 0 .9rem; } .diff .add { background: var(--good-back); color: var(--good); } .diff .del { background: var(--bad-back); color: var(--bad); } .diff .hunk { color: var(--soft); } .diff .change { background: var(--wait-back); color: var(--wait); } .diff .failed { background: var(--bad-back); color: var(--bad); font-weight: 600; }
.comment pre, .comment .diff span { white-space: pre-wrap; overflow-wrap: anywhere; }
.comment > header { display: flex; gap: .6rem; align-items: center; border-bottom: 1px solid var(--line); padding-bottom: .5rem; margin-bottom: .6rem; flex-wrap: wrap; }
.comment img { border-radius: 50%; width: 26px; height: 26px; }
.comment > header:last-child { border: 0; padding: 0; margin: 0; }
.body { overflow-x: auto; } .body > :first-child { margin-top: 0; } .body > :last-child { margin-bottom: 0; } .body table { border-collapse: collapse; } .body th, .body td { border: 1px solid var(--line); padding: .25rem .6rem; overflow-wrap: break-word; }
form.inline { display: inline-flex; gap: .5rem; align-items: center; flex-wrap: wrap; margin: 0; }
label { font-weight: 600; }
textarea { width: 100%; min-height: 6.5rem; } textarea.source { font: 13px/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; }
textarea, select, input[type=text], input[type=search] { max-width: 100%; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft); border-radius: 6px; padding: .4rem .6rem; }
button { font: inherit; font-weight: 600; padding: .4rem .95rem; border-radius: 6px; border: 1px solid var(--soft); background: var(--card); color: var(--text); cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-text); } button[disabled] { opacity: .6; cursor: not-allowed; }
.bypass { display: inline-flex; gap: .4rem; align-items: center; } form:has(#bypass:not(:checked)) button.main { background: var(--card); border-color: var(--soft); color: var(--soft); }
.row { display: flex; gap: .6rem; flex-wrap: wrap; align-items: center; margin-top: .7rem; } form.row { margin-bottom: 1rem; }
.notice { border-left: 4px solid var(--wait); background: var(--wait-back); padding: .6rem .9rem; border-radius: 4px; margin: 0 0 1rem; } ul.notice { padding-left: 2rem; } .notice.failed { border-color: var(--bad); background: var(--bad-back); }
summary { cursor: pointer; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  header.top form { flex: 1 1 100%; min-width: 0; flex-wrap: nowrap; } header.top label { white-space: nowrap; } header.top select { flex: 1; min-width: 0; }
  nav.tabs a { padding: .45rem .5rem; }
  table.list th, table.list td { padding: .5rem .35rem; } table.list td { min-width: 4.6rem; } table.list tbody th { min-width: 7.2rem; } time span:last-child { white-space: normal; }
}
`;
