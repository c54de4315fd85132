// HdrHistogram's V2 encoding, compressed, in base64: what summary.json holds. Microseconds, 3 significant digits.
const subBuckets = 2048;

async function decodeHistogram(text) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const inflated = new Blob([bytes.subarray(8)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const plain = new Uint8Array(await new Response(inflated).arrayBuffer());
  const end = 40 + new DataView(plain.buffer).getInt32(4);
  const buckets = [];
  let total = 0;
  for (let at = 40, index = 0; at < end;) {
    const [count, next] = readZigZag(plain, at);
    at = next;
    if (count < 0) {
      index -= count;
    } else {
      if (count > 0) buckets.push({ highest: highestAt(index), seen: total += count });
      index++;
    }
  }
  return { buckets, total };
}

function readZigZag(bytes, at) {
  let [value, factor] = [0, 1];
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at++];
    value += (i === 8 ? byte : byte & 0x7f) * factor; // no shifts: they would cut at 32 bits
    factor *= 128;
    if (byte < 0x80) break;
  }
  return [value % 2 === 0 ? value / 2 : -(value + 1) / 2, at];
}

function highestAt(index) {
  const half = subBuckets / 2;
  const bucket = Math.floor(index / half) - 1;
  if (bucket < 0) return index;
  const width = 2 ** bucket;
  return (index % half + half) * width + width - 1;
}

/** Milliseconds below which a share of all values lies, or exactly there. */
function valueAt(histogram, share, longest) {
  const wanted = Math.max(1, Math.ceil(share * histogram.total - 1e-9));
  let [low, high] = [0, histogram.buckets.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (histogram.buckets[middle].seen >= wanted) high = middle; else low = middle + 1;
  }
  const value = histogram.buckets[low].highest / 1000;
  return longest === null || longest === undefined ? value : Math.min(value, longest);
}
