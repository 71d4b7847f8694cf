/** The hosted UI's style sheet. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f3f4f8; --card: #ffffff; --text: #14171f; --muted: #565d6d; --line: #d5d9e2;
  --field: #ffffff; --field-line: #868ea0; --accent: #4a3fd1; --accent-strong: #3a30b3;
  --on-accent: #ffffff; --focus: #4a3fd1; --alert: #a4161a; --alert-back: #fdf0f0;
  --notice: #14532d; --notice-back: #edf8f1; --shadow: 0 1px 2px #14171f14, 0 12px 32px #14171f14;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1117; --card: #191c25; --text: #eef0f6; --muted: #a4abbd; --line: #2d3240;
    --field: #11141b; --field-line: #717a90; --accent: #8b83ff; --accent-strong: #a39dff;
    --on-accent: #0f1020; --focus: #b5b0ff; --alert: #ffb4b4; --alert-back: #3a1a1e;
    --notice: #a7e8c0; --notice-back: #13291c; --shadow: 0 1px 2px #0006, 0 12px 32px #0006;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; padding: 32px 20px; gap: 20px;
  display: flex; flex-direction: column; align-items: center; justify-content: center;
  background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main {
  width: 100%; max-width: 400px; padding: 36px 32px 32px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  box-shadow: var(--shadow);
}
main.wide { max-width: 640px; }
.mark { display: block; width: 44px; height: 44px; margin-bottom: 20px; }
h1 { margin: 0 0 4px; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 24px 0 8px; font-size: 1rem; }
p { margin: 0 0 16px; }
.lead { margin-bottom: 24px; color: var(--muted); }
form { margin: 0; }
label { display: block; margin-bottom: 6px; font-weight: 600; font-size: 0.9375rem; }
label span, .hint { color: var(--muted); font-weight: 400; }
.hint { margin: 6px 0 0; font-size: 0.875rem; }
.field { margin-bottom: 18px; }
input:not([type="hidden"]) {
  width: 100%; padding: 11px 12px; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--field-line); border-radius: 9px;
}
.qr { width: 200px; max-width: 100%; margin: 0 auto 16px; }
.qr svg { display: block; border-radius: 9px; shape-rendering: crispEdges; }
#secret { font-size: 1rem; letter-spacing: 0.05em; }
input[name="code"] { font-size: 1.25rem; letter-spacing: 0.3em; font-variant-numeric: tabular-nums; }
input[aria-invalid="true"] { border-color: var(--alert); }
button {
  width: 100%; margin-top: 6px; padding: 12px 16px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 9px;
}
button:hover { background: var(--accent-strong); }
button.plain {
  width: auto; margin: 0; padding: 0; font-weight: 400; color: var(--accent); background: none; border: 0;
  text-decoration: underline; text-underline-offset: 3px;
}
a.button {
  display: block; padding: 12px 16px; text-align: center; text-decoration: none; font-weight: 600;
  border: 1px solid var(--field-line); border-radius: 9px;
}
.other { margin: 12px 0 0; }
a { color: var(--accent); text-underline-offset: 3px; }
a:hover, button.plain:hover { color: var(--accent-strong); background: none; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 9px; }
.alert, .notice { margin: 0 0 20px; padding: 12px 14px; border-radius: 9px; font-size: 0.9375rem; }
.alert { color: var(--alert); background: var(--alert-back); border: 1px solid currentColor; }
.notice { color: var(--notice); background: var(--notice-back); border: 1px solid currentColor; }
.aside { margin: 24px 0 0; padding-top: 20px; border-top: 1px solid var(--line); color: var(--muted); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.8125rem; }
code { overflow-wrap: anywhere; }
pre {
  margin: 0 0 16px; padding: 14px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--page); border-radius: 9px;
}
ul { margin: 0 0 16px; padding-left: 20px; }
.mails { padding: 0; list-style: none; }
.mails li { padding: 16px 0; border-top: 1px solid var(--line); }
.mails p { margin: 0; color: var(--muted); overflow-wrap: anywhere; }
.mails strong { display: block; font-size: 1.5rem; letter-spacing: 0.2em; font-variant-numeric: tabular-nums; }
footer { color: var(--muted); font-size: 0.8125rem; text-align: center; }
@media (max-width: 380px) { main { padding: 28px 20px 24px; } }
`;
