/** A channel's `config` while it is edited: keys that no part knows stay as they are. */
import { useState } from "preact/hooks";
import type { ChannelDetails } from "../../../../protocol/channels.ts";

export type Config = ChannelDetails["config"];

export interface ConfigDraft {
  readonly config: Config;
  readonly text: (key: string) => string;
  readonly isOn: (key: string) => boolean;
  /** What says nothing ("", false, undefined) is left out. */
  readonly set: (key: string, value: unknown) => void;
}

export function useConfigDraft(saved: Config): ConfigDraft {
  const [config, setConfig] = useState(saved);
  return {
    config,
    text(key) {
      const value = config[key];
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    },
    isOn: (key) => config[key] === true,
    set: (key, value) => setConfig((before) => withKey(before, key, value)),
  };
}

export function withKey(config: Config, key: string, value: unknown): Config {
  const { [key]: _, ...rest } = config;
  const saysNothing = value === "" || value === false || value === undefined;
  return saysNothing ? rest : { ...rest, [key]: value };
}
