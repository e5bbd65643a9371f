import { Nothing } from "../../protocol/answers/answer.ts";
import {
  ChannelDetails,
  Channel,
  ChannelList,
  ExploredChannelList,
  IdentitySecret,
} from "../../protocol/answers/channels.ts";
import {
  ChannelIdentity,
  ChannelInfo,
  ConnectChannel,
  DisconnectChannel,
  ExploreChannels,
  ListChannels,
  UpdateChannel,
} from "../../protocol/channels.ts";
import type { Endpoint } from "../endpoint.ts";

export const CHANNELS: readonly Endpoint[] = [
  {
    path: "/channels.connect",
    summary: "Connects a channel",
    details:
      "Its id is formed from `source` and `source_channel_id`, the same on every server. A name or " +
      "picture that is given replaces the stored one.",
    tokens: ["admin"],
    request: ConnectChannel,
    answers: {
      200: { when: "It is connected now.", body: Channel },
      202: { when: "It was connected already.", body: Channel },
    },
    stores: true,
  },
  {
    path: "/channels.disconnect",
    summary: "Disconnects a channel",
    details: "Its visitors' tokens stop working and their websockets are closed at once.",
    tokens: ["admin"],
    request: DisconnectChannel,
    answers: {
      200: { when: "It is disconnected now; nothing is deleted.", body: Nothing },
      202: { when: "It was disconnected already.", body: Nothing },
    },
    errors: ["unknown_channel"],
    stores: true,
  },
  {
    path: "/channels.update",
    summary: "Changes a channel: its name, its picture, the widget's look, the sites it may run on",
    details: "What is left out stays as it is; what is given replaces all of what was there.",
    tokens: ["admin"],
    request: UpdateChannel,
    answers: { 200: { when: "The channel as it is now.", body: ChannelDetails } },
    errors: ["channel_not_found"],
    stores: true,
  },
  {
    path: "/channels.identity",
    summary:
      "The secret with which a site vouches for people: signature = HMAC-SHA256(secret, user_id)",
    details:
      "Made when it is first asked for. With `rotate` another one: what was signed with the one before, " +
      "and the tokens that it has given, are good no longer.",
    tokens: ["admin"],
    request: ChannelIdentity,
    answers: {
      200: { when: "The secret; it belongs on the site's server.", body: IdentitySecret },
    },
    errors: ["channel_not_found"],
    stores: true,
  },
  {
    path: "/channels.info",
    summary: "All there is to know of a channel",
    tokens: ["operator"],
    request: ChannelInfo,
    answers: { 200: { when: "The channel.", body: ChannelDetails } },
    errors: ["channel_not_found"],
  },
  {
    path: "/channels.list",
    summary: "The connected channels",
    tokens: ["operator"],
    request: ListChannels,
    answers: { 200: { when: "In the order in which they were made.", body: ChannelList } },
  },
  {
    path: "/channels.explore",
    summary: "All channels, the disconnected ones too",
    tokens: ["operator"],
    request: ExploreChannels,
    answers: { 200: { when: "In the order in which they were made.", body: ExploredChannelList } },
  },
];
