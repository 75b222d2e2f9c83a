import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a peer runs to learn where a chaincode's server listens (Fabric's external builders). */
const SCRIPTS = {
  detect: 'grep -q ccaas "$2/metadata.json"',
  build: 'cp "$1/connection.json" "$3/"',
  release: 'mkdir -p "$2/chaincode/server" && cp "$1/connection.json" "$2/chaincode/server/"',
};

export function writeBuilder(folder: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const [name, script] of Object.entries(SCRIPTS)) {
    const path = join(folder, 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
}
