import type { Words } from '../words.ts';
import { consents } from './consents.ts';
import { enter } from './enter.ts';
import { fields } from './fields.ts';
import { filters } from './filters.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { ledger } from './ledger.ts';
import { lists } from './lists.ts';
import { palette } from './palette.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { query } from './query.ts';
import { reasons } from './reasons.ts';
import { record } from './record.ts';
import { settings } from './settings.ts';
import { states } from './states.ts';
import { verify } from './verify.ts';

export const words: Words = {
  consents,
  enter,
  fields,
  filters,
  frame,
  home,
  ledger,
  lists,
  palette,
  people,
  person,
  query,
  reasons,
  record,
  settings,
  states,
  verify,
};
