import { ConfigReader } from '@backstage/config';
import { creationId, readCreationKey } from './creationMarker';

describe('the mark of a creation', () => {
  it('is the same at every attempt, and another one for another service, person or key', () => {
    const id = creationId('checkout', 'user:default/jiwoo', 'key');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(creationId('checkout', 'user:default/jiwoo', 'key')).toBe(id);
    const others = [
      creationId('ledger', 'user:default/jiwoo', 'key'),
      creationId('checkout', 'user:default/hana', 'key'),
      creationId('checkout', 'user:default/jiwoo', 'other'),
      creationId('checkout","user:default/jiwoo', '', 'key'),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });

  it('is signed with the key of the configuration, else with the first of the backend', () => {
    const backend = { auth: { keys: [{ secret: 'first' }, { secret: 'second' }] } };
    expect(readCreationKey(new ConfigReader({ platform: { creationKey: 'own' }, backend }))).toBe('own');
    expect(readCreationKey(new ConfigReader({ backend }))).toBe('first');
    expect(readCreationKey(new ConfigReader({}))).toBeUndefined();
  });
});
