import { describe, expect, it } from 'vitest';
import { nextFor, ownPath, wish } from './next-path.ts';

describe('where to go after signing in', () => {
  it('is never an address of elsewhere', () => {
    for (const foreign of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/oidc/auth',
      'en',
      '',
      null,
    ])
      expect(ownPath(foreign)).toBeNull();
    expect(ownPath('/zh/trail?visit=3')).toBe('/zh/trail?visit=3');
  });

  it('is the page one was on, unless that was the overview', () => {
    expect(wish('/en/trail?visit=3')).toBe('/en/trail?visit=3');
    expect([wish('/en'), wish('/zh/'), wish('//evil.example')]).toEqual([null, null, null]);
  });

  it('is the page one was on only where every tier has it', () => {
    expect(nextFor('payer', '/en/record/Claim/1')).toBe('/en/record/Claim/1');
    expect(nextFor('payer', '/en/trail')).toBeNull();
    expect(nextFor('public', '/en/record/Claim/1')).toBeNull();
  });
});
