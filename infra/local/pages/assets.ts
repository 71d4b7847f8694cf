import { type Context, Hono } from 'hono';
import { base } from './styles/base';
import { classic } from './styles/classic';
import { managed } from './styles/managed';
import { mark } from './styles/mark';

const css = (c: Context, look: string) =>
  c.body(base + look, 200, { 'Content-Type': 'text/css; charset=utf-8' });

/** The style sheets and the icon, as files of their own: the pages' policy allows nothing inline. */
export const assets = new Hono()
  .get('/classic.css', (c) => css(c, classic))
  .get('/managed.css', (c) => css(c, managed))
  .get('/mark.svg', (c) => c.body(mark, 200, { 'Content-Type': 'image/svg+xml' }));
