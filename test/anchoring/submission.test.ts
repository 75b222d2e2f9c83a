import { randomUUID } from 'node:crypto';
import { type Ledger, LedgerError } from '@caretrail/chain/ledger';
import { checkpointArgument, logLeaf, sha256, treeRoot } from '@caretrail/proof';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AnchoringPlace, QUIET, until } from './anchoring-place.ts';
import { Submissions } from './submissions.ts';

let place: AnchoringPlace;
let calls: Submissions;
let revokes: Submissions;
beforeAll(async () => {
  place = await AnchoringPlace.open();
  calls = await Submissions.of(place.admin, { 'anchor:submit': 'widens' });
  revokes = await Submissions.of(place.admin, { 'anchor:submit': 'narrows' });
});
afterAll(() => place?.close());
afterEach(() => {
  vi.useRealTimers();
});

/** A call that the ledger takes once: the first checkpoint of a member's log. */
const first = (organization: string): string =>
  Buffer.from(
    checkpointArgument({
      genesis: Buffer.from(place.ledger.profile.genesis, 'hex'),
      log: `care/${organization}`,
      ...{ size: 1, root: treeRoot([logLeaf(sha256(Buffer.from(organization)))]) },
      ...{ previous: null, consistency: [] },
    }),
  ).toString();

const work = (member: string, options: Parameters<AnchoringPlace['work']>[1] = {}) =>
  place.work([member], { effects: calls.effects, ...options });

const decided = (number: number) =>
  until(
    () => calls.look(number),
    ({ state }) => state !== 'PENDING',
  );

describe('what widens', () => {
  it('is in effect once the ledger calls it VALID, once, although the ledger dies between send and status', async () => {
    const details = { grant: randomUUID() };
    let killed: Promise<void> | null = null;
    const worker = work('lakeside', {
      onStep: (step) => {
        if (step === 'decide') killed ??= place.ledger.killDevpeer();
      },
    });
    const { number, effective } = await calls.submit(
      'lakeside',
      'anchor:submit',
      [first('lakeside')],
      details,
    );
    expect(effective).toBe(false);
    const waiting = await until(
      () => calls.look(number),
      ({ reason }) => reason !== null,
    );
    await killed;
    expect(waiting).toMatchObject({ state: 'PENDING', transaction: null });
    expect(waiting.reason).toMatch(
      /^the ledger (cannot be reached|failed repeatedly and is left alone until )/,
    );
    expect(await calls.effective(details)).toBe(0);
    await place.ledger.startDevpeer();
    const seen = await decided(number);
    expect(seen).toMatchObject({ state: 'VALID', code: null, reason: null, effect: null });
    expect(seen.envelopes).toHaveLength(1);
    expect(await calls.effective(details)).toBe(1);
    await worker.stop();
  });

  it('never comes into effect when the contract refuses it; the refusal stands as its code', async () => {
    const details = { grant: randomUUID() };
    const worker = work('northgate');
    const { number } = await calls.submit('northgate', 'anchor:submit', ['{}'], details);
    expect(await decided(number)).toMatchObject({ state: 'INVALID', code: 'ARGUMENTS', transaction: null });
    const after = await calls.submit('northgate', 'anchor:submit', [first('northgate')], details);
    expect(await decided(after.number)).toMatchObject({ state: 'VALID' });
    expect(await calls.effective(details)).toBe(1);
    await worker.stop();
  });

  it('is not taken when nobody knows its effect', async () => {
    await expect(calls.submit('lakeside', 'consent:unheard', [], {})).rejects.toThrow(RangeError);
  });
});

describe('what narrows', () => {
  it('acts when it is stored, with no ledger, and stays with an alarm when the ledger refuses it', async () => {
    const details = { revoke: randomUUID() };
    const { number, effective } = await revokes.submit('saint-anne', 'anchor:submit', ['{}'], details);
    expect(effective).toBe(true);
    expect(await revokes.effective(details)).toBe(1);
    const alarms: object[] = [];
    const log = { ...QUIET, error: (fields: object) => alarms.push(fields) };
    const worker = work('saint-anne', { effects: revokes.effects, log });
    expect(await decided(number)).toMatchObject({ state: 'INVALID', code: 'ARGUMENTS' });
    expect(await revokes.effective(details)).toBe(1);
    expect(alarms).toEqual([expect.objectContaining({ alarm: 'NOT_ON_LEDGER', number, code: 'ARGUMENTS' })]);
    await worker.stop();
  });

  it('is undone with the transaction that stores it', async () => {
    const details = { revoke: randomUUID() };
    const failing = place.admin.begin(async (sql) => {
      const { submit } = await import('@caretrail/db/submission');
      const request = { organization: 'saint-anne', call: 'anchor:submit', arguments: ['{}'], details };
      await submit(sql, revokes.effects, request);
      throw new Error('the mutation fails');
    });
    await expect(failing).rejects.toThrow('the mutation fails');
    expect(await revokes.effective(details)).toBe(0);
  });
});

/** A worker whose ledger has a fault in some of its calls. */
const faulty = (member: string, fault: (real: Ledger) => Partial<Ledger>) => {
  const real = place.ledger.connect(member);
  return work(member, { ledgers: new Map([[member, { ...real, ...fault(real) }]]) });
};

describe('an outcome that commit status does not tell', () => {
  it('is found by qscc, and nothing is sent twice', async () => {
    // It does not tell, though by then the transaction is in a block.
    const worker = faulty('unity-health', (real) => ({
      async status(transaction, within) {
        await real.status(transaction, within);
        return { state: 'UNKNOWN' };
      },
    }));
    const { number } = await calls.submit('unity-health', 'anchor:submit', [first('unity-health')], {});
    expect(await decided(number)).toMatchObject({ state: 'VALID', envelopes: ['VALID 1'] });
    await worker.stop();
  });

  it('is waited for through a jump of the clock, forth and back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    let sent = 0;
    const worker = faulty('harbor-mutual', (real) => ({
      async send(prepared) {
        sent++;
        vi.setSystemTime(Date.now() + (sent === 1 ? 86_400_000 : -172_800_000));
        if (sent === 1) throw new LedgerError('TIMEOUT', 'no answer');
        await real.send(prepared);
      },
    }));
    const { number } = await calls.submit('harbor-mutual', 'anchor:submit', [first('harbor-mutual')], {});
    const end = performance.now() + 15_000;
    let seen = await calls.look(number);
    while (seen.state === 'PENDING' && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      seen = await calls.look(number);
    }
    expect(seen).toMatchObject({ state: 'VALID', envelopes: ['VALID 2'] });
    await worker.stop();
  });
});
