using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>One request sent, with its answer and times. Timestamps are the time provider's.</summary>
/// <param name="Answer">Judged answer.</param>
/// <param name="Started">Timestamp of the sending of the last attempt.</param>
/// <param name="FirstByte">Timestamp of the arrival of the answer's head; 0 when it never arrived.</param>
/// <param name="Ended">Timestamp of the answer's end, or of giving it up.</param>
/// <param name="RetryAfter">Wait that the server asked for; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchExchange(BatchAnswer Answer, long Started, long FirstByte, long Ended, TimeSpan? RetryAfter);
