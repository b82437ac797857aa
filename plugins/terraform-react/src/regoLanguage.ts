import type { HLJSApi, Language } from 'highlight.js';

/** Rego for highlight.js, which has none: comments, strings, raw strings, rules and literals. */
export function rego(hljs: HLJSApi): Language {
  return {
    name: 'Rego',
    keywords: {
      keyword: 'package import as default if else contains every some in not with',
      literal: 'true false null',
      built_in: 'input data count sprintf startswith endswith object walk regex',
    },
    contains: [
      hljs.HASH_COMMENT_MODE,
      hljs.QUOTE_STRING_MODE,
      { scope: 'string', begin: /`/, end: /`/ },
      { scope: 'number', begin: /\b\d+(\.\d+)?\b/ },
      { scope: 'title', begin: /^(deny|warn|allow|violation|test_\w+)\b/ },
    ],
  };
}
