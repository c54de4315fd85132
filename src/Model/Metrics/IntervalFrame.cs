using System.Runtime.InteropServices;

namespace EdFi.BatchPerf;

/// <summary>What all rows of one interval have in common.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IntervalFrame(
    string RunId,
    DateTimeOffset RunStart,
    double StartSeconds,
    double WidthSeconds,
    int? Clients,
    int? InFlight);
