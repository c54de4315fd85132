using System.Runtime.InteropServices;

namespace EdFi.BatchPerf;

/// <summary>Values that all rows of one interval share: run, start and width in seconds, clients, and batches in flight.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IntervalFrame(
    string RunId,
    DateTimeOffset RunStart,
    double StartSeconds,
    double WidthSeconds,
    int? Clients,
    int? InFlight);
