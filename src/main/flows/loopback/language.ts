/** No browser has more languages than this in its list. */
const mostTags = 30;

/** The tags of an `Accept-Language` header, the most wanted first (RFC 9110 §12.5.4). */
function tagsOf(header: string): string[] {
  return header
    .split(',', mostTags)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
      const quality = parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
      return { tag, quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

/**
 * The first wanted language that there is, by language and script: `pt-PT` finds `pt-BR`, `zh-HK` finds
 * `zh-TW`, and `zh-SG` finds `zh-CN`.
 *
 * @param header `Accept-Language`, when the browser sent one
 * @param locale the language of the system, wanted after those of the header
 */
export function languageFor<Language extends string>(
  available: readonly Language[],
  header: string | undefined,
  locale: string,
): Language | null {
  for (const tag of [...tagsOf(header ?? ''), locale]) {
    const wanted = scriptOf(tag);
    const found = available.find((language) => scriptOf(language) === wanted);
    if (wanted !== null && found !== undefined) return found;
  }
  return null;
}

/** Language and script, as `zh-Hant`; `null` for what is no language tag. */
function scriptOf(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return null;
  }
}
