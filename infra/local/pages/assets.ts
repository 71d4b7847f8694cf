import { Hono } from 'hono';
import { mark } from './mark';
import { style } from './style';

/** The style sheet and the icon, as files of their own: the pages' policy allows nothing inline. */
export const assets = new Hono()
  .get('/style.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  .get('/mark.svg', (c) => c.body(mark, 200, { 'Content-Type': 'image/svg+xml' }));
