/** What every request comes with, beside itself. */
export interface RequestEnv {
  readonly Bindings: {
    /** The client's address: the socket's, or what a trusted proxy says. Found out when it is asked for. */
    readonly address: () => string;
    /** Where the client has reached us, without a slash at the end; a proxy may have changed the host. */
    readonly origin: () => string;
  };
}
