namespace EdFi.BatchPerf.Api;

internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string? Location, string? ETag, string? TotalCount);
