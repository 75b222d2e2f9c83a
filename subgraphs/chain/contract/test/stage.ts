import * as commands from '@caretrail/proof/command';
import { vi } from 'vitest';
import { MemoryChannel } from './memory-channel.ts';
import { GENESIS, type KeyHolder, newKeyHolder, signedArguments, submittersOf } from './party.ts';
import type { Submitting } from './simulate.ts';

/** Who is on the channel: members and administrators by their certificates. */
async function newParties() {
  const hospital = await submittersOf('HospitalMSP', ['lakeside', 'northgate']);
  const payer = await submittersOf('PayerMSP', ['harbor-mutual']);
  const regulator = await submittersOf('RegulatorMSP', ['health-authority']);
  const member = (party: typeof hospital, id: string) => party.members.get(id) as Submitting;
  return {
    ...{ hospital: hospital.administrator, payer: payer.administrator, regulator: regulator.administrator },
    lakeside: member(hospital, 'lakeside'),
    northgate: member(hospital, 'northgate'),
    insurer: member(payer, 'harbor-mutual'),
    authority: member(regulator, 'health-authority'),
  };
}

const parties = await newParties();
type Party = keyof typeof parties;

const HOMES: readonly (readonly [Party, string])[] = [
  ...([
    ['hospital', 'lakeside'],
    ['hospital', 'northgate'],
  ] as const),
  ...([
    ['payer', 'harbor-mutual'],
    ['regulator', 'health-authority'],
  ] as const),
];

/** A channel in memory with its organizations, for steps one after the other. */
export class Stage {
  readonly channel = new MemoryChannel();

  static async open(): Promise<Stage> {
    const stage = new Stage();
    for (const [administrator, id] of HOMES) {
      const request = { id, attribute: id, genesis: GENESIS };
      const outcome = await stage.submit(administrator, commands.registerOrganization, request);
      if (outcome !== 'VALID') throw new Error(outcome);
    }
    return stage;
  }

  /** What becomes of a call: `VALID` or the code of its refusal. */
  async send(by: Party, name: string, args: readonly string[], claimed?: number): Promise<string> {
    const { refusal } = await this.channel.call(parties[by], name, args, claimed ? { claimed } : {});
    return refusal ?? 'VALID';
  }

  /** What a question is answered; throws if it is refused. */
  async ask(by: Party, name: string, ...args: readonly string[]): Promise<string> {
    const { refusal, answer } = await this.channel.call(parties[by], name, args);
    if (refusal !== null) throw new Error(refusal);
    return answer;
  }

  /** A call with a statement of each signer, by default with the sequence that comes next for all of them. */
  async submit<Request>(
    by: Party,
    command: commands.Command<Request>,
    request: Request,
    signers: readonly KeyHolder[] = [],
    { sequence = this.#next(signers), ...where }: { sequence?: number; genesis?: string } = {},
  ): Promise<string> {
    return this.send(
      by,
      command.name,
      await signedArguments(command, request, signers, { sequence, ...where }),
    );
  }

  /** Registers a person's key, or an organization's own. */
  register(by: Party, organization: string, subject: string | null, key: KeyHolder): Promise<string> {
    return this.submit(by, commands.registerKey, { organization, subject, key: key.key }, [key]);
  }

  /** A new key, registered as an organization keeps it. */
  async person(by: Party, organization: string, subject: string): Promise<KeyHolder> {
    const key = await newKeyHolder();
    const outcome = await this.register(by, organization, subject, key);
    if (outcome !== 'VALID') throw new Error(outcome);
    return key;
  }

  #next(signers: readonly KeyHolder[]): number {
    const known = signers.map(({ thumbprint }) => this.channel.entry('key', thumbprint)?.['sequence'] ?? 0);
    return 1 + Math.max(0, ...known.map(Number));
  }
}

/** Two persons of lakeside's, for whom every test begins anew at a time that stands still. */
export async function openStage() {
  vi.useFakeTimers({ toFake: ['Date'] });
  const stage = await Stage.open();
  const ada = await stage.person('lakeside', 'lakeside', '5'.repeat(32));
  return { stage, ada, ben: await stage.person('lakeside', 'lakeside', '6'.repeat(32)) };
}
