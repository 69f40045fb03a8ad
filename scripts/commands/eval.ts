import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SopDeskError } from '../../src/errors.ts';
import { type EvaluationFiles, type EvaluationSet, parseEvaluationSet } from '../../src/gaps/eval-set.ts';
import {
  type ClusterFigures,
  clusterFigures,
  type SuggestFigures,
  type SuggestOutcome,
  suggestFigures,
} from '../../src/gaps/evaluate.ts';
import { createSuggester, type SuggestModel, trainSuggester } from '../../src/gaps/suggest.ts';
import { findThemes } from '../../src/gaps/themes.ts';
import type { Command } from '../command-line.ts';
import { readOptions } from '../options.ts';

const HELP = `Usage: eval DIR [--json]

Measures suggestions and gap finding on a labelled set, with the code of the coverage run. A run,
which judges a million steps, has cheaper settings (RUN_SETTINGS beside SUGGEST_SETTINGS in
src/gaps/settings.ts); its own measure of itself is on the dashboard.

DIR holds rules.jsonl and test.jsonl, and may hold train.jsonl and gaps.jsonl.

  --json  print figures as JSON
  --help  show this text

Exit status: 0 measured, 2 could not run.
`;

export interface EvaluationReport {
  readonly suggest: SuggestFigures & { readonly trainSeconds: number; readonly stepsPerSecond: number };
  readonly gaps:
    | (ClusterFigures & {
        readonly steps: number;
        readonly themes: number;
        readonly clusters: number;
        readonly seconds: number;
      })
    | null;
}

export const evalCommand: Command = {
  async run(argv) {
    const options = readOptions(argv, HELP, { json: { type: 'boolean' } });
    if (!options) return 0;
    const { values, positionals } = options;
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0)
      throw new SopDeskError('expected one folder: eval DIR [--json]');
    const report = evaluate(parseEvaluationSet(await readFiles(folder)));
    process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : table(report));
    return 0;
  },
};

/** Measures a set. Steps are suggested one after the other, on one core. */
export function evaluate(set: EvaluationSet): EvaluationReport {
  const started = performance.now();
  // With few examples it also learns from the texts it is about to judge, never from their truth.
  const model = trainSuggester(set.rules, set.train, { unlabelled: set.test.map(({ text }) => text) });
  const trainSeconds = seconds(started);
  return {
    suggest: { ...evaluateSuggestions(set, model), trainSeconds },
    gaps: set.gaps === null ? null : evaluateThemes(set.gaps, model),
  };
}

function evaluateSuggestions(
  set: EvaluationSet,
  model: SuggestModel,
): SuggestFigures & { stepsPerSecond: number } {
  const suggester = createSuggester(model);
  const started = performance.now();
  let outcomes: SuggestOutcome[] = [];
  let passes = 0;
  // A small set is over before the engine has compiled anything, so it is asked again.
  while (passes === 0 || (performance.now() - started < MEASURED_MILLISECONDS && set.test.length > 0)) {
    outcomes = set.test.map(({ text, gold }) => ({ suggestions: suggester.suggest(text), gold }));
    passes++;
  }
  const elapsed = performance.now() - started;
  const stepsPerSecond = Math.round((1000 * passes * set.test.length) / elapsed);
  return { ...suggestFigures(outcomes, model.threshold), stepsPerSecond };
}

/** Speed is measured for at least this long. */
const MEASURED_MILLISECONDS = 2000;

function evaluateThemes(
  gaps: NonNullable<EvaluationSet['gaps']>,
  model: SuggestModel,
): NonNullable<EvaluationReport['gaps']> {
  const started = performance.now();
  const texts = gaps.map(({ text }) => text);
  const themes = findThemes(
    texts,
    texts.map(() => []),
    model,
  );
  const elapsed = seconds(started);
  const clusters = new Array<number>(gaps.length).fill(0);
  themes.forEach((members, cluster) => {
    for (const member of members) clusters[member] = cluster;
  });
  const truth = gaps.map(({ theme }) => theme);
  return {
    steps: gaps.length,
    themes: new Set(truth).size,
    clusters: themes.length,
    ...clusterFigures(truth, clusters),
    seconds: elapsed,
  };
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000;
}

async function readFiles(folder: string): Promise<EvaluationFiles> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) throw new SopDeskError(`${folder}: no such folder`);
  const required = async (name: string): Promise<string> => {
    const content = await readOptional(join(folder, name));
    if (content === null)
      throw new SopDeskError(`${join(folder, name)}: no such file; a set needs rules.jsonl and test.jsonl`);
    return content;
  };
  return {
    rules: await required('rules.jsonl'),
    test: await required('test.jsonl'),
    train: await readOptional(join(folder, 'train.jsonl')),
    gaps: await readOptional(join(folder, 'gaps.jsonl')),
  };
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function table(report: EvaluationReport): string {
  const rows = Object.entries(report).flatMap(([part, figures]) =>
    Object.entries((figures ?? {}) as Record<string, number | null>).map(([name, value]) => [
      `${part}.${name}`,
      value === null ? 'none' : Number.isInteger(value) ? String(value) : value.toFixed(4),
    ]),
  );
  return rows.map(([name, value]) => `${(name as string).padEnd(26)}${value}\n`).join('');
}
