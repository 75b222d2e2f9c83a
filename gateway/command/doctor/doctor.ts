import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Home, homeAt, requireHome } from '../../launch/home/home.ts';
import { ledgerPlace } from '../../launch/home/ledger-place.ts';
import { isHeld } from '../../launch/home/lock.ts';
import { type RunFile, readRunFile } from '../../launch/home/run-file.ts';
import { readSettings, type Settings } from '../../launch/settings.ts';
import { EXPLORER_BUILD } from '../../launch/system/explorer-build.ts';
import { claimPort } from '../../launch/system/ports.ts';
import { CommandFailure } from '../failure.ts';
import type { Output } from '../output.ts';
import { DEADLINE, type Finding, ill, well } from './finding.ts';
import { ledgerEncryption } from './ledger-encryption.ts';
import { ownNetwork } from './own-network.ts';
import { runningParts } from './running-parts.ts';

function node(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 22
    ? well('node', process.versions.node)
    : ill('node', process.versions.node, 'Run through npm, which brings Node 24, or install Node 24.');
}

async function port(settings: Settings, running: RunFile | null): Promise<Finding> {
  if (running) return well('port', running.url);
  try {
    await claimPort('PORT', settings.port);
    return well('port', `${settings.port} is free`);
  } catch (error) {
    return ill('port', `${settings.port} is taken`, error instanceof Error ? error.message : '');
  }
}

async function hub({ url }: RunFile): Promise<Finding> {
  try {
    const response = await fetch(`${url}/healthz/ready`, { signal: AbortSignal.timeout(DEADLINE) });
    return response.ok
      ? well('hub', 'ready')
      : ill('hub', 'not ready', 'The demo may still be on its way to the ledger: ask again in a minute.');
  } catch {
    return ill(
      'hub',
      'does not answer',
      'It may be starting again: ask in half a minute; else see log/hub.log in the home.',
    );
  }
}

function homeFolder(home: Home): Finding {
  if (!existsSync(home.path)) return well('home', `${home.path} (made at the first start)`);
  try {
    requireHome(home.path);
    return well('home', home.path);
  } catch (error) {
    return ill('home', home.path, error instanceof Error ? error.message : '');
  }
}

/** A PostgreSQL of one's own, while nothing runs; it is asked who the user is and changed in nothing. */
async function ownDatabase(address: string): Promise<Finding> {
  const { examineDatabase } = await import('@caretrail/db/server');
  try {
    return well('database', `PostgreSQL ${await examineDatabase(address)}`);
  } catch (error) {
    return ill('database', 'cannot be used', error instanceof Error ? error.message : '');
  }
}

async function examine(settings: Settings): Promise<readonly Finding[]> {
  const home = homeAt(settings.home);
  const running = existsSync(home.path) && (await isHeld(home.path)) ? readRunFile(home) : null;
  return [
    node(),
    homeFolder(home),
    existsSync(join(EXPLORER_BUILD, '200.html'))
      ? well('explorer', 'built')
      : well('explorer', 'is built at the next start'),
    await port(settings, running),
    ...(running
      ? [
          await hub(running),
          ...(await runningParts(home, running, ledgerPlace(home, settings))),
          ...(settings.fabric === null ? [await ledgerEncryption(home)] : []),
        ]
      : [
          well('system', 'stopped'),
          ...(settings.databaseUrl === null ? [] : [await ownDatabase(settings.databaseUrl)]),
        ]),
    ...(settings.fabric === null ? [] : await ownNetwork(settings.fabric)),
  ];
}

export function doctorCommand(output: Output): Command {
  return new Command('doctor')
    .description('Look at every part of the deployment and say what is wrong and how to mend it.')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: true }) => {
      const findings = await examine(readSettings(process.env));
      if (options.json) output.answer(JSON.stringify(findings));
      else
        for (const { check, ok, detail, cure } of findings)
          output.answer(
            `${ok ? '✓' : '✗'} ${check.padEnd(10)} ${detail}${cure === null ? '' : `\n  ${cure}`}`,
          );
      if (findings.some(({ ok }) => !ok)) throw new CommandFailure('Something needs mending.');
    });
}
