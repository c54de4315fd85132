// Reads {"base64": "...", "log": "...", "percentiles": {"50": micros}} on standard input, decodes the histogram and every line of the
// interval log with hdr-histogram-js, and says what it found: {"base64": {...}, "log": {...}, "count": n}.
const { decodeFromCompressedBase64, build } = require('hdr-histogram-js');

let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => {
  const input = JSON.parse(text);
  const whole = decodeFromCompressedBase64(input.base64);
  const merged = build({ bitBucketSize: 64, numberOfSignificantValueDigits: 3 });
  for (const line of input.log.split('\n')) {
    if (line !== '' && !line.startsWith('#') && !line.startsWith('"')) {
      merged.add(decodeFromCompressedBase64(line.substring(line.lastIndexOf(',') + 1)));
    }
  }
  const percentiles = (histogram) => Object.fromEntries(input.percentiles.map((p) => [p, histogram.getValueAtPercentile(p)]));
  process.stdout.write(JSON.stringify({
    base64: percentiles(whole), log: percentiles(merged), count: whole.totalCount, logCount: merged.totalCount,
  }));
});
