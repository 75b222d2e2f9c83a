import { connect } from '@caretrail/db';
import { importFhir } from '@caretrail/db/import';

/** An import in a process of its own, whose memory is nobody else's; address by the environment, files as arguments. */
const files = process.argv.slice(2);
const sql = connect(process.env['BENCH_DATABASE'] ?? '', { max: 4 });
const started = performance.now();
const report = await importFhir(files, { sql, treatingDays: 40_000 });
const seconds = (performance.now() - started) / 1000;
await sql.end();
const resources = Object.values(report.resources).reduce((sum, { imported }) => sum + imported, 0);
const refused = report.quarantine.length;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const processor = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(JSON.stringify({ resources, refused, seconds, processor, peak: maxRSS / 1024 }));
