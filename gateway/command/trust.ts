import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { trustFile } from '@caretrail/chain';
import { readProfile } from '@caretrail/chain/ledger';
import { SCHEMA_DOCUMENTS } from '@caretrail/db/records';
import { Command } from 'commander';
import { homeAt } from '../launch/home/home.ts';
import { readSettings } from '../launch/settings.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

export function trustCommand(output: Output): Command {
  return new Command('trust')
    .description(
      'Print the trust file of this home: who may speak on its ledger, and the published record schemas.',
    )
    .action(() => {
      const profile = join(homeAt(readSettings(process.env).home).ledger, 'profile.json');
      if (!existsSync(profile))
        throw new CommandFailure('This home has no ledger yet: start it once with `npm start`.');
      const schemas = SCHEMA_DOCUMENTS;
      output.answer(JSON.stringify(trustFile(readProfile(profile), schemas)));
    });
}
