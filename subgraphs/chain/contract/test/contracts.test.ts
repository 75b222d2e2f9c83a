import { commandArgument, registerOrganization } from '@caretrail/proof/command';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { REFUSALS } from '../refusal.ts';
import { RECOVERY_DELAY } from '../registry/recovery.ts';
import { MemoryChannel } from './memory-channel.ts';
import { GENESIS, newKeyHolder, submittersOf } from './party.ts';
import { type Cast, closing, type Made, move, opening, play } from './play.ts';

let cast: Cast;
beforeAll(async () => {
  cast = {
    hospital: await submittersOf('HospitalMSP', ['lakeside', 'northgate']),
    payer: await submittersOf('PayerMSP', ['harbor-mutual']),
    regulator: await submittersOf('RegulatorMSP', ['health-authority']),
    keys: await Promise.all(Array.from({ length: 12 }, newKeyHolder)),
  };
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => vi.useRealTimers());

async function newChannel(): Promise<MemoryChannel> {
  const channel = new MemoryChannel();
  for (const { administrator, members } of [cast.hospital, cast.payer, cast.regulator])
    for (const id of members.keys()) {
      const request = commandArgument(registerOrganization, { id, attribute: id, genesis: GENESIS });
      await channel.call(administrator, 'registry:registerOrganization', [request]);
    }
  return channel;
}

interface Entry {
  readonly state?: string;
  readonly [member: string]: unknown;
}

/** Which states follow which; an entry that has none is written once. */
const STEPS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  key: {
    '': ['ACTIVE', 'OFFERED'],
    OFFERED: ['ACTIVE', 'DISCARDED'],
    ACTIVE: ['ACTIVE', 'REPLACED', 'RETIRED'],
  },
  recovery: {
    '': ['REQUESTED'],
    REQUESTED: ['APPROVED', 'CANCELLED', 'VETOED'],
    APPROVED: ['COMPLETED', 'CANCELLED', 'VETOED'],
    CANCELLED: ['REQUESTED'],
    VETOED: ['REQUESTED'],
  },
  upload: { '': ['PROPOSED'], PROPOSED: ['CONFIRMED', 'WITHDRAWN'] },
  access: { '': ['OPEN'], OPEN: ['REVIEWED'] },
  consent: { '': [''] },
  'consent-end': { '': [''] },
  subject: { '': [''] },
};

/** Members that a step may change; all others stay as they were written first. */
const MOVING: Readonly<Record<string, readonly string[]>> = {
  key: ['state', 'successor', 'sequence'],
  recovery: ['state', 'approver', 'since'],
  upload: ['state', 'confirmed'],
  access: ['state', 'review'],
};

const fixed = (kind: string, entry: Entry) =>
  Object.entries(entry).filter(([name]) => !MOVING[kind]?.includes(name));

function checkSteps({ outcome }: Made): void {
  for (const { key, before, after } of outcome.changes) {
    const [kind = ''] = key.split('/');
    const [was, is] = [before as Entry | null, after as Entry];
    const from = was === null ? '' : (was.state ?? 'what is written once');
    expect(STEPS[kind]?.[from] ?? [], `${key} from ${from || 'nothing'}`).toContain(is.state ?? '');
    const isNewRequest = kind === 'recovery' && is.state === 'REQUESTED';
    if (was && !isNewRequest) expect(fixed(kind, is)).toEqual(fixed(kind, was));
  }
}

const entryOf = (made: Made, kind: string) =>
  made.outcome.changes.find(({ key }) => key.startsWith(`${kind}/`)) as
    | { readonly key: string; readonly before: Entry | null; readonly after: Entry }
    | undefined;

const organizationOf = ({ submitter }: Made): string =>
  [cast.hospital, cast.payer, cast.regulator]
    .flatMap(({ members }) => [...members])
    .find(([, certificate]) => certificate === submitter)?.[0] ?? 'an administrator';

/** Who signs has moved on their key's sequence. `facts` is what the channel has written before. */
function checkSignatures(made: Made, facts: ReadonlyMap<string, Entry>): void {
  expect(made.forged).toBe(false);
  for (const { thumbprint } of made.signers) {
    const before = facts.get(`key/${thumbprint}`);
    const written = made.outcome.changes.find(({ key }) => key === `key/${thumbprint}`)?.after as Entry;
    expect(Number(written['sequence'])).toBeGreaterThan(Number(before?.['sequence'] ?? 0));
  }
}

/** Whose doing a change must be. `facts` is what the channel has written so far, by key. */
function checkParties(made: Made, facts: ReadonlyMap<string, Entry>, time: number): void {
  const signed = made.signers.map(({ thumbprint }) => thumbprint);
  const upload = entryOf(made, 'upload')?.after;
  const proposer = (upload?.['proposer'] as Entry | undefined)?.['organization'];
  if (upload?.state === 'PROPOSED' || upload?.state === 'WITHDRAWN')
    expect(organizationOf(made)).toBe(proposer);
  if (upload?.state === 'CONFIRMED') {
    const [patient] = signed.map((thumbprint) => facts.get(`key/${thumbprint}`)?.['subject']);
    const isPatient = patient !== undefined && patient !== null && patient === upload['patient'];
    const isOther = signed.length === 0 && organizationOf(made) === upload['countersigner'];
    expect(isPatient || (isOther && organizationOf(made) !== proposer)).toBe(true);
  }
  const ended = entryOf(made, 'consent-end');
  if (ended) {
    const consent = facts.get(ended.key.replace('consent-end', 'consent'));
    expect(facts.get(`key/${signed[0]}`)?.['subject']).toBe(consent?.['subject']);
  }
  const access = entryOf(made, 'access')?.after;
  if (access?.state === 'REVIEWED') {
    const review = access['review'] as Entry;
    expect([review['organization'], review['reviewer']]).not.toEqual([
      access['organization'],
      access['actor'],
    ]);
    expect([access['organization'], 'health-authority']).toContain(organizationOf(made));
  }
  const gone = made.outcome.changes.filter(
    ({ key, after }) =>
      key.startsWith('key/') && ['REPLACED', 'RETIRED'].includes(String((after as Entry).state)),
  );
  for (const { key } of gone) {
    const thumbprint = key.slice('key/'.length);
    if (signed.includes(thumbprint)) continue;
    const recovery = facts.get(`recovery/${thumbprint}`);
    expect(recovery?.state).toBe('APPROVED');
    expect(time - Date.parse(String(recovery?.['since']))).toBeGreaterThanOrEqual(RECOVERY_DELAY);
  }
}

describe('whatever parties do in whatever order', () => {
  const accepted = new Map<string, number>();
  const refused = new Set<string>();

  it('states move by allowed steps of those they belong to, and a statement counts once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 40, maxLength: 60 }), async (turns) => {
        const channel = await newChannel();
        const [all, taken, facts]: [Made[], Set<string>, Map<string, Entry>] = [[], new Set(), new Map()];
        for (const turn of [...opening, ...turns, ...closing]) {
          const made = await play(channel, cast, all, turn);
          all.push(made);
          const { refusal, changes } = made.outcome;
          if (refusal !== null) {
            expect(Object.keys(REFUSALS)).toContain(refusal);
            refused.add(refusal);
            continue;
          }
          accepted.set(made.what, (accepted.get(made.what) ?? 0) + 1);
          checkSteps(made);
          checkSignatures(made, facts);
          checkParties(made, facts, channel.time);
          const statements = made.args.slice(1).filter((jws) => jws !== '');
          for (const jws of statements) expect(taken.has(jws), 'taken twice').toBe(false);
          for (const jws of statements) taken.add(jws);
          for (const { key, after } of changes) facts.set(key, after as Entry);
        }
      }),
      // The same games each time: what the next test counts depends on them.
      { numRuns: 40, seed: 72 },
    );
  }, 120_000);

  it('was tried with every command, and with refusals of every contract', () => {
    expect([...accepted.keys()].sort()).toEqual(
      [
        ...['amendConsent', 'approveRecovery', 'breakGlass', 'cancelRecovery', 'completeRecovery'],
        ...['confirmUpload', 'grantConsent', 'proposeUpload', 'registerKey', 'replaceKey', 'requestRecovery'],
        ...['retireKey', 'reviewAccess', 'revokeConsent', 'vetoRecovery', 'withdrawUpload'],
      ].sort(),
    );
    expect(refused.size).toBeGreaterThan(20);
  });
});
