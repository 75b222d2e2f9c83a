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
  { sequence, channel = 'care' }: { readonly sequence: number; readonly channel?: string },
): Promise<string[]> {
  const argument = commandArgument(command, request);
  const statements = signers.map((signer) =>
    signStatement(
      statementFor(command, argument, { channel, key: signer.thumbprint, sequence, now: 1_800_000_000 }),
      signer.privateKey,
    ),
  );
  return commandArguments(command, request, await Promise.all(statements));
}
