const entity = (character: string) => `&#${character.codePointAt(0)};`;

/** What opens a block at the beginning of a line: headings, lists, quotations, and the admonitions and tabs of TechDocs. */
const opensBlock = /^(?:#|>|[-+](?=\s|[-+]|$)|!(?=!!)|\d{1,9}(?=[.)](?:\s|$)))/;

/**
 * A person's text of one line inside Markdown, shown as it was typed, and as readable as can be where the file itself is
 * read: words and their punctuation stay as they are. What would mean something is escaped by a backslash where CommonMark and
 * Python-Markdown (TechDocs) both take it, and else by a character reference. Links and names of emoji that a renderer
 * would make by itself (`https:`, `www.`, `a@b`, `:+1:`) are broken up too.
 */
export function markdownText(text: string): string {
  return text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?!\s|\d|$)/g, '&lt;')
    .replace(/@/g, entity)
    .replace(/[\\`*[\]{}|~^]|_(?![^\W_])|(?<![^\W_])_|(?<=\s)#|#(?=#*$)|=(?==)|(?<==)=/g, '\\$&')
    // one dollar is a price; GitHub reads two as the ends of a formula, and takes no backslash there
    .replace(/\$(?=.*\$)|(?<=\$.*)\$/g, entity)
    .replace(/:(?=\/\/|[\w+-]+:)|(?<=:[\w+-]+):/g, entity)
    .replace(/www(?=\.)/gi, '$&\\')
    .replace(opensBlock, start => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/^[\s:?]/, entity);
}
