import { missingEvidence, planDraft } from '../proposals/draft.ts';
import { type DraftPage, draftPages } from '../proposals/draft-pages.ts';
import { prompt } from '../proposals/prompts.ts';
import type { RankedGap } from '../proposals/ranked-gaps.ts';
import { isOpen } from '../sops/open-proposal.ts';
import type { Language, Proposal } from '../sops/types.ts';
import type { Site } from './catalogue.ts';
import { newFileLink } from './new-file-link.ts';

/** How somebody begins to propose a rule for a gap. */
export type ProposalStart =
  | { readonly kind: 'open'; readonly proposal: Proposal }
  | { readonly kind: 'thin' }
  | { readonly kind: 'command' }
  | { readonly kind: 'links'; readonly links: readonly { language: Language; href: string }[] };

/**
 * What the page of a gap offers: links to prefilled new files where a repository is configured and
 * the pages fit into an address, else the command. The pages are those that `propose` writes.
 */
export function proposalStart(site: Site, ranked: RankedGap): ProposalStart {
  const { repository, exemplarCases } = site.catalogue.settings;
  const proposal = ranked.proposals.find(isOpen);
  if (proposal) return { kind: 'open', proposal };
  if (missingEvidence(ranked, exemplarCases).length > 0) return { kind: 'thin' };
  if (repository === null) return { kind: 'command' };
  const [english, mandarin] = pagesOf(site, ranked.gap.id);
  const links = (
    [
      ['en', english],
      ['zh-CN', mandarin],
    ] as const
  ).flatMap(([language, { path, text }]) => {
    const href = newFileLink(repository, `content/${path}`, text);
    return href === null ? [] : [{ language, href }];
  });
  return links.length === 2 ? { kind: 'links', links } : { kind: 'command' };
}

const drafts = new WeakMap<Site, Map<string, readonly [DraftPage, DraftPage]>>();

/** Drafting searches every rule for the gap's wordings: done once for both languages of the page. */
function pagesOf(site: Site, gap: string): readonly [DraftPage, DraftPage] {
  const known = drafts.get(site) ?? new Map();
  drafts.set(site, known);
  const before = known.get(gap);
  if (before !== undefined) return before;
  const { catalogue, ledger, asOf } = site;
  const taken = catalogue.proposals.flatMap(({ file }) => [file, file.replace(/\.mdx$/, '.zh-cn.mdx')]);
  const proposer = prompt('en', 'your team or role');
  const draft = planDraft(catalogue, ledger, { gap, sop: null, proposer, asOf });
  const pages = draftPages(draft, new Set(taken));
  known.set(gap, pages);
  return pages;
}
