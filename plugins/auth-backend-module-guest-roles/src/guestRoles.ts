/** Sign-in providers of the guest, one for each role; the same ids stand in the web app's sign-in page. */
export const guestRoles = [
  'guest-service-developer',
  'guest-platform-engineer',
  'guest-on-call',
];
