import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { homeAt } from '../launch/home/home.ts';
import { ledgerPlace } from '../launch/home/ledger-place.ts';
import { readSettings } from '../launch/settings.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

export function trustCommand(output: Output): Command {
  return new Command('trust')
    .description(
      'Print the trust file of this home: who may speak on its ledger, and the published record schemas.',
    )
    .action(async () => {
      const settings = readSettings(process.env);
      const { profile } = ledgerPlace(homeAt(settings.home), settings);
      if (!existsSync(profile))
        throw new CommandFailure('This home has no ledger yet: start it once with `npm start`.');
      // Loaded here and not above: the other commands need not wait for gRPC.
      const [{ readProfile, trustFileOf }, { SCHEMA_DOCUMENTS }] = await Promise.all([
        import('@caretrail/chain/ledger'),
        import('@caretrail/db/records'),
      ]);
      output.answer(new TextDecoder().decode(trustFileOf(readProfile(profile), SCHEMA_DOCUMENTS)));
    });
}
