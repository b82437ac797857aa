import { screen } from '@testing-library/react';
import { renderDocument } from './__testUtils__/renderDocument';

const png = Buffer.from('iVBORw0KGgo=', 'base64');

/** A portal that answers each image with a type. */
function portal(type: string, status = 200) {
  const asked: string[] = [];
  const fetch = async (address: RequestInfo | URL) => {
    asked.push(String(address));
    // jsdom has no Response
    return {
      ok: status < 400,
      headers: new Map([['content-type', type]]),
      arrayBuffer: async () => png,
    } as unknown as Response;
  };
  return { asked, fetch };
}

describe('RepositoryImage', () => {
  it('draws an image of the repository from its bytes, asked for at the portal', async () => {
    const { asked, fetch } = portal('image/png');
    renderDocument('![Two stacks](../images/two%20stacks.png?raw=true)', {}, fetch);
    const image = await screen.findByRole('img', { name: 'Two stacks' });
    expect(image).toHaveAttribute('src', 'data:image/png;base64,iVBORw0KGgo=');
    expect(asked).toEqual([
      'http://localhost:7007/api/repositories/repositories/connectly/platform/image?ref=c0ffee&path=docs%2Fimages%2Ftwo+stacks.png',
    ]);
  });

  it.each([
    'https://evil.example/a.png',
    '//evil.example/a.png',
    '../../../outside.png',
    'mailto:someone@evil.example',
    'data:image/png;base64,iVBORw0KGgo=',
    '',
  ])('asks nobody for %p, and shows its text', async address => {
    const { asked, fetch } = portal('image/png');
    renderDocument(`![Alone](<${address}>)`, {}, fetch);
    expect(await screen.findByText('Image: Alone')).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it.each([
    ['text/html', 200],
    ['image/svg+xml', 200],
    ['image/png', 404],
  ])('draws nothing of %s with %d', async (type, status) => {
    const { asked, fetch } = portal(type, status);
    const { container } = renderDocument('![Alone](a.png)', {}, fetch);
    expect(await screen.findByText('Image: Alone')).toBeInTheDocument();
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    expect(asked).toHaveLength(1);
    expect(container.querySelector('img')).toBeNull();
  });
});
