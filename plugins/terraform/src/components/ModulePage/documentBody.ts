/**
 * What a page shows of a README or a changelog: without its title, which the page gives, and without the tables that
 * terraform-docs writes into it, which have tabs of their own here.
 */
export function documentBody(text: string): string {
  return text
    .replace(/<!--\s*BEGIN_TF_DOCS\s*-->[\s\S]*?<!--\s*END_TF_DOCS\s*-->/g, '')
    .replace(/^\s*# [^\n]*\n/, '')
    .trim();
}
