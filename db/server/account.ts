import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The system user that the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the system's user `postgres`, who is made where there
 * is none; started by anybody else it runs as they do (null).
 */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const found = await lookUp();
  if (found) return found;
  // Fails when only the group is there already; useradd then says whether that is all.
  await run('groupadd', ['--system', USER]).catch(() => undefined);
  await run('useradd', ['--system', '--gid', USER, '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  const made = await lookUp();
  if (!made) throw new Error(`PostgreSQL does not run as root, and no user ${USER} could be made.`);
  return made;
}

async function lookUp(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
