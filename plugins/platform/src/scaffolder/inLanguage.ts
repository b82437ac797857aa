/** Beginning of a line of Markdown, English, a middle dot, and Korean: how a template writes what has two languages. */
const bilingual = /^(\s*(?:[-*]|\d+\.)?\s*)(.*?) · ([^·]*\p{Script=Hangul}.*)$/u;

/**
 * A text of a template in the reader's language. A template is a file and cannot be translated, so each of its texts stands there in
 * both languages, as `Name · 이름`. Whatever is not written so stays as it is.
 */
export function inLanguage(text: string, language: 'en' | 'ko'): string {
  return text
    .split('\n')
    .map(line => {
      const [, beginning, english, korean] = bilingual.exec(line) ?? [];
      if (korean === undefined) return line;
      return `${beginning}${language === 'ko' ? korean : english}`;
    })
    .join('\n');
}

/** Every text in a part of a template, as {@link inLanguage}. */
export function allInLanguage<T>(value: T, language: 'en' | 'ko'): T;
export function allInLanguage(value: unknown, language: 'en' | 'ko'): unknown {
  if (typeof value === 'string') return inLanguage(value, language);
  if (Array.isArray(value)) return value.map(item => allInLanguage(item, language));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, allInLanguage(item, language)]));
}
