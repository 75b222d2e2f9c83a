// Runs on the system's Node before anything is installed: plain JavaScript for Node 18 and later, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stamp = join(root, 'node_modules', '.caretrail-lock');
const windows = process.platform === 'win32';
const pinnedNode = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest();
}

function install() {
  process.stderr.write('Installing dependencies from the lockfile (once, about a minute) …\n');
  // Standard output stays free: `caretrail … --json` prints one document there and nothing else.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (npm.status !== 0)
    fail('The installation failed: check the network and the disk, then run the command again.');
  writeFileSync(stamp, lockDigest());
}

/** Node 22.18 strips types itself; an older one needs the copy pinned as a package, which not every platform has. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const stripsTypes = major > 22 || (major === 22 && minor >= 18);
  if (!stripsTypes && !existsSync(pinnedNode))
    fail(`Caretrail needs Node 22.18 or later here (found ${process.versions.node}): install Node 24.`);
}

if (!installed()) install();
requireNode();
