import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { escapeHtml, Markup } from './html';

/** Where a rendering keeps how many details are open and which headings it had; markdown-it's own bag. */
type Environment = Record<string, unknown>;

function openDetails(environment: Environment): number {
  return Number(environment.openDetails ?? 0);
}

/** `<details>`, `<details open>`, either with a summary behind it. */
const opening = /^<details( open)?>\s*(?:<summary>(.*)<\/summary>)?\s*$/i;
const loneSummary = /^<summary>(.*)<\/summary>\s*$/i;
/** A comment on a line of its own, such as the marks of generated parts: readers do not see it, as at GitHub. */
const comment = /^<!--(?:(?!-->).)*-->$/;
const closing = /^<\/details>\s*$/i;
const lineBreak = /^<br ?\/?>$/i;

const markdown = new MarkdownIt({ html: false, linkify: true });

/**
 * The one piece of HTML that is let through, because Atlantis folds its output
 * with it: a line that is exactly a details, summary or br tag; a line that is a
 * comment is left out. Everything else stays text. The tags are written by us; nothing of the line is copied but
 * the summary's text, which is escaped.
 */
markdown.block.ruler.before(
  'paragraph',
  'details',
  (state, startLine, _endLine, silent) => {
    if (state.sCount[startLine] - state.blkIndent >= 4) return false;
    const line = state.src
      .slice(
        state.bMarks[startLine] + state.tShift[startLine],
        state.eMarks[startLine],
      )
      .trim();
    const open = opening.exec(line);
    const summary = open ? open[2] : loneSummary.exec(line)?.[1];
    const isClose = closing.test(line);
    const isBreak = lineBreak.test(line);
    const isComment = comment.test(line);
    if (!open && summary === undefined && !isClose && !isBreak && !isComment)
      return false;
    if (silent) return true;
    if (isBreak) state.push('line_break', 'br', 0);
    if (open) {
      state.push('details_open', 'details', 1).meta = {
        isOpen: Boolean(open[1]),
      };
    }
    if (summary !== undefined) {
      state.push('details_summary', 'summary', 0).content = summary;
    }
    if (isClose) state.push('details_close', 'details', -1);
    state.line = startLine + 1;
    return true;
  },
  { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
);

markdown.renderer.rules.details_open = (
  tokens,
  index,
  _options,
  env: Environment = {},
) => {
  env.openDetails = openDetails(env) + 1;
  return tokens[index].meta?.isOpen ? '<details open>' : '<details>';
};
markdown.renderer.rules.details_summary = (
  tokens,
  index,
  _options,
  env: Environment = {},
) =>
  openDetails(env) > 0
    ? `<summary>${escapeHtml(tokens[index].content)}</summary>`
    : `<p>${escapeHtml(tokens[index].content)}</p>`;
markdown.renderer.rules.details_close = (
  _tokens,
  _index,
  _options,
  env: Environment = {},
) => {
  if (openDetails(env) === 0) return '';
  env.openDetails = openDetails(env) - 1;
  return '</details>';
};

/**
 * Where a link to a heading ends: an anchor's name, not an id, because a name hides no part of the page that a label, a link or a
 * script looks for, whatever the heading says.
 */
markdown.renderer.rules.heading_open = (
  tokens,
  index,
  options,
  env: Environment = {},
  self,
) => {
  const words = (tokens[index + 1].children ?? []).map(each => each.content);
  const name = (env.slugger as GithubSlugger).slug(words.join(''));
  const anchor = name ? `<a name="${escapeHtml(name)}"></a>` : '';
  return self.renderToken(tokens, index, options) + anchor;
};

markdown.renderer.rules.line_break = () => '<br>';

markdown.renderer.rules.fence = (tokens, index) => {
  const { info, content } = tokens[index];
  return info.trim().split(/\s+/)[0] === 'diff'
    ? diffLines(content, { isPlan: true }).text
    : `<pre tabindex="0"><code>${escapeHtml(content)}</code></pre>`;
};
/** The short names that Atlantis writes, which GitHub shows as pictures. */
const emoji: Record<string, string> = {
  arrow_forward: '▶️',
  fast_forward: '⏩',
  heavy_check_mark: '✔️',
  put_litter_in_its_place: '🚮',
  repeat: '🔁',
  twisted_rightwards_arrows: '🔀',
  warning: '⚠️',
  white_check_mark: '✅',
  x: '❌',
};

markdown.renderer.rules.text = (tokens, index) =>
  escapeHtml(tokens[index].content).replace(/:([a-z_]+):/g, (name, key) =>
    Object.hasOwn(emoji, key) ? emoji[key] : name,
  );
// Pictures from elsewhere would tell others who reads what: a link is enough.
markdown.renderer.rules.image = (tokens, index) => {
  const source = String(tokens[index].attrGet('src') ?? '');
  return `<a href="${escapeHtml(source)}" rel="noopener nofollow">${escapeHtml(
    tokens[index].content || source,
  )}</a>`;
};
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index].attrSet('rel', 'noopener nofollow');
  return self.renderToken(tokens, index, options);
};

/** Renders text that anybody may have written. */
export function renderMarkdown(text: string): Markup {
  const environment: Environment = { slugger: new GithubSlugger() };
  const rendered = markdown.render(text, environment);
  // What was left open is closed, so that no comment folds the next one away.
  return new Markup(rendered + '</details>'.repeat(openDetails(environment)));
}

/**
 * A diff with its lines coloured.
 * @param isPlan - of a plan, whose marks may be indented; in a unified diff the first character is the mark
 */
export function diffLines(patch: string, { isPlan = false } = {}): Markup {
  const lines = patch
    .replace(/\n$/, '')
    .split('\n')
    .map(line => {
      const kind = lineKind(isPlan ? line.trimStart() : line);
      return `<span${kind ? ` class="${kind}"` : ''}>${escapeHtml(
        line,
      )}</span>`;
    });
  return new Markup(
    `<pre class="diff" tabindex="0"><code>${lines.join('')}</code></pre>`,
  );
}

function lineKind(line: string): string | undefined {
  if (line.startsWith('+')) return 'add';
  if (line.startsWith('-')) return 'del';
  // what a plan changes in place, and what a policy says
  if (line.startsWith('!') || line.startsWith('WARN - ')) return 'change';
  if (line.startsWith('FAIL - ')) return 'failed';
  return line.startsWith('@@') ? 'hunk' : undefined;
}
