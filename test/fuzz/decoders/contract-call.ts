import type { Command } from '@caretrail/proof/command';
import * as commands from '@caretrail/proof/command';
import { Refusal } from '../../../subgraphs/chain/contract/refusal.ts';
import { openContractStand } from '../contract-stand.ts';
import type { Decoder } from '../decoder.ts';

const COMMANDS: readonly Command<unknown>[] = Object.values(commands).filter(
  (one) => typeof one === 'object' && 'statements' in one,
);
const OTHERS = ['anchor:submit'];
const QUESTIONS = [
  'registry:organization',
  'registry:key',
  'registry:recovery',
  'anchor:latest',
  'anchor:at',
];
const ENTRIES = ['upload:upload', 'consent:consent', 'access:access'];

/**
 * The argument of a call as every function of the contracts meets it, signed again as a person could who wants to see
 * what comes of it.
 */
export async function open(): Promise<Decoder> {
  const { person, other, call, stated, seeds } = await openContractStand();
  return {
    ...{ shape: 'json', seeds, refuses: () => false },
    async decode(input) {
      const text = Buffer.from(input).toString('utf8');
      const tryOut = (name: string, args: readonly string[]) =>
        call(name, args).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
      for (const command of COMMANDS)
        for (const pens of [[person], [other, person]])
          await tryOut(command.name, [text, ...stated(command, text, pens)]);
      for (const name of [...OTHERS, ...QUESTIONS, ...ENTRIES]) await tryOut(name, [text]);
      await tryOut('anchor:at', ['care/lakeside', text]);
    },
  };
}
