import { randomBytes } from 'node:crypto';
import type { Ledger } from '@caretrail/chain/ledger';
import { breakGlass, reviewAccess } from '@caretrail/proof/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, send, startTestLedger, submit, type TestLedger } from '../testing/index.ts';

const id = () => randomBytes(16).toString('hex');
const [clinician, officer] = ['11'.repeat(32), '22'.repeat(32)];

let network: TestLedger;
let lakeside: Ledger;
let northgate: Ledger;
let regulator: Ledger;
beforeAll(async () => {
  network = await startTestLedger({ simulateEach: true });
  [lakeside, northgate] = [network.connect('lakeside'), network.connect('northgate')];
  regulator = network.connect('health-authority');
});
afterAll(() => network?.stop());

const declaration = (access: string, opened = Date.now()) => ({
  access,
  organization: 'lakeside',
  actor: clinician,
  reason: 'EMERGENCY' as const,
  commitment: 'ab'.repeat(32),
  opened: new Date(opened).toISOString(),
});
const judgement = (access: string, organization: string, reviewer: string) => ({
  ...{ access, organization, reviewer, outcome: 'JUSTIFIED' as const },
});

describe('an access by breaking the glass', () => {
  it('lasts four hours and stays open until another person of the organization has reviewed it', async () => {
    const access = id();
    const declared = declaration(access);
    expect(await submit(northgate, breakGlass, declared)).toBe('REFUSED NOT_OWNER');
    expect(await submit(lakeside, breakGlass, declared)).toBe('VALID');
    expect(await submit(lakeside, breakGlass, declared)).toBe('REFUSED ACCESS_EXISTS');
    expect(await ask(regulator, 'access:access', access)).toEqual({
      ...declared,
      until: new Date(Date.parse(declared.opened) + 4 * 3_600_000).toISOString(),
      state: 'OPEN',
      review: null,
    });
    expect(await submit(lakeside, reviewAccess, judgement(access, 'lakeside', clinician))).toBe(
      'REFUSED REVIEWER_IS_ACTOR',
    );
    expect(await submit(northgate, reviewAccess, judgement(access, 'northgate', officer))).toBe(
      'REFUSED NOT_REVIEWER',
    );
    expect(await submit(northgate, reviewAccess, judgement(access, 'lakeside', officer))).toBe(
      'REFUSED NOT_OWNER',
    );
    expect(await submit(lakeside, reviewAccess, judgement(access, 'lakeside', officer))).toBe('VALID');
    expect(await submit(regulator, reviewAccess, judgement(access, 'health-authority', officer))).toBe(
      'REFUSED ACCESS_REVIEWED',
    );
  });

  it('is reviewed by the regulator too', async () => {
    const access = id();
    expect(await submit(lakeside, breakGlass, declaration(access))).toBe('VALID');
    expect(await submit(regulator, reviewAccess, judgement(access, 'health-authority', clinician))).toBe(
      'VALID',
    );
    expect(await ask(lakeside, 'access:access', access)).toMatchObject({
      state: 'REVIEWED',
      review: { organization: 'health-authority', outcome: 'JUSTIFIED' },
    });
  });

  it('may be told late, never before it is opened, and for a coded reason', async () => {
    const [late, early] = [
      declaration(id(), Date.now() - 86_400_000),
      declaration(id(), Date.now() + 3_600_000),
    ];
    expect(await submit(lakeside, breakGlass, late)).toBe('VALID');
    expect(await submit(lakeside, breakGlass, early)).toBe('REFUSED CLOCK');
    const uncoded = JSON.stringify({ ...declaration(id()), reason: 'BECAUSE' });
    expect(await send(lakeside, 'access:breakGlass', [uncoded])).toBe('REFUSED ARGUMENTS');
    expect(await submit(lakeside, reviewAccess, judgement(id(), 'lakeside', officer))).toBe(
      'REFUSED ACCESS_UNKNOWN',
    );
  });
});
