/** Logging in and the first account. */
import type { Labels } from "../labels.ts";

export const signIn: Pick<Labels, "signIn"> = {
  signIn: {
    welcome: "Willkommen bei Parley",
    welcomeText: "Legen Sie Ihr Konto an, um den Besuchern Ihrer Seite zu antworten.",
    heading: "Anmelden",
    text: "Antworten Sie den Besuchern Ihrer Seite.",
    ended:
      "Ihre Sitzung ist zu Ende. Melden Sie sich wieder an; was Sie gerade geschrieben haben, ist noch da.",
    invited: "Sie sind eingeladen",
    invitedText: "Legen Sie Ihr Konto an, um mit Ihrem Team Besuchern zu antworten.",
    invitedBy: (name, role) =>
      `${name} lädt Sie ein, hier als ${role} Besuchern zu antworten. Legen Sie Ihr Konto an.`,
    stay: (name) => `Als ${name} angemeldet bleiben`,
    firstName: "Vorname",
    lastName: "Nachname",
    email: "E-Mail",
    password: "Passwort",
    passwordHint: "mindestens 6 Zeichen",
    create: "Konto anlegen",
    creating: "Wird angelegt …",
    logIn: "Anmelden",
    loggingIn: "Anmeldung läuft …",
    firstTime:
      "Zum ersten Mal hier? Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat.",
    haveAccount: "Ich habe ein Konto",
    wrongPassword: "Die E-Mail-Adresse oder das Passwort ist falsch.",
    emailTaken: "Mit dieser Adresse gibt es schon ein Konto.",
    invitationRefused:
      "Diese Einladung ist benutzt, abgelaufen oder widerrufen. Bitten Sie um eine neue, oder melden Sie sich an, wenn Sie ein Konto haben.",
    setupRefused:
      "Dieser Einrichtungslink gilt nicht mehr. Starten Sie den Server neu, um einen neuen zu erhalten, oder melden Sie sich an, wenn Sie ein Konto haben.",
  },
};
