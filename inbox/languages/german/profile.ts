/** One's own account: the profile's page of the settings, and whether one is away. */
import type { Labels } from "../labels.ts";

export const profile: Pick<Labels, "profile"> = {
  profile: {
    title: "Ihr Profil",
    lead: "Wie Besucher und Kollegen Sie sehen, und wie Sie sich anmelden.",
    loading: "Wird geladen …",
    failed: "Ihr Konto konnte nicht geladen werden.",

    available: "Verfügbar",
    away: "Abwesend",
    availability: "Verfügbarkeit",
    availabilityText:
      "Solange alle abwesend sind, erfahren Besucher, dass niemand da ist. Nachrichten erreichen Sie trotzdem.",

    picture: "Bild",
    pictureText: "Besucher sehen es neben Ihren Antworten. PNG, JPEG oder WebP, höchstens 1 MB.",
    choose: "Bild auswählen",
    change: "Bild ändern",
    removePicture: "Bild entfernen",
    pictureTooLarge: "Dieses Bild ist größer als 1 MB.",
    pictureOfOtherKind: "Das ist kein Bild im Format PNG, JPEG oder WebP.",
    pictureSaved: "Das Bild ist gespeichert.",
    pictureRemoved: "Das Bild ist entfernt.",

    name: "Name",
    nameText: "Besucher sehen ihn neben Ihren Antworten.",
    firstName: "Vorname",
    lastName: "Nachname",

    email: "E-Mail-Adresse",
    emailText: "Mit ihr melden Sie sich an.",
    newEmail: "E-Mail",
    changeEmail: "Adresse ändern",
    emailTaken: "Mit dieser Adresse hat schon jemand ein Konto.",

    password: "Passwort",
    passwordText: "Ein neues Passwort beendet Ihre Anmeldungen überall sonst.",
    currentPassword: "Bisheriges Passwort",
    newPassword: "Neues Passwort",
    passwordHint: "mindestens 6 Zeichen",
    changePassword: "Passwort ändern",
    passwordChanged: "Das Passwort ist geändert",
    wrongPassword: "Das ist nicht Ihr Passwort.",

    sessions: "Wo Sie angemeldet sind",
    sessionsText: "Beenden Sie, was Sie nicht kennen oder nicht mehr nutzen.",
    sessionsFailed: "Ihre Anmeldungen konnten nicht geladen werden.",
    thisOne: "Dieser Browser",
    now: "Jetzt offen",
    since: (time) => `Angemeldet ${time}`,
    seen: (time) => `zuletzt offen ${time}`,
    unknownDevice: "Unbekannter Browser",
    on: (browser, system) => `${browser} unter ${system}`,
    end: "Beenden",
    endOne: (device) => `Anmeldung beenden: ${device}`,
    ended: "Die Anmeldung ist beendet.",
    endOthers: "Alle anderen beenden",
    endOthersTitle: "Alle anderen Anmeldungen beenden?",
    endOthersText:
      "Überall außer in diesem Browser müssen Sie sich neu anmelden. Was dort gerade geschrieben wurde, bleibt erhalten.",
    othersEnded: "Alle anderen Anmeldungen sind beendet.",
  },
};
