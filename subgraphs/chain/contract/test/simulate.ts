import type { Context } from 'fabric-contract-api';
import { ChaincodeStub, ClientIdentity } from 'fabric-shim';
import { contracts } from '../index.ts';

/** A certificate of the channel. */
export interface Submitting {
  readonly mspid: string;
  readonly idBytes: Uint8Array;
}

/** What an endorser signs: the answer, and all that the transaction would write and tell. */
export interface Simulation {
  readonly answer: string;
  readonly writes: ReadonlyMap<string, string>;
  readonly event: string | null;
}

type Method = (context: Context, ...args: readonly string[]) => Promise<string>;

const byName = new Map(contracts.map((Class) => new Class()).map((one) => [one.getName(), one]));
const identities = new WeakMap<Submitting, ClientIdentity>();

/** Runs a call as an endorser does, over a state in memory that stays as it is. Throws what the contract throws. */
export async function simulate(
  { state, time }: { readonly state: ReadonlyMap<string, string>; readonly time: number },
  submitter: Submitting,
  name: string,
  args: readonly string[],
): Promise<Simulation> {
  const [subject = '', method = ''] = name.split(':');
  const contract = byName.get(subject);
  const writes = new Map<string, string>();
  let event: string | null = null;
  const stub = {
    getChannelID: () => 'care',
    getTxID: () => 'ab'.repeat(32),
    getArgs: () => [name, ...args],
    getCreator: () => submitter,
    getDateTimestamp: () => new Date(time),
    getState: async (key: string) => Buffer.from(state.get(key) ?? ''),
    putState: async (key: string, value: Uint8Array) => {
      writes.set(key, Buffer.from(value).toString());
    },
    createCompositeKey: ChaincodeStub.prototype.createCompositeKey,
    setEvent: (title: string, payload: Uint8Array) => {
      event = `${title} ${Buffer.from(payload).toString()}`;
    },
  };
  const context = { stub, clientIdentity: identityOf(submitter, stub) } as unknown as Context;
  const run = Reflect.get(contract ?? {}, method) as Method;
  await contract?.beforeTransaction(context);
  return { answer: await run.call(contract, context, ...args), writes, event };
}

/** What the shim reads from a certificate, once for each: it takes longer than the rest of a call. */
function identityOf(submitter: Submitting, stub: object): ClientIdentity {
  const known = identities.get(submitter) ?? new ClientIdentity(stub as never);
  identities.set(submitter, known);
  return known;
}
