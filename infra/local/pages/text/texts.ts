import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { id } from './id';
import { it } from './it';
import { ja } from './ja';
import { ko } from './ko';
import type { PageText } from './page-text';
import { ptBr } from './pt-br';
import { zhCn } from './zh-cn';
import { zhTw } from './zh-tw';

/** Managed login's languages, by the codes that `lang` takes (managed-login page: localization). */
export const texts = {
  de,
  en,
  es,
  fr,
  id,
  it,
  ja,
  ko,
  'pt-BR': ptBr,
  'zh-CN': zhCn,
  'zh-TW': zhTw,
} as const satisfies Record<string, PageText>;

export type Language = keyof typeof texts;

export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(texts, code);
}
