import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { CodeText } from './CodeText';
import { highlight, languageOfPath } from './highlight';

const hostile =
  'module "a" {\n  name = "<img src=x onerror=alert(1)>${var.x}" # </code><script>\n}\n';

describe('CodeText', () => {
  it('keeps the text whole, whatever it holds', () => {
    for (const language of [
      'hcl',
      'terraform',
      'json',
      'yaml',
      'unheard-of',
      undefined,
    ]) {
      expect(
        highlight(hostile, language)
          .map(span => span.text)
          .join(''),
      ).toBe(hostile);
    }
  });

  it('colours strings and comments of HCL', () => {
    const kinds = highlight(hostile, languageOfPath('main.tf')).map(
      span => span.kind,
    );
    expect(kinds).toEqual(
      expect.arrayContaining(['string', 'comment', 'subst', 'title']),
    );
  });

  it('makes no element out of code', () => {
    const { container } = render(<CodeText text={hostile} language="hcl" />);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(container.querySelector('script')).toBeNull();
    expect(container.textContent).toBe(hostile);
  });
});
