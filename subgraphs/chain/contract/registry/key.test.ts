import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import {
  parseRegistration,
  parseReplacement,
  parseRetirement,
  registerKey,
  replaceKey,
  retireKey,
} from './key.ts';
import {
  type KeyStatement,
  type PublicKey,
  publicKeyShape,
  statementText,
  thumbprintOf,
} from './possession.ts';

const channel = 'care';
const organization = { id: 'lakeside', msp: 'HospitalMSP', attribute: 'lakeside' };
const administrator = { msp: 'HospitalMSP', attribute: null, administrator: true };

interface Pair {
  readonly privateKey: KeyObject;
  readonly key: PublicKey;
}

function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, key: publicKeyShape.parse(publicKey.export({ format: 'jwk' })) };
}

const signed = (statement: KeyStatement, { privateKey }: Pair): string => {
  const text = statementText(statement);
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

const statement = (name: string, key: PublicKey, replaces: string | null = null): KeyStatement => ({
  channel,
  function: name,
  organization: 'lakeside',
  key: thumbprintOf(key),
  replaces,
});

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const [first, second, stranger] = [pair(), pair(), pair()];
const possession = signed(statement('registerKey', first.key), first);
const request = parseRegistration(JSON.stringify({ organization: 'lakeside', key: first.key, possession }));
const empty = { organization, known: null };
const registered = registerKey(empty, request, administrator, { channel });

describe('registering a key', () => {
  it('takes one whose holder signed for it', () => {
    expect(registered).toEqual({
      thumbprint: thumbprintOf(first.key),
      organization: 'lakeside',
      key: first.key,
      state: 'ACTIVE',
      successor: null,
    });
  });

  it('refuses a statement for another channel, function, organization or key, or signed by another', () => {
    const good = statement('registerKey', first.key);
    const wrong = [
      signed({ ...good, channel: 'open' }, first),
      signed({ ...good, function: 'retireKey' }, first),
      signed({ ...good, organization: 'northgate' }, first),
      signed({ ...good, key: thumbprintOf(second.key) }, first),
      signed(good, stranger),
      `${possession}A`,
      possession.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url')),
      '',
    ];
    for (const forged of wrong)
      expect(
        codeOf(() => registerKey(empty, { ...request, possession: forged }, administrator, { channel })),
      ).toBe('POSSESSION');
  });

  it('is for administrators of the organization’s MSP', () => {
    for (const other of [
      { ...administrator, msp: 'PayerMSP' },
      { ...administrator, administrator: false },
    ])
      expect(codeOf(() => registerKey(empty, request, other, { channel }))).toBe('NOT_ADMINISTRATOR');
    expect(
      codeOf(() => registerKey({ ...empty, organization: null }, request, administrator, { channel })),
    ).toBe('ORGANIZATION_UNKNOWN');
  });

  it('takes no key twice', () => {
    expect(
      codeOf(() => registerKey({ ...empty, known: registered }, request, administrator, { channel })),
    ).toBe('KEY_EXISTS');
  });

  it('refuses arguments that are not exactly what they should be', () => {
    for (const text of [
      '',
      '[]',
      '{}',
      JSON.stringify({ ...request, extra: 1 }),
      JSON.stringify({ ...request, key: { ...first.key, d: 'x' } }),
    ])
      expect(codeOf(() => parseRegistration(text))).toBe('ARGUMENTS');
  });
});

describe('replacing a key', () => {
  const replaces = thumbprintOf(first.key);
  const told = statement('replaceKey', second.key, replaces);
  const both = parseReplacement(
    JSON.stringify({
      organization: 'lakeside',
      key: second.key,
      possession: signed(told, second),
      replaces,
      consent: signed(told, first),
    }),
  );
  const state = { organization, known: null, old: registered };

  it('needs the signatures of the old key and of the new one', () => {
    const { replaced, key } = replaceKey(state, both, administrator, { channel });
    expect(replaced).toMatchObject({ state: 'REPLACED', successor: thumbprintOf(second.key) });
    expect(key).toMatchObject({ state: 'ACTIVE', successor: null });
    const noConsent = { ...both, consent: signed(told, stranger) };
    expect(codeOf(() => replaceKey(state, noConsent, administrator, { channel }))).toBe('POSSESSION');
    const noPossession = { ...both, possession: signed(told, first) };
    expect(codeOf(() => replaceKey(state, noPossession, administrator, { channel }))).toBe('POSSESSION');
  });

  it('is for a key in use only', () => {
    const replaced = { ...registered, state: 'REPLACED' } as const;
    expect(codeOf(() => replaceKey({ ...state, old: replaced }, both, administrator, { channel }))).toBe(
      'KEY_NOT_ACTIVE',
    );
    expect(codeOf(() => replaceKey({ ...state, old: null }, both, administrator, { channel }))).toBe(
      'KEY_UNKNOWN',
    );
    const foreign = { ...registered, organization: 'northgate' };
    expect(codeOf(() => replaceKey({ ...state, old: foreign }, both, administrator, { channel }))).toBe(
      'KEY_UNKNOWN',
    );
  });
});

describe('retiring a key', () => {
  const thumbprint = thumbprintOf(first.key);
  const consent = signed(statement('retireKey', first.key), first);
  const retirement = parseRetirement(JSON.stringify({ organization: 'lakeside', thumbprint, consent }));

  it('needs its own signature, and is for ever', () => {
    const retired = retireKey({ organization, key: registered }, retirement, administrator, { channel });
    expect(retired.state).toBe('RETIRED');
    expect(
      codeOf(() => retireKey({ organization, key: retired }, retirement, administrator, { channel })),
    ).toBe('KEY_NOT_ACTIVE');
    const forged = { ...retirement, consent: signed(statement('retireKey', first.key), second) };
    expect(
      codeOf(() => retireKey({ organization, key: registered }, forged, administrator, { channel })),
    ).toBe('POSSESSION');
  });
});
