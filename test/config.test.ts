/** Flags and environment: what they mean, what is refused, and with which sentence. */
import { describe, expect, test } from "bun:test";
import { helpText, readCommandLine, type Config } from "../config.ts";

const DEFAULTS: Config = {
  host: "127.0.0.1",
  port: 8080,
  db: "./parley.db",
  publicUrl: undefined,
  trustProxy: 0,
  rateLimit: true,
  privateWebhooks: false,
  seedChannel: undefined,
  logLevel: "info",
  logFormat: "text",
};

type Environment = Readonly<Record<string, string>>;

function configOf(args: readonly string[], environment: Environment = {}): Config {
  const line = readCommandLine(args, environment);
  if (line.command !== "serve") throw new Error(`the command is ${line.command}`);
  return line.config;
}

/** The sentence that stops the start. */
function refusal(args: readonly string[], environment: Environment = {}): string {
  try {
    readCommandLine(args, environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

/** Each flag, the values it takes with what they become, and the values it does not take. */
const FLAGS: readonly {
  readonly flag: string;
  readonly name: keyof Config;
  readonly taken: readonly [text: string, value: unknown][];
  readonly refused: readonly string[];
}[] = [
  {
    flag: "host",
    name: "host",
    taken: [
      ["0.0.0.0", "0.0.0.0"],
      ["::1", "::1"],
      ["[::1]", "::1"],
      ["localhost", "localhost"],
    ],
    refused: ["", "a b", "http://localhost", "localhost/", "[]", "[::1", "[localhost]", "[::1]:80"],
  },
  {
    flag: "port",
    name: "port",
    taken: [
      ["0", 0],
      ["80", 80],
      ["65535", 65_535],
    ],
    refused: ["", "65536", "-1", "1.5", "1e3", "0x50", " 80", "http", "99999999999999999999"],
  },
  {
    flag: "db",
    name: "db",
    taken: [
      ["chat.db", "chat.db"],
      ["/var/lib/parley/a b.db", "/var/lib/parley/a b.db"],
    ],
    refused: ["", ":memory:", "file:chat.db?mode=memory"],
  },
  {
    flag: "public-url",
    name: "publicUrl",
    taken: [
      ["https://chat.example.org", "https://chat.example.org"],
      ["https://chat.example.org/", "https://chat.example.org"],
      ["HTTPS://Chat.Example.org:443", "https://chat.example.org"],
      ["http://192.0.2.1:8080", "http://192.0.2.1:8080"],
    ],
    refused: [
      "",
      "chat.example.org",
      "//chat.example.org",
      "ftp://chat.example.org",
      "https://",
      "https://chat.example.org/chat",
      "https://chat.example.org?x",
      "https://chat.example.org/#x",
      "https://user:secret@chat.example.org",
      "https://:secret@chat.example.org",
    ],
  },
  {
    flag: "trust-proxy",
    name: "trustProxy",
    taken: [
      ["0", 0],
      ["1", 1],
      ["10", 10],
    ],
    refused: ["", "11", "-1", "true", "loopback", "1.0"],
  },
  {
    flag: "rate-limit",
    name: "rateLimit",
    taken: [
      ["on", true],
      ["off", false],
    ],
    refused: ["", "ON", "no", "0", "false"],
  },
  {
    flag: "private-webhooks",
    name: "privateWebhooks",
    taken: [
      ["on", true],
      ["off", false],
    ],
    refused: ["", "ON", "yes", "1", "true"],
  },
  {
    flag: "seed-channel",
    name: "seedChannel",
    taken: [
      ["demo", "demo"],
      [" my shop ", "my shop"],
      ["x".repeat(200), "x".repeat(200)],
    ],
    refused: ["", "  ", "x".repeat(201)],
  },
  {
    flag: "log-level",
    name: "logLevel",
    taken: ["debug", "info", "warn", "error", "silent"].map((level) => [level, level]),
    refused: ["", "INFO", "trace"],
  },
  {
    flag: "log-format",
    name: "logFormat",
    taken: [
      ["text", "text"],
      ["json", "json"],
    ],
    refused: ["", "JSON", "xml"],
  },
];

test("Without arguments everything has its default", () => {
  const line = readCommandLine([], {});
  expect(line).toEqual({ command: "serve", config: DEFAULTS, secrets: { tokenKey: undefined } });
  expect(configOf(["serve"])).toEqual(DEFAULTS);
});

test("The table below has every setting", () => {
  expect(FLAGS.map(({ name }) => name).toSorted()).toEqual(
    (Object.keys(DEFAULTS) as (keyof Config)[]).toSorted(),
  );
});

test("The settings are frozen, and no secret is among them", () => {
  const secret = "a key of the tests with 32 bytes or more";
  const line = readCommandLine([], { PARLEY_SECRET: secret });
  if (line.command !== "serve") throw new Error("not serving");
  expect(Object.isFrozen(line.config)).toBe(true);
  expect(line.secrets.tokenKey).toBe(secret);
  expect(JSON.stringify(line.config)).not.toContain(secret);
});

describe.each(FLAGS)("--$flag", ({ flag, name, taken, refused }) => {
  const variable = `PARLEY_${flag.toUpperCase().replaceAll("-", "_")}`;

  test.each(taken)(
    "takes %p as %p, with a space, with =, after serve, and from its variable",
    (text, value) => {
      const wanted = { ...DEFAULTS, [name]: value };
      expect(configOf([`--${flag}`, text])).toEqual(wanted);
      expect(configOf([`--${flag}=${text}`])).toEqual(wanted);
      expect(configOf(["serve", `--${flag}=${text}`])).toEqual(wanted);
      expect(configOf([], { [variable]: text })).toEqual(wanted);
    },
  );

  test.each(refused)("refuses %p and names the flag, or the variable, and the value", (text) => {
    expect(refusal([`--${flag}=${text}`])).toStartWith(`--${flag} must be `);
    expect(refusal([`--${flag}=${text}`])).toEndWith(`, not "${text}"`);
    expect(refusal([], { [variable]: text })).toStartWith(`${variable} must be `);
  });

  test("goes before its variable", () => {
    const [text, value] = taken[0]!;
    const [other] = taken.at(-1)!;
    expect(configOf([`--${flag}`, text], { [variable]: other })[name]).toEqual(value as never);
  });

  test("may not be given twice", () => {
    const [text] = taken[0]!;
    expect(refusal([`--${flag}`, text, `--${flag}=${text}`])).toBe(`--${flag} is given twice`);
  });

  test("needs a value, --seed-channel alone does not", () => {
    for (const args of [[`--${flag}`], [`--${flag}`, flag === "port" ? "--host=::" : "--port=0"]]) {
      if (flag === "seed-channel") expect(configOf(args).seedChannel).toBe("demo");
      else expect(refusal(args)).toStartWith(`--${flag} needs a value: `);
    }
  });

  test("is in --help with its default", () => {
    const line =
      helpText("1.2.3")
        .split("\n")
        .find((one) => one.startsWith(`  --${flag} `)) ?? "";
    const value = DEFAULTS[name];
    const shown = typeof value === "boolean" ? (value ? "on" : "off") : String(value);
    if (name === "publicUrl") expect(line).toContain("(default: where it listens)");
    else if (name === "seedChannel") expect(line).toContain("demo, if none is given");
    else expect(line).toEndWith(`(default: ${shown})`);
  });
});

test("What refuses a value is one line, whatever the value is", () => {
  expect(refusal(["--port=1\n2"])).toBe('--port must be a number from 0 to 65535, not "1\\n2"');
});

test("Settings do not get in each other's way", () => {
  const args = [
    "serve",
    "--seed-channel",
    "--port",
    "0",
    "--trust-proxy=1",
    "--log-format",
    "json",
  ];
  expect(configOf(args, { PARLEY_DB: "x.db", PARLEY_PORT: "81" })).toEqual({
    ...DEFAULTS,
    seedChannel: "demo",
    port: 0,
    trustProxy: 1,
    logFormat: "json",
    db: "x.db",
  });
});

describe("What is unknown is refused by name:", () => {
  test.each<[string[], string]>([
    [["--prot", "80"], "unknown option --prot"],
    [["--prot=80"], "unknown option --prot=80"],
    [["--Port", "80"], "unknown option --Port"],
    [["-p", "80"], "unknown option -p"],
    [["--"], "unknown option --"],
    [["--=80"], "unknown option --=80"],
    [["--__proto__=1"], "unknown option --__proto__=1"],
    [["--constructor"], "unknown option --constructor"],
    [["start"], "unknown command start"],
    [["serve", "serve"], "unknown command serve"],
    [["--port", "80", "81"], "unknown command 81"],
    [["--seed-channel", "a", "b"], "unknown command b"],
    [[""], "unknown command "],
  ])("%p", (args, sentence) => {
    expect(refusal(args)).toBe(sentence);
  });

  test.each(["PARLEY_PROT", "PARLEY_", "PARLEY_port", "PARLEY_HELP", "PARLEY_PUBLIC-URL"])(
    "the variable %s",
    (variable) => {
      expect(refusal([], { [variable]: "1" })).toBe(`unknown environment variable ${variable}`);
    },
  );

  test("variables that are not Parley's are none of its business", () => {
    const environment = { PORT: "1", HOST: "x", parley_port: "1", PARLEYPORT: "1", "": "" };
    expect(configOf([], environment)).toEqual(DEFAULTS);
  });
});

describe.each(["backup", "restore"] as const)("parley %s", (command) => {
  test.each<[string[], Environment, string]>([
    [["b.db"], {}, "./parley.db"],
    [["b.db", "--db", "x.db"], {}, "x.db"],
    [["--db=x.db", "b.db"], {}, "x.db"],
    [["b.db"], { PARLEY_DB: "x.db", PARLEY_PORT: "1" }, "x.db"],
    [["b.db", "--db=x.db"], { PARLEY_DB: "y.db" }, "x.db"],
  ])("%p with %p", (args, environment, db) => {
    const line = readCommandLine([command, ...args], environment);
    expect(line).toEqual({ command, db, file: "b.db" });
  });

  test.each<[string[], string]>([
    [[], `${command} needs a file: parley ${command} FILE`],
    [["--db", "x.db"], `${command} needs a file: parley ${command} FILE`],
    [["a.db", "b.db"], "unknown argument b.db"],
    [[""], "unknown argument "],
    [["b.db", "--port=1"], `--port means nothing to ${command}`],
    [["b.db", "--seed-channel"], `--seed-channel means nothing to ${command}`],
    [["b.db", "--force"], "unknown option --force"],
    [["b.db", "--db="], '--db must be the path of a file, not ""'],
  ])("refuses %p", (args, sentence) => {
    expect(refusal([command, ...args])).toBe(sentence);
  });

  test("says the help, is in it, and needs its own place", () => {
    expect(readCommandLine([command, "--help"], {})).toEqual({ command: "help" });
    expect(helpText("1.2.3")).toContain(`parley ${command} FILE [--db FILE]`);
    expect(refusal(["--port=1", command])).toBe(`unknown command ${command}`);
  });
});

describe("PARLEY_SECRET", () => {
  test("has 32 bytes or more; octets count, not characters", () => {
    for (const secret of ["x".repeat(32), "€".repeat(11)]) {
      const line = readCommandLine([], { PARLEY_SECRET: secret });
      expect(line.command === "serve" && line.secrets.tokenKey).toBe(secret);
    }
  });

  test.each(["", "x".repeat(31), "short-secret"])(
    "of %p is refused without being told",
    (secret) => {
      expect(refusal([], { PARLEY_SECRET: secret })).toBe(
        "PARLEY_SECRET must have 32 bytes or more",
      );
    },
  );

  test("is no flag: what stands on a command line is seen by everybody on the machine", () => {
    expect(refusal([`--secret=${"x".repeat(32)}`])).toStartWith("unknown option --secret");
  });
});

describe("--help and --version", () => {
  test.each(["--help", "-h", "serve --help", "--port nonsense --help", "--seed-channel -h"])(
    "%p says the help",
    (args) => {
      expect(readCommandLine(args.split(" "), {})).toEqual({ command: "help" });
    },
  );

  test.each(["--version", "-v", "serve --version", "--seed-channel -v"])(
    "%p says the version",
    (args) => {
      expect(readCommandLine(args.split(" "), {})).toEqual({ command: "version" });
    },
  );

  test("do so in whatever environment", () => {
    expect(readCommandLine(["--help"], { PARLEY_PROT: "1" })).toEqual({ command: "help" });
  });

  test("the help names itself, the version, every flag, the variables and PARLEY_SECRET, within 100 columns", () => {
    const text = helpText("1.2.3");
    expect(text).toStartWith("Parley 1.2.3: ");
    for (const { flag } of FLAGS) expect(text).toContain(`\n  --${flag} `);
    for (const word of [
      "--help",
      "--version",
      "parley [serve]",
      "PARLEY_LOG_LEVEL",
      "PARLEY_SECRET",
    ]) {
      expect(text).toContain(word);
    }
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(text).not.toContain("undefined");
  });
});
