/** One line an event, on standard error. No secret, no token and no text of a message is ever given to it. */

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const LOG_FORMATS = ["text", "json"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

type Fields = Readonly<Record<string, string | number | boolean>>;
type Write = (event: string, fields?: Fields) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly format: LogFormat;
  readonly now: () => number;
  /** Takes one line without its line end. */
  readonly print: (line: string) => void;
}

export function createLog({ level, format, now, print }: LogOptions): Log {
  const lowest = LOG_LEVELS.indexOf(level);

  function writer(name: Exclude<LogLevel, "silent">): Write {
    if (LOG_LEVELS.indexOf(name) < lowest) return () => undefined;
    return (event, fields = {}) => {
      const time = new Date(now()).toISOString();
      print(
        format === "json"
          ? JSON.stringify({ time, level: name, event, ...fields })
          : [time, name, event, ...Object.entries(fields).map(textField)].join(" "),
      );
    };
  }

  return {
    debug: writer("debug"),
    info: writer("info"),
    warn: writer("warn"),
    error: writer("error"),
  };
}

/** Quoted where it must be, so that an event stays one line and can be taken apart again. */
function textField([name, value]: [string, string | number | boolean]): string {
  const text = String(value);
  return `${name}=${/^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text)}`;
}
