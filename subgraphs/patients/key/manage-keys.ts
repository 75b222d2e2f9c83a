import {
  addKey,
  DECISION_EFFECTS,
  type KeyHolder,
  keepSequence,
  lockPerson,
  type PersonKey,
  personKeys,
} from '@caretrail/db/decisions';
import { contractCall, submit } from '@caretrail/db/submission';
import { type Made, MutationRefused, type RequestContext, tagged } from '@caretrail/kit';
import { Refused } from '@caretrail/proof';
import {
  type LedgerPlace,
  type PublicKey,
  registerKey,
  replaceKey,
  retireKey,
  thumbprint,
} from '@caretrail/proof/command';
import { anchorOf } from '../consent/manage/decided.ts';
import { keeperOf } from '../consent/manage/keeper.ts';
import { checkSequence, checkStatement, signerOf } from '../consent/manage/signer.ts';

/** A key as it stands after a change. */
export interface KeptKey extends Made {
  readonly key: PersonKey;
}

/** A person's first key, or the first after one that was retired. */
export interface Registration {
  readonly patient: string;
  /** The person on the ledger: 32 hex digits made for this and used for nothing else. */
  readonly subject: string;
  readonly key: PublicKey;
  readonly holder: KeyHolder;
  /** JWS over `registry:registerKey` by the key itself. */
  readonly statement: string;
}

export interface Replacement {
  readonly patient: string;
  readonly key: PublicKey;
  readonly holder: KeyHolder;
  /** Thumbprint of the key that gives way. */
  readonly replaces: string;
  /** JWS over `registry:replaceKey` by the new key, and by the old one. */
  readonly possession: string;
  readonly agreement: string;
}

export interface Retirement {
  readonly patient: string;
  readonly thumbprint: string;
  /** JWS over `registry:retireKey` by the key itself. */
  readonly statement: string;
}

const counts = ({ state }: PersonKey): boolean => state === 'ACTIVE' || state === 'PENDING';

function nameOf(key: PublicKey): string {
  try {
    return thumbprint(key);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new MutationRefused(
      'ARGUMENTS',
      'key',
      'A key is a public P-256 JWK: crv, kty, x and y, nothing else.',
    );
  }
}

async function kept(
  context: RequestContext,
  patient: string,
  name: string,
  submission: number,
): Promise<KeptKey> {
  const keys = await personKeys(tagged(context.store), [patient]);
  const key = keys.find((one) => one.thumbprint === name);
  if (!key) throw new Error('a key on record is found again');
  return { key, anchor: await anchorOf(context, submission) };
}

/** Has a key registered by the member that keeps the person's record. @throws MutationRefused */
export async function register(
  context: RequestContext,
  ledger: LedgerPlace,
  registration: Registration,
): Promise<KeptKey> {
  const { patient, subject, key, holder, statement: jws } = registration;
  const sql = tagged(context.store);
  await lockPerson(sql, patient);
  const name = nameOf(key);
  const keys = await personKeys(sql, [patient]);
  const same = keys.find((one) => one.thumbprint === name);
  if (same && counts(same)) return { key: same, anchor: same.state === 'ACTIVE' ? 'ANCHORED' : 'PENDING' };
  if (keys.some(counts))
    throw new MutationRefused(
      'SUBJECT_EXISTS',
      'key',
      'The person has a key: replace it, or have it recovered.',
    );
  const { custodian: organization } = await keeperOf(context, patient);
  const request = { organization, subject, key };
  const signed = { ledger, command: registerKey, request, jws, field: 'statement' };
  const { statement } = await checkStatement(context, signed, key);
  if (statement.key !== name)
    throw new MutationRefused('STATEMENT', 'statement', 'The key itself has to sign its registration.');
  checkSequence(statement.sequence, 0, 'statement');
  const call = contractCall(registerKey, request, { organization, now: context.now, statements: [jws] });
  const { number } = await submit(sql, DECISION_EFFECTS, { ...call, patient, details: {} });
  await addKey(sql, {
    ...{ thumbprint: name, patient, organization, subject, key, holder, replaces: null },
    ...{ sequence: statement.sequence, submission: number },
  });
  return kept(context, patient, name, number);
}

/** Puts a key in the place of another; the old one signs until the ledger has it. @throws MutationRefused */
export async function replace(
  context: RequestContext,
  ledger: LedgerPlace,
  replacement: Replacement,
): Promise<KeptKey> {
  const { patient, key, holder, replaces, possession, agreement } = replacement;
  const sql = tagged(context.store);
  await lockPerson(sql, patient);
  const name = nameOf(key);
  const keys = await personKeys(sql, [patient]);
  const same = keys.find((one) => one.thumbprint === name);
  if (same?.replaces === replaces && counts(same))
    return { key: same, anchor: same.state === 'ACTIVE' ? 'ANCHORED' : 'PENDING' };
  if (keys.some((one) => one.replaces === replaces && one.state === 'PENDING'))
    throw new MutationRefused(
      'REPLACEMENT_OPEN',
      'replaces',
      'Another key is about to take its place: wait for that.',
    );
  const { custodian: organization } = await keeperOf(context, patient);
  const request = { organization, key, replaces };
  const call = { ledger, command: replaceKey, request };
  const { statement } = await checkStatement(context, { ...call, jws: possession, field: 'possession' }, key);
  const old = await signerOf(context, patient, { ...call, jws: agreement, field: 'agreement' });
  if (statement.key !== name || old.key.thumbprint !== replaces)
    throw new MutationRefused(
      'STATEMENT',
      'possession',
      'The new key and the one that gives way have to sign.',
    );
  checkSequence(statement.sequence, 0, 'possession');
  const statements = [possession, agreement];
  const { number } = await submit(sql, DECISION_EFFECTS, {
    ...contractCall(replaceKey, request, { organization, now: context.now, statements }),
    ...{ patient, details: { replaces } },
  });
  const { subject } = old.key;
  await addKey(sql, {
    ...{ thumbprint: name, patient, organization, subject, key, holder, replaces },
    ...{ sequence: statement.sequence, submission: number },
  });
  await keepSequence(sql, replaces, old.sequence);
  return kept(context, patient, name, number);
}

/** Ends a key at once. @throws MutationRefused */
export async function retire(
  context: RequestContext,
  ledger: LedgerPlace,
  retirement: Retirement,
): Promise<KeptKey> {
  const { patient, thumbprint: name, statement: jws } = retirement;
  const sql = tagged(context.store);
  await lockPerson(sql, patient);
  const keys = await personKeys(sql, [patient]);
  const same = keys.find((one) => one.thumbprint === name);
  if (same?.state === 'RETIRED') return { key: same, anchor: 'PENDING' };
  const { custodian: organization } = await keeperOf(context, patient);
  const request = { organization, thumbprint: name };
  const signed = { ledger, command: retireKey, request, jws, field: 'statement' };
  const { key, sequence } = await signerOf(context, patient, signed);
  if (key.thumbprint !== name)
    throw new MutationRefused(
      'STATEMENT',
      'statement',
      'The key itself has to say that it is no longer used.',
    );
  await keepSequence(sql, name, sequence);
  const { number } = await submit(sql, DECISION_EFFECTS, {
    ...contractCall(retireKey, request, { organization, now: context.now, statements: [jws] }),
    ...{ patient, details: { thumbprint: name } },
  });
  return kept(context, patient, name, number);
}
