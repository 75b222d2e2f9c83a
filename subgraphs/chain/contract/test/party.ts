import {
  type Command,
  commandArgument,
  commandArguments,
  type PublicKey,
  publicKeyOf,
  signStatement,
  statementFor,
  thumbprint,
} from '@caretrail/proof/command';
import { createAuthority, issueCertificate } from '../../membership/index.ts';

/** Who holds a signing key. */
export interface KeyHolder {
  readonly privateKey: CryptoKey;
  readonly key: PublicKey;
  readonly thumbprint: string;
}

export async function newKeyHolder(): Promise<KeyHolder> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const key = await publicKeyOf(publicKey);
  return { privateKey, key, thumbprint: thumbprint(key) };
}

/** The arguments of a signed call: the argument itself, and a statement of each signer, with the same sequence. */
export async function signedArguments<Request>(
  command: Command<Request>,
  request: Request,
  signers: readonly KeyHolder[],
  {
    sequence,
    channel = 'care',
    genesis = GENESIS,
  }: { readonly sequence: number; readonly channel?: string; readonly genesis?: string },
): Promise<string[]> {
  const argument = commandArgument(command, request);
  const statements = signers.map((signer) =>
    signStatement(
      statementFor(command, argument, {
        genesis,
        channel,
        key: signer.thumbprint,
        sequence,
        now: 1_800_000_000,
      }),
      signer.privateKey,
    ),
  );
  return commandArguments(command, request, await Promise.all(statements));
}

/** Block 0 of the ledger that games are played on. */
export const GENESIS = 'ab'.repeat(32);

/** When games begin. */
export const START = new Date('2026-06-01T00:00:00Z');

export async function submittersOf(msp: string, organizations: readonly string[]) {
  const authority = await createAuthority(msp, START);
  const issue = async (role: 'admin' | 'client', attributes: Readonly<Record<string, string>>) => {
    const request = { authority, commonName: 'someone', role, attributes, now: START };
    const { certificate } = await issueCertificate(request);
    return { mspid: msp, idBytes: Buffer.from(certificate) };
  };
  return {
    administrator: await issue('admin', {}),
    members: new Map(
      await Promise.all(
        organizations.map(async (id) => [id, await issue('client', { 'caretrail.org': id })] as const),
      ),
    ),
  };
}
