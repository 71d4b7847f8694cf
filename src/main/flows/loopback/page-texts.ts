import texts from './page-texts.json' with { type: 'json' };

/** What a page in the browser says: a heading, and a sentence or two. */
export interface PageText {
  readonly title: string;
  readonly text: string;
}

/** Why the page is shown. */
export type PageName = 'answered' | 'refused' | 'signed-out' | 'unexpected';

const catalogues = texts satisfies Record<string, Readonly<Record<PageName, PageText>>>;

/** The same languages as managed login has. */
export type PageLanguage = keyof typeof catalogues;

export const pageLanguages = Object.keys(catalogues) as PageLanguage[];

/** @param app the name of the app */
export function pageText(language: PageLanguage, name: PageName, app: string): PageText {
  const { title, text } = catalogues[language][name];
  return { title, text: text.replaceAll('{app}', () => app) };
}
