using System.Management.Automation;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Input of commands that take figures, in one form: objects of this session as they are, and objects from Start-Job, remoting,
/// Import-Clixml, ConvertFrom-Json or Import-Csv restored to their types.
/// </summary>
internal static class Given
{
    /// <summary>
    /// A <see cref="BatchRun"/>, <see cref="RunDocument"/>, <see cref="BatchMetrics"/>, several of these, a
    /// <see cref="BatchIntervalMetrics"/>, a <see cref="BatchResult"/>, a <see cref="FileSystemInfo"/> or a text as it was given; null for
    /// anything else.
    /// </summary>
    /// <exception cref="BatchPerfException">It is one of these, and damaged.</exception>
    public static object? Read(PSObject? input) => input?.BaseObject switch
    {
        null => null,
        RunDocument document => StoredRuns.AsStored(document),
        BatchRun or BatchMetrics or IReadOnlyList<BatchMetrics> or BatchIntervalMetrics or BatchResult or FileSystemInfo
            or string =>
            input.BaseObject,
        _ when input.Properties[nameof(BatchRun.Archive)]?.Value is { } archive
            && $"{archive}" is { Length: > 0 } text => RunArchive.Read(text) is RunDocument stored
            ? StoredRuns.AsStored(stored)
            : RunArchive.Read(text),
        _ => MetricsConversion.From(input) ?? (object?)ResultConversion.From(input),
    };

    /// <summary>Describes the input for an error, by its type.</summary>
    public static string Describe(PSObject? input) => $"An object of the type {input?.TypeNames.FirstOrDefault() ?? "null"}";
}
