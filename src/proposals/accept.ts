import { runChecks } from '../sops/check/run.ts';
import { type ContentFile, interpret, type ReadContent } from '../sops/load.ts';
import type { CheckMessage } from '../sops/messages.ts';
import { isOpen } from '../sops/open-proposal.ts';
import { findPrompts, isUntouched } from '../sops/prompts.ts';
import { setTranslates, type Translates } from '../sops/translates.ts';
import type { Place, Proposal, Rule, Sop } from '../sops/types.ts';
import { newSop, newTranslation } from './new-sop.ts';
import { nextRuleId } from './next-ids.ts';
import { blockWith, insertRule, quotedLike, ruleBlocks, setField } from './page-edits.ts';
import { type PageText, proposedPlace } from './proposed-places.ts';
import { type Content, proposalAt, translationOf } from './read-desk.ts';

export interface AcceptOptions {
  /** The day of acceptance: no rule binds anyone before it. */
  readonly asOf: string;
  /**
   * Accept what is not finished: prompts, and findings of `check` that do not keep the content from
   * being read. For simulating a draft only.
   */
  readonly unfinished?: boolean;
}

/** Why a proposal is not accepted, and where. */
export interface Obstacle {
  readonly place: Place;
  readonly message: string;
}

/** What acceptance does to the content folder. */
export interface Acceptance {
  /** Files that are new or differ, complete. */
  readonly changes: readonly ContentFile[];
  /** All files of the content folder afterwards, sorted by path. */
  readonly files: readonly ContentFile[];
  readonly proposal: Proposal;
  /** The SOP as it was before; null when it is new. */
  readonly before: Sop | null;
  readonly sop: Sop;
  readonly rules: readonly Rule[];
  /** IDs of rules that have no Mandarin text yet. */
  readonly untranslated: readonly string[];
}

export type AcceptOutcome =
  | { readonly acceptance: Acceptance; readonly obstacles: readonly [] }
  | { readonly acceptance: null; readonly obstacles: readonly Obstacle[] };

/**
 * Turns a proposal into the change of its SOP, in memory: rules at their place by ID in both
 * languages, the SOP's minor version raised, dates set, the proposal accepted. Its rules stay in
 * the proposal too, as the record of what was proposed. A rule without Mandarin text is left out of
 * the translation, where `check` and the site show it as missing.
 *
 * @param file path of the proposal in the content folder
 * @throws SopDeskError when there is no such proposal
 */
export async function acceptProposal(
  content: Content,
  file: string,
  options: AcceptOptions,
): Promise<AcceptOutcome> {
  const proposal = proposalAt(content, file);
  const texts = new Texts(content.files);
  const obstacles = [
    ...obstaclesOf(content, proposal),
    ...(options.unfinished
      ? []
      : [...unfilledPrompts(proposal, texts), ...faultsOf(content, proposal, options.asOf)]),
  ];
  if (obstacles.length > 0) return { acceptance: null, obstacles };
  const edit = editPages(content, proposal, texts, options.asOf);
  if ('message' in edit) return { acceptance: null, obstacles: [edit] };
  const files = texts.files();
  const after = await interpret(files);
  const found = checkAfterwards(after, proposal, options);
  if (found.length > 0) {
    const pages = [(page: string) => page, translationOf].map((of) => ({
      sop: texts.page(of(edit.page)),
      proposal: texts.page(of(file)),
    }));
    const obstacles = found.map((obstacle) => ({ ...obstacle, place: proposedPlace(obstacle.place, pages) }));
    return { acceptance: null, obstacles };
  }
  const ids = proposal.rules.map(({ id }) => id);
  const sop = after.readable.sops.find(({ rules }) => rules.some(({ id }) => id === ids[0])) as Sop;
  return {
    acceptance: {
      changes: texts.changes(),
      files,
      proposal,
      before: content.catalogue.sops.find(({ id }) => id === sop.id) ?? null,
      sop,
      rules: sop.rules.filter(({ id }) => ids.includes(id)),
      untranslated: edit.untranslated,
    },
    obstacles: [],
  };
}

/** The texts of a content folder while they are edited. */
class Texts {
  readonly #before: ReadonlyMap<string, ContentFile>;
  readonly #texts = new Map<string, string>();

  constructor(files: readonly ContentFile[]) {
    this.#before = new Map(files.map((file) => [file.path, file]));
  }

  get(path: string): string | null {
    const bytes = this.#before.get(path)?.bytes;
    // With its byte order mark: what is not edited stays as it is.
    const read = () => (bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : null);
    return this.#texts.get(path) ?? read();
  }

  page(file: string): PageText {
    return { file, text: this.get(file) ?? '' };
  }

  set(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  has(path: string): boolean {
    return this.#texts.has(path) || this.#before.has(path);
  }

  changes(): ContentFile[] {
    return [...this.#texts].map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  }

  files(): ContentFile[] {
    const all = new Map([...this.#before, ...this.changes().map((file) => [file.path, file] as const)]);
    return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

function obstaclesOf({ catalogue }: Content, proposal: Proposal): Obstacle[] {
  const { id, status, rules, file } = proposal;
  const start = { file, line: 1, column: 1 };
  if (!isOpen(proposal)) return [{ place: start, message: `${id} is ${status} already` }];
  if (rules.length === 0) return [{ place: start, message: `${id} proposes no rule` }];
  const sop = catalogue.sops.find((candidate) => candidate.id === proposal.sop) ?? null;
  if (proposal.sop !== 'new' && sop === null) {
    return [
      { place: start, message: `there is no ${proposal.sop} to extend; correct \`sop\`, or write \`new\`` },
    ];
  }
  if (sop?.status === 'retired')
    return [{ place: start, message: `${sop.id} is retired; choose another SOP` }];
  const prefix = catalogue.caseTypes.find((type) => type.id === proposal.caseType)?.prefix;
  return rules.flatMap((rule) => {
    const holder = catalogue.rules.get(rule.id);
    if (!holder) return [];
    const next = prefix === undefined ? '' : ` (${nextRuleId(catalogue, prefix, sop)})`;
    const message = `${rule.id} belongs to ${holder.sop} meanwhile; give the proposed rule the next free ID${next}`;
    return [{ place: rule.place, message }];
  });
}

function unfilledPrompts({ file, rules }: Proposal, texts: Texts): Obstacle[] {
  const english = findPrompts(texts.get(file) ?? '', file);
  const translation = translationOf(file);
  const mandarin = translatedBlocks(texts.get(translation) ?? '')
    .filter(({ id }) => rules.some((rule) => rule.id === id))
    .flatMap(({ text, start, end }) => findPrompts(text, translation, start, end));
  return [...english, ...mandarin].map(({ text, place }) => ({
    place,
    message: `unfilled prompt ${text}, expected the author's words`,
  }));
}

/** What `check` says of the proposal's own pages, where whoever corrects it can find it. */
function faultsOf(content: Content, { file }: Proposal, asOf: string): Obstacle[] {
  const own = [file, translationOf(file)];
  const { messages } = runChecks({ content, asOf, base: null });
  return (
    messages
      .filter(({ severity, place }) => severity === 'error' && own.includes(place.file))
      // Said above, of drafts too.
      .filter(({ name }) => name !== 'unfilled-prompt')
      .map(obstacleOf)
  );
}

function obstacleOf({ place, message, hint }: CheckMessage): Obstacle {
  return { place, message: `${message} (${hint})` };
}

/** Blocks of a translation that somebody has begun to translate; the others count as missing. */
function translatedBlocks(text: string) {
  return ruleBlocks(text)
    .map((block) => ({ ...block, text, written: text.slice(block.start, block.end) }))
    .filter(({ written }) => !isUntouched(written));
}

function editPages(
  content: Content,
  proposal: Proposal,
  texts: Texts,
  asOf: string,
): Obstacle | { readonly page: string; readonly untranslated: readonly string[] } {
  const { catalogue } = content;
  const proposed = texts.get(proposal.file) as string;
  const sop = catalogue.sops.find(({ id }) => id === proposal.sop) ?? null;
  const from = sop !== null && sop.effective > asOf ? sop.effective : asOf;
  const blocks = ruleBlocks(proposed).map((block) => {
    const planned = proposal.rules.find(({ id }) => id === block.id)?.effective ?? from;
    const [effective = from] = [planned, from].sort().reverse();
    return { id: block.id, text: blockWith(proposed, block, 'effective', effective) };
  });
  const page =
    sop === null ? newSop(content, proposal, asOf) : { file: sop.file, text: texts.get(sop.file) as string };
  const raised = sop === null ? page.text : setField(page.text, 'version', raiseMinor);
  const closed = setField(proposed, 'status', (old) => quotedLike(old, 'accepted'));
  if (raised === null || closed === null) {
    const file = raised === null ? page.file : proposal.file;
    return { place: { file, line: 1, column: 1 }, message: 'its front matter cannot be edited in place' };
  }
  texts.set(
    page.file,
    blocks.reduce((text, block) => insertRule(text, block.id, block.text), raised),
  );
  texts.set(proposal.file, closed);
  return { page: page.file, untranslated: editTranslation(proposal, sop, page.file, texts) };
}

/** @returns IDs of the rules that nobody has translated */
function editTranslation(proposal: Proposal, sop: Sop | null, page: string, texts: Texts): string[] {
  const proposed = texts.get(translationOf(proposal.file)) ?? '';
  const blocks = translatedBlocks(proposed).filter(({ id }) => proposal.rules.some((rule) => rule.id === id));
  const untranslated = proposal.rules
    .map(({ id }) => id)
    .filter((id) => !blocks.some((block) => block.id === id));
  const file = translationOf(page);
  if (blocks.length === 0 && (sop !== null || texts.has(file))) return untranslated;
  const text = texts.get(file) ?? newTranslation(proposal, sop);
  const extended = blocks.reduce((result, { id, written }) => insertRule(result, id, written), text);
  const known = proposal.rules.filter(({ id }) => blocks.some((block) => block.id === id));
  const recorded: Translates = {
    ...sop?.translation?.translates,
    // A fingerprint that the proposal records may be of an earlier English; then it is outdated.
    ...Object.fromEntries(known.map((rule) => [rule.id, rule.translation?.translates ?? rule.fingerprint])),
  };
  texts.set(file, setTranslates(extended, recorded) ?? extended);
  return untranslated;
}

function raiseMinor(old: string | null): string {
  const [major = 0, minor = 0] = (old ?? '').replace(/["']/g, '').split('.').map(Number);
  return quotedLike(old, `${major}.${minor + 1}.0`);
}

/** A dry run of everything a person or a run would find wrong with the content afterwards. */
function checkAfterwards(
  after: ReadContent,
  proposal: Proposal,
  { asOf, unfinished }: AcceptOptions,
): Obstacle[] {
  const { messages } = runChecks({ content: after, asOf, base: null });
  const errors = messages.filter(({ severity, fatal }) => (unfinished ? fatal : severity === 'error'));
  if (errors.length > 0) return errors.map(obstacleOf);
  return proposal.rules.flatMap((rule) => {
    const accepted = after.readable.rules.get(rule.id);
    if (accepted && sameWords(rule, accepted)) return [];
    // What a link or a footnote means may stand elsewhere on the page.
    const message = `${rule.id} would read differently in its SOP; write links and footnotes inside its block`;
    return [{ place: rule.place, message }];
  });
}

function sameWords(proposed: Rule, accepted: Rule): boolean {
  if (proposed.fingerprint !== accepted.fingerprint) return false;
  return JSON.stringify(proposed.body.content) === JSON.stringify(accepted.body.content);
}
