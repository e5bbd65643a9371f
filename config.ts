/**
 * The one place that reads flags and environment, once: a frozen Config, and apart from it the secrets.
 * What is unknown, doubled or does not fit stops the start with a sentence that names it.
 */
import { ParleyError } from "./errors.ts";
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from "./log.ts";

export interface Config {
  readonly host: string;
  /** 0: the system picks one. */
  readonly port: number;
  /** Path of the database file. */
  readonly db: string;
  /** Where clients reach the server; undefined: at the address it listens on. No slash at the end. */
  readonly publicUrl: string | undefined;
  /** How many proxies in front of the server may be believed. */
  readonly trustProxy: number;
  readonly rateLimit: boolean;
  /** Whether webhooks may lead to the server's own machine and network. */
  readonly privateWebhooks: boolean;
  /** The channel to connect at the start. */
  readonly seedChannel: string | undefined;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

export interface Secrets {
  /** Signs the tokens instead of the key in the database. */
  readonly tokenKey: string | undefined;
}

export type CommandLine =
  | { readonly command: "help" }
  | { readonly command: "version" }
  | { readonly command: "serve"; readonly config: Config; readonly secrets: Secrets }
  /** `db` is the database's path, `file` the backup's. */
  | { readonly command: CopyCommand; readonly db: string; readonly file: string };

type CopyCommand = "backup" | "restore";

interface Option<Value> {
  readonly flag: string;
  /** What stands for the value in `--help`. */
  readonly shows: string;
  readonly help: string;
  readonly fallback: Value;
  /** What a flag without a value means; undefined: it needs one. */
  readonly bare?: string;
  /** Gives undefined for what does not fit. */
  readonly parse: (text: string) => Value | undefined;
  /** What fits, for the sentence that says so. */
  readonly expects: string;
}

const SECRET_BYTES_MIN = 32;
const SECRET = "PARLEY_SECRET";

const OPTIONS: { readonly [Name in keyof Config]: Option<Config[Name]> } = {
  host: {
    flag: "host",
    shows: "ADDRESS",
    help: "the address to listen on",
    fallback: "127.0.0.1",
    parse: (text) => /^([\w.:-]+)$|^\[([\da-f.:]+)\]$/i.exec(text)?.slice(1).find(Boolean),
    expects: "an address",
  },
  port: {
    flag: "port",
    shows: "NUMBER",
    help: "the port to listen on; 0 picks a free one",
    fallback: 8080,
    parse: (text) => number(text, 65_535),
    expects: "a number from 0 to 65535",
  },
  db: {
    flag: "db",
    shows: "FILE",
    help: "the database file, made at the first start",
    fallback: "./parley.db",
    // A database in memory would forget every message, and SQLite's URIs are not paths.
    parse: (text) => (text === "" || /^(?::memory:$|file:)/.test(text) ? undefined : text),
    expects: "the path of a file",
  },
  publicUrl: {
    flag: "public-url",
    shows: "URL",
    help: "where visitors reach this server (default: where it listens)",
    fallback: undefined,
    parse: origin,
    expects: "an http or https URL without a path",
  },
  trustProxy: {
    flag: "trust-proxy",
    shows: "COUNT",
    help: "proxies in front to believe for the client's address",
    fallback: 0,
    parse: (text) => number(text, 10),
    expects: "a number from 0 to 10",
  },
  rateLimit: {
    flag: "rate-limit",
    shows: "on|off",
    help: "limits on how often a client may ask",
    fallback: true,
    parse: onOrOff,
    expects: "on or off",
  },
  privateWebhooks: {
    flag: "private-webhooks",
    shows: "on|off",
    help: "lets webhooks lead to this machine and its network",
    fallback: false,
    parse: onOrOff,
    expects: "on or off",
  },
  seedChannel: {
    flag: "seed-channel",
    shows: "[NAME]",
    help: "connects channel NAME (demo, if none is given) unless it is connected",
    fallback: undefined,
    bare: "demo",
    parse: (text) => (text.trim() === "" || text.length > 200 ? undefined : text.trim()),
    expects: "a name of at most 200 characters",
  },
  logLevel: {
    flag: "log-level",
    shows: "LEVEL",
    help: `what is logged: ${LOG_LEVELS.join(", ")}`,
    fallback: "info",
    parse: (text) => LOG_LEVELS.find((level) => level === text),
    expects: `one of ${LOG_LEVELS.join(", ")}`,
  },
  logFormat: {
    flag: "log-format",
    shows: "FORMAT",
    help: "text or json, one line an event, on standard error",
    fallback: "text",
    parse: (text) => LOG_FORMATS.find((format) => format === text),
    expects: "text or json",
  },
};

/** `args` without the executable. Throws `invalid_request` with the sentence to print. */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CommandLine {
  const { command, flags: given, file } = readArguments(args);
  if (given.has("help")) return { command: "help" };
  if (given.has("version")) return { command: "version" };
  const variables = readVariables(environment);

  function value<Name extends keyof Config>(name: Name): Config[Name] {
    const option: Option<Config[Name]> = OPTIONS[name];
    const flag = given.get(option.flag);
    const text = flag ?? variables.get(variableOf(option.flag));
    if (text === undefined) return option.fallback;
    const parsed = option.parse(text);
    if (parsed !== undefined) return parsed;
    const setting = flag === undefined ? variableOf(option.flag) : `--${option.flag}`;
    throw refuse(`${setting} must be ${option.expects}, not ${JSON.stringify(text)}`);
  }

  if (command !== "serve") {
    const [needless] = [...given.keys()].filter((flag) => flag !== OPTIONS.db.flag);
    if (needless !== undefined) throw refuse(`--${needless} means nothing to ${command}`);
    if (file === undefined) throw refuse(`${command} needs a file: parley ${command} FILE`);
    return { command, db: value("db"), file };
  }

  const config: Config = Object.freeze({
    host: value("host"),
    port: value("port"),
    db: value("db"),
    publicUrl: value("publicUrl"),
    trustProxy: value("trustProxy"),
    rateLimit: value("rateLimit"),
    privateWebhooks: value("privateWebhooks"),
    seedChannel: value("seedChannel"),
    logLevel: value("logLevel"),
    logFormat: value("logFormat"),
  });
  return { command: "serve", config, secrets: { tokenKey: readSecret(variables.get(SECRET)) } };
}

export function helpText(version: string): string {
  const options = Object.values(OPTIONS);
  const heads = options.map(({ flag, shows }) => `--${flag} ${shows}`);
  const width = Math.max(...heads.map((head) => head.length));
  const lines = options.map(({ help, fallback }, index) => {
    const shown = typeof fallback === "boolean" ? (fallback ? "on" : "off") : fallback;
    const suffix = shown === undefined ? "" : ` (default: ${shown})`;
    return `  ${(heads[index] ?? "").padEnd(width)}  ${help}${suffix}`;
  });
  return [
    `Parley ${version}: live chat for websites, one executable, one database file.`,
    "",
    "Usage: parley [serve] [options]         serves",
    "       parley backup FILE [--db FILE]   copies the database into a new file, served or not",
    "       parley restore FILE [--db FILE]  puts a backup in its place; stop the server first",
    "",
    ...lines,
    `  ${"--help".padEnd(width)}  says this`,
    `  ${"--version".padEnd(width)}  says the version`,
    "",
    "Each option has an environment variable: --log-level is PARLEY_LOG_LEVEL; a flag goes first.",
    `${SECRET} (${SECRET_BYTES_MIN} bytes or more) signs the tokens instead of the key in the database.`,
  ].join("\n");
}

interface Arguments {
  readonly command: "serve" | CopyCommand;
  readonly flags: ReadonlyMap<string, string>;
  /** What stands behind `backup` and `restore`. */
  readonly file: string | undefined;
}

function readArguments(args: readonly string[]): Arguments {
  const options = new Map(Object.values(OPTIONS).map((option) => [option.flag, option]));
  const flags = new Map<string, string>();
  const rest = [...args];
  const command = (["serve", "backup", "restore"] as const).find((name) => name === rest[0]);
  if (command !== undefined) rest.shift();
  let file: string | undefined;
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--help" || arg === "-h") flags.set("help", "");
    else if (arg === "--version" || arg === "-v") flags.set("version", "");
    else if (takesFile(command) && file === undefined && arg !== "" && !arg.startsWith("-")) {
      file = arg;
    } else {
      const [, name = "", inline] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
      const option = options.get(name);
      if (option === undefined) throw refuse(`unknown ${kindOf(arg, command)} ${arg}`);
      if (flags.has(name)) throw refuse(`--${name} is given twice`);
      // Where a value may be left out, -h is no value either.
      const another = option.bare === undefined ? "--" : "-";
      const follows = rest[0]?.startsWith(another) === false;
      const text = inline ?? (follows ? rest.shift() : option.bare);
      if (text === undefined) throw refuse(`--${name} needs a value: ${option.expects}`);
      flags.set(name, text);
    }
  }
  return { command: command ?? "serve", flags, file };
}

function takesFile(command: Arguments["command"] | undefined): command is CopyCommand {
  return command === "backup" || command === "restore";
}

function kindOf(arg: string, command: Arguments["command"] | undefined): string {
  if (arg.startsWith("-")) return "option";
  return takesFile(command) ? "argument" : "command";
}

function readVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const known = new Set(Object.values(OPTIONS).map(({ flag }) => variableOf(flag)));
  const found = new Map<string, string>();
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith("PARLEY_") || text === undefined) continue;
    if (!known.has(name) && name !== SECRET) throw refuse(`unknown environment variable ${name}`);
    found.set(name, text);
  }
  return found;
}

function readSecret(secret: string | undefined): string | undefined {
  if (secret === undefined) return undefined;
  if (Buffer.byteLength(secret) >= SECRET_BYTES_MIN) return secret;
  throw refuse(`${SECRET} must have ${SECRET_BYTES_MIN} bytes or more`);
}

function variableOf(flag: string): string {
  return `PARLEY_${flag.toUpperCase().replaceAll("-", "_")}`;
}

function number(text: string, max: number): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= max ? Number(text) : undefined;
}

function onOrOff(text: string): boolean | undefined {
  return text === "on" ? true : text === "off" ? false : undefined;
}

function origin(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const more = [url.pathname.slice(1), url.search, url.hash, url.username, url.password];
  return more.every((part) => part === "") ? url.origin : undefined;
}

function refuse(sentence: string): ParleyError {
  return new ParleyError("invalid_request", sentence);
}
