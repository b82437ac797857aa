/** Markup that is known to be safe: made by {@link html}, or vouched for. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: everything that is not {@link Markup} is escaped. */
export type Content =
  | Markup
  | string
  | number
  | undefined
  | false
  | readonly Content[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character]);
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(render).join('');
  return content === undefined || content === false
    ? ''
    : escapeHtml(String(content));
}

/** A template whose values are escaped, in text and in quoted attributes alike. */
export function html(
  parts: TemplateStringsArray,
  ...values: Content[]
): Markup {
  return new Markup(
    parts.reduce(
      (text, part, index) => text + render(values[index - 1]) + part,
    ),
  );
}
