import { z } from 'zod';
import { PROPOSAL_STATUSES } from './types.ts';

/** Whether a string is a calendar date that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const RULE_ID = /^[A-Z0-9]{2,6}-(?:\d{3}|[1-9]\d{3,8})$/;
/** A rule's ID within a text: a word of its own, which no Chinese neighbour joins, with its revision. */
export const RULE_MENTION =
  /(?<![A-Za-z0-9_@-])([A-Z0-9]{2,6}-\d{3,})(?:@\d+)?(?![A-Za-z0-9_]|-[A-Za-z0-9])/g;
/** A signal code as a rule names it. */
export const SIGNAL_CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a string can be the name of a case type, an audience, or a file. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

// Each schema's error is the "expected" half of the message, so it reads as a noun phrase.
const text = z.string('a text').trim().min(1, 'a text');
const date = z.string('a date such as 2026-06-01').refine(isCalendarDate, 'a date such as 2026-06-01');
const slug = z.string('lower-case words joined by hyphens').regex(SLUG, 'lower-case words joined by hyphens');
const list = <T extends z.ZodType>(item: T) => z.array(item, 'a list');
const share = z
  .number('a number between 0 and 1')
  .min(0, 'a number between 0 and 1')
  .max(1, 'a number between 0 and 1');
const audience = list(slug).min(1, 'at least one audience').default(['internal']);
const url = z.string('an http or https address').regex(/^https?:\/\/[^\s/]/i, 'an http or https address');
const optional = <T extends z.ZodType>(item: T) => item.nullish().transform((value) => value ?? null);
const proposalId = z.string('an ID such as PROP-001').regex(/^PROP-\d{3,9}$/, 'an ID such as PROP-001');
const sopId = z
  .string('an ID such as SOP-ATO-02')
  .regex(/^SOP(?:-[A-Z0-9]{1,20}){2,8}$/, 'an ID such as SOP-ATO-02');

const source = z.strictObject(
  {
    title: text,
    section: optional(text),
    url: optional(url),
  },
  'a source with title, section and url',
);

export const sopSchema = z.strictObject(
  {
    id: sopId,
    title: text,
    description: text,
    caseType: slug,
    version: z
      .string('a version such as 2.1.0')
      .regex(/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/, 'a version such as 2.1.0'),
    status: z.enum(['draft', 'active', 'retired'], 'draft, active or retired'),
    owner: text,
    effective: date,
    reviewBy: date,
    audience,
    sources: list(source).default([]),
  },
  'front matter with id, title, description, caseType, version, status, owner, effective and reviewBy',
);

const fingerprint = z
  .string('a fingerprint, 12 characters 0-9 and a-f')
  .regex(/^[0-9a-f]{12}$/, 'a fingerprint, 12 characters 0-9 and a-f');

export const translationSchema = z.strictObject(
  {
    title: text,
    description: text,
    translates: z
      .record(z.string(), fingerprint, 'a map from rule ID to fingerprint')
      .nullish()
      .transform((value) => value ?? {}),
  },
  'front matter with title, description and translates',
);

/** A translated proposal: proposals have no title of their own. */
export const proposalTranslationSchema = translationSchema.partial({ title: true, description: true });

export const proposalSchema = z
  .strictObject(
    {
      id: proposalId,
      gap: text,
      caseType: slug,
      sop: z.union([z.literal('new'), sopId], 'the ID of an SOP, or new'),
      status: z.enum(PROPOSAL_STATUSES, 'draft, in-review, accepted or rejected'),
      reason: optional(text),
      proposer: text,
      created: date,
    },
    'front matter with id, gap, caseType, sop, status, proposer and created',
  )
  .refine((value) => value.status !== 'rejected' || value.reason !== null, {
    path: ['reason'],
    error: 'a reason, since the proposal is rejected',
  });

const localized = z.strictObject({ en: text, 'zh-CN': text }, 'a text in en and zh-CN');

export const caseTypesSchema = z
  .array(
    z.strictObject(
      {
        id: slug,
        prefix: z
          .string('2 to 6 characters A-Z and 0-9')
          .regex(/^[A-Z0-9]{2,6}$/, '2 to 6 characters A-Z and 0-9'),
        name: localized,
        owner: text,
        target: share,
        autoDecisionThreshold: share,
        slaMinutes: z.number('a number of minutes').positive('a number of minutes'),
        aliases: list(text).default([]),
      },
      'a case type',
    ),
    'a list of case types',
  )
  .min(1, 'at least one case type');

/** Whether an address names a project at a repository host and nothing else: it is put into links. */
function isRepositoryUrl(written: string): boolean {
  const address = URL.parse(written);
  return (
    address !== null &&
    written.length <= 200 &&
    address.protocol === 'https:' &&
    address.username + address.password + address.search + address.hash === '' &&
    /^(?:\/[\w.~-]+){2,}\/*$/.test(address.pathname)
  );
}

const REPOSITORY_URL =
  'an https address such as https://github.com/your-org/sop-desk, without user, password or query';
const BRANCH = 'the name of a branch';

export const settingsSchema = z.strictObject(
  {
    exemptKinds: list(text)
      .nullish()
      .transform((value) => value ?? []),
    exemplarCases: z
      .int('a whole number of cases, 2 or more')
      .min(2, 'a whole number of cases, 2 or more')
      .default(5),
    repository: z
      .strictObject(
        {
          host: z.enum(['github', 'gitlab'], 'github or gitlab'),
          url: z
            .string(REPOSITORY_URL)
            .refine(isRepositoryUrl, REPOSITORY_URL)
            .transform((value) => new URL(value).href.replace(/\/+$/, '')),
          branch: z
            .string(BRANCH)
            .max(100, BRANCH)
            .regex(/^(?!.*\.\.)\w[\w./-]*$/, BRANCH)
            .default('main'),
        },
        'a repository with host, url and branch',
      )
      .nullish()
      .transform((value) => value ?? null),
  },
  'a map of settings',
);

const words = list(text).default([]);
const forms = z.strictObject({ en: words, 'zh-CN': words }, 'lists of words in en and zh-CN');

export const glossarySchema = z.array(
  z.strictObject(
    {
      id: slug,
      term: localized,
      synonyms: forms.nullish().transform((value) => value ?? { en: [], 'zh-CN': [] }),
      avoid: forms.nullish().transform((value) => value ?? { en: [], 'zh-CN': [] }),
      definition: localized.nullish().transform((value) => value ?? null),
    },
    'a glossary term',
  ),
  'a list of terms',
);

/** A gap ID: its case type's prefix and six characters made from its founding wording. */
export const GAP_ID = /^GAP-([A-Z0-9]{2,6})-([0-9a-f]{6})$/;

const short = (most: number) => {
  const expected = `a text of at most ${most} characters`;
  return z.string(expected).trim().min(1, expected).max(most, expected);
};

export const gapDecisionsSchema = z
  .array(
    z
      .strictObject(
        {
          gap: z.string('a gap ID such as GAP-ATO-1a2b3c').regex(GAP_ID, 'a gap ID such as GAP-ATO-1a2b3c'),
          decision: z.enum(['dismissed', 'claimed'], 'dismissed or claimed'),
          by: short(80),
          date,
          reason: optional(short(500)),
          proposal: optional(proposalId),
          wording: optional(short(200)),
        },
        'a decision with gap, decision, by, date, reason, proposal and wording',
      )
      .refine(({ decision, reason }) => decision !== 'dismissed' || reason !== null, {
        path: ['reason'],
        error: 'a reason, since the gap is dismissed',
      }),
    'a list of decisions about gaps',
  )
  .nullable()
  .transform((value) => value ?? []);
