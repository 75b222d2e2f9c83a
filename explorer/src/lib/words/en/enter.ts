/** Signing in. */
export const enter = {
  title: 'Sign in',
  question: 'Whose view do you want to see?',
  lead: 'What you can open depends on who you are and why you ask. Pick a demo person to see the same record through other eyes.',
  points: [
    'The bar at the top always says who you are, for whom you act and for which purpose.',
    'What you may not see is marked with a lock and tells you what would open it.',
    'Each opening of a patient’s record leaves an access event.',
  ],
  demo: 'This is a demonstration',
  demoText:
    'All people are synthetic. In production you sign in with your organization’s own OpenID Connect provider, and this page shows one button.',
  choose: 'Demo people',
  publicName: 'Continue without signing in',
  publicAt: 'Anyone',
  patientName: 'A patient',
  patientAt: 'Own records',
  staff: (role: string, organization: string) => `${role}, ${organization}`,
  none: 'No demo people here',
  noneText: 'This deployment was started without a demo, and without an issuer of its own.',
  own: 'Sign in with your organization',
  ownLead: 'Your organization’s own sign-in page opens. Afterwards you are back where you were.',
  ownButton: 'Continue',
  ownText: (host: string) => `You go to ${host} and come back signed in.`,
  signedIn: 'You are signed in',
  signedInText: 'Signing out ends the session here and, where it offers that, with your organization.',
  going: 'Signing you in',
  failed: 'Signing in did not work',
  failedText:
    'Nothing was opened in your name. Try again; if it stays, tell whoever runs this hub the code below.',
  retry: 'Back to sign in',
};
