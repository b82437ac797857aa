import { PathFacts } from '@connectly/plugin-handbook-common';
import { toString } from 'mdast-util-to-string';
import { FrontMatter, minutesOf } from './FrontMatter';
import { factsOf, MarkdownText } from './MarkdownText';

/** What a path for newcomers says of itself: its headings of level two are its steps. */
export function readNewcomers(markdown: MarkdownText, front: FrontMatter): PathFacts {
  const steps = markdown.sections(2).map(({ title, content }) => {
    const [first] = content;
    const facts = first?.type === 'list' ? factsOf(first) : new Map<string, never>();
    const time = facts.get('time') ?? facts.get('시간');
    const action = facts.get('do') ?? facts.get('할 일');
    const link = action?.link;
    return {
      title,
      minutes: time && minutesOf(time.value),
      action: link && { title: toString(link), href: link.url },
      text: markdown.sourceOf(time || action ? content.slice(1) : content),
    };
  });
  return { for: front.textOf('for'), steps };
}
