/**
 * Where a thread stands while it grows at both ends.
 *
 * At its end it stays there: new messages, a growing composer and a phone's keyboard move what is
 * above. Anywhere else the line being read stays where it is, also when older messages come in above,
 * or a picture there gets its size.
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** So many pixels from the end count as its end. */
const NEAR = 60;

/** What is told of a picture that has its size, or never gets one. */
const SIZED = ["load", "error"] as const;

export interface ThreadScroll {
  /** The newest messages are out of sight. */
  readonly isAway: boolean;
  readonly toEnd: () => void;
}

/**
 * `first` names the oldest message shown, `sent` the last one that the person has written here:
 * writing leads back to the end.
 */
export function useThreadScroll(
  scroller: RefObject<HTMLElement | null>,
  first: string | undefined,
  sent: string | undefined,
): ThreadScroll {
  const [isAway, setAway] = useState(false);
  const place = useRef({ atEnd: true, top: 0, height: 0, first, sent }).current;

  function toEnd(): void {
    place.atEnd = true;
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (sent !== undefined && sent !== place.sent) place.atEnd = true;
    if (place.atEnd) toEnd();
    else if (first !== place.first) box.scrollTop += box.scrollHeight - place.height;
    Object.assign(place, { first, sent, height: box.scrollHeight });
  });

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const onScroll = (): void => {
      const left = box.scrollHeight - box.clientHeight - box.scrollTop;
      // What grows at the end leads away from it too, and may do so before it is told.
      if (left < NEAR) place.atEnd = true;
      else if (box.scrollTop < place.top) place.atEnd = false;
      place.top = box.scrollTop;
      setAway(left > box.clientHeight / 2);
    };
    const onLoad = ({ target }: Event): void => {
      const grown = box.scrollHeight - place.height;
      place.height = box.scrollHeight;
      if (place.atEnd) toEnd();
      else if (target instanceof Element && isAbove(target, box)) box.scrollTop += grown;
    };
    const observer = new ResizeObserver(() => {
      if (place.atEnd) toEnd();
      place.height = box.scrollHeight;
    });
    box.addEventListener("scroll", onScroll, { passive: true });
    // They do not bubble.
    for (const type of SIZED) box.addEventListener(type, onLoad, { capture: true });
    observer.observe(box);
    if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
    return () => {
      box.removeEventListener("scroll", onScroll);
      for (const type of SIZED) box.removeEventListener(type, onLoad, { capture: true });
      observer.disconnect();
    };
  }, [scroller]);

  return { isAway, toEnd };
}

function isAbove(element: Element, box: Element): boolean {
  return element.getBoundingClientRect().top < box.getBoundingClientRect().top;
}
