/** Logging in and the first account. */
export const signIn = {
  signIn: {
    welcome: "Welcome to Parley",
    welcomeText: "Create your account to answer the visitors of your site.",
    heading: "Log in",
    text: "Answer the visitors of your site.",
    ended: "Your session has ended. Log in to go on; what you were typing is still here.",
    invited: "You are invited",
    invitedText: "Create your account to answer visitors together with your team.",
    invitedBy: (name: string, role: string) =>
      `${name} invites you to answer visitors here, as ${role}. Create your account.`,
    stay: (name: string) => `Stay logged in as ${name}`,
    firstName: "First name",
    lastName: "Last name",
    email: "E-mail",
    password: "Password",
    passwordHint: "6 characters at least",
    create: "Create account",
    creating: "Creating…",
    logIn: "Log in",
    loggingIn: "Logging in…",
    firstTime: "First time here? Open the setup link that the server printed when it started.",
    haveAccount: "I have an account",
    wrongPassword: "The e-mail address or the password is wrong.",
    emailTaken: "There is an account with this address already.",
    invitationRefused:
      "This invitation has been used, has expired or was revoked. Ask for another one, or log in if you have an account.",
    setupRefused:
      "This setup link is not valid any more. Start the server again to get a new one, or log in if you have an account.",
  },
};
