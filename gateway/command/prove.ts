import { RECORD_TYPES } from '@caretrail/db/records';
import { Command } from 'commander';
import { z } from 'zod';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { askHub } from './ask-hub.ts';
import { CommandFailure, WRONG_USAGE } from './failure.ts';
import type { Output } from './output.ts';

/** Record types by the root field that answers one of them. */
const ROOT_FIELDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(RECORD_TYPES).map((type) => [type, `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`]),
);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const answer = z.object({
  record: z.object({ proof: z.unknown(), trace: z.object({ anchor: z.string() }).nullish() }).nullable(),
});

interface ProveOptions {
  readonly fields?: string;
  readonly persona: string;
}

function question(record: string): { root: string; id: string } {
  const [type = '', id = ''] = record.split('/');
  const root = ROOT_FIELDS[type];
  if (root === undefined || !UUID.test(id))
    throw new CommandFailure(
      `${record} is no record: write TYPE/ID with ${Object.keys(ROOT_FIELDS).join(', ')}.`,
      WRONG_USAGE,
    );
  return { root, id };
}

function fieldsOf(list: string | undefined): readonly string[] | null {
  return list === undefined ? null : list.split(',').map((name) => name.trim());
}

export function proveCommand(open: OpenDeployment, output: Output): Command {
  return new Command('prove')
    .description('Print a proof file of a record, with the fields the persona may see.')
    .argument('<TYPE/ID>', 'record, such as Claim/0b0e…')
    .option('--fields <A,B>', 'disclose only these fields (default: all the persona may see)')
    .option('--persona <name>', 'who asks; `patient` is the one whom the record is about', 'patient')
    .action(async (record: string, options: ProveOptions) => {
      const { root, id } = question(record);
      await using deployment = await open();
      if (!deployment.running)
        throw new CommandFailure('Proofs come from the running system: start it with `npm start`.');
      const about = options.persona === 'patient' ? await deployment.patientOf(id) : null;
      if (options.persona === 'patient' && about === null)
        throw new CommandFailure(`There is no record ${record}.`);
      const { data, errors } = await askHub(
        deployment,
        { persona: options.persona, subject: about },
        `query Prove($id: ID!, $fields: [String!]) { record: ${root}(id: $id) { proof(fields: $fields) trace { anchor } } }`,
        { id, fields: fieldsOf(options.fields) },
      );
      const found = data && answer.parse(data).record;
      if (!found)
        throw new CommandFailure(
          data === undefined || data === null
            ? `${options.persona} sees no ${root} at all: choose another --persona.`
            : (errors?.[0]?.message ?? `${options.persona} sees no record ${record}.`),
        );
      if (found.proof === null && found.trace?.anchor === 'PENDING')
        throw new CommandFailure('The record is not anchored yet: try again in a few seconds.');
      if (found.proof === null)
        throw new CommandFailure(errors?.[0]?.message ?? 'No proof can be made of this record.');
      output.answer(JSON.stringify(found.proof));
    });
}
