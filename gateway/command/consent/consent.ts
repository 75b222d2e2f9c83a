import { Command } from 'commander';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import type { Output } from '../output.ts';
import { amendCommand, grantCommand, revokeCommand } from './decide.ts';
import { keysCommand } from './keys.ts';
import { listCommand, previewCommand, receiptCommand } from './look.ts';
import { asPerson } from './subject.ts';

/** What a person of the demo decides about their records, signed with a key that lies in the home. */
export function consentCommand(open: OpenDeployment, output: Output): Command {
  const as = asPerson(open);
  const consent = new Command('consent').description(
    'Decide as a patient of the demo who may see the records.',
  );
  const commands = [
    ...[grantCommand(as, output), previewCommand(as, output), amendCommand(as, output), revokeCommand(as)],
    ...[listCommand(as, output), receiptCommand(as, output), keysCommand(as, output)],
  ];
  for (const command of commands) consent.addCommand(command.exitOverride());
  return consent;
}
