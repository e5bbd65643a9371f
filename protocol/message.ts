/** The message as it appears everywhere: in answers, in lists and in websocket frames. */
export type { Message, MessageEvent, MessageState, Sender, SenderType } from "./answers/message.ts";
