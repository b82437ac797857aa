import { PullRequestRow } from '../store/PullRequestStore';
import { PageRequest } from './PageRequest';

type Test = (row: PullRequestRow) => boolean;

/** What GitHub's search of pull requests knows and this one too, as a reader is told. */
export const understood = [
  'is:open',
  'is:closed',
  'is:merged',
  'is:draft',
  'author:',
  'head:',
  'base:',
] as const;

/** What `is:` and `state:` may ask; GitHub calls a merged pull request closed too. */
const states: Record<string, Test> = {
  'is:pr': () => true,
  'is:open': row => row.state === 'open',
  'is:closed': row => row.state === 'closed',
  'is:merged': row => row.mergedAt !== null,
  'is:draft': row => Boolean(row.draft),
  'state:open': row => row.state === 'open',
  'state:closed': row => row.state === 'closed',
};

/**
 * Reads a query as GitHub does: words and "quoted words" of the title, and
 * qualifiers, which all have to hold. What is not understood is given back.
 */
export function readQuery(
  request: PageRequest,
  query: string,
): { unknown: string[]; matches: Test } {
  const terms = query.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
  const tests = terms.map(term => ({ term, test: testOf(request, term) }));
  return {
    unknown: tests.filter(({ test }) => !test).map(({ term }) => term),
    matches: row => tests.every(({ test }) => test?.(row)),
  };
}

function testOf(request: PageRequest, term: string): Test | undefined {
  const text = term.replaceAll('"', '').toLowerCase();
  const qualifier = /^-?[a-z-]+(?=:)/i.exec(term)?.[0].toLowerCase();
  const value = text.slice((qualifier?.length ?? 0) + 1);
  switch (qualifier) {
    case undefined:
      if (/^-./.test(term)) return undefined;
      return row => row.title.toLowerCase().includes(text);
    case 'author': {
      const login =
        value === '@me' ? request.session.caller?.account.login : value;
      return row =>
        request.loginOf(row.authorId).toLowerCase() === login?.toLowerCase();
    }
    case 'head':
      return row => row.headRef.toLowerCase().startsWith(value);
    case 'base':
      return row => row.baseRef.toLowerCase() === value;
    default:
      return Object.hasOwn(states, text) ? states[text] : undefined;
  }
}
