/** What operators work with beside the messages: put together here, because all of it needs the same few things. */
import type { Reads } from "../db/reads.ts";
import {
  createCannedAnswers,
  type CannedAnswers,
  type CannedAnswersDeps,
} from "./canned-answers.ts";
import { createNotes, type Notes, type NotesDeps } from "./notes.ts";
import { createSavedViews, type SavedViews } from "./saved-views.ts";
import { createTags, type Tags, type TagsDeps } from "./tags.ts";

export interface Work {
  readonly notes: Notes;
  readonly noteReads: Reads["notes"];
  readonly tags: Tags;
  readonly tagReads: Reads["tags"];
  readonly cannedAnswers: CannedAnswers;
  readonly savedViews: SavedViews;
}

export interface WorkDeps extends NotesDeps, TagsDeps, Omit<CannedAnswersDeps, "cannedAnswers"> {
  readonly reads: Reads;
}

export function createWork(deps: WorkDeps): Work {
  const { notes, tags, cannedAnswers, savedViews } = deps.reads;
  return {
    notes: createNotes(deps),
    noteReads: notes,
    tags: createTags(deps),
    tagReads: tags,
    cannedAnswers: createCannedAnswers({ ...deps, cannedAnswers }),
    savedViews: createSavedViews({ ...deps, savedViews }),
  };
}
