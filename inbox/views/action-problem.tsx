import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

/** Says that the last thing tried came to nothing, until it succeeds or is dismissed. */
export function ActionProblem({ desk }: { readonly desk: Desk }): VNode {
  const { failure } = desk.actions;
  return (
    <div role="alert">
      {failure !== undefined && (
        <p class="action-problem">
          <Icon name="alert" />
          <span>
            {failure.passing || failure.message === ""
              ? labels.problem.text
              : labels.problem.said(failure.message)}
          </span>
          <button
            class="icon-button"
            type="button"
            aria-label={labels.problem.dismiss}
            onClick={() => desk.actions.forgetFailure()}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
