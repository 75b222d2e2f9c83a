import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** AuthenticationOk, BackendKeyData and ReadyForQuery of the PostgreSQL protocol. */
const WELCOME = Buffer.from('520000000800000000' + '4b0000000c0000000100000002' + '5a0000000549', 'hex');

let server: Server;
beforeAll(async () => {
  // Lets a client in and leaves at its first question.
  server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.once('data', () => socket.destroy());
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

const program = (more: string) => `
  const { connect } = await import(${JSON.stringify(join(import.meta.dirname, 'pool.ts'))});
  const sql = connect('postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none', { max: 1 });
  sql.reserve().catch(() => {});
  ${more}
  await new Promise((resolve) => setTimeout(resolve, 200));
  console.log('alive');
  process.exit(0);`;
const run = (more = '') =>
  promisify(execFile)(process.execPath, ['--input-type=module', '-e', program(more)], { timeout: 20_000 });

it('a server that goes while a connection opens does not take the process with it', async () => {
  expect((await run()).stdout).toBe('alive\n');
});

it('any other rejection that nobody handles still ends it', async () => {
  await expect(run("Promise.reject(new Error('a mistake of ours'));")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('a mistake of ours'),
  });
});
