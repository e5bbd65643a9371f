import type { VNode } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import type { Thread } from "../desk/thread.ts";
import { labels } from "../labels.ts";
import { choicesOf } from "../../protocol/choices.ts";
import { groupMessages } from "./group-messages.ts";
import { Icon } from "./icons.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { Run } from "./run.tsx";
import { seenMessage } from "./seen-message.ts";
import { isNote, shownEntries } from "./shown-entries.ts";
import { TeamNote } from "./team-note.tsx";
import { useThreadScroll } from "./thread-scroll.ts";
import { dayName } from "./times.ts";
import { TypingBubble } from "./typing-bubble.tsx";
import { useNow } from "./use-now.ts";
import type { Visitor } from "./visitor.ts";

interface MessagesProps {
  readonly desk: Desk;
  readonly thread: Thread;
  readonly conversationId: string;
  readonly visitor: Visitor;
}

export function Messages({ desk, thread, conversationId, visitor }: MessagesProps): VNode {
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const replies = desk.outbox.of(conversationId);
  const first = thread.messages[0]?.id;
  const { isAway, toEnd } = useThreadScroll(scroller, first, replies.at(-1)?.id);
  const outgoing = new Map(replies.map((reply) => [reply.id, reply]));
  const notes = thread.shownNotes;
  const days = groupMessages(shownEntries(thread.messages, notes, replies, desk.operator));
  const ownId = desk.operator.id;

  const choices = useMemo(() => choicesOf(thread.messages), [thread.messages]);
  const known = desk.conversations.get(conversationId)?.seen;
  const heard = desk.seen.get(conversationId);
  const seen = seenMessage(
    thread.messages,
    (heard?.offset ?? 0) >= (known?.offset ?? 0) ? heard : known,
  );

  return (
    <div class="messages">
      <div
        class="messages-scroll"
        ref={scroller}
        role="log"
        aria-label={labels.thread.messages}
        aria-busy={thread.newest === "loading" || thread.older === "loading"}
        tabIndex={0}
      >
        <div class="messages-content">
          {thread.older !== "none" && <Older key={first} thread={thread} />}
          {thread.newest === "loading" && days.length === 0 && (
            <p class="note">{labels.thread.loading}</p>
          )}
          {thread.newest === "failed" && (
            <LoadFailure text={labels.thread.failed} onRetry={() => void thread.loadNewest()} />
          )}
          {days.map((day) => (
            <section key={day.key} class="day">
              <h3 class="day-name">
                <time dateTime={day.time.slice(0, 10)}>{dayName(day.time, now)}</time>
              </h3>
              <ol class="runs" role="list">
                {day.runs.map((run) =>
                  isNote(run) ? (
                    <TeamNote
                      key={run.id}
                      desk={desk}
                      note={run}
                      outgoing={outgoing.get(run.id)}
                      mayRemove={desk.profile.isAdmin || run.author.id === ownId}
                    />
                  ) : (
                    <Run
                      key={run.key}
                      run={run}
                      visitor={visitor}
                      ownId={ownId}
                      choices={choices}
                      outbox={desk.outbox}
                      outgoing={outgoing}
                      seen={seen}
                    />
                  ),
                )}
              </ol>
            </section>
          ))}
          {desk.typing.isVisitorWriting(conversationId) && <TypingBubble visitor={visitor} />}
        </div>
      </div>
      {isAway && (
        <button class="to-end" type="button" onClick={toEnd}>
          <Icon name="down" />
          {labels.thread.newest}
        </button>
      )}
    </div>
  );
}

/** Loads the page before the oldest message shortly before it is scrolled into view. */
function Older({ thread }: { readonly thread: Thread }): VNode {
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (start.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void thread.loadOlder(),
      { root: start.current.closest(".messages-scroll"), rootMargin: "300px" },
    );
    observer.observe(start.current);
    return () => observer.disconnect();
  }, [thread]);
  return (
    <div class="older" ref={start}>
      {thread.older === "failed" ? (
        <LoadFailure text={labels.thread.olderFailed} onRetry={() => void thread.loadOlder()} />
      ) : (
        <p class="note">{labels.thread.loadingOlder}</p>
      )}
    </div>
  );
}
