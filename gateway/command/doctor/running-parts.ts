import type { WorkerFigures } from '@caretrail/chain';
import type { LedgerProfile } from '@caretrail/chain/ledger';
import type { Pool } from '@caretrail/db';
import type { Home } from '../../launch/home/home.ts';
import type { LedgerPlace } from '../../launch/home/ledger-place.ts';
import type { RunFile } from '../../launch/home/run-file.ts';
import { DEADLINE, type Finding, ill, well } from './finding.ts';

/** From here on a checkpoint waits too long and an index is too far behind; the alert rules say so, too. */
const MOST_SECONDS = 300;
const MOST_BLOCKS = 100;

/** Blocks of the channel on a peer; null where none answers. */
async function ledgerHeight(members: string, profile: LedgerProfile): Promise<number | null> {
  const { connectLedger, memberIdentities } = await import('@caretrail/chain/ledger');
  try {
    const [identity] = memberIdentities(members, profile).values();
    if (!identity) return null;
    const ledger = connectLedger(profile, identity);
    return await ledger.height(DEADLINE).finally(() => ledger.close());
  } catch {
    return null;
  }
}

function ledger(height: number | null, { indexed }: WorkerFigures): Finding {
  if (height === null)
    return ill(
      'ledger',
      'does not answer',
      'It may be starting again: ask in half a minute; else see log/ledger.log in the home, or what is said of the peers of your network. Reads go on meanwhile.',
    );
  const behind = Math.max(0, height - indexed);
  return behind > MOST_BLOCKS
    ? ill(
        'ledger',
        `${height} blocks, ${behind} not indexed`,
        'The worker may be catching up: ask again in a minute; if the number does not fall, see log/worker.log in the home.',
      )
    : well('ledger', `${height} blocks${behind === 0 ? '' : `, ${behind} not indexed yet`}`);
}

const worker = (connections: number): Finding =>
  connections > 0
    ? well('worker', 'runs')
    : ill(
        'worker',
        'does not run',
        'It may be starting again: ask in half a minute; else see log/worker.log in the home. Nothing is anchored meanwhile.',
      );

function anchoring({ stopped, anchorLag, pending }: WorkerFigures): Finding {
  if (stopped > 0)
    return ill(
      'anchoring',
      `${stopped} logs are stopped`,
      'See provenance.checkpoint for the reason; the log must not be rewritten.',
    );
  const seconds = Math.round(anchorLag);
  if (seconds > MOST_SECONDS)
    return ill(
      'anchoring',
      `a checkpoint has waited ${seconds} s for the ledger`,
      'See that ledger and worker are well; what waits is anchored when they are.',
    );
  return well(
    'anchoring',
    pending === 0 ? 'all is anchored' : `${pending} record versions wait, ${seconds} s at most`,
  );
}

async function parts(sql: Pool, place: LedgerPlace): Promise<readonly Finding[]> {
  const [{ workerFigures }, { readProfile }] = await Promise.all([
    import('@caretrail/chain'),
    import('@caretrail/chain/ledger'),
  ]);
  const profile = readProfile(place.profile);
  const [[row], figures, height] = await Promise.all([
    sql<{ versions: string; workers: number }[]>`
      select (select count(*) from provenance.version) as versions,
        (select count(*)::int from pg_stat_activity
          where usename = current_user and application_name = 'caretrail worker') as workers`,
    workerFigures(sql, profile.channel),
    ledgerHeight(place.members, profile),
  ]);
  return [
    well('database', `${row?.versions ?? 0} record versions`),
    ledger(height, figures),
    worker(row?.workers ?? 0),
    anchoring(figures),
  ];
}

/** Database, ledger, worker and anchoring of a running system. */
export async function runningParts(
  home: Home,
  { database: address }: RunFile,
  place: LedgerPlace,
): Promise<readonly Finding[]> {
  const [{ connect }, { databaseAt, passwordsFrom }, { openSecrets }] = await Promise.all([
    import('@caretrail/db'),
    import('@caretrail/db/server'),
    import('../../launch/home/secrets.ts'),
  ]);
  const secrets = await openSecrets(home.secrets, []);
  // As the login that sees every version: an administrator who is no superuser sees none.
  const login = databaseAt(address, passwordsFrom(secrets.database)).address('caretrail_worker');
  const sql = connect(login, { max: 2, name: 'caretrail doctor', statementTimeout: DEADLINE });
  try {
    return await parts(sql, place);
  } catch {
    return [
      ill(
        'database',
        'does not answer',
        'It may be starting again: ask in half a minute; else see log/database.log in the home.',
      ),
    ];
  } finally {
    await sql.end();
  }
}
