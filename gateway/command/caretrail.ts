import { openDeployment } from '../launch/deployment/open.ts';
import { readSettings } from '../launch/settings.ts';
import { terminal } from './output.ts';
import { runCommand } from './program.ts';

process.exitCode = await runCommand(
  process.argv.slice(2),
  () => openDeployment(readSettings(process.env)),
  terminal,
);
