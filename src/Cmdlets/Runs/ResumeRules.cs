namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A run that goes on does what its journal says: nothing of it can be changed on the way.</summary>
internal static class ResumeRules
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Resume", "Threshold", "ResultPath", "LocustCsvPath", "Force", "SummaryOnly", "RunVariable", "CreateMissing",
        "Dashboard", "DashboardPort", "OtlpEndpoint", "WhatIf", "Confirm",
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable",
        "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable",
    };

    /// <exception cref="BatchPerfException">ResumeParameter.</exception>
    public static bool Check(IEnumerable<string> given, int connections) => connections > 1
        ? throw new BatchPerfException(
            "ResumeParameter",
            ProblemKind.InvalidInput,
            $"{connections} connections were given together with -Resume.",
            "Give the one that the journal's run loaded.")
        : given.FirstOrDefault(static name => !Allowed.Contains(name)) is { } other
        ? throw new BatchPerfException(
            "ResumeParameter",
            ProblemKind.InvalidInput,
            $"-{other} was given together with -Resume.",
            "Leave it out: a run that goes on has the scenarios, clients and pace that its journal names.")
        : true;
}
