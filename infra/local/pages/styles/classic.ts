/** The classic hosted UI's look: a plain card with a dark band on top, square and close. */
export const classic = `
:root {
  --page: #eceff3; --card: #ffffff; --text: #16191f; --muted: #545b64; --line: #c9ced6;
  --field: #ffffff; --field-line: #7d8590; --accent: #0b5cad; --accent-strong: #084482;
  --on-accent: #ffffff; --focus: #0b5cad; --alert: #a4161a; --alert-back: #fdf0f0;
  --notice: #14532d; --notice-back: #edf8f1; --band: #28313f; --on-band: #ffffff;
  --warn: #4d3800; --warn-back: #fff4ce; --warn-line: #e5c365;
  --size: 15px; --width: 400px; --corner: 4px; --card-corner: 6px; --button: 10px 14px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151a; --card: #1d2229; --text: #eceff3; --muted: #aab2bd; --line: #39414c;
    --field: #14181e; --field-line: #78828f; --accent: #74b4f5; --accent-strong: #a3cffa;
    --on-accent: #0c1a29; --focus: #a3cffa; --alert: #ffb4b4; --alert-back: #3a1a1e;
    --notice: #a7e8c0; --notice-back: #13291c; --band: #2d3643; --on-band: #f4f6f9;
    --warn: #ffe08a; --warn-back: #2b2410; --warn-line: #6b5a1f;
  }
}
body { justify-content: flex-start; gap: 0; padding-top: 0; }
.card { order: 1; overflow: hidden; margin-top: 40px; }
header { padding: 14px 24px; color: var(--on-band); background: var(--band); font-size: 1.0625rem; font-weight: 600; }
.mark { width: 28px; height: 28px; }
main { padding: 26px 24px; }
h1 { font-size: 1.3125rem; font-weight: 600; }
footer {
  align-self: stretch; margin: 0 -16px; padding: 8px 16px;
  color: var(--warn); background: var(--warn-back); border-bottom: 1px solid var(--warn-line);
}
`;
