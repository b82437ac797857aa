import { DeedQueue } from './deedQueue';

const note = (text: string) => ({ type: 'noted' as const, text });
const textsOf = (queue: DeedQueue) => queue.deeds.map(({ deed }) => 'text' in deed && deed.text);
const open = () => new DeedQueue('run-1', 'user:default/jiwoo');

beforeEach(() => window.localStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('deeds that were not sent', () => {
  it('are kept of every tab, whichever of them wrote last', () => {
    const [first, second] = [open(), open()];
    first.add(note('one'));
    second.add(note('two'));
    first.add(note('three'));
    // both tabs are closed
    expect(textsOf(open())).toEqual(['one', 'two', 'three']);
  });

  it('are gone from every tab when one has sent them', () => {
    const [first, second] = [open(), open()];
    first.add(note('one'));
    second.add(note('two'));
    expect(textsOf(second)).toEqual(['one', 'two']);
    second.remove(second.deeds[0].id);
    expect(textsOf(first)).toEqual(['two']);
    second.remove(second.deeds[0].id);
    expect(textsOf(open())).toEqual([]);
    expect(window.localStorage).toHaveLength(0);
  });

  it('of another person or run are left alone, and so is what somebody else wrote under their name', () => {
    new DeedQueue('run-1', 'user:default/jiwoo2').add(note('not mine'));
    new DeedQueue('run-2', 'user:default/jiwoo').add(note('another run'));
    window.localStorage.setItem('handbook-run run-1 user:default/jiwoo x', '{');
    window.localStorage.setItem('handbook-run run-1 user:default/jiwoo y', 'null');
    expect(open().deeds).toEqual([]);
  });

  it('of a portal before this one are taken over', () => {
    const before = [{ id: 'a', madeAt: 1, deed: note('before') }];
    window.localStorage.setItem('handbook-run run-1 user:default/jiwoo', JSON.stringify(before));
    expect(open().deeds).toEqual(before);
    expect(open().deeds).toEqual(before);
  });

  it('of a portal before this one stay where they are until each of them is kept', () => {
    const key = 'handbook-run run-1 user:default/jiwoo';
    const before = [1, 2].map(madeAt => ({ id: `${madeAt}`, madeAt, deed: note('before') }));
    window.localStorage.setItem(key, JSON.stringify(before));
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    expect(open().deeds).toEqual(before);
    full.mockRestore();
    // the page is loaded again, and there is room
    expect(open().deeds).toEqual(before);
    expect(window.localStorage.getItem(key)).toBeNull();
  });

  it('are kept while the page is open where the browser keeps nothing', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    const queue = open();
    queue.add(note('one'));
    queue.add(note('two'));
    expect(textsOf(queue)).toEqual(['one', 'two']);
    queue.remove(queue.deeds[0].id);
    expect(textsOf(queue)).toEqual(['two']);
  });
});
