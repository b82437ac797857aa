// Control characters, the other slash, and what stands for bytes that are no UTF-8.
// eslint-disable-next-line no-control-regex
const strangeCharacter = /[\u0000-\u001f\u007f\\\ufffd]/;

/** Whether a path of a commit can be shown, stored and asked for as it stands. */
export function isSafePath(path: string): boolean {
  return (
    path.length <= 500 &&
    !strangeCharacter.test(path) &&
    path
      .split('/')
      .every(part => !['', '.', '..', '.git'].includes(part.toLowerCase()))
  );
}
