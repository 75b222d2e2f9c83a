const ACCESS_EVENT = 'AuditEvent';
const ACCESS = '/access';

/** Name of the log that holds an organization's versions of a type: access events have a log of their own. */
export function logName(channel: string, organization: string, type: string): string {
  const log = `${channel}/${organization}`;
  return type === ACCESS_EVENT ? `${log}${ACCESS}` : log;
}

/** Whether a log is one of access events. */
export const isAccessLog = (log: string): boolean => log.endsWith(ACCESS);
