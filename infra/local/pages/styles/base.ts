/** What both looks have in common. Colours, corners and distances come from the look. */
export const base = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; color-scheme: light dark; }
body {
  margin: 0; min-height: 100vh; padding: 32px 16px; gap: 20px;
  display: flex; flex-direction: column; align-items: center; justify-content: center;
  background: var(--page); color: var(--text);
  font: var(--size)/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
body:lang(ja) { font-family: system-ui, "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif; }
body:lang(ko) {
  font-family: system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR", sans-serif;
  word-break: keep-all;
}
body:lang(zh-CN) { font-family: system-ui, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
body:lang(zh-TW) { font-family: system-ui, "PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC", sans-serif; }
.card { width: 100%; max-width: var(--width); background: var(--card); border: 1px solid var(--line); border-radius: var(--card-corner); }
.card.wide { max-width: 640px; }
header { display: flex; align-items: center; gap: 12px; }
.mark { flex: none; display: block; }
h1 { margin: 0 0 4px; line-height: 1.25; hyphens: auto; text-wrap: balance; }
h2 { margin: 24px 0 8px; font-size: 1rem; }
p { margin: 0 0 16px; }
.lead { margin-bottom: 24px; color: var(--muted); }
form { margin: 0; }
label { display: block; margin-bottom: 6px; font-weight: 600; font-size: 0.9375em; }
label span, .hint { color: var(--muted); font-weight: 400; }
.hint { margin: 6px 0 0; font-size: 0.875em; }
.field { margin-bottom: 18px; }
input:not([type="hidden"]) {
  width: 100%; padding: 11px 12px; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--field-line); border-radius: var(--corner);
}
.qr { width: 200px; max-width: 100%; margin: 0 auto 16px; }
.qr svg { display: block; border-radius: var(--corner); shape-rendering: crispEdges; }
#secret { max-width: 250px; margin-inline: auto; font-size: 1rem; letter-spacing: 0.05em; text-align: center; }
input[name="code"] { font-size: 1.25rem; letter-spacing: 0.3em; font-variant-numeric: tabular-nums; }
input[aria-invalid="true"] { border-color: var(--alert); }
button {
  width: 100%; margin-top: 6px; padding: var(--button); font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: var(--corner);
}
button:hover { background: var(--accent-strong); }
button.plain {
  width: auto; margin: 0; padding: 0; font-weight: 400; color: var(--accent); background: none; border: 0;
  text-decoration: underline; text-underline-offset: 3px;
}
a.button {
  display: block; padding: var(--button); text-align: center; text-decoration: none; font-weight: 600;
  border: 1px solid var(--field-line); border-radius: var(--corner);
}
.other { margin: 12px 0 0; }
a { color: var(--accent); text-underline-offset: 3px; }
a:hover, button.plain:hover { color: var(--accent-strong); background: none; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: var(--corner); }
.alert, .notice { margin: 0 0 20px; padding: 12px 14px; border-radius: var(--corner); font-size: 0.9375em; border: 1px solid currentColor; }
.alert { color: var(--alert); background: var(--alert-back); }
.notice { color: var(--notice); background: var(--notice-back); }
.aside { margin: 24px 0 0; padding-top: 20px; border-top: 1px solid var(--line); color: var(--muted); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.8125rem; }
pre { margin: 0 0 16px; padding: 14px; white-space: pre-wrap; background: var(--page); border-radius: var(--corner); }
ul { margin: 0 0 16px; padding-left: 20px; }
.mails { padding: 0; list-style: none; }
.mails li { padding: 16px 0; border-top: 1px solid var(--line); }
.mails p { margin: 0; color: var(--muted); }
.mails strong { display: block; font-size: 1.5rem; letter-spacing: 0.2em; font-variant-numeric: tabular-nums; }
footer { font-size: 0.8125rem; text-align: center; text-wrap: balance; }
`;
