import * as commands from '@caretrail/proof/command';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GENESIS, type KeyHolder, newKeyHolder } from './party.ts';
import { openStage, type Stage } from './stage.ts';

const id = (digit: number) => digit.toString(16).repeat(32);
const [commitment, other, staff, officer] = [9, 10, 7, 8].map((digit) => digit.toString(16).repeat(64)) as [
  ...[string, string, string, string],
];
const [organization, subject] = ['lakeside', id(5)];

let stage: Stage;
let ada: KeyHolder;
let ben: KeyHolder;
beforeEach(async () => {
  ({ stage, ada, ben } = await openStage());
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

  it('a patient’s word that is not the patient’s, or not a person’s', async () => {
    expect(await propose({ patient: null })).toBe('VALID');
    const own = await newKeyHolder();
    expect(await stage.register('hospital', organization, null, own)).toBe('VALID');
    expect(await confirm('insurer', byPatient, own)).toBe('NOT_A_PERSON');
    expect(await confirm('insurer', byPatient, ada)).toBe('NOT_CONFIRMER');
    expect(await propose({ upload: id(2) })).toBe('VALID');
    const second = { ...byPatient, upload: id(2) };
    expect(await confirm('insurer', second, { ...ada, privateKey: ben.privateKey })).toBe('SIGNATURE');
    const retired = { organization, thumbprint: ada.thumbprint };
    expect(await stage.submit('lakeside', commands.retireKey, retired, [ada])).toBe('VALID');
    expect(await confirm('insurer', second, ada)).toBe('KEY_NOT_ACTIVE');
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
    expect(await declare('lakeside', { opened: ahead(12.001) })).toBe('CLOCK');
    expect(await declare('lakeside', { opened: ahead(10) })).toBe('VALID');
    expect(await declare('lakeside')).toBe('ACCESS_EXISTS');
  });

  it('reviews of what is not there, by others, by the actor, and twice', async () => {
    expect(await review('lakeside', organization, officer)).toBe('ACCESS_UNKNOWN');
    expect(await declare('lakeside')).toBe('VALID');
    const entry = stage.channel.entry('access', id(1));
    expect(Date.parse(String(entry?.['until'])) - stage.channel.time).toBe(4 * 3_600_000);
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
    for (const previous of [
      { size: 3, root: other },
      { size: 2, root: commitment },
    ])
      expect(await anchor('lakeside', { previous, size: 4, consistency: [other] })).toBe('PREVIOUS');
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
