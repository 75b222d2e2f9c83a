import { totalmem } from 'node:os';

/** What the server process is told, as one line of JSON on its standard input. */
export interface ServerConfig {
  /** Absolute path of the data folder; made at the first start. */
  readonly folder: string;
  /** Password of the superuser `postgres`. */
  readonly password: string;
  /** False only in tests: nothing is forced to disk. Default true. */
  readonly durable?: boolean;
  /** Port of loopback to come back to after a restart; 0, the default, takes a free one. */
  readonly port?: number;
}

export const SUPERUSER = 'postgres';

export function parseServerConfig(message: unknown): Required<ServerConfig> {
  if (typeof message === 'object' && message !== null && 'folder' in message && 'password' in message) {
    const { folder, password } = message;
    const durable = !('durable' in message) || message.durable !== false;
    const port = 'port' in message && typeof message.port === 'number' ? message.port : 0;
    if (typeof folder === 'string' && typeof password === 'string')
      return { folder, password, durable, port };
  }
  throw new Error('The database server was started without its configuration.');
}

const MEBIBYTE = 2 ** 20;

/** Bytes of memory that there are for this process and its like: the machine's, or the container's where it has fewer. */
function memoryOf(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** What the server keeps for pages, and what it may count on the system to keep: the machine has other things to do. */
function memorySettings(bytes: number): Readonly<Record<string, string>> {
  const part = (share: number) => Math.floor(bytes / share / MEBIBYTE);
  return {
    shared_buffers: `${Math.min(256, Math.max(128, part(32)))}MB`,
    effective_cache_size: `${Math.max(256, part(2))}MB`,
  };
}

/** Settings of the embedded server: loopback only, no sockets in the file system, and no data in its log. */
export function serverFlags(durable: boolean, port: number, memory = memoryOf()): readonly string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    max_connections: 100,
    ...memorySettings(memory),
    // After a checkpoint each page is written to the log whole once; a long import touches most pages of its indexes.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    autovacuum_work_mem: '16MB',
    huge_pages: 'off',
    // A container's /dev/shm is small, and our statements are short.
    max_parallel_workers_per_gather: 0,
    // Below errors of statements, which quote the value they stumble over; who sent the statement logs the SQLSTATE.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '%m [%p] %u ',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
