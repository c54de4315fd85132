const grouped = new Map();

function number(value, digits = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (!grouped.has(digits)) grouped.set(digits, new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  return grouped.get(digits).format(value);
}

const rate = value => number(value, value < 100 ? 1 : 0);
const milliseconds = value => number(value, value < 10 ? 2 : value < 1000 ? 1 : 0);
/** What is not nothing is never shown as nothing, and what is not everything never as everything. */
function percent(value) {
  if (value === null || value === undefined) return '–';
  const shown = number(100 * value, value > 0 && value < 0.1 ? 2 : 1);
  return (value > 0 && shown === '0.00' ? '< 0.01' : value < 1 && shown === '100.0' ? '> 99.9' : shown) + ' %';
}

/** A share as sentences have it: no decimals that say nothing. */
const percentWords = value => percent(value).replace(/\.?0+ %$/, ' %');

const moment = text => text ? text.replace('T', ' ').replace(/(\.\d+)/, '').replace(/(\+00:00|Z)$/, ' UTC') : '–';
const words = name => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** What a run sends: batches, or in a Volume run requests of one operation each. */
const isVolume = run => run.testType === 'Volume';
const noun = (run, count) => (isVolume(run) ? 'request' : 'batch') + (count === 1 ? '' : isVolume(run) ? 's' : 'es');
const capital = text => text[0].toUpperCase() + text.slice(1);
const counted = (run, count) => `${number(count)} ${noun(run, count)}`;

/** The begin of a sentence on all requests of a run, or a sentence on none. */
const allOf = (run, count) => count === 1 ? `The only ${noun(run, 1)}` : count === 2 ? `Both ${noun(run)}` : `All ${counted(run, count)}`;
const noneFailed = (run, count) => count === 1 ? `The only ${noun(run, 1)} did not fail`
  : `${count === 2 ? `Neither ${noun(run, 1)}` : `None of ${counted(run, count)}`} failed`;

const requestWords = { batches: 'requests', batch: 'request', 'one batch each': 'one operation each' };

/** The page's own words, which speak of batches until it is known what the run sent. */
function showNouns(run) {
  if (isVolume(run)) document.querySelectorAll('[data-noun]').forEach(place => { place.textContent = requestWords[place.textContent] ?? place.textContent; });
}

/** Seconds since the start as 1:05, or 1:00:05 from an hour on. */
function clock(seconds, digits = 0) {
  if (seconds === null || seconds === undefined) return '–';
  const scale = 10 ** digits;
  const whole = Math.round(seconds * scale) / scale;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = (whole % 60).toFixed(digits).padStart(digits ? 3 + digits : 2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** 00:05:00 as 5 min; what is not of that form stays as it is. */
function duration(text) {
  const match = /^(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)(\.\d+)?$/.exec(text ?? '');
  if (!match) return text ?? '–';
  const parts = [[+(match[1] ?? 0), 'd'], [+match[2], 'h'], [+match[3], 'min'], [+match[4] + +(match[5] ?? 0), 's']];
  return parts.filter(([value]) => value).map(([value, unit]) => `${+value.toFixed(3)} ${unit}`).join(' ') || '0 s';
}

const secondsBetween = (from, to) => from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;
