import type { VNode } from "preact";
import type { LoginSession } from "../../../../protocol/sessions.ts";
import { labels } from "../../../labels.ts";
import { ago, fullTime } from "../../times.ts";
import { useNow } from "../../use-now.ts";
import { deviceName } from "./device-name.ts";

const text = labels.profile;

interface SessionRowProps {
  readonly session: LoginSession;
  readonly onEnd: () => void;
}

export function SessionRow({ session, onEnd }: SessionRowProps): VNode {
  const now = useNow();
  const { created_at, last_seen_at, online, current, user_agent } = session;
  const device = deviceName(user_agent);
  return (
    <li class="row-item">
      <div class="row-words">
        <p class="row-title">
          <span title={user_agent}>{device}</span>
          {current && <span class="pill is-own">{text.thisOne}</span>}
          {online && !current && <span class="pill is-online">{text.now}</span>}
        </p>
        <p class="row-text">
          <time dateTime={created_at} title={fullTime(created_at)}>
            {text.since(ago(created_at, now))}
          </time>
          {!online && last_seen_at !== undefined && (
            <>
              {" · "}
              <time dateTime={last_seen_at} title={fullTime(last_seen_at)}>
                {text.seen(ago(last_seen_at, now))}
              </time>
            </>
          )}
        </p>
      </div>
      {!current && (
        <button class="button" type="button" aria-label={text.endOne(device)} onClick={onEnd}>
          {text.end}
        </button>
      )}
    </li>
  );
}
