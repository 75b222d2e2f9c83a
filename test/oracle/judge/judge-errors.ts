import { isAnswer } from './judge-record.ts';
import { type Path, type Verdict, withoutPlaces } from './verdict.ts';

/** An error of an answer. */
export interface Told {
  readonly message: string;
  readonly path?: Path | undefined;
  readonly extensions: { readonly code: string };
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  always: ['FORBIDDEN_ROLE', 'FORBIDDEN_PURPOSE', 'CASE_REQUIRED', 'STEP_UP_REQUIRED'],
  row: ['FORBIDDEN_RELATION', 'CONSENT_DENIED'],
};
/** Row refusals beyond these are summed up. */
const MOST = 100;

/** Every refusal is told, by a code that fits it; nothing else is; and only of what is there. */
export function judgeErrors(
  verdict: Verdict,
  data: Readonly<Record<string, unknown>> | null,
  errors: readonly Told[],
) {
  const told = new Set<string>();
  for (const { path = [], extensions, message } of errors) {
    const place = withoutPlaces(path);
    told.add(place);
    const { code } = extensions;
    if (code === 'LIMIT_EXCEEDED' && data === null) return;
    if (code === 'BAD_USER_INPUT' && verdict.cursors.has(place)) continue;
    if (place.startsWith('r') && code === 'CASE_REQUIRED' && path.length === 1) continue;
    const kind = verdict.refused.get(place);
    if (path.length === 0 && errors.length > MOST) continue;
    if (kind === undefined) verdict.leak(path, `${code}, of what is not refused: ${message}`);
    else if (!CODES[kind]?.includes(code)) verdict.leak(path, `${code} for a refusal by ${kind}`);
    if (kind === 'row' && !isThere(data, path.slice(0, -1)))
      verdict.leak(path, `${code} of a record that is not there`);
  }
  if (data === null) verdict.withheld([], `no data: ${errors.map(({ extensions }) => extensions.code)}`);
  else
    for (const place of verdict.refused.keys())
      if (!told.has(place) && errors.length <= MOST)
        verdict.withheld([place], 'a refusal that no error tells');
}

function isThere(data: unknown, path: Path): boolean {
  let value = data;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isAnswer(value)) value = value[part];
    else return false;
  }
  return value !== null && value !== undefined;
}
