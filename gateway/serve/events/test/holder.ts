import { connect, storedPlaces } from '@caretrail/db';

/** A hub's process as far as places go: takes so many of a caller's, tells of it, and lives on until it is killed. */
const [, , address = '', caller = '', count = '0', lease = '0'] = process.argv;
const places = storedPlaces(connect(address, { max: 1 }), Number(lease));
for (let turn = 0; turn < Number(count); turn++)
  if (!(await places.take(Buffer.from(caller, 'hex'), Number(count)))) process.exit(1);
process.stdout.write('holding\n');
setInterval(() => {}, 60_000);
