import de from './de.json' with { type: 'json' };
import enCatalogue from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import id from './id.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import ptBr from './pt-BR.json' with { type: 'json' };
import zhCn from './zh-CN.json' with { type: 'json' };
import zhTw from './zh-TW.json' with { type: 'json' };

/** A language's file: plain texts, which are escaped where they go into a page, with placeholders such as `{address}`. */
type Catalogue = typeof enCatalogue;

const templates = [
  ...([
    'passwordRules',
    'passwordLength',
    'continueWith',
    'codeSentTo',
    'codePerhapsSentTo',
  ] as const),
  ...(['weakAtSignUp', 'weakAtReset'] as const),
];
type Template = (typeof templates)[number];

/** What the hosted UI says, in one language: a template is a function of its placeholder's value. */
export type PageText = Omit<Catalogue, Template> &
  Readonly<Record<Template, (value: string | number) => string>>;

/** Managed login's languages, by the codes that `lang` takes (managed-login page: localization). */
const catalogues = {
  ...{ de, en: enCatalogue, es, fr, id, it, ja, ko },
  ...{ 'pt-BR': ptBr, 'zh-CN': zhCn, 'zh-TW': zhTw },
} satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;

export const texts = Object.fromEntries(
  Object.entries(catalogues).map(([language, catalogue]) => [language, pageText(catalogue)]),
) as Readonly<Record<Language, PageText>>;

export const { en } = texts;

export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(texts, code);
}

function pageText(catalogue: Catalogue): PageText {
  const filled = templates.map((name) => [
    name,
    (value: string | number) => catalogue[name].replace(/\{\w+\}/, () => String(value)),
  ]);
  return { ...catalogue, ...Object.fromEntries(filled) };
}
