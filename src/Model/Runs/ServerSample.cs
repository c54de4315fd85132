using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>One figure of the server over one interval of a run: a count's growth per second, or a level.</summary>
public sealed record ServerSample
{
    /// <summary>Start of the interval in seconds since the start of the run.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Length of the interval in seconds, as it really was.</summary>
    public double WidthSeconds { get; init; }

    /// <summary>Source of the figure: <c>PostgreSql</c>, <c>Process</c> or <c>Command</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the figure with its unit, for example <c>WalBytes</c>.</summary>
    public required string Name { get; init => field = PlainText.Line(value); }

    /// <summary>Growth per second for a count, value at the end of the interval for a level; means where intervals were merged.</summary>
    public double Value { get; init; }

    /// <summary>Start in seconds, source, name and value.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{StartSeconds:0.#} s: {Source} {Name} {Value:#,0.##}");
}
