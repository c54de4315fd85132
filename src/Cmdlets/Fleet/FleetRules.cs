namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Parameters of a load that a fleet does not offer, each with what to do instead.</summary>
internal static class FleetRules
{
    private const string Spending =
        "Run Invoke-BatchVolumeTest with a small load and this parameter beside the fleet, or read the server's own figures.";

    private static readonly (string Name, string NextStep)[] Refused =
    [
        ("Resume", "Start the load anew. What a lost machine left on the server, Get-BatchLeftover finds by its journal."),
        ("StopFile", "Stop the command by Ctrl+C, or run it in a job and stop that: every machine then ends gracefully."),
        ("Repeat", "Call the command as often as there are to be runs, and give the runs of all calls to Compare-BatchMetrics."),
        (
            nameof(InvokeBatchFleetTestCommand.Segment),
            "Leave it out: each session takes its share, and -Weight makes the shares unequal."),
        (
            nameof(InvokeBatchFleetTestCommand.StartAt),
            "Give -StartIn, how long after all machines are ready they begin, or wait before the command is called."),
        (
            nameof(InvokeBatchFleetTestCommand.SummaryOnly),
            "Leave it out: the command returns one BatchFleetRun, and results are in files, by -ResultPath."),
        (
            nameof(InvokeBatchFleetTestCommand.LocustCsvPath),
            "Give the merged run to Export-BatchReport: $fleet.Run | Export-BatchReport -Format Locust -Path DIR."),
        (
            nameof(InvokeBatchFleetTestCommand.JournalPath),
            "Give -ResultPath: the journal of every machine is then collected beside its results, with the machine's name."),
        (
            nameof(InvokeBatchFleetTestCommand.DebugRun),
            "Use Invoke-BatchVolumeTest -DebugRun, on this machine or within a session: it has one client."),
        (nameof(InvokeBatchFleetTestCommand.PostgreSql), Spending),
        (nameof(InvokeBatchFleetTestCommand.ServerProcess), Spending),
        (nameof(InvokeBatchFleetTestCommand.MetricsCommand), Spending),
        (
            nameof(InvokeBatchFleetTestCommand.OtlpEndpoint),
            "Use -Dashboard, or Invoke-BatchVolumeTest -OtlpEndpoint with -Segment and -StartAt on each machine."),
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
