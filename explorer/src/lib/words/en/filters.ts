/** What lists are narrowed by. */
export const filters = {
  claims: 'Filter claims',
  people: 'Find people',
  all: 'All',
  any: 'Any',
  from: 'From month',
  to: 'To month',
  clear: 'Clear',
  find: 'Find',
  nameHint: 'How it begins',
  none: 'Nothing matches',
  noneText: 'Nothing you may see fits these filters. Widen them, or clear them.',
};
