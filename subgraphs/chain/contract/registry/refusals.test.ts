import * as commands from '@caretrail/proof/command';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GENESIS, type KeyHolder, newKeyHolder } from '../test/party.ts';
import { openStage, type Stage } from '../test/stage.ts';

const id = (digit: number) => digit.toString(16).repeat(32);
const [organization, subject] = ['lakeside', id(5)];
const HOUR = 3_600_000;

let stage: Stage;
let ada: KeyHolder;
let ben: KeyHolder;
beforeEach(async () => {
  ({ stage, ada, ben } = await openStage());
});
afterAll(() => vi.useRealTimers());

describe('registry refuses', () => {
  const thumbprint = () => ada.thumbprint;

  it('organizations that are there, and administrators of others', async () => {
    const request = { id: 'new-clinic', attribute: 'new-clinic', genesis: GENESIS };
    const enter = (by: 'hospital' | 'payer' | 'lakeside', part: Partial<typeof request> = {}) =>
      stage.submit(by, commands.registerOrganization, { ...request, ...part });
    expect(await enter('lakeside')).toBe('NOT_ADMINISTRATOR');
    expect(await enter('hospital', { genesis: 'cd'.repeat(32) })).toBe('GENESIS');
    expect(await enter('payer', { id: organization })).toBe('ORGANIZATION_EXISTS');
    expect(await enter('hospital', { attribute: organization })).toBe('ATTRIBUTE_TAKEN');
    expect(await enter('payer', { attribute: organization })).toBe('VALID');
  });

  it('keys by whom they do not belong to, again, and for a person who has one', async () => {
    const key = await newKeyHolder();
    expect(await stage.register('lakeside', organization, null, key)).toBe('NOT_ADMINISTRATOR');
    expect(await stage.register('payer', organization, null, key)).toBe('NOT_ADMINISTRATOR');
    expect(await stage.register('northgate', organization, id(7), key)).toBe('NOT_ADMINISTRATOR');
    expect(await stage.register('hospital', 'nowhere', null, key)).toBe('ORGANIZATION_UNKNOWN');
    expect(await stage.register('lakeside', organization, subject, key)).toBe('SUBJECT_EXISTS');
    expect(await stage.register('lakeside', organization, id(7), ada)).toBe('KEY_EXISTS');
    const request = { organization, subject: id(7), key: key.key };
    expect(await stage.submit('lakeside', commands.registerKey, request, [ada])).toBe('STATEMENT');
    const forged = { ...key, privateKey: ada.privateKey };
    expect(await stage.submit('lakeside', commands.registerKey, request, [forged])).toBe('SIGNATURE');
    expect(await stage.register('hospital', organization, id(7), key)).toBe('VALID');
  });

  it('keys of another curve or kind, and coordinates that are none', async () => {
    const { key } = await newKeyHolder();
    for (const part of [{ crv: 'P-384' }, { kty: 'OKP' }, { x: `${key.x}A` }, { y: '' }, { d: key.x }]) {
      const names = ['key', 'organization', 'subject', 'crv', 'd', 'kty', 'x', 'y'];
      const request = JSON.stringify({ organization, subject: id(7), key: { ...key, ...part } }, names);
      expect(await stage.send('lakeside', 'registry:registerKey', [request, ''])).toBe('ARGUMENTS');
    }
  });

  it('replacements without both keys’ words', async () => {
    const next = await newKeyHolder();
    const request = { organization, key: next.key, replaces: thumbprint() };
    const replace = (by: 'lakeside' | 'northgate', ...signers: KeyHolder[]) =>
      stage.submit(by, commands.replaceKey, request, signers);
    expect(await replace('northgate', next, ada)).toBe('NOT_ADMINISTRATOR');
    expect(await replace('lakeside', next, ben)).toBe('KEY_UNKNOWN');
    expect(await replace('lakeside', next, { ...ada, privateKey: ben.privateKey })).toBe('SIGNATURE');
    expect(await replace('lakeside', { ...next, privateKey: ben.privateKey }, ada)).toBe('SIGNATURE');
    expect(await replace('lakeside', ada, ada)).toBe('STATEMENT');
    const known = { ...request, key: ben.key };
    expect(await stage.submit('lakeside', commands.replaceKey, known, [ben, ada])).toBe('KEY_EXISTS');
    const others = { ...request, organization: 'northgate' };
    expect(await stage.submit('northgate', commands.replaceKey, others, [next, ada])).toBe('KEY_UNKNOWN');
    expect(await replace('lakeside', next, ada)).toBe('VALID');
    expect(await replace('lakeside', next, ada)).toBe('KEY_NOT_ACTIVE');
    expect(stage.channel.entry('key', thumbprint())).toMatchObject({
      ...{ state: 'REPLACED', successor: next.thumbprint },
    });
  });

  it('to retire a key by another’s word', async () => {
    const retire = (by: 'lakeside' | 'northgate', who: string, signer: KeyHolder) =>
      stage.submit(by, commands.retireKey, { organization: who, thumbprint: thumbprint() }, [signer]);
    expect(await retire('lakeside', organization, ben)).toBe('STATEMENT');
    expect(await retire('northgate', organization, ada)).toBe('NOT_ADMINISTRATOR');
    expect(await retire('northgate', 'northgate', ada)).toBe('KEY_UNKNOWN');
    expect(await retire('lakeside', organization, { ...ada, privateKey: ben.privateKey })).toBe('SIGNATURE');
    expect(await retire('lakeside', organization, ada)).toBe('VALID');
    expect(await retire('lakeside', organization, ada)).toBe('KEY_NOT_ACTIVE');
  });
});

describe('a recovery refuses', () => {
  let next: KeyHolder;
  const named = () => ({ replaces: ada.thumbprint, thumbprint: next.thumbprint });
  const request = (by: 'hospital' | 'payer' | 'lakeside', key = next, signer = key, replaces = ada) =>
    stage.submit(
      by,
      commands.requestRecovery,
      { organization, key: key.key, replaces: replaces.thumbprint },
      [signer],
    );
  const approve = (by: 'hospital' | 'payer' | 'insurer' | 'regulator') =>
    stage.submit(by, commands.approveRecovery, named());
  const complete = (by: 'hospital' | 'payer' | 'lakeside') =>
    stage.submit(by, commands.completeRecovery, named());
  const cancel = (by: 'hospital' | 'payer') => stage.submit(by, commands.cancelRecovery, named());
  const veto = (...by: KeyHolder[]) => stage.submit('insurer', commands.vetoRecovery, named(), by);
  const wait = (hours: number) => {
    stage.channel.time += hours * HOUR;
  };
  beforeEach(async () => {
    next = await newKeyHolder();
  });

  it('who may not ask, a key that was there, one that is not held, and a second one', async () => {
    for (const step of [approve('payer'), complete('hospital'), cancel('hospital'), veto(ada)])
      expect(await step).toBe('RECOVERY_UNKNOWN');
    expect(await request('lakeside')).toBe('NOT_ADMINISTRATOR');
    expect(await request('payer')).toBe('NOT_ADMINISTRATOR');
    expect(await request('hospital', ben)).toBe('KEY_EXISTS');
    expect(await request('hospital', next, ada)).toBe('STATEMENT');
    expect(await request('hospital', next, { ...next, privateKey: ada.privateKey })).toBe('SIGNATURE');
    expect(await request('hospital', next, next, await newKeyHolder())).toBe('KEY_UNKNOWN');
    expect(await request('hospital')).toBe('VALID');
    expect(await request('hospital', await newKeyHolder())).toBe('RECOVERY_OPEN');
    expect(stage.channel.entry('key', next.thumbprint)).toMatchObject({ state: 'OFFERED' });
  });

  it('a step too early, by the wrong party, or out of turn', async () => {
    expect(await request('hospital')).toBe('VALID');
    expect(await complete('hospital')).toBe('RECOVERY_STATE');
    expect(await approve('hospital')).toBe('SAME_PARTY');
    expect(await approve('insurer')).toBe('NOT_ADMINISTRATOR');
    expect(await approve('payer')).toBe('VALID');
    expect(await approve('regulator')).toBe('RECOVERY_STATE');
    expect(await request('hospital', await newKeyHolder())).toBe('RECOVERY_OPEN');
    wait(72);
    expect(await complete('hospital')).toBe('TOO_EARLY');
    wait(0.5);
    expect(await complete('payer')).toBe('NOT_ADMINISTRATOR');
    expect(await complete('lakeside')).toBe('NOT_ADMINISTRATOR');
    expect(await complete('hospital')).toBe('VALID');
    for (const step of [approve('payer'), complete('hospital'), cancel('hospital'), veto(ada)])
      expect(await step).toBe('RECOVERY_STATE');
  });

  it('to go on after the old key’s veto, which counts once and is nobody else’s', async () => {
    expect(await request('hospital')).toBe('VALID');
    expect(await veto(next)).toBe('STATEMENT');
    expect(await veto({ ...ada, privateKey: ben.privateKey })).toBe('SIGNATURE');
    expect(await stage.submit('insurer', commands.vetoRecovery, named(), [ada], { sequence: 9 })).toBe(
      'VALID',
    );
    expect(stage.channel.entry('key', ada.thumbprint)).toMatchObject({ state: 'ACTIVE', sequence: 9 });
    expect(stage.channel.entry('key', next.thumbprint)).toMatchObject({ state: 'DISCARDED' });
    for (const step of [approve('payer'), complete('hospital'), cancel('hospital'), veto(ada)])
      expect(await step).toBe('RECOVERY_STATE');
    expect(await request('hospital')).toBe('KEY_EXISTS');
    const second = await newKeyHolder();
    expect(await request('hospital', second)).toBe('VALID');
    expect(await stage.submit('payer', commands.approveRecovery, named())).toBe('RECOVERY_UNKNOWN');
  });

  it('to go on once it is cancelled, by the administrator who asked alone', async () => {
    expect(await request('hospital')).toBe('VALID');
    expect(await approve('payer')).toBe('VALID');
    expect(await cancel('payer')).toBe('NOT_ADMINISTRATOR');
    expect(await cancel('hospital')).toBe('VALID');
    expect(stage.channel.entry('key', next.thumbprint)).toMatchObject({ state: 'DISCARDED' });
    wait(80);
    expect(await complete('hospital')).toBe('RECOVERY_STATE');
  });

  it('a key that has given way meanwhile, at each step', async () => {
    const retire = () =>
      stage.submit('lakeside', commands.retireKey, { organization, thumbprint: ada.thumbprint }, [ada]);
    expect(await request('hospital')).toBe('VALID');
    expect(await retire()).toBe('VALID');
    expect(await approve('payer')).toBe('KEY_NOT_ACTIVE');
    expect(await veto(ada)).toBe('KEY_NOT_ACTIVE');
    expect(await request('hospital', await newKeyHolder())).toBe('KEY_NOT_ACTIVE');
  });
});
