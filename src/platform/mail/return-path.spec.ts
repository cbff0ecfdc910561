import { newToken } from '#platform/crypto';
import { returnPath, tokenOfReturnPath } from './return-path.ts';

const BOUNCES = 'retours@avis.example.fr';

describe('the address mail comes back to', () => {
  it('names its message, whatever the case it comes back in', () => {
    const token = newToken();
    const address = returnPath(BOUNCES, token);
    expect(address).toMatch(/^retours\+[0-9a-f]{32}@avis\.example\.fr$/);
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(tokenOfReturnPath(BOUNCES, address)).toBe(token);
    expect(tokenOfReturnPath(BOUNCES, address.toUpperCase())).toBe(token);
    expect(tokenOfReturnPath(BOUNCES, `Retours <${address}>`)).toBe(token);
  });

  it.each([
    'retours@avis.example.fr',
    'retours+abc@avis.example.fr',
    `retours+${'0'.repeat(33)}@avis.example.fr`,
    `autres+${'0'.repeat(32)}@avis.example.fr`,
    `retours+${'0'.repeat(32)}@avis.example.com`,
    '',
  ])('is none of ours: %s', (received) => {
    expect(tokenOfReturnPath(BOUNCES, received)).toBeNull();
  });

  it('is the plain one for a letter under a key of its own', () => {
    expect(returnPath(BOUNCES, 'case-12.escalated')).toBe(BOUNCES);
  });
});
