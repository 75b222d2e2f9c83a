import { describe, expect, it } from 'vitest';
import { answersRequest } from './id-token.ts';

const expected = { issuer: 'https://id.example', client: 'explorer', nonce: 'n-1', now: 1_000 };
const claims = { iss: 'https://id.example', aud: 'explorer', exp: 1_300, nonce: 'n-1', name: 'Ana María' };
const token = (payload: object) =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;

describe('an ID token answers the request of this tab', () => {
  it('with its issuer, audience, time and nonce', () => {
    expect(answersRequest(token(claims), expected)).toBe(true);
    expect(answersRequest(token({ ...claims, aud: ['other', 'explorer'] }), expected)).toBe(true);
  });

  it.each([
    ['issuer', { iss: 'https://id.example/' }],
    ['audience', { aud: 'another' }],
    ['time', { exp: 900 }],
    ['nonce', { nonce: 'n-2' }],
    ['nonce at all', { nonce: undefined }],
  ])('and not with another %s', (_, change) => {
    expect(answersRequest(token({ ...claims, ...change }), expected)).toBe(false);
  });

  it.each(['', 'e30', 'a.%%%.b', 'a.bnVsbA.b'])('and not when it is none: %s', (text) => {
    expect(answersRequest(text, expected)).toBe(false);
  });
});
