/** What a webhook's receiver is really sent, held against what the OpenAPI document says of it. */
import { expect, test } from "bun:test";
import { setScene } from "../routes/scene.ts";
import { startReceiver } from "../webhook-receiver.ts";
import { readDocument } from "./open-api.ts";

test("Every event that is delivered is as described: its headers, its body to the field", async () => {
  await using scene = await setScene();
  const { server, visitor, operator, tokens } = scene;
  const described = await readDocument(server);
  await using receiver = startReceiver();
  await server.post("/webhooks.subscribe", { url: receiver.url }, tokens.admin);
  await visitor.send("hello");
  await operator.reply(visitor.conversationId, "hello to you");
  const conversation_id = visitor.conversationId;
  const closed = { conversation_id, state: "CLOSED" };
  await server.post("/conversations.set-state", closed, tokens.agent);
  await server.channel("another");
  const missing = new Set(["message.created", "conversation.updated", "channel.updated"]);
  while (missing.size > 0) {
    const { event, headers } = await receiver.received.next();
    described.expectDelivery(event.type, { headers, body: event });
    missing.delete(event.type);
  }
});

test("Of what is not delivered so far, too, the document knows the shape", async () => {
  await using scene = await setScene();
  const { document } = await readDocument(scene.server);
  expect(Object.keys(document.webhooks)).toEqual([
    "message.created",
    "message.updated",
    "conversation.updated",
    "channel.updated",
  ]);
});
