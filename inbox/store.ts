/** What the page keeps over a reload: text under keys, as localStorage has it. */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** The keys that start with `prefix`. */
  keys(prefix: string): readonly string[];
}

/**
 * Without a storage, or when it is full, values live as long as the page: what a person has typed is
 * then still there until they close it.
 */
export function createStore(storage: Storage | undefined): Store {
  const unsaved = new Map<string, string>();
  return {
    get: (key) => unsaved.get(key) ?? storage?.getItem(key) ?? undefined,
    set(key, value) {
      try {
        if (storage === undefined) throw new Error("no storage");
        storage.setItem(key, value);
        unsaved.delete(key);
      } catch {
        unsaved.set(key, value);
      }
    },
    remove(key) {
      unsaved.delete(key);
      storage?.removeItem(key);
    },
    keys(prefix) {
      const all = [...unsaved.keys(), ...Object.keys(storage ?? {})];
      return [...new Set(all)].filter((key) => key.startsWith(prefix));
    },
  };
}

/** A browser that forbids storage throws when the property is read. */
export function localStorageOrNothing(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
