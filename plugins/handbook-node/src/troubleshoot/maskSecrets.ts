const mask = '•••';

const passwords = 'passw(?:or)?d|passphrase|pwd|비밀번호|암호';
const keys = 'secret|secret_?(?:access_?)?key|api_?key|access_?key|private_?key|token|x-amz-signature';
const quoted = `\\\\?"[^"\\n]{1,4000}"|'[^'\\n]{1,4000}'`;
const bare = `[^\\s"',;<>&•]{1,4000}`;

/**
 * Values told by their name: behind an equals sign, in XML or on a command line, or behind a colon. Bare words behind a colon
 * are often prose, as in "ExpiredToken: The security token" and "using password: YES", which entries look for.
 */
const named = [
  `((?:${passwords}|${keys})(?:\\\\?["'])?(?:[ \\t]{0,40}=[ \\t]{0,40}|>|(?<=--[\\w-]{0,40})[ \\t]{1,4}))(${quoted}|${bare})`,
  `((?:${passwords}|${keys})(?:\\\\?["'])?[ \\t]{0,40}:[ \\t]{0,40})(?:${quoted})`,
  `((?:${passwords})[ \\t]{0,4}:[ \\t]{0,40})(?!(?:yes|no)\\b)${bare}`,
  `((?:${keys})[ \\t]{0,4}:[ \\t]{0,40})(?=[^\\s"',;]{0,200}\\d)${bare}`,
].map(source => new RegExp(source, 'gi'));

/**
 * What is a secret, with what stays of it. Every repetition has a bound, so that no text takes long; a value that is told by
 * its name alone is masked too, whatever it looks like.
 */
const secrets: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, mask],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}\b/g, mask],
  [/\bgh[pousr]_[A-Za-z0-9]{20,255}/g, mask],
  [/\bgithub_pat_[A-Za-z0-9_]{20,255}/g, mask],
  [/\b(?:glpat-|npm_|hvs\.|xox[abeprs]-|sk_live_|AIza)[\w-]{10,255}/g, mask],
  [/\beyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,4000}/g, mask],
  [/\b(authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:[a-z]{1,20}[ \t]{1,4})?)[^\s"',•]{6,4000}/gi, `$1${mask}`],
  [/\b(bearer[ \t]{1,4})[\w.~+/-]{16,4000}={0,2}/gi, `$1${mask}`],
  [/\b([a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@]{0,100}:)[^\s/]{1,200}@/gi, `$1${mask}@`],
  ...named.map((pattern): [RegExp, string] => [pattern, `$1${mask}`]),
];

/** Runs of base64: a secret access key has 40 signs, a session token and the lines of a key more. */
const run = /(?<![A-Za-z0-9+/=_.-])[A-Za-z0-9+/]{40,4000}={0,2}(?![A-Za-z0-9+/=_.-])/g;

/** Digests are written in hexadecimal, and paths hold no digit between capitals: neither is a secret. */
function looksRandom(text: string): boolean {
  const length = text.replace(/=+$/, '').length;
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
  return mixed && (length === 40 || length >= 60);
}

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
  const masked = result.replace(run, secret => {
    if (!looksRandom(secret)) return secret;
    found.push(secret);
    return mask;
  });
  return { text: masked, masked: found.length };
}
