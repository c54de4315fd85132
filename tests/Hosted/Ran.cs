using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted;

/// <summary>What a script put out, stream by stream, and the error that ended it, if one did.</summary>
public sealed class Ran(RuntimeException? thrown, IReadOnlyList<PSObject> output, PSDataStreams streams)
{
    public RuntimeException? Thrown { get; } = thrown;

    public ErrorRecord? Problem => Thrown?.ErrorRecord;

    public IReadOnlyList<PSObject> Output { get; } = output;

    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    /// <summary>All warnings, a line each.</summary>
    public string Warnings { get; } = string.Join('\n', streams.Warning);

    /// <summary>All verbose messages, a line each.</summary>
    public string Verbose { get; } = string.Join('\n', streams.Verbose);

    /// <summary>All debug messages, a line each.</summary>
    public string Debug { get; } = string.Join('\n', streams.Debug);

    /// <summary>All information, a line each.</summary>
    public string Information { get; } = string.Join('\n', streams.Information);
}
