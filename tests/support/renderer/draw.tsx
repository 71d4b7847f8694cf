import { renderToStaticMarkup } from 'react-dom/server';
import type { Commands } from '../../../src/renderer/commands';
import { View, type ViewProps } from '../../../src/renderer/View';
import type { AppInfo } from '../../../src/shared/api';
import type { AuthState } from '../../../src/shared/auth-state';
import { info } from './fixtures';

export const nothing = () => {};
/** Commands that do nothing. */
export const commands = new Proxy({}, { get: () => nothing }) as Commands;

/** What is pending while the state is drawn. */
export type Meanwhile = Partial<Pick<ViewProps, 'leaving' | 'question' | 'update'>>;

export function draw(state: AuthState, appInfo: AppInfo = info, meanwhile: Meanwhile = {}): string {
  const still = { leaving: [], question: null, update: { kind: 'idle' } } as const;
  const props = { state, info: appInfo, commands, ...still, ...meanwhile };
  return renderToStaticMarkup(<View {...props} />);
}

/** The text of every `<button>`, without the spinner. */
export function buttons(html: string): string[] {
  return [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, inner = '']) =>
    inner.replace(/<[^>]*>/g, ''),
  );
}

/** What a person reads, tags taken out. */
export const read = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** What a screen reader says of it. */
export const spoken = (html: string) => /role="status">([^<]*)</.exec(html)?.[1];
