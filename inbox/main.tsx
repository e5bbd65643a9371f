import { render } from "preact";
import type { SignedIn } from "../protocol/users.ts";
import { StompClient } from "../stomp/client.ts";
import { Alerts } from "./alerts/alerts.ts";
import { createSystemNotifications } from "./alerts/system-notifications.ts";
import { createTabs } from "./alerts/tabs.ts";
import { createCall } from "./api.ts";
import { createChime } from "./chime.ts";
import { browserClock } from "./clock.ts";
import { Desk } from "./desk/desk.ts";
import { labels } from "./labels.ts";
import { newId } from "./new-id.ts";
import { hrefOf } from "./route.ts";
import { Session, SESSION_KEY } from "./session.ts";
import { createStore, localStorageOrNothing } from "./store.ts";
import { createUpload } from "./upload.ts";
import { App } from "./views/app.tsx";

function main(): void {
  const store = createStore(localStorageOrNothing());
  const session = new Session(store);
  addEventListener("storage", ({ key }: StorageEvent) => {
    if (key === SESSION_KEY || key === null) session.follow();
  });

  const fetch = (path: string, init: RequestInit): Promise<Response> => window.fetch(path, init);
  const feed = new URL("/ws.communication", location.href.replace(/^http/, "ws"));
  const open = (): WebSocket => new WebSocket(feed, ["v12.stomp"]);

  function logOut(operator: SignedIn): void {
    session.logOut();
    const call = createCall({ fetch, token: () => operator.token });
    // Here it is over either way; without a network the server's side of it ends with the token.
    call("/users.logout", {}).catch(() => undefined);
  }

  const chime = createChime();
  const system = createSystemNotifications();
  const alertsOf = ({ id: owner }: SignedIn): Alerts =>
    new Alerts({
      system,
      chime,
      clock: browserClock,
      openTabs: (onWatched) =>
        createTabs({
          // Not there, whatever its type says, where the page came without https.
          locks: navigator.locks,
          channel: new BroadcastChannel(`parley.watched.${owner}`),
          owner,
          onWatched,
        }),
      onChosen: (conversationId) => {
        location.hash = hrefOf({ conversationId });
      },
    });
  const root = document.getElementById("inbox");
  if (root === null) return;
  document.documentElement.lang = labels.language;
  render(
    <App
      session={session}
      call={createCall({ fetch })}
      onLogOut={logOut}
      createDesk={(operator) => {
        const access = {
          token: () => operator.token,
          onUnauthorized: (token: string) => session.end(token),
        };
        return new Desk({
          operator,
          call: createCall({ fetch, ...access }),
          upload: createUpload(access),
          connect: (options, subscriptions) => new StompClient({ ...options, open }, subscriptions),
          store,
          clock: browserClock,
          newId,
          alerts: alertsOf(operator),
          onUnauthorized: () => session.end(operator.token),
        });
      }}
    />,
    root,
  );
}

main();
