/**
 * What the page may be made of where a document is shown, as an allow list: our own elements and the few attributes that they carry.
 * A browser test can use it as the tests in jsdom do.
 */
const tags = new Set(
  `div p span br hr blockquote ul ol li pre code em strong del a table thead tbody tr th td h1 h2 h3 h4 h5 h6 sup
  section header button figure details summary svg path g rect circle ellipse polygon text`.split(/\s+/),
);

const attributes = new Set(
  `class id href target rel role tabindex type align start data-kind data-shape data-stroke data-variant data-size data-react-aria-pressable
  data-rac data-tone data-standalone data-weight data-color data-bg data-as viewbox width height d x y cx cy r rx ry points fill xmlns
  text-anchor dominant-baseline aria-label aria-hidden`.split(/\s+/),
);

/** Ids that a document may make: each begins as we begin it. */
const ids = /^(document-|react-aria|:r)/;

/** What is wrong with an element and all below it; empty when nothing is. */
export function violationsOfDom(root: Element, options: { origins: string[] }): string[] {
  const wrong: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase();
    if (!tags.has(tag)) wrong.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      const attribute = name.toLowerCase();
      if (!attributes.has(attribute)) wrong.push(`${tag} ${attribute}="${value}"`);
      if (attribute === 'id' && !ids.test(value)) wrong.push(`${tag} id="${value}"`);
      if (attribute === 'href') wrong.push(...violationsOfAddress(value, element, options.origins));
    }
  }
  return wrong;
}

function violationsOfAddress(href: string, element: Element, origins: string[]): string[] {
  if (href.startsWith('#document-') || (href.startsWith('/') && !/^\/[/\\]/.test(href))) return [];
  if (!/^https?:\/\//i.test(href)) return [`href="${href}"`];
  const isOutside = !origins.some(origin => href.startsWith(`${origin}/`));
  const opens = element.getAttribute('target') === '_blank' && element.getAttribute('rel') === 'noopener noreferrer';
  return isOutside && !opens ? [`href="${href}" without noopener`] : [];
}
