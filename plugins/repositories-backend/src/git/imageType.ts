/** How files begin that browsers draw and do nothing else with: no SVG, which is a document. */
const beginnings: [type: string, at: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP8'],
];

/** Media type of an image by its bytes, whatever its name says; `undefined` for everything else. */
export function imageType(bytes: Buffer): string | undefined {
  const beginning = bytes.toString('latin1', 0, 16);
  return beginnings.find(([, at, expected]) => beginning.startsWith(expected, at))?.[0];
}
