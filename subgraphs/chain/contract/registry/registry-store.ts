import { jcs } from '@caretrail/proof';
import type { Context } from 'fabric-contract-api';
import { parseKey, type RegisteredKey } from './key.ts';
import { type Organization, parseOrganization } from './organization.ts';

/** Where the registry keeps what; every contract reads it from here. */
const GENESIS = 'genesis';
const organizationKey = ({ stub }: Context, id: string) => stub.createCompositeKey('organization', [id]);
/** Holder of a pair of MSP and attribute; no slug is a hyphen, so it stands for "without attribute". */
const holderKey = ({ stub }: Context, msp: string, attribute: string | null) =>
  stub.createCompositeKey('speaks-for', [msp, attribute ?? '-']);
const keyKey = ({ stub }: Context, thumbprint: string) => stub.createCompositeKey('key', [thumbprint]);

async function read({ stub }: Context, key: string): Promise<string | null> {
  const value = await stub.getState(key);
  return value.length === 0 ? null : Buffer.from(value).toString('utf8');
}

export const readGenesis = (context: Context): Promise<string | null> => read(context, GENESIS);

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

export async function readKey(context: Context, thumbprint: string): Promise<RegisteredKey | null> {
  const text = await read(context, keyKey(context, thumbprint));
  return text === null ? null : parseKey(text);
}

export const writeKey = (context: Context, key: RegisteredKey): Promise<void> =>
  context.stub.putState(keyKey(context, key.thumbprint), jcs({ ...key, key: { ...key.key } }));
