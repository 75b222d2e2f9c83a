import { readSettings } from '../launch/settings.ts';
import { terminal } from './output.ts';
import { runCommand } from './program.ts';

process.exitCode = await runCommand(
  process.argv.slice(2),
  // Loaded when a command needs it: help and `verify` answer at once.
  async ({ make } = { make: false }) =>
    (await import('../launch/deployment/open.ts')).openDeployment(readSettings(process.env), make),
  terminal,
);
