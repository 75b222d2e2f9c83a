import { randomBytes } from 'node:crypto';
import type { Ledger } from '@caretrail/chain/ledger';
import { amendConsent, commandArgument, grantConsent, revokeConsent } from '@caretrail/proof/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, register, Signer, send, startTestLedger, submit, type TestLedger } from '../testing/index.ts';

const id = () => randomBytes(16).toString('hex');
const commitment = 'ab'.repeat(32);

let network: TestLedger;
let lakeside: Ledger;
let northgate: Ledger;
let ada: Signer;
let ben: Signer;
const [adasSubject, bensSubject] = [id(), id()];

beforeAll(async () => {
  network = await startTestLedger({ simulateEach: true });
  [lakeside, northgate] = [network.connect('lakeside'), network.connect('northgate')];
  [ada, ben] = [await Signer.create(network.profile), await Signer.create(network.profile)];
  expect(await register(lakeside, ada, { organization: 'lakeside', subject: adasSubject })).toBe('VALID');
  expect(await register(northgate, ben, { organization: 'northgate', subject: bensSubject })).toBe('VALID');
});
afterAll(() => network?.stop());

describe('a consent', () => {
  it('is granted, amended and revoked by its person’s key alone, whoever carries the word', async () => {
    const [first, second] = [id(), id()];
    const granted = { consent: first, commitment, until: null };
    expect(await submit(lakeside, grantConsent, granted, ada)).toBe('VALID');
    const amended = { consent: second, amends: first, commitment: 'cd'.repeat(32), until: null };
    expect(await submit(lakeside, amendConsent, amended, ben)).toBe('REFUSED NOT_GRANTOR');
    expect(await submit(northgate, amendConsent, amended, ada)).toBe('VALID');
    expect(await ask(northgate, 'consent:consent', first)).toMatchObject({
      state: 'AMENDED',
      successor: second,
    });
    expect(await submit(lakeside, revokeConsent, { consent: first }, ada)).toBe('REFUSED CONSENT_ENDED');
    expect(await submit(lakeside, revokeConsent, { consent: second }, ada)).toBe('VALID');
    expect(await ask(lakeside, 'consent:consent', second)).toEqual({
      ...amended,
      organization: 'lakeside',
      subject: adasSubject,
      state: 'REVOKED',
      successor: null,
    });
    expect(await submit(lakeside, revokeConsent, { consent: second }, ada)).toBe('REFUSED CONSENT_ENDED');
    expect(await submit(lakeside, grantConsent, granted, ada)).toBe('REFUSED CONSENT_EXISTS');
    expect(await submit(lakeside, grantConsent, { ...granted, consent: id() }, ada)).toBe('VALID');
  });

  it('refuses a statement that is brought again, for elsewhere, about something else, or changed', async () => {
    const argument = commandArgument(grantConsent, { consent: id(), commitment, until: null });
    const statement = await ada.sign(grantConsent, argument);
    expect(await send(lakeside, 'consent:grant', [argument, statement])).toBe('VALID');
    expect(await send(northgate, 'consent:grant', [argument, statement])).toBe('REFUSED SEQUENCE');
    const other = commandArgument(grantConsent, { consent: id(), commitment, until: null });
    expect(await send(lakeside, 'consent:grant', [other, statement])).toBe('REFUSED STATEMENT');
    const elsewhere = await ada.sign(grantConsent, other, { channel: 'open' });
    expect(await send(lakeside, 'consent:grant', [other, elsewhere])).toBe('REFUSED STATEMENT');
    const good = await ada.sign(grantConsent, other);
    const [header, payload, signature = ''] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const forged of [
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${good}A`,
      good.replaceAll('-', '+'),
      '',
    ].filter((text) => text !== good))
      expect(await send(lakeside, 'consent:grant', [other, forged])).toBe('REFUSED STATEMENT');
    const [, , bens = ''] = (await ben.sign(grantConsent, other)).split('.');
    expect(await send(lakeside, 'consent:grant', [other, `${header}.${payload}.${bens}`])).toBe(
      'REFUSED SIGNATURE',
    );
    const stranger = await Signer.create(network.profile);
    expect(await submit(lakeside, grantConsent, { consent: id(), commitment, until: null }, stranger)).toBe(
      'REFUSED KEY_UNKNOWN',
    );
  });

  it('that has expired by the submitter’s own time cannot be amended, but revoked', async () => {
    const consent = id();
    const until = new Date(Date.now() - 1000).toISOString();
    expect(await submit(lakeside, grantConsent, { consent, commitment, until }, ada)).toBe('VALID');
    const amended = { consent: id(), amends: consent, commitment, until: null };
    expect(await submit(lakeside, amendConsent, amended, ada)).toBe('REFUSED CONSENT_EXPIRED');
    expect(await submit(lakeside, revokeConsent, { consent }, ada)).toBe('VALID');
  });

  it('of two statements at once lets one through: both moved the same key', async () => {
    const calls = await Promise.all(
      [1, 2].map(async () => {
        const argument = commandArgument(grantConsent, { consent: id(), commitment, until: null });
        return lakeside.prepare('consent:grant', [argument, await ada.sign(grantConsent, argument)]);
      }),
    );
    await Promise.all(calls.map((call) => lakeside.send(call)));
    const ends = await Promise.all(calls.map(({ transactionId }) => lakeside.status(transactionId, 10_000)));
    expect(ends.map((end) => ('validation' in end ? end.validation : end.state)).sort()).toEqual([
      'MVCC_READ_CONFLICT',
      'VALID',
    ]);
  });
});
