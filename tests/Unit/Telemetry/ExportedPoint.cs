namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>One point of a series as a collector receives it.</summary>
/// <param name="Name">The series.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Description">What it is.</param>
/// <param name="Attributes">Attributes as NAME=VALUE, sorted.</param>
/// <param name="Count">The value of a sum, or how many times a histogram holds.</param>
internal sealed record ExportedPoint(string Name, string Unit, string Description, string Attributes, long Count)
{
    /// <summary>The sum of a histogram's times.</summary>
    public double Sum { get; init; }

    /// <summary>The counts of a histogram's buckets; empty for others.</summary>
    public IReadOnlyList<ulong> Buckets { get; init; } = [];

    /// <summary>The bounds of a histogram's buckets.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];
}
