import type { VNode } from "preact";
import type { Message } from "../../../protocol/message.ts";
import { labels } from "../../labels.ts";
import { LinkedText } from "../linked-text.tsx";
import { Attachment } from "./attachment.tsx";
import { Card } from "./card.tsx";
import { Carousel } from "./carousel.tsx";
import type { Choices } from "../../../protocol/choices.ts";
import { RichText } from "./rich-text.tsx";
import { Suggestions } from "./suggestions.tsx";

interface MessageContentProps {
  readonly message: Pick<Message, "id" | "content">;
  readonly choices: Choices;
}

/** What a message says. Nothing is fetched from the hosts it names, and nothing in it is markup. */
export function MessageContent({ message, choices }: MessageContentProps): VNode {
  const { id, content } = message;
  const chosen = choices.chosen.get(id);
  switch (content.type) {
    case "text":
      return <Bubble text={content.text} />;
    case "rich_text":
      return (
        <div class="bubble" dir="auto">
          <RichText text={content.text} />
        </div>
      );
    case "suggestion_response":
      return <Answer text={content.text} question={choices.questions.get(id)} />;
    case "quick_replies":
      return (
        <>
          <Bubble text={content.text} />
          <Suggestions suggestions={content.quick_replies} chosen={chosen} />
        </>
      );
    case "rich_card":
      return <Card card={content.card} chosen={chosen} />;
    case "rich_card_carousel":
      return <Carousel cards={content.cards} chosen={chosen} />;
    default:
      return (
        <div class="bubble" dir="auto">
          <Attachment key={content.url} content={content} />
        </div>
      );
  }
}

function Bubble({ text }: { readonly text: string }): VNode {
  return (
    <div class="bubble" dir="auto">
      <LinkedText text={text} />
    </div>
  );
}

interface AnswerProps {
  readonly text: string;
  /** What it answers, when that is in the part of the thread that is loaded. */
  readonly question: string | undefined;
}

function Answer({ text, question }: AnswerProps): VNode {
  return (
    <>
      <p class="answer-to line" dir="auto" title={question}>
        {question === undefined ? labels.content.answer : labels.content.answerTo(question)}
      </p>
      <div class="bubble is-answer" dir="auto">
        {text}
      </div>
    </>
  );
}
