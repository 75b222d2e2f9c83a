import * as commands from '@caretrail/proof/command';
import fc from 'fast-check';
import type { MemoryChannel, Outcome } from './memory-channel.ts';
import { type KeyHolder, signedArguments, type submittersOf } from './party.ts';
import type { Submitting } from './simulate.ts';

/** Everybody and everything a game is played with; small, so that players get into each other's way. */
export interface Cast {
  readonly hospital: Awaited<ReturnType<typeof submittersOf>>;
  readonly payer: Awaited<ReturnType<typeof submittersOf>>;
  readonly regulator: Awaited<ReturnType<typeof submittersOf>>;
  readonly keys: readonly KeyHolder[];
}

const hex = (digit: number, length: number) => digit.toString(16).repeat(length);
const ids = [1, 2, 3, 4, 5].map((digit) => hex(digit, 32));
const moreIds = [...ids, ...Array.from({ length: 9 }, (_, index) => `${hex(15, 31)}${index}`)];
const people = [hex(7, 64), hex(8, 64)];
const hashes = [hex(9, 64), hex(10, 64)];
const organizations = ['lakeside', 'northgate', 'harbor-mutual', 'health-authority'];

/** Who has a key: two persons and an institution. The first keys of the cast are theirs. */
const holders = [
  { organization: 'lakeside', subject: hex(5, 32) },
  { organization: 'harbor-mutual', subject: hex(6, 32) },
  { organization: 'northgate', subject: null },
];

const COMMANDS = [
  ...(['registerKey', 'replaceKey', 'requestRecovery', 'approveRecovery'] as const),
  ...(['completeRecovery', 'cancelRecovery', 'vetoRecovery', 'proposeUpload', 'confirmUpload'] as const),
  ...([
    'withdrawUpload',
    'grantConsent',
    'amendConsent',
    'revokeConsent',
    'breakGlass',
    'reviewAccess',
  ] as const),
];

/** Steps that need others before them come up more often. */
const finishing = ['completeRecovery', 'completeRecovery', 'completeRecovery', 'completeRecovery'] as const;
const LATE = ['approveRecovery', ...finishing, 'confirmUpload', 'amendConsent'] as const;

const pick = fc.nat(11);

/** A random move: what is called, with which of the things that there are, and what goes wrong on purpose. */
export const move = fc.record({
  what: fc.oneof(
    { weight: 150, arbitrary: fc.constantFrom(...COMMANDS, ...COMMANDS, ...LATE, ...LATE) },
    { weight: 1, arbitrary: fc.constant('retireKey' as const) },
  ),
  one: pick,
  other: pick,
  who: pick,
  twist: fc.oneof(
    { weight: 10, arbitrary: fc.constant('none' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...([
          'anyone',
          'anyone',
          'foreign',
          'stranger',
          'forged',
          'stale',
          'channel',
          'garbled',
          'swapped',
          'replay',
        ] as const),
      ),
    },
  ),
  /** Minutes that pass before. */
  wait: fc.constantFrom(0, 1, 60, 75 * 60),
});

const honest = { one: 0, other: 0, who: 0, twist: 'none', wait: 0 } as const;

/** Most games are over before much has happened if nobody has a key. */
export const opening: readonly Move[] = holders.map((_, one) => ({ ...honest, what: 'registerKey', one }));

/** The longest way there is: random moves rarely go it to its end. */
export const closing: readonly Move[] = [
  { ...honest, what: 'requestRecovery', one: 2, other: 11 },
  { ...honest, what: 'approveRecovery', one: 2, who: 2 },
  { ...honest, what: 'completeRecovery', one: 2, wait: 60 },
  { ...honest, what: 'completeRecovery', one: 2, wait: 75 * 60 },
];

export type Move = typeof move extends fc.Arbitrary<infer Value> ? Value : never;

/** A call that was made, and what came of it. */
export interface Made {
  readonly what: Move['what'];
  readonly submitter: Submitting;
  readonly name: string;
  readonly args: readonly string[];
  readonly signers: readonly KeyHolder[];
  /** Whether the signatures are of other keys than those they name. */
  readonly forged: boolean;
  readonly outcome: Outcome;
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Makes a move on the channel, with honest and well-informed parties unless the move is twisted. */
export async function play(
  channel: MemoryChannel,
  cast: Cast,
  made: readonly Made[],
  turn: Move,
): Promise<Made> {
  channel.time += turn.wait * 60_000;
  const again = turn.twist === 'replay' ? made[turn.one % Math.max(made.length, 1)] : undefined;
  if (again) return { ...again, outcome: await channel.call(again.submitter, again.name, again.args) };
  const call = await callOf(channel, cast, turn);
  return { ...call, what: turn.what, outcome: await channel.call(call.submitter, call.name, call.args) };
}

const SIGNED_BY_NEW = { replaceKey: commands.replaceKey, requestRecovery: commands.requestRecovery };
const RECOVERY = {
  approveRecovery: commands.approveRecovery,
  completeRecovery: commands.completeRecovery,
  cancelRecovery: commands.cancelRecovery,
  vetoRecovery: commands.vetoRecovery,
};

function callOf(channel: MemoryChannel, cast: Cast, turn: Move) {
  const { what, one, other, who, twist } = turn;
  const holder = at(holders, one);
  const organization = twist === 'foreign' ? at(organizations, who) : holder.organization;
  const key = currentKey(channel, cast, twist === 'foreign' ? other : one);
  const member = memberOf(cast, organization);
  const administrator = administratorOf(cast, organization);
  const [id, elsewhere, commitment] = [at(ids, one), at(moreIds, other), at(hashes, one % ids.length)];
  const isStanding = (consent: string) =>
    channel.entry('consent', consent)?.['subject'] === holder.subject &&
    !channel.entry('consent-end', consent);
  const standing = (twist === 'foreign' ? undefined : moreIds.find(isStanding)) ?? id;
  const until = other % 2 === 0 ? null : new Date(channel.time + 86_400_000).toISOString();
  const call = <Request>(
    command: commands.Command<Request>,
    request: Request,
    submitter: Submitting,
    ...signers: readonly KeyHolder[]
  ) => made(channel, cast, turn, command, request, submitter, signers);
  switch (what) {
    case 'registerKey': {
      const request = { organization, subject: holder.subject, key: key.key };
      return call(commands.registerKey, request, administrator, key);
    }
    case 'replaceKey':
    case 'requestRecovery': {
      const next = at(cast.keys, other);
      const signers = what === 'replaceKey' ? [next, key] : [next];
      const request = { organization, key: next.key, replaces: key.thumbprint };
      return call(SIGNED_BY_NEW[what], request, administrator, ...signers);
    }
    case 'retireKey':
      return call(commands.retireKey, { organization, thumbprint: key.thumbprint }, administrator, key);
    case 'approveRecovery':
    case 'completeRecovery':
    case 'cancelRecovery':
    case 'vetoRecovery': {
      const open = channel.entry('recovery', key.thumbprint);
      const request = {
        replaces: key.thumbprint,
        thumbprint: String(open?.['thumbprint'] ?? key.thumbprint),
      };
      const approver = administratorOf(cast, at(organizations, who));
      const submitter = what === 'approveRecovery' ? approver : administrator;
      return call(RECOVERY[what], request, submitter, ...(what === 'vetoRecovery' ? [key] : []));
    }
    case 'proposeUpload': {
      const proposer = { organization, staff: at(people, other) };
      const patient = at(holders, other).subject;
      const countersigner = who % 2 === 0 ? at(organizations, who) : null;
      return call(
        commands.proposeUpload,
        { upload: id, proposer, commitment, patient, countersigner },
        member,
      );
    }
    case 'confirmUpload': {
      const proposed = twist === 'foreign' ? null : channel.entry('upload', id);
      const institution = String(proposed?.['countersigner'] ?? at(organizations, who));
      const patient = holders.findIndex(({ subject }) => subject === (proposed?.['patient'] ?? undefined));
      const countersigner = who % 2 === 0 ? { organization: institution, staff: at(people, other) } : null;
      const signer = currentKey(channel, cast, patient === -1 ? other : patient);
      const request = { upload: id, commitment, countersigner };
      return call(
        commands.confirmUpload,
        request,
        memberOf(cast, institution),
        ...(countersigner ? [] : [signer]),
      );
    }
    case 'withdrawUpload':
      return call(commands.withdrawUpload, { upload: id }, member);
    case 'grantConsent':
      return call(commands.grantConsent, { consent: elsewhere, commitment, until }, member, key);
    case 'amendConsent':
      return call(
        commands.amendConsent,
        { consent: elsewhere, amends: standing, commitment, until },
        member,
        key,
      );
    case 'revokeConsent':
      return call(commands.revokeConsent, { consent: standing }, member, key);
    case 'breakGlass': {
      const opened = new Date(channel.time).toISOString();
      const request = {
        access: id,
        organization,
        actor: at(people, one),
        reason: 'EMERGENCY',
        commitment,
      } as const;
      return call(commands.breakGlass, { ...request, opened }, member);
    }
    case 'reviewAccess': {
      const reviewing = who % 2 === 0 ? 'health-authority' : organization;
      const request = {
        access: id,
        organization: reviewing,
        reviewer: at(people, other),
        outcome: 'JUSTIFIED',
      } as const;
      return call(commands.reviewAccess, request, memberOf(cast, reviewing));
    }
  }
}

/** The key that a holder uses now: the first one, or what took its place. */
function currentKey(channel: MemoryChannel, cast: Cast, holder: number): KeyHolder {
  let key = at(cast.keys, holder % holders.length);
  for (;;) {
    const known = channel.entry('key', key.thumbprint);
    const next = cast.keys.find(({ thumbprint }) => thumbprint === known?.['successor']);
    if (!next) return key;
    key = next;
  }
}

async function made<Request>(
  channel: MemoryChannel,
  cast: Cast,
  { twist, who, other }: Move,
  command: commands.Command<Request>,
  request: Request,
  submitter: Submitting,
  signers: readonly KeyHolder[],
) {
  const everybody = [
    ...[cast.hospital, cast.payer, cast.regulator].flatMap(({ administrator, members }) => [
      administrator,
      ...members.values(),
    ]),
  ];
  const hands = twist === 'stranger' ? signers.map((_, place) => at(cast.keys, other + place + 1)) : signers;
  const sequence = twist === 'stale' ? 1 : nextSequence(channel, hands);
  const where = { sequence, channel: twist === 'channel' ? 'open' : 'care' };
  const pens = twist === 'forged' ? hands.map((hand, place) => forgery(cast, hand, other + place)) : hands;
  const args = await signedArguments(command, request, pens, where);
  if (twist === 'garbled') args[args.length - 1] = `${args.at(-1)?.slice(0, -1)}`;
  if (twist === 'swapped') args.reverse();
  return {
    submitter: twist === 'anyone' ? at(everybody, who + other) : submitter,
    name: command.name,
    args,
    signers: hands,
    forged: twist === 'forged' && hands.length > 0,
  };
}

/** Names one key and signs with another. */
function forgery({ keys }: Cast, named: KeyHolder, other: number): KeyHolder {
  const others = keys.filter(({ thumbprint }) => thumbprint !== named.thumbprint);
  return { ...named, privateKey: at(others, other).privateKey };
}

/** What `registry:key` tells honest signers. */
function nextSequence(channel: MemoryChannel, signers: readonly KeyHolder[]): number {
  const known = signers.map(({ thumbprint }) => channel.entry('key', thumbprint)?.['sequence'] ?? 0);
  return 1 + Math.max(0, ...known.map(Number));
}

const houseOf = ({ hospital, payer, regulator }: Cast, organization: string) =>
  [hospital, payer, regulator].find(({ members }) => members.has(organization)) ?? hospital;

const administratorOf = (cast: Cast, organization: string) => houseOf(cast, organization).administrator;

const memberOf = (cast: Cast, organization: string) =>
  houseOf(cast, organization).members.get(organization) ?? cast.hospital.administrator;
