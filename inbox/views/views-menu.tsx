import type { VNode } from "preact";
import type { SavedView } from "../../protocol/saved-views.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { Icon } from "./icons.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { Popup } from "./popup.tsx";
import { ViewForm } from "./view-form.tsx";

const text = labels.views;

/** The saved views, and under them what the list shows now: to be saved as one, or changed. */
export function ViewsMenu({ desk }: { readonly desk: Desk }): VNode {
  const { browsing, views } = desk;
  const { saved, isSearching } = browsing;
  const label = isSearching ? text.saveSearch : saved ? text.shown(saved.name) : text.menu;
  const shown = isSearching ? text.saveSearch : text.menu;

  /** To a view, with the conversation that is open. */
  function turnTo(view: string | undefined): void {
    location.hash = hrefOf({ view, conversationId: desk.openId });
  }

  return (
    <Popup
      label={label}
      title={text.menu}
      kind={browsing.viewId !== undefined && !isSearching ? "tab is-chosen" : "tab"}
      onOpen={() => void views.load().then(() => browsing.refresh())}
      button={
        <>
          <span class="line">{shown}</span>
          <Icon name="below" />
        </>
      }
    >
      {(close) => (
        <>
          {views.state === "failed" && (
            <LoadFailure text={text.failed} onRetry={() => void views.load()} />
          )}
          {views.state === "ready" && views.all.length === 0 && <p class="note">{text.none}</p>}
          <ul class="choices" role="list">
            {views.all.map((view) => (
              <li key={view.id}>
                <Entry desk={desk} view={view} onChoose={close} />
              </li>
            ))}
          </ul>
          {saved !== undefined && !isSearching ? (
            saved.editable && (
              <ViewForm
                key={saved.id}
                heading={text.change}
                initial={saved}
                onSave={async (view) => {
                  await views.update({ ...saved, ...view });
                  browsing.refresh();
                  close();
                }}
                onRemove={async () => {
                  await views.remove(saved.id);
                  close();
                  turnTo(undefined);
                }}
              />
            )
          ) : (
            <ViewForm
              key="new"
              heading={text.create}
              initial={{ name: "", filters: browsing.view.filters, shared: false }}
              onSave={async (view) => {
                const id = await views.create(view);
                close();
                turnTo(id);
              }}
            />
          )}
        </>
      )}
    </Popup>
  );
}

interface EntryProps {
  readonly desk: Desk;
  readonly view: SavedView;
  readonly onChoose: () => void;
}

function Entry({ desk, view, onChoose }: EntryProps): VNode {
  const isShown = view.id === desk.browsing.viewId;
  return (
    <a
      class="choice"
      href={hrefOf({ view: view.id, conversationId: desk.openId })}
      aria-current={isShown ? "true" : undefined}
      onClick={onChoose}
    >
      <span class="choice-text line" dir="auto">
        {view.name}
      </span>
      {view.shared && <span class="view-shared">{text.shared}</span>}
      {isShown && <Icon name="check" />}
    </a>
  );
}
