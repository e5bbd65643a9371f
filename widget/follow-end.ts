/** Within so many pixels of its end the reader is taken to follow the conversation. */
const NEAR = 80;

/**
 * Keeps a log scrolled to its end while the reader is there, whatever grows or shrinks; a reader who
 * has scrolled back stays there, until they write something themselves.
 */
export function followEnd(log: HTMLElement): void {
  let isAtEnd = true;
  const follow = (): void => {
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  };
  log.onscroll = () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  };
  // Pictures grow when they are there; their event does not bubble.
  log.addEventListener("load", follow, true);
  new ResizeObserver(follow).observe(log);
  new MutationObserver((changes) => {
    const isOwn = (node: Node): boolean => (node as Element).classList?.contains("pending");
    isAtEnd ||= changes.some(({ addedNodes }) => [...addedNodes].some(isOwn));
    follow();
  }).observe(log, { childList: true, subtree: true });
}
