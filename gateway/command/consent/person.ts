import { randomBytes } from 'node:crypto';
import {
  type Command,
  commandArgument,
  type LedgerPlace,
  registerKey,
  signStatement,
  statementFor,
  thumbprint,
} from '@caretrail/proof/command';
import { z } from 'zod';
import type { Deployment } from '../../launch/deployment/deployment.ts';
import { askHub } from '../ask-hub.ts';
import { CommandFailure } from '../failure.ts';
import { type HeldKey, heldKey } from './held-key.ts';

const SIGNING = `query Signing($patient: ID!) { signing(patient: $patient) {
  genesis channel organization keys { thumbprint state sequence } } }`;
const REGISTER = `mutation RegisterKey($input: RegisterKeyInput!) { change: registerKey(input: $input) {
  errors { message } } }`;

const signing = z.object({
  genesis: z.string(),
  channel: z.string(),
  organization: z.string(),
  keys: z.array(z.object({ thumbprint: z.string(), state: z.string(), sequence: z.number() })),
});
const change = z.looseObject({ errors: z.array(z.object({ message: z.string() })) });
type Signing = z.infer<typeof signing>;

const counts = ({ state }: Signing['keys'][number]): boolean => state === 'ACTIVE' || state === 'PENDING';

export const randomId = (): string => randomBytes(16).toString('hex');

/** A person of the demo, for whom this home signs. */
export class Person {
  readonly #deployment: Deployment;
  readonly patient: string;

  constructor(deployment: Deployment, patient: string) {
    this.#deployment = deployment;
    this.patient = patient;
  }

  /** What the hub answers to the person. @throws CommandFailure */
  async ask(query: string, variables: object): Promise<Readonly<Record<string, unknown>>> {
    const asker = { persona: 'patient', subject: this.patient };
    const { data, errors } = await askHub(this.#deployment, asker, query, variables);
    const [error] = errors ?? [];
    if (!data || error) throw new CommandFailure(error?.message ?? 'The hub did not answer.');
    return data;
  }

  /** Sends a mutation whose field is called `change`. @throws CommandFailure for what it refuses */
  async change(query: string, input: object): Promise<z.infer<typeof change>> {
    const made = change.parse((await this.ask(query, { input }))['change']);
    const [error] = made.errors;
    if (error) throw new CommandFailure(error.message);
    return made;
  }

  /** A statement of the person's over a call; registers their key before the first. */
  async sign<Request>(command: Command<Request>, request: Request): Promise<string> {
    const held = await heldKey(this.#deployment.home.personKeys, this.patient);
    const name = thumbprint(held.key);
    const known = await this.#signing();
    const found = known.keys.find((key) => key.thumbprint === name && counts(key));
    if (!found && known.keys.some(counts))
      throw new CommandFailure('The person signs with a key that this home does not hold: sign where it is.');
    if (!found) await this.#register(held, known);
    return stated(held, known, found?.sequence ?? 2, command, request);
  }

  async #signing(): Promise<Signing> {
    return signing.parse((await this.ask(SIGNING, { patient: this.patient }))['signing']);
  }

  async #register(held: HeldKey, known: Signing): Promise<void> {
    const { key } = held;
    const subject = randomId();
    const statement = await stated(held, known, 1, registerKey, {
      organization: known.organization,
      subject,
      key,
    });
    await this.change(REGISTER, {
      ...{ patient: this.patient, subject, statement, holder: 'DEPLOYMENT' },
      key: { x: key.x, y: key.y },
    });
  }
}

function stated<Request>(
  { key, privateKey }: HeldKey,
  { genesis, channel }: LedgerPlace,
  sequence: number,
  command: Command<Request>,
  request: Request,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const argument = commandArgument(command, request);
  return signStatement(
    statementFor(command, argument, { genesis, channel, key: thumbprint(key), sequence, now }),
    privateKey,
  );
}
