/** Managed login's look: a soft page with a large round card, and its name in the middle. */
export const managed = `
:root {
  --page: #f1f0fb; --glow: #d9d5fb; --card: #ffffff; --text: #14171f; --muted: #565d6d; --line: #e1e2ee;
  --field: #f8f8fd; --field-line: #868ea0; --accent: #4a3fd1; --accent-strong: #3a30b3;
  --on-accent: #ffffff; --focus: #4a3fd1; --alert: #a4161a; --alert-back: #fdf0f0;
  --notice: #14532d; --notice-back: #edf8f1; --pill: #2b2760; --on-pill: #ffffff;
  --shadow: 0 2px 4px #2b276014, 0 24px 64px #2b27601f;
  --size: 16px; --width: 460px; --corner: 12px; --card-corner: 24px; --button: 13px 18px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1017; --glow: #262150; --card: #181a24; --text: #eef0f6; --muted: #a4abbd; --line: #2d3040;
    --field: #10121a; --field-line: #717a90; --accent: #9a93ff; --accent-strong: #b8b3ff;
    --on-accent: #0f1020; --focus: #b5b0ff; --alert: #ffb4b4; --alert-back: #3a1a1e;
    --notice: #a7e8c0; --notice-back: #13291c; --pill: #2d2a52; --on-pill: #e4e2ff;
    --shadow: 0 2px 4px #0006, 0 24px 64px #0008;
  }
}
body { background: radial-gradient(120% 80% at 50% 0, var(--glow), var(--page) 70%) var(--page); }
.card { padding: 40px 40px 36px; box-shadow: var(--shadow); }
header { flex-direction: column; margin-bottom: 24px; color: var(--muted); font-size: 0.875rem; }
.mark { width: 52px; height: 52px; }
h1, .lead { text-align: center; }
h1 { font-size: 1.75rem; letter-spacing: -0.02em; }
.wide header { align-items: flex-start; }
.wide h1, .wide .lead { text-align: left; }
.aside { text-align: center; }
footer { padding: 6px 16px; color: var(--on-pill); background: var(--pill); border-radius: 18px; }
@media (max-width: 480px) { .card { padding: 32px 22px 28px; } h1 { font-size: 1.5rem; } }
`;
