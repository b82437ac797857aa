import type { HLJSApi, Language } from 'highlight.js';

/** HCL for highlight.js, which has none: comments, strings with templates, block types, attributes, literals. */
export function hcl(hljs: HLJSApi): Language {
  const template = {
    scope: 'subst',
    begin: /\$\{/,
    end: /\}/,
    contains: [hljs.QUOTE_STRING_MODE],
  };
  return {
    name: 'HCL',
    keywords: {
      keyword: 'for in if else endif for_each',
      literal: 'true false null',
      built_in: 'var local module data each count path terraform',
    },
    contains: [
      hljs.HASH_COMMENT_MODE,
      hljs.C_LINE_COMMENT_MODE,
      hljs.C_BLOCK_COMMENT_MODE,
      {
        scope: 'string',
        begin: /"/,
        end: /"/,
        contains: [hljs.BACKSLASH_ESCAPE, template],
      },
      { scope: 'number', begin: /\b\d+(\.\d+)?\b/ },
      { scope: 'attr', begin: /^\s*[A-Za-z_][\w-]*(?=\s*=)/ },
      {
        scope: 'title',
        begin:
          /^\s*(terraform|provider|module|variable|output|locals|resource|data|backend|required_providers|default_tags)\b/,
      },
    ],
  };
}
