/** The look of the app's own window (`src/renderer/styles/tokens.css`), for a page of a few lines. */
export const pageStyle = `
:root { color-scheme: light dark; --back: #f5f7fa; --card: #fff; --line: #d8dee7; --text: #17202b; --muted: #566273; }
@media (prefers-color-scheme: dark) {
  :root { --back: #12161c; --card: #1a2029; --line: #323c4a; --text: #e8edf4; --muted: #9dabbd; }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 2rem 1rem; display: grid; place-items: center;
  background: var(--back); color: var(--text); overflow-wrap: anywhere;
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
body:lang(ko) { word-break: keep-all; }
main { width: 100%; max-width: 27rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
svg { display: block; width: 3rem; height: 3rem; }
h1 { margin: 1.25rem 0 0.5rem; font-size: 1.375rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0; color: var(--muted); text-wrap: pretty; }
`;
