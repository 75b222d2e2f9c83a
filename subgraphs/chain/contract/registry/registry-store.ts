import { jcs } from '@caretrail/proof';
import type { Context } from 'fabric-contract-api';
import { readEntry, writeEntry } from '../entry/entry.ts';
import type { Place } from '../statement/signed-call.ts';
import { keyShape, type RegisteredKey } from './key.ts';
import { type Organization, parseOrganization } from './organization.ts';
import { type Recovery, recoveryShape } from './recovery.ts';

/** Where the registry keeps what; every contract reads it from here. */
const GENESIS = 'genesis';
const organizationKey = ({ stub }: Context, id: string) => stub.createCompositeKey('organization', [id]);
/** Holder of a pair of MSP and attribute; no slug is a hyphen, so it stands for "without attribute". */
const holderKey = ({ stub }: Context, msp: string, attribute: string | null) =>
  stub.createCompositeKey('speaks-for', [msp, attribute ?? '-']);

async function read({ stub }: Context, key: string): Promise<string | null> {
  const value = await stub.getState(key);
  return value.length === 0 ? null : Buffer.from(value).toString('utf8');
}

export const readGenesis = (context: Context): Promise<string | null> => read(context, GENESIS);

/** Where the contract runs, for statements to be about. */
export async function placeOf(context: Context): Promise<Place> {
  return { channel: context.stub.getChannelID(), genesis: await readGenesis(context) };
}

export async function readOrganization(context: Context, id: string): Promise<Organization | null> {
  const text = await read(context, organizationKey(context, id));
  return text === null ? null : parseOrganization(text);
}

export const readHolder = (context: Context, msp: string, attribute: string | null): Promise<string | null> =>
  read(context, holderKey(context, msp, attribute));

export async function writeOrganization(
  context: Context,
  { organization, genesis }: { readonly organization: Organization; readonly genesis: string },
): Promise<void> {
  const { stub } = context;
  const { id, msp, attribute } = organization;
  if ((await readGenesis(context)) === null) await stub.putState(GENESIS, Buffer.from(genesis));
  await stub.putState(organizationKey(context, id), jcs({ ...organization }));
  await stub.putState(holderKey(context, msp, attribute), Buffer.from(id));
}

export const readKey = (context: Context, thumbprint: string): Promise<RegisteredKey | null> =>
  readEntry(context, 'key', thumbprint, keyShape);

export const writeKey = (context: Context, key: RegisteredKey): Promise<void> =>
  writeEntry(context, 'key', key.thumbprint, key);

/** A person is one of an organization's: a subject that another one has taken is no other than free. */
const subjectKey = ({ stub }: Context, organization: string, subject: string) =>
  stub.createCompositeKey('subject', [organization, subject]);

/** Thumbprint of the first key of a person. */
export const readSubject = (
  context: Context,
  organization: string,
  subject: string,
): Promise<string | null> => read(context, subjectKey(context, organization, subject));

export const writeSubject = (
  context: Context,
  { organization, thumbprint }: RegisteredKey,
  subject: string,
): Promise<void> =>
  context.stub.putState(subjectKey(context, organization, subject), Buffer.from(thumbprint));

export const readRecovery = (context: Context, replaces: string): Promise<Recovery | null> =>
  readEntry(context, 'recovery', replaces, recoveryShape);

export const writeRecovery = (context: Context, recovery: Recovery): Promise<void> =>
  writeEntry(context, 'recovery', recovery.replaces, recovery);
