import type { ComponentChildren, ComponentProps, VNode } from "preact";
import { Icon } from "./icons.tsx";

interface NoticeProps {
  readonly icon: ComponentProps<typeof Icon>["name"];
  readonly heading: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Stands where something would be if there were something. */
export function Notice({ icon, heading, text, children }: NoticeProps): VNode {
  return (
    <div class="notice">
      <span class="notice-icon">
        <Icon name={icon} />
      </span>
      <h2>{heading}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
