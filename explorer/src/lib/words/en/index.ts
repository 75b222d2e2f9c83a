import { cases } from './cases.ts';
import { changes } from './changes.ts';
import { emergency } from './emergency.ts';
import { enter } from './enter.ts';
import { fields } from './fields.ts';
import { filters } from './filters.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { ledger } from './ledger.ts';
import { lists } from './lists.ts';
import { notices } from './notices.ts';
import { palette } from './palette.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { query } from './query.ts';
import { reasons } from './reasons.ts';
import { record } from './record.ts';
import { reviews } from './reviews.ts';
import { settings } from './settings.ts';
import { states } from './states.ts';
import { verify } from './verify.ts';

/** Everything the explorer says, in English; other languages are typed by it. */
export const words = {
  cases,
  changes,
  emergency,
  enter,
  fields,
  filters,
  frame,
  home,
  ledger,
  lists,
  notices,
  palette,
  people,
  person,
  query,
  reasons,
  record,
  reviews,
  settings,
  states,
  verify,
};
