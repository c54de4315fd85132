using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>What the load reads of an answer's head.</summary>
/// <param name="Status">Its status, 100 to 999.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerHead(int Status)
{
    /// <summary>The header <c>Location</c> as it was sent; null where there is none. A wire may leave it out for 4xx and 5xx.</summary>
    public string? Location { get; init; }

    /// <summary>Wait that a 429 or 503 asks for; null for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True for 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;
}
