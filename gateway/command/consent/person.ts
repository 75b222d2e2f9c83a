import { randomBytes } from 'node:crypto';
import { Refused } from '@caretrail/proof';
import {
  type Command,
  commandArgument,
  type LedgerPlace,
  registerKey,
  signStatement,
  statementFor,
} from '@caretrail/proof/command';
import { z } from 'zod';
import type { Deployment } from '../../launch/deployment/deployment.ts';
import { askHub } from '../ask-hub.ts';
import { CommandFailure } from '../failure.ts';
import { type HeldKey, heldKeys, makeKey } from './held-keys.ts';

const SIGNING = `query Signing($patient: ID!) { signing(patient: $patient) {
  genesis channel organization keys { thumbprint state holder sequence replaces code } } }`;
const REGISTER = `mutation RegisterKey($input: RegisterKeyInput!) { change: registerKey(input: $input) {
  errors { message } } }`;

const known = z.object({
  ...{ thumbprint: z.string(), state: z.string(), holder: z.string(), sequence: z.number() },
  ...{ replaces: z.string().nullable(), code: z.string().nullable() },
});
const signing = z.object({
  ...{ genesis: z.string(), channel: z.string(), organization: z.string(), keys: z.array(known) },
});
const change = z.looseObject({ errors: z.array(z.object({ message: z.string() })) });

/** What a person signs for, and with which keys. */
export type Signing = z.infer<typeof signing>;
/** A key that may sign, and its next sequence. */
export interface Voice extends HeldKey {
  readonly sequence: number;
}

export const randomId = (): string => randomBytes(16).toString('hex');

/** The first key of a person may sign before the ledger has it; one that replaces another may not. */
const speaks = ({ state, replaces }: Signing['keys'][number]): boolean =>
  state === 'ACTIVE' || (state === 'PENDING' && replaces === null);

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

  async signing(): Promise<Signing> {
    return signing.parse((await this.ask(SIGNING, { patient: this.patient }))['signing']);
  }

  /** The held key that speaks for the person; null where they have none. @throws CommandFailure where it is held elsewhere */
  async voice({ keys }: Signing): Promise<Voice | null> {
    const speaking = keys.find(speaks);
    if (!speaking) return null;
    const held = await heldKeys(this.#folder, this.patient);
    const found = held.find(({ thumbprint }) => thumbprint === speaking.thumbprint);
    if (found) return { ...found, sequence: speaking.sequence };
    throw new CommandFailure('The person signs with a key that this home does not hold: sign where it is.');
  }

  /** A new key of the person's in this home, that nobody knows of yet. */
  newKey(): Promise<HeldKey> {
    return makeKey(this.#folder, this.patient);
  }

  /** A statement of the person's over a call; registers a key before the first. */
  async sign<Request>(command: Command<Request>, request: Request): Promise<string> {
    const place = await this.signing();
    const voice = (await this.voice(place)) ?? (await this.#register(place));
    return stated(voice, place, command, request);
  }

  get #folder(): string {
    return this.#deployment.home.personKeys;
  }

  /** One that lies here and was never registered was made by a try that was interrupted. */
  async #register(place: Signing): Promise<Voice> {
    const held = await heldKeys(this.#folder, this.patient);
    const spent = place.keys.map(({ thumbprint }) => thumbprint);
    const fresh = held.find(({ thumbprint }) => !spent.includes(thumbprint)) ?? (await this.newKey());
    const [subject, { key }] = [randomId(), fresh];
    const request = { organization: place.organization, subject, key };
    const statement = await stated({ ...fresh, sequence: 1 }, place, registerKey, request);
    await this.change(REGISTER, {
      ...{ patient: this.patient, subject, statement, holder: 'DEPLOYMENT' },
      key: { x: key.x, y: key.y },
    });
    return { ...fresh, sequence: 2 };
  }
}

/** A statement over a call, by a key of this home. */
export function stated<Request>(
  { thumbprint: key, privateKey, sequence }: Voice,
  { genesis, channel }: LedgerPlace,
  command: Command<Request>,
  request: Request,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const argument = argumentOf(command, request);
  return signStatement(statementFor(command, argument, { genesis, channel, key, sequence, now }), privateKey);
}

function argumentOf<Request>(command: Command<Request>, request: Request): string {
  try {
    return commandArgument(command, request);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new CommandFailure(
      'That cannot be signed: an id has 32 hex digits, and a date is a day YYYY-MM-DD.',
    );
  }
}
