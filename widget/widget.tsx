/** @jsxImportSource ./jsx */

/** The widget on its page: one host element, one shadow root, and what the page's events mean to it. */
import type { WidgetConfig } from "../protocol/chatplugin.ts";
import { createApi } from "./api.ts";
import { createAttention, pageNow } from "./attention.ts";
import { baseStyle } from "./base-style.ts";
import { Bubble } from "./bubble.tsx";
import { bubbleStyle } from "./bubble-style.ts";
import { composerStyle } from "./composer-style.ts";
import { createClock } from "./clock.ts";
import { connectionOf, type Connection } from "./connection.ts";
import { Conversation } from "./conversation.ts";
import { createDates } from "./dates.ts";
import { createExtras, type Extras } from "./extras.ts";
import { memo } from "./jsx/memo.ts";
import { createDrawing } from "./jsx/draw.ts";
import { ENGLISH, type Labels } from "./labels.ts";
import { createLive } from "./live.ts";
import { readLook, type Look } from "./look.ts";
import type { Listeners, Widget } from "./page-api.ts";
import { listenToPage, PHONE } from "./page-events.ts";
import { Panel } from "./panel.tsx";
import { panelStyle } from "./panel-style.ts";
import { createId } from "./random-id.ts";
import type { Settings } from "./settings.ts";
import { createStore, parseSaved } from "./storage.ts";
import { createStream, type Stream } from "./stream.ts";
import { addStyle } from "./style-sheet.ts";
import { textOn } from "./text-on.ts";
import { Thread } from "./thread.tsx";
import { threadStyle } from "./thread-style.ts";
import type { View } from "./view.ts";

export const HOST_TAG = "parley-chat";

/** Where a browser keeps what has to outlive the page. */
export function storageKey({ channelId }: Settings): string {
  return `parley:${channelId}`;
}

/**
 * @param nonce the script's own, for pages whose policy asks for one
 * @param emit tells the page's listeners
 */
export function mountWidget(
  settings: Settings,
  nonce: string | undefined,
  emit: Listeners["emit"],
): Widget {
  const host = document.createElement(HOST_TAG);
  const shadow = host.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  root.className = "widget";
  addStyle(
    shadow,
    [baseStyle, bubbleStyle, panelStyle, threadStyle, composerStyle].join(""),
    nonce,
  );
  shadow.append(root);
  // Beside the body, so that a page may replace its body and keep its chat.
  document.documentElement.append(host);

  const key = storageKey(settings);
  const api = createApi(settings.server, settings.channelId, window.fetch.bind(window));
  const clock = createClock();
  const dates = createDates(Date.now, settings.language);
  const drawing = createDrawing(root);
  const page = new AbortController();
  let name = "";
  let labels = ENGLISH;
  let look = readLook({}, () => undefined);
  let { config } = settings;
  let ofChannel: WidgetConfig["config"] = {};
  let isOpen = false;
  const extras = createExtras(settings.server, (script) => {
    if (script) addStyle(shadow, script.style, nonce);
    draw();
  });
  const callAttention = createAttention(emit, extras);

  let stream: Stream | undefined;
  const live = createLive({
    send: (destination, body) => stream?.send(destination, body) ?? false,
    now: Date.now,
    onChange: () => draw(),
  });
  const conversation = new Conversation({
    api,
    store: createStore(key, () => {
      // What a widget still hears after it was taken away is not kept: somebody else may sit here now.
      page.signal.throwIfAborted();
      return window.localStorage;
    }),
    createStream(handlers) {
      const all = { ...handlers, queues: live.queues, onDown };
      function onDown(code: string): void {
        live.down();
        handlers.onDown(code);
      }
      return (stream = createStream(settings.server, api, all, clock, extras));
    },
    ...clock,
    createId,
    onChange: () => draw(),
    resumeToken: settings.resumeToken,
  });

  const thread = memo(
    (
      messages: View["messages"],
      outbox: View["outbox"],
      line: Connection,
      isSeen: boolean,
      { welcome }: Look,
      words: Labels,
      _: unknown,
    ) => (
      <Thread
        messages={messages}
        outbox={outbox}
        connection={line}
        isSeen={isSeen}
        welcome={welcome}
        labels={words}
        dates={dates}
        server={settings.server}
        extras={extras}
        onSend={(content) => conversation.send(content)}
        onRetry={(id) => conversation.retry(id)}
        onDiscard={(id) => conversation.discard(id)}
      />
    ),
  );

  function draw(): void {
    if (page.signal.aborted) return;
    const { view } = conversation;
    const last = view.messages.at(-1)?.offset ?? 0;
    live.isHere(pageNow(), isOpen && !document.hidden ? last : 0);
    callAttention(view, { isOpen, hasSound: look.hasSound });
    root.lang = labels.language;
    const connection = connectionOf(view.phase, navigator.onLine);
    drawing(
      look.hidesOnPhones && PHONE.matches ? null : (
        <>
          {isOpen && (
            <Panel
              draft={view.draft}
              connection={connection}
              isTyping={live.isTyping}
              name={name}
              look={look}
              labels={labels}
              thread={thread(
                view.messages,
                view.outbox,
                connection,
                last <= live.readUpTo,
                look,
                labels,
                extras.version,
              )}
              onClose={close}
              onDraft={(draft) => {
                conversation.setDraft(draft);
                live.wrote(draft);
              }}
              onSend={send}
              onEmoji={look.hidesEmojis ? undefined : () => extras.use(pickEmoji)}
              onAttach={
                look.hidesFiles
                  ? undefined
                  : (files) => {
                      conversation.attach(files, look.hides);
                      focus("textarea");
                    }
              }
            />
          )}
          <Bubble
            isOpen={isOpen}
            unread={view.unread}
            icon={look.bubbleIcon}
            labels={labels}
            onToggle={toggle}
          />
        </>
      ),
    );
  }

  function open(): void {
    if (isOpen) return;
    show();
    focus("textarea");
  }

  /** Without taking the focus from the page. */
  function show(): void {
    isOpen = true;
    emit("open");
    watch();
    conversation.start();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    emit("close");
    watch();
    focus(".bubble");
  }

  function dress(): void {
    const wasOpened = look.startsOpen;
    root.style.cssText = "";
    look = readLook({ ...ofChannel, ...config }, (color) => textOn(root, color));
    for (const [property, value] of look.style) root.style.setProperty(property, value);
    if (look.startsOpen && !wasOpened) show();
    draw();
  }

  function watch(): void {
    conversation.setReading(isOpen && !document.hidden);
  }

  function send(text: string): void {
    conversation.send({ type: "text", text });
    conversation.setDraft("");
    live.wrote("");
    focus("textarea");
  }

  function pickEmoji(script: Extras): void {
    script.pickEmoji(root, labels);
  }

  function focus(selector: string): void {
    root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  function toggle(): void {
    if (isOpen) close();
    else open();
  }

  function destroy(): void {
    page.abort();
    conversation.stop();
    host.remove();
  }

  listenToPage(root, page.signal, {
    onEscape: close,
    onOnline: () => conversation.wake(),
    onSaved(event) {
      if (event.key !== key) return;
      conversation.onSavedElsewhere(parseSaved(event.oldValue), parseSaved(event.newValue));
    },
    onLook() {
      watch();
      conversation.wake();
    },
    onChange: draw,
  });

  dress();
  if (conversation.hasPast) conversation.start();
  void api.config(settings.language ?? navigator.language).then((answer) => {
    if (!answer.ok) return;
    name = answer.value.name;
    labels = { ...ENGLISH, ...answer.value.labels };
    ofChannel = answer.value.config;
    dress();
  });
  return {
    open,
    close,
    toggle,
    send(text) {
      if (text.trim()) conversation.send({ type: "text", text });
    },
    configure(given) {
      config = given;
      dress();
    },
    destroy,
  };
}
