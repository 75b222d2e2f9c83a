import { describe, expect, it } from 'vitest';
import { isOwnHost } from './host-names.ts';

describe('a host', () => {
  it.each(['127.0.0.1', '127.0.0.1:4000', '[::1]:4000', 'localhost:4000', 'LocalHost', 'hub.example:443'])(
    'is ours: %s',
    (host) => expect(isOwnHost(host, ['hub.example'])).toBe(true),
  );

  it.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'hub.example.evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1, evil.example',
    '[evil.example]',
    '',
  ])('is not ours: %s', (host) => expect(isOwnHost(host, ['hub.example'])).toBe(false));
});
