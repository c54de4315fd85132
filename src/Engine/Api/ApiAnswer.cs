namespace EdFi.BatchPerf.Api;

/// <summary>An answer read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body, after decompression where compression was asked for.</param>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary><c>Location</c> as it was sent.</summary>
    public string? Location { get; init; }

    /// <summary><c>ETag</c> as it was sent.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Total-Count</c> as it was sent.</summary>
    public string? TotalCount { get; init; }

    /// <summary>Wait that a 429 or 503 asks for; null where it asks for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Major version of HTTP by which it came.</summary>
    public int HttpMajor { get; init; } = 1;
}
