const mask = '•••';

/**
 * What is a secret, with what stays of it. Every repetition has a bound, so that no text takes long; a key that is told by
 * its name alone is masked too, whatever its value looks like.
 */
const secrets: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, mask],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}\b/g, mask],
  [/\bgh[pousr]_[A-Za-z0-9]{20,255}/g, mask],
  [/\bgithub_pat_[A-Za-z0-9_]{20,255}/g, mask],
  [/\bxox[abeprs]-[A-Za-z0-9-]{10,255}/g, mask],
  [/\beyJ[\w-]{8,400}\.[\w-]{8,2000}\.[\w-]{0,1000}/g, mask],
  [/\b(bearer|basic)[ \t]{1,4}[\w.~+/-]{8,4000}={0,2}/gi, `$1 ${mask}`],
  [/\b([a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/:@]{1,100}:[^\s/@]{1,200}@/gi, `$1${mask}@`],
  [
    /((?:passw(?:or)?d|pwd|secret|secret_?(?:access_?)?key|api_?key|access_?key|private_?key|(?:session|auth|access|refresh)_?token|token)["']?[ \t]{0,3}[=:][ \t]{0,3}["']?)([^\s"',;•]{6,2000})/gi,
    `$1${mask}`,
  ],
];

/** Masks secrets before a text is compared, shown, stored or logged. @public */
export function maskSecrets(text: string): { text: string; masked: number } {
  const found: string[] = [];
  const result = secrets.reduce(
    (rest, [pattern, replacement]) =>
      rest.replace(pattern, (secret: string, ...groups: unknown[]) => {
        found.push(secret);
        const [kept] = groups;
        // a line of the text stays the line that it was
        const lines = secret.replace(/[^\n]/g, '');
        return replacement.replace('$1', () => (typeof kept === 'string' ? kept : '')) + lines;
      }),
    text,
  );
  return { text: result, masked: found.length };
}
