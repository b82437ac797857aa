import { everyPage } from './everyPage';

describe('everyPage', () => {
  it('reads a list whole, with what else its pages say', async () => {
    const all = Array.from({ length: 450 }, (_, index) => index);
    const read = jest.fn(async ({ offset, limit }) => ({
      items: all.slice(offset, offset + limit),
      total: all.length,
      complete: true,
    }));
    expect(await everyPage(read)).toEqual({
      items: all,
      total: 450,
      complete: true,
    });
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('reads a list again that loses an entry meanwhile, which would hide another', async () => {
    let all = Array.from({ length: 300 }, (_, index) => index);
    const { items } = await everyPage(async ({ offset, limit }) => {
      const page = {
        items: all.slice(offset, offset + limit),
        total: all.length,
      };
      all = all.filter(each => each !== 0);
      return page;
    });
    expect(items).toEqual(all);
  });

  it('gives up a list that never stands still, or ends before its total', async () => {
    let total = 300;
    const growing = everyPage(async ({ limit }) => ({
      items: Array(limit).fill(0),
      total: total++,
    }));
    await expect(growing).rejects.toThrow('changed each time');
    const cut = everyPage(async ({ offset }) => ({
      items: offset === 0 ? [1] : [],
      total: 2,
    }));
    await expect(cut).rejects.toThrow('changed each time');
  });
});
