import { accessSync, constants } from 'node:fs';
import { z } from 'zod';

/** Settings that several programs have, each with one meaning. */
export const portSetting = z.coerce
  .number({ error: 'must be 0 (any free port) to 65535' })
  .int('must be a whole number')
  .min(0, 'must be 0 (any free port) to 65535')
  .max(65535, 'must be 0 (any free port) to 65535');

export const logSetting = z
  .enum(['silent', 'error', 'warn', 'info', 'debug'], {
    error: 'must be silent, error, warn, info or debug',
  })
  .default('warn');

/** Port of Prometheus metrics; null serves none. */
export const metricsPortSetting = z
  .union([z.literal('off').transform(() => null), portSetting], {
    error: 'must be off, 0 (any free port) or a port to 65535',
  })
  .default(null);

/** Base address of an OTLP/HTTP collector. */
export const collectorSetting = z
  .url({ protocol: /^https?$/, error: 'must be the http address of an OpenTelemetry collector' })
  .optional();

const isComplete = ({ hostname, username, pathname }: URL) =>
  hostname !== '' && username !== '' && pathname.length > 1;

export const postgresSetting = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
  // Each process gets the address under its own name: without a host the URL could not carry one.
  .refine((address) => isComplete(new URL(address)), 'must read postgres://user:password@host:port/database');

/** Names by which callers may ask for a hub, besides addresses and `localhost`. */
export const hostsSetting = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be host names, parted by commas')))
  .default([]);

const isReadable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

export const fileSetting = z.string().refine(isReadable, 'must name a file that can be read');
export const folderSetting = z.string().refine(isReadable, 'must name a folder that can be read');

/** 32 bytes in hex. */
export const keySetting = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
  .transform((hex) => Buffer.from(hex, 'hex'));

const seconds = (most: number) =>
  z.coerce
    .number({ error: 'must be a number of seconds' })
    .min(0, 'must be 0 seconds or more')
    .max(most, `must be at most ${most} seconds`)
    .transform((value) => value * 1000);

const host = z.string().min(1, 'must be an address').default('127.0.0.1');

/** Settings of every program that goes on until it is stopped. */
export const PROGRAM_SETTINGS = {
  CARETRAIL_LOG: logSetting,
  METRICS_PORT: metricsPortSetting,
  /** Address that metrics are served on: they are for the operator's own collector. */
  METRICS_HOST: host,
};

/** Settings of every program that listens. */
export const LISTENER_SETTINGS = {
  ...PROGRAM_SETTINGS,
  /** Address to listen on: loopback, unless something in front of it is to be trusted. */
  HOST: host,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorSetting,
  /** Seconds between "not ready any more" and the end of listening, for balancers to notice; then for running requests. */
  NOTICE_SECONDS: seconds(300).default(5_000),
  DRAIN_SECONDS: seconds(300).default(30_000),
};
