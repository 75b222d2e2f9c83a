import * as commands from '@caretrail/proof/command';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GENESIS, type KeyHolder, newKeyHolder } from './party.ts';
import { openStage, type Stage } from './stage.ts';

const [subject, patient, id] = ['5'.repeat(32), '5b'.repeat(16), '1c'.repeat(16)];
const [commitment, staff] = ['9d'.repeat(32), '7e'.repeat(32)];

let stage: Stage;
let ada: KeyHolder;
beforeEach(async () => {
  ({ stage, ada } = await openStage());
});
afterAll(() => vi.useRealTimers());

describe('a person’s key', () => {
  const consent = { consent: id, commitment, until: null };

  it('cannot be silenced by one statement with the largest sequence', async () => {
    const burn = { sequence: Number.MAX_SAFE_INTEGER };
    expect(await stage.submit('lakeside', commands.grantConsent, consent, [ada], burn)).toBe('SEQUENCE_LEAP');
    const far = { sequence: 1_000_002 };
    expect(await stage.submit('lakeside', commands.grantConsent, consent, [ada], far)).toBe('SEQUENCE_LEAP');
    expect(
      await stage.submit('lakeside', commands.grantConsent, consent, [ada], { sequence: 1_000_001 }),
    ).toBe('VALID');
    expect(
      await stage.submit('lakeside', commands.revokeConsent, { consent: id }, [ada], { sequence: 1_000_002 }),
    ).toBe('VALID');
    const other = await newKeyHolder();
    const born = { organization: 'lakeside', subject: patient, key: other.key };
    expect(await stage.submit('lakeside', commands.registerKey, born, [other], burn)).toBe('SEQUENCE_LEAP');
  });

  it('is not heard on a ledger that it did not speak for, not even the same one made anew', async () => {
    const elsewhere = { sequence: 2, genesis: 'cd'.repeat(32) };
    expect(await stage.submit('lakeside', commands.grantConsent, consent, [ada], elsewhere)).toBe(
      'STATEMENT',
    );
  });

  it('of another organization is another person’s, even with the same subject', async () => {
    expect(await stage.submit('lakeside', commands.grantConsent, consent, [ada])).toBe('VALID');
    const mallory = await stage.person('insurer', 'harbor-mutual', subject);
    expect(await stage.submit('insurer', commands.revokeConsent, { consent: id }, [mallory])).toBe(
      'NOT_GRANTOR',
    );
    const amended = { consent: patient, amends: id, commitment, until: null };
    expect(await stage.submit('insurer', commands.amendConsent, amended, [mallory])).toBe('NOT_GRANTOR');
  });

  it('does not confirm an upload as the patient that another organization has named', async () => {
    const upload = { upload: id, proposer: { organization: 'lakeside', staff }, commitment };
    const proposal = { ...upload, patient, countersigner: null };
    expect(await stage.submit('lakeside', commands.proposeUpload, proposal)).toBe('VALID');
    const mallory = await stage.person('insurer', 'harbor-mutual', patient);
    const confirmation = { upload: id, commitment, countersigner: null };
    const confirm = (by: 'insurer' | 'lakeside', key: KeyHolder) =>
      stage.submit(by, commands.confirmUpload, confirmation, [key]);
    expect(await confirm('insurer', mallory)).toBe('NOT_CONFIRMER');
    expect(await confirm('lakeside', mallory)).toBe('NOT_CONFIRMER');
    expect(await confirm('lakeside', ada)).toBe('NOT_CONFIRMER');
    const own = await stage.person('lakeside', 'lakeside', patient);
    expect(await confirm('insurer', own)).toBe('VALID');
  });
});

describe('a clock', () => {
  const access = {
    ...{ access: id, organization: 'lakeside', actor: staff },
    ...{ reason: 'OTHER' as const, commitment },
  };

  it('that is wrong declares no access in the future', async () => {
    const future = stage.channel.time + 400 * 86_400_000;
    const declared = { ...access, opened: new Date(future).toISOString() };
    const args = commands.commandArguments(commands.breakGlass, declared);
    expect(await stage.send('lakeside', commands.breakGlass.name, args, future)).toBe('CLOCK');
    expect(await stage.send('lakeside', commands.breakGlass.name, args)).toBe('CLOCK');
  });

  it('is met by times at the edge of what can be written', async () => {
    const consent = { consent: id, commitment, until: '9999-12-31T23:59:59.999Z' };
    expect(await stage.submit('lakeside', commands.grantConsent, consent, [ada])).toBe('VALID');
    const first = { ...access, opened: '0000-01-01T00:00:00.000Z' };
    expect(await stage.submit('lakeside', commands.breakGlass, first)).toBe('VALID');
    for (const opened of [
      '9999-12-31T23:59:59.999Z',
      '2026-02-30T00:00:00.000Z',
      '2026-06-01T00:00:00+00:00',
    ])
      expect(
        await stage.send('lakeside', commands.breakGlass.name, [
          JSON.stringify({ ...first, access: patient, opened }, Object.keys(first).sort()),
        ]),
      ).toMatch(/^(CLOCK|ARGUMENTS)$/);
  });
});

describe('what stays on the channel for ever', () => {
  it('has no room for words beside a registration', async () => {
    const [name, genesis] = ['new-clinic', GENESIS];
    for (const argument of [
      `{"attribute":"${name}","genesis":"${genesis}","id":"Jane Doe","id":"${name}"}`,
      `{"attribute":"${name}", "genesis":"${genesis}","id":"${name}"}`,
      `{"attribute":"${name}","genesis":"${genesis}","id":"${name}"}${' '.repeat(100_000)}`,
      `{"attribute":"${name}","genesis":"${genesis}","id":"${name}","note":"Jane Doe"}`,
      `{"attribute":"${name}","genesis":"${genesis}","id":"\\u006eew-clinic"}`,
      `{"attribute":"${name}","genesis":"${genesis}","id":"nеw-clinic"}`,
      `{"attribute":"${name}","genesis":"${genesis.toUpperCase()}","id":"${name}"}`,
    ])
      expect(await stage.send('hospital', 'registry:registerOrganization', [argument])).toBe('ARGUMENTS');
  });

  it('has none in questions, which can be submitted like commands', async () => {
    for (const question of [
      ...['consent:consent', 'upload:upload', 'access:access'],
      ...['registry:organization', 'registry:key', 'registry:recovery'],
    ])
      for (const words of ['', 'Jane Doe', 'a\0b', '\u{10ffff}', id.toUpperCase(), `${id}${id} `])
        expect(await stage.send('lakeside', question, [words]), `${question} ${words}`).toBe('ARGUMENTS');
    for (const log of ['', 'Jane Doe', 'open/lakeside', 'care/Jane Doe', 'care/lakeside\0'])
      expect(await stage.send('lakeside', 'anchor:latest', [log])).toBe('LOG_NAME');
    for (const size of ['', '0', '05', '1e400', '-1', 'Jane', '1'.repeat(17)])
      expect(await stage.send('lakeside', 'anchor:at', ['care/lakeside', size])).toBe('ARGUMENTS');
    expect(await stage.send('lakeside', 'anchor:at', ['open/lakeside', '5'])).toBe('LOG_NAME');
  });
});

describe('a certificate', () => {
  it('of one organization speaks for no other, in whatever step', async () => {
    const upload = { upload: id, proposer: { organization: 'lakeside', staff }, commitment };
    const proposal = { ...upload, patient: subject, countersigner: 'northgate' };
    expect(await stage.submit('northgate', commands.proposeUpload, proposal)).toBe('NOT_OWNER');
    expect(await stage.submit('hospital', commands.proposeUpload, proposal)).toBe('NOT_OWNER');
    expect(await stage.submit('lakeside', commands.proposeUpload, proposal)).toBe('VALID');
    const countersigned = { upload: id, commitment, countersigner: { organization: 'northgate', staff } };
    expect(await stage.submit('lakeside', commands.confirmUpload, countersigned)).toBe('NOT_OWNER');
    expect(await stage.submit('insurer', commands.withdrawUpload, { upload: id })).toBe('NOT_OWNER');
    const thumbprint = ada.thumbprint;
    const retired = { organization: 'lakeside', thumbprint };
    expect(await stage.submit('northgate', commands.retireKey, retired, [ada])).toBe('NOT_ADMINISTRATOR');
    expect(
      await stage.submit('northgate', commands.retireKey, { ...retired, organization: 'northgate' }, [ada]),
    ).toBe('KEY_UNKNOWN');
  });
});
