import { waitFor } from '@testing-library/react';
import { HostileDocument, hostileDocuments } from './__testUtils__/hostileDocuments';
import { violationsOfDom } from './__testUtils__/allowedDom';
import { renderDocument } from './__testUtils__/renderDocument';
import styles from './DocumentMarkdown.module.css';

const documents = hostileDocuments();

describe('hostile documents', () => {
  it('are more than 500, and each another one', () => {
    expect(documents.length).toBeGreaterThanOrEqual(500);
    expect(new Set(documents.map(document => document.text)).size).toBeGreaterThanOrEqual(500);
  });

  const placeOf = ({ name }: HostileDocument) => name.replace(/ \d+$/, '');
  it.each([...new Set(documents.map(placeOf))])('come out as text: %s', async place => {
    const hostile = jest.fn();
    Object.assign(window, { hostile });
    for (const { name, text } of documents.filter(document => placeOf(document) === place)) {
      const { container, unmount } = renderDocument(text);
      const root = await waitFor(() => {
        const found = container.querySelector(`.${styles.root}`);
        if (!found) throw new Error(`${name} is not shown`);
        return found;
      });
      const wrong = violationsOfDom(root, { origins: ['https://forge.example'] });
      expect({ name, wrong }).toEqual({ name, wrong: [] });
      unmount();
    }
    expect(hostile).not.toHaveBeenCalled();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
