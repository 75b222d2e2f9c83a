import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fileSetting, keySetting, LISTENER_SETTINGS, portSetting } from './common.ts';
import { parseSettings, SettingError } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'caretrail-settings-'));
const secret = join(folder, 'cursor-key');
writeFileSync(secret, `${'ab'.repeat(32)}\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const SHAPE = z.object({
  ...LISTENER_SETTINGS,
  PORT: portSetting,
  CURSOR_KEY: keySetting,
  TRUST_FILE: fileSetting.optional(),
});
const given = { PORT: '4001', CURSOR_KEY_FILE: secret };

describe('the settings of a program', () => {
  it('have defaults, are read from files where a secret is, and count as unset when empty', () => {
    expect(parseSettings(SHAPE, { ...given, HOST: '', TRUST_FILE: '' })).toEqual({
      HOST: '127.0.0.1',
      CARETRAIL_LOG: 'warn',
      METRICS_PORT: null,
      METRICS_HOST: '127.0.0.1',
      NOTICE_SECONDS: 5_000,
      DRAIN_SECONDS: 30_000,
      PORT: 4001,
      CURSOR_KEY: Buffer.alloc(32, 0xab),
    });
  });

  it('are taken from the environment before a file, and know a name that ends in _FILE of itself', () => {
    const settings = parseSettings(SHAPE, { ...given, CURSOR_KEY: 'cd'.repeat(32), TRUST_FILE: secret });
    expect(settings).toMatchObject({ CURSOR_KEY: Buffer.alloc(32, 0xcd), TRUST_FILE: secret });
  });

  it.each([
    [{ PORT: '' }, 'PORT is not set.'],
    [{ PORT: 'http' }, 'PORT must be 0 (any free port) to 65535.'],
    [{ CURSOR_KEY: 'secret' }, 'CURSOR_KEY must be 64 hexadecimal digits.'],
    [{ CURSOR_KEY_FILE: '/nowhere/key' }, 'CURSOR_KEY_FILE names a file that cannot be read.'],
    [{ TRUST_FILE: '/nowhere/trust.json' }, 'TRUST_FILE must name a file that can be read.'],
    [{ NOTICE_SECONDS: '-1' }, 'NOTICE_SECONDS must be 0 seconds or more.'],
    [{ CARETRAIL_LOG: 'loud' }, 'CARETRAIL_LOG must be silent, error, warn, info or debug.'],
  ])('%o are refused in one line that names the setting and no value', (env, line) => {
    expect(() => parseSettings(SHAPE, { ...given, ...env })).toThrow(new SettingError(line));
  });
});
