import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import type { Html } from './layout';

/**
 * A text to scan, as SVG in the page: the pages' policy lets no image come from a `data:` address.
 * Dark on white in dark mode too, and with the four modules of white around it that readers need
 * (ISO/IEC 18004).
 * @param name what screen readers say
 */
export function qrCode(text: string, name: string): Html {
  const svg = renderSVG(text, { border: 4, pixelSize: 4 });
  return html`<div class="qr" role="img" aria-label="${name}">${raw(svg)}</div>`;
}
