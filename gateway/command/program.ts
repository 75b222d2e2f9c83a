import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingError } from '@caretrail/kit/settings';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { StartError } from '../launch/start-error.ts';
import { apiKeyCommand } from './api-key/api-key.ts';
import { checkAccessLogCommand } from './check-access-log.ts';
import { consentCommand } from './consent/consent.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { exportCommand } from './export/export.ts';
import { CommandFailure, REFUSED, WRONG_USAGE } from './failure.ts';
import { importCommand } from './import.ts';
import type { Output } from './output.ts';
import { personasCommand } from './personas.ts';
import { proveCommand } from './prove.ts';
import { retentionCommand } from './retention.ts';
import { secretsCommand } from './secrets.ts';
import { tokenCommand } from './token.ts';
import { trustCommand } from './trust.ts';
import { verifyCommand } from './verify.ts';

/** Of the whole project, as its package says. */
const version = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'))).version;

function program(open: OpenDeployment, output: Output): Command {
  const caretrail = new Command('caretrail')
    .description('Works on the deployment in CARETRAIL_HOME (.caretrail), running or stopped.')
    .version(version())
    .showHelpAfterError('(--help shows how the command is used)');
  const commands = [
    importCommand(open, output),
    personasCommand(open, output),
    tokenCommand(open, output),
    proveCommand(open, output),
    verifyCommand(output),
    consentCommand(open, output),
    trustCommand(output),
    apiKeyCommand(open, output),
    checkAccessLogCommand(open, output),
    exportCommand(open, output),
    retentionCommand(open, output),
    doctorCommand(output),
    secretsCommand(output),
  ];
  for (const command of commands) caretrail.addCommand(command);
  for (const command of [caretrail, ...commands, ...commands.flatMap((one) => one.commands)])
    command.exitOverride();
  return caretrail;
}

/** Runs one command line; answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommand(
  args: readonly string[],
  open: OpenDeployment,
  output: Output,
): Promise<number> {
  try {
    await program(open, output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (error instanceof CommandFailure) {
      output.note(error.message);
      return error.exitCode;
    }
    if (error instanceof SettingError || error instanceof StartError) {
      output.note(error.message);
      return REFUSED;
    }
    throw error;
  }
}
