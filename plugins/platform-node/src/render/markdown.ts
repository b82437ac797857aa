const entity = (character: string) => `&#${character.codePointAt(0)};`;

/**
 * A person's text inside Markdown, shown as it was typed. Character references are the one escape that CommonMark and
 * Python-Markdown (TechDocs) read alike; plain words stay plain words. Links that a renderer would make by itself
 * (`https:`, `www.`, `@name`) are broken up too.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>&|~^=$%@:!#]/g, entity)
    .replace(/www\./gi, match => `${match.slice(0, -1)}${entity('.')}`)
    .replace(/^[\s\d+-]/, entity);
}
