/** The notifications of the system that the browser runs on. */
import { Changes } from "../changes.ts";

/** `unavailable`: the browser has none, or not for a page without https. */
export type Permission = "unavailable" | "blocked" | "unasked" | "granted";

export interface ShownNotification {
  /** A later one with the same tag takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly text: string;
  readonly onClick: () => void;
}

export interface SystemNotifications {
  readonly changes: Changes;
  readonly permission: Permission;
  /** Asks the person; to be called when they have asked for it. */
  ask(): Promise<void>;
  show(notification: ShownNotification): void;
  close(tag: string): void;
  closeAll(): void;
}

const ICON = "/inbox/icon-192.png";

export function createSystemNotifications(): SystemNotifications {
  const changes = new Changes();
  const shown = new Map<string, Notification>();
  /** Some browsers have the class and let only a worker use it. */
  let isUnusable = !isSecureContext || !("Notification" in globalThis);

  // The person may change their mind in the browser's own settings.
  void globalThis.navigator.permissions
    ?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", () => changes.notify()))
    .catch(() => undefined);

  function close(tag: string): void {
    shown.get(tag)?.close();
    shown.delete(tag);
  }

  return {
    changes,

    get permission() {
      if (isUnusable) return "unavailable";
      const { permission } = Notification;
      return permission === "granted" ? "granted" : permission === "denied" ? "blocked" : "unasked";
    },

    async ask() {
      if (!isUnusable) await Notification.requestPermission();
      changes.notify();
    },

    show({ tag, title, text, onClick }) {
      if (this.permission !== "granted") return;
      try {
        // Older ones are replaced without a sign otherwise; the sound is the page's own.
        const options = { tag, body: text, icon: ICON, renotify: true, silent: true };
        const notification = new Notification(title, options);
        shown.set(tag, notification);
        notification.addEventListener("close", () => {
          if (shown.get(tag) === notification) shown.delete(tag);
        });
        notification.addEventListener("click", () => {
          notification.close();
          window.focus();
          onClick();
        });
      } catch {
        isUnusable = true;
        changes.notify();
      }
    },

    close,

    closeAll() {
      for (const tag of [...shown.keys()]) close(tag);
    },
  };
}
