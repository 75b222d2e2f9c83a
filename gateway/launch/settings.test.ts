import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('have defaults, and an empty variable counts as unset', () => {
    expect(readSettings({ PORT: '', CARETRAIL_HOME: '/somewhere' })).toMatchObject({
      port: 4000,
      home: '/somewhere',
      demo: true,
      databaseUrl: null,
      issuer: null,
      treatingDays: 365,
      hosts: [],
    });
  });

  it('name hosts in a list', () => {
    expect(readSettings({ CARETRAIL_HOSTS: 'hub.example, Caretrail' }).hosts).toEqual([
      'hub.example',
      'caretrail',
    ]);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be 0 (any free port) to 65535.'],
    [{ PORT: '70000' }, 'PORT must be 0 (any free port) to 65535.'],
    [{ CARETRAIL_DEMO: 'yes' }, 'CARETRAIL_DEMO must be on or off.'],
    [{ CARETRAIL_HOSTS: 'http://hub.example' }, 'CARETRAIL_HOSTS must be host names, parted by commas.'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a postgres:// address.'],
    ...['postgres:///caretrail', 'postgres://me:secret@host', 'postgres://host/caretrail'].map(
      (address): [Record<string, string>, string] => [
        { DATABASE_URL: address },
        'DATABASE_URL must read postgres://user:password@host:port/database.',
      ],
    ),
    [{ CARETRAIL_TREATING_DAYS: '0' }, 'CARETRAIL_TREATING_DAYS must be at least 1 day.'],
  ])('%o are refused in one line that names the setting', (env, line) => {
    expect(() => readSettings(env)).toThrow(line);
  });

  it('never repeat a value, which may be a secret', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:secret@host' })).toThrow(/^(?!.*secret)/);
  });
});
