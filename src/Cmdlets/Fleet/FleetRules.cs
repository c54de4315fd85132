namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Parameters of a load that a fleet does not offer, each with what to do instead.</summary>
internal static class FleetRules
{
    private static readonly (string Name, string NextStep)[] Refused =
    [
        ("Resume", "Start the load anew. What a lost machine left on the server, Get-BatchLeftover finds by its journal."),
        ("StopFile", "Stop the command by Ctrl+C, or run it in a job and stop that: every machine then ends gracefully."),
        ("Repeat", "Call the command as often as there are to be runs, and give the runs of all calls to Compare-BatchMetrics."),
    ];

    /// <exception cref="BatchPerfException">FleetParameter.</exception>
    public static bool Check(ICollection<string> given, int connections) =>
        Array.Find(Refused, row => given.Contains(row.Name, StringComparer.OrdinalIgnoreCase)) is { Name: { } name } refused
            ? throw new BatchPerfException(
                "FleetParameter",
                ProblemKind.InvalidInput,
                $"-{name} is not for a load from several machines.",
                refused.NextStep)
            : connections > 1 ? throw new BatchPerfException(
                "FleetParameter",
                ProblemKind.InvalidInput,
                $"{connections} connections were given, and a fleet loads one server.",
                "Call the command once for each of them.")
            : true;
}
