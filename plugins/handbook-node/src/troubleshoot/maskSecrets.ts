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
  let masked = 0;
  let result = text;
  for (const [pattern, replacement] of secrets) {
    result = result.replace(pattern, (...found) => {
      masked += 1;
      return replacement.replace('$1', found[1] ?? '');
    });
  }
  return { text: result, masked };
}
