import * as commands from '@caretrail/proof/command';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GENESIS, type KeyHolder, newKeyHolder } from './party.ts';
import { Stage } from './stage.ts';

const id = (digit: number) => digit.toString(16).repeat(32);
const [commitment, other, staff, officer] = [9, 10, 7, 8].map((digit) => digit.toString(16).repeat(64)) as [
  ...[string, string, string, string],
];
const [organization, subject] = ['lakeside', id(5)];
const HOUR = 3_600_000;

let stage: Stage;
let ada: KeyHolder;
let ben: KeyHolder;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  stage = await Stage.open();
  ada = await stage.person('lakeside', organization, subject);
  ben = await stage.person('lakeside', organization, id(6));
});
afterAll(() => vi.useRealTimers());

describe('consent refuses', () => {
  const consent = { consent: id(1), commitment, until: null };
  const grant = (request: commands.RequestOf<typeof commands.grantConsent>, ...by: KeyHolder[]) =>
    stage.submit('insurer', commands.grantConsent, request, by);
  const amend = (consentId: string, amends: string, by: KeyHolder) =>
    stage.submit('insurer', commands.amendConsent, { ...consent, consent: consentId, amends }, [by]);
  const revoke = (consentId: string, by: KeyHolder) =>
    stage.submit('insurer', commands.revokeConsent, { consent: consentId }, [by]);

  it('an organization’s key, a stranger’s, and one that gave way', async () => {
    const own = await newKeyHolder();
    expect(await stage.register('hospital', organization, null, own)).toBe('VALID');
    expect(await grant(consent, own)).toBe('NOT_A_PERSON');
    expect(await grant(consent, await newKeyHolder())).toBe('KEY_UNKNOWN');
    const retired = { organization, thumbprint: ada.thumbprint };
    expect(await stage.submit('lakeside', commands.retireKey, retired, [ada])).toBe('VALID');
    expect(await grant(consent, ada)).toBe('KEY_NOT_ACTIVE');
  });

  it('an id that is taken, and what was never granted', async () => {
    expect(await grant(consent, ada)).toBe('VALID');
    expect(await grant(consent, ada)).toBe('CONSENT_EXISTS');
    expect(await amend(id(1), id(1), ada)).toBe('CONSENT_EXISTS');
    expect(await amend(id(2), id(3), ada)).toBe('CONSENT_UNKNOWN');
    expect(await revoke(id(3), ada)).toBe('CONSENT_UNKNOWN');
    expect(stage.channel.entry('consent', id(1))).toMatchObject({ organization, subject, amends: null });
  });

  it('whom it does not belong to, and to end it twice', async () => {
    expect(await grant(consent, ada)).toBe('VALID');
    expect(await amend(id(2), id(1), ben)).toBe('NOT_GRANTOR');
    expect(await revoke(id(1), ben)).toBe('NOT_GRANTOR');
    expect(await amend(id(2), id(1), ada)).toBe('VALID');
    expect(await amend(id(3), id(1), ada)).toBe('CONSENT_ENDED');
    expect(await revoke(id(1), ada)).toBe('CONSENT_ENDED');
    expect(await revoke(id(2), ada)).toBe('VALID');
    expect(await revoke(id(2), ada)).toBe('CONSENT_ENDED');
  });

  it('to amend from the moment that it expires', async () => {
    const until = new Date(stage.channel.time).toISOString();
    expect(await grant({ ...consent, until }, ada)).toBe('VALID');
    expect(await amend(id(2), id(1), ada)).toBe('CONSENT_EXPIRED');
    stage.channel.time -= 1;
    expect(await amend(id(2), id(1), ada)).toBe('VALID');
  });

  it('a statement that was taken, also where the key has said something else meanwhile', async () => {
    const argument = commands.commandArgument(commands.grantConsent, consent);
    const again = { sequence: 5 };
    expect(await stage.submit('insurer', commands.grantConsent, consent, [ada], again)).toBe('VALID');
    const next = { ...consent, consent: id(2) };
    expect(await stage.submit('insurer', commands.grantConsent, next, [ada], again)).toBe('SEQUENCE');
    expect(await stage.send('insurer', 'consent:grant', [argument, ''])).toBe('STATEMENT');
  });

  it('an answer about what is not there, and tells what is', async () => {
    const ask = async () =>
      JSON.parse(await stage.ask('lakeside', 'consent:consent', id(1))) as Record<string, unknown>;
    expect(await ask()).toBe(null);
    expect(await grant(consent, ada)).toBe('VALID');
    expect(await ask()).toEqual({
      ...{ ...consent, organization, subject, amends: null },
      ...{ state: 'ACTIVE', successor: null },
    });
  });
});

describe('upload refuses', () => {
  const proposal = {
    ...{ upload: id(1), proposer: { organization, staff }, commitment },
    ...{ patient: subject as string | null, countersigner: 'northgate' as string | null },
  };
  const propose = (part: Partial<typeof proposal> = {}) =>
    stage.submit('lakeside', commands.proposeUpload, { ...proposal, ...part });
  const byPatient = { upload: id(1), commitment, countersigner: null };
  const byOther = (who: string) => ({ ...byPatient, countersigner: { organization: who, staff: officer } });
  const confirm = (
    by: 'lakeside' | 'northgate' | 'insurer',
    request: commands.RequestOf<typeof commands.confirmUpload>,
    ...signers: KeyHolder[]
  ) => stage.submit(by, commands.confirmUpload, request, signers);

  it('proposals that nobody, the same party or an unknown one could confirm', async () => {
    expect(await propose({ patient: null, countersigner: null })).toBe('NO_CONFIRMER');
    expect(await propose({ countersigner: organization })).toBe('SAME_PARTY');
    expect(await propose({ countersigner: 'nowhere' })).toBe('ORGANIZATION_UNKNOWN');
    expect(await propose({ proposer: { organization: 'nowhere', staff } })).toBe('ORGANIZATION_UNKNOWN');
    expect(await propose({ countersigner: null })).toBe('VALID');
    expect(await propose({ countersigner: null })).toBe('UPLOAD_EXISTS');
    expect(await propose({ upload: id(2), patient: null })).toBe('VALID');
  });

  it('confirmations of what was never proposed, of something else, and by others', async () => {
    expect(await confirm('northgate', byOther('northgate'))).toBe('UPLOAD_UNKNOWN');
    expect(await confirm('insurer', byPatient, ada)).toBe('UPLOAD_UNKNOWN');
    expect(await propose()).toBe('VALID');
    expect(await confirm('insurer', { ...byPatient, commitment: other }, ada)).toBe('COMMITMENT');
    expect(await confirm('northgate', { ...byOther('northgate'), commitment: other })).toBe('COMMITMENT');
    expect(await confirm('insurer', byPatient, ben)).toBe('NOT_CONFIRMER');
    expect(await confirm('insurer', byOther('harbor-mutual'))).toBe('NOT_CONFIRMER');
    expect(await confirm('lakeside', byOther(organization))).toBe('NOT_CONFIRMER');
    expect(await confirm('insurer', byOther('northgate'))).toBe('NOT_OWNER');
    expect(await confirm('northgate', byOther('northgate'), ada)).toBe('ARGUMENTS');
    expect(await confirm('northgate', byOther('northgate'))).toBe('VALID');
    expect(await confirm('northgate', byOther('northgate'))).toBe('UPLOAD_NOT_OPEN');
    expect(await confirm('insurer', byPatient, ada)).toBe('UPLOAD_NOT_OPEN');
  });

  it('a patient’s word twice: it has moved the key on', async () => {
    expect(await propose()).toBe('VALID');
    const argument = { sequence: 7 };
    expect(await stage.submit('insurer', commands.confirmUpload, byPatient, [ada], argument)).toBe('VALID');
    expect(stage.channel.entry('key', ada.thumbprint)).toMatchObject({ sequence: 7 });
  });

  it('to withdraw what is another’s, not there, or decided', async () => {
    const withdraw = (by: 'lakeside' | 'northgate') =>
      stage.submit(by, commands.withdrawUpload, { upload: id(1) });
    expect(await withdraw('lakeside')).toBe('UPLOAD_UNKNOWN');
    expect(await propose()).toBe('VALID');
    expect(await withdraw('northgate')).toBe('NOT_OWNER');
    expect(await withdraw('lakeside')).toBe('VALID');
    expect(await withdraw('lakeside')).toBe('UPLOAD_NOT_OPEN');
    expect(await confirm('insurer', byPatient, ada)).toBe('UPLOAD_NOT_OPEN');
  });
});

describe('access refuses', () => {
  const opened = () => new Date(stage.channel.time).toISOString();
  const declare = (
    by: 'lakeside' | 'northgate' | 'authority',
    part: { access?: string; opened?: string } = {},
  ) =>
    stage.submit(by, commands.breakGlass, {
      ...{ access: id(1), organization, actor: staff, reason: 'EMERGENCY' as const, commitment },
      ...{ opened: opened(), ...part },
    });
  const review = (by: 'lakeside' | 'northgate' | 'authority', who: string, reviewer: string) =>
    stage.submit(by, commands.reviewAccess, {
      ...{ access: id(1), organization: who, reviewer, outcome: 'JUSTIFIED' as const },
    });

  it('another’s, one that is taken, and one that has not begun', async () => {
    expect(await declare('northgate')).toBe('NOT_OWNER');
    const ahead = (minutes: number) => new Date(stage.channel.time + minutes * 60_000).toISOString();
    expect(await declare('lakeside', { opened: ahead(10.001) })).toBe('CLOCK');
    expect(await declare('lakeside', { opened: ahead(10) })).toBe('VALID');
    expect(await declare('lakeside')).toBe('ACCESS_EXISTS');
  });

  it('reviews of what is not there, by others, by the actor, and twice', async () => {
    expect(await review('lakeside', organization, officer)).toBe('ACCESS_UNKNOWN');
    expect(await declare('lakeside')).toBe('VALID');
    const entry = stage.channel.entry('access', id(1));
    expect(Date.parse(String(entry?.['until'])) - stage.channel.time).toBe(4 * HOUR);
    expect(await review('northgate', organization, officer)).toBe('NOT_OWNER');
    expect(await review('northgate', 'northgate', officer)).toBe('NOT_REVIEWER');
    expect(await review('lakeside', organization, staff)).toBe('REVIEWER_IS_ACTOR');
    expect(await review('lakeside', organization, officer)).toBe('VALID');
    expect(await review('authority', 'health-authority', officer)).toBe('ACCESS_REVIEWED');
  });

  it('the regulator nothing that is for it to review, whatever its staff’s ids', async () => {
    expect(await declare('lakeside')).toBe('VALID');
    expect(await review('authority', 'health-authority', staff)).toBe('VALID');
  });
});

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

describe('an anchor refuses', () => {
  const log = 'care/lakeside';
  const checkpoint = (part: object = {}) =>
    JSON.stringify(
      {
        consistency: [],
        format: 1,
        genesis: GENESIS,
        log,
        previous: null,
        root: commitment,
        size: 3,
        ...part,
      },
      ['consistency', 'format', 'genesis', 'log', 'previous', 'root', 'size'],
    );
  const anchor = (by: 'lakeside' | 'northgate' | 'hospital', part?: object) =>
    stage.send(by, 'anchor:submit', [checkpoint(part)]);

  it('what is no checkpoint, another’s, elsewhere’s or not the next', async () => {
    expect(await stage.send('lakeside', 'anchor:submit', ['{}'])).toBe('ARGUMENTS');
    expect(await anchor('northgate')).toBe('NOT_OWNER');
    expect(await anchor('hospital')).toBe('NOT_OWNER');
    expect(await anchor('lakeside', { log: 'open/lakeside' })).toBe('LOG_NAME');
    expect(await anchor('lakeside', { log: 'care/nowhere' })).toBe('ORGANIZATION_UNKNOWN');
    expect(await anchor('lakeside', { genesis: 'cd'.repeat(32) })).toBe('GENESIS');
    expect(await anchor('lakeside')).toBe('VALID');
    expect(await anchor('lakeside')).toBe('PREVIOUS');
    expect(JSON.parse(await stage.ask('insurer', 'anchor:latest', log))).toEqual({
      size: 3,
      root: commitment,
    });
    expect(JSON.parse(await stage.ask('insurer', 'anchor:at', log, '3'))).toEqual({
      size: 3,
      root: commitment,
    });
    expect(await stage.ask('insurer', 'anchor:at', log, '4')).toBe('null');
  });
});
