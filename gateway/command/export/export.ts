import { Command } from 'commander';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { showProgress } from '../../launch/system/progress.ts';
import { CommandFailure } from '../failure.ts';
import type { Output } from '../output.ts';
import { personaToken } from '../persona-token.ts';
import { BulkClient } from './bulk-client.ts';

interface ExportOptions {
  readonly persona: string;
  readonly types?: string;
  readonly resume?: string;
  readonly json?: true;
}

export function exportCommand(open: OpenDeployment, output: Output): Command {
  return new Command('export')
    .description(
      'Have records exported as FHIR NDJSON and fetch the files: a patient’s own, or what the registrar’s organization keeps.',
    )
    .argument('<folder>', 'where the files go; made if it is missing')
    .option('--persona <name>', 'patient or registrar', 'patient')
    .option('--types <A,B>', 'only these resource types (default: all that the persona may have)')
    .option('--resume <address>', 'go on with an export that was begun before')
    .option('--json', 'print the manifest as JSON')
    .action(async (folder: string, { persona, types, resume, json }: ExportOptions) => {
      await using deployment = await open();
      if (!deployment.running)
        throw new CommandFailure('Exports come from the running system: start it with `npm start`.');
      const { token } = await personaToken(deployment, persona, null);
      const client = new BulkClient(deployment.running.url, token);
      const cancel = new AbortController();
      const onCancel = () => cancel.abort();
      process.once('SIGINT', onCancel);
      const progress = showProgress(process.stderr);
      try {
        const job = resume ?? (await client.begin(types));
        progress.say(`${job} (Ctrl-C cancels it)`);
        const manifest = await client.finished(job, cancel.signal, (share, words) =>
          progress.advance(words, share),
        );
        if (manifest === null) {
          await client.cancel(job);
          throw new CommandFailure('Cancelled: nothing of it is kept.');
        }
        const files = await client.fetchAll(manifest, folder, cancel.signal);
        if (json) return output.answer(JSON.stringify(manifest));
        for (const { file, count } of files) output.answer(`${file}  ${count} resources`);
        if (files.length === 0) output.answer('There is nothing to export.');
      } finally {
        process.removeListener('SIGINT', onCancel);
      }
    });
}
