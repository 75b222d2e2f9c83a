/** The settings page. */
export const settings = {
  title: 'Settings',
  lead: 'Kept in this browser, except for the case, which is kept in this tab.',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  session: 'Session',
  signedInAs: 'Signed in as',
  case: 'Case',
  caseText: 'The id of the open case that you work on. Without it the people of a case are not shown.',
  caseWrong: 'This is not an id: it has 32 hexadecimal digits in five groups.',
  use: 'Use this case',
  used: 'Case set',
};
