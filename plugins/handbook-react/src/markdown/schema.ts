import { Options } from 'rehype-sanitize';

const tagNames =
  'h1 h2 h3 h4 h5 h6 p br hr blockquote ul ol li pre code em strong del a img table thead tbody tr th td input sup section'.split(' ');

/** What a document may be made of; everything else is dropped, and every attribute that is not named. */
export function schemaOf(idPrefix: string): Options {
  const footnote = new RegExp(`^${idPrefix}fn(ref)?-[\\w-]{1,60}$`);
  return {
    tagNames,
    attributes: {
      a: ['href', ['id', footnote], 'dataFootnoteRef', 'dataFootnoteBackref'],
      // set by `commandMarks`, never by HTML: that is dropped
      code: [['className', /^language-[\w-]{1,40}$/], 'dataRun', 'dataNotRun'],
      // asked for by `RepositoryImage`, never by the browser itself
      img: ['alt', 'src'],
      input: [['type', 'checkbox'], 'checked'],
      li: [['id', footnote]],
      ol: ['start'],
      td: [['align', 'left', 'right', 'center']],
      th: [['align', 'left', 'right', 'center']],
    },
    // the ids that are left are made here, with a prefix of their own
    clobber: [],
    protocols: { href: ['http', 'https'] },
    strip: ['script', 'style'],
  };
}
