import { funnelDrawing, monthsDrawing, sparkDrawing } from '@kept-informed/charts';
import { comparePage, dashboardPage, monthsPage } from '../figures/variation-page.js';
import { asked, fault, files, items } from './question-samples.fixture.js';
import { at, name } from './sample-words.fixture.js';

const words = { title: name, description: name };
const limits = { centre: 0.5, lower: 0.4, upper: 0.6 };
const points = [{ month: '2026-10', rate: 0.5, isSignal: true, words: name, href: '/report?month=2026-10' }];
const rows = [{ name, href: '/report?month=2026-10', met: '1 of 2', rate: '50.0%', said: name }];
const rates = { verdict: name, hasLimits: true, rows, knownAt: at, definition: name, files };
const dots = [{ rated: 2, rate: 0.5, isSignal: false, words: name, href: '/report?team=a' }];
const panel = { name, rate: name, change: name, verdict: name, report: '/report?a=b', months: '/report/months?a=b' };

/** Months, teams and standards, with their drawings. */
export const variationSamples = [
  monthsPage.with({
    ...asked,
    faults: [],
    series: { ...rates, drawing: monthsDrawing({ id: 'months', ...words, points, limits }) },
  }),
  monthsPage.with({
    ...asked,
    faults: [],
    series: { ...rates, hasLimits: false, drawing: monthsDrawing({ id: 'months', ...words, points, limits: null }) },
  }),
  monthsPage.with({ ...asked, faults: [fault], series: null }),
  comparePage.with({
    ...asked,
    faults: [],
    funnel: { ...rates, of: name, drawing: funnelDrawing({ id: 'funnel', ...words, rate: 0.5, points: dots }) },
  }),
  comparePage.with({
    ...asked,
    faults: [],
    funnel: { ...rates, rows: [], of: name, drawing: funnelDrawing({ id: 'funnel', ...words, rate: 0.5, points: [] }) },
  }),
  comparePage.with({ ...asked, faults: [fault], funnel: null }),
  dashboardPage.with({
    hasLimits: true,
    month: name,
    choices: items,
    standards: [
      { ...panel, of: name, spark: sparkDrawing({ id: 'one', ...words, points, limits }) },
      { ...panel, of: null, spark: sparkDrawing({ id: 'other', ...words, points: [], limits: null }) },
    ],
    knownAt: at,
    definition: name,
  }),
];
