import { type Ledger, LedgerError, type LedgerProfile } from '@caretrail/chain/ledger';
import {
  type Command,
  commandArgument,
  commandArguments,
  type PublicKey,
  publicKeyOf,
  type RequestOf,
  registerKey,
  signStatement,
  statementFor,
  thumbprint,
} from '@caretrail/proof/command';

/** A person or an institution with a key of WebCrypto that cannot be taken out. */
export class Signer {
  readonly #genesis: string;
  readonly #privateKey: CryptoKey;
  readonly key: PublicKey;
  readonly thumbprint: string;
  #sequence = 0;

  private constructor(genesis: string, privateKey: CryptoKey, key: PublicKey) {
    this.#genesis = genesis;
    this.#privateKey = privateKey;
    this.key = key;
    this.thumbprint = thumbprint(key);
  }

  /** For the ledger of a profile. */
  static async create({ genesis }: LedgerProfile): Promise<Signer> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
    return new Signer(genesis, privateKey, await publicKeyOf(publicKey));
  }

  /** A statement about a call, by default with the next sequence. */
  sign(
    command: Pick<Command<unknown>, 'contract' | 'function'>,
    argument: string,
    { channel = 'care', genesis = this.#genesis, sequence = ++this.#sequence } = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return signStatement(
      statementFor(command, argument, { genesis, channel, key: this.thumbprint, sequence, now }),
      this.#privateKey,
    );
  }
}

/** Submits a call, signed by those given in turn, and waits for its block: `VALID`, the validation code, or `REFUSED` and why. */
export async function submit<Request>(
  ledger: Ledger,
  command: Command<Request>,
  request: Request,
  ...signers: readonly Signer[]
): Promise<string> {
  const argument = commandArgument(command, request);
  const statements = await Promise.all(signers.map((signer) => signer.sign(command, argument)));
  return send(ledger, command.name, commandArguments(command, request, statements));
}

export async function send(ledger: Ledger, name: string, args: readonly string[]): Promise<string> {
  try {
    const prepared = await ledger.prepare(name, args);
    await ledger.send(prepared);
    const status = await ledger.status(prepared.transactionId, 10_000);
    return 'validation' in status ? status.validation : status.state;
  } catch (error) {
    if (error instanceof LedgerError) return `${error.code} ${error.refusal}`;
    throw error;
  }
}

/** What a contract answers to a question, read as JSON. */
export async function ask(ledger: Ledger, name: string, id: string): Promise<unknown> {
  return JSON.parse(Buffer.from(await ledger.evaluate(name, [id])).toString('utf8'));
}

/** Registers a key under an organization, for a person or for itself. */
export const register = (
  administrator: Ledger,
  signer: Signer,
  party: Omit<RequestOf<typeof registerKey>, 'key'>,
): Promise<string> => submit(administrator, registerKey, { ...party, key: signer.key }, signer);
