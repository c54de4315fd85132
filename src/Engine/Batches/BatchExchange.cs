using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>One request sent, with everything that was seen of it. Timestamps are the time provider's.</summary>
/// <param name="Answer">What became of it.</param>
/// <param name="Started">When the last attempt went out.</param>
/// <param name="FirstByte">When the head of the answer had arrived; 0 when it never did.</param>
/// <param name="Ended">When the answer was complete, or was given up.</param>
/// <param name="RetryAfter">How long the server asked to wait; null where it did not.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchExchange(BatchAnswer Answer, long Started, long FirstByte, long Ended, TimeSpan? RetryAfter);
