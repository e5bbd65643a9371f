/** One's own account: the profile's page of the settings, and whether one is away. */
export const profile = {
  profile: {
    title: "Your profile",
    lead: "How visitors and colleagues see you, and how you log in.",
    loading: "Loading…",
    failed: "Your account could not be loaded.",

    available: "Available",
    away: "Away",
    availability: "Availability",
    availabilityText:
      "While everybody is away, visitors are told that nobody is there. Messages reach you all the same.",

    picture: "Picture",
    pictureText: "Visitors see it beside your answers. PNG, JPEG or WebP, 1 MB at most.",
    choose: "Choose a picture",
    change: "Change the picture",
    removePicture: "Remove the picture",
    pictureTooLarge: "This picture is larger than 1 MB.",
    pictureOfOtherKind: "This is not a PNG, JPEG or WebP picture.",
    pictureSaved: "The picture is saved.",
    pictureRemoved: "The picture is removed.",

    name: "Name",
    nameText: "Visitors see it beside your answers.",
    firstName: "First name",
    lastName: "Last name",

    email: "E-mail address",
    emailText: "You log in with it.",
    newEmail: "E-mail",
    changeEmail: "Change the address",
    emailTaken: "Somebody has an account with this address already.",

    password: "Password",
    passwordText: "A new password ends your logins everywhere else.",
    currentPassword: "Current password",
    newPassword: "New password",
    passwordHint: "6 characters at least",
    changePassword: "Change the password",
    passwordChanged: "The password is changed",
    wrongPassword: "This is not your password.",

    sessions: "Where you are logged in",
    sessionsText: "End what you do not know or do not use any more.",
    sessionsFailed: "Your logins could not be loaded.",
    thisOne: "This browser",
    now: "Open now",
    since: (time: string) => `Logged in ${time}`,
    seen: (time: string) => `last open ${time}`,
    unknownDevice: "Unknown browser",
    on: (browser: string, system: string) => `${browser} on ${system}`,
    end: "End",
    endOne: (device: string) => `End the login: ${device}`,
    ended: "The login has ended.",
    endOthers: "End all others",
    endOthersTitle: "End all other logins?",
    endOthersText:
      "Everywhere but in this browser you have to log in again. What was being typed there is kept.",
    othersEnded: "All other logins have ended.",
  },
};
